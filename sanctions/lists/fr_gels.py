"""France's national register of asset freezes in JSON, as the Direction générale du Trésor publishes it.

Source: https://gels-avoirs.dgtresor.gouv.fr (the last publication as JSON). The register holds the freezes of the EU
and the UN as they apply in France, and France's own. A record is a list of fields, each with its kind (`TypeChamp`)
and values. It prints no day of listing; each legal basis has the day of its act.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sanctions.lists import days
from sanctions.lists.entry import CrossReference, Dated, Entry, Instrument, LegalBasis, Restriction
from sanctions.lists.fr_gels_words import language_of, pays, scheme_of, wallet_of
from sanctions.lists.gathering import LONGEST, Gathering, only, squeezed, warn
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, Record, RefusedError
from sanctions.lists.taking import Row, word
from sanctions.vocabulary.target_kind import TARGET_KINDS

_BASIS = re.compile(r"(?P<act>.+?)\s+du\s+(?P<day>\d{1,2}/\d{1,2}/\d{4})\s*(?:\((?P<regime>.+)\))?\s*\.?", re.DOTALL)
_EU_NUMBER = re.compile(r"\((?P<body>UE|CE|PESC)\)\s*(?:n[°º]\s*)?(?P<number>\d+/\d{2,4})")
_BODIES = {"UE": "EU", "CE": "EC", "PESC": "CFSP"}
_ABOUT = re.compile(r"\b(?:environ|vers|circa|approximativement|estimée?)\b", re.IGNORECASE)
_NOTHING = {"", "/", "-"}
_FIELD_OF_COMMENT = re.compile(
    r"(?P<label>type d.entité|date d.enregistrement|date de constitution|lieu d.enregistrement|"
    r"principal (?:établissement|lieu d.activité)|établissement principal)\s*:\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)

EXPRESSES = frozenset(
    {"reference", "kind", "names", "sanction_kind", "measures", "programmes", "identifiers", "addresses", "details"}
    | {"instruments", "cross_references", "listed", "origin", "grounds", "problems", "unread"}
)


def _recognises(parts: Parts) -> bool:
    content = only(parts)[1] if len(parts) == 1 else b""
    return content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and b'"Publications"' in content[:2000]


def _open(parts: Parts) -> Reading:
    file, content = only(parts)
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RefusedError(file, f"is no UTF-8 at byte {error.start:,}") from error
    except json.JSONDecodeError as error:
        raise RefusedError(file, error.msg, line=error.lineno, column=error.colno) from error
    except (RecursionError, ValueError) as error:
        raise RefusedError(file, f"is no JSON that can be read: {error}") from error
    publications = data.get("Publications") if isinstance(data, dict) else None
    records = publications.get("PublicationDetail") if isinstance(publications, dict) else None
    if not isinstance(publications, dict) or not isinstance(records, list):
        raise RefusedError(file, "has no list Publications/PublicationDetail")
    if not records:
        raise RefusedError(file, "holds no entry")
    warnings = list[str]()
    for name in set(publications) - {"DatePublication", "PublicationDetail"}:
        warn(warnings, f"Publications/{name}", "(the list)")
    dated = days.iso(str(publications.get("DatePublication", "")))
    return Reading("fr_gels_json", dated, EXPRESSES, _records(file, records, warnings), len(records), warnings)


def _records(file: str, records: Sequence[Any], warnings: list[str]) -> Iterator[Record]:
    for number, record in enumerate(records, start=1):
        if not isinstance(record, dict):
            raise RefusedError(file, f"its entry {number} is no object")
        reference = str(record.get("IdRegistre") or "")

        def read(record: dict[str, Any] = record, reference: str = reference) -> Entry:
            return _entry(record, reference, warnings)

        yield Record(reference, json.dumps(_sorted(record), ensure_ascii=False, indent=1, sort_keys=True), read)


def _sorted(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record with its fields in the order of their kinds."""
    fields = record.get("RegistreDetail")
    if not isinstance(fields, list):
        return dict(record)
    return {**record, "RegistreDetail": sorted(fields, key=lambda field: json.dumps(field, sort_keys=True))}


