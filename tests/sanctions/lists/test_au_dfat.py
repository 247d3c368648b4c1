"""Australia's list: a workbook with a row for each name, in twelve columns or nineteen."""

from contextlib import suppress
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest

from sanctions.lists.au_dfat import FORMAT
from sanctions.lists.entry import Dated, Entry, Identifier, Instrument
from sanctions.lists.reading import RefusedError
from tests.sanctions.lists.releases import Read, faults, mutations, read, shared, survives
from tests.soak import examples

_TWELVE = (
    *("Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth", "Place of Birth"),
    *("Citizenship", "Address", "Additional Information", "Listing Information", "Committees", "Control Date"),
)
_NINETEEN = (
    *_TWELVE,
    *("Alias Strength", "IMO Number", "Instrument of Designation", "Targeted Financial Sanction", "Travel Ban"),
    *("Arms Embargo", "Maritime Restriction"),
)
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _workbook(*rows: dict[str, str], columns: tuple[str, ...] = _TWELVE) -> bytes:
    """A workbook that holds these rows under these columns."""
    return _packed(_sheet(*rows, columns=columns))


def _sheet(*rows: dict[str, str], columns: tuple[str, ...] = _TWELVE) -> bytes:
    table = [dict(zip(columns, columns, strict=True)), *rows]
    cells = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{escape(row.get(column, ""))}</t></is></c>' for column in columns)
        + "</row>"
        for row in table
    )
    return f'<worksheet xmlns="{_SHEET}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def _packed(*sheets: bytes) -> bytes:
    """The smallest workbook in the form of ECMA-376 around some sheets."""
    numbers = range(1, len(sheets) + 1)
    named = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    tied = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{tied}</Relationships>',
        **{f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in zip(numbers, sheets, strict=True)},
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


# Reference 2 of the official list, with the row of its name in the original script.
_AKHUND = {
    "Reference": "2",
    "Name of Individual or Entity": "MOHAMMAD HASSAN AKHUND",
    "Type": "Individual",
    "Name Type": "Primary Name ",
    "Date of Birth": "a) Approximately 1955- 1958 b) Approximately 1945-1950",
    "Citizenship": "Afghanistan",
    "Address": "NA",
    "Listing Information": "Listed by UN 1267 Committee on 25 January 2001 (amended on 20 December 2005, 9 July 2007)",
    "Committees": "1988 (Taliban)",
    "Control Date": "2014-12-15",
}
_ORIGINAL = _AKHUND | {
    "Reference": "2a",
    "Name of Individual or Entity": "محمد حسن أخوند",
    "Name Type": "Original Script",
}


def _entry(*rows: dict[str, str], columns: tuple[str, ...] = _TWELVE) -> Entry:
    (entry,) = read(FORMAT, _workbook(*rows, columns=columns)).entries.values()
    return entry


def test_the_rows_of_a_party_are_one_entry() -> None:
    entry = _entry(_ORIGINAL, _AKHUND, _AKHUND | {"Reference": "2b", "Name Type": "aka", "Type": "individual"})
    assert (entry.reference, entry.kind) == ("2", "person")
    assert [(name.full, name.kind) for name in entry.names] == [
        ("MOHAMMAD HASSAN AKHUND", "primary"),
        ("محمد حسن أخوند", "original_script"),
    ]
    assert (entry.listed, entry.amended) == (Dated("2001-01-25"), "2014-12-15")
    assert entry.origin == "implements"
    assert [measure.type for measure in entry.measures] == ["asset_freeze"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1966", "1966"),
        ("13 Aug. 1960\xa0\xa0", "1960-08-13"),
        ("10/09/1957", "1957-09-10"),
        ("a) 4 Apr. 1960; b) 1957", "[1957,1960-04-04]"),
        ("14 Mar 1974 >> 13 Apr 1974", "[1974-03-14,1974-04-13]"),
        ("5/06/1953   15/06/1953", "[1953-06-05,1953-06-15]"),
        ("Circa 1970", "1970~"),
        ("1957;1958;1959;1960;1961 ", "[1957,1958,1959,1960,1961]"),
        ("3 March 1979 (from false passport)", "1979-03-03"),
    ],
)
def test_each_form_of_a_birth_date_is_read_as_it_stands(printed: str, value: str) -> None:
    entry = _entry(_AKHUND | {"Date of Birth": printed})
    assert [detail.value for detail in entry.details if detail.kind == "birth_date"] == [value]


