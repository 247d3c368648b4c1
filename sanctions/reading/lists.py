"""The official lists that are followed: how fresh each is, what its releases held, and its entries as printed."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Max, Min, QuerySet

from sanctions.models import Entry, OfficialList, Release, ReleaseState
from sanctions.reading.answers import Asked, NotFound
from sanctions.reading.keyset import Cursor, page, position, question
from sanctions.reading.parameters import USUAL

_PUBLIC = (ReleaseState.PROMOTED, ReleaseState.HELD, ReleaseState.LET_THROUGH, ReleaseState.REJECTED)
"""States of releases that readers are told of: what is only being read is nobody's yet."""
_RELEASE_ORDER = ("dated", "pk")
_ENTRY_ORDER = ("reference", "pk")
_FOUND = re.compile(
    r"(it has|it is of|its files were public on|it cannot be read:|\d+ of its|records that differ bear one reference:"
    r"|the programme .+ is gone, under which \d+|[\w.]+ is filled in \d+ %) [^“]*\Z"
)
"""What the guards find of a release (`reconcile.guards`): it speaks of numbers, and names nobody."""
_NOT_PUBLIC = "it names a record that is not public."
"""What readers are told of any other reason: editors are told the record's name."""
_NOT_READ = "it cannot be read."
"""And of files that could not be read, where the reason quotes them."""


