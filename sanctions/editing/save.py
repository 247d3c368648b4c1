"""Saving a record with its facts, and deleting one."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import filterfalse
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import F, ProtectedError
from django.db.models.deletion import Collector

from articles.models import DESK, Fact, Journal, JournalEvent, Passage, Record
from sanctions.editing.ownership import facts_of, owner
from sanctions.models import (
    FOREVER,
    RECORDS,
    Citation,
    Claim,
    Edition,
    EditionState,
    Fulfilment,
    Membership,
    Target,
)
from sanctions.publishing.differences import differences
from sanctions.publishing.project import project
from sanctions.publishing.splice import Document


class Conflict(Exception):
    """Somebody else saved the record since this editor opened it; nothing was written."""

    def __init__(self, record: Record, expected: int | None, actual: int | None) -> None:
        self.record, self.expected, self.actual = record, expected, actual
        super().__init__(
            f"{record}: was deleted by somebody else since you opened it."
            if actual is None
            else f"{record}: was saved by somebody else since you opened it "
            f"(you saw revision {expected}, it is now {actual})."
        )


class InUse(Exception):
    """The record or fact cannot go, because other things name it; `users` says which."""

    def __init__(self, row: models.Model, users: Sequence[str]) -> None:
        self.row, self.users = row, users
        super().__init__(f"{row}: cannot be deleted, because it is used by {'; '.join(users)}.")


def save(
    record: Record,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    via: str,
    expected: int | None = None,
    facts: Sequence[Fact] = (),
    removed: Collection[Fact] = (),
    related: Mapping[str, Collection[models.Model]] | None = None,
    layer: str = DESK,
    because: str = "",
) -> Record:
    """Saves a record, the given facts of it and its many-to-many relations, all or nothing, and journals what changed.

    `expected` is the revision the editor saw, None for a new record. `facts` come parents first. Only facts of `layer`
    may change; the record's own fields only where they are of that layer. A uid never changes.
    Raises Conflict where the record moved on, ValidationError naming fact and field, InUse for a fact still needed.
    """
    with transaction.atomic():
        before = _claim(record, expected)
        note = type(record)._default_manager.values_list("note", flat=True).get(pk=record.pk) if before else ""
        _refuse_foreign(record, layer, related or {})
        found: dict[str, list[str]] = {}
        if not _clean(record, record, found):
            raise ValidationError(found)
        record.save()
        for name, rows in (related or {}).items():
            getattr(record, name).set(rows)
        going = [fact for fact in removed if _belongs(fact, record, layer, found)]
        # What nothing hangs on goes first, so that what takes its place finds the place free.
        for fact in filter(_is_leaf, going):
            _remove(fact)
        for fact in facts:
            if _adopt(fact, found) and _belongs(fact, record, layer, found) and _clean(fact, record, found):
                fact.save()
        for fact in filterfalse(_is_leaf, going):
            _remove(fact)
        if found:
            raise ValidationError(found)
        after = project([record])[record.uid]
        diff = differences(before, after)
        if before and note != record.note:
            diff.append({"path": "note", "before": note, "after": record.note})
        if hasattr(record, "label") and record.label != after["label"]:
            record.label = after["label"]
            type(record)._default_manager.filter(pk=record.pk).update(label=record.label)
        Journal.line(record, JournalEvent.SAVED, by=by, at=at, because=because, via=via, diff=diff).save()
        return record


_PROTECTING: tuple[type[Fact], ...] = (Fulfilment, Passage, Membership)
"""The sorts of fact that hold on to their record, and go before it."""


def delete(
    record: Record, *, by: AbstractBaseUser | None, at: datetime, via: str, expected: int, because: str = ""
) -> None:
    """Deletes a record of the desk that is not public and that nothing else names, with its facts and their citations.

    Raises Conflict where the record moved on, InUse naming what needs it.
    """
    with transaction.atomic():
        before = _claim(record, expected)
        if kept_by := keepers(record):
            raise InUse(record, kept_by)
        Journal.line(
            record, JournalEvent.DELETED, by=by, at=at, because=because, via=via, diff=differences(before, None)
        ).save()
        # Facts of the record that protect it, or one another, go first; those of other records stay, and are named.
        Citation.objects.filter(facts_of(record, Citation)).delete()
        Claim.objects.filter(facts_of(record, Claim)).update(replies_to=None)
        try:
            for kind in _PROTECTING:
                kind._default_manager.filter(facts_of(record, kind)).delete()
            record.delete()
        except ProtectedError as error:
            raise InUse(record, _users(error.protected_objects)) from error


def keepers(record: Record) -> list[str]:
    """What uses a record, so that it cannot be deleted; nothing is written."""
    if foreign := sorted({record.layer, *_layers(project([record])[record.uid])} - {DESK}):
        return [f"the list {layer}, whose facts it holds" for layer in foreign]
    if isinstance(record, Target) and record.merged_into is not None:
        return [f"{record.merged_into}, into which it was merged; split it first"]
    if Edition.objects.filter(uid=record.uid, known_until=FOREVER, state=EditionState.PUBLISHED).exists():
        return ["the public edition of it; withdraw it first"]
    kinds: tuple[type[Fact], ...] = (*_PROTECTING, Citation, Claim)
    own = [list(kind._default_manager.filter(facts_of(record, kind))) for kind in kinds]
    others: set[models.Model] = set()
    for rows in ([record], *own):
        try:
            Collector(using=DEFAULT_DB_ALIAS).collect(rows)
        except ProtectedError as error:
            others |= error.protected_objects
    return _users(others.difference(*own))


def _layers(part: object) -> Iterator[str]:
    """The layers of all facts in a document."""
    if isinstance(part, list):
        for item in part:
            yield from _layers(item)
    elif isinstance(part, dict):
        if "layer" in part:
            yield part["layer"]
        for value in part.values():
            yield from _layers(value)


def _claim(record: Record, expected: int | None) -> Document | None:
    """Takes the next revision of a record for this save; the document of the desk as it was, None for a new record."""
    model = type(record)
    if record.pk is None:
        _refuse_shared_uid(record)
        record.revision = 1
        return None
    taken = model._default_manager.filter(pk=record.pk, revision=expected).update(revision=F("revision") + 1)
    stored = model._default_manager.filter(pk=record.pk).first()
    if stored is None or not taken:
        raise Conflict(record, expected, stored and stored.revision)
    if stored.uid != record.uid:
        raise ValidationError({"uid": f"{stored.uid}: a uid never changes, because others refer to it."})
    record.layer, record.revision = stored.layer, stored.revision
    record.published_revision = stored.published_revision
    return project([stored])[stored.uid]


def _refuse_shared_uid(record: Record) -> None:
    # Readers tell records apart by uid alone, of whatever kind they are; the database sees to those of one kind.
    for model in RECORDS:
        other = None if model is type(record) else model._default_manager.filter(uid=record.uid).first()
        if other is not None:
            raise ValidationError({"uid": f"{record.uid}: is the uid of the {_named(other)} already."})


_OUR_OWN = ("id", "uid", "layer", "revision", "published_revision", "note", "label")


def _refuse_foreign(record: Record, layer: str, related: Mapping[str, Collection[models.Model]]) -> None:
    if record.layer == layer:
        return
    stored = type(record)._default_manager.filter(pk=record.pk).first()
    if stored is None:
        raise ValidationError(f"{record}: a new record of {record.layer} cannot be entered as one of {layer}.")
    changed = [
        str(getattr(field, "verbose_name", field.name))
        for field in record._meta.concrete_fields
        if field.name not in _OUR_OWN and getattr(record, field.attname) != getattr(stored, field.attname)
    ]
    changed += [name for name, rows in related.items() if set(rows) != set(getattr(stored, name).all())]
    if changed:
        raise ValidationError(
            f"{record}: {', '.join(changed)} come from {record.layer} and cannot be changed here. "
            "Add a fact of your own beside them."
        )


def _adopt(fact: Fact, found: dict[str, list[str]]) -> bool:
    """Gives a fact the keys of parents that were saved a moment ago; False where one of them was not."""
    for field in fact._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.is_cached(fact):
            parent = getattr(fact, field.name)
            if parent is not None and parent.pk is None:
                found.setdefault(_named(fact), []).append(f"belongs to the {_named(parent)}, which was not saved.")
                return False
            if parent is not None:
                setattr(fact, field.name, parent)
    return True


def _belongs(fact: Fact, record: Record, layer: str, found: dict[str, list[str]]) -> bool:
    stored = type(fact)._default_manager.filter(pk=fact.pk).first()
    homes = [_home(row) for row in (fact, stored) if row is not None]
    problem = ""
    if strange := [home for home in homes if home != record]:
        problem = f"belongs to {strange[0] or 'no record'}, not to {record}."
    elif stored is not None and stored.uid != fact.uid:
        problem = f"its uid is {stored.uid}; a uid never changes, because others refer to it."
    elif foreign := {fact.layer, stored.layer if stored else layer} - {layer}:
        problem = f"comes from {', '.join(foreign)} and cannot be changed here. Add a fact of your own beside it."
    if problem:
        found.setdefault(_named(fact), []).append(problem)
    return not problem


def _home(fact: Fact) -> Record | None:
    try:
        return owner(fact)
    except (LookupError, models.ObjectDoesNotExist):
        return None


def _is_leaf(fact: Fact) -> bool:
    return all(relation.related_model is Citation for relation in fact._meta.related_objects)


def _clean(row: Any, record: Record, found: dict[str, list[str]]) -> bool:
    try:
        _refuse_odd_characters(row)
        row.full_clean()
        if isinstance(row, Passage):
            _keep_cited_words(row)
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            place = field if row is record else f"{_named(row)}, {field}"
            found.setdefault(place.replace(", __all__", ""), []).extend(messages)
        return False
    return True


# Control characters other than tab and line breaks, halves of surrogate pairs, and what Unicode reserves. Not every
# database stores them, and no source prints them.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def _refuse_odd_characters(row: models.Model) -> None:
    found = {
        field.name: f"the character U+{ord(odd[0]):04X} at position {odd.start() + 1} cannot stand in a text."
        for field in row._meta.concrete_fields
        if isinstance(text := getattr(row, field.attname), str) and (odd := _ODD.search(text))
    }
    if found:
        raise ValidationError(found)


def _keep_cited_words(passage: Passage) -> None:
    stored = Passage.objects.filter(pk=passage.pk).first()
    if stored is not None and stored.quote != passage.quote and stored.citations.exists():
        raise ValidationError({"quote": "Facts are cited to these words. Make a new passage instead."})


def _remove(fact: Fact) -> None:
    try:
        fact.delete()
    except ProtectedError as error:
        citations = {row for row in error.protected_objects if isinstance(row, Citation)}
        own = set() if isinstance(fact, Passage) else citations
        if others := error.protected_objects - own:
            raise InUse(fact, _users(others)) from error
        # A fact takes its own citations with it; the passages stay.
        Citation.objects.filter(pk__in=[row.pk for row in own]).delete()
        _remove(fact)


def _users(rows: Collection[models.Model]) -> list[str]:
    named = []
    for row in sorted(rows, key=lambda row: (row._meta.model_name or "", row.pk)):
        home = owner(row) if isinstance(row, Fact) else row
        named.append(f"{row._meta.verbose_name} “{row}”" + ("" if home == row else f" of {home}"))
    return list(dict.fromkeys(named))[:20]


def _named(row: models.Model) -> str:
    try:
        return f"{row._meta.verbose_name} “{row}”"
    except models.ObjectDoesNotExist:  # it is called after something that it lacks
        return f"{row._meta.verbose_name} “…”"


def journal_of(record: Record) -> models.QuerySet[Journal]:
    """What happened to a record, oldest first."""
    return Journal.objects.filter(record_uid=record.uid)
