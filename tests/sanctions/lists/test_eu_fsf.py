"""The EU's list: attributes, unknown countries, dates in halves, and entries that stand under two programmes."""

import re
from functools import cache

import pytest

from sanctions.lists.entry import CrossReference, Dated, Detail, Entry, LegalBasis, Restriction
from sanctions.lists.eu_fsf import FORMAT
from sanctions.lists.reading import RefusedError
from sanctions.reconcile.staging import stage
from tests.sanctions.lists.releases import Read, faults, read, shared, survives
from tests.sanctions.lists.us_ofac.release import CUTS, golden, shown
from tests.soak import examples

CUT = (CUTS / "eu_fsf" / "eu-fsf-2022-03-18.xml").read_bytes()
OFFICIAL, COPY = "eu/eu-fsf-1.1-2022-03-18.first1044.xml.gz", "eu/eu-fsf-1.1-2026-05-01.reserialised.xml.gz"
TRUNCATED = "eu/eu-fsf-1.1-2022-03-18.truncated.xml.gz"
STEP = examples(12, 1)

# The schema in small.
_LIST = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2024-10-15T10:00:00.000+02:00" globalFileId="1">
<sanctionEntity designationDetails="{details}" unitedNationId="{un}" euReferenceNumber="EU.1.1" logicalId="9"{more}>
<regulation regulationType="amendment" organisationType="council" publicationDate="2024-10-14"
 entryIntoForceDate="2024-10-14" numberTitle="2024/2697 (OJ L, 2024/2697)" programme="{programme}" logicalId="1">
