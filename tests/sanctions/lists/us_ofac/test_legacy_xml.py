"""OFAC's lists as sdn.xml and consolidated.xml."""

import random
import re

import pytest

from sanctions.lists.reading import QuarantinedError, RefusedError
from sanctions.lists.us_ofac import legacy_xml
from tests.sanctions.lists.releases import faults, survives
from tests.sanctions.lists.us_ofac.release import cut, entries, first, full, golden, sampled, shown
from tests.soak import examples

FILES = ("consolidated-2020-03-17.xml", "consolidated-2021-06-03.xml")
SERIES = {
    "cons-legacy-2020-03-17.xml": 375,
    "cons-legacy-xml-series/consolidated-2020-12-14.xml": 376,
    "cons-legacy-xml-series/consolidated-2021-01-08.xml": 415,
    "cons-legacy-xml-series/consolidated-2021-05-21.xml": 426,
    "cons-legacy-xml-series/consolidated-2021-06-03.xml": 446,
    "cons-legacy-xml-series/consolidated-2021-06-16.xml": 446,
    "cons-legacy-xml-series/consolidated-2021-12-10.xml": 433,
    "cons-legacy-xml-series/consolidated-2021-12-16.xml": 441,
    "cons-legacy-xml-series/consolidated-2022-02-24.xml": 462,
    "cons-legacy-xml-series/consolidated-2022-02-28.xml": 462,
    "cons-legacy-xml-series/consolidated-2022-03-24.xml": 462,
    "cons-legacy-xml-series/consolidated-2022-04-07.xml": 449,
    "cons-legacy-xml-series/consolidated-2022-04-29.xml": 449,
}


def _one(inside: str, *, namespace: str = "http://tempuri.org/sdnList.xsd") -> dict[str, bytes]:
    return {
        "sdn.xml": (
            f'<sdnList xmlns="{namespace}"><publshInformation><Publish_Date>05/31/2024</Publish_Date>'
            f"<Record_Count>1</Record_Count></publshInformation><sdnEntry>{inside}</sdnEntry></sdnList>"
        ).encode()
    }


BARE = (
    "<uid>7</uid><lastName>SOMEONE</lastName><sdnType>Entity</sdnType>"
    "<programList><program>SDGT</program></programList>"
)


@pytest.mark.parametrize(("file", "uid"), [(file, uid) for file in FILES for uid in golden("us_ofac_cons")[file]])
def test_an_entry_says_what_the_file_says(file: str, uid: str) -> None:
    assert shown(entries(legacy_xml.CONSOLIDATED, cut("us_ofac_cons", file))[uid]) == golden("us_ofac_cons")[file][uid]


def test_the_file_gives_its_day_and_how_many_it_has() -> None:
    reading = legacy_xml.CONSOLIDATED.open(cut("us_ofac_cons", FILES[0]))
    assert (reading.dated, reading.declared) == ("2020-03-17", 5)
    assert len(list(reading.records)) == 5


def test_both_namespaces_are_one_format() -> None:
    new = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"
    old_parts, new_parts = _one(BARE), _one(BARE, namespace=new)
    assert entries(legacy_xml.SDN, old_parts) == entries(legacy_xml.SDN, new_parts)
    (old,), (renamed,) = (list(legacy_xml.SDN.open(parts).records) for parts in (old_parts, new_parts))
    assert old.raw == renamed.raw


def test_the_same_text_indented_another_way_is_the_same_record() -> None:
    parts = cut("us_ofac_cons", FILES[0])
    flat = {name: re.sub(rb">\s+<", b"><", content) for name, content in parts.items()}
    tidy, bare = (
        [(record.reference, record.raw) for record in legacy_xml.CONSOLIDATED.open(release).records]
        for release in (parts, flat)
    )
    assert tidy == bare


def test_an_alias_that_is_weak_is_kept_apart_and_a_ship_keeps_its_particulars() -> None:
    ship = entries(
        legacy_xml.SDN,
        _one(
            "<uid>8</uid><lastName>DINO I</lastName><sdnType>Vessel</sdnType><remarks>(Linked To: NITC)</remarks>"
            "<programList><program>IRAN</program></programList><akaList><aka><uid>1</uid><type>f.k.a.</type>"
            "<category>strong</category><lastName>INFINITY</lastName></aka><aka><uid>2</uid><type>a.k.a.</type>"
            "<category>weak</category><lastName>DINO</lastName></aka></akaList><idList><id><uid>3</uid><idType>Vessel "
            "Registration Identification</idType><idNumber>IMO 9569671</idNumber></id></idList><vesselInfo><callSign>"
            "5IM411</callSign><vesselType>Crude Oil Tanker</vesselType><vesselFlag>Iran</vesselFlag><tonnage>317367"
            "</tonnage></vesselInfo>"
        ),
    )["8"]
    assert shown(ship) == {
        "kind": "vessel",
        "names": [
            {"full": "DINO I", "kind": "primary", "script": "Latn"},
            {"full": "INFINITY", "kind": "former", "script": "Latn"},
            {"full": "DINO", "kind": "weak_alias", "script": "Latn"},
        ],
        "sanction_kind": "identified",
        "measures": [{"type": "asset_freeze"}],
        "programmes": [{"code": "IRAN", "printed": "IRAN"}],
        "identifiers": [{"scheme": "imo", "value": "IMO 9569671"}, {"scheme": "call_sign", "value": "5IM411"}],
        "details": [
            {"kind": "vessel_type", "value": "Crude Oil Tanker"},
            {"kind": "tonnage", "value": "317367"},
            {"kind": "flag", "value": "IR", "printed": "Iran"},
        ],
        "relations": [{"kind": "linked_to", "printed": "NITC"}],
    }


