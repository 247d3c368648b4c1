"""OFAC's programme tags and the measures of the lists other than the SDN list."""

import pytest

from sanctions.lists.entry import Dated, Restriction
from sanctions.lists.reading import QuarantinedError
from sanctions.lists.us_ofac import programmes


@pytest.mark.parametrize(
    ("printed", "tag"),
    [
        ("[SDGT]", "SDGT"),
        ("CAATSA - RUSSIA", "CAATSA - RUSSIA"),
        ("CCMC-EO13959", "CMIC-EO13959"),
        ("CMIC-EO", "CMIC-EO13959"),
        ("ILLICIT-DRUGS-EO", "ILLICIT-DRUGS-EO14059"),
        ("SYRIA-EO13894", "PAARSSR-EO13894"),
    ],
)
def test_a_renamed_tag_is_the_tag_it_is_now(printed: str, tag: str) -> None:
    assert programmes.tag_of(printed) == tag


# OFAC's page of each list says what is forbidden: https://ofac.treasury.gov/consolidated-sanctions-list-non-sdn-lists
@pytest.mark.parametrize(
    ("tag", "measure"),
    [
        ("NS-PLC", "reject"),
        ("FSE-SY", "reject"),
        ("FSE-IR", "reject"),
        ("561-Related", "correspondent_account_ban"),
        ("CMIC-EO13959", "securities_ban"),
        ("NS-CMIC", "securities_ban"),
        ("NS-ISA", "unspecified"),
    ],
)
def test_a_tag_of_the_other_lists_means_its_measure(tag: str, measure: str) -> None:
    assert programmes.by_tag(tag) == Restriction(measure)


def test_a_tag_that_leaves_the_measure_to_the_entry_means_none() -> None:
    assert programmes.by_tag("UKRAINE-EO13662") is None


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("Reject", Restriction("reject")),
        ("561 Full Restrictions", Restriction("correspondent_account_ban")),
        ("NDAA Special Conditions", Restriction("correspondent_account_ban")),
        (
            "13662 Sectoral Directive 1",
            Restriction("debt_equity_restriction", directive="Directive 1 under EO 13662", tenor="P14D"),
        ),
        ("13662 Sectoral Directive 4", Restriction("sectoral_sanctions", directive="Directive 4 under EO 13662")),
        (
            "Executive Order 14024 Directive 3",
            Restriction("debt_equity_restriction", directive="Directive 3 under EO 14024", tenor="P14D"),
        ),
    ],
)
def test_a_sanctions_type_of_the_xml_means_its_measure(term: str, expected: Restriction) -> None:
    assert programmes.by_term(term) == expected


@pytest.mark.parametrize(
    ("label", "text", "measure"),
    [
        ("caatsa section 235 information", "FOREIGN EXCHANGE. Sec 235(a)(7)", "financial_restrictions"),
        ("caatsa section 235 information", "EXPORT SANCTIONS Sec. 235(a)(2)", "export_control"),
        ("executive order 13846 information", "IMPORT SANCTIONS.  Sec. 5(a)(vi)", "import_restrictions"),
        ("executive order 13846 information", "EXCLUSION OF CORPORATE OFFICERS.  Sec. 4(e)", "officer_exclusion"),
    ],
)
def test_an_item_of_a_menu_is_a_measure_and_keeps_its_words(label: str, text: str, measure: str) -> None:
    assert programmes.by_statement(label, text) == Restriction(measure, scope=text)


# The headings of section 235(a), on which the Treasury's words rest: Public Law 115-44.
@pytest.mark.parametrize(
    ("heading", "measure"),
    [
        ("EXPORT-IMPORT BANK ASSISTANCE FOR EXPORTS TO SANCTIONED PERSONS", "financial_restrictions"),
        ("EXPORT SANCTION", "export_control"),
        ("LOANS FROM UNITED STATES FINANCIAL INSTITUTIONS", "financial_restrictions"),
        ("LOANS FROM INTERNATIONAL FINANCIAL INSTITUTIONS", "financial_restrictions"),
        ("PROHIBITIONS ON FINANCIAL INSTITUTIONS", "financial_restrictions"),
        ("PROCUREMENT SANCTION", "debarment"),
        ("FOREIGN EXCHANGE", "financial_restrictions"),
        ("BANKING TRANSACTIONS", "financial_restrictions"),
        ("PROPERTY TRANSACTIONS", "asset_freeze"),
        ("BAN ON INVESTMENT IN EQUITY OR DEBT OF SANCTIONED PERSON", "investment_ban"),
        ("EXCLUSION OF CORPORATE OFFICERS", "officer_exclusion"),
        ("SANCTIONS ON PRINCIPAL EXECUTIVE OFFICERS", "unspecified"),
    ],
)
def test_every_sanction_of_the_menu_has_its_measure(heading: str, measure: str) -> None:
    found = programmes.by_statement("caatsa section 235 information", heading)
    assert found is not None
    assert found.type == measure


def test_a_statement_that_points_to_a_page_is_no_measure() -> None:
    assert programmes.by_statement("executive order 14024 directive information", "For more information on …") is None


def test_an_unknown_directive_or_item_is_not_guessed() -> None:
    with pytest.raises(QuarantinedError, match="measure"):
        programmes.by_statement("executive order 14024 directive information", "Subject to Directive 99 - Anything")
    with pytest.raises(QuarantinedError, match="measure"):
        programmes.by_term("Stern Looks")


def test_a_bare_mention_gives_way_to_the_measure_with_its_words_and_day() -> None:
    directive = "Directive 3 under EO 14024"
    bare = Restriction("debt_equity_restriction", directive=directive, tenor="P14D")
    worded = Restriction("debt_equity_restriction", scope="New debt.", directive=directive, tenor="P14D")
    dated = Restriction("debt_equity_restriction", Dated("2022-03-26"), directive=directive, tenor="P14D")
    assert programmes.without_doubles([bare, worded, dated]) == (
        Restriction("debt_equity_restriction", Dated("2022-03-26"), "New debt.", directive, "P14D"),
    )


def test_items_of_one_type_stand_side_by_side() -> None:
    items = [Restriction("financial_restrictions", scope=scope) for scope in ("LOANS", "BANKING")]
    assert programmes.without_doubles([Restriction("financial_restrictions"), *items]) == tuple(items)


@pytest.mark.parametrize(
    ("dated", "tag", "speaks"),
    [
        ("CMIC", "CMIC-EO13959", True),
        ("eo 14024 directive 2", "RUSSIA-EO14024", True),
        ("eo 14024 directive 2", "UKRAINE-EO13662", False),
        ("something else", "RUSSIA-EO14024", False),
    ],
)
def test_a_day_of_listing_speaks_of_the_programme_it_names(dated: str, tag: str, *, speaks: bool) -> None:
    assert programmes.is_of(dated, tag) is speaks
