"""Cases: what one authority holds against one target, with its measures and their events."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import URLPattern
from unfold.widgets import UnfoldAdminSelectWidget

from articles.models import Fact
from sanctions.admin import preview
from sanctions.admin.copying import Likeness, first_case_under, last_case_under
from sanctions.admin.finding import NAMES, NUMBERS, Through
from sanctions.admin.form import FactForm, FactFormSet
from sanctions.admin.inline import FactStack, FactTable
from sanctions.admin.record import RecordAdmin
from sanctions.models import Act, Affected, Authority, Event, Exemption, Measure, Programme, ProgrammeLink, Sanction

_ROW = re.compile(r"row-([1-9][0-9]{0,3})\Z")


class MeasureField(forms.ChoiceField):
    """A measure of this case, the one typed in a row above, or the whole case.

    Rows are offered by the page, which knows what is typed in them; here only the one that is chosen already.
    """

    widget = UnfoldAdminSelectWidget

    def __init__(self, measures: Sequence[Measure], chosen: object, **kwargs: Any) -> None:
        self.measures = {str(measure.pk): measure for measure in measures}
        kept = [(pk, f"#{n} {_shown(measure)}") for n, (pk, measure) in enumerate(self.measures.items(), 1)]
        row = _ROW.match(str(chosen))
        new = [(row[0], f"#{row[1]} as typed above")] if row else []
        super().__init__(choices=[("", "the whole case"), *kept, *new], required=False, **kwargs)

    def clean(self, value: Any) -> Measure | int | None:
        """The measure; or the number of the row that holds it; or None for the whole case."""
        chosen = str(super().clean(value))
        row = _ROW.match(chosen)
        return int(row[1]) if row else self.measures.get(chosen)


class OfMeasureForm(FactForm):
    """A fact of one measure or of the whole case: an event, an exemption."""

    row: int | None = None
    """The row of the measure that it belongs to, where that is not saved yet."""

    def __init__(self, *args: Any, measures: Sequence[Measure] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "measure" in self.fields:
            chosen = self.data.get(self.add_prefix("measure")) if self.is_bound else self.initial.get("measure")
            self.fields["measure"] = MeasureField(measures, chosen, disabled=self.is_foreign)

    def clean_measure(self) -> Measure | None:
        """The measure, where it is saved already."""
        chosen: Measure | int | None = self.cleaned_data["measure"]
        if isinstance(chosen, int):
            self.row = chosen
            return None
        return chosen


class OfMeasureFormSet(FactFormSet):
    """Facts of one sort of a case, each offered the same measures."""

    @cached_property
    def measures(self) -> list[Measure]:
        """The measures that the case has."""
        return list(self.instance.measures.all()) if self.instance.pk else []

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """With the measures."""
        return {**super().get_form_kwargs(index), "measures": self.measures}


class MeasureRows(FactStack):
    """What a case does to its target."""

    model = Measure
    fk_name = "sanction"
    starts_with = 1
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("type", "duty_bearer", "sources"),
                    "scope",
                ]
            },
        ),
        (
            "Terms, expiry, effects in law",
            {
                "fields": [
                    ("expires_on", "review_by", "notice"),
                    ("term_value", "term_unit", "tenor"),
                    ("instrument_ended", "administered_by", "directive"),
                    ("legal_effects", "binds_kinds"),
                ],
                "classes": ["collapse"],
            },
        ),
    )


class EventRows(FactStack):
    """What happened, to one measure or to the whole case."""

    model = Event
    form = OfMeasureForm
    formset = OfMeasureFormSet
    starts_with = 1
    template_after = "admin/desk/case_status.html"
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("measure", "kind", "act"),
                    ("done_on", "done_basis", "effective_on", "effective_basis"),
                    ("ground", "comment", "sources"),
                ]
            },
        ),
    )


class ExemptionRows(FactStack):
    """What is permitted all the same, by a licence or exception."""

    model = Exemption
    form = OfMeasureForm
    formset = OfMeasureFormSet
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("measure", "kind", "number", "version"),
                    "covers",
                    ("since", "since_basis", "until", "until_basis"),
                    ("act", "sources"),
                ]
            },
        ),
    )


class ProgrammeLinkRows(FactTable):
    """The legal bases of a case."""

    model = ProgrammeLink
    fields = ("programme", "printed", "since", "since_basis", "until", "until_basis", "sources")


class AffectedRows(FactTable):
    """Whom a case touches without being aimed at them."""

    model = Affected
    fields = ("target", "role", "comment", "sources")


@admin.register(Sanction)
class SanctionAdmin(RecordAdmin):
    """Designations, listings, specifications, bilateral steps."""

    list_display = ("case", "target", "authority", "kind", "reference", "layer", "state")
    list_filter = (*RecordAdmin.list_filter, "kind", "origin", ("authority", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("authority", "target")
    ordering = ("label", "uid")  # as an index has them: the label begins with the authority's code
    search_fields = ("label", "reference")
    search_help_text = "Reference, name or number of the target, authority, programme, or uid"
    search_ways = (
        replace(NAMES, to="target"),
        replace(NUMBERS, to="target"),
        Through(Authority, ("name",), "pk", to="authority"),
        Through(Programme, ("code",), "pk", to="programme_links__programme"),
        Through(ProgrammeLink, ("printed",), "sanction"),
    )
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("authority", "target"),
                    ("kind", "reference", "origin"),
                    "grounds",
                ]
            },
        ),
        (
            "What it carries out, answers, and exposes to",
            {"fields": [("implements", "designated_by"), ("responds_to", "exposure")], "classes": ["collapse"]},
        ),
    )
    inlines = (MeasureRows, EventRows, ExemptionRows, ProgrammeLinkRows, AffectedRows)
    not_alike = frozenset({"target", "reference", "grounds"})
    alike_facts = (Measure, Event, Exemption, ProgrammeLink, Affected)

    def get_urls(self) -> list[URLPattern]:
        """With what the pages of the desk ask while somebody types."""
        return [*preview.urls(), *super().get_urls()]

    def likened(self, request: HttpRequest) -> Likeness | None:
        """By an act: as the last case under it, or as the first one must be."""
        act = Act.objects.filter(pk=_number(request, "act")).first()
        if act is None:
            return super().likened(request)
        last = last_case_under(act)
        if last is None or not self.has_view_or_change_permission(request, last):
            return first_case_under(act)
        return self.likeness_of(last)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """With the search for the act that a new case is made by."""
        if kwargs.get("add"):
            widget = AutocompleteSelect(Event._meta.get_field("act"), self.admin_site)
            field = forms.ModelChoiceField(Act.objects.all(), widget=widget, required=False)
            # It stands in the form and belongs to none: it is not sent along, and does not take the first key.
            attrs = {"id": "desk-by-act", "form": "none"}
            context["act_picker"] = field.widget.render("by_act", _number(request, "act"), attrs)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="case", ordering="label")
    def case(self, sanction: Sanction) -> str:
        """As pickers show it."""
        return str(sanction)

    def typed(self, form: Any, formsets: Sequence[Any]) -> tuple[list[Fact], list[Fact]]:
        """Events and exemptions of a measure in a new row get that measure, which is saved before them."""
        facts, removed = super().typed(form, formsets)
        rows: Sequence[Any] = next((formset.forms for formset in formsets if formset.model is Measure), ())
        for formset in formsets:
            for row in formset.forms if formset.model in (Event, Exemption) else ():
                if row.row is not None and row.instance in facts:
                    row.instance.measure = _measure_in(rows, row.row, facts, row.instance)
        return facts, removed


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None  # no key is longer


def _measure_in(rows: Sequence[Any], number: int, facts: Sequence[Fact], fact: Event | Exemption) -> Measure:
    if number <= len(rows):
        measure = rows[number - 1].instance
        if any(one is measure for one in facts):
            return measure  # type: ignore[no-any-return]
    sort = str(fact._meta.verbose_name)
    raise ValidationError({sort: f"“{fact}”: no measure is typed in row #{number} above."})


def _shown(measure: Measure) -> str:
    return f"{measure}: {measure.scope[:40]}" if measure.scope else str(measure)
