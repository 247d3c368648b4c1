"""How a list is read: strictly, a record at a time, with nothing passed over in silence."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field

from sanctions.lists.entry import Entry

Parts = Mapping[str, bytes]
"""The files of one release by their lower-case names, unpacked."""


class RefusedError(Exception):
    """Why a release cannot be read at all: the file, where in it, and the last record that was still good."""

    def __init__(self, file: str, reason: str, *, line: int | None = None, column: int | None = None,
                 after: str = "") -> None:  # fmt: skip
        place = file if line is None else f"{file}, line {line}" + ("" if column is None else f", column {column}")
        super().__init__(f"{place}: {reason}" + (f" (last good record: {after})" if after else ""))


class QuarantinedError(Exception):
    """Why one record is put aside: the field of it, and a word or value that no rule knows."""

    def __init__(self, field: str, reason: str) -> None:
        self.field = field
        self.reason = reason
        super().__init__(f"{field}: {reason}")


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a release as it stands there.

    `reference` is unique within the list's namespace. `raw` is its text, written the same way each time, so that its
    digest tells whether it changed. `read` makes the entry of it and must be called before the next record is asked
    for; it raises QuarantinedError. `ignored` says why the record is none that the list is followed for (empty: it is).
    """

    reference: str
    raw: str
    read: Callable[[], Entry]
    ignored: str = ""


@dataclass(slots=True)
class Reading:
    """A release being read.

    `dated` is the day the file gives itself (ISO 8601), '' where it gives none; `declared` how many records it says it
    has. `expresses` names what the format can say at all, in the words of `Entry.fields` (`details` stands for every
    kind of detail, `relations.linked_to` for one kind of relation, `names.primary` for one of name): what a release in
    a poorer format leaves out is not thereby gone. `records` raises RefusedError
    where the file breaks off. `warnings` grows while records are read: columns and elements unknown by name.
    """

    format: str
    dated: str
    expresses: frozenset[str]
    records: Iterator[Record]
    declared: int | None = None
    warnings: list[str] = field(default_factory=list)


def tells(expresses: Set[str], field: str) -> bool:
    """Whether a format that expresses this tells of all of a field: `details.birth_date` where it has `details`."""
    return field in expresses or field.partition(".")[0] in expresses


def is_poorer(expresses: Set[str], other: Set[str]) -> bool:
    """Whether another format tells of all that this one does, and of more."""
    return all(tells(other, field) for field in expresses) and not all(tells(expresses, field) for field in other)


@dataclass(frozen=True, slots=True)
class Format:
    """One way in which a list is printed.

    `recognises` looks at names and first bytes only. `open` reads heads and mandatory columns and raises RefusedError.
    """

    code: str
    label: str
    recognises: Callable[[Parts], bool]
    open: Callable[[Parts], Reading]
