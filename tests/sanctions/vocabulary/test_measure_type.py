"""Types of measure: the fourteen of OpenSanctions, the narrower ones, and whom each can bind."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sanctions.vocabulary.binding import applies_to, may_bind
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.target_kind import TARGET_KINDS

SHARED = Path(__file__).resolve().parents[4] / "shared"
UK_LISTS = sorted((SHARED / "data" / "uk").glob("uk-sanctions-list-*.xml.gz"))
LISTINGS = SHARED / "story" / "listings_2024.json"

# https://www.opensanctions.org/docs/measures-taxonomy/
FOURTEEN = {
    "Aid suspension",
    "Arms embargo",
    "Arms restrictions",
    "Asset freeze",
    "Debarment",
    "Export control",
    "Financial restrictions",
    "Import restrictions",
    "Investment ban",
    "Prohibition to satisfy claims",
    "Sectoral sanctions",
    "Services ban",
    "Transportation restrictions",
    "Travel ban",
}

# The UK list prints a travel ban against these bodies. It cannot bind them, so a reader must flag it.
UK_TRAVEL_BANS_OF_BODIES = {"AQD0357", "AQD0365", "AQD0366", "AQD0367", "AQD0368", "AQD0369", "RUS2257"}


def test_the_top_level_is_the_fourteen_opensanctions_measures_and_two_of_our_own() -> None:
    top = [word for word in MEASURE_TYPES.values() if word.broader is None]
    assert {word.label for word in top if word.mapped("opensanctions")} == FOURTEEN
    for word in top:
        if word.mapped("opensanctions"):
            assert word.mapped("opensanctions") == (word.label,)
            assert word.code == word.label.lower().replace(" ", "_")
    assert {word.code for word in top if not word.mapped("opensanctions")} == {"diplomatic_measure", "unspecified"}


def test_every_narrower_type_belongs_to_one_of_the_fourteen() -> None:
    for code, word in MEASURE_TYPES.items():
        if word.broader is not None:
            assert MEASURE_TYPES[MEASURE_TYPES.broader_of(code)[-1]].mapped("opensanctions"), code


def test_a_search_for_transport_restrictions_finds_the_end_of_an_air_services_agreement() -> None:
    assert MEASURE_TYPES.narrower("transportation_restrictions") == {
        "transportation_restrictions",
        "air_services_termination",
        "overflight_ban",
        "port_entry_ban",
        "ship_specification",
    }


def test_a_specified_ship_s_assets_are_not_counted_as_frozen() -> None:
    assert "ship_specification" not in MEASURE_TYPES.narrower("asset_freeze")


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        ("travel_ban", "person"),
        ("director_disqualification", "person"),
        ("director_disqualification", "company"),
        ("ship_specification", "vessel"),
        ("air_services_termination", "state"),
        ("officer_exclusion", "company"),
        ("unspecified", "goods"),
        *(("asset_freeze", kind) for kind in ("person", "company", "public_body", "vessel", "aircraft", "wallet")),
        *((measure, "class") for measure in MEASURE_TYPES),
    ],
)
def test_a_measure_can_bind(measure: str, kind: str) -> None:
    assert may_bind(measure, kind)
    assert kind in applies_to(measure)


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        ("travel_ban", "company"),
        ("travel_ban", "vessel"),
        ("travel_ban", "state"),
        ("ship_specification", "company"),
        ("director_disqualification", "vessel"),
        ("air_services_termination", "company"),
        ("asset_freeze", "sector"),
    ],
)
def test_a_measure_cannot_bind(measure: str, kind: str) -> None:
    assert not may_bind(measure, kind)


@pytest.mark.parametrize("measure", MEASURE_TYPES)
def test_every_type_applies_to_known_kinds_beside_classes(measure: str) -> None:
    stated = set(MEASURE_TYPES[measure].mapped("applies_to"))
    assert stated
    assert stated <= set(TARGET_KINDS)
    assert applies_to(measure) == stated | {"class"}


@pytest.mark.parametrize(
    ("printed", "measure"),
    [
        ("Asset freeze", "asset_freeze"),
        ("Travel Ban", "travel_ban"),
        ("Director Disqualification Sanction", "director_disqualification"),
        ("Trust Services Sanctions", "trust_services_ban"),
        ('Shipping sanctions: (see "Other information")', "ship_specification"),
        ('Internet Services Sanctions: see "Other Information" ', "internet_services_ban"),
        ("Prohibition on Correspondent banking relationships and processing payments", "correspondent_account_ban"),
        ("Prohibition on correspondent banking relationships and processing payments", "correspondent_account_ban"),
    ],
)
def test_the_uk_list_s_words_are_known_however_it_spells_them(printed: str, measure: str) -> None:
    assert MEASURE_TYPES.mapped_from("uk", printed) == (measure,)


@pytest.mark.parametrize("system", ["opensanctions", "uk", "ofac", "eu"])
def test_no_term_of_another_system_stands_for_two_types(system: str) -> None:
    terms = [term for word in MEASURE_TYPES.values() for term in word.mapped(system)]
    assert terms
    assert all(len(MEASURE_TYPES.mapped_from(system, term)) == 1 for term in terms)


def _uk_measures(path: Path) -> Iterator[tuple[str, str, str]]:
    """Unique ID, kind of target and measure, for each measure that a UK Sanctions List file prints."""
    with gzip.open(path) as file:
        for _, element in ElementTree.iterparse(file):  # noqa: S314 (an official file we keep ourselves)
            if element.tag == "Designation":
                (kind,) = TARGET_KINDS.mapped_from("uk", element.findtext("IndividualEntityShip", ""))
                for printed in element.findtext("SanctionsImposed", "").split("|"):
                    yield element.findtext("UniqueID", ""), kind, printed
                element.clear()


@pytest.mark.skipif(not UK_LISTS, reason="the official list files are not beside the repository")
@pytest.mark.parametrize("path", UK_LISTS, ids=lambda path: path.name)
def test_every_measure_the_uk_list_prints_is_mapped_and_fits_its_target(path: Path) -> None:
    unmapped, unfit = set(), set()
    for unique_id, kind, printed in _uk_measures(path):
        types = MEASURE_TYPES.mapped_from("uk", printed)
        if len(types) != 1:
            unmapped.add(printed)
        elif not may_bind(types[0], kind):
            unfit.add((types[0], unique_id))
    assert unmapped == set()
    assert unfit == {("travel_ban", unique_id) for unique_id in UK_TRAVEL_BANS_OF_BODIES}


@pytest.mark.skipif(not LISTINGS.exists(), reason="the story's listings are not beside the repository")
def test_every_measure_of_the_founding_example_is_mapped() -> None:
    printed = {measure for listing in json.loads(LISTINGS.read_text("utf-8")) for measure in listing["measures"]}
    assert printed
    assert {measure for measure in printed if len(MEASURE_TYPES.mapped_from("uk", measure)) != 1} == set()
