"""How targets stand on a day: what all cases together make of them, as a condition and for a page of targets."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from sanctions.models import PublishedPeriod, PublishedTerm
from sanctions.reading import statements
from sanctions.reading.snapshot import Snapshot

DESIGNATING = ("designated", "listed", "specified", "identified", "determined")
"""Kinds of case that name their target; a bilateral or sectoral measure designates nobody."""
BINDING = ("in_force", "suspended")
"""Statuses in which a measure stands."""
_PROMISED = ("proposed", "announced", "pending")
_ENDED = ("ended", "abandoned")


def held(snapshot: Snapshot) -> QuerySet[PublishedPeriod]:
    """The periods that may hold on the day."""
    return PublishedPeriod.objects.filter(snapshot.visible(), snapshot.possible())


def of_measures(periods: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """By the uid of a measure, what held of it, from the periods that may hold on the day in the order of time.

    Where several are possible the last to have begun is named, and none is certain.
    """
    return {
        uid: {
            "status": rows[-1]["status"],
            "certain": len(rows) == 1 and rows[0]["certain"],
            "possible": list(dict.fromkeys(row["status"] for row in rows)),
        }
        for uid, rows in grouped("uid", periods).items()
    }


def grouped(column: str, periods: Iterable[dict[str, Any]]) -> dict[Any, list[dict[str, Any]]]:
    """The periods by their value in a column."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in periods:
        found.setdefault(row[column], []).append(row)
    return found


def stands(wanted: Iterable[str], snapshot: Snapshot) -> Q:
    """Targets that stand in one of these ways on the day, as a condition on their editions."""
    now = held(snapshot)
    binding = now.filter(status__in=BINDING)
    tests = {
        "designated": Q(uid__in=binding.filter(kind__in=DESIGNATING).values("target")),
        "announced": Q(uid__in=now.filter(status__in=_PROMISED).values("target")),
        "affected": Q(uid__in=binding.exclude(kind__in=DESIGNATING).values("target")) | Q(Exists(_touching(snapshot))),
        "formerly": Q(uid__in=now.filter(status__in=_ENDED).values("target")),
    }
    condition, before = Q(pk__in=[]), Q()
    for name, test in tests.items():
        if name in wanted:
            condition |= test & before
        before &= ~test
    return condition | before if "related" in wanted else condition


def is_not_merely_related(snapshot: Snapshot) -> RawSQL:
    """Targets with a case that may have begun by the day, or touched by one, as a condition on their editions.

    Every list of targets asks this of each row until its page is full, so it is written in SQL.
    """
    return RawSQL(*statements.with_a_case(snapshot), output_field=BooleanField())  # noqa: S611  # values are passed apart


def of_targets(uids: Iterable[str], periods: list[dict[str, Any]], snapshot: Snapshot) -> dict[str, tuple[str, bool]]:
    """By the uid of a target, how it stands on the day and whether that is certain, given the periods of its cases.

    It is certain where some measure makes it so in every reading of the dates.
    """
    found: dict[str, tuple[str, bool]] = {}
    by_target = grouped("target", periods)
    for uid, own in by_target.items():
        for standing, makes_it_so in _TESTS.items():
            if rows := [row for row in own if makes_it_so(row)]:
                found[uid] = (standing, _certain(rows, own))
                break
    open_ = [uid for uid in uids if found.get(uid, ("formerly",))[0] == "formerly"]
    touched = _touched(open_, snapshot) if open_ else {}
    found |= {uid: ("affected", certain) for uid, certain in touched.items()}
    return {uid: found.get(uid, ("related", True)) for uid in uids}


_TESTS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "designated": lambda row: row["status"] in BINDING and row["kind"] in DESIGNATING,
    "announced": lambda row: row["status"] in _PROMISED,
    "affected": lambda row: row["status"] in BINDING,
    "formerly": lambda row: row["status"] in _ENDED,
}


def _certain(rows: list[dict[str, Any]], own: list[dict[str, Any]]) -> bool:
    """Whether one of the measures that make it so has begun, and has no other status that it may have instead."""
    possible = grouped("uid", own)
    return any(len(alike) == len(possible[uid]) and alike[0]["begun"] for uid, alike in grouped("uid", rows).items())


def _touched(uids: list[str], snapshot: Snapshot) -> dict[str, bool]:
    """Those of these targets that a case against another touches on the day, and whether it certainly does."""
    rows = (
        held(snapshot)
        .filter(status__in=statements.TOUCHING, edition__terms__field="affected", edition__terms__normalised__in=uids)
        .values_list("edition__terms__normalised", "from_latest", "until_earliest")
    )
    found: dict[str, bool] = {}
    for uid, begun, ends in rows:
        found[uid] = found.get(uid, False) or begun <= snapshot.as_of < ends
    return found


def _touching(snapshot: Snapshot) -> QuerySet[PublishedTerm]:
    begun = held(snapshot).filter(status__in=statements.TOUCHING, edition=OuterRef("edition"))
    return PublishedTerm.objects.filter(Exists(begun), field="affected", normalised=OuterRef("uid"))
