"""The UK Sanctions List of the Foreign, Commonwealth & Development Office, in XML.

Source: https://www.gov.uk/government/publications/the-uk-sanctions-list, with the guide to its format beside it. Since
28 January 2026 it is the UK's only list of sanctions targets.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from lxml import etree

from sanctions.lists import days
from sanctions.lists.entry import CrossReference, Dated, Entry, LegalBasis
from sanctions.lists.gathering import Gathering, bounded, only, squeezed, warn
from sanctions.lists.gb_documents import (
    Take,
    built,
    detail,
    internet,
    items,
    land,
    language,
    main_country,
    measured,
    name_kind,
    numbered,
    papers,
    phone,
    registration,
    related,
    wallet,
    wallets,
)
from sanctions.lists.gb_measures import measures
from sanctions.lists.markup import head, in_utf_8, looks_like
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, RefusedError
from sanctions.lists.taking import Branch, word
from sanctions.lists.un_references import un_references
from sanctions.lists.xml_records import records
from sanctions.vocabulary.binding import may_bind
from sanctions.vocabulary.target_kind import TARGET_KINDS

_ROOT, _RECORD = "Designations", "Designation"
_BLOCKS = (b"<IndividualDetails", b"<EntityDetails", b"<ShipDetails")

_ALWAYS = frozenset(
    {"reference", "kind", "names", "sanction_kind", "measures", "programmes", "addresses", "details.remark"}
    | {"cross_references", "listed", "amended", "origin", "grounds", "problems", "unread"}
)
_WITH_BLOCKS = frozenset({"identifiers", "relations", "details"})

_SOURCES = {"UK": (), "UN": ("UN",)}
_IMO = re.compile(r"\bIMO(?: number)?:?\s*(\d{7})\b", re.IGNORECASE)


def _recognises(parts: Parts) -> bool:
    return len(parts) == 1 and looks_like(only(parts)[1], _ROOT)


def _open(parts: Parts) -> Reading:
    file, content = only(parts)
    content = in_utf_8(content)
    warnings = list[str]()
    top = Branch(head(file, content, until=_RECORD, root=_ROOT, namespace=None))
    try:
        dated = _read_day(top.take("DateGenerated"))
    except QuarantinedError as error:
        raise RefusedError(file, f"{error.field} {error.reason}") from error
    if not dated:
        raise RefusedError(file, "has no DateGenerated that is a day")
    for name in top.finish(ignoring=[_RECORD, "text()", "@noNamespaceSchemaLocation", "@schemaLocation"]):
        warn(warnings, f"{_ROOT}/{name}", "(the list)")
    # Copies without the blocks of details go about: what they leave out is not thereby gone.
    expresses = _ALWAYS | _WITH_BLOCKS if any(block in content for block in _BLOCKS) else _ALWAYS
    found = records(
        file, content, _RECORD, root=_ROOT, reference=_reference, read=lambda found: _entry(found[0], warnings)
    )
    return Reading("gb_fcdo_xml", dated, expresses, found, warnings=warnings)


def _reference(element: etree._Element) -> str:
    return squeezed(element.findtext("{*}UniqueID") or "")


def _entry(element: etree._Element, warnings: list[str]) -> Entry:
    branch = Branch(element)
    reference = squeezed(branch.take("UniqueID"))
    if not reference:
        raise QuarantinedError("UniqueID", f"is missing in line {branch.line}")
    gathering = Gathering(reference, warnings)
    kind = word(TARGET_KINDS, "uk", "IndividualEntityShip", branch.take("IndividualEntityShip"))
    other, reasons = branch.take("OtherInformation"), branch.take("UKStatementofReasons")
    gathering.identifier("uk_unique_id", reference)
    _names(gathering, branch, kind)
    _measures(gathering, branch, kind, (other, reasons))
    for address in _inside(gathering, branch, "Addresses", "Address"):
        _address(gathering, address)
    for container, item, take in _CONTACTS:
        _each(gathering, branch, container, item, take)
    _block(gathering, branch, "IndividualDetails", "Individual", _individual)
    _block(gathering, branch, "EntityDetails", "Entity", _body)
    _block(gathering, branch, "ShipDetails", "Ship", _ship)
    if kind == "vessel":
        _ship_number(gathering, other, reasons)
    gathering.detail("remark", other)
    wallets(gathering, other)
    listed = _day(gathering, "DateDesignated", branch.take("DateDesignated"))
    amended = _day(gathering, "LastUpdated", branch.take("LastUpdated"))
    regime = squeezed(branch.take("RegimeName"))
    if not regime:
        raise QuarantinedError("RegimeName", "is missing")
    bounded("programme", "RegimeName", regime)
    gathering.programmes.append(LegalBasis(regime))
    sources = _sources(branch.take("DesignationSource"))
    _cross_references(gathering, branch)
    gathering.finish(branch)
    entry = gathering.entry(
        kind=kind,
        listed=Dated(listed) if listed else None,
        amended=amended,
        origin="implements" if sources else "autonomous",
        grounds=reasons,
    )
    return replace(entry, sanction_kind="specified" if kind == "vessel" else "designated")


def _day(gathering: Gathering, field: str, printed: str) -> str:
    day = _read_day(printed)
    if printed and not day:
        gathering.unread.append(f"{field}: {printed}")
        gathering.problems.append(f"{field}: “{printed}” is no date that can be read.")
    return day


def _read_day(printed: str) -> str:
    """A day as the list prints it, or as XML Schema writes one."""
    return days.day_month_year(printed) or days.iso(printed)


def _sources(printed: str) -> list[str]:
    """Whose decisions the case carries out besides the UK's own."""
    found = [source.strip().upper() for source in re.split(r"[|,;&/]|\band\b", printed) if source.strip()]
    if unknown := [source for source in found if source not in _SOURCES]:
        raise QuarantinedError("DesignationSource", f"“{unknown[0]}” is none that this list is known to print")
    return [other for source in found for other in _SOURCES[source]]


