"""Work that waits on the desk: each queue a condition on one kind of record, for the start page and for filters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from articles.models import DESK, Document, Passage
from sanctions.models import (
    FOREVER,
    Allegation,
    Citation,
    Claim,
    Edition,
    EditionState,
    Entry,
    EntryState,
    Event,
    Exemption,
    Fulfilment,
    Identifier,
    Measure,
    Programme,
    Release,
    ReleaseState,
    Sanction,
    Target,
)
from sanctions.reconcile import companions
from sanctions.vocabulary.event_kind import EVENT_KINDS

PUBLIC_STATE = Edition.objects.filter(uid=OuterRef("uid"), known_until=FOREVER).values("state")
"""What a record is in public, as a subquery of it."""
DRAFT = Q(published_revision=None)
CHANGED = Q(published_revision__lt=F("revision"))


def never_public(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Of these records, those of editors that no edition stands for: a list publishes its own with a release."""
    found: QuerySet[Any] = rows.filter(DRAFT, layer=DESK).annotate(stands=Subquery(PUBLIC_STATE))
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
    model: type[Model]
    condition: Callable[[date], Q]
    page: str = ""
    """The page where it is worked off, where that is not the list of its records."""
    has_card: bool = True
    """Whether it is counted on the work list: not where it is no more than worth knowing."""

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


def _events_unsourced(_: date) -> Q:
    # Publishing takes an event without a source, so what is public is looked through as well: too much for a search
    # of each event's own citations.
    cited = Citation.objects.filter(stance="supports", event__isnull=False).values("event")
    return Q(pk__in=Event.objects.filter(layer=DESK).exclude(pk__in=cited).values("sanction"))


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
    exempt = Exemption.objects.filter(
        Q(since_basis="computed", since_latest__lte=today) | Q(until_basis="computed", until_latest__lte=today)
    )
    return (
        Q(pk__in=_without(of_measures, _SETTLING).values("sanction"))
        | Q(pk__in=_without(of_cases, _SETTLING).values("sanction"))
        | Q(pk__in=_without(run_out, _ENDING).values("sanction"))
        | Q(pk__in=exempt.values("sanction"))
    )


def _unfulfilled(_: date) -> Q:
    promised = Event.objects.filter(kind__in=_PROMISING)
    measures = Measure.objects.filter(
        Q(pk__in=promised.filter(measure__isnull=False).values("measure"))
        | Q(sanction__in=promised.filter(measure__isnull=True).values("sanction"))
    ).exclude(pk__in=Fulfilment.objects.values("promise"))
    return Q(pk__in=_without(measures, _KEEPING, known=Q()).values("sanction"))


def _looks_wrong(_: date) -> Q:
    # Done where an editor has put a number beside it: the right one of its scheme, or the same under the right scheme.
    ours = Identifier.objects.filter(
        Q(scheme=OuterRef("scheme")) | Q(normalised=OuterRef("normalised")), target=OuterRef("target"), layer=DESK
    )
    return Q(pk__in=Identifier.objects.filter(~Exists(ours), looks_wrong=True).exclude(layer=DESK).values("target"))


def _lost(_: date) -> Q:
    return ~Q(text="") & Q(pk__in=Passage.objects.filter(start=None).values("document"))


def _companions(_: date) -> Q:
    return Q(pk__in=companions.measures().values("sanction"))


def _aside(_: date) -> Q:
    return Q(gone=None, state=EntryState.QUARANTINED, settled="")


QUEUES = (
    Queue(
        "held",
        "Releases held",
        "Something is suspect of them, and nothing of them is public: let them through or reject them.",
        Release,
        lambda _: Q(state=ReleaseState.HELD),
    ),
    Queue(
        "put_aside",
        "Entries put aside",
        "Something in them is not understood: the page of each says what, and what can be done.",
        Entry,
        _aside,
    ),
    Queue(
        "unread",
        "Entries with text that no rule understood",
        "It is kept as printed.",
        Entry,
        lambda _: Q(gone=None, has_unread=True),
        has_card=False,
    ),
    Queue(
        "problems",
        "Entries with problems",
        "A number fails its check, or a date cannot be: kept as printed, and flagged.",
        Entry,
        lambda _: Q(gone=None, has_problems=True),
        has_card=False,
    ),
    Queue(
        "companion",
        "Companion measures open",
        "A list has ended what it covers of these cases: say what became of the rest.",
        Sanction,
        _companions,
        page="lists_companions",
    ),
    Queue(
        "unsourced",
        "Measures without a source",
        "Cite the words that say so; until then the case cannot be published.",
        Sanction,
        _unsourced,
    ),
    Queue(
        "events",
        "Events without a source",
        "Cite the words that say what happened, and when.",
        Sanction,
        _events_unsourced,
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
    Queue(
        "wrong",
        "Numbers that look wrong",
        "A list prints them so, and they fail their check: enter the right one beside.",
        Target,
        _looks_wrong,
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
