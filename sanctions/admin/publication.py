"""Acts of publishing."""

from django.contrib import admin

from sanctions.admin.read_only import ReadOnlyAdmin
from sanctions.models import Publication


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    """Every publication, the last first."""

    list_display = ("seq", "recorded_at", "by_name", "cause", "layer", "because")
    list_filter = ("cause", "layer")
    search_fields = ("by_name", "because")
    ordering = ("-seq",)
    fields = ("seq", "recorded_at", "by_name", "cause", "layer", "because", "digest")
