"""Two targets that are one, and one that was two after all."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from articles.models import JournalEvent, Record
from sanctions.editing.save import Conflict
from sanctions.models import Allegation, EditionState, Sanction, Target
from sanctions.publishing.publish import current_editions, entry


def merge(
    target: Target, into: Target, *, by: AbstractBaseUser | None, at: datetime, via: str, expected: int, because: str
) -> list[Record]:
    """Says that `target` is `into`. No fact moves. Returns what is public and changes by it, to be published together.

    Raises Conflict where the target moved on, ValidationError where the two cannot be one.
    """
    with transaction.atomic():
        # Locked in one order, and read afresh: nobody else merges the other way meanwhile.
        rows = Target.objects.select_for_update().filter(pk__in=[target.pk, into.pk]).order_by("pk")
        into = {row.pk: row for row in rows}[into.pk]
        if into == target:
            raise ValidationError(f"{target}: cannot be merged into itself.")
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
    """Undoes a merge: exactly the state before. Returns what is public and changes by it, to be published together.

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
    return _changed(target, root)


def _changed(target: Target, root: Target) -> list[Record]:
    """Of the two targets, and of the records that name the one, those that are public; drafts stay drafts."""
    cluster = target.cluster()
    naming: list[Record] = [
        *Sanction.objects.filter(Q(target__in=cluster) | Q(affected__target__in=cluster)).distinct(),
        *Allegation.objects.filter(Q(actor__in=cluster) | Q(recipient__in=cluster)),
        *{one.root() for one in Target.objects.filter(relations__object__in=cluster)} - {target, root},
    ]
    current = current_editions(record.uid for record in (target, root, *naming))
    public = {uid for uid, edition in current.items() if edition.state in (EditionState.PUBLISHED, EditionState.MERGED)}
    both: list[Record] = [target, root] if {target.uid, root.uid} & public else []
    return [*both, *(record for record in naming if record.uid in public)]
