"""What a release would change: shown before it is done, and counted when it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sanctions.lists.entry import Entry
from sanctions.matching.normalise import words
from sanctions.reconcile.staging import Read, Staged


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


def plan(staged: Staged, former: Mapping[str, Former], drafts: Collection[str] = ()) -> Plan:
    """What becomes of each reference. One that now names another party is put aside (FAULTS I15).

    So is one in `drafts`: an editor's case bears it that is not public, and behind which the list's would be hidden.
    """
    for reference, read in staged.read.items():
        known = former.get(reference)
        if read.entry and known and not resembles(read.entry, known.label):
            _put_aside(staged, read, f"stood for {known.label} before; somebody must say whether it is the same party")
        elif read.entry and reference in drafts:
            _put_aside(
                staged, read, "an editor's case has this reference and is not public; publish or delete that case"
            )
    imported = sorted(reference for reference, read in staged.read.items() if read.entry)
    return Plan(
        added=tuple(reference for reference in imported if reference not in former),
        changed=tuple(reference for reference in imported if reference in former and former[reference].stands),
        relisted=tuple(reference for reference in imported if reference in former and not former[reference].stands),
        delisted=tuple(sorted(staged.gone)),
        unchanged=len(staged.same),
    )


def _put_aside(staged: Staged, read: Read, reason: str) -> None:
    staged.read[read.reference] = replace(read, entry=None, field="reference", reason=reason)
    staged.imported -= 1
    staged.quarantined += 1


def resembles(entry: Entry, label: str) -> bool:
    """Whether any name of an entry shares a word with a name: one that shares none is another party's."""
    known = set(words(label))
    return not known or any(known.intersection(words(name.full)) for name in entry.names)
