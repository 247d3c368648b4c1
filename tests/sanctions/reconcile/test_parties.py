"""Somebody says whether a reference that suddenly names somebody else is still the same party."""

import pytest

from sanctions.lists.entry import Name, Relation
from sanctions.models import Edition, Entry, Sanction, Settled, Target
from sanctions.reconcile import parties
from tests import factories as f
from tests.sanctions.reconcile.lists import Desk, iran_air, ship
from tests.sanctions.reconcile.test_deciding import again, fleet
from tests.sanctions.reconcile.test_importing import shown

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"
RENAMED = (Name("HOMA AVIATION"),)


def aside() -> Entry:
    """The entry that waits."""
    return Entry.objects.get(gone=None, state="quarantined")


def settle(desk: Desk, says: Settled) -> None:
    parties.settle(aside(), says=says, by=f.user("rita"), at=desk.now, because="The authority's notice.")


def test_the_same_party_goes_on_under_its_new_name(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship(), *fleet())
    desk.released(SECOND, iran_air(names=RENAMED), ship(), *fleet())
    assert parties.asks(aside())
    settle(desk, Settled.SAME)
    third = desk.released(THIRD, iran_air(names=RENAMED), ship(grounds="New."), *fleet())
    assert (third.counts["changed"], third.counts["quarantined"]) == (2, 0)
    assert Sanction.objects.get(reference="IRN0240").target.label == "HOMA AVIATION"
    assert Target.objects.count() == 22


def test_another_party_gets_a_case_of_its_own_and_the_old_one_ends(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship(), *fleet())
    desk.released(SECOND, iran_air(names=RENAMED), ship(), *fleet())
    settle(desk, Settled.ANOTHER)
    owned = ship(relations=(Relation("owner", "IRN0240", "HOMA AVIATION"),))
    for dated in (THIRD, "2025-04-01"):
        desk.released(dated, iran_air(names=RENAMED), owned, *fleet())
    assert [one for one in shown("2025-04-01") if "VESSEL" not in one[0]] == [
        ("HOMA AVIATION", "asset_freeze", "in_force"),
        ("IRAN AIR", "asset_freeze", "ended"),
        ("PORT OLYA-3", "ship_specification", "in_force"),
    ]
    assert Sanction.objects.get(reference="IRN0240 (2)").target.label == "HOMA AVIATION"
    assert Target.objects.get(label="PORT OLYA-3").relations.get().object == Target.objects.get(label="HOMA AVIATION")
    assert Edition.objects.filter(label__contains="HOMA", known_until__year=9999).exists()


def test_a_reference_may_be_given_away_more_than_once(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *fleet())
    for dated, after, name in ((SECOND, "2025-02-02", "HOMA AVIATION"), (THIRD, "2025-03-02", "PARS TRADING")):
        entry = iran_air(names=(Name(name),))
        desk.released(dated, entry, *fleet())
        settle(desk, Settled.ANOTHER)
        desk.released(after, entry, *fleet())
    cases = Sanction.objects.filter(reference__startswith="IRN0240")
    assert set(cases.values_list("reference", "target__label")) == {
        ("IRN0240", "IRAN AIR"),
        ("IRN0240 (2)", "HOMA AVIATION"),
        ("IRN0240 (3)", "PARS TRADING"),
    }


def test_what_was_said_takes_effect_at_once_where_the_last_release_is_read_again(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship(), *fleet())
    last = desk.released(SECOND, iran_air(names=RENAMED), ship(), *fleet())
    assert again(desk, last) == last
    settle(desk, Settled.SAME)
    assert again(desk, last).state == "promoted"
    assert Sanction.objects.get(reference="IRN0240").target.label == "HOMA AVIATION"


def test_what_was_said_holds_for_the_record_that_was_looked_at(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *fleet())
    desk.released(SECOND, iran_air(names=RENAMED), *fleet())
    settle(desk, Settled.SAME)
    desk.released(THIRD, iran_air(names=(Name("SOMEBODY ELSE"),)), *fleet())
    assert "SOMEBODY ELSE" in aside().reason
    assert aside().settled == ""


def test_what_was_said_holds_though_something_else_in_the_record_changes(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *fleet())
    desk.released(SECOND, iran_air(names=RENAMED), *fleet())
    settle(desk, Settled.SAME)
    third = desk.released(THIRD, iran_air(names=RENAMED, grounds="Put otherwise."), *fleet())
    assert third.counts["quarantined"] == 0
    assert Sanction.objects.get(reference="IRN0240").target.label == "HOMA AVIATION"


def test_nobody_is_asked_of_a_record_with_an_unknown_word(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), "RUS2001", *fleet())
    assert not parties.asks(aside())
    with pytest.raises(ValueError, match="does not wait"):
        settle(desk, Settled.SAME)
