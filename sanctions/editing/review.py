"""From an editor's draft to something public: asking for review, looking at the difference, approving."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from articles.models import DESK, Journal, JournalEvent, Record
from sanctions.editing.comparison import Part, compare, named_in
from sanctions.editing.merge import rearranged_with, unsettled
from sanctions.editing.save import Conflict
from sanctions.models import RECORDS, Cause, Edition, EditionState, Measure, Publication, Target
from sanctions.publishing import shape
from sanctions.publishing.merging import rearranged
from sanctions.publishing.project import labelled, project
from sanctions.publishing.publish import current_editions, publish
from sanctions.publishing.references import references
from sanctions.publishing.rules import parts, problems, showing
from sanctions.publishing.splice import Document, splice

_WRITING = (JournalEvent.SAVED, JournalEvent.MERGED, JournalEvent.SPLIT)
_ANSWERING = (
    *(JournalEvent.REVIEW_REQUESTED, JournalEvent.RECALLED, JournalEvent.RETURNED),
    *(JournalEvent.APPROVED, JournalEvent.PUBLISHED, JournalEvent.WITHDRAWN, JournalEvent.DELETED),
)
"""What ends a request for review, or the answer to one."""


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
    returned: Journal | None
    """The line by which it was sent back, where nothing came of that yet."""
    needed_by: list[str] = field(default_factory=list)
    """What names it and cannot be published without it, where it was not chosen itself."""
    problems: list[str] = field(default_factory=list)
    """What forbids publishing it, whoever does."""
    own: list[str] = field(default_factory=list)
    """What forbids it to whoever would publish it, and to nobody else."""


@dataclass(frozen=True, slots=True)
class Request:
    """A set of records for which somebody asked for review in one act, or which somebody sent back in one."""

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
        moving = unsettled(fresh)
        along = rearranged_with(moving)
        desk.read(fresh, along)
        wanted: dict[str, list[str]] = {row.uid: [str(one) for one in moving if one != row] for row in along}
        for record in fresh:
            for uid in desk.needs(record):
                wanted.setdefault(uid, []).append(str(record))
        for uid, names in wanted.items():
            if uid not in chosen:
                needed.setdefault(uid, []).extend(names)
        fresh = [row for row in by_uid(wanted) if row.uid not in rows]
        rows |= {row.uid: row for row in fresh}
    labels = called(named_in([*desk.public.values(), *desk.drafts.values()]))
    writers = authors(rows.values())
    asked, returned = (_last(event, rows) for event in (JournalEvent.REVIEW_REQUESTED, JournalEvent.RETURNED))
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
                returned=returned.get(uid),
                needed_by=sorted(set(needed.get(uid, ()))),
                problems=desk.problems(record),
                own=_own(record, writers, by),
            )
        )
    return found


class _Desk:
    """What would be public of some records after publishing them, and what is."""

    def __init__(self) -> None:
        self.drafts: dict[str, Document] = {}
        self.public: dict[str, Document] = {}
        self.editions: dict[str, Edition] = {}
        self.rearranged: dict[str, Document] = {}
        """What would be public of some of them once their merges and splits are."""

    def read(self, records: Collection[Record], along: Collection[Record] = ()) -> None:
        """Reads these records; `along` are those that a merge or split among them changes."""
        self._know(record.uid for record in (*records, *along))
        if along:
            desk = project([record for record in along if not _is_merged(record)])
            self.rearranged |= rearranged(along, self.public, desk)
        live = [record for record in records if not _is_merged(record)]
        for uid, document in project(live).items():
            draft = splice(self.rearranged.get(uid, self.public.get(uid)), document, layer=DESK)
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
        for uid, part, fact in showing(draft):
            if fact["layer"] == DESK and part not in parts(self.public.get(uid, {})):
                missing.add(uid)
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


def _open(event: JournalEvent) -> QuerySet[Journal]:
    """The requests, or the answers to requests, after which nothing came."""
    later = Journal.objects.filter(record_uid=OuterRef("record_uid"), event__in=_ANSWERING, pk__gt=OuterRef("pk"))
    return Journal.objects.filter(~Exists(later), event=event).order_by("pk")


def _last(event: JournalEvent, uids: Collection[str]) -> dict[str, Journal]:
    return {line.record_uid: line for line in _open(event).filter(record_uid__in=uids)}


def standing(record: Record) -> tuple[Journal | None, Journal | None]:
    """The request for review by which a record waits, and the line by which it was sent back: one of them, or none."""
    asked, returned = (_last(event, [record.uid]) for event in (JournalEvent.REVIEW_REQUESTED, JournalEvent.RETURNED))
    return asked.get(record.uid), returned.get(record.uid)


def waiting() -> list[Request]:
    """What waits for review, the longest first: each set of records as its editor asked for it."""
    return _as_sets(_open(JournalEvent.REVIEW_REQUESTED))


def returned_to(person: AbstractBaseUser) -> list[Request]:
    """What was sent back to the one who asked for review of it, and why, the longest first."""
    request = Journal.objects.filter(
        record_uid=OuterRef("record_uid"), event=JournalEvent.REVIEW_REQUESTED, pk__lt=OuterRef("pk")
    ).order_by("-pk")
    return _as_sets(_open(JournalEvent.RETURNED).annotate(to=Subquery(request.values("by")[:1])).filter(to=person.pk))


def _as_sets(lines: Iterable[Journal]) -> list[Request]:
    sets: dict[tuple[str, datetime, str], list[str]] = {}
    for line in lines:
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

    Raises Conflict where one has moved on, ValidationError where there is nothing to look at or nobody may publish it.
    """
    with transaction.atomic():
        for record in records:
            if seen.get(record.uid) != record.revision:
                raise Conflict(record, seen.get(record.uid), record.revision)
        changed = [record for record in records if record.published_revision != record.revision]
        if not changed:
            raise ValidationError("Nothing was changed since it was published: there is nothing to review.")
        if found := [problem for one in proposals(changed, by=None) for problem in one.problems]:
            raise ValidationError(found)
        Journal.objects.bulk_create(
            Journal.line(record, JournalEvent.REVIEW_REQUESTED, by=by, at=at, via=via, because=because)
            for record in changed
        )


