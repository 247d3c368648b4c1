"""The records of a release as printed, for as long as they stand there so; but not what was erased by law."""

from collections.abc import Collection, Mapping

from articles.models import Among
from sanctions.models import EditionState, Entry, Release, Sanction
from sanctions.publishing.publish import unpublished
from sanctions.reconcile.columns import add
from sanctions.reconcile.facts import Values
from sanctions.reconcile.staging import Read


def write(release: Release, reads: Collection[Read], cases: Mapping[str, int]) -> None:
    """Writes them: what stood there until now has gone, what is new stands from this release on.

    `cases` has the key of the case that each is about, by reference.
    """
    stale = Entry.objects.filter(
        official_list=release.official_list, reference__in=Among([read.reference for read in reads]), gone=None
    )
    there = {row.reference: row for row in stale.only("reference", "digest", "state", "sanction")}
    # Read again without having changed: it stands as it stood.
    new = [
        read
        for read in reads
        if (row := there.get(read.reference)) is None or (row.digest, row.state) != (read.digest, read.state)
    ]
    stale.filter(reference__in=Among([read.reference for read in new])).update(gone=release)
    # What is put aside keeps its case, and its facts stand as they were.
    kept = {reference: row.sanction_id for reference, row in there.items() if row.sanction_id}
    of = {read.reference: (cases if read.entry else kept).get(read.reference) for read in new}
    erased = _erased({case for case in of.values() if case})
    add(Entry, (_row(release, read, case := of[read.reference], is_erased=case in erased) for read in new))


def _erased(cases: Collection[int]) -> set[int]:
    """Those of these cases that were erased by law, or whose target was."""
    rows = list(Sanction.objects.filter(pk__in=Among(cases)).values_list("pk", "uid", "target__uid"))
    states = unpublished({uid for _, *uids in rows for uid in uids})
    return {case for case, *uids in rows if any(states.get(uid) == EditionState.REDACTED for uid in uids)}


def _row(release: Release, read: Read, case: int | None, *, is_erased: bool) -> Values:
    entry = read.entry
    row: Values = {
        "official_list_id": release.official_list_id,
        "reference": read.reference,
        "first_id": release.pk,
        "digest": read.digest,
        "raw": "" if is_erased else read.raw,
        "state": read.state,
        "field": read.field[:200],
        "reason": "" if is_erased else read.reason,
        "new_name": "" if is_erased else read.new_name[:300],
        "sanction_id": case,
    }
    if entry is None:
        return row
    row |= {
        "kind": entry.kind,
        "filled": sorted(set(entry.fields())),
        "programmes": sorted({basis.code for basis in entry.programmes}),
        "cross_references": [[cross.namespace, cross.reference] for cross in entry.cross_references],
    }
    if is_erased:
        return row
    return row | {
        "label": entry.names[0].full[:300] if entry.names else "",
        "unread": list(entry.unread),
        "problems": list(entry.problems),
    }
