"""Importing a release of a list: staged, guarded, planned, applied in small chunks, made public in one short step."""

import os
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from articles.models import DESK
from sanctions.lists.catalogue import Listing, listing
from sanctions.lists.reading import Parts
from sanctions.models import (
    FOREVER,
    Edition,
    EditionState,
    Entry,
    EntryState,
    Release,
    ReleaseState,
    Sanction,
)
from sanctions.publishing import pending
from sanctions.publishing.publish import NotPublishable
from sanctions.reconcile import archive, guards
from sanctions.reconcile.apply import Applying
from sanctions.reconcile.grounds import Grounds, official_list
from sanctions.reconcile.places import numbers_of
from sanctions.reconcile.plan import Former, Plan, plan
from sanctions.reconcile.profile import Profile
from sanctions.reconcile.staging import Kept, Staged, stage

CHUNK, PAUSE = 200, 0.12
"""Entries written at once, and seconds in which editors may come in between (DESIGN §3)."""
_EXCLUSIVE = 2_000
_DEAD = timedelta(minutes=10)
"""After so long without a sign of life an import on another host is taken for killed, and may be taken over."""


class BusyError(Exception):
    """Another import of the same list is at work."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A release, read and weighed beside what the last one left; nothing is written."""

    listing: Listing
    parts: Parts
    staged: Staged
    plan: Plan
    findings: tuple[str, ...]
    dated: date
    sha256: str
    follows: int | None = None
    """The key of the last public release, beside which it was weighed."""
    is_known: bool = False
    """Whether its very files are public already."""

    @property
    def counts(self) -> dict[str, int]:
        """The numbers of the report."""
        return self.plan.counts(self.staged)


@dataclass(frozen=True, slots=True)
class Way:
    """How to go about it: with pauses for editors, and telling somebody how far it is."""

    exclusive: bool = False
    progress: Callable[[str, int], object] = lambda _step, _number: None

    @property
    def chunk(self) -> int:
        """Entries written at once."""
        return _EXCLUSIVE if self.exclusive else CHUNK

    def pause(self) -> None:
        """Lets editors come in between."""
        if not self.exclusive:
            time.sleep(PAUSE)


def examine(
    code: str, parts: Parts, *, today: date, as_at: date | None = None, way: Way = Way(), afresh: bool = False
) -> Examined:
    """Reads a release and says what it would change. Raises LookupError for an unknown list, RefusedError.

    A release is dated by itself, else `as_at`, else `today`.
    """
    of_list = listing(code)
    found = of_list.format_of(parts)
    sha256 = archive.digest_of(parts)
    last = _last(code)
    reading = found.open(parts)
    dated = date.fromisoformat(reading.dated) if reading.dated else as_at or today
    kept, former = _kept(code), _former(code)
    other_format = last is not None and last.format != reading.format
    # One that was broken off is read anew: what it had written may lack what it would have written last.
    unfinished = (ReleaseState.APPLYING, ReleaseState.HELD)
    broken_off = Release.objects.filter(official_list__uid=code, state__in=unfinished, sha256=sha256).exists()
    every = afresh or other_format or broken_off
    staged = stage(reading, kept, afresh=every, progress=lambda: way.progress("read", 1))
    planned = plan(staged, former, _drafts(of_list))
    findings = guards.findings(
        Profile.read(last.profile) if last else None,
        staged.profile,
        dated=dated,
        last=last.dated if last else None,
        expresses=reading.expresses,
        expressed=frozenset(last.expresses) if last else frozenset(),
        doubles=staged.doubles,
    )
    known = last is not None and last.sha256 == sha256
    return Examined(of_list, parts, staged, planned, tuple(findings), dated, sha256, last.pk if last else None, known)


