"""The public shape of documents, and how a document of an older shape reads in today's."""

from collections.abc import Callable, Mapping
from typing import Any

SHAPE = 2
"""Today's public shape. A change of shape adds one here, and to UPGRADES the step that leads to it."""

_QUOTATIONS = ("sources", "passages")


def _with_exemptions_and_checks(document: dict[str, Any]) -> dict[str, Any]:
    """Cases and measures have exemptions, of which none were held before; quotations say whether they were checked."""
    if document["record"] == "sanction":
        measures = [{**measure, "exemptions": []} for measure in document["measures"]]
        document = {**document, "measures": measures, "exemptions": []}
    checked: dict[str, Any] = _checked(document)
    return checked


def _checked(part: Any, within: str = "") -> Any:
    if isinstance(part, list):
        return [_checked(one, within) for one in part]
    if not isinstance(part, dict):
        return part
    result = {key: _checked(value, key) for key, value in part.items()}
    return {**result, "checked_against_text": part["start"] is not None} if within in _QUOTATIONS else result


UPGRADES: Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _with_exemptions_and_checks}
"""By the shape it starts from: a pure step to the next shape, which takes and returns a document of any kind."""


def upgrade(document: dict[str, Any], shape: int, to: int | None = None) -> dict[str, Any]:
    """The same content in a newer shape. Raises LookupError where no step leads there."""
    for step in range(shape, SHAPE if to is None else to):
        if step not in UPGRADES:
            raise LookupError(f"no step leads from public shape {step} to {step + 1}")
        document = UPGRADES[step](document)
    return document
