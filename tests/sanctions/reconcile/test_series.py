"""Past releases are put in the order of their days, which each of them or its name must tell."""

from datetime import date
from pathlib import Path

import pytest

from sanctions.lists.catalogue import LISTS
from sanctions.reconcile.series import Standing, series
from tests.sanctions.reconcile.lists import Desk, iran_air, ship


def put(folder: Path, name: str, desk: Desk, dated: str, *entries: object) -> None:
    """Writes a release into a folder of its own."""
    (folder / name).mkdir(parents=True)
    (content,) = desk.files.release(dated, *entries).values()  # type: ignore[arg-type]
    (folder / name / "list.txt").write_bytes(content)


def test_a_release_is_dated_by_itself_else_by_its_name(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path / "all", "2001-01-01", desk, "2025-03-01", iran_air())
    put(tmp_path / "all", "list 2025-02-01", desk, "", iran_air())
    put(tmp_path / "all", "sdn20250101v1234567890", desk, "", ship())
    (tmp_path / "all" / ".hidden").write_text("")
    found = series(LISTS["gb_fcdo"], tmp_path / "all")
    assert [(str(one.dated), one.path.name) for one in found.releases] == [
        ("2025-01-01", "sdn20250101v1234567890"),
        ("2025-02-01", "list 2025-02-01"),
        ("2025-03-01", "2001-01-01"),
    ]
    assert found.problems == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("sdn", "nor does its name: call it 2024-07-02 or the like"),
        ("2025-02-30", "nor does its name"),
        ("2025-0102", "nor does its name"),
        ("120250101", "nor does its name"),
        ("from 2025-01-01 to 2025-02-01", "and its name tells of several"),
    ],
)
def test_a_release_that_tells_no_day_is_named(desk: Desk, tmp_path: Path, name: str, reason: str) -> None:
    put(tmp_path / "all", name, desk, "", iran_air())
    found = series(LISTS["gb_fcdo"], tmp_path / "all")
    assert found.releases == []
    (problem,) = found.problems
    assert problem.startswith(f"{name}: does not say of which day it is, ")
    assert reason in problem


def test_a_file_of_another_list_is_named(desk: Desk, tmp_path: Path) -> None:
    put(tmp_path / "all", "a", desk, "2025-01-01", iran_air())
    (tmp_path / "all" / "b.html").write_text("<html>")
    (tmp_path / "all" / "empty").mkdir()
    found = series(LISTS["gb_fcdo"], tmp_path / "all")
    assert [one.path.name for one in found.releases] == ["a"]
    assert found.problems == [
        "b.html: is not UK Sanctions List: got a web page (text/html)",
        "empty: is an empty folder",
    ]


def test_what_is_public_is_not_imported_again_and_what_is_too_old_is_told(desk: Desk, tmp_path: Path) -> None:
    for day, entry in (("2025-01-01", iran_air()), ("2025-02-01", ship()), ("2025-03-01", iran_air())):
        put(tmp_path / "all", day, desk, "", entry)
    first, second, third = series(LISTS["gb_fcdo"], tmp_path / "all").releases
    assert first.sha256 == third.sha256 != second.sha256
    standing = Standing(frozenset({(first.sha256, first.dated)}), date(2025, 2, 15), first.sha256)
    assert [standing.needless(one) for one in (first, second, third)] == [
        "public already", "", "the same as the release before it",
    ]  # fmt: skip
    assert [bool(standing.late(one)) for one in (first, second, third)] == [True, True, False]
    assert "is of 2025-02-01, older than the last that is public, of 2025-02-15" in standing.late(second)
    fresh = Standing.of("gb_fcdo")
    assert [(fresh.needless(one), fresh.late(one)) for one in (first, second)] == [("", "")] * 2