def take_in(
    examined: Examined, *, by: AbstractBaseUser | None, at: datetime, folder: Path, way: Way = Way(),
    known_from: datetime | None = None,
) -> Release:  # fmt: skip
    """Makes a release public, or holds it where the guards found something. Its bytes are kept below `folder`.

    Raises BusyError where another import of the list is at work.
    """
    row = _row(examined, at, folder)
    if row.state == ReleaseState.REJECTED:
        return row
    if examined.findings:
        row.state, row.held_because = ReleaseState.HELD, list(examined.findings)
        row.save()
        return row
    return carry_out(row, examined, by=by, at=at, way=way, known_from=known_from)


def carry_out(
    row: Release, examined: Examined, *, by: AbstractBaseUser | None, at: datetime, way: Way = Way(),
    known_from: datetime | None = None,
) -> Release:  # fmt: skip
    """Writes a release to the desk and makes it public. Killed and begun again, it ends the same.

    Raises BusyError where another import of the list is at work.
    """
    _begin(row)
    try:
        return _carried_out(row, examined, by=by, at=at, way=way, known_from=known_from)
    except BaseException:
        # Broken off: whoever comes next may take it up at once. After a kill -9 the process itself is missed.
        Release.objects.filter(pk=row.pk).update(beat_at=None)
        raise


def _carried_out(
    row: Release,
    examined: Examined,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    way: Way,
    known_from: datetime | None,
) -> Release:
    staged, of_list = examined.staged, examined.listing
    last = _last(of_list.code)
    if (last.pk if last else None) != examined.follows:
        Release.objects.filter(pk=row.pk).delete()  # nothing of it was written
        raise BusyError(f"{last} was made public since {row} was read; import it again.")
    entries = [read.entry for read in staged.read.values() if read.entry]
    with transaction.atomic():
        grounds = Grounds.of(of_list, row.official_list.authority)
        grounds.provide(entries)
    for batch in _chunks(grounds.made, way.chunk):
        pending.prepare(batch, layer=of_list.code)
    applying = Applying(
        of_list, row, grounds, last.dated if last else None, staged.reading.expresses, numbers_of(entries)
    )
    reads = [staged.read[reference] for reference in sorted(staged.read)]
    steps: list[tuple[str, Sequence[Any], Callable[[Any], None]]] = [
        ("written", reads, applying.take),
        ("tied", [read for read in reads if read.entry and read.entry.relations], applying.tie),
        ("ended", sorted(staged.gone), applying.leave),
    ]
    for name, items, write in steps:
        for batch in _chunks(items, way.chunk):
            write(batch)
            Release.objects.filter(pk=row.pk).update(beat_at=datetime.now(UTC))
            way.progress(name, len(batch))
            way.pause()
    try:
        with transaction.atomic():
            row.publication = pending.promote(of_list.code, by=by, at=at, because=str(row), known_from=known_from)
            row.state = ReleaseState.PROMOTED
            row.save()
    except NotPublishable as error:
        # Something public would lead nowhere: the old state stays public until somebody has mended that.
        row.state, row.held_because = ReleaseState.HELD, error.problems
        row.save()
    return row


def _row(examined: Examined, at: datetime, folder: Path) -> Release:
    reading = examined.staged.reading
    kept = archive.keep(examined.parts, folder / examined.listing.code, examined.sha256)
    values = {
        "dated": examined.dated,
        "format": reading.format,
        "size": sum(map(len, examined.parts.values())),
        "archived": f"{examined.listing.code}/{kept}",
        "expresses": sorted(reading.expresses),
        "counts": examined.counts,
        "profile": examined.staged.profile.written(),
        "warnings": reading.warnings[:500],
    }
    of_list = official_list(examined.listing)
    known = Release.objects.filter(official_list=of_list, sha256=examined.sha256)
    if (row := known.exclude(state=ReleaseState.PROMOTED).order_by("pk").last()) is not None:
        # Broken off and taken up again: what it counted before is what it changed. Held or rejected: it still is.
        return row
    return Release.objects.create(official_list=of_list, sha256=examined.sha256, received_at=at, **values)


