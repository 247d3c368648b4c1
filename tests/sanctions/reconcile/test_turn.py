"""One import of a list at a time; what was begun is finished, and nothing of it is lost on the way."""

import os
import socket
from datetime import UTC, datetime, timedelta

import pytest

from sanctions.lists.entry import Entry, Name
from sanctions.models import Edition, Release, ReleaseState
from sanctions.reconcile import check, deciding, importing
from sanctions.reconcile.importing import Way
from sanctions.reconcile.turn import BusyError
from tests import factories as f
from tests.sanctions.reconcile.lists import Desk, iran_air, ship

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"
_NUMBERS = range(12)


def fleet(*numbers: int) -> list[Entry]:
    return [ship(reference=f"RUS21{n:02}", names=(Name(f"OLYA {n}"),), identifiers=()) for n in numbers or _NUMBERS]


def half_written(desk: Desk, *entries: Entry, dated: str = SECOND) -> Release:
    """A release that is being imported by a process that is no more."""
    row = importing._row(desk.examine(desk.files.release(dated, *entries)), desk.now)
    row.state, row.worker = ReleaseState.APPLYING, f"{socket.gethostname()} {os.getpid()}"
    row.beat_at = datetime.now(UTC)
    row.save()
    return row


def test_an_import_that_is_silent_for_long_is_dead_whatever_process_has_its_number_now(desk: Desk) -> None:
    row = half_written(desk, ship())
    parts = desk.files.release(SECOND, ship())
    with pytest.raises(BusyError, match="is being imported at this moment"):
        desk.take(parts)
    Release.objects.filter(pk=row.pk).update(beat_at=datetime.now(UTC) - timedelta(minutes=11))
    assert desk.take(parts).state == ReleaseState.PROMOTED


def test_an_import_that_is_refused_leaves_no_trace(desk: Desk) -> None:
    half_written(desk, ship())
    with pytest.raises(BusyError):
        desk.released(THIRD, ship(), iran_air())
    assert Release.objects.count() == 1
    assert not list(desk.folder.rglob("*.zip"))


def held_and_let_through(desk: Desk) -> Release:
    desk.released(FIRST, *fleet())
    held = desk.released(SECOND, *fleet(*range(6)))
    assert held.state == ReleaseState.HELD
    return deciding.let_through(held, by=f.user("rita"), at=desk.now, because="The keeper confirms it.")


def test_what_somebody_decided_outlasts_an_import_that_came_too_late(desk: Desk) -> None:
    held_and_let_through(desk)
    late = desk.examine(desk.files.release(SECOND, *fleet(*range(6))))
    desk.released(THIRD, *fleet(), iran_air())
    with pytest.raises(BusyError, match="was made public since"):
        importing.take_in(late, by=None, at=desk.now, folder=desk.folder, way=Way(exclusive=True))
    kept = Release.objects.get(dated=SECOND)
    assert (kept.state, kept.decided_by_name, kept.decided_because) == (
        ReleaseState.LET_THROUGH, "rita", "The keeper confirms it.",
    )  # fmt: skip
    assert kept.held_because


def test_a_decision_that_is_asked_for_anew_is_kept_in_words(desk: Desk) -> None:
    row = held_and_let_through(desk)
    desk.released(THIRD, *fleet(), iran_air())
    again = deciding.import_again(Release.objects.get(pk=row.pk), at=desk.now, folder=desk.folder)
    assert (again.state, again.decided_by_name) == (ReleaseState.HELD, "")  # it is older than the last by now
    (said,) = again.decided_before
    assert said.startswith("let through")
    assert "by rita" in said
    assert said.endswith("The keeper confirms it.")


def test_a_past_release_that_was_held_is_known_since_its_own_day(desk: Desk) -> None:
    known = {dated: datetime.fromisoformat(f"{dated}T00:00:00+00:00") for dated in (FIRST, SECOND, THIRD)}

    def past(dated: str, *entries: Entry) -> Release:
        examined = desk.examine(desk.files.release(dated, *entries))
        return importing.take_in(
            examined, by=None, at=desk.now, folder=desk.folder, way=Way(exclusive=True), known_from=known[dated]
        )

    past(FIRST, *fleet())
    held = past(SECOND, *fleet(*range(6)))
    deciding.let_through(held, by=f.user("rita"), at=desk.now, because="So it was.")
    deciding.import_again(held, at=desk.now, folder=desk.folder)
    past(THIRD, *fleet(*range(6)), iran_air())
    assert set(Edition.objects.filter(kind="sanction").values_list("known_from", flat=True)) == set(known.values())


def test_the_keeper_is_asked_for_what_is_new_though_an_import_was_refused(desk: Desk) -> None:
    half_written(desk, ship())
    with pytest.raises(BusyError):
        desk.released(THIRD, ship(), iran_air())
    Release.objects.update(beat_at=None)
    desk.released(SECOND, ship())
    row = Release.objects.get().official_list
    row.etag = "abc"
    row.save()
    assert check._known(desk.listing).etag == "abc"


def test_what_was_overtaken_cannot_be_let_through(desk: Desk) -> None:
    desk.released(SECOND, *fleet())
    older = desk.released(FIRST, *fleet(), iran_air())
    assert older.state == ReleaseState.HELD
    with pytest.raises(ValueError, match="is older than what is public, of 2025-02-01, and can only be rejected"):
        deciding.let_through(older, by=f.user("rita"), at=desk.now, because="So it was.")
    deciding.reject(older, by=f.user("rita"), at=desk.now, because="A mirror that lags behind.")


def test_files_that_are_public_do_not_hide_a_release_that_was_broken_off(desk: Desk) -> None:
    desk.released(FIRST, ship())
    half_written(desk, ship(), iran_air())
    assert not desk.examine(desk.files.release(FIRST, ship())).is_known


def test_most_of_a_list_under_new_references_is_looked_at_first(desk: Desk) -> None:
    desk.released(FIRST, *fleet(*range(12)))
    held = desk.released(SECOND, *fleet(*range(20, 32)))
    assert held.state == ReleaseState.HELD
    assert held.held_because == ["12 of its 12 entries are gone and others have come: 100 % have new references."]
