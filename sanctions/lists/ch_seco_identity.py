"""Who a target of the Swiss list is: the names, dates, places, papers and addresses of one `identity`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from sanctions.lists import days
from sanctions.lists.countries import country
from sanctions.lists.gathering import Gathering, squeezed
from sanctions.lists.reading import QuarantinedError
from sanctions.lists.taking import Branch, word
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES
from sanctions.vocabulary.language import LANGUAGES
from sanctions.vocabulary.name_kind import NAME_KINDS

PART_TYPES = frozenset(
    {"title", "given-name", "further-given-name", "father-name", "grand-father-name", "family-name", "maiden-name"}
    | {"suffix", "tribal-name", "whole-name", "other"}
)
_MOST_SPELLINGS = 50
"""Names that the spellings of the parts of one name are put together to, at most (Interdict's own bound)."""

# ISO 639-2, which SECO prints, to ISO 639-1 (https://www.loc.gov/standards/iso639-2/php/code_list.php).
_LANGUAGES = {
    "ara": "ar", "bel": "be", "bos": "bs", "chi": "zh", "zho": "zh", "deu": "de", "ger": "de", "eng": "en", "fas": "fa",
    "per": "fa", "fra": "fr", "fre": "fr", "geo": "ka", "kat": "ka", "heb": "he", "hin": "hi", "ind": "id", "ita": "it",
    "jpn": "ja", "kor": "ko", "kur": "ku", "mya": "my", "bur": "my", "por": "pt", "pus": "ps", "rum": "ro", "ron": "ro",
    "rus": "ru", "som": "so", "spa": "es", "srp": "sr", "tur": "tr", "ukr": "uk", "urd": "ur", "uzb": "uz",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place that the list keeps once and refers to by its number."""

    location: str
    area: str
    country: str
    code: str

    def __str__(self) -> str:
        return ", ".join(part for part in (self.location, self.area, self.country) if part)


NOWHERE = Place("", "", "", "")


def read_identity(
    gathering: Gathering, identity: Branch, places: Mapping[str, Place], *, main: bool, person: bool
) -> list[tuple[str, str]]:
    """Takes an identity into an entry, and gives the dates of it: what each prints, and the date that it is."""
    identity.attribute("ssid")
    for name in identity.branches("name"):
        _name(gathering, name, main=main)
    for nationality in identity.branches("nationality"):
        nationality.attribute("ssid")
        land = nationality.branch("country")
        if land is not None:
            code, text = land.attribute("iso-code"), land.text()
            gathering.country("nationality" if person else "country", code if country(code) else text)
        _remark(gathering, "Nationality", nationality)
        gathering.finish(nationality)
    for place in identity.branches("place-of-birth"):
        _birth_place(gathering, place, places)
    for document in identity.branches("identification-document"):
        _document(gathering, document, places)
    for address in identity.branches("address"):
        _address(gathering, address, places)
    dates = [_date(gathering, date) for date in identity.branches("day-month-year")]
    gathering.finish(identity)
    return dates


def _name(gathering: Gathering, name: Branch, *, main: bool) -> None:
    name.attribute("ssid")
    kind = word(NAME_KINDS, "ch", "name/@name-type", name.attribute("name-type"))
    quality, language = name.attribute("quality"), _language(name.attribute("lang"))
    if quality not in ("good", "low", ""):
        raise QuarantinedError("name/@quality", f"“{quality}” is no word that SECO is known to use")
    if kind == "primary" and not main:
        kind = "alias"
    if kind == "alias" and quality == "low":
        kind = "weak_alias"
    parts = sorted((_part(gathering, part) for part in name.branches("name-part")), key=lambda part: part.order)
    for part in parts:
        if part.type == "title":
            gathering.detail("title", part.value)
    spoken = [part for part in parts if part.type != "title"]
    roles = [(part.type.removesuffix("-name"), part.value) for part in spoken if part.type != "whole-name"]
    full = " ".join(part.value for part in spoken)
    gathering.name(full, kind, language=language, parts=roles)
    if quality == "low" and kind != "weak_alias":
        gathering.detail("remark", f"{full}: low quality")
    for spelling, full in _spellings(spoken):
        other = kind
        if kind == "primary":
            other = "variation" if spelling[1] in ("LATN", "") else "original_script"
        gathering.name(full, other, language=_language(spelling[0]))
    gathering.finish(name)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a name, and its other spellings by language and script."""

    order: int
    type: str
    value: str
    spellings: tuple[tuple[tuple[str, str], str], ...]


def _part(gathering: Gathering, part: Branch) -> _Part:
    order, type_ = part.attribute("order"), part.attribute("name-part-type")
    if type_ not in PART_TYPES:
        raise QuarantinedError("name-part/@name-part-type", f"“{type_}” is no part of a name that is known")
    if not (order.isascii() and order.isdigit()):
        raise QuarantinedError("name-part/@order", f"“{order}” is no number")
    value = part.take("value")
    spellings = list[tuple[tuple[str, str], str]]()
    for variant in part.branches("spelling-variant"):
        language, script = variant.attribute("lang"), variant.attribute("script")
        variant.attribute("spelling-variant-type")
        variant.attribute("ssid")
        spellings.append(((language, script.upper()), variant.text()))
        gathering.finish(variant)
    gathering.finish(part)
    return _Part(int(order), type_, squeezed(value), tuple(spellings))


def _spellings(parts: list[_Part]) -> Iterator[tuple[tuple[str, str], str]]:
    """The whole name in each language and script in which a part of it is spelt; other parts stay as they are."""
    for spelling in dict.fromkeys(key for part in parts for key, text in part.spellings if text):
        choices = [[text for key, text in part.spellings if key == spelling and text] or [part.value] for part in parts]
        for texts in islice(product(*choices), _MOST_SPELLINGS):
            yield spelling, " ".join(texts)


def _language(code: str) -> str:
    lower = code.casefold()
    return _LANGUAGES.get(lower, lower if lower in LANGUAGES else "")


def _date(gathering: Gathering, date: Branch) -> tuple[str, str]:
    date.attribute("ssid")
    year, month, day = (date.attribute(name) for name in ("year", "month", "day"))
    calendar, quality = date.attribute("calendar"), date.attribute("quality")
    gathering.finish(date)
    printed = "-".join(part for part in (year, month, day) if part)
    if calendar.casefold() not in ("gregorian", ""):
        return f"{printed} ({calendar})" if printed else "", ""
    value = days.from_parts(year, month, day)
    return printed, f"{value}?" if value and quality == "low" else value


def _birth_place(gathering: Gathering, element: Branch, places: Mapping[str, Place]) -> None:
    place, notes = _place(gathering, element, places)
    note, text = "; ".join([element.take("remark") or element.take("remarks"), *notes]).strip("; "), str(place)
    gathering.detail("birth_place", f"{text} ({note})" if text and note else text or note)
    gathering.country("birth_country", place.code or place.country)
    gathering.finish(element)


def _place(gathering: Gathering, element: Branch, places: Mapping[str, Place]) -> tuple[Place, list[str]]:
    """The place that an element refers to, and what is said of how sure it is."""
    element.attribute("ssid")
    quality, number = element.attribute("quality"), element.attribute("place-id")
    if number and number not in places:
        gathering.unread.append(f"{element.name}/@place-id: {number}")
        gathering.problems.append(f"The list has no place {number}.")
    place = places.get(number, NOWHERE)
    return place, ["low quality"] if quality == "low" and place is not NOWHERE else []


def _address(gathering: Gathering, address: Branch, places: Mapping[str, Place]) -> None:
    place, sure = _place(gathering, address, places)
    care, details, box, code = (address.take(name) for name in ("c-o", "address-details", "p-o-box", "zip-code"))
    notes = [address.take("remark"), address.take("remarks"), *sure]
    if address.attribute("current") == "false":
        notes.append("not current")
    gathering.address(
        f"c/o {care}" if care else "", details, f"P.O. Box {box}" if box else "", code, str(place),
        city=place.location, region=place.area, postal_code=code, land=place.code or place.country,
        note="; ".join(note for note in notes if note),
    )  # fmt: skip
    gathering.finish(address)


def _document(gathering: Gathering, document: Branch, places: Mapping[str, Place]) -> None:
    document.attribute("ssid")
    sort, number = document.attribute("document-type"), document.take("number")
    scheme = word(IDENTIFIER_SCHEMES, "ch", "identification-document/@document-type", sort)
    issuer = document.branch("issuer")
    code, land = (issuer.attribute("code"), issuer.text()) if issuer is not None else ("", "")
    issued, expires = (_day(document, name) for name in ("date-of-issue", "expiry-date"))
    note = document.take("remark")
    where = document.branch("place-of-issue")
    place, _ = _place(gathering, where, places) if where is not None else (NOWHERE, [])
    issuing = country(code) or country(land)
    gathering.identifier(scheme, number, issuing)
    said = {"issued by": "" if number and issuing else land, "issued on": issued, "issued in": str(place)}
    said |= {"expires on": expires, "note": note}
    if number and (rest := [f"{label} {text}" for label, text in said.items() if text]):
        gathering.detail("remark", f"{sort} {number}: {'; '.join(rest)}")
    elif not number and any(said.values()):
        gathering.unread.append(f"{sort}: {squeezed('; '.join(text for text in said.values() if text))}")
    gathering.finish(document)


def _day(document: Branch, name: str) -> str:
    """A day of a paper, printed as a text or in a `day-month-year` of its own."""
    if (element := document.branch(name)) is None:
        return ""
    date = element.branch("day-month-year")
    parts = [date.attribute(part) for part in ("year", "month", "day")] if date is not None else []
    return element.text() or (days.from_parts(*parts) if parts else "")


def _remark(gathering: Gathering, label: str, branch: Branch) -> None:
    """A note that stands inside an element, under the name of what it is about."""
    if note := branch.take("remark"):
        gathering.detail("remark", f"{label}: {note}")