def _entry(record: Mapping[str, Any], reference: str, warnings: list[str]) -> Entry:
    if not reference.isdigit():
        raise QuarantinedError("IdRegistre", f"“{reference}” is no number")
    gathering = Gathering(reference, warnings)
    top = Row({name: _text(value) for name, value in record.items() if name != "RegistreDetail"})
    top.take("IdRegistre")
    kind = word(TARGET_KINDS, "fr", "Nature", top.take("Nature"))
    last = top.take("Nom")
    for name in top.finish():
        gathering.leftover(name, _text(record[name]))
    fields = _fields(record)
    given = " ".join(row.take("Prenom") for row in fields.get("PRENOM", []))
    parts = (("given", given), ("family", last)) if kind == "person" else ()
    gathering.name(f"{given} {last}", parts=parts)
    grounds, origins = list[str](), set[str]()
    dates = list[str]()
    born = list[tuple[str, str]]()
    for sort, rows in fields.items():
        for row in rows:
            if sort == "DATE_DE_NAISSANCE":
                born.append(_birth(row))
            elif sort == "MOTIFS":
                grounds.append(row.take("Motifs"))
            elif sort == "FONDEMENT_JURIDIQUE":
                origin, day = _basis(gathering, row)
                origins.add(origin)
                dates.append(day)
            elif sort != "PRENOM" and not _take(gathering, sort, row, kind):
                gathering.leftover(sort, "; ".join(row.take(name) for name in row.finish()))
            for name in row.finish():
                gathering.leftover(f"{sort}/{name}", row.take(name))
    gathering.date("birth_date" if kind == "person" else "founded_on", born)
    gathering.measures.append(Restriction("asset_freeze"))
    if not origins:
        gathering.problems.append("It names no legal basis.")
    first = min((day for day in dates if day), default="")
    return gathering.entry(
        kind=kind, grounds="\n\n".join(text for text in grounds if text),
        # The acts that are printed may all be later than the one that first listed: the listing is not after them.
        listed=Dated(f"/{first}", "inferred") if first else None,
        origin="implements" if origins == {"implements"} else "autonomous",
    )  # fmt: skip


def _fields(record: Mapping[str, Any]) -> dict[str, list[Row]]:
    """The values of a record's fields by kind, in the order of the record."""
    details = record.get("RegistreDetail")
    if not isinstance(details, list):
        raise QuarantinedError("RegistreDetail", "is no list")
    fields = dict[str, list[Row]]()
    for detail in details:
        values = detail.get("Valeur") if isinstance(detail, dict) else None
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            raise QuarantinedError("RegistreDetail", "holds a field whose Valeur is no list of objects")
        rows = [Row({name: _text(text) for name, text in value.items()}) for value in values]
        fields.setdefault(str(detail.get("TypeChamp", "")), []).extend(rows)
    return fields


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


_PLAIN = {
    "SEXE": ("Sexe", "gender"),
    "TITRE": ("Titre", "position"),
    "SITE_INTERNET": ("SiteInternet", "website"),
    "TELEPHONE": ("Telephone", "phone"),
    "COURRIEL": ("Courriel", "email"),
}
_REFERENCES = {
    "REFERENCE_UE": ("ReferenceUe", "eu_reference", "eu_fsf"),
    "REFERENCE_ONU": ("ReferenceOnu", "un_reference", "un_sc"),
}


def _take(gathering: Gathering, sort: str, row: Row, kind: str) -> bool:
    """Takes one value of a field of a known kind; False where the kind is not known."""
    comment = squeezed(row.take("Commentaire"))
    if sort in _PLAIN:
        name, detail = _PLAIN[sort]
        gathering.detail(detail, row.take(name))
    elif sort in _REFERENCES:
        name, scheme, namespace = _REFERENCES[sort]
        if reference := squeezed(row.take(name)):
            gathering.identifier(scheme, reference)
            gathering.cross_references.append(CrossReference(namespace, reference))
    elif sort == "ALIAS":
        alias, language = row.take("Alias"), language_of(comment)
        gathering.name(alias, "alias", language=language)
        comment = "" if language else f"{alias} : {comment}" if comment else ""
    elif sort == "NATIONALITE":
        _country(gathering, "nationality" if kind == "person" else "country", row.take("Pays"))
    elif sort == "LIEU_DE_NAISSANCE":
        place, land = _place(row), row.take("Pays")
        gathering.detail("birth_place", ", ".join(text for text in (place, land) if text))
        _country(gathering, "birth_country", land)
    elif sort in ("ADRESSE_PM", "ADRESSE_PP"):
        place, land = _place(row), row.take("Pays")
        gathering.address(place, land, land=pays(land))
        if land and not pays(land):
            gathering.unread.append(f"{sort}/Pays: {land}")
    elif sort in ("PASSEPORT", "AUTRE_IDENTITE", "IDENTIFICATION", "NUMERO_OMI"):
        comment = _number(gathering, sort, row, comment, kind)
    elif sort.startswith("CRYPTOMONNAIE"):
        address = row.take("Cryptomonnaie")
        gathering.identifier(wallet_of(comment), address)
        comment = f"{address} : {comment}" if address and comment else comment
    else:
        if comment:
            gathering.unread.append(f"{sort}/Commentaire: {comment}")
        return False
    gathering.detail("remark", comment)
    return True


