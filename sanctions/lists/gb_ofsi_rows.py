"""The rows of OFSI's Consolidated List: a line with the day of the list, a line with the columns, then the names."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from sanctions.lists import days
from sanctions.lists.reading import RefusedError

NEW_COLUMNS = (
    *("Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language", "Passport Number"),
    *("National Identification Number", "National Identification Details", "Alias Quality"),
    "UK Sanctions List Date Designated",
)
"""Those of 2022, when the list went from 29 columns to 36 and `NI Number` became two."""

MANDATORY = ("Name 6", "Group Type", "Alias Type", "Regime", "Listed On", "Group ID")
REFERENCES = ("UK Sanctions List Ref", "UN Ref")
"""Numbers in other lists, which stand as labelled parts of 'Other Information' where they have no column."""

COLUMNS = (
    *("Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Title", "DOB", "Town of Birth", "Country of Birth"),
    *("Nationality", "Passport Details", "NI Number", "Position", "Address 1", "Address 2", "Address 3", "Address 4"),
    *("Address 5", "Address 6", "Post/Zip Code", "Country", "Other Information", "Group Type", "Alias Type", "Regime"),
    *("Listed On", "Last Updated", "Group ID", *NEW_COLUMNS, *REFERENCES),
)
"""All the columns that the list is known to have had."""

_HEADINGS = (b"Group ID", b"Alias Type", b"Listed On")
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_FIRST = 65_536
_LONGEST_CELL = 1_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """The list of a day: its columns, and its rows with the line on which each stands, blank cells left out."""

    dated: str
    columns: list[str]
    rows: Iterator[tuple[int, dict[str, str]]]


def is_conlist(content: bytes) -> bool:
    """Whether a file begins as this list does, in whatever form."""
    start = content[:_FIRST]
    if content.startswith(_ZIP):
        start = _texts_of_workbook(content)
    elif content.startswith(_OLE):
        start = content
    return all(heading in start.replace(b"\x00", b"") for heading in _HEADINGS)


def _texts_of_workbook(content: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = [name for name in archive.namelist() if name in _WITH_TEXTS]
            return b"".join(archive.open(name).read(_FIRST) for name in members)
    except (BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return b""


_WITH_TEXTS = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "content.xml")


def table(file: str, content: bytes) -> Table:
    """The list in a file. Raises RefusedError where a column or the day is missing, or where it breaks off."""
    if not content.strip():
        raise RefusedError(file, "is empty")
    lines = _sheet(file, content) if content.startswith((_ZIP, _OLE)) else _csv(file, content)
    dated = ""
    for number, cells in lines:
        if "Group ID" in (names := [cell.strip() for cell in cells]):
            return Table(_checked_day(file, dated), _checked(file, number, names), _rows(file, names, lines))
        if number > 5:
            break
        if names[0].casefold() == "last updated" and len(names) > 1:
            dated = days.day_month_year(names[1].partition(" ")[0])
    raise RefusedError(file, "has no line of columns with Group ID among its first five")


def _checked_day(file: str, dated: str) -> str:
    if not dated:
        raise RefusedError(file, "has no line “Last Updated” with a day above its columns")
    return dated


def _checked(file: str, line: int, names: list[str]) -> list[str]:
    if missing := [name for name in MANDATORY if name not in names]:
        raise RefusedError(file, f"lacks the column {', '.join(missing)}", line=line)
    # The list itself has two columns of this name in no release; one of them would hide the other.
    if repeated := sorted({name for name in names if name and names.count(name) > 1}):
        raise RefusedError(file, f"has the column {', '.join(repeated)} more than once", line=line)
    return [name for name in names if name]


def _rows(file: str, names: list[str], lines: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, dict[str, str]]]:
    group = names.index("Group ID")
    after = ""
    for number, cells in lines:
        if not any(cell.strip(" \x1a") for cell in cells):
            continue
        if len(cells) < len(names) or any(cell.strip() for cell in cells[len(names) :]):
            raise RefusedError(
                file, f"has {len(cells)} cells where it has {len(names)} columns", line=number, after=after
            )
        after = cells[group].strip()
        yield number, {name: cell for name, cell in zip(names, cells, strict=False) if name and cell.strip()}


def _csv(file: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(_decoded(file, content), newline=""), strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells or [""]
    except csv.Error as error:
        raise RefusedError(file, str(error), line=reader.line_num) from error


def _decoded(file: str, content: bytes) -> str:
    """The text of a file: the list was in Windows-1252 until 2021 and has been in UTF-8 since it has other scripts."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif content.startswith(b"\xef\xbb\xbf"):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            reason = f"is not in {encoding} at byte {error.start:,}"
    raise RefusedError(file, reason)


def _sheet(file: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        rows = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise RefusedError(file, f"is no workbook that can be read: {error}") from error
    for number, cells in enumerate(rows, start=1):
        yield number, [text(cell) for cell in cells]


def text(cell: object) -> str:
    """A cell as text. All are text in the official file; one that was saved anew may hold dates and numbers."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "strftime"):
        return str(cell.strftime("%d/%m/%Y"))
    return str(cell)
