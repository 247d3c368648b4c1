"""A list is followed: what it says becomes public, whole or not at all, and nobody else's word is touched."""

from datetime import date
from typing import Any

import orjson
import pytest
from django.contrib.auth.models import User

from sanctions.lists.entry import Dated, Identifier, LegalBasis, Name, Relation, Restriction
from sanctions.lists.reading import RefusedError
from sanctions.models import Edition, Entry, Event, Measure, Publication, Release, Sanction, Target
from sanctions.publishing.publish import publish
from sanctions.publishing.withdraw import withdraw
from sanctions.reading import answers
from sanctions.reconcile import deciding, importing
from sanctions.reconcile.apply import Applying
from sanctions.reconcile.importing import Way
from sanctions.reconcile.turn import BusyError
from tests import factories as f
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air, ship

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"


def shown(as_of: str, **asked: Any) -> list[tuple[str, str, str]]:
    """What the API answers to `measures` on a day: target, type, status."""
    answer = answers.listed("measure", {"as_of": date.fromisoformat(as_of), **asked}, today=date(2026, 1, 1))
    items = [orjson.loads(item) for item in answer.items]
    labels = {uid: one["label"] for uid, one in answer.included.items()}
    return sorted((labels[item["target"]], item["type"], item["on"]["status"]) for item in items)


def documents() -> dict[str, str]:
    return dict(Edition.objects.filter(known_until__year=9999).values_list("uid", "document"))


def test_what_a_list_says_becomes_public(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship())
    assert shown("2025-01-01") == [
        ("IRAN AIR", "asset_freeze", "in_force"),
        ("PORT OLYA-3", "ship_specification", "in_force"),
    ]
    assert shown("2024-10-01") == [("PORT OLYA-3", "ship_specification", "in_force")]


def test_the_numbers_of_the_report_add_up(desk: Desk) -> None:
    counts = desk.released(FIRST, iran_air(), ship(), "RUS2001").counts
    assert counts["records"] == counts["imported"] + counts["quarantined"] + counts["ignored"] == 3
    assert (counts["added"], counts["quarantined"]) == (2, 1)


def test_a_record_that_is_not_understood_is_kept_with_the_reason(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), "RUS2001")
    row = Entry.objects.get(reference="RUS2001")
    assert (row.state, row.field, row.sanction) == ("quarantined", "SanctionsImposed", None)
    assert "Exile" in row.reason


