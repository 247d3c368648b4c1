"""Events and instruments with legal or political effect."""

from django.contrib import admin

from sanctions.admin.inline import FactTable
from sanctions.admin.record import RecordAdmin
from sanctions.models import Act, ActRelation


class ActRelationRows(FactTable):
    """What an act does to other acts."""

    model = ActRelation
    fk_name = "act"
    fields = ("kind", "object", "sources")


@admin.register(Act)
class ActAdmin(RecordAdmin):
    """Joint statements, regulations, decisions, orders, notices, judgments, treaties."""

    list_display = ("title", "reference", "kind", "made_on", "state")
    list_filter = (*RecordAdmin.list_filter, "kind", "reference_scheme")
    search_fields = ("title", "reference", "url", "=uid")
    fieldsets = (
        (
            None,
            {
                "fields": [
                    "title",
                    ("kind", "reference_scheme", "reference"),
                    "issuers",
                    "documents",
                    "url",
                    ("made_on", "laid_on"),
                    ("published_on", "in_force_on"),
                ]
            },
        ),
    )
    inlines = (ActRelationRows,)
