"""What the schemas of OFAC's newer formats allow and the files at hand do not have.

Schemas: ENHANCED_XML.xsd and ADVANCED_XML.xsd of the Sanctions List Service. The party is 12555 of the SDN list, which
the cut of the CSV files has too.
"""

import pytest

from sanctions.lists.entry import Entry
from sanctions.lists.reading import RefusedError
from sanctions.lists.us_ofac import csv_set, enhanced_xml
from sanctions.lists.us_ofac.advanced_xml import ordered
from sanctions.lists.us_ofac.enhanced_xml import spoken
from tests.sanctions.lists.us_ofac.release import entries, golden, shown

NAMESPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML"
NAME = (
    '<name id="{id}"><isPrimary>{primary}</isPrimary>{alias}<isLowQuality>false</isLowQuality><translations>'
    '<translation id="{id}"><isPrimary>true</isPrimary><script refId="20122">Latin</script><formattedFirstName>{first}'
    "</formattedFirstName><formattedLastName>{last}</formattedLastName><formattedFullName>{last}, {first}"
    "</formattedFullName><nameParts>{parts}</nameParts></translation></translations></name>"
)
PART = '<namePart id="1"><type refId="1">{kind}</type><value>{text}</value></namePart>'
PERIOD = (
    '<{name} id="3"><fromDateBegin>{first}</fromDateBegin><fromDateEnd>{first}</fromDateEnd><toDateBegin>{last}'
    "</toDateBegin><toDateEnd>{last}</toDateEnd><isApproximate>false</isApproximate><isDateRange>false</isDateRange>"
    "</{name}>"
)
PASSPORT = (
    '<identityDocument id="7"><type refId="1571">Passport</type><name nameId="{bearer}" nameTranslationId="1">{name}'
    '</name><documentNumber>L8081303</documentNumber><isValid>{valid}</isValid><issuingCountry refId="1">Iran'
    "</issuingCountry>"
    + PERIOD.format(name="issueDate", first="2006-03-14", last="2006-03-14")
    + PERIOD.format(name="expirationDate", first="2011-03-14", last="2011-03-14")
    + "{further}</identityDocument>"
)
FEATURE = (
    '<feature id="{id}"><type featureTypeId="1">{label}</type><versionId>1</versionId><value>{value}</value>'
    "<isPrimary>true</isPrimary>{further}</feature>"
)


def _party(*, names: str = "", document: str = "", general: str = "", inside: str = "", filters: str = "") -> bytes:
    primary = NAME.format(id=1, primary="true", alias="", first="Milad", last="JAFARI", parts="")
    features = "".join(
        FEATURE.format(id=number, label=label, value=value, further="")
        for number, (label, value) in enumerate(
            [
                ("Place of Birth", "Tehran, Iran"),
                ("Nationality Country", "Iran"),
                ("Additional Sanctions Information -", "Subject to Secondary Sanctions"),
                ("Birthdate", "20 Sep 1974"),
            ]
        )
    )
    return f"""<sanctionsData xmlns="{NAMESPACE}"><publicationInfo><dataAsOf>2025-01-10T00:00:00</dataAsOf><filters>
      <sanctionsLists><sanctionsList refId="1550">SDN List</sanctionsList></sanctionsLists>{filters}</filters>
      </publicationInfo><referenceValues/><featureTypes/><entities><entity id="12555"><generalInfo><identityId>1
      </identityId><entityType refId="600">Individual</entityType>{general}</generalInfo><sanctionsLists><sanctionsList
      refId="1550" id="1" datePublished="2011-06-23">SDN List</sanctionsList></sanctionsLists><sanctionsPrograms>
      <sanctionsProgram refId="1" id="1">NPWMD</sanctionsProgram><sanctionsProgram refId="1" id="2">IFSR
      </sanctionsProgram></sanctionsPrograms><sanctionsTypes><sanctionsType refId="1705" id="1">Block</sanctionsType>
      </sanctionsTypes><legalAuthorities/><names>{primary}{names}</names><features>{features}</features>
      <identityDocuments>{document or PASSPORT.format(bearer=1, name="JAFARI, Milad", valid="true", further="")}
      </identityDocuments>{inside}</entity></entities></sanctionsData>""".encode()


