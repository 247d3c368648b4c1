"""OFAC's lists in advanced XML, after the Advanced Sanctions Data Model of the UN: everything is linked by number.

Words stand once at the head; places, documents, relationships and listings stand apart from the parties. The file is
gone through twice: once for all that parties refer to, and once party by party.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import partial

import orjson
from lxml import etree

from sanctions.lists import days
from sanctions.lists.entry import Entry
from sanctions.lists.gathering import only, warn
from sanctions.lists.markup import elements, head, looks_like
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, Record, RefusedError
from sanctions.lists.taking import Branch, local
from sanctions.lists.us_ofac.enhanced_xml import EXPRESSES, LIST_NAMES, located, spanned
from sanctions.lists.us_ofac.labels import RELATION_TYPES
from sanctions.lists.us_ofac.legacy_xml import namespace_of
from sanctions.lists.us_ofac.party import Listing, Party, kind_of

_ROOT = "Sanctions"
_NAMESPACES = (
    "http://www.un.org/sanctions/1.0",
    "https://www.un.org/sanctions/1.0",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML",
)
_APART = ("ReferenceValueSets", "Location", "IDRegDocument", "ProfileRelationship", "SanctionsEntry")
# The data model has these places; OFAC says nothing in them.
_FORMAL = (
    *("@CalendarTypeID", "@YearFixed", "@MonthFixed", "@DayFixed", "@ID", "@FixedRef", "@Primary", "@False"),
    *("@DeltaAction", "Comment"),
)
# OFAC's other formats print these in capitals; here the same names stand in letters of either case.
_CAPITALS = frozenset({"Last Name", "Entity Name", "Vessel Name", "Aircraft Name"})


@dataclass(slots=True)
class _Place:
    """A location: its parts in each script, and the country."""

    parts: list[dict[str, str]]
    land: str


@dataclass(slots=True)
class _Document:
    """A document or number of a party."""

    kind: str
    number: str
    land: str
    note: str
    dates: dict[str, str]


@dataclass(slots=True)
class _Listing:
    """A party's standing on one list: since when, under which authorities and tags, with what effect."""

    name: str
    since: str
    authorities: list[str]
    tags: list[str]
    terms: list[str]


@dataclass(slots=True)
class _Linked:
    """All that the parties of a file refer to, by the number under which they do."""

    words: dict[tuple[str, str], str] = field(default_factory=dict)
    places: dict[str, _Place] = field(default_factory=dict)
    documents: dict[str, list[_Document]] = field(default_factory=dict)
    relationships: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    listings: dict[str, list[_Listing]] = field(default_factory=dict)

    def word(self, kind: str, number: str) -> str:
        """The word of a set that a number stands for; '' for 'Unknown'. Raises QuarantinedError for a loose number."""
        if not number:
            return ""
        if (kind, number) not in self.words:
            raise QuarantinedError(kind, f"the number {number} stands for nothing in this file")
        text = self.words[kind, number]
        return "" if text == "Unknown" else text


def recognises(parts: Parts) -> bool:
    """Whether the release is one file whose root is that of OFAC's advanced XML."""
    return len(parts) == 1 and any(
        looks_like(content, _ROOT + after) for content in parts.values() for after in " \r\n\t>"
    )


def _open(listing: Listing, parts: Parts) -> Reading:
    file, content = only(parts)
    root = head(file, content, until="ReferenceValueSets", root=_ROOT)
    if (namespace := namespace_of(root)) not in _NAMESPACES:
        raise RefusedError(file, f"its namespace is {namespace or 'none'}, which is none of this list's")
    issued = [root.findtext(f"{{*}}DateOfIssue/{{*}}{part}") or "" for part in ("Year", "Month", "Day")]
    warnings = list[str]()
    return Reading(
        format=f"{listing}_advanced",
        dated=days.from_parts(*issued),
        expresses=EXPRESSES,
        records=_records(listing, file, content, warnings),
        warnings=warnings,
    )


