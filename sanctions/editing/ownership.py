"""Which record each fact belongs to."""

from collections.abc import Mapping

from django.db.models import Model, Q

from articles.models import Fact, Passage, Record
from sanctions.models import (
    CITABLE,
    ActRelation,
    Address,
    Affected,
    Citation,
    Claim,
    Detail,
    Event,
    Exemption,
    Fulfilment,
    Identifier,
    Measure,
    Membership,
    Name,
    ProgrammeAlias,
    ProgrammeLink,
    Relation,
)
from sanctions.models.claim import SUBJECTS

_OWNERS: Mapping[type[Model], str] = {
    Membership: "bloc",
    ProgrammeAlias: "programme",
    ActRelation: "act",
    Passage: "document",
    Name: "target",
    Identifier: "target",
    Address: "target",
    Detail: "target",
    Relation: "target",
    ProgrammeLink: "sanction",
    Affected: "sanction",
    Measure: "sanction",
    Event: "sanction",
    Exemption: "sanction",
    Fulfilment: "promise",
}


def owner(fact: Model) -> Record:
    """The record that a fact is published with; a record is its own.

    Raises LookupError where a fact hangs on nothing.
    """
    while not isinstance(fact, Record):
        if isinstance(fact, Citation):
            above = fact.fact
        elif isinstance(fact, Claim):
            above = next((row for subject in SUBJECTS if (row := getattr(fact, subject)) is not None), None)
        else:
            above = getattr(fact, _OWNERS[type(fact)])
        if above is None:
            raise LookupError(f"this {fact._meta.verbose_name} belongs to no record")
        fact = above
    return fact


def facts_of(record: Record, kind: type[Fact]) -> Q:
    """The facts of one kind that are published with this record, at whatever depth, as a condition on their table."""
    condition = Q(pk__in=[])
    for path, root in _paths(kind):
        if isinstance(record, root):
            condition |= Q(**{path: record})
    return condition


def _paths(model: type[Model], before: str = "") -> list[tuple[str, type[Model]]]:
    """The ways from a fact up to a record: the path of columns, and the kind of record at its end."""
    if issubclass(model, Record):
        return [(before.removesuffix("__"), model)]
    steps = tuple(CITABLE) if model is Citation else SUBJECTS if model is Claim else (_OWNERS[model],)
    found = []
    for step in steps:
        above = model._meta.get_field(step).related_model
        assert isinstance(above, type)
        found += _paths(above, f"{before}{step}__")
    return found
