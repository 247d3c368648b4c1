"""Imports that meet: of two lists at the same time, and on a clock that was set back (FAULTS I26, I29)."""

from datetime import timedelta

from sanctions.models import Edition, Publication, Release
from sanctions.publishing.verify import verify
from sanctions.reconcile import importing
from sanctions.reconcile.importing import Way
from tests.sanctions.reconcile.lists import Desk, iran_air, ship

FIRST, SECOND = "2025-01-01", "2025-02-01"


def test_two_lists_are_imported_at_once_and_both_are_right(desk: Desk) -> None:
    theirs = desk.files.release(FIRST, ship(reference="EU.1", sanction_kind="listed"))
    steps: list[str] = []

    def between(step: str, _number: int) -> None:
        steps.append(step)
        if step == "written" and steps.count(step) == 1:  # the first list is half written: the other comes in
            assert desk.take(theirs, "eu_fsf").state == "promoted"

    examined = desk.examine(desk.files.release(FIRST, iran_air(), ship()))
    release = importing.take_in(
        examined, by=None, at=desk.now + timedelta(days=1), folder=desk.folder, way=Way(True, between)
    )  # fmt: skip
    assert release.state == "promoted"
    references = Edition.objects.filter(kind="sanction", known_until__year=9999, state="published")
    assert references.count() == 3
    assert not Edition.objects.filter(state="pending").exists()
    assert Publication.objects.count() == 2
    assert list(verify())  # raises at the first that is wrong


def test_a_clock_that_was_set_back_orders_nothing_otherwise(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    desk.now -= timedelta(days=400)
    desk.released(SECOND, iran_air(grounds="Other words."))
    assert list(Release.objects.order_by("pk").values_list("state", flat=True)) == ["promoted", "promoted"]
    current = Edition.objects.get(kind="sanction", known_until__year=9999)
    assert "Other words." in current.document
    recorded = list(Publication.objects.order_by("seq").values_list("recorded_at", flat=True))
    assert recorded == sorted(recorded)
    assert len(set(recorded)) == len(recorded)
    assert list(verify())  # raises at the first that is wrong


def test_an_import_that_died_before_it_wrote_anything_is_taken_up(desk: Desk) -> None:
    desk.released(FIRST, ship())
    parts = desk.files.release(SECOND, ship(), iran_air())
    row = importing._row(desk.examine(parts), desk.now)
    row.state, row.worker = "applying", "elsewhere 1"
    row.save()
    assert desk.take(parts).pk == row.pk
    assert Release.objects.get(pk=row.pk).state == "promoted"
