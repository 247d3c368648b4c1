"""What a release would change: shown before it is done, and counted when it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sanctions.lists.entry import Entry
from sanctions.matching.normalise import words
from sanctions.reconcile.staging import Staged

SORTS = ("added", "changed", "relisted", "delisted")
WHOSE = "somebody must say whether it is the same party"
"""How the reason ends for which a record waits for a person, and not for a better reader."""
_TOLD = 1_000
"""References of each sort that are told to people; how many there are is counted."""
_NAME = 150


@dataclass(frozen=True, slots=True)
class Former:
    """What is remembered of a reference, whether it stands in the list or has gone from it."""

    label: str
    stands: bool


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
) -> Plan:
    """What becomes of each reference. One that now names another party is put aside (FAULTS I15).

    Somebody may have said that it is the same party: `same` has its names by reference.
    Put aside is also one in `drafts`: an editor's case bears it that is not public, and would hide the list's.
    """
    for reference, read in list(staged.read.items()):
        known = former.get(reference)
        if (
            read.entry
            and known
            and not any(resembles(read.entry, name) for name in (known.label, *same.get(reference, ())))
        ):
            called = read.entry.names[0].full if read.entry.names else "nothing"
            reason = f"stood for {known.label} before and is called {called} now; {WHOSE}"
            staged.put_aside(read, "reference", reason, called)
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
    """Whether any name of an entry shares a word with a name: one that shares none is another party's."""
    known = set(words(label))
    return not known or any(known.intersection(words(name.full)) for name in entry.names)


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
