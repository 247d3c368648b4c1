"""The UK Sanctions List: the official form with its blocks of details, and copies that lack them."""

import re
from functools import cache

import pytest

from sanctions.lists.entry import CrossReference, Dated, Detail, Entry, Identifier, Name, Relation, Restriction
from sanctions.lists.gb_fcdo import FORMAT
from sanctions.lists.reading import RefusedError
from tests.sanctions.lists.releases import Read, faults, read, shared, survives
from tests.sanctions.lists.us_ofac.release import CUTS, golden, shown
from tests.soak import examples

CUT = (CUTS / "gb_fcdo" / "uk-sanctions-list-2026-08-20.xml").read_bytes()
SCHEMA = (CUTS / "gb_fcdo" / "full-schema.xml").read_bytes()
FULL = ("uk-sanctions-list-2026-02-24.reserialised.xml.gz", "uk-sanctions-list-2026-08-20.reserialised.xml.gz")


# A sample of one full file in the everyday suite, all of both in the soak.
STEP = examples(12, 1)
EACH = [pytest.param(FULL[0], marks=pytest.mark.soak), FULL[1]]


@cache
def whole(name: str) -> Read:
    done = Read(FORMAT.open({name: shared(f"uk/{name}")}))
    for record in done.reading.records:
        done.records.append(record)
        if len(done.records) % STEP == 0:
            done.entries[record.reference] = record.read()
    return done


def entry(reference: str, content: bytes = SCHEMA) -> Entry:
    return read(FORMAT, content).entries[reference]


def details(found: Entry, kind: str) -> list[Detail]:
    return [detail for detail in found.details if detail.kind == kind]


@pytest.mark.parametrize("reference", golden("gb_fcdo"))
def test_an_entry_says_what_the_file_says(reference: str) -> None:
    assert shown(entry(reference, CUT)) == golden("gb_fcdo")[reference]


def test_nothing_of_the_cuts_is_put_aside_or_unknown() -> None:
    for content in (CUT, SCHEMA):
        done = read(FORMAT, content)
        assert not done.quarantined
        assert not done.reading.warnings
        assert not [found.unread for found in done.entries.values() if found.unread]


# --- Measures ---------------------------------------------------------------------------------------------------------


def test_a_later_measure_has_its_own_date_and_the_others_have_none() -> None:
    airline = entry("RUS2206", CUT)
    assert airline.listed == Dated("2024-09-10")
    assert airline.measures == (
        Restriction("asset_freeze"),
        Restriction("director_disqualification", Dated("2025-04-09")),
    )


def test_a_date_is_taken_from_the_reasons_too() -> None:
    (trust,) = [measure for measure in entry("RUS1102", CUT).measures if measure.type == "trust_services_ban"]
    assert trust.since == Dated("2023-03-21")


def test_a_ship_is_specified_and_its_trade_sanctions_stand_beside_the_specification() -> None:
    ship = entry("RUS3661", CUT)
    assert (ship.kind, ship.sanction_kind) == ("vessel", "specified")
    assert [measure.type for measure in ship.measures] == ["ship_specification", "services_ban"]


def test_a_ship_without_details_has_the_number_that_the_reasons_name() -> None:
    assert Identifier("imo", "9296377") in entry("RUS3661", CUT).identifiers


def test_a_travel_ban_on_a_body_is_kept_and_flagged() -> None:
    body = entry("AQD0357", CUT)
    assert "travel_ban" in {measure.type for measure in body.measures}
    assert len(body.problems) == 1


def test_wallets_are_identifiers() -> None:
    exchange = entry("RUS3602", CUT)
    assert [found.scheme for found in exchange.identifiers].count("wallet_trx") == 3
    assert Identifier("wallet_trx", "TJqUC56SDZ373JYRurzXtMcor2HQvN9BaU") in exchange.identifiers


