"""Publishing: one act that makes the desk's version of a set of records public."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol

import orjson
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from articles.models import DESK, Among, Journal, JournalEvent, Record
from sanctions.models import FOREVER, Cause, Edition, EditionState, Head, Publication, Sanction, Target
from sanctions.publishing import shape
from sanctions.publishing.canonical import digest_of, written
from sanctions.publishing.chain import lock, next_publication, seal
from sanctions.publishing.differences import differences, in_words, step_of
from sanctions.publishing.index import index, supersede
from sanctions.publishing.merging import rearranged
from sanctions.publishing.naming import called, dangling, still_shown
from sanctions.publishing.project import labelled, project
from sanctions.publishing.references import references
from sanctions.publishing.rows import insert, reserve, update
from sanctions.publishing.rules import problems, unpublished_parts
from sanctions.publishing.splice import Document, splice

_BATCH = 500
EDITION_COLUMNS = tuple(field.attname for field in Edition._meta.concrete_fields)
_LINE = tuple(field.attname for field in Journal._meta.concrete_fields if field.attname != "id")
_REARRANGING = (JournalEvent.MERGED, JournalEvent.SPLIT)
_CHANGES = (JournalEvent.SAVED, *_REARRANGING)


class NotPublishable(Exception):
    """Why nothing was published; `problems` has a sentence for each reason, naming its record."""

    def __init__(self, found: list[str]) -> None:
        self.problems = found
        super().__init__("\n".join(found))


class Dated(Protocol):
    """An edition, as far as it is known since some time."""

    @property
    def known_from(self) -> datetime:
        """Since when."""


@dataclass(frozen=True, slots=True)
class NextEdition:
    """What one record is to say from now on."""

    uid: str
    kind: str
    document: Document
    label: str
    state: EditionState = EditionState.PUBLISHED
    moved_to: str = ""
    because: str = ""


def publish(
    records: Collection[Record],
    *,
    layer: str = DESK,
    by: AbstractBaseUser | None,
    at: datetime,
    because: str = "",
    cause: Cause = Cause.EDITOR,
    reviewed: Mapping[str, int] | None = None,
    known_from: datetime | None = None,
    via: str = "publishing",
) -> Publication | None:
    """Makes one layer of these records public, all of them or none; None where that changes nothing public.

    The other layers stay as they are in the current editions. A merge or split only rearranges what is public, of every
    layer, and publishes nothing else. `reviewed` gives the revision of each record that a reviewer saw, by uid.
    `known_from` backdates what becomes known, for records with no edition known later. `via` tells the journal where it
    came from. Raises NotPublishable where a rule is broken, a reference is neither public nor in the set, a record is
    gone or has moved on since its review, or somebody would publish what they wrote themselves.
    """
    with transaction.atomic():
        head = lock()
        rows = _fresh(records)
        current = current_editions(row.uid for row in rows)
        if found := [*_gone(records, rows), *_misnamed(rows, current)]:
            raise NotPublishable(found)
        found = _refused(rows, by=by, layer=layer, cause=cause, reviewed=reviewed or {})
        live = [row for row in rows if not (isinstance(row, Target) and row.merged_into_id)]
        desk = project(live)
        public = {uid: document for uid, one in current.items() if (document := document_of(one)) is not None}
        if cause == Cause.MERGE:
            drafts = {uid: labelled(document) for uid, document in rearranged(rows, public, desk).items()}
        else:
            drafts = {}
            for row in live:
                if (draft := splice(public.get(row.uid), desk[row.uid], layer=layer)) is None:
                    found.append(
                        f"{row}: belongs to the layer {row.layer} and is not public; publish that layer first."
                    )
                    continue
                drafts[row.uid] = labelled(draft)
        in_the_set = set(drafts)
        found += _broken(drafts, in_the_set, layer=layer)
        found += still_shown(public, drafts, layer=layer)
        merged = [row for row in rows if isinstance(row, Target) and row.merged_into_id]
        found += dangling([row for row in merged if _still_stands(current.get(row.uid))], in_the_set)
        if found:
            raise NotPublishable(found)
        following = [
            NextEdition(uid, document["record"], document, document["label"])
            for uid, document in drafts.items()
            if document != public.get(uid)
        ]
        following += [merged_edition(row, because) for row in merged if _still_stands(current.get(row.uid))]
        publication = write(
            following, head=head, current=current, layer=layer, by=by, at=at, because=because, cause=cause,
            known_from=known_from,
        )  # fmt: skip
        _settle(rows, drafts, desk, publication, by=by, at=at, because=because, via=via)
        return publication


def current_editions(uids: Iterable[str]) -> dict[str, Edition]:
    """The current edition of each of these records that has one."""
    rows = Edition.objects.filter(uid__in=Among(list(uids)), known_until=FOREVER)
    return {edition.uid: edition for edition in rows}


def unpublished(uids: Collection[str]) -> dict[str, str]:
    """The state of the current edition of each of these records that has one which is not published."""
    rows = Edition.objects.filter(uid__in=Among(uids), known_until=FOREVER)
    return dict(rows.exclude(state=EditionState.PUBLISHED).values_list("uid", "state"))


def merged_edition(target: Target, because: str) -> NextEdition:
    """The last edition of a target that was merged: where it went."""
    document = {"record": target.kind_name, "uid": target.uid, "moved_to": target.root().uid}
    return NextEdition(
        target.uid, target.kind_name, document, target.label, EditionState.MERGED, document["moved_to"], because
    )


def write(
    following: list[NextEdition],
    *,
    head: Head,
    current: Mapping[str, Edition],
    layer: str,
    by: AbstractBaseUser | None,
    at: datetime,
    because: str,
    cause: Cause,
    known_from: datetime | None = None,
) -> Publication | None:
    """Writes one publication of these editions and links it to the chain; None where there are none to write.

    Only publishing, withdrawing and redacting call this, with the chain locked.
    """
    if not following:
        return None
    following = sorted(following, key=lambda one: one.uid)
    publication = next_publication(head, layer=layer, by=by, at=at, because=because, cause=cause)
    recorded = publication.recorded_at
    editions = []
    for one in following:
        before = current.get(one.uid)
        edition = Edition(**edition_after(before, one))
        edition.publication, edition.recorded_from = publication, recorded
        edition.known_from = known_since(before, known_from, recorded)
        editions.append(edition)
    seal(publication, head, editions)
    _replace(editions, current, recorded)
    for edition, key in zip(editions, reserve(Edition, len(editions)), strict=True):
        edition.pk = key
    insert(Edition, EDITION_COLUMNS, ([getattr(edition, name) for name in EDITION_COLUMNS] for edition in editions))
    index(
        (edition, one.document)
        for edition, one in zip(editions, following, strict=True)
        if one.state == EditionState.PUBLISHED
    )
    return publication


def _fresh(records: Collection[Record]) -> list[Record]:
    rows: list[Record] = []
    by_model: dict[type[Record], list[int]] = {}
    for record in records:
        by_model.setdefault(type(record), []).append(record.pk)
    for model, pks in by_model.items():
        for start in range(0, len(pks), _BATCH):
            chunk = pks[start : start + _BATCH]
            rows += model._default_manager.select_for_update().filter(pk__in=chunk).order_by("pk")
    return rows


def _gone(records: Collection[Record], rows: Collection[Record]) -> list[str]:
    found = {(type(row), row.pk) for row in rows}
    return [f"{record}: is not on the desk any more." for record in records if (type(record), record.pk) not in found]


def _misnamed(rows: list[Record], current: Mapping[str, Edition]) -> list[str]:
    """Two records under one uid would be one record to every reader."""
    kinds: dict[str, set[str]] = {}
    for row in rows:
        kinds.setdefault(row.uid, {row.kind_name}).add(row.kind_name)
    for uid, edition in current.items():
        kinds[uid].add(edition.kind)
    return [
        f"{uid}: is the uid of records of several kinds ({', '.join(sorted(names))}); give one of them another."
        for uid, names in kinds.items()
        if len(names) > 1
    ]


def _refused(
    rows: list[Record], *, by: AbstractBaseUser | None, layer: str, cause: Cause, reviewed: Mapping[str, int]
) -> list[str]:
    found = [
        f"{row}: was changed since it was reviewed (revision {reviewed[row.uid]}, now {row.revision})."
        for row in rows
        if row.uid in reviewed and row.revision != reviewed[row.uid]
    ]
    by_hand = layer == DESK and cause in (Cause.EDITOR, Cause.MERGE)
    if by_hand and by is not None and settings.SECOND_PERSON_REQUIRED:
        # A merge publishes no draft, so whose drafts there are does not matter to it.
        acts = _REARRANGING if cause == Cause.MERGE else _CHANGES
        own = Journal.objects.filter(record_uid__in=[row.uid for row in rows], event__in=acts, by_id=by.pk).values_list(
            "record_uid", "revision"
        )
        wrote: dict[str, int] = {}
        for uid, revision in own:
            wrote[uid] = max(wrote.get(uid, 0), revision)
        found += [
            f"{row}: {by.get_username()} changed it since it was last published; another person must publish it."
            for row in rows
            if wrote.get(row.uid, -1) > (row.published_revision if row.published_revision is not None else -1)
        ]
    return found


def _broken(drafts: Mapping[str, Document], in_the_set: set[str], *, layer: str) -> list[str]:
    named = {uid: set(references(document)) for uid, document in drafts.items()}
    outside = current_editions({ref for refs in named.values() for ref in refs} - in_the_set)
    public = {uid for uid, edition in outside.items() if edition.state == EditionState.PUBLISHED}
    missing = {ref for refs in named.values() for ref in refs} - in_the_set - public
    names = called(missing)
    found = [
        f"{drafts[uid]['label'] or uid}: names {names[ref]}, which is neither published nor published with it."
        for uid, refs in named.items()
        for ref in sorted(refs & missing)
    ]

    @cache
    def said_of(uid: str) -> Document | None:
        return drafts.get(uid) or document_of(outside.get(uid))

    for document in drafts.values():
        found += problems(document, said_of)
        found += unpublished_parts(document, said_of, layer=layer)
    return found


def document_of(edition: Edition | None) -> Document | None:
    """What an edition says, in today's public shape; None where it is none that is public."""
    if edition is None or edition.state != EditionState.PUBLISHED:
        return None
    return shape.upgrade(orjson.loads(edition.document), edition.shape)


