"""Numbers of measures are those of the lists of measures."""

from datetime import date
from typing import Any

import pytest

from sanctions.reading import conditions, statistics
from sanctions.reading.snapshot import Snapshot
from sanctions.vocabulary.status import STATUSES
from tests.sanctions.reading import editions as make

pytestmark = pytest.mark.django_db

DAY = date(2024, 12, 1)


def counted(**asked: Any) -> list[dict[str, Any]]:
    """The numbers of a day."""
    found, _, _ = statistics.counts(asked, today=DAY)
    return found


def published() -> None:
    """Measures of every sort."""
    make.publish(
        make.authority("GB"), make.authority("GB-FCDO", "GB"), make.authority("US"), make.target("a"),
        make.target("b", kind="person"),
        make.case("1", "a", make.measure("1a"), make.measure("1b", make.event(on="2024-09-30")), by="GB-FCDO"),
        make.case("2", "b", make.measure("2a", make.event(on="2024-10-14")),
                  make.measure("2b", make.event(on="2024-09"), type="travel_ban"), by="US"),
        make.case("3", "a", make.measure("3a", make.event(on="/2024-09-10")), by="US"),
        make.case("4", "a", make.measure("4a", make.event("announced")), by="GB"),
        make.case("5", "a", make.measure("5a", make.event("intended")), by="GB"),
        make.case("6", "b", make.measure("6a", make.event(on="2020"), make.event("delisted", "2024-12")), by="US"),
    )  # fmt: skip


def test_measures_are_counted_by_authority_type_status_and_the_month_it_began_in() -> None:
    published()
    assert counted(authority=["GB"]) == [
        {"authority": "GB", "type": "asset_freeze", "month": "2024-09", "status": status, "certain": True, "count": 1}
        for status in ("announced", "proposed")
    ] + [
        {
            "authority": "GB-FCDO", "type": "asset_freeze", "month": "2024-09", "status": "in_force", "certain": True,
            "count": 2,
        },
    ]  # fmt: skip


def test_a_month_that_is_not_known_is_null_and_what_is_only_possible_stands_apart() -> None:
    published()
    found = counted(authority=["US"], type=["asset_freeze"])
    known = [row for row in found if row["month"]]
    unknown = [row for row in found if not row["month"]]
    assert [(row["month"], row["status"], row["certain"], row["count"]) for row in known] == [
        ("2024-10", "in_force", True, 1),
        ("2024-12", "ended", False, 1),
    ]
    # One since some day before 10 September 2024; one since some day of 2020, and perhaps ended by now.
    assert sorted((row["status"], row["certain"], row["count"]) for row in unknown) == [
        ("in_force", False, 1),
        ("in_force", True, 1),
    ]


@pytest.mark.parametrize("day", ["2019-12-31", "2020-06-01", "2024-09-09", "2024-09-15", "2024-12-01", "2025-01-01"])
@pytest.mark.parametrize(
    "asked",
    [{}, {"authority": ["GB"]}, {"authority": ["US"]}, {"type": ["travel_ban"]}, {"target": ["a"]}, {"certain": True},
     {"certain": False}, {"target_kind": ["person"]}],
)  # fmt: skip
def test_the_sums_are_the_counts_of_the_lists(day: str, asked: dict[str, Any]) -> None:
    published()
    asked = {**asked, "as_of": date.fromisoformat(day)}
    snapshot = Snapshot.take(as_of=asked["as_of"])
    found = counted(**asked)
    for status in STATUSES:
        in_list = conditions.measures({**asked, "status": [status]}, snapshot).count()
        assert sum(row["count"] for row in found if row["status"] == status) == in_list, status
        assert sum(row["count"] for row in counted(**asked, status=[status])) == in_list, status


def test_labels_of_the_authorities_come_with_the_numbers() -> None:
    published()
    _, labels, snapshot = statistics.counts({}, today=DAY)
    assert labels.keys() == {"GB", "GB-FCDO", "US"}
    assert snapshot.as_of == DAY


def test_a_month_in_the_first_millennium_has_four_digits_too() -> None:
    make.publish(
        make.authority("GB"), make.target("t"), make.case("c", "t", make.measure("m", make.event(on="0813-05-01")))
    )
    assert [row["month"] for row in counted()] == ["0813-05"]
