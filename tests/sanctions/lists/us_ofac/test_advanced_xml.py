"""OFAC's lists in advanced XML, and beside the older XML of the same day."""

import random
import re
from collections.abc import Iterator

import pytest
from lxml import etree

from sanctions.lists.entry import Entry
from sanctions.lists.reading import RefusedError, is_poorer
from sanctions.lists.us_ofac import advanced_xml, legacy_xml
from sanctions.lists.us_ofac.enhanced_xml import EXPRESSES
from tests.sanctions.lists.releases import faults, survives
from tests.sanctions.lists.us_ofac.release import cut, entries, full, golden, sampled, shown
from tests.soak import examples

FILE = "cons_advanced-2020-03-17.xml"


def _common(entry: Entry) -> Iterator[object]:
    """What both formats can say of an entry, in no order; the older XML has no authorities, places, lists."""
    yield from (entry.kind, entry.sanction_kind, entry.exposure, entry.problems, entry.unread)
    yield from (set(entry.names), set(entry.identifiers), set(entry.addresses))
    yield from (set(entry.measures), set(entry.programmes))
    newer = re.compile(r"issuing authority|issued in| List: since ")
    yield {(detail.kind, detail.value) for detail in entry.details if not newer.search(detail.value)}


@pytest.mark.parametrize("uid", golden("us_ofac_cons")[FILE])
def test_an_entry_says_what_the_file_says(uid: str) -> None:
    assert (
        shown(entries(advanced_xml.CONSOLIDATED, cut("us_ofac_cons", FILE))[uid]) == golden("us_ofac_cons")[FILE][uid]
    )


def test_the_same_list_in_two_formats_has_the_same_references_and_fields_that_agree() -> None:
    advanced = entries(advanced_xml.CONSOLIDATED, cut("us_ofac_cons", FILE))
    legacy = entries(legacy_xml.CONSOLIDATED, cut("us_ofac_cons", "consolidated-2020-03-17.xml"))
    assert list(advanced) == list(legacy)
    for uid, entry in advanced.items():
        assert list(_common(entry)) == list(_common(legacy[uid])), uid


def test_the_full_lists_of_one_day_agree_too() -> None:
    step = examples(7, 1)
    advanced = sampled(advanced_xml.CONSOLIDATED, full("cons-advanced-2020-03-17.xml"), step)
    legacy = sampled(legacy_xml.CONSOLIDATED, full("cons-legacy-2020-03-17.xml"), step)
    assert len(advanced) == 375
    assert list(advanced) == list(legacy)
    for uid, entry in advanced.items():
        older = legacy[uid]
        if entry and older:
            assert faults(entry, EXPRESSES) == [], uid
            assert list(_common(entry)) == list(_common(older)), uid


def test_the_richer_format_says_more() -> None:
    parts = cut("us_ofac_cons", FILE)
    older = legacy_xml.CONSOLIDATED.open(cut("us_ofac_cons", "consolidated-2020-03-17.xml"))
    reading = advanced_xml.CONSOLIDATED.open(parts)
    assert reading.dated == "2020-03-17"
    assert reading.expresses - older.expresses == {"listed", "instruments", "relations"}
    assert is_poorer(older.expresses, reading.expresses)
    assert not is_poorer(reading.expresses, older.expresses)


def test_a_record_shows_words_and_not_numbers() -> None:
    records = {record.reference: record for record in advanced_xml.CONSOLIDATED.open(cut("us_ofac_cons", FILE)).records}
    raw = records["26182"].raw
    assert "Feature=" not in raw
    assert "FeatureType=Gender" in raw
    assert '"kind": "Passport"' in raw
    assert '"authorities": [\n        "Executive Order 13608 (Iran/Syria)"' in raw


def test_a_party_of_the_other_list_is_passed_over_and_said_so() -> None:
    parts = cut("us_ofac_cons", FILE)
    ignored = {record.reference: record.ignored for record in advanced_xml.SDN.open(parts).records}
    assert ignored["26182"] == "is on the Consolidated List, the FSE List"
    followed = advanced_xml.CONSOLIDATED.open(parts)
    assert all(not record.ignored for record in followed.records)


