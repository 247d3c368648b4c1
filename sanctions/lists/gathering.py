"""An entry while it is being read: the fields fill up one by one, and what cannot be placed is kept as unread."""

import textwrap
import unicodedata
from collections.abc import Iterable, Mapping

from sanctions.lists import days
from sanctions.lists.countries import country
from sanctions.lists.entry import (
    Address,
    CrossReference,
    Dated,
    Detail,
    Entry,
    Identifier,
    Instrument,
    LegalBasis,
    Name,
    Relation,
    Restriction,
)
from sanctions.lists.reading import QuarantinedError
from sanctions.lists.taking import Branch
from sanctions.vocabulary import identifier_scheme
from sanctions.vocabulary.script import SCRIPTS

# What the desk holds in one field (`sanctions.models`). A remark that is longer becomes several.
LONGEST = {"name": 600, "identifier": 200, "address": 600, "detail": 1000, "programme": 200, "part": 200}

# The words with which Unicode's names of letters begin.
_SCRIPT_NAMES = {word.label.split()[0].upper(): code for code, word in SCRIPTS.items()} | {"CJK": "Hani"}


class Gathering:
    """The fields of one entry so far. Blank texts are passed over and nothing stands there twice."""

    def __init__(self, reference: str, warnings: list[str]) -> None:
        self.reference = reference
        self.warnings = warnings
        self.names = list[Name]()
        self.identifiers = list[Identifier]()
        self.addresses = list[Address]()
        self.details = list[Detail]()
        self.relations = list[Relation]()
        self.instruments = list[Instrument]()
        self.cross_references = list[CrossReference]()
        self.measures = list[Restriction]()
        self.programmes = list[LegalBasis]()
        self.problems = list[str]()
        self.unread = list[str]()

    def name(
        self, full: str, kind: str = "primary", *, language: str = "", parts: Iterable[tuple[str, str]] = ()
    ) -> None:
        """A name, in the script of its letters; once, whatever the kinds under which the list repeats it."""
        full = squeezed(full)
        if not full or any(known.full == full for known in self.names):
            return
        bounded("name", "name", full)
        given = tuple((role, squeezed(part)) for role, part in parts if part.strip())
        self.names.append(Name(full, kind, script_of(full), language, given))

    def identifier(self, scheme: str, value: str, issuer: str = "") -> None:
        """A number as printed. Where its check digits do not fit, it is kept and the fault is named."""
        value = squeezed(value)
        if not value:
            return
        bounded("identifier", scheme, value)
        found = Identifier(scheme, value, issuer)
        if found not in self.identifiers:
            self.identifiers.append(found)
            if fault := identifier_scheme.problem(scheme, value):
                self.problems.append(fault)

    def address(self, *printed: str, city: str = "", region: str = "", postal_code: str = "", land: str = "",
                note: str = "") -> None:  # fmt: skip
        """An address: the texts that make it up, in the order of printing, and the parts that the list gives apart."""
        full = ", ".join(part for text in printed if (part := squeezed(text)))
        full = f"{full} ({squeezed(note)})" if full and note.strip() else full or squeezed(note)
        if len(full) > LONGEST["address"]:  # several in one field, mostly
            self.detail("remark", f"Address: {full}")
            return
        if not full:
            return
        for part in (city, region):
            bounded("part", "address", part)
        code = country(land) if land.strip() else ""
        if land.strip() and not code:
            self.unread.append(f"country: {squeezed(land)}")
        found = Address(full, squeezed(city), squeezed(region), squeezed(postal_code)[:40], code)
        if found not in self.addresses:
            self.addresses.append(found)

    def detail(self, kind: str, value: str, printed: str = "") -> None:
        """One more thing, as printed unless the kind rules its form."""
        value = squeezed(value)
        if not value:
            return
        long = kind == "remark" and len(value) > LONGEST["detail"]
        for text in textwrap.wrap(value, LONGEST["detail"]) if long else [value]:
            bounded("detail", kind, text)
            found = Detail(kind, text, squeezed(printed)[: LONGEST["detail"]])
            if found not in self.details:
                self.details.append(found)

    def country(self, kind: str, printed: str) -> None:
        """A detail that is a country; a text that names none is kept as unread."""
        if not printed.strip():
            return
        code = country(printed)
        if code:
            self.detail(kind, code, "" if squeezed(printed) == code else printed)
        else:
            self.unread.append(f"{kind}: {squeezed(printed)}")

    def date(self, kind: str, alternatives: Iterable[tuple[str, str]]) -> None:
        """A detail that is a date: of each text the date it was read as, '' where it was not; all are alternatives."""
        pairs = [(squeezed(printed), value) for printed, value in alternatives if printed.strip()]
        # A text may itself name several: their members are alternatives like the others.
        if value := days.one_of(member for _, value in pairs for member in value.strip("[]").split(",")):
            printed = "; ".join(text for text, read in pairs if read)
            self.detail(kind, value, "" if printed == value else printed)
        for text, read in pairs:
            if not read:
                self.unread.append(f"{kind}: {text}")
                self.problems.append(f"“{text}” is no date that can be read.")

    def amended(self, found: Iterable[str]) -> str:
        """The last of the days on which an entry was amended, '' where there is none; the others become a remark."""
        *before, last = sorted({"", *found})
        self.detail("remark", f"Amended before: {', '.join(before[1:])}" if before[1:] else "")
        return last

    def entry(self, *, kind: str, listed: Dated | None, amended: str = "", origin: str = "autonomous",
              designated_by: str = "", grounds: str = "") -> Entry:  # fmt: skip
        """The entry. Raises QuarantinedError where it has no name."""
        if not self.names:
            raise QuarantinedError("name", "there is none")
        return Entry(
            reference=self.reference, kind=kind, names=tuple(self.names), measures=tuple(self.measures),
            programmes=tuple(self.programmes), identifiers=tuple(self.identifiers), addresses=tuple(self.addresses),
            details=tuple(self.details), relations=tuple(self.relations), instruments=tuple(self.instruments),
            cross_references=tuple(self.cross_references), listed=listed, amended=amended, origin=origin,
            designated_by=designated_by, grounds=grounds, problems=tuple(self.problems), unread=tuple(self.unread),
        )  # fmt: skip

    def finish(self, branch: Branch, *, ignoring: Iterable[str] = ()) -> None:
        """Keeps what stands in an element under names that the format is not known to have."""
        for name in branch.finish(ignoring=ignoring):
            self.leftover(f"{branch.name}/{name}", _text(branch, name))

    def leftover(self, name: str, text: str) -> None:
        """Keeps a field that the format is not known to have, and warns of its name once."""
        warn(self.warnings, name, self.reference)
        if text.strip():
            self.unread.append(f"{name}: {squeezed(text)}")


