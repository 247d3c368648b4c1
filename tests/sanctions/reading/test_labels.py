"""What the records that an answer names are called."""

from datetime import date

import pytest

from sanctions.reading.labels import included
from sanctions.reading.snapshot import Snapshot
from tests.factories import NOW, later
from tests.sanctions.reading import editions as make

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 1)


def test_thousands_of_names_are_found_as_well_as_one() -> None:
    uids = [f"p{i:04}" for i in range(1_100)]
    make.publish(*(make.record("publisher", uid, f"Gazette {uid}") for uid in uids))
    found = included([" ".join(uids[:700]), f" {' '.join(uids[600:])} "], Snapshot.take(as_of=TODAY))
    assert found == {uid: {"record": "publisher", "label": f"Gazette {uid}"} for uid in uids}


def test_what_is_not_public_at_the_moment_has_no_label() -> None:
    make.publish(make.record("publisher", "a"), make.record("publisher", "b"))
    make.publish(make.record("publisher", "c"), at=later(10))
    make.withdraw("b", "publisher", at=later(10))
    refs = [" a b c ", "", "unknown"]
    assert included(refs, Snapshot.take(as_of=TODAY)).keys() == {"a", "c"}
    assert included(refs, Snapshot.take(as_of=TODAY, known_at=NOW)).keys() == {"a", "b"}
    assert included([], Snapshot.take(as_of=TODAY)) == {}
