"""Exemptions are found by what they are, by whom they concern, and by whether they were in force on a day."""

from datetime import date
from typing import Any

import orjson
import pytest

from sanctions.reading.answers import NoLongerThere, NotFound, fact, listed
from sanctions.reading.statistics import counts
from tests.factories import later
from tests.sanctions.reading import editions as make

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 1)


def world() -> None:
    """Two targets with a licence each, one of which is over, and one without any."""
    freeze = make.measure(
        "freeze", exemptions=[make.exemption("own", "2024-09", "2024-11", number="GL 8", version="8L")]
    )
    ban = make.measure("ban", type="travel_ban")
    make.publish(
        make.authority("US"), make.authority("US-OFAC", "US"), make.authority("GB"),
        make.record("programme", "P", authority="US-OFAC"), make.record("act", "licence"),
        *(make.target(uid, name) for uid, name in (("air", "Iran Air"), ("ship", "Port Olya"), ("bank", "A Bank"))),
        make.case("us", "air", freeze, ban, by="US-OFAC", reference="25237", programmes=[make.programme_link("P")]),
        make.case(
            "gb", "ship", make.measure("port", type="port_entry_ban"), by="GB",
            exemptions=[make.exemption("whole", "2024-11-18", number="INT/2024/1", kind="wind_down", act="licence")],
        ),
        make.case("alone", "bank", by="GB"),
    )  # fmt: skip


def found(today: date = TODAY, **asked: Any) -> dict[str, Any]:
    """By uid, what held of the exemptions that are answered."""
    items = [orjson.loads(item) for item in listed("exemption", asked, today=today).items]
    return {item["uid"]: (item["on"]["status"], item["on"]["certain"], item["on"]["possible"]) for item in items}


def uids(kind: str, today: date = TODAY, **asked: Any) -> set[str]:
    return {orjson.loads(item)["uid"] for item in listed(kind, asked, today=today).items}


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2024-08-31", None),
        ("2024-09-01", ("in_force", False, ["in_force"])),
        ("2024-09-30", ("in_force", True, ["in_force"])),
        ("2024-10-31", ("in_force", True, ["in_force"])),
        ("2024-11-01", ("ended", False, ["in_force", "ended"])),
        ("2024-11-29", ("ended", False, ["in_force", "ended"])),
        ("2024-11-30", ("ended", True, ["ended"])),
    ],
)
def test_between_partial_dates_it_is_certainly_in_force_possibly_or_not_at_all(day: str, state: Any) -> None:
    world()
    assert found(date.fromisoformat(day)).get("own") == state


@pytest.mark.parametrize(
    ("day", "asked", "expected"),
    [
        ("2024-09-15", {"status": "in_force"}, {"own"}),
        ("2024-09-15", {"status": "in_force", "certain": True}, set()),
        ("2024-09-15", {"status": "in_force", "certain": False}, {"own"}),
        ("2024-10-15", {"certain": True}, {"own"}),
        ("2024-10-15", {"certain": False}, set()),
        ("2024-11-15", {"status": "in_force"}, {"own"}),
        ("2024-11-15", {"status": "ended", "certain": False}, {"own"}),
        ("2024-11-15", {"status": "ended", "certain": True}, set()),
        ("2024-12-15", {"status": "in_force"}, {"whole"}),
        ("2024-12-15", {"status": "ended"}, {"own"}),
        ("2024-12-15", {"status": "ended", "certain": True}, {"own"}),
        ("2024-12-15", {}, {"own", "whole"}),
        ("2024-08-15", {}, set()),
    ],
)
def test_a_status_is_asked_for_as_of_measures(day: str, asked: dict[str, Any], expected: set[str]) -> None:
    world()
    assert found(date.fromisoformat(day), **asked).keys() == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kind": ["wind_down"]}, {"whole"}),
        ({"kind": ["general_licence", "exception"]}, {"own"}),
        ({"number": "gl 8"}, {"own"}),
        ({"number": "8l"}, {"own"}),
        ({"number": "int 2024 1"}, {"whole"}),
        ({"number": ""}, set()),
        ({"number": "gl 9"}, set()),
        ({"act": ["licence"]}, {"whole"}),
        ({"authority": ["US"]}, {"own"}),
        ({"programme": ["P"]}, {"own"}),
        ({"target": ["ship", "bank"]}, {"whole"}),
        ({"target_name": "iran air"}, {"own"}),
        ({"q": "port"}, {"whole"}),
        ({"sanction": ["us"]}, {"own"}),
        ({"reference": "25237"}, {"own"}),
        ({"measure": ["freeze"]}, {"own"}),
        ({"measure": ["ban"]}, set()),
        ({"measure": ["port"]}, {"whole"}),
        ({"type": ["asset_freeze"]}, {"own"}),
        ({"type": ["port_entry_ban", "travel_ban"]}, {"whole"}),
        ({"list": ["desk"]}, {"own", "whole"}),
        ({"list": ["gb_fcdo"]}, set()),
        ({"authority": ["US"], "kind": ["wind_down"]}, set()),
    ],
)
def test_all_conditions_meet_on_one_exemption(asked: dict[str, Any], expected: set[str]) -> None:
    world()
    assert found(**asked).keys() == expected