<publicationUrl>https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=OJ:L_202402697</publicationUrl></regulation>
<subjectType code="person" classificationCode="P"/>
<nameAlias wholeName="Ali Reza" strong="true" regulationLanguage="en" logicalId="2">{name}</nameAlias>{rest}
</sanctionEntity></export>"""


def small(  # noqa: PLR0917  # the places of the text above
    rest: str = "", name: str = "", more: str = "", details: str = "", un: str = "", programme: str = "IRN"
) -> bytes:
    return _LIST.format(rest=rest, name=name, more=more, details=details, un=un, programme=programme).encode()


def entry(content: bytes) -> Entry:
    (found,) = read(FORMAT, content).entries.values()
    return found


@cache
def whole(path: str) -> Read:
    done = Read(FORMAT.open({path: shared(path)}))
    for record in done.reading.records:
        done.records.append(record)
        if record.ignored:
            done.ignored[record.reference] = record.ignored
        elif len(done.records) % STEP == 0:
            done.entries[record.reference] = record.read()
    return done


@pytest.mark.parametrize("reference", golden("eu_fsf"))
def test_an_entry_says_what_the_file_says(reference: str) -> None:
    assert shown(read(FORMAT, CUT).entries[reference]) == golden("eu_fsf")[reference]


def test_nothing_of_the_cut_is_put_aside_or_unknown() -> None:
    done = read(FORMAT, CUT)
    assert not done.quarantined
    assert not done.reading.warnings
    assert done.reading.dated == "2022-03-18"


# --- When it was listed -----------------------------------------------------------------------------------------------


def test_an_entry_without_a_date_was_listed_at_latest_by_the_earliest_act_it_names() -> None:
    older = (
        '<regulationSummary regulationType="amendment" publicationDate="2012-07-06" numberTitle="598/2012 (OJ L176)"'
        ' publicationUrl=""/>'
    )
    found = entry(small(name=older))
    assert found.listed == Dated("/2012-07-06", "inferred")
    assert found.amended == "2024-10-14"


def test_a_stated_date_of_designation_is_the_listing_s() -> None:
    assert entry(small(more=' designationDate="2010-07-26"')).listed == Dated("2010-07-26")


@pytest.mark.parametrize(
    ("details", "listed"),
    [
        ("Date of listing: 26.7.2010", Dated("2010-07-26")),
        ("Date of EU designation: 26.7.2010 (UN: 9.6.2010)", Dated("2010-07-26")),
        ("(1.12.2011, suspended since 1.1.2020)", Dated("2011-12-01")),
        ("Date of UN designation: 24.3.2007", Dated("/2024-10-14", "inferred")),
        ("Public Joint Stock Company", Dated("/2024-10-14", "inferred")),
    ],
)
def test_the_details_of_the_designation_give_the_date_where_they_say_it_is_the_eu_s(
    details: str, listed: Dated
) -> None:
    found = entry(small(details=details))
    assert found.listed == listed
    assert Detail("remark", f"Designation details: {details}") in found.details


@pytest.mark.parametrize(
    ("designated", "details", "remark", "listed"),
    [
        ("", "", "Member of IRGC. Date of listing 1.12.2011", Dated("2011-12-01")),
        ("", "", "Date of listing: 2012-02-27", Dated("2012-02-27")),
        # EU.3774.10: the UN designated in 2008 and the EU listed in 2010, as its remark says.
        ("2008-03-03", "Date of listing: 26.7.2010", "", Dated("2010-07-26")),
        # EU.4224.84: the date of designation is that of the amendment.
        ("2025-08-07", "", "date of listing: 22.12.2009", Dated("2009-12-22")),
        ("2025-08-07", "", "", Dated("/2024-10-14", "inferred")),
        ("2024-10-14", "", "", Dated("2024-10-14")),
        # The UN's dates, as Regulation 881/2002, article 2a(4)(b), has them printed.
        ("", "", "Date of designation referred to in Article 2a(4)(b): 29.6.2009.", Dated("/2024-10-14", "inferred")),
        ("", "", "Date of UN designation: 23.9.2014.", Dated("/2024-10-14", "inferred")),
    ],
)
def test_the_listing_is_at_latest_the_earliest_act_and_an_amendment_is_none(
    designated: str, details: str, remark: str, listed: Dated
) -> None:
    found = entry(small(f"<remark>{remark}</remark>", more=f' designationDate="{designated}"', details=details))
    assert found.listed == listed
    kept = Detail("remark", f"Designation date: {designated}") in found.details
    assert kept == (designated not in ("", listed.value))


_FOUNDING = (
    '<regulationSummary regulationType="regulation" publicationDate="2002-05-29" numberTitle="881/2002 (OJ L139)"'
    ' publicationUrl=""/>'
)


@pytest.mark.parametrize(
    ("designated", "listed"),
    [
        ("2010-01-19", Dated("2010-01-19")),
        ("2024-12-01", Dated("/2002-05-29", "inferred")),  # later than an act that amended, and so listed or knew of it
        ("", Dated("/2002-05-29", "inferred")),
    ],
)
def test_the_act_that_founded_a_regime_does_not_overrule_the_day_that_is_stated(designated: str, listed: Dated) -> None:
    assert entry(small(name=_FOUNDING, more=f' designationDate="{designated}"')).listed == listed


@pytest.mark.parametrize(
    ("programme", "details", "remark", "listed", "origin"),
    [
        # LISTED_ON of the UN's list: 9 September 2003 for QDi.111, 7 March 2013 for KPi.010 to KPi.012.
        ("TAQA", "", "Date of listing: 9.9.2003", Dated("/2024-10-14", "inferred"), "implements"),
        ("PRK", "", "Date of designation: 7.3.2013", Dated("/2024-10-14", "inferred"), "implements"),
        # Decision 2009/1002/CFSP of 22 December 2009 is the Council's.
        ("PRK", "", "Date of designation: 22.12.2009", Dated("2009-12-22"), "autonomous"),
        ("PRK", "Date of EU designation: 7.3.2013", "", Dated("2013-03-07"), "autonomous"),
        ("SYR", "Date of designation: 09/05/2011", "", Dated("2011-05-09"), "autonomous"),
        # EU.3939.52 and EU.9132.86.
        (
            "IRN",
            "UN designation 03/03/2008 preceded by\nEU designation 24/04/2007.",
            "",
            Dated("2007-04-24"),
            "implements",
        ),
        (
            "COD",
            "EU designation 08/12/2022 followed by\nUN designation 25/10/2023",
            "",
            Dated("2022-12-08"),
            "implements",
        ),
        ("COD", "8.12.2022 (UN designation 25/10/2023)", "", Dated("/2024-10-14", "inferred"), "implements"),
    ],
)
def test_a_day_in_an_entry_of_the_un_s_is_the_eu_s_only_where_it_says_so(
    programme: str, details: str, remark: str, listed: Dated, origin: str
) -> None:
    found = entry(small(f"<remark>{remark}</remark>", details=details, programme=programme))
    assert (found.listed, found.origin) == (listed, origin)


@pytest.mark.parametrize(
    ("details", "published"),
    [
        ("Date of Listing: 29.11.2014", "2014-11-28"),  # EU.2967.27
        ("16.2.2015", "2015-02-09"),  # EU.4059.79, EU.3960.79
        ("23.7.2014", "2014-07-22"),  # EU.5281.86
    ],
)
def test_a_day_printed_after_the_first_act_is_kept_and_the_listing_is_at_latest_that_act(
    details: str, published: str
) -> None:
    found = entry(small(details=details).replace(b"2024-10-14", published.encode()))
    assert found.listed == Dated(f"/{published}", "inferred")
    assert Detail("remark", f"Designation details: {details}") in found.details


def test_a_listing_on_the_day_on_which_its_first_act_came_into_force_is_stated() -> None:
    later = small(more=' designationDate="2024-10-15"').replace(b'ForceDate="2024-10-14"', b'ForceDate="2024-10-15"')
    assert entry(later).listed == Dated("2024-10-15")


def test_the_list_holds_one_asset_freeze_for_each_entry_and_nothing_else() -> None:
    assert {found.measures for found in read(FORMAT, CUT).entries.values()} == {(Restriction("asset_freeze"),)}


# --- Several programmes -----------------------------------------------------------------------------------------------


def test_an_entry_under_two_programmes_is_one_with_a_date_for_each() -> None:
    done = read(FORMAT, CUT)
    found = done.entries["EU.334.4"]
    assert found.programmes == (
        LegalBasis("AFG", since=Dated("2001-02-23")),
        LegalBasis("TAQA", since=Dated("/2007-08-17", "inferred")),
    )
    assert found.listed == Dated("2001-02-23")
    assert {name.full for name in found.names} >= {"Asmatullah Asem", "Asem, Sayed Esmatullah"}
    assert len(done.entries) + len(done.ignored) == CUT.count(b"<sanctionEntity")


def test_its_parts_may_stand_apart_and_in_any_order() -> None:
    records = re.findall(rb"    <sanctionEntity .*?</sanctionEntity>\n", CUT, re.DOTALL)
    turned = CUT[: CUT.index(records[0])] + b"".join(reversed(records)) + b"</export>\n"
    before, after = read(FORMAT, CUT), read(FORMAT, turned)
    assert {(record.reference, record.raw) for record in before.records} == {
        (record.reference, record.raw) for record in after.records
    }
    assert before.entries == after.entries


def _appended(change: bytes = b"") -> bytes:
    """The cut with its first entity once more, which bears another name where one is given."""
    first = re.findall(rb"    <sanctionEntity .*?</sanctionEntity>\n", CUT, re.DOTALL)[0]
    if change:
        first = re.sub(rb'wholeName="[^"]*"', b'wholeName="%s"' % change, first, count=1)
    return CUT.replace(b"</export>", first + b"</export>")


def test_an_entry_that_stands_there_twice_in_the_same_words_is_one_and_a_warning() -> None:
    before, found = stage(FORMAT.open({"": CUT}), {}), stage(FORMAT.open({"": _appended()}), {})
    assert (found.records, found.imported, found.quarantined) == (before.records + 1, before.imported, 0)
    assert found.ignored == before.ignored + 1
    assert {one: read.digest for one, read in found.read.items()} == {
        one: read.digest for one, read in before.read.items()
    }
    assert [text.partition(": ")[2] for text in found.reading.warnings] == [
        "stands there more than once, each time the same"
    ]


def test_an_entry_that_stands_there_twice_and_differs_is_put_aside_under_both() -> None:
    before, found = stage(FORMAT.open({"": CUT}), {}), stage(FORMAT.open({"": _appended(b"Somebody Else")}), {})
    assert (found.records, found.imported) == (before.records + 1, before.imported - 1)
    assert (found.quarantined, len(found.doubles)) == (2, 1)
    assert found.imported + found.quarantined + found.ignored == found.records


# --- The UN -----------------------------------------------------------------------------------------------------------


def test_a_un_number_makes_the_entry_carry_out_a_un_listing() -> None:
    found = entry(small(un="LYi.009"))
    assert found.origin == "implements"
    assert found.cross_references == (CrossReference("un_sc", "LYi.009"),)


@pytest.mark.parametrize(
    ("details", "programme", "origin"),
    [
        ("Date of UN designation: 24.3.2007", "IRN", "implements"),
        ("UN designation 09/06/2010 (no longer valid)", "IRN", "autonomous"),
        ("", "TAQA", "implements"),
        ("", "EUAQ", "autonomous"),
        ("", "AFG", "implements"),  # Regulation (EU) No 753/2011 lists nobody whom the UN did not
        ("Listed pursuant to paragraphs 15 and 17 of resolution 1970 (Travel Ban)", "LBY", "implements"),
        ("", "LBY", "autonomous"),
    ],
)
def test_where_the_decision_was_taken(details: str, programme: str, origin: str) -> None:
    assert entry(small(details=details, programme=programme)).origin == origin


@pytest.mark.parametrize("remark", ["UNLI-22.12.2017", "Date of UN designation 28.7.2011"])
def test_a_remark_may_say_that_the_un_designated(remark: str) -> None:
    assert entry(small(f"<remark>{remark}</remark>")).origin == "implements"


# --- Names ------------------------------------------------------------------------------------------------------------


def test_the_first_name_in_latin_letters_is_the_primary_one_whatever_comes_first() -> None:
    arabic = '<nameAlias wholeName="علی رضا" nameLanguage="FA" strong="true" logicalId="3"/>'
    found = entry(small().replace(b"<nameAlias", arabic.encode() + b"<nameAlias", 1))
    assert [(name.full, name.kind, name.script) for name in found.names] == [
        ("Ali Reza", "primary", "Latn"),
        ("علی رضا", "alias", "Arab"),
    ]


@pytest.mark.parametrize(
    "weak",
    [
        '<nameAlias wholeName="Ali" strong="false"/>',
        '<nameAlias wholeName="Ali" strong="true"><remark>low quality alias</remark></nameAlias>',
    ],
)
def test_a_weak_alias_is_told_by_flag_or_remark(weak: str) -> None:
    assert [(name.full, name.kind) for name in entry(small(weak)).names][1:] == [("Ali", "weak_alias")]


# --- What is not understood -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (small().replace(b'code="person"', b'code="vessel"'), "subjectType/@code"),
        (small().replace(b'strong="true"', b'strong="rather"'), "nameAlias/@strong"),
        (
            small('<identification identificationTypeCode="badge" number="1"/>'),
            "identification/@identificationTypeCode",
        ),
        (small('<birthdate calendarType="JULIAN" year="1900"/>'), "birthdate/@calendarType"),
        (small().replace(b'programme="IRN"', b""), "regulation/@programme"),
        (small().replace(b'euReferenceNumber="EU.1.1"', b""), "@euReferenceNumber"),
    ],
)
def test_an_unknown_word_puts_the_entry_aside(content: bytes, field: str) -> None:
    done = read(FORMAT, content)
    (error,) = done.quarantined.values()
    assert error.field == field


def test_an_unknown_attribute_is_named_once_and_its_text_kept() -> None:
    done = read(FORMAT, small(more=' shoeSize="43"'))
    assert done.reading.warnings == ["sanctionEntity/@shoeSize is not known; it stands first in record EU.1.1"]
    assert done.entries["EU.1.1"].unread == ("sanctionEntity/@shoeSize: 43",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (CUT.replace(b"fpi/fsd/export", b"fpi/fsd/other"), "namespace"),
        (CUT.replace(b"generationDate", b"made"), "generationDate"),
        (CUT[: CUT.index(b"<sanctionEntity")] + b"</export>", "holds no <sanctionEntity>"),
        (b'<!DOCTYPE export [<!ENTITY a "b">]>' + CUT[CUT.index(b"<export") :], "DOCTYPE"),
        (b"<html/>", "root"),
    ],
)
def test_what_is_not_this_list_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        read(FORMAT, content)


def test_a_download_that_broke_off_is_refused_with_the_place_and_the_last_good_record() -> None:
    place = r"line 28198, column 82: AttValue: ' expected \(last good record: EU\.\d+\.\d+\)"
    with pytest.raises(RefusedError, match=place) as refused:
        for _ in FORMAT.open({"eu.xml": shared(TRUNCATED)}).records:
            pass
    last = re.findall(rb'euReferenceNumber="([^"]+)"', shared(TRUNCATED))[-2]
    assert last.decode() in str(refused.value)


def test_damaged_files_are_refused_or_put_aside_and_nothing_else() -> None:
    assert survives(FORMAT, CUT, examples(200, 10_000))


# --- The full files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "apart"), [(OFFICIAL, 20), pytest.param(COPY, 0, marks=pytest.mark.soak)])
def test_every_entity_of_a_full_file_is_a_record(path: str, apart: int) -> None:
    done = whole(path)
    assert len(done.records) == shared(path).count(b"<sanctionEntity")
    assert len(done.ignored) == apart  # the second programmes of entries
    assert len({record.reference for record in done.records}) == len(done.records)
    assert not done.reading.warnings


@pytest.mark.parametrize("path", [OFFICIAL, pytest.param(COPY, marks=pytest.mark.soak)])
def test_the_desk_can_hold_every_entry_of_a_full_file(path: str) -> None:
    done = whole(path)
    assert done.entries
    assert not [fault for found in done.entries.values() for fault in faults(found, done.reading.expresses)]


def test_what_an_official_file_states_goes_before_the_act_that_founded_the_regime() -> None:
    stated = {"EU.3415.74": "2010-01-19", "EU.3950.78": "2006-04-25", "EU.3819.85": "2006-04-25"}
    # Of Guinea none states a day before the first act that it names.
    inferred = {"EU.2200.26": "/2009-12-23", "EU.1982.9": "/2011-03-22"}
    records = FORMAT.open({OFFICIAL: shared(OFFICIAL)}).records
    found = {record.reference: record.read().listed for record in records if record.reference in stated | inferred}
    assert found == {reference: Dated(day) for reference, day in stated.items()} | {
        reference: Dated(day, "inferred") for reference, day in inferred.items()
    }


@pytest.mark.soak
def test_the_eu_s_listing_of_the_founding_example_is_dated_at_latest_by_its_regulation() -> None:
    found = whole(COPY).entries["EU.12232.30"]
    assert found.listed == Dated("/2024-10-14", "inferred")
    assert found.instruments[0].reference == "32024R2697"


@pytest.mark.soak
@pytest.mark.parametrize(
    ("reference", "listed"),
    [
        # The UN's days, and the first act of the EU after them.
        ("EU.4055.25", "/2003-09-13"),
        ("EU.4046.86", "/2005-12-10"),
        ("EU.4057.52", "/2011-07-30"),
        ("EU.4012.29", "/2013-02-19"),
        ("EU.4114.21", "/2013-04-23"),
        ("EU.4118.75", "/2016-03-05"),
        # Days printed that are later than the first act.
        ("EU.2967.27", "/2014-11-28"),
        ("EU.4059.79", "/2015-02-09"),
        ("EU.5281.86", "/2014-07-22"),
    ],
)
def test_no_day_of_the_un_and_none_after_the_first_act_is_the_eu_s_listing(reference: str, listed: str) -> None:
    assert whole(COPY).entries[reference].listed == Dated(listed, "inferred")


@pytest.mark.soak
def test_one_target_may_have_two_cases() -> None:
    cases = [
        reference
        for reference, found in whole(COPY).entries.items()
        if any(name.full in ("MG Flot LLC", "MG-Flot LLC") for name in found.names)
    ]
    assert len(cases) == 2