def recall(records: Collection[Record], *, by: AbstractBaseUser, at: datetime, via: str) -> list[Record]:
    """Takes back what this person asked others to look at. Raises ValidationError where that is none of these records.

    Returns those that are not waiting any more.
    """
    with transaction.atomic():
        asked = _last(JournalEvent.REVIEW_REQUESTED, [record.uid for record in records])
        own = [record for record in records if record.uid in asked and asked[record.uid].by_id == by.pk]
        if not own:
            raise ValidationError("Nothing of this waits for a review that you asked for.")
        Journal.objects.bulk_create(
            Journal.line(record, JournalEvent.RECALLED, by=by, at=at, via=via) for record in own
        )
        return own


def send_back(
    records: Collection[Record], *, by: AbstractBaseUser, at: datetime, via: str, because: str
) -> list[Record]:
    """Answers the requests for review of these records: not so, and why. Returns those that waited.

    Raises ValidationError where none of them waits, or nothing is said to whoever asked.
    """
    with transaction.atomic():
        asked = _last(JournalEvent.REVIEW_REQUESTED, [record.uid for record in records])
        if not asked:
            raise ValidationError("Nothing of this waits for review.")
        if not because.strip():
            raise ValidationError("Say what is to be done: whoever asked for the review reads it.")
        waiting_ = [record for record in records if record.uid in asked]
        Journal.objects.bulk_create(
            Journal.line(record, JournalEvent.RETURNED, by=by, at=at, via=via, because=because) for record in waiting_
        )
        return waiting_


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

    Merges and splits that are not public yet are published before them: that alone rearranges facts of every layer.
    Raises NotPublishable as `publish` does, also where one of them moved on since it was looked at.
    """
    with transaction.atomic():
        Journal.objects.bulk_create(
            Journal.line(record, JournalEvent.APPROVED, by=by, at=at, via=via, because=because) for record in records
        )
        reviewed = {record.uid: seen.get(record.uid, -1) for record in records}
        how: dict[str, Any] = {"by": by, "at": at, "because": because, "reviewed": reviewed, "via": via}
        moved = rearranged_with(unsettled(records))
        merged = publish(moved, cause=Cause.MERGE, **how) if moved else None
        return publish(records, **how) or merged
