"""What is dear to make and read by many tests: made once in a process, and put back as rows wherever it is wanted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from sanctions.models import Publication

T = TypeVar("T")

TABLES = [
    model._meta.db_table
    for app in ("articles", "auth", "sanctions")
    for model in apps.get_app_config(app).get_models(include_auto_created=True)
    # Groups and what they may do are made with the database itself, and made anew under other keys when it is emptied.
    if app != "auth" or model._meta.model_name == "user"
]


@contextmanager
def for_a_while(blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database that tests share; whatever comes into it meanwhile is gone afterwards."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Kept(Generic[T]):
    """Something that was made in a database, with all rows that were there then."""

    made: T
    rows: dict[str, list[tuple[Any, ...]]]

    @classmethod
    def of(cls, make: Callable[[], T], blocker: DjangoDbBlocker) -> "Kept[T]":
        """Makes it in a database without publications, and takes it out again."""
        with for_a_while(blocker):
            assert not Publication.objects.exists()
            made, rows = make(), {}
            with connection.cursor() as cursor:
                for table in TABLES:
                    cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 (names of our own tables)
                    rows[table] = cursor.fetchall()
            return cls(made, rows)

    def put_back(self) -> None:
        """Has all rows where they were."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.rows.items():
                if rows:
                    values = ", ".join(["%s"] * len(rows[0]))
                    cursor.execute(f"DELETE FROM {table}")  # noqa: S608
                    cursor.executemany(f"INSERT INTO {table} VALUES ({values})", rows)  # noqa: S608
