"""OFAC's lists in the enhanced XML of the Sanctions List Service: every word spelled out, days of listing given.

Schema: https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML.xsd
"""

import re
from collections.abc import Iterator
from functools import partial

from lxml import etree

from sanctions.lists import days
from sanctions.lists.entry import Entry
from sanctions.lists.gathering import only, warn
from sanctions.lists.markup import elements, head, looks_like
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, Record, RefusedError
from sanctions.lists.taking import Branch
from sanctions.lists.us_ofac.labels import RELATION_TYPES
from sanctions.lists.us_ofac.legacy_xml import namespace_of, plain
from sanctions.lists.us_ofac.party import LIST_NAMES, Listing, Party, kind_of

_ROOT = "sanctionsData"
_NAMESPACE = re.compile(
    r"https://(www\.)?sanctionslistservice\.ofac\.treas(ury)?\.gov/api/PublicationPreview/exports/ENHANCED_XML"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

EXPRESSES = frozenset({
    "reference", "kind", "names", "origin", "sanction_kind", "measures", "programmes", "identifiers", "addresses",
    "details", "relations", "instruments", "listed", "exposure", "problems", "unread",
})  # fmt: skip


def recognises(parts: Parts) -> bool:
    """Whether the release is one file whose root is that of OFAC's enhanced XML."""
    return len(parts) == 1 and all(looks_like(content, _ROOT) for content in parts.values())


def _open(listing: Listing, parts: Parts) -> Reading:
    file, content = only(parts)
    root = head(file, content, until="referenceValues", root=_ROOT)
    if not _NAMESPACE.fullmatch(namespace := namespace_of(root)):
        raise RefusedError(file, f"its namespace is {namespace or 'none'}, which is none of this list's")
    chosen = [(name.text or "").strip() for name in root.iterfind("{*}publicationInfo//{*}sanctionsList")]
    if only_these := [(name.text or "").strip() for name in root.iterfind("{*}publicationInfo//{*}sanctionsProgram")]:
        raise RefusedError(file, f"is an export of the programmes {', '.join(only_these)} alone, not of the whole list")
    if chosen and LIST_NAMES[listing] not in chosen:
        raise RefusedError(file, f"is an export of the {', the '.join(chosen)}, not of the {LIST_NAMES[listing]}")
    warnings = list[str]()
    return Reading(
        format=f"{listing}_enhanced",
        dated=days.iso(root.findtext("{*}publicationInfo/{*}dataAsOf") or ""),
        expresses=EXPRESSES,
        records=_records(listing, file, content, warnings),
        warnings=warnings,
    )


def _records(listing: Listing, file: str, content: bytes, warnings: list[str]) -> Iterator[Record]:
    found = False
    for element in elements(file, content, "entity", root=_ROOT):
        found = True
        uid = (element.get("id") or "").strip()
        if not (uid.isascii() and uid.isdigit()):
            raise RefusedError(file, f"“{uid[:40]}” is no number of a party")
        lists = [(name.text or "").strip() for name in element.iterfind("{*}sanctionsLists/{*}sanctionsList")]
        elsewhere = f"is on the {', the '.join(lists)}" if lists and LIST_NAMES[listing] not in lists else ""
        yield Record(uid, plain(element), partial(_read, listing, element, warnings), ignored=elsewhere)
    if not found:
        raise RefusedError(file, "holds no record")


def _read(listing: Listing, element: etree._Element, warnings: list[str]) -> Entry:
    entity = Branch(element)
    general = entity.branch("generalInfo")
    if general is None:
        raise QuarantinedError("generalInfo", "there is none")
    party = Party(entity.attribute("id"), kind_of(_word(general, "entityType")), listing, warnings)
    party.title(general.take("title"))
    _status(party, general)
    _lists(party, entity)
    for programme in _items(party, entity, "sanctionsPrograms", "sanctionsProgram"):
        party.tag(programme.text())
    for term in _items(party, entity, "sanctionsTypes", "sanctionsType"):
        party.term(term.text())
    for authority in _items(party, entity, "legalAuthorities", "legalAuthority"):
        party.authority(authority.text())
    for name in sorted(_items(party, entity, "names", "name"), key=_comes_later):
        _name(party, name)
    for address in _items(party, entity, "addresses", "address"):
        _address(party, address)
    for feature in _items(party, entity, "features", "feature"):
        _feature(party, feature)
    bearer = party.gathering.names[0].full if party.gathering.names else ""
    for document in _items(party, entity, "identityDocuments", "identityDocument"):
        _document(party, document, bearer)
    for relationship in _items(party, entity, "relationships", "relationship"):
        _relationship(party, relationship)
    party.remarks(general.take("remarks"))
    party.gathering.finish(general, ignoring=("identityId",))
    party.gathering.finish(entity)
    return party.entry()


def _items(party: Party, entity: Branch, items: str, item: str) -> Iterator[Branch]:
    if branch := entity.branch(items):
        yield from branch.branches(item)
        party.gathering.finish(branch)


def _is_true(branch: Branch, name: str) -> bool:
    """Whether a child says so. xsd:boolean, https://www.w3.org/TR/xmlschema-2/#boolean"""
    return branch.take(name) in ("true", "1")


def _comes_later(name: Branch) -> bool:
    return not _is_true(name, "isPrimary")


def _word(branch: Branch, name: str) -> str:
    """The text of a child that also names a reference value."""
    found = branch.branch(name)
    return found.text() if found else ""


def _status(party: Party, general: Branch) -> None:
    if living := _word(general, "livingStatus"):
        party.gathering.detail("remark", f"Living status: {living}")
    for name, said in (("isUsCitizen", "US citizen"), ("isUsPerson", "US person")):
        if _is_true(general, name):
            party.gathering.detail("remark", said)


def _lists(party: Party, entity: Branch) -> None:
    found = list[tuple[str, str]]()
    for branch in _items(party, entity, "sanctionsLists", "sanctionsList"):
        found.append((branch.text(), days.iso(branch.attribute("datePublished"))))
        party.gathering.finish(branch, ignoring=("@id", "@refId"))
    party.stands_on(found)


def _name(party: Party, name: Branch) -> None:
    kind, weak = _word(name, "aliasType") or "name", _is_true(name, "isLowQuality")
    for translation in _items(party, name, "translations", "translation"):
        foreign = not _is_true(translation, "isPrimary") and _word(translation, "script") != "Latin"
        last, first = translation.take("formattedLastName"), translation.take("formattedFirstName")
        full = translation.take("formattedFullName") or ", ".join(part for part in (last, first) if part)
        parts = list[tuple[str, str]]()
        for part in _items(party, translation, "nameParts", "namePart"):
            parts.append((_word(part, "type"), part.take("value")))
            party.gathering.finish(part, ignoring=("@id",))
        party.name(full, kind, weak=weak, last=last, first=first, foreign=foreign)
        party.name_parts(parts)
        party.gathering.finish(translation, ignoring=("@id", "script"))
    party.gathering.finish(name, ignoring=("@id",))


def _address(party: Party, address: Branch) -> None:
    land = _word(address, "country")
    translations = address.branch("translations")
    found = translations.branches("translation") if translations else []
    if translations:
        land = land or _word(translations, "country")  # the schema has a place for it here too
        party.gathering.finish(translations)
    if not found:
        located(party, {}, land)
    for translation in found:
        parts = dict[str, str]()
        for part in _items(party, translation, "addressParts", "addressPart"):
            kind = _word(part, "type")
            parts[kind] = ", ".join(text for text in (parts.get(kind, ""), part.take("value")) if text)
            party.gathering.finish(part, ignoring=("@id",))
        located(party, parts, land)
        party.gathering.finish(translation, ignoring=("@id", "isPrimary", "script"))
    party.gathering.finish(address, ignoring=("@id",))


def located(party: Party, parts: dict[str, str], land: str) -> None:
    """An address of the parts that OFAC's XML formats give apart; one without parts says only the country."""
    lines = [parts.pop(f"ADDRESS{number}", "") for number in (1, 2, 3)]
    city, region, postal_code, area = (
        parts.pop(kind, "") for kind in ("CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION")
    )
    others = list(parts.values())
    party.address(*lines, *others, city, region, postal_code, city=city, region=region, postal_code=postal_code,
                  land=land, area=area)  # fmt: skip


def _feature(party: Party, feature: Branch) -> None:
    label, value = _word(feature, "type"), feature.take("value")
    date = _period(party, feature, "valueDate", printed=value)
    note, reliability = feature.take("comments"), _word(feature, "reliability")
    if not claim(party, label, value, date=date, note=note, reliability=reliability):
        warn(party.gathering.warnings, f"feature/{label}", party.gathering.reference)
    party.gathering.finish(feature, ignoring=("@id", "versionId", "isPrimary", "valueRefId"))


def claim(party: Party, label: str, value: str, *, date: str, note: str, reliability: str) -> bool:
    """A feature with how reliable OFAC holds it; a false one is a remark. False where no rule knows the label."""
    note = weighed(note, reliability)
    if reliability == "False":
        party.gathering.detail("remark", f"{label} {value or date}: {note}")
        return True
    return party.says(label, value, date=date, note=note)


def weighed(note: str, reliability: str) -> str:
    """A comment with how reliable OFAC holds what it is on, where that is not as of most."""
    if reliability in ("", "Confirmed", "Reported", "Unknown"):
        return note
    said = "false" if reliability == "False" else f"reliability: {reliability}"
    return "; ".join(filter(None, (note, said)))


def _period(party: Party, branch: Branch, name: str, *, printed: str = "") -> str:
    """The date that a child of the schema's datePeriodType makes up; '' where there is none."""
    period = branch.branch(name)
    if period is None:
        return ""
    ends = [days.iso(period.take(end)) for end in ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd")]
    known = [day for day in ends if day]
    date = days.printed(printed) or (spanned(min(known), max(known)) if known else "")
    if _is_true(period, "isApproximate") and "~" not in date:
        date = days.about(date)
    party.gathering.finish(period, ignoring=("@id", "isDateRange"))
    return date


def spanned(first: str, last: str) -> str:
    """The date that the days from first to last make up: a year, a month, a day, or what lies between."""
    if first[:4] == last[:4] and first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4]
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return days.between(first[:4], last[:4])
    return days.between(first, last)


def spoken(date: str) -> str:
    """A date as OFAC prints it in its other formats: '14 Mar 2006', 'May 2006', '2006'."""
    first, _, last = date.partition("/")
    if last and first[:7] == last[:7] and first.endswith("-01"):  # all of a month
        return f"{_MONTHS[int(first[5:7]) - 1]} {first[:4]}"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        return f"{date[8:]} {_MONTHS[int(date[5:7]) - 1]} {date[:4]}"
    return date


def borne(name: str, bearer: str) -> str:
    """In whose name a paper is, where it is not the name under which the party is listed."""
    return f"in the name of {name}" if name and name.casefold() != bearer.casefold() else ""


def _document(party: Party, document: Branch, bearer: str) -> None:
    country, place = _word(document, "issuingCountry"), document.take("issuingLocation")
    authority, name = document.take("issuingAuthority"), document.branch("name")
    valid = document.take("isValid") not in ("false", "0")
    notes = (
        document.take("comments"),
        authority and f"issuing authority {authority}",
        "" if valid else "not valid",
        place and place != country and f"issued in {place}",
        borne(name.text() if name else "", bearer),
        *(said for said in (feature.text() for feature in _items(party, document, "idFeatures", "idFeature")) if said),
    )
    party.document(
        _word(document, "type"),
        document.take("documentNumber"),
        land=country,
        issued=spoken(_period(party, document, "issueDate")),
        expires=spoken(_period(party, document, "expirationDate")),
        note="; ".join(note for note in notes if note),
    )
    party.gathering.finish(document, ignoring=("@id",))


def _relationship(party: Party, relationship: Branch) -> None:
    printed, other = _word(relationship, "type"), relationship.branch("relatedEntity")
    reference, name = (other.attribute("entityId"), other.text()) if other else ("", "")
    period = _period(party, relationship, "dateRange")
    tie(party, printed, reference, name, period, _word(relationship, "quality"), relationship.take("comments"))
    party.gathering.finish(relationship, ignoring=("@id",))


def tie(party: Party, term: str, reference: str, name: str, *about: str, former: bool = False) -> None:
    """A relationship in OFAC's word for it, and what is said of it: when it was, how sure OFAC is, comments.

    A former one is a remark.
    """
    kind = RELATION_TYPES.get(term.casefold())
    if kind is None:
        raise QuarantinedError("relationship", f"“{term}” is none that OFAC is known to use")
    if (reference or name) and not former:
        party.relation(kind, reference, name)
    remark = f"formerly {term} {name or reference}" if former else f"{term} {name or reference}"
    said = [f"quality {text}" if text == "Low" else text for text in about if text and text not in ("High", "Unknown")]
    if said or former:
        party.gathering.detail("remark", ": ".join(filter(None, (remark, "; ".join(said)))))


SDN = Format(f"{Listing.SDN}_enhanced", "OFAC SDN list, enhanced XML", recognises, partial(_open, Listing.SDN))
CONSOLIDATED = Format(
    f"{Listing.CONSOLIDATED}_enhanced",
    "OFAC consolidated non-SDN list, enhanced XML",
    recognises,
    partial(_open, Listing.CONSOLIDATED),
)
