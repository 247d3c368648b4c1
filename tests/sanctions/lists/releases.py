"""Releases of lists for tests: the full files that lie beside the repository, and what every reader must live up to."""

import gzip
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from articles.dates import days_of
from sanctions.lists.entry import Entry
from sanctions.lists.reading import Format, QuarantinedError, Reading, Record, RefusedError
from sanctions.vocabulary import WORD_LISTS
from sanctions.vocabulary.binding import may_bind
from sanctions.vocabulary.country import COUNTRIES
from sanctions.vocabulary.detail_kind import DETAIL_KINDS
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES
from sanctions.vocabulary.language import LANGUAGES
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.name_kind import NAME_KINDS
from sanctions.vocabulary.relation_kind import RELATION_KINDS
from sanctions.vocabulary.script import SCRIPTS
from sanctions.vocabulary.target_kind import TARGET_KINDS

SHARED = Path(__file__).parents[4] / "shared" / "data"


def shared(path: str) -> bytes:
    """A file of the official lists beside the repository, unpacked; the test is skipped where it is absent."""
    file = SHARED / path
    if not file.exists():
        pytest.skip(f"the official file {path} is not here: put it into ../shared/data")
    content = file.read_bytes()
    return gzip.decompress(content) if path.endswith(".gz") else content


@dataclass
class Read:
    """A release that was read to its end."""

    reading: Reading
    records: list[Record] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    quarantined: dict[str, QuarantinedError] = field(default_factory=dict)
    ignored: dict[str, str] = field(default_factory=dict)


def read(format_: Format, content: bytes, name: str = "release") -> Read:
    """Everything that a format makes of a file."""
    done = Read(format_.open({name: content}))
    for record in done.reading.records:
        done.records.append(record)
        if record.ignored:
            done.ignored[record.reference] = record.ignored
            continue
        try:
            done.entries[record.reference] = record.read()
        except QuarantinedError as error:
            done.quarantined[record.reference] = error
    return done


def faults(entry: Entry, expresses: frozenset[str]) -> list[str]:
    """What in an entry the desk could not hold, or the format does not say it can express."""
    found = [f"{kind} {code!r}" for kind, code in _codes(entry) if code not in WORD_LISTS[kind]]
    for detail in entry.details:
        form = DETAIL_KINDS[detail.kind].mappings["form"]
        if form == "edtf":
            _check(detail.value)
        elif form == "country" and detail.value not in COUNTRIES:
            found.append(f"country {detail.value!r}")
    for dated in (entry.listed, *(measure.since for measure in entry.measures)):
        _check(dated.value if dated else "")
    found += [f"{measure.type} on {entry.kind}" for measure in entry.measures if not may_bind(measure.type, entry.kind)]
    for said in entry.fields():
        field, _, kind = said.partition(".")
        told = {one.partition(".")[0] for one in expresses}
        if said not in expresses and not (field in expresses if kind else field in told):
            found.append(f"{said} is not among what the format expresses")
    return found


_SHAPES = set[str]()


def _check(value: str) -> None:
    """Refuses what is no EDTF; one date of each shape, and no set, over which the parser of EDTF takes long."""
    shape = re.sub(r"\d", "9", value)
    if shape not in _SHAPES and not shape.startswith("["):
        days_of(value)
        _SHAPES.add(shape)


def _codes(entry: Entry) -> Iterator[tuple[str, str]]:
    yield TARGET_KINDS.name, entry.kind
    yield from ((NAME_KINDS.name, name.kind) for name in entry.names)
    yield from ((SCRIPTS.name, name.script) for name in entry.names if name.script)
    yield from ((LANGUAGES.name, name.language) for name in entry.names if name.language)
    yield from ((IDENTIFIER_SCHEMES.name, identifier.scheme) for identifier in entry.identifiers)
    yield from ((COUNTRIES.name, identifier.country) for identifier in entry.identifiers if identifier.country)
    yield from ((COUNTRIES.name, address.country) for address in entry.addresses if address.country)
    yield from ((DETAIL_KINDS.name, detail.kind) for detail in entry.details)
    yield from ((RELATION_KINDS.name, relation.kind) for relation in entry.relations)
    yield from ((MEASURE_TYPES.name, measure.type) for measure in entry.measures)


def mutations(content: bytes, count: int) -> Iterator[bytes]:
    """The bytes of a file, damaged in ever other ways; the same ways each time."""
    chance = random.Random(20240910)  # noqa: S311  # damage, no secret
    for _ in range(count):
        broken = bytearray(content)
        for _ in range(chance.choice((1, 1, 2, 5))):
            at = chance.randrange(len(broken) or 1)
            until = min(len(broken), at + chance.choice((1, 3, 20, 400)))
            change = chance.choice(("flip", "cut", "repeat", "end", "insert"))
            if change == "flip":
                broken[at:until] = bytes(chance.randrange(256) for _ in range(until - at))
            elif change == "cut":
                del broken[at:until]
            elif change == "repeat":
                broken[at:at] = broken[at:until]
            elif change == "insert":
                broken[at:at] = chance.choice((b"<", b"&x;", b"\x00", b"\xff", b'"', "\ufffe".encode(), b"]]>", b"{"))
            else:
                del broken[until:]
        yield bytes(broken)


def survives(format_: Format, content: bytes, count: int) -> int:
    """How many damaged copies were refused; raises whatever but a refusal or quarantine a damaged copy makes."""
    refused = 0
    for broken in mutations(content, count):
        format_.recognises({"release": broken})
        try:
            read(format_, broken)
        except RefusedError:
            refused += 1
    return refused
