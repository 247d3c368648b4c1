"""Two targets that are one, and one that was two after all."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from articles.models import JournalEvent, Record
from sanctions.editing.save import Conflict
from sanctions.models import Sanction, Target
from sanctions.publishing.publish import entry


def merge(
    target: Target, into: Target, *, by: AbstractBaseUser | None, at: datetime, via: str, expected: int, because: str
) -> list[Record]:
    """Says that `target` is `into`. No fact moves; the records returned are to be published together.

    Raises Conflict where the target moved on, ValidationError where the two cannot be one.
    """
    with transaction.atomic():
        if into.root() == target:
            raise ValidationError(f"{into}: is merged into {target} already.")
        if target.merged_into_id is not None:
            raise ValidationError(f"{target}: is merged into {target.merged_into} already. Split it first.")
        if "class" in (target.kind, into.kind):
            raise ValidationError(f"{target}: a class is merged with nothing; it only describes.")
        return _point(target, into, JournalEvent.MERGED, by=by, at=at, via=via, expected=expected, because=because)


def split(
    target: Target, *, by: AbstractBaseUser | None, at: datetime, via: str, expected: int, because: str
) -> list[Record]:
    """Undoes a merge: exactly the state before. The records returned are to be published together.

    Raises Conflict where the target moved on, ValidationError where it is not merged.
    """
    with transaction.atomic():
        if target.merged_into is None:
            raise ValidationError(f"{target}: is not merged into another target.")
        return _point(target, None, JournalEvent.SPLIT, by=by, at=at, via=via, expected=expected, because=because)


def _point(
    target: Target,
    into: Target | None,
    event: JournalEvent,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    via: str,
    expected: int,
    because: str,
) -> list[Record]:
    before = target.merged_into
    taken = Target.objects.filter(pk=target.pk, revision=expected).update(merged_into=into, revision=F("revision") + 1)
    if not taken:
        raise Conflict(target, expected, Target.objects.get(pk=target.pk).revision)
    target.refresh_from_db()
    other = into or before
    assert other is not None
    root = other.root()
    Target.objects.filter(pk=root.pk).update(revision=F("revision") + 1)
    root.refresh_from_db()
    diff = [{"path": "merged_into", "before": before and before.uid, "after": into and into.uid}]
    for record in (target, root):
        entry(record, event, by=by, at=at, via=via, because=because, diff=diff).save()
    return [target, root, *Sanction.objects.filter(target__in=target.cluster())]
