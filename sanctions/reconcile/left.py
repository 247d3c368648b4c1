"""What the last release of a list left on the desk: what a new one is read and planned beside."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, TextField
from django.db.models.functions import Cast

from articles.models import DESK, Among
from sanctions.lists.catalogue import Listing
from sanctions.models import (
    FOREVER,
    Edition,
    EditionState,
    Entry,
    EntryState,
    Identifier,
    Name,
    Release,
    ReleaseState,
    Sanction,
)
from sanctions.reconcile.plan import Former, marks
from sanctions.reconcile.staging import DIFFER, Kept


def entries(code: str) -> dict[str, Kept]:
    """The entries that stand in the list, by reference."""
    texts = (Cast("programmes", TextField()), Cast("filled", TextField()))
    rows = Entry.objects.filter(official_list__uid=code, gone=None)
    found = rows.values_list("reference", "digest", "state", "kind", *texts).iterator(10_000)
    return {row[0]: Kept._make(row[1:]) for row in found}


def doubled(code: str) -> set[str]:
    """The references that stood on several records in the last release, which somebody let through.

    Whatever those records say now, they stay put aside, so that nobody need be asked again.
    """
    rows = Entry.objects.filter(official_list__uid=code, gone=None, first__state=ReleaseState.PROMOTED)
    return set(rows.filter(state=EntryState.QUARANTINED, reason=DIFFER).values_list("reference", flat=True))


def former(code: str, references: Collection[str]) -> dict[str, Former]:
    """What is remembered of these references, in whatever release they stood."""
    rows = Entry.objects.filter(official_list__uid=code, reference__in=Among(references))
    standing = set(rows.filter(gone=None).exclude(state=EntryState.IGNORED).values_list("reference", flat=True))
    known: dict[str, Former] = {}
    for reference, *said in rows.exclude(sanction=None).order_by("pk").values_list("reference", "label", "kind"):
        # One that was put aside since has neither; of one that was erased by law no name is left.
        before = known.get(reference, Former("", stands=reference in standing))
        known[reference] = Former(said[0] or before.label, before.stands, said[1] or before.kind)
    return known


def known_by(code: str, reference: str) -> set[str]:
    """The full names and numbers that an entry had when it was last read."""
    names, numbers = (table.objects.filter(layer=code, entry=reference) for table in (Name, Identifier))
    return marks(names.values_list("full", flat=True), numbers.values_list("scheme", "normalised"))


def adopted(row: Release) -> int:
    """How many cases of editors first met their entry in this release."""
    before = Entry.objects.filter(official_list=row.official_list_id, reference=OuterRef("reference"))
    before = before.filter(pk__lt=OuterRef("pk"), sanction__isnull=False)
    return row.entries_begun.filter(sanction__layer=DESK).exclude(Exists(before)).count()


def drafts(of_list: Listing) -> set[str]:
    """The references of editors' cases of the list's authority that are not public."""
    rows = Sanction.objects.filter(authority__uid=of_list.authority[0][0], layer=DESK).exclude(reference="")
    public = Edition.objects.filter(known_until=FOREVER, kind=Sanction.kind_name, state=EditionState.PUBLISHED)
    return set(rows.exclude(uid__in=public.values("uid")).values_list("reference", flat=True))
