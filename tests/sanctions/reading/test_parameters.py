"""Parameters are read strictly: what is unknown, repeated or malformed is refused by name and in plain words."""

from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import example, given
from hypothesis import strategies as st
from rest_framework import serializers

from sanctions.reading import questions
from sanctions.reading.parameters import BadParameters, parse


def read(query: str, question: type[serializers.Serializer[Any]] = questions.Measures) -> dict[str, Any]:
    """What a question asks for, as written in an address."""
    return parse(question, QueryDict(query))


def refused(query: str, question: type[serializers.Serializer[Any]] = questions.Measures) -> list[dict[str, str]]:
    """What is wrong with a question."""
    with pytest.raises(BadParameters) as caught:
        read(query, question)
    return caught.value.errors


def test_a_question_without_parameters_asks_for_nothing_in_particular() -> None:
    assert read("") == {}


def test_values_are_read_as_what_they_mean() -> None:
    assert read(
        "as_of=2024-09-11&authority=GB,GB-FCDO&status=in_force&certain=false&limit=5&target_name=IRAN%20Air"
    ) == {
        "as_of": date(2024, 9, 11),
        "authority": ["GB", "GB-FCDO"],
        "status": ["in_force"],
        "certain": False,
        "limit": 5,
        "target_name": "iran air",
    }


@pytest.mark.parametrize(
    ("written", "nearest"),
    [
        ("knid", "kind"),
        ("As_Of", "as_of"),
        ("TYPE", "type"),
        ("asof", "as_of"),
        ("targetname", "target_name"),
        ("target__name", "target_name"),
        ("status__in", "status"),
        ("type[]", "type"),
    ],
)
def test_an_unknown_parameter_is_named_with_the_nearest_there_is(written: str, nearest: str) -> None:
    (error,) = refused(f"{written}=x")
    assert error == {
        "parameter": written,
        "detail": f"There is no parameter “{written}” here. The nearest is “{nearest}”.",
        "nearest": nearest,
    }


@pytest.mark.parametrize("written", ["page_size", "_connector", "note", "offset", "xyz", ""])
def test_where_none_is_like_it_all_parameters_there_are_are_named(written: str) -> None:
    (error,) = refused(f"{written}=x", questions.Publishers)
    there_are = "as_of, known_at, recorded_at, limit, cursor, count, ordering, q, country"
    detail = f"There is no parameter “{written}” here. There are: {there_are}."
    assert error == {"parameter": written, "detail": detail}


def test_where_there_are_no_parameters_none_is_nearest() -> None:
    (error,) = refused("x=1", questions.Nothing)
    assert error == {"parameter": "x", "detail": "There is no parameter “x” here."}


def test_all_that_is_wrong_is_said_at_once() -> None:
    errors = refused("knid=x&limit=0&type=freeze&type=freeze")
    assert [error["parameter"] for error in errors] == ["knid", "type"]  # what is given cannot be read at all
    errors = refused("limit=0&type=freeze")
    assert [error["parameter"] for error in errors] == ["limit", "type"]
    assert "limit: " in str(BadParameters(errors))


@pytest.mark.parametrize("query", ["type=asset_freeze&type=travel_ban", "q=a&q=a", "as_of=&as_of=2024-09-11"])
def test_a_parameter_is_given_once(query: str) -> None:
    (error,) = refused(query)
    assert "is given 2 times" in error["detail"]


@pytest.mark.parametrize("query", ["q=", "q", "as_of=", "limit=", "type=", "authority=", "cursor="])
def test_an_empty_parameter_is_refused_rather_than_taken_for_none(query: str) -> None:
    (error,) = refused(query)
    assert error["parameter"] == query.rstrip("=")
    assert "is empty" in error["detail"]


@pytest.mark.parametrize(
    "value",
    ["2024-13-01", "2024-02-30", "0000-00-00", "99999-01-01", "2024-9-1", "2024-09", "2024", "20240911", "2024-W37-3",
     "2024-09-11T00:00:00Z", " 2024-09-11", "2024-09-11%0A", "%D9%A2024-09-11", "2024%E2%80%9009-11", "today", "1e5",
     "-2024-09-11", "2023-02-29"],
)  # fmt: skip
@pytest.mark.parametrize("parameter", ["as_of", "event_from", "event_to"])
def test_a_day_is_a_whole_date_of_the_calendar(parameter: str, value: str) -> None:
    (error,) = refused(f"{parameter}={value}")
    assert error["parameter"] == parameter


