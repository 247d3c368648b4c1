"""What a new record has in common with one that was entered before: the start of a form, saved by nobody yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from articles.models import Fact, Record
from sanctions.models import Act, Event, Exemption, Measure, Sanction

_ALWAYS_NEW = {"id", "uid", "layer", "revision", "published_revision", "note", "label", "merged_into"}

Typed = dict[str, Any]


@dataclass(slots=True)
class Likeness:
    """The first values of a form: of the record, and of the rows of its facts."""

    fields: Typed = field(default_factory=dict)
    rows: dict[type[models.Model], list[Typed]] = field(default_factory=dict)
    of: Record | None = None


def like(record: Record, *, but: set[str], facts: Mapping[type[Fact], models.QuerySet[Any]]) -> Likeness:
    """The likeness of a record, without what no two records share, and of these facts of it."""
    found = Likeness(values(record, but=but), of=record)
    for relation in record._meta.many_to_many:
        if relation.name not in but:
            found.fields[relation.name] = list(getattr(record, relation.name).values_list("pk", flat=True))
    for model, rows in facts.items():
        found.rows[model] = [values(row, but=_ways_up(row, record)) for row in rows]
    for model in (Event, Exemption):
        if model in facts and Measure in facts:
            _point_to_rows(found.rows[model], list(facts[Measure]), list(facts[model]))
    return found


def _ways_up(fact: models.Model, record: Record) -> set[str]:
    """The columns by which a fact belongs to this very record: a copy belongs to another."""
    columns = [column for column in fact._meta.concrete_fields if column.related_model is type(record)]
    return {column.name for column in columns if getattr(fact, column.attname) == record.pk}


def _point_to_rows(typed: list[Typed], measures: list[Measure], facts: Sequence[Event | Exemption]) -> None:
    """A fact of a copied measure names the row of that measure, as one of a measure still being typed does."""
    rows = {measure.pk: f"row-{number}" for number, measure in enumerate(measures, 1)}
    for row, fact in zip(typed, facts, strict=True):
        row["measure"] = rows.get(fact.measure_id or 0, "")


def values(row: models.Model, *, but: set[str] = frozenset()) -> Typed:  # type: ignore[assignment]
    """What stands in the columns of a row that somebody types, by their names."""
    return {
        column.name: getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if column.editable and column.name not in _ALWAYS_NEW and column.name not in but
    }


def last_case_under(act: Act) -> Sanction | None:
    """The case that was entered last with an event by this act."""
    return Sanction.objects.filter(events__act=act).order_by("-pk").first()


def first_case_under(act: Act) -> Likeness:
    """The start of the first case by an act: by its issuer, on its day."""
    issuers = list(act.issuers.all()[:2])
    stated: Typed = {"done_on": act.made_on, "done_basis": "stated"} if act.made_on else {}
    later = act.in_force_on and act.in_force_on != act.made_on
    taken: Typed = {"effective_on": act.in_force_on, "effective_basis": "stated"} if later else {}
    return Likeness(
        {"authority": issuers[0].pk} if len(issuers) == 1 else {},
        {Measure: [{}], Event: [{"act": act.pk, "measure": "row-1", **stated, **taken}]},
    )
