"""The UN Security Council's list: committees, the quality of aliases, and a first listing that stays."""

import re
from functools import cache
from itertools import pairwise

import pytest
from lxml import etree

from sanctions.lists.entry import Dated, Detail, Identifier, LegalBasis, Restriction
from sanctions.lists.gathering import squeezed
from sanctions.lists.reading import QuarantinedError, RefusedError
from sanctions.lists.un_sc import FORMAT
from tests.sanctions.lists.releases import Read, faults, read, shared, survives
from tests.soak import examples

# The schema in small: a list of two, whose data are those of the official entries CDi.001 and KPe.041.
_PERSON = """<INDIVIDUAL><DATAID>6907993</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>ERIC</FIRST_NAME>
<SECOND_NAME>BADEGE</SECOND_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.001</REFERENCE_NUMBER>
<LISTED_ON>2012-12-31</LISTED_ON><LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>{more}</INDIVIDUAL>"""
_BODY = """<ENTITY><DATAID>6908559</DATAID><FIRST_NAME>KOREA TAESONG TRADING COMPANY</FIRST_NAME>
<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.041</REFERENCE_NUMBER><LISTED_ON>2016-11-30</LISTED_ON>
</ENTITY>"""


def _list(*individuals: str, entities: str = "", root: str = "CONSOLIDATED_LIST") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><{root} dateGenerated="2021-01-27T19:37:43.549-05:00">'
        f"<INDIVIDUALS>{''.join(individuals)}</INDIVIDUALS><ENTITIES>{entities}</ENTITIES></{root}>"
    ).encode()


def _details(content: bytes, kind: str) -> list[Detail]:
    (entry,) = read(FORMAT, content).entries.values()
    return [detail for detail in entry.details if detail.kind == kind]


def _born(*dates: str) -> list[Detail]:
    more = "".join(f"<INDIVIDUAL_DATE_OF_BIRTH>{date}</INDIVIDUAL_DATE_OF_BIRTH>" for date in dates)
    return _details(_list(_PERSON.format(more=more)), "birth_date")


def test_a_person_and_a_body_are_read() -> None:
    done = read(FORMAT, _list(_PERSON.format(more=""), entities=_BODY))
    person, body = done.entries["CDi.001"], done.entries["KPe.041"]
    assert done.reading.dated == "2021-01-27"  # the day as printed, in its own zone
    assert (person.kind, body.kind) == ("person", "legal_entity")
    assert person.names[0].full == "ERIC BADEGE"
    assert person.listed == Dated("2012-12-31")
    assert person.programmes == (LegalBasis("DRC", "DRC", Dated("2012-12-31")),)
    assert person.identifiers == (Identifier("un_reference", "CDi.001"), Identifier("un_dataid", "6907993"))
    # Resolution 2293 (2016) bans travel and freezes assets; 1718 (2006), paragraph 8(d), freezes those of bodies.
    assert [measure.type for measure in person.measures] == ["asset_freeze", "travel_ban"]
    assert [measure.type for measure in body.measures] == ["asset_freeze"]


@pytest.mark.parametrize(
    ("dates", "read_as"),
    [
        (["<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1964-07-17</DATE>"], "1964-07-17"),
        (["<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1964-07-17-04:00</DATE>"], "1964-07-17"),
        (["<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR>"], "1971"),
        (["<TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1965</YEAR>"], "1965~"),
        (["<TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1963</FROM_YEAR><TO_YEAR>1968</TO_YEAR>"], "1963/1968"),
        (["<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Sep.</NOTE><YEAR>1958</YEAR>"], "1958-09"),
        (["<TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>Between Aug. and Sep. 1977</NOTE>"], "1977-08/1977-09"),
        (["<YEAR>1957</YEAR>", "<DATE>1942-03-14</DATE>", "<YEAR>1957</YEAR>"], "[1942-03-14,1957]"),
    ],
)
def test_each_form_of_a_birth_date_is_read_as_it_stands(dates: list[str], read_as: str) -> None:
    assert [detail.value for detail in _born(*dates)] == [read_as]


