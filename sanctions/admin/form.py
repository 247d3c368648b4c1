"""What an editor types into: forms that know what was on the screen, and rows of other layers that stay as they are."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import (
    UnfoldAdminExpandableTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from articles.models import DESK, EdtfField, Fact
from articles.models.record import new_uid
from sanctions.editing.ownership import owner
from sanctions.editing.save import Conflict, journal_of
from sanctions.vocabulary.country import COUNTRIES
from sanctions.vocabulary.legal_effect import LEGAL_EFFECTS
from sanctions.vocabulary.target_kind import TARGET_KINDS
from sanctions.vocabulary.word import WordList

WORD_LISTS: Mapping[str, WordList] = {
    "countries": COUNTRIES,
    "class_countries": COUNTRIES,
    "class_kinds": TARGET_KINDS,
    "binds_kinds": TARGET_KINDS,
    "legal_effects": LEGAL_EFFECTS,
}
"""The closed list behind each JSON column that holds several words."""

_WIDEST = 40
"""Characters of a text that a field shows at once."""

_AS_IT_STANDS = ("text", "grounds", "scope")
"""Columns whose white space is the source's: the place of every quotation is counted in it."""

_ALWAYS_OURS = ("note", "revision_seen", "uid_given", "accepted")
"""What an editor may enter even on a record whose own fields are an official list's."""

_A_NEW_UID = RegexValidator(r"\A[2-9a-hj-km-np-z]{12}\Z")


