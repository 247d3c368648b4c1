"""What was withdrawn or erased by law, where lists go on to speak of it."""

from collections.abc import Callable
from typing import Any

import pytest

from sanctions.editing.merge import merge
from sanctions.lists.entry import Name, Relation
from sanctions.models import Cause, Edition, Entry, Release, Sanction, Settled, Target
from sanctions.publishing import pending
from sanctions.publishing.publish import publish
from sanctions.publishing.redact import redact
from sanctions.publishing.withdraw import withdraw
from sanctions.reading import lists
from sanctions.reconcile import parties
from tests import factories as f
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air, ship

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"
OWNED = Relation("owned_or_controlled_by", "IRN0240", "IRAN AIR")
FLEET = [ship(reference=f"RUS{n}", names=(Name(f"VESSEL {n}"),), identifiers=()) for n in range(20)]


def records(reference: str) -> list[Any]:
    case = Sanction.objects.get(reference=reference)
    return [case.target, case]


def erase(reference: str) -> None:
    uids = [one.uid for one in records(reference)]
    redact(list(Edition.objects.filter(uid__in=uids)), by=None, at=NOW, because="court order")


def ties(of: str) -> str:
    target, _ = records(of)
    return Edition.objects.get(uid=target.uid, known_until__year=9999).document.partition('"relations":')[2]


def test_what_was_erased_stays_erased_when_the_list_amends_its_entry(desk: Desk) -> None:
    desk.released(FIRST, iran_air(unread=("P.O. Box of IRAN AIR",)))
    erase("IRN0240")
    release = desk.released(SECOND, iran_air(unread=("Box of IRAN AIR",), problems=("IRAN AIR has no address.",)))
    told = lists.entry("gb_fcdo", "IRN0240")
    assert [(one["raw"], one["label"], one["unread"], one["problems"]) for one in told] == [("", "", [], [])] * 2
    assert told[0]["digest"] != told[1]["digest"]
    assert "IRAN AIR" not in str(list(Entry.objects.values()))
    assert (release.counts["added"], release.counts["changed"]) == (0, 1)


def test_what_was_erased_stays_erased_where_its_entry_is_not_understood_or_has_gone_and_come_back(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *FLEET)
    erase("IRN0240")
    desk.released(SECOND, "IRN0240", *FLEET)
    aside = Entry.objects.get(reference="IRN0240", gone=None)
    assert (aside.state, aside.raw, aside.reason) == ("quarantined", "", "")
    desk.released(THIRD, *FLEET)
    assert desk.released("2025-04-01", iran_air(), *FLEET).counts["relisted"] == 1
    assert "IRAN AIR" not in str(list(Entry.objects.values()))


def test_what_is_published_again_by_name_is_told_by_its_entry_again(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    erase("IRN0240")
    publish(records("IRN0240"), layer="gb_fcdo", by=None, at=desk.now)
    desk.released(SECOND, iran_air(grounds="Other words."))
    assert Entry.objects.get(gone=None).label == "IRAN AIR"


def test_an_entry_that_was_put_aside_still_stands_for_whom_it_stood(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    for dated in (SECOND, THIRD):
        assert desk.released(dated, iran_air(names=(Name(f"SOMEBODY {dated}"),))).counts["quarantined"] == 1


def test_what_waits_for_somebodys_word_does_not_name_who_was_erased(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *FLEET)
    desk.released(SECOND, iran_air(names=(Name("HOMA"),)), *FLEET)
    aside = Entry.objects.get(reference="IRN0240", gone=None)
    parties.settle(aside, says=Settled.SAME, by=f.user(), at=NOW, because="IRAN AIR says so.")
    held = desk.released(THIRD, iran_air(grounds="Other words."), ship())
    assert "IRAN AIR" in str(held.plan)
    Release.objects.filter(pk=held.pk).update(
        held_because=[*held.held_because, "VESSEL 1: names target “IRAN AIR” (x), which is neither published nor …"]
    )
    erase("IRN0240")
    held.refresh_from_db()
    assert held.plan["added"] == [["RUS2000", "PORT OLYA-3"]]
    assert "fewer" in held.held_because[0]
    left = [*Release.objects.values_list("plan", "held_because"), *Entry.objects.values()]
    assert [name for name in ("IRAN AIR", "HOMA") if name in str(left)] == []


def test_a_tie_to_what_was_withdrawn_is_published_by_its_printed_name(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship())
    withdraw(records("IRN0240"), by=None, at=desk.now, because="entered twice")
    assert desk.released(SECOND, iran_air(), ship(relations=(OWNED,))).state == "promoted"
    assert '"printed":"IRAN AIR"' in ties("RUS2000")


@pytest.mark.parametrize("step", ["ready", "promote"])
@pytest.mark.parametrize("deed", [erase, lambda one: withdraw(records(one), by=None, at=NOW, because="entered twice")])
def test_a_list_is_not_held_by_what_goes_from_public_while_it_is_imported(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str, deed: Callable[[str], object]
) -> None:
    desk.released(FIRST, iran_air(), ship())
    done = getattr(pending, step)

    def first(*args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(pending, step, done)
        deed("IRN0240")
        return done(*args, **kwargs)

    monkeypatch.setattr(pending, step, first)
    assert desk.released(SECOND, iran_air(), ship(relations=(OWNED,), grounds="Other words.")).state == "promoted"
    assert records("IRN0240")[0].uid not in ties("RUS2000")
    again = ship(relations=(OWNED,), grounds="Other words again.")
    assert desk.released(THIRD, iran_air(), again).state == "promoted"


def test_a_tie_leads_to_its_target_again_once_that_is_public_again(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship())
    withdraw(records("IRN0240"), by=None, at=desk.now, because="entered twice")
    desk.released(SECOND, iran_air(), ship(relations=(OWNED,)))
    owner, case = records("IRN0240")
    assert '"printed":"IRAN AIR"' in ties("RUS2000")
    assert owner.uid not in ties("RUS2000")
    publish([owner, case], layer="gb_fcdo", by=None, at=desk.now)
    desk.released(THIRD, iran_air(), ship(relations=(OWNED,), grounds="Other words."))
    assert owner.uid in ties("RUS2000")


def test_a_tie_to_what_was_erased_is_left_out(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship())
    erase("IRN0240")
    assert desk.released(SECOND, iran_air(), ship(relations=(OWNED,))).state == "promoted"
    assert "IRAN AIR" not in ties("RUS2000")


def test_a_tie_to_a_merged_target_leads_to_the_one_that_stands_for_it(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship())
    (twin, _), into = records("IRN0240"), f.target("Iran Air")
    publish([into], by=None, at=desk.now)
    found = merge(twin, into, by=f.user(), at=NOW, via="admin", expected=twin.revision, because="the same")
    publish(found, by=None, at=desk.now, because="the same", cause=Cause.MERGE)
    desk.released(SECOND, iran_air(), ship(relations=(OWNED,)))
    assert Target.get(into.uid).uid in ties("RUS2000")
