"""Facts as they are searched for from the pages of others: to cite them, or to say which promise was kept."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import models
from django.http import HttpRequest, JsonResponse

from articles.models import Document, Passage, Record
from sanctions.admin.form import WORD_LISTS, described
from sanctions.admin.queue import OriginFilter
from sanctions.admin.read_only import ReadOnlyAdmin
from sanctions.models import (
    Act,
    ActRelation,
    Address,
    Affected,
    Allegation,
    Authority,
    Claim,
    Detail,
    Event,
    Exemption,
    Identifier,
    Measure,
    Membership,
    Name,
    Programme,
    ProgrammeAlias,
    ProgrammeLink,
    Relation,
    Sanction,
    Target,
)


class LookupView(AutocompleteJsonView):
    """Answers a search for facts, each with its record."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        """What a picker shows."""
        return {**super().serialize_result(obj, to_field_name), "text": described(obj)}


def words_view(request: HttpRequest) -> JsonResponse:
    """Answers a search among the words of one list."""
    words, term = WORD_LISTS.get(request.GET.get("field_name", "")), request.GET.get("term", "").casefold()
    found = words.choices if words is not None else []
    results = [{"id": code, "text": label} for code, label in found if term in f"{code} {label}".casefold()]
    return JsonResponse({"results": results, "pagination": {"more": False}})


class LookupAdmin(ReadOnlyAdmin):
    """One sort of fact, to be searched. It is edited on the page of its record, and seen by whoever may see that."""

    record: ClassVar[type[Record]]
    list_display = ("__str__", "its_record", "layer")
    list_filter = (OriginFilter,)

    @admin.display(description="belongs to")
    def its_record(self, fact: Any) -> str:
        """The record."""
        return described(fact).rpartition(" · ")[2]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Never: it stands in no menu."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As of the record."""
        return bool(self.admin_site.get_model_admin(self.record).has_view_or_change_permission(request))

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """With all that their words are made of."""
        references = [field.name for field in self.opts.fields if isinstance(field, models.ForeignKey)]
        facts: models.QuerySet[Any] = super().get_queryset(request)
        return facts.select_related(*references)


_CASE = ("sanction__label", "sanction__reference", "sanction__target__label")

for model, record, columns in (
    (Passage, Document, ("quote", "document__title")),
    (Membership, Authority, ("bloc__name", "member__name", "member__uid")),
    (ProgrammeAlias, Programme, ("printed", "programme__code", "programme__name")),
    (ActRelation, Act, ("act__title", "object__title")),
    (Name, Target, ("full", "target__label")),
    (Identifier, Target, ("value", "normalised", "target__label")),
    (Address, Target, ("full", "target__label")),
    (Detail, Target, ("kind", "value", "printed", "target__label")),
    (Relation, Target, ("kind", "printed", "target__label", "object__label")),
    (ProgrammeLink, Sanction, ("printed", "programme__code", *_CASE)),
    (Affected, Sanction, ("target__label", *_CASE)),
    (Measure, Sanction, ("type", "scope", *_CASE)),
    (Event, Sanction, ("kind", "done_on", "comment", *_CASE)),
    (Exemption, Sanction, ("number", "version", "covers", *_CASE)),
    (Claim, Allegation, ("speaker", "content", "allegation__title")),
):
    admin.site.register(model, LookupAdmin, record=record, search_fields=columns)
