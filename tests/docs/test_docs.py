"""That the documentation says what is so."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.test import Client

from articles.dates import days_of
from sanctions.models import RECORDS
from sanctions.vocabulary.event_kind import EVENT_KINDS

ROOT = Path(__file__).parents[2]
SHEETS = sorted(
    [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *ROOT.glob("docs/**/*.md")],
    key=lambda sheet: sheet.as_posix(),
)
NAMES = [sheet.relative_to(ROOT).as_posix() for sheet in SHEETS]


def rows(sheet: str, heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, as the codes or words of each cell."""
    text = (ROOT / sheet).read_text().split(f"\n## {heading}\n")[1]
    table = re.search(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert table
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[0].splitlines()[2:]]


def codes(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_every_link_between_pages_leads_somewhere(sheet: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)]+)\)", sheet.read_text()):
        path, _, anchor = link.partition("#")
        there = (sheet.parent / path).resolve() if path else sheet
        assert there.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text(), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}, link


@pytest.mark.django_db
@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_every_address_that_is_given_is_answered(client: Client, sheet: Path) -> None:
    for address in re.findall(r"(?:127\.0\.0\.1:8000)?(/api/v1/[\w/?=&%.-]*)", sheet.read_text()):
        answer = client.get(address.rstrip("."))
        assert answer.status_code == 200, address


@pytest.mark.parametrize("sheet", SHEETS, ids=NAMES)
def test_every_command_that_is_given_exists(sheet: Path) -> None:
    for command in re.findall(r"manage\.py (\w+)", sheet.read_text()):
        assert command in get_commands(), command
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    for target in re.findall(r"^make (\w+)", sheet.read_text(), re.MULTILINE):
        assert target in targets, target


def test_every_setting_is_explained_and_no_other() -> None:
    text = "".join(path.read_text() for path in (ROOT / "config").glob("*.py"))
    read = set(re.findall(r"environment\.\w+\(\s*[\"']([A-Z_]+)[\"']", text))
    explained = {code for row in rows("docs/running.md", "Variables") for code in codes(row[0])}
    assert explained == read


def test_every_kind_of_record_is_explained() -> None:
    explained = {code for row in rows("docs/data-model.md", "Records and facts") for code in codes(row[0])}
    assert explained == {record.kind_name for record in RECORDS}


def test_every_kind_of_event_is_explained_with_the_status_it_leads_to() -> None:
    explained = {
        kind: next(iter(codes(status)), "")
        for kinds, status in rows("docs/data-model.md", "Status: computed from events")
        for kind in codes(kinds)
    }
    assert explained == {kind: word.mappings["status"] for kind, word in EVENT_KINDS.items()}


def test_printed_dates_mean_the_days_that_are_given() -> None:
    for value, earliest, latest, _ in rows("docs/data-model.md", "Dates"):
        days = re.findall(r"\d{4}-\d{2}-\d{2}", earliest + latest)
        assert list(days_of(codes(value)[0])) == [date.fromisoformat(day) for day in days]


@pytest.mark.django_db
def test_every_resource_is_explained_and_no_other(client: Client) -> None:
    explained = {code for row in rows("docs/api.md", "Resources") for code in codes(row[0]) if code.isalpha()}
    assert explained | {"schema", "docs"} == client.get("/api/v1/").json()["resources"].keys()