def _cross_references(gathering: Gathering, branch: Branch) -> None:
    for group in items(branch.take("OFSIGroupID")):
        gathering.identifier("ofsi_group_id", group)
        gathering.cross_references.append(CrossReference("gb_ofsi", group))
    printed = branch.take("UNReferenceNumber")
    for reference in un_references(printed):
        gathering.identifier("un_reference", reference)
        gathering.cross_references.append(CrossReference("un_sc", reference))
    if items(printed) and not un_references(printed):
        gathering.unread.append(f"UNReferenceNumber: {printed}")


# --- Names ------------------------------------------------------------------------------------------------------------


def _names(gathering: Gathering, branch: Branch, kind: str) -> None:
    printed = [_name(gathering, name) for name in _inside(gathering, branch, "Names", "Name")]
    for texts, kind_of_name in sorted(printed, key=lambda name: name[1] != "primary"):
        # Name 6 is the family name, or all of it where there is no other; what 2 to 5 are differs.
        parts = [("given", texts[0]), ("middle", " ".join(texts[1:5])), ("family", texts[5])]
        several_parts = kind == "person" and texts[5] and any(texts[:5])
        gathering.name(" ".join(texts), kind_of_name, parts=parts if several_parts else ())
    for name in _inside(gathering, branch, "NonLatinNames", "NonLatinName"):
        text, script = name.take("NameNonLatinScript"), name.take("NonLatinScriptType")
        gathering.name(text, "original_script", language=language(gathering, name.take("NonLatinScriptLanguage")))
        if script and not text:
            gathering.unread.append(f"NonLatinScriptType: {script}")
        gathering.finish(name)
    _each(gathering, branch, "Titles", "Title", partial(detail, kind="title"))


def _name(gathering: Gathering, name: Branch) -> tuple[list[str], str]:
    texts = [squeezed(name.take(f"Name{number}")) for number in range(1, 7)]
    kind = name_kind(name.take("NameType"), name.take("AliasStrength"))
    gathering.finish(name)
    return texts, kind


# --- Measures ---------------------------------------------------------------------------------------------------------


def _measures(gathering: Gathering, branch: Branch, kind: str, texts: Iterable[str]) -> None:
    indicators = branch.branch("SanctionsImposedIndicators")
    found = measures(branch.take("SanctionsImposed"), _indicators(indicators) if indicators else {}, *texts)
    gathering.measures.extend(found.restrictions)
    gathering.problems.extend(found.problems)
    for name in found.unknown:
        warn(gathering.warnings, f"SanctionsImposedIndicators/{name}", gathering.reference)
    gathering.problems.extend(
        f"A {found.type.replace('_', ' ')} is printed for one that is no person, whom it cannot bind."
        for found in found.restrictions
        if not may_bind(found.type, kind)
    )


def _indicators(branch: Branch) -> Mapping[str, str]:
    return {name: branch.take(name) for name in branch.finish(ignoring=["text()"])}


# --- Details ----------------------------------------------------------------------------------------------------------


def _inside(gathering: Gathering, branch: Branch, container: str, item: str) -> list[Branch]:
    found = branch.branch(container)
    if found is None:
        return []
    inside = found.branches(item)
    gathering.finish(found)
    return inside


def _each(gathering: Gathering, branch: Branch, container: str, item: str, take: Take) -> None:
    for inside in _inside(gathering, branch, container, item):
        for text in items(inside.text()):
            take(gathering, text)
        gathering.finish(inside)


