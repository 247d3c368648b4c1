"""Texts that facts are taken from, with the passages quoted from them."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from unfold.widgets import UnfoldBooleanWidget

from articles.ingest import digest, outcomes
from articles.models import Document, Fact, Passage
from sanctions.admin.alike import documents, refuse
from sanctions.admin.citing import VIA, text_page
from sanctions.admin.form import DeskForm
from sanctions.admin.inline import FactStack, check_of
from sanctions.admin.record import RecordAdmin
from sanctions.editing.citing import replace_text


class PassageRows(FactStack):
    """The quoted spans of a document."""

    model = Passage
    fieldsets = (
        (
            None,
            {
                "fields": [
                    "quote",
                    ("start", "end", "fidelity"),
                    ("prefix", "suffix"),
                    "comment",
                    ("checked", "sources"),
                ]
            },
        ),
    )
    readonly_fields = ("checked", *FactStack.readonly_fields)

    @admin.display(description="checked")
    def checked(self, passage: Passage) -> str:
        """Whether somebody could look the words up."""
        return check_of(passage) if passage.pk else ""


class DocumentForm(DeskForm):
    """A document. Another text takes the quotations along, or the editor says that they may lose their place."""

    let_go = forms.BooleanField(
        required=False,
        label="Keep quotations that are not found in a changed text, without a place",
        help_text="They are flagged, and wait in the work list.",
        widget=UnfoldBooleanWidget,
    )
    new_text: str | None = None
    """The other text of a document that was here before; it is put in apart from the rest."""

    def clean(self) -> dict[str, Any] | None:
        """Takes another text aside, and says which quotations would not be found in it."""
        cleaned = super().clean()
        text = self.cleaned_data.get("text", "")
        if self.instance.text and not text and not self.cleaned_data.get("declared_sha256"):
            # The text goes; whoever has it can still tell that the places of the quotations were counted in it.
            self.cleaned_data["declared_sha256"] = digest(self.instance.text)
            self.cleaned_data["declared_length"] = len(self.instance.text)
        if self.instance.pk is not None and text and text != self.instance.text:
            self.new_text = self.cleaned_data.pop("text")
            lost = [one for one in outcomes(self.instance, text) if one.outcome in ("not found", "ambiguous")]
            if lost and not self.cleaned_data.get("let_go"):
                self.add_error("text", [one.words for one in lost])
        return cleaned


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    """News reports, statements, legal texts."""

    list_display = ("title", "kind", "publisher", "published_on", "state")
    list_filter = (*RecordAdmin.list_filter, "kind", "language", "text_is_public")
    list_select_related = ("publisher",)
    search_fields = ("title", "url", "publisher__name")
    fieldsets = (
        (
            None,
            {
                "fields": [
                    "title",
                    ("kind", "language"),
                    ("publisher", "origin"),
                    "version_of",
                    "url",
                    ("published_on", "published_basis"),
                ]
            },
        ),
        (
            "Text",
            {
                "fields": [
                    "text",
                    ("text_is_public", "licence"),
                    ("declared_sha256", "declared_length"),
                    "text_sha256",
                ]
            },
        ),
    )
    form = DocumentForm
    readonly_fields = ("text_sha256",)
    not_alike = frozenset({"title", "url", "text", "declared_sha256", "declared_length"})
    inlines = (PassageRows,)

    def get_urls(self) -> list[URLPattern]:
        """With the page of its text."""
        page = self.admin_site.admin_view(self.text_view)
        return [path("<int:pk>/text/", page, name="articles_document_text"), *super().get_urls()]

    def text_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The text, to mark words in."""
        document = Document.objects.filter(pk=pk).first()
        if document is None:
            raise Http404
        return text_page(request, document)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new document has no quotations yet; one that is here has a page to mark words in."""
        found = super().get_fieldsets(request, obj)
        if obj is None:
            return found
        text = ["marking", "text", "let_go"]
        return [
            (title, {**options, "fields": [*text, *options["fields"][1:]]} if title == "Text" else options)
            for title, options in found
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """With the way to its text."""
        return (*super().get_readonly_fields(request, obj), *(["marking"] if obj else []))

    @admin.display(description="quotations")
    def marking(self, document: Document) -> str:
        """The way to the page on which words are marked."""
        page = reverse("admin:articles_document_text", args=[document.pk])
        return format_html('<a class="text-link" href="{}">Open the text and mark words</a>', page)

    def typed(self, form: Any, formsets: Sequence[Any]) -> tuple[list[Fact], list[Fact]]:
        """Another text is put in first, and takes the quotations along.

        Raises LooksAlike where another document stands at this address, and the editor has not set it aside.
        """
        if "url" in form.changed_data:
            refuse(documents(form.instance), form.cleaned_data["accepted"])
        if form.new_text is not None:
            self._put_in(form)
        return super().typed(form, formsets)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Says what became of the quotations in another text."""
        form.by, form.became = request.user, {}
        super().save_related(request, form, formsets, change)
        if form.became:
            told = ", ".join(f"{number} {outcome}" for outcome, number in form.became.items())
            messages.info(request, f"The quotations in the changed text: {told}.")

    def _put_in(self, form: Any) -> None:
        document = form.instance
        seen = form.cleaned_data["revision_seen"]
        found = replace_text(document, form.new_text, by=form.by, at=timezone.now(), via=VIA, expected=seen)
        fresh = Document.objects.get(pk=document.pk)
        document.text, document.revision = fresh.text, fresh.revision
        document.declared_sha256, document.declared_length = fresh.declared_sha256, fresh.declared_length
        form.cleaned_data["revision_seen"] = fresh.revision
        form.became = Counter(one.outcome for one in found)
