"""Which words of which text support or contradict a fact."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path

from articles.models import Fact
from sanctions.admin.citing import cite_page, fact_named
from sanctions.admin.desk import DeskAdmin
from sanctions.admin.form import described
from sanctions.admin.lookup import LookupView, words_view
from sanctions.admin.queue import OriginFilter
from sanctions.models import CITABLE, Citation

_GROUPS = (
    ("A case", [("sanction", "measure", "event"), ("exemption", "programme_link", "affected", "fulfilment")]),
    ("A target", [("target", "name", "identifier"), ("address", "detail", "relation")]),
    ("An allegation or act", [("allegation", "claim"), ("act", "act_relation")]),
    ("An authority or programme", [("authority", "membership"), ("programme", "programme_alias")]),
)


# What the words for a fact and its record are made of.
_SHOWN = (
    *CITABLE,
    *(
        f"{column}__{field.name}"
        for column, model in CITABLE.items()
        if issubclass(model, Fact)
        for field in model._meta.concrete_fields
        if field.many_to_one
    ),
    *("fulfilment__promise__sanction", "claim__measure__sanction", "claim__relation__target", "claim__detail__target"),
)


@admin.register(Citation)
class CitationAdmin(DeskAdmin):
    """Citations: each of one passage for or against one fact, whose record is saved with it."""

    list_display = ("passage", "stance", "what", "layer")
    list_filter = ("stance", OriginFilter)
    list_select_related = ("passage",)
    search_fields = ("passage__quote", "passage__document__title")

    may_be_like = False

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        """From the page of a fact, the page on which its words are found; else all that can be cited."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if named := fact_named(request):
            return cite_page(request, *named)
        return super().add_view(request, form_url, extra_context)

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the facts, in as many queries as there are sorts of fact."""
        return super().get_queryset(request).prefetch_related(*_SHOWN)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Of a new citation, all that can be cited, one of which is to be chosen; afterwards, what was."""
        words = (None, {"fields": ["passage", "stance"]})
        if obj is not None:
            return [words, ("What it is cited for", {"fields": ["what", "layer"]})]
        return [words, *((f"{title}: choose one", {"fields": columns}) for title, columns in _GROUPS)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A citation never moves to another fact: delete it there, and cite here."""
        return ("layer", "what")

    @admin.display(description="cited for")
    def what(self, citation: Citation) -> str:
        """The fact, with its record."""
        return described(citation.fact) if citation.fact is not None else ""

    def get_urls(self) -> list[URLPattern]:
        """With the searches for facts and words, which the pages of other sorts use too."""
        facts, words = LookupView.as_view(admin_site=self.admin_site), words_view
        return [
            path("lookup/", self.admin_site.admin_view(facts), name="desk_lookup"),
            path("words/", self.admin_site.admin_view(words), name="desk_words"),
            *super().get_urls(),
        ]
