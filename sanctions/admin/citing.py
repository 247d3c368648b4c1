"""Citing from the page of a fact: pick a document, paste the words, and they are found; or mark them in the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.models import Document, Fact, Fidelity, Passage, Record
from articles.selectors import Ambiguous, NotFound, Span
from sanctions.editing.citing import COLUMNS, cite, quote
from sanctions.editing.ownership import facts_of, owner
from sanctions.editing.save import Conflict
from sanctions.models import CITABLE, Citation, Event, Exemption
from sanctions.vocabulary.citation_stance import STANCES

VIA = "admin"
_AROUND = 60
_PLACES = 50
_AT_HAND = 12
_LAST = "cited"


@dataclass(frozen=True, slots=True)
class Place:
    """One of several places at which the words stand, with what is around them."""

    start: int
    before: str
    words: str
    after: str


class CiteForm(forms.Form):
    """Which facts of a record, and which words of which document."""

    facts = forms.MultipleChoiceField(label="What these words are cited for")
    stance = forms.ChoiceField(choices=STANCES.choices, initial="supports", widget=forms.RadioSelect)
    passage = forms.ModelChoiceField(Passage.objects.all(), required=False)
    document = forms.ModelChoiceField(Document.objects.all(), required=False, label="Document")
    quote = forms.CharField(required=False, label="The exact words", widget=UnfoldAdminTextareaWidget({"rows": 3}))
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    fidelity = forms.ChoiceField(choices=Fidelity.choices, initial=Fidelity.VERBATIM, required=False)
    comment = forms.CharField(required=False, max_length=300)
    revision_seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, facts: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facts"].choices = facts  # type: ignore[attr-defined]
        column = Passage._meta.get_field("document")
        self.fields["document"].widget = AutocompleteSelect(column, admin.site)
        self.fields["document"].widget.choices = self.fields["document"].choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuses what names no words."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("passage"):
            for name, words in (("document", "Pick the document."), ("quote", "Paste the words it is said in.")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return cleaned


def fact_named(request: HttpRequest) -> tuple[str, Any] | None:
    """The fact that the address names, as `?measure=5`: its column, and the row. Raises Http404 where it is gone."""
    for column, model in CITABLE.items():
        if named := request.GET.get(column):
            row = model._default_manager.filter(pk=named).first() if named.isascii() and named.isdecimal() else None
            if row is None:
                raise Http404(f"no {model._meta.verbose_name} of that number")
            return column, row
    return None


def cite_page(request: HttpRequest, column: str, fact: Any) -> HttpResponse:
    """The page on which facts of one record are cited to a passage."""
    record = owner(fact)
    desk = admin.site.get_model_admin(type(record))
    if not desk.has_change_permission(request, record) or not request.user.has_perm("sanctions.add_citation"):
        raise PermissionDenied
    rows = {f"{name}:{row.pk}": row for name, row in _around(record)}
    choices = [(key, _named(row, record)) for key, row in rows.items()]
    places: list[Place] = []
    if request.method == "POST":
        form = CiteForm(request.POST, facts=choices)
        if form.is_valid():
            try:
                return _cited(request, form.cleaned_data, [rows[key] for key in form.cleaned_data["facts"]], record)
            except Ambiguous as refusal:
                places = _places(form.cleaned_data["document"].text, refusal.spans)
                form.add_error(
                    "quote", f"These words stand in the text {len(refusal.spans)} times. Say which are meant."
                )
            except NotFound as refusal:
                form.add_error("quote", str(refusal))
            except (Conflict, ValidationError) as refusal:
                form.add_error(None, refusal.messages if isinstance(refusal, ValidationError) else str(refusal))
    else:
        form = CiteForm(
            facts=choices,
            initial={
                "document": _last(request),
                **_marked(request),
                "facts": [f"{column}:{fact.pk}"],
                "revision_seen": record.revision,
            },
        )
    return _page(
        request,
        "cite",
        f"Cite: {record}",
        form=form,
        record=record,
        back=_home(record),
        column=column,
        fact=fact,
        places=places,
        at_hand=_at_hand(list(rows.values())),
        media=form.media,
    )


def _around(record: Record) -> Iterator[tuple[str, Any]]:
    """The record and its facts, with the column of a citation that names each."""
    for column, model in CITABLE.items():
        if isinstance(record, model):
            yield column, record
        elif issubclass(model, Fact):
            yield from ((column, row) for row in model._default_manager.filter(facts_of(record, model)).distinct())


def _named(row: Model, record: Record) -> str:
    sort = str(row._meta.verbose_name)
    if row == record:
        return f"the {sort} itself"
    measure = row.measure if isinstance(row, Event | Exemption) else None
    return f"{sort}: {row}" + (f", of {measure}" if measure is not None else "")


@transaction.atomic
def _cited(request: HttpRequest, typed: dict[str, Any], facts: list[Any], record: Record) -> HttpResponse:
    by: Any = request.user
    at = timezone.now()
    passage = typed["passage"]
    if passage is None:
        if not admin.site.get_model_admin(Document).has_change_permission(request, typed["document"]):
            raise PermissionDenied
        passage = quote(
            typed["document"],
            typed["quote"],
            start=typed["start"],
            fidelity=typed["fidelity"] or Fidelity.VERBATIM,
            comment=typed["comment"],
            by=by,
            at=at,
            via=VIA,
        )
    request.session[_LAST] = passage.document_id
    new = cite(facts, passage, stance=typed["stance"], by=by, at=at, via=VIA, expected=typed["revision_seen"])
    said = f"{passage} {typed['stance']} {len(new)} fact{'' if len(new) == 1 else 's'} more."
    messages.success(request, said if new else "These facts are cited to these words already.")
    if not passage.is_checked:
        unread = "Nobody could check these words: the text of {} is not kept here. Readers are told so."
        lost = "These words are not found in the text of {} any more. Readers are told so."
        messages.warning(request, (lost if passage.document.text else unread).format(passage.document))
    if "_another" in request.POST:
        return HttpResponseRedirect(
            f"{request.path}?{COLUMNS[type(facts[0])]}={facts[0].pk}&document={passage.document_id}"
        )
    return HttpResponseRedirect(f"{_home(record)}{_row_of(facts[0], record)}")


def _row_of(fact: Any, record: Record) -> str:
    """Where on the page of its record the rows of a fact begin."""
    for field in fact._meta.concrete_fields:
        if field.related_model is type(record) and getattr(fact, field.attname) == record.pk:
            return f"#{field.remote_field.get_accessor_name()}-group"
    return ""


def _at_hand(facts: Sequence[Any]) -> list[Passage]:
    """The passages that facts of this record are cited to already: the next fact often stands in the same sentence."""
    found: dict[int, Passage] = {}
    for column, model in CITABLE.items():
        pks = [fact.pk for fact in facts if type(fact) is model]
        if pks:
            cited = Citation.objects.filter(**{f"{column}__in": pks}).select_related("passage__document")
            found |= {one.passage_id: one.passage for one in cited}
    return list(found.values())[-_AT_HAND:]


def _last(request: HttpRequest) -> int | None:
    """The document that was cited last: most often, the next fact stands in it too."""
    return Document.objects.filter(pk=request.session.get(_LAST)).values_list("pk", flat=True).first()


def _marked(request: HttpRequest) -> dict[str, Any]:
    """What was marked in the text of a document, where the address says so."""
    named = request.GET.get("document", "")
    document = Document.objects.filter(pk=named).first() if named.isascii() and named.isdecimal() else None
    if document is None:
        return {}
    start, end = request.GET.get("start", ""), request.GET.get("end", "")
    if not all(re.fullmatch("[0-9]{1,9}", place) for place in (start, end)):
        return {"document": document.pk}
    return {"document": document.pk, "start": int(start), "quote": document.text[int(start) : int(end)]}


def _places(text: str, spans: Sequence[Span]) -> list[Place]:
    return [
        Place(
            span.start,
            text[max(0, span.start - _AROUND) : span.start],
            text[span.start : span.end],
            text[span.end : span.end + _AROUND],
        )
        for span in spans[:_PLACES]
    ]


# --- The text of a document -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, and how many passages hold it."""

    words: str
    quoted: int