def _records(listing: Listing, file: str, content: bytes, warnings: list[str]) -> Iterator[Record]:
    linked = _linked(file, content)
    found = False
    for element in elements(file, content, "DistinctParty", root=_ROOT):
        found = True
        uid = (element.get("FixedRef") or "").strip()
        if not (uid.isascii() and uid.isdigit()):
            raise RefusedError(file, f"“{uid[:40]}” is no number of a party")
        lists = [one.name for profile in element.iterfind("{*}Profile")
                 for one in linked.listings.get(profile.get("ID") or "", ())]  # fmt: skip
        elsewhere = f"is on the {', the '.join(lists)}" if lists and LIST_NAMES[listing] not in lists else ""
        yield Record(uid, _raw(element, linked), partial(_read, listing, element, linked, warnings), ignored=elsewhere)
    if not found:
        raise RefusedError(file, "holds no record")


def _linked(file: str, content: bytes) -> _Linked:
    linked = _Linked()
    try:
        for element in elements(file, content, *_APART, "DistinctParty", root=_ROOT):
            match local(element):
                case "ReferenceValueSets":
                    _take_words(linked, element)
                case "Location":
                    linked.places[element.get("ID") or ""] = _place(linked, element)
                case "IDRegDocument":
                    linked.documents.setdefault(element.get("IdentityID") or "", []).append(_document(linked, element))
                case "ProfileRelationship":
                    tie = (linked.word("RelationType", element.get("RelationTypeID") or ""),
                           element.get("To-ProfileID") or "", element.get("Former") or "")  # fmt: skip
                    linked.relationships.setdefault(element.get("From-ProfileID") or "", []).append(tie)
                case "SanctionsEntry":
                    linked.listings.setdefault(element.get("ProfileID") or "", []).append(_listing(linked, element))
    except QuarantinedError as error:
        raise RefusedError(file, f"{error.field}: {error.reason}") from error
    return linked


def _take_words(linked: _Linked, sets: etree._Element) -> None:
    for words in sets:
        for word in words if isinstance(words.tag, str) else ():
            kind = local(word)
            number = word.get("ID") or ""
            linked.words[kind, number] = " ".join((word.get("Description") or word.text or "").split())
            if kind == "PartySubType":
                linked.words["PartySubType of", number] = word.get("PartyTypeID") or ""


def _place(linked: _Linked, element: etree._Element) -> _Place:
    location = Branch(element)
    lands = [linked.word("Country", land.attribute("CountryID")) for land in location.branches("LocationCountry")]
    areas = [linked.word("AreaCode", area.attribute("AreaCodeID")) for area in location.branches("LocationAreaCode")]
    scripts: list[dict[str, str]] = [{}, {}]
    for part in location.branches("LocationPart"):
        kind = linked.word("LocPartType", part.attribute("LocPartTypeID"))
        for value in part.branches("LocationPartValue"):
            others = scripts[value.attribute("Primary") == "false"]
            others[kind] = ", ".join(text for text in (others.get(kind, ""), value.take("Value")) if text)
    return _Place([parts for parts in scripts if parts] or [{}], next((land for land in (*lands, *areas) if land), ""))


def _document(linked: _Linked, element: etree._Element) -> _Document:
    document = Branch(element)
    dates = dict[str, str]()
    for date in document.branches("DocumentDate"):
        kind = linked.word("IDRegDocDateType", date.attribute("IDRegDocDateTypeID"))
        if period := date.branch("DatePeriod"):
            dates[kind] = _period(period)
    validity = linked.word("Validity", document.attribute("ValidityID"))
    authority = document.take("IssuingAuthority")
    notes = (document.take("Comment"), authority and f"issuing authority {authority}",
             validity if validity != "Valid" else "")  # fmt: skip
    return _Document(
        linked.word("IDRegDocType", document.attribute("IDRegDocTypeID")),
        document.take("IDRegistrationNo"),
        linked.word("Country", document.attribute("IssuedBy-CountryID")),
        "; ".join(note for note in notes if note),
        dates,
    )


def _listing(linked: _Linked, element: etree._Element) -> _Listing:
    entry = Branch(element)
    since, authorities, tags, terms = list[str](), list[str](), list[str](), list[str]()
    for event in entry.branches("EntryEvent"):
        authorities.append(linked.word("LegalBasis", event.attribute("LegalBasisID")))
        if date := event.branch("Date"):
            since.append(days.from_parts(date.take("Year"), date.take("Month"), date.take("Day")))
    for measure in entry.branches("SanctionsMeasure"):
        kind = linked.word("SanctionsType", measure.attribute("SanctionsTypeID"))
        if kind == "Program":
            tags.append(measure.take("Comment"))
        elif kind:
            terms.append(kind)
    first = min((day for day in since if day), default="")
    return _Listing(linked.word("List", entry.attribute("ListID")), first, authorities, tags, terms)