def test_an_unknown_element_is_kept_as_unread_and_named_once() -> None:
    reading = legacy_xml.SDN.open(_one(BARE + "<shoeSize>44</shoeSize>"))
    assert [record.read().unread for record in reading.records] == [("sdnEntry/shoeSize: 44",)]
    assert reading.warnings == ["sdnEntry/shoeSize is not known; it stands first in record 7"]


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (BARE.replace("Entity", "Satellite"), "type of party: “Satellite”"),
        (BARE.replace("SOMEONE", ""), "name: there is none"),
        (BARE + "<akaList><aka><type>p.k.a.</type><lastName>X</lastName></aka></akaList>", "type of name: “p.k.a.”"),
        (BARE.replace("SOMEONE", "S" * 601), "name: has 601 characters"),
        (BARE + "<sdnType>Entity</sdnType>", "sdnEntry/sdnType: stands there 2 times"),
    ],
)
def test_an_unknown_word_or_an_unfit_text_puts_the_record_aside(inside: str, reason: str) -> None:
    record = first(legacy_xml.SDN, _one(inside))
    with pytest.raises(QuarantinedError, match=re.escape(reason)):
        record.read()


def test_a_measure_that_is_not_known_puts_the_record_aside_on_the_other_lists_alone() -> None:
    menu = (
        BARE + "<idList><id><idType>CAATSA Section 235 Information:</idType><idNumber>STERN LOOKS. Sec 235(a)(13)"
        "</idNumber></id></idList>"
    )
    record = first(legacy_xml.CONSOLIDATED, _one(menu))
    with pytest.raises(QuarantinedError, match="measure: “STERN LOOKS”"):
        record.read()
    blocked = entries(legacy_xml.SDN, _one(menu))["7"]
    assert [measure.type for measure in blocked.measures] == ["asset_freeze"]
    assert blocked.unread == ("CAATSA Section 235 Information: STERN LOOKS. Sec 235(a)(13)",)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"<html><body>Sign in</body></html>", "its root is <html>"),
        (b'<sdnList xmlns="http://example.org/"><sdnEntry/></sdnList>', "its namespace is http://example.org/"),
        (b'<!DOCTYPE sdnList [<!ENTITY x "y">]><sdnList/>', "has a DOCTYPE"),
        (b'<sdnList xmlns="http://tempuri.org/sdnList.xsd"></sdnList>', "holds no record"),
        (b'<sdnList xmlns="http://tempuri.org/sdnList.xsd"><sdnEntry><uid>x</uid></sdnEntry></sdnList>', "“x” is no"),
        (b'<?xml version="1.0" encoding="utf-8"?><sdnList>\xe9</sdnList>', "line 1, column"),
    ],
)
def test_what_is_no_list_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=re.escape(reason)):
        list(legacy_xml.SDN.open({"sdn.xml": content}).records)


def test_a_file_cut_off_is_refused_with_the_last_good_record() -> None:
    (content,) = cut("us_ofac_cons", FILES[0]).values()
    half = content[: content.index(b"<uid>18299</uid>")]
    with pytest.raises(RefusedError, match=r"line \d+, column \d+: .*last good record: 15268"):
        list(legacy_xml.CONSOLIDATED.open({"half.xml": half}).records)


def test_the_order_of_records_makes_no_difference() -> None:
    (content,) = cut("us_ofac_cons", FILES[0]).values()
    text = content.decode()
    records = re.findall(r"<sdnEntry>.*?</sdnEntry>", text, re.DOTALL)
    random.Random(3).shuffle(records)  # noqa: S311
    shuffled = text[: text.index("<sdnEntry>")] + "".join(records) + "</sdnList>"
    before, after = (
        {(record.reference, record.raw) for record in legacy_xml.CONSOLIDATED.open({"x.xml": version}).records}
        for version in (content, shuffled.encode())
    )
    assert before == after


def test_damaged_files_are_refused_or_put_aside_and_nothing_else() -> None:
    (content,) = cut("us_ofac_cons", FILES[0]).values()
    assert survives(legacy_xml.CONSOLIDATED, content, examples(200, 10_000))


@pytest.mark.parametrize("file", [*list(SERIES)[examples(-1, 0) :]])
def test_every_party_of_a_full_file_is_read(file: str) -> None:
    reading = legacy_xml.CONSOLIDATED.open(full(file))
    read = sampled(legacy_xml.CONSOLIDATED, full(file), examples(3, 1))
    assert len(read) == reading.declared == SERIES[file]
    for uid, entry in read.items():
        if entry:
            # The days on which the lists of securities begin are given for some; all other entries have none.
            assert faults(entry, reading.expresses | {"listed"}) == [], uid
            assert (entry.sanction_kind, bool(entry.measures)) == ("determined", True), uid