@pytest.mark.parametrize("value", ["0001-01-01", "2024-02-29", "9999-12-31"])
def test_every_day_of_the_calendar_can_be_asked_for(value: str) -> None:
    assert read(f"as_of={value}")["as_of"].isoformat() == value


def test_a_bare_day_is_the_end_of_that_day_in_utc() -> None:
    assert read("known_at=2024-09-11")["known_at"] == datetime(2024, 9, 11, 23, 59, 59, 999_999, UTC)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2024-09-11T12:00:00Z", datetime(2024, 9, 11, 12, tzinfo=UTC)),
        ("2024-09-11t12:00:00z", datetime(2024, 9, 11, 12, tzinfo=UTC)),
        ("2024-09-11T12:00:00.5Z", datetime(2024, 9, 11, 12, 0, 0, 500_000, tzinfo=UTC)),
        ("2024-09-11T12:00:00.123456789Z", datetime(2024, 9, 11, 12, 0, 0, 123_456, tzinfo=UTC)),
        ("2024-09-11T12:00:00%2B03:30", datetime(2024, 9, 11, 8, 30, tzinfo=UTC)),
        ("0001-01-01T00:00:00%2B14:00", datetime.min.replace(tzinfo=UTC)),
        ("9999-12-31T23:59:59-12:00", datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_in_utc(value: str, moment: datetime) -> None:
    assert read(f"known_at={value}")["known_at"] == moment


@pytest.mark.parametrize(
    "value",
    ["2024-09-11T12:00:00", "2024-09-11T12:00:00+00:00", "2024-09-11 12:00:00Z", "2024-09-11T12:00Z",
     "20240911T120000Z", "2024-W37-3T12:00:00Z", "2024-09-11T25:00:00Z", "2024-09-11T12:00:00%2B24:00",
     "2024-09-11x12:00:00Z", "2024-02-30", "0000-00-00T00:00:00Z", "now", "1726056000"],
)  # fmt: skip
@pytest.mark.parametrize("parameter", ["known_at", "recorded_at"])
def test_a_moment_has_its_offset_from_utc(parameter: str, value: str) -> None:
    """`+` is a blank in an address: the refusal says how to write it."""
    (error,) = refused(f"{parameter}={value}")
    assert "a plus sign as %2B" in error["detail"]


@pytest.mark.parametrize(
    "value", ["0", "-1", "501", "100000000", "abc", "1e2", "5.0", "0x10", "+5", "%D9%A5", "5%20", "true"]
)
def test_a_page_holds_from_one_to_five_hundred_items(value: str) -> None:
    (error,) = refused(f"limit={value}")
    assert "from 1 to 500" in error["detail"]


def test_a_number_too_long_to_read_is_refused_all_the_same() -> None:
    (error,) = refused(f"limit={'9' * 5000}")
    assert error["parameter"] == "limit"


@pytest.mark.parametrize("value", ["True", "TRUE", "1", "0", "yes", "on", "null"])
def test_true_and_false_are_written_out(value: str) -> None:
    (error,) = refused(f"certain={value}")
    assert error["detail"] == f"certain: “{value}” is neither true nor false."


@pytest.mark.parametrize(
    ("query", "meant"),
    [("type=Asset_Freeze", "asset_freeze"), ("type=asset%20freeze", "asset_freeze"), ("status=in-force", "in_force"),
     ("nationality=ir", "IR"), ("target_kind=vessels", "vessel"), ("event=delist", "delisted")],
)  # fmt: skip
def test_a_mistyped_word_is_told_the_nearest_of_its_list(query: str, meant: str) -> None:
    (error,) = refused(query)
    assert f"Did you mean “{meant}”?" in error["detail"]


def test_a_word_like_none_of_its_list_is_told_the_list_unless_that_is_long() -> None:
    (error,) = refused("origin=xxxxxxxx")
    assert "It is one of: autonomous, implements." in error["detail"]
    (error,) = refused("nationality=4")
    assert error["detail"] == "nationality: “4” is not one of the countries. The vocabulary lists them."


@pytest.mark.parametrize(
    "value", ["asset_freeze,", ",asset_freeze", "asset_freeze,,travel_ban", "asset_freeze, travel_ban"]
)
def test_a_list_of_words_has_no_gaps(value: str) -> None:
    (error,) = refused(f"type={value}")
    assert error["parameter"] == "type"


def test_a_word_said_twice_counts_once() -> None:
    assert read("type=travel_ban,asset_freeze,travel_ban")["type"] == ["travel_ban", "asset_freeze"]


@pytest.mark.parametrize(
    "value", ["a b", "é", "-GB", "GB/FCDO", "GB;FR", "*", "'", "a" * 41, "[1]", "{}", "1e5 ", "../x"]
)
def test_what_cannot_be_a_uid_is_refused(value: str) -> None:
    (error,) = refused(f"authority={value}".replace(";", "%3B"))
    assert "is not a uid or code" in error["detail"]


def test_at_most_a_hundred_values_are_read_at_once() -> None:
    assert len(read(f"target={','.join(f'u{i}' for i in range(100))}")["target"]) == 100
    (error,) = refused(f"target={','.join(f'u{i}' for i in range(101))}")
    assert "101 values; at most 100" in error["detail"]


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("Iran%00Air", "U+0000 at character 5"),
        ("%0AIran", "U+000A at character 1"),
        ("Iran%7F", "U+007F"),
        ("Iran%C2%85", "U+0085"),
        ("%E2%80%AEriA", "U+202E"),  # right-to-left override
        ("%E2%81%A6Air", "U+2066"),  # left-to-right isolate
        ("%D8%9CAir", "U+061C"),  # Arabic letter mark
        ("Iran%ff", "U+FFFD"),  # a byte that is no UTF-8
        ("Iran%ED%A0%80", "U+FFFD"),  # half of a surrogate pair
        ("Iran%EF%BF%BE", "U+FFFE"),
    ],
)
@pytest.mark.parametrize("parameter", ["q", "target_name", "reference", "authority", "type", "as_of", "cursor"])
def test_what_is_not_text_is_refused_with_its_place(parameter: str, value: str, named: str) -> None:
    (error,) = refused(f"{parameter}={value}")
    assert error["parameter"] == parameter
    assert named in error["detail"]


