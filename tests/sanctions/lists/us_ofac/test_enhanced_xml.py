"""OFAC's lists in the enhanced XML of the Sanctions List Service."""

import pytest

from sanctions.lists.reading import QuarantinedError, RefusedError
from sanctions.lists.us_ofac import enhanced_xml
from sanctions.lists.us_ofac.enhanced_xml import spanned
from tests.sanctions.lists.releases import faults, survives
from tests.sanctions.lists.us_ofac.release import cut, entries, faults_of, first, full, golden, sampled, shown
from tests.soak import examples

FILE = "cons_enhanced-2025-01-10.xml"


@pytest.mark.parametrize("uid", golden("us_ofac_cons")[FILE])
def test_an_entry_says_what_the_file_says(uid: str) -> None:
    assert (
        shown(entries(enhanced_xml.CONSOLIDATED, cut("us_ofac_cons", FILE))[uid]) == golden("us_ofac_cons")[FILE][uid]
    )


def test_who_is_blocked_too_is_not_blocked_by_the_other_list() -> None:
    leader = entries(enhanced_xml.CONSOLIDATED, cut("us_ofac_cons", FILE))["9647"]
    assert [measure.type for measure in leader.measures] == ["reject"]
    assert [basis.code for basis in leader.programmes] == ["NS-PLC", "SDGT"]
    # On the list of Palestinian legislators since 2006, on the SDN list since 2023.
    assert leader.listed is not None
    assert leader.listed.value == "2006-04-12"


def test_the_same_party_on_the_sdn_list_is_blocked_since_it_stands_there() -> None:
    (content,) = cut("us_ofac_cons", FILE).values()
    sdn = content.replace(b"<filters>", b"<filters><x/>").replace(
        b">Consolidated List</sanctionsList>\n      </sanctionsLists>\n    </filters>",
        b">SDN List</sanctionsList>\n      </sanctionsLists>\n    </filters>",
    )
    read, ignored = dict[str, str](), list[str]()
    for record in enhanced_xml.SDN.open({"sdn.xml": sdn}).records:
        if record.ignored:
            ignored.append(record.reference)
        else:
            entry = record.read()
            assert [measure.type for measure in entry.measures] == ["asset_freeze"]
            read[record.reference] = entry.listed.value if entry.listed else ""
    assert read == {"9647": "2023-11-14"}
    assert sorted(ignored) == ["15268", "26182", "33111", "46072"]


def test_an_export_of_the_other_list_is_refused() -> None:
    with pytest.raises(RefusedError, match="is an export of the Consolidated List, not of the SDN List"):
        enhanced_xml.SDN.open(cut("us_ofac_cons", FILE))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"CMIC Executive Order<", b"Frowning<", "measure: “Frowning”"),
        (b">A.K.A.<", b">P.K.A.<", "type of name: “P.K.A.”"),
        (b'refId="601">Entity<', b'refId="601">Satellite<', "type of party: “Satellite”"),
    ],
)
def test_an_unknown_word_puts_the_record_aside(old: bytes, new: bytes, reason: str) -> None:
    (content,) = cut("us_ofac_cons", FILE).values()
    assert old in content
    said = list(faults_of(enhanced_xml.CONSOLIDATED, {"x.xml": content.replace(old, new)}))
    assert any(reason in one for one in said)


def test_a_relationship_names_the_other_party_and_one_of_an_unknown_kind_puts_the_record_aside() -> None:
    (content,) = cut("us_ofac_cons", FILE).values()
    leader = first(enhanced_xml.CONSOLIDATED, {"x.xml": content}).read()
    assert [(tie.kind, tie.reference, tie.printed) for tie in leader.relations] == [("acting_for", "4695", "HAMAS")]
    odd = first(enhanced_xml.CONSOLIDATED, {"x.xml": content.replace(b">Acting for or on behalf of<", b">Admirer of<")})
    with pytest.raises(QuarantinedError, match="“Admirer of”"):
        odd.read()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1962-01-01", "1962-12-31", "1962"),
        ("1957-01-01", "1959-12-31", "1957/1959"),
        ("2021-06-03", "2021-06-03", "2021-06-03"),
        ("2021-06-03", "", ""),
    ],
)
def test_days_from_and_to_are_the_date_they_make_up(first: str, last: str, expected: str) -> None:
    assert spanned(first, last) == expected


def test_damaged_files_are_refused_or_put_aside_and_nothing_else() -> None:
    (content,) = cut("us_ofac_cons", FILE).values()
    assert survives(enhanced_xml.CONSOLIDATED, content, examples(200, 10_000))


def test_every_party_of_the_full_file_is_read() -> None:
    reading = enhanced_xml.CONSOLIDATED.open(full("cons-enhanced-2025-01-10.xml"))
    assert reading.dated == "2025-01-10"
    read = sampled(enhanced_xml.CONSOLIDATED, full("cons-enhanced-2025-01-10.xml"), examples(5, 1))
    # <entity id= stands 443 times in the file.
    assert len(read) == 443
    for uid, entry in read.items():
        if entry:
            assert faults(entry, reading.expresses) == [], uid
            assert entry.unread == (), uid
            assert entry.listed, uid
