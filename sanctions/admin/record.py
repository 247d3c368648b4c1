"""What the pages of all records have in common: their state, and publishing and withdrawing from the list."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import F, Model, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from unfold.decorators import display

from articles.models import Record
from sanctions.admin.confirm import AT_MOST, Question, ask, is_confirmed, reason
from sanctions.admin.desk import DeskAdmin, counted
from sanctions.admin.inline import sources_of
from sanctions.admin.queue import DRAFT, PUBLIC_STATE, OriginFilter, QueueFilter, changed_since, never_public
from sanctions.admin.review import AT_ONCE, address
from sanctions.models import CITABLE, EditionState, Publication, Target
from sanctions.publishing.publish import NotPublishable
from sanctions.publishing.withdraw import withdraw

_WITHDRAW = Question(
    action="withdraw_selected",
    title="Withdraw",
    sentence="This takes these records out of everything public. What was public before can still be asked for.",
    button="Withdraw",
    reason="Why (public for good: name no person)",
    reason_is_required=True,
    is_dangerous=True,
)
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The records, each with the state of its current edition."""
        return super().get_queryset(request).annotate(in_public=Subquery(PUBLIC_STATE))  # type: ignore[no-any-return]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fields of the kind, then what every record has."""
        own = super().get_fieldsets(request, obj)
        standing = ("state", "revision", "layer", *([] if self.uid_is_code else ["uid"]), *self._cited())
        if obj is None:
            return [*own, ("Editorial note", {"fields": ["note"], "classes": ["collapse"]})]
        return [*own, ("On the desk", {"fields": [standing, "note"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What the desk keeps by itself; and the uid, which others may have written down."""
        standing = ("state", "revision", "layer", *self._cited())
        chosen = self.uid_is_code and obj is None
        return (*super().get_readonly_fields(request, obj), *standing, *([] if chosen else ["uid"]))

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
        return self._to_review(request, queryset)

    @admin.action(description="Ask for review of selected", permissions=["change"])
    def request_review_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        """Leads to the same page, from which others are asked to look."""
        return self._to_review(request, queryset)

    def _to_review(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        rows = list(queryset[: AT_ONCE + 1])
        if len(rows) > AT_ONCE:
            self.message_user(request, f"Choose at most {AT_ONCE} to be reviewed at once.", messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        return HttpResponseRedirect(address("review", rows))

    @admin.action(description="Withdraw selected", permissions=["publish"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Asks for the reason, then withdraws all of them or none."""
        rows, problems = list(queryset[:AT_MOST]), []
        if is_confirmed(request):
            try:
                publication = withdraw(
                    rows,
                    by=request.user,  # type: ignore[arg-type]
                    at=timezone.now(),
                    because=reason(request),
                    via="admin",
                )
            except NotPublishable as refusal:
                problems = refusal.problems
            else:
                self._tell(request, publication, rows, "Withdrew")
                return None
        return ask(self, request, rows, _WITHDRAW, problems=problems)

    def _tell(
        self,
        request: HttpRequest,
        publication: Publication | None,
        rows: Sequence[Model],
        done: str,
        not_done: str = "",
    ) -> None:
        if publication is None:
            self.message_user(request, not_done, messages.WARNING)
        else:
            words = f"{done} {counted(len(rows), self.opts)} as publication {publication.seq}."
            self.message_user(request, words, messages.SUCCESS)
