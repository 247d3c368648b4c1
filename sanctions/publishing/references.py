"""Which other records a published document names, wherever its shape has a place for them."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from rest_framework import serializers

from sanctions.publishing.documents import SHAPES
from sanctions.publishing.fields import Reference, References


def references(document: dict[str, Any]) -> list[str]:
    """Their uids, in order."""
    found: set[str] = set()
    _gather(_places(SHAPES[document["record"]]), document, found)
    return sorted(found - {document["uid"]})


class _Places(NamedTuple):
    """Where a shape names other records: one to a field, several to a field, and within each of a list of facts."""

    one: tuple[str, ...]
    several: tuple[str, ...]
    within: tuple[tuple[str, "_Places"], ...]


@cache
def _places(shape: type[serializers.Serializer[Any]]) -> _Places:
    of_shape: Mapping[str, Any] = shape().fields
    fields = of_shape.items()
    lists = ((name, field.child) for name, field in fields if isinstance(field, serializers.ListSerializer))
    within = ((name, _places(type(child))) for name, child in lists)  # type: ignore[arg-type]  # never None
    return _Places(
        tuple(name for name, field in fields if isinstance(field, Reference)),
        tuple(name for name, field in fields if isinstance(field, References)),
        tuple((name, places) for name, places in within if any(places)),
    )


def _gather(places: _Places, part: dict[str, Any], found: set[str]) -> None:
    found.update(uid for name in places.one if (uid := part.get(name)))
    for name in places.several:
        found.update(part.get(name) or ())
    for name, below in places.within:
        for fact in part.get(name) or ():
            _gather(below, fact, found)
