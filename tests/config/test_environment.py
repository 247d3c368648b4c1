"""Reading one variable."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment

NAME = "INTERDICT_TRIAL"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("Yes", True), (" on ", True), ("true", True), ("0", False), ("No", False), ("OFF", False)],
)
def test_a_switch_understands_the_usual_words(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv(NAME, value)
    assert environment.switch(NAME, default=not expected) is expected


@pytest.mark.parametrize("value", ["y", "enabled", "2", "truee", "on off"])
def test_a_switch_refuses_any_other_word_and_names_the_variable(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        environment.switch(NAME, default=True)


@pytest.mark.parametrize("value", ["", "   "])
def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    assert environment.switch(NAME, default=True) is True
    assert environment.number(NAME, default=7) == 7
    assert environment.words(NAME) == []


def test_words_are_separated_by_commas_with_or_without_space(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "a.example, b.example ,,c.example,")
    assert environment.words(NAME) == ["a.example", "b.example", "c.example"]


def test_pairs_are_separated_by_space_and_may_hold_what_addresses_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "a=https://x.example/?b=c,d  e=f")
    assert environment.pairs(NAME) == {"a": "https://x.example/?b=c,d", "e": "f"}
    monkeypatch.setenv(NAME, "")
    assert environment.pairs(NAME) == {}


@pytest.mark.parametrize("value", ["a", "a=", "=b", "a=b a=c", "a = b"])
def test_pairs_that_are_none_are_refused_without_being_repeated(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        environment.pairs(NAME)


@pytest.mark.parametrize("value", ["-1", "1.5", "1e3", "٣", "ten"])
def test_a_number_is_whole_and_written_in_plain_digits(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured, match=NAME):
        environment.number(NAME, default=1)