def text_page(request: HttpRequest, document: Document) -> HttpResponse:
    """The text, to mark words in: for the fact that the address names, or to keep as a passage."""
    desk = admin.site.get_model_admin(Document)
    if not desk.has_view_or_change_permission(request, document):
        raise PermissionDenied
    named = fact_named(request)
    passages = list(document.passages.all())
    if request.method == "POST":
        if not desk.has_change_permission(request, document):
            raise PermissionDenied
        _kept(request, document)
        return HttpResponseRedirect(request.get_full_path())
    return _page(
        request,
        "text",
        f"Text: {document}",
        document=document,
        stretches=stretches(document.text, passages),
        lost=[passage for passage in passages if document.text and passage.start is None],
        column=named[0] if named else "",
        fact=named[1] if named else None,
        back=_home(document),
    )


def stretches(text: str, passages: Sequence[Passage]) -> list[Stretch]:
    """The text cut where a passage begins or ends."""
    spans = [(one.start, one.end) for one in passages if one.start is not None and one.end is not None]
    cuts = sorted({0, len(text), *(cut for span in spans for cut in span if cut <= len(text))})
    return [
        Stretch(text[start:end], sum(span[0] <= start and end <= span[1] for span in spans))
        for start, end in pairwise(cuts)
    ]


def _kept(request: HttpRequest, document: Document) -> None:
    start, end = request.POST.get("start", ""), request.POST.get("end", "")
    if not all(re.fullmatch("[0-9]{1,9}", place) for place in (start, end)):
        return messages.error(request, "Mark some words first.")
    by: Any = request.user
    words = document.text[int(start) : int(end)]
    try:
        passage = quote(document, words, start=int(start), by=by, at=timezone.now(), via=VIA)
    except (NotFound, Ambiguous) as refusal:
        return messages.error(request, str(refusal))
    except ValidationError as refusal:
        return messages.error(request, " ".join(refusal.messages))
    return messages.success(request, f"Kept {passage}. “Cite” next to any fact offers it under its document.")


def _home(record: Record) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> TemplateResponse:
    request.current_app = admin.site.name
    return TemplateResponse(
        request, f"admin/desk/{name}.html", {**admin.site.each_context(request), "title": title, **context}
    )
