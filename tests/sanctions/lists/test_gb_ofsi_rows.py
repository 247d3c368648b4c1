"""The lines above the names, and how a list is known by them."""

from datetime import date

import pytest

from sanctions.lists.gb_ofsi_rows import COLUMNS, MANDATORY, NEW_COLUMNS, REFERENCES, is_conlist, table, text
from sanctions.lists.reading import RefusedError
from tests.sanctions.lists.workbook import workbook

HEAD = [["Last Updated", "10/04/2025"], list(MANDATORY)]
ROW = ["ALI", "Individual", "AKA", "Iran", "01/02/2003", "1"]


def test_a_list_is_known_by_its_columns_in_text_and_workbook() -> None:
    assert is_conlist(",".join(MANDATORY).encode())
    assert is_conlist(",".join(MANDATORY).encode("utf-16"))
    assert is_conlist(workbook([*HEAD, ROW]))
    assert not is_conlist(workbook([["Reference", "Name of Individual or Entity"]]))
    assert not is_conlist(b"<export/>")
    assert not is_conlist(b"PK\x03\x04")


def test_rows_keep_their_lines_and_drop_blank_cells() -> None:
    found = table("conlist", workbook([*HEAD, ["", *ROW[1:]], [""] * 6, ROW]))
    assert (found.dated, found.columns) == ("2025-04-10", list(MANDATORY))
    assert [(line, row.get("Name 6", "")) for line, row in found.rows] == [(3, ""), (5, "ALI")]


def test_the_list_had_twenty_nine_columns_and_has_thirty_six() -> None:
    # Passport Details stayed; NI Number became National Identification Number.
    known = set(COLUMNS).difference(REFERENCES)
    assert len(known) == 29 + len(NEW_COLUMNS)
    assert len(known - {"NI Number"}) == 36


def test_a_column_twice_is_refused() -> None:
    with pytest.raises(RefusedError, match="Regime more than once"):
        table("conlist", workbook([HEAD[0], [*MANDATORY, "Regime"]]))


def test_a_file_saved_anew_with_dates_and_numbers_says_the_same() -> None:
    saved_anew: list[object] = [*ROW[:4], date(2003, 2, 1), 1.0]
    assert [text(cell) for cell in saved_anew] == ROW