def _place(row: Row) -> str:
    """A place: the register's schema has one form for places of birth and addresses, with either or both of the two."""
    return ", ".join(text for text in (row.take("Adresse"), row.take("Lieu")) if text)


def _country(gathering: Gathering, kind: str, printed: str) -> None:
    if code := pays(printed):
        gathering.detail(kind, code, printed)
    elif printed:
        gathering.unread.append(f"{kind}: {squeezed(printed)}")


def _number(gathering: Gathering, sort: str, row: Row, comment: str, kind: str) -> str:
    """Takes a number with the comment that says what it is; gives what remains to be kept of the two."""
    if sort == "PASSEPORT":
        number = squeezed(row.take("NumeroPasseport"))
        gathering.identifier("passport", number)
        return f"{number} : {comment}" if comment else ""
    if sort == "NUMERO_OMI":
        gathering.identifier("imo" if kind == "vessel" else "imo_company", row.take("NumeroOMI"))
        return comment
    number = squeezed(row.take("NumeroCarte" if sort == "AUTRE_IDENTITE" else "Identification"))
    scheme = scheme_of(comment) or ("national_id" if sort == "AUTRE_IDENTITE" else "")
    for part in re.split(r"\s+-\s+|\.\s+(?=[A-ZÉ])", comment):
        if found := _FIELD_OF_COMMENT.fullmatch(part.strip(" .")):
            _labelled(gathering, found["label"].casefold(), found["value"])
    if number in _NOTHING:
        return comment
    if scheme == "bic" or (scheme and len(number) <= LONGEST["identifier"] and re.search(r"\d", number)):
        gathering.identifier("imo" if scheme == "imo_company" and kind == "vessel" else scheme, number)
        return f"{comment} : {number}" if ":" in comment or " - " in comment else ""
    return f"{comment} : {number}" if comment else number


def _labelled(gathering: Gathering, label: str, value: str) -> None:
    if label.startswith("type"):
        gathering.detail("legal_form", value)
    elif label.startswith("date") and (day := days.day_month_year(value)):
        gathering.detail("founded_on", day, value)


def _birth(row: Row) -> tuple[str, str]:
    """What a date of birth prints, and the date that it is."""
    day, month, year, comment = (row.take(name) for name in ("Jour", "Mois", "Annee", "Commentaire"))
    printed = squeezed(
        " ".join(text for text in ("/".join(part for part in (day, month, year) if part), comment) if text)
    )
    value = days.from_parts(year, month, day) if year else ""
    return printed, days.about(value) if _ABOUT.search(comment) else value


def _basis(gathering: Gathering, row: Row) -> tuple[str, str]:
    """Takes a legal basis; gives where the case was decided by it, and the day of the act."""
    row.take("FondementJuridique")  # the register's own number of the act
    label = squeezed(row.take("FondementJuridiqueLabel"))
    found = _BASIS.fullmatch(label)
    act = found["act"] if found else label
    regime = squeezed((found["regime"] if found else "") or label)[: LONGEST["programme"]]
    day = days.day_month_year(found["day"]) if found else ""
    foreign = re.search(r"\b(?:UE|CE|PESC|ONU)\b|(?i:Nations unies)", act)  # 'ce' is a word
    since = Dated(f"/{day}", "inferred") if day else None
    known = next((basis for basis in gathering.programmes if basis.code == regime), None)
    if known is None:
        gathering.programmes.append(LegalBasis(regime, regime, since))
    elif since and (known.since is None or since.value < known.since.value):
        gathering.programmes[gathering.programmes.index(known)] = LegalBasis(regime, regime, since)
    kind, scheme, reference = "decision", "other_reference", f"{act} du {found['day']}"[:120] if found else ""
    if number := _EU_NUMBER.search(act):
        kind = "decision" if number["body"] == "PESC" else "regulation"
        scheme, reference = "eu_number", f"({_BODIES[number['body']]}) {number['number']}"
    if reference:
        gathering.instruments.append(Instrument(kind, reference, scheme, label[:400], programme=regime))
    return "implements" if foreign else "autonomous", day


FORMAT = Format("fr_gels_json", "France's national register of asset freezes, JSON", _recognises, _open)
