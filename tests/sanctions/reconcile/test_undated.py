"""Files that do not say of which day they are: somebody says it, or they are of the day on which they came."""

from datetime import date
from typing import Any

import pytest

from sanctions.lists.entry import Name
from sanctions.models import Entry, Release
from sanctions.publishing import pending
from tests.sanctions.reconcile.lists import Desk, iran_air, ship

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"
TODAY = date(2026, 1, 1)
FLEET = [ship(reference=f"RUS{n}", names=(Name(f"VESSEL {n}"),), identifiers=()) for n in range(3000, 3020)]


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_they_are_of_the_day_somebody_says_else_of_that_on_which_they_came(desk: Desk) -> None:
    undated = desk.files.release("", *FLEET)
    assert (desk.examine(undated).dated, desk.examine(undated, as_at=FIRST).dated) == (TODAY, day(FIRST))
    assert not desk.examine(undated).says_its_day
    dated = desk.examine(desk.files.release(SECOND, *FLEET), as_at=FIRST)
    assert (dated.dated, dated.says_its_day) == (day(SECOND), True)


def test_while_a_release_is_held_its_day_can_be_corrected(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *FLEET)
    half = desk.files.release("", *FLEET[:10])
    assert desk.take(half).dated == TODAY
    for said, dated in ((SECOND, SECOND), ("", SECOND), (THIRD, THIRD)):
        held = desk.take(half, as_at=said)
        assert (held.state, held.dated) == ("held", day(dated))
    assert "older than the last" in str(desk.take(half, as_at="2024-12-01").held_because)
    assert list(Release.objects.order_by("pk").values_list("dated", flat=True)) == [day(FIRST), day("2024-12-01")]


def test_the_day_of_what_is_written_stays(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    files = desk.files.release("", iran_air(), *FLEET)
    with monkeypatch.context() as killing:
        killing.setattr(pending, "promote", _killed)
        with pytest.raises(KeyboardInterrupt):
            desk.take(files, as_at=FIRST)
    assert Entry.objects.exists()
    done = desk.take(files, as_at=SECOND)
    assert (done.state, done.dated) == ("promoted", day(FIRST))


def test_files_that_come_again_after_others_are_held(desk: Desk) -> None:
    first, second = desk.files.release("", *FLEET), desk.files.release("", iran_air(), *FLEET)
    desk.take(first, as_at=FIRST)
    desk.take(second, as_at=SECOND)
    assert desk.examine(second).is_known
    held = desk.take(first)
    assert held.held_because == ["its files were public on 2025-01-01, and others since."]


def _killed(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt
