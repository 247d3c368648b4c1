"""Facts in rows on the page of their record."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import StackedInline, TabularInline

from articles.models import DESK, Passage
from sanctions.admin.form import DeskFields, FactForm, FactFormSet
from sanctions.admin.list_page import entry_address
from sanctions.models import CITABLE, Claim, Event, Measure

_COLUMNS = {Passage: "passage"} | {model: column for column, model in CITABLE.items()}


UNCHECKED = "not checked against a text"
"""What is said of words that nobody could look up."""
NOT_FOUND = "not found in the text"


def _from_the_list(fact: Any) -> str:
    """The list a fact comes from; for one of an entry, with the way to it."""
    if not getattr(fact, "entry", ""):
        return format_html("{} · ", fact.layer)
    where = entry_address(fact.layer, fact.entry)
    return format_html('<a class="text-link" href="{}">{} {}</a> · ', where, fact.layer, fact.entry)


def sources_of(fact: Any, cited: int) -> str:
    """The list a fact comes from; how many citations stand with it, as a link to them; and a link to one more."""
    column = _COLUMNS[type(fact)]
    known = format_html(
        '<a class="text-link" href="{}?{}__id__exact={}">{}</a>',
        *(
            reverse("admin:sanctions_citation_changelist"),
            column,
            fact.pk,
            f"{cited} source{'' if cited == 1 else 's'}",
        ),
    )
    needs = fact.layer == DESK and isinstance(fact, Measure | Claim | Event)  # the first two are not published without
    none = format_html('<span class="{}">no source</span>', "desk-warn" if needs else "desk-faint")
    more = format_html(
        ' · <a class="text-link" href="{}?{}={}">cite</a>', reverse("admin:sanctions_citation_add"), column, fact.pk
    )
    return format_html(
        '<span class="desk-sources">{}{}{}</span>',
        "" if fact.layer == DESK else _from_the_list(fact),
        known if cited else none,
        more if column != "passage" else "",
    )


def check_of(passage: Passage) -> str:
    """Whether words were looked up in a text, as editors are told."""
    if passage.is_checked:
        return "found in the text"
    return format_html('<span class="desk-warn">{}</span>', NOT_FOUND if passage.document.text else UNCHECKED)


class Facts(DeskFields, InlineModelAdmin):
    """Rows of facts: they go with their record, and who may change the record may change them."""

    form = FactForm
    formset = FactFormSet
    extra = 0
    readonly_fields: ClassVar[tuple[str, ...]] = ("sources",)
    starts_with: ClassVar[int] = 0
    """Empty rows on the page of a new record."""

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Empty rows to begin with, or those that another like this starts with."""
        if obj is not None:
            return 0
        desk: Any = self.admin_site.get_model_admin(self.parent_model)
        return len(desk.likeness(request).rows.get(self.model, ())) or self.starts_with

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """The facts with all that their rows show, in one query."""
        references = [field.name for field in self.opts.fields if isinstance(field, models.ForeignKey)]
        rows = super().get_queryset(request).select_related(*references)
        order: Any = self.opts.ordering  # which counting would drop
        return rows.annotate(cited=models.Count("citations")).order_by(*order)  # type: ignore[no-any-return]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The rows. What stands in the way of deleting one is for editing to say: a fact's own citations do not."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form = type("Row", (formset.form,), {"hand_clean_DELETE": lambda form: None})
        return formset

    @admin.display(description="sources")
    def sources(self, fact: Any) -> str:
        """The list it comes from, where it does; how many citations it has; once it is saved, the way to one more."""
        return "" if fact.pk is None else sources_of(fact, getattr(fact, "cited", 0))

    def _may_change_record(self, request: HttpRequest, obj: Any) -> bool:
        desk = self.admin_site.get_model_admin(self.parent_model)
        return desk.has_add_permission(request) if obj is None else desk.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As of the record."""
        return self._may_change_record(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As of the record."""
        return self._may_change_record(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As of the record."""
        return self._may_change_record(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As of the record."""
        return self.admin_site.get_model_admin(self.parent_model).has_view_or_change_permission(request, obj)


class FactTable(Facts, TabularInline):
    """Facts with a few columns, one in a line."""

    hide_title = True


class FactStack(Facts, StackedInline):
    """Facts with many columns, one below the other."""
