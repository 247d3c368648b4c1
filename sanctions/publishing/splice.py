"""Putting one layer of a record into what is already public, and leaving the other layers as they are."""

from collections.abc import Iterable, Mapping
from typing import Any

Document = dict[str, Any]

# What a reader should meet first within each list of facts; everything ends with the uid, so that there is one order.
_ORDER: Mapping[str, tuple[str, ...]] = {
    "names": ("-is_display", "kind", "full"),
    "identifiers": ("scheme", "value"),
    "addresses": ("full",),
    "details": ("kind", "value"),
    "relations": ("kind", "printed"),
    "measures": ("type",),
    "programmes": ("printed",),
    "events": ("done_on",),
    "exemptions": ("since", "number"),
    "claims": ("made_on",),
    "passages": ("start",),
}


def splice(published: Document | None, desk: Document | None, *, layer: str) -> Document | None:
    """The document after publishing one layer: that layer's facts from the desk, all others as they are public now.

    Facts are told apart by uid, at every depth; a fact's own fields belong to its layer, the facts within it to theirs.
    None where nothing is public afterwards: the record belongs to another layer and has never been published.
    """
    if desk is None:
        # The desk no longer has it: gone where it was this layer's, untouched where it is another's.
        return None if published is None or published["layer"] == layer else published
    if published is None and desk["layer"] != layer:
        return None
    base = desk if published is None or desk["layer"] == layer else published
    result = dict(base)
    if published is None:
        for key, now in desk.items():
            if is_facts(now):
                result[key] = _union([], now, layer)
        return result
    for key in desk.keys() | published.keys():
        before, now = published.get(key), desk.get(key)
        if is_facts(before) or is_facts(now):
            result[key] = _union(before or [], now or [], layer)
    return result


def in_order(document: Document) -> Document:
    """The same document with the facts at every depth in the one order that documents have."""
    return {key: _in_order(key, value) if is_facts(value) else value for key, value in document.items()}


def ordered(key: str, facts: Iterable[tuple[Any, Document]]) -> list[tuple[Any, Document]]:
    """Facts of one list of many documents, each beside its document's key, in the order they have there."""
    return sorted(facts, key=lambda one: _position(key, one[1]))


def _in_order(key: str, facts: list[Document]) -> list[Document]:
    ordered = [in_order(fact) for fact in facts]
    return sorted(ordered, key=lambda fact: _position(key, fact)) if len(ordered) > 1 else ordered


def is_facts(value: object) -> bool:
    """Whether a value in a document is a list of facts, and not of words or uids."""
    return type(value) is list and bool(value) and isinstance(value[0], dict)


def _union(published: list[Document], desk: list[Document], layer: str) -> list[Document]:
    before = {fact["uid"]: fact for fact in published}
    now = {fact["uid"]: fact for fact in desk}
    facts = (splice(before.get(uid), now.get(uid), layer=layer) for uid in dict.fromkeys([*before, *now]))
    return [fact for fact in facts if fact is not None]


def _position(key: str, fact: Document) -> tuple[Any, ...]:
    return (*(_sortable(fact, field) for field in _ORDER.get(key, ())), fact["uid"])


def _sortable(fact: Document, field: str) -> tuple[Any, ...]:
    value = fact.get(field.removeprefix("-"))
    if field.startswith("-"):
        return (not value,)
    if value is None:
        return (1, "", "")
    if isinstance(value, dict):  # a date: in the order of time
        return (0, value["earliest"], value["latest"])
    return (0, f"{value:012d}" if isinstance(value, int) else str(value), "")
