"""The EU's consolidated list of financial sanctions in XML, version 1.1.

Source: https://webgate.ec.europa.eu/fsd/fsf (schema_1_1.xsd). What it says stands in attributes. It holds asset freezes
alone, and it is no law: the regulations that it names are.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from sanctions.lists import days
from sanctions.lists.entry import CrossReference, Dated, Entry, LegalBasis, Restriction
from sanctions.lists.eu_acts import Named
from sanctions.lists.eu_details import (
    OF_NO_CONCERN,
    additional,
    address,
    birth,
    citizenship,
    identification,
    remarks,
    summaries,
    take_act,
)
from sanctions.lists.gathering import Gathering, only, script_of, squeezed, warn
from sanctions.lists.markup import head, in_utf_8, looks_like
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, RefusedError
from sanctions.lists.taking import Branch, word
from sanctions.lists.un_references import un_references
from sanctions.lists.xml_records import records
from sanctions.vocabulary.language import LANGUAGES
from sanctions.vocabulary.name_kind import NAME_KINDS
from sanctions.vocabulary.target_kind import TARGET_KINDS

_ROOT, _RECORD, _NAMESPACE = "export", "sanctionEntity", "http://eu.europa.ec/fpi/fsd/export"

_EXPRESSES = frozenset(
    {"reference", "kind", "names", "sanction_kind", "measures", "programmes", "identifiers", "addresses", "details"}
    | {"instruments", "cross_references", "listed", "amended", "origin", "problems", "unread"}
)

_REFERENCE = re.compile(rb'\seuReferenceNumber\s*=\s*["\']([^"\']+)["\']')
# Programmes that list nobody but whom the UN designated: Regulations (EC) No 881/2002, article 2 (ISIL (Da'esh) and
# Al-Qaida; EUAQ is the Council's own), (EU) No 753/2011, article 3 (Taliban), (EC) No 1210/2003, article 4 (Iraq), and
# (EU) No 747/2014, article 5 (Sudan; SDNZ is the Council's own).
_OF_THE_UN = {"TAQA", "UNLI", "AFG", "IRQ", "SDN"}
# 'Date of UN designation: 9.6.2010', 'UNLI-22.12.2017', 'Listed pursuant to paragraph 15 of resolution 1970'
_UN_DESIGNATION = re.compile(
    r"\bUN (?:designation|listed)|\bUNLI-\d|\blisted pursuant to paragraphs? [^.;]{1,40}\bresolution\b|\bINTERPOL-UN",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(r"no longer valid", re.IGNORECASE)
# A 'date of designation' under PRK is the Council's (22.12.2009) or the UN's (7.3.2013). Here are the days on which the
# Security Council or its committee of resolution 1718 (2006) designated: LISTED_ON of DPRK in the UN's list.
_PRK_BY_THE_UN = {
    "2009-04-24", "2009-07-16", "2012-05-02", "2013-01-22", "2013-03-07", "2014-07-28", "2016-03-02", "2016-11-30",
    "2017-06-02", "2017-08-05", "2017-09-11", "2017-12-22", "2018-03-30",
}  # fmt: skip
# 'Date of listing: 26.7.2010', 'Date of EU designation: 26.7.2010 (UN: 9.6.2010)', '(1.12.2011, suspended since …)',
# 'UN designation 03/03/2008 preceded by EU designation 24/04/2007'. The dates of UN designations, those 'referred to in
# Article 2a(4)(b)' of Regulation 881/2002, and whatever an entry of the UN's does not say is the EU's, are the UN's.
_DAY = r"(?P<day>\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2})(?!\d)"
_DESIGNATED = re.compile(
    rf"(?:\A\(?|\b(?:(?P<eu>EU (?:listing|designation))|date of (?:the )?(?:listing|designation))\s*:?\s*){_DAY}",
    re.IGNORECASE,
)
_QUALITY = re.compile(r"(?:good|god|qood|(?P<low>low))[ -]quality alias\.?", re.IGNORECASE)
_LANGUAGES = {"mo": "ro"}  # withdrawn from ISO 639-1 in 2008


class _Alias(NamedTuple):
    """A name as the list prints it: `strength` is of `name_kind`."""

    full: str
    strength: str
    language: str
    parts: list[tuple[str, str]]


def _recognises(parts: Parts) -> bool:
    return len(parts) == 1 and looks_like(only(parts)[1], _ROOT, naming="fsd/export")


def _open(parts: Parts) -> Reading:
    file, content = only(parts)
    content = in_utf_8(content)
    warnings = list[str]()
    top = Branch(head(file, content, until=_RECORD, root=_ROOT, namespace=_NAMESPACE))
    dated = days.iso(top.attribute("generationDate"))
    if not dated:
        raise RefusedError(file, "has no generationDate that is a day")
    ignoring = [_RECORD, "text()", "@globalFileId", "@schemaLocation", "@noNamespaceSchemaLocation"]
    for name in top.finish(ignoring=ignoring):
        warn(warnings, f"{_ROOT}/{name}", "(the list)")
    found = records(
        file,
        content,
        _RECORD,
        root=_ROOT,
        namespace=_NAMESPACE,
        reference=_reference,
        read=lambda elements: _entry(elements, warnings),
        parts=_parts(content),
        grounds=_programmes,
    )
    return Reading("eu_fsf_xml", dated, _EXPRESSES, found, warnings=warnings)


def _reference(element: etree._Element) -> str:
    return squeezed(str(element.get("euReferenceNumber", "")))


def _parts(content: bytes) -> Mapping[str, int]:
    """The references that stand there repeatedly: the list prints an entry once for each programme it is under."""
    found = Counter(_REFERENCE.findall(content))
    return {reference.decode("ascii", "replace").strip(): number for reference, number in found.items() if number > 1}


def _programmes(element: etree._Element) -> set[str]:
    """Under which programmes an element stands: no two parts of one entry share one."""
    return {str(act.get("programme", "")).strip() for act in element.iterchildren("{*}regulation")}


@dataclass(frozen=True, slots=True)
class _Part:
    """What an entry says under one programme: when it was listed, and the days of the acts that say so."""

    kind: str
    names: list[_Alias]
    births: list[tuple[str, str]]
    programmes: list[str]
    acts: list[Named]
    listed: Dated | None
    of_the_un: bool


def _entry(elements: list[etree._Element], warnings: list[str]) -> Entry:
    reference = _reference(elements[0])
    if not reference:
        raise QuarantinedError("@euReferenceNumber", f"is missing in line {elements[0].sourceline}")
    gathering = Gathering(reference, warnings)
    gathering.identifier("eu_reference", reference)
    parts = [_part(gathering, Branch(element)) for element in elements]
    kinds = {part.kind for part in parts}
    if len(kinds) > 1:
        raise QuarantinedError("subjectType/@code", f"is {' and '.join(sorted(kinds))} at once")
    _names(gathering, [name for part in parts for name in part.names], parts[0].kind)
    gathering.date("birth_date", dict.fromkeys(birth for part in parts for birth in part.births))
    for part in parts:
        since = part.listed if len(parts) > 1 else None
        gathering.programmes.extend(LegalBasis(programme, since=since) for programme in part.programmes)
    gathering.measures.append(Restriction("asset_freeze"))
    return gathering.entry(
        kind=parts[0].kind,
        listed=_earliest([part.listed for part in parts if part.listed]),
        amended=max((act.day for part in parts for act in part.acts), default=""),
        origin="implements" if any(part.of_the_un for part in parts) else "autonomous",
    )


def _earliest(listed: list[Dated]) -> Dated | None:
    """The first day that is stated, or where none is, the one before which it was listed."""
    return min(listed, key=lambda day: (day.basis != "stated", day.value), default=None)


def _part(gathering: Gathering, branch: Branch) -> _Part:
    branch.attribute("euReferenceNumber")
    gathering.identifier("eu_logical_id", branch.attribute("logicalId"))
    kind = _kind(gathering, branch)
    acts = list[Named]()
    programmes = [_regulation(gathering, regulation, acts) for regulation in branch.branches("regulation")]
    names = [_alias(gathering, alias, kind, acts) for alias in branch.branches("nameAlias")]
    for element in branch.branches("citizenship"):
        citizenship(gathering, element, acts)
    births = [birth(gathering, element, acts) for element in branch.branches("birthdate")]
    for element in branch.branches("identification"):
        identification(gathering, element, kind, acts)
    for element in branch.branches("address"):
        address(gathering, element, acts)
    notes = remarks(gathering, branch, "")
    details = branch.attribute("designationDetails")
    gathering.detail("remark", f"Designation details: {details}" if details else "")
    said = "\n".join((details, *notes))
    of_the_un = _of_the_un(gathering, branch, said, programmes)
    day = next((day for day, by_the_eu in _designations(said) if by_the_eu or not of_the_un), "")
    listed = _listed(gathering, branch.attribute("designationDate"), day, acts)
    if delisted := branch.attribute("delistingDate"):
        gathering.problems.append(f"The entry is in the list, and the date of its delisting is said to be {delisted}.")
        gathering.detail("remark", f"Delisting date: {delisted}")
    gathering.finish(branch)
    return _Part(kind, names, births, programmes, acts, listed, of_the_un)


def _kind(gathering: Gathering, branch: Branch) -> str:
    subject = branch.branch("subjectType")
    if subject is None:
        raise QuarantinedError("subjectType", "is missing")
    kind = word(TARGET_KINDS, "eu", "subjectType/@code", subject.attribute("code"))
    gathering.finish(subject, ignoring=["@classificationCode"])  # P or E, the same again
    return kind


def _listed(gathering: Gathering, designated: str, said: str, acts: list[Named]) -> Dated | None:
    """When the entry was listed: as stated, and at latest when the earliest act that it names was published.

    The date of designation may be the UN's, or that of an amendment: what is said to be the date of listing goes first,
    and neither counts where the entry names an act that is older, unless that act founded the regime.
    """
    if designated and not days.iso(designated):
        gathering.unread.append(f"designationDate: {designated}")
        gathering.problems.append(f"“{designated}” is no date that can be read.")
    first = min((act.day for act in acts if not act.founds), default="")
    latest = max([first, *(act.in_force_on for act in gathering.instruments if act.published_on == first)])
    day = next((day for day in (said, days.iso(designated)) if day and not (latest and day > latest)), "")
    if days.iso(designated) not in ("", day):
        gathering.detail("remark", f"Designation date: {designated}")
    if day:
        return Dated(day)
    return Dated(f"/{min(acts).day}", "inferred") if acts else None


def _designations(said: str) -> Iterator[tuple[str, bool]]:
    """The days on which an entry says that it was listed, each with whether it says that this was the EU."""
    for found in _DESIGNATED.finditer(said):
        yield days.iso(found["day"]) or days.day_month_year(found["day"]), bool(found["eu"])


def _of_the_un(gathering: Gathering, branch: Branch, said: str, programmes: list[str]) -> bool:
    printed = branch.attribute("unitedNationId")
    for number in un_references(printed):
        gathering.identifier("un_reference", number)
        gathering.cross_references.append(CrossReference("un_sc", number))
    if printed and not un_references(printed):
        gathering.unread.append(f"unitedNationId: {printed}")
    named = bool(_UN_DESIGNATION.search(said)) and not _NO_LONGER.search(said)
    if "PRK" in programmes:
        named = named or any(day in _PRK_BY_THE_UN and not by_the_eu for day, by_the_eu in _designations(said))
    return bool(printed) or named or not _OF_THE_UN.isdisjoint(programmes)


# --- Acts -------------------------------------------------------------------------------------------------------------


def _regulation(gathering: Gathering, regulation: Branch, acts: list[Named]) -> str:
    """Takes an act under which the entry stands; the programme that it belongs to."""
    programme = regulation.attribute("programme")
    if not programme:
        raise QuarantinedError("regulation/@programme", "is missing")
    in_force = days.iso(regulation.attribute("entryIntoForceDate"))
    url = regulation.take("publicationUrl")
    take_act(gathering, regulation, acts, url=url, in_force=in_force, programme=programme)
    remarks(gathering, regulation, "Regulation")
    gathering.finish(regulation, ignoring=["@logicalId", "@organisationType", "@corrigendum"])
    return programme


# --- Names ------------------------------------------------------------------------------------------------------------


def _alias(gathering: Gathering, alias: Branch, kind: str, acts: list[Named]) -> _Alias:
    full, tongue = alias.attribute("wholeName"), _language(gathering, alias.attribute("nameLanguage").casefold())
    parts = [(role, alias.attribute(name)) for role, name in _PARTS]
    full = full or " ".join(part for _, part in parts if part)
    strength = _strength(alias)
    position = "position" if kind == "person" else "remark"  # of bodies it says what they are
    for detail, name in (("title", "title"), (position, "function"), ("gender", "gender")):
        gathering.detail(detail, alias.attribute(name))
    for remark in alias.texts("remark"):
        quality = _QUALITY.fullmatch(squeezed(remark))
        strength = "weak_alias" if quality and quality["low"] else strength
        gathering.detail("remark", "" if quality else f"{squeezed(full)}: {remark}")
    summaries(gathering, alias, acts)
    additional(gathering, alias)
    gathering.finish(alias, ignoring=OF_NO_CONCERN)
    return _Alias(full, strength, tongue, parts)


def _names(gathering: Gathering, names: list[_Alias], kind: str) -> None:
    """The list does not say which name comes first: here the first in Latin letters and in no foreign language."""
    order = sorted(names, key=lambda name: (name.strength == "weak_alias", not _is_plain(name)))
    for position, name in enumerate(order):
        several_parts = kind == "person" and sum(bool(part) for _, part in name.parts) > 1
        gathering.name(
            name.full,
            name.strength if position else "primary",
            language=name.language,
            parts=name.parts if several_parts else (),
        )


_PARTS = (("given", "firstName"), ("middle", "middleName"), ("family", "lastName"))


def _strength(alias: Branch) -> str:
    strong = alias.attribute("strong")
    if strong not in ("true", "false", ""):
        raise QuarantinedError("nameAlias/@strong", f"“{strong}” is neither true nor false")
    return word(NAME_KINDS, "eu", "nameAlias/@strong", "weak" if strong == "false" else "strong")


def _is_plain(name: _Alias) -> bool:
    return name.language in ("", "en") and script_of(name.full) == "Latn"


def _language(gathering: Gathering, printed: str) -> str:
    code = _LANGUAGES.get(printed, printed)
    if code and code not in LANGUAGES:
        gathering.unread.append(f"nameLanguage: {printed}")
        return ""
    return code


FORMAT = Format("eu_fsf_xml", "EU financial sanctions, XML 1.1", _recognises, _open)
