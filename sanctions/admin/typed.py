"""What an editor typed into the page of a record, beside what the same page would show now."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from unfold.admin import ModelAdmin

_COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")


@dataclass(slots=True)
class Row:
    """One row of facts on the page: as it was typed, as it is now, or both."""

    prefix: str
    """How the names of its fields begin in what was typed: `names-3`; empty where nothing was typed."""
    typed: Any = None
    now: Any = None

    @property
    def is_marked(self) -> bool:
        """Whether its deletion was ticked."""
        return self.typed is not None and bool(self.typed["DELETE"].value() if "DELETE" in self.typed.fields else False)


@dataclass(slots=True)
class Rows:
    """All rows of one sort of fact."""

    prefix: str
    model: Any
    fk: str
    kept: list[Row]
    """Rows of facts that are there still, in the order of the page as it is now."""
    gone: list[Row]
    """Rows of facts that somebody else deleted."""
    new: list[Row]
    """Rows that were typed for facts to come."""


class TypedPage:
    """The page of a record as its editor sent it."""

    def __init__(self, model_admin: ModelAdmin, request: HttpRequest, row: Any, again: Any) -> None:
        """`row` and `again` are the same row, read twice: the first takes what was typed."""
        self.data: QueryDict = request.POST
        form = model_admin.get_form(request, row, change=True)
        self.typed, self.now = form(self.data, instance=row), form(instance=again)
        self.typed.is_valid()  # puts what was typed into the row, as far as it can be read
        self.rows: list[Rows] = []
        counted: dict[str, int] = {}
        for formset, inline in model_admin.get_formsets_with_inlines(request, again):
            prefix = formset.get_default_prefix()
            counted[prefix] = counted.get(prefix, 0) + 1
            if counted[prefix] > 1:
                prefix = f"{prefix}-{counted[prefix]}"
            now = formset(instance=again, prefix=prefix, queryset=inline.get_queryset(request))
            typed = formset(data=self.data, instance=row, prefix=prefix, queryset=inline.get_queryset(request))
            typed.is_valid()
            self.rows.append(_paired(prefix, typed, now))

    def plain(self) -> Iterator[tuple[str, list[str]]]:
        """What was sent beside the rows, by name."""
        inner = tuple(f"{rows.prefix}-" for rows in self.rows)
        for name, values in self.data.lists():
            if not name.startswith(inner):
                yield name, [str(value) for value in values]


def _paired(prefix: str, typed: Any, now: Any) -> Rows:
    known = typed.initial_form_count()
    sent = {str(form.instance.pk): form for form in typed.forms[:known] if form.instance.pk is not None}
    here = {str(form.instance.pk) for form in now.initial_forms}
    kept = [
        Row(typed_form.prefix if (typed_form := sent.get(str(form.instance.pk))) else "", typed_form, form)
        for form in now.initial_forms
    ]
    gone = [Row(form.prefix, form) for form in typed.forms[:known] if str(form.instance.pk) not in here]
    new = [Row(form.prefix, form) for form in typed.forms[known:] if form.has_changed()]
    return Rows(prefix, typed.model, typed.fk.name, kept, gone, new)


def sent_by(form: Any) -> dict[str, list[str]]:
    """What a browser would send of a form that nobody typed into, by the last part of its fields' names."""
    sent: dict[str, list[str]] = {}
    for bound in form:
        value = bound.value()
        if bound.field.disabled or value is None or value is False:
            continue
        many = isinstance(value, list | tuple) and not isinstance(value, str)
        values = [getattr(one, "pk", one) for one in value] if many else [getattr(value, "pk", value)]
        sent[bound.name] = ["on" if one is True else str(one) for one in values]
    return sent


def rows_sent(page: TypedPage, rows: Rows, chosen: list[dict[str, list[str]]]) -> Iterator[tuple[str, list[str]]]:
    """The rows of one sort as they are sent, those that are kept first; `chosen` has the fields of each."""
    for count, number in zip(_COUNTS, (len(chosen), len(rows.kept)), strict=False):
        yield f"{rows.prefix}-{count}", [str(number)]
    for count in _COUNTS[2:]:
        yield f"{rows.prefix}-{count}", [str(page.data.get(f"{rows.prefix}-{count}", ""))]
    for number, fields in enumerate(chosen):
        for name, values in fields.items():
            yield f"{rows.prefix}-{number}-{name}", values


def raw(page: TypedPage, row: Row) -> dict[str, list[str]]:
    """What was sent of a row, by the last part of its fields' names."""
    start = f"{row.prefix}-"
    return {
        name.removeprefix(start): [str(value) for value in values]
        for name, values in page.data.lists()
        if name.startswith(start)
    }


def shown(form: Any, name: str) -> str:
    """The value of a field as a person reads it."""
    inner, value = form.fields[name], form[name].value()
    if isinstance(inner, forms.ModelChoiceField):
        pks = [getattr(one, "pk", one) for one in value or ()] if isinstance(value, list | tuple) else [value]
        wanted = [pk for pk in pks if str(pk or "").isdecimal()]
        assert inner.queryset is not None
        return ", ".join(sorted(inner.label_from_instance(one) for one in inner.queryset.filter(pk__in=wanted)))
    if isinstance(inner, forms.ChoiceField):
        labels = {str(code): str(label) for code, label in _flat(inner.choices)}
        values = value if isinstance(value, list | tuple) else [value]
        return ", ".join(labels.get(str(one), str(one)) for one in values if one not in (None, "")) or labels.get(
            "", ""
        )
    if isinstance(inner, forms.BooleanField):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def is_of_a_measure(inner: forms.Field) -> bool:
    """Whether a field chooses among the measures of a case, by key or by the number of a row."""
    return hasattr(inner, "measures")


def says_the_same(one: Any, other: Any) -> bool:
    """Whether two bound fields hold the same, as numbers or as text, with a browser's line breaks or with ours."""
    return _texts(one.value()) == _texts(other.value())


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return sorted(str(getattr(one, "pk", one)).replace("\r\n", "\n") for one in values if one not in (None, "", False))


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for code, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield code, label