def test_a_record_that_is_no_longer_understood_stands_as_it_stood(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    before = documents()
    desk.released(SECOND, "IRN0240")
    assert documents() == before
    assert Entry.objects.get(reference="IRN0240", gone=None).sanction is not None


def test_the_same_files_again_and_the_same_entries_in_another_order_make_no_edition(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship())
    before = (documents(), Publication.objects.count())
    assert desk.examine(desk.files.release(FIRST, iran_air(), ship())).is_known
    shuffled = desk.released(SECOND, ship(), iran_air())
    assert (documents(), Publication.objects.count()) == before
    assert (shuffled.counts["unchanged"], shuffled.publication) == (2, None)


def test_an_entry_without_a_date_of_its_own_began_on_or_before_the_first_release_that_has_it(desk: Desk) -> None:
    undated = iran_air(measures=(Restriction("asset_freeze"),))
    desk.released(FIRST, ship())
    desk.released(SECOND, ship(), undated)
    event = Event.objects.get(measure__type="asset_freeze")
    assert (event.done_on, event.done_basis) == ("2025-01-01/2025-02-01", "first_seen")
    assert ("IRAN AIR", "asset_freeze", "in_force") in shown("2025-02-01")
    assert ("IRAN AIR", "asset_freeze", "in_force") in shown("2025-02-01", certain=True)
    assert ("IRAN AIR", "asset_freeze", "in_force") not in shown("2025-01-15", certain=True)


def test_the_uk_designation_date_is_not_that_of_a_measure_without_one(desk: Desk) -> None:
    desk.released(FIRST, iran_air(listed=Dated("2024-09-10"), measures=(Restriction("director_disqualification"),)))
    event = Event.objects.get(measure__type="director_disqualification")
    # It cannot be older than the case; how much younger it is, nobody says.
    assert (event.done_on, event.done_basis) == ("2024-09-10/2025-01-01", "first_seen")
    designated = Event.objects.get(measure=None)
    assert (designated.kind, designated.done_on, designated.done_basis) == (
        "entered_into_force", "2024-09-10", "stated",
    )  # fmt: skip
    assert shown("2024-09-09") == []
    assert shown("2024-09-10", certain=False) == [("IRAN AIR", "director_disqualification", "in_force")]


def test_a_measure_that_comes_to_an_old_case_came_between_two_releases(desk: Desk) -> None:
    listed = Dated("2024-09-10")
    desk.released(FIRST, iran_air(listed=listed))
    both = (Restriction("asset_freeze", Dated("2024-11-18")), Restriction("trust_services_ban"))
    desk.released(SECOND, iran_air(listed=listed, measures=both))
    assert Event.objects.get(measure__type="trust_services_ban").done_on == "2025-01-01/2025-02-01"


def test_a_day_of_designation_that_is_corrected_is_put_right(desk: Desk) -> None:
    desk.released(FIRST, iran_air(listed=Dated("2024-09-10")))
    desk.released(SECOND, iran_air(listed=Dated("2024-11-18")))
    assert Event.objects.get(measure=None, kind="entered_into_force").done_on == "2024-11-18"


def test_an_entry_that_goes_is_remembered_as_delisted_between_two_releases(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *_many())
    desk.released(SECOND, *_many())
    ended = Event.objects.get(kind="delisted")
    assert (ended.done_on, ended.done_basis) == ("2025-01-01/2025-02-01", "first_seen")
    assert ("IRAN AIR", "asset_freeze", "in_force") in shown("2024-12-01")
    assert ("IRAN AIR", "asset_freeze", "ended") in shown("2025-02-02")


def test_an_entry_that_comes_back_opens_a_new_period_whatever_day_it_was_first_listed(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *_many())
    desk.released(SECOND, *_many())
    again = desk.released(THIRD, iran_air(), *_many())
    assert again.counts["relisted"] == 1
    assert Event.objects.get(kind="reimposed").done_on == "2025-02-01/2025-03-01"
    in_force = ("IRAN AIR", "asset_freeze", "in_force")
    assert in_force in shown("2024-12-01", certain=True)
    assert in_force not in shown("2025-02-15", certain=True)
    assert in_force in shown("2025-03-01", certain=True)
    assert Sanction.objects.filter(reference="IRN0240").count() == 1


def test_an_amended_entry_keeps_the_day_of_its_listing(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    desk.released(SECOND, iran_air(grounds="Other words.", names=(Name("IRAN AIR"), Name("HOMA", "alias"))))
    assert list(Event.objects.order_by("pk").values_list("kind", "done_on", "done_basis")) == [
        ("entered_into_force", "2024-11-18", "stated"),
        ("amended", "2025-01-01/2025-02-01", "first_seen"),
    ]
    assert Sanction.objects.get().grounds == "Other words."
    assert set(Target.objects.get().names.values_list("full", flat=True)) == {"IRAN AIR", "HOMA"}


def test_a_measure_that_an_entry_gains_or_loses_has_dates_of_its_own(desk: Desk) -> None:
    both = (Restriction("asset_freeze", Dated("2024-11-18")), Restriction("trust_services_ban"))
    desk.released(FIRST, iran_air())
    desk.released(SECOND, iran_air(measures=both))
    desk.released(THIRD, iran_air(measures=both[1:]))
    assert set(Event.objects.exclude(measure=None).values_list("measure__type", "kind", "done_on")) == {
        ("asset_freeze", "entered_into_force", "2024-11-18"),
        ("trust_services_ban", "entered_into_force", "2025-01-01/2025-02-01"),
        ("asset_freeze", "revoked", "2025-02-01/2025-03-01"),
    }


def test_an_added_legal_basis_starts_when_it_was_added_and_one_that_goes_has_an_end(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    desk.released(SECOND, iran_air(programmes=(LegalBasis("IRAN"), LegalBasis("RUSSIA"))))
    desk.released(THIRD, iran_air(programmes=(LegalBasis("RUSSIA"),)))
    links = Sanction.objects.get().programme_links.values_list("programme__code", "since", "until")
    assert set(links) == {
        ("IRAN", "/2025-01-01", "2025-02-01/2025-03-01"),
        ("RUSSIA", "2025-01-01/2025-02-01", ""),
    }


def test_a_poorer_format_removes_nothing_that_it_cannot_say(desk: Desk) -> None:
    desk.released(FIRST, iran_air(identifiers=(Identifier("bic", "IRANIRTHXXX"),)))
    desk.released(SECOND, iran_air(), expresses=frozenset({"names", "measures", "programmes"}), kind="b")
    assert Target.objects.get().identifiers.count() == 1
    desk.released(THIRD, iran_air())
    assert Target.objects.get().identifiers.count() == 0


def test_the_last_day_on_which_a_release_was_confirmed_stays_and_others_confirm_nothing(desk: Desk) -> None:
    row = desk.released(FIRST, iran_air())
    for sha256, day in ((row.sha256, "2025-01-20"), (row.sha256, "2025-01-10"), ("0" * 64, "2025-01-30")):
        importing.confirm(desk.code, sha256, date.fromisoformat(day))
    row.refresh_from_db()
    assert row.stood_until == date(2025, 1, 20)
    assert row.stood_before(date(2025, 2, 1)) == date(2025, 1, 20)
    assert row.stood_before(date(2025, 1, 20)) == date(2025, 1, 19)  # the next came in the course of that day
    assert row.stood_before(row.dated) == row.dated


def test_while_a_release_waits_nothing_is_known_of_the_days_since_the_last(desk: Desk) -> None:
    row = desk.released(FIRST, *(ship(reference=f"RUS{n}", names=(Name(f"VESSEL {n}"),)) for n in range(20)))
    assert desk.released(SECOND, ship()).state == "held"
    importing.confirm(desk.code, row.sha256, date(2025, 3, 1))
    row.refresh_from_db()
    assert row.stood_until is None


def test_an_editors_case_is_adopted_with_its_facts_and_citations(desk: Desk) -> None:
    target = f.target("Iran Air")
    case = f.sanction(target, reference="IRN0240", by_authority=f.authority("GB-FCDO"))
    publish(f.everything(), by=None, at=NOW)
    assert desk.released(FIRST, iran_air()).counts["adopted"] == 1
    assert desk.released(SECOND, iran_air(grounds="Other words.")).counts["adopted"] == 0
    assert Sanction.objects.get() == case
    assert set(case.measures.values_list("layer", flat=True)) == {"desk", "gb_fcdo"}
    assert target.names.get(is_display=True).full == "Iran Air"
    assert "IRAN AIR" in documents()[target.uid]


def test_a_half_typed_draft_is_not_published_by_an_import(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    target = Target.objects.get()
    f.saved(target, f.name(target, "Draft by an editor"))
    desk.released(SECOND, iran_air(names=(Name("IRAN AIR"), Name("HOMA", "alias"))))
    public = documents()[target.uid]
    assert "HOMA" in public
    assert "Draft by an editor" not in public


def test_what_editors_withdrew_stays_withdrawn(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship())
    withdraw([Sanction.objects.get(reference="RUS2000")], by=None, at=desk.now, because="entered twice")
    desk.released(SECOND, iran_air(), ship(grounds="New."))
    assert ("PORT OLYA-3", "ship_specification", "in_force") not in shown("2025-03-01")


def test_parties_of_two_lists_join_by_a_number_that_nobody_shares(desk: Desk) -> None:
    desk.released(FIRST, ship())
    theirs = ship(reference="EU.1", measures=(Restriction("asset_freeze"),), sanction_kind="listed")
    desk.take(desk.files.release(FIRST, theirs), "eu_fsf")
    assert Target.objects.count() == 1
    assert Sanction.objects.count() == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"identifiers": (Identifier("wallet_btc", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),)},
        {"names": (Name("SOMETHING ELSE"),)},
        {"kind": "person"},
        {"identifiers": ()},
    ],
)
def test_parties_do_not_join_by_less(desk: Desk, changed: dict[str, Any]) -> None:
    same = changed if "wallet_btc" in str(changed) else {}
    desk.released(FIRST, ship(**same))
    theirs = ship(reference="EU.1", measures=(Restriction("asset_freeze"),), sanction_kind="listed", **changed)
    desk.take(desk.files.release(FIRST, theirs), "eu_fsf")
    assert Target.objects.count() == 2


def test_ties_lead_to_targets_that_come_later_in_the_file(desk: Desk) -> None:
    owned = ship(relations=(Relation("owner", "IRN0240", "IRAN AIR"), Relation("linked_to", "", "MG-FLOT")))
    desk.released(FIRST, owned, iran_air())
    ties = Target.objects.get(kind="vessel").relations.values_list("kind", "object__label", "printed")
    assert set(ties) == {("owner", "IRAN AIR", ""), ("linked_to", None, "MG-FLOT")}


def test_a_reference_that_now_names_another_party_is_put_aside(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    desk.released(SECOND, iran_air(names=(Name("PORT OLYA-3"),)))
    row = Entry.objects.get(gone=None)
    assert (row.state, row.field) == ("quarantined", "reference")
    assert "IRAN AIR" in row.reason
    assert "PORT OLYA-3" not in str(documents())


def test_a_suspect_release_is_held_and_changes_nothing_until_somebody_lets_it_through(desk: Desk) -> None:
    desk.released(FIRST, *_many())
    before = documents()
    held = desk.released(SECOND, *_many()[:10])
    assert held.state == "held"
    assert "50 % fewer" in held.held_because[0]
    assert documents() == before
    assert Entry.objects.filter(gone=None).count() == 20
    somebody = User.objects.create(username="reviewer")
    deciding.let_through(held, by=somebody, at=desk.now, because="It is right.")
    held = deciding.import_again(held, at=desk.now, folder=desk.folder, way=Way(exclusive=True))
    assert (held.state, held.decided_by_name) == ("promoted", "reviewer")
    assert Event.objects.filter(kind="delisted").count() == 10


def test_a_rejected_release_is_set_aside_for_good(desk: Desk) -> None:
    desk.released(FIRST, *_many())
    held = desk.released(SECOND, *_many()[:10])
    deciding.reject(held, by=User.objects.create(username="reviewer"), at=desk.now, because="Half a file.")
    with pytest.raises(ValueError, match="is not held"):
        deciding.reject(held, by=User.objects.create(username="another"), at=desk.now, because="So am I.")
    assert Event.objects.filter(kind="delisted").count() == 0


def test_a_file_that_breaks_off_changes_nothing_and_says_where(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    with pytest.raises(RefusedError, match=r"line 3: breaks off \(last good record: IRN0239\)"):
        desk.take({"list.txt": b"half a file"})
    assert Release.objects.count() == 1


def test_an_import_killed_half_way_leaves_the_old_state_public_and_ends_the_same_when_taken_up_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.released(FIRST, iran_air(), *_many())
    before = documents()
    owned = ship(relations=(Relation("owner", "IRN0240", "IRAN AIR"),))
    new = desk.files.release(SECOND, iran_air(names=(Name("IRAN AIR"), Name("HOMA", "alias"))), owned, *_many()[1:])
    for step in ("take", "tie", "leave"):
        with monkeypatch.context() as killing:
            killing.setattr(Applying, step, _killed)
            with pytest.raises(KeyboardInterrupt):
                desk.take(new)
        assert documents() == before
    done = desk.take(new)
    assert done.state == "promoted"
    public = str(documents())
    assert "HOMA" in public
    assert ("PORT OLYA-3", "ship_specification", "in_force") in shown("2025-03-01")
    assert Target.objects.get(label="PORT OLYA-3").relations.count() == 1
    assert Event.objects.filter(kind="delisted").count() == 1
    assert Measure.objects.count() == len(_many()) + 2
    assert set(Edition.pending.values_list("state", flat=True)) == {"published"}


def test_another_import_of_the_same_list_waits(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    release = Release.objects.get()
    Release.objects.filter(pk=release.pk).update(state="applying", beat_at=NOW.replace(year=2100))
    with pytest.raises(BusyError, match="is being imported at this moment"):
        desk.released(SECOND, iran_air(), ship())


def _killed(*_: Any) -> None:
    raise KeyboardInterrupt


def _many() -> list[Any]:
    """Twenty ships, told apart by their number in the list."""
    return [
        ship(reference=f"RUS{number}", names=(Name(f"VESSEL {number}"),), identifiers=())
        for number in range(3000, 3020)
    ]