def freshness() -> dict[str, dict[str, Any]]:
    """How fresh each list is, by its code: the day of its last public release, when its keeper was last asked in vain
    or not. Asked for every answer, so in plain SQL.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.uid, max(r.dated), l.checked_at, l.failed_at FROM sanctions_officiallist l "
            "LEFT JOIN sanctions_release r ON r.official_list_id = l.id AND r.state = 'promoted' "
            "GROUP BY l.uid, l.checked_at, l.failed_at "
            "HAVING max(r.dated) IS NOT NULL OR l.failed_at IS NOT NULL ORDER BY l.uid"
        )
        return {
            code: {"dated": str(dated) if dated else None, "checked_at": _moment(checked), "failed_at": _moment(failed)}
            for code, dated, checked, failed in cursor.fetchall()
        }


def _moment(stored: datetime | None) -> datetime | None:
    """A moment as a database keeps it: in UTC, which SQLite does not say."""
    return stored.replace(tzinfo=UTC) if stored else None


def lists() -> list[dict[str, Any]]:
    """Every list that is followed, with how far its coverage reaches."""
    return _told(OfficialList.objects.all())


def one(code: str) -> dict[str, Any]:
    """One list. Raises NotFound."""
    found = _told(OfficialList.objects.filter(uid=code))
    if not found:
        raise NotFound
    return found[0]


def _told(rows: QuerySet[OfficialList]) -> list[dict[str, Any]]:
    public = Release.objects.filter(state=ReleaseState.PROMOTED).order_by("official_list")
    ends: dict[int, dict[str, Any]] = {
        row["official_list"]: dict(row)
        for row in public.values("official_list").annotate(first=Min("dated"), last=Max("dated"))
    }
    held = set(
        Release.objects.filter(state__in=(ReleaseState.HELD, ReleaseState.LET_THROUGH)).values_list(
            "official_list", flat=True
        )
    )
    # The last of each list stays.
    counts = dict(public.order_by("official_list", "pk").values_list("official_list", "counts"))
    return [
        {
            "code": row.uid,
            "name": row.name,
            "authority": row.authority.uid,
            "namespace": row.namespace,
            "address": row.address,
            "licence": row.licence,
            "attribution": row.attribution,
            "covers_measures": row.covers_measures,
            "covers_kinds": row.covers_kinds,
            "raw_is_public": row.raw_is_public,
            "closed_on": row.closed_on or None,
            "succeeded_by": row.succeeded_by.uid if row.succeeded_by else None,
            "complete_since": ends.get(row.pk, {}).get("first"),
            "dated": ends.get(row.pk, {}).get("last"),
            "checked_at": row.checked_at,
            "failed_at": row.failed_at,
            "failed_because": row.failed_because,
            "counts": counts.get(row.pk, {}),
            "has_a_release_held": row.pk in held,
        }
        for row in rows.select_related("authority", "succeeded_by").order_by("uid")
    ]


def releases(code: str, asked: Asked) -> tuple[list[dict[str, Any]], str | None]:
    """The releases of a list, newest first, and the cursor of the next page. Raises NotFound."""
    of_list = _found(code)
    rows = Release.objects.filter(official_list=of_list, state__in=_PUBLIC)
    found, following = _paged(f"release {code}", rows, _RELEASE_ORDER, asked, newest_first=True)
    return [_release(row) for row in found], following


def _release(row: Release) -> dict[str, Any]:
    return {
        "dated": row.dated,
        "stood_until": row.stood_until,
        "received_at": row.received_at,
        "format": row.format,
        "sha256": row.sha256,
        "size": row.size,
        "state": row.state,
        "held_because": list(dict.fromkeys(_public(row, line) for line in row.held_because)),
        "counts": row.counts,
        "publication": row.publication_id,
    }


def _public(row: Release, line: str) -> str:
    if _FOUND.match(line):
        return line
    return _NOT_PUBLIC if row.format else _NOT_READ


def entries(code: str, asked: Asked) -> tuple[list[dict[str, Any]], str | None]:
    """The entries that stand in a list, by reference, and the cursor of the next page. Raises NotFound."""
    of_list = _found(code)
    rows = _standing(of_list)
    if "state" in asked:
        rows = rows.filter(state=asked["state"])
    found, following = _paged(f"entry {code}", rows, _ENTRY_ORDER, asked)
    return [_entry(row, of_list) for row in found], following


def entry(code: str, reference: str) -> list[dict[str, Any]]:
    """An entry as it stands and as it stood before, newest first. Raises NotFound."""
    of_list = _found(code)
    rows = _promoted(Entry.objects.filter(official_list=of_list, reference=reference)).order_by("-pk")
    found = [_entry(row, of_list) for row in rows]
    if not found:
        raise NotFound
    return found


def _standing(of_list: OfficialList) -> QuerySet[Entry]:
    """What stands in the last public release: an import that is at work is not told of before it is done."""
    rows = _promoted(Entry.objects.filter(official_list=of_list))
    return rows.exclude(gone__state=ReleaseState.PROMOTED)


def _promoted(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    return rows.filter(first__state=ReleaseState.PROMOTED).select_related("first", "gone", "sanction")


def _entry(row: Entry, of_list: OfficialList) -> dict[str, Any]:
    gone = row.gone if row.gone and row.gone.state == ReleaseState.PROMOTED else None
    return {
        "reference": row.reference,
        "label": row.label,
        "kind": row.kind,
        "state": row.state,
        "field": row.field,
        "reason": row.reason,
        "first_seen": row.first.dated,
        "gone": gone.dated if gone else None,
        "sanction": row.sanction.uid if row.sanction else None,
        "digest": row.digest,
        "unread": row.unread if of_list.raw_is_public else [],
        "problems": row.problems,
        "raw": row.raw if of_list.raw_is_public else None,
    }


def _found(code: str) -> OfficialList:
    found: OfficialList | None = OfficialList.objects.filter(uid=code).first()
    if found is None:
        raise NotFound
    return found


def _paged(
    what: str, rows: QuerySet[Any], order: Iterable[str], asked: Asked, *, newest_first: bool = False
) -> tuple[list[Any], str | None]:
    bound, by, limit = question(what, asked), tuple(order), asked.get("limit", USUAL)
    cursor = Cursor.read(asked["cursor"], bound) if "cursor" in asked else None
    found = page(rows, by=by, descending=newest_first, after=cursor.after if cursor else None, limit=limit)
    following = Cursor(position(found[limit - 1], by), "", "", "").signed(bound) if len(found) > limit else None
    return found[:limit], following
