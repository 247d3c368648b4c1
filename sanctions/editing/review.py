"""From an editor's draft to something public: asking for review, looking at the difference, approving."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from articles.models import DESK, Journal, JournalEvent, Record
from sanctions.editing.comparison import Part, compare, named_in
from sanctions.editing.save import Conflict
from sanctions.models import RECORDS, Edition, EditionState, Measure, Publication, Target
from sanctions.publishing import shape
from sanctions.publishing.documents import references
from sanctions.publishing.project import labelled, project
from sanctions.publishing.publish import current_editions, publish
from sanctions.publishing.rules import problems
from sanctions.publishing.splice import Document, splice

_WRITING = (JournalEvent.SAVED, JournalEvent.MERGED, JournalEvent.SPLIT)
_SETTLING = (JournalEvent.APPROVED, JournalEvent.PUBLISHED, JournalEvent.WITHDRAWN, JournalEvent.DELETED)
# Facts that show a part of another record: the field that names it, its list of such parts, and their field.
_SHOWN = {"sources": ("document", "passages", "passage"), "fulfilments": ("sanction", "measures", "measure")}


@dataclass(slots=True)
class Proposal:
    """One record as a reviewer judges it: what would become public, beside what is."""

    record: Record
    difference: Part | None
    """None where what would be published says the same as what is public, or nothing."""
    edition: Edition | None
    authors: list[str]
    asked: Journal | None
    """The line of the journal by which review was asked for, where it waits for one."""
    needed_by: list[str] = field(default_factory=list)
    """What names it and cannot be published without it, where it was not chosen itself."""
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Request:
    """A set of records for which somebody asked for review in one act."""

    by_name: str
    at: datetime
    because: str
    records: tuple[Record, ...]


# --- Looking ----------------------------------------------------------------------------------------------------------


def proposals(records: Collection[Record], *, by: AbstractBaseUser | None) -> list[Proposal]:
    """These records and all they need to be published with, each with its difference and what stands in its way.

    `by` is whoever would publish them.
    """
    chosen = {record.uid: record for record in records}
    rows, desk, needed = dict(chosen), _Desk(), dict[str, list[str]]()
    fresh = list(chosen.values())
    while fresh:
        desk.read(fresh)
        wanted: dict[str, list[str]] = {}
        for record in fresh:
            for uid in desk.needs(record):
                wanted.setdefault(uid, []).append(str(record))
        for uid, names in wanted.items():
            if uid not in chosen:
                needed.setdefault(uid, []).extend(names)
        fresh = [row for row in by_uid(wanted) if row.uid not in rows]
        rows |= {row.uid: row for row in fresh}
    labels = called(named_in([*desk.public.values(), *desk.drafts.values()]))
    writers, asked = authors(rows.values()), _asked(rows)
    found = []
    for uid, record in rows.items():
        before, after = desk.public.get(uid), desk.drafts.get(uid)
        found.append(
            Proposal(
                record=record,
                difference=None if before == after else compare(before, after, labels),
                edition=desk.editions.get(uid),
                authors=writers.get(uid, []),
                asked=asked.get(uid),
                needed_by=sorted(set(needed.get(uid, ()))),
                problems=[*_own(record, writers, by), *desk.problems(record)],
            )
        )
    return found


class _Desk:
    """What would be public of some records after publishing them, and what is."""

    def __init__(self) -> None:
        self.drafts: dict[str, Document] = {}
        self.public: dict[str, Document] = {}
        self.editions: dict[str, Edition] = {}

    def read(self, records: Collection[Record]) -> None:
        self._know(record.uid for record in records)
        live = [record for record in records if not _is_merged(record)]
        for uid, document in project(live).items():
            draft = splice(self.public.get(uid), document, layer=DESK)
            if draft is not None:
                self.drafts[uid] = labelled(draft)
        self._know(uid for record in live for uid in references(self.drafts.get(record.uid) or _NOTHING))

    def _know(self, uids: Iterable[str]) -> None:
        self.editions |= current_editions(set(uids) - self.editions.keys())
        for uid, edition in self.editions.items():
            if uid not in self.public and edition.state == EditionState.PUBLISHED:
                self.public[uid] = document_of(edition)

    def needs(self, record: Record) -> set[str]:
        """The uids of the records that must become public with this one."""
        if isinstance(record, Target) and record.merged_into_id:
            root = record.root().uid
            return set() if root in self.public else {root}
        draft = self.drafts.get(record.uid)
        if draft is None:
            return set()
        missing = {uid for uid in references(draft) if uid not in self.public}
        for key, fact in _facts(draft):
            if key in _SHOWN and fact["layer"] == DESK:
                names, parts, part = _SHOWN[key]
                shown = ((one["uid"], one.get("quote")) for one in self.public.get(fact[names], {}).get(parts, ()))
                if (fact[part], fact.get("quote")) not in shown:
                    missing.add(fact[names])
        return missing - {record.uid}

    def problems(self, record: Record) -> list[str]:
        if _is_merged(record):
            return []
        draft = self.drafts.get(record.uid)
        if draft is None:
            return [f"{record}: belongs to the layer {record.layer} and is not public; publish that layer first."]
        return problems(draft, lambda uid: self.drafts.get(uid) or self.public.get(uid))


_NOTHING: Document = {"record": "publisher", "uid": ""}


def document_of(edition: Edition) -> Document:
    """What an edition says, in today's shape."""
    document: Document = shape.upgrade(orjson.loads(edition.document), edition.shape)
    return document


