"""What others changed of a record since somebody opened it, and whether that is what this somebody changed too."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from rest_framework import serializers

from articles.dates import NotADate
from articles.models import JournalEvent, Record
from sanctions.editing.comparison import sort_of
from sanctions.editing.save import journal_of
from sanctions.models import RECORDS, Citation
from sanctions.publishing.documents import SHAPES
from sanctions.publishing.fields import Known, Length, Problem, PublicText, RecordKind, References, Schema, Written
from sanctions.publishing.splice import Document

_WRITING = (JournalEvent.SAVED, JournalEvent.MERGED, JournalEvent.SPLIT)
_NOTE = "note"


class Overlap:
    """The changes of a record after the revision that an editor saw, as the journal tells them."""

    def __init__(self, record: Record, seen: int | None) -> None:
        since = record.revision if seen is None else seen
        lines = list(journal_of(record).filter(event__in=_WRITING, revision__gt=since).order_by("-pk"))
        told = {line.revision for line in lines if line.event == JournalEvent.SAVED}
        self._is_told = seen is not None and told >= set(range(seen + 1, record.revision + 1))
        self._fields: dict[tuple[str, str], Any] = {}
        self._facts: dict[str, Document | None] = {}
        for line in lines:  # the last first: what stands in the end is how it was when the editor opened it
            for difference in line.diff:
                *above, last = difference["path"].split("/")
                if len(above) % 2:
                    self._facts[last] = difference["before"]
                else:
                    self._fields[above[-1] if above else "", last] = difference["before"]

    def whose(self, row: Model, name: str, related: Mapping[str, list[str]]) -> str:
        """Who alone changed this column: `mine` or `theirs`; empty where both did, or nobody can tell.

        `row` holds what the editor typed, `related` the uids of what was chosen for relations to several records.
        """
        key = _NOTE if name == _NOTE else _keys(type(row)).get(name)
        uid = "" if isinstance(row, Record) else str(getattr(row, "uid", ""))
        if not self._is_told or key is None or uid in self._facts:
            return ""
        if (uid, key) not in self._fields:
            return "mine"
        return "theirs" if _said(row, key, related) == self._fields[uid, key] else ""

    def has_touched(self, row: Model) -> bool:
        """Whether others may have changed this fact."""
        uid = str(getattr(row, "uid", ""))
        return not self._is_told or uid in self._facts or any(of == uid for of, _ in self._fields)

    def was_removed_as(self, row: Model, names: Iterable[str]) -> bool:
        """Whether others removed a fact which said what this row says, so that its editor had not changed it."""
        keys = {key for name in names if (key := _keys(type(row)).get(name))}
        said = {key: _said(row, key, {}) for key in keys}
        return any(
            keys <= fact.keys() and all(fact[key] == value for key, value in said.items())
            for removed in self._facts.values()
            for fact in _with_inner(removed)
        )


def _with_inner(fact: Document | None) -> Iterator[Document]:
    if fact is not None:
        yield fact
        for value in fact.values():
            for inner in value if isinstance(value, list) else ():
                if isinstance(inner, dict):
                    yield from _with_inner(inner)


@cache
def _shapes() -> dict[type[Model], serializers.Serializer[Any]]:
    found: dict[type[Model], serializers.Serializer[Any]] = {}
    for model in RECORDS:
        shape = SHAPES[model.kind_name]()
        found[model] = shape
        for sort, inner in _within(shape, model.kind_name):
            found.setdefault(sort, inner)
    return found


def _within(shape: serializers.Serializer[Any], kind: str) -> Iterator[tuple[type[Model], serializers.Serializer[Any]]]:
    for name, inner in shape.fields.items():
        if isinstance(inner, serializers.ListSerializer) and isinstance(inner.child, serializers.Serializer):
            sort = Citation if name == "sources" else sort_of(name, kind)
            if sort is not None:
                yield sort, inner.child
            yield from _within(inner.child, kind)


@cache
def _keys(model: type[Model]) -> dict[str, str]:
    """Under which key of the published document each column of a model is found; not every one is published."""
    keys: dict[str, str] = {}
    shape = _shapes().get(model)
    fields: Mapping[str, Any] = shape.fields if shape else {}
    for name, inner in fields.items():
        if isinstance(inner, References):
            keys.setdefault(name, name)
        elif isinstance(inner, Written) and not isinstance(inner, _DERIVED):
            for column in inner.reads():
                own = column.removesuffix("__merged_into_id").removesuffix("__uid")
                if "__" not in own:  # else it tells of another row
                    keys.setdefault(own, name)
    return keys


_DERIVED = (Known, Length, Problem, PublicText, RecordKind, Schema)
"""What follows from several columns, or tells only a part of one."""


def _said(row: Any, key: str, related: Mapping[str, list[str]]) -> Any:
    """What a document would say of the row under this key."""
    if key == _NOTE:
        return row.note
    inner: Any = _shapes()[type(row)].fields[key]
    if isinstance(inner, References):
        return sorted(related.get(key, ()))
    try:
        return inner.write(*(_value(row, column) for column in inner.reads()))
    except (NotADate, ObjectDoesNotExist):  # what was typed is no date, or refers to nothing
        return _nothing_like_it


def _value(row: Any, column: str) -> Any:
    for step in column.split("__"):
        row = None if row is None else getattr(row, step)
    return row


_nothing_like_it = object()
