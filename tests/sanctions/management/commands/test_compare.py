"""Two authorities beside each other, as tables for people, as CSV and as JSON."""

import csv
import io
from pathlib import Path

import orjson
import pytest
from django.core.management import CommandError, call_command

from tests.sanctions.reading.compared import company, two_lists
from tests.sanctions.reconcile.lists import Desk, iran_air, ship


@pytest.fixture
def both(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The UK's list and the EU's."""
    return two_lists(tmp_path, monkeypatch)


def told(*options: str) -> str:
    out = io.StringIO()
    call_command("compare", "--authority=GB", "--authority=EU", "--as-of=2025-03-01", *options, stdout=out)
    return out.getvalue()


def test_the_tables_are_for_people(both: Desk) -> None:
    lines = told().splitlines()
    assert lines[0].startswith("GB and EU on 2025-03-01, as known at 2026-01-01")
    assert lines[1:4] == ["Listed by GB alone: 1", "Listed by EU alone: 1", "Listed by both: 2"]
    (line,) = [line for line in lines if line.startswith("PORT OLYA-3")]
    assert line.split("  ")[0] == "PORT OLYA-3"
    assert line.endswith("at most -35")
    (line,) = [line for line in lines if line.startswith("IRAN AIR")]
    assert [cell.strip() for cell in line.split("  ") if cell.strip()][1] == "2024-11-18"
    assert "… and 1 more" in told("--names=1")


def test_a_spreadsheet_has_a_line_for_each_target(both: Desk) -> None:
    rows = list(csv.DictReader(io.StringIO(told("--format=csv"))))
    assert [(row["group"], row["label"], row["lag_least"], row["lag_most"]) for row in rows] == [
        ("first", "IRAN AIR", "", ""),
        ("second", "ALBORZ", "", ""),
        ("both", "BANK OF ISFAHAN", "13", "13"),
        ("both", "PORT OLYA-3", "", "-35"),
    ]
    assert (rows[0]["GB since_latest"], rows[0]["GB measures"], rows[0]["EU measures"]) == (
        "2024-11-18", "asset_freeze", "",
    )  # fmt: skip


def test_json_has_the_days_of_each_measure(both: Desk) -> None:
    said = orjson.loads(told("--format=json"))
    (olya,) = [one for one in said["results"] if one["label"] == "PORT OLYA-3"]
    assert olya["listings"]["GB"]["since"] == {"earliest": "2024-11-18", "latest": "2024-11-18"}
    assert olya["listings"]["GB"]["measures"] == {
        "ship_specification": {"earliest": "2024-11-18", "latest": "2025-01-01"}
    }
    assert olya["listings"]["EU"]["since"] == {"earliest": None, "latest": "2024-10-14"}
    assert olya["lag"] == {"least": None, "most": -35}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--authority=GB"], "give it twice"),
        (["--authority=GB", "--authority=EUU"], "Did you mean “EU”"),
        (["--authority=GB", "--authority=EU", "--as-of=2025-02-30"], "2025-02-30"),
        (["--authority=GB", "--authority=EU", "--known-at=soon"], "soon"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_words(both: Desk, options: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("compare", *options)


def test_a_name_that_looks_like_a_formula_is_harmless_in_a_spreadsheet(both: Desk) -> None:
    both.released("2025-02-01", company("IRN0301", "=cmd|x"), ship(), iran_air())
    assert "'=cmd|x" in told("--format=csv")
