"""A party while it is being read, label by label."""

import pytest

from sanctions.lists.entry import Entry
from sanctions.lists.reading import QuarantinedError
from sanctions.lists.us_ofac.party import Listing, Party, kind_of


def _party(kind: str = "person", listing: Listing = Listing.SDN) -> Party:
    party = Party("1", kind, listing, [])
    party.name("DOE, John")
    party.tag("SDGT")
    return party


def _details(entry: Entry, kind: str) -> list[str]:
    return [detail.value for detail in entry.details if detail.kind == kind]


@pytest.mark.parametrize(
    ("printed", "kind"),
    [("individual", "person"), ("Entity", "legal_entity"), ("vessel", "vessel"), ("Aircraft", "aircraft")],
)
def test_ofac_s_types_of_party_are_kinds_of_target(printed: str, kind: str) -> None:
    assert kind_of(printed) == kind


# Every form of date that stands in OFAC's remarks between 2022 and 2024.
@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("10 Dec 1948", "1948-12-10"),
        ("1948", "1948"),
        ("circa 1948", "1948~"),
        ("1957 to 1959", "1957/1959"),
        ("01 Feb 1958 to 28 Feb 1958", "1958-02-01/1958-02-28"),
        ("Dec 1969 to Mar 1970", "1969-12/1970-03"),
        ("circa 20 Dec 1948", "1948-12-20~"),
        ("circa 1947-1948", "1947~/1948~"),
    ],
)
def test_dates_of_birth_are_read_as_printed(printed: str, date: str) -> None:
    party = _party()
    party.says("DOB", printed)
    assert _details(party.entry(), "birth_date") == [date]


def test_a_date_that_cannot_be_is_kept_and_flagged() -> None:
    party = _party()
    party.says("DOB", "31 Feb 1960")
    entry = party.entry()
    assert _details(entry, "birth_date") == []
    assert entry.unread == ("birth_date: 31 Feb 1960",)
    assert entry.problems == ("“31 Feb 1960” is no date that can be read.",)


def test_a_number_with_country_and_days_keeps_all_of_them() -> None:
    party = _party()
    party.says("Passport", "A0003450 (Iran) issued 24 Sep 1993 expires 24 Sep 2000")
    entry = party.entry()
    assert [(number.scheme, number.value, number.country) for number in entry.identifiers] == [
        ("passport", "A0003450", "IR")
    ]
    assert _details(entry, "remark") == ["Passport A0003450: issued 24 Sep 1993, expires 24 Sep 2000"]


@pytest.mark.parametrize(
    ("value", "remark"),
    [
        ("issued in Sarajevo, Bosnia-Herzegovina", "Passport issued in Sarajevo, Bosnia-Herzegovina"),  # 8116
        ("place of issue: Al-Anbar, Iraq", "Passport place of issue: Al-Anbar, Iraq"),  # 10375
    ],
)
def test_what_is_said_of_a_passport_whose_number_is_not_given_is_no_number(value: str, remark: str) -> None:
    party = _party()
    party.says("Passport", value)
    entry = party.entry()
    assert entry.identifiers == ()
    assert _details(entry, "remark") == [remark]


def test_a_number_stands_without_the_sign_before_it() -> None:
    party = _party()
    party.says("C.U.R.P.", "# HESU430525HBCRMR13 (Mexico)")  # 9976
    assert [(number.scheme, number.value, number.country) for number in party.entry().identifiers] == [
        ("national_id", "HESU430525HBCRMR13", "MX")
    ]


def test_a_label_that_says_more_than_its_scheme_is_kept() -> None:
    party = _party("aircraft")
    party.says("Previous Aircraft Tail Number", "YI-NAD")  # 18152
    party.says("Aircraft Tail Number", "EP-MMR")
    entry = party.entry()
    assert [(number.scheme, number.value) for number in entry.identifiers] == [
        ("aircraft_tail", "YI-NAD"),
        ("aircraft_tail", "EP-MMR"),
    ]
    assert _details(entry, "remark") == ["Previous Aircraft Tail Number YI-NAD"]


