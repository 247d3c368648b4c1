"""One way to write a document down, so that the same content always has the same digest."""

import hashlib
from typing import Any

import orjson


def written(document: dict[str, Any]) -> str:
    """Canonical JSON: UTF-8, sorted keys, no white space. Raises TypeError for a float: they have no one form."""
    _refuse_floats(document)
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS).decode()


def digest_of(text: str) -> str:
    """The SHA-256 of a text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _refuse_floats(value: Any) -> None:
    for inner in value.values() if type(value) is dict else value:
        kind = type(inner)
        if kind is dict or kind is list or kind is tuple:
            _refuse_floats(inner)
        elif kind is float:
            raise TypeError(f"{inner!r} is a float; write a decimal as text")
