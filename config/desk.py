"""The site of the editors' desk: Unfold's, with a start page and a search of our own."""

from time import perf_counter
from typing import Any

from django.contrib import admin
from django.contrib.admin import sites
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string
from unfold.apps import DefaultAppConfig
from unfold.sites import UnfoldAdminSite

_AT_ONCE = 100


class DeskSite(UnfoldAdminSite):  # type: ignore[misc]  # unfold carries no types
    """All pages of the desk."""

    index_template = "admin/desk/start.html"
    index_title = "Work list"

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


class DeskConfig(DefaultAppConfig):  # type: ignore[misc]
    """Unfold, with our site in the place of its own."""

    name = "unfold"
    default = False

    def ready(self) -> None:
        """Before the pages of the desk register themselves, which they do when `django.contrib.admin` is ready."""
        admin.site = sites.site = DeskSite()
