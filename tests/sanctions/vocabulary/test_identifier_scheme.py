"""Identifiers: how they are compared and which cannot be right."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES, normalise, problem

LISTINGS = Path(__file__).resolve().parents[4] / "shared" / "story" / "listings_2024.json"

# Ships of the UK's list of 10 September 2024 and 18 November 2024.
UK_SHIPS = ["7612448", "8943210", "8846814", "8889385", "8858087", "9481910"]

TRUE_EXAMPLES = [
    *(("imo", number) for number in UK_SHIPS),
    ("imo", "IMO 9074729"),  # https://en.wikipedia.org/wiki/IMO_number
    ("imo_company", "IMO 2041999"),  # the same page
    ("imo_company", "1142781"),  # OFAC 43556
    ("mmsi", "572469210"),  # OFAC, SDN list of 2023-12-28, as are those below which name no other source
    ("call_sign", "T2EU4"),
    ("aircraft_tail", "EP-MMH"),
    ("aircraft_serial", "1023409321"),
    ("aircraft_mode_s", "140AE7"),
    ("bic", "HAVIGB2L"),
    ("bik", "044525187"),
    ("duns", "52-024-2307"),
    ("wallet_btc", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h"),
    ("wallet_btc", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),  # BIP 173
    ("wallet_btc", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0"),  # BIP 350
    ("wallet_eth", "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"),
    ("wallet_trx", "TMStbg5fgb4uTV7fK1gEYF9hKAzP3siPsG"),
    ("wallet_usdt", "TX5GV4DyfxNB3rPkzZJhmqZ1efVmL4rEqG"),
    ("lei", "HWUPKR0MPOU8FGXBT394"),  # Apple Inc., https://www.gleif.org
    ("isin", "US0378331005"),  # its share
    ("inn", "7707083893"),  # Sberbank, https://egrul.nalog.ru
    ("ogrn", "1027700132195"),  # the same
    ("uscc", "9144030071526726XG"),  # Tencent's company in Shenzhen
    ("ofac_uid", "25237"),  # Iran Air
    ("uk_unique_id", "IRN0240"),
    ("ofsi_group_id", "16561"),
    ("eu_reference", "EU.12232.30"),
    ("un_reference", "QDi.001"),
    ("wikidata", "Q7747"),
    ("passport", "A 123-456"),
    ("registration_number", "HRB 12345 B"),
]


@pytest.mark.parametrize(("scheme", "value"), TRUE_EXAMPLES)
def test_a_true_identifier_has_no_problem(scheme: str, value: str) -> None:
    assert problem(scheme, value) is None


@pytest.mark.skipif(not LISTINGS.exists(), reason="the story's listings are not beside the repository")
def test_every_imo_number_of_the_founding_example_is_right() -> None:
    reasons = " ".join(listing.get("reason") or "" for listing in json.loads(LISTINGS.read_text("utf-8")))
    numbers = set(re.findall(r"IMO:? (\d+)", reasons))
    assert numbers == set(UK_SHIPS)


@pytest.mark.parametrize("number", UK_SHIPS)
def test_a_ship_s_number_with_a_wrong_last_digit_is_refused_by_name(number: str) -> None:
    for digit in set("0123456789") - {number[-1]}:
        mistyped = number[:-1] + digit
        complaint = problem("imo", mistyped)
        assert complaint is not None
        assert f"“{mistyped}”" in complaint
        assert "IMO ship number" in complaint


def test_a_company_s_imo_number_is_not_taken_for_a_ship_s() -> None:
    # OFAC prints 5878589 as the registration of a vessel.
    assert problem("imo_company", "5878589") is None
    complaint = problem("imo", "5878589")
    assert complaint is not None
    assert complaint.endswith("It would be right as an IMO company number.")


def test_a_ship_s_imo_number_is_not_taken_for_a_company_s() -> None:
    complaint = problem("imo_company", "9481910")
    assert complaint is not None
    assert complaint.endswith("It would be right as an IMO ship number.")


@pytest.mark.parametrize(
    ("scheme", "value", "words"),
    [
        ("imo", "948191", "IMO ship number: it must be seven digits"),
        ("imo", "94819100", "IMO ship number: it must be seven digits"),
        ("imo", "ABCDEFG", "IMO ship number: it must be seven digits"),
        ("mmsi", "12345678", "MMSI: it must be nine digits"),
        ("lei", "HWUPKR0MPOU8FGXBT395", "LEI: its check digits do not fit"),
        ("isin", "US0378331006", "ISIN: its check digits do not fit"),
        ("inn", "7707083894", "INN: its check digits do not fit"),
        ("ogrn", "1027700132196", "OGRN: its check digits do not fit"),
        ("ogrn", "10277001321", "OGRN: it must be thirteen digits, or fifteen for a sole trader"),
        ("bic", "ABCDEFGH", "BIC (SWIFT): its fifth and sixth letters are the code of no country"),
        ("bic", "HAVIGB", "BIC (SWIFT): it must be eight or eleven letters and digits"),
        ("wallet_btc", "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9i", "Bitcoin address: its check digits do not fit"),
        ("wallet_btc", "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq", "Bitcoin address: it must be"),
        ("uk_unique_id", "IRAN240", "UK unique ID: it must be three letters and four digits"),
        ("eu_reference", "27.28", "EU reference: it must be EU and two numbers"),
        ("un_reference", "QDx.001", "UN reference: it must be three letters"),
        ("passport", "—", "Passport: it holds neither a letter nor a digit"),
        ("imo", "", "IMO ship number: it holds neither a letter nor a digit"),
    ],
)
def test_what_cannot_be_right_is_said_in_words(scheme: str, value: str, words: str) -> None:
    complaint = problem(scheme, value)
    assert complaint is not None
    assert complaint.startswith(f"“{value}” is not a valid {words}")


def test_an_unknown_scheme_is_named() -> None:
    assert problem("iom", "9481910") == "“iom” is not a known scheme of identifiers."


@pytest.mark.parametrize(
    ("scheme", "one", "other"),
    [
        ("imo", "IMO 9481910", "9481910"),
        ("imo", "imo9481910", "948 1910"),
        ("passport", "A 123-456", "a123456"),
        ("passport", "۱۲۳۴۵۶", "123456"),  # Persian digits
        ("passport", "１２３４５６", "123456"),  # full-width digits
        ("passport", "123\u200f456", "123456"),  # a mark that turns the direction of writing
        ("bic", "HAVIGB2LXXX", "HAVIGB2L"),
        ("inn", "ИНН 7707083893", "7707083893"),
        ("un_reference", "QDi.001", "QDI.001 "),
        ("wallet_eth", "0x098B716B8Aaf21512996dC57EB0615e2383E2f96", "0x098b716b8aaf21512996dc57eb0615e2383e2f96"),
        ("aircraft_tail", "EP-MMH", "EPMMH"),
    ],
)
def test_two_ways_of_printing_one_identifier_agree(scheme: str, one: str, other: str) -> None:
    assert normalise(scheme, one) == normalise(scheme, other)


@pytest.mark.parametrize(
    ("scheme", "one", "other"),
    [
        ("eu_reference", "EU.2.728", "EU.27.28"),
        ("bic", "HAVIGB2LABC", "HAVIGB2L"),
        (
            "wallet_btc",
            "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h",
            "12qtd5bfwrsdnsazy76uve1xycgntojh9h",
        ),
        ("opensanctions_id", "NK-abC", "NK-abc"),
    ],
)
def test_two_identifiers_stay_apart(scheme: str, one: str, other: str) -> None:
    assert normalise(scheme, one) != normalise(scheme, other)


@given(scheme=st.sampled_from([*IDENTIFIER_SCHEMES, "", "unheard_of"]), value=st.text(max_size=40))
def test_any_text_is_judged_without_a_crash_and_normalising_twice_changes_nothing(scheme: str, value: str) -> None:
    normal = normalise(scheme, value)
    assert normalise(scheme, normal) == normal
    complaint = problem(scheme, value)
    assert complaint is None or complaint.endswith(".")


@pytest.mark.parametrize("scheme", IDENTIFIER_SCHEMES)
def test_every_scheme_says_how_far_a_value_points_to_one_bearer(scheme: str) -> None:
    assert IDENTIFIER_SCHEMES[scheme].mappings["unique_within"] in {"world", "country", "list", "shared"}
    assert "ftm" in IDENTIFIER_SCHEMES[scheme].mappings


def test_a_radio_station_s_number_is_no_proof_of_one_ship() -> None:
    assert IDENTIFIER_SCHEMES["mmsi"].mappings["unique_within"] == "shared"
    assert IDENTIFIER_SCHEMES["imo"].mappings["unique_within"] == "world"


@pytest.mark.parametrize("system", ["ofac", "eu", "un"])
def test_no_term_of_a_list_stands_for_two_schemes(system: str) -> None:
    terms = [term for word in IDENTIFIER_SCHEMES.values() for term in word.mapped(system)]
    assert terms
    assert all(len(IDENTIFIER_SCHEMES.mapped_from(system, term)) == 1 for term in terms)


def test_what_ofac_calls_a_legal_entity_number_is_an_lei() -> None:
    # Sixty-two of the sixty-four so printed in the list of 2023-12-28 have the check digits of one.
    assert IDENTIFIER_SCHEMES.mapped_from("ofac", "LE Number") == ("lei",)
