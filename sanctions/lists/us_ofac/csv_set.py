"""OFAC's lists as sets of CSV files: the parties, and beside them addresses, other names and what remarks overflow.

Columns: OFAC's data specification (dat_spec.txt). The official files have no header, null written `-0- `, and end in
one 0x1A; copies add a header, drop the quotes or write null as nothing. The text of a record is in the official form
whatever a copy does, so that the same record is known again.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from sanctions.lists.entry import Entry
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, Record, RefusedError
from sanctions.lists.taking import checked
from sanctions.lists.us_ofac.labels import NAMED_RELATIONS
from sanctions.lists.us_ofac.party import Listing, Party, kind_of

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "parties": (
        *("ent_num", "sdn_name", "sdn_type", "program", "title", "call_sign", "vess_type", "tonnage", "grt"),
        *("vess_flag", "vess_owner", "remarks"),
    ),
    "addresses": ("ent_num", "add_num", "address", "city", "country", "add_remarks"),
    "names": ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks"),
    "comments": ("ent_num", "comments"),
}
_WIDTHS = {len(columns): what for what, columns in _COLUMNS.items()}
# How headers of copies call the columns, without regard to case, spaces and underlines.
_HEADERS: Mapping[str, str] = {
    "entnum": "ent_num", "uid": "ent_num", "sdnname": "sdn_name", "name": "sdn_name", "sdntype": "sdn_type",
    "type": "sdn_type", "program": "program", "programs": "program", "title": "title", "callsign": "call_sign",
    "vesstype": "vess_type", "vesseltype": "vess_type", "tonnage": "tonnage", "grt": "grt", "vessflag": "vess_flag",
    "vesselflag": "vess_flag", "vessowner": "vess_owner", "vesselowner": "vess_owner", "remarks": "remarks",
    "addnum": "add_num", "address": "address", "city": "city", "citystateprovincepostalcode": "city",
    "citystateprovince": "city", "country": "country", "addremarks": "add_remarks", "altnum": "alt_num",
    "alttype": "alt_type", "altname": "alt_name", "altremarks": "alt_remarks", "comments": "comments",
    "remarksextended": "comments", "comment": "comments",
}  # fmt: skip
# By which columns a header shows what a file holds.
_MANDATORY: Mapping[str, tuple[str, ...]] = {
    "parties": ("ent_num", "sdn_name", "program"),
    "addresses": ("ent_num", "address"),
    "names": ("ent_num", "alt_name"),
    "comments": ("ent_num", "comments"),
}
_TAKEN = frozenset({
    "reference", "kind", "origin", "sanction_kind", "measures", "programmes", "identifiers", "details", "exposure",
    "problems", "unread", "names.primary", *(f"relations.{kind}" for kind in NAMED_RELATIONS),
})  # fmt: skip
_VESSEL = (
    *(("vess_type", "Vessel Type"), ("tonnage", "Vessel Tonnage"), ("grt", "Vessel Gross Registered Tonnage")),
    *(("vess_flag", "Vessel Flag"), ("vess_owner", "Vessel Owner")),
)
_NULL, _OFFICIAL_NULL = "-0-", "-0- "
_NULLS = frozenset({_NULL, _OFFICIAL_NULL, ""})
# Numbers in front, texts in quotes, null without.
_OFFICIAL = re.compile(r'\d+(?:,\d+)?(?:,(?:-0- |"(?!-0- ?")[^"]+"))+')
_FIRST = 100  # rows by which a file's form is told
_FULL_REMARK = 900  # characters; OFAC cuts a remark at 1,000
_CITY = re.compile(r"[^\d,]+")


class _Table(NamedTuple):
    """One file: its name, what it holds, its rows as lines of CSV, and the columns that are not known."""

    file: str
    what: str
    lines: list[str]
    strangers: tuple[str, ...]


def recognises(parts: Parts) -> bool:
    """Whether one of the files begins as OFAC's table of parties does."""
    return any(_begins_as_parties(content[:4096]) for content in parts.values())


def _begins_as_parties(start: bytes) -> bool:
    if start.lstrip()[:1] in (b"<", b"{", b"["):
        return False
    try:
        first = next(csv.reader(start.decode("utf-8-sig", "replace").splitlines()), [])
    except csv.Error:
        return False
    names = {_HEADERS.get(_plain(cell)) for cell in first}
    numbered = len(first) == 12 and first[0].strip().isdigit()
    return numbered or {"ent_num", "sdn_name", "program"} <= names


