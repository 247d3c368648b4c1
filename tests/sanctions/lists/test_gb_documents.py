"""Fields of free text in the UK's lists."""

import pytest

from sanctions.lists import gb_documents
from sanctions.lists.entry import Detail, Identifier
from sanctions.lists.gathering import Gathering


@pytest.fixture
def gathering() -> Gathering:
    return Gathering("AFG0001", [])


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("(1) Tiaret (2) Maskara", ["Tiaret", "Maskara"]),
        ("(1)-(2) Tunisia (3)Libya", ["Tunisia", "Libya"]),
        ("(1-3) Libya (4) Morocco", ["Libya", "Morocco"]),
        ("(1) (2) Iraq", ["Iraq"]),
        ("a) General, b) Minister for Security", ["General", "Minister for Security"]),
        ("1) Uzbek 2) Afghan", ["Uzbek", "Afghan"]),
        ("(1) Manzil Tmim (2)-(6) -", ["Manzil Tmim"]),
        ("Deputy Minister (1999-2001)", ["Deputy Minister (1999-2001)"]),
        ("Passport No a) EC6530802 b) EC1", ["Passport No a) EC6530802 b) EC1"]),
        ("-", []),
        ("N/A", []),
    ],
)
def test_numbered_and_lettered_items_are_told_apart(text: str, items: list[str]) -> None:
    assert gb_documents.items(text) == items


def test_each_paper_has_its_own_number_country_and_note(gathering: Gathering) -> None:
    notes = "(1) India number, issued on 4 Jun. 1985 (2) -"
    gb_documents.papers(gathering, "passport", "(1) A-333602 (2) M110522", notes)
    assert gathering.identifiers == [Identifier("passport", "A-333602", "IN"), Identifier("passport", "M110522")]
    assert gathering.details == [Detail("remark", "Passport A-333602: India number, issued on 4 Jun. 1985")]


@pytest.mark.parametrize(
    ("text", "number", "country"),
    [
        ("G827238 (Tunisian). Issued on 1 June 1996. Expired", "G827238", "TN"),
        ("Passport number:F50859", "F50859", ""),
        ("0002250 (Diplomatic)", "0002250", ""),
        ("05093588", "05093588", ""),
        ("A-333602 (Indian) issued on 4 June 1985", "A-333602", "IN"),
    ],
)
def test_a_number_at_the_head_of_a_text_is_the_paper_s(
    gathering: Gathering, text: str, number: str, country: str
) -> None:
    gb_documents.papers_in(gathering, "passport", text)
    assert gathering.identifiers == [Identifier("passport", number, country)]


def test_a_text_without_a_number_at_its_head_is_kept_whole(gathering: Gathering) -> None:
    gb_documents.papers_in(gathering, "passport", "Uganda Passport.")
    assert gathering.identifiers == []
    assert gathering.details == [Detail("remark", "Passport: Uganda Passport.")]


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        ("INN: 7704113772", [Identifier("inn", "7704113772")]),
        ("Tax ID No. 7706061801 (Russia)", [Identifier("tax_id", "7706061801")]),
        ("OGRN 1027739504760; 044 (Afghanistan)",
         [Identifier("ogrn", "1027739504760"), Identifier("registration_number", "044", "AF")]),
        ("1137711000074 (Russia)", [Identifier("registration_number", "1137711000074", "RU")]),
        ("BIN: 231040025351", [Identifier("other_id", "BIN: 231040025351")]),
        # No number of this length is one of the tax office: it is kept under no wrong name.
        ("INN: 12345", [Identifier("other_id", "12345")]),
    ],
)  # fmt: skip
def test_numbers_of_a_register_go_by_their_labels(
    gathering: Gathering, text: str, identifiers: list[Identifier]
) -> None:
    gb_documents.registration(gathering, text)
    assert gathering.identifiers == identifiers


def test_a_wallet_is_told_by_its_form_and_check_digits(gathering: Gathering) -> None:
    text = "ETH: 0x8576acc5c05d6ce88f4e49bf65bdf0c62f91353c and 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3"  # one letter wrong
    gb_documents.wallets(gathering, text)
    assert gathering.identifiers == [Identifier("wallet_eth", "0x8576acc5c05d6ce88f4e49bf65bdf0c62f91353c")]


@pytest.mark.parametrize(
    ("printed", "quality", "kind"),
    [
        ("Primary Name", "Low quality a.k.a", "primary"),
        ("Primary Name Variation", "Good quality a.k.a", "variation"),
        ("Primary name variation", "Low quality a.k.a", "weak_alias"),
        ("ALias", "", "alias"),
        ("AKA", "Low quality", "weak_alias"),
        ("FKA", "", "former"),
        ("Prime Alias", "", "primary"),
    ],
)
def test_quality_makes_an_alias_weak(printed: str, quality: str, kind: str) -> None:
    assert gb_documents.name_kind(printed, quality) == kind


@pytest.mark.parametrize(
    ("printed", "main"),
    [
        ("USSR (now Ukraine)", "USSR"),
        ("Former USSR Currently Belarus", "USSR"),
        ("Iraq (previous address)", "Iraq"),
        ("Syrian Arab Republic as of September 2015", "Syrian Arab Republic"),
        ("In Syria as at June 2013", "Syria"),
        ("Kuwaiti citizenship", "Kuwaiti"),
        ("Africa", "Africa"),
    ],
)
def test_the_country_of_a_text_is_told_from_what_is_said_of_it(printed: str, main: str) -> None:
    assert gb_documents.main_country(printed) == main


def test_tonnage_and_length_are_numbers_with_what_they_measure(gathering: Gathering) -> None:
    gb_documents.measured(gathering, "7,078 GT", "tonnage")
    gb_documents.measured(gathering, "106", "length")
    gb_documents.measured(gathering, "about 100", "length")
    assert gathering.details == [Detail("gross_tonnage", "7078", "7,078 GT"), Detail("length", "106")]
    assert gathering.unread == ["length: about 100"]


def test_names_run_together_are_kept_and_not_cut(gathering: Gathering) -> None:
    gb_documents.related(gathering, "Ltd. Co., " * 100, "subsidiary")
    assert gathering.relations == []
    assert len(gathering.unread) == 1
    assert gathering.details[0].kind == "remark"


def test_an_unknown_language_is_kept(gathering: Gathering) -> None:
    assert gb_documents.language(gathering, "Persian/Farsi") == "fa"
    assert gb_documents.language(gathering, "Cyrillic") == ""
    assert gathering.unread == ["language: Cyrillic"]


def test_several_mail_addresses_are_several(gathering: Gathering) -> None:
    gb_documents.internet(gathering, "info@140zavod.org; www.140zavod.by", "email")
    gb_documents.phone(gathering, "1; 2")
    gb_documents.built(gathering, "1975")
    gb_documents.detail(gathering, "Oil tanker", "vessel_type")
    gb_documents.land(gathering, "Soviet Union (now Russia)", "flag")
    gb_documents.numbered(gathering, "7408873", "imo")
    assert [(detail.kind, detail.value) for detail in gathering.details] == [
        ("email", "info@140zavod.org"),
        ("email", "www.140zavod.by"),
        ("phone", "1"),
        ("phone", "2"),
        ("build_year", "1975"),
        ("vessel_type", "Oil tanker"),
        ("flag", "SU"),
    ]
    assert gathering.identifiers == [Identifier("imo", "7408873")]
