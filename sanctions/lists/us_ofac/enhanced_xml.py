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
from sanctions.lists.us_ofac.party import Listing, Party, kind_of

_ROOT = "sanctionsData"
_NAMESPACE = re.compile(
    r"https://(www\.)?sanctionslistservice\.ofac\.treas(ury)?\.gov/api/PublicationPreview/exports/ENHANCED_XML"
)
LIST_NAMES = {Listing.SDN: "SDN List", Listing.CONSOLIDATED: "Consolidated List"}
"""What the XML formats call the two lists. Every party of the lists other than the SDN list is on the second."""

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
    for document in _items(party, entity, "identityDocuments", "identityDocument"):
        _document(party, document)
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


def _comes_later(name: Branch) -> bool:
    return name.take("isPrimary") != "true"


def _word(branch: Branch, name: str) -> str:
    """The text of a child that also names a reference value."""
    found = branch.branch(name)
    return found.text() if found else ""


def _lists(party: Party, entity: Branch) -> None:
    since = list[str]()
    for branch in _items(party, entity, "sanctionsLists", "sanctionsList"):
        name, published = branch.text(), days.iso(branch.attribute("datePublished"))
        party.blocked_too |= name == LIST_NAMES[Listing.SDN]
        if published and (name == LIST_NAMES[Listing.SDN]) == (party.listing is Listing.SDN):
            since.append(published)
        party.gathering.finish(branch, ignoring=("@id", "@refId"))
    party.listed = min(since, default="")


def _name(party: Party, name: Branch) -> None:
    kind, weak = _word(name, "aliasType") or "name", name.take("isLowQuality") == "true"
    for translation in _items(party, name, "translations", "translation"):
        foreign = translation.take("isPrimary") == "false" and _word(translation, "script") != "Latin"
        last, first = translation.take("formattedLastName"), translation.take("formattedFirstName")
        full = translation.take("formattedFullName") or ", ".join(part for part in (last, first) if part)
        party.name(full, kind, weak=weak, last=last, first=first, foreign=foreign)
        party.gathering.finish(translation, ignoring=("@id", "nameParts", "script"))
    party.gathering.finish(name, ignoring=("@id",))


def _address(party: Party, address: Branch) -> None:
    land = _word(address, "country")
    for translation in _items(party, address, "translations", "translation"):
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
    label, value, date = _word(feature, "type"), feature.take("value"), ""
    if period := feature.branch("valueDate"):
        ends = [days.iso(period.take(end)) for end in ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd")]
        date = days.printed(value) or spanned(min(filter(None, ends), default=""), max(ends, default=""))
        if period.take("isApproximate") == "true" and "~" not in date:
            date = days.about(date)
        party.gathering.finish(period, ignoring=("@id", "isDateRange"))
    note = feature.take("comments")
    reliability = _word(feature, "reliability")
    if reliability and reliability not in ("Confirmed", "Reported", "Unknown"):
        note = f"{note}; reliability: {reliability}".strip("; ")
    if not party.says(label, value, date=date, note=note):
        warn(party.gathering.warnings, f"feature/{label}", party.gathering.reference)
    party.gathering.finish(feature, ignoring=("@id", "versionId", "isPrimary", "valueRefId"))


def spanned(first: str, last: str) -> str:
    """The date that the days from first to last make up: a year, a month, a day, or what lies between."""
    if first[:4] == last[:4] and first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4]
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return days.between(first[:4], last[:4])
    return days.between(first, last)


def _document(party: Party, document: Branch) -> None:
    authority, comments = document.take("issuingAuthority"), document.take("comments")
    invalid = document.take("isValid") == "false" and "not valid"
    place = document.take("issuingLocation")
    country = _word(document, "issuingCountry")
    notes = (
        comments,
        authority and f"issuing authority {authority}",
        invalid,
        place and place != country and f"issued in {place}",
    )
    party.document(
        _word(document, "type"),
        document.take("documentNumber"),
        land=country,
        issued=document.take("issueDate"),
        expires=document.take("expirationDate"),
        note="; ".join(note for note in notes if note),
    )
    party.gathering.finish(document, ignoring=("@id", "name"))


def _relationship(party: Party, relationship: Branch) -> None:
    printed = _word(relationship, "type")
    related = relationship.branch("relatedEntity")
    kind = RELATION_TYPES.get(printed.casefold())
    if kind is None:
        raise QuarantinedError("relationship", f"“{printed}” is none that OFAC is known to use")
    if related:
        party.relation(kind, related.attribute("entityId"), related.text())
    comments = relationship.take("comments")
    party.gathering.detail("remark", comments)
    party.gathering.finish(relationship, ignoring=("@id", "quality"))


SDN = Format(f"{Listing.SDN}_enhanced", "OFAC SDN list, enhanced XML", recognises, partial(_open, Listing.SDN))
CONSOLIDATED = Format(
    f"{Listing.CONSOLIDATED}_enhanced",
    "OFAC consolidated non-SDN list, enhanced XML",
    recognises,
    partial(_open, Listing.CONSOLIDATED),
)
