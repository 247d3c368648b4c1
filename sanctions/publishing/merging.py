"""What is public, as a merge or a split rearranges it: facts change places and names point elsewhere, nothing else.

No word of the desk becomes public by it. All that is asked of the desk is who is who.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import orjson
from rest_framework import serializers

from articles.models import Record
from sanctions.models import FOREVER, Edition, EditionState, Target
from sanctions.publishing import shape
from sanctions.publishing.documents import SHAPES
from sanctions.publishing.fields import TargetReference
from sanctions.publishing.splice import Document, is_facts

Place = tuple[str, str]
"""Where a document names a target: the uid of the fact or record that does, and its field."""


def rearranged(
    rows: Collection[Record], published: Mapping[str, Document], desk: Mapping[str, Document]
) -> dict[str, Document]:
    """What these records are to say once those merged among them are one, and those split are two again.

    `published` has what each says in public, `desk` the desk's version of each that is not merged. A record that is not
    public, and was not until a merge, stays a draft: it is left out.
    """
    targets = [row for row in rows if isinstance(row, Target)]
    roots = {row.uid: row.root().uid for row in targets if row.merged_into_id}
    found = {row.uid: published[row.uid] for row in rows if row.uid in published and row.uid not in roots}
    for uid, root in roots.items():
        if uid in published and root in found:
            found[root] = _with(found[root], published[uid])
    parted = [_parted(row, desk[row.uid]) for row in targets if not row.merged_into_id and row.uid not in published]
    splits = [split for split in parted if split is not None]
    for split in splits:
        if split.under in found:
            found[split.uid], found[split.under] = _without(found[split.under], split)
    drafted = {row.uid for row in rows if row.published_revision != row.revision}
    before = [(split, _before(split, found)) for split in splits]
    now = {place: uid for document in desk.values() for place, uid in _named(document)}

    def renamed(document: Document) -> Document:
        def stands_for(place: Place, uid: str) -> str:
            for split, places in before:
                # A draft may have moved the name meanwhile; what was public before the merge tells who was meant.
                said = (document["uid"] in drafted and places.get(place)) or now.get(place)
                if uid == split.under and said in split.cluster:
                    return split.uid
            return roots.get(uid, uid)

        return _renamed(document, stands_for)

    return {uid: renamed(document) for uid, document in found.items()}


@dataclass(frozen=True, slots=True)
class _Split:
    """A target that was merged in public and no longer is on the desk."""

    uid: str
    under: str
    """The target under which its facts stand in public."""
    cluster: frozenset[str]
    """Itself and all that were merged into it."""
    publication: int
    """The one that merged it."""
    last: Document
    """What it said before that."""
    facts: frozenset[str]
    """Its facts of then and of now."""


def _parted(target: Target, desk: Document) -> _Split | None:
    editions = list(Edition.objects.filter(uid=target.uid).order_by("-number"))
    if not editions or editions[0].state != EditionState.MERGED:
        return None
    last = next((edition for edition in editions if edition.state != EditionState.MERGED), None)
    if last is None or last.state != EditionState.PUBLISHED:  # erased meanwhile: there is nothing to go back to
        return None
    first = next(edition for edition in editions if edition.number == last.number + 1)
    document = shape.upgrade(orjson.loads(last.document), last.shape)
    return _Split(
        uid=target.uid,
        under=_stands_under(editions[0]),
        cluster=frozenset(one.uid for one in target.cluster()),
        publication=first.publication_id or 0,  # never: what was merged was public
        last=document,
        facts=frozenset(fact["uid"] for part in (document, desk) for _, facts in _lists(part) for fact in facts),
    )


def _stands_under(edition: Edition) -> str:
    """The target that stands for a merged one in public, by way of however many merges."""
    uid = edition.moved_to
    above = Edition.objects.filter(uid=uid, known_until=FOREVER, state=EditionState.MERGED).first()
    return uid if above is None else _stands_under(above)


def _lists(document: Document) -> Iterator[tuple[str, list[Document]]]:
    yield from ((key, value) for key, value in document.items() if is_facts(value))


def _with(root: Document, merged: Document) -> Document:
    """The facts of both, shown under the name that the one is shown under."""
    result = dict(root)
    for key, facts in _lists(merged):
        known = {fact["uid"] for fact in root[key]}
        result[key] = [*root[key], *(_unshown(fact) for fact in facts if fact["uid"] not in known)]
    return result


def _unshown(fact: Document) -> Document:
    return {**fact, "is_display": False} if "is_display" in fact else fact


def _without(root: Document, split: _Split) -> tuple[Document, Document]:
    """What a split target says again, and what is left of the one that its facts stood under."""
    shown = {fact["uid"]: fact["is_display"] for fact in split.last["names"]}
    own, rest = dict(split.last), dict(root)
    for key, value in root.items():
        facts = value if is_facts(value) else []
        if facts or is_facts(split.last[key]):
            own[key] = [fact for fact in facts if fact["uid"] in split.facts]
            rest[key] = [fact for fact in facts if fact["uid"] not in split.facts]
    own["names"] = [{**name, "is_display": shown.get(name["uid"], False)} for name in own["names"]]
    return own, rest


def _before(split: _Split, uids: Collection[str]) -> dict[Place, str]:
    """Whom these records named, and where, before the target was merged."""
    editions = Edition.objects.filter(uid__in=uids, publication__lt=split.publication, state=EditionState.PUBLISHED)
    last = {edition.uid: edition for edition in editions.order_by("number")}
    return {
        place: uid
        for edition in last.values()
        for place, uid in _named(shape.upgrade(orjson.loads(edition.document), edition.shape))
    }


class _Places(NamedTuple):
    """Where a shape names targets: in which of its fields, and within each of its lists of facts."""

    here: tuple[str, ...]
    within: tuple[tuple[str, "_Places"], ...]


@cache
def _places(shape: type[serializers.Serializer[Any]]) -> _Places:
    fields = shape._declared_fields.items()
    lists = [(name, field.child) for name, field in fields if isinstance(field, serializers.ListSerializer)]
    return _Places(
        tuple(name for name, field in fields if isinstance(field, TargetReference)),
        tuple((name, _places(type(child))) for name, child in lists if isinstance(child, serializers.Serializer)),
    )


def _named(document: Document) -> list[tuple[Place, str]]:
    """The targets that a document names, each with its place."""
    found: list[tuple[Place, str]] = []

    def noted(place: Place, uid: str) -> str:
        found.append((place, uid))
        return uid

    _renamed(document, noted)
    return found


def _renamed(document: Document, stands_for: Callable[[Place, str], str]) -> Document:
    """The document with another target in each place where one is named."""
    return _within(_places(SHAPES[document["record"]]), document, stands_for)


def _within(places: _Places, part: Document, stands_for: Callable[[Place, str], str]) -> Document:
    result = dict(part)
    for name in places.here:
        if part[name] is not None:
            result[name] = stands_for((part["uid"], name), part[name])
    for name, inner in places.within:
        result[name] = [_within(inner, fact, stands_for) for fact in part[name]]
    return result
