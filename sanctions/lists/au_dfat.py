"""Australia's Consolidated List in XLS or XLSX, as the Australian Sanctions Office of DFAT publishes it.

Source: https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list. A row is a name: `2` is
the primary one of a party, `2a` and `2b` are others of the same. Until 2024 (`regulation8_consolidated`) it has twelve
columns; the later workbook adds the strength of an alias, the IMO number, the instrument and a column for each measure.
The Control Date is when the entry was last edited, not when it was listed.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from sanctions.lists import days
from sanctions.lists.countries import country
from sanctions.lists.entry import Dated, Entry, Instrument, LegalBasis, Restriction
from sanctions.lists.gathering import Gathering, only, squeezed
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, Record, RefusedError
from sanctions.lists.taking import checked, word
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.name_kind import NAME_KINDS
from sanctions.vocabulary.target_kind import TARGET_KINDS

_NAME = "Name of Individual or Entity"
_MANDATORY = ("Reference", _NAME, "Type", "Name Type", "Committees")
_MEASURES = ("Targeted Financial Sanction", "Travel Ban", "Arms Embargo", "Maritime Restriction")
_COLUMNS = (
    *_MANDATORY,
    *("Alias Strength", "Date of Birth", "Place of Birth", "Citizenship", "Address", "Additional Information"),
    *("Listing Information", "IMO Number", "Control Date", "Instrument of Designation", *_MEASURES),
)
_SPELT = {name.casefold(): name for name in _COLUMNS}
_EXPRESSED = {
    "Date of Birth": {"details.birth_date"},
    "Place of Birth": {"details.birth_place"},
    "Citizenship": {"details.citizenship", "details.country"},
    "Address": {"addresses"},
    "Additional Information": {"details.remark"},
    "Listing Information": {"listed", "instruments"},
    "IMO Number": {"identifiers"},
    "Control Date": {"amended"},
}
_LARGEST = 200_000_000
"""Bytes that a workbook may have when unpacked (Interdict's own bound; the list has about ten million)."""

_LONGEST_CELL = 10_000
"""Characters in a cell with several values (Interdict's own bound; the longest seen has 2,343)."""

_REFERENCE = re.compile(r"(?P<party>\d+)\s*(?P<name>[a-z]*\d*)", re.IGNORECASE)
_NOTHING = {"", "na", "n/a", "nil", "unknown"}
_LETTERED = re.compile(r"(?:^|(?<=\s)|(?<=[;,.]))\(?[a-z]\)\s*")
_COMMITTEES_APART = re.compile(r"(?<=\))\s+(?=\d{3,4} \()")
_LISTED = re.compile(
    r"(?<!re)(?<!re-)(?<!last )\b(?:listed|designated)\b[^.;(]{0,60}?\bon:?\s+"
    r"(?P<day>\d{1,2}(?:st|nd|rd|th)?\.?\s+[a-z]+\.?\s+\d{4}|\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
# Who is 'declared' is kept from entering Australia: Autonomous Sanctions Regulations 2011, regulation 6(1)(b).
_DECLARED = re.compile(r"first\s+designation\s+and\s+declaration", re.IGNORECASE)
_REGISTER = re.compile(r"\bF\d{4}[A-Z]\d{5}\b")  # numbers of the Federal Register of Legislation
_YES, _NO = {"1", "1.0", "true", "yes", "y"}, {"", "0", "0.0", "false", "no", "n"}


def _recognises(parts: Parts) -> bool:
    return len(parts) == 1 and _mentions(only(parts)[1], _NAME)


def _mentions(content: bytes, heading: str) -> bool:
    """Whether a workbook holds a text among the first of its cells."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # XLS, a compound file
        return heading.encode() in content or heading.encode("utf-16-le") in content
    if not content.startswith(b"PK"):
        return False
    try:
        with ZipFile(BytesIO(content)) as archive:
            texts = [name for name in archive.namelist() if re.search(r"sharedStrings|worksheets/sheet1\.", name)]
            return any(heading.encode() in archive.open(name).read(200_000) for name in texts)
    except Exception:  # zipfile raises whatever a broken member makes it stumble over
        return False


def _open(parts: Parts) -> Reading:
    file, content = only(parts)
    parties = dict[str, list[dict[str, str]]]()
    header, rows = _sheet(file, content)
    for number, cells in rows:
        row = {name: cell for name, cell in zip(header, cells, strict=False) if name and cell.strip()}
        found = _REFERENCE.fullmatch(row.get("Reference", "").strip())
        if row and not found:
            raise RefusedError(file, f"has a row without a reference: {row.get(_NAME, '')[:60]}", line=number)
        if found:
            parties.setdefault(found["party"], []).append(row)
    if not parties:
        raise RefusedError(file, "holds no entry")
    expresses = {
        "reference",
        "kind",
        "names",
        "sanction_kind",
        "measures",
        "programmes",
        "origin",
        "problems",
        "unread",
    }
    for name in header:
        expresses |= _EXPRESSED.get(name, set())
    form = "au_dfat_sheet" if set(header).intersection(_MEASURES) else "au_dfat_regulation8"
    warnings = list[str]()
    dated = max((_day(row.get("Control Date", "")) for rows in parties.values() for row in rows), default="")
    return Reading(form, dated, frozenset(expresses), _records(parties, warnings), len(parties), warnings)


def _sheet(file: str, content: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header of the list and its rows, with their numbers: of the first sheet that has all mandatory columns."""
    if content.startswith(b"PK"):
        try:
            with ZipFile(BytesIO(content)) as archive:
                size = sum(member.file_size for member in archive.infolist())
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise RefusedError(file, f"is no whole workbook: {error}") from error
        if size > _LARGEST:
            raise RefusedError(file, f"has {size:,} bytes unpacked, more than {_LARGEST:,}")
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]
    except BaseException as error:  # calamine is Rust: where it panics, what is raised is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        reason = error if isinstance(error, CalamineError) else type(error).__name__
        raise RefusedError(file, f"cannot be opened as a workbook: {reason}") from error
    missing = list[list[str]]()
    for sheet in sheets:
        texts = [[_text(cell) for cell in cells] for cells in sheet]
        for number, cells in enumerate(texts[:20]):
            header = [_SPELT.get(squeezed(cell).casefold(), squeezed(cell)) for cell in cells]
            if header and header[0] == "Reference":
                missing.append([name for name in _MANDATORY if name not in header])
                if not missing[-1]:
                    return header, [(number + 2 + index, row) for index, row in enumerate(texts[number + 1 :])]
                break
    if not missing:
        raise RefusedError(file, "has no row of headings that begins with Reference")
    fewest = min(missing, key=len)
    raise RefusedError(file, f"has no column {' nor '.join(fewest)}")


def _text(cell: object) -> str:
    """What stands in a cell, as text: days in ISO 8601, whole numbers without a point."""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("_x000D_", " ")  # how Excel writes a carriage return


def _records(parties: Mapping[str, list[dict[str, str]]], warnings: list[str]) -> Iterator[Record]:
    for reference, rows in parties.items():

        def read(rows: list[dict[str, str]] = rows, reference: str = reference) -> Entry:
            return _entry(rows, reference, warnings)

        yield Record(reference, _raw(rows), read)


def _raw(rows: Sequence[Mapping[str, str]]) -> str:
    """What all rows of a party say alike, and beside it what each says for itself, in JSON."""
    plain = sorted(
        ({name: squeezed(cell) for name, cell in row.items()} for row in rows),
        key=lambda row: json.dumps(row, sort_keys=True),
    )
    alike = dict(set.intersection(*(set(row.items()) for row in plain)))
    own = [{name: cell for name, cell in row.items() if name not in alike} for row in plain]
    return json.dumps({"all": alike, "rows": own}, ensure_ascii=False, indent=1, sort_keys=True)


def _entry(rows: Sequence[Mapping[str, str]], reference: str, warnings: list[str]) -> Entry:
    gathering = Gathering(reference, warnings)
    for name in sorted({name for row in rows for name in row if name not in _COLUMNS}):
        gathering.leftover(name, "; ".join(_different(rows, name)))
    kinds = {word(TARGET_KINDS, "au", "Type", text) for text in _different(rows, "Type")}
    if len(kinds) != 1:
        raise QuarantinedError("Type", f"is {' and '.join(sorted(kinds)) or 'empty'} for one reference")
    kind = kinds.pop()
    for row in sorted(rows, key=lambda row: _rank(row.get("Reference", ""))):
        _name(gathering, row)
    for text in _different(rows, "IMO Number"):
        gathering.identifier("imo", text)
    _details(gathering, rows, kind)
    listing = _different(rows, "Listing Information")
    day = next((found for text in listing if (found := _listed_on(text))), "")
    listed = Dated(day) if day else None
    _instruments(gathering, rows, listing)
    committees = [name for text in _different(rows, "Committees") for name in _COMMITTEES_APART.split(text)]
    if not committees:
        raise QuarantinedError("Committees", "is empty")
    gathering.programmes += [LegalBasis(name, name, listed) for name in committees]
    gathering.measures += [Restriction(type_) for type_ in _measures(rows, listing, kind)]
    edited = {text: _day(text) for text in _different(rows, "Control Date")}
    gathering.unread += [f"Control Date: {text}" for text, day in edited.items() if not day]
    return gathering.entry(
        kind=kind, listed=listed, amended=gathering.amended(edited.values()),  # each row has its own
        # The UN's committees are printed by resolution and name, and 1373 leaves the listing to the states.
        origin="autonomous" if any(re.match(r"Autonomous|1373", name) for name in committees) else "implements",
    )  # fmt: skip


def _rank(reference: str) -> tuple[int, str]:
    found = _REFERENCE.fullmatch(reference.strip())
    letters = found["name"] if found else reference
    return len(letters), letters


def _different(rows: Sequence[Mapping[str, str]], column: str) -> list[str]:
    """The different texts of a column in the rows of a party, which mostly repeat one another."""
    texts = dict[str, None]()
    for row in rows:
        text = squeezed(checked(column, row.get(column, "")))
        if text.casefold() not in _NOTHING:
            texts[text] = None
    return list(texts)


def _name(gathering: Gathering, row: Mapping[str, str]) -> None:
    name, sort, strength = (checked(column, row.get(column, "")) for column in (_NAME, "Name Type", "Alias Strength"))
    # Where it is left empty, the letter behind the number tells: the name without one is the primary.
    sort = sort or ("Alias" if _rank(row.get("Reference", ""))[0] else "Primary Name")
    kind = word(NAME_KINDS, "au", "Name Type", sort)
    if strength:
        if strength.casefold() not in ("strong", "weak", "na", "n/a"):
            raise QuarantinedError("Alias Strength", f"“{strength}” is no word that DFAT is known to use")
        kind = "weak_alias" if kind == "alias" and strength.casefold() == "weak" else kind
    gathering.name(name, kind)


def _details(gathering: Gathering, rows: Sequence[Mapping[str, str]], kind: str) -> None:
    born = [pair for text in _different(rows, "Date of Birth") for pair in _dates(text)]
    gathering.date("birth_date" if kind == "person" else "founded_on", born)
    for text in _different(rows, "Place of Birth"):
        for place in _pieces(text):
            gathering.detail("birth_place" if kind == "person" else "remark", place)
    for text in _different(rows, "Citizenship"):
        for piece in _pieces(text):
            halves = [piece] if country(piece) else re.split(r"\s*(?:[;,/]|\band\b)\s*", piece)
            for half in halves:
                gathering.country("citizenship" if kind == "person" else "country", half)
    for text in _different(rows, "Address"):
        for piece in _pieces(text):
            last = piece.rpartition(",")[2]
            gathering.address(piece, land=last if country(last.strip(" .")) else "")
    for column in ("Additional Information", "Listing Information", "Instrument of Designation"):
        for text in _different(rows, column):
            gathering.detail("remark", text)


def _pieces(text: str) -> list[str]:
    """The values of a cell that enumerates them, `a) … b) …` or by semicolons."""
    if len(text) > _LONGEST_CELL:
        raise QuarantinedError("a cell", f"has {len(text):,} characters, more than {_LONGEST_CELL:,}")
    parts = _LETTERED.split(text) if _LETTERED.match(text) else re.split(r";(?![^()]*\))", text)
    return [piece for part in parts if (piece := part.strip(" ;,")) and piece.casefold() not in _NOTHING]


def _dates(text: str) -> list[tuple[str, str]]:
    """Each date of a cell with what it was read as, '' where it was not."""
    plain = re.sub(r"\s*>>\s*|,?\s*\balt\.? DOB:?\s*|(?<=/\d{4})\s+(?=\d)", "; ", text)
    plain = re.sub(r"(?<=[A-Za-z])\.(?=\s*\d)|(?<=\d)\.(?=\s*[A-Za-z])", "", plain)  # '10. Aug. 1960'
    if value := days.printed(plain):
        return [(text, value)]
    return [(piece, days.printed(re.sub(r"(?<=\S)\s*\(.*$", "", piece))) for piece in _pieces(plain)]


def _day(text: str) -> str:
    """A cell that is a day, as the workbook knows it or as a text; '' where it is none."""
    return days.iso(text) or days.day_month_year(text)


def _listed_on(text: str) -> str:
    """The day of the first listing that the cell prints, '' where it prints none."""
    if value := _day(text):
        return value
    found = _LISTED.search(text)
    return days.printed(found["day"].replace(".", "")) if found else ""


def _instruments(gathering: Gathering, rows: Sequence[Mapping[str, str]], listing: Sequence[str]) -> None:
    for text in (*listing, *_different(rows, "Instrument of Designation")):
        for number in dict.fromkeys(_REGISTER.findall(text)):
            gathering.instruments.append(Instrument("decision", number, "other_reference"))


def _measures(rows: Sequence[Mapping[str, str]], listing: Sequence[str], kind: str) -> list[str]:
    """The measures of the columns for them; without those, what the list is of, and the ban on those declared."""
    if not any(column in row for row in rows for column in _MEASURES):
        declared = kind == "person" and any(_DECLARED.search(text) for text in listing)
        return ["asset_freeze", "travel_ban"] if declared else ["asset_freeze"]
    types = list[str]()
    for column in _MEASURES:
        for row in rows:
            text = row.get(column, "").strip().casefold()
            if text not in _YES | _NO:
                raise QuarantinedError(column, f"“{text}” says neither yes nor no")
            if text in _YES and (type_ := word(MEASURE_TYPES, "au", column, column)) not in types:
                types.append(type_)
    return types or ["unspecified"]


FORMAT = Format("au_dfat_sheet", "Australia's Consolidated List, XLS or XLSX", _recognises, _open)
