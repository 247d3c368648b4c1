"""Whose decision a case carries out: the case of another list which an entry's cross-references name."""

from collections.abc import Collection, Iterator

from django.db import transaction

from articles.models import Among
from sanctions.lists.catalogue import Listing
from sanctions.models import FOREVER, Edition, EditionState, Sanction
from sanctions.models import Entry as EntryRow
from sanctions.publishing.pending import prepare

Link = tuple[int, int]
"""The key of a case, and that of the case which it carries out."""

_ORIGINS = ("un_sc", "eu_fsf")
"""Namespaces of the lists whose decisions others carry out; the UN's go first, which the EU carries out as well."""


def missing(listing: Listing) -> list[Link]:
    """What cases of a list carry out, where the desk does not say so yet.

    Whatever came to either list since is looked at, so that it does not matter which of two lists is imported first.
    """
    rows = EntryRow.objects.filter(
        official_list__uid=listing.code, gone=None, sanction__layer=listing.code, sanction__origin="implements"
    ).exclude(cross_references=[])
    named = {
        case: (now, [cross for namespace in _ORIGINS for cross in map(tuple, crossings) if cross[0] == namespace])
        for case, now, crossings in rows.values_list("sanction_id", "sanction__implements_id", "cross_references")
    }
    known = dict(_known({cross for _, crossings in named.values() for cross in crossings}))
    found = ((case, now, [known[cross] for cross in crossings if cross in known]) for case, (now, crossings)
             in named.items())  # fmt: skip
    return [(case, there[0]) for case, now, there in found if there and there[0] not in (case, now)]


def _known(crossings: Collection[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], int]]:
    """The public cases that bear these references, by namespace and reference."""
    rows = EntryRow.objects.filter(
        official_list__namespace__in=_ORIGINS,
        reference__in=Among([reference for _, reference in crossings]),
        sanction__isnull=False,
    ).order_by("pk")
    columns = ("official_list__namespace", "reference", "sanction_id", "sanction__uid")
    cases = [row for row in rows.values_list(*columns) if (row[0], row[1]) in crossings]
    public = set(
        Edition.objects.filter(
            uid__in=Among([uid for *_, uid in cases]), known_until=FOREVER, state=EditionState.PUBLISHED
        ).values_list("uid", flat=True)
    )
    yield from (((namespace, reference), case) for namespace, reference, case, uid in cases if uid in public)


def link(links: Collection[Link], *, layer: str) -> None:
    """Writes it to the desk, and prepares the cases for being made public."""
    with transaction.atomic():
        for case, other in links:
            Sanction.objects.filter(pk=case).update(implements=other)
        prepare(list(Sanction.objects.filter(pk__in=Among([case for case, _ in links]))), layer=layer)
