"""Rows of the desk as plain values: a release makes hundreds of thousands, too many to make an object of each."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.db.models import NOT_PROVIDED, Model

from sanctions.publishing.rows import insert


def add(table: type[Model], rows: Iterable[Mapping[str, Any]], *, keyed: bool = False) -> None:
    """Writes new rows of a table. Columns that a row leaves out have their defaults, derived ones what they say.

    `keyed` rows bring their own primary key (`sanctions.publishing.rows.reserve`).
    """
    names, fill = _columns(table, keyed)
    insert(table, names, map(fill, rows))


@cache
def _columns(table: type[Model], keyed: bool) -> tuple[tuple[str, ...], Callable[[Mapping[str, Any]], list[Any]]]:
    fields = [field for field in table._meta.concrete_fields if keyed or not field.primary_key]
    defaults = {field.attname: _default(field) for field in fields}
    derived = [(field.attname, derive) for field in fields if (derive := getattr(field, "derive", None))]
    names = tuple(defaults)

    def fill(row: Mapping[str, Any]) -> list[Any]:
        values = {**defaults, **row}
        for name, derive in derived:
            values[name] = derive(SimpleNamespace(**values))
        return [values[name] for name in names]

    return names, fill


def _default(field: Any) -> Any:
    if field.default is not NOT_PROVIDED:
        return field.default() if callable(field.default) else field.default
    return None if field.null else ""
