"""Entries of official files as a reader of the files wrote them down: each fact once, under the name of its field.

Read from the raw text of each record before anything else was looked at; where a reader of ours and these texts
disagreed, the file decided. The files lie beside the repository; the tests are skipped where they do not. Of a long
text stand here its beginning, its end and its length: the words are their authority's.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from sanctions.lists import au_dfat, ca_sema, eu_fsf, fr_gels, un_sc
from sanctions.lists.entry import Entry
from sanctions.lists.reading import Format
from tests.sanctions.lists.releases import shared

_FORMATS: Mapping[str, Format] = {
    "au": au_dfat.FORMAT, "ca": ca_sema.FORMAT, "eu": eu_fsf.FORMAT, "fr": fr_gels.FORMAT, "un": un_sc.FORMAT,
}  # fmt: skip
_FOLDER = Path(__file__).parent / "by_hand"


def told(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each thing that an entry says, by the name of its field, but for acts and for how dates were printed."""
    yield "kind", entry.kind
    yield "origin", entry.origin
    yield from ((name.kind, name.full) for name in entry.names)
    yield from ((number.scheme, f"{number.value} {number.country}".strip()) for number in entry.identifiers)
    yield from ((detail.kind, detail.value) for detail in entry.details)
    yield from (("address", f"{address.full} [{address.country}]") for address in entry.addresses)
    yield from (("programme", basis.code) for basis in entry.programmes)
    yield from (("measure", f"{measure.type} {measure.tenor}".strip()) for measure in entry.measures)
    yield from ((found.namespace, found.reference) for found in entry.cross_references)
    yield "listed", entry.listed.value if entry.listed else ""
    yield "amended", entry.amended
    yield "grounds", entry.grounds
    yield from (("unread", text) for text in entry.unread)
    yield from (("problem", text) for text in entry.problems)


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:30]} … {text[-20:]} ({len(text)} characters)"


@cache
def _entries(path: str, wanted: frozenset[str]) -> dict[str, Entry]:
    records = _FORMATS[path[:2]].open({"release": shared(path)}).records
    return {record.reference: record.read() for record in records if record.reference in wanted and not record.ignored}


@cache
def _written(name: str) -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    found: Mapping[str, Mapping[str, Mapping[str, list[str]]]] = json.loads((_FOLDER / name).read_text("utf-8"))
    return found


_ALL = [
    (name.name, path, reference)
    for name in sorted(_FOLDER.glob("*.json"))
    for path, entries in _written(name.name).items()
    for reference in entries
]


@pytest.mark.parametrize(("name", "path", "reference"), _ALL, ids=[f"{path[:2]} {ref}" for _, path, ref in _ALL])
def test_an_entry_says_all_that_the_file_says_and_no_more(name: str, path: str, reference: str) -> None:
    written = _written(name)[path]
    expected = [(field, text) for field, texts in written[reference].items() for text in texts]
    entry = _entries(path, frozenset(written))[reference]
    assert sorted((field, _short(text)) for field, text in told(entry) if text) == sorted(expected)


def test_five_entries_at_least_of_each_list_were_read_by_hand() -> None:
    counts = {path[:2]: sum(other.startswith(path[:2]) for _, other, _ in _ALL) for _, path, _ in _ALL}
    assert set(counts) == set(_FORMATS)
    assert min(counts.values()) >= 5
