"""Two authorities beside each other, counted by hand."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from sanctions.reading import answers
from sanctions.reading.comparison import compare
from sanctions.reading.snapshot import Snapshot
from tests.sanctions.reading.compared import two_lists
from tests.sanctions.reconcile.lists import Desk


@pytest.fixture
def both(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The UK's list and the EU's."""
    return two_lists(tmp_path, monkeypatch)


def test_who_is_listed_by_one_alone_and_who_by_both(both: Desk) -> None:
    found = compare("GB", "EU", Snapshot.take(as_of=datetime(2025, 3, 1, tzinfo=UTC).date()))
    groups = {group: [row.label for row in found.of(group)] for group in ("first", "second", "both")}
    assert groups == {"first": ["IRAN AIR"], "second": ["ALBORZ"], "both": ["BANK OF ISFAHAN", "PORT OLYA-3"]}


def test_the_lag_is_a_range_of_days_where_a_date_is_partial(both: Desk) -> None:
    found = compare("GB", "EU", Snapshot.take(as_of=datetime(2025, 3, 1, tzinfo=UTC).date()))
    lags = {row.label: (row.lag, row.lags) for row in found.of("both")}
    # 18 November to 1 December: 13 days. 18 November back to 14 October, at latest: at most 35 days earlier.
    assert lags == {
        "BANK OF ISFAHAN": ((13, 13), {"asset_freeze": (13, 13)}),
        "PORT OLYA-3": ((None, -35), {}),
    }


def test_the_numbers_by_programme_and_measure_add_up(both: Desk) -> None:
    found = compare("GB", "EU", Snapshot.take(as_of=datetime(2025, 3, 1, tzinfo=UTC).date()))
    assert [(one.authority, one.measure, one.listed, one.by_both) for one in found.shares()] == [
        ("GB", "ship_specification", 1, 1),
        ("GB", "asset_freeze", 2, 1),
        ("EU", "asset_freeze", 3, 2),
    ]


def test_the_days_and_what_was_known_decide(both: Desk) -> None:
    days = {"2024-11-20": (["IRAN AIR"], ["ALBORZ"]), "2025-06-01": (["IRAN AIR"], ["ALBORZ", "DAMAVAND"])}
    for day, (first, second) in days.items():
        found = compare("GB", "EU", Snapshot.take(as_of=datetime.fromisoformat(day).date()))
        assert [row.label for row in found.of("first") if row.label == "IRAN AIR"] == first
        assert [row.label for row in found.of("second") if row.label != "PORT OLYA-3"] == second
    before = Snapshot.take(
        as_of=datetime(2025, 3, 1, tzinfo=UTC).date(), known_at=datetime(2025, 12, 31, 23, tzinfo=UTC)
    )
    assert compare("GB", "EU", before).rows == ()


def test_the_api_finds_the_same_targets(both: Desk) -> None:
    day = datetime(2025, 3, 1, tzinfo=UTC).date()
    found = compare("GB", "EU", Snapshot.take(as_of=day))
    for group, one, other in (("first", "GB", "EU"), ("second", "EU", "GB")):
        asked = {"listed_by": [one], "not_listed_by": [other], "as_of": day}
        items = answers.listed("target", asked, today=day).items
        assert {orjson.loads(item)["uid"] for item in items} == {row.uid for row in found.of(group)}
