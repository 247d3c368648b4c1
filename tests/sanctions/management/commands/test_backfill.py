"""`backfill` imports a folder of past releases in the order of their days, and goes on where it was broken off."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from sanctions.lists.entry import Name
from sanctions.lists.reading import Record, RefusedError
from sanctions.models import Edition, Event, Release
from sanctions.reconcile.apply import Applying
from tests.sanctions.reconcile.lists import Desk, iran_air, ship
from tests.sanctions.reconcile.test_series import put

pytestmark = pytest.mark.django_db
MANY = [ship(reference=f"RUS{number}", names=(Name(f"VESSEL {number}"),), identifiers=()) for number in range(20)]


@pytest.fixture
def desk(db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    settings.ARCHIVE = tmp_path / "archive"
    return Desk(tmp_path / "archive", monkeypatch)


@pytest.fixture
def folder(desk: Desk, tmp_path: Path) -> Path:
    """Three releases, in the second of which one ship is new, and in the third Iran Air is gone."""
    place = tmp_path / "releases"
    put(place, "a-2025-02-01", desk, "", iran_air(), *MANY)
    put(place, "b-2025-01-01", desk, "", iran_air(), *MANY[1:])
    put(place, "c-20250301", desk, "", *MANY)
    return place


def run(folder: Path, *options: str) -> list[str]:
    out = StringIO()
    call_command("backfill", "gb_fcdo", str(folder), "--exclusive", *options, stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def states() -> list[tuple[str, str]]:
    return [(str(dated), state) for dated, state in Release.objects.order_by("pk").values_list("dated", "state")]


def test_releases_are_imported_in_the_order_of_their_days_and_known_since_then(folder: Path) -> None:
    told = run(folder)
    assert [line.partition(": ")[0] for line in told] == [
        "1/3 2025-01-01 b-2025-01-01",
        "2/3 2025-02-01 a-2025-02-01",
        "3/3 2025-03-01 c-20250301",
    ]
    assert told[0].endswith("20 added, 0 changed, 0 delisted, 0 relisted, 0 unchanged")
    assert told[1].endswith("1 added, 0 changed, 0 delisted, 0 relisted, 20 unchanged")
    assert told[2].endswith("0 added, 0 changed, 1 delisted, 0 relisted, 20 unchanged")
    assert states() == [(day, "promoted") for day in ("2025-01-01", "2025-02-01", "2025-03-01")]
    assert Event.objects.get(kind="delisted").done_on == "2025-02-01/2025-03-01"
    known = Edition.objects.filter(kind="sanction").values_list("known_from", flat=True)
    assert {moment.date() for moment in known} == {date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)}


def test_what_is_gone_was_still_there_in_a_later_copy_of_the_same_files(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "releases"
    for day in ("2025-01-01", "2025-01-31"):
        put(place, day, desk, "", iran_air(), *MANY)
    put(place, "2025-02-01", desk, "", *MANY)
    assert run(place)[1] == "2/3 2025-01-31 2025-01-31: the same as the release before it"
    assert states() == [("2025-01-01", "promoted"), ("2025-02-01", "promoted")]
    assert Event.objects.get(kind="delisted").done_on == "2025-01-31/2025-02-01"


def test_the_order_is_shown_without_anything_being_done(folder: Path) -> None:
    assert run(folder, "--dry-run") == [
        "1/3 2025-01-01 b-2025-01-01: would be imported",
        "2/3 2025-02-01 a-2025-02-01: would be imported",
        "3/3 2025-03-01 c-20250301: would be imported",
    ]
    assert states() == []


def test_broken_off_and_begun_again_it_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take, calls = Applying.take, 0

    def killed(self: Applying, batch: list[object]) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise KeyboardInterrupt
        take(self, batch)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Applying, "take", killed)
        with pytest.raises(CommandError) as stopped:
            run(folder)
    assert str(stopped.value) == "Broken off. Nothing half-done is public, and the same command goes on from here."
    assert stopped.value.returncode == 130
    assert states() == [("2025-01-01", "promoted"), ("2025-02-01", "applying")]
    told = run(folder)
    assert told[0] == "1/3 2025-01-01 b-2025-01-01: public already"
    assert told[1].endswith("1 added, 0 changed, 0 delisted, 0 relisted, 20 unchanged")
    assert states() == [(day, "promoted") for day in ("2025-01-01", "2025-02-01", "2025-03-01")]
    assert [line.partition(": ")[2] for line in run(folder)] == ["public already"] * 3
    assert Event.objects.filter(kind="delisted").count() == 1


def test_it_stops_at_the_first_release_that_is_held_unless_told_otherwise(folder: Path, desk: Desk) -> None:
    put(folder, "2025-01-15", desk, "", *MANY[:5])
    with pytest.raises(
        CommandError, match=r"(?s)2025-01-15: gb_fcdo of 2025-01-15 is held.*75 % fewer.*it goes on from"
    ):
        run(folder)
    assert states() == [("2025-01-01", "promoted"), ("2025-01-15", "held")]
    with pytest.raises(CommandError, match=r"(?s)Not imported:\n- 2025-01-15: gb_fcdo of 2025-01-15 is held"):
        run(folder, "--go-on")
    assert states() == [
        ("2025-01-01", "promoted"), ("2025-01-15", "held"), ("2025-02-01", "promoted"), ("2025-03-01", "promoted"),
    ]  # fmt: skip


def test_a_release_that_breaks_off_further_down_is_kept_as_held(
    folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(found: dict[str, Any]) -> Iterator[Record]:
        yield from records(found)
        if len(found["entries"]) == 21:
            raise RefusedError("list.txt", "breaks off", line=22)

    records = desk.files._records
    monkeypatch.setattr(desk.files, "_records", breaking)
    with pytest.raises(CommandError, match=r"a-2025-02-01: list\.txt, line 22: breaks off"):
        run(folder)
    assert states() == [("2025-01-01", "promoted"), ("2025-02-01", "held")]
    with pytest.raises(CommandError, match="Not imported"):
        run(folder, "--go-on")
    assert states() == [("2025-01-01", "promoted"), ("2025-02-01", "held"), ("2025-03-01", "promoted")]


def test_a_file_of_another_list_and_one_without_a_day_stop_it_before_anything(folder: Path, desk: Desk) -> None:
    (folder / "error.html").write_text("<!DOCTYPE html>")
    put(folder, "undated", desk, "", iran_air())
    with pytest.raises(CommandError) as refused:
        run(folder)
    assert "- error.html: is not UK Sanctions List: got a web page" in str(refused.value)
    assert "- undated: does not say of which day it is" in str(refused.value)
    assert states() == []
    with pytest.raises(CommandError, match=r"(?s)Not imported:\n- error\.html"):
        run(folder, "--go-on")
    assert len(states()) == 3


def test_a_release_older_than_the_last_is_told_and_not_imported(folder: Path, desk: Desk) -> None:
    desk.released("2025-02-15", iran_air(), *MANY)
    with pytest.raises(CommandError, match="b-2025-01-01: is of 2025-01-01, older than the last that is public, of"):
        run(folder)
    with pytest.raises(CommandError, match=r"(?s)Not imported:\n- b-2025-01-01: is of .*\n- a-2025-02-01: is of"):
        run(folder, "--go-on")
    assert states() == [("2025-02-15", "promoted"), ("2025-03-01", "promoted")]


def test_the_same_files_on_another_day_are_no_release(folder: Path, desk: Desk) -> None:
    put(folder, "2025-03-02", desk, "", *MANY)
    assert run(folder)[-1] == "4/4 2025-03-02 2025-03-02: the same as the release before it"
    assert len(states()) == 3


@pytest.mark.parametrize(
    ("code", "place", "reason"),
    [
        ("gb_fcd0", ".", "is no list that Interdict reads"),
        ("gb_fcdo", "nowhere", "nowhere"),
        ("gb_fcdo", ".", "is empty"),
    ],
)
def test_what_is_no_folder_of_a_list_is_named(desk: Desk, tmp_path: Path, code: str, place: str, reason: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError, match=reason):
        call_command("backfill", code, str(tmp_path / "empty" / place))
