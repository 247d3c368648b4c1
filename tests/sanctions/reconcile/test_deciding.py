"""A held release waits for somebody's word, and what was said is carried out once."""

from datetime import date, timedelta
from typing import Any

import pytest

from sanctions.lists.entry import Name
from sanctions.models import Entry, Event, Release, ReleaseState
from sanctions.publishing import pending
from sanctions.reconcile import deciding
from sanctions.reconcile.importing import Way
from tests import factories as f
from tests.sanctions.reconcile.lists import Desk, iran_air, ship

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"


def fleet(number: int = 20) -> list[Any]:
    return [ship(reference=f"RUS{n}", names=(Name(f"VESSEL {n}"),), identifiers=()) for n in range(3000, 3000 + number)]


def again(desk: Desk, row: Release) -> Release:
    desk.now += timedelta(hours=1)
    return deciding.import_again(row, at=desk.now, folder=desk.folder, way=Way(exclusive=True))


def let_through(desk: Desk, row: Release) -> Release:
    return deciding.let_through(row, by=f.user("rita"), at=desk.now, because="Ten ships were scrapped.")


def test_a_held_release_keeps_what_it_would_change_for_whoever_decides(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *fleet())
    held = desk.released(SECOND, iran_air(names=(Name("IRAN AIR"), Name("HOMA"))), *fleet(10), ship(), "RUS9999")
    assert held.plan["added"] == [["RUS2000", "PORT OLYA-3"]]
    assert held.plan["changed"] == [["IRN0240", "IRAN AIR"]]
    assert held.plan["delisted"][0] == ["RUS3010", "VESSEL 3010"]
    assert held.plan["put_aside"] == [["RUS9999", "", held.plan["put_aside"][0][2]]]
    assert "Exile" in held.plan["put_aside"][0][2]
    assert again(desk, let_through(desk, held)).plan == {}


def test_a_decision_has_a_reason_and_is_made_once(desk: Desk) -> None:
    desk.released(FIRST, *fleet())
    held = desk.released(SECOND, *fleet(10))
    with pytest.raises(ValueError, match="Say why"):
        deciding.let_through(held, by=f.user("rita"), at=desk.now, because="")
    let_through(desk, held)
    assert (held.decided_by_name, held.decided_because) == ("rita", "Ten ships were scrapped.")
    assert list(deciding.to_import()) == [held]
    with pytest.raises(ValueError, match="is not held, but let through"):
        deciding.reject(held, by=f.user("ben"), at=desk.now, because="No.")


def test_what_was_let_through_is_not_held_again_when_the_same_files_come(desk: Desk) -> None:
    desk.released(FIRST, *fleet())
    parts = desk.files.release(SECOND, *fleet(10))
    let_through(desk, desk.take(parts))
    done = desk.take(parts)
    assert (done.state, done.decided_by_name) == (ReleaseState.PROMOTED, "rita")
    assert Event.objects.filter(kind="delisted").count() == 10


def test_what_was_let_through_and_broken_off_is_taken_up_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.released(FIRST, *fleet())
    held = let_through(desk, desk.released(SECOND, *fleet(10)))
    with monkeypatch.context() as killing:
        killing.setattr(pending, "promote", _killed)
        with pytest.raises(KeyboardInterrupt):
            again(desk, held)
    assert [(row, row.state) for row in deciding.to_import()] == [(held, ReleaseState.APPLYING)]
    assert again(desk, held).state == ReleaseState.PROMOTED


def test_what_is_written_already_is_not_rejected(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *fleet())
    held = desk.released(SECOND, iran_air(), *fleet(10))
    Entry.objects.filter(reference="RUS3010").update(gone=held)
    with pytest.raises(ValueError, match="is written to the desk"):
        deciding.reject(held, by=f.user("rita"), at=desk.now, because="Half a file.")


def test_what_is_of_a_day_that_is_yet_to_come_is_held_and_cannot_be_let_through_before(desk: Desk) -> None:
    """Every release that is right would be older."""
    desk.released(FIRST, *fleet())
    held = desk.released("2062-03-18", *fleet(), ship())
    assert held.held_because == ["it is of 2062-03-18, which is yet to come."]
    with pytest.raises(ValueError, match="yet to come, and can only be rejected"):
        let_through(desk, held)
    assert desk.released(SECOND, *fleet(), ship(), iran_air()).state == ReleaseState.PROMOTED


def test_a_page_imports_only_what_is_short(desk: Desk) -> None:
    row = desk.released(FIRST, *fleet())
    assert deciding.is_short(row)
    row.counts["delisted"] = 500
    assert not deciding.is_short(row)
    row.counts, row.size = {}, 27 * 2**20
    assert not deciding.is_short(row)


def test_a_release_of_a_list_that_was_closed_ends_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = Desk(desk.folder, monkeypatch, "gb_ofsi_conlist")
    closed.today = date(2026, 2, 3)
    closed.released("2026-01-28", iran_air(), *fleet())
    after = closed.released("2026-02-03", *fleet())
    assert after.state == ReleaseState.PROMOTED
    assert not Event.objects.filter(kind="delisted").exists()
    assert Entry.objects.get(reference="IRN0240").gone is None
    assert "none ends by that" in str(after.warnings)


def _killed(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt


def test_a_reference_that_two_records_bear_is_asked_about_once(desk: Desk) -> None:
    def twins(day: str, *more: Any) -> Release:
        return desk.released(day, iran_air(), ship(), ship(names=(Name(f"PORT OLYA-4 ({day})"),)), *more)

    held = twins(FIRST, *fleet())
    assert held.held_because == ["records that differ bear one reference: RUS2000."]
    assert again(desk, let_through(desk, held)).state == ReleaseState.PROMOTED
    assert twins(SECOND, *fleet()).state == ReleaseState.PROMOTED
    assert Entry.objects.get(reference="RUS2000", gone=None).state == "quarantined"
    other = twins(THIRD, iran_air(names=(Name("HOMA"),)), *fleet())
    assert other.held_because == ["records that differ bear one reference: IRN0240."]
