"""The UN Security Council's consolidated list in XML.

Schema: https://www.un.org/sc/resources/sc-sanctions.xsd; notes: https://main.un.org/securitycouncil/en/content/un-sc-
consolidated-list. REFERENCE_NUMBER is the permanent reference number that other lists print; DATAID stays with an entry
for years but not for good (MYOHYANG SHIPPING CO., KPe.068, was 6908682 in 2022 and 6908967 in 2024; six of Haiti's list
changed theirs in 2025). VERSIONNUM never changes, and LISTED_ON is the first listing, amendments notwithstanding.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from lxml import etree

from sanctions.lists import days
from sanctions.lists.countries import country
from sanctions.lists.entry import Dated, Entry, LegalBasis, Restriction
from sanctions.lists.gathering import Gathering, only, squeezed, warn
from sanctions.lists.markup import elements, head, looks_like, namespace_of
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, Record, RefusedError
from sanctions.lists.taking import Branch, local, word
from sanctions.lists.un_names import names_in
from sanctions.lists.xml_records import canonical
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES
from sanctions.vocabulary.name_kind import NAME_KINDS

_ROOT = "CONSOLIDATED_LIST"
_NAMESPACES = (None, "http://www.un.org/sc/committees/resources/xsd/sc-sanctions.xsd")
_KINDS = {"INDIVIDUAL": "person", "ENTITY": "legal_entity"}

_FREEZE, _TRAVEL, _ARMS = "asset_freeze", "travel_ban", "arms_restrictions"
# What a listing by each committee entails, for persons and for bodies. A territorial arms embargo is not laid on the
# listed; the targeted ones are. Source: the committees' own pages and the paragraphs named.
_MEASURES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Al-Qaida": ((_FREEZE, _TRAVEL, _ARMS), (_FREEZE, _ARMS)),  # resolution 2734 (2024), paragraph 1
    "Taliban": ((_FREEZE, _TRAVEL, _ARMS), (_FREEZE, _ARMS)),  # resolution 2255 (2015), paragraph 1
    "Somalia": ((_FREEZE, _TRAVEL, _ARMS), (_FREEZE, _ARMS)),  # resolution 1844 (2008), paragraphs 1, 3 and 7
    "Yemen": ((_FREEZE, _TRAVEL, _ARMS), (_FREEZE, _ARMS)),  # 2140 (2014), 11 and 15; 2216 (2015), 14
    "Haiti": ((_FREEZE, _TRAVEL, _ARMS), (_FREEZE, _ARMS)),  # resolution 2653 (2022), paragraphs 3, 6 and 11
    "DPRK": ((_FREEZE, _TRAVEL), (_FREEZE,)),  # resolution 1718 (2006), paragraph 8 (d) and (e)
    "Iran": ((_FREEZE, _TRAVEL), (_FREEZE,)),  # resolutions 1737 (2006), 12, and 1929 (2010), 10; 2231 (2015), B 6
    "DRC": ((_FREEZE, _TRAVEL), (_FREEZE,)),  # resolution 2293 (2016), paragraphs 4 and 5
    "CAR": ((_FREEZE, _TRAVEL), (_FREEZE,)),  # resolution 2399 (2018), paragraphs 9 and 16
    "Sudan": ((_FREEZE, _TRAVEL), (_FREEZE,)),  # resolution 1591 (2005), paragraph 3 (d) and (e)
    "SouthSudan": ((_FREEZE, _TRAVEL), (_FREEZE,)),  # resolution 2206 (2015), paragraphs 9 and 12
    "Mali": ((_FREEZE, _TRAVEL), (_FREEZE,)),  # resolution 2374 (2017), paragraphs 1 and 4
    "Lebanon": ((_FREEZE, _TRAVEL), (_FREEZE,)),  # resolution 1636 (2005), paragraph 3 (a)
    "Libya": ((_FREEZE, _TRAVEL), (_FREEZE,)),  # resolution 1970 (2011), 15 and 17; see _stated
    "Iraq": ((_FREEZE,), (_FREEZE,)),  # resolution 1483 (2003), paragraph 23
    "GB": ((_TRAVEL,), ()),  # Guinea-Bissau: resolution 2048 (2012), paragraph 4
    "Liberia": ((_FREEZE, _TRAVEL), (_FREEZE,)),  # until 2015: 1521 (2003), 4 (a); 1532 (2004), 1
    "CotedIvoire": ((_FREEZE, _TRAVEL), (_FREEZE,)),  # until 2016: resolution 1572 (2004), paragraphs 9 and 11
}  # fmt: skip
_COMMITTEES = {re.sub(r"\W", "", name).casefold(): name for name in _MEASURES} | {
    "guineabissau": "GB", "centralafricanrepublic": "CAR", "democraticrepublicofthecongo": "DRC",
    "democraticpeoplesrepublicofkorea": "DPRK", "côtedivoire": "CotedIvoire",
    "isildaeshandalqaida": "Al-Qaida", "isildaeshalqaida": "Al-Qaida",
    "alshabaab": "Somalia", "somaliaanderitrea": "Somalia", "somaliaeritrea": "Somalia",
}  # fmt: skip

# The Libya committee says entry by entry under which paragraphs it listed, and when, as in 'Listed pursuant to
# paragraph 15 of resolution 1970 (Travel Ban). Listed on 17 March 2011 pursuant to paragraph 17 … (Asset Freeze)'.
_PURSUANT = re.compile(
    r"Listed (?:on (?P<day>\d+ \w+ \d{4}) )?pursuant to (?P<paragraphs>[^().]+)\((?P<measures>[^)]+)\)"
)
_MEASURE_WORDS = {"travel ban": _TRAVEL, "asset freeze": _FREEZE, "assets freeze": _FREEZE}

_NOTED_KINDS = {"previously listed as": "former", "formerly listed as": "former", "nom de guerre": "nickname"}
_MONTHS_OF_A_YEAR = re.compile(r"Between (\w+)\.? and (\w+)\.? (\d{4})", re.IGNORECASE)
_SCRIPT_NOTE = re.compile(r"(?:original script|in \w+ script)\s*:\s*(?P<name>.+)", re.IGNORECASE)
_DOCUMENT_WORDS = (
    ("driv", "driving_licence"), ("birth certificate", "birth_certificate"), ("fiscal code", "tax_id"),
    ("tax", "tax_id"), ("passport", "passport"), ("travel document", "travel_document"),
)  # fmt: skip

_SIMPLE = (
    *("DATAID", "FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "NAME_ORIGINAL_SCRIPT", "UN_LIST_TYPE"),
    *("REFERENCE_NUMBER", "LISTED_ON", "DELISTED_ON", "SUBMITTED_ON", "SUBMITTED_BY", "GENDER"),
    *("COMMENTS1", "COMMENTS2"),
)
_IGNORED = ("VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD")  # the same for all, and two of the UN's own for sorting

EXPRESSES = frozenset(
    {"reference", "kind", "names", "sanction_kind", "measures", "programmes", "identifiers", "addresses", "details"}
    | {"listed", "amended", "origin", "problems", "unread"}
)


def _recognises(parts: Parts) -> bool:
    return len(parts) == 1 and looks_like(only(parts)[1], _ROOT)


def _open(parts: Parts) -> Reading:
    file, content = only(parts)
    root = head(file, content, until="INDIVIDUALS", root=_ROOT)
    if (namespace := namespace_of(root) or None) not in _NAMESPACES:
        raise RefusedError(file, f"its namespace is {namespace}, which the UN's list does not have")
    warnings = list[str]()
    for name in {str(name).rpartition("}")[2] for name in root.attrib}:
        if name not in ("dateGenerated", "noNamespaceSchemaLocation", "schemaLocation"):
            warn(warnings, f"{_ROOT}/@{name}", "(the list)")
    dated = days.iso(str(root.get("dateGenerated", "")))
    return Reading("un_sc_xml", dated, EXPRESSES, _records(file, content, dated, warnings), warnings=warnings)


def _records(file: str, content: bytes, dated: str, warnings: list[str]) -> Iterator[Record]:
    count = 0
    for element in elements(file, content, *_KINDS, root=_ROOT):
        count += 1
        reference = _first(element, "REFERENCE_NUMBER") or _first(element, "DATAID")
        listed, delisted = (days.iso(_first(element, name)) for name in ("LISTED_ON", "DELISTED_ON"))
        # Whoever was listed again has a later LISTED_ON.
        reason = f"de-listed on {delisted}" if delisted and listed < delisted <= dated else ""
        yield Record(reference, canonical(element), partial(_entry, element, reference, warnings), reason)
    if not count:
        raise RefusedError(file, "holds neither an individual nor an entity")


def _first(element: etree._Element, name: str) -> str:
    """The text of the first child of a name."""
    return squeezed(next((child.text or "" for child in element if _local(child) == name), ""))


def _local(element: etree._Element) -> str:
    return local(element) if isinstance(element.tag, str) else ""


def _entry(element: etree._Element, reference: str, warnings: list[str]) -> Entry:
    if not reference:
        raise QuarantinedError("REFERENCE_NUMBER", "is missing, and so is DATAID")
    branch = Branch(element)
    kind = _KINDS[branch.name]
    gathering = Gathering(reference, warnings)
    fields = {name: branch.take(name) for name in _SIMPLE}
    _names(gathering, branch, fields, kind)
    gathering.identifier("un_reference", fields["REFERENCE_NUMBER"])
    gathering.identifier("un_dataid", fields["DATAID"])
    births = [birth for alias in branch.branches(f"{branch.name}_ALIAS") for birth in _alias(gathering, alias)]
    births = [_birth(date, gathering) for date in branch.branches(f"{branch.name}_DATE_OF_BIRTH")] + births
    gathering.date("birth_date", births)
    _details(gathering, branch, fields)
    for address in branch.branches(f"{branch.name}_ADDRESS"):
        _address(gathering, address)
    for document in branch.branches("INDIVIDUAL_DOCUMENT"):
        _document(gathering, document)
    if fields["DELISTED_ON"] and not days.iso(fields["DELISTED_ON"]):
        raise QuarantinedError("DELISTED_ON", f"“{fields['DELISTED_ON']}” is no day")
    listed = _day(gathering, "LISTED_ON", fields["LISTED_ON"])
    since = Dated(listed) if listed else None
    _measures(gathering, fields, kind, since)
    texts = _values(gathering, branch, "LAST_DAY_UPDATED")
    amended = gathering.amended([_day(gathering, "LAST_DAY_UPDATED", text) for text in texts])
    gathering.finish(branch, ignoring=_IGNORED)
    return gathering.entry(kind=kind, listed=since, amended=amended)


def _names(gathering: Gathering, branch: Branch, fields: Mapping[str, str], kind: str) -> None:
    given = [(name, fields[name]) for name in _SIMPLE if name.endswith("_NAME") and fields[name]]
    # The UN counts the parts of a name and does not say what each is; of bodies it prints one.
    parts = [(name.casefold(), text) for name, text in given] if kind == "person" else []
    whole = " ".join(text for _, text in given)
    # 'COMPAGNIE AERIENNE DES GRANDS LACS (CAGL) ; GREAT LAKES BUSINESS COMPANY (GLBC)' are two names of a body.
    names = [(whole, "alias")] if kind == "person" else list(names_in(whole, "alias"))
    # The first is the primary one, if it is no former name and no other script of the next.
    primary = min(names, key=lambda name: name[1] != "alias", default=(whole, ""))
    gathering.name(primary[0], parts=parts)
    for name, its_kind in names:
        gathering.name(name, its_kind)
    gathering.name(fields["NAME_ORIGINAL_SCRIPT"], "original_script")


def _alias(gathering: Gathering, alias: Branch) -> list[tuple[str, str]]:
    """Takes another name; gives the date of birth, as printed and as read, that stands in its place in some files.

    Those of July to October 2024 print all but the first of somebody's alternative dates as aliases without a name.
    """
    name, quality, note = alias.take("ALIAS_NAME"), alias.take("QUALITY"), alias.take("NOTE")
    # The same files have 'null' for nothing (QDi.291, CFi.009).
    born, city, land = (
        "" if text == "null" else text
        for text in map(alias.take, ("DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH"))
    )
    gathering.finish(alias)
    kind = word(NAME_KINDS, "un", f"{alias.name}/QUALITY", quality) if quality else "alias"
    written = _SCRIPT_NOTE.fullmatch(squeezed(note))
    if name and squeezed(note) in _NOTED_KINDS:
        kind = _NOTED_KINDS[squeezed(note)]
    elif written:
        gathering.name(written["name"], kind if kind == "weak_alias" else "original_script")
    elif note:
        gathering.detail("remark", f"{name}: {note}" if name else note)
    for one, its_kind in names_in(name, kind):
        gathering.name(one, its_kind)
    under = f"under the name {squeezed(name)}: " if name else ""
    if place := ", ".join(part for part in (city, land) if part):
        gathering.detail("birth_place", place, under + place if under else "")
    birth = [(under + born, days.printed(born))]
    if not name:
        return birth
    gathering.date("birth_date", birth if born else [])
    return []


def _details(gathering: Gathering, branch: Branch, fields: Mapping[str, str]) -> None:
    for place in branch.branches("INDIVIDUAL_PLACE_OF_BIRTH"):
        _birth_place(gathering, place)
    for text in (*_values(gathering, branch, "NATIONALITY"), *_values(gathering, branch, "NATIONALITY2")):
        gathering.country("nationality", text)
    gathering.detail("gender", fields["GENDER"])
    for text in _values(gathering, branch, "TITLE"):
        gathering.detail("title", text)
    for text in _values(gathering, branch, "DESIGNATION"):
        gathering.detail("position", text)
    for name in ("COMMENTS1", "COMMENTS2"):
        gathering.detail("remark", fields[name])
    for name in ("SUBMITTED_BY", "SUBMITTED_ON", "DELISTED_ON"):
        label = name.replace("_", " ").capitalize()
        gathering.detail("remark", f"{label}: {fields[name]}" if fields[name] else "")
    for text in _values(gathering, branch, "LIST_TYPE"):
        if text != "UN List":
            raise QuarantinedError("LIST_TYPE", f"“{text}” is no list that the UN is known to print here")


def _birth(date: Branch, gathering: Gathering) -> tuple[str, str]:
    """What one date of birth prints, and the date that it is."""
    sort, note = date.take("TYPE_OF_DATE"), squeezed(date.take("NOTE"))
    day, year, first, last = (date.take(name) for name in ("DATE", "YEAR", "FROM_YEAR", "TO_YEAR"))
    gathering.finish(date)
    if sort not in ("EXACT", "APPROXIMATELY", "BETWEEN", ""):
        raise QuarantinedError("TYPE_OF_DATE", f"“{sort}” is no word that the UN is known to use")
    printed = " ".join(text for text in (sort, day or year, f"{first}-{last}" if first or last else "", note) if text)
    if not (day or year or first or last or note):
        return "", ""
    if first or last:
        value = days.between(days.from_parts(first), days.from_parts(last))
    elif day or year:
        # 'Sep.' beside the year 1958 says in which month, '24/06/1402 (Hijri Calendar)' stands alone.
        value = days.printed(f"{note} {year}") if year and note else ""
        value = value or days.iso(day or year)
    else:
        value = days.printed(_MONTHS_OF_A_YEAR.sub(r"Between \1 \3 and \2 \3", note))
    about = sort == "APPROXIMATELY" or note.casefold() == "approximately"
    return printed, days.about(value) if about else value


def _birth_place(gathering: Gathering, place: Branch) -> None:
    texts = [place.take(name) for name in ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")]
    note = place.take("NOTE")
    gathering.finish(place)
    printed = ", ".join(text for text in texts if text)
    gathering.detail("birth_place", f"{printed} ({note})" if printed and note else printed or note)
    gathering.country("birth_country", texts[-1])


def _address(gathering: Gathering, address: Branch) -> None:
    names = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
    street, city, province, code, land = (address.take(name) for name in names)
    gathering.address(
        street, city, province, code, land,
        city=city, region=province, postal_code=code, land=land, note=address.take("NOTE"),
    )  # fmt: skip
    gathering.finish(address)


def _document(gathering: Gathering, document: Branch) -> None:
    sort, more, number = (document.take(name) for name in ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER"))
    issuing, issued_in, city = (document.take(n) for n in ("ISSUING_COUNTRY", "COUNTRY_OF_ISSUE", "CITY_OF_ISSUE"))
    issued_on, note = document.take("DATE_OF_ISSUE"), document.take("NOTE")
    gathering.finish(document)
    if not any((sort, more, number, issuing, issued_in, city, issued_on, note)):
        return
    scheme = word(IDENTIFIER_SCHEMES, "un", "TYPE_OF_DOCUMENT", sort) if sort else "other_id"
    scheme = next((code for words, code in _DOCUMENT_WORDS if words in more.casefold()), scheme)
    label = f"{squeezed(more) or squeezed(sort)} {number}".strip()
    rest = [
        *(text for text in (issuing,) if text),
        *(f"issued on {text}" for text in (issued_on,) if text),
        *(f"issued in {text}" for text in (", ".join(part for part in (city, issued_in) if part),) if text),
        *(text for text in (note,) if text),
    ]
    if not number:  # the number then stands in a note, in no fixed form
        gathering.unread.append(f"{document.name}: {squeezed('; '.join((label, *rest)))}")
        return
    gathering.identifier(scheme, number, country(issuing) or country(issued_in))
    if rest or squeezed(more).casefold() not in ("", squeezed(sort).casefold()):
        gathering.detail("remark", f"{label}: {'; '.join(rest)}" if rest else label)


def _measures(gathering: Gathering, fields: Mapping[str, str], kind: str, since: Dated | None) -> None:
    printed = fields["UN_LIST_TYPE"]
    committee = _COMMITTEES.get(re.sub(r"\W", "", printed).casefold())
    if committee is None:
        raise QuarantinedError("UN_LIST_TYPE", f"“{printed}” is no committee of which the measures are known")
    gathering.programmes.append(LegalBasis(printed, printed, since))
    stated = _stated(fields["COMMENTS1"]) if committee == "Libya" else {}
    for type_ in stated or _MEASURES[committee][kind != "person"]:
        day = stated.get(type_, "")
        gathering.measures.append(Restriction(type_, Dated(day) if day else None))


def _stated(comments: str) -> dict[str, str]:
    """The measures that an entry itself names, each with the day that it gives for that measure, or ''."""
    found = dict[str, str]()
    for statement in _PURSUANT.finditer(squeezed(comments)):
        for name in statement["measures"].split(","):
            type_ = _MEASURE_WORDS.get(name.strip().casefold())
            if type_ is None:
                return {}
            found.setdefault(type_, days.printed(statement["day"] or ""))
    return found


def _day(gathering: Gathering, name: str, text: str) -> str:
    """A day, as printed in its own zone; one that cannot be is kept as unread."""
    value = days.iso(text)
    if text and not value:
        gathering.unread.append(f"{name}: {text}")
        gathering.problems.append(f"“{text}” is no date that can be read.")
    return value


def _values(gathering: Gathering, branch: Branch, name: str) -> list[str]:
    """The texts of the VALUEs in all children of a name."""
    texts = list[str]()
    for child in branch.branches(name):
        texts += child.texts("VALUE")
        gathering.finish(child)
    return texts


FORMAT = Format("un_sc_xml", "UN Security Council consolidated list, XML", _recognises, _open)
