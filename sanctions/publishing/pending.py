"""Publishing very many records of a list at once: prepared in small steps, then made public in one short one.

What is prepared is public to nobody. Killed between two steps, the public state is the old one, and preparing again
converges; nobody who edits meanwhile waits for longer than one step.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, QuerySet

from articles.models import Record
from sanctions.models import FOREVER, NEVER, RECORDS, Cause, Edition, EditionState, Publication, Sanction, Target
from sanctions.publishing.chain import lock, next_publication, seal
from sanctions.publishing.index import DATED, forget, index, supersede
from sanctions.publishing.naming import called
from sanctions.publishing.project import labelled, project, under_its_label
from sanctions.publishing.publish import (
    EDITION_COLUMNS,
    NextEdition,
    NotPublishable,
    current_editions,
    document_of,
    edition_after,
    known_since,
)
from sanctions.publishing.rows import insert, reserve, update
from sanctions.publishing.splice import Document, splice

_BATCH = 500


def prepare(records: Collection[Record], *, layer: str) -> int:
    """Writes the editions that these records are to have once a layer of them is public; answers how many those are.

    What was prepared for them before gives way. A record that says the same as in public gets none, nor does one that
    was withdrawn or erased: that is made public again only by name. A merged target is prepared as its root.
    """
    with transaction.atomic():
        rows = list(_roots(records))
        _drop(layer, [row.uid for row in rows])
        current = current_editions(row.uid for row in rows)
        desk = project(rows)
        _label(rows, desk)
        prepared: list[tuple[Edition, Document]] = []
        for row in rows:
            before = current.get(row.uid)
            if before is not None and before.state != EditionState.PUBLISHED:
                continue
            public = document_of(before)
            if (draft := splice(public, desk[row.uid], layer=layer)) is None:
                continue
            # Where nothing is public yet, the desk's order is that of the facts which are left of it.
            said = under_its_label(draft) if public is None else labelled(draft)
            if said == public:
                continue
            edition = edition_after(before, NextEdition(row.uid, row.kind_name, said, said["label"]))
            edition.state, edition.pending_for, edition.follows = EditionState.PENDING, layer, edition.number - 1
            edition.number = 0
            edition.known_from = edition.known_until = edition.recorded_until = NEVER
            edition.recorded_from = FOREVER
            prepared.append((edition, said))
        for (edition, _), key in zip(prepared, reserve(Edition, len(prepared)), strict=True):
            edition.pk = key
        insert(
            Edition, EDITION_COLUMNS, ([getattr(edition, name) for name in EDITION_COLUMNS] for edition, _ in prepared)
        )
        index(prepared)
        return len(prepared)


def forget_prepared(uids: Collection[str]) -> None:
    """Throws away what was prepared of these records, of whatever layer: they are to be erased."""
    prepared = Edition.pending.filter(state=EditionState.PENDING, uid__in=uids)
    for layer in set(prepared.values_list("pending_for", flat=True)):
        _drop(layer, list(uids))


def promote(
    layer: str, *, by: AbstractBaseUser | None, at: datetime, because: str, known_from: datetime | None = None
) -> Publication | None:
    """Makes all public that was prepared of a layer; None where that is nothing.

    What somebody published meanwhile is taken in first. `known_from` backdates as in `publish`.
    Raises NotPublishable where something names a record that is neither public nor prepared with it.
    """
    with transaction.atomic():
        head = lock()
        _renew(layer)
        waiting = _waiting(layer)
        rows = list(waiting.order_by("uid").only("uid", "digest", "refs", "label", "follows"))
        if not rows:
            return None
        _refuse_dangling(rows)
        current = current_editions(row.uid for row in rows)
        publication = next_publication(head, layer=layer, by=by, at=at, because=because, cause=Cause.RELEASE)
        recorded = publication.recorded_at
        for row in rows:
            row.known_from = known_since(current.get(row.uid), known_from, recorded)
        seal(publication, head, rows)
        ended = []
        for row in rows:
            if before := current.get(row.uid):
                before.known_until, before.recorded_until = row.known_from, recorded
                ended.append(before)
        _end(ended)
        _settle(layer, waiting)
        known = {row.known_from for row in rows}
        for moment in known:
            these = None if len(known) == 1 else [row.pk for row in rows if row.known_from == moment]
            _let_out(waiting, these, publication, moment)
        return publication


def _waiting(layer: str) -> QuerySet[Edition]:
    return Edition.pending.filter(state=EditionState.PENDING, pending_for=layer)


def _roots(records: Iterable[Record]) -> Iterator[Record]:
    found = {record.uid: record for record in records}
    merged = [row for row in found.values() if isinstance(row, Target) and row.merged_into_id]
    for row in merged:
        del found[row.uid]
        root = row.root()
        found[root.uid] = root
    yield from found.values()


def _drop(layer: str, uids: list[str]) -> None:
    """Throws away what was prepared of these records."""
    for start in range(0, len(uids), _BATCH):
        stale = list(_waiting(layer).filter(uid__in=uids[start : start + _BATCH]).only("pk"))
        forget(stale)
        Edition.pending.filter(pk__in=[row.pk for row in stale]).delete()


def _label(rows: Iterable[Record], desk: dict[str, Document]) -> None:
    """What pickers and lists on the desk show follows from what the records say."""
    renamed: dict[type[Record], list[tuple[str, Any]]] = {}
    for row in rows:
        label = desk[row.uid]["label"]
        if isinstance(row, Target | Sanction) and row.label != label:
            renamed.setdefault(type(row), []).append((label, row.pk))
            row.label = label
    for model, labels in renamed.items():
        update(model, "label", labels)


def _renew(layer: str) -> None:
    """Prepares anew what was prepared before somebody else published, erased or merged the same record."""
    rows = dict(_waiting(layer).values_list("uid", "follows"))
    # What was erased keeps its number, and is not to be made public again.
    standing = {
        uid: edition.number if edition.state == EditionState.PUBLISHED else -1
        for uid, edition in current_editions(rows).items()
    }
    merged = set(Target.objects.exclude(merged_into=None).values_list("uid", flat=True))
    named = _waiting(layer).values_list("uid", "refs") if merged else ()
    stale = sorted(
        {uid for uid, follows in rows.items() if standing.get(uid, 0) != follows}
        | {uid for uid, refs in named if uid in merged or not merged.isdisjoint(refs.split())}
    )
    for start in range(0, len(stale), _BATCH):
        batch = stale[start : start + _BATCH]
        found = [row for model in RECORDS for row in model._default_manager.filter(uid__in=batch)]
        _drop(layer, batch)
        prepare(found, layer=layer)


def _refuse_dangling(rows: list[Edition]) -> None:
    own = {row.uid for row in rows}
    named = {uid for row in rows for uid in row.refs.split()} - own
    public = {uid for uid, edition in current_editions(named).items() if edition.state == EditionState.PUBLISHED}
    if missing := named - public:
        names = called(missing)
        raise NotPublishable(
            [
                f"{row.label or row.uid}: names {names[uid]}, which is neither published nor published with it."
                for row in rows
                for uid in row.refs.split()
                if uid in missing
            ]
        )


def _end(editions: list[Edition]) -> None:
    ended: dict[tuple[datetime, datetime], list[int]] = {}
    for edition in editions:
        ended.setdefault((edition.known_until, edition.recorded_until), []).append(edition.pk)
    for (known, recorded), keys in ended.items():
        for start in range(0, len(keys), _BATCH):
            these = Edition.objects.filter(pk__in=keys[start : start + _BATCH])
            these.update(known_until=known, recorded_until=recorded)
    supersede(editions)


def _settle(layer: str, waiting: QuerySet[Edition]) -> None:
    """What a list made and nobody has edited equals its edition from now on."""
    for model in RECORDS:
        made = model._default_manager.filter(layer=layer, published_revision=None, revision=0)
        made = made.filter(uid__in=waiting.values("uid"))
        made.update(published_revision=F("revision"))


def _let_out(
    waiting: QuerySet[Edition], keys: list[int] | None, publication: Publication, known_from: datetime
) -> None:
    moments = {
        "known_from": known_from,
        "known_until": FOREVER,
        "recorded_from": publication.recorded_at,
        "recorded_until": FOREVER,
    }
    for start in range(0, len(keys), _BATCH) if keys is not None else (0,):
        these = waiting if keys is None else waiting.filter(pk__in=keys[start : start + _BATCH])
        for table in DATED:
            table._default_manager.filter(edition__in=these.values("pk")).update(**moments)  # type: ignore[misc]
        these.update(
            state=EditionState.PUBLISHED,
            publication=publication,
            number=F("follows") + 1,
            follows=None,
            pending_for="",
            **moments,
        )