def test_an_age_or_another_calendar_is_kept_and_not_turned_into_a_date() -> None:
    more = (
        "<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>24/06/1402 (Hijri Calendar)</NOTE>"
        "</INDIVIDUAL_DATE_OF_BIRTH>"
    )
    (entry,) = read(FORMAT, _list(_PERSON.format(more=more))).entries.values()
    assert not [detail for detail in entry.details if detail.kind == "birth_date"]
    assert entry.unread == ("birth_date: EXACT 24/06/1402 (Hijri Calendar)",)


def test_the_grade_of_an_alias_decides_how_strong_it_is() -> None:
    alias = "<INDIVIDUAL_ALIAS><QUALITY>{}</QUALITY><ALIAS_NAME>{}</ALIAS_NAME>{}</INDIVIDUAL_ALIAS>"
    more = "".join(
        (
            alias.format("Good", "Victor Rumuri", ""),
            alias.format("Low", "Rumuli", ""),
            alias.format("Low", "Saiyid Abd al-Man", "<NOTE>formerly listed as</NOTE>"),
            "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>",
        )
    )
    (entry,) = read(FORMAT, _list(_PERSON.format(more=more))).entries.values()
    assert [(name.full, name.kind) for name in entry.names[1:]] == [
        ("Victor Rumuri", "alias"),
        ("Rumuli", "weak_alias"),
        ("Saiyid Abd al-Man", "former"),
    ]


