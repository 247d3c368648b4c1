"""The common form into which every list is read: what one entry says, in this project's words, nothing concluded."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

STATED = "stated"
FIRST_SEEN = "first_seen"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in EDTF, and what it rests on (`sanctions.vocabulary.date_basis`)."""

    value: str
    basis: str = STATED


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed: `kind` is of `name_kind`, `script` ISO 15924, `language` BCP 47; `parts` by role."""

    full: str
    kind: str = "primary"
    script: str = ""
    language: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or code as printed; `scheme` is of `identifier_scheme`, `country` ISO 3166-1 alpha-2."""

    scheme: str
    value: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """An address: the whole as one would print it, and the parts the list gives apart."""

    full: str
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One more thing the list says; `kind` is of `detail_kind` and rules the form of `value`."""

    kind: str
    value: str
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie in the list's own term (`relation_kind`), to the entry of a reference or to a name only printed."""

    kind: str
    reference: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A programme as printed (a tag, a regime, a committee), and since when the entry stands under it."""

    code: str
    printed: str = ""
    since: Dated | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal act that the entry names; `kind` is of `act_kind`, `scheme` of `reference_scheme`."""

    kind: str
    reference: str
    scheme: str = ""
    title: str = ""
    url: str = ""
    published_on: str = ""
    in_force_on: str = ""
    programme: str = ""

    @property
    def day(self) -> str:
        """When it was published, or else began to apply, as far as the list says so."""
        return self.published_on or self.in_force_on


@dataclass(frozen=True, slots=True)
class Restriction:
    """One measure of `measure_type`. Where the list gives it no date of its own, `since` is None: start unknown."""

    type: str
    since: Dated | None = None
    scope: str = ""
    directive: str = ""
    tenor: str = ""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """The same case in another list, as this list states it: the namespace of that list and the reference in it."""

    namespace: str
    reference: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry of a list says: its target, the case of its authority, and what was not understood.

    `listed` is when the case began, as far as the list says so, `amended` when it last changed. `origin` is of
    `origin`, `sanction_kind` of `sanction_kind`, `kind` of `target_kind`. `problems` are flags in plain words: a check
    digit that fails, a date that cannot be. `unread` are the parts of free text that no rule understood, as printed.
    """

    reference: str
    kind: str
    names: tuple[Name, ...]
    sanction_kind: str = "listed"
    measures: tuple[Restriction, ...] = ()
    programmes: tuple[LegalBasis, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    details: tuple[Detail, ...] = ()
    relations: tuple[Relation, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    cross_references: tuple[CrossReference, ...] = ()
    listed: Dated | None = None
    amended: str = ""
    origin: str = "autonomous"
    designated_by: str = ""
    grounds: str = ""
    exposure: str = ""
    problems: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def fields(self) -> Iterator[str]:
        """What this entry has something to say of: names of attributes, and each kind of detail as `details.kind`."""
        for field in fields(self):
            if getattr(self, field.name):
                yield field.name
        yield from {f"details.{detail.kind}" for detail in self.details}
