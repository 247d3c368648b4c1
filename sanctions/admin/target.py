"""Who or what measures are aimed at."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin

from articles.models import Fact
from sanctions.admin.alike import refuse, targets
from sanctions.admin.finding import NAMES, NUMBERS
from sanctions.admin.inline import FactTable
from sanctions.admin.record import RecordAdmin
from sanctions.models import Address, Detail, Identifier, Name, Relation, Target


class NameRows(FactTable):
    """What a target is called."""

    model = Name
    starts_with = 1
    fields = ("full", "kind", "script", "language", "is_display", "display_reason", "sources")


class IdentifierRows(FactTable):
    """The numbers it is known by."""

    model = Identifier
    fields = ("scheme", "value", "country", "problem", "sources")
    readonly_fields = ("problem", *FactTable.readonly_fields)

    @admin.display(description="looks wrong")
    def problem(self, identifier: Identifier) -> str:
        """What its scheme says against it: a list's number is kept as printed, and flagged."""
        return identifier.problem if identifier.pk else ""


class AddressRows(FactTable):
    """Where it is."""

    model = Address
    fields = ("full", "city", "region", "postal_code", "country", "sources")


class DetailRows(FactTable):
    """What else is said of it."""

    model = Detail
    fields = ("kind", "value", "printed", "sources")


class RelationRows(FactTable):
    """How it hangs together with others."""

    model = Relation
    fk_name = "target"
    fields = ("kind", "object", "printed", "share", "since", "until", "sources")


@admin.register(Target)
class TargetAdmin(RecordAdmin):
    """Persons, firms, ships, states, sectors, classes."""

    list_display = ("label_or_kind", "kind", "country", "merged_into", "layer", "state")
    list_filter = (*RecordAdmin.list_filter, "kind", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("merged_into",)
    search_fields = ("criterion",)
    search_help_text = "Any name or alias, number, or uid"
    search_ways = (NAMES, NUMBERS)
    search_spoken = "uid"
    fieldsets = (
        (None, {"fields": [("kind", "country")]}),
        (
            "Class: described, not named",
            {
                "fields": ["criterion", ("class_role", "open_ended"), ("class_kinds", "class_countries")],
                "classes": ["collapse"],
            },
        ),
    )
    inlines = (NameRows, IdentifierRows, DetailRows, RelationRows, AddressRows)
    alike_facts = (Detail, Relation)

    @admin.display(description="name", ordering="label")
    def label_or_kind(self, target: Target) -> str:
        """The name it is shown under."""
        return str(target)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        """A merge is no matter of a field."""
        return (*super().get_readonly_fields(request, obj), "merged_into")

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """With the target it was merged into, where it was."""
        found = super().get_fieldsets(request, obj)
        return [*found, ("Merged", {"fields": ["merged_into"]})] if obj and obj.merged_into_id else found

    def typed(self, form: Any, formsets: Sequence[Any]) -> tuple[list[Fact], list[Fact]]:
        """The name that is no longer shown gives way before another takes its place: at no moment are there two.

        Raises LooksAlike where somebody is called or numbered so already, and the editor has not said who that is not.
        """
        facts, removed = super().typed(form, formsets)
        names = [fact.full for fact in facts if isinstance(fact, Name)]
        numbers = [(fact.scheme, fact.value, fact.country) for fact in facts if isinstance(fact, Identifier)]
        if form.instance.kind != "class":
            refuse(targets(names, numbers, but=form.instance), form.cleaned_data["accepted"])
        return sorted(facts, key=lambda fact: isinstance(fact, Name) and fact.is_display), removed
