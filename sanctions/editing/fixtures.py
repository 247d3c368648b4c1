"""Entering whole fixture files on the desk: what `loaddata` does, but strict, in words, and never over an edit.

The files are Django fixtures with natural keys (https://docs.djangoproject.com/en/5.2/topics/serialization/), so plain
`loaddata` reads them too. Every row is named by its uid; no file holds primary keys.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DataError, IntegrityError, models, transaction

from articles.models import Fact, Identified, Journal, JournalEvent, Record
from sanctions.editing.ownership import owner
from sanctions.models import FOREVER, RECORDS, Edition, EditionState

_BATCH = 500
_OURS = ("id", "uid", "revision", "published_revision", "label")
"""Columns that no fixture states: they say how a record fares on this desk."""


class BadFixture(Exception):
    """The first thing wrong with a fixture; the message names file, row and field."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a fixture file: of which table, under which uid, with what in it."""

    file: str
    model: type[Identified]
    uid: str
    fields: Mapping[str, Any]

    def fault(self, words: str, field: str = "") -> BadFixture:
        """The exception that names this row, and its field where one is at fault."""
        place = f"{self.file}: {self.model._meta.label_lower} {self.uid}"
        return BadFixture(f"{place}, {field}: {words}" if field else f"{place}: {words}")


