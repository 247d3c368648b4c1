"""OFSI's Consolidated List: groups of rows, in the columns of 2016 and of 2022."""

import csv
from functools import cache
from io import StringIO

import pytest

from sanctions.lists.entry import CrossReference, Dated, Entry, Identifier, Restriction
from sanctions.lists.gb_ofsi_conlist import FORMAT
from sanctions.lists.reading import RefusedError
from tests.sanctions.lists.releases import Read, faults, read, shared, survives
from tests.sanctions.lists.us_ofac.release import CUTS, golden, shown
from tests.sanctions.lists.workbook import workbook
from tests.soak import examples

OLD_FILE, NEW_FILE = "ofsi-conlist-2016-03-23.csv", "ofsi-conlist-2025-04-10.csv"
OLD, NEW = ((CUTS / "gb_ofsi_conlist" / name).read_bytes() for name in (OLD_FILE, NEW_FILE))
# Rows and groups as the files have them.
FULL = [
    ("uk/ofsi-conlist-2016-03-23.csv.gz", "2016-03-23", 1924),
    ("uk/ofsi-conlist-2020-04-27.csv.gz", "2020-04-27", 2114),
    pytest.param("uk/ofsi-conlist-2025-04-10.xlsx", "2025-04-10", 4686, marks=pytest.mark.soak),
]
STEP = examples(12, 1)


def entry(reference: str, content: bytes = NEW) -> Entry:
    return read(FORMAT, content).entries[reference]


def rows(content: bytes, encoding: str = "utf-8") -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode(encoding), newline="")))


def written(lines: list[list[str]], encoding: str = "utf-8") -> bytes:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    return text.getvalue().encode(encoding)


@cache
def whole(path: str) -> Read:
    done = Read(FORMAT.open({path: shared(path)}))
    for record in done.reading.records:
        done.records.append(record)
        if len(done.records) % STEP == 0:
            done.entries[record.reference] = record.read()
    return done


@pytest.mark.parametrize(
    ("name", "reference"), [(name, each) for name, found in golden("gb_ofsi_conlist").items() for each in found]
)
def test_an_entry_says_what_the_file_says(name: str, reference: str) -> None:
    content = (CUTS / "gb_ofsi_conlist" / name).read_bytes()
    assert shown(entry(reference, content)) == golden("gb_ofsi_conlist")[name][reference]


def test_nothing_of_the_cuts_is_put_aside() -> None:
    for content, dated, groups in ((OLD, "2016-03-23", 6), (NEW, "2025-04-10", 5)):
        done = read(FORMAT, content)
        assert (done.reading.dated, len(done.entries)) == (dated, groups)
        assert not done.quarantined
        assert not done.reading.warnings


# --- Groups -----------------------------------------------------------------------------------------------------------


def test_a_row_for_each_name_and_birth_date_is_one_party_with_one_set_of_dates() -> None:
    party = entry("8784", OLD)
    assert (party.names[0].full, party.names[0].kind) == ("Mazen Salah MOHAMMED", "primary")
    assert {name.full for name in party.names[1:]} == {"Mazen ALI HUSSEIN", "Issa Salah MUHAMAD"}
    (born,) = [detail for detail in party.details if detail.kind == "birth_date"]
    assert born.value == "[1980-01-01,1981-05-18,1982-01-01]"
    assert [detail.value for detail in party.details if detail.kind == "birth_place"] == ["Baghdad", "Arbil"]
    assert [detail.value for detail in party.details if detail.kind == "birth_country"] == ["IQ"]


def test_letters_outside_of_ascii_are_those_of_windows() -> None:
    assert [detail.value for detail in entry("8355", OLD).details if detail.kind == "birth_place"] == ["Médéa"]
    assert entry("13061", OLD).names[0].full.endswith("‘NATIONAL INSTITUTE OF WINE MAGARACH")


def test_a_word_that_names_two_countries_is_kept_and_not_guessed() -> None:
    assert entry("12438", OLD).unread == ("nationality: Congolese",)


def test_each_regime_of_a_group_has_its_own_date() -> None:
    force = entry("11241", OLD)
    assert [(basis.code, basis.since) for basis in force.programmes] == [
        ("Iran (nuclear proliferation)", Dated("2010-07-27")),
        ("Syria", Dated("2011-08-24")),
    ]
    assert force.listed == Dated("2010-07-27")


# --- Measures and references ------------------------------------------------------------------------------------------


def test_further_financial_sanctions_stand_beside_the_freeze_with_their_dates() -> None:
    assert entry("14179").measures == (
        Restriction("asset_freeze"),
        Restriction("correspondent_account_ban", Dated("2023-12-15")),
        Restriction("trust_services_ban", Dated("2023-03-21")),
    )


def test_the_uk_sanctions_list_is_referred_to_by_every_number_printed() -> None:
    general = entry("13897")
    assert general.cross_references == (CrossReference("gb_fcdo", "GHR0046"), CrossReference("gb_fcdo", "MYA0018"))
    assert Identifier("national_id", "12/SAKHANA(N)020199") in general.identifiers


