"""What the UK imposes and since when: words, indicators and sentences."""

import pytest

from sanctions.lists.entry import Dated, Restriction
from sanctions.lists.gb_measures import measures
from sanctions.lists.reading import QuarantinedError

IMPOSED = "Asset freeze|Travel Ban|Trust Services Sanctions|Director Disqualification Sanction"


def since(text: str, imposed: str = IMPOSED) -> dict[str, str]:
    found = measures(imposed, {}, text).restrictions
    return {restriction.type: restriction.since.value for restriction in found if restriction.since}


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The Director Disqualification Sanction was imposed on 09/04/2025.",
         {"director_disqualification": "2025-04-09"}),
        ("listed (2006).The Director Disqualification Sanction was imposed on 09/04/2025",
         {"director_disqualification": "2025-04-09"}),
        ("The trust services sanctions were imposed on 21/03/2023.", {"trust_services_ban": "2023-03-21"}),
        ("The trust services sanctions were first imposed on 21 March 2023.", {"trust_services_ban": "2023-03-21"}),
        ("Date trust services sanctions imposed: 21/03/2023.", {"trust_services_ban": "2023-03-21"}),
        ("The asset freeze and travel ban were imposed on 1/2/2022.",
         {"asset_freeze": "2022-02-01", "travel_ban": "2022-02-01"}),
        ("Asset freeze, travel ban and the trust services sanctions were imposed on 01/02/2022",
         {"asset_freeze": "2022-02-01", "travel_ban": "2022-02-01", "trust_services_ban": "2022-02-01"}),
        ("Listed under resolution 1970 (Travel Ban). The Director Disqualification Sanction was imposed on 09/04/2025.",
         {"director_disqualification": "2025-04-09"}),
        ("Ukraine imposed sanctions on 09/09/2024.", {}),
        ("Subject to a travel ban since 2020.", {}),
        ("The travel ban was imposed on 31/02/2022.", {}),
    ],
)  # fmt: skip
def test_a_sentence_dates_the_measures_that_it_names_and_no_other(text: str, dates: dict[str, str]) -> None:
    assert since(text) == dates


def test_a_word_with_a_pointer_is_named_without_it() -> None:
    text = "The transport sanctions were imposed on 19/05/2022."
    found = measures('Transport sanctions: see "Other information"', {}, text).restrictions
    assert found == (Restriction("transportation_restrictions", Dated("2022-05-19"), "Transport sanctions"),)


@pytest.mark.parametrize(
    ("word", "type_"),
    [
        ("Shipping sanctions: see “Other Information”", "ship_specification"),
        ("Shipping sanctions", "ship_specification"),
        ("Internet Services Sanctions (see Other information)", "internet_services_ban"),
        ("Deflag", "transportation_restrictions"),
        ("TRAVEL BAN", "travel_ban"),
    ],
)
def test_a_word_is_known_whatever_it_points_to(word: str, type_: str) -> None:
    assert [restriction.type for restriction in measures(word, {}).restrictions] == [type_]


def test_a_measure_that_two_texts_date_differently_is_flagged() -> None:
    found = measures(
        "Travel Ban", {}, "The travel ban was imposed on 01/02/2022.", "The travel ban was imposed on 03/02/2022."
    )
    assert found.restrictions == (Restriction("travel_ban", Dated("2022-02-03")),)
    assert found.problems == ("Travel Ban is given the dates 2022-02-01, 2022-02-03; the last is taken.",)


def test_an_indicator_adds_what_the_words_leave_out() -> None:
    indicators = {"AssetFreeze": "true", "TravelBan": "true", "Deflag": "true", "ArmsEmbargo": "false"}
    found = measures("Asset freeze", indicators).restrictions
    assert [(restriction.type, restriction.scope) for restriction in found] == [
        ("asset_freeze", ""),
        ("travel_ban", ""),
        ("transportation_restrictions", "De-flag"),
    ]


def test_words_of_one_type_are_told_apart_by_what_they_cover() -> None:
    found = measures("Chartering of Ships|Crew servicing of ships and aircraft", {}).restrictions
    assert [restriction.scope for restriction in found] == [
        "Chartering of Ships",
        "Crew servicing of ships and aircraft",
    ]


def test_odd_spaces_between_words_make_no_difference() -> None:
    (found,) = measures(" Correspondent Banking Sanctions\u202fand processing payments |", {}).restrictions
    assert found.type == "correspondent_account_ban"


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(QuarantinedError, match="Confiscation"):
        measures("Asset freeze|Confiscation", {})
    with pytest.raises(QuarantinedError, match="Confiscation"):
        measures("Asset freeze", {"Confiscation": "true"})
    with pytest.raises(QuarantinedError, match="perhaps"):
        measures("Asset freeze", {"AssetFreeze": "perhaps"})
    assert measures("Asset freeze", {"Confiscation": "false"}).unknown == ("Confiscation",)


def test_a_case_without_a_measure_is_flagged() -> None:
    assert measures("", {}).problems == ("No sanction is printed for the case.",)
