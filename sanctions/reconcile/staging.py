"""Reading a release beside what the last one left: which records are new, changed, gone or as they were.

Nothing is written. A record whose text is the same as before is not read again.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple

import orjson

from sanctions.lists.entry import Entry
from sanctions.lists.reading import QuarantinedError, Reading, Record, RefusedError
from sanctions.lists.taking import storable
from sanctions.reconcile.profile import Profile

MOST = 2_000
"""Names of one entry, and so on; more are a fault of the file (Interdict's own bound; some hundreds have been seen)."""
_LONGEST = 120
"""Characters of a reference, which is a column of the desk."""


class Kept(NamedTuple):
    """What the desk keeps of an entry as it stood in the last release."""

    digest: str
    state: str
    kind: str
    programmes: str
    """JSON: what a profile counts of it. Few entries differ in it, so it is read only once for all that agree."""
    filled: str
    """JSON."""


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
    new_name: str = ""
    """Of one put aside because its reference now names somebody else: by which name."""

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
    doubles: set[str] = field(default_factory=set)
    """References on records that differ."""
    unread: int = 0
    """Pieces of text that no rule understood, in what is new or changed."""

    def put_aside(self, read: Read, field: str, reason: str, new_name: str = "") -> None:
        """Takes back that a record was read: something about it is not understood."""
        if read.entry:
            self.unread -= len(read.entry.unread)
        _add(self, read.state, -1)
        self.quarantined += 1
        self.read[read.reference] = replace(
            read, entry=None, ignored=False, field=field, reason=reason, new_name=new_name
        )


def digest_of(raw: str) -> str:
    """What tells whether a record changed."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()


_OFTEN = 100
"""Records after which somebody is told how far it is."""


def stage(
    reading: Reading,
    kept: Mapping[str, Kept],
    *,
    afresh: bool = False,
    progress: Callable[[int], object] = lambda _: None,
) -> Staged:
    """Reads a release to its end; what was put aside is read again. Raises RefusedError where the file breaks off.

    `afresh` reads unchanged records too: another format writes every record differently, or our reading has changed.
    """
    staged = Staged(reading)
    seen: dict[str, str] = {}
    for record in reading.records:
        staged.records += 1
        if staged.records % _OFTEN == 0:
            progress(_OFTEN)
        digest = digest_of(record.raw)
        if record.reference in seen:
            _again(staged, record, digest, seen)
            continue
        seen[record.reference] = digest
        stood = kept.get(record.reference)
        if stood is not None and stood.digest == digest and stood.state != "quarantined" and not afresh:
            staged.same.add(record.reference)
        else:
            _count(staged, _read(staged, record, digest))
    # A list that keeps its history says of an entry that it has ended: it is no longer among those it is followed for.
    ended = {read.reference for read in staged.read.values() if read.ignored and _stood(kept.get(read.reference))}
    staged.gone = {reference for reference in kept.keys() - seen.keys() if _stood(kept[reference])} | ended
    same = [kept[reference] for reference in staged.same]
    for state, number in Counter(one.state for one in same).items():
        _add(staged, state, number)
    for (kind, programmes, filled), number in Counter(one[2:] for one in same if one.state == "imported").items():
        staged.profile.add(kind, orjson.loads(programmes), orjson.loads(filled), times=number)
    return staged


def _stood(before: Kept | None) -> bool:
    return before is not None and before.state != "ignored"


def _read(staged: Staged, record: Record, digest: str) -> Read:
    """A record, read; raises RefusedError where it has a reference that nothing could be kept under."""
    reference, raw = record.reference, storable(record.raw)
    if len(reference) > _LONGEST or storable(reference) != reference:
        said = f"the reference of record {staged.records:,} is none: “{storable(reference[:60])}”"
        raise RefusedError(staged.reading.format, said)
    if record.ignored:
        return Read(reference, raw, digest, reason=record.ignored, ignored=True)
    try:
        entry = record.read()
        _refuse_a_crowd(entry)
        return Read(reference, raw, digest, entry)
    except QuarantinedError as error:
        return Read(reference, raw, digest, field=storable(error.field)[:200], reason=storable(error.reason))


def _refuse_a_crowd(entry: Entry) -> None:
    for one in fields(entry):
        value = getattr(entry, one.name)
        if isinstance(value, tuple) and len(value) > MOST:
            raise QuarantinedError(one.name, f"there are {len(value):,} of them, more than {MOST:,}")


def _count(staged: Staged, read: Read) -> None:
    staged.read[read.reference] = read
    _add(staged, read.state, 1)
    if read.entry:
        staged.unread += len(read.entry.unread)
        staged.profile.add(read.entry.kind, _codes(read.entry), read.entry.fields())


def _add(staged: Staged, state: str, number: int) -> None:
    setattr(staged, state, getattr(staged, state) + number)


def _codes(entry: Entry) -> Iterator[str]:
    return (basis.code for basis in entry.programmes)


DIFFER = "stands on records that differ"
"""Why a reference is put aside that two records bear."""


def _again(staged: Staged, record: Record, digest: str, seen: Mapping[str, str]) -> None:
    """The same reference on another record: once where both say the same, neither where they differ."""
    reference = record.reference
    if seen[reference] == digest:
        staged.ignored += 1
        staged.reading.warnings.append(f"{reference}: stands there more than once, each time the same")
        return
    staged.doubles.add(reference)
    if reference in staged.same:  # the first of them is as it was: which of the two is right, nobody can tell
        staged.same.remove(reference)
        staged.read[reference] = Read(reference, storable(record.raw), digest, field="reference", reason=DIFFER)
        staged.quarantined += 1
    elif staged.read[reference].state != "quarantined":
        staged.put_aside(staged.read[reference], "reference", DIFFER)
    staged.quarantined += 1
