"""Dates as lists print them: nothing made up, nothing moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import days_of
from sanctions.lists import days

# Each form was seen in a list, or is one that a list is known to use; the right-hand side is EDTF's way to write it.
PRINTED = [
    ("18 Aug 1969", "1969-08-18"),
    ("18 August 1969", "1969-08-18"),
    ("1st Sept. 1969", "1969-09-01"),
    ("August 18, 1969", "1969-08-18"),
    ("Dec 1969", "1969-12"),
    ("1969", "1969"),
    ("10/09/2024", "2024-09-10"),
    ("15.03.1965", "1965-03-15"),
    ("1965-08-02", "1965-08-02"),
    ("circa 1965", "1965~"),
    ("c. 1965", "1965~"),
    ("Approximately 1963", "1963~"),
    ("1956 (approx)", "1956~"),
    ("possibly 1965", "1965?"),
    ("between 1960 and 1962", "1960/1962"),
    ("1960 to 1962", "1960/1962"),
    ("1953-1958", "1953/1958"),
    ("1960-62", "1960/1962"),
    ("1960-11", "1960-11"),
    ("01 Jan 1950 to 31 Dec 1950", "1950-01-01/1950-12-31"),
    ("circa 1953-1958", "1953~/1958~"),
    ("1960s", "196X"),
    ("early 1960s", "196X"),
    ("mid-1965", "1965"),
    ("1957 or 1958", "[1957,1958]"),
    ("a) 1957 b) 1958 c) 12/03/1960", "[1957,1958,1960-03-12]"),
    ("a) 16 Mar 1958", "1958-03-16"),
    ("12 Jan 1960; 3 Mar 1961", "[1960-01-12,1961-03-03]"),
    ("1957, 1958 and 1959", "[1957,1958,1959]"),
    ("circa 1957-1962; 1970", "[1956..1963,1970]"),
]


@pytest.mark.parametrize(("printed", "edtf"), PRINTED)
def test_every_form_in_which_lists_print_a_date_is_read(printed: str, edtf: str) -> None:
    assert days.printed(printed) == edtf
    assert days.printed(f"  {printed.upper()}. ") == edtf


@pytest.mark.parametrize("edtf", sorted({edtf for _, edtf in PRINTED}))
def test_what_is_read_is_a_date_for_the_desk_too(edtf: str) -> None:
    earliest, latest = days_of(edtf)
    assert earliest <= latest


@pytest.mark.parametrize(
    "printed",
    [
        *("29 Feb 1900", "31 Dec 9999", "25/13/1960", "0000-00-00", "1343", "24 Jumada II 1402", "unknown", "", "65"),
        *("between 1962 and 1960", "18 Aug 1969 or later", "1969 in Baghdad", "9" * 100_000),
    ],
)
def test_what_cannot_be_a_date_is_left_to_the_caller(printed: str) -> None:
    assert days.printed(printed) == ""


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("00/00/1960", "1960"),
        ("00/03/1960", "1960-03"),
        ("dd/mm/1970", "1970"),
        ("dd/12/1970", "1970-12"),
        ("10/09/2024", "2024-09-10"),
        ("09/2024", "2024-09"),
        ("1980", "1980"),
        ("29/02/2023", ""),
        ("1/2/3/1960", ""),
    ],
)
def test_parts_that_are_unknown_stay_unknown(printed: str, edtf: str) -> None:
    assert days.day_month_year(printed) == edtf


def test_the_united_states_put_the_month_first() -> None:
    assert days.month_day_year("04/29/2022") == "2022-04-29"
    assert days.month_day_year("29/04/2022") == ""


@pytest.mark.parametrize(
    ("printed", "edtf"),
    [
        ("1965-00-00", "1965"),
        ("2020-3-17", "2020-03-17"),
        ("2022-03-18T14:52:26.947+01:00", "2022-03-18"),
        ("2021-01-27T23:37:43.549-05:00", "2021-01-27"),  # the next day in Greenwich
        ("1964-07-17-04:00", "1964-07-17"),
        ("2022-03-18Z", "2022-03-18"),
        ("18/03/2022", ""),
    ],
)
def test_a_moment_is_the_day_of_its_own_zone(printed: str, edtf: str) -> None:
    assert days.iso(printed) == edtf


def test_several_dates_are_one_of_them_in_the_order_of_time() -> None:
    assert days.one_of(["1957", "1942-03-14", "1957", ""]) == "[1942-03-14,1957]"
    assert days.one_of(["1957"]) == "1957"
    assert days.one_of([]) == ""


def test_a_set_that_is_too_long_to_be_stored_says_less_and_nothing_wrong() -> None:
    all_of_a_decade = [f"{year}-03-04" for year in range(1950, 1970)]
    assert days.one_of(all_of_a_decade) == "1950/1969"
    scattered = days.one_of([f"{year}-03-04" for year in range(1900, 2000, 3)])
    assert scattered == "1900/1999"


def test_the_ends_of_a_range_stand_in_order() -> None:
    assert days.between("1960", "1962") == "1960/1962"
    assert days.between("1962", "1960") == ""
    assert days.between("", "1960") == ""


@given(st.lists(st.sampled_from([edtf for _, edtf in PRINTED if not edtf.startswith("[")]), min_size=1, max_size=9))
def test_whatever_dates_are_alternatives_the_result_can_be_stored(values: list[str]) -> None:
    joined = days.one_of(values)
    assert len(joined) <= days.LONGEST
    assert joined == days.one_of(reversed(values))
    assert days_of(joined).earliest <= days_of(joined).latest


@given(st.text(alphabet="0123456789/-. abcdeimnortuy,;()?", max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    if value := days.printed(text):
        days_of(value)
