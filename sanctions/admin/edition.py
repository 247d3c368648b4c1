"""What is public, and was."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.decorators import display

from sanctions.admin.read_only import ReadOnlyAdmin
from sanctions.models import FOREVER, Edition


class CurrentFilter(admin.SimpleListFilter):
    """Editions that are public now, or that others have taken the place of."""

    title = "current"
    parameter_name = "current"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The two sorts."""
        return [("yes", "current"), ("no", "superseded")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The editions of the chosen sort."""
        if self.value() == "yes":
            return queryset.filter(known_until=FOREVER)
        return queryset.exclude(known_until=FOREVER) if self.value() == "no" else queryset


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """Every edition of every record."""

    list_display = ("label", "kind", "number", "status", "publication", "known_from")
    list_filter = (CurrentFilter, "kind", "state")
    list_select_related = ("publication",)
    search_fields = ("label", "=uid")
    fields = (
        ("label", "uid", "kind", "number"),
        ("state", "moved_to", "because"),
        ("publication", "redacted_by"),
        ("known_from", "known_until"),
        ("recorded_from", "recorded_until"),
        ("digest", "shape"),
        "changes",
        "document",
    )

    @display(
        description="state",
        label={
            "published": "success",
            "withdrawn": "danger",
            "merged into another": "info",
            "lawfully erased": "danger",
        },
    )
    def status(self, edition: Edition) -> str:
        """What it says of its record."""
        return edition.get_state_display()

    def get_queryset(self, request: HttpRequest) -> Any:
        """Lists need no documents; a page reads its own."""
        return super().get_queryset(request).defer("document", "served", "changes")
