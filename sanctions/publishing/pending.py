"""Publishing very many records of a list at once: prepared in small steps, then made public in one short one.

What is prepared is public to nobody. Killed between two steps, the public state is the old one, and preparing again
converges; nobody who edits meanwhile waits for longer than one step.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, QuerySet

from articles.models import Among, Record
from sanctions.models import FOREVER, NEVER, RECORDS, Cause, Edition, EditionState, Head, Publication, Sanction, Target
from sanctions.publishing.chain import lock, next_publication, seal
from sanctions.publishing.index import DATED, forget, index, supersede
from sanctions.publishing.naming import called
from sanctions.publishing.project import labelled, project
from sanctions.publishing.publish import (
    EDITION_COLUMNS,
    NextEdition,
    NotPublishable,
    current_editions,
    document_of,
    edition_after,
    known_since,
    unpublished,
)
from sanctions.publishing.rows import insert, reserve, update
from sanctions.publishing.splice import Document, splice

_BATCH = 500
_WAITING = {
    **{field.attname: None if field.null else field.get_default() for field in Edition._meta.concrete_fields},
    "known_from": NEVER,
    "known_until": NEVER,
    "recorded_from": FOREVER,
    "recorded_until": NEVER,
}
"""The columns of an edition that is public at no time."""


def prepare(records: Collection[Record], *, layer: str) -> int:
    """Writes the editions that these records are to have once a layer of them is public; answers how many those are.

    What was prepared for them before gives way. A record that says the same as in public gets none, nor does one that
    was withdrawn or erased: that is made public again only by name. A merged target is prepared as its root.
    """
    with transaction.atomic():
        rows = list(_roots(records))
        _drop(layer, Among([row.uid for row in rows]))
        current = current_editions(row.uid for row in rows)
        # Of what is not public yet, a layer publishes what is its own, and that only of records of its own.
        drafts = project([row for row in rows if row.uid not in current and row.layer == layer], layer=layer)
        public: dict[str, Document] = {}
        desk = project([row for row in rows if row.uid in current])
        _label(rows, drafts | desk)
        _tie_to_public(layer, [*drafts.values(), *desk.values()])
        for uid, now in desk.items():
            if (document := document_of(current[uid])) and (draft := splice(document, now, layer=layer)):
                public[uid], drafts[uid] = document, labelled(draft)
        changed = [uid for uid, said in drafts.items() if said != public.get(uid)]
        prepared: list[tuple[Any, Document]] = []
        for uid, key in zip(changed, reserve(Edition, len(changed)), strict=True):
            said = drafts[uid]
            columns = edition_after(current.get(uid), NextEdition(uid, said["record"], said, said["label"]))
            follows = columns["number"] - 1
            own = {
                "id": key,
                "pk": key,
                "state": EditionState.PENDING,
                "pending_for": layer,
                "follows": follows,
                "number": 0,
            }
            prepared.append((SimpleNamespace(**{**_WAITING, **columns, **own}), said))
        insert(
            Edition, EDITION_COLUMNS, ([getattr(edition, name) for name in EDITION_COLUMNS] for edition, _ in prepared)
        )
        index(prepared)
        return len(prepared)


def forget_prepared(uids: Collection[str]) -> None:
    """Throws away what was prepared of these records, of whatever layer: they are to be erased."""
    prepared = Edition.pending.filter(state=EditionState.PENDING, uid__in=uids)
    for layer in set(prepared.values_list("pending_for", flat=True)):
        _drop(layer, Among(uids))


class _Waiting(NamedTuple):
    """What promoting needs of an edition that waits for it."""

    pk: int
    uid: str
    kind: str
    digest: str
    refs: str
    label: str
    follows: int | None


class _Standing(NamedTuple):
    """What promoting needs of a record's current edition."""

    pk: int
    uid: str
    number: int
    state: str
    known_from: datetime


class _Sealed(NamedTuple):
    """An edition that the chain ties."""

    pk: int
    digest: str
    known_from: datetime


class Ready(NamedTuple):
    """All that waits for a layer, and what it takes the place of, as they were after a publication."""

    layer: str
    seq: int
    merged: set[str]
    """Targets that were merged into others."""
    waiting: list[_Waiting]
    standing: dict[str, _Standing]


def promote(
    prepared: Ready, *, by: AbstractBaseUser | None, at: datetime, because: str, known_from: datetime | None = None
) -> Publication | None:
    """Makes all public that was prepared of a layer (`ready`); None where that is nothing.

    What somebody published meanwhile is taken in first. `known_from` backdates as in `publish`.
    Raises NotPublishable where something names a record that is neither public nor prepared with it.
    """
    with transaction.atomic():
        head, layer = lock(), prepared.layer
        # What was read before is read anew where somebody has published or merged since.
        overtaken = head.seq != prepared.seq or _merged() != prepared.merged
        now = ready(layer) if overtaken else prepared
        if not now.waiting:
            return None
        publication = next_publication(head, layer=layer, by=by, at=at, because=because, cause=Cause.RELEASE)
        recorded = publication.recorded_at
        sealed = [
            _Sealed(row.pk, row.digest, known_since(now.standing.get(row.uid), known_from, recorded))
            for row in now.waiting
        ]
        seal(publication, head, sealed)
        by_moment: dict[datetime, list[_Sealed]] = {}
        for one in sealed:
            by_moment.setdefault(one.known_from, []).append(one)
        before = {row.pk: now.standing[row.uid].pk for row in now.waiting if row.uid in now.standing}
        for moment, these in by_moment.items():
            supersede([before[one.pk] for one in these if one.pk in before], moment, recorded)
        _settle(layer, now.waiting)
        for moment, these in by_moment.items():
            _let_out(these, publication, moment)
        return publication


