"""Canada's Consolidated Canadian Autonomous Sanctions List in XML.

It holds what the regulations under the Special Economic Measures Act (SEMA) and the Justice for Victims of Corrupt
Foreign Officials Act list. Source: https://www.international.gc.ca/world-monde/international_relations-relations_
internationales/sanctions/consolidated-consolide.aspx. Its columns were renamed twice: `Entity` (2022), `EntityOrShip`,
and `EntityOrShip-EntiteOuNavire` (2026); they are read by the English half of their names.

The list has no number of its own. Schedules are printed in ever other ways ('2', '1, Part 2' and 'Part 2' are one), but
names stay: of the 2,606 records of May 2022, 2,465 stand in August 2026 under the same regime and name. So the
reference of a record is its regime and name; where a release has both twice, the item number goes with them.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256

from lxml import etree

from sanctions.lists import days
from sanctions.lists.countries import country
from sanctions.lists.entry import Dated, Entry, LegalBasis, Restriction
from sanctions.lists.gathering import LONGEST, Gathering, only, squeezed
from sanctions.lists.markup import elements, looks_like
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, Record, RefusedError
from sanctions.lists.taking import Row, local

_ROOT = "data-set"

# The newest English name of each column first.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "country": ("Country",),
    "last": ("LastName",),
    "given": ("GivenName",),
    "entity": ("EntityOrShip", "Entity"),
    "aliases": ("Aliases",),
    "title": ("TitleOrShipType", "TitleOrShip", "Title"),
    "imo": ("ShipIMONumber",),
    "date": ("DateOfBirthOrShipBuildDate", "DateOfBirth"),
    "schedule": ("Schedule",),
    "item": ("Item",),
    "listed": ("DateOfListing",),
}
_OF_2022 = {"Entity", "DateOfBirth", "Title"}
"""Names that the newer columns do not have. Countries and schedules are printed in other ways too since then."""

_COLUMN_OF = {name: column for column, names in _COLUMNS.items() for name in names}
_EXPRESSED = {
    "title": {"details.title", "details.vessel_type"},
    "imo": {"identifiers"},
    "date": {"details.birth_date", "details.build_year"},
    "listed": {"listed"},
    "item": {"details.remark"},
}

# The Special Economic Measures (Burma) Regulations, SOR/2007-285, are those of Myanmar in the list since.
_RENAMED = {"Burma": "Myanmar (Burma)"}

# Special Economic Measures (Russia) Regulations, SOR/2014-58: section 3 forbids all dealings with those in schedule 1
# and with the ships in schedule 1.1; sections 3.1 and 3.2 forbid dealings in new debt beyond thirty and ninety days of
# those in schedules 2 and 3. The other regulations forbid all dealings with whomever they list.
_NEW_DEBT = {"2": "P30D", "3": "P90D"}
_SHIPS = "1.1"
_JUSTICE = re.compile(r"\((?P<acronym>[A-Z]{4,})\)$")

_LANGUAGES = {
    "arabic": "ar", "belarusian": "be", "belarussian": "be", "hebrew": "he", "persian": "fa", "farsi": "fa",
    "russian": "ru", "ukrainian": "uk", "burmese": "my", "spanish": "es", "chinese": "zh", "alias": "",
}  # fmt: skip
_LABEL = re.compile(rf"(?P<label>{'|'.join(_LANGUAGES)})\s*:\s*", re.IGNORECASE)
_ALSO = re.compile(r"\s*\((?:a\.?k\.?a\.?|also known as)\s+(?P<aliases>[^()]+)\)\s*$", re.IGNORECASE)
_APART = re.compile(r"\s*;\s*|,\s+(?![^()]*\))|\s+or\s+|\s+/\s+")
# What follows a comma without being another name: a form of company.
_FORM = re.compile(
    r"(?:ltd|limited|inc|llc|lp|llp|plc|s\.?a|gmbh|co|corp|[jo]sc|pjsc|oao|ооо|оао|пао|зао|ао)\.?", re.IGNORECASE
)
_SHIP_NUMBER = re.compile(r"(?:IMO\s*)?(\d{7})", re.IGNORECASE)
_DIGITS = re.compile(r"\d{3}")
_BORN = re.compile(r"^born\s+(?:in|on)?\s*", re.IGNORECASE)
_LONGEST_REFERENCE = 100
_LONGEST_ALIASES = 10_000
"""Characters in one field of aliases (Interdict's own bound; the longest seen has under a thousand)."""


def _recognises(parts: Parts) -> bool:
    return len(parts) == 1 and looks_like(only(parts)[1], _ROOT)


def _open(parts: Parts) -> Reading:
    file, content = only(parts)
    rows, names = list[dict[str, str]](), set[str]()
    for element in elements(file, content, "record", root=_ROOT):
        rows.append(_row(element))
        names.update(local(child) for child in element.iterchildren("*"))
    if not rows:
        raise RefusedError(file, "holds no record")
    columns = {column for row in rows for column in row}
    if "country" not in columns or not columns & {"last", "given", "entity"}:
        raise RefusedError(file, "has no column Country, or none with names")
    expresses = {
        "reference",
        "kind",
        "names",
        "sanction_kind",
        "measures",
        "programmes",
        "origin",
        "problems",
        "unread",
    }
    for column in columns:
        expresses |= _EXPRESSED.get(column, set())
    warnings = list[str]()
    form = "ca_sema_xml_2022" if names & _OF_2022 else "ca_sema_xml"
    return Reading(form, "", frozenset(expresses), _records(rows, warnings), len(rows), warnings)


def _row(element: etree._Element) -> dict[str, str]:
    """The texts of a record by column; those unknown by name under that name, those repeated with a number."""
    row = dict[str, str]()
    for child in element.iterchildren("*"):
        name = local(child)
        column = _COLUMN_OF.get(name.partition("-")[0], name)
        if column in row:
            column = f"{name} {sum(known.startswith(name) for known in row) + 2}"
        row[column] = "".join(str(text) for text in child.itertext())
    return row


def _records(rows: list[dict[str, str]], warnings: list[str]) -> Iterator[Record]:
    keys = Counter(_key(row) for row in rows)
    for row in rows:
        regime, name = _key(row)
        number = squeezed(row.get("item", "")) if keys[regime, name] > 1 else ""
        reference = "-".join(part for part in (regime, name, number) if part)
        if len(reference) > _LONGEST_REFERENCE:
            reference = f"{reference[: _LONGEST_REFERENCE - 9]}-{sha256(reference.encode()).hexdigest()[:8]}"

        def read(row: dict[str, str] = row, reference: str = reference) -> Entry:
            return _entry(row, reference, warnings)

        raw = {column: text for column in row if (text := squeezed(row[column]))}
        yield Record(reference, json.dumps(raw, ensure_ascii=False, indent=1, sort_keys=True), read)


def _key(row: Mapping[str, str]) -> tuple[str, str]:
    """The regime and the name of a record, both written so that case, accents and punctuation make no difference."""
    english = _english(row.get("country", ""))
    acronym = _JUSTICE.search(english)
    regime = country(english) or (acronym["acronym"] if acronym else _slug(english))
    return regime, _slug(row.get("entity", "") or f"{row.get('given', '')} {row.get('last', '')}")


def _slug(text: str) -> str:
    short = text[: LONGEST["name"]]  # to put accents apart takes long where there are very many
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", short) if not unicodedata.combining(sign))
    return "-".join(re.findall(r"\w+", plain.casefold()))


def _english(text: str) -> str:
    """The English half of a text in both languages."""
    return squeezed(re.split(r"\s/\s|(?<=\w)/(?=\w)|\|", text, maxsplit=1)[0])


def _entry(row: Mapping[str, str], reference: str, warnings: list[str]) -> Entry:
    fields = Row(row)
    gathering = Gathering(reference, warnings)
    texts = {column: fields.take(column) for column in _COLUMNS}
    for name in fields.finish():
        gathering.leftover(f"record/{name}", row[name])
    if not texts["country"]:
        raise QuarantinedError("Country", "is empty")
    listed = _day(gathering, texts["listed"])
    regime = _english(texts["country"])
    kind = _kind(texts, regime)
    _names(gathering, texts)
    if number := _SHIP_NUMBER.fullmatch(texts["imo"]):
        gathering.identifier("imo", number[1])
    elif texts["imo"]:
        gathering.unread.append(f"ShipIMONumber: {squeezed(texts['imo'])}")
    _details(gathering, texts, kind)
    printed = squeezed(texts["country"])
    gathering.programmes.append(LegalBasis(_RENAMED.get(regime, regime), printed, listed))
    place = ", ".join(
        f"{name} {squeezed(texts[column])}"
        for name, column in (("Schedule", "schedule"), ("Item", "item"))
        if texts[column]
    )
    gathering.detail("remark", place)
    gathering.measures.append(_measure(texts, regime))
    return gathering.entry(kind=kind, listed=listed)


def _kind(texts: Mapping[str, str], regime: str) -> str:
    named = bool(texts["last"] or texts["given"])
    if named and texts["entity"]:
        raise QuarantinedError("EntityOrShip", "stands beside the name of a person")
    if named:
        return "person"
    # A mistyped number is a ship's too. Where a release has none, the schedule that lists nothing else tells ships.
    numbered = bool(_DIGITS.search(texts["imo"]))
    return "vessel" if numbered or (regime == "Russia" and texts["schedule"] == _SHIPS) else "legal_entity"


def _names(gathering: Gathering, texts: Mapping[str, str]) -> None:
    given, last = texts["given"], texts["last"]
    if given or last:
        gathering.name(f"{given} {last}", parts=(("given", given), ("family", last)))
    entity = squeezed(texts["entity"])
    also = _ALSO.search(entity)
    gathering.name(entity[: also.start()] if also else entity)
    for text in (also["aliases"] if also else "", texts["aliases"]):
        language = ""
        for piece in _pieces(text):
            label = _LABEL.match(piece)
            if label:
                language = _LANGUAGES[label["label"].casefold()]
            gathering.name(piece[label.end() :] if label else piece, "alias", language=language if label else "")


def _pieces(text: str) -> list[str]:
    """The names in a text that parts them by semicolons, commas, slashes or 'or'."""
    if len(text) > _LONGEST_ALIASES:
        raise QuarantinedError("Aliases", f"has {len(text):,} characters, more than {_LONGEST_ALIASES:,}")
    pieces = list[str]()
    for piece in _APART.split(squeezed(text)):
        if pieces and _FORM.fullmatch(piece):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        elif piece:
            pieces.append(piece[1:] if piece.startswith("(") and ")" not in piece else piece)
    return pieces


def _details(gathering: Gathering, texts: Mapping[str, str], kind: str) -> None:
    gathering.detail("vessel_type" if kind == "vessel" else "title", texts["title"])
    printed = texts["date"]
    value = days.printed(_BORN.sub("", squeezed(printed)))
    if kind == "legal_entity" and printed:  # neither a person nor a ship: the column does not say what the date is of
        gathering.unread.append(f"DateOfBirthOrShipBuildDate: {squeezed(printed)}")
    else:
        gathering.date("build_year" if kind == "vessel" else "birth_date", [(printed, value)])


def _measure(texts: Mapping[str, str], regime: str) -> Restriction:
    schedule = texts["schedule"]
    if regime == "Russia" and schedule in _NEW_DEBT:
        return Restriction("debt_equity_restriction", tenor=_NEW_DEBT[schedule])
    if not schedule and not texts["item"]:  # two banks of Belarus in 2022: in no schedule, so under something less
        return Restriction("unspecified")
    return Restriction("asset_freeze")


def _day(gathering: Gathering, printed: str) -> Dated | None:
    value = days.iso(printed)
    if printed and not value:
        gathering.unread.append(f"DateOfListing: {squeezed(printed)}")
        gathering.problems.append(f"“{squeezed(printed)}” is no date that can be read.")
    return Dated(value) if value else None


FORMAT = Format("ca_sema_xml", "Canada's autonomous sanctions list, XML", _recognises, _open)