def test_the_names_of_one_field_are_told_apart() -> None:
    # CDe.003 and IRi.041 as the list prints them.
    body = _BODY.replace("KOREA TAESONG TRADING COMPANY", "COMPAGNIE AERIENNE (CAGL) ; GREAT LAKES (GLBC)")
    alias = (
        "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Sayed Akbar; Syed Akber</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    )
    done = read(FORMAT, _list(_PERSON.format(more=alias), entities=body))
    names = [[(name.full, name.kind) for name in entry.names] for entry in done.entries.values()]
    assert names == [
        [("ERIC BADEGE", "primary"), ("Sayed Akbar", "alias"), ("Syed Akber", "alias")],
        [("COMPAGNIE AERIENNE (CAGL)", "primary"), ("GREAT LAKES (GLBC)", "alias")],
    ]


def test_the_names_of_a_body_keep_what_is_said_of_each() -> None:
    body = _BODY.replace("KOREA TAESONG TRADING COMPANY", "GREAT LAKES (previously listed as); 朝鮮大成 (TAESONG)")
    (entry,) = read(FORMAT, _list(entities=body)).entries.values()
    assert [(name.full, name.kind, name.script) for name in entry.names] == [
        ("TAESONG", "primary", "Latn"),
        ("GREAT LAKES", "former", "Latn"),
        ("朝鮮大成", "original_script", "Hani"),
    ]


def test_a_weak_alias_stays_weak_in_the_original_script() -> None:
    # QDi.306, and the same with the other script in the note.
    alias = "<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>{}</ALIAS_NAME>{}</INDIVIDUAL_ALIAS>"
    more = alias.format("أبو شيماء (Abu-Shaima)", "") + alias.format("Rumuli", "<NOTE>original script: Румули</NOTE>")
    (entry,) = read(FORMAT, _list(_PERSON.format(more=more))).entries.values()
    assert {(name.full, name.kind, name.script) for name in entry.names[1:]} == {
        ("أبو شيماء", "weak_alias", "Arab"),
        ("Abu-Shaima", "weak_alias", "Latn"),
        ("Rumuli", "weak_alias", "Latn"),
        ("Румули", "weak_alias", "Cyrl"),
    }


def test_the_word_null_is_nothing() -> None:
    # QDi.291 and CFi.009 in the files of July to October 2024.
    more = "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/><DATE_OF_BIRTH>null</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>"
    (entry,) = read(FORMAT, _list(_PERSON.format(more=more))).entries.values()
    assert (entry.details, entry.unread, entry.problems) == ((), (), ())


def test_a_birth_under_no_name_is_the_person_s_own() -> None:
    # QDi.291: two DATEs in the files of other years, and one of them in an alias in those of July to October 2024.
    alias = "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/><DATE_OF_BIRTH>1982-04-18</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>"
    date = "<INDIVIDUAL_DATE_OF_BIRTH><DATE>{}</DATE></INDIVIDUAL_DATE_OF_BIRTH>"
    moved = _list(_PERSON.format(more=alias + date.format("1982-04-19")))
    apart = _list(_PERSON.format(more=date.format("1982-04-19") + date.format("1982-04-18")))
    assert _details(moved, "birth_date") == _details(apart, "birth_date")
    assert [detail.value for detail in _details(moved, "birth_date")] == ["[1982-04-18,1982-04-19]"]


def test_a_birth_under_a_name_stands_for_itself() -> None:
    more = "<INDIVIDUAL_ALIAS><ALIAS_NAME>X</ALIAS_NAME><DATE_OF_BIRTH>1955</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>"
    assert _details(_list(_PERSON.format(more=more)), "birth_date") == [
        Detail("birth_date", "1955", "under the name X: 1955")
    ]


def test_a_birth_under_no_name_is_kept() -> None:
    more = "<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/><DATE_OF_BIRTH>1955</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>"
    assert _details(_list(_PERSON.format(more=more)), "birth_date") == [Detail("birth_date", "1955")]


def test_a_paper_keeps_what_it_is_called_beside_its_kind() -> None:
    paper = (
        "<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><TYPE_OF_DOCUMENT2>"
        "Certificate of Nationality</TYPE_OF_DOCUMENT2><NUMBER>A0680623</NUMBER></INDIVIDUAL_DOCUMENT>"
    )  # SDi.002
    content = _list(_PERSON.format(more=paper))
    assert _details(content, "remark") == [Detail("remark", "Certificate of Nationality A0680623")]
    assert Identifier("national_id", "A0680623") in read(FORMAT, content).entries["CDi.001"].identifiers


def test_the_days_of_earlier_amendments_are_kept() -> None:
    days = "".join(f"<VALUE>{day}</VALUE>" for day in ("2018-03-14", "2017-10-17", ""))
    (entry,) = read(FORMAT, _list(_PERSON.format(more=f"<LAST_DAY_UPDATED>{days}</LAST_DAY_UPDATED>"))).entries.values()
    assert entry.amended == "2018-03-14"
    assert entry.details == (Detail("remark", "Amended before: 2017-10-17"),)


@pytest.mark.parametrize(("day", "stands"), [("2020-05-01", False), ("2021-05-01", True)])
def test_whoever_was_delisted_before_the_day_of_the_file_is_passed_over(day: str, stands: bool) -> None:
    done = read(FORMAT, _list(_PERSON.format(more=f"<DELISTED_ON>{day}</DELISTED_ON>"), entities=_BODY))
    assert ("CDi.001" in done.entries) is stands
    assert done.ignored == ({} if stands else {"CDi.001": f"de-listed on {day}"})


def test_whoever_was_listed_again_stands_and_keeps_the_day_of_the_delisting() -> None:
    again = _PERSON.format(more="<DELISTED_ON>2010-01-16</DELISTED_ON>")  # LISTED_ON is 2012-12-31
    (entry,) = read(FORMAT, _list(again)).entries.values()
    assert entry.details == (Detail("remark", "Delisted on: 2010-01-16"),)


def test_a_day_of_delisting_that_is_none_puts_the_record_aside() -> None:
    done = read(FORMAT, _list(_PERSON.format(more="<DELISTED_ON>soon</DELISTED_ON>")))
    assert not done.ignored
    assert [error.field for error in done.quarantined.values()] == ["DELISTED_ON"]


@pytest.mark.parametrize("committee", ["Liberia", "Côte d'Ivoire", "Guinea-Bissau", "South Sudan"])
def test_committees_of_other_years_are_known(committee: str) -> None:
    done = read(FORMAT, _list(_PERSON.format(more="").replace(">DRC<", f">{committee}<")))
    assert "travel_ban" in [measure.type for measure in done.entries["CDi.001"].measures]


def test_the_libya_committee_says_itself_which_measure_began_when() -> None:
    # LYi.006 and LYi.005 as the list prints them.
    both = (
        "<COMMENTS1>Listed pursuant to paragraph 15 of resolution 1970 (Travel\nBan). Listed on 17 March 2011 "
        "pursuant to paragraph 17 of resolution 1970 (Asset Freeze).</COMMENTS1>"
    )
    one = "<COMMENTS1>Listed pursuant to paragraph 15 of resolution 1970 (Travel Ban).</COMMENTS1>"
    measures = []
    for comments in (both, one):
        libya = _PERSON.format(more=comments).replace(">DRC<", ">Libya<")
        (entry,) = read(FORMAT, _list(libya)).entries.values()
        measures.append(entry.measures)
    assert measures == [
        (Restriction("travel_ban"), Restriction("asset_freeze", Dated("2011-03-17"))),
        (Restriction("travel_ban"),),
    ]


def test_a_committee_or_a_grade_nobody_knows_puts_the_record_aside() -> None:
    unknown = _PERSON.format(more="").replace(">DRC<", ">Atlantis<")
    graded = _PERSON.format(
        more="<INDIVIDUAL_ALIAS><QUALITY>Fair</QUALITY><ALIAS_NAME>X</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    )
    for content, field in ((unknown, "UN_LIST_TYPE"), (graded, "INDIVIDUAL_ALIAS/QUALITY")):
        done = read(FORMAT, _list(content))
        assert not done.entries
        assert [error.field for error in done.quarantined.values()] == [field]


def test_an_element_nobody_knows_is_kept_and_warned_of_once() -> None:
    done = read(FORMAT, _list(_PERSON.format(more="<BLOOD_GROUP>A</BLOOD_GROUP>"), entities=_BODY))
    assert done.reading.warnings == [
        "INDIVIDUAL/BLOOD_GROUP is not known; it stands first in record CDi.001"
    ]  # fmt: skip
    assert done.entries["CDi.001"].unread == ("INDIVIDUAL/BLOOD_GROUP: A",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><body>Service unavailable</body></html>",
        _list(),
        _list(_PERSON.format(more=""))[:-40],
        _list(_PERSON.format(more="<COMMENTS1>Smith & Sons</COMMENTS1>")),
        _list(_PERSON.format(more="")).replace(b"?><CON", b'?><!DOCTYPE x [<!ENTITY a "b">]><CON'),
        _list(_PERSON.format(more="")).replace(b"<CONSOLIDATED_LIST", b'<CONSOLIDATED_LIST xmlns="urn:other"'),
    ],
    ids=["empty", "html", "no record", "cut off", "bare ampersand", "doctype", "namespace"],
)
def test_what_is_no_whole_list_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedError):
        read(FORMAT, content)


