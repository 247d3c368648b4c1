"""The questions that every answer asks, written in SQL once: building them anew took most of an answer's time.

Names of columns and tables are our own; every value is passed apart.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from sanctions.models import FOREVER
from sanctions.reading.snapshot import Snapshot

Row = dict[str, Any]
_MOST = 500
"""Values in one IN: SQLite and PostgreSQL both plan this many well."""

TOUCHING = ("announced", "pending", "in_force", "suspended")
"""Statuses in which a case touches those it names as affected: a mere proposal does not, nor does what has ended."""
_PERIODS = (
    "uid, sanction, target, kind, status, from_latest <= %s AS begun, "
    "(from_latest <= %s AND until_earliest > %s) AS certain"
)
_CASES = "uid, parent, refs, document, served"
_LABELS = "uid, kind, label"
_EDITION = "id, uid, state, refs, document, served"


def periods(column: str, values: Iterable[Any], snapshot: Snapshot) -> list[Row]:
    """The periods that may hold on the day, of measures with one of these values in a column; in the order of time.

    Each says whether it had certainly `begun`, and whether it is `certain` that it held.
    """
    day = connection.ops.adapt_datefield_value(snapshot.as_of)
    found = _rows(
        (_PERIODS, [day, day, day]),
        "sanctions_publishedperiod",
        (column, values),
        snapshot,
        ("from_earliest <= %s AND until_latest > %s", [day, day]),
        order="from_earliest, id",
    )
    for row in found:
        row["certain"] = bool(row["certain"])  # SQLite has no booleans
    return found


def cases(targets: Iterable[str], snapshot: Snapshot) -> list[Row]:
    """The cases against these targets, with their documents."""
    where = "kind = 'sanction' AND state = 'published'"
    return _rows((_CASES, []), "sanctions_edition", ("parent", targets), snapshot, (where, []), order="label, uid")


def labels(uids: Iterable[str], snapshot: Snapshot) -> list[Row]:
    """The kind and label of each of these records that is published."""
    return _rows((_LABELS, []), "sanctions_edition", ("uid", uids), snapshot, ("state = 'published'", []), order="uid")


def edition(kind: str, uid: str, snapshot: Snapshot) -> Row | None:
    """What stands under a uid."""
    found = _rows((_EDITION, []), "sanctions_edition", ("uid", [uid]), snapshot, ("kind = %s", [kind]), order="number")
    return found[-1] if found else None


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


Given = tuple[str, Sequence[Any]]
"""A piece of SQL, and the values of its places."""


def _rows(
    select: Given, table: str, among: tuple[str, Iterable[Any]], snapshot: Snapshot, where: Given, *, order: str
) -> list[Row]:
    visible, moments = _visible(snapshot)
    (columns, first), (column, values), (condition, given) = select, among, where
    wanted, found = list(values), []
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), _MOST):
            chunk = wanted[start : start + _MOST]
            cursor.execute(
                f"SELECT {columns} FROM {table} WHERE {visible} AND {condition} "
                f"AND {column} IN ({', '.join(['%s'] * len(chunk))}) ORDER BY {order}",
                [*first, *moments, *given, *chunk],
            )
            names = [column[0] for column in cursor.description]
            found += [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
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
