"""Acts of publishing, and the pages that lead to them."""

from django.contrib import admin
from django.urls import URLPattern

from sanctions.admin.merge import MergePages
from sanctions.admin.read_only import ReadOnlyAdmin
from sanctions.admin.review import ReviewPages
from sanctions.models import Publication


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    """Every publication, the last first."""

    list_display = ("seq", "recorded_at", "by_name", "cause", "layer", "because")
    list_filter = ("cause", "layer")
    search_fields = ("by_name", "because")
    ordering = ("-seq",)
    fields = ("seq", "recorded_at", "by_name", "cause", "layer", "because", "digest")

    def get_urls(self) -> list[URLPattern]:
        """With the pages of review and of merging."""
        pages = (ReviewPages, MergePages)
        return [*(url for some in pages for url in some(self.admin_site).urls), *super().get_urls()]
