"""Papers, comments and what else of the advanced format stands apart from a party and is tied to it by numbers.

Schema: ADVANCED_XML.xsd of the Sanctions List Service.
"""

import orjson
import pytest

from sanctions.lists.entry import Entry
from sanctions.lists.reading import RefusedError
from sanctions.lists.us_ofac import advanced_xml
from tests.sanctions.lists.us_ofac.release import cut, entries


def _changed(*changes: tuple[bytes, bytes]) -> dict[str, bytes]:
    (content,) = cut("us_ofac_cons", "cons_advanced-2020-03-17.xml").values()
    for old, new in changes:
        assert content.count(old) >= 1, old
        content = content.replace(old, new, 1)
    return {"x.xml": content}


def _advanced(*changes: tuple[bytes, bytes]) -> dict[str, Entry]:
    return entries(advanced_xml.CONSOLIDATED, _changed(*changes))


def _remarks(entry: Entry) -> list[str]:
    return [detail.value for detail in entry.details if detail.kind == "remark"]


IDENTITY = b'<Identity ID="17886" FixedRef="26182" Primary="true" False="false">'
TURKEY = b'<FeatureVersion ID="239691" ReliabilityID="1">'  # the address of 26182
TIE = b'From-ProfileID="23557" To-ProfileID="17145" RelationTypeID="15003" RelationQualityID="1540" Former="false"'
PAPER = b"<IDRegistrationNo>U00242309</IDRegistrationNo>"


def test_the_advanced_format_says_where_and_when_a_paper_was_issued() -> None:
    day = (
        b'<DocumentDate IDRegDocDateTypeID="1480"><DatePeriod><Start><From><Year>2006</Year><Month>3</Month>'
        b"<Day>14</Day></From></Start></DatePeriod></DocumentDate>"
    )
    known = b'<IDRegDocDateTypeValues><IDRegDocDateType ID="1480">Issue Date</IDRegDocDateType>'
    (content,) = cut("us_ofac_cons", "cons_advanced-2020-03-17.xml").values()
    paper = content[: content.index(PAPER)].rsplit(b"<IDRegDocument ", 1)[1].partition(b">")[0]
    place = (
        b'<Location ID="77"><LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true"><Value>Izmir</Value>'
    )
    place += b"</LocationPartValue></LocationPart></Location></Locations>"
    changes = [
        (paper, paper + b' IssuedIn-LocationID="77"'),
        (b"</Locations>", place),
        (PAPER, PAPER + day + b"<Stamp>blue</Stamp>"),
    ]
    if b'ID="1480"' not in content:
        changes.append((b"<IDRegDocDateTypeValues>", known))
    entry = _advanced(*changes)["26182"]
    assert "Passport U00242309: issued 14 Mar 2006, issued in Izmir" in [detail.value for detail in entry.details]
    assert entry.unread == ("IDRegDocument/Stamp: blue",)


def test_a_comment_of_the_advanced_format_is_a_remark_and_what_is_not_known_is_unread() -> None:
    entry = _advanced((IDENTITY, IDENTITY.replace(b">", b' Stray="x">') + b"<Comment>by marriage</Comment>"))["26182"]
    assert "by marriage" in [detail.value for detail in entry.details]
    assert entry.unread == ("Identity/@Stray: x",)


def test_parts_of_names_that_older_formats_run_together_are_remarks() -> None:
    entry = _advanced(
        (b"<NamePartTypeValues>", b'<NamePartTypeValues><NamePartType ID="1526">Patronymic</NamePartType>'),
        (b'<NamePartGroup ID="67763" NamePartTypeID="1521"/>', b'<NamePartGroup ID="67763" NamePartTypeID="1521"/>'
         b'</MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID="5" NamePartTypeID="1526"/>'),
        (b">Evren</NamePartValue>", b'>Evren</NamePartValue></DocumentedNamePart><DocumentedNamePart><NamePartValue '
         b'NamePartGroupID="5" ScriptID="215">Kemalovich</NamePartValue>'),
    )["26182"]  # fmt: skip
    assert [(name.full, name.parts) for name in entry.names] == [
        ("KAYAKIRAN, Evren Kemalovich", (("family", "KAYAKIRAN"), ("given", "Evren Kemalovich")))
    ]
    assert _remarks(entry) == ["Patronymic: Kemalovich"]
    assert entry.unread == ()


RELIABILITIES = (
    b'<Reliability ID="1561">False</Reliability><Reliability ID="1562">Suspected</Reliability></ReliabilityValues>'
)


@pytest.mark.parametrize(
    ("number", "addresses", "remarks"),
    [
        (b"1560", ["Turkey"], []),
        (b"1561", [], ["Location Turkey: false"]),
        (b"1562", ["Turkey"], ["Turkey: reliability: Suspected"]),
    ],
)
def test_an_address_that_ofac_holds_false_is_no_address(
    number: bytes, addresses: list[str], remarks: list[str]
) -> None:
    entry = _advanced(
        (b"</ReliabilityValues>", RELIABILITIES), (TURKEY, TURKEY.replace(b'ID="1"', b'ID="%s"' % number))
    )["26182"]
    assert [place.full for place in entry.addresses] == addresses
    assert _remarks(entry) == remarks