def _raw(element: etree._Element, linked: _Linked) -> str:
    """The party with words for numbers, and all that it refers to."""
    profiles = [profile.get("ID") or "" for profile in element.iterfind("{*}Profile")]
    identities = [identity.get("ID") or "" for identity in element.iterfind("{*}Profile/{*}Identity")]
    places = sorted({at.get("LocationID") or "" for at in element.iterfind(".//{*}VersionLocation")})
    beside = {
        "places": [asdict(linked.places[at]) for at in places if at in linked.places],
        "documents": [asdict(one) for identity in identities for one in linked.documents.get(identity, ())],
        "relationships": [one for profile in profiles for one in linked.relationships.get(profile, ())],
        "listings": [asdict(one) for profile in profiles for one in linked.listings.get(profile, ())],
    }
    lines = list[str]()
    _spell(element, linked.words, lines, 0)
    return "\n".join((*lines, orjson.dumps(beside, option=orjson.OPT_INDENT_2).decode()))


def _spell(element: etree._Element, words: dict[tuple[str, str], str], lines: list[str], depth: int) -> None:
    said = [local(element)]
    for name, value in element.attrib.items():
        kind, shown = str(name).removesuffix("ID"), str(value)
        said.append(f"{kind}={words.get((kind, shown), shown)}")
    if text := (element.text or "").strip():
        said.append(f": {text}")
    lines.append(" " * depth + " ".join(said))
    for child in element:
        if isinstance(child.tag, str):
            _spell(child, words, lines, depth + 1)


def _read(listing: Listing, element: etree._Element, linked: _Linked, warnings: list[str]) -> Entry:
    distinct = Branch(element)
    profile = distinct.branch("Profile")
    if profile is None:
        raise QuarantinedError("Profile", "there is none")
    number, subtype = profile.attribute("ID"), profile.attribute("PartySubTypeID")
    kind = linked.word("PartySubType", subtype) or linked.words.get(
        ("PartyType", linked.words.get(("PartySubType of", subtype), "")), ""
    )
    party = Party(distinct.attribute("FixedRef"), kind_of(kind), listing, warnings)
    _listings(party, linked.listings.get(number, []))
    for identity in profile.branches("Identity"):
        for document in _identity(party, identity, linked):
            party.document(document.kind, document.number, land=document.land, note=document.note,
                           issued=document.dates.get("Issue Date", ""),
                           expires=document.dates.get("Expiration Date", ""))  # fmt: skip
    for feature in profile.branches("Feature"):
        _feature(party, feature, linked)
    for term, to, former in linked.relationships.get(number, []):
        _relationship(party, term, to, former == "true")
    party.remarks(distinct.take("Comment"))
    party.gathering.finish(profile, ignoring=_FORMAL)
    party.gathering.finish(distinct, ignoring=_FORMAL)
    return party.entry()


def _listings(party: Party, listings: list[_Listing]) -> None:
    blocked = LIST_NAMES[Listing.SDN]
    party.blocked_too = any(one.name == blocked for one in listings)
    followed = [one for one in listings if (one.name == blocked) == (party.listing is Listing.SDN)]
    party.listed = min((one.since for one in followed if one.since), default="")
    for one in listings:
        for tag in one.tags:
            party.tag(tag)
        for authority in one.authorities:
            party.authority(authority)
    for one in followed:
        for term in one.terms:
            party.term(term)


def _identity(party: Party, identity: Branch, linked: _Linked) -> list[_Document]:
    kinds = dict[str, str]()
    if groups := identity.branch("NamePartGroups"):
        for master in groups.branches("MasterNamePartGroup"):
            for group in master.branches("NamePartGroup"):
                kinds[group.attribute("ID")] = linked.word("NamePartType", group.attribute("NamePartTypeID"))
    for alias in sorted(identity.branches("Alias"), key=_comes_later):
        _alias(party, alias, kinds, linked)
    number = identity.attribute("ID")
    party.gathering.finish(identity, ignoring=_FORMAL)
    return linked.documents.get(number, [])


