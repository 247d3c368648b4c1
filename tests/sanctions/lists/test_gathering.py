"""The fields of an entry while they are read: nothing twice, nothing lost, nothing longer than the desk holds."""

import pytest
from lxml import etree

from sanctions.lists.entry import Address, Detail, Identifier, Name
from sanctions.lists.gathering import Gathering, script_of
from sanctions.lists.reading import QuarantinedError
from sanctions.lists.taking import Branch


@pytest.fixture
def gathering() -> Gathering:
    """An entry of which nothing is known yet."""
    return Gathering("7", [])


def test_a_name_stands_there_once_and_is_freed_of_the_white_space_of_its_file(gathering: Gathering) -> None:
    gathering.name("\tInna\xa0 Vladimirovna ")
    gathering.name("Inna Vladimirovna", "alias")
    gathering.name("  ")
    assert gathering.names == [Name("Inna Vladimirovna", "primary", "Latn")]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Григорий", "Cyrl"),
        ("محمد حسن", "Arab"),
        ("Zendân-e-Qarchak", "Latn"),
        ("희천", "Hang"),
        ("平壤", "Hani"),
        ("حسن غول (Hassan Ghul)", ""),
        ("ROMASHK\u0406N", ""),  # one letter of it is Cyrillic
        ("140", ""),
    ],
)
def test_the_script_of_a_name_is_that_of_all_its_letters(text: str, script: str) -> None:
    assert script_of(text) == script


def test_a_number_that_fails_its_check_digits_is_kept_and_named(gathering: Gathering) -> None:
    gathering.identifier("imo", "9180281")
    gathering.identifier("imo", "9180282")
    assert gathering.identifiers == [Identifier("imo", "9180281"), Identifier("imo", "9180282")]
    assert len(gathering.problems) == 1
    assert "9180282" in gathering.problems[0]


def test_an_address_keeps_its_note_and_the_country_that_it_names(gathering: Gathering) -> None:
    gathering.address("Goma", "", "DRC", city="Goma", land="DRC", note="as of 2016")
    gathering.address("Atlantis", land="Atlantis")
    assert gathering.addresses == [Address("Goma, DRC (as of 2016)", "Goma", "", "", "CD"), Address("Atlantis")]
    assert gathering.unread == ["country: Atlantis"]


def test_a_text_that_names_no_country_is_kept_as_unread(gathering: Gathering) -> None:
    gathering.country("nationality", "Rwanda")
    gathering.country("nationality", "Sudan/South Sudan")
    assert gathering.details == [Detail("nationality", "RW", "Rwanda")]
    assert gathering.unread == ["nationality: Sudan/South Sudan"]


def test_dates_given_side_by_side_are_one_date_of_several(gathering: Gathering) -> None:
    gathering.date("birth_date", [("1957", "1957"), ("a) 1958 b) 1959", "[1958,1959]"), ("aged 30", "")])
    assert gathering.details == [Detail("birth_date", "[1957,1958,1959]", "1957; a) 1958 b) 1959")]
    assert gathering.unread == ["birth_date: aged 30"]
    assert gathering.problems == ["“aged 30” is no date that can be read."]


def test_a_remark_longer_than_the_desk_holds_becomes_several_and_a_name_puts_the_record_aside(
    gathering: Gathering,
) -> None:
    words = " ".join(f"word{number}" for number in range(500))
    gathering.detail("remark", words)
    assert " ".join(detail.value for detail in gathering.details) == words
    assert max(len(detail.value) for detail in gathering.details) <= 1000
    with pytest.raises(QuarantinedError):
        gathering.name("x" * 601)


def test_what_stands_under_unknown_names_is_kept_with_all_its_text() -> None:
    warnings = list[str]()
    element = etree.fromstring('<entry new="a">loose<box><inner>deep</inner></box></entry>')
    for reference in ("1", "2"):
        gathering = Gathering(reference, warnings)
        gathering.finish(Branch(element))
        assert gathering.unread == ["entry/@new: a", "entry/box: deep", "entry/text(): loose"]
    assert [line.split(" is ")[0] for line in warnings] == ["entry/@new", "entry/box", "entry/text()"]
    assert all(line.endswith("record 1") for line in warnings)


def test_an_entry_without_a_name_is_put_aside(gathering: Gathering) -> None:
    with pytest.raises(QuarantinedError):
        gathering.entry(kind="person", listed=None)