def test_days_of_what_is_no_number_are_kept_too() -> None:
    party = _party()
    party.document("Website", "example.org", issued="01 Jan 2020")
    assert _details(party.entry(), "remark") == ["example.org: issued 01 Jan 2020"]


def test_several_titles_in_one_text_are_several_in_every_format() -> None:
    titles = ["Minister of Oil", "Chairman of the Board"]
    parties = [_party(), _party()]
    parties[0].title("; ".join(titles))
    parties[1].says("Title", "; ".join(titles))
    assert [_details(party.entry(), "title") for party in parties] == [titles, titles]


def test_a_name_that_is_not_told_apart_has_no_parts_in_any_format() -> None:
    printed, xml = Party("1", "person", Listing.SDN, []), Party("1", "person", Listing.SDN, [])
    printed.name("ABOU SALMAN")
    xml.name("ABOU SALMAN", last="ABOU SALMAN")
    assert printed.entry().names == xml.entry().names
    assert xml.entry().names[0].parts == ()


@pytest.mark.parametrize(
    ("lists", "listed", "remarks"),
    [
        ([("Consolidated List", "2019-02-07"), ("FSE List", "2019-02-07")], "2019-02-07", []),
        ([("Consolidated List", "2014-10-10"), ("CAPTA List", "2019-03-14")], "2014-10-10",
         ["CAPTA List: since 2019-03-14"]),
        ([("SDN List", "2014-12-17"), ("FSE List", "2014-12-17")], "2014-12-17", ["SDN List: since 2014-12-17"]),
        ([("Consolidated List", ""), ("FSE List", "")], "", ["FSE List"]),
    ],
)  # fmt: skip
def test_a_list_within_the_list_is_a_remark_where_its_day_is_not_that_of_the_case(
    lists: list[tuple[str, str]], listed: str, remarks: list[str]
) -> None:
    party = _party(listing=Listing.CONSOLIDATED)
    party.stands_on(lists)
    party.tag("FSE-IR")
    party.term("Reject")
    entry = party.entry()
    assert (entry.listed.value if entry.listed else "") == listed
    assert _details(entry, "remark") == remarks


def test_a_bracket_that_is_no_country_stays_with_the_number() -> None:
    party = _party()
    party.says("License", "1805553 (Dubai)")
    assert [(number.value, number.country) for number in party.entry().identifiers] == [("1805553 (Dubai)", "")]


def test_a_number_without_a_scheme_of_its_own_keeps_its_label() -> None:
    party = _party("legal_entity")
    party.document("Government Gazette Number", "00032520", land="Russia")
    assert [(number.scheme, number.value, number.country) for number in party.entry().identifiers] == [
        ("other_id", "Government Gazette Number 00032520", "RU")
    ]


def test_a_digital_currency_without_a_scheme_is_kept_with_its_name() -> None:
    party = _party()
    party.says("Digital Currency Address - ZEC", "t1g7wowvQ8gn2v8jrU1biyJ26sieNqNsBJy")
    entry = party.entry()
    assert [number.scheme for number in entry.identifiers] == ["wallet"]
    assert _details(entry, "remark") == ["Digital Currency Address - ZEC t1g7wowvQ8gn2v8jrU1biyJ26sieNqNsBJy"]


@pytest.mark.parametrize(
    ("label", "value", "scheme"),
    [
        ("LE Number", "07552116", "other_id"),  # a voter's booklet of Peru
        ("Legal Entity Number", "253400LS7BXTF1LQGG51", "lei"),
        ("Identification Number", "IMO 6188586", "imo_company"),
        ("Vessel Registration Identification", "BX-1234", "registration_number"),
    ],
)
def test_one_label_may_mean_several_schemes(label: str, value: str, scheme: str) -> None:
    party = _party("legal_entity")
    party.document(label, value)
    assert [number.scheme for number in party.entry().identifiers] == [scheme]


