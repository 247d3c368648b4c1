"""How targets stand on a day: what all cases together make of them, as a condition and for a page of targets."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from sanctions.models import PublishedPeriod, PublishedTerm
from sanctions.reading import statements
from sanctions.reading.snapshot import Snapshot
from sanctions.reading.statements import Held
from sanctions.vocabulary.sanction_kind import SANCTION_KINDS
from sanctions.vocabulary.status import STATUSES

DESIGNATING = ("designated", "listed", "specified", "identified", "determined")
"""Kinds of case that name their target; a bilateral or sectoral measure designates nobody."""
BINDING = ("in_force", "suspended")
"""Statuses in which a measure stands."""
_PROMISED = ("proposed", "announced", "pending")
_ENDED = ("ended", "abandoned")


def held(snapshot: Snapshot) -> QuerySet[PublishedPeriod]:
    """The periods that may hold on the day."""
    return PublishedPeriod.objects.filter(snapshot.visible(), snapshot.possible())


def of_measures(periods: Iterable[Held]) -> dict[str, dict[str, Any]]:
    """By the uid of a measure, what held of it, from the periods that may hold on the day in the order of time.

    Where several are possible the last to have begun is named, and none is certain.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in periods:
        if (state := found.get(row.uid)) is None:
            found[row.uid] = {"status": row.status, "certain": bool(row.certain), "possible": [row.status]}
            continue
        state["status"], state["certain"] = row.status, False
        if row.status not in state["possible"]:
            state["possible"].append(row.status)
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


def of_targets(periods: Mapping[str, Collection[Held]], snapshot: Snapshot) -> dict[str, tuple[str, bool]]:
    """By the uid of a target, how it stands on the day and whether that is certain, given the periods of its cases.

    It is certain where some measure makes it so in every reading of the dates.
    """
    found = {uid: _standing(own) for uid, own in periods.items()}
    open_ = [uid for uid, (standing, _) in found.items() if standing in ("formerly", "related")]
    if open_:
        found |= {uid: ("affected", certain) for uid, certain in _touched(open_, snapshot).items()}
    return found


def _standing(own: Collection[Held]) -> tuple[str, bool]:
    strongest = min((_RANKS[row.status, row.kind] for row in own), default=None)
    if strongest is None:
        return "related", True
    certain: dict[str, bool] = {}
    for row in own:  # a measure that may have another status instead makes nothing certain
        makes_it_so = _RANKS[row.status, row.kind] == strongest
        certain[row.uid] = certain.get(row.uid, bool(row.begun)) and makes_it_so
    return _STANDINGS[strongest], any(certain.values())


_STANDINGS = ("designated", "announced", "affected", "formerly")
"""What the cases against a target can make of it, the strongest first."""


def _rank(status: str, kind: str) -> int:
    if status in BINDING:
        return _STANDINGS.index("designated" if kind in DESIGNATING else "affected")
    return _STANDINGS.index("announced" if status in _PROMISED else "formerly")


_RANKS = {(status, kind): _rank(status, kind) for status in STATUSES for kind in SANCTION_KINDS}


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