def ready(layer: str) -> Ready:
    """Reads what waits, whole and up to date. Raises NotPublishable."""
    seq: int = Head.objects.values_list("seq", flat=True).first() or 0
    merged = _merged()
    waiting, standing = _read(layer)
    if stale := _stale(waiting, standing, merged):
        for start in range(0, len(stale), _BATCH):
            batch = Among(stale[start : start + _BATCH])
            with transaction.atomic():
                rows = [row for model in RECORDS for row in model._default_manager.filter(uid__in=batch)]
                _drop(layer, batch)
                prepare(rows, layer=layer)
        waiting, standing = _read(layer)
    _refuse_dangling(waiting)
    return Ready(layer, seq, merged, waiting, standing)


def _read(layer: str) -> tuple[list[_Waiting], dict[str, _Standing]]:
    waiting = list(map(_Waiting._make, _waiting(layer).order_by("pk").values_list(*_Waiting._fields)))
    return waiting, _standing({row.uid for row in waiting})


def _standing(uids: Collection[str]) -> dict[str, _Standing]:
    rows = Edition.objects.filter(uid__in=Among(uids), known_until=FOREVER)
    return {row[1]: _Standing._make(row) for row in rows.values_list(*_Standing._fields)}


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


def _drop(layer: str, uids: Among) -> None:
    """Throws away what was prepared of these records."""
    if stale := list(_waiting(layer).filter(uid__in=uids).values_list("pk", flat=True)):
        forget(stale)
        Edition.pending.filter(pk__in=Among(stale)).delete()


def _tie_to_public(layer: str, drafts: Collection[Document]) -> None:
    """Takes out of targets what a layer ties them to that is public no more: one such tie would hold the whole list.

    Of what was withdrawn the name stays, where the tie has one as printed; of what was erased nothing does.
    """
    ties = [tie for draft in drafts for tie in draft.get("relations", ()) if tie["layer"] == layer and tie["object"]]
    lost = unpublished({tie["object"] for tie in ties})
    for draft in drafts if lost else ():
        if "relations" in draft:
            draft["relations"] = [
                {**tie, "object": None} if tie["layer"] == layer and tie["object"] in lost else tie
                for tie in draft["relations"]
                if tie["layer"] != layer
                or tie["object"] not in lost
                or (tie["printed"] and lost[tie["object"]] != EditionState.REDACTED)
            ]


def _label(rows: Iterable[Record], said: Mapping[str, Document]) -> None:
    """What pickers and lists on the desk show follows from what the records say."""
    renamed: dict[type[Record], list[tuple[str, Any]]] = {}
    for row in rows:
        label = said[row.uid]["label"] if row.uid in said else ""
        if label and isinstance(row, Target | Sanction) and row.label != label:
            renamed.setdefault(type(row), []).append((label, row.pk))
            row.label = label
    for model, labels in renamed.items():
        update(model, "label", labels)


def _merged() -> set[str]:
    return set(Target.objects.exclude(merged_into=None).values_list("uid", flat=True))


def _stale(waiting: list[_Waiting], standing: Mapping[str, _Standing], merged: set[str]) -> list[str]:
    """The uids of what was prepared before somebody published, erased or merged the same record, or took away another
    that it names.
    """
    # What was erased keeps its number, and is not to be made public again.
    follows = {uid: row.number if row.state == EditionState.PUBLISHED else -1 for uid, row in standing.items()}
    merged = set(Target.objects.exclude(merged_into=None).values_list("uid", flat=True))
    # What they name may have been withdrawn or erased since: their ties to it go.
    moved = merged | unpublished({uid for row in waiting for uid in row.refs.split()}).keys()
    return sorted(
        row.uid
        for row in waiting
        if follows.get(row.uid, 0) != row.follows
        or (moved and (row.uid in merged or not moved.isdisjoint(row.refs.split())))
    )


def _refuse_dangling(waiting: list[_Waiting]) -> None:
    own = {row.uid for row in waiting}
    named = {uid for row in waiting for uid in row.refs.split()} - own
    public = {uid for uid, row in _standing(named).items() if row.state == EditionState.PUBLISHED}
    if missing := named - public:
        names = called(missing)
        raise NotPublishable(
            [
                f"{row.label or row.uid}: names {names[uid]}, which is neither published nor published with it."
                for row in waiting
                for uid in row.refs.split()
                if uid in missing
            ]
        )


def _settle(layer: str, waiting: list[_Waiting]) -> None:
    """What a list made and nobody has edited equals its edition from now on."""
    for model in RECORDS:
        if uids := [row.uid for row in waiting if row.kind == model.kind_name]:
            made = model._default_manager.filter(layer=layer, published_revision=None, revision=0)
            made.filter(uid__in=Among(uids)).update(published_revision=F("revision"))


def _let_out(editions: list[_Sealed], publication: Publication, known_from: datetime) -> None:
    keys = Among([one.pk for one in editions])
    moments = {
        "known_from": known_from,
        "known_until": FOREVER,
        "recorded_from": publication.recorded_at,
        "recorded_until": FOREVER,
    }
    for table in DATED:
        table._default_manager.filter(edition__in=keys).update(**moments)  # type: ignore[misc]
    Edition.pending.filter(pk__in=keys).update(
        state=EditionState.PUBLISHED,
        publication=publication,
        number=F("follows") + 1,
        follows=None,
        pending_for="",
        **moments,
    )
