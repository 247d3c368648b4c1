"""Who or what measures are aimed at."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin

from articles.models import Fact
from sanctions.admin.alike import refuse, targets
from sanctions.admin.finding import NAMES, NUMBERS
from sanctions.admin.form import FactForm, FactFormSet
from sanctions.admin.inline import FactTable
from sanctions.admin.record import RecordAdmin
from sanctions.models import Address, Detail, Identifier, Name, Relation, Target


class NameForm(FactForm):
    """A name. A row in which nothing but its kind stands is a row that nobody typed into."""

    def has_changed(self) -> bool:
        """Whether there is a name to save, or a change of one."""
        return bool(self.changed_data) if self.instance.pk else bool({*self.changed_data} - {"kind"})


class NameFormSet(FactFormSet):
    """The names of a target: the first is its primary one, each further one an alias until somebody says otherwise."""

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """The row that is added last begins as an alias."""
        kwargs = super().get_form_kwargs(index)
        return {**kwargs, "initial": {"kind": "alias"}} if index is None and self.total_form_count() else kwargs


class NameRows(FactTable):
    """What a target is called."""

    model = Name
    form = NameForm
    formset = NameFormSet
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
