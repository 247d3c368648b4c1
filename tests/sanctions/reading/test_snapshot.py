"""What was known when, and what stood here when: rows of editions are chosen as a reader of that moment saw them."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from sanctions.models import Edition
from sanctions.reading.snapshot import Snapshot
from tests.factories import NOW, later
from tests.sanctions.reading import editions as make

pytestmark = pytest.mark.django_db

TODAY = date(2024, 9, 11)


def seen(known_at: datetime | None = None, recorded_at: datetime | None = None) -> list[str]:
    """The labels that a snapshot sees."""
    snapshot = Snapshot.take(as_of=TODAY, known_at=known_at, recorded_at=recorded_at)
    return sorted(Edition.objects.filter(snapshot.visible()).values_list("label", flat=True))


def named(label: str, uid: str = "gazette") -> make.Document:
    """A record shown under this label."""
    return make.record("publisher", uid, label)


def test_before_anything_is_published_there_is_nothing_to_see() -> None:
    snapshot = Snapshot.take(as_of=TODAY)
    assert snapshot.edition == 0
    assert seen() == []
    assert seen(NOW, NOW) == []


def test_left_open_a_question_is_about_the_last_publication() -> None:
    make.publish(named("Gazette"))
    make.publish(named("Gazette of record"), at=later())
    assert seen() == ["Gazette of record"]
    snapshot = Snapshot.take(as_of=TODAY)
    assert (snapshot.edition, snapshot.known_at, snapshot.recorded_at) == (2, later(), later())


def test_known_at_shows_what_was_known_then() -> None:
    make.publish(named("Gazette"))
    make.publish(named("Gazette of record"), at=later(10))
    assert seen(known_at=NOW - timedelta(microseconds=1)) == []
    assert seen(known_at=NOW) == ["Gazette"]
    assert seen(known_at=later(10) - timedelta(microseconds=1)) == ["Gazette"]
    assert seen(known_at=later(10)) == ["Gazette of record"]


def test_what_is_entered_late_was_known_early_but_not_recorded() -> None:
    """A release of 1 September that is loaded on the 11th: on the 5th it was known, but we could not have told."""
    september = datetime(2024, 9, 1, tzinfo=UTC)
    make.publish(named("Gazette"), at=NOW, known_from=september)
    fifth = datetime(2024, 9, 5, tzinfo=UTC)
    assert seen(known_at=fifth) == ["Gazette"]
    assert seen(recorded_at=fifth) == []
    assert seen(known_at=fifth, recorded_at=fifth) == []
    assert seen(known_at=fifth, recorded_at=NOW) == ["Gazette"]


def test_a_backdated_edition_does_not_change_what_we_would_have_told_before() -> None:
    make.publish(named("Gazette"), at=NOW, known_from=datetime(2024, 9, 1, tzinfo=UTC))
    make.publish(named("Gazette of record"), at=later(60), known_from=datetime(2024, 9, 5, tzinfo=UTC))
    sixth = datetime(2024, 9, 6, tzinfo=UTC)
    assert seen(known_at=sixth) == ["Gazette of record"]
    assert seen(known_at=sixth, recorded_at=later(59)) == ["Gazette"]
    assert seen(recorded_at=later(59)) == ["Gazette"]
    assert seen(known_at=datetime(2024, 9, 4, tzinfo=UTC)) == ["Gazette"]


def test_each_moment_sees_at_most_one_edition_of_a_record() -> None:
    """Whatever was known and recorded in which order, no two editions of one record stand side by side."""
    origin = datetime(2024, 1, 1, tzinfo=UTC)
    for month, known in ((3, 1), (5, 2), (6, None), (8, 4), (9, 7)):
        at = origin.replace(month=month)
        make.publish(named(f"recorded {month}"), at=at, known_from=origin.replace(month=known) if known else None)
    months = [origin.replace(month=month, day=15) for month in range(1, 13)]
    sights = {(k, r): seen(k, r) for k, r in product(months, months)}
    assert all(len(found) <= 1 for found in sights.values())
    # Once recorded and known, a record never drops out of sight.
    assert all(len(found) == 1 for (k, r), found in sights.items() if k.month >= 1 and r.month >= 3)
    assert not any(found for (_, r), found in sights.items() if r.month < 3)


def test_what_is_asked_of_the_future_is_what_stands_now() -> None:
    make.publish(named("Gazette"))
    for moment in (datetime(2999, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)):
        assert seen(known_at=moment) == seen(recorded_at=moment) == seen(moment, moment) == ["Gazette"]
    assert seen(known_at=datetime.min.replace(tzinfo=UTC)) == []


def test_what_was_recorded_by_a_future_moment_is_pinned_to_what_is_recorded_now() -> None:
    """Otherwise the second page of an answer would already hold what was published after the first."""
    make.publish(named("Gazette"))
    snapshot = Snapshot.take(as_of=TODAY, recorded_at=datetime(2999, 1, 1, tzinfo=UTC))
    make.publish(named("Gazette of record"), at=later())
    assert seen(known_at=snapshot.known_at, recorded_at=snapshot.recorded_at) == ["Gazette"]


def test_the_last_day_there_is_asks_for_the_day_before_as_it_stands_for_still_so() -> None:
    assert Snapshot.take(as_of=date.max).as_of == date(9999, 12, 30)


def test_what_is_read_in_steps_is_of_one_moment_though_something_is_published_in_between() -> None:
    make.publish(named("Gazette"), named("Herald", "herald"))
    steps: list[bool] = []

    def read(snapshot: Snapshot) -> list[str]:
        visible = Edition.objects.filter(snapshot.visible())
        first = list(visible.filter(uid="gazette").values_list("label", flat=True))
        if not steps:
            make.publish(named("Gazette of record"), named("New Herald", "herald"), at=later())
        steps.append(snapshot.current)
        return first + list(visible.filter(uid="herald").values_list("label", flat=True))

    assert Snapshot.take(as_of=TODAY).steadily(read) == ["Gazette", "Herald"]
    assert steps == [True, False]


def test_what_is_read_in_steps_is_read_once_where_nothing_is_published_meanwhile() -> None:
    make.publish(named("Gazette"))
    steps: list[Snapshot] = []
    Snapshot.take(as_of=TODAY).steadily(steps.append)
    assert len(steps) == 1


def test_what_is_asked_of_the_past_needs_no_second_look() -> None:
    make.publish(named("Gazette"))
    make.publish(named("Gazette of record"), at=later())
    steps: list[Snapshot] = []
    Snapshot.take(as_of=TODAY, known_at=NOW).steadily(steps.append)
    assert [snapshot.current for snapshot in steps] == [False]
