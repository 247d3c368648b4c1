"""The start page of the desk: what waits for somebody, and what one has done oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from articles.models import Journal, Record
from sanctions.admin.duplicate import duplicates
from sanctions.admin.finding import title_of
from sanctions.admin.page import address, who
from sanctions.admin.queue import QUEUES, Queue, changed_since, never_public
from sanctions.editing.review import Request, by_uid, returned_to, waiting
from sanctions.models import RECORDS, Entry, Release, Sanction, Target

_SHOWN = 6
_ALONG: dict[type[Model], str] = {Sanction: "target", Release: "official_list", Entry: "official_list"}
"""What belongs to the name of a row."""
_LINES = 8
_COUNTED = 1_000
"""Pieces of one sort that are counted: of more, nobody asks how many."""
_URGENT = ("due", "held")


@dataclass(frozen=True, slots=True)
class Link:
    """A way to something, with a word about it."""

    text: str
    url: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One sort of work: how much of it there is, and the first few pieces."""

    title: str
    advice: str
    count: int
    links: Sequence[Link]
    all_url: str = ""
    is_urgent: bool = False
    is_counted: bool = True
    """Else there is more of it than `count`."""


def start_page(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """What the start page shows to this person. Costs as many queries as there are sorts of work and of record."""
    cards = [
        _returned(request),
        *_unpublished(request),
        _review(request),
        _duplicates(request),
        *(_queue(request, queue) for queue in QUEUES if queue.has_card),
    ]
    shown = [card for card in cards if card is not None]
    return {
        **context,
        "title": "Work list",
        "cards": [card for card in shown if card.count],
        "done": [card for card in shown if not card.count],
        "mine": _mine(request),
        "adding": [
            Link(str(model._meta.verbose_name).capitalize(), _page(model, "add"))
            for model in reversed(RECORDS)
            if _desk(model).has_add_permission(request)
        ],
    }


def _desk(model: type[Model]) -> Any:
    return admin.site.get_model_admin(model)


def _page(of: type[Model] | Model, page: str) -> str:
    name = f"admin:{of._meta.app_label}_{of._meta.model_name}_{page}"
    return reverse(name, args=[of.pk]) if isinstance(of, Model) else reverse(name)


def _shown(rows: QuerySet[Any], about: str = "") -> list[Link]:
    if rows.model in _ALONG:
        rows = rows.select_related(_ALONG[rows.model])
    return [Link(title_of(row), _page(row, "change"), about) for row in rows[:_SHOWN]]


def _unpublished(request: HttpRequest) -> list[Card]:
    """Two cards: what was never published, and what was changed since; of each kind of record how many."""
    found: dict[str, list[Link]] = {"draft": [], "changed": []}
    counts = {"draft": 0, "changed": 0}
    for model in reversed(RECORDS):
        if not _desk(model).has_view_or_change_permission(request):
            continue
        rows = model._default_manager.all()
        numbers = {"draft": never_public(rows).count(), "changed": changed_since(rows).count()}
        for state, number in numbers.items():
            if number:
                counts[state] += number
                meta = model._meta
                name = str(meta.verbose_name if number == 1 else meta.verbose_name_plural)
                url = f"{_page(model, 'changelist')}?state={state}"
                found[state].append(Link(f"{number:,} {name}", url))
    return [
        Card("Drafts", "Never published. Ask for review when they are complete.", counts["draft"], found["draft"]),
        Card(
            "Changed since published",
            "What is public says something else than the desk.",
            counts["changed"],
            found["changed"],
        ),
    ]


def _review(request: HttpRequest) -> Card:
    """What somebody asked others to look at."""
    asked = _sets(request, waiting())
    links = [Link(*_named(one), f"{one.by_name}, {one.at:%Y-%m-%d}") for one in asked[:_SHOWN]]
    advice = "A second person looks at the difference and publishes it."
    return Card("Waiting for review", advice, len(asked), links, reverse("admin:desk_waiting"), is_urgent=True)


def _returned(request: HttpRequest) -> Card:
    """What this person asked others to look at and got back, each with why."""
    back = _sets(request, returned_to(who(request)))
    links = [Link(*_named(one), f"{one.by_name}: “{one.because}”") for one in back]
    advice = "Do what is said, and ask for review again."
    return Card("Returned to you", advice, len(back), links, is_urgent=True)


def _sets(request: HttpRequest, found: Sequence[Request]) -> list[Request]:
    return [one for one in found if all(_may_see(request, record) for record in one.records)]


def _named(one: Request) -> tuple[str, str]:
    """What a set of records is called, and where it is reviewed."""
    more = f" and {len(one.records) - 1} more" if len(one.records) > 1 else ""
    return f"{title_of(one.records[0])}{more}", address("review", one.records)


def _duplicates(request: HttpRequest) -> Card | None:
    """Targets that bear one number."""
    if not _desk(Target).has_view_or_change_permission(request):
        return None
    found, page = duplicates(), reverse("admin:desk_duplicates")
    targets = Target.objects.in_bulk({pk for one in found[:_SHOWN] for pk in one.targets})
    links = [Link(" and ".join(str(targets[pk]) for pk in one.targets), page, str(one)) for one in found[:_SHOWN]]
    return Card("Likely duplicates", "Two targets bear one number: compare them.", len(found), links, page)


def _may_see(request: HttpRequest, record: Record) -> bool:
    return bool(_desk(type(record)).has_view_or_change_permission(request))


def _queue(request: HttpRequest, queue: Queue) -> Card | None:
    if not _desk(queue.model).has_view_or_change_permission(request):
        return None
    # The keys alone, once: counting and showing would look for them twice.
    found = queue.records(timezone.now().date()).order_by().values_list("pk", flat=True)
    keys = sorted(found[: _COUNTED + 1])
    url = reverse(f"admin:{queue.page}") if queue.page else f"{_page(queue.model, 'changelist')}?queue={queue.key}"
    links = _shown(queue.model._default_manager.filter(pk__in=keys[:_SHOWN]).order_by("pk")) if keys else ()
    return Card(queue.title, queue.advice, min(len(keys), _COUNTED), links, url,
                is_urgent=queue.key in _URGENT, is_counted=len(keys) <= _COUNTED)  # fmt: skip


def _mine(request: HttpRequest) -> list[Link]:
    """The records that this person touched last, each once."""
    lines = Journal.objects.filter(by=request.user.pk).order_by("-pk")
    last = {line.record_uid: line for line in reversed(lines[: 4 * _LINES])}
    records = {record.uid: record for record in by_uid(last) if _may_see(request, record)}
    newest = sorted((line for uid, line in last.items() if uid in records), key=lambda line: -line.pk)[:_LINES]
    return [
        Link(
            str(records[line.record_uid]),
            _page(records[line.record_uid], "change"),
            f"{line.get_event_display()} {line.at:%Y-%m-%d %H:%M}",
        )
        for line in newest
    ]
