"""Measures that editors entered before the list did: of the same type, in the same case, and so the same measure.

What the list says of its own ending or return holds of them too, in the layer of the list: what an editor entered
stays as it is. Else a freeze would stand in public for ever, because the list could end only its own record of it.
"""

from collections.abc import Collection, Iterator
from typing import Any

from articles.models import DESK, Among
from sanctions.lists.catalogue import Listing
from sanctions.models import Event, Measure
from sanctions.reconcile import facts
from sanctions.reconcile.facts import Values
from sanctions.reconcile.lives import BEGINNINGS, ENDINGS, Life, lives

_TOLD = ("kind", "done_on", "done_basis", "entry", "act_id")


def steps(listing: Listing, cases: Collection[int]) -> Iterator[Values]:
    """The events that editors' measures in these cases lack: each list measure of their type has ended, or one is back.

    To be asked once the events of the list's own measures are written.
    """
    rows = Measure.objects.filter(sanction__in=Among(cases), layer=DESK)
    theirs: list[tuple[int, str, int, str]] = list(rows.values_list("pk", "uid", "sanction_id", "type"))
    if not theirs:
        return
    own = lives(listing, {case for _, _, case, _ in theirs})
    said = _said(
        listing, [*(pk for pk, *_ in theirs), *(life.measure for one in own.values() for life in one.values())]
    )
    for pk, uid, case, type_ in theirs:
        beside = [life for life in own.get(case, {}).values() if life.says[0] == type_]
        if not beside:
            continue
        followed = Life(pk, "", begun=1)
        for event in said.get(pk, ()):
            followed.step(0, event["kind"], event["done_on"])
        is_open = any(life.open for life in beside)
        if is_open == followed.open:
            continue
        kinds, step, number = (BEGINNINGS, "begin", followed.begun) if is_open else (ENDINGS, "end", followed.endings)
        told = [event for life in beside for event in said[life.measure] if event["kind"] in kinds]
        last = max(told, key=lambda event: int(event["pk"]))  # whichever of the list's measures it is of
        yield {
            **{name: last[name] for name in _TOLD},
            "uid": facts.event_uid(listing, uid, step, number),
            "layer": listing.code,
            "sanction_id": case,
            "measure_id": pk,
        }


def _said(listing: Listing, measures: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """What the list says of these measures, in the order in which it did."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = Event.objects.filter(measure__in=Among(measures), layer=listing.code, kind__in=(*BEGINNINGS, *ENDINGS))
    for row in rows.order_by("pk").values("pk", "measure_id", *_TOLD):
        found.setdefault(row.pop("measure_id"), []).append(row)
    return found