@pytest.mark.parametrize("where", ["<EntityDetails>\n      <Entity>", "<EntityDetails>"])
def test_wallets_in_fields_of_their_own_are_identifiers(where: str) -> None:
    block = (
        "<CryptoWalletAddresses><CryptoWalletAddress>TJqUC56SDZ373JYRurzXtMcor2HQvN9BaU</CryptoWalletAddress>"
        "<CryptoWalletAddress>t1g7wowvQ8gn2v8jrU1biyJ26sieNqNsBJy</CryptoWalletAddress></CryptoWalletAddresses>"
    )
    place = where + block if where.endswith("<Entity>") else block + where
    done = read(FORMAT, SCHEMA.replace(where.encode(), place.encode(), 1))
    found = done.entries["AFG0001"]
    assert Identifier("wallet_trx", "TJqUC56SDZ373JYRurzXtMcor2HQvN9BaU") in found.identifiers
    assert Identifier("wallet", "t1g7wowvQ8gn2v8jrU1biyJ26sieNqNsBJy") in found.identifiers
    assert (found.unread, done.reading.warnings) == ((), [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<Designations ", b'<Designations xmlns="https://www.gov.uk/sanctions" '),
        (b"26/08/2026", b"2026-08-26T09:30:00+01:00"),
        (b">UK|UN<", b">UK and UN<"),
    ],
)
def test_the_same_list_in_other_dress_is_the_same(old: bytes, new: bytes) -> None:
    assert old in SCHEMA
    done, plain = read(FORMAT, SCHEMA.replace(old, new)), read(FORMAT, SCHEMA)
    assert (done.reading.dated, done.entries) == (plain.reading.dated, plain.entries)


# --- The blocks of details --------------------------------------------------------------------------------------------


def test_a_person_keeps_all_that_the_official_form_says() -> None:
    person = entry("AFG0006")
    parts = (("given", "Mohammad"), ("middle", "Hassan"), ("family", "Akhund"))
    capitals = tuple((role, part.upper()) for role, part in parts)
    assert person.names == (
        Name("MOHAMMAD HASSAN AKHUND", "primary", "Latn", "", capitals),
        Name("Haji Mohammad Hassan", "weak_alias", "Latn"),
        Name("Mohammad Hassan Akhund", "variation", "Latn", "", parts),
        Name("محمد حسن آخوند", "original_script", "Arab", "fa"),
    )
    printed = "dd/mm/1945; dd/mm/1946; 01/03/1958"
    assert details(person, "birth_date") == [Detail("birth_date", "[1945,1946,1958-03-01]", printed)]
    assert [detail.value for detail in details(person, "birth_place")] == ["Lakhi village", "Darvishan"]
    assert details(person, "birth_country") == [
        Detail("birth_country", "AF", "Afghanistan"),
        Detail("birth_country", "SU", "USSR (now Ukraine)"),
    ]
    assert details(person, "nationality") == [Detail("nationality", "AF", "Afghanistan")]
    assert [detail.value for detail in details(person, "title")] == ["Mullah", "Haji"]
    assert details(person, "gender") == [Detail("gender", "Male")]
    assert details(person, "position") == [Detail("position", "Deputy Minister of Civil Aviation under the Taliban")]
    assert Identifier("passport", "P04581926", "AF") in person.identifiers
    assert Identifier("national_id", "12345") in person.identifiers
    assert Detail("remark", "Passport P04581926: Afghanistan passport, expired 2020") in person.details
    (address,) = person.addresses
    assert (address.full, address.postal_code, address.country) == ("Kabul, 1001, Afghanistan", "1001", "AF")


def test_a_un_listing_is_carried_out_and_points_to_the_un_and_to_ofsi() -> None:
    person = entry("AFG0006")
    assert person.origin == "implements"
    assert person.cross_references == (CrossReference("gb_ofsi", "7172"), CrossReference("un_sc", "TAi.002"))
    # The text names another party's number.
    assert entry("AFG0001").origin == "implements"
    assert entry("RUS2206", CUT).origin == "autonomous"


