"""Switzerland's list of sanctions in XML (`swiss-sanctions-list`), as SECO publishes it in SESAM.

Source: https://www.seco.admin.ch (Sanctions and embargoes, "Gesamtliste"). Programmes come first, then the targets,
then the places that they refer to by number. The file keeps its whole history: who was de-listed still stands in it,
and each `modification` repeats what it added and removed. Only what a target itself says is read. `docs/lists.md` says
what of it could not be tried on a real file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from lxml import etree

from sanctions.lists import days
from sanctions.lists.ch_seco_identity import Place, read_identity
from sanctions.lists.entry import CrossReference, Dated, Entry, Instrument, LegalBasis, Relation, Restriction
from sanctions.lists.gathering import LONGEST, Gathering, only, squeezed, warn
from sanctions.lists.markup import elements, head, looks_like
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, Record, RefusedError
from sanctions.lists.taking import Branch, word
from sanctions.vocabulary.binding import may_bind
from sanctions.vocabulary.relation_kind import RELATION_KINDS
from sanctions.vocabulary.target_kind import TARGET_KINDS

_ROOT = "swiss-sanctions-list"
_WHOLE = ("whole-list", "consolidated-list")
_MODIFICATIONS = ("listed", "amended", "de-listed")
_DATES = ("effective-date", "enactment-date", "publication-date")
_HANDED_ON = re.compile(r"\b(?:UN|UNO|EU|OSCE|OSZE)\b")  # other origins are Switzerland's own

# What a set of sanctions says it is, in one of the languages of the list: 'Art. 2 (Financial sanctions) and Art. 4 (Ban
# on entry and transit)'. Where it says none of this, the measure is unspecified and the words stand beside it.
_SETS = (
    ("asset_freeze", r"financial sanctions|freez|Finanzsanktion|Sperrung|sanctions financières|gel des avoirs"),
    ("travel_ban", r"entry|transit|travel ban|Einreise|Durchreise|Ein- und|interdiction d.entrée"),
    ("arms_restrictions", r"\barms\b|military|Rüstung|militär|armement"),
    ("debt_equity_restriction", r"money and capital market|securities|Kapitalmarkt|marché des capitaux"),
    ("correspondent_account_ban", r"payment messag|SWIFT"),
    ("transportation_restrictions", r"vessel|\bships?\b|Schiff|navire"),
    ("export_control", r"dual.use|export|Ausfuhr|exportation"),
)

# What the notes about a target say in a fixed form, 'Registration number: 1023402461752'.
_NOTES = (
    ("imo", r"IMO(?: (?:number|no\.?))?"),
    ("registration_number", r"(?:state |business |company )?registration (?:number|no\.?)"),
    ("tax_id", r"tax(?:payer|payer's)? (?:identification|registration|ID)?\s*(?:number|no\.?|code)|tax ID"),
    ("inn", r"INN|TIN \(INN\)"),
    ("ogrn", r"OGRN|PSRN|registration number \(OGRN\)"),
    ("kpp", r"KPP"),
    ("okpo", r"OKPO"),
    ("bic", r"SWIFT(?:/BIC)?(?: code)?|BIC"),
    ("passport", r"passport (?:number|no\.?)"),
    ("national_id", r"national (?:identification|ID|identity)(?: (?:number|no\.?))?"),
    ("mmsi", r"MMSI"),
    ("call_sign", r"call ?sign"),
    ("details.website", r"(?:company )?web ?site"),
    ("details.email", r"(?:company )?e-?mail(?: address)?"),
    ("details.phone", r"(?:tel|phone|telephone|fax)\.?(?: (?:number|no\.?))?"),
    ("details.founded_on", r"date of (?:registration|incorporation|establishment)"),
    ("details.legal_form", r"type of entity"),
    ("details.position", r"position(?:\(s\)|s)?|function|designation"),
    ("details.title", r"title|rank"),
)
_NOTE_FORMS = [(field, re.compile(rf"(?:{label})\s*:\s*(?P<value>\S.*?)\.?", re.IGNORECASE)) for field, label in _NOTES]
_IDENTIFIER = re.compile(r"[A-Z0-9][A-Z0-9 ./-]{2,40}", re.IGNORECASE)
_UN_REFERENCE = re.compile(r"[A-Z]{2}[ie]\.\d{3}")
_EU_REFERENCE = re.compile(r"EU\.\d+\.\d+")
_ORDINANCE = re.compile(r"\b(?:SR|RS)\s?(?P<number>\d[\d.]*\d)")
_BETWEEN_TAGS = re.compile(r">\s+<")

EXPRESSES = frozenset(
    {"reference", "kind", "names", "sanction_kind", "measures", "programmes", "identifiers", "addresses", "details"}
    | {"relations", "instruments", "cross_references", "listed", "amended", "origin", "grounds", "problems", "unread"}
)


@dataclass(frozen=True, slots=True)
class _Set:
    """A set of sanctions of a programme: its key, its ordinance, what the set says it is, and who decided it first."""

    programme: str
    ordinance: str
    says: str
    origin: str

    def __str__(self) -> str:
        return " | ".join((self.programme, self.ordinance, self.says, self.origin))


@dataclass(frozen=True, slots=True)
class _Context:
    """What the targets of a file refer to, and the day of the file."""

    sets: Mapping[str, _Set]
    places: Mapping[str, Place]
    dated: str
    warnings: list[str]


def _recognises(parts: Parts) -> bool:
    return len(parts) == 1 and looks_like(only(parts)[1], _ROOT)


def _open(parts: Parts) -> Reading:
    file, content = only(parts)
    try:
        return _opened(file, content)
    except QuarantinedError as error:  # a programme or a place: what refers to it cannot be told
        raise RefusedError(file, str(error)) from error


def _opened(file: str, content: bytes) -> Reading:
    root = head(file, content, until="target", root=_ROOT)
    sort, dated = str(root.get("list-type", "")), days.iso(str(root.get("date", "")))
    warnings = list[str]()
    if sort not in _WHOLE:
        warnings.append(f"{_ROOT}/@list-type is “{sort}”, which is not known to be the whole list")
    sets, places, count = dict[str, _Set](), dict[str, Place](), 0
    for element in _children(file, content):
        branch = Branch(element)
        if branch.name == "sanctions-program":
            sets.update(_programme(branch, warnings))
        elif branch.name == "place":
            number = branch.attribute("ssid")
            places[number] = _place(branch, warnings)
        else:
            count += 1
    if not count:
        raise RefusedError(file, "holds no target")
    context = _Context(sets, places, dated, warnings)
    return Reading("ch_seco_xml", dated, EXPRESSES, _records(file, content, context), count, warnings)


def _children(file: str, content: bytes) -> Iterator[etree._Element]:
    """The programmes, targets and places of a file; not the copies of targets inside their history."""
    for element in elements(file, content, "sanctions-program", "target", "place", root=_ROOT):
        parent = element.getparent()
        if parent is not None and parent.getparent() is None:
            yield element


def _programme(branch: Branch, warnings: list[str]) -> Iterator[tuple[str, _Set]]:
    for name in ("ssid", "version-date", "predecessor-version-date"):
        branch.attribute(name)
    key, ordinance = _spoken(branch, "program-key"), _spoken(branch, "program-name")
    origin = branch.take("origin")
    says = dict[str, dict[str, str]]()
    for child in branch.branches("sanctions-set"):
        says.setdefault(child.attribute("ssid"), {})[child.attribute("lang")] = squeezed(child.text())
    for name in branch.finish():
        warn(warnings, f"sanctions-program/{name}", "(programmes)")
    for number, texts in says.items():
        yield number, _Set(key or ordinance, ordinance, texts.get("eng") or next(iter(texts.values())), origin)


def _spoken(branch: Branch, name: str) -> str:
    """The English text under a name, or else the first."""
    texts = {child.attribute("lang"): squeezed(child.text()) for child in branch.branches(name)}
    return texts.get("eng") or next(iter(texts.values()), "")


def _place(branch: Branch, warnings: list[str]) -> Place:
    land = branch.branch("country")
    code, text = (land.attribute("iso-code"), land.text()) if land is not None else ("", "")
    place = Place(squeezed(branch.take("location")), squeezed(branch.take("area")), squeezed(text), code)
    for name in branch.finish(ignoring=("location-variant", "area-variant")):  # other spellings of the same place
        warn(warnings, f"place/{name}", "(places)")
    return place


def _records(file: str, content: bytes, context: _Context) -> Iterator[Record]:
    for element in _children(file, content):
        if element.tag != "target":
            continue
        reference = str(element.get("ssid", ""))
        read = partial(_entry, element, reference, context)
        yield Record(reference, _raw(element, context), read, _delisted(element, context))


def _raw(element: etree._Element, context: _Context) -> str:
    """The fields of a target in canonical XML, one to a line, with what they refer to and without their history."""
    lines = list[str]()
    for child in element.iterchildren("*"):
        said = " ".join(sorted(f"{name!s}={text!s}" for name, text in child.attrib.items()))
        lines.append(squeezed(f"{child.tag!s} {said} {child.text or ''}"))
        if child.tag != "modification":
            written = (etree.tostring(part, method="c14n", exclusive=True).decode() for part in child.iterchildren("*"))
            lines += (squeezed(_BETWEEN_TAGS.sub("><", line)) for line in written)
    numbers = {str(below.get("place-id", "")) for body in _bodies(element) for below in body.iter("*")} - {""}
    lines += (f"place {number}: {context.places.get(number, '')}" for number in numbers)
    lines += (f"sanctions-set {number}: {context.sets.get(number, '')}" for number in _set_numbers(element))
    return "\n".join(sorted(lines))


def _bodies(element: etree._Element) -> list[etree._Element]:
    return [child for child in element if child.tag in ("individual", "entity", "object")]


def _set_numbers(element: etree._Element) -> list[str]:
    """The numbers of the sets under which a target stands; older files print one, as an attribute."""
    numbers = [str(element.get("sanctions-set-id", ""))]
    numbers += [child.text or "" for child in element.iterchildren("sanctions-set-id")]
    return [number.strip() for number in numbers if number.strip()]


def _history(element: etree._Element) -> list[tuple[str, str]]:
    """The modifications of a target, each with the day on which it took effect, the latest first."""
    found = []
    for child in element.iterchildren("modification"):
        day = next((value for name in _DATES if (value := days.iso(str(child.get(name, ""))))), "")
        found.append((day, str(child.get("modification-type", ""))))
    return sorted(found, key=lambda change: change[0], reverse=True)  # stable: the file prints the latest first


def _delisted(element: etree._Element, context: _Context) -> str:
    """Why a target is passed over: it was de-listed, and not listed again since."""
    past = [change for change in _history(element) if not context.dated or change[0] <= context.dated]
    return f"de-listed on {past[0][0] or 'a day not given'}" if past and past[0][1] == "de-listed" else ""


def _entry(element: etree._Element, reference: str, context: _Context) -> Entry:
    if not reference:
        raise QuarantinedError("target/@ssid", "is empty")
    gathering = Gathering(reference, context.warnings)
    target = Branch(element)
    target.attribute("ssid")
    target.attribute("sanctions-set-id")
    bodies = [body for name in ("individual", "entity", "object") for body in target.branches(name)]
    if len(bodies) != 1:
        raise QuarantinedError("target", f"holds {len(bodies)} individuals, entities and objects, not one")
    body = bodies[0]
    sort = body.attribute("object-type") if body.name == "object" else body.name
    kind = word(TARGET_KINDS, "ch", "object/@object-type", sort)
    grounds = _body(gathering, body, context, kind)
    for number in target.texts("foreign-identifier"):
        _foreign(gathering, number)
    for attribute in target.branches("generic-attribute"):
        gathering.detail("remark", f"{attribute.attribute('name')}: {attribute.text()}")
        attribute.attribute("ssid")
        gathering.finish(attribute)
    changes = _history(element)
    if unknown := {sort for _, sort in changes}.difference(_MODIFICATIONS):
        raise QuarantinedError("modification/@modification-type", f"“{unknown.pop()}” is no change that is known")
    target.branches("modification")
    target.branches("sanctions-set-id")
    ended = max((day for day, sort in changes if sort == "de-listed"), default="")
    listed = min((day for day, sort in changes if sort == "listed" and day and day > ended), default="")
    amended = max((day for day, sort in changes if sort == "amended" and day > ended), default="")
    origin = _sets(gathering, [_set(context, number) for number in _set_numbers(element)], kind)
    gathering.finish(target)
    return gathering.entry(
        kind=kind, listed=Dated(listed) if listed else None, amended=amended, origin=origin, grounds=grounds
    )  # fmt: skip


def _body(gathering: Gathering, body: Branch, context: _Context, kind: str) -> str:
    """What an individual, entity or object says of itself; gives the statement of reasons."""
    gathering.detail("gender", body.attribute("sex"))
    body.attribute("ssid")
    dates = list[tuple[str, str]]()
    identities = [(identity.attribute("main") == "false", identity) for identity in body.branches("identity")]
    for other, identity in sorted(identities, key=lambda pair: pair[0]):  # the main one first: its name is the primary
        main = not other and not gathering.names
        dates += read_identity(gathering, identity, context.places, main=main, person=kind == "person")
    gathering.date({"person": "birth_date", "vessel": "build_year"}.get(kind, "founded_on"), dates)
    for note in body.texts("other-information"):
        _note(gathering, note, kind)
    for relation in body.branches("relation"):
        relation.attribute("ssid")
        term = word(RELATION_KINDS, "ch", "relation/@relation-type", relation.attribute("relation-type"))
        note = squeezed(relation.take("remark"))
        gathering.relations.append(Relation(term, relation.attribute("target-id"), note[:600]))
        gathering.finish(relation)
    grounds = "\n\n".join(body.texts("justification"))
    gathering.finish(body)
    return grounds


def _note(gathering: Gathering, note: str, kind: str) -> None:
    """A note about a target: a field of its own where it has a fixed form, or else a remark."""
    text = squeezed(note)
    for field, form in _NOTE_FORMS:
        found = form.fullmatch(text)
        if not found:
            continue
        value = found["value"]
        if field.startswith("details."):
            detail = field.removeprefix("details.")
            read = days.printed(value) if detail == "founded_on" else value
            if read and not (detail == "founded_on" and kind == "person"):
                gathering.detail(detail, read, value)
                return
        elif field == "bic" or (_IDENTIFIER.fullmatch(value) and any(sign.isdigit() for sign in value)):
            scheme = "imo_company" if field == "imo" and kind != "vessel" else field
            gathering.identifier(scheme, value)
            return
    gathering.detail("remark", text)


def _foreign(gathering: Gathering, number: str) -> None:
    """The number of the case in the list that Switzerland follows."""
    text = squeezed(number)
    if _UN_REFERENCE.fullmatch(text):
        gathering.identifier("un_reference", text)
        gathering.cross_references.append(CrossReference("un_sc", text))
    elif _EU_REFERENCE.fullmatch(text):
        gathering.identifier("eu_reference", text)
        gathering.cross_references.append(CrossReference("eu_fsf", text))
    else:
        gathering.detail("remark", f"Foreign identifier: {text}")


def _set(context: _Context, number: str) -> _Set:
    if number not in context.sets:
        raise QuarantinedError("sanctions-set-id", f"no programme has the set {number}")
    return context.sets[number]


def _sets(gathering: Gathering, sets: list[_Set], kind: str) -> str:
    """The programmes and measures of the sets under which a target stands; gives where they were decided."""
    if not sets:
        raise QuarantinedError("sanctions-set-id", "there is none")
    for found in sets:
        code, printed = found.programme[: LONGEST["programme"]], found.ordinance[: LONGEST["programme"]]
        if not any(known.code == code for known in gathering.programmes):
            gathering.programmes.append(LegalBasis(code, printed))
        if (number := _ORDINANCE.search(found.ordinance)) and not any(
            number["number"] in known.reference for known in gathering.instruments
        ):
            reference = f"SR {number['number']}"
            gathering.instruments.append(
                Instrument("regulation", reference, "other_reference", found.ordinance[:400], programme=code)
            )  # fmt: skip
        says = [type_ for type_, words in _SETS if re.search(words, found.says, re.IGNORECASE)]
        types = [type_ for type_ in says if may_bind(type_, kind)]
        gathering.measures += [Restriction(type_, scope=found.says) for type_ in types or ["unspecified"]]
    return "implements" if any(_HANDED_ON.search(found.origin) for found in sets) else "autonomous"


FORMAT = Format("ch_seco_xml", "Switzerland's list of sanctions, XML", _recognises, _open)
