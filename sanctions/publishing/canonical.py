"""One way to write a document down, so that the same content always has the same digest."""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson


def written(document: Mapping[str, Any]) -> str:
    """Canonical JSON: UTF-8, sorted keys, no white space. Raises TypeError for a float: they have no one form."""
    _refuse_floats(document)
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS).decode()


def digest_of(text: str) -> str:
    """The SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float; write a decimal as text")
    if isinstance(value, Mapping):
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)
