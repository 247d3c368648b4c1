"""What the parties of OFAC's advanced XML refer to by number: words, places, documents, relationships and listings.

The words stand once at the head of a file, under the sets of the Advanced Sanctions Data Model; places, documents,
relationships and listings stand apart from the parties.
"""

from dataclasses import dataclass, field

from lxml import etree

from sanctions.lists import days
from sanctions.lists.gathering import Gathering
from sanctions.lists.markup import elements
from sanctions.lists.reading import QuarantinedError, RefusedError
from sanctions.lists.taking import Branch, local
from sanctions.lists.us_ofac.enhanced_xml import spanned

ROOT = "Sanctions"
_APART = ("ReferenceValueSets", "Location", "IDRegDocument", "ProfileRelationship", "SanctionsEntry")

FORMAL = ("@CalendarTypeID", "@YearFixed", "@MonthFixed", "@DayFixed", "@ID", "@FixedRef", "@Primary")
"""Places of the data model in which OFAC says nothing, or nothing of the party."""

_OF_PLACES = ("FeatureVersionReference", "IDRegDocumentReference")
_OF_VALUES = ("@LocPartValueTypeID", "@LocPartValueStatusID")
_HAS_CHANGES = etree.XPath("boolean(descendant-or-self::*/@DeltaAction)")


@dataclass(slots=True)
class Place:
    """A location: its parts in each script, and the country. `unread` is what stands under names not known."""

    parts: list[dict[str, str]]
    land: str
    unread: list[str]

    @property
    def full(self) -> str:
        """The place in one line."""
        return ", ".join(dict.fromkeys(text for text in (*self.parts[0].values(), self.land) if text))


@dataclass(slots=True)
class Document:
    """A document or number of a party; `name` is the number of the name that it was given in."""

    kind: str
    number: str
    land: str
    note: str
    dates: dict[str, str]
    name: str
    unread: list[str]


@dataclass(slots=True)
class Relationship:
    """A tie to another party in OFAC's word for it, and what is said of it."""

    term: str
    to: str
    former: bool
    about: list[str]
    unread: list[str]


@dataclass(slots=True)
class Standing:
    """A party's standing on one list: since when, under which authorities and tags, with what effect."""

    name: str
    since: str
    authorities: list[str]
    tags: list[str]
    terms: list[str]
    remarks: list[str]
    unread: list[str]


@dataclass(slots=True)
class Linked:
    """All that the parties of a file refer to, by the number under which they do."""

    warnings: list[str]
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=dict)
    relationships: dict[str, list[Relationship]] = field(default_factory=dict)
    listings: dict[str, list[Standing]] = field(default_factory=dict)

    def word(self, kind: str, number: str) -> str:
        """The word of a set that a number stands for; '' for 'Unknown'. Raises QuarantinedError for a loose number."""
        if not number:
            return ""
        if (kind, number) not in self.words:
            raise QuarantinedError(kind, f"the number {number} stands for nothing in this file")
        text = self.words[kind, number]
        return "" if text == "Unknown" else text

    def left(self, branch: Branch, of: str, *ignoring: str) -> list[str]:
        """What stands in an element under names that are not known, as lines of text; of which record is told."""
        gathering = Gathering(of, self.warnings)
        gathering.finish(branch, ignoring=(*FORMAL, *ignoring))
        return gathering.unread


def refuse_changes(file: str, element: etree._Element) -> None:
    """Raises RefusedError where an element says what is to be done with it, as in a file of a day's changes."""
    if _HAS_CHANGES(element):
        raise RefusedError(file, "is a file of changes, not the whole list (it has the attribute DeltaAction)")


def linked_in(file: str, content: bytes, warnings: list[str]) -> Linked:
    """All that the parties of a file refer to. Raises RefusedError where a number stands for nothing, and for changes.

    `DeltaAction` (add, amend, delete, revise) is of the data model; whoever is not in such a file would seem delisted.
    """
    found = Linked(warnings)
    try:
        for element in elements(file, content, *_APART, "DistinctParty", root=ROOT):
            refuse_changes(file, element)
            match local(element):
                case "ReferenceValueSets":
                    _take_words(found, element)
                case "Location":
                    found.places[element.get("ID") or ""] = _place(found, element)
                case "IDRegDocument":
                    found.documents.setdefault(element.get("IdentityID") or "", []).append(_document(found, element))
                case "ProfileRelationship":
                    of = element.get("From-ProfileID") or ""
                    found.relationships.setdefault(of, []).append(_relationship(found, element))
                case "SanctionsEntry":
                    found.listings.setdefault(element.get("ProfileID") or "", []).append(_standing(found, element))
    except QuarantinedError as error:
        raise RefusedError(file, f"{error.field}: {error.reason}") from error
    return found


def _take_words(linked: Linked, sets: etree._Element) -> None:
    for words in sets:
        for word in words if isinstance(words.tag, str) else ():
            kind = local(word)
            number = word.get("ID") or ""
            linked.words[kind, number] = " ".join((word.get("Description") or word.text or "").split())
            if kind == "PartySubType":
                linked.words["PartySubType of", number] = word.get("PartyTypeID") or ""