class WordsSelect(forms.SelectMultiple):
    """A search among the words of one list, answered by `sanctions.admin.lookup`.

    Asked of the server, like every other search of the page: the script that wakes pickers in rows added later knows
    only such.
    """

    media = AutocompleteMixin.media
    i18n_name = None  # the picker speaks English by itself

    def __init__(self, column: str) -> None:
        super().__init__({"class": "admin-autocomplete", "data-theme": "admin-autocomplete", "data-field-name": column})

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the address that is asked."""
        url = reverse("admin:desk_words")
        return super().get_context(name, value, {**(attrs or {}), "data-ajax--url": url, "data-ajax--type": "GET"})


class CountryField(forms.CharField):
    """The ISO 3166-1 alpha-2 code of a country."""

    def clean(self, value: Any) -> str:
        """The code in capitals; raises ValidationError with right ones."""
        code = str(super().clean(value)).upper()
        if code and code not in COUNTRIES:
            raise ValidationError(f"“{code}” is no ISO 3166-1 alpha-2 code. Write IR, RU or GB.")
        return code


class LinesField(forms.CharField):
    """A text of several lines. Browsers send every line break as two characters; the desk keeps the one.

    https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set
    """

    def to_python(self, value: Any) -> Any:
        """The text with its line breaks as LF."""
        return _with_lf(super().to_python(value) or "")


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


class FactChoiceField(forms.ModelChoiceField):
    """A fact, told apart by the record it belongs to: many cases have an asset freeze."""

    def label_from_instance(self, obj: models.Model) -> str:
        """The fact and its record."""
        return described(obj)


class FactSelect(AutocompleteSelect):
    """A search for one fact, answered by `sanctions.admin.lookup`."""

    def get_url(self) -> str:
        """Where the search is answered."""
        return reverse(f"{self.admin_site.name}:desk_lookup")


class DeskFields(BaseModelAdmin):
    """How the columns of the desk are entered, on pages and in rows alike."""

    formfield_overrides = {
        models.TextField: {"widget": UnfoldAdminExpandableTextareaWidget, "form_class": LinesField},
        models.URLField: {"assume_scheme": "https"},
    }

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        """Every reference is searched for, never picked out of thousands."""
        references = [*self.opts.fields, *self.opts.many_to_many]
        return [field.name for field in references if field.related_model and field.editable]

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Closed lists as choices, countries as codes that are checked, dates with an example."""
        label = capfirst(str(db_field.verbose_name))
        if isinstance(db_field, models.JSONField) and db_field.name in WORD_LISTS:
            return forms.MultipleChoiceField(
                choices=WORD_LISTS[db_field.name].choices,
                required=not db_field.blank,
                label=label,
                widget=WordsSelect(db_field.name),
            )
        if isinstance(db_field, models.CharField) and db_field.name == "country":
            return CountryField(
                max_length=2,
                required=not db_field.blank,
                label=label,
                help_text=str(db_field.help_text),
                widget=UnfoldAdminTextInputWidget({"size": 4}),
            )
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        if isinstance(field, LinesField):
            field.strip = db_field.name not in _AS_IT_STANDS
        if isinstance(db_field, EdtfField):
            # The page says in words what was typed; what the date is of is a tip.
            hint = str(db_field.help_text).removeprefix("EDTF: ")
            field.widget.attrs |= {"placeholder": "2024-09-10", "size": 12, "data-day": "", "title": hint}
            field.help_text = ""
        elif db_field.max_length and not db_field.choices:
            field.widget.attrs["size"] = min(db_field.max_length, _WIDEST)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False  # what is referred to is in use
        return field

    def formfield_for_choice_field(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        """What has no default must be chosen: the first word of a list is nobody's answer, and fills no empty row."""
        blank = db_field.blank or not db_field.has_default()
        choices = db_field.get_choices(include_blank=blank, blank_choice=[("", "Choose …")])
        return super().formfield_for_choice_field(db_field, request, **{"choices": choices, **kwargs})

    def formfield_for_foreignkey(
        self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        """Facts are shown with their record."""
        if issubclass(db_field.related_model, Fact):
            kwargs |= {"widget": FactSelect(db_field, self.admin_site), "form_class": FactChoiceField}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class _TypedForm(forms.ModelForm):
    """A form in which only what was typed counts as changed."""

    def clean(self) -> dict[str, Any] | None:
        """A text that came back as it was shown is the text that is stored, whatever its line breaks are."""
        cleaned = super().clean()
        for name, field in self.fields.items():
            stored = self.get_initial_for_field(field, name)
            if isinstance(field, LinesField) and stored and self.cleaned_data.get(name) == _with_lf(stored):
                self.cleaned_data[name] = stored
        return cleaned


class DeskForm(_TypedForm):
    """A record, or a fact on a page of its own, with the revision of the record that the editor saw."""

    revision_seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    uid_given = forms.CharField(required=False, widget=forms.HiddenInput, validators=[_A_NEW_UID])
    """The uid that a new row is to have: sent twice, the same form makes one row."""
    accepted = forms.CharField(required=False, widget=forms.HiddenInput)
    """The uids of what looks alike, and which the editor has said to be something else."""
    refusal: ClassVar[Exception | None] = None
    """Why editing refused what this form holds, on the page that shows it again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["uid_given"].initial = new_uid
            return
        self.fields["revision_seen"].initial = owner(self.instance).revision
        if self.instance.layer != DESK:
            for name, field in self.fields.items():
                field.disabled = name not in _ALWAYS_OURS

    def clean(self) -> dict[str, Any] | None:
        """Refuses, in words, what was typed over a record that moved on, and what editing has refused."""
        cleaned = super().clean()
        refusal = self.refusal or self._stale()
        if refusal is not None:
            for field, words in _worded(refusal):
                known = field if field in self.fields else None
                self.add_error(known, words if known or not field else f"{field}: {words}")
        return cleaned

    def _stale(self) -> Conflict | None:
        if self.instance.pk is None:
            return None
        record, seen = owner(self.instance), self.cleaned_data.get("revision_seen")
        return None if seen == record.revision else Conflict(record, seen, record.revision)


class FactForm(_TypedForm):
    """One fact in a row of its record's page; a fact of another layer is shown, and cannot be changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_foreign:
            self.empty_permitted = True  # unchanged as it is, it is not checked: lists print what editors may not
            for field in self.fields.values():
                field.disabled = True

    @property
    def is_foreign(self) -> bool:
        """Whether the fact is of another layer."""
        return self.instance.pk is not None and self.instance.layer != DESK


class FactFormSet(PaginationInlineFormSet):
    """The facts of one sort in the order of their rows."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """A fact of another layer cannot be deleted either."""
        super().add_fields(form, index)
        if form.is_foreign and "DELETE" in form.fields:
            form.fields["DELETE"].disabled = True

    def get_queryset(self) -> Any:
        """The facts as stored; once the rows are built, the facts of the rows.

        The page pairs rows with these, one by one. Where somebody else deleted a fact meanwhile, what was typed after
        it would be dropped from the page.
        """
        if self.is_bound and "forms" in self.__dict__:
            return [form.instance for form in self.initial_forms]
        return super().get_queryset()


def described(row: models.Model) -> str:
    """A fact with the record it belongs to; a record by itself."""
    home = owner(row)
    return str(row) if home == row else f"{row} · {home}"


def _worded(refusal: Exception) -> Iterator[tuple[str, str]]:
    """Each sentence of a refusal, and the field that it is about."""
    if isinstance(refusal, ValidationError) and hasattr(refusal, "error_dict"):
        for field, sentences in refusal.message_dict.items():
            yield from (("" if field == NON_FIELD_ERRORS else field, sentence) for sentence in sentences)
    elif isinstance(refusal, ValidationError):
        yield from (("", sentence) for sentence in refusal.messages)
    else:
        yield "", str(refusal)
    if isinstance(refusal, Conflict):
        for line in journal_of(refusal.record).filter(revision__gt=refusal.expected or 0):
            yield "", f"{line.by_name}, {line.at:%Y-%m-%d %H:%M} UTC: {line.get_event_display()}."
        yield "", "Nothing was saved. What you typed is still in this form: open the record in another tab to compare."
