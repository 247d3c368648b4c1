"""Switzerland's list: programmes, targets and places apart, names in parts, and a history inside the file.

No whole file of it lies beside the repository (`docs/lists.md`). The targets here are official entries, transcribed
into the form that SECO publishes: those of SECO's own numbers as they were quoted in public, others from the UN's list.
"""

import pytest

from sanctions.lists.ch_seco import FORMAT
from sanctions.lists.entry import (
    Address,
    CrossReference,
    Dated,
    Detail,
    Entry,
    Identifier,
    Name,
    Relation,
    Restriction,
)
from sanctions.lists.reading import RefusedError
from tests.sanctions.lists.releases import faults, read, survives
from tests.soak import examples

_PROGRAMMES = """
<sanctions-program ssid="20" version-date="2026-05-21" predecessor-version-date="2025-12-12">
  <program-key lang="eng">Belarus</program-key><program-key lang="ger">Belarus</program-key>
  <program-name lang="eng">Ordinance of 16 March 2022 on measures against Belarus (SR 946.231.116.9)</program-name>
  <sanctions-set ssid="4387" lang="eng">Art. 12 (Financial sanctions) and art. 21 (Ban on entry and transit)
  </sanctions-set>
  <sanctions-set ssid="4387" lang="ger">Art. 12 (Finanzsanktionen) und Art. 21 (Ein- und Durchreiseverbot)
  </sanctions-set>
  <sanctions-set ssid="46114" lang="eng">article 12 -- Restrictions on named individuals and entities</sanctions-set>
  <origin>EU</origin>
</sanctions-program>
<sanctions-program ssid="900" version-date="2016-05-18"><program-key lang="eng">North Korea</program-key>
  <program-name lang="eng">Ordinance of 18 May 2016 on measures against North Korea (SR 946.231.127.6)</program-name>
  <sanctions-set ssid="34422" lang="eng">Vessel-related measures</sanctions-set>
  <sanctions-set ssid="34423" lang="eng">Art. 9 (Financial sanctions)</sanctions-set><origin>UN</origin>
</sanctions-program>
"""
_PLACES = """
<place ssid="29492"><location>Minsk</location><country iso-code="BY">Belarus</country></place>
<place ssid="34500"><location>Pyongyang</location><location-variant>P'yongyang</location-variant>
  <country iso-code="KP">Korea, Democratic People's Republic of</country></place>
"""
_LISTED = '<modification modification-type="listed" enactment-date="2011-02-02" effective-date="2011-02-03"/>'

_LUKASHENKA = """
<target ssid="5142"><sanctions-set-id>4387</sanctions-set-id><foreign-identifier>140</foreign-identifier>
  <individual sex="male">
    <identity ssid="5144" main="true">
      <name ssid="26811" name-type="primary-name" quality="good" lang="eng">
        <name-part order="2" name-part-type="given-name"><value>Dzmitry</value></name-part>
        <name-part order="1" name-part-type="family-name"><value>Lukashenka</value>
          <spelling-variant lang="RUS" script="LATN" spelling-variant-type="not-defined">Lukashenko</spelling-variant>
        </name-part>
        <name-part order="3" name-part-type="father-name"><value>Aliaksandravich</value></name-part>
      </name>
      <day-month-year ssid="23493" day="23" month="3" year="1980" calendar="Gregorian" quality="good"/>
      <address ssid="29513" place-id="29492" quality="good"><c-o>President's Sports Club</c-o>
        <address-details>ul. Starovilenskaya, 4</address-details><zip-code>220029</zip-code></address>
    </identity>
    <justification ssid="29512">Businessman, with active participation in financial operations.</justification>
    <other-information ssid="33153">Travel ban according to article 3 paragraph 1 does not apply.</other-information>
  </individual>
  {history}
</target>
"""
_AMENDED = """<modification modification-type="amended" enactment-date="2015-11-17" effective-date="2015-11-18">
  <added><target ssid="5142"><individual><identity ssid="5144" main="true"><name ssid="26811" name-type="primary-name">
  <name-part order="1" name-part-type="family-name"><value>Older</value></name-part></name></identity></individual>
  </target></added></modification>"""
_DELISTED = '<modification modification-type="de-listed" enactment-date="2016-02-29" effective-date="2016-03-01"/>'