def test_what_cannot_be_read_of_a_date_is_kept() -> None:
    entry = _entry(_AKHUND | {"Date of Birth": "a) 1957 b) 07/04/62"})
    assert [detail.value for detail in entry.details if detail.kind == "birth_date"] == ["1957"]
    assert entry.unread == ("birth_date: 07/04/62",)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2019-05-14", "2019-05-14"),
        ("Listed on 2 Sep. 2014 (relisted on 1 Sep. 2017)", "2014-09-02"),
        ("First listed on 20 Feb. 2024", "2024-02-20"),
        (
            "Designated under the Autonomous Sanctions Regulations 2011 on 2 March 2012. Relisted on 12 January 2024.",
            "2012-03-02",
        ),
        ("The Minister for Foreign Affairs listed this entity on 21 December 2001 under section 15(1)", "2001-12-21"),
        ("Instrument of first listing: List 2001 (No. 2). Last listed on: 16/09/2022", ""),
        ("Autonomous Sanctions (Designated Persons and Entities) Amendment (No. 2) Instrument 2023", ""),
    ],
)
def test_the_first_listing_is_read_from_the_words_about_it(printed: str, day: str) -> None:
    listed = _entry(_AKHUND | {"Listing Information": printed}).listed
    assert (listed.value if listed else "") == day


def test_an_edit_is_dated_by_the_latest_row_and_the_others_are_kept() -> None:
    entry = _entry(_AKHUND, _ORIGINAL | {"Control Date": "27/02/2012"}, _ORIGINAL | {"Control Date": "soon"})
    assert entry.amended == "2014-12-15"
    assert "Amended before: 2012-02-27" in [detail.value for detail in entry.details]
    assert entry.unread == ("Control Date: soon",)


def test_a_name_whose_kind_is_left_empty_is_told_by_the_letter_behind_its_number() -> None:
    entry = _entry(_AKHUND | {"Name Type": ""}, _ORIGINAL | {"Name Type": ""})
    assert [name.kind for name in entry.names] == ["primary", "alias"]


def test_the_list_is_the_first_sheet_with_its_columns_whatever_the_case_of_its_headings() -> None:
    shouting = {name.upper(): text for name, text in _AKHUND.items()} | {"Reference": "2"}
    legend = _sheet({"Reference": "a", "Meaning": "another name"}, columns=("Reference", "Meaning"))
    sheet = _sheet(shouting, columns=("Reference", *(name.upper() for name in _TWELVE[1:])))
    removed = _sheet(_AKHUND | {"Reference": "3"})
    done = read(FORMAT, _packed(legend, sheet, removed))
    assert list(done.entries) == ["2"]
    assert done.reading.declared == 1
    assert not done.reading.warnings


def test_who_was_declared_as_well_as_designated_is_kept_from_entering() -> None:
    # Autonomous Sanctions Regulations 2011, regulation 6(1): (a) designate for the freeze, (b) declare for travel.
    words = "Instrument of first designation and declaration: … Ukraine) Amendment (No. 4) Instrument 2022"
    entry = _entry(_AKHUND | {"Listing Information": words, "Committees": "Autonomous (Ukraine)"})
    assert [measure.type for measure in entry.measures] == ["asset_freeze", "travel_ban"]
    assert entry.origin == "autonomous"


