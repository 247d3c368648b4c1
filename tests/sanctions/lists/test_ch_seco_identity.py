"""Who a Swiss target is: names put together from parts, dates in their calendar, papers and addresses."""

import pytest
from lxml import etree

from sanctions.lists.ch_seco_identity import Place, read_identity
from sanctions.lists.entry import Detail, Identifier
from sanctions.lists.gathering import Gathering
from sanctions.lists.taking import Branch

_PLACES = {"9": Place("Minsk", "", "Belarus", "BY")}
_NAME = (
    '<name name-type="primary-name"><name-part order="1" name-part-type="family-name"><value>Lukashenka</value>{}'
    '</name-part><name-part order="2" name-part-type="given-name"><value>Aliaksandr</value>{}</name-part></name>'
)


def _read(content: str) -> tuple[Gathering, list[tuple[str, str]]]:
    gathering = Gathering("7", [])
    identity = Branch(etree.fromstring(f'<identity ssid="1">{content}</identity>'))
    return gathering, read_identity(gathering, identity, _PLACES, main=True, person=True)


def _variant(script: str, text: str) -> str:
    return f'<spelling-variant lang="RUS" script="{script}">{text}</spelling-variant>'


def test_spellings_of_one_script_make_one_name_and_parts_without_one_stay_as_they_are() -> None:
    gathering, _ = _read(
        _NAME.format(
            _variant("LATN", "Lukashenko") + _variant("CYRL", "Лукашенко"),
            _variant("LATN", "Alexander") + _variant("LATN", "Aleksandr") + _variant("CYRL", "Александр"),
        )
    )
    assert [(name.full, name.kind, name.script) for name in gathering.names] == [
        ("Lukashenka Aliaksandr", "primary", "Latn"),
        ("Lukashenko Alexander", "variation", "Latn"),
        ("Lukashenko Aleksandr", "variation", "Latn"),
        ("Лукашенко Александр", "original_script", "Cyrl"),
    ]


def test_a_title_is_no_part_of_the_name() -> None:
    title = '<name-part order="3" name-part-type="title"><value>Colonel</value></name-part></name>'
    gathering, _ = _read(_NAME.format("", "").replace("</name>", title))
    assert gathering.names[0].full == "Lukashenka Aliaksandr"
    assert gathering.details == [Detail("title", "Colonel")]


@pytest.mark.parametrize(
    ("attributes", "date"),
    [
        ('day="30" month="8" year="1954" calendar="Gregorian" quality="good"', ("1954-8-30", "1954-08-30")),
        ('year="1954"', ("1954", "1954")),
        ('year="1954" quality="low"', ("1954", "1954?")),
        ('day="24" month="6" year="1402" calendar="Hijri"', ("1402-6-24 (Hijri)", "")),
        ('day="31" month="2" year="1954"', ("1954-2-31", "")),
    ],
)
def test_a_date_is_read_in_its_calendar_and_by_its_quality(attributes: str, date: tuple[str, str]) -> None:
    assert _read(f"<day-month-year {attributes}/>")[1] == [date]


def test_a_paper_keeps_its_issuer_and_its_dates() -> None:
    gathering, _ = _read(
        '<identification-document ssid="1" document-type="diplomatic-passport"><number>D9004878</number>'
        '<issuer code="BY">Belarus</issuer><date-of-issue>2011-04-05</date-of-issue>'
        '<expiry-date>2021-04-05</expiry-date><place-of-issue place-id="9"/></identification-document>'
    )
    assert gathering.identifiers == [Identifier("passport", "D9004878", "BY")]
    assert gathering.details == [
        Detail(
            "remark",
            "diplomatic-passport D9004878: issued on 2011-04-05; issued in Minsk, Belarus; expires on 2021-04-05",
        )
    ]


def test_places_are_looked_up_and_a_missing_one_is_named() -> None:
    gathering, _ = _read(
        '<place-of-birth place-id="9"/><place-of-birth place-id="10"/><nationality>'
        '<country iso-code="BY">Belarus</country></nationality>'
        '<address place-id="9" current="false"><p-o-box>12</p-o-box></address>'
    )
    assert [(detail.kind, detail.value) for detail in gathering.details] == [
        ("nationality", "BY"),
        ("birth_place", "Minsk, Belarus"),
        ("birth_country", "BY"),
    ]
    assert gathering.addresses[0].full == "P.O. Box 12, Minsk, Belarus (not current)"
    assert gathering.problems == ["The list has no place 10."]


def test_what_the_list_is_not_sure_of_is_said_so() -> None:
    gathering, _ = _read(
        '<place-of-birth place-id="9" quality="low"/><address place-id="9" quality="low"/>'
        '<name name-type="formerly-known-as" quality="low"><name-part order="1" name-part-type="whole-name">'
        "<value>Older</value></name-part></name>"
    )
    assert Detail("birth_place", "Minsk, Belarus (low quality)") in gathering.details
    assert gathering.addresses[0].full == "Minsk, Belarus (low quality)"
    assert gathering.names[0].kind == "former"
    assert Detail("remark", "Older: low quality") in gathering.details


def test_the_days_of_a_paper_may_have_parts_and_an_issuer_need_be_no_country() -> None:
    gathering, _ = _read(
        '<identification-document document-type="passport"><number>75 1</number><issuer>Some consulate</issuer>'
        '<expiry-date><day-month-year year="2030" month="12" day="31"/></expiry-date></identification-document>'
    )
    assert gathering.identifiers == [Identifier("passport", "75 1")]
    assert gathering.details == [Detail("remark", "passport 75 1: issued by Some consulate; expires on 2030-12-31")]
