"""Numbers, papers and enumerations as the UK's two lists print them, in fields of free text."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import zip_longest

from sanctions.lists import days
from sanctions.lists.countries import country
from sanctions.lists.entry import Relation
from sanctions.lists.gathering import LONGEST, Gathering, squeezed
from sanctions.lists.taking import word
from sanctions.vocabulary.identifier_scheme import problem
from sanctions.vocabulary.language import LANGUAGES
from sanctions.vocabulary.name_kind import NAME_KINDS
from sanctions.vocabulary.relation_kind import RELATION_KINDS

Take = Callable[[Gathering, str], None]
"""What takes the text of one field into an entry."""

_NOTHING = {"", "-", "none", "n/a", "not known", "unknown"}

# '(1) Tiaret (2) Maskara', '(1)-(2) Tunisia (3) Libya', '(1-3) Libya (4) Morocco', 'a) General, b) Minister'
_ENUMERATOR = re.compile(
    r"\(\d{1,2}(?:-\d{1,2})?\)(?:\s*[-&]\s*\(\d{1,2}\))*|(?:(?<=\s)|^)\(?(?:[a-z]|\d{1,2})\)(?=\s)"
)
# 'Iraq (previous address)', 'USSR (now Ukraine)', 'Former USSR Currently Belarus', 'Syria as of September 2015'
_BEFORE_COUNTRY = re.compile(r"^(?:in|formerly|former)\s+", re.IGNORECASE)
_AFTER_COUNTRY = re.compile(
    r"\s*[(,]?\s*\b(?:now|currently|as (?:at|of)|since|until|previous|former|at time|citizen(?:ship)?|nationality)\b.*"
    r"|\s*\(.*",
    re.IGNORECASE,
)

_LANGUAGES = {word.label.casefold(): code for code, word in LANGUAGES.items()} | {"farsi": "fa"}

_NUMBER = r"(?P<value>(?=[A-Z0-9/-]*\d)[A-Z0-9][A-Z0-9/-]{3,})"
_LABELLED = (
    ("ogrn", r"OGRN|PSRN|ОГРН|Primary State Registration Number"),
    ("inn", r"INN|ИНН"),
    ("kpp", r"KPP|КПП"),
    ("okpo", r"OKPO|ОКПО"),
    ("bik", r"BIK"),
    ("bic", r"SWIFT(?:/BIC)?|BIC"),
    ("lei", r"LEI"),
    ("duns", r"D-?U-?N-?S"),
    ("uscc", r"USCC|Unified Social Credit(?: Identifier)?"),
    ("vat", r"VAT"),
    ("imo_company", r"IMO"),
    ("tax_id", r"Tax(?:payer)?(?: ID| Identification)?|TIN|УНН/ИНН|УНП"),
    ("registration_number", r"(?:Business |Company |State )?Reg(?:istration|istered)?\.?(?: ID)?"),
)
_AFTER_LABEL = r"\s*(?:(?:number|no|code)\b\.?)?\s*[:#.–-]?\s*(?:is\s+)?"
_LABELS = [
    (scheme, re.compile(rf"(?<!\w)(?:{label})(?!\w){_AFTER_LABEL}{_NUMBER}(?!\w)", re.IGNORECASE))
    for scheme, label in _LABELLED
]
_OF_COUNTRY = re.compile(r"(?P<value>.*\d.*?)\s*\((?P<country>[^()]+)\)")
# 'D 0001203', '(1) A-333602 (Indian) issued …', 'Passport number:F50859', 'Saudi Arabia 2135314355'
_PAPER = re.compile(
    r"(?:(?:passport|national|identi\w*|id|card|nid)\s*)*(?:number|no\.?|nr\.?)?\s*:?\s*"
    r"(?P<value>(?=[A-Z0-9/-]*\d)[A-Z]{0,4}[ -]?[0-9][A-Z0-9/-]{3,})(?!\w)\s*(?:\((?P<country>[^()]+)\))?(?P<rest>.*)",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(r"[\w ./-]{2,60}[:#]\s*(?=.*\d)[\w./-]{3,60}")
_PLAIN = re.compile(r"(?=.*\d)[\w./ -]{3,60}")
_ISSUER = re.compile(r"\s+(?:number|passport|national|diplomatic|identi|no\.?)\b|[,;.(]", re.IGNORECASE)

_MEASURED = re.compile(r"(?P<number>\d[\d ]*(?:[,’']\d{3})*(?:\.\d+)?)\s*(?P<unit>[A-Za-z ]*)\.?")
_TONNAGE = {
    "gt": "gross_tonnage", "grt": "gross_tonnage", "gross": "gross_tonnage", "gross tonnage": "gross_tonnage",
    "dwt": "deadweight", "deadweight": "deadweight",
}  # fmt: skip


# An address of digital currency tells its kind by its form; see `identifier_form` for the sources.
_WALLETS = (
    ("wallet_eth", re.compile(r"\b0x[0-9a-fA-F]{40}\b")),
    ("wallet_trx", re.compile(r"\bT[1-9A-HJ-NP-Za-km-z]{33}\b")),
    ("wallet_btc", re.compile(r"\b(?:bc1[a-z0-9]{11,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34})\b")),
)


def several(text: str) -> list[str]:
    """The items of a text that numbers or letters them, or the text as the only one; those that say nothing are ''."""
    plain = squeezed(text)
    if plain.casefold() in _NOTHING:
        return []
    pieces = _ENUMERATOR.split(plain)
    if len(pieces) == 1 or pieces[0].strip():
        return [plain]
    items = [piece.strip(" ,;") for piece in pieces[1:]]
    return ["" if item.strip(" .").casefold() in _NOTHING else item for item in items]


def items(text: str) -> list[str]:
    """The items of a text, but for those that say nothing, each once."""
    return list(dict.fromkeys(item for item in several(text) if item))


def papers(gathering: Gathering, scheme: str, numbers: str, notes: str) -> None:
    """Passports or identity cards: their numbers and, each beside its number, what is said of them."""
    label = "Passport" if scheme == "passport" else "National identifier"
    for number, note in zip_longest(several(numbers), several(notes), fillvalue=""):
        short = number if len(number) <= 100 else ""
        gathering.identifier(scheme, short, country(_ISSUER.split(note)[0]))
        if note or number != short:
            heading = f"{label} {short}" if short and short not in note else label
            gathering.detail("remark", f"{heading}: {squeezed(f'{number.removeprefix(short)} {note}')}")


def papers_in(gathering: Gathering, scheme: str, text: str) -> None:
    """Papers of which number, issuer and the rest stand in one text: 'G827238 (Tunisian). Issued on 1 June 1996'."""
    label = "Passport" if scheme == "passport" else "National identifier"
    for item in items(text):
        found = _PAPER.fullmatch(item)
        issuer = country(found["country"] or "") if found else ""
        if found:
            gathering.identifier(scheme, found["value"], issuer)
        if not found or found["rest"].strip(" .") or (found["country"] and not issuer):
            gathering.detail("remark", f"{label}: {item}")


def registration(gathering: Gathering, text: str) -> None:
    """The numbers under which a body is registered: those with a label by its scheme, others as they stand."""
    rest = squeezed(text)
    for scheme, pattern in _LABELS:
        for found in list(pattern.finditer(rest)):
            # A number that does not have the form of its scheme is one of another kind: 'IMO' before a ship's number.
            sound = scheme in ("tax_id", "registration_number") or problem(scheme, found["value"]) is None
            gathering.identifier(scheme if sound else "other_id", found["value"])
        rest = pattern.sub(" ", rest)
    for item in items(rest):
        for piece in re.split(r"[;,]|\s/\s", item):
            _registered(gathering, piece.strip(" .:"))


def _registered(gathering: Gathering, piece: str) -> None:
    of_country = _OF_COUNTRY.fullmatch(piece)
    land = country(of_country["country"]) if of_country else ""
    number = of_country["value"] if of_country and land else piece
    if _PLAIN.fullmatch(number):
        gathering.identifier("registration_number", number, land)
    elif _OTHER_LABEL.fullmatch(piece):
        gathering.identifier("other_id", piece)
    elif any(sign.isalnum() for sign in piece) and not country(piece.strip("() ")):
        gathering.unread.append(f"registration number: {piece}")


def wallets(gathering: Gathering, text: str) -> None:
    """Addresses of digital currency that a text names: as such they can be told from anything else by their form."""
    for scheme, address in _addresses(text):
        gathering.identifier(scheme, address)


def wallet(gathering: Gathering, text: str) -> None:
    """An address of digital currency in a field of its own, whatever its form."""
    for scheme, address in _addresses(text) or [("wallet", text)]:
        gathering.identifier(scheme, address)


def _addresses(text: str) -> list[tuple[str, str]]:
    return [
        (scheme, address)
        for scheme, pattern in _WALLETS
        for address in pattern.findall(text)
        if problem(scheme, address) is None
    ]


@lru_cache
def name_kind(printed: str, quality: str) -> str:
    """The kind of a name by its type and quality; the quality says whether an alias or a variation is a weak one.

    Raises QuarantinedError for words that the UK's lists are not known to print.
    """
    kind = word(NAME_KINDS, "uk", "type of name", printed)
    graded = word(NAME_KINDS, "uk", "quality of name", quality) if quality else kind
    return graded if graded == "weak_alias" and kind != "primary" else kind


def language(gathering: Gathering, printed: str) -> str:
    """The code of a language by its English name; '' where it is none, which is kept as unread."""
    names = re.split(r"[/(,]", squeezed(printed).casefold())
    code = next((_LANGUAGES[name.strip()] for name in names if name.strip() in _LANGUAGES), "")
    if printed and not code:
        gathering.unread.append(f"language: {squeezed(printed)}")
    return code


def related(gathering: Gathering, text: str, kind: str) -> None:
    """A tie to the party that a text names."""
    for name in (part.strip() for part in text.split(";")):
        if len(name) > LONGEST["name"]:  # many names run together, which nothing tells apart
            gathering.detail("remark", f"{RELATION_KINDS.label(kind)}: {name}")
            gathering.unread.append(f"{kind}: {name}")
        elif name and Relation(kind, printed=name) not in gathering.relations:
            gathering.relations.append(Relation(kind, printed=name))


def internet(gathering: Gathering, text: str, kind: str) -> None:
    """E-mail or web addresses, of which one field may hold several."""
    for address in re.split(r"[;,\s]+", text):
        if "." in address.strip("."):
            gathering.detail(kind, address)
        elif address.strip("."):
            gathering.unread.append(f"{kind}: {address}")


def measured(gathering: Gathering, text: str, kind: str) -> None:
    """A tonnage or length: its number, and the kind of tonnage where the text says which."""
    found = _MEASURED.fullmatch(text)
    if not found:
        gathering.unread.append(f"{kind}: {text}")
        return
    value = re.sub(r"[^\d.]", "", found["number"])
    gathering.detail(_TONNAGE.get(found["unit"].strip().casefold(), kind) if kind == "tonnage" else kind, value,
                     "" if value == text else text)  # fmt: skip


def built(gathering: Gathering, text: str) -> None:
    """When a ship was built."""
    gathering.date("build_year", [(text, days.printed(text))])


def phone(gathering: Gathering, text: str) -> None:
    """Telephone or fax numbers."""
    for number in text.split(";"):
        gathering.detail("phone", number)


def detail(gathering: Gathering, text: str, kind: str) -> None:
    """A detail as printed."""
    gathering.detail(kind, text)


def land(gathering: Gathering, text: str, kind: str) -> None:
    """A detail that is a country, whatever is said of it besides."""
    code = country(text)
    if not code and (code := country(main_country(text))):
        gathering.detail(kind, code, text)
    else:
        gathering.country(kind, text)


def main_country(text: str) -> str:
    """The country of a text without what is said of it: of 'USSR (now Ukraine)' the USSR."""
    plain = squeezed(text)
    if country(plain):
        return plain
    bare = _AFTER_COUNTRY.sub("", _BEFORE_COUNTRY.sub("", plain)).strip(" .,")
    return bare if country(bare) else plain


def numbered(gathering: Gathering, text: str, scheme: str) -> None:
    """A number of one scheme."""
    gathering.identifier(scheme, text)