def test_a_text_no_database_can_hold_puts_the_record_aside_with_its_place() -> None:
    done = read(FORMAT, _list(_PERSON.format(more="<GENDER>Ma\ufffele</GENDER>").replace("\ufffe", "\ufffd")))
    assert done.entries  # a replacement character is a character
    done = read(FORMAT, _list(_PERSON.format(more=f"<GENDER>{'x' * 100_001}</GENDER>")))
    assert isinstance(done.quarantined["CDi.001"], QuarantinedError)


def test_damaged_bytes_are_refused_and_nothing_else_happens() -> None:
    assert survives(FORMAT, _list(_PERSON.format(more="<GENDER>Male</GENDER>"), entities=_BODY), examples(200, 10_000))


# Full files: each date with what its own text says is in it, and the committee of Iran, which was gone in between.
_FILES = {
    "2021-01-28": (710, 293, 84),
    "2022-02-11": (711, 254, 84),
    "2024-01-26": (676, 193, 0),
    "2024-07-13": (685, 193, 0),
    "2024-09-10": (682, 193, 0),
    "2024-10-05": (684, 193, 0),
    "2025-06-19": (684, 193, 0),
    "2026-02-27": (730, 273, 121),
}


_REFERENCE_NUMBERS = re.compile(rb"<REFERENCE_NUMBER>([^<]+)<")