@pytest.mark.parametrize(
    "value", ["%F0%9F%9A%80", "%", "_", "%25", "\\", "'", '"', "--", "*", "(\\w%2B\\s?)*$", "%E2%80%8C"]
)
def test_signs_and_wildcards_are_only_text(value: str) -> None:
    """What has no letter or digit finds nothing; nothing of it reaches a pattern."""
    assert read(f"q={value}".replace("q=%&", "q=%25&")) is not None


def test_a_text_longer_than_any_name_is_refused() -> None:
    assert read(f"q={'a' * 600}") == {"q": "a" * 600}
    (error,) = refused(f"q={'a' * 3000}")
    assert error["detail"] == "q: is 3000 characters long; at most 600 are read."


def test_what_is_refused_is_not_repeated_at_length() -> None:
    for query in (f"{'x' * 5000}=1", f"type={'x' * 3000}", f"ordering={'x' * 500}", f"as_of={'x' * 500}"):
        (error,) = refused(query)
        assert "x" * 61 not in error["detail"]
    (error,) = refused("%E2%80%AEq%00=1")
    assert error["parameter"] == "�q�"


@given(st.text(max_size=40), st.text(max_size=80))
@example("cursor", "a:b:c")
@example("known_at", "2024-09-11T12:00:00-99:99")
@example("as_of", "٢٠٢٤-٠٩-١١")
@pytest.mark.parametrize("question", [questions.Measures, questions.Targets, questions.Changes, questions.Statistics])
def test_whatever_is_asked_is_read_or_refused_by_name(
    question: type[serializers.Serializer[Any]], name: str, value: str
) -> None:
    given = QueryDict(mutable=True)
    given.setlist(name, [value])
    for parameter in question._declared_fields:
        given.setlist(parameter, [value])
    with suppress(BadParameters):  # any other exception would be a crash
        parse(question, given)
