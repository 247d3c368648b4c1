"""The labels under which OFAC gives facts."""

import pytest

from sanctions.lists.us_ofac.labels import STARTS, meaning
from sanctions.vocabulary.detail_kind import DETAIL_KINDS
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES
from sanctions.vocabulary.relation_kind import RELATION_KINDS


@pytest.mark.parametrize(
    ("label", "role", "code"),
    [
        ("DOB", "date", "birth_date"),
        ("Birthdate", "date", "birth_date"),
        ("citizen", "country", "citizenship"),
        ("Citizenship Country", "country", "citizenship"),
        ("VESSEL TYPE", "detail", "vessel_type"),
        ("Passport", "identifier", "passport"),
        ("Tax ID No.", "identifier", "tax_id"),
        ("Government Gazette Number", "identifier", "other_id"),
        ("Vessel Registration Identification", "identifier", "imo"),
        ("Digital Currency Address - XBT", "identifier", "wallet_btc"),
        ("Digital Currency Address - ZEC", "identifier", "wallet"),
        ("Aircraft Manufacturer’s Serial Number (MSN)", "identifier", "aircraft_serial"),
        ("Linked To:", "relation", "linked_to"),
        ("Secondary sanctions risk:", "exposure", ""),
        ("Additional Sanctions Information -", "exposure", ""),
        ("Executive Order 13662 Directive Determination -", "measure", ""),
        ("Executive Order 14999 Directive Information:", "measure", ""),
        ("Effective Date (EO 14024 Directive 2):", "effective date", "eo 14024 directive 2"),
    ],
)
def test_a_label_is_known_as_remarks_and_as_xml_write_it(label: str, role: str, code: str) -> None:
    assert meaning(label) == (role, code)


def test_a_new_label_is_not_known() -> None:
    assert meaning("Shoe Size") is None


def test_labels_stand_for_words_of_the_vocabulary() -> None:
    lists = {"identifier": IDENTIFIER_SCHEMES, "relation": RELATION_KINDS}
    for label in ("DOB", "POB", "Gender", "Phone Number", "Vessel Owner", "Passport", "MMSI", "Vessel Flag", "Title"):
        found = meaning(label)
        assert found is not None
        assert found.code in lists.get(found.role, DETAIL_KINDS)


@pytest.mark.parametrize(
    ("part", "label", "value"),
    [
        ("alt. DOB circa 1957", "DOB", "circa 1957"),
        ("Registration Number 8132 (Iran)", "Registration Number", "8132 (Iran)"),
        ("Registration ID 14063277", "Registration ID", "14063277"),
        ("Linked To: HIZBALLAH", "Linked To", "HIZBALLAH"),
        ("Executive Order 13662 Directive Determination - Subject to Directive 1",
         "Executive Order 13662 Directive Determination", "Subject to Directive 1"),
        ("Listing Date (EO 14024 Directive 3): 24 Feb 2022", "Listing Date (EO 14024 Directive 3)", "24 Feb 2022"),
        ("Digital Currency Address - ZEC t1abc", "Digital Currency Address - ZEC", "t1abc"),
        ("Aircraft Construction Number (also called L/N or S/N or F/N) 8401",
         "Aircraft Construction Number (also called L/N or S/N or F/N)", "8401"),
    ],
)  # fmt: skip
def test_the_longest_label_begins_a_part_of_a_remark(part: str, label: str, value: str) -> None:
    found = STARTS.fullmatch(part)
    assert found is not None
    assert (found["label"], found["value"]) == (label, value)


def test_a_word_that_only_begins_like_a_label_is_none() -> None:
    assert STARTS.fullmatch("citizens of several states") is None