def _is_merged(record: Record) -> bool:
    return isinstance(record, Target) and record.merged_into_id is not None


def _facts(part: Document) -> Iterator[tuple[str, Document]]:
    for key, value in part.items():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict):
                yield key, item
                yield from _facts(item)


def by_uid(uids: Iterable[str]) -> list[Record]:
    """The records of the desk with these uids, in the order of their kinds; those that are gone are left out."""
    wanted = set(uids)
    return [row for model in RECORDS if wanted for row in model._default_manager.filter(uid__in=wanted)]


def called(uids: Iterable[str]) -> dict[str, str]:
    """What editors call the records and measures with these uids."""
    wanted = set(uids)
    named: list[Record | Measure] = [*by_uid(wanted), *Measure.objects.filter(uid__in=wanted)]
    return {one.uid: str(one) for one in named}


# --- Who wrote it, and who waits --------------------------------------------------------------------------------------


def authors(records: Iterable[Record]) -> dict[str, list[str]]:
    """Who changed each of these records since it was last published, by uid, in order."""
    since = {record.uid: -1 if record.published_revision is None else record.published_revision for record in records}
    lines = Journal.objects.filter(record_uid__in=since, event__in=_WRITING).order_by("pk")
    found: dict[str, list[str]] = {}
    for uid, revision, name in lines.values_list("record_uid", "revision", "by_name"):
        if revision > since[uid] and name not in found.setdefault(uid, []):
            found[uid].append(name)
    return found


def _own(record: Record, writers: Mapping[str, list[str]], by: AbstractBaseUser | None) -> list[str]:
    if by is None or not settings.SECOND_PERSON_REQUIRED or by.get_username() not in writers.get(record.uid, ()):
        return []
    return [f"{record}: {by.get_username()} changed it since it was last published; another person must publish it."]


def _waiting_lines() -> Any:
    settled = Journal.objects.filter(record_uid=OuterRef("record_uid"), event__in=_SETTLING, pk__gt=OuterRef("pk"))
    again = Journal.objects.filter(
        record_uid=OuterRef("record_uid"), event=JournalEvent.REVIEW_REQUESTED, pk__gt=OuterRef("pk")
    )
    return Journal.objects.filter(~Exists(settled), ~Exists(again), event=JournalEvent.REVIEW_REQUESTED)


def _asked(uids: Collection[str]) -> dict[str, Journal]:
    return {line.record_uid: line for line in _waiting_lines().filter(record_uid__in=uids)}


def waiting() -> list[Request]:
    """What waits for review, the longest first: each set of records as its editor asked for it."""
    sets: dict[tuple[str, datetime, str], list[str]] = {}
    for line in _waiting_lines().order_by("pk"):
        sets.setdefault((line.by_name, line.at, line.because), []).append(line.record_uid)
    records = {row.uid: row for row in by_uid(uid for uids in sets.values() for uid in uids)}
    found = []
    for (by_name, at, because), uids in sets.items():
        rows = [records[uid] for uid in uids if uid in records]
        open_ = tuple(row for row in rows if row.published_revision != row.revision)
        if open_:
            found.append(Request(by_name, at, because, open_))
    return found


# --- Acting -----------------------------------------------------------------------------------------------------------


def request_review(
    records: Collection[Record],
    *,
    seen: Mapping[str, int],
    by: AbstractBaseUser,
    at: datetime,
    via: str,
    because: str = "",
) -> None:
    """Asks others to look at these records as they were seen, all of them or none.

    Raises Conflict where one has moved on, ValidationError where there is nothing to look at.
    """
    with transaction.atomic():
        for record in records:
            if seen.get(record.uid) != record.revision:
                raise Conflict(record, seen.get(record.uid), record.revision)
        changed = [record for record in records if record.published_revision != record.revision]
        if not changed:
            raise ValidationError("Nothing was changed since it was published: there is nothing to review.")
        Journal.objects.bulk_create(
            Journal.line(record, JournalEvent.REVIEW_REQUESTED, by=by, at=at, via=via, because=because)
            for record in changed
        )


def approve(
    records: Collection[Record],
    *,
    seen: Mapping[str, int],
    by: AbstractBaseUser,
    at: datetime,
    via: str,
    because: str = "",
) -> Publication | None:
    """Approves these records as they were seen and publishes them, all of them or none; None where nothing differs.

    Raises NotPublishable as `publish` does, also where one of them moved on since it was looked at.
    """
    with transaction.atomic():
        Journal.objects.bulk_create(
            Journal.line(record, JournalEvent.APPROVED, by=by, at=at, via=via, because=because) for record in records
        )
        reviewed = {record.uid: seen.get(record.uid, -1) for record in records}
        return publish(records, by=by, at=at, because=because, reviewed=reviewed, via=via)
