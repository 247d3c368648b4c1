"""Regimes and legal bases."""

from django.contrib import admin

from sanctions.admin.finding import Through
from sanctions.admin.inline import FactTable
from sanctions.admin.record import RecordAdmin
from sanctions.models import Programme, ProgrammeAlias


class AliasRows(FactTable):
    """Other words the authority has printed for a programme."""

    model = ProgrammeAlias
    fields = ("printed", "since", "until", "sources")


@admin.register(Programme)
class ProgrammeAdmin(RecordAdmin):
    """Sanctions regimes, each of one authority."""

    uid_is_code = True
    list_display = ("code", "name", "authority", "state")
    list_display_links = ("code", "name")
    list_filter = (*RecordAdmin.list_filter, ("authority", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("authority",)
    search_fields = ("uid", "code", "name", "opensanctions_key")
    search_ways = (Through(ProgrammeAlias, ("printed",), "programme"),)
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("uid", "authority"),
                    ("code", "opensanctions_key"),
                    "name",
                    ("countries", "theme"),
                    "acts",
                    ("expires_on", "review_by"),
                ]
            },
        ),
    )
    inlines = (AliasRows,)
    not_alike = frozenset({"code", "name", "opensanctions_key"})
