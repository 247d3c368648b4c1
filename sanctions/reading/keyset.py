"""Paging that neither skips nor repeats: each page begins after the last row of the one before.

Rows are compared as one value, `(a, b) > (x, y)`, which SQLite and PostgreSQL answer from an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from django.core.signing import BadSignature, Signer
from django.db.models import BooleanField, Func, QuerySet

from sanctions.reading.parameters import BadParameters

_SALT = "interdict.cursor"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after a row, in a snapshot, for one question."""

    after: list[Any]
    as_of: str
    known_at: str
    recorded_at: str

    def signed(self, question: str) -> str:
        """The cursor as readers pass it back; the same cursor always reads the same."""
        return Signer(salt=_SALT).sign_object(
            [self.after, self.as_of, self.known_at, self.recorded_at, question], compress=True
        )

    @classmethod
    def read(cls, text: str, question: str) -> "Cursor":
        """The cursor in a parameter. Raises BadParameters where it is forged, or belongs to another question."""
        try:
            after, as_of, known_at, recorded_at, asked = Signer(salt=_SALT).unsign_object(text)
        except (BadSignature, ValueError, TypeError):
            raise BadParameters(
                [{"parameter": "cursor", "detail": "cursor: is not one that we gave. Follow `next` as it stands."}]
            ) from None
        if asked != question:
            raise BadParameters(
                [
                    {
                        "parameter": "cursor",
                        "detail": "cursor: belongs to a question with other parameters. Begin again without it.",
                    }
                ]
            )
        return cls(after, as_of, known_at, recorded_at)


class _Beyond(Func):
    """Rows that come after a place in an order, written `(a, b) > (x, y)`.

    Django's own tuple lookups fall back on `a > x OR (a = x AND b > y)` on SQLite, which scans; SQLite has compared
    row values from an index since 3.15 (https://sqlite.org/rowvalue.html).
    """

    output_field = BooleanField()

    def __init__(self, columns: Sequence[str], values: Sequence[Any], operator: str) -> None:
        self.values, self.operator = values, operator
        super().__init__(*columns)

    def as_sql(  # type: ignore[override]
        self, compiler: Any, connection: Any, **context: Any
    ) -> tuple[str, list[Any]]:
        """The comparison, with each value as its column's field stores it."""
        columns, params = [], []
        for expression, value in zip(self.source_expressions, self.values, strict=True):
            sql, _ = compiler.compile(expression)
            field = expression.output_field
            columns.append(sql)
            params.append(field.get_db_prep_value(field.to_python(value), connection))
        places = ", ".join(["%s"] * len(params))
        return f"({', '.join(columns)}) {self.operator} ({places})", params


def page(rows: QuerySet[Any], *, by: Sequence[str], descending: bool, after: list[Any] | None, limit: int) -> list[Any]:
    """Up to `limit` + 1 rows in the order of these columns, the last of which is unique; begins after that row."""
    if after is not None:
        rows = rows.filter(_Beyond(by, after, "<" if descending else ">"))
    return list(rows.order_by(*(f"-{column}" if descending else column for column in by))[: limit + 1])


def position(row: Any, by: Sequence[str]) -> list[Any]:
    """The place of a row in that order, as a cursor keeps it."""
    return [_kept(row[column] if isinstance(row, dict) else getattr(row, column)) for column in by]


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def question(resource: str, asked: dict[str, Any]) -> str:
    """What a cursor is bound to: the resource, and all that is asked but where and how much to read."""
    own = {name: value for name, value in asked.items() if name not in ("cursor", "limit", "count")}
    return f"{resource} {orjson.dumps(own, option=orjson.OPT_SORT_KEYS).decode()}"
