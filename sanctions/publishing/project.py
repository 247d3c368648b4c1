"""The desk as it would be published: each record as one document of the public shape."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from rest_framework import serializers

from articles.models import Record
from sanctions.models import Sanction, Target
from sanctions.publishing.documents import shape_of
from sanctions.publishing.fields import Reference, References, TargetReference
from sanctions.publishing.splice import Document, in_order

# Where a field reads through a property of the model rather than a relation of the same name.
_RELATIONS = {"case_events": "events"}


def project(records: Iterable[Record]) -> dict[str, Document]:
    """The documents of these records, by uid, with the facts of every layer that the desk holds.

    A target is gathered with all that were merged into it. Costs a fixed number of queries for each kind of record.
    """
    by_kind: dict[str, list[Record]] = {}
    for record in records:
        by_kind.setdefault(record.kind_name, []).append(record)
    documents: dict[str, Document] = {}
    for kind, rows in by_kind.items():
        shape = shape_of(kind)
        merged = _merged_into(rows) if kind == Target.kind_name else {}
        # Read afresh: rows that were handed in may carry relations from before a change.
        pks = [row.pk for row in rows] + [row.pk for cluster in merged.values() for row in cluster]
        fresh = {row.pk: row for row in _whole(type(rows[0]), shape).filter(pk__in=pks)}
        for row in rows:
            cluster = [row.pk, *(one.pk for one in merged.get(row.pk, ()))]
            drafts = [shape.to_representation(fresh[pk]) for pk in cluster]
            documents[row.uid] = labelled(_gathered(drafts))
    return documents


def labelled(document: Document) -> Document:
    """The document in order, under the label that follows from what it says."""
    document = in_order(document)
    if document["record"] == Target.kind_name:
        names = document["names"]  # the one that is shown comes first
        document["label"] = names[0]["full"][:300] if names else ""
    elif document["record"] == Sanction.kind_name:
        measures = " and ".join(dict.fromkeys(measure["type"].replace("_", " ") for measure in document["measures"]))
        document["label"] = f"{document['authority']} {document['reference'] or measures}".strip()[:300]
    return document


def _merged_into(targets: Sequence[Record]) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = {}
    roots = {target.pk: target.pk for target in targets}
    while roots:
        below = Target.objects.filter(merged_into__in=roots).order_by("uid")
        next_roots = {}
        for target in below:
            next_roots[target.pk] = roots[target.merged_into_id]
            found.setdefault(roots[target.merged_into_id], []).append(target)
        roots = next_roots
    return found


def _gathered(drafts: list[Document]) -> Document:
    root, *merged = drafts
    for draft in merged:
        for name in draft["names"]:
            name["is_display"] = False  # the cluster is shown under the name its root is shown under
        for key, value in draft.items():
            if isinstance(value, list) and not (value and isinstance(value[0], str)):
                root[key] = [*root[key], *value]
    return root


def _whole(model: type[Model], shape: serializers.BaseSerializer[Any]) -> QuerySet[Any]:
    """Rows of a model with everything that writing them down in a shape reads."""
    assert isinstance(shape, serializers.Serializer)
    one: set[str] = set()
    many: list[Prefetch[str]] = []
    for name, field in shape.fields.items():
        if isinstance(field, Reference):
            path = (field.to or name).replace(".", "__")
            one.add(f"{path}__merged_into" if isinstance(field, TargetReference) else path)
        elif isinstance(field, References):
            many.append(Prefetch(field.to or name))
        elif isinstance(field, serializers.ListSerializer):
            relation = _RELATIONS.get(str(field.source), str(field.source))
            related = model._meta.get_field(relation).related_model
            assert isinstance(related, type)
            assert isinstance(field.child, serializers.BaseSerializer)
            many.append(Prefetch(relation, queryset=_whole(related, field.child)))
        elif field.source and "." in field.source:
            one.add(field.source.rpartition(".")[0].replace(".", "__"))
    texts = [f"{path}__text" for path in one if path.split("__")[-1] == "document"]  # long, and never looked at
    return model._default_manager.select_related(*sorted(one)).defer(*texts).prefetch_related(*many)
