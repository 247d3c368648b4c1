"""Many rows of one table at once: a release makes hundreds of thousands, and an object for each would take longest."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

import orjson
from django.db import connection
from django.db.models import Field, Model

_BATCH = 5_000
_PLAIN = frozenset({str, int, bool, type(None)})
"""Types that every database takes as they are."""


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows of a table, given by the names of their fields and the values in the same order."""
    names = ", ".join(_column(model, name) for name in columns)
    places = ", ".join(["%s"] * len(columns))
    _execute(f"INSERT INTO {_table(model)} ({names}) VALUES ({places})", rows)  # noqa: S608  # our own names


def update(model: type[Model], column: str, rows: Iterable[tuple[Any, Any]]) -> None:
    """Writes one field of rows of a table, each given by its new value and its primary key."""
    _execute(f"UPDATE {_table(model)} SET {_column(model, column)} = %s WHERE {_column(model, 'pk')} = %s", rows)  # noqa: S608


def reserve(model: type[Model], number: int) -> list[int]:
    """Primary keys for so many new rows of a table. Only within a transaction that writes: SQLite has one at a time."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, number],
            )
            return [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        last: int = (cursor.fetchone() or (0,))[0]
    return list(range(last + 1, last + 1 + number))


def _execute(statement: str, rows: Iterable[Sequence[Any]]) -> None:
    adapted = ([value if type(value) in _PLAIN else _adapted(value) for value in row] for row in rows)
    with connection.cursor() as cursor:
        while batch := list(islice(adapted, _BATCH)):
            cursor.executemany(statement, batch)


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _column(model: type[Model], name: str) -> str:
    found = model._meta.pk if name == "pk" else model._meta.get_field(name)
    assert isinstance(found, Field)
    assert found.column
    return connection.ops.quote_name(found.column)


def _adapted(value: Any) -> Any:
    """A value as the database takes it."""
    if isinstance(value, date):
        return _day_or_moment(value)
    return orjson.dumps(value).decode() if isinstance(value, list | dict) else value


@lru_cache(maxsize=4_096)  # one publication has a few days and moments, thousands of times each
def _day_or_moment(value: date) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value)
