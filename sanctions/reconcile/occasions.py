"""What happened to whole cases: their designation, and the amendments that a list states or a release shows."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from articles.dates import days_of
from articles.models import Among
from sanctions.lists.catalogue import Listing
from sanctions.lists.entry import FIRST_SEEN, Dated, Entry, Instrument
from sanctions.models import Entry as EntryRow
from sanctions.models import EntryState, Event, Release, ReleaseState
from sanctions.reconcile.facts import act_uid, begun_by, event_uid
from sanctions.reconcile.staging import Read

_DESIGNATED, _AMENDED = "entered_into_force", "amended"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One event of a whole case: `act` is what the list names as its ground in law."""

    uid: str
    kind: str
    day: Dated
    act: Instrument | None = None


def stated(listing: Listing, entry: Entry) -> Iterator[Occasion]:
    """What the list itself dates.

    An act after the listing amended the case on the day it was published; one before it, such as the regulation that
    founded the programme, did not. Where measures have days of their own, that of the designation stands apart.
    """
    if entry.listed and not listing.begins_measures:
        yield Occasion(event_uid(listing, entry.reference, "designated", 0), _DESIGNATED, entry.listed)
    dated = sorted((act for act in entry.instruments if act.day), key=lambda act: act.day)
    begun, begins = begun_by(entry), _begins(entry, dated)
    for act in dated:
        if act != begun and begins and days_of(act.day).latest > begins:
            uid = event_uid(listing, f"{entry.reference}/{act_uid(listing, act)}", _AMENDED, 0)
            yield Occasion(uid, _AMENDED, Dated(act.day), act)
    days = {day for act in dated for day in (act.published_on, act.in_force_on)}
    if entry.amended and entry.amended not in days and not (begins and days_of(entry.amended).latest <= begins):
        yield Occasion(event_uid(listing, f"{entry.reference}/{entry.amended}", _AMENDED, 0), _AMENDED,
                       Dated(entry.amended))  # fmt: skip


def _begins(entry: Entry, dated: Collection[Instrument]) -> date | None:
    """The day by which the case had begun: that of the listing, or of the first act that the entry names."""
    days = [entry.listed.value] if entry.listed else [act.day for act in dated][:1]
    return days_of(days[0]).latest if days else None


def changed(release: Release, reads: Collection[Read]) -> set[str]:
    """References of entries that stood in the list in other words, where the last release could say the same.

    Each format has words of its own, and OFAC's tables without those of addresses and names say less of everybody.
    """
    public = Release.objects.filter(official_list=release.official_list_id, state=ReleaseState.PROMOTED)
    last = public.order_by("-pk").first()
    if last is None or last.format != release.format or set(last.expresses) != set(release.expresses):
        return set()
    rows = EntryRow.objects.filter(
        official_list=release.official_list_id, reference__in=Among([read.reference for read in reads]), gone=None,
        state=EntryState.IMPORTED, first__state=ReleaseState.PROMOTED,
    )  # fmt: skip
    before = dict(rows.values_list("reference", "digest"))
    return {read.reference for read in reads if read.entry and before.get(read.reference, read.digest) != read.digest}


def new(
    listing: Listing, entries: Mapping[str, Entry], *, standing: Collection[str], changed: Collection[str], seen: str
) -> Iterator[tuple[str, Occasion]]:
    """The events that the desk lacks, each beside the reference of its entry; a day that is corrected is put right.

    `standing` are the references that were there before. An entry among `changed` that does not say when it was amended
    was amended when that was first `seen`: between two releases.
    """
    known = _known(listing, [entries[reference] for reference in standing], seen) if standing else {}
    for reference, entry in entries.items():
        told = list(stated(listing, entry))
        fresh = [one for one in told if one.uid not in known]
        if reference in changed and all(one.kind != _AMENDED for one in fresh):
            fresh += [one for one in (_unsaid(listing, reference, seen),) if one.uid not in known]
        yield from ((reference, one) for one in fresh)
        for one in told:
            if known.get(one.uid, one.day.value) != one.day.value:
                _correct(one)


def _known(listing: Listing, entries: Collection[Entry], seen: str) -> dict[str, str]:
    """Those of these events that are there already, each with its day."""
    uids = [one.uid for entry in entries for one in stated(listing, entry)]
    uids += [_unsaid(listing, entry.reference, seen).uid for entry in entries]
    return dict(Event.objects.filter(uid__in=Among(uids)).values_list("uid", "done_on"))


def _unsaid(listing: Listing, reference: str, seen: str) -> Occasion:
    uid = event_uid(listing, f"{reference}/{seen}", _AMENDED, 0)
    return Occasion(uid, _AMENDED, Dated(seen, FIRST_SEEN))


def _correct(one: Occasion) -> None:
    for event in Event.objects.filter(uid=one.uid):
        event.done_on, event.done_basis = one.day.value, one.day.basis
        event.save()
