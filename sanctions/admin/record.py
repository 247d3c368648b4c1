"""What the pages of all records have in common: their state, and publishing and withdrawing from the list."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import F, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from unfold.decorators import display

from articles.models import Record
from sanctions.admin.confirm import AT_MOST, Question, ask, is_confirmed, reason, revisions_seen
from sanctions.admin.desk import DeskAdmin, counted
from sanctions.admin.inline import sources_of
from sanctions.models import CITABLE, Publication
from sanctions.publishing.publish import NotPublishable, publish
from sanctions.publishing.withdraw import withdraw

_PUBLISH = Question(
    action="publish_selected",
    title="Publish",
    sentence="This makes the desk's version of these records public. Everybody can read it from then on.",
    button="Publish",
    reason="Why (public; may be left empty)",
)
_WITHDRAW = Question(
    action="withdraw_selected",
    title="Withdraw",
    sentence="This takes these records out of everything public. What was public before can still be asked for.",
    button="Withdraw",
    reason="Why (public: readers are told)",
    reason_is_required=True,
    is_dangerous=True,
)
_STATES = {"draft": "draft", "changed": "changed since published", "published": "published"}


def state_of(record: Record) -> str:
    """How the desk's version of a record stands to its public edition: draft, changed or published."""
    if record.published_revision is None:
        return "draft"
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
            return queryset.filter(published_revision=None)
        if chosen == "changed":
            return queryset.filter(published_revision__lt=F("revision"))
        return queryset.filter(published_revision=F("revision")) if chosen == "published" else queryset


class RecordAdmin(DeskAdmin):
    """Lists and pages of one kind of record."""

    actions: ClassVar[Sequence[str]] = ("publish_selected", "withdraw_selected", "delete_selected")
    list_filter: ClassVar[Sequence[Any]] = (StateFilter, "layer")
    uid_is_code: ClassVar[bool] = False
    """Whether the uid is a readable code that the editor chooses, once."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fields of the kind, then what every record has."""
        own = super().get_fieldsets(request, obj)
        standing = ("state", "revision", "layer", *([] if self.uid_is_code else ["uid"]), *self._cited())
        return [*own, ("On the desk", {"fields": [*([standing] if obj else []), "note"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What the desk keeps by itself; and the uid, which others may have written down."""
        standing = ("state", "revision", "layer", *self._cited())
        chosen = self.uid_is_code and obj is None
        return (*super().get_readonly_fields(request, obj), *standing, *([] if chosen else ["uid"]))

    def _cited(self) -> list[str]:
        return ["sources"] if self.model in CITABLE.values() else []

    @display(description="state", label={"draft": "warning", "changed since published": "info", "published": "success"})
    def state(self, record: Record) -> str:
        """How it stands to what is public."""
        return _STATES[state_of(record)]

    @admin.display(description="sources")
    def sources(self, record: Any) -> str:
        """How many citations the record itself has, and the way to one more."""
        return "" if record.pk is None else sources_of(record, record.citations.count())

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Who may add a publication may publish and withdraw."""
        return request.user.has_perm(f"{Publication._meta.app_label}.add_{Publication._meta.model_name}")

    @admin.action(description="Publish selected", permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Asks, then publishes all of them or none."""
        rows, problems = list(queryset[:AT_MOST]), []
        if is_confirmed(request):
            seen = revisions_seen(request)
            try:
                publication = publish(
                    rows,
                    by=request.user,  # type: ignore[arg-type]  # only who is logged in gets here
                    at=timezone.now(),
                    because=reason(request),
                    reviewed={row.uid: seen.get(str(row.pk), -1) for row in rows},
                )
            except NotPublishable as refusal:
                problems = refusal.problems
            else:
                self._tell(request, publication, rows, "Published", "Nothing to publish: it says the same already.")
                return None
        return ask(self, request, rows, _PUBLISH, problems=problems)

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
