"""Importing a release of a list: staged, guarded, planned, applied in small chunks, made public in one short step."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from articles.dates import days_of
from sanctions.lists.catalogue import Listing, listing
from sanctions.lists.reading import Parts, Reading, RefusedError, is_poorer
from sanctions.models import (
    Release,
    ReleaseState,
)
from sanctions.publishing import pending
from sanctions.publishing.publish import NotPublishable
from sanctions.publishing.rows import in_bulk, weigh
from sanctions.reconcile import archive, guards, implementing, left, parties, turn
from sanctions.reconcile.apply import Applying
from sanctions.reconcile.grounds import Grounds, official_list
from sanctions.reconcile.places import numbers_of
from sanctions.reconcile.plan import Plan, plan, told
from sanctions.reconcile.profile import Profile
from sanctions.reconcile.staging import Staged, stage

CHUNK, PAUSE = 200, 0.12
"""Entries written at once, and seconds in which editors may come in between (DESIGN §3)."""
_EXCLUSIVE = 2_000
_MANY = 500
"""Entries after which the database looks anew at what it holds."""
UNREAD = ""
"""The format of files that could not be read."""
_KEPT = 64 * 2**20
"""Bytes of such files that are kept: they may be anything, and nobody imports them."""


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
    """Whether its very files are public already, and nobody decided anything since that changes how they are read."""
    says_its_day: bool = False
    """Whether its files themselves say of which day they are."""
    told: dict[str, list[list[str]]] = field(default_factory=dict)
    """The plan with names, as far as people are shown it."""

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


@in_bulk()
def examine(
    code: str, parts: Parts, *, today: date, as_at: date | None = None, way: Way = Way(), afresh: bool = False
) -> Examined:
    """Reads a release and says what it would change. Raises LookupError for an unknown list, RefusedError.

    A release is dated by itself, else `as_at`, else by the day on which it first came, which may be `today`.
    """
    of_list, last = listing(code), _last(code)
    sha256 = archive.digest_of(parts)
    as_it_was = last is not None and last.sha256 == sha256 and _is_whole(of_list)
    if last and as_it_was and not last.counts.get("quarantined") and not afresh:
        return _unchanged(of_list, parts, last)
    reading = of_list.format_of(parts).open(parts)
    came = _not_public(code, sha256).last()
    dated = date.fromisoformat(reading.dated) if reading.dated else _day_of(came, as_at) or today
    other_format = last is not None and last.format != reading.format
    # One that was broken off is read anew: what it had written may lack what it would have written last.
    broken_off = came is not None and came.state in (ReleaseState.APPLYING, ReleaseState.HELD)
    every = afresh or other_format or broken_off
    decided = parties.of_list(code)
    reading.records = parties.told_apart(reading.records, decided.renamed)
    staged = stage(reading, left.entries(code), afresh=every, progress=partial(way.progress, "read"))
    if of_list.closed_on and dated > days_of(of_list.closed_on).latest:
        _end_nothing(of_list, staged)
    former = left.former(code, staged.read.keys() | staged.gone)
    planned = plan(staged, former, left.drafts(of_list), decided.same, partial(left.known_by, code))
    findings = guards.findings(
        Profile.read(last.profile) if last else None,
        staged.profile,
        dated=dated,
        last=last.dated if last else None,
        expresses=reading.expresses,
        expressed=frozenset(last.expresses) if last else frozenset(),
        doubles=staged.doubles - left.doubled(code),
        gone=len(planned.delisted),
        today=today,
        was_public=_was_public(code, sha256, last) if not reading.dated else None,
    )
    return Examined(
        of_list, parts, staged, planned, tuple(findings), dated, sha256, last.pk if last else None,
        as_it_was and not planned, bool(reading.dated), told(planned, staged, former),
    )  # fmt: skip


def _day_of(came: Release | None, as_at: date | None) -> date | None:
    """The day of a release whose files say none, as far as somebody did, or it came before; what is written stays."""
    if came is None:
        return as_at
    return came.dated if as_at is None or _is_begun(came) else as_at


def _was_public(code: str, sha256: str, last: Release | None) -> date | None:
    """On which day the very files of a release were public last, where others have been since (FAULTS I28)."""
    if last is None or last.sha256 == sha256:
        return None
    days = _rows(code, ReleaseState.PROMOTED).filter(sha256=sha256).order_by("-dated")
    return days.values_list("dated", flat=True).first()


def _is_whole(of_list: Listing) -> bool:
    """Whether the desk has of a list what is public of it: no release of it half-way, and every case linked."""
    begun = _rows(of_list.code, ReleaseState.APPLYING).exists()
    written = any(map(_is_written, _rows(of_list.code, ReleaseState.HELD)))
    return not begun and not written and not implementing.missing(of_list)


def _unchanged(of_list: Listing, parts: Parts, last: Release) -> Examined:
    """The very files that are public already, all of which was understood: nothing of them need be read."""
    staged = Staged(Reading(last.format, last.dated.isoformat(), frozenset(last.expresses), iter(())))
    for name in ("records", "imported", "ignored"):
        setattr(staged, name, last.counts.get(name, 0))
    planned = Plan((), (), (), (), staged.imported + staged.ignored)
    return Examined(of_list, parts, staged, planned, (), last.dated, last.sha256, last.pk, is_known=True)


def take_in(
    examined: Examined, *, by: AbstractBaseUser | None, at: datetime, folder: Path, way: Way = Way(),
    known_from: datetime | None = None,
) -> Release:  # fmt: skip
    """Makes a release public, or holds it where the guards found something. Its bytes are kept below `folder`.

    Raises BusyError where another import of the list is at work.
    """
    row = _row(examined, at)
    if row.state == ReleaseState.REJECTED:
        return row
    turn.refuse(row)
    kept = archive.keep(examined.parts, folder / examined.listing.code, examined.sha256)
    row.archived, row.known_from = f"{examined.listing.code}/{kept}", known_from or row.known_from
    # What somebody let through is imported, unless something is suspect that they have not seen.
    accepted = row.held_because if row.is_let_through else []
    # Of one that was broken off or is written, what it counted first is what it changes.
    if not _is_begun(row):
        row.counts, row.plan, row.dated = examined.counts, examined.told, examined.dated
    if new := [finding for finding in examined.findings if finding not in accepted]:
        row.forget_decision()
        row.state, row.held_because = ReleaseState.HELD, [*accepted, *new]
        row.save()
        return row
    return carry_out(row, examined, by=by, at=at, way=way)


@in_bulk()
def carry_out(
    row: Release, examined: Examined, *, by: AbstractBaseUser | None, at: datetime, way: Way = Way()
) -> Release:
    """Writes a release to the desk and makes it public. Killed and begun again, it ends the same.

    Raises BusyError where another import of the list is at work, or was done since the release was read; then the row
    is as it was before.
    """
    was = Release.objects.filter(pk=row.pk).first()
    turn.take(row)
    last = _last(examined.listing.code)
    if (last.pk if last else None) != examined.follows:
        row.delete() if was is None else was.save()
        raise turn.BusyError(f"{last} was made public since {row} was read; import it again.")
    try:
        return _carried_out(row, examined, last, by=by, at=at, way=way)
    except BaseException:
        turn.leave(row)
        raise


def _carried_out(
    row: Release, examined: Examined, last: Release | None, *, by: AbstractBaseUser | None, at: datetime, way: Way
) -> Release:
    staged, of_list = examined.staged, examined.listing
    entries = [read.entry for read in staged.read.values() if read.entry]
    with transaction.atomic():
        grounds = Grounds.of(of_list, row.official_list.authority)
        grounds.provide(entries)
    for batch in _chunks(grounds.made, way.chunk):
        pending.prepare(batch, layer=of_list.code)
    reads = [staged.read[reference] for reference in sorted(staged.read)]
    # One that is not new may have lost the relations it had.
    new = set(examined.plan.added)
    tying = [read for read in reads if read.entry and (read.entry.relations or read.reference not in new)]
    applying = Applying(
        of_list, row, grounds, last.stood_before(row.dated) if last else None, staged.reading.expresses,
        numbers_of(entries),
        frozenset(read.reference for read in tying),
        last is not None and is_poorer(staged.reading.expresses, frozenset(last.expresses)),
    )  # fmt: skip
    steps: list[tuple[str, Sequence[Any], Callable[[Any], None]]] = [
        ("written", reads, applying.take),
        ("tied", tying, applying.tie),
        ("ended", sorted(staged.gone), applying.leave),
    ]
    for name, items, write in steps:
        for batch in _chunks(items, way.chunk):
            write(batch)
            turn.beat(row)
            way.progress(name, len(batch))
            way.pause()
        if len(items) >= _MANY:
            weigh()
    for batch in _chunks(implementing.missing(of_list), way.chunk):
        implementing.link(batch, layer=of_list.code)
        way.pause()
    turn.beat(row)
    try:
        row.counts = {**row.counts, "adopted": left.adopted(row)}
        ready = pending.ready(of_list.code)  # before the lock is taken: on SQLite whoever edits waits from then on
        with transaction.atomic():
            row.publication = pending.promote(ready, by=by, at=at, because=str(row), known_from=row.known_from)
            row.state, row.plan = ReleaseState.PROMOTED, {}
            row.save(update_fields=["publication", "state", "plan", "counts"])
    except NotPublishable as error:
        # Something public would lead nowhere: the old state stays public until somebody has mended that.
        row.state, row.held_because = ReleaseState.HELD, error.problems
        row.save(update_fields=["state", "held_because"])
    return row


def hold_unread(
    of_list: Listing, parts: Parts, *, because: RefusedError, at: datetime, dated: date, folder: Path
) -> Release:
    """Keeps files that cannot be read at all among the held releases, where they can only be rejected.

    Once: a keeper who answers each time with another page that says the same is one fault.
    """
    of = official_list(of_list)
    said, sha256, size = [f"it cannot be read: {because}"], archive.digest_of(parts), sum(map(len, parts.values()))
    known = Release.objects.filter(official_list=of)
    held = [row for row in known.filter(state=ReleaseState.HELD, format=UNREAD) if row.held_because == said]
    if (row := known.filter(sha256=sha256).last() or next(iter(held), None)) is not None:
        return row
    kept = f"{of_list.code}/{archive.keep(parts, folder / of_list.code, sha256)}" if size <= _KEPT else ""
    return Release.objects.create(
        official_list=of, dated=dated, format=UNREAD, sha256=sha256, size=size, archived=kept, received_at=at,
        state=ReleaseState.HELD, held_because=said,
    )  # fmt: skip


def confirm(code: str, sha256: str, day: date) -> None:
    """Remembers that on a day the list still had these files, where they are those of its last public release.

    Not while a newer one waits for somebody: then the list had others in between.
    """
    last = _last(code)
    if last is None or last.sha256 != sha256 or day <= (last.stood_until or last.dated):
        return
    newer = Release.objects.filter(official_list=last.official_list_id, pk__gt=last.pk)
    if not newer.exclude(state=ReleaseState.REJECTED).exclude(format=UNREAD).exists():
        last.stood_until = day
        last.save(update_fields=["stood_until"])


def _row(examined: Examined, at: datetime) -> Release:
    """The row of a release that came before and is not public yet; else a new one, which nobody has saved."""
    reading = examined.staged.reading
    of_list = official_list(examined.listing)
    if (row := _not_public(of_list.uid, examined.sha256).last()) is not None:
        return row
    return Release(
        official_list=of_list,
        sha256=examined.sha256,
        received_at=at,
        dated=examined.dated,
        format=reading.format,
        size=sum(map(len, examined.parts.values())),
        expresses=sorted(reading.expresses),
        profile=examined.staged.profile.written(),
        warnings=reading.warnings[:500],
    )


def _not_public(code: str, sha256: str) -> QuerySet[Release]:
    """The rows of a release that came before and was not made public, by its files."""
    rows = Release.objects.filter(official_list__uid=code, sha256=sha256).select_related("official_list")
    return rows.exclude(state=ReleaseState.PROMOTED).exclude(format=UNREAD).order_by("pk")


def _is_begun(row: Release) -> bool:
    """Whether a release is being written, or is written."""
    return row.state == ReleaseState.APPLYING or _is_written(row)


def _is_written(row: Release) -> bool:
    """Whether a release has entries on the desk: it was broken off, or is held for what it names."""
    return row.pk is not None and (row.entries_begun.exists() or row.entries_gone.exists())


def _end_nothing(of_list: Listing, staged: Staged) -> None:
    """A list that its keeper gave up says nothing any more of whoever is no longer in it."""
    if staged.gone:
        staged.reading.warnings.append(
            f"the list was closed on {of_list.closed_on}: {len(staged.gone)} entries are missing, and none ends by that"
        )
        staged.gone.clear()


def _last(code: str) -> Release | None:
    return _rows(code, ReleaseState.PROMOTED).order_by("-dated", "-pk").first()


def _rows(code: str, state: ReleaseState) -> QuerySet[Release]:
    return Release.objects.filter(official_list__uid=code, state=state)


def _chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))