_HUI_CHON = f"""
<target ssid="34461"><sanctions-set-id>34422</sanctions-set-id>
  <object object-type="vessel"><identity ssid="34462" main="true">
    <name ssid="34463" name-type="primary-name" quality="good" lang="eng"><name-part order="1"
      name-part-type="whole-name"><value>Hui Chon</value></name-part></name>
    <name ssid="34464" name-type="alias" quality="low" lang="eng"><name-part order="1"
      name-part-type="whole-name"><value>Hwang Gum San 2</value></name-part></name>
    </identity><other-information ssid="34465">IMO Number: 8405270</other-information>
    <relation ssid="34466" target-id="34470" relation-type="related-to"/></object>
  {_LISTED}
</target>
"""
# KPe.041 and TAi.002 of the UN's list.
_TAESONG = f"""
<target ssid="34470" sanctions-set-id="34423"><foreign-identifier>KPe.041</foreign-identifier>
  <entity><identity ssid="34471" main="true">
    <name ssid="34472" name-type="primary-name" quality="good" lang="eng"><name-part order="1"
      name-part-type="whole-name"><value>Korea Taesong Trading Company</value></name-part></name>
    <address ssid="34473" place-id="34500" quality="good"/></identity>
    <justification ssid="34474">Has acted on behalf of KOMID in dealings with Syria.</justification>
    <other-information ssid="34475">Date of registration: 4.4.2008.</other-information>
    <other-information ssid="34476">SWIFT/BIC: DCBKKPPY</other-information></entity>
  {_LISTED}
</target>
"""


def _list(*targets: str, kind: str = "whole-list") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><swiss-sanctions-list list-type="{kind}" date="2026-08-27">'
        f"{_PROGRAMMES}{''.join(targets)}{_PLACES}</swiss-sanctions-list>"
    ).encode()


def _entry(target: str) -> Entry:
    (entry,) = read(FORMAT, _list(target)).entries.values()
    return entry


def test_a_person_is_read_with_name_in_parts_and_places_by_number() -> None:
    entry = _entry(_LUKASHENKA.format(history=_AMENDED + _LISTED))
    assert entry.names == (
        Name(
            "Lukashenka Dzmitry Aliaksandravich",
            "primary",
            "Latn",
            "en",
            (("family", "Lukashenka"), ("given", "Dzmitry"), ("father", "Aliaksandravich")),
        ),
        Name("Lukashenko Dzmitry Aliaksandravich", "variation", "Latn", "ru"),
    )
    assert entry.addresses == (
        Address(
            "c/o President's Sports Club, ul. Starovilenskaya, 4, 220029, Minsk, Belarus", "Minsk", "", "220029", "BY"
        ),
    )
    assert Detail("birth_date", "1980-03-23", "1980-3-23") in entry.details
    assert entry.grounds == "Businessman, with active participation in financial operations."
    assert (entry.listed, entry.amended, entry.origin) == (Dated("2011-02-03"), "2015-11-18", "implements")


def test_measures_are_what_the_set_of_sanctions_says() -> None:
    says = "Art. 12 (Financial sanctions) and art. 21 (Ban on entry and transit)"
    entry = _entry(_LUKASHENKA.format(history=_LISTED))
    assert entry.measures == (Restriction("asset_freeze", scope=says), Restriction("travel_ban", scope=says))
    assert [(act.reference, act.programme) for act in entry.instruments] == [("SR 946.231.116.9", "Belarus")]


def test_a_set_that_does_not_say_which_sanctions_it_holds_is_unspecified_and_keeps_its_words() -> None:
    target = _LUKASHENKA.format(history=_LISTED).replace(">4387<", ">46114<")
    says = "article 12 -- Restrictions on named individuals and entities"
    assert _entry(target).measures == (Restriction("unspecified", scope=says),)


def test_whoever_was_delisted_still_stands_in_the_file_and_is_passed_over() -> None:
    done = read(FORMAT, _list(_LUKASHENKA.format(history=_DELISTED + _AMENDED + _LISTED), _TAESONG))
    assert done.ignored == {"5142": "de-listed on 2016-03-01"}
    assert (list(done.entries), done.reading.declared) == (["34470"], 2)


def test_whoever_was_listed_again_is_listed_since_then() -> None:
    again = '<modification modification-type="listed" effective-date="2020-10-20"/>'
    entry = _entry(_LUKASHENKA.format(history=again + _DELISTED + _AMENDED + _LISTED))
    assert (entry.listed, entry.amended) == (Dated("2020-10-20"), "")


def test_a_delisting_yet_to_come_changes_nothing_today() -> None:
    later = '<modification modification-type="de-listed" effective-date="2026-09-30"/>'
    assert _entry(_LUKASHENKA.format(history=later + _LISTED)).reference == "5142"


def test_a_ship_has_its_number_and_its_tie_in_the_words_of_the_list() -> None:
    entry = _entry(_HUI_CHON)
    assert (entry.kind, entry.identifiers) == ("vessel", (Identifier("imo", "8405270"),))
    assert [name.kind for name in entry.names] == ["primary", "weak_alias"]
    assert entry.relations == (Relation("linked_to", "34470"),)
    assert [measure.type for measure in entry.measures] == ["transportation_restrictions"]


