"""Reading a release beside what the last one left: which records are new, changed, gone or as they were.

Nothing is written. A record whose text is the same as before is not read again.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from sanctions.lists.entry import Entry
from sanctions.lists.reading import QuarantinedError, Reading, Record
from sanctions.reconcile.profile import Profile


@dataclass(frozen=True, slots=True)
class Kept:
    """What the desk keeps of an entry as it stood in the last release."""

    digest: str
    state: str
    kind: str
    programmes: tuple[str, ...]
    filled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A record that is new or has changed: its entry, or why there is none."""

    reference: str
    raw: str
    digest: str
    entry: Entry | None = None
    field: str = ""
    reason: str = ""
    ignored: bool = False

    @property
    def state(self) -> str:
        """What becomes of it, in the words of `sanctions.models.EntryState`."""
        return "imported" if self.entry else "ignored" if self.ignored else "quarantined"


@dataclass(slots=True)
class Staged:
    """A whole release, read."""

    reading: Reading
    profile: Profile = field(default_factory=Profile)
    read: dict[str, Read] = field(default_factory=dict)
    """What is new or changed, by reference."""
    same: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    records: int = 0
    imported: int = 0
    quarantined: int = 0
    ignored: int = 0
    doubles: int = 0
    """References on records that differ."""
    unread: int = 0
    """Pieces of text that no rule understood, in what is new or changed."""


def digest_of(raw: str) -> str:
    """What tells whether a record changed."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()


def stage(
    reading: Reading, kept: Mapping[str, Kept], *, afresh: bool = False, progress: Callable[[], object] = lambda: None
) -> Staged:
    """Reads a release to its end; what was put aside is read again. Raises RefusedError where the file breaks off.

    `afresh` reads unchanged records too: another format writes every record differently, or our reading has changed.
    """
    staged = Staged(reading)
    seen: dict[str, str] = {}
    for record in reading.records:
        staged.records += 1
        progress()
        digest = digest_of(record.raw)
        if record.reference in seen:
            _again(staged, record, digest, seen)
            continue
        seen[record.reference] = digest
        before = kept.get(record.reference)
        if before is not None and before.digest == digest and before.state != "quarantined" and not afresh:
            _same(staged, record.reference, before)
        else:
            _count(staged, _read(record, digest))
    # A list that keeps its history says of an entry that it has ended: it is no longer among those it is followed for.
    ended = {read.reference for read in staged.read.values() if read.ignored and _stood(kept.get(read.reference))}
    staged.gone = {reference for reference in kept.keys() - seen.keys() if _stood(kept[reference])} | ended
    return staged


def _stood(before: Kept | None) -> bool:
    return before is not None and before.state != "ignored"


def _read(record: Record, digest: str) -> Read:
    if record.ignored:
        return Read(record.reference, record.raw, digest, reason=record.ignored, ignored=True)
    try:
        return Read(record.reference, record.raw, digest, record.read())
    except QuarantinedError as error:
        return Read(record.reference, record.raw, digest, field=error.field, reason=error.reason)


def _count(staged: Staged, read: Read) -> None:
    staged.read[read.reference] = read
    _add(staged, read.state, 1)
    if read.entry:
        staged.unread += len(read.entry.unread)
        staged.profile.add(read.entry.kind, _codes(read.entry), read.entry.fields())


def _same(staged: Staged, reference: str, kept: Kept) -> None:
    staged.same.add(reference)
    _add(staged, kept.state, 1)
    if kept.state == "imported":
        staged.profile.add(kept.kind, kept.programmes, kept.filled)


def _add(staged: Staged, state: str, number: int) -> None:
    setattr(staged, state, getattr(staged, state) + number)


def _codes(entry: Entry) -> Iterator[str]:
    return (basis.code for basis in entry.programmes)


def _again(staged: Staged, record: Record, digest: str, seen: Mapping[str, str]) -> None:
    """The same reference on another record: once where both say the same, neither where they differ."""
    reference = record.reference
    if seen[reference] == digest:
        staged.ignored += 1
        staged.reading.warnings.append(f"{reference}: stands there more than once, each time the same")
        return
    staged.doubles += 1
    staged.quarantined += 1
    first = staged.read.get(reference)
    if first is not None and first.state != "quarantined":
        _add(staged, first.state, -1)
        staged.quarantined += 1
        staged.read[reference] = Read(
            reference, first.raw, first.digest, field="reference", reason="stands on records that differ"
        )
