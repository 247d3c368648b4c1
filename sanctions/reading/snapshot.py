"""The moment a question is about: a day in the world, as known at one time, as recorded here by another."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from django.db import connection
from django.db.models import Q

from articles.dates import LAST_DAY
from sanctions.models import FOREVER

T = TypeVar("T")
_BEFORE_EVERYTHING = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Which day in the world, what sources had said by when, and what stood here by when."""

    as_of: date
    known_at: datetime
    recorded_at: datetime
    edition: int
    """The number of the last publication there is."""
    current: bool
    """Whether nothing has been published since, so that current editions alone answer."""
    digest: str = ""
    """Of that publication: the same public state never has another."""

    @classmethod
    def take(cls, *, as_of: date, known_at: datetime | None = None, recorded_at: datetime | None = None) -> "Snapshot":
        """The snapshot somebody asks for; what they leave open is as of the last publication.

        Of what is yet to be recorded nothing can be told: a later `recorded_at` is the last publication's. The last day
        there is stands for "still so" (`articles.dates`): who asks for it is answered for the day before.
        """
        seq, last, digest = _head()
        known = known_at or recorded_at or last
        recorded = min(recorded_at, last) if recorded_at else last
        return cls(
            min(as_of, LAST_DAY - timedelta(days=1)), known, recorded, seq, known >= last and recorded == last, digest
        )

    def steadily(self, read: Callable[["Snapshot"], T]) -> T:
        """What somebody reads in several steps, all of one moment: where something was published in between, they read
        again, without taking what is current now for what was current then.
        """
        found = read(self)
        if not self.current or _head()[0] == self.edition:
            return found
        return read(replace(self, current=False))

    def visible(self) -> Q:
        """Rows of editions that this snapshot sees, as a condition on any table of the published side."""
        if self.current:
            return Q(known_until=FOREVER)
        return Q(known_from__lte=self.known_at, recorded_from__lte=self.recorded_at) & (
            Q(known_until__gt=self.known_at) | Q(recorded_until__gt=self.recorded_at)
        )

    def possible(self) -> Q:
        """Periods that may hold on the day."""
        return Q(from_earliest__lte=self.as_of, until_latest__gt=self.as_of)

    def certain(self) -> Q:
        """Periods that do hold on the day."""
        return Q(from_latest__lte=self.as_of, until_earliest__gt=self.as_of)


def _head() -> tuple[int, datetime, str]:
    """The number, moment and digest of the last publication. Asked twice for every answer, so in plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, recorded_at, digest FROM sanctions_head")
        seq, recorded, digest = cursor.fetchone() or (0, None, "")
    if recorded is None:
        return seq, _BEFORE_EVERYTHING, digest
    return seq, recorded if recorded.tzinfo else recorded.replace(tzinfo=UTC), digest