def test_a_number_that_stands_for_nothing_refuses_the_file() -> None:
    (content,) = cut("us_ofac_cons", FILE).values()
    broken = content.replace(b'<List ID="91512">Consolidated List</List>', b"")
    with pytest.raises(RefusedError, match="List: the number 91512 stands for nothing in this file"):
        list(advanced_xml.CONSOLIDATED.open({"x.xml": broken}).records)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b'xmlns="http://www.un.org/sanctions/1.0"', b'xmlns="http://example.org/"', "its namespace is"),
        (b"<DistinctParties>", b"<DistinctParties", "line "),
        (b'FixedRef="9659">\n      <Comment', b'FixedRef="nine">\n      <Comment', "“nine” is no number"),
    ],
)
def test_a_file_that_is_not_this_list_is_refused(old: bytes, new: bytes, reason: str) -> None:
    (content,) = cut("us_ofac_cons", FILE).values()
    assert old in content
    with pytest.raises(RefusedError, match=reason):
        list(advanced_xml.CONSOLIDATED.open({"x.xml": content.replace(old, new)}).records)


def test_the_newer_namespace_is_the_same_format() -> None:
    (content,) = cut("us_ofac_cons", FILE).values()
    new = b"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML"
    moved = content.replace(b'xmlns="http://www.un.org/sanctions/1.0"', b'xmlns="%s"' % new)
    assert entries(advanced_xml.CONSOLIDATED, {"x.xml": moved}) == entries(
        advanced_xml.CONSOLIDATED, {"x.xml": content}
    )


def test_the_order_of_parties_makes_no_difference() -> None:
    (content,) = cut("us_ofac_cons", FILE).values()
    root = etree.fromstring(content)
    (parties,) = root.iterfind("{*}DistinctParties")
    parties[:] = random.Random(5).sample(list(parties), len(parties))  # noqa: S311
    shuffled = etree.tostring(root)
    before, after = (
        {(record.reference, record.raw) for record in advanced_xml.CONSOLIDATED.open({"x.xml": version}).records}
        for version in (content, shuffled)
    )
    assert before == after


@pytest.mark.parametrize(
    ("start", "end", "approximate", "expected"),
    [
        ("1962-1-1", "1962-12-31", "false", "1962"),
        ("1980-2-8", "1980-2-8", "false", "1980-02-08"),
        ("1957-1-1", "1959-12-31", "false", "1957/1959"),
        ("1965-1-1", "1965-12-31", "true", "1965~"),
        ("1958-2-1", "1958-2-28", "false", "1958-02-01/1958-02-28"),
    ],
)
def test_periods_of_days_become_the_date_they_stand_for(start: str, end: str, approximate: str, expected: str) -> None:
    def edge(name: str, day: str) -> str:
        year, month, date = day.split("-")
        inner = f"<Year>{year}</Year><Month>{month}</Month><Day>{date}</Day>"
        return f'<{name} Approximate="{approximate}"><From>{inner}</From><To>{inner}</To></{name}>'

    (content,) = cut("us_ofac_cons", FILE).values()
    text = content.decode()
    place = re.search(r"<DatePeriod.*?>.*?</DatePeriod>", text[text.index('FixedRef="26182"') :], re.DOTALL)
    assert place is not None
    changed = text.replace(place[0], f"<DatePeriod>{edge('Start', start)}{edge('End', end)}</DatePeriod>")
    entry = entries(advanced_xml.CONSOLIDATED, {"x.xml": changed.encode()})["26182"]
    assert [detail.value for detail in entry.details if detail.kind == "birth_date"] == [expected]


def test_damaged_files_are_refused_or_put_aside_and_nothing_else() -> None:
    (content,) = cut("us_ofac_cons", FILE).values()
    assert survives(advanced_xml.CONSOLIDATED, content, examples(200, 10_000))
