"""How often the measures of a list have begun and ended on the desk, so that the next step is known."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from articles.dates import days_of
from articles.models import Among
from sanctions.lists.catalogue import Listing
from sanctions.models import Event, Measure, Release, ReleaseState

BEGINNINGS = ("entered_into_force", "reimposed")
_ENDINGS = ("delisted", "revoked")
_LATE = timedelta(days=30)
"""After so long a list has whom it listed: what is missing then is not merely late."""


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
        elif kind in _ENDINGS:
            self.endings += 1
            self.ended = done_on


def gap(listing: Listing, listed: str) -> str:
    """When a listing of long ago had ended before it came back, in EDTF; '' where no release shows that it had.

    A list may print the day of the first listing for ever. An entry that no release of ours had, long after that day,
    had gone from it: at latest by the first of those releases.
    """
    if not (listing.lists_first and listed):
        return ""
    day = days_of(listed)
    releases = Release.objects.filter(official_list__uid=listing.code, state=ReleaseState.PROMOTED).order_by("dated")
    without = [dated for dated in releases.values_list("dated", flat=True) if dated > day.latest + _LATE]
    return f"{day.earliest}/{without[0]}" if without else ""


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