def test_a_body_keeps_numbers_ties_and_contacts() -> None:
    body = entry("AFG0001")
    assert body.identifiers[1:] == (
        Identifier("ogrn", "1027739504760"),
        Identifier("inn", "7704113772"),
        Identifier("registration_number", "044", "AF"),
        Identifier("ofsi_group_id", "12703"),
    )
    assert body.relations == (
        Relation("parent_company", printed="HKHS Holding"),
        Relation("subsidiary", printed="Kandahar Branch"),
        Relation("subsidiary", printed="Herat Branch"),
    )
    assert [(detail.kind, detail.value) for detail in body.details] == [
        ("phone", "+93-202-103386"),
        ("email", "helmand_exchange_msp@yahoo.com"),
        ("email", "second@example.org"),
        ("website", "http://example.org"),
        ("legal_form", "Money service"),
    ]


def test_a_ship_keeps_numbers_flags_measurements_and_owners() -> None:
    ship = entry("DPR0075")
    assert ship.identifiers[1:] == (Identifier("imo", "IMO9562233"), Identifier("hull_number", "CN-ABC12345D606"))
    assert ship.relations == (
        Relation("owner_or_operator", printed="Global United Shipping India"),
        Relation("former_owner_or_operator", printed="Li Quan"),
    )
    assert ship.details == (
        Detail("flag", "KM", "Comoros"),
        Detail("former_flag", "IN", "India"),
        Detail("vessel_type", "Bulk Carrier"),
        Detail("gross_tonnage", "7078", "7,078 GT"),
        Detail("length", "106"),
        Detail("build_year", "2011"),
    )


def test_a_copy_without_the_blocks_does_not_say_that_birth_dates_are_gone() -> None:
    assert "details" not in read(FORMAT, CUT).reading.expresses
    assert {"details", "identifiers", "relations"} <= read(FORMAT, SCHEMA).reading.expresses


# --- What is not understood -------------------------------------------------------------------------------------------


def _changed(old: str, new: str, content: bytes = SCHEMA) -> bytes:
    assert old.encode() in content
    return content.replace(old.encode(), new.encode(), 1)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("Asset freeze|Travel Ban", "Asset freeze|Confiscation", "SanctionsImposed"),
        ("<AssetFreeze>true</AssetFreeze>", "<Confiscation>true</Confiscation>", "Confiscation"),
        ("<IndividualEntityShip>Individual<", "<IndividualEntityShip>Aircraft<", "IndividualEntityShip"),
        ("<DesignationSource>UN<", "<DesignationSource>EU<", "DesignationSource"),
        ("<NameType>Alias<", "<NameType>Stage name<", "type of name"),
        ("<AliasStrength>Low quality a.k.a<", "<AliasStrength>Middling<", "quality of name"),
        ("<UniqueID>AFG0006</UniqueID>", "", "UniqueID"),
    ],
)
def test_an_unknown_word_puts_its_record_aside_and_no_other(old: str, new: str, field: str) -> None:
    done = read(FORMAT, _changed(old, new))
    (error,) = done.quarantined.values()
    assert error.field == field
    assert len(done.entries) == 2


def test_an_unknown_element_is_named_once_and_its_text_kept() -> None:
    done = read(FORMAT, SCHEMA.replace(b"<Genders>", b"<Eyes><Eye>brown</Eye></Eyes><Genders>"))
    assert done.reading.warnings == ["Individual/Eyes is not known; it stands first in record AFG0006"]
    assert done.entries["AFG0006"].unread == ("Individual/Eyes: brown",)


def test_an_unknown_measure_that_is_not_imposed_is_only_warned_of() -> None:
    done = read(FORMAT, _changed("<Deflag>false", "<Confiscation>false</Confiscation><Deflag>false"))
    assert not done.quarantined
    assert [line.split()[0] for line in done.reading.warnings] == ["SanctionsImposedIndicators/Confiscation"]


