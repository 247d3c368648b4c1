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


def _refuse_floats(value: object) -> None:
    kind = type(value)
    if kind is dict:
        for inner in value.values():  # type: ignore[attr-defined]
            _refuse_floats(inner)
    elif kind is list or kind is tuple:
        for inner in value:  # type: ignore[attr-defined]
            _refuse_floats(inner)
    elif kind is float:
        raise TypeError(f"{value!r} is a float; write a decimal as text")
