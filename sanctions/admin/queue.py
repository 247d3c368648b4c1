"""Work that waits on the desk: each queue a condition on one kind of record, for the start page and for filters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from articles.models import DESK, Document, Passage, Record
from sanctions.models import (
    FOREVER,
    Allegation,
    Citation,
    Claim,
    Edition,
    EditionState,
    Event,
    Fulfilment,
    Measure,
    Programme,
    Sanction,
)
from sanctions.vocabulary.event_kind import EVENT_KINDS

PUBLIC_STATE = Edition.objects.filter(uid=OuterRef("uid"), known_until=FOREVER).values("state")
"""What a record is in public, as a subquery of it."""
DRAFT = Q(published_revision=None)
CHANGED = Q(published_revision__lt=F("revision"))


def never_public(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of these records, those that no edition stands for."""
    found: QuerySet[Any] = rows.filter(DRAFT).annotate(stands=Subquery(PUBLIC_STATE))
    return found.filter(stands=None)


def changed_since(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of these records, those that say something else than their public edition."""
    found: QuerySet[Any] = rows.filter(DRAFT | CHANGED).annotate(stands=Subquery(PUBLIC_STATE))
    return found.filter(stands=EditionState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Queue:
    """One sort of work, and the records of one kind that it waits in."""

    key: str
    title: str
    advice: str
    model: type[Record]
    condition: Callable[[date], Q]

    def records(self, today: date) -> Any:
        """What waits in it on a day."""
        return self.model._default_manager.filter(self.condition(today))


def _kinds(*stages: str) -> list[str]:
    return [word.code for word in EVENT_KINDS.values() if word.mappings["stage"] in stages]


_PROMISING = _kinds("promise")
_SETTLING = [
    word.code for word in EVENT_KINDS.values() if word.mappings["status"] in ("in_force", "ended", "abandoned")
]
_ENDING = _kinds("ending", "abandoning")
_KEEPING = [*_kinds("making", "pause", "return", "ending", "abandoning")]

_KNOWN = ~Q(done_basis="computed") & ~Q(effective_basis="computed")


def _without(measures: Any, kinds: Sequence[str], *, known: Q = _KNOWN) -> Any:
    """Of these measures, those that neither they themselves nor their whole case has an event of these kinds for."""
    events = Event.objects.filter(known, kind__in=kinds)
    return measures.exclude(pk__in=events.filter(measure__isnull=False).values("measure")).exclude(
        sanction__in=events.filter(measure__isnull=True).values("sanction")
    )


def _unsourced(_: date) -> Q:
    # What is public as it stands has its sources: publishing sees to that. So only what waits is looked through.
    cited = Citation.objects.filter(stance="supports", measure=OuterRef("pk"))
    waiting = Sanction.objects.filter(DRAFT | CHANGED)
    return Q(pk__in=Measure.objects.filter(~Exists(cited), layer=DESK, sanction__in=waiting).values("sanction"))


def _claims_unsourced(_: date) -> Q:
    cited = Citation.objects.filter(stance="supports", claim=OuterRef("pk"))
    waiting = Allegation.objects.filter(DRAFT | CHANGED)
    return Q(pk__in=Claim.objects.filter(~Exists(cited), layer=DESK, allegation__in=waiting).values("allegation"))


def _due(today: date) -> Q:
    computed = Event.objects.filter(
        Q(effective_basis="computed", effective_on_latest__lte=today)
        | Q(effective_on="", done_basis="computed", done_on_latest__lte=today)
    )
    of_measures = Measure.objects.filter(pk__in=computed.filter(measure__isnull=False).values("measure"))
    of_cases = Measure.objects.filter(sanction__in=computed.filter(measure__isnull=True).values("sanction"))
    run_out = Measure.objects.filter(Q(expires_on_latest__lt=today) | Q(review_by_latest__lt=today))
    return (
        Q(pk__in=_without(of_measures, _SETTLING).values("sanction"))
        | Q(pk__in=_without(of_cases, _SETTLING).values("sanction"))
        | Q(pk__in=_without(run_out, _ENDING).values("sanction"))
    )


def _unfulfilled(_: date) -> Q:
    promised = Event.objects.filter(kind__in=_PROMISING)
    measures = Measure.objects.filter(
        Q(pk__in=promised.filter(measure__isnull=False).values("measure"))
        | Q(sanction__in=promised.filter(measure__isnull=True).values("sanction"))
    ).exclude(pk__in=Fulfilment.objects.values("promise"))
    return Q(pk__in=_without(measures, _KEEPING, known=Q()).values("sanction"))


def _lost(_: date) -> Q:
    return ~Q(text="") & Q(pk__in=Passage.objects.filter(start=None).values("document"))


QUEUES = (
    Queue(
        "unsourced",
        "Measures without a source",
        "Cite the words that say so; until then the case cannot be published.",
        Sanction,
        _unsourced,
    ),
    Queue(
        "due",
        "Due, not confirmed",
        "A computed day, an expiry or a review has passed: enter what really happened.",
        Sanction,
        _due,
    ),
    Queue(
        "unfulfilled",
        "Promises not yet kept",
        "Announced or proposed, and nothing came of it so far: look for a later listing.",
        Sanction,
        _unfulfilled,
    ),
    Queue("unsourced", "Claims without a source", "Cite the passage that reports them.", Allegation, _claims_unsourced),
    Queue(
        "due",
        "Programmes past their expiry or review",
        "Renewed or ended: enter the new date.",
        Programme,
        lambda today: Q(expires_on_latest__lt=today) | Q(review_by_latest__lt=today),
    ),
    Queue(
        "lost",
        "Quotations that lost their place",
        "The text was changed, and these words stand in it no longer or several times.",
        Document,
        _lost,
    ),
)


def queues_of(model: type[Model]) -> list[Queue]:
    """The queues that hold records of one kind."""
    return [queue for queue in QUEUES if queue.model is model]


class QueueFilter(admin.SimpleListFilter):
    """Records that wait for the same sort of work."""

    title = "waiting for work"
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The queues of this kind of record; where there is none, the filter is not shown."""
        return [(queue.key, queue.title) for queue in queues_of(model_admin.model)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The records in the chosen queue."""
        chosen = next((queue for queue in queues_of(queryset.model) if queue.key == self.value()), None)
        return queryset if chosen is None else queryset.filter(chosen.condition(timezone.now().date()))


class OriginFilter(admin.SimpleListFilter):
    """Records of our own, or of an official list. Which lists there are is not asked of every row."""

    title = "entered by"
    parameter_name = "from"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The two sorts."""
        return [("desk", "editors"), ("lists", "an official list")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The records of the chosen sort."""
        if self.value() == "desk":
            return queryset.filter(layer=DESK)
        return queryset.exclude(layer=DESK) if self.value() == "lists" else queryset
