"""Membership in a long list of values, given to the database as one parameter."""

from collections.abc import Collection
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db.models import BigIntegerField, Expression, TextField


class Among(Expression):
    """The values on the right of `__in`, in one place of the statement: `filter(pk__in=Among(keys))`.

    However long the list, the statement is the same: no bound on its places need be kept to (SQLite has one of 32,766),
    and nothing is prepared value by value, which takes longer than the answer.
    """

    def __init__(self, values: Collection[int] | Collection[str]) -> None:
        is_number = all(type(value) is int for value in values)
        super().__init__(BigIntegerField() if is_number else TextField())
        self.values = orjson.dumps(list(values)).decode()

    def as_sqlite(self, *_: Any, **__: Any) -> tuple[str, list[str]]:
        """A table of the values."""
        return "(SELECT value FROM json_each(%s))", [self.values]

    def as_postgresql(self, *_: Any, **__: Any) -> tuple[str, list[str]]:
        """A table of the values, which are text until told otherwise."""
        if self.values == "[]":  # of which nobody can say whether it is one of numbers or of texts
            raise EmptyResultSet
        is_number = isinstance(self.output_field, BigIntegerField)
        return f"(SELECT value{'::bigint' if is_number else ''} FROM json_array_elements_text(%s))", [self.values]  # noqa: S608  # our own words