def _read(content: bytes) -> Entry:
    return entries(enhanced_xml.SDN, {"sdn_enhanced.xml": content})["12555"]


def _remarks(entry: Entry) -> list[str]:
    return [detail.value for detail in entry.details if detail.kind == "remark"]


def test_a_passport_with_its_days_says_what_the_remark_of_the_csv_says() -> None:
    entry, csv = _read(_party()), golden("us_ofac_sdn")["12555"]
    said = shown(entry)
    assert isinstance(said, dict)
    for field in ("kind", "sanction_kind", "measures", "programmes", "identifiers", "details", "exposure"):
        assert said[field] == csv[field], field
    assert "Passport L8081303: issued 14 Mar 2006, expires 14 Mar 2011" in _remarks(entry)
    assert entry.unread == ()


def test_a_paper_in_another_name_or_not_valid_says_so() -> None:
    alias = NAME.format(
        id=2,
        primary="false",
        alias='<aliasType refId="1400">A.K.A.</aliasType>',
        first="Mohamad",
        last="JAFARI",
        parts="",
    )
    further = '<idFeatures><idFeature id="1" featureVersionId="9">Biometric</idFeature></idFeatures>'
    paper = PASSPORT.format(bearer=2, name="JAFARI, Mohamad", valid="false", further=further)
    entry = _read(_party(names=alias, document=paper))
    assert _remarks(entry) == [
        "Passport L8081303: issued 14 Mar 2006, expires 14 Mar 2011, not valid; in the name of JAFARI, Mohamad; "
        "Biometric"
    ]
    assert entry.unread == ()


def test_names_are_those_of_the_csv_files_and_what_else_their_parts_are_called_is_a_remark() -> None:
    parts = [("Last Name", "GUZMAN"), ("Matronymic", "LOERA"), ("First Name", "Ana"), ("Maiden Name", "DIAZ")]
    alias = '<aliasType refId="1400">A.K.A.</aliasType>'
    names = NAME.format(
        id=2, primary="false", alias=alias, first="Ana", last="GUZMAN LOERA",
        parts="".join(PART.format(kind=kind, text=text) for kind, text in parts),
    )  # fmt: skip
    # 'Sweet Micky' of the file of 10 January 2025: OFAC gives a nickname as a last name alone.
    nickname = NAME.format(id=3, primary="false", alias=alias, first="", last="Sweet Micky",
                           parts=PART.format(kind="Nickname", text="Sweet Micky"))  # fmt: skip
    nickname = nickname.replace("<formattedFirstName></formattedFirstName>", "").replace(
        "Sweet Micky, <", "Sweet Micky<"
    )
    entry = _read(_party(names=names + nickname))
    row = b'12555,"JAFARI, Milad","individual","NPWMD] [IFSR",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 20 Sep 1974."\r\n'
    aliases = b'12555,1,"aka","GUZMAN LOERA, Ana",-0- \r\n12555,2,"aka","Sweet Micky",-0- \r\n'
    assert entry.names == entries(csv_set.SDN, {"sdn.csv": row, "alt.csv": aliases})["12555"].names
    assert [remark for remark in _remarks(entry) if "Passport" not in remark] == [
        "Matronymic: LOERA", "Maiden Name: DIAZ", "Nickname: Sweet Micky",
    ]  # fmt: skip
    assert entry.unread == ()


def test_what_is_said_of_a_person_s_life_and_citizenship_is_kept() -> None:
    general = '<livingStatus refId="1">Deceased</livingStatus><isUsCitizen>true</isUsCitizen><isUsPerson>0</isUsPerson>'
    entry = _read(_party(general=general))
    assert [remark for remark in _remarks(entry) if "Passport" not in remark] == [
        "Living status: Deceased",
        "US citizen",
    ]
    assert entry.unread == ()


