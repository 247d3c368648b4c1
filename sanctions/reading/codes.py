"""The codes of authorities, programmes and lists in a question: one that was never public is refused by name."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from rest_framework import serializers

from articles.models import DESK
from sanctions.lists.catalogue import LISTS
from sanctions.models import FOREVER, Edition, EditionState, Publication
from sanctions.reading.parameters import BadParameters, Uids

_FEW = 30
"""Codes that a refusal can name."""
_LIST = "list"
_PLURAL = {"authority": "authorities", "programme": "programmes"}


def recognised(question: type[serializers.Serializer[Any]], asked: dict[str, Any]) -> dict[str, Any]:
    """The same parameters, where each code in them has ever been public, whatever became of its record since.

    A list is known that can be followed, and one whose layer was ever published. Costs one query where the code of a
    record is asked for, and none otherwise.
    Raises BadParameters naming each parameter with another code, and the nearest code that is public.
    """
    given = {
        name: field.kind
        for name, field in question._declared_fields.items()
        if name in asked and isinstance(field, Uids) and field.kind
    }
    if given:
        known = _known({(kind, code) for name, kind in given.items() for code in asked[name]})
        errors = [
            _refused(name, kind, code)
            for name, kind in given.items()
            for code in asked[name]
            if (kind, code) not in known
        ]
        if errors:
            raise BadParameters(errors)
    return asked


def _known(asked: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Kinds and codes that were ever public, all of those among them that are asked for."""
    found = {(_LIST, code) for code in (DESK, *LISTS)}
    if any(kind == _LIST for kind, _ in asked - found):
        found |= {(_LIST, code) for code in _layers()}
    if records := {(kind, code) for kind, code in asked if kind != _LIST}:
        kinds, codes = zip(*records, strict=True)
        editions = Edition.objects.filter(kind__in=set(kinds), uid__in=set(codes))
        found |= set(editions.order_by().values_list("kind", "uid").distinct())
    return found


def _layers() -> Iterable[str]:
    """The layers that were ever published."""
    return Publication.objects.order_by("layer").values_list("layer", flat=True).distinct()


def _refused(name: str, kind: str, code: str) -> dict[str, str]:
    if kind == _LIST:
        known = list(dict.fromkeys((DESK, *LISTS, *_layers())))
        words = f"{name}: “{code}” is the code of no list."
        for near in get_close_matches(code.casefold(), known, n=1):
            return {"parameter": name, "detail": f"{words} Did you mean “{near}”?", "nearest": near}
        return {"parameter": name, "detail": f"{words} There are: {', '.join(known)}."}
    current = Edition.objects.filter(kind=kind, known_until=FOREVER, state=EditionState.PUBLISHED)
    public = {uid.casefold(): uid for uid in current.values_list("uid", flat=True).order_by("uid")}
    words = f"{name}: no {kind} “{code}” is public, or ever was."
    for near in get_close_matches(code.casefold(), public, n=1):
        return {"parameter": name, "detail": f"{words} Did you mean “{public[near]}”?", "nearest": public[near]}
    if 0 < len(public) <= _FEW:
        return {"parameter": name, "detail": f"{words} There are: {', '.join(public.values())}."}
    return {"parameter": name, "detail": f"{words} The list of {_PLURAL[kind]} has all."}