def test_an_aircraft_is_an_object_like_a_ship() -> None:
    assert _entry(_HUI_CHON.replace('object-type="vessel"', 'object-type="aircraft"')).kind == "aircraft"


def test_a_case_of_the_un_is_tied_to_it_by_its_reference() -> None:
    entry = _entry(_TAESONG)
    assert entry.cross_references == (CrossReference("un_sc", "KPe.041"),)
    assert Identifier("bic", "DCBKKPPY") in entry.identifiers
    assert Detail("founded_on", "2008-04-04", "4.4.2008") in entry.details
    assert entry.addresses[0].country == "KP"


def test_a_name_in_the_script_of_its_language_is_kept_beside_the_latin_one() -> None:
    spelt = '<value>Hui Chon</value><spelling-variant lang="KOR" script="HANG">희천</spelling-variant>'
    entry = _entry(_HUI_CHON.replace("<value>Hui Chon</value>", spelt))
    assert entry.names[1] == Name("희천", "original_script", "Hang", "ko")


def test_names_of_another_identity_are_aliases() -> None:
    second = """</identity><identity ssid="1" main="false"><name ssid="2" name-type="primary-name" quality="good">
      <name-part order="1" name-part-type="whole-name"><value>Hwang Gum San</value></name-part></name></identity>"""
    entry = _entry(_HUI_CHON.replace("</identity>", second))
    assert entry.names[-1] == Name("Hwang Gum San", "alias", "Latn")


@pytest.mark.parametrize(
    ("printed", "changed", "field"),
    [
        ('name-type="primary-name"', 'name-type="pen-name"', "name/@name-type"),
        ('quality="low"', 'quality="fair"', "name/@quality"),
        ('name-part-type="whole-name"', 'name-part-type="half"', "name-part/@name-part-type"),
        ('relation-type="related-to"', 'relation-type="sister-of"', "relation/@relation-type"),
        ('object-type="vessel"', 'object-type="balloon"', "object/@object-type"),
        (">34422<", ">1<", "sanctions-set-id"),
        ('modification-type="listed"', 'modification-type="thawed"', "modification/@modification-type"),
    ],
)
def test_a_word_nobody_knows_puts_the_target_aside(printed: str, changed: str, field: str) -> None:
    done = read(FORMAT, _list(_HUI_CHON.replace(printed, changed)))
    assert [error.field for error in done.quarantined.values()] == [field]


def test_an_element_nobody_knows_is_kept_and_warned_of() -> None:
    done = read(FORMAT, _list(_TAESONG.replace("</entity>", "<colour>red</colour></entity>")))
    assert done.reading.warnings == ["entity/colour is not known; it stands first in record 34470"]
    assert done.entries["34470"].unread == ("entity/colour: red",)


def test_a_change_of_a_place_or_a_set_changes_the_record_that_refers_to_it() -> None:
    content = _list(_TAESONG)
    raws = [
        next(FORMAT.open({"": text}).records).raw
        for text in (content, content.replace(b">Pyongyang<", b">Nampo<"), content.replace(b"Art. 9 (", b"Art. 10 ("))
    ]
    assert len(set(raws)) == 3


@pytest.mark.parametrize(
    "content",
    [b"", b"<html></html>", _list(), _list(_TAESONG)[:-60], b"<!DOCTYPE x>" + _list(_TAESONG)[38:]],
    ids=["empty", "html", "no target", "cut off", "doctype"],
)
def test_what_is_no_whole_list_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedError):
        read(FORMAT, content)


def test_a_list_that_is_not_the_whole_is_warned_of() -> None:
    done = read(FORMAT, _list(_TAESONG, kind="mutations"))
    assert done.reading.warnings == [
        "swiss-sanctions-list/@list-type is “mutations”, which is not known to be the whole list"
    ]  # fmt: skip


def test_entries_are_in_words_the_desk_knows() -> None:
    done = read(FORMAT, _list(_LUKASHENKA.format(history=_LISTED), _HUI_CHON, _TAESONG))
    assert (done.reading.dated, done.reading.warnings, done.quarantined) == ("2026-08-27", [], {})
    assert [fault for entry in done.entries.values() for fault in faults(entry, done.reading.expresses)] == []


def test_damaged_bytes_are_refused_and_nothing_else_happens() -> None:
    content = _list(_LUKASHENKA.format(history=_DELISTED + _AMENDED + _LISTED), _HUI_CHON, _TAESONG)
    assert survives(FORMAT, content, examples(200, 10_000))
