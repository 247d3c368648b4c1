"""Several people publish at once: no torn record, no gap, no fork. On SQLite in a file, on PostgreSQL as it is."""

import json
from collections.abc import Callable
from itertools import count
from threading import Event
from time import sleep
from typing import Any

from sanctions.editing.save import Conflict
from sanctions.models import FOREVER, Edition, Head, Publication, PublishedMeasure, PublishedTerm, Sanction, Target
from sanctions.publishing.index import reindex
from sanctions.publishing.project import project
from sanctions.publishing.publish import publish
from sanctions.publishing.verify import verify
from sanctions.publishing.withdraw import withdraw
from tests import factories as f
from tests.soak import examples

Together = Callable[..., list[Any]]

THREADS = 4
EACH = examples(3, 25)


def is_whole() -> bool:
    """The chain verifies, its numbers have no gap, and each record has one current edition."""
    seqs = list(Publication.objects.order_by("seq").values_list("seq", flat=True))
    assert list(verify()) == seqs == list(range(1, len(seqs) + 1))
    assert Head.objects.get().seq == len(seqs)
    times = list(Publication.objects.order_by("seq").values_list("recorded_at", flat=True))
    assert times == sorted(set(times))
    numbers: dict[str, list[int]] = {}
    for uid, number in Edition.objects.order_by("number").values_list("uid", "number"):
        numbers.setdefault(uid, []).append(number)
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert Edition.objects.filter(known_until=FOREVER).count() == len(numbers)
    return True


def test_many_who_publish_different_records_make_one_chain(together: Together) -> None:
    def publish_mine(who: int) -> None:
        for number in range(EACH):
            publish([f.target(f"Firm {who}-{number}")], by=None, at=f.NOW)  # all by clocks that stand still

    together(*(lambda who=who: publish_mine(who) for who in range(THREADS)))

    def looked_at() -> bool:
        assert Publication.objects.count() == THREADS * EACH
        return is_whole()

    assert together(looked_at) == [True]


def test_many_who_change_and_publish_the_same_record_lose_nothing(together: Together) -> None:
    (uid,) = together(lambda: f.target("Iran Air").uid)

    def add_names(who: int) -> None:
        for number in range(EACH):
            while True:
                airline = Target.get(uid)
                try:
                    f.saved(airline, f.name(airline, f"Name {who}-{number}"))
                    break
                except Conflict:
                    continue
            publish([airline], by=None, at=f.NOW)

    together(*(lambda who=who: add_names(who) for who in range(THREADS)))

    def looked_at() -> bool:
        airline = Target.get(uid)
        public = json.loads(Edition.objects.get(uid=uid, known_until=FOREVER).document)
        assert len(public["names"]) == 1 + THREADS * EACH
        assert public == json.loads(json.dumps(project([airline])[uid]))
        assert airline.published_revision == airline.revision
        return is_whole()

    assert together(looked_at) == [True]


def test_who_reads_meanwhile_sees_a_set_as_it_was_before_or_after(together: Together) -> None:
    def begun() -> tuple[str, str]:
        case = f.sanction(reference="1")
        f.publish_everything()
        return case.uid, case.target.uid

    ((case_uid, target_uid),) = together(begun)
    done: list[bool] = []

    def write() -> None:
        for number in range(EACH):
            case, target = Sanction.get(case_uid), Target.get(target_uid)
            case.grounds = f"Version {number}"
            f.saved(case)
            f.saved(target, f.name(target, f"Version {number}"))
            publish([case, target], by=None, at=f.NOW)
        done.append(True)

    def read() -> int:
        for times in count(1):
            current = Edition.objects.filter(uid__in=[case_uid, target_uid], known_until=FOREVER)
            numbers = list(current.values_list("number", flat=True))
            assert len(numbers) == 2
            assert len(set(numbers)) == 1
            flat = PublishedMeasure.objects.filter(known_until=FOREVER, edition__known_until=FOREVER).count()
            assert flat == 1
            if done:
                return times
            sleep(0.005)  # leave the writer some of the time
        return 0

    together(write, read)
    assert together(is_whole) == [True]


def test_publishing_withdrawing_and_reindexing_at_once_keep_the_chain_whole(together: Together) -> None:
    def ready() -> list[str]:
        found = [f.target(f"Firm {number}") for number in range(EACH)]
        publish(found, by=None, at=f.NOW)
        return [one.uid for one in found]

    (uids,) = together(ready)

    def withdraw_all() -> None:
        for uid in uids:
            withdraw([Target.get(uid)], by=None, at=f.NOW, because="wrong")

    def publish_others() -> None:
        for number in range(EACH):
            publish([f.target(f"Another {number}")], by=None, at=f.NOW)

    def rebuild() -> None:
        for _ in range(EACH):
            list(reindex())

    together(withdraw_all, publish_others, rebuild)

    def looked_at() -> bool:
        flat = set(PublishedTerm.objects.filter(field="name").values_list("normalised", flat=True))
        assert flat == {f"{word} {number}" for word in ("firm", "another") for number in range(EACH)}
        return is_whole()

    assert together(looked_at) == [True]


def test_who_publishes_while_the_flat_rows_are_rebuilt_waits_for_it(together: Together) -> None:
    def ready() -> str:
        case = f.sanction(reference="1")
        f.publish_everything()
        return case.uid

    (uid,) = together(ready)
    halfway = Event()

    def rebuild() -> None:
        rebuilding = reindex()
        next(rebuilding)
        halfway.set()
        sleep(1)  # time enough for the other to get in between, if it can
        for _ in rebuilding:
            pass

    def change() -> None:
        assert halfway.wait(timeout=30)
        case = Sanction.get(uid)
        f.entered(case, f.event(case.measures.get(), "delisted", "2025-01-01"))
        publish([case], by=None, at=f.later())

    together(rebuild, change)

    def looked_at() -> bool:
        current = PublishedMeasure.objects.get(known_until=FOREVER)
        assert current.edition.known_until == FOREVER
        assert [period.status for period in current.periods.order_by("from_earliest")] == ["in_force", "ended"]
        return is_whole()

    assert together(looked_at) == [True]


def test_of_two_who_publish_the_same_revision_one_makes_an_edition_and_the_other_none(together: Together) -> None:
    (uid,) = together(lambda: f.target("Iran Air").uid)

    def publish_it() -> bool:
        return publish([Target.get(uid)], by=None, at=f.NOW) is not None

    assert sorted(together(publish_it, publish_it)) == [False, True]
    assert together(is_whole) == [True]
