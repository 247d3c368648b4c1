"""Countries as lists print them."""

import pytest

from sanctions.lists.countries import country
from sanctions.vocabulary.country import COUNTRIES


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        # OFAC
        ("Burma", "MM"),
        ("Korea, North", "KP"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Congo, Republic of the", "CG"),
        ("Virgin Islands, British", "VG"),
        ("St. Kitts & Nevis", "KN"),
        ("Bahamas, The", "BS"),
        ("North Macedonia, The Republic of", "MK"),
        ("Region: Gaza", "PS"),
        ("Palestinian", "PS"),
        # UN
        ("Iran (Islamic Republic of)", "IR"),
        ("Democratic People’s Republic of Korea", "KP"),
        ("Syrian Arab Republic", "SY"),
        ("Côte d'Ivoire", "CI"),
        ("COTE D IVOIRE", "CI"),
        ("Libyan Arab Jamahiriya", "LY"),
        ("United States of America", "US"),
        # EU, UK
        ("KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", "KP"),
        ("MOLDOVA, REPUBLIC OF", "MD"),
        ("Congo (Democratic Republic)", "CD"),
        ("Türkiye", "TR"),
        ("U.K.", "GB"),
        ("Republic of Ireland", "IE"),
        # former states keep the codes they had
        ("USSR", "SU"),
        ("Zaire", "ZR"),
        ("Former German Democratic Republic", "DD"),
        ("Serbia and Montenegro", "CS"),
        # adjectives
        ("Iranian", "IR"),
        ("Filipino", "PH"),
        ("Saudi Arabian", "SA"),
        # codes
        ("ru", "RU"),
        ("XK", "XK"),
    ],
)
def test_a_printed_name_means_a_country(printed: str, code: str) -> None:
    assert country(printed) == code
    assert country(f" {printed.upper()} ") == code


@pytest.mark.parametrize(
    "printed",
    [
        *("", "undetermined", "None Identified", "UNKNOWN", "00", "ZZ"),
        *("Region: Crimea", "Crimea", "Region: Northern Mali", "Africa", "Commonwealth of Independent States"),
        # two countries each
        *("Korea", "Congolese", "Dominican", "Syrian, Turkish", "Sudan/South Sudan"),
        "possibly Palestinian",
    ],
)
def test_what_names_no_country_or_more_than_one_gives_none(printed: str) -> None:
    assert country(printed) == ""


def test_every_label_of_the_vocabulary_is_a_name_of_its_country() -> None:
    # These labels carry a note, or name two states of one code.
    noted = {"BU", "TP", "CS", "ZZ"}
    assert {code for code, word in COUNTRIES.items() if country(word.label) != code} == noted
