"""What people decide of releases that were held, and importing those that they let through.

Saying that a release is right takes a moment, importing it may take minutes: so they are two steps, and the second is
taken by a command, or at once where it is short.
"""

from datetime import datetime
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from sanctions.models import Release, ReleaseState
from sanctions.reconcile import archive, guards, importing
from sanctions.reconcile.importing import Way

_BYTES, _CHANGES = 4 * 2**20, 200
"""What a page imports while somebody waits for it: some seconds."""


def let_through(row: Release, *, by: AbstractBaseUser, at: datetime, because: str) -> Release:
    """Records somebody's word that a held release is right. Raises ValueError where it is not held, or cannot be."""
    if reason := hindrance(row, at=at):
        raise ValueError(f"{row}: {reason}")
    return _decide(row, ReleaseState.LET_THROUGH, by, at, because)


def hindrance(row: Release, *, at: datetime) -> str:
    """Why a release can only be rejected; empty where it may be let through.

    What an older release says was overtaken by one that is public: written after it, it would end and begin again what
    has ended or begun since, before it did. After one of a day that is yet to come, every other would be older.
    """
    if row.format == importing.UNREAD:
        return "cannot be read, and can only be rejected."
    last = last_public(row.official_list.uid)
    if last is not None and row.dated < last.dated:
        return f"is older than what is public, of {last.dated}, and can only be rejected."
    if row.dated > at.date() + guards.AHEAD:
        return "is of a day that is yet to come, and can only be rejected until then."
    return ""


def reject(row: Release, *, by: AbstractBaseUser, at: datetime, because: str) -> Release:
    """Sets a held release aside for good. Raises ValueError where it is not held, or is written already."""
    if row.entries_begun.exists() or row.entries_gone.exists():
        raise ValueError(
            f"{row}: is written to the desk, and only what it names keeps it from being public. Mend that, and let it "
            "through; or import the next release of the list."
        )
    return _decide(row, ReleaseState.REJECTED, by, at, because)


def import_again(row: Release, *, at: datetime, folder: Path, way: Way | None = None) -> Release:
    """Reads a release from the archive and imports what is new: one let through, broken off, or decided about since.

    Held again where something new is suspect of it. Raises BusyError, RefusedError, OSError.
    """
    way = way or Way()
    parts = archive.gathered(folder / row.archived)
    examined = importing.examine(row.official_list.uid, parts, today=at.date(), as_at=row.dated, way=way)
    if examined.is_known:
        return row
    return importing.take_in(examined, by=row.decided_by, at=at, folder=folder, way=way)


def is_short(row: Release) -> bool:
    """Whether importing a release takes no longer than somebody waits for a page."""
    changes = sum(row.counts.get(name, 0) for name in ("added", "changed", "delisted", "relisted"))
    return row.size <= _BYTES and changes <= _CHANGES


def held(code: str = "") -> QuerySet[Release]:
    """Releases that wait for somebody's word, of one list or of all."""
    return _in_state(code, ReleaseState.HELD)


def to_import(code: str = "") -> QuerySet[Release]:
    """Releases that were let through or broken off half-way, and are to be imported, the oldest first."""
    return _in_state(code, ReleaseState.LET_THROUGH, ReleaseState.APPLYING).order_by("dated", "pk")


def last_public(code: str) -> Release | None:
    """The last release of a list that is public."""
    return _in_state(code, ReleaseState.PROMOTED).order_by("-dated", "-pk").first()


def advice(row: Release) -> str:
    """What to do about a held release, for whoever sits at a terminal."""
    code = row.official_list.uid
    return (
        f"Look at it on the desk (Releases, {row}), then let it through or reject it there, or with:\n"
        f"  manage.py release let-through {code} --by NAME --because WHY\n"
        f"  manage.py release reject {code} --by NAME --because WHY"
    )


def _in_state(code: str, *states: ReleaseState) -> QuerySet[Release]:
    rows = Release.objects.filter(state__in=states).select_related("official_list", "decided_by")
    return rows.filter(official_list__uid=code) if code else rows


def _decide(row: Release, state: ReleaseState, by: AbstractBaseUser, at: datetime, because: str) -> Release:
    if not because:
        raise ValueError("Say why: whoever reads this later must be able to follow.")
    said = {"decided_by": by, "decided_by_name": by.get_username(), "decided_at": at, "decided_because": because}
    # Of two people who decide at the same moment, the first has decided.
    decided = Release.objects.filter(pk=row.pk, state=ReleaseState.HELD).update(state=state, **said)
    row.refresh_from_db()
    if not decided:
        raise ValueError(f"{row}: is not held, but {row.get_state_display()}.")
    return row