def _still_stands(edition: Edition | None) -> bool:
    return edition is not None and edition.state == EditionState.PUBLISHED


def known_since(before: Dated | None, known_from: datetime | None, recorded: datetime) -> datetime:
    """When an edition became known: backdated where that is asked for and nothing later was known, else now."""
    if known_from is None or known_from > recorded or (before is not None and before.known_from >= known_from):
        return recorded
    return known_from


def edition_after(before: Edition | None, one: NextEdition) -> dict[str, Any]:
    """The columns of the edition that follows another of the same record, or the first; in no publication yet."""
    text = written(one.document)
    public = one.state == EditionState.PUBLISHED
    said_before = document_of(before)
    return {
        "uid": one.uid,
        "kind": one.kind,
        "parent": one.document["target"] if public and one.kind == "sanction" else "",
        "number": before.number + 1 if before else 1,
        "state": one.state,
        "label": one.label,
        "refs": f" {' '.join(references(one.document))} " if public else "",
        "document": text,
        "digest": digest_of(text),
        "shape": shape.SHAPE,
        "step": step_of(said_before, one.document) if public else "",
        "changes": orjson.dumps(_changes(before, said_before, one)).decode(),
        "moved_to": one.moved_to,
        "because": one.because,
    }


def _changes(before: Edition | None, published: Document | None, one: NextEdition) -> dict[str, Any]:
    if one.state != EditionState.PUBLISHED:
        return {"words": [one.state.label], "data": []}
    if published is None:  # all of it is new: the document itself tells
        return {"words": ["published again" if before else "first published"], "data": []}
    found = differences(published, one.document)
    return {"words": in_words(found, one.document), "data": found}