def _open(listing: Listing, parts: Parts) -> Reading:
    tables = dict[str, _Table]()
    warnings = list[str]()
    for file, content in parts.items():
        table = _table(file, content)
        if table is None:
            warnings.append(f"{file} is no part of this list")
            continue
        if table.what in tables:
            raise RefusedError(file, f"holds {table.what} as {tables[table.what].file} does")
        tables[table.what] = table
        warnings += [f"{file}: the column {name} is not known" for name in table.strangers]
    if "parties" not in tables:
        raise RefusedError(", ".join(parts) or "the release", "no file holds the parties of OFAC's list")
    expresses = _TAKEN | ({"addresses"} if "addresses" in tables else set())
    expresses |= {"names"} if "names" in tables else set()
    # Remarks that overflow are whole in that file alone: with it, entries that nobody amended say more.
    expresses |= {"details.remark"} if "comments" in tables else set()
    beside = {what: _grouped(tables[what]) for what in _COLUMNS if what != "parties" and what in tables}
    return Reading(
        format=f"{listing}_csv",
        dated="",
        expresses=frozenset(expresses),
        records=_records(listing, tables["parties"], beside, warnings),
        warnings=warnings,
    )


def _table(file: str, content: bytes) -> _Table | None:
    text = _text(file, content)
    lines = [line.rstrip("\r") for line in text.split("\n") if line.strip(" \r\x1a")]
    if not lines:
        raise RefusedError(file, "is empty")
    if not _is_official(text, lines):
        lines = _rewritten(file, lines)
    try:
        first = next(csv.reader(lines[:1], strict=True))
        last = next(csv.reader(lines[-1:], strict=True))
    except csv.Error as error:
        raise RefusedError(file, str(error), line=1) from error
    if first[0].strip().isdigit():
        what = _WIDTHS.get(len(first))
        if what and len(last) != len(first):
            raise RefusedError(file, f"the last row has {len(last)} columns, not {len(first)}", line=len(lines))
        return _Table(file, what, lines, ()) if what else None
    names = [_HEADERS.get(_plain(cell), "") for cell in first]
    for what, columns in _COLUMNS.items():
        if set(_MANDATORY[what]) <= set(names):
            strangers = tuple(cell for cell, name in zip(first, names, strict=True) if name not in columns)
            if tuple(names) == columns:
                return _Table(file, what, lines[1:], ())
            order = [names.index(column) if column in names else -1 for column in columns]
            return _Table(file, what, _reordered(file, lines, order, len(first)), strangers)
    if {"ent_num", "sdn_name"} <= set(names):
        raise RefusedError(file, "the column Program is missing", line=1)
    return None


def _is_official(text: str, lines: list[str]) -> bool:
    """Whether a file is written as OFAC writes it: the first rows are, and all have as many quotes as they then must.

    Parsing every row to see it would take as long as all else.
    """
    if not all(map(_OFFICIAL.fullmatch, lines[:_FIRST])):
        return False
    try:
        width = len(next(csv.reader(lines[:1])))
    except csv.Error:  # a text longer than any
        return False
    quoted = len(lines) * (width - _numbers(width)) - text.count(f",{_OFFICIAL_NULL}")
    return text.count('"') == 2 * quoted


def _numbers(width: int) -> int:
    """How many numbers begin a row: that of the party, and that of its address or name."""
    return 2 if _WIDTHS.get(width) in ("addresses", "names") else 1


def _rewritten(file: str, lines: list[str]) -> list[str]:
    """The rows of a copy as OFAC would have written them; one that is no CSV stays as it is.

    Texts may run over the ends of lines. Raises RefusedError where a quote never closes.
    """
    if any(line.count('"') % 2 for line in lines):
        return _rejoined(file, lines)
    with suppress(csv.Error):
        found = list(map(_written, csv.reader(lines, strict=True)))
        if len(found) == len(lines):
            return found
    return list(map(_written_alone, lines))


def _rejoined(file: str, lines: list[str]) -> list[str]:
    found = list[str]()
    rows = csv.reader((f"{line}\n" for line in lines), strict=True)
    try:
        found += (_written([cell.replace("\n", " ") for cell in row]) for row in rows)
    except csv.Error as error:
        after = found[-1][:40] if found else ""
        raise RefusedError(file, str(error), line=rows.line_num, after=after) from error
    return found


def _written_alone(line: str) -> str:
    try:
        (row,) = csv.reader((line,), strict=True)
    except csv.Error:
        return line
    return _written(row)


def _written(row: list[str]) -> str:
    """A row in OFAC's own form, which does not depend on how a copy writes numbers, texts and null."""
    if '"' in "".join(row):
        row = [cell.replace('"', '""') for cell in row]
    texts = [_OFFICIAL_NULL if cell in _NULLS else f'"{cell}"' for cell in row]
    for at, cell in enumerate(row[: _numbers(len(row))]):
        if (number := cell.strip()).isdigit():
            texts[at] = number
    return ",".join(texts)


def _reordered(file: str, lines: list[str], order: Sequence[int], width: int) -> list[str]:
    """The rows below a header, in OFAC's order of columns."""
    found = list[str]()
    for number, line in enumerate(lines[1:], start=2):
        try:
            (row,) = csv.reader((line,), strict=True)
        except csv.Error as error:
            raise RefusedError(file, str(error), line=number) from error
        if len(row) != width:
            raise RefusedError(file, f"a row has {len(row)} columns, not {width}", line=number)
        found.append(_written(["" if at < 0 else row[at] for at in order]))
    return found


