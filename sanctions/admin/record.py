"""What the pages of all records have in common: their state, and publishing and withdrawing from the list."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import F, Field, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from unfold.decorators import display

from articles.models import DESK, Record
from sanctions.admin.desk import DeskAdmin
from sanctions.admin.inline import sources_of
from sanctions.admin.page import AT_ONCE, address
from sanctions.admin.queue import DRAFT, PUBLIC_STATE, OriginFilter, QueueFilter, changed_since, never_public
from sanctions.models import CITABLE, EditionState, Publication, Target

_STATES = {
    "draft": "draft",
    "changed": "changed since published",
    "published": "published",
    "withdrawn": "withdrawn",
    "merged": "merged",
    "redacted": "erased",
}


def state_of(record: Record, in_public: str | None) -> str:
    """How the desk's version of a record stands to its current edition, whose state is given where there is one."""
    if in_public != EditionState.PUBLISHED:
        return in_public or "draft"
    return "published" if record.published_revision == record.revision else "changed"


class StateFilter(admin.SimpleListFilter):
    """Records by how they stand to what is public."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The states."""
        return list(_STATES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The records of the chosen state."""
        chosen = self.value()
        if chosen == "draft":
            return never_public(queryset)
        if chosen == "changed":
            return changed_since(queryset)
        # Asking all editions takes a second; what the records say themselves leaves few to be asked about.
        merged = Q(merged_into__isnull=False) if queryset.model is Target else Q(pk__in=[])
        if chosen == "published":
            return queryset.filter(~merged, published_revision=F("revision"))
        if chosen == "merged":
            return queryset.filter(merged, in_public=EditionState.MERGED)
        return queryset.filter(DRAFT, in_public=chosen) if chosen in _STATES else queryset


class RecordAdmin(DeskAdmin):
    """Lists and pages of one kind of record."""

    actions: ClassVar[Sequence[str]] = (
        "request_review_selected",
        "publish_selected",
        "withdraw_selected",
        "delete_selected",
    )
    list_filter: ClassVar[Sequence[Any]] = (StateFilter, QueueFilter, OriginFilter)
    uid_is_code: ClassVar[bool] = False
    """Whether the uid is a readable code that the editor chooses, once."""

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """A uid that is a code is chosen by the editor: no random one is proposed."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if self.uid_is_code and field is not None and db_field.name == "uid":
            field.help_text = (
                "The code that readers name it by, for good. It begins with that of the state, the EU or the UN: "
                "GB, GB-FCDO, EU-COUNCIL-IRN."
            )
        return field

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Without a random uid where it is a code."""
        return {**({"uid": ""} if self.uid_is_code else {}), **super().get_changeform_initial_data(request)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The records, each with the state of its current edition."""
        return super().get_queryset(request).annotate(in_public=Subquery(PUBLIC_STATE))  # type: ignore[no-any-return]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fields of the kind, then what every record has."""
        own = super().get_fieldsets(request, obj)
        standing = ("state", "revision", "layer", *([] if self.uid_is_code else ["uid"]), *self._cited())
        if obj is None:
            return [*own, ("Editorial note", {"fields": ["note"], "classes": ["collapse"]})]
        return [*own, ("On the desk", {"fields": [standing, "note"], "classes": ["collapse"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What the desk keeps by itself; and the uid, which others may have written down."""
        standing = ("state", "revision", "layer", *self._cited())
        chosen = self.uid_is_code and obj is None
        return (*super().get_readonly_fields(request, obj), *standing, *([] if chosen else ["uid"]))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Without “Delete” where everybody can see that it would be refused."""
        record = kwargs.get("obj")
        if record is not None and (record.layer != DESK or record.in_public == EditionState.PUBLISHED):
            context["show_delete"] = False
        return super().render_change_form(request, context, *args, **kwargs)

    def _cited(self) -> list[str]:
        return ["sources"] if self.model in CITABLE.values() else []

    @display(
        description="state",
        label={
            "draft": "warning",
            "changed since published": "info",
            "published": "success",
            "withdrawn": "danger",
            "merged": "info",
            "erased": "danger",
        },
    )
    def state(self, record: Any) -> str:
        """How it stands to what is public."""
        return _STATES[state_of(record, record.in_public)]

    @admin.display(description="sources")
    def sources(self, record: Any) -> str:
        """How many citations the record itself has, and the way to one more."""
        return "" if record.pk is None else sources_of(record, record.citations.count())

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Who may add a publication may publish and withdraw."""
        return request.user.has_perm(f"{Publication._meta.app_label}.add_{Publication._meta.model_name}")

    @admin.action(description="Review and publish selected", permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        """Leads to the page on which they are looked at together."""
        return self._to(request, "review", queryset)

    @admin.action(description="Ask for review of selected", permissions=["change"])
    def request_review_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        """Leads to the same page, from which others are asked to look."""
        return self._to(request, "review", queryset)

    @admin.action(description="Withdraw selected", permissions=["publish"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        """Leads to the page on which they are withdrawn together."""
        return self._to(request, "withdraw", queryset)

    def _to(self, request: HttpRequest, page: str, queryset: QuerySet[Any]) -> HttpResponse:
        rows = list(queryset[: AT_ONCE + 1])
        if len(rows) > AT_ONCE:
            self.message_user(request, f"Choose at most {AT_ONCE} at once.", messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        return HttpResponseRedirect(address(page, rows))