def _block(
    gathering: Gathering, branch: Branch, container: str, item: str, take: Callable[[Gathering, Branch], None]
) -> None:
    for inside in _inside(gathering, branch, container, item):
        take(gathering, inside)
        gathering.finish(inside)


def _address(gathering: Gathering, address: Branch) -> None:
    lines = [address.take(f"AddressLine{number}") for number in range(1, 7)]
    postal_code, country = address.take("AddressPostalCode"), address.take("AddressCountry")
    gathering.address(*lines, postal_code, country, postal_code=postal_code, land=main_country(country))
    gathering.finish(address)


def _individual(gathering: Gathering, individual: Branch) -> None:
    births = [birth.text() for birth in _inside(gathering, individual, "DOBs", "DOB")]
    gathering.date("birth_date", [(text, days.day_month_year(text) or days.printed(text)) for text in births])
    for place in _inside(gathering, individual, "BirthDetails", "Location"):
        for town in items(place.take("TownOfBirth")):
            gathering.detail("birth_place", town)
        for birth_country in items(place.take("CountryOfBirth")):
            land(gathering, birth_country, "birth_country")
        gathering.finish(place)
    for container, item, take in _OF_INDIVIDUALS:
        _each(gathering, individual, container, item, take)
    for passport in _inside(gathering, individual, "PassportDetails", "Passport"):
        notes = passport.take("PassportAdditionalInformation")
        papers(gathering, "passport", passport.take("PassportNumber"), notes)
        gathering.finish(passport)
    for card in _inside(gathering, individual, "NationalIdentifierDetails", "NationalIdentifier"):
        notes = card.take("NationalIdentifierAdditionalInformation")
        papers(gathering, "national_id", card.take("NationalIdentifierNumber"), notes)
        gathering.finish(card)


def _body(gathering: Gathering, body: Branch) -> None:
    for container, item, take in _OF_BODIES:
        _each(gathering, body, container, item, take)


def _ship(gathering: Gathering, ship: Branch) -> None:
    for container, item, take in _OF_SHIPS:
        _each(gathering, ship, container, item, take)


def _ship_number(gathering: Gathering, *texts: str) -> None:
    """The IMO number of a ship whose block of details is missing, where the texts name one and no other."""
    named = {number for text in texts for number in _IMO.findall(text)}
    if len(named) == 1 and not any(identifier.scheme == "imo" for identifier in gathering.identifiers):
        gathering.identifier("imo", named.pop())


_WALLETS: tuple[str, str, Take] = ("CryptoWalletAddresses", "CryptoWalletAddress", wallet)
_CONTACTS: tuple[tuple[str, str, Take], ...] = (
    ("PhoneNumbers", "PhoneNumber", phone),
    ("EmailAddresses", "EmailAddress", partial(internet, kind="email")),
    ("Websites", "Website", partial(internet, kind="website")),
    # The schema has these; no release that was tried has any.
    _WALLETS,
)
_OF_INDIVIDUALS: tuple[tuple[str, str, Take], ...] = (
    ("Titles", "Title", partial(detail, kind="title")),
    ("Nationalities", "Nationality", partial(land, kind="nationality")),
    ("Positions", "Position", partial(detail, kind="position")),
    ("Genders", "Gender", partial(detail, kind="gender")),
    _WALLETS,
)
_OF_BODIES: tuple[tuple[str, str, Take], ...] = (
    ("BusinessRegistrationNumbers", "BusinessRegistrationNumber", registration),
    ("TypeOfEntities", "TypeOfEntity", partial(detail, kind="legal_form")),
    ("ParentCompanies", "ParentCompany", partial(related, kind="parent_company")),
    ("Subsidiaries", "Subsidiary", partial(related, kind="subsidiary")),
    _WALLETS,
)
_OF_SHIPS: tuple[tuple[str, str, Take], ...] = (
    ("IMONumbers", "IMONumber", partial(numbered, scheme="imo")),
    ("HullIdentificationNumbers", "HullIdentificationNumber", partial(numbered, scheme="hull_number")),
    ("CurrentOwnerOperators", "CurrentOwnerOperator", partial(related, kind="owner_or_operator")),
    ("PreviousOwnerOperators", "PreviousOwnerOperator", partial(related, kind="former_owner_or_operator")),
    ("CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip", partial(land, kind="flag")),
    ("PreviousFlags", "PreviousFlag", partial(land, kind="former_flag")),
    ("TypeOfShipDetails", "TypeOfShip", partial(detail, kind="vessel_type")),
    ("TonnageOfShipDetails", "TonnageOfShip", partial(measured, kind="tonnage")),
    ("LengthOfShipDetails", "LengthOfShip", partial(measured, kind="length")),
    ("YearsBuilt", "YearBuilt", built),
)

FORMAT = Format("gb_fcdo_xml", "UK Sanctions List, XML", _recognises, _open)
