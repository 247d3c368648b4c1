"""The moment a question is about: a day in the world, as known at one time, as recorded here by another."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import Q

from sanctions.models import FOREVER, Head

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

    @classmethod
    def take(cls, *, as_of: date, known_at: datetime | None = None, recorded_at: datetime | None = None) -> "Snapshot":
        """The snapshot somebody asks for; what they leave open is as of the last publication."""
        head = Head.objects.filter(pk=1).first()
        seq, last = (head.seq, head.recorded_at or _BEFORE_EVERYTHING) if head else (0, _BEFORE_EVERYTHING)
        known = known_at or recorded_at or last
        recorded = recorded_at or last
        return cls(as_of, known, recorded, seq, current=known >= last and recorded >= last)

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
