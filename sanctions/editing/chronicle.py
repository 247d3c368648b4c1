"""What happened to a record, on the desk and in public: every difference as somebody reads it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models import Journal, JournalEvent, Record
from sanctions.editing.comparison import Part, compare, named_in
from sanctions.editing.merge import GATHERED, PARTED
from sanctions.editing.review import called, document_of
from sanctions.editing.save import journal_of
from sanctions.models import Cause, Edition, EditionState
from sanctions.publishing.project import project
from sanctions.publishing.splice import Document

_AS_EDITIONS = (JournalEvent.PUBLISHED, JournalEvent.WITHDRAWN)
"""What the journal tells too, and editions tell better."""
NOTE = "note"
_IN_WORDS = (NOTE, "merged_into", GATHERED, PARTED)
"""Differences that no document shows."""
_UNSAID = "publishing"
"""What a line says that was written without saying from where."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One act: who did what to the record, when and from where, and what differs by it."""

    at: datetime
    by_name: str
    what: str
    via: str
    because: str
    revision: int | None
    edition: Edition | None
    difference: Part | None
    words: tuple[str, ...]
    """What the difference does not tell."""


def chronicle(record: Record, *, after_revision: int | None = None, limit: int | None = None) -> list[Moment]:
    """What happened, the last first; of the desk alone and after a revision, where that is given."""
    now = project([record]).get(record.uid, {})
    lines = journal_of(record).exclude(event__in=_AS_EDITIONS).order_by("-pk")
    if after_revision is not None:
        lines = lines.filter(revision__gt=after_revision, event__in=(JournalEvent.SAVED, *_POINTING))
    saved = list(lines[:limit])
    editions = [] if after_revision is not None else _editions(record, limit)
    said = {edition.pk: _said(edition) for edition in editions}
    labels = called({*named_in([now, *said.values(), *_whole(saved)]), *_pointed_at(saved)})
    moments = [*_desk(saved, now, labels), *_public(record, editions, said, labels)]
    moments.sort(key=lambda moment: (moment.at, moment.edition is not None), reverse=True)
    return moments[:limit]


_POINTING = (JournalEvent.MERGED, JournalEvent.SPLIT)


# --- On the desk ------------------------------------------------------------------------------------------------------


def _desk(lines: Iterable[Journal], now: Document, labels: Mapping[str, str]) -> Iterator[Moment]:
    gone: dict[str, Document] = {}
    for line in lines:
        facts = [difference for difference in line.diff if difference["path"] not in _IN_WORDS]
        for difference in facts:  # what was removed later is still known here, by what its removal says
            if difference["after"] is None and isinstance(difference["before"], dict) and "uid" in difference["before"]:
                gone[difference["before"]["uid"]] = difference["before"]
        before = _at(now, facts, "before", gone)
        after = _at(now, facts, "after", gone)
        yield Moment(
            at=line.at,
            by_name=line.by_name,
            what=line.get_event_display(),
            via=line.via,
            because=line.because,
            revision=line.revision,
            edition=None,
            difference=compare(before, after, labels) if facts else None,
            words=tuple(_beside(line.diff, labels)),
        )


def _at(now: Document, diff: Iterable[Mapping[str, Any]], side: str, gone: Mapping[str, Document]) -> Document | None:
    """Today's document with one side of a difference put into it: enough to show the difference in its place."""
    document: Document | None = now
    for difference in diff:
        path, value = difference["path"], difference[side]
        document = _put(document or {}, path.split("/"), value, gone) if path else value
    return document


def _put(part: Document, steps: list[str], value: Any, gone: Mapping[str, Document]) -> Document:
    key, *rest = steps
    if not rest:
        return {**part, key: value}
    uid, *deeper = rest
    facts = {fact["uid"]: fact for fact in part.get(key) or ()}
    if deeper:
        facts[uid] = _put(facts.get(uid) or gone.get(uid) or {"uid": uid}, deeper, value, gone)
    elif value is None:
        facts.pop(uid, None)
    else:
        facts[uid] = value
    return {**part, key: list(facts.values())}


def _beside(diff: Iterable[Mapping[str, Any]], labels: Mapping[str, str]) -> Iterator[str]:
    for difference in diff:
        if difference["path"] == NOTE:
            yield f"Editorial note: {difference['after'] or 'emptied'}"
        elif difference["path"] == "merged_into":
            after, before = difference["after"], difference["before"]
            yield f"Merged into {labels.get(after, after)}" if after else f"Split off {labels.get(before, before)}"
        elif difference["path"] in _OTHERS:
            after = difference["after"]
            yield f"{labels.get(after, after)} {_OTHERS[difference['path']]}"


_OTHERS = {GATHERED: "was merged into it", PARTED: "was split off"}


def _whole(lines: Iterable[Journal]) -> Iterator[Document | None]:
    for line in lines:
        for difference in line.diff:
            if not difference["path"]:
                yield difference["before"]
                yield difference["after"]


def _pointed_at(lines: Iterable[Journal]) -> set[str]:
    """The uids of the targets that merges and splits name."""
    diffs = [difference for line in lines if line.event in _POINTING for difference in line.diff]
    return {uid for difference in diffs for uid in (difference["before"], difference["after"]) if uid}


# --- In public --------------------------------------------------------------------------------------------------------


def _editions(record: Record, limit: int | None) -> list[Edition]:
    rows = (
        Edition.objects.filter(uid=record.uid)
        .exclude(publication=None)
        .select_related("publication")
        .order_by("-number")
    )
    return list(rows[: None if limit is None else limit + 1])  # one more, to tell the last from


def _said(edition: Edition) -> Document | None:
    return document_of(edition) if edition.state == EditionState.PUBLISHED else None


def _public(
    record: Record, editions: list[Edition], said: Mapping[int, Document | None], labels: Mapping[str, str]
) -> Iterator[Moment]:
    published = journal_of(record).filter(event__in=_AS_EDITIONS).order_by("-pk").values_list("via", flat=True)
    ways = iter(published[: len(editions)])
    for position, edition in enumerate(editions):
        before = said[editions[position + 1].pk] if position + 1 < len(editions) else None
        after = said[edition.pk]
        publication = edition.publication
        assert publication is not None  # what is only prepared is left out
        words = () if after else (f"Edition {edition.number} says: {edition.get_state_display()}.",)
        yield Moment(
            at=edition.recorded_from,
            by_name=publication.by_name,
            what=publication.get_cause_display(),
            # A release leaves no line in the journal of each record.
            via="" if publication.cause == Cause.RELEASE else next(ways, "").replace(_UNSAID, ""),
            because=edition.because or publication.because,
            revision=None,
            edition=edition,
            difference=compare(before, after, labels) if after and before != after else None,
            words=words,
        )
