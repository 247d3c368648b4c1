"""Which records name which."""

from collections.abc import Collection, Mapping

import orjson
from django.db.models import QuerySet, Value
from django.db.models.functions import StrIndex

from articles.models import Record
from sanctions.models import FOREVER, RECORDS, Edition, EditionState, Target
from sanctions.publishing import shape
from sanctions.publishing.rules import parts, shown
from sanctions.publishing.splice import Document

_MOST = 20
"""Names in a list that is still worth reading."""


def naming(uid: str) -> QuerySet[Edition]:
    """The editions, of any time, that name this record."""
    # Not refs__contains: on SQLite that takes GB-A for gb-a, which is another uid.
    return Edition.objects.alias(place=StrIndex("refs", Value(f" {uid} "))).filter(place__gt=0)


def still_named(uids: Collection[str], *, but_for: Collection[str] = ()) -> list[str]:
    """A sentence for each record, outside these sets, whose current edition names one of `uids`."""
    found, names = [], called(set(uids))
    for uid in sorted(uids):
        current = naming(uid).filter(known_until=FOREVER, state=EditionState.PUBLISHED)
        others = current.exclude(uid__in=[*uids, *but_for])[:_MOST]
        found += [f"{names[uid]}: is named by {other.label} ({other.uid}); take that along." for other in others]
    return found


def still_shown(published: Mapping[str, Document], drafts: Mapping[str, Document], *, layer: str) -> list[str]:
    """A sentence for each passage or measure that goes from these records while public facts of others show it.

    Facts of the layer that is published with them are checked with their own records.
    """
    found = []
    for uid, draft in drafts.items():
        lost = parts(published[uid]) - parts(draft) if uid in published else set()
        if not lost:
            continue
        current = naming(uid).filter(known_until=FOREVER, state=EditionState.PUBLISHED).exclude(uid__in=list(drafts))
        others = [shape.upgrade(orjson.loads(edition.document), edition.shape) for edition in current]
        showing = [(other, part) for other in others for part in shown(other, lost)]
        showing += [(other, part) for other in drafts.values() for part in shown(other, lost, but_of=layer)]
        found += [
            f"{draft['label']}: is to lose {part}, which {other['label']} ({other['uid']}) shows; take that along."
            for other, part in showing[:_MOST]
        ]
    return found


def dangling(merged: Collection[Target], in_the_set: Collection[str]) -> list[str]:
    """A sentence for each reason why these merged targets would leave readers nowhere to go."""
    found = [
        f"{target}: is merged into {target.root()}, which is not published with it: its facts would be nowhere."
        for target in merged
        if target.root().uid not in in_the_set
    ]
    return found + still_named({target.uid for target in merged}, but_for=in_the_set)


def called(uids: set[str]) -> dict[str, str]:
    """What editors call the records of these uids, each with its uid."""
    names = {uid: uid for uid in uids}
    for model in RECORDS if uids else ():
        rows: list[Record] = list(model._default_manager.filter(uid__in=uids))
        names |= {row.uid: f"{row._meta.verbose_name} “{row}” ({row.uid})" for row in rows}
    return names
