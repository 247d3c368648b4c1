"""Countries, languages and scripts come from their standards."""

import pytest

from sanctions.vocabulary.country import COUNTRIES
from sanctions.vocabulary.language import LANGUAGES
from sanctions.vocabulary.script import SCRIPTS


def test_all_249_assigned_country_codes_are_there() -> None:
    assert sum(word.mappings["status"] == "assigned" for word in COUNTRIES.values()) == 249


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("GB", "United Kingdom"),
        ("IR", "Iran"),
        ("RU", "Russia"),
        ("KP", "North Korea"),
        ("CI", "Côte d'Ivoire"),
        ("SH", "Saint Helena, Ascension and Tristan da Cunha"),
        ("ZW", "Zimbabwe"),
    ],
)
def test_a_country_has_its_short_name(code: str, name: str) -> None:
    assert COUNTRIES.label(code) == name


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("XK", "user_assigned"),
        ("EU", "reserved"),
        ("SU", "former"),
        ("YU", "former"),
        ("DD", "former"),
        ("FR", "assigned"),
    ],
)
def test_codes_that_are_not_states_of_today_are_marked(code: str, status: str) -> None:
    assert COUNTRIES[code].mappings["status"] == status


@pytest.mark.parametrize("code", ["UK", "ir", "IRN", ""])
def test_what_is_no_iso_code_is_no_country(code: str) -> None:
    assert code not in COUNTRIES


def test_all_183_two_letter_languages_are_there() -> None:
    assert sum(len(code) == 2 for code in LANGUAGES) == 183
    assert LANGUAGES.label("fa") == "Persian"
    assert LANGUAGES.narrower("fa") == {"fa", "prs"}


@pytest.mark.parametrize("code", ["Latn", "Cyrl", "Arab", "Hans", "Hant", "Hang", "Jpan", "Hebr", "Geor"])
def test_the_scripts_of_the_lists_are_there(code: str) -> None:
    assert code in SCRIPTS
