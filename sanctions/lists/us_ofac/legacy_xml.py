"""OFAC's lists as sdn.xml and consolidated.xml: one element for a party, everything in place.

The schema is the same in both namespaces: tempuri.org/sdnList.xsd until 2024, and that of the Sanctions List Service.
"""

import re
from collections.abc import Iterator
from functools import partial

from lxml import etree

from sanctions.lists import days
from sanctions.lists.entry import Entry
from sanctions.lists.gathering import only
from sanctions.lists.markup import elements, head, looks_like
from sanctions.lists.reading import Format, Parts, Reading, Record, RefusedError
from sanctions.lists.taking import Branch, local
from sanctions.lists.us_ofac.labels import NAMED_RELATIONS
from sanctions.lists.us_ofac.party import Listing, Party, kind_of

_ROOT = "sdnList"
_NAMESPACES = (
    "http://tempuri.org/sdnList.xsd",
    "https://tempuri.org/sdnList.xsd",
    "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML",
)
_EXPRESSES = frozenset({
    "reference", "kind", "names", "origin", "sanction_kind", "measures", "programmes", "identifiers", "addresses",
    "details", "exposure", "problems", "unread", *(f"relations.{kind}" for kind in NAMED_RELATIONS),
})  # fmt: skip
_BETWEEN = re.compile(r">\s+<")
_NAMESPACE = re.compile(r' xmlns(?::\w+)?="[^"]*"')


def recognises(parts: Parts) -> bool:
    """Whether the release is one file whose root is that of OFAC's legacy XML."""
    return len(parts) == 1 and all(looks_like(content, _ROOT) for content in parts.values())


def namespace_of(element: etree._Element) -> str:
    """The namespace of an element; '' where it has none."""
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def plain(element: etree._Element) -> str:
    """An element as text that stays the same however it is indented, and in whichever namespace it stands."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return _NAMESPACE.sub("", _BETWEEN.sub("><", text.strip()))


def _open(listing: Listing, parts: Parts) -> Reading:
    file, content = only(parts)
    root = head(file, content, until="sdnEntry", root=_ROOT)
    if (namespace := namespace_of(root)) not in _NAMESPACES:
        raise RefusedError(file, f"its namespace is {namespace or 'none'}, which is none of this list's")
    said = {local(child): (child.text or "").strip() for child in root.iter() if _is_element(child)}
    count = said.get("Record_Count", "")
    warnings = list[str]()
    return Reading(
        format=f"{listing}_xml",
        dated=days.month_day_year(said.get("Publish_Date", "")) or days.iso(said.get("Publish_Date", "")),
        expresses=_EXPRESSES,
        records=_records(listing, file, content, warnings),
        declared=int(count) if count.isascii() and count.isdigit() else None,
        warnings=warnings,
    )


def _is_element(node: etree._Element) -> bool:
    return isinstance(node.tag, str)


def _records(listing: Listing, file: str, content: bytes, warnings: list[str]) -> Iterator[Record]:
    found = False
    for element in elements(file, content, "sdnEntry", root=_ROOT):
        found = True
        uid = (element.findtext("{*}uid") or "").strip()
        if not (uid.isascii() and uid.isdigit()):
            raise RefusedError(file, f"“{uid[:40]}” is no number of a party")
        yield Record(uid, plain(element), partial(_read, listing, element, warnings))
    if not found:
        raise RefusedError(file, "holds no record")


def _read(listing: Listing, element: etree._Element, warnings: list[str]) -> Entry:
    entry = Branch(element)
    party = Party(entry.take("uid"), kind_of(entry.take("sdnType")), listing, warnings)
    last, first = entry.take("lastName"), entry.take("firstName")
    party.name(_full(last, first), last=last, first=first)
    party.title(entry.take("title"))
    for programme in _items(party, entry, "programList", "program"):
        party.tag(programme.text())
        party.gathering.finish(programme)
    for alias in _items(party, entry, "akaList", "aka"):
        _alias(party, alias)
    for document in _items(party, entry, "idList", "id"):
        _document(party, document)
    for items, item, field, label in (
        ("nationalityList", "nationality", "country", "nationality"),
        ("citizenshipList", "citizenship", "country", "citizen"),
        ("dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "DOB"),
        ("placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "POB"),
    ):
        for branch in _items(party, entry, items, item):
            party.says(label, branch.take(field))
            party.gathering.finish(branch, ignoring=("uid", "mainEntry"))
    for address in _items(party, entry, "addressList", "address"):
        _address(party, address)
    if vessel := entry.branch("vesselInfo"):
        _vessel(party, vessel)
    party.remarks(entry.take("remarks"))
    party.gathering.finish(entry)
    return party.entry()


def _items(party: Party, entry: Branch, items: str, item: str) -> Iterator[Branch]:
    if branch := entry.branch(items):
        yield from branch.branches(item)
        party.gathering.finish(branch)


def _full(last: str, first: str) -> str:
    return ", ".join(part for part in (last, first) if part)


def _alias(party: Party, alias: Branch) -> None:
    last, first = alias.take("lastName"), alias.take("firstName")
    weak = alias.take("category").lower() == "weak"
    party.name(_full(last, first), alias.take("type"), weak=weak, last=last, first=first)
    party.gathering.finish(alias, ignoring=("uid",))


def _document(party: Party, document: Branch) -> None:
    party.document(
        document.take("idType"),
        document.take("idNumber"),
        land=document.take("idCountry"),
        issued=document.take("issueDate"),
        expires=document.take("expirationDate"),
    )
    party.gathering.finish(document, ignoring=("uid",))


def _address(party: Party, address: Branch) -> None:
    lines = [address.take(f"address{number}") for number in (1, 2, 3)]
    city, region, postal_code = address.take("city"), address.take("stateOrProvince"), address.take("postalCode")
    land, area = address.take("country"), address.take("region")
    party.address(*lines, city, region, postal_code, city=city, region=region, postal_code=postal_code, land=land,
                  area=area)  # fmt: skip
    party.gathering.finish(address, ignoring=("uid",))


def _vessel(party: Party, vessel: Branch) -> None:
    if call_sign := vessel.take("callSign"):
        party.document("Vessel Call Sign", call_sign)
    for field, label in (
        *(("vesselType", "Vessel Type"), ("tonnage", "Vessel Tonnage"), ("vesselFlag", "Vessel Flag")),
        *(("grossRegisteredTonnage", "Vessel Gross Registered Tonnage"), ("vesselOwner", "Vessel Owner")),
    ):
        if said := vessel.take(field):
            party.says(label, said)
    party.gathering.finish(vessel)


SDN = Format(f"{Listing.SDN}_xml", "OFAC SDN list, XML (sdn.xml)", recognises, partial(_open, Listing.SDN))
CONSOLIDATED = Format(
    f"{Listing.CONSOLIDATED}_xml",
    "OFAC consolidated non-SDN list, XML (consolidated.xml)",
    recognises,
    partial(_open, Listing.CONSOLIDATED),
)