def _comes_later(alias: Branch) -> bool:
    return alias.attribute("Primary") != "true"


def _alias(party: Party, alias: Branch, kinds: dict[str, str], linked: _Linked) -> None:
    printed, weak = linked.word("AliasType", alias.attribute("AliasTypeID")), alias.attribute("LowQuality") == "true"
    for name in alias.branches("DocumentedName"):
        parts, scripts = dict[str, list[str]](), set[str]()
        for part in name.branches("DocumentedNamePart"):
            if value := part.branch("NamePartValue"):
                kind, script = kinds.get(value.attribute("NamePartGroupID"), ""), value.attribute("ScriptID")
                text = value.text()
                parts.setdefault(kind, []).append(text.upper() if kind in _CAPITALS else text)
                scripts.add(linked.word("Script", script))
                party.gathering.finish(value, ignoring=("@ScriptStatusID", "@Acronym"))
        last = " ".join(parts.pop("Last Name", []))
        first = " ".join(text for texts in parts.values() for text in texts)
        party.name(", ".join(part for part in (last, first) if part), printed, weak=weak, last=last,
                   first=first if last else "", foreign=bool(scripts - {"Latin", ""}))  # fmt: skip
        party.gathering.finish(name, ignoring=(*_FORMAL, "@DocNameStatusID"))
    party.gathering.finish(alias, ignoring=_FORMAL)


def _feature(party: Party, feature: Branch, linked: _Linked) -> None:
    label = linked.word("FeatureType", feature.attribute("FeatureTypeID"))
    for version in feature.branches("FeatureVersion"):
        places = [linked.places.get(at.attribute("LocationID")) for at in version.branches("VersionLocation")]
        note, reliability = version.take("Comment"), linked.word("Reliability", version.attribute("ReliabilityID"))
        if reliability not in ("", "Confirmed", "Reported"):
            note = f"{note}; reliability: {reliability}".strip("; ")
        said = [
            linked.word("DetailReference", detail.attribute("DetailReferenceID")) or detail.text()
            for detail in version.branches("VersionDetail")
        ]
        date = "".join(_period(period) for period in version.branches("DatePeriod"))
        if label == "Location":
            for place in (place for place in places if place):
                for parts in place.parts:
                    located(party, dict(parts), place.land)
            continue
        values = [value for value in said if value]
        values = values or [", ".join((*place.parts[0].values(), place.land)).strip(", ") for place in places if place]
        for value in values or [""]:
            if not party.says(label, value, date=date, note=note):
                warn(party.gathering.warnings, f"Feature/{label}", party.gathering.reference)
        party.gathering.finish(version, ignoring=_FORMAL)
    party.gathering.finish(feature, ignoring=(*_FORMAL, "IdentityReference"))


def _relationship(party: Party, term: str, to: str, former: bool) -> None:
    kind = RELATION_TYPES.get(term.casefold())
    if kind is None:
        raise QuarantinedError("ProfileRelationship", f"“{term}” is none that OFAC is known to use")
    if former:
        party.gathering.detail("remark", f"formerly {term}: {to}")
    else:
        party.relation(kind, to)


def _period(period: Branch) -> str:
    """The date that a period of days makes up; `~` where its start is approximate."""
    ends, approximate = list[str](), False
    for edge in ("Start", "End"):
        for branch in period.branches(edge):
            approximate |= branch.attribute("Approximate") == "true"
            for day in (found for end in ("From", "To") for found in branch.branches(end)):
                ends.append(days.from_parts(day.take("Year"), day.take("Month"), day.take("Day")))
    known = [day for day in ends if day]
    date = spanned(min(known), max(known)) if known else ""
    return days.about(date) if approximate else date


SDN = Format(f"{Listing.SDN}_advanced", "OFAC SDN list, advanced XML", recognises, partial(_open, Listing.SDN))
CONSOLIDATED = Format(
    f"{Listing.CONSOLIDATED}_advanced",
    "OFAC consolidated non-SDN list, advanced XML",
    recognises,
    partial(_open, Listing.CONSOLIDATED),
)
