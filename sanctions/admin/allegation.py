"""What is said to have happened, and who says what of it."""

from django.contrib import admin

from sanctions.admin.finding import Through
from sanctions.admin.inline import FactStack
from sanctions.admin.record import RecordAdmin
from sanctions.models import Allegation, Claim


class ClaimRows(FactStack):
    """Who says what."""

    model = Claim
    fk_name = "allegation"
    starts_with = 1
    fieldsets = (
        (
            None,
            {
                "fields": [
                    ("speech_act", "polarity", "evidence"),
                    "content",
                    ("speaker", "capacity"),
                    ("on_behalf_of", "replies_to"),
                    ("made_on", "made_basis"),
                    "sources",
                ]
            },
        ),
    )


@admin.register(Allegation)
class AllegationAdmin(RecordAdmin):
    """Things said to have happened, under neutral titles."""

    list_display = ("title", "actor", "recipient", "happened_on", "state")
    list_select_related = ("actor", "recipient")
    search_fields = ("title", "goods")
    search_ways = (Through(Claim, ("speaker", "content"), "allegation"),)
    fieldsets = ((None, {"fields": ["title", ("actor", "recipient"), "goods", ("happened_on", "happened_basis")]}),)
    inlines = (ClaimRows,)
    not_alike = frozenset({"title"})
