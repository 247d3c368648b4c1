"""Dates as people print them: expected days are those of ISO 8601-2:2019 as the Library of Congress explains it."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.dates import FIRST_DAY, LAST_DAY, UNKNOWN, Days, NotADate, days_of


def days(earliest: str, latest: str) -> Days:
    return Days(date.fromisoformat(earliest), date.fromisoformat(latest))


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        # https://www.loc.gov/standards/datetime/ level 0: a day, a month, a year, and an interval between two of them
        ("2024-09-10", days("2024-09-10", "2024-09-10")),
        ("2024-09", days("2024-09-01", "2024-09-30")),
        ("2024-02", days("2024-02-01", "2024-02-29")),
        ("2024", days("2024-01-01", "2024-12-31")),
        ("1953/1958", days("1953-01-01", "1958-12-31")),
        ("2024-09-10/2024-09", days("2024-09-10", "2024-09-30")),
        # level 1: seasons, unspecified digits, open and unknown ends
        ("2001-21", days("2001-03-01", "2001-05-31")),
        ("201X", days("2010-01-01", "2019-12-31")),
        ("20XX", days("2000-01-01", "2099-12-31")),
        ("2004-XX", days("2004-01-01", "2004-12-31")),
        ("1985-04-XX", days("1985-04-01", "1985-04-30")),
        ("2024-02-XX", days("2024-02-01", "2024-02-29")),
        # level 2: one of a set, all of a set, sets without an end
        ("[1957,1942-03-14]", days("1942-03-14", "1957-12-31")),
        ("{1960,1961-12}", days("1960-01-01", "1961-12-31")),
        ("[1667..1672]", days("1667-01-01", "1672-12-31")),
        ("2001-34", days("2001-04-01", "2001-06-30")),
    ],
)
def test_a_printed_date_means_the_days_that_the_standard_says(printed: str, meant: Days) -> None:
    assert days_of(printed) == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("/2023-12-28", Days(FIRST_DAY, date(2023, 12, 28))),
        ("../2023-12-28", Days(FIRST_DAY, date(2023, 12, 28))),
        ("2023-12-28/", Days(date(2023, 12, 28), LAST_DAY)),
        ("2023-12/..", Days(date(2023, 12, 1), LAST_DAY)),
        ("[..1957]", Days(FIRST_DAY, date(1957, 12, 31))),
        ("[1957..]", Days(date(1957, 1, 1), LAST_DAY)),
    ],
)
def test_an_open_end_has_no_bound(printed: str, meant: Days) -> None:
    assert days_of(printed) == meant


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("1938~", days("1937-01-01", "1939-12-31")),
        ("1938?", days("1937-01-01", "1939-12-31")),
        ("1938%", days("1937-01-01", "1939-12-31")),
        ("2024-09~", days("2024-08-01", "2024-10-31")),
        ("2024-01~", days("2023-12-01", "2024-02-29")),
        ("2024-12~", days("2024-11-01", "2025-01-31")),
        ("2025-09-10~", days("2025-09-09", "2025-09-11")),
        ("1953~/1958~", days("1952-01-01", "1959-12-31")),
    ],
)
def test_about_reaches_one_unit_of_what_is_printed_to_either_side(printed: str, meant: Days) -> None:
    assert days_of(printed) == meant


def test_no_date_at_all_can_be_any_day() -> None:
    assert days_of("") == UNKNOWN == Days(FIRST_DAY, LAST_DAY)


@pytest.mark.parametrize(
    "printed",
    [
        "circa 1965", "10/09/2024", "10.09.2024", "September 2024", "between 1960 and 1962", "1960s", "00/00/1960",
        "1965-00-00", "0000-00-00", "2024-13-01", "2024-02-30", "1900-02-29", "2024-9-1", "20240910", "24-09-10",
        "0000", "-0044", "Y17E7", "/", "..", "../..", "2024-09-10/2024-09-12/2024-09-14", "[2024", "2024]", "{}",
        "2024-09-10T10:00:00Z", "2024 ", " 2024", "2024\n", "2024\x00", "٢٠٢٤", "２０２４", "1950S2",
        "2004-06~-11", "~1938", "[1957~,1960]", "0001~", "9999~", "9999-12-31~",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_an_example_of_a_right_one(printed: str) -> None:
    with pytest.raises(NotADate, match="Write 2024-09-10, 2024-09 or 2024") as refused:
        days_of(printed)
    assert printed in str(refused.value)


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(NotADate, match="“2024/2023” ends before it begins"):
        days_of("2024/2023")


def test_a_text_too_long_for_a_date_is_refused_at_once_and_quoted_in_part() -> None:
    endless = f"[{','.join(['1957'] * 10_000)}]"  # a set that a parser would work on for minutes
    with pytest.raises(NotADate) as refused:
        days_of(endless)
    assert len(str(refused.value)) < 500


@given(st.dates())
def test_a_plain_day_means_itself(day: date) -> None:
    assert days_of(day.isoformat()) == Days(day, day)


@given(st.dates(), st.dates())
def test_an_interval_holds_both_its_ends_and_all_between(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert days_of(f"{first}/{last}") == Days(first, last)


_ODDITIES = st.text(alphabet="0123456789-/~?%[]{},.XYES+:TZ \n", max_size=24)


@given(
    _ODDITIES | st.from_regex(r"[0-9X]{2,4}(-[0-9X]{2}){0,2}[~?%]?(/[0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?)?", fullmatch=True)
)
@example("XXXX-XX-XX")
@example("2024-02-XX~")
def test_every_text_is_either_refused_in_words_or_has_days_in_order(text: str) -> None:
    with suppress(NotADate):
        found = days_of(text)
        assert FIRST_DAY <= found.earliest <= found.latest <= LAST_DAY