def _replace(editions: list[Edition], current: Mapping[str, Edition], recorded: datetime) -> None:
    """Ends the editions that these take the place of."""
    ended: dict[datetime, list[int]] = {}
    for edition in editions:
        if before := current.get(edition.uid):
            ended.setdefault(edition.known_from, []).append(before.pk)
    for known_until, keys in ended.items():
        supersede(keys, known_until, recorded)


def _settle(
    rows: list[Record],
    drafts: Mapping[str, Document],
    desk: Mapping[str, Document],
    publication: Publication | None,
    *,
    by: AbstractBaseUser | None,
    at: datetime,
    because: str,
    via: str,
) -> None:
    """Notes on the desk which records now equal their editions, and in the journal that they were published."""
    changed = set(publication.editions.values_list("uid", flat=True)) if publication else set()
    equal: dict[type[Record], list[int]] = {}
    renamed: dict[type[Record], list[Target | Sanction]] = {}
    for row in rows:
        is_equal = row.uid not in desk or drafts.get(row.uid) == desk[row.uid]
        if is_equal and row.published_revision != row.revision:
            row.published_revision = row.revision
            equal.setdefault(type(row), []).append(row.pk)
        if isinstance(row, Target | Sanction) and row.uid in desk and row.label != desk[row.uid]["label"]:
            row.label = desk[row.uid]["label"]
            renamed.setdefault(type(row), []).append(row)
    for model, pks in equal.items():
        model._default_manager.filter(pk__in=Among(pks)).update(published_revision=F("revision"))
    for model, stale in renamed.items():
        update(model, "label", ((row.label, row.pk) for row in stale))
    entries = [
        Journal.line(row, JournalEvent.PUBLISHED, by=by, at=at, via=via, because=because)
        for row in rows
        if row.uid in changed
    ]
    insert(Journal, _LINE, ([getattr(line, name) for name in _LINE] for line in entries))