def _text(branch: Branch, name: str) -> str:
    """All the text that stands under a name of `Branch.finish`."""
    if name == "text()":
        return branch.text()
    if name.startswith("@"):
        return branch.attribute(name[1:])
    texts = (_text(child, below) for child in branch.branches(name) for below in child.finish())
    return "; ".join(text for text in texts if text)


def warn(warnings: list[str], name: str, reference: str) -> None:
    """A line about a name that the format is not known to have, with the first record in which it stands."""
    if not any(line.startswith(f"{name} ") for line in warnings):
        warnings.append(f"{name} is not known; it stands first in record {reference}")


def squeezed(text: str) -> str:
    """The text with every run of white space, line ends and non-breaking spaces included, as one space."""
    return " ".join(text.split())


def bounded(what: str, field: str, text: str) -> None:
    """Raises QuarantinedError for a text longer than the desk holds."""
    if len(text) > LONGEST[what]:
        raise QuarantinedError(field, f"has {len(text):,} characters, more than {LONGEST[what]}: {text[:60]}…")


def script_of(text: str) -> str:
    """The ISO 15924 code of the script in which all letters of a text stand; '' where they differ or there are none."""
    if text.isascii():
        return "Latn" if any(sign.isalpha() for sign in text) else ""
    found = {unicodedata.name(sign, "").partition(" ")[0] for sign in text if sign.isalpha()}
    codes = {_SCRIPT_NAMES.get(name, "") for name in found if name not in ("MODIFIER", "COMBINING")}
    return codes.pop() if len(codes) == 1 else ""


def only(parts: Mapping[str, bytes]) -> tuple[str, bytes]:
    """The name and content of a release that is a single file."""
    ((name, content),) = parts.items()
    return name, content
