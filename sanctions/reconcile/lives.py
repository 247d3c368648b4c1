"""How often the measures of a list have begun and ended on the desk, so that the next step is known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from articles.dates import days_of
from articles.models import Among
from sanctions.lists.catalogue import Listing
from sanctions.models import Entry, EntryState, Event, Measure, Release, ReleaseState

BEGINNINGS = ("entered_into_force", "reimposed")
ENDINGS = ("delisted", "revoked")
_LATE = timedelta(days=30)
"""After so long a list has whom it listed: what is missing then is not merely late."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The days between which something happened that a release is the first to show."""

    last: date | None
    """The day of the last release that did not show it; none where there was no release before."""
    day: date
    """The day of the first that does."""

    def __str__(self) -> str:
        """The days, in EDTF. Of two releases of one day, what is new in the second happened on that day."""
        if self.last is None:
            return f"/{self.day}"
        return f"{self.last}/{self.day}" if self.last < self.day else self.day.isoformat()

    def after(self, day: str) -> str:
        """The same of something that cannot have happened before a day, in EDTF."""
        earliest = days_of(day).earliest if day else None
        if earliest is None or earliest > self.day or (self.last and earliest <= self.last):
            return str(self)
        return day if earliest == self.day else f"{earliest}/{self.day}"


@dataclass(slots=True)
class Life:
    """A measure of the list on the desk."""

    measure: int
    entry: str
    """The reference of the entry it is from."""
    says: tuple[str, str, str] = ("", "", "")
    """Its type, directive and scope."""
    begun: int = 0
    endings: int = 0
    begins: int = 0
    """The key of its first beginning."""
    ended: str = ""
    """When it last ended, in EDTF."""

    @property
    def open(self) -> bool:
        """Whether it stands."""
        return self.begun > self.endings

    def step(self, key: int, kind: str, done_on: str) -> None:
        """Takes an event of it."""
        if kind in BEGINNINGS:
            self.begun += 1
            self.begins = self.begins or key
        elif kind in ENDINGS:
            self.endings += 1
            self.ended = done_on


def gap(listing: Listing, listed: str, reference: str) -> str:
    """When a listing of long ago had ended before it came back, in EDTF; '' where no release shows that it had.

    A list may print the day of the first listing for ever. An entry that no release of ours had, long after that day,
    had gone from it: at latest by the first of those releases. One that was put aside was there.
    """
    if not (listing.lists_first and listed):
        return ""
    day = days_of(listed)
    releases = Release.objects.filter(official_list__uid=listing.code, state=ReleaseState.PROMOTED).order_by("dated")
    rows = Entry.objects.filter(official_list__uid=listing.code, reference=reference)
    stood = [(first, gone or date.max) for first, gone in rows.values_list("first__dated", "gone__dated")]
    without = [
        dated
        for dated in releases.values_list("dated", flat=True)
        if dated > day.latest + _LATE and not any(first <= dated < gone for first, gone in stood)
    ]
    return f"{day.earliest}/{without[0]}" if without else ""


def put_aside(release: Release, references: Collection[str]) -> dict[str, Seen]:
    """Between which releases that happened of entries which they now tell, and were put aside until now, by reference.

    An entry that was put aside since it came was there since then; of one that had been read before, nobody knows what
    it said in between.
    """
    rows = Entry.objects.filter(official_list=release.official_list_id).exclude(first=release)
    aside = rows.filter(Q(gone=None) | Q(gone=release), reference__in=Among(references), state=EntryState.QUARANTINED)
    known = rows.filter(reference__in=Among(set(aside.values_list("reference", flat=True)))).order_by("-pk")
    stood: dict[str, list[Entry]] = {}
    for row in known.select_related("first").defer("raw"):
        stood.setdefault(row.reference, []).append(row)
    return {reference: _between(release, of_it) for reference, of_it in stood.items()}


def _between(release: Release, rows: list[Entry]) -> Seen:
    """The rows of one entry, the last first."""
    began = rows[0]
    for row in rows[1:]:
        if row.gone_id != began.first_id or row.state != EntryState.QUARANTINED:
            break
        began = row
    earlier = rows[rows.index(began) + 1 :]
    was_read = bool(earlier) and earlier[0].gone_id == began.first_id and earlier[0].state == EntryState.IMPORTED
    public = Release.objects.filter(official_list=release.official_list_id, state=ReleaseState.PROMOTED)
    first = began.first
    last = public.filter(dated__lte=first.dated).exclude(pk__gte=first.pk).order_by("-dated", "-pk").first()
    return Seen(last.stood_before(first.dated) if last else None, release.dated if was_read else first.dated)


def lives(listing: Listing, cases: Collection[int]) -> dict[int, dict[str, Life]]:
    """The measures of a list in these cases, by case and by their uid."""
    found: dict[int, dict[str, Life]] = {}
    if not cases:
        return found
    rows = Measure.objects.filter(sanction__in=Among(cases), layer=listing.code)
    by_key: dict[int, Life] = {}
    for key, uid, case, reference, *says in rows.values_list(
        "pk", "uid", "sanction_id", "entry", "type", "directive", "scope"
    ):
        by_key[key] = found.setdefault(case, {})[uid] = Life(key, reference, (says[0], says[1], says[2]))
    events = Event.objects.filter(measure__in=Among(by_key), layer=listing.code).order_by("pk")
    for key, measure, kind, done_on in events.values_list("pk", "measure_id", "kind", "done_on"):
        if measure is not None:
            by_key[measure].step(key, kind, done_on)
    return found