def _place(linked: Linked, element: etree._Element) -> Place:
    location = Branch(element)
    of = f"Location {location.attribute('ID')}"
    unread = list[str]()
    lands = [linked.word("Country", land.attribute("CountryID")) for land in location.branches("LocationCountry")]
    areas = [linked.word("AreaCode", area.attribute("AreaCodeID")) for area in location.branches("LocationAreaCode")]
    scripts: list[dict[str, str]] = [{}, {}]
    for part in location.branches("LocationPart"):
        kind = linked.word("LocPartType", part.attribute("LocPartTypeID"))
        for value in part.branches("LocationPartValue"):
            others = scripts[value.attribute("Primary") == "false"]
            text, comment = value.take("Value"), value.take("Comment")
            text = f"{text} ({comment})" if text and comment else text or comment
            others[kind] = ", ".join(said for said in (others.get(kind, ""), text) if said)
            unread += linked.left(value, of, *_OF_VALUES)
        unread += linked.left(part, of)
    unread += linked.left(location, of, *_OF_PLACES)
    known = list(dict.fromkeys([*filter(None, lands)] or [*filter(None, areas)]))
    unread += [f"Location/LocationCountry: {land}" for land in known[1:]]
    return Place([parts for parts in scripts if parts] or [{}], "".join(known[:1]), unread)


def _document(linked: Linked, element: etree._Element) -> Document:
    document = Branch(element)
    of = f"IDRegDocument {document.attribute('ID')}"
    dates = dict[str, str]()
    unread = list[str]()
    for date in document.branches("DocumentDate"):
        kind = linked.word("IDRegDocDateType", date.attribute("IDRegDocDateTypeID"))
        if spell := date.branch("DatePeriod"):
            dates[kind] = period(spell)
        unread += linked.left(date, of)
    land = linked.word("Country", document.attribute("IssuedBy-CountryID"))
    place = linked.places.get(document.attribute("IssuedIn-LocationID"))
    validity = linked.word("Validity", document.attribute("ValidityID"))
    authority = document.take("IssuingAuthority")
    notes = (document.take("Comment"), authority and f"issuing authority {authority}",
             validity if validity != "Valid" else "",
             place.full and place.full != land and f"issued in {place.full}" if place else "")  # fmt: skip
    name = next((name.attribute("DocumentedNameID") for name in document.branches("DocumentedNameReference")), "")
    return Document(
        linked.word("IDRegDocType", document.attribute("IDRegDocTypeID")),
        document.take("IDRegistrationNo"),
        land,
        "; ".join(note for note in notes if note),
        dates,
        name,
        [*unread, *linked.left(document, of, "@IdentityID")],
    )


def _relationship(linked: Linked, element: etree._Element) -> Relationship:
    tie = Branch(element)
    of = f"ProfileRelationship {tie.attribute('ID')}"
    spell = tie.branch("DatePeriod")
    about = [period(spell) if spell else "", linked.word("RelationQuality", tie.attribute("RelationQualityID")),
             tie.take("Comment")]  # fmt: skip
    return Relationship(
        linked.word("RelationType", tie.attribute("RelationTypeID")),
        tie.attribute("To-ProfileID"),
        tie.attribute("Former") == "true",
        about,
        linked.left(tie, of, "@From-ProfileID", "@SanctionsEntryID"),
    )


def _standing(linked: Linked, element: etree._Element) -> Standing:
    entry = Branch(element)
    of, name = f"SanctionsEntry {entry.attribute('ID')}", linked.word("List", entry.attribute("ListID"))
    since, authorities, tags, terms = list[str](), list[str](), list[str](), list[str]()
    remarks, unread = list[str](), list[str]()
    for event in entry.branches("EntryEvent"):
        authorities.append(linked.word("LegalBasis", event.attribute("LegalBasisID")))
        if date := event.branch("Date"):
            since.append(days.from_parts(date.take("Year"), date.take("Month"), date.take("Day")))
        remarks.append(event.take("Comment"))
        unread += linked.left(event, of, "@EntryEventTypeID")
    for measure in entry.branches("SanctionsMeasure"):
        kind, comment = linked.word("SanctionsType", measure.attribute("SanctionsTypeID")), measure.take("Comment")
        spell = measure.branch("DatePeriod")
        when = period(spell) if spell else ""
        if kind == "Program":
            tags.append(comment)
        elif kind:
            terms.append(kind)
            remarks.append(f"{kind}: {comment}" if comment else "")
        remarks.append(f"{kind if kind != 'Program' else comment}: {when}" if when else "")
        unread += linked.left(measure, of)
    unread += linked.left(entry, of, "@ProfileID")
    first = min((day for day in since if day), default="")
    return Standing(name, first, authorities, tags, terms,
                    [remark for remark in remarks if remark], unread)  # fmt: skip


def period(spell: Branch) -> str:
    """The date that a period of days makes up; `~` where its start is approximate."""
    ends, approximate = list[str](), False
    for edge in ("Start", "End"):
        for branch in spell.branches(edge):
            approximate |= branch.attribute("Approximate") == "true"
            for day in (found for end in ("From", "To") for found in branch.branches(end)):
                ends.append(days.from_parts(day.take("Year"), day.take("Month"), day.take("Day")))
    known = [day for day in ends if day]
    date = spanned(min(known), max(known)) if known else ""
    return days.about(date) if approximate else date
