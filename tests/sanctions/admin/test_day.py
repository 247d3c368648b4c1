import pytest

from sanctions.admin.day import in_words, meant


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("", ""),
        ("2024-09-10", "10 September 2024"),
        ("2024-02", "some day in February 2024"),
        ("2024", "some day in 2024"),
        ("1938~", "some day from 1 January 1937 to 31 December 1939"),
        ("1953/1958", "some day from 1 January 1953 to 31 December 1958"),
        ("/2023-12-28", "on or before 28 December 2023"),
        ("2024-09-10/", "on or after 10 September 2024"),
        ("[1957,1942-03-14]", "one of several days from 14 March 1942 to 31 December 1957"),
    ],
)
def test_a_printed_date_is_said_in_words(printed: str, words: str) -> None:
    assert in_words(printed) == words


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("10.9.2024", ["2024-09-10", "2024-10-09"]),
        ("31/9/2024", []),  # September has thirty days
        ("31/12/2024", ["2024-12-31"]),
        ("2024/9/1", ["2024-09-01"]),
        ("10 September 2024", ["2024-09-10"]),
        ("Sept. 10th, 2024", ["2024-09-10"]),
        ("March 2024", ["2024-03"]),
        ("c. 1938", ["1938~"]),
        ("before 28 December 2023", ["/2023-12-28"]),
        ("since 2024", ["2024/"]),
        ("1953-1958", ["1953/1958"]),
        ("between 1953 and 1958", ["1953/1958"]),
        ("soon", []),
    ],
)
def test_what_people_type_is_answered_with_its_right_form(typed: str, right: list[str]) -> None:
    assert meant(typed) == right
