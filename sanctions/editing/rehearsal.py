"""A merge or split as it would be: both targets, what changes by it, and what forbids it. Writes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.models import Record
from sanctions.editing.comparison import Part, compare, named_in
from sanctions.editing.merge import merge, split
from sanctions.editing.review import called
from sanctions.matching.normalise import fold
from sanctions.models import Cause, Target
from sanctions.publishing.project import project
from sanctions.publishing.publish import NotPublishable, publish
from sanctions.publishing.splice import Document
from sanctions.vocabulary.detail_kind import DETAIL_KINDS
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES
from sanctions.vocabulary.target_kind import TARGET_KINDS


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would come of it."""

    sides: tuple[tuple[Target, Part], ...]
    """The one that goes or is split off, and the one that stays, each with all its facts."""
    alike: tuple[str, ...]
    unlike: tuple[str, ...]
    changed: tuple[Record, ...]
    """What is public and would change."""
    problems: tuple[str, ...]


def rehearsed(target: Target, other: Target, *, is_merge: bool, at: datetime) -> Rehearsal:
    """What would come of merging a target into another, or of splitting it off that one."""
    both = [target, other]
    changed: list[Record] = []
    problems: list[str] = []
    with transaction.atomic():
        documents = project(both) if is_merge else {}
        row = Target.objects.get(pk=target.pk)
        try:
            if is_merge:
                changed = merge(row, other, by=None, at=at, via="", expected=row.revision, because="")
            else:
                changed = split(row, by=None, at=at, via="", expected=row.revision, because="")
            publish(changed, by=None, at=at, cause=Cause.MERGE)
        except ValidationError as refusal:
            problems = refusal.messages
        except NotPublishable as refusal:
            problems = refusal.problems
        documents = documents or project(both)
        transaction.set_rollback(True)
    labels = called(named_in(documents.values()))
    one, two = (documents[side.uid] for side in both)
    return Rehearsal(
        sides=tuple((side, compare(None, documents[side.uid], labels)) for side in both),
        alike=tuple(_alike(one, two)),
        unlike=tuple(_unlike(one, two)),
        changed=tuple(changed),
        problems=tuple(problems),
    )


def _alike(one: Document, two: Document) -> Iterator[str]:
    numbers, others = _numbers(one), _numbers(two)
    yield from (numbers[key] for key in sorted(numbers.keys() & others.keys()))
    names, others = _names(one), _names(two)
    yield from (f"the name {names[key]}" for key in sorted(names.keys() & others.keys()))


def _numbers(document: Document) -> Mapping[tuple[str, ...], str]:
    return {
        (one["scheme"], one["normalised"]): f"{IDENTIFIER_SCHEMES.label(one['scheme'])} {one['value']}"
        for one in document["identifiers"]
    }


def _names(document: Document) -> Mapping[tuple[str, ...], str]:
    return {(fold(one["full"]),): one["full"] for one in document["names"]}


def _unlike(one: Document, two: Document) -> Iterator[str]:
    if one["kind"] != two["kind"]:
        yield f"{TARGET_KINDS.label(one['kind'])} and {TARGET_KINDS.label(two['kind'])}"
    for kind in dict.fromkeys(detail["kind"] for detail in one["details"]):
        mine, theirs = ([_said(detail) for detail in side["details"] if detail["kind"] == kind] for side in (one, two))
        if theirs and not set(mine) & set(theirs):
            yield f"{DETAIL_KINDS.label(kind)}: {', '.join(mine)} and {', '.join(theirs)}"


def _said(detail: Document) -> str:
    value = detail["value"]
    return str(value["value"] if isinstance(value, dict) else value) or str(detail["printed"])
