"""What the start page says: how much is published, and the founding example where it is."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.cache import cache

from sanctions.pages.story import Story, story
from sanctions.reading import conditions
from sanctions.reading.snapshot import Snapshot
from sanctions.reading.standing import BINDING, DESIGNATING

_KEPT = 3600
"""Seconds for which a page is kept at most."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number with what it counts, and the address that lists it."""

    count: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """What the start page shows. Before the first publication there are neither numbers nor a story."""

    edition: int
    published_at: datetime | None = None
    numbers: tuple[Number, ...] = ()
    story: Story | None = None


def start_page(*, today: date) -> StartPage:
    """The start page as of a day, put together anew when something was published or the day has changed.

    Counting takes most of a second where a hundred thousand targets are published, and anybody may ask for this page.
    """
    snapshot = Snapshot.take(as_of=today)
    if not snapshot.edition:
        return StartPage(edition=0)
    key = f"start-page:{today}:{snapshot.edition}:{snapshot.recorded_at.timestamp()}"
    kept: StartPage | None = cache.get(key)
    if kept is None:
        kept = StartPage(snapshot.edition, snapshot.recorded_at, _numbers(snapshot), story(today=today))
        cache.set(key, kept, _KEPT)
    return kept


def _numbers(snapshot: Snapshot) -> tuple[Number, ...]:
    designated = conditions.periods({"status": BINDING, "kind": DESIGNATING}, snapshot).values("target").distinct()
    in_force = conditions.periods({"status": ["in_force"]}, snapshot).values("measure").distinct()
    allegations = conditions.editions("allegation", snapshot)
    documents = conditions.editions("document", snapshot)
    return (
        Number(designated.count(), "designated today", "/api/v1/targets/?standing=designated"),
        Number(in_force.count(), "measures in force today", "/api/v1/measures/?status=in_force"),
        Number(allegations.count(), "allegations", "/api/v1/allegations/"),
        Number(documents.count(), "source documents", "/api/v1/documents/"),
    )