def _text(file: str, content: bytes) -> str:
    if not content.strip(b"\x1a\r\n\t "):
        raise RefusedError(file, "is empty")
    if content.lstrip()[:1] == b"<":
        raise RefusedError(file, "is no CSV: it begins with <")
    utf16 = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(file, f"the byte at {error.start:,} is no {error.encoding}") from error


def _plain(cell: str) -> str:
    return re.sub(r"[\W_]+", "", cell).casefold()


def _grouped(table: _Table) -> dict[str, list[str]]:
    found = dict[str, list[str]]()
    for line in table.lines:
        found.setdefault(line[: line.find(",")], []).append(line)
    return found


def _records(
    listing: Listing, table: _Table, beside: Mapping[str, dict[str, list[str]]], warnings: list[str]
) -> Iterator[Record]:
    groups = tuple(beside.values())
    if not table.lines:
        raise RefusedError(table.file, "holds no record")
    for line in table.lines:
        uid = line[: line.find(",")]
        rows = [line]
        for group in groups:
            if found := group.pop(uid, None):
                rows += sorted(found) if len(found) > 1 else found
        yield Record(_number(table.file, uid), "\n".join(rows), partial(_read, listing, rows, warnings))
    for what, left in beside.items():
        if left:
            warnings.append(f"{what} of {len(left):,} parties that are not in the list, such as {min(left)}")


def _number(file: str, printed: str) -> str:
    uid = printed.strip(' "')
    if not (uid.isascii() and uid.isdigit()):
        raise RefusedError(file, f"“{printed[:40]}” is no number of a party")
    return uid


def _read(listing: Listing, rows: list[str], warnings: list[str]) -> Entry:
    try:
        first, *others = csv.reader([checked("row", row) for row in rows], strict=True)
    except csv.Error as error:
        raise QuarantinedError("row", f"{error}: {rows[0][:60]}") from error
    cells = _cells("parties", first)
    party = Party(cells["ent_num"], kind_of(cells["sdn_type"] or "Entity"), listing, warnings)
    party.name(cells["sdn_name"])
    for printed in cells["program"].split("]"):
        party.tag(printed.replace("[", ""))
    party.title(cells["title"])
    if cells["call_sign"]:
        party.document("Vessel Call Sign", cells["call_sign"])
    for column, label in _VESSEL:
        if cells[column]:
            party.says(label, cells[column])
    overflow = "".join(_beside(party, row) for row in others)
    text = _text_of(first[-1]) + overflow
    # OFAC ends every remark with a full stop. One without it goes on in the file of comments.
    party.remarks(text, cut=len(first[-1]) > _FULL_REMARK and not text.rstrip().endswith("."))
    return party.entry()


def _beside(party: Party, row: list[str]) -> str:
    """Takes an address or a name; what a remark overflowed with is given back."""
    match _WIDTHS.get(len(row)):
        case "comments":
            return _text_of(row[1])
        case "names":
            cells = _cells("names", row)
            party.name(cells["alt_name"], cells["alt_type"])
            party.gathering.detail("remark", cells["alt_remarks"] and f"{cells['alt_name']}: {cells['alt_remarks']}")
        case "addresses":
            cells = _cells("addresses", row)
            # The column holds city, province and postal code together; a city stands there alone or is not told apart.
            city = cells["city"] if _CITY.fullmatch(cells["city"]) else ""
            party.address(cells["address"], cells["city"], city=city, land=cells["country"], note=cells["add_remarks"])
        case _:
            raise QuarantinedError("row", f"has {len(row)} columns: {', '.join(row)[:60]}")
    return ""


def _text_of(cell: str) -> str:
    """A remark with the spaces around it, by which it is told from what overflows."""
    return "" if cell.strip() == _NULL else cell


def _cells(what: str, row: list[str]) -> dict[str, str]:
    columns = _COLUMNS[what]
    if len(row) != len(columns):
        raise QuarantinedError("row", f"has {len(row)} columns, not {len(columns)}: {', '.join(row)[:60]}")
    return {column: "" if (text := cell.strip()) == _NULL else text for column, cell in zip(columns, row, strict=True)}


SDN = Format(
    f"{Listing.SDN}_csv", "OFAC SDN list, CSV (sdn, add, alt, sdn_comments)", recognises, partial(_open, Listing.SDN)
)
CONSOLIDATED = Format(
    f"{Listing.CONSOLIDATED}_csv",
    "OFAC consolidated non-SDN list, CSV (cons_prim, cons_add, cons_alt, cons_comments)",
    recognises,
    partial(_open, Listing.CONSOLIDATED),
)