def test_a_column_of_references_is_as_good_as_a_label() -> None:
    lines = rows(OLD, "cp1252")
    for line, (uk, un) in zip(
        lines[1:], [("UK Sanctions List Ref", "UN Ref"), *[("DRC0001", "CDi.016")] * 30], strict=False
    ):
        line.extend((uk, un))
    done = read(FORMAT, written(lines))
    assert not done.reading.warnings
    assert done.entries["12438"].cross_references == (
        CrossReference("gb_fcdo", "DRC0001"),
        CrossReference("un_sc", "CDi.016"),
    )


def test_a_un_number_of_another_party_is_not_the_ship_s() -> None:
    ship = entry("13651")
    assert ship.cross_references == (CrossReference("gb_fcdo", "DPR0100"),)
    assert ship.origin == "autonomous"


def test_an_old_un_number_says_that_the_case_is_the_un_s() -> None:
    assert entry("8355", OLD).origin == "implements"
    assert entry("8355", OLD).cross_references == ()


def test_only_the_newer_columns_can_say_grounds_and_references() -> None:
    labelled = {"grounds", "cross_references", "relations"}
    assert labelled.isdisjoint(read(FORMAT, OLD).reading.expresses)
    assert labelled <= read(FORMAT, NEW).reading.expresses


# --- Forms of the file ------------------------------------------------------------------------------------------------


def test_a_spreadsheet_of_the_same_rows_says_the_same() -> None:
    sheet = workbook(rows(NEW))
    assert FORMAT.recognises({"ConList.xlsx": sheet})
    assert read(FORMAT, sheet).entries == read(FORMAT, NEW).entries


def test_a_padded_first_line_and_other_encodings_make_no_difference() -> None:
    lines = rows(OLD, "cp1252")
    padded = [lines[0] + [""] * 27, *lines[1:]]
    expected = read(FORMAT, OLD)
    for content in (written(padded, "cp1252"), written(padded, "utf-8-sig"), written(padded, "utf-16")):
        done = read(FORMAT, content)
        assert done.entries == expected.entries
        assert [record.raw for record in done.records] == [record.raw for record in expected.records]


def test_the_order_of_rows_and_columns_makes_no_difference() -> None:
    lines = rows(OLD, "cp1252")
    turned = [lines[0], *([*reversed(line)] for line in (lines[1], *reversed(lines[2:])))]
    before, after = read(FORMAT, OLD), read(FORMAT, written(turned, "cp1252"))
    assert {(record.reference, record.raw) for record in before.records} == {
        (record.reference, record.raw) for record in after.records
    }
    assert before.entries == after.entries


# --- What is not understood -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        (b",Individual,", b",Aircraft,", "Group Type"),
        (b",Prime Alias,", b",Stage name,", "type of name"),
        (b",Democratic Republic of the Congo,09/01/2012", b",,09/01/2012", "Regime"),
        (b",12438", b",12438x", "Group ID"),
    ],
)
def test_an_unknown_word_puts_the_group_aside(old: bytes, new: bytes, field: str) -> None:
    head, _, rest = OLD.partition(b"SHEKA")
    done = read(FORMAT, head + b"SHEKA" + rest.replace(old, new, 1))
    (error,) = done.quarantined.values()
    assert error.field == field


def test_an_unknown_column_is_named_once_and_its_text_kept() -> None:
    lines = rows(NEW)
    lines[1].append("Shoe size")
    for line in lines[2:]:
        line.append("43" if line[0] == "AKTIVA" else "")
    done = read(FORMAT, written(lines))
    assert [line.split(" is ")[0] for line in done.reading.warnings] == ["The column Shoe size"]
    assert done.entries["13651"].unread == ("The column Shoe size: 43",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (OLD.replace(b"Group ID", b"Group"), "no line of columns with Group ID"),
        (OLD.replace(b"Alias Type", b"Alias"), "lacks the column Alias Type"),
        (OLD.replace(b"Last Updated,23/03/2016\r\n", b""), "Last Updated"),
        (OLD.replace(b"Last Updated,23/03/2016", b"Last Updated,soon"), "Last Updated"),
        (b"\r\n".join(OLD.split(b"\r\n")[:2]), "holds no row"),
        (OLD[:-20], "cells where it has 29 columns"),
        (OLD.replace("Médéa".encode("cp1252"), b"M\x81d"), "byte"),
        (OLD + b'"never closed', "unexpected end"),
        (b"PK\x03\x04 broken", "no workbook"),
        (b" ", "empty"),
    ],
)
def test_what_is_no_whole_list_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        read(FORMAT, content)


@pytest.mark.parametrize("content", [OLD, NEW, workbook(rows(NEW))], ids=["old", "new", "sheet"])
def test_damaged_files_are_refused_or_put_aside_and_nothing_else(content: bytes) -> None:
    assert survives(FORMAT, content, examples(70, 3_400))


# --- The full files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "dated", "groups"), FULL)
def test_every_group_of_a_full_file_is_a_record(path: str, dated: str, groups: int) -> None:
    done = whole(path)
    assert (done.reading.dated, len(done.records)) == (dated, groups)
    assert len({record.reference for record in done.records}) == groups
    assert len(done.entries) == groups // STEP
    assert not done.reading.warnings


@pytest.mark.parametrize(("path", "dated", "groups"), FULL)
def test_the_desk_can_hold_every_entry_of_a_full_file(path: str, dated: str, groups: int) -> None:
    done = whole(path)
    expresses = done.reading.expresses | {"cross_references"}  # the older columns have some, and do not say it of all
    assert not [fault for found in done.entries.values() for fault in faults(found, expresses)]
