"""Whom the references of a list name, as far as people had to say: a list may give a number to another party."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from sanctions.lists.entry import Entry
from sanctions.lists.reading import Record
from sanctions.models import Entry as EntryRow
from sanctions.models import EntryState, Settled
from sanctions.reconcile.plan import WHOSE

_NUMBERED = re.compile(r" \((\d+)\)\Z")


@dataclass(frozen=True, slots=True)
class Parties:
    """What people said of a list's references."""

    same: Mapping[str, Collection[str]]
    """Other names under which references still stand for the same party."""
    renamed: Mapping[str, str]
    """References that were given to another party, and those under which that party is followed: `7` → `7 (2)`."""


def of_list(code: str) -> Parties:
    """What was said of a list so far."""
    aside = EntryRow.objects.filter(official_list__uid=code, state=EntryState.QUARANTINED)
    rows = aside.exclude(settled="").order_by("pk")
    same: dict[str, list[str]] = {}
    given_away: list[str] = []
    for reference, settled, called in rows.values_list("reference", "settled", "new_name"):
        if settled == Settled.SAME:
            same.setdefault(reference, []).append(called)
        else:
            given_away.append(reference)
    # The list prints the first reference each time: it leads to whoever bears it now.
    return Parties(same, {_printed(reference): _next(reference) for reference in given_away})


def told_apart(records: Iterator[Record], renamed: Mapping[str, str]) -> Iterator[Record]:
    """The records of a release, each under the reference of the party that it is about."""
    return (_under(record, renamed) for record in records) if renamed else records


def asks(row: EntryRow) -> bool:
    """Whether an entry was put aside because somebody must say which party it is about."""
    return row.state == EntryState.QUARANTINED and row.gone_id is None and row.reason.endswith(WHOSE)


def settle(row: EntryRow, *, says: Settled, by: AbstractBaseUser, at: datetime, because: str) -> EntryRow:
    """Records whether an entry is about the same party as before; the next import goes by it, until then it may change.

    Raises ValueError where nobody asks, or no reason is given.
    """
    if not asks(row):
        raise ValueError(f"{row}: does not wait for anybody to say which party it is about.")
    if not because:
        raise ValueError("Say what shows it: whoever reads this later must be able to follow.")
    row.settled, row.settled_at, row.settled_because = says, at, because
    row.settled_by, row.settled_by_name = by, by.get_username()  # type: ignore[assignment]
    row.save(update_fields=["settled", "settled_by", "settled_by_name", "settled_at", "settled_because"])
    return row


def _printed(reference: str) -> str:
    return _NUMBERED.sub("", reference)


def _next(reference: str) -> str:
    found = _NUMBERED.search(reference)
    return f"{_printed(reference)} ({int(found[1]) + 1 if found else 2})"


def _under(record: Record, renamed: Mapping[str, str]) -> Record:
    reference = renamed.get(record.reference, record.reference)

    def read() -> Entry:
        entry = record.read()
        ties = tuple(replace(tie, reference=renamed.get(tie.reference, tie.reference)) for tie in entry.relations)
        return replace(entry, reference=reference, relations=ties)

    return replace(record, reference=reference, read=read)
