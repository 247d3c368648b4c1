"""Releases of OFAC's lists for tests: cuts kept here, and the full files where they lie beside the repository."""

import dataclasses
import gzip
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from sanctions.lists.entry import Entry
from sanctions.lists.reading import Format, Parts, QuarantinedError, Record, RefusedError

CUTS = Path(__file__).resolve().parents[1] / "cuts"
FULL = Path(__file__).resolve().parents[5] / "shared" / "data" / "us_ofac"
SDN_FILES = ("sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv")


def cut(folder: str, *names: str) -> dict[str, bytes]:
    """The parts of a release, as they lie in a folder of cuts."""
    return {name: (CUTS / folder / name).read_bytes() for name in names}


@cache
def golden(folder: str) -> Mapping[str, Mapping[str, object]]:
    """The entries of a folder of cuts as a reader of the files wrote them down."""
    found: Mapping[str, Mapping[str, object]] = json.loads((CUTS / folder / "golden.json").read_text(encoding="utf-8"))
    return found


@cache
def full(*names: str) -> Mapping[str, bytes]:
    """The parts of a full release by their paths under the data folder; the test is skipped where they are not."""
    found = dict[str, bytes]()
    for name in names:
        path, packed = FULL / name, FULL / f"{name}.gz"
        if not (path.exists() or packed.exists()):
            pytest.skip("the official list files are not beside the repository")
        found[path.name] = path.read_bytes() if path.exists() else gzip.decompress(packed.read_bytes())
    return found


def entries(form: Format, parts: Parts) -> dict[str, Entry]:
    """Every entry of a release by its reference; none of it may be put aside."""
    return {record.reference: record.read() for record in form.open(parts).records}


def sampled(form: Format, parts: Parts, step: int) -> dict[str, Entry | None]:
    """The references of a release, with the entry of every so many-th one; none of those may be put aside."""
    records = enumerate(form.open(parts).records)
    return {record.reference: None if number % step else record.read() for number, record in records}


def first(form: Format, parts: Parts) -> Record:
    """The first record of a release, which can be read as long as no other is asked for."""
    return next(iter(form.open(parts).records))


def shown(value: object) -> object:
    """An entry, or a part of one, as plain lists and mappings without what is empty."""
    if isinstance(value, Entry) or (dataclasses.is_dataclass(value) and not isinstance(value, type)):
        named = {field.name: shown(getattr(value, field.name)) for field in dataclasses.fields(value)}
        plain = {name: said for name, said in named.items() if said not in ("", [], {}, None)}
        if isinstance(value, Entry):
            del plain["reference"], plain["origin"]
        return plain
    if isinstance(value, tuple):
        if value and all(isinstance(pair, tuple) and isinstance(pair[0], str) for pair in value):
            return dict(value)
        return [shown(part) for part in value]
    return value


def faults_of(form: Format, parts: Parts) -> Iterator[str]:
    """Reads a release that may be damaged to its end; yields what is said of each thing that cannot be read."""
    try:
        if not form.recognises(parts):
            return
        for record in form.open(parts).records:
            try:
                record.read()
            except QuarantinedError as error:
                yield str(error)
    except RefusedError as error:
        yield str(error)
