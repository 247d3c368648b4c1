"""The base of every page on which the desk is edited: what was typed goes to `editing` in one call, or comes back."""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from unfold.admin import ModelAdmin

from articles.models import Fact, Record
from sanctions.admin.confirm import AT_MOST, Question, ask, is_confirmed, reason, revisions_seen
from sanctions.admin.form import DeskFields, DeskForm
from sanctions.editing.ownership import owner
from sanctions.editing.save import Conflict, InUse, delete, journal_of, save

VIA = "admin"
_WORDS_AT_MOST = 8

_DELETE = Question(
    action="delete_selected",
    title="Delete",
    sentence="This takes the following from the desk, with all that belongs to it. The journal keeps what it said.",
    button="Delete",
    reason="Why (for the journal)",
    is_dangerous=True,
)


class _RefusedError(Exception):
    """Editing refused what was typed; everything it had begun is rolled back."""

    def __init__(self, refusal: Exception) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


class DeskAdmin(DeskFields, ModelAdmin):
    """Lists and pages of one sort of record or fact. Nothing is written but by `editing`."""

    form = DeskForm
    actions: ClassVar[Sequence[str]] = ("delete_selected",)
    list_per_page = 50
    show_full_result_count = False
    warn_unsaved_form = True
    compressed_fields = False  # labels above, so that three or four fields fit in a line
    change_form_before_template = "admin/desk/form_top.html"
    object_history_template = "admin/desk/history.html"
    search_in: ClassVar[Mapping[str, Sequence[str]]] = {}
    """Facts of the record that it is found by: the relation, and the columns looked at."""

    # --- Finding ---------------------------------------------------------------------------------------------------

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """The rows in which, or in whose facts, each word is found. Subqueries, not joins: no row comes twice."""
        for word in search_term.split()[:_WORDS_AT_MOST]:
            found = _any(self.get_search_fields(request), word)
            for relation, columns in self.search_in.items():
                facts = self.opts.get_field(relation)
                assert isinstance(facts, models.ManyToOneRel)
                matching = facts.related_model._default_manager.filter(_any(columns, word))
                found |= Q(pk__in=matching.values(facts.field.name))
            queryset = queryset.filter(found)
        return queryset, False

    # --- Saving ----------------------------------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form; where editing has just refused what it holds, it says why."""
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """The page of one row. What is refused is shown again as it was typed, with the reasons."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except _RefusedError as error:
            request.refusal = error.refusal  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Nothing yet: a record is saved together with its facts."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Hands what was typed to editing: the record, its facts and its relations, in one call."""
        row = form.instance
        record = owner(row)
        known = record.revision if record.pk else None
        try:
            facts, removed = self.typed(form, formsets)
            save(
                record,
                facts=facts if record is row else [row, *facts],
                removed=removed,
                related={
                    field.name: form.cleaned_data[field.name]
                    for field in self.opts.many_to_many
                    if field.name in form.cleaned_data and not form.fields[field.name].disabled
                },
                by=request.user,  # type: ignore[arg-type]  # only who is logged in gets here
                at=timezone.now(),
                via=VIA,
                expected=form.cleaned_data["revision_seen"] if change else known,
            )
        except (Conflict, InUse, ValidationError) as refusal:
            raise _RefusedError(refusal) from refusal

    def typed(self, form: Any, formsets: Sequence[Any]) -> tuple[list[Fact], list[Fact]]:
        """The facts that were entered or changed, parents first, and those that were deleted, children first."""
        facts: list[Fact] = []
        removed: list[Fact] = []
        for formset in formsets:
            facts += formset.save(commit=False)
            removed = [*formset.deleted_objects, *removed]
        return facts, removed

    # --- Deleting --------------------------------------------------------------------------------------------------

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Asks, then deletes one row."""
        row = self.get_object(request, unquote(object_id))
        if not self.has_delete_permission(request, row):
            raise PermissionDenied
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        label, pk = str(row), row.pk
        return self._deleted(request, [row]) or self.response_delete(request, label, pk)

    @admin.action(description="Delete selected", permissions=["delete"])
    def delete_selected(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> HttpResponse | None:
        """Asks, then deletes all of them or none."""
        rows = list(queryset[:AT_MOST])
        page = self._deleted(request, rows)
        if page is None:
            self.message_user(request, f"Deleted {counted(len(rows), self.opts)}.")
        return page

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Deletes one row as it was seen."""
        self.delete_queryset(request, [obj])

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        """Deletes all of these rows as they were seen, or none."""
        seen = revisions_seen(request)
        with transaction.atomic():
            for row in queryset:
                # A copy: a refusal brings the row back, and only the database would know.
                self._delete(copy(row), request, expected=seen.get(str(row.pk), -1))

    def _delete(self, row: Any, request: HttpRequest, *, expected: int) -> None:
        by: Any = request.user
        at, because = timezone.now(), reason(request)
        if isinstance(row, Record):
            delete(row, by=by, at=at, via=VIA, expected=expected, because=because)
        else:
            save(owner(row), removed=[row], by=by, at=at, via=VIA, expected=expected, because=because)

    def _deleted(self, request: HttpRequest, rows: Sequence[Any]) -> HttpResponse | None:
        problems: list[str] = []
        if is_confirmed(request):
            try:
                self.delete_queryset(request, rows)
            except (Conflict, InUse) as refusal:
                problems = [str(refusal)]
            except ValidationError as refusal:
                problems = refusal.messages
            else:
                return None
        return ask(self, request, rows, _DELETE, problems=problems, along=_belongings(rows))

    # --- Remembering: the journal does, in place of Django's own log -------------------------------------------------

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Empty: editing has written it in the journal."""
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing more than the journal."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing more than the journal."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """What the journal says of the record."""
        row = self.get_object(request, unquote(object_id))
        lines = journal_of(owner(row)).order_by("-pk")[:AT_MOST] if row is not None else ()
        return super().history_view(request, object_id, {**(extra_context or {}), "lines": lines})

    # --- Refusing ----------------------------------------------------------------------------------------------------

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The list. An action that this user may not take is forbidden, not only left out of the menu."""
        action = request.POST.get("action", "")
        known = {name for _, name, _ in self._get_base_actions()}
        if action in known and action not in self.get_actions(request):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)


def counted(number: int, opts: Any) -> str:
    """“1 target”, “3 targets”."""
    return f"{number} {opts.verbose_name if number == 1 else opts.verbose_name_plural}"


def _any(columns: Collection[str], word: str) -> Q:
    """One of the columns holds the word; a column written “=uid” is it."""
    lookups = (f"{column[1:]}__iexact" if column.startswith("=") else f"{column}__icontains" for column in columns)
    return Q.create([(lookup, word) for lookup in lookups], connector=Q.OR)


def _belongings(rows: Sequence[Any]) -> list[str]:
    """What goes with these rows: how many of each sort."""
    collector = NestedObjects(using="default")
    collector.collect(rows)
    found: dict[Any, set[Any]] = dict(collector.model_objs)
    return [counted(len(along), model._meta) for model, along in found.items() if model is not type(rows[0])]
