"""The questions that every answer asks, written in SQL once: building them anew took most of an answer's time.

Names of columns and tables are our own; every value is passed apart.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import orjson
from django.db import connection

from sanctions.models import FOREVER
from sanctions.reading.snapshot import Snapshot

TOUCHING = ("announced", "pending", "in_force", "suspended")
"""Statuses in which a case touches those it names as affected: a mere proposal does not, nor does what has ended."""


class Held(NamedTuple):
    """A period that may hold on the day: whether it had certainly `begun`, and whether it is `certain` that it held."""

    uid: str
    sanction: str
    target: str
    measure: int
    kind: str
    status: str
    begun: bool
    certain: bool


class Case(NamedTuple):
    """The published document of a case, and the uids it names."""

    uid: str
    target: str
    refs: str
    document: str


class Label(NamedTuple):
    """What a published record is, and what it is called."""

    uid: str
    record: str
    label: str


class Found(NamedTuple):
    """The edition that stands under a uid."""

    id: int
    uid: str
    state: str
    refs: str
    document: str


_PERIODS = (
    "uid, sanction, target, measure_id, kind, status, from_latest <= %s, from_latest <= %s AND until_earliest > %s"
)
_CASES = "uid, parent, refs, coalesce(served, document)"
_LABELS = "uid, kind, label"
_EDITION = "id, uid, state, refs, coalesce(served, document)"


def periods(column: str, values: Iterable[Any], snapshot: Snapshot) -> list[Held]:
    """The periods that may hold on the day, of measures with one of these values in a column; in the order of time."""
    day = connection.ops.adapt_datefield_value(snapshot.as_of)
    held = f"{_among(column)} AND from_earliest <= %s AND until_latest > %s"
    rows = _rows(
        (f"SELECT {_PERIODS} FROM sanctions_publishedperiod WHERE {held}", [day] * 3, [_list(values), day, day]),
        snapshot,
        order="from_earliest, id",
    )
    return list(map(Held._make, rows))


def cases(targets: Iterable[str], snapshot: Snapshot) -> list[Case]:
    """The cases against these targets, with their documents."""
    where = f"kind = 'sanction' AND state = 'published' AND {_among('parent')}"
    rows = _rows(
        (f"SELECT {_CASES} FROM sanctions_edition WHERE {where}", [], [_list(targets)]), snapshot, order="label, uid"
    )
    return list(map(Case._make, rows))


def labels(uids: Iterable[str], snapshot: Snapshot) -> list[Label]:
    """The kind and label of each of these records that is published."""
    where = f"state = 'published' AND {_among('uid')}"
    rows = _rows((f"SELECT {_LABELS} FROM sanctions_edition WHERE {where}", [], [_list(uids)]), snapshot, order="uid")
    return list(map(Label._make, rows))


def edition(kind: str, uid: str, snapshot: Snapshot) -> Found | None:
    """What stands under a uid."""
    rows = _rows(
        (f"SELECT {_EDITION} FROM sanctions_edition WHERE kind = %s AND uid = %s", [], [kind, uid]),
        snapshot,
        order="number",
    )
    return Found._make(rows[-1]) if rows else None


def with_a_case(snapshot: Snapshot) -> tuple[str, list[Any]]:
    """A condition on `sanctions_edition`: a case against the target, or touching it, may have begun by the day."""
    visible, moments = _visible(snapshot)
    day = connection.ops.adapt_datefield_value(snapshot.as_of)
    held = f"SELECT 1 FROM sanctions_publishedperiod WHERE {visible} AND from_earliest <= %s AND until_latest > %s"
    given = [*moments, day, day]
    return (
        f"(EXISTS ({held} AND target = sanctions_edition.uid) OR EXISTS (SELECT 1 FROM sanctions_publishedterm t "
        "WHERE t.field = 'affected' AND t.normalised = sanctions_edition.uid "
        f"AND EXISTS ({held} AND status IN {TOUCHING} "
        "AND edition_id = t.edition_id)))",
        [*given, *given],
    )


def _among(column: str) -> str:
    """A condition that a column holds one of the values in a list: one place, so that the statement is always the same.

    A statement with a place for each value takes longer to prepare than to answer.
    """
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s)"
    return f"{column} IN (SELECT value FROM json_each(%s))"


def _list(values: Iterable[Any]) -> Any:
    """The values for the place in `_among`."""
    return list(values) if connection.vendor == "postgresql" else orjson.dumps(list(values)).decode()


Given = tuple[str, Sequence[Any], Sequence[Any]]
"""A statement up to its last condition, the values of its places in the columns, and of those in the conditions."""


def _rows(statement: Given, snapshot: Snapshot, *, order: str) -> list[tuple[Any, ...]]:
    visible, moments = _visible(snapshot)
    sql, columns, conditions = statement
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} AND {visible} ORDER BY {order}", [*columns, *conditions, *moments])
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _visible(snapshot: Snapshot) -> tuple[str, list[Any]]:
    """`Snapshot.visible`, in SQL."""
    if snapshot.current:
        return "known_until = %s", [_moment(FOREVER)]
    moments = [_moment(snapshot.known_at), _moment(snapshot.recorded_at)]
    return "known_from <= %s AND recorded_from <= %s AND (known_until > %s OR recorded_until > %s)", [
        *moments,
        *moments,
    ]


def _moment(moment: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