def test_a_tie_keeps_when_it_was_and_how_sure_ofac_is() -> None:
    tie = (
        '<relationships><relationship id="1"><type refId="15002">Acting for or on behalf of</type><relatedEntity '
        'entityId="9">PARTNER CO</relatedEntity><quality refId="1">Low</quality>'
        + PERIOD.format(name="dateRange", first="2008-01-01", last="2010-12-31")
        + "<comments>until it was wound up</comments></relationship></relationships>"
    )
    entry = _read(_party(inside=tie))
    assert [(one.kind, one.reference) for one in entry.relations] == [("acting_for", "9")]
    assert "Acting for or on behalf of PARTNER CO: 2008/2010; quality Low; until it was wound up" in _remarks(entry)
    assert entry.unread == ()


def test_an_address_of_a_country_alone_is_kept() -> None:
    places = (
        '<addresses><address id="1"><country refId="1">Turkey</country></address><address id="2"><translations>'
        '<country refId="1">China</country></translations></address></addresses>'
    )
    assert [(one.full, one.country) for one in _read(_party(inside=places)).addresses] == [
        ("Turkey", "TR"),
        ("China", "CN"),
    ]


def test_an_export_of_some_programmes_is_not_the_list() -> None:
    filters = '<sanctionsPrograms><sanctionsProgram refId="1">NPWMD</sanctionsProgram></sanctionsPrograms>'
    with pytest.raises(RefusedError, match="is an export of the programmes NPWMD alone"):
        enhanced_xml.SDN.open({"x.xml": _party(filters=filters)})


def test_the_file_of_a_day_s_changes_is_not_the_list_and_is_known_by_its_namespace() -> None:
    delta = _party().replace(NAMESPACE.encode(), b"https://www.treasury.gov/ofac/DeltaFile/1.0")
    with pytest.raises(RefusedError, match="its namespace is"):
        enhanced_xml.SDN.open({"x.xml": delta})


@pytest.mark.parametrize("reliability", ["False", "Reported"])
def test_what_ofac_holds_false_is_no_fact(reliability: str) -> None:
    old, new = (
        b"<value>Tehran, Iran</value><isPrimary>true</isPrimary>",
        (
            f'<value>Tehran, Iran</value><isPrimary>true</isPrimary><reliability refId="1">{reliability}</reliability>'
        ).encode(),
    )
    entry = _read(_party().replace(old, new))
    places = [detail.value for detail in entry.details if detail.kind == "birth_place"]
    assert places == ([] if reliability == "False" else ["Tehran, Iran"])
    assert ("Place of Birth Tehran, Iran: false" in _remarks(entry)) is (reliability == "False")


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ("2006-03-14", "14 Mar 2006"),
        ("2006-05-01/2006-05-31", "May 2006"),
        ("2006", "2006"),
        ("2006/2008", "2006/2008"),
        ("", ""),
    ],
)
def test_days_of_papers_are_written_as_in_the_remarks(date: str, printed: str) -> None:
    assert spoken(date) == printed


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("Last Name", "GUZMAN"), ("Matronymic", "Loera"), ("First Name", "Joaquin")], ("GUZMAN Loera", "Joaquin")),
        ([("Last Name", "PUTIN"), ("First Name", "Vladimir"), ("Patronymic", "Vladimirovich")],
         ("PUTIN", "Vladimir Vladimirovich")),
        ([("First Name", "Ali"), ("Last Name", "REZA")], ("REZA", "Ali")),
        ([("Last Name", "REZA")], ("REZA", "")),
        ([("Nickname", "Fox")], ("", "Fox")),
    ],
)  # fmt: skip
def test_what_stands_before_the_given_name_is_of_the_family(
    parts: list[tuple[str, str]], expected: tuple[str, str]
) -> None:
    assert ordered(parts) == expected