def _file(day: str) -> bytes:
    return shared(f"un/un-consolidated-{day}.xml.gz")


@pytest.fixture(scope="module")
def newest() -> Read:
    """The newest file, read to its end."""
    return read(FORMAT, _file("2026-02-27"))


@cache
def _raws(day: str) -> dict[str, str]:
    """The records of a file by reference, as they stand there."""
    return {record.reference: record.raw for record in FORMAT.open({"list.xml": _file(day)}).records}


_EVERY_DAY = {"2021-01-28", "2024-07-13", "2024-09-10", "2024-10-05"}


@pytest.mark.parametrize(
    "day", [pytest.param(day, marks=() if day in _EVERY_DAY else pytest.mark.soak) for day in _FILES]
)
def test_every_record_of_a_full_file_is_counted(day: str) -> None:
    content = _file(day)
    persons, bodies, iran = _FILES[day]
    assert (content.count(b"<INDIVIDUAL>"), content.count(b"<ENTITY>")) == (persons, bodies)
    assert len(_raws(day)) == persons + bodies
    assert sum("<UN_LIST_TYPE>Iran</UN_LIST_TYPE>" in raw for raw in _raws(day).values()) == iran


def test_a_full_file_is_read_whole_and_in_words_the_desk_knows(newest: Read) -> None:
    assert (len(newest.entries), newest.quarantined, newest.ignored) == (1003, {}, {})
    assert newest.reading.warnings == []
    assert [fault for entry in newest.entries.values() for fault in faults(entry, newest.reading.expresses)] == []
    assert sum(len(entry.unread) for entry in newest.entries.values()) == 16  # numbers inside notes, ages, Hijri years


def test_the_list_grows_and_shrinks_by_what_one_can_count_in_the_files() -> None:
    days = ("2024-07-13", "2024-09-10", "2024-10-05")
    printed = [{squeezed(number.decode()) for number in _REFERENCE_NUMBERS.findall(_file(day))} for day in days]
    assert [set(_raws(day)) for day in days] == printed
    # Counted in the files: three left until September, two came until October.
    changes = [(len(new - old), len(old - new)) for old, new in pairwise(printed)]
    assert changes == [(0, 3), (2, 0)]


@pytest.mark.parametrize(
    ("days", "renumbered"),
    [
        (("2022-02-11", "2024-01-26"), {"KPe.068"}),
        (("2025-06-19", "2026-02-27"), {f"HTi.00{number}" for number in range(2, 8)}),
    ],
)
def test_an_entry_that_gets_another_dataid_stays_the_same_entry(days: tuple[str, str], renumbered: set[str]) -> None:
    numbers = [{reference: re.findall(r"<DATAID>(\d+)<", raw) for reference, raw in _raws(day).items()} for day in days]
    old, new = numbers
    # Counted in the files: the same permanent reference number and name, another DATAID.
    assert {reference for reference in old.keys() & new.keys() if old[reference] != new[reference]} == renumbered


def test_an_entry_without_its_permanent_number_has_its_dataid_and_one_without_either_is_put_aside() -> None:
    without = _PERSON.format(more="").replace("<REFERENCE_NUMBER>CDi.001</REFERENCE_NUMBER>", "")
    assert list(read(FORMAT, _list(without)).entries) == ["6907993"]
    neither = without.replace("<DATAID>6907993</DATAID>", "")
    assert [error.field for error in read(FORMAT, _list(neither)).quarantined.values()] == ["REFERENCE_NUMBER"]


def test_the_order_and_layout_of_records_make_no_difference() -> None:
    root = etree.fromstring(_file("2024-07-13"))
    individuals = root.find("INDIVIDUALS")
    assert individuals is not None
    del individuals[100:]
    before = etree.tostring(root)
    individuals[:] = list(reversed(individuals))
    for record in individuals:
        record[:] = list(reversed(record))
        for child in record.iter():
            child.tail = None
    records = [
        {(record.reference, record.raw) for record in FORMAT.open({"": content}).records}
        for content in (before, etree.tostring(root))
    ]
    assert records[0] == records[1]
