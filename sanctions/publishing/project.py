"""The desk as it would be published: each record as one document of the public shape."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from django.db.models import ManyToOneRel, Model
from rest_framework import serializers

from articles.models import Among, Fact, Record
from sanctions.models import Sanction, Target
from sanctions.publishing.documents import SHAPES
from sanctions.publishing.fields import RecordKind, References, TargetReference, Written
from sanctions.publishing.splice import Document, in_order, ordered

# Facts that only some rows of a relation are: those of a case that concern no measure of it by name.
_SOME = {"case_events": ("events", {"measure": None}), "case_exemptions": ("exemptions", {"measure": None})}


def project(records: Iterable[Record], *, layer: str = "") -> dict[str, Document]:
    """The documents of these records, by uid, with the facts of every layer that the desk holds, or of one alone.

    A target is gathered with all that were merged into it. Costs a fixed number of queries for each kind of record.
    """
    by_kind: dict[str, list[Record]] = {}
    for record in records:
        by_kind.setdefault(record.kind_name, []).append(record)
    documents: dict[str, Document] = {}
    merges = _Merges()
    for kind, rows in by_kind.items():
        of_all = merges.clusters(rows) if kind == Target.kind_name else {row.pk: [row.pk] for row in rows}
        # Read afresh: rows that were handed in may carry relations from before a change.
        pks = list(dict.fromkeys(pk for cluster in of_all.values() for pk in cluster))
        drafts = dict(_table(type(rows[0]), SHAPES[kind]).read("pk", pks, _Reading(merges, layer)))
        for row in rows:
            cluster = [drafts[pk] for pk in of_all[row.pk]]
            document = in_order(_gathered(cluster)) if len(cluster) > 1 else cluster[0]
            documents[row.uid] = _under_its_label({**document, "record": kind})
    return documents


def labelled(document: Document) -> Document:
    """The document in order, under the label that follows from what it says."""
    return _under_its_label(in_order(document))


def _under_its_label(document: Document) -> Document:
    if document["record"] == Target.kind_name:
        names = document["names"]  # the one that is shown comes first
        document["label"] = names[0]["full"][:300] if names else ""
    elif document["record"] == Sanction.kind_name:
        measures = " and ".join(dict.fromkeys(measure["type"].replace("_", " ") for measure in document["measures"]))
        document["label"] = f"{document['authority']} {document['reference'] or measures}".strip()[:300]
    return document


def _gathered(drafts: list[Document]) -> Document:
    root, *merged = drafts
    for draft in merged:
        for name in draft["names"]:
            name["is_display"] = False  # the cluster is shown under the name its root is shown under
        for key, value in draft.items():
            if isinstance(value, list) and not (value and isinstance(value[0], str)):
                root[key] = [*root[key], *value]
    return root


class _Merges:
    """Which targets were merged into which: read once, when first somebody asks."""

    @cached_property
    def _rows(self) -> list[tuple[int, str, str]]:
        merged = Target.objects.exclude(merged_into=None).order_by("uid")
        return list(merged.values_list("pk", "uid", "merged_into__uid"))

    @cached_property
    def _above(self) -> dict[str, str]:
        return {uid: into for _, uid, into in self._rows}

    def root(self, uid: str | None, merged_into: int | None) -> str | None:
        """The uid of the target that one stands for."""
        if uid is None or merged_into is None:
            return uid
        while uid in self._above:
            uid = self._above[uid]
        return uid

    def clusters(self, targets: Iterable[Record]) -> dict[int, list[int]]:
        """By the key of each of these targets, its own and those of all that were merged into it, directly or not."""
        below: dict[str, list[tuple[int, str]]] = {}
        for pk, uid, into in self._rows:
            below.setdefault(into, []).append((pk, uid))
        found: dict[int, list[int]] = {}
        for target in targets:
            level = [(target.pk, target.uid)]
            while level:
                found.setdefault(target.pk, []).extend(pk for pk, _ in level)
                level = [one for _, uid in level for one in below.get(uid, ())]
        return found


class _Reading(NamedTuple):
    """What is to be read: of which layer, if of one alone, and where merged targets lead."""

    merges: _Merges
    layer: str


@dataclass(frozen=True, slots=True)
class _Table:
    """How the rows of one table become parts of documents: which columns they are read from, and what each writes.

    Rows are read as values, not as objects, and all facts of one table at once: a release has tens of thousands.
    """

    model: type[Model]
    columns: tuple[str, ...]
    plain: tuple[tuple[str, int], ...]
    """Fields that publish a column as it is: its place among the columns."""
    written: tuple[tuple[str, Callable[..., Any], int, int], ...]
    """Fields that make something of columns: from the first place up to the last."""
    targets: tuple[tuple[str, int], ...]
    """Fields that name a target: the place of its uid, and after it that of what it was merged into."""
    lists: tuple[tuple[str, str], ...]
    """Fields that name several records, and the relation that leads to them."""
    facts: tuple[tuple[str, "_Table", str, Mapping[str, Any]], ...]
    """Lists of facts: their table, its column that names this row, and which rows of it count."""

    def read(
        self, column: str, keys: Collection[Any], reading: _Reading, only: Mapping[str, Any] | None = None
    ) -> Iterator[tuple[Any, Document]]:
        """What is written of the rows with one of these keys in a column, each beside its key."""
        rows = self.model._default_manager.filter(**{f"{column}__in": Among(keys)}, **(only or {}))
        if reading.layer and issubclass(self.model, Fact):
            rows = rows.filter(layer=reading.layer)
        found = list(rows.order_by().values_list(column, "pk", *self.columns))
        parts = {row[1]: self._part(row[2:], reading.merges) for row in found}
        if parts:
            self._fill(parts, reading)
        for row in found:
            yield row[0], parts[row[1]]

    def _part(self, values: tuple[Any, ...], merges: _Merges) -> Document:
        part = {name: values[place] for name, place in self.plain}
        for name, write, first, last in self.written:
            part[name] = write(*values[first:last])
        for name, place in self.targets:
            part[name] = merges.root(values[place], values[place + 1])
        for name, _ in self.lists:
            part[name] = []
        for name, *_ in self.facts:
            part[name] = []
        return part

    def _fill(self, parts: Mapping[Any, Document], reading: _Reading) -> None:
        for name, relation in self.lists:
            named = self.model._default_manager.filter(**{"pk__in": Among(parts), f"{relation}__isnull": False})
            for pk, uid in named.order_by(f"{relation}__uid").values_list("pk", f"{relation}__uid"):
                parts[pk][name].append(uid)
        for name, table, column, only in self.facts:
            for pk, fact in ordered(name, table.read(column, parts, reading, only)):
                parts[pk][name].append(fact)


@cache
def _table(model: type[Model], shape: type[serializers.Serializer[Any]]) -> _Table:
    columns: list[str] = []
    plain, written, targets, lists, facts = [], [], [], [], []
    fields: Mapping[str, Any] = shape().fields
    for name, field in fields.items():
        if isinstance(field, References):
            lists.append((name, name))
        elif isinstance(field, serializers.ListSerializer):
            relation, only = _SOME.get(str(field.source), (str(field.source), {}))
            back = model._meta.get_field(relation)
            assert isinstance(back, ManyToOneRel)
            assert isinstance(back.related_model, type)
            table = _table(back.related_model, type(field.child))  # type: ignore[arg-type]  # never None
            facts.append((name, table, back.field.attname, only))
        elif isinstance(field, Written) and not isinstance(field, RecordKind):
            place = len(columns)
            columns += field.reads()
            if isinstance(field, TargetReference):
                targets.append((name, place))
            elif type(field).write is Written.write:
                plain.append((name, place))
            else:
                written.append((name, field.write, place, len(columns)))
    return _Table(model, tuple(columns), tuple(plain), tuple(written), tuple(targets), tuple(lists), tuple(facts))
