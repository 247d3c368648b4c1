"""Several editors save at once. On SQLite in a file, on PostgreSQL as it is."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError

from articles.models import Journal
from sanctions.editing.merge import merge
from sanctions.editing.save import Conflict, save
from sanctions.models import Target
from tests import factories as f

Together = Callable[..., list[Any]]


def test_of_two_editors_who_saw_the_same_revision_one_saves_and_the_other_is_told(together: Together) -> None:
    (uid,) = together(lambda: f.target("Iran Air").uid)

    def add(full: str) -> str:
        airline = Target.get(uid)
        airline.revision = 1
        try:
            save(airline, by=None, at=f.NOW, via="tests", expected=1, facts=[f.name(airline, full)])
        except Conflict as conflict:
            return str(conflict)
        return "saved"

    told = together(*(lambda full=full: add(full) for full in ("Homa", "IR", "IRA", "Iranair")))
    assert sorted(told) == [
        *["Iran Air: was saved by somebody else since you opened it (you saw revision 1, it is now 2)."] * 3,
        "saved",
    ]

    def looked_at() -> tuple[int, int, int]:
        airline = Target.get(uid)
        return airline.revision, airline.names.count(), Journal.objects.filter(record_uid=uid).count()

    assert together(looked_at) == [(2, 2, 1)]


def test_of_two_who_merge_in_opposite_directions_at_most_one_succeeds(together: Together) -> None:
    from_uid, to_uid = together(lambda: (f.target("Iran Air").uid, f.target("IRANAIR").uid))[0]

    def say_they_are_one(uid: str, into: str) -> bool:
        try:
            merge(Target.get(uid), Target.get(into), by=None, at=f.NOW, via="tests", expected=1, because="the same")
        except (Conflict, ValidationError):
            return False
        return True

    done = together(lambda: say_they_are_one(from_uid, to_uid), lambda: say_they_are_one(to_uid, from_uid))
    assert sorted(done) == [False, True]
    assert together(lambda: Target.objects.filter(merged_into=None).count()) == [1]
