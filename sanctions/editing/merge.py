"""Two targets that are one, and one that was two after all."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from articles.models import Journal, JournalEvent, Record
from sanctions.editing.save import Conflict
from sanctions.models import Allegation, EditionState, Sanction, Target
from sanctions.publishing.naming import naming
from sanctions.publishing.publish import current_editions


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
        Journal.line(record, event, by=by, at=at, via=via, because=because, diff=diff).save()
    return _changed(target, root)


def _changed(target: Target, root: Target) -> list[Record]:
    """Of the two targets, and of the records that name the one, on the desk or in public, those that are public."""
    cluster = target.cluster()
    said = {uid for one in cluster for uid in naming(one.uid).values_list("uid", flat=True)}
    condition = {
        Sanction: Q(target__in=cluster) | Q(affected__target__in=cluster),
        Allegation: Q(actor__in=cluster) | Q(recipient__in=cluster),
        Target: Q(relations__object__in=cluster),
    }
    named_by: list[Record] = [
        row
        for model, names_it in condition.items()
        for row in model._default_manager.filter(names_it | Q(uid__in=said)).distinct()
    ]
    found = {row.uid: row for row in (one.root() if isinstance(one, Target) else one for one in named_by)}
    others = [row for row in found.values() if row not in (target, root)]
    current = current_editions(row.uid for row in (target, root, *others))
    public = {uid for uid, edition in current.items() if edition.state in (EditionState.PUBLISHED, EditionState.MERGED)}
    both: list[Record] = [target, root] if {target.uid, root.uid} & public else []
    return [*both, *(row for row in others if row.uid in public)]