def test_of_an_identity_that_ofac_holds_false_names_papers_and_features_are_remarks() -> None:
    true = IDENTITY.replace(b"17886", b"99") + (
        b'<Alias FixedRef="26182" AliasTypeID="1403" Primary="true" LowQuality="false"><DocumentedName ID="98" '
        b'FixedRef="26182" DocNameStatusID="1"><DocumentedNamePart><NamePartValue NamePartGroupID="97" ScriptID="215">'
        b"Shade</NamePartValue></DocumentedNamePart></DocumentedName></Alias><NamePartGroups><MasterNamePartGroup>"
        b'<NamePartGroup ID="97" NamePartTypeID="1520"/></MasterNamePartGroup></NamePartGroups></Identity>'
    )
    entry = _advanced((IDENTITY, true + IDENTITY.replace(b'False="false"', b'False="true"')))["26182"]
    assert [name.full for name in entry.names] == ["SHADE"]
    assert (entry.identifiers, entry.addresses) == ((), ())
    assert [(detail.kind, detail.value) for detail in entry.details] == [
        ("remark", "Name KAYAKIRAN, Evren: false"),
        ("remark", "Passport U00242309: Turkey, in the name of KAYAKIRAN, Evren; false"),
        ("remark", "Birthdate 1980-02-08: false"),
        ("remark", "Citizenship Country Turkey: false"),
        ("remark", "Gender Male: false"),
        ("remark", "Location Turkey: false"),
    ]
    assert entry.unread == ()


@pytest.mark.parametrize(
    "element",
    [
        b"<Sanctions ",
        b'<DistinctParty FixedRef="26182"',
        b'<SanctionsEntry ID="70026182" ',
        b'<Location ID="39691"',
        b'<Identity ID="17886" ',
    ],
)
def test_the_file_of_a_day_s_changes_is_not_the_list(element: bytes) -> None:
    delta = _changed((element, element.rstrip() + b' DeltaAction="delete" '))
    with pytest.raises(RefusedError, match=r"x\.xml: is a file of changes, not the whole list"):
        list(advanced_xml.CONSOLIDATED.open(delta).records)


def test_a_former_tie_keeps_when_it_was_and_how_sure_ofac_is() -> None:
    period = (
        b"<DatePeriod><Start><From><Year>2008</Year><Month>1</Month><Day>1</Day></From></Start><End><To><Year>2010"
        b"</Year><Month>12</Month><Day>31</Day></To></End></DatePeriod>"
    )
    (content,) = _changed().values()
    start = content.index(TIE) + len(TIE)
    tie = content[start - len(TIE) : content.index(b"<Comment/>", start)]
    former = tie.replace(b'"1540"', b'"1541"').replace(b'"false"', b'"true"')
    entry = _advanced(
        (
            b'<RelationQuality ID="1540">',
            b'<RelationQuality ID="1541">Low</RelationQuality><RelationQuality ID="1540">',
        ),
        (tie + b"<Comment/>", former + b"<Comment>until it was sold</Comment>" + period),
    )["23557"]
    assert entry.relations == ()
    assert "formerly Owned or Controlled By 17145: 2008/2010; quality Low; until it was sold" in _remarks(entry)
    assert entry.unread == ()


@pytest.mark.parametrize(
    ("inside", "country", "unread"),
    [
        (b'<LocationCountry CountryID="11093"/><LocationCountry CountryID="11117"/>', "GE", ("Kazakhstan",)),
        (b'<LocationCountry CountryID="11093"/><LocationCountry CountryID="11093"/>', "GE", ()),
        (b'<LocationCountry CountryID="1"/><LocationAreaCode AreaCodeID="11205"/>', "TR", ()),
        (b'<LocationAreaCode AreaCodeID="11205"/><LocationAreaCode AreaCodeID="11093"/>', "TR", ("Georgia",)),
    ],
)
def test_a_place_lies_in_one_country_and_what_else_the_file_names_is_unread(
    inside: bytes, country: str, unread: tuple[str, ...]
) -> None:
    (content,) = _changed().values()
    place = content[content.index(b'<Location ID="39691">') :].partition(b"</Location>")[0]
    known = b'<Country ID="11033" ISO2="AO">'
    entry = _advanced(
        (place, b'<Location ID="39691">' + inside), (known, b'<Country ID="1">Unknown</Country>' + known)
    )["26182"]
    assert [place.country for place in entry.addresses] == [country]
    assert entry.unread == tuple(f"Location/LocationCountry: {land}" for land in unread)


def test_the_form_in_which_records_are_kept_goes_with_the_code_of_the_format() -> None:
    """A release before in the same format and another form would have every entry amended with the next."""
    reading = advanced_xml.CONSOLIDATED.open(_changed())
    raw = next(record.raw for record in reading.records if record.reference == "23557")
    beside = orjson.loads(raw[raw.index("\n{") :])
    assert reading.format == advanced_xml.CONSOLIDATED.code == "us_ofac_cons_advanced_xml"
    assert {kind: sorted(rows[0]) for kind, rows in beside.items()} == {
        "places": ["land", "parts", "unread"],
        "documents": ["dates", "kind", "land", "name", "note", "number", "unread"],
        "relationships": ["about", "former", "term", "to", "unread"],
        "listings": ["authorities", "name", "remarks", "since", "tags", "terms", "unread"],
    }
