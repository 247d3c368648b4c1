"""Many rows of one table at once: a release makes hundreds of thousands, and an object for each would take longest."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

import orjson
from django.db import connection
from django.db.models import DateField, Field, JSONField, Model

_BATCH = 5_000
_MANY, _FEW = 256 * 1024, 2_000
"""Kibibytes of pages: https://www.sqlite.org/pragma.html#pragma_cache_size"""
_ADAPTED = (DateField, JSONField)  # and DateTimeField, which is a DateField


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows of a table, given by the names of their fields and the values in the same order."""
    names = ", ".join(_column(model, name) for name in columns)
    places = ", ".join(["%s"] * len(columns))
    _execute(f"INSERT INTO {_table(model)} ({names}) VALUES ({places})", model, columns, rows)  # noqa: S608  # our own names


def update(model: type[Model], column: str, rows: Iterable[tuple[Any, Any]]) -> None:
    """Writes one field of rows of a table, each given by its new value and its primary key."""
    sets = f"UPDATE {_table(model)} SET {_column(model, column)} = %s WHERE {_column(model, 'pk')} = %s"  # noqa: S608
    _execute(sets, model, (column, "pk"), rows)


@contextmanager
def in_bulk() -> Iterator[None]:
    """While so many rows are made, garbage is looked for rarely, and SQLite writes changed pages once, at the end.

    By default Python looks after every 700 new objects, and SQLite keeps 2 MB of pages.
    """
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 20)
    _keep_pages(_MANY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        _keep_pages(_FEW)


def weigh() -> None:
    """Has PostgreSQL look anew at what its tables hold: it plans by that, and does so by itself only after a while.

    https://www.postgresql.org/docs/current/populate.html#POPULATE-ANALYZE
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _keep_pages(kibibytes: int) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{kibibytes}")


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


def _execute(statement: str, model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    special = [place for place, name in enumerate(columns) if isinstance(_field(model, name), _ADAPTED)]
    left = iter(rows)
    with connection.cursor() as cursor:
        while batch := list(islice(left, _BATCH)):
            cursor.executemany(statement, [_adapted(row, special) for row in batch] if special else batch)


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _column(model: type[Model], name: str) -> str:
    column = _field(model, name).column
    assert column
    return connection.ops.quote_name(column)


def _field(model: type[Model], name: str) -> "Field[Any, Any]":
    found = model._meta.pk if name == "pk" else model._meta.get_field(name)
    assert isinstance(found, Field)
    return found


def _adapted(row: Sequence[Any], places: Iterable[int]) -> list[Any]:
    """A row as the database takes it: days, moments and JSON are written in its own way."""
    values = list(row)
    for place in places:
        if (value := values[place]) is not None:
            values[place] = _day_or_moment(value) if isinstance(value, date) else orjson.dumps(value).decode()
    return values


@lru_cache(maxsize=4_096)  # one publication has a few days and moments, thousands of times each
def _day_or_moment(value: date) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value)