def test_the_newer_workbook_says_each_measure_in_a_column() -> None:
    ship = {
        "Reference": "8100",
        "Name of Individual or Entity": "CARUZO",
        "Type": "Vessel",
        "Name Type": "Primary Name",
        "IMO Number": "9180281",
        "Committees": "Autonomous (Russia)",
        "Instrument of Designation": "Autonomous Sanctions List 2025 [F2025L00001]",
        "Targeted Financial Sanction": "0",
        "Maritime Restriction": "1",
    }
    weak = ship | {
        "Reference": "8100a",
        "Name of Individual or Entity": "C",
        "Name Type": "Alias",
        "Alias Strength": "Weak",
    }
    entry = _entry(ship, weak, columns=_NINETEEN)
    assert (entry.kind, entry.identifiers) == ("vessel", (Identifier("imo", "9180281"),))
    assert [measure.type for measure in entry.measures] == ["transportation_restrictions"]
    assert [name.kind for name in entry.names] == ["primary", "weak_alias"]
    assert entry.instruments == (Instrument("decision", "F2025L00001", "other_reference"),)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"Type": "Airship"}, "Type"),
        ({"Name Type": "Pen name"}, "Name Type"),
        ({"Committees": ""}, "Committees"),
        ({"Travel Ban": "perhaps"}, "Travel Ban"),
        ({"Name Type": "Alias", "Alias Strength": "Medium"}, "Alias Strength"),
    ],
)
def test_a_word_nobody_knows_puts_the_party_aside(change: dict[str, str], field: str) -> None:
    done = read(FORMAT, _workbook(_AKHUND | change, columns=_NINETEEN))
    assert [error.field for error in done.quarantined.values()] == [field]


def test_a_column_nobody_knows_is_kept_and_warned_of() -> None:
    done = read(FORMAT, _workbook(_AKHUND | {"Colour": "red"}, columns=(*_TWELVE, "Colour")))
    assert done.reading.warnings == ["Colour is not known; it stands first in record 2"]
    assert done.entries["2"].unread == ("Colour: red",)


def test_the_two_sets_of_columns_are_two_formats() -> None:
    formats = [FORMAT.open({"": _workbook(_AKHUND, columns=columns)}).format for columns in (_TWELVE, _NINETEEN)]
    assert formats == ["au_dfat_regulation8", "au_dfat_sheet"]


def test_the_order_of_rows_makes_no_difference() -> None:
    raws = [
        [(record.reference, record.raw) for record in FORMAT.open({"": _workbook(*rows)}).records]
        for rows in ((_AKHUND, _ORIGINAL), (_ORIGINAL, _AKHUND))
    ]
    assert raws[0] == raws[1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html></html>",
        b"PK\x03\x04 cut off",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no compound file",
        _workbook(),
        _workbook({"Reference": "x"}),
        _workbook(_AKHUND, columns=tuple(name for name in _TWELVE if name != "Committees")),
        _workbook(_AKHUND)[:-400],
    ],
    ids=["empty", "html", "xlsx cut off", "broken xls", "no row", "no reference", "no committees", "half"],
)
def test_what_is_no_whole_list_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedError):
        read(FORMAT, content)


def test_a_workbook_is_known_by_its_headings_and_not_by_its_name() -> None:
    assert FORMAT.recognises({"list.bin": _workbook(_AKHUND)})
    assert not FORMAT.recognises({"list.xlsx": _workbook(columns=("Reference", "Group ID"))})


def test_damaged_bytes_are_refused_and_nothing_else_happens() -> None:
    assert survives(FORMAT, _workbook(_AKHUND, _ORIGINAL), examples(200, 10_000))
    for sheet in mutations(_sheet(_AKHUND, _ORIGINAL), examples(200, 10_000)):
        with suppress(RefusedError):
            read(FORMAT, _packed(sheet))


@pytest.fixture(scope="module")
def full() -> Read:
    """The workbook of December 2024."""
    return read(FORMAT, shared("au/au-dfat-regulation8-2024-12.xlsx"))


def test_a_full_workbook_is_read_whole_and_in_words_the_desk_knows(full: Read) -> None:
    # 9,553 rows, of which 3,062 are primary names, one for each number without a letter.
    assert len(full.entries) == full.reading.declared == 3062
    assert (full.quarantined, full.reading.warnings, full.reading.dated) == ({}, [], "2024-11-11")
    assert all(sum(name.kind == "primary" for name in entry.names) == 1 for entry in full.entries.values())
    assert [fault for entry in full.entries.values() for fault in faults(entry, full.reading.expresses)] == []
    assert sum(len(entry.unread) for entry in full.entries.values()) < 50
