"""Promises kept."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from sanctions.admin.desk import DeskAdmin
from sanctions.admin.inline import sources_of
from sanctions.models import Fulfilment


@admin.register(Fulfilment)
class FulfilmentAdmin(DeskAdmin):
    """Later measures beside earlier promises; each belongs to the case of the promise, and is saved with it."""

    list_display = ("measure_and_case", "promise_and_case", "basis", "is_instance", "layer")
    list_filter = ("basis", "is_instance", "layer")
    list_select_related = ("promise__sanction__target", "measure__sanction__target")
    search_fields = ("promise__sanction__label", "measure__sanction__label", "measure__sanction__target__label")
    fieldsets = ((None, {"fields": ["promise", "measure", ("basis", "is_instance"), "comment", ("sources", "layer")]}),)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The promise stays: a fulfilment belongs to its case."""
        return ("sources", "layer", *(["promise"] if obj else []))

    @admin.display(description="later measure", ordering="measure__sanction__label")
    def measure_and_case(self, fulfilment: Fulfilment) -> str:
        """The later measure, its case and target."""
        case = fulfilment.measure.sanction
        return f"{fulfilment.measure} · {case} · {case.target}"

    @admin.display(description="promised", ordering="promise__sanction__label")
    def promise_and_case(self, fulfilment: Fulfilment) -> str:
        """The promise, its case and target."""
        case = fulfilment.promise.sanction
        return f"{fulfilment.promise} · {case} · {case.target}"

    @admin.display(description="sources")
    def sources(self, fulfilment: Fulfilment) -> str:
        """How many citations it has, and the way to one more."""
        return "" if fulfilment.pk is None else sources_of(fulfilment, fulfilment.citations.count())