def test_newest_come_first_unless_asked_otherwise() -> None:
    world()
    assert list(found()) == ["whole", "own"]
    assert list(found(ordering="began")) == ["own", "whole"]
    assert list(found(ordering="-uid")) == ["whole", "own"]


@pytest.mark.parametrize(
    ("kind", "day", "has", "expected"),
    [
        ("target", "2024-10-15", True, {"air"}),
        ("target", "2024-10-15", False, {"ship", "bank"}),
        ("target", "2024-12-15", True, {"ship"}),
        ("sanction", "2024-12-15", True, {"gb"}),
        ("sanction", "2024-12-15", False, {"us", "alone"}),
        ("measure", "2024-10-15", True, {"freeze"}),
        ("measure", "2024-10-15", False, {"ban", "port", "alone-m"}),
        ("measure", "2024-12-15", True, {"port"}),
        ("measure", "2024-11-15", True, {"freeze"}),
    ],
)
def test_what_has_an_exemption_on_the_day_is_found_by_that(kind: str, day: str, has: bool, expected: set[str]) -> None:
    world()
    assert uids(kind, date.fromisoformat(day), has_exemption=has) == expected


def test_measures_with_an_exemption_are_counted() -> None:
    world()
    numbers, _, _ = counts({"has_exemption": True}, today=TODAY)
    assert [(one["authority"], one["type"], one["count"]) for one in numbers] == [("GB", "port_entry_ban", 1)]


def test_what_was_known_of_an_exemption_then_is_still_told() -> None:
    world()
    longer = make.exemption("whole", "2024-11-18", "2025-01-01", number="INT/2024/1")
    case = make.case("gb", "ship", make.measure("port", type="port_entry_ban"), by="GB", exemptions=[longer])
    make.publish(case, at=later(5))
    then = orjson.loads(fact("exemption", "whole", {"known_at": later(1)}, today=TODAY).body)
    now = orjson.loads(fact("exemption", "whole", {}, today=TODAY).body)
    assert (then["until"], now["until"]["value"]) == (None, "2025-01-01")
    assert (then["kind"], now["kind"]) == ("wind_down", "general_licence")


def test_one_that_has_not_begun_has_no_status_and_is_in_no_list() -> None:
    world()
    on = orjson.loads(fact("exemption", "own", {"as_of": date(2024, 8, 1)}, today=TODAY).body)["on"]
    assert (on["status"], on["certain"], on["possible"]) == (None, True, [])


def test_an_exemption_goes_with_its_case() -> None:
    world()
    with pytest.raises(NotFound):
        fact("exemption", "freeze", {}, today=TODAY)
    make.withdraw("us", "sanction", at=later(5))
    with pytest.raises(NoLongerThere):
        fact("exemption", "own", {}, today=TODAY)
    assert found().keys() == {"whole"}


def test_the_records_it_names_are_called_by_their_names() -> None:
    world()
    answer = listed("exemption", {"kind": ["wind_down"]}, today=TODAY)
    assert answer.included["ship"] == {"record": "target", "label": "Port Olya"}
    assert answer.included["licence"]["record"] == "act"