def read(path: Path) -> list[Row]:
    """The rows of one fixture file, in its order. Raises BadFixture; reads nothing but the file."""
    try:
        objects = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFixture(f"{path.name}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFixture(f"{path.name}: is not UTF-8 text (byte {error.start}).") from error
    except json.JSONDecodeError as error:
        raise BadFixture(f"{path.name}: is not JSON: {error}.") from error
    if not isinstance(objects, list):
        raise BadFixture(f"{path.name}: must hold a list of rows.")
    return [_row(path.name, number, one) for number, one in enumerate(objects, start=1)]


def _kinds() -> Mapping[str, type[Identified]]:
    return {m._meta.label_lower: m for m in apps.get_models() if issubclass(m, Record | Fact)}


def _row(file: str, number: int, given: object) -> Row:
    place = f"{file}: row {number}"
    if not isinstance(given, dict) or not isinstance(given.get("model"), str):
        raise BadFixture(f"{place}: must have “model” and “fields”.")
    label, fields = given["model"], given.get("fields")
    model = _kinds().get(label.lower())
    if model is None:
        raise BadFixture(f"{place}: {label} is no kind of record or fact.{_hint(label, _kinds())}")
    if not isinstance(fields, dict) or not isinstance(fields.get("uid"), str):
        raise BadFixture(f"{place}, {label}: must have “fields” with a “uid”.")
    row = Row(file, model, fields["uid"], fields)
    if "pk" in given:
        raise row.fault("has a primary key; rows of a fixture are named by uid alone.", "pk")
    return row


def _hint(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, known, n=1)
    return f" Did you mean {close[0]}?" if close else ""


class Entry:
    """One loading of fixture files, one stage after the other, within the caller's transaction.

    A row that is on the desk already is left as it is, and so is everything about a record that somebody has saved,
    withdrawn, merged or deleted since. A later stage may state a row again: it replaces what this loading entered.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        _refuse_shared_uids(rows)
        self.existing = _existing(rows)
        self.kept = _kept(self.existing, (row.uid for row in rows if issubclass(row.model, Record)))
        self._entered: dict[str, Identified] = {}
        self._left: set[str] = set()

    def enter(self, stage: Iterable[Row]) -> list[Record]:
        """Writes those rows of a stage that are not on the desk; the records they belong to. Raises BadFixture."""
        touched: dict[str, Record] = {}
        seen: set[str] = set()
        for row in stage:
            if row.uid in seen:
                raise row.fault("this uid stands twice in one stage.", "uid")
            seen.add(row.uid)
            if row.uid in self.existing or self._is_left(row):
                continue
            instance, related = self._built(row)
            record = instance if isinstance(instance, Record) else owner(instance)
            if record.uid in self.kept:
                self._left.add(row.uid)
                continue
            self._write(row, instance, related)
            touched[record.uid] = record
        return list(touched.values())

    def _is_left(self, row: Row) -> bool:
        """Whether the row must stay away: its record was here and went, or something it names did."""
        if row.uid in self.kept or not self._left.isdisjoint(_named_by(row)):
            self._left.add(row.uid)
        return row.uid in self._left

    def _built(self, row: Row) -> tuple[Identified, dict[str, list[Any]]]:
        values: dict[str, Any] = {}
        related: dict[str, list[Any]] = {}
        for name, value in row.fields.items():
            field = _field(row, name)
            if isinstance(field, models.ManyToManyField):
                if not isinstance(value, list):
                    raise row.fault("must be a list of uids, each in a list of its own.", name)
                related[name] = [self._found(row, name, field, key) for key in value]
            elif isinstance(field, models.ForeignKey):
                values[name] = None if value is None else self._found(row, name, field, value)
            else:
                try:
                    values[name] = field.to_python(value)
                except ValidationError as error:
                    raise row.fault(" ".join(error.messages), name) from error
        instance = row.model(**values)
        self._clean(row, instance)
        return instance, related

    def _found(self, row: Row, name: str, field: Any, key: object) -> Any:
        model = field.related_model
        if not (isinstance(key, list) and len(key) == 1 and isinstance(key[0], str)):
            raise row.fault(f"{key!r} is not the uid of a row in a list of its own, as in [“GB”].", name)
        uid = key[0]
        found = self._entered.get(uid) or self.existing.get(uid) or model._default_manager.filter(uid=uid).first()
        if not isinstance(found, model):
            raise row.fault(
                f"names the {model._meta.verbose_name} “{uid}”, which is neither on the desk nor in a row before this.",
                name,
            )
        return found

    def _clean(self, row: Row, instance: Identified) -> None:
        keys: list[Any] = [field for field in instance._meta.concrete_fields if field.is_relation]
        for field in keys:
            if not field.null and getattr(instance, field.attname) is None:
                raise row.fault(f"must name a {field.related_model._meta.verbose_name}.", field.name)
        try:
            # What other rows decide is left to the database: it is asked anyhow, and asking it twice triples the time.
            instance.clean_fields(exclude={field.name for field in keys})
            instance.clean()
        except ValidationError as error:
            raise _worded(row, error) from error

    def _write(self, row: Row, instance: Identified, related: dict[str, list[Any]]) -> None:
        before = self._entered.get(row.uid)
        try:
            with transaction.atomic():
                if before is None:
                    instance.save(force_insert=True)
                else:
                    instance.pk = before.pk
                    instance.save(update_fields=[f.name for f in instance._meta.concrete_fields if f.name not in _OURS])
                for name, others in related.items():
                    getattr(instance, name).set(others)
        except (IntegrityError, DataError, UnicodeError) as error:
            try:
                instance.full_clean()
            except ValidationError as invalid:
                raise _worded(row, invalid) from error
            raise row.fault(f"{error}") from error
        self._entered[row.uid] = instance


def _field(row: Row, name: str) -> Any:
    try:
        field = row.model._meta.get_field(name)
    except FieldDoesNotExist:
        field = None
    if field is None or field.auto_created or (name in _OURS and name != "uid"):
        known = [f.name for f in (*row.model._meta.fields, *row.model._meta.many_to_many) if f.name not in _OURS]
        raise row.fault(f"a {row.model._meta.verbose_name} has no field of this name.{_hint(name, known)}", name)
    return field


def _worded(row: Row, error: ValidationError) -> BadFixture:
    field, messages = next(iter(error.message_dict.items()))
    return row.fault(" ".join(messages), "" if field == "__all__" else field)


def _named_by(row: Row) -> Iterator[str]:
    """The uids of the rows that a row names, so far as it names them in the right form."""
    for field in (*row.model._meta.fields, *row.model._meta.many_to_many):
        value = row.fields.get(field.name)
        if field.is_relation and isinstance(value, list):
            for key in value if field.many_to_many else [value]:
                if isinstance(key, list) and key and isinstance(key[0], str):
                    yield key[0]


def _refuse_shared_uids(rows: Iterable[Row]) -> None:
    first: dict[str, Row] = {}
    for row in rows:
        other = first.setdefault(row.uid, row)
        if other.model is not row.model:
            raise row.fault(f"this uid is that of a {other.model._meta.label_lower} in {other.file}.", "uid")


def _existing(rows: Iterable[Row]) -> dict[str, Identified]:
    """What stands on the desk under the uids of these rows. Records share their uids among all kinds."""
    wanted: dict[type[Identified], dict[str, Row]] = {}
    for row in rows:
        for model in RECORDS if issubclass(row.model, Record) else (row.model,):
            wanted.setdefault(model, {})[row.uid] = row
    found: dict[str, Identified] = {}
    for model, by_uid in wanted.items():
        for uids in _batches(by_uid):
            for one in model._default_manager.filter(uid__in=uids):
                if by_uid[one.uid].model is not model:
                    raise by_uid[one.uid].fault(f"this uid is that of a {model._meta.verbose_name} already.", "uid")
                found[one.uid] = one
    return found


def _kept(existing: Mapping[str, Identified], uids: Iterable[str]) -> set[str]:
    """Those of these records that somebody has saved, deleted, merged or withdrawn: nothing of them is touched."""
    kept = {uid for uid, one in existing.items() if isinstance(one, Record) and one.revision}
    for batch in _batches(uids):
        # Publishing leaves lines of its own, which are no edit.
        handled = Journal.objects.filter(record_uid__in=batch).exclude(event=JournalEvent.PUBLISHED)
        kept.update(handled.values_list("record_uid", flat=True))
        gone = Edition.objects.filter(uid__in=batch, known_until=FOREVER).exclude(state=EditionState.PUBLISHED)
        kept.update(gone.values_list("uid", flat=True))
    return kept


def _batches(uids: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(sorted(set(uids)))
    while batch := list(islice(remaining, _BATCH)):
        yield batch
