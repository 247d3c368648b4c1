"""OFAC's lists in advanced XML, after the Advanced Sanctions Data Model of the UN: everything is linked by number.

The file is gone through twice: once for all that parties refer to (`advanced_links`), and once party by party.
Explanatory notes: https://ofac.treasury.gov/sdn-list-data-formats-data-schemas
"""

from collections.abc import Iterator, Set
from dataclasses import asdict
from functools import partial

import orjson
from lxml import etree

from sanctions.lists import days
from sanctions.lists.entry import Entry
from sanctions.lists.gathering import only, warn
from sanctions.lists.markup import elements, head, looks_like
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, Record, RefusedError
from sanctions.lists.taking import Branch, local
from sanctions.lists.us_ofac.advanced_links import (
    FORMAL,
    ROOT,
    Document,
    Linked,
    Standing,
    linked_in,
    period,
    refuse_changes,
)
from sanctions.lists.us_ofac.enhanced_xml import EXPRESSES, borne, claim, located, spoken, tie, weighed
from sanctions.lists.us_ofac.legacy_xml import namespace_of
from sanctions.lists.us_ofac.party import LIST_NAMES, Listing, Party, kind_of

_NAMESPACES = (
    "http://www.un.org/sanctions/1.0",
    "https://www.un.org/sanctions/1.0",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML",
)
# OFAC's other formats print these in capitals; here the same names stand in letters of either case.
_CAPITALS = frozenset({"Last Name", "Entity Name", "Vessel Name", "Aircraft Name"})


def recognises(parts: Parts) -> bool:
    """Whether the release is one file whose root is that of OFAC's advanced XML."""
    return len(parts) == 1 and any(
        looks_like(content, ROOT + after) for content in parts.values() for after in " \r\n\t>"
    )


def _open(listing: Listing, parts: Parts) -> Reading:
    file, content = only(parts)
    root = head(file, content, until="ReferenceValueSets", root=ROOT)
    if (namespace := namespace_of(root)) not in _NAMESPACES:
        raise RefusedError(file, f"its namespace is {namespace or 'none'}, which is none of this list's")
    refuse_changes(file, root)
    issued = [root.findtext(f"{{*}}DateOfIssue/{{*}}{part}") or "" for part in ("Year", "Month", "Day")]
    warnings = list[str]()
    return Reading(
        format=_code(listing),
        dated=days.from_parts(*issued),
        expresses=EXPRESSES,
        records=_records(listing, file, content, warnings),
        warnings=warnings,
    )


def _code(listing: Listing) -> str:
    """The code of the format. It changes with the form of `_raw`, for else every entry would seem amended."""
    return f"{listing}_advanced_xml"


def _records(listing: Listing, file: str, content: bytes, warnings: list[str]) -> Iterator[Record]:
    linked = linked_in(file, content, warnings)
    found = False
    for element in elements(file, content, "DistinctParty", root=ROOT):
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


