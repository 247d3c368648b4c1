"""The public shape of documents, and how a document of an older shape reads in today's."""

from collections.abc import Callable, Mapping
from typing import Any

SHAPE = 1
"""Today's public shape. A change of shape adds one here, and to UPGRADES the step that leads to it."""

UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""By the shape it starts from: a pure step to the next shape, which takes and returns a document of any kind."""


def upgrade(document: dict[str, Any], shape: int, to: int | None = None) -> dict[str, Any]:
    """The same content in a newer shape. Raises LookupError where no step leads there."""
    for step in range(shape, SHAPE if to is None else to):
        if step not in UPGRADES:
            raise LookupError(f"no step leads from public shape {step} to {step + 1}")
        document = UPGRADES[step](document)
    return document