def test_a_date_that_cannot_be_is_kept_as_printed() -> None:
    person = entry("AFG0006", _changed("<DOB>01/03/1958</DOB>", "<DOB>30/02/1958</DOB>"))
    assert details(person, "birth_date")[0].value == "[1945,1946]"
    assert person.unread == ("birth_date: 30/02/1958",)
    assert person.problems


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (SCHEMA[:3_000], "last good record"),
        (SCHEMA.replace(b"Designations", b"Designation_s"), "root"),
        (SCHEMA.replace(b"26/08/2026", b""), "DateGenerated"),
        (SCHEMA[: SCHEMA.index(b"  <Designation>")] + b"</Designations>", "holds no <Designation>"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "DOCTYPE"),
        (b"<html><body>Sign in</body></html>", "root"),
        (SCHEMA.replace(b"HASSAN", b"HASS\xe9N"), "line 13, column 47"),
        (b"", "empty"),
    ],
)
def test_what_is_no_whole_list_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    if reason == "last good record":
        content = SCHEMA[: SCHEMA.index(b"DPR0075")]
        reason = "last good record: AFG0001"
    with pytest.raises(RefusedError, match=reason):
        read(FORMAT, content)


def test_the_list_is_known_by_its_content() -> None:
    assert FORMAT.recognises({"download": CUT})
    assert not FORMAT.recognises({"uk.xml": b"<export/>"})


def _turned(content: bytes) -> bytes:
    records = re.findall(rb"  <Designation>.*?</Designation>\n", content, re.DOTALL)
    start = content.index(records[0])
    return content[:start] + b"".join(reversed(records)) + b"</Designations>\n"


def test_the_order_and_layout_of_records_make_no_difference() -> None:
    before = {(record.reference, record.raw) for record in read(FORMAT, CUT).records}
    after = {(record.reference, record.raw) for record in read(FORMAT, _turned(CUT)).records}
    flat = {(record.reference, record.raw) for record in read(FORMAT, re.sub(rb">\s+<", b"><", CUT)).records}
    assert before == after == flat


def test_damaged_files_are_refused_or_put_aside_and_nothing_else() -> None:
    assert survives(FORMAT, SCHEMA, examples(200, 10_000))


# --- The full files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EACH)
def test_every_designation_of_a_full_file_is_a_record_and_is_read(name: str) -> None:
    done, content = whole(name), shared(f"uk/{name}")
    assert len(done.records) == len({record.reference for record in done.records}) == content.count(b"<Designation>")
    assert len(done.entries) == len(done.records) // STEP
    assert not done.reading.warnings
    assert {found.sanction_kind for found in done.entries.values() if found.kind == "vessel"} == {"specified"}


@pytest.mark.parametrize("name", EACH)
def test_the_desk_can_hold_every_entry_of_a_full_file(name: str) -> None:
    done = whole(name)
    expresses = done.reading.expresses | {"identifiers"}  # a copy has some, and does not say that it has all
    found = {fault for found in done.entries.values() for fault in faults(found, expresses)}
    # Seven bodies are printed with a travel ban; each is flagged.
    assert found <= {"travel_ban on legal_entity"}
    assert {reference for reference, found in done.entries.items() if found.problems} <= set(BODIES_WITH_TRAVEL_BAN)


BODIES_WITH_TRAVEL_BAN = ("AQD0357", "AQD0365", "AQD0366", "AQD0367", "AQD0368", "AQD0369", "RUS2257")


@pytest.mark.soak
def test_the_dates_in_the_text_are_found_as_often_as_they_stand_there() -> None:
    done, content = whole(FULL[1]), shared(f"uk/{FULL[1]}").decode()
    since = [measure for found in done.entries.values() for measure in found.measures if measure.since]
    disqualified = len(re.findall(r"Director Disqualification Sanction\s+was imposed on \d", content))
    assert sum(measure.type == "director_disqualification" for measure in since) == disqualified == 3785


def test_a_date_of_the_list_that_holds_entries_is_refused_and_not_taken_for_one_entrys_fault() -> None:
    broken = SCHEMA.replace(b"</DateGenerated>", b"", 1).replace(b"</Designations>", b"</DateGenerated></Designations>")
    with pytest.raises(RefusedError):
        read(FORMAT, broken)