def _raw(element: etree._Element, linked: Linked) -> str:
    """The party with words for numbers, and all that it refers to."""
    profiles = [profile.get("ID") or "" for profile in element.iterfind("{*}Profile")]
    identities = [identity.get("ID") or "" for identity in element.iterfind("{*}Profile/{*}Identity")]
    places = sorted({at.get("LocationID") or "" for at in element.iterfind(".//{*}VersionLocation")})
    beside = {
        "places": [asdict(linked.places[at]) for at in places if at in linked.places],
        "documents": [asdict(one) for identity in identities for one in linked.documents.get(identity, ())],
        "relationships": [asdict(one) for profile in profiles for one in linked.relationships.get(profile, ())],
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


def _read(listing: Listing, element: etree._Element, linked: Linked, warnings: list[str]) -> Entry:
    distinct = Branch(element)
    profile = distinct.branch("Profile")
    if profile is None:
        raise QuarantinedError("Profile", "there is none")
    number, subtype = profile.attribute("ID"), profile.attribute("PartySubTypeID")
    kind = linked.word("PartySubType", subtype) or linked.words.get(
        ("PartyType", linked.words.get(("PartySubType of", subtype), "")), ""
    )
    party = Party(distinct.attribute("FixedRef"), kind_of(kind), listing, warnings)
    _standings(party, linked.listings.get(number, []))
    identities = element.iterfind("{*}Profile/{*}Identity")
    false = {identity.get("ID") or "" for identity in identities if identity.get("False") in ("true", "1")}
    for identity in profile.branches("Identity"):
        _identity(party, identity, linked, false)
    for feature in profile.branches("Feature"):
        _feature(party, feature, linked, false)
    for one in linked.relationships.get(number, []):
        tie(party, one.term, one.to, "", *one.about, former=one.former)
        party.gathering.unread += one.unread
    party.remarks(distinct.take("Comment"))
    _close(party, profile)
    _close(party, distinct)
    return party.entry()


def _close(party: Party, branch: Branch, *ignoring: str) -> None:
    """Ends an element: its comment is a remark, and what stands under names that are not known is kept as unread."""
    party.gathering.detail("remark", branch.take("Comment"))
    party.gathering.finish(branch, ignoring=(*FORMAL, *ignoring))


def _standings(party: Party, standings: list[Standing]) -> None:
    party.stands_on((one.name, one.since) for one in standings)
    for one in standings:
        for tag in one.tags:
            party.tag(tag)
        for authority in one.authorities:
            party.authority(authority)
        for remark in one.remarks:
            party.gathering.detail("remark", remark)
        party.gathering.unread += [line for line in one.unread if line not in party.gathering.unread]
        if (one.name == LIST_NAMES[Listing.SDN]) == (party.listing is Listing.SDN):
            for term in one.terms:
                party.term(term)


def _identity(party: Party, identity: Branch, linked: Linked, false: Set[str]) -> None:
    """Takes an identity. Of one that OFAC holds false, names and papers are remarks."""
    number = identity.attribute("ID")
    kinds, names = dict[str, str](), dict[str, str]()
    if groups := identity.branch("NamePartGroups"):
        for master in groups.branches("MasterNamePartGroup"):
            for group in master.branches("NamePartGroup"):
                kinds[group.attribute("ID")] = linked.word("NamePartType", group.attribute("NamePartTypeID"))
    for alias in sorted(identity.branches("Alias"), key=_comes_later):
        names |= _alias(party, alias, kinds, linked, false=number in false)
    bearer = party.gathering.names[0].full if party.gathering.names else ""
    for document in linked.documents.get(number, []):
        _document(party, document, borne(names.get(document.name, ""), bearer), false=number in false)
    _close(party, identity, "@False")


def _document(party: Party, document: Document, bearer: str, *, false: bool) -> None:
    issued, expires = (spoken(document.dates.get(f"{which} Date", "")) for which in ("Issue", "Expiration"))
    note = "; ".join(filter(None, (document.note, bearer)))
    if false:
        dates = (issued and f"issued {issued}", expires and f"expires {expires}")
        note = ", ".join(filter(None, (document.land, *dates, note)))
        claim(party, document.kind, document.number, date="", note=note, reliability="False")
    else:
        party.document(document.kind, document.number, land=document.land, issued=issued, expires=expires, note=note)
    party.gathering.unread += document.unread


def _comes_later(alias: Branch) -> bool:
    return alias.attribute("Primary") != "true"


def _alias(party: Party, alias: Branch, kinds: dict[str, str], linked: Linked, *, false: bool) -> dict[str, str]:
    """Takes the names of an alias; they are given back by their numbers, as documents refer to them."""
    found = dict[str, str]()
    printed, weak = linked.word("AliasType", alias.attribute("AliasTypeID")), alias.attribute("LowQuality") == "true"
    for name in alias.branches("DocumentedName"):
        parts, scripts = list[tuple[str, str]](), set[str]()
        for part in name.branches("DocumentedNamePart"):
            if value := part.branch("NamePartValue"):
                kind, script = kinds.get(value.attribute("NamePartGroupID"), ""), value.attribute("ScriptID")
                text = value.text()
                parts.append((kind, text.upper() if kind in _CAPITALS else text))
                scripts.add(linked.word("Script", script))
                party.gathering.finish(value, ignoring=("@ScriptStatusID", "@Acronym"))
        last, first = ordered(parts)
        full = ", ".join(part for part in (last, first) if part)
        found[name.attribute("ID")] = full
        if false:
            claim(party, printed, full, date="", note="", reliability="False")
        else:
            foreign = bool(scripts - {"Latin", ""})
            party.name(full, printed, weak=weak, last=last, first=first if last else "", foreign=foreign)
            party.name_parts(parts)
        _close(party, name, "@DocNameStatusID")
    _close(party, alias)
    return found


def ordered(parts: list[tuple[str, str]]) -> tuple[str, str]:
    """The family name and the rest, as the older formats print them: what stands before the given name is family.

    'GUZMAN' and the mother's 'LOERA' are one family name, 'Vladimirovich' after 'Vladimir' is a given one.
    """
    kinds = [kind for kind, _ in parts]
    if "Last Name" not in kinds:
        return "", " ".join(text for _, text in parts)
    last = kinds.index("Last Name")
    given = kinds.index("First Name") if "First Name" in kinds else last + 1
    family, rest = (
        (parts[last:given], [*parts[:last], *parts[given:]]) if last < given else (parts[last:], parts[:last])
    )
    return " ".join(text for _, text in family), " ".join(text for _, text in rest)


def _feature(party: Party, feature: Branch, linked: Linked, false: Set[str]) -> None:
    label = linked.word("FeatureType", feature.attribute("FeatureTypeID"))
    of = {identity.attribute("IdentityID") for identity in feature.branches("IdentityReference")}
    for version in feature.branches("FeatureVersion"):
        places = [linked.places.get(at.attribute("LocationID")) for at in version.branches("VersionLocation")]
        note, reliability = version.take("Comment"), linked.word("Reliability", version.attribute("ReliabilityID"))
        reliability = "False" if of and of <= false else reliability
        said = [
            linked.word("DetailReference", detail.attribute("DetailReferenceID")) or detail.text()
            for detail in version.branches("VersionDetail")
        ]
        date = "".join(period(spell) for spell in version.branches("DatePeriod"))
        party.gathering.finish(version, ignoring=FORMAL)
        known = [place for place in places if place]
        for place in known:
            party.gathering.unread += place.unread
        if label == "Location" and reliability != "False":
            note = weighed(note, reliability)
            for place in known:
                for parts in place.parts:
                    located(party, dict(parts), place.land)
                party.gathering.detail("remark", f"{place.full}: {note}" if note else "")
            continue
        for value in [value for value in said if value] or [place.full for place in known] or [""]:
            if not claim(party, label, value, date=date, note=note, reliability=reliability):
                warn(party.gathering.warnings, f"Feature/{label}", party.gathering.reference)
    _close(party, feature)


SDN = Format(_code(Listing.SDN), "OFAC SDN list, advanced XML", recognises, partial(_open, Listing.SDN))
CONSOLIDATED = Format(
    _code(Listing.CONSOLIDATED),
    "OFAC consolidated non-SDN list, advanced XML",
    recognises,
    partial(_open, Listing.CONSOLIDATED),
)