def _begin(row: Release) -> None:
    other = Release.objects.filter(official_list=row.official_list, state=ReleaseState.APPLYING).first()
    if other is not None and _is_alive(other):
        raise BusyError(f"{other} is being imported at this moment; wait until that is done.")
    if other is not None and other != row:
        raise BusyError(f"{other} was broken off half-way; import it again first, so that it is whole.")
    row.state, row.beat_at, row.worker = (
        ReleaseState.APPLYING,
        datetime.now(UTC),
        f"{socket.gethostname()} {os.getpid()}",
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise BusyError(f"another release of {row.official_list} is being imported at this moment.") from None


def _is_alive(row: Release) -> bool:
    """Whether somebody is still at work on a release: their process, where it is of this host; else their last beat."""
    if row.beat_at is None:
        return False
    host, _, process = row.worker.rpartition(" ")
    if host != socket.gethostname():
        return datetime.now(UTC) - row.beat_at < _DEAD
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's, and alive
        return True
    return True


def _last(code: str) -> Release | None:
    return _rows(code, ReleaseState.PROMOTED).order_by("-pk").first()


def _rows(code: str, state: ReleaseState) -> QuerySet[Release]:
    return Release.objects.filter(official_list__uid=code, state=state)


def _kept(code: str) -> dict[str, Kept]:
    rows = Entry.objects.filter(official_list__uid=code, gone=None)
    columns = ("reference", "digest", "state", "kind", "programmes", "filled")
    return {
        reference: Kept(digest, state, kind, tuple(programmes), tuple(filled))
        for reference, digest, state, kind, programmes, filled in rows.values_list(*columns).iterator()
    }


def _former(code: str) -> dict[str, Former]:
    rows = Entry.objects.filter(official_list__uid=code).exclude(label="").order_by("pk")
    standing = set(
        Entry.objects.filter(official_list__uid=code, gone=None)
        .exclude(state=EntryState.IGNORED)
        .values_list("reference", flat=True)
    )
    return {
        reference: Former(label, reference in standing)
        for reference, label in rows.values_list("reference", "label").iterator()
    }


def _drafts(of_list: Listing) -> set[str]:
    """The references of editors' cases of the list's authority that are not public."""
    rows = Sanction.objects.filter(authority__uid=of_list.authority[0][0], layer=DESK).exclude(reference="")
    public = Edition.objects.filter(known_until=FOREVER, kind=Sanction.kind_name, state=EditionState.PUBLISHED)
    return set(rows.exclude(uid__in=public.values("uid")).values_list("reference", flat=True))


def _chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def let_through(row: Release, *, by: AbstractBaseUser, at: datetime, folder: Path, way: Way = Way()) -> Release:
    """Makes a held release public, on somebody's word. Raises ValueError where it is not held, BusyError."""
    _refuse_unheld(row)
    code = row.official_list.uid
    parts = archive.gathered(folder / row.archived)
    examined = examine(code, parts, today=row.dated, as_at=row.dated, way=way)
    row.decided_by, row.decided_by_name, row.decided_at = by, by.get_username(), at  # type: ignore[assignment]
    if new := [finding for finding in examined.findings if finding not in row.held_because]:
        # Another release became public meanwhile: what somebody looked at is not what would happen.
        row.held_because = [*row.held_because, *new]
        row.save()
        return row
    row.counts = examined.counts
    return carry_out(row, examined, by=by, at=at, way=way)


def reject(row: Release, *, by: AbstractBaseUser, at: datetime) -> Release:
    """Sets a held release aside for good. Raises ValueError where it is not held."""
    _refuse_unheld(row)
    row.decided_by, row.decided_by_name, row.decided_at = by, by.get_username(), at  # type: ignore[assignment]
    row.state = ReleaseState.REJECTED
    row.save()
    return row


def _refuse_unheld(row: Release) -> None:
    if row.state != ReleaseState.HELD:
        raise ValueError(f"{row}: is not held, but {row.get_state_display()}.")
