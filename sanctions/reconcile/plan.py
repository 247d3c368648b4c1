"""What a release would change: shown before it is done, and counted when it is."""

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType

from sanctions.lists.entry import Entry
from sanctions.matching.normalise import words
from sanctions.reconcile.staging import Staged
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES, normalise
from sanctions.vocabulary.target_kind import TARGET_KINDS

SORTS = ("added", "changed", "relisted", "delisted")
WHOSE = "somebody must say whether it is the same party"
"""How the reason ends for which a record waits for a person, and not for a better reader."""
_TOLD = 1_000
"""References of each sort that are told to people; how many there are is counted."""
_NAME = 150
_FORMS = {
    "ao", "bank", "co", "company", "corp", "corporation", "department", "enterprise", "establishment", "foundation",
    "general", "gmbh", "group", "holding", "holdings", "inc", "incorporated", "industries", "industry", "institute",
    "international", "joint", "jsc", "liability", "limited", "llc", "llp", "ltd", "ministry", "national", "oao",
    "office", "ojsc", "ooo", "organization", "pao", "pjsc", "plc", "private", "public", "pvt", "sa", "sal", "sarl",
    "service", "services", "spa", "stock", "trade", "trading", "zao",
}  # fmt: skip
_PARTICLES = {
    "a", "al", "and", "bin", "d", "da", "de", "del", "der", "des", "di", "do", "du", "el", "for", "ibn", "la", "of",
    "the", "und", "van", "von", "y",
}  # fmt: skip
_GENERIC = _FORMS | _PARTICLES
"""Words that many names have: legal forms, sorts of bodies, particles. Of them alone nobody is known again."""
_REFERENCES = frozenset(code for code, word in IDENTIFIER_SCHEMES.items() if word.mappings["unique_within"] == "list")


@dataclass(frozen=True, slots=True)
class Former:
    """What is remembered of a reference, whether it stands in the list or has gone from it."""

    label: str
    stands: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """References by what becomes of them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    relisted: tuple[str, ...]
    delisted: tuple[str, ...]
    unchanged: int

    def __bool__(self) -> bool:
        """Whether anything changes at all."""
        return bool(self.added or self.changed or self.relisted or self.delisted)

    def counts(self, staged: Staged) -> dict[str, int]:
        """The numbers of the report."""
        return {
            "records": staged.records,
            "imported": staged.imported,
            "quarantined": staged.quarantined,
            "ignored": staged.ignored,
            "added": len(self.added),
            "changed": len(self.changed),
            "delisted": len(self.delisted),
            "relisted": len(self.relisted),
            "unchanged": self.unchanged,
            "unread": staged.unread,
        }


def plan(
    staged: Staged,
    former: Mapping[str, Former],
    drafts: Collection[str] = (),
    same: Mapping[str, Collection[str]] = MappingProxyType({}),
    known_by: Callable[[str], Set[str]] = lambda _reference: frozenset(),
) -> Plan:
    """What becomes of each reference. One that now names another party is put aside (FAULTS I15).

    It does where no name of it is like the former one, or its kind is another, and it has none of the full names and
    numbers that it was `known_by`. Somebody may have said that it is the same party all the same: `same`
    has its names by reference. Put aside is also one in `drafts`: an editor's case bears it that is not public, and
    would hide the list's.
    """
    for reference, read in list(staged.read.items()):
        known = former.get(reference)
        if (
            read.entry
            and known
            and not (_agree(read.entry.kind, known.kind) and resembles(read.entry, known.label))
            and not any(resembles(read.entry, name) for name in same.get(reference, ()))
            and known.label
            and not known_by(reference) & marks_of(read.entry)
        ):
            called = read.entry.names[0].full if read.entry.names else "nothing"
            before, now = known.label, called
            if not _agree(read.entry.kind, known.kind):
                before, now = f"{before} ({known.kind})", f"{now} ({read.entry.kind})"
            staged.put_aside(
                read, "reference", f"stood for {before} before and is called {now} now; {WHOSE}", called
            )  # fmt: skip
        elif read.entry and reference in drafts:
            staged.put_aside(
                read, "reference", "an editor's case has this reference and is not public; publish or delete that case"
            )
    imported = sorted(reference for reference, read in staged.read.items() if read.entry)
    return Plan(
        added=tuple(reference for reference in imported if reference not in former),
        changed=tuple(reference for reference in imported if reference in former and former[reference].stands),
        relisted=tuple(reference for reference in imported if reference in former and not former[reference].stands),
        delisted=tuple(sorted(staged.gone)),
        unchanged=len(staged.same),
    )


def resembles(entry: Entry, label: str) -> bool:
    """Whether any name of an entry shares a word with a name: one that shares none is another party's.

    A word that many names have is none of these, unless the name has no other.
    """
    known = set(words(label))
    telling = known - _GENERIC or known
    return not known or any(telling.intersection(words(name.full)) for name in entry.names)


def marks_of(entry: Entry) -> set[str]:
    """What a party is known again by, whatever else is new of it: its full names and its numbers."""
    numbers = ((one.scheme, normalise(one.scheme, one.value)) for one in entry.identifiers)
    return marks((name.full for name in entry.names), numbers)


def marks(names: Iterable[str], numbers: Iterable[tuple[str, str]]) -> set[str]:
    """Full names in whatever order their words are printed, and numbers; but no references, which may be given away."""
    own = (f"{scheme}: {number}" for scheme, number in numbers if scheme not in _REFERENCES)
    return {*(" ".join(sorted(words(name))) for name in names), *own} - {""}


def _agree(one: str, other: str) -> bool:
    """Whether two kinds may be one party's: the same, or one narrower than the other; or it is not known."""
    return not (one and other) or one in TARGET_KINDS.broader_of(other) or other in TARGET_KINDS.broader_of(one)


def told(planned: Plan, staged: Staged, former: Mapping[str, Former]) -> dict[str, list[list[str]]]:
    """A plan as a release keeps it for people: the first references of each sort, with names, and what is put aside."""

    def name(reference: str) -> str:
        if reference in former and not former[reference].label:
            return ""  # it was erased
        read = staged.read.get(reference)
        if read and read.entry and read.entry.names:
            return read.entry.names[0].full[:_NAME]
        return former[reference].label[:_NAME] if reference in former else ""

    aside = sorted(reference for reference, read in staged.read.items() if read.state == "quarantined")
    return {
        **{sort: [[one, name(one)] for one in getattr(planned, sort)[:_TOLD]] for sort in SORTS},
        "put_aside": [
            [one, name(one), f"{staged.read[one].field}: {staged.read[one].reason}"[: 3 * _NAME]]
            for one in aside[:_TOLD]
        ],
    }
