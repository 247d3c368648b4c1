"""Texts that facts are taken from, with the passages quoted from them."""

from django.contrib import admin

from articles.models import Document, Passage
from sanctions.admin.inline import FactStack
from sanctions.admin.record import RecordAdmin


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
                    "sources",
                ]
            },
        ),
    )


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    """News reports, statements, legal texts."""

    list_display = ("title", "kind", "publisher", "published_on", "state")
    list_filter = (*RecordAdmin.list_filter, "kind", "language", "text_is_public")
    list_select_related = ("publisher",)
    search_fields = ("title", "url", "publisher__name", "=uid")
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
            {"fields": ["text", ("text_is_public", "licence"), ("declared_sha256", "declared_length"), "text_sha256"]},
        ),
    )
    readonly_fields = ("text_sha256",)
    inlines = (PassageRows,)
