"""Paging that neither skips nor repeats: each page begins after the last row of the one before.

Rows are compared as one value, `(a, b) > (x, y)`, which SQLite and PostgreSQL answer from an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from django.core.signing import BadSignature, Signer
from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

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


def page(rows: QuerySet[Any], *, by: Sequence[str], descending: bool, after: list[Any] | None, limit: int) -> list[Any]:
    """Up to `limit` + 1 rows in the order of these columns, the last of which is unique; begins after that row."""
    if after is not None:
        lookup = TupleLessThan if descending else TupleGreaterThan
        rows = rows.filter(lookup(Tuple(*map(F, by)), tuple(after)))
    return list(rows.order_by(*(f"-{column}" if descending else column for column in by))[: limit + 1])


def position(row: Any, by: Sequence[str]) -> list[Any]:
    """The place of a row in that order, as a cursor keeps it."""
    return [_kept(row[column] if isinstance(row, dict) else getattr(row, column)) for column in by]


def _kept(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def question(asked: dict[str, Any]) -> str:
    """What a cursor is bound to: every parameter but those that only say where and how much to read."""
    own = {name: value for name, value in asked.items() if name not in ("cursor", "limit", "count")}
    return orjson.dumps(own, option=orjson.OPT_SORT_KEYS).decode()
