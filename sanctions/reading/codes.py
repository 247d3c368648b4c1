"""The codes of authorities and programmes in a question: one that was never public is refused by name."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from rest_framework import serializers

from sanctions.models import FOREVER, Edition, EditionState
from sanctions.reading.parameters import BadParameters, Uids

_FEW = 30
"""Codes that a refusal can name."""
_PLURAL = {"authority": "authorities", "programme": "programmes"}


def recognised(question: type[serializers.Serializer[Any]], asked: dict[str, Any]) -> dict[str, Any]:
    """The same parameters, where each code in them has ever been public, whatever became of its record since.

    Costs one query where such a code is asked for, and none otherwise.
    Raises BadParameters naming each parameter with another code, and the nearest code that is public.
    """
    given = {
        name: field.kind
        for name, field in question._declared_fields.items()
        if name in asked and isinstance(field, Uids) and field.kind
    }
    if given:
        known = _known(set(given.values()), {code for name in given for code in asked[name]})
        errors = [
            _refused(name, kind, code)
            for name, kind in given.items()
            for code in asked[name]
            if (kind, code) not in known
        ]
        if errors:
            raise BadParameters(errors)
    return asked


def _known(kinds: Iterable[str], codes: Iterable[str]) -> set[tuple[str, str]]:
    """Those of these codes under which an edition was ever recorded."""
    editions = Edition.objects.filter(kind__in=kinds, uid__in=codes)
    return set(editions.order_by().values_list("kind", "uid").distinct())


def _refused(name: str, kind: str, code: str) -> dict[str, str]:
    current = Edition.objects.filter(kind=kind, known_until=FOREVER, state=EditionState.PUBLISHED)
    public = {uid.casefold(): uid for uid in current.values_list("uid", flat=True).order_by("uid")}
    words = f"{name}: no {kind} “{code}” is public, or ever was."
    for near in get_close_matches(code.casefold(), public, n=1):
        return {"parameter": name, "detail": f"{words} Did you mean “{public[near]}”?", "nearest": public[near]}
    if 0 < len(public) <= _FEW:
        return {"parameter": name, "detail": f"{words} There are: {', '.join(public.values())}."}
    return {"parameter": name, "detail": f"{words} The list of {_PLURAL[kind]} has all."}
