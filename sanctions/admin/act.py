"""Events and instruments with legal or political effect."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles.models import Fact
from sanctions.admin.alike import acts, refuse
from sanctions.admin.inline import FactTable
from sanctions.admin.record import RecordAdmin
from sanctions.models import Act, ActRelation, Sanction


class ActRelationRows(FactTable):
    """What an act does to other acts."""

    model = ActRelation
    fk_name = "act"
    fields = ("kind", "object", "sources")


@admin.register(Act)
class ActAdmin(RecordAdmin):
    """Joint statements, regulations, decisions, orders, notices, judgments, treaties."""

    list_display = ("title", "reference", "kind", "made_on", "state")
    list_filter = (*RecordAdmin.list_filter, "kind", "reference_scheme")
    search_fields = ("title", "reference", "url")
    fieldsets = (
        (
            None,
            {
                "fields": [
                    "title",
                    ("kind", "reference_scheme", "reference"),
                    "issuers",
                    "documents",
                    "url",
                    ("made_on", "laid_on"),
                    ("published_on", "in_force_on"),
                ]
            },
        ),
    )
    inlines = (ActRelationRows,)
    not_alike = frozenset({"title", "reference", "url", "documents"})

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the cases under it."""
        found = super().get_fieldsets(request, obj)
        return [*found, ("Cases", {"fields": ["cases"]})] if obj else found

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The cases are entered on pages of their own."""
        return (*super().get_readonly_fields(request, obj), *(["cases"] if obj else []))

    @admin.display(description="under this act")
    def cases(self, act: Act) -> str:
        """How many cases have an event by it, and the way to one more like the last of them."""
        count = Sanction.objects.filter(events__act=act).distinct().count()
        return format_html(
            '{} · <a class="text-link" href="{}?act={}">{}</a>',
            f"{count} case{'' if count == 1 else 's'}",
            reverse("admin:sanctions_sanction_add"),
            act.pk,
            "enter another" if count else "enter the first",
        )

    def typed(self, form: Any, formsets: Sequence[Any]) -> tuple[list[Fact], list[Fact]]:
        """Raises LooksAlike where another act has this number, and the editor has not set it aside."""
        if {"reference", "reference_scheme"} & set(form.changed_data):
            refuse(acts(form.instance), form.cleaned_data["accepted"])
        return super().typed(form, formsets)