@pytest.mark.parametrize(
    ("land", "country", "region", "full"),
    [
        ("Iran", "IR", "", "Tehran, Iran"),
        ("Region: Crimea", "", "Crimea", "Tehran, Region: Crimea"),
        ("Region: Gaza", "PS", "Gaza", "Tehran, Region: Gaza"),
        ("undetermined", "", "", "Tehran"),
    ],
)
def test_an_address_names_a_country_or_a_region(land: str, country: str, region: str, full: str) -> None:
    party = _party()
    party.address("Tehran", land=land)
    (address,) = party.entry().addresses
    assert (address.full, address.country, address.region) == (full, country, region)


def test_a_country_that_nobody_knows_is_kept_as_unread() -> None:
    party = _party()
    party.address("Main Street 1", land="Ruritania")
    entry = party.entry()
    assert entry.addresses[0].full == "Main Street 1, Ruritania"
    assert entry.unread == ("country: Ruritania",)


@pytest.mark.parametrize(
    ("kind", "relation", "sanction_kind"),
    [
        ("vessel", "linked_to", "identified"),
        ("aircraft", "property_in_the_interest_of", "identified"),
        ("vessel", "owned_or_controlled_by", "identified"),
        ("vessel", "", "designated"),
        ("person", "linked_to", "designated"),
    ],
)
def test_ships_and_aircraft_of_another_are_identified_and_people_designated(
    kind: str, relation: str, sanction_kind: str
) -> None:
    party = _party(kind)
    if relation:
        party.relation(relation, "2")
    assert party.entry().sanction_kind == sanction_kind


@pytest.mark.parametrize(
    ("printed", "kind", "reference", "scheme"),
    [
        ("Executive Order 14024 (Russia)", "executive_order", "14024", "us_eo"),
        ("Executive Order 13628 - Section 7", "executive_order", "13628", "us_eo"),
        ("Executive Order (Russia)", "executive_order", "Executive Order (Russia)", "other_reference"),
        ("CAATSA - Section 231", "statute", "CAATSA - Section 231", "other_reference"),
        ("Caesar Act", "statute", "Caesar Act", "other_reference"),
        ("31 CFR 594.201(a)(5)", "regulation", "31 CFR 594.201(a)(5)", "other_reference"),
        ("General License 4 Under EO 13224 (Terrorism)", "decision", "General License 4 Under EO 13224 (Terrorism)",
         "other_reference"),
    ],
)  # fmt: skip
def test_a_legal_authority_is_an_act(printed: str, kind: str, reference: str, scheme: str) -> None:
    party = _party()
    party.authority(printed)
    (act,) = party.entry().instruments
    assert (act.kind, act.reference, act.scheme) == (kind, reference, scheme)


def test_an_authority_of_an_unknown_sort_is_kept_as_unread() -> None:
    party = _party()
    party.authority("Royal Whim")
    assert party.entry().unread == ("legal authority: Royal Whim",)


def test_effective_dates_are_those_of_the_directive_and_not_of_the_others() -> None:
    party = Party("1", "legal_entity", Listing.CONSOLIDATED, [])
    party.name("BANK")
    party.tag("UKRAINE-EO13662")
    party.tag("RUSSIA-EO14024")
    party.says("Executive Order 13662 Directive Determination -", "Subject to Directive 1")
    party.says("Listing Date (EO 14024 Directive 2):", "24 Feb 2022")
    party.says("Effective Date (EO 14024 Directive 2):", "26 Mar 2022")
    entry = party.entry()
    assert [(measure.type, measure.directive, measure.since and measure.since.value) for measure in entry.measures] == [
        ("debt_equity_restriction", "Directive 1 under EO 13662", None),
        ("correspondent_account_ban", "Directive 2 under EO 14024", "2022-03-26"),
    ]
    assert [basis.since and basis.since.value for basis in entry.programmes] == [None, "2022-02-24"]
    # The case under Executive Order 13662 is older, and the list does not say by how much.
    assert entry.listed is None


def test_an_entry_without_a_measure_of_the_other_lists_is_put_aside() -> None:
    party = _party("legal_entity", Listing.CONSOLIDATED)
    with pytest.raises(QuarantinedError, match="no measure short of blocking is known for SDGT"):
        party.entry()


def test_a_new_label_is_unread_and_not_lost() -> None:
    party = _party()
    assert party.says("Shoe Size", "44") is False
    assert party.entry().unread == ("Shoe Size 44",)
