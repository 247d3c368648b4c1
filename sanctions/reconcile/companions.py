"""Measures that nobody followed to their end: what stays open where a list has ended its part of a case.

When an entry leaves the EU's list of asset freezes, its freeze has ended; of the travel ban of the same case that list
says nothing. Nor does a list that covers everything say anything of a measure that only an editor knows of. Nothing is
stored of this but what people say: an event that ends the measure, or a line in the journal that it still stands.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from articles.models import DESK, Journal, JournalEvent
from sanctions.models import Entry, EntryState, Event, Measure, ReleaseState, Sanction
from sanctions.vocabulary.event_kind import EVENT_KINDS

_ENDING = [word.code for word in EVENT_KINDS.values() if word.mappings["status"] in ("ended", "abandoned")]
_TELLING = [word.code for word in EVENT_KINDS.values() if word.mappings["status"]]


@dataclass(frozen=True, slots=True)
class Companion:
    """A case of which a list has ended its part, and the measures that are open still."""

    case: Sanction
    ended: list[Entry]
    open: list[Measure]


def ended() -> QuerySet[Entry]:
    """Entries that have left their list, and of whose case neither another entry nor anybody has spoken since."""
    stands = Entry.objects.filter(
        official_list__namespace=OuterRef("official_list__namespace"), sanction=OuterRef("sanction"), gone=None
    ).exclude(state=EntryState.IGNORED)
    said = Journal.objects.filter(
        record_uid=OuterRef("sanction__uid"), event=JournalEvent.CONFIRMED, at__gte=OuterRef("gone__received_at")
    )
    left = Entry.objects.filter(gone__state=ReleaseState.PROMOTED, sanction__isnull=False)
    return left.filter(~Exists(stands), ~Exists(said))


def measures() -> QuerySet[Measure]:
    """Open measures that editors entered, in cases of which a list has ended its part.

    Those of other lists are not among them: each list says of its own whether they stand.
    """
    known = Event.objects.filter(kind__in=_TELLING).exclude(done_basis="computed").exclude(effective_basis="computed")
    of_it = known.filter(Q(measure=OuterRef("pk")) | Q(measure=None, sanction=OuterRef("sanction")))
    last = Subquery(of_it.order_by("-done_on_latest", "-pk").values("kind")[:1])
    # By the cases, which are few: of each measure asked, it takes a third of a second where there are 200,000.
    rows = Measure.objects.filter(sanction__in=ended().values("sanction"), layer=DESK)
    open_: QuerySet[Measure] = rows.annotate(last=last).exclude(last__in=_ENDING)
    return open_


def companions(cases: Collection[Sanction]) -> list[Companion]:
    """What is open in each of these cases, and what ended beside it."""
    found: dict[int, Companion] = {case.pk: Companion(case, [], []) for case in cases}
    for entry in ended().filter(sanction__in=found).select_related("official_list", "gone").defer("raw"):
        found[entry.sanction_id or 0].ended.append(entry)
    for measure in measures().filter(sanction__in=found):
        found[measure.sanction_id].open.append(measure)
    return [one for one in found.values() if one.ended and one.open]


def confirm(case: Sanction, *, by: AbstractBaseUser, at: datetime, because: str) -> Journal:
    """Records somebody's word that what is open in a case still stands. Raises ValueError where nobody asks."""
    open_ = companions([case])
    if not open_:
        raise ValueError(f"{case}: no measure of it waits to be confirmed.")
    if not because:
        raise ValueError("Say what shows that it still stands.")
    said = f"{', '.join(str(measure) for measure in open_[0].open)}: stands. {because}"
    line = Journal.line(case, JournalEvent.CONFIRMED, by=by, at=at, via="admin", because=said)
    line.save()
    return line
