"""Entries of official files of the US and the UK, as a reader of the files wrote them down.

Each fact stands once under the name of its field, from the raw text of the record. Where a reader of ours and these
texts disagreed, the file decided. Of a long text stand its beginning and its end. The files lie beside the repository;
the tests are skipped where they do not.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from sanctions.lists import gb_fcdo, gb_ofsi_conlist
from sanctions.lists.entry import Entry
from sanctions.lists.reading import Format, Parts
from sanctions.lists.us_ofac import advanced_xml, csv_set, enhanced_xml, legacy_xml
from tests.sanctions.lists.releases import shared
from tests.sanctions.lists.us_ofac.release import SDN_FILES, full

_FOLDER = Path(__file__).parent / "by_hand_us_gb"
_WRITTEN: Mapping[str, Mapping[str, Mapping[str, list[str]]]] = {
    path: entries
    for file in sorted(_FOLDER.glob("*.json"))
    for path, entries in json.loads(file.read_text("utf-8")).items()
}
_FORMATS: Mapping[str, Format] = {
    "sdn-csv": csv_set.SDN, "cons-legacy": legacy_xml.CONSOLIDATED, "cons-advanced": advanced_xml.CONSOLIDATED,
    "cons-enhanced": enhanced_xml.CONSOLIDATED, "uk-sanctions": gb_fcdo.FORMAT, "ofsi-conlist": gb_ofsi_conlist.FORMAT,
}  # fmt: skip
_ALL = [pytest.param(path, uid, id=f"{path} {uid}") for path, entries in _WRITTEN.items() for uid in entries]


def _parts(path: str) -> Parts:
    if path.startswith(("uk-", "ofsi-")):
        return {path: shared(f"uk/{path}" if path.endswith(".xlsx") else f"uk/{path}.gz")}
    if path.endswith((".csv", ".xml")):
        return full(path)
    files = SDN_FILES[:3] if path.endswith("2022-01-22") else SDN_FILES
    return full(*(f"{path}/{file}" for file in files))


@cache
def _entries(path: str) -> dict[str, Entry]:
    form = next(form for start, form in _FORMATS.items() if path.startswith(start))
    records = form.open(_parts(path)).records
    return {record.reference: record.read() for record in records if record.reference in _WRITTEN[path]}


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)


def _said(entry: Entry) -> Iterator[tuple[str, str]]:
    """Each thing that an entry says, by its field; how a date was printed and where a city stands are left out."""
    yield from (("kind", entry.kind), ("sanction", entry.sanction_kind), ("exposure", entry.exposure))
    yield from (("amended", entry.amended), ("grounds", " ".join(entry.grounds.split())))
    yield "origin", "" if entry.origin == "autonomous" else entry.origin
    yield "listed", entry.listed.value if entry.listed else ""
    yield from (("name", f"{name.kind} {name.full}") for name in entry.names)
    yield from (("identifier", _joined(one.scheme, one.value, one.country)) for one in entry.identifiers)
    yield from (("detail", f"{detail.kind} {detail.value}") for detail in entry.details)
    yield from (("address", f"{address.full} [{address.country}]") for address in entry.addresses)
    yield from (("relation", _joined(tie.kind, tie.reference, tie.printed)) for tie in entry.relations)
    yield from (("reference", f"{one.namespace} {one.reference}") for one in entry.cross_references)
    yield from (("act", act.reference) for act in entry.instruments)
    for basis in entry.programmes:
        yield "programme", _joined(basis.printed or basis.code, f"since {basis.since.value}" if basis.since else "")
    for one in entry.measures:
        since = f"since {one.since.value}" if one.since else ""
        yield "measure", _joined(one.type, since, one.directive, one.tenor) + (f": {one.scope}" if one.scope else "")
    yield from (("unread", text) for text in entry.unread)
    yield from (("problem", text) for text in entry.problems)


def _is(text: str, written: str) -> bool:
    start, cut, end = written.partition(" … ")
    return text.startswith(start) and text.endswith(end) if cut else text == written


@pytest.mark.parametrize(("path", "uid"), _ALL)
def test_an_entry_says_all_that_the_file_says_and_no_more(path: str, uid: str) -> None:
    written = [(field, text) for field, texts in _WRITTEN[path][uid].items() for text in texts]
    said = [(field, text) for field, text in _said(_entries(path)[uid]) if text]
    missing = [
        (field, text) for field, text in written if not any(field == of and _is(told, text) for of, told in said)
    ]
    invented = [(of, told) for of, told in said if not any(field == of and _is(told, text) for field, text in written)]
    assert (missing, invented) == ([], [])
