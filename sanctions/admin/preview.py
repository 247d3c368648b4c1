"""What the page of a record answers while it is being typed. Nothing here writes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles.dates import FIRST_DAY, LAST_DAY, NotADate, days_of
from sanctions.admin.alike import targets
from sanctions.admin.day import in_words, meant
from sanctions.models import Sanction, Target
from sanctions.publishing.life import Period, Standing, periods, status_on
from sanctions.vocabulary.event_kind import EVENT_KINDS
from sanctions.vocabulary.identifier_scheme import normalise, problem
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.status import STATUSES

_LONGEST = 600
_MOST_ROWS = 500
_ROW = re.compile(r"(measures|events)-(\d{1,4})-(\w+)\Z")


def _require_view(request: HttpRequest, model: type[Model]) -> None:
    desk = admin.site.get_model_admin(model)
    if not desk.has_view_or_change_permission(request) and not desk.has_add_permission(request):
        raise PermissionDenied


@never_cache
@require_GET
def here(request: HttpRequest) -> JsonResponse:
    """Says that somebody is still logged in, and what a form needs to be taken as theirs."""
    return JsonResponse({"who": str(request.user), "token": get_token(request)})


@require_GET
def day(request: HttpRequest) -> JsonResponse:
    """A date in words; where it is none, what was most likely meant."""
    text = request.GET.get("value", "").strip()[:_LONGEST]
    try:
        return JsonResponse({"words": in_words(text), "meant": []})
    except NotADate:
        guesses = [{"value": guess, "words": in_words(guess)} for guess in meant(text)[:3]]
        words = "Not a date yet." if guesses else "Write 2024-09-10, 2024-09 or 2024; about: 1938~; by: /2023-12-28."
        return JsonResponse({"words": words, "meant": guesses, "wrong": True})


@require_GET
def identifier(request: HttpRequest) -> JsonResponse:
    """Whether a number can be one of its scheme, and how it is compared."""
    _require_view(request, Target)
    scheme, value = request.GET.get("scheme", ""), request.GET.get("value", "").strip()[:_LONGEST]
    if not scheme or not value:
        return JsonResponse({"words": ""})
    if fault := problem(scheme, value):
        return JsonResponse({"words": fault, "wrong": True})
    normal = normalise(scheme, value)
    return JsonResponse({"words": "" if normal == value else f"compared as {normal}"})


@require_GET
def alike(request: HttpRequest) -> HttpResponse:
    """Targets that may be the one that is being typed."""
    _require_view(request, Target)
    known = request.GET.get("but", "")
    but = Target.objects.filter(pk=known).first() if known.isascii() and known.isdecimal() else None
    names = [name[:_LONGEST] for name in request.GET.getlist("name")[:50]]
    numbers = [tuple(value.split("|", 2)) for value in request.GET.getlist("number")[:50] if value.count("|") >= 2]
    found = targets(names, numbers, but=but)  # type: ignore[arg-type]  # three parts each
    return TemplateResponse(request, "admin/desk/alike.html", {"found": found})


# --- The status of measures on a day ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One measure, where it stands on the day, and its whole life."""

    measure: str
    standing: Standing | None
    status: str
    life: list[str]


@require_POST
def status(request: HttpRequest) -> HttpResponse:
    """Where each measure of a case stands on a day, by the events as typed. A form is too long for an address."""
    _require_view(request, Sanction)
    try:
        on = date.fromisoformat(request.POST.get("status_day", ""))
    except ValueError:
        on = timezone.now().date()
    return TemplateResponse(request, "admin/desk/status.html", {"lines": lines(request.POST, on), "day": on})


def lines(typed: QueryDict | Mapping[str, str], on: date) -> list[Line]:
    """The measures of a case as typed, each with its status on a day. What is no date yet is left out."""
    measures, events = _rows(typed, "measures"), _rows(typed, "events")
    found = []
    for number, measure in sorted(measures.items()):
        if measure.get("type") not in MEASURE_TYPES:
            continue
        names = {f"row-{number + 1}", measure.get("id", "")} - {""}
        own = [_event(event) for event in events.values() if event.get("measure", "") in names and _is_event(event)]
        case = [_event(event) for event in events.values() if not event.get("measure") and _is_event(event)]
        life = periods(own, case)
        standing = status_on(on, life)
        found.append(
            Line(
                f"#{number + 1} {MEASURE_TYPES.label(measure['type'])}",
                standing,
                STATUSES.label(standing.status) if standing else "not begun",
                [f"{STATUSES.label(period.status)} {_since(period)}" for period in life],
            )
        )
    return found


def _rows(typed: Mapping[str, str], prefix: str) -> dict[int, dict[str, str]]:
    rows: dict[int, dict[str, str]] = {}
    for key, value in typed.items():
        match = _ROW.match(key)
        if match and match[1] == prefix:
            rows.setdefault(int(match[2]), {})[match[3]] = value.strip()
    kept = sorted(number for number, row in rows.items() if not row.get("DELETE"))
    return {number: rows[number] for number in kept[:_MOST_ROWS]}


def _is_event(row: Mapping[str, str]) -> bool:
    try:
        for name in ("done_on", "effective_on"):
            days_of(row.get(name, ""))
    except NotADate:  # still being typed
        return False
    return row.get("kind") in EVENT_KINDS


def _event(row: Mapping[str, str]) -> dict[str, Any]:
    printed = {name: _printed(row, name) for name in ("done", "effective")}
    return {"kind": row["kind"], "done_on": printed["done"], "effective_on": printed["effective"]}


def _printed(row: Mapping[str, str], name: str) -> dict[str, str] | None:
    text = row.get(f"{name}_on", "")
    if not text:
        return None
    days = days_of(text)
    return {
        "value": text,
        "earliest": days.earliest.isoformat(),
        "latest": days.latest.isoformat(),
        "basis": row.get(f"{name}_basis", ""),
    }


def _since(period: Period) -> str:
    first, last = period.from_earliest, period.from_latest
    if first == last:
        return f"from {first}"
    if first == FIRST_DAY:
        return "since an unknown day" if last == LAST_DAY else f"by {last}"
    return f"from {first} or later" if last == LAST_DAY else f"from a day between {first} and {last}"


def urls() -> list[URLPattern]:
    """Where the pages of the desk ask."""
    views = {"here": here, "day": day, "identifier": identifier, "alike": alike, "status": status}
    return [path(f"typed/{name}/", admin.site.admin_view(view), name=f"desk_{name}") for name, view in views.items()]
