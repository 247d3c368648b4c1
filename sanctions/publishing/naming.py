"""Which records name which."""

from collections.abc import Collection

from articles.models import Record
from sanctions.models import FOREVER, RECORDS, Edition, EditionState, Target

_MOST = 20
"""Names in a list that is still worth reading."""


def still_named(uids: Collection[str], *, but_for: Collection[str] = ()) -> list[str]:
    """A sentence for each record, outside these sets, whose current edition names one of `uids`."""
    found, names = [], called(set(uids))
    for uid in sorted(uids):
        naming = Edition.objects.filter(
            known_until=FOREVER, state=EditionState.PUBLISHED, refs__contains=f" {uid} "
        ).exclude(uid__in=[*uids, *but_for])
        found += [
            f"{names[uid]}: is named by {edition.label} ({edition.uid}); take that along." for edition in naming[:_MOST]
        ]
    return found


def dangling(merged: Collection[Target], in_the_set: set[str]) -> list[str]:
    """A sentence for each reason why these merged targets would leave readers nowhere to go."""
    roots = {target.uid: target.root() for target in merged}
    public = set(
        Edition.objects.filter(
            uid__in=[root.uid for root in roots.values()], known_until=FOREVER, state=EditionState.PUBLISHED
        ).values_list("uid", flat=True)
    )
    found = [
        f"{target}: is merged into {roots[target.uid]}, which is neither published nor published with it."
        for target in merged
        if roots[target.uid].uid not in public | in_the_set
    ]
    return found + still_named(roots, but_for=in_the_set)


def called(uids: set[str]) -> dict[str, str]:
    """What editors call the records of these uids, each with its uid."""
    names = {uid: uid for uid in uids}
    for model in RECORDS if uids else ():
        rows: list[Record] = list(model._default_manager.filter(uid__in=uids))
        names |= {row.uid: f"{row._meta.verbose_name} “{row}” ({row.uid})" for row in rows}
    return names
