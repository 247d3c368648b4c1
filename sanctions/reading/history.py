"""What was published when: the editions of a record, and everything in the order of publication."""

from typing import Any

import orjson

from sanctions.models import FOREVER, Edition, EditionState
from sanctions.reading.answers import Asked, Item, NoLongerThere, NotFound
from sanctions.reading.keyset import Cursor, page, position, question
from sanctions.reading.labels import included
from sanctions.reading.parameters import USUAL
from sanctions.reading.snapshot import Snapshot

_ORDER = ("publication_id", "pk")
"""Not by key alone: what a large publication prepared in advance is older than it is public."""


def editions(kind: str, uid: str) -> list[dict[str, Any]]:
    """Every edition of a record, newest first, without its document. Raises NotFound."""
    rows = Edition.objects.filter(kind=kind, uid=uid).order_by("-number").select_related("publication")
    found = [_summary(row) for row in rows]
    if not found:
        raise NotFound
    return found


def edition(kind: str, uid: str, number: int, snapshot: Snapshot) -> Item:
    """One edition, with its document as it reads in today's shape. Raises NotFound, or NoLongerThere where erased."""
    row = Edition.objects.filter(kind=kind, uid=uid, number=number).select_related("publication").first()
    if row is None:
        raise NotFound
    if row.state != EditionState.PUBLISHED:
        raise NoLongerThere(row)
    head = orjson.dumps(_summary(row), option=orjson.OPT_UTC_Z).decode()
    return Item(f'{head[:-1]},"document":{row.served or row.document}}}', snapshot, included([row.refs], snapshot))


def _summary(row: Edition) -> dict[str, Any]:
    assert row.publication  # only a pending edition has none
    return {
        "uid": row.uid,
        "record": row.kind,
        "number": row.number,
        "label": row.label,
        "state": row.state,
        "publication": row.publication_id,
        "cause": row.publication.cause,
        "known_from": row.known_from,
        "known_until": None if row.known_until == FOREVER else row.known_until,
        "recorded_at": row.recorded_from,
        "digest": row.digest,
        "kind": row.step or None,
        "because": row.because,
        "moved_to": row.moved_to or None,
        "changes": orjson.Fragment(row.changes),
    }


def changes(asked: Asked) -> tuple[list[dict[str, Any]], str | None]:
    """Editions in the order of publication, each with what changed; and the cursor of the next page."""
    bound = question("change", asked)
    cursor = Cursor.read(asked["cursor"], bound) if "cursor" in asked else None
    limit = asked.get("limit", USUAL)
    rows = Edition.objects.select_related("publication")
    if "since" in asked:
        rows = rows.filter(publication__gt=asked["since"])
    if "record" in asked:
        rows = rows.filter(kind=asked["record"])
    if "uid" in asked:
        rows = rows.filter(uid__in=asked["uid"])
    if "kind" in asked:
        rows = rows.filter(step=asked["kind"])
    if "list" in asked:
        rows = rows.filter(publication__layer__in=asked["list"])
    found = page(rows, by=_ORDER, descending=False, after=cursor.after if cursor else None, limit=limit)
    following = None
    if len(found) > limit:
        following = Cursor(position(found[limit - 1], _ORDER), "", "", "").signed(bound)
    return [_summary(row) for row in found[:limit]], following
