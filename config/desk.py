"""The site of the editors' desk: Unfold's, with a start page and a search of our own."""

from collections.abc import Callable
from functools import wraps
from time import perf_counter
from typing import Any

from django.contrib import admin
from django.contrib.admin import sites
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string
from unfold.apps import DefaultAppConfig
from unfold.sites import UnfoldAdminSite

_AT_ONCE = 100


class DeskSite(UnfoldAdminSite):  # type: ignore[misc]  # unfold carries no types
    """All pages of the desk."""

    index_template = "admin/desk/start.html"
    index_title = "Work list"

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        """Every page behind the log-in, to which no NUL comes: PostgreSQL takes none in a text (its manual, 8.3)."""

        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            request.GET, request.POST = without_nul(request.GET), without_nul(request.POST)  # type: ignore[assignment]
            return view(request, *args, **named)

        page: Callable[..., HttpResponse] = super().admin_view(asked, cacheable)
        return page

    def search(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Answers the command palette. Unfold's own remembers answers for minutes, and a desk changes by the minute."""
        term = request.GET.get("s", "").strip()
        if not term:
            return HttpResponse()
        began = perf_counter()
        found = Paginator(import_string("sanctions.admin.finding.everything")(request, term), _AT_ONCE)
        took = perf_counter() - began
        context = {"page_obj": found, "results": found.page(1), "page_counter": 0, "execution_time": took}
        return TemplateResponse(
            request, "unfold/helpers/command_results.html", context, headers={"HX-Trigger": "search"}
        )


def without_nul(sent: QueryDict) -> QueryDict:
    """What a browser sent, without the NULs in it: nobody types one."""
    if not any("\0" in value for _, values in sent.lists() for value in values):
        return sent
    clean = sent.copy()
    for name, values in sent.lists():
        clean.setlist(name, [value.replace("\0", "") for value in values])
    return clean


class DeskConfig(DefaultAppConfig):  # type: ignore[misc]
    """Unfold, with our site in the place of its own."""

    name = "unfold"
    default = False

    def ready(self) -> None:
        """Before the pages of the desk register themselves, which they do when `django.contrib.admin` is ready."""
        admin.site = sites.site = DeskSite()
