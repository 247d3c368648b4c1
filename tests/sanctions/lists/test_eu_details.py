"""What the EU's list says of an entry besides its names."""

import pytest

from sanctions.lists.entry import Detail, Identifier
from tests.sanctions.lists.test_eu_fsf import entry, small


@pytest.mark.parametrize(
    ("attributes", "edtf", "printed"),
    [
        ('birthdate="1965-12-12" dayOfMonth="12" monthOfYear="12" year="1965"', "1965-12-12", "1965-12-12"),
        ('year="1958"', "1958", "1958"),
        ('year="1958" circa="true"', "1958~", "circa 1958"),
        ('year="1948" monthOfYear="3"', "1948-03", "1948-3"),
        ('yearRangeFrom="1960" yearRangeTo="1962" circa="false"', "1960/1962", "1960/1962"),
        ('yearRangeFrom="1953" yearRangeTo="1958" circa="true"', "1953~/1958~", "circa 1953/1958"),
        # A whole date beside a year alone would be the first of January by nobody's word.
        ('birthdate="1967-01-01" year="1967"', "1967", "1967"),
        # 24 Jumada II 1402 is 19 April 1982, and the list gives both.
        (
            'calendarType="ISLAMIC" birthdate="1982-04-19" dayOfMonth="24" monthOfYear="6" year="1402"',
            "1982-04-19",
            "1402-6-24 in the Islamic calendar",
        ),
    ],
)
def test_each_form_of_a_birth_date_is_read_as_it_stands(attributes: str, edtf: str, printed: str) -> None:
    found = entry(small(f'<birthdate {attributes} countryIso2Code="00" countryDescription="UNKNOWN"/>'))
    (born,) = [detail for detail in found.details if detail.kind == "birth_date"]
    assert (born.value, born.printed or born.value) == (edtf, printed)
    assert not [detail for detail in found.details if detail.kind == "birth_country"]


@pytest.mark.parametrize(
    ("printed", "kept"), [('year="1343"', "1343"), ('yearRangeFrom="1380" yearRangeTo="1382"', "1380/1382")]
)
def test_a_year_of_the_islamic_calendar_is_kept_and_not_turned_into_one_of_ours(printed: str, kept: str) -> None:
    found = entry(small(f'<birthdate calendarType="ISLAMIC" {printed} countryIso2Code="IR"/>'))
    assert found.unread == (f"birth_date: {kept} in the Islamic calendar",)
    assert not [detail for detail in found.details if detail.kind == "birth_date"]


def test_two_dates_are_alternatives() -> None:
    found = entry(small('<birthdate year="1957"/><birthdate birthdate="1942-03-14"/>'))
    assert Detail("birth_date", "[1942-03-14,1957]", "1957; 1942-03-14") in found.details


def test_a_paper_keeps_its_country_and_what_is_said_of_it() -> None:
    paper = (
        '<identification diplomatic="true" knownFalse="true" knownExpired="false" number="A-333602" issuedBy="Bombay"'
        ' issueDate="1985-06-04" identificationTypeCode="passport" identificationTypeDescription="National passport"'
        ' countryIso2Code="IN" countryDescription="INDIA"><remark>(seen once)</remark></identification>'
    )
    found = entry(small(paper))
    assert Identifier("passport", "A-333602", "IN") in found.identifiers
    heading = "National passport A-333602"
    assert [detail.value for detail in found.details] == [
        f"{heading}: diplomatic; known to be false; issuedBy Bombay; issueDate 1985-06-04",
        f"{heading}: (seen once)",
    ]


def test_a_dash_is_no_number() -> None:
    found = entry(small('<identification number="-" identificationTypeCode="regnumber" countryIso2Code="00"/>'))
    assert {identifier.scheme for identifier in found.identifiers} == {"eu_reference", "eu_logical_id"}
    assert not found.problems


def test_an_address_keeps_its_parts_and_contacts() -> None:
    printed = (
        '<address city="Tripoli" street="1 September Street" poBox="9120" zipCode="84" region="" place=""'
        ' asAtListingTime="true" countryIso2Code="LY" countryDescription="LIBYA">'
        '<contactInfo key="EMAIL" value="pac@silibank.com and kndic@co.chesin.com"/>'
        '<contactInfo key="FAX" value="662 38 14"/><contactInfo key="WEB" value="http://www.laaico.com"/></address>'
    )
    found = entry(small(printed))
    (address,) = found.addresses
    assert address.full == "1 September Street, PO box 9120, 84, Tripoli, LIBYA (as at the time of listing)"
    assert (address.city, address.postal_code, address.country) == ("Tripoli", "84", "LY")
    assert [(detail.kind, detail.value) for detail in found.details] == [
        ("email", "pac@silibank.com"),
        ("email", "kndic@co.chesin.com"),
        ("phone", "662 38 14"),
        ("website", "http://www.laaico.com"),
    ]
    assert Detail("phone", "662 38 14", "FAX: 662 38 14") in found.details


@pytest.mark.parametrize(("code", "said"), [("residentperm", "Residence permit"), ("NRN", "National register no.")])
def test_a_paper_of_no_scheme_of_ours_keeps_what_it_is_called(code: str, said: str) -> None:
    paper = f'<identification identificationTypeCode="{code}" identificationTypeDescription="{said}" number="78"/>'
    found = entry(small(paper))
    assert Identifier("other_id", "78") in found.identifiers
    assert Detail("remark", f"{said} 78") in found.details


def test_a_land_without_a_code_is_known_by_its_name_or_kept() -> None:
    lands = '<citizenship countryIso2Code="00" countryDescription="{}"/>'
    found = entry(small(lands.format("LIBYA") + lands.format("UNKNOWN") + lands.format("Atlantis")))
    assert found.details == (Detail("citizenship", "LY", "LIBYA"),)
    assert found.unread == ("country: 00 Atlantis",)


def test_a_remark_without_an_address_is_no_address() -> None:
    found = entry(small('<address countryIso2Code="00" countryDescription="UNKNOWN"><remark>SSN 1</remark></address>'))
    assert found.addresses == ()
    assert found.details == (Detail("remark", "Address: SSN 1"),)


def test_a_citizenship_is_its_country() -> None:
    found = entry(small('<citizenship countryIso2Code="DZ" countryDescription="ALGERIA"/>'))
    assert found.details == (Detail("citizenship", "DZ", "ALGERIA"),)


def test_what_the_list_adds_under_names_of_its_own_is_kept() -> None:
    found = entry(small('<additionalInformation key="Height" value="1.80 m"/>'))
    assert found.details == (Detail("remark", "Height: 1.80 m"),)
