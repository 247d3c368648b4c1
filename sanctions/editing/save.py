"""Saving a record with its facts, and deleting one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, ProtectedError

from articles.models import DESK, Fact, Journal, JournalEvent, Passage, Record
from sanctions.editing.ownership import citations_of, owner
from sanctions.models import FOREVER, Citation, Edition, EditionState
from sanctions.publishing.differences import differences
from sanctions.publishing.project import project
from sanctions.publishing.publish import entry
from sanctions.publishing.splice import Document


class Conflict(Exception):
    """Somebody else saved the record since this editor opened it; nothing was written."""

    def __init__(self, record: Record, expected: int | None, actual: int) -> None:
        self.record, self.expected, self.actual = record, expected, actual
        super().__init__(
            f"{record}: was saved by somebody else since you opened it "
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
    may change; the record's own fields only where they are of that layer.
    Raises Conflict where the record moved on, ValidationError naming fact and field, InUse for a fact still needed.
    """
    with transaction.atomic():
        before = _claim(record, expected)
        note = type(record)._default_manager.values_list("note", flat=True).get(pk=record.pk) if before else ""
        if before:
            _refuse_foreign(record, layer)
        found: dict[str, list[str]] = {}
        if not _clean(record, record, found):
            raise ValidationError(found)
        record.save()
        for name, rows in (related or {}).items():
            getattr(record, name).set(rows)
        for fact in facts:
            _adopt(fact)
            if _belongs(fact, record, layer, found) and _clean(fact, record, found):
                fact.save()
        for fact in removed:
            if _belongs(fact, record, layer, found):
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
        entry(record, JournalEvent.SAVED, by=by, at=at, because=because, via=via, diff=diff).save()
        return record


def delete(
    record: Record, *, by: AbstractBaseUser | None, at: datetime, via: str, expected: int, because: str = ""
) -> None:
    """Deletes a record that is not public and that nothing else names, with its facts and their citations.

    Raises Conflict where the record moved on, InUse naming what needs it.
    """
    with transaction.atomic():
        before = _claim(record, expected)
        if Edition.objects.filter(uid=record.uid, known_until=FOREVER, state=EditionState.PUBLISHED).exists():
            raise InUse(record, ["the public edition of it; withdraw it first"])
        entry(
            record, JournalEvent.DELETED, by=by, at=at, because=because, via=via, diff=differences(before, None)
        ).save()
        Citation.objects.filter(citations_of(record)).delete()
        try:
            record.delete()
        except ProtectedError as error:
            raise InUse(record, _users(error)) from error


def _claim(record: Record, expected: int | None) -> Document | None:
    """Takes the next revision of a record for this save; the document of the desk as it was, None for a new record."""
    if record.pk is None:
        record.revision = 1
        return None
    model = type(record)
    taken = model._default_manager.filter(pk=record.pk, revision=expected).update(revision=F("revision") + 1)
    stored = model._default_manager.get(pk=record.pk)
    if not taken:
        raise Conflict(record, expected, stored.revision)
    record.revision, record.published_revision = stored.revision, stored.published_revision
    return project([stored])[stored.uid]


_OUR_OWN = ("id", "uid", "layer", "revision", "published_revision", "note", "label")


def _refuse_foreign(record: Record, layer: str) -> None:
    if record.layer == layer:
        return
    stored = type(record)._default_manager.get(pk=record.pk)
    changed = [
        str(getattr(field, "verbose_name", field.name))
        for field in record._meta.concrete_fields
        if field.name not in _OUR_OWN and getattr(record, field.attname) != getattr(stored, field.attname)
    ]
    if changed:
        raise ValidationError(
            f"{record}: {', '.join(changed)} come from {record.layer} and cannot be changed here. "
            "Add a fact of your own beside them."
        )


def _adopt(fact: Fact) -> None:
    """Gives a fact the keys of parents that were saved a moment ago."""
    for field in fact._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.is_cached(fact):
            parent = getattr(fact, field.name)
            if parent is not None:
                setattr(fact, field.name, parent)


def _belongs(fact: Fact, record: Record, layer: str, found: dict[str, list[str]]) -> bool:
    try:
        home: models.Model | None = owner(fact)
    except (LookupError, models.ObjectDoesNotExist):
        home = None
    if home != record:
        found.setdefault(_named(fact), []).append(f"belongs to {home or 'no record'}, not to {record}.")
        return False
    stored = type(fact)._default_manager.filter(pk=fact.pk).values_list("layer", flat=True).first()
    if fact.layer != layer or stored not in (None, layer):
        found.setdefault(_named(fact), []).append(
            f"comes from {stored or fact.layer} and cannot be changed here. Add a fact of your own beside it."
        )
        return False
    return True


def _clean(row: Any, record: Record, found: dict[str, list[str]]) -> bool:
    try:
        row.full_clean()
        if isinstance(row, Passage):
            _keep_cited_words(row)
    except ValidationError as error:
        for field, messages in error.message_dict.items():
            place = field if row is record else f"{_named(row)}, {field}"
            found.setdefault(place.replace(", __all__", ""), []).extend(messages)
        return False
    return True


def _keep_cited_words(passage: Passage) -> None:
    stored = Passage.objects.filter(pk=passage.pk).first()
    if stored is not None and stored.quote != passage.quote and stored.citations.exists():
        raise ValidationError({"quote": "Facts are cited to these words. Make a new passage instead."})


def _remove(fact: Fact) -> None:
    try:
        fact.delete()
    except ProtectedError as error:
        own = [row for row in error.protected_objects if isinstance(row, Citation)]
        others = [row for row in error.protected_objects if not isinstance(row, Citation)]
        if others or isinstance(fact, Passage):
            raise InUse(fact, _users(error)) from error
        # A fact takes its own citations with it; the passages stay.
        Citation.objects.filter(pk__in=[row.pk for row in own]).delete()
        _remove(fact)


def _users(error: ProtectedError) -> list[str]:
    named = []
    for row in sorted(error.protected_objects, key=lambda row: (row._meta.model_name or "", row.pk)):
        home = owner(row) if isinstance(row, Fact) else row
        named.append(f"{row._meta.verbose_name} “{row}”" + ("" if home == row else f" of {home}"))
    return list(dict.fromkeys(named))[:20]


def _named(row: models.Model) -> str:
    return f"{row._meta.verbose_name} “{row}”"


def journal_of(record: Record) -> models.QuerySet[Journal]:
    """What happened to a record, oldest first."""
    return Journal.objects.filter(record_uid=record.uid)
