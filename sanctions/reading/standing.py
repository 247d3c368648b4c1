"""How targets stand on a day: what all cases together make of them, as a condition and for a page of targets."""

from collections.abc import Iterable
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
            "possible": [row["status"] for row in rows],
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
        "formerly": Q(uid__in=now.filter(status__in=_ENDED).values("target")),
        "affected": Q(uid__in=binding.exclude(kind__in=DESIGNATING).values("target")) | Q(Exists(_touching(snapshot))),
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
    """By the uid of a target, how it stands on the day and whether that is certain, given the periods of its cases."""
    found: dict[str, tuple[str, bool]] = {}
    by_target = grouped("target", periods)
    for uid in uids:
        own = by_target.get(uid, [])
        for standing, rows in (
            ("designated", [r for r in own if r["status"] in BINDING and r["kind"] in DESIGNATING]),
            ("announced", [r for r in own if r["status"] in _PROMISED]),
            ("formerly", [r for r in own if r["status"] in _ENDED]),
            ("affected", [r for r in own if r["status"] in BINDING]),
        ):
            if rows:
                found[uid] = (standing, any(row["certain"] for row in rows))
                break
    rest = [uid for uid in uids if uid not in found]
    if rest:
        begun = held(snapshot).filter(edition=OuterRef("edition"))
        touching = PublishedTerm.objects.filter(Exists(begun), field="affected", normalised__in=rest)
        affected = set(touching.values_list("normalised", flat=True))
        found.update((uid, ("affected" if uid in affected else "related", True)) for uid in rest)
    return found


def _touching(snapshot: Snapshot) -> QuerySet[PublishedTerm]:
    begun = held(snapshot).filter(edition=OuterRef("edition"))
    return PublishedTerm.objects.filter(Exists(begun), field="affected", normalised=OuterRef("uid"))
