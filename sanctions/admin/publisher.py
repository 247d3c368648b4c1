"""Who publishes texts."""

from django.contrib import admin

from articles.models import Publisher
from sanctions.admin.record import RecordAdmin


@admin.register(Publisher)
class PublisherAdmin(RecordAdmin):
    """Newspapers, agencies, ministries, gazettes."""

    list_display = ("name", "country", "state")
    search_fields = ("name", "url")
    not_alike = frozenset({"name", "url"})
    fieldsets = ((None, {"fields": ["name", ("url", "country")]}),)
