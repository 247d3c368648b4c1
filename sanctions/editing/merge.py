"""Two targets that are one, and one that was two after all."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from articles.models import Among, Journal, JournalEvent, Record
from sanctions.editing.save import Conflict
from sanctions.models import Allegation, EditionState, Sanction, Target
from sanctions.publishing.naming import naming
from sanctions.publishing.publish import current_editions

GATHERED, PARTED = "gathered", "parted"
"""What the journal of the one that stays calls a difference: which other target was merged into it, or split off."""


def merge(
    target: Target,
    into: Target,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    via: str,
    expected: int,
    expected_into: int | None = None,
    because: str,
) -> list[Record]:
    """Says that `target` is `into`. No fact moves. Returns what is public and changes by it, to be published together.

    `expected` and `expected_into` are the revisions that were compared. Raises Conflict where one of the two moved on,
    ValidationError where they cannot be one.
    """
    with transaction.atomic():
        # Locked in one order, and read afresh: nobody else merges the other way meanwhile.
        rows = Target.objects.select_for_update().filter(pk__in=[target.pk, into.pk]).order_by("pk")
        into = {row.pk: row for row in rows}[into.pk]
        if expected_into not in (None, into.revision):
            raise Conflict(into, expected_into, into.revision)
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
    differences: dict[Record, dict[str, Any]] = {
        target: {"path": "merged_into", "before": before and before.uid, "after": into and into.uid},
        root: {"path": GATHERED if into else PARTED, "before": None, "after": target.uid},
    }
    for record, diff in differences.items():
        Journal.line(record, event, by=by, at=at, via=via, because=because, diff=[diff]).save()
    return _changed(target, root)


# --- What is one on the desk and two in public, or the other way round ------------------------------------------------


def unsettled(records: Iterable[Record]) -> list[Target]:
    """The targets whose merge or split is not public yet, among these and those that are or were one with them."""
    known = {row.pk: row for row in records if isinstance(row, Target)}
    if not known:
        return []
    above = below = list(known.values())
    while pks := {row.merged_into_id for row in above} - known.keys() - {None}:
        above = list(Target.objects.filter(pk__in=pks))
        known |= {row.pk: row for row in above}
        below += above
    while below:
        below = list(Target.objects.filter(merged_into__in=Among([row.pk for row in below])).exclude(pk__in=known))
        known |= {row.pk: row for row in below}
    parted = Journal.objects.filter(
        record_uid__in=Among([row.uid for row in known.values()]), event=JournalEvent.SPLIT
    ).values_list("diff", flat=True)
    uids = [one["after"] for diff in parted for one in diff if one["path"] == PARTED]
    known |= {row.pk: row for row in Target.objects.filter(uid__in=uids)}
    states = {uid: edition.state for uid, edition in current_editions(row.uid for row in known.values()).items()}

    def is_unsettled(row: Target) -> bool:
        if row.merged_into_id is None:
            return states.get(row.uid) == EditionState.MERGED
        above = known[row.merged_into_id]
        while above.merged_into_id is not None:
            above = known[above.merged_into_id]
        # Where what it is merged into is a draft, that has to be published first, as any other draft.
        return states.get(row.uid) == states.get(above.uid) == EditionState.PUBLISHED

    return [row for row in known.values() if is_unsettled(row)]


def rearranged_with(targets: Iterable[Target]) -> list[Record]:
    """What is public and changes once the merges and splits of these targets are public too."""
    found: dict[str, Record] = {}
    for target in targets:
        root = target.root() if target.merged_into_id else _stood_for(target)
        found |= {row.uid: row for row in _changed(target, root)}
    return list(found.values())


def _stood_for(target: Target) -> Target:
    """The target that stands in public for one that was split off."""
    edition = current_editions([target.uid])[target.uid]
    return Target.get(edition.moved_to).root()


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
