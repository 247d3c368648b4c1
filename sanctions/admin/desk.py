"""The base of every page on which the desk is edited: what was typed goes to `editing` in one call, or comes back."""

from collections.abc import Sequence
from copy import copy
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects, unquote
from django.contrib.admin.views.main import ORDER_VAR
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from unfold.admin import ModelAdmin

from articles.models import Fact, Record
from sanctions.admin.confirm import AT_MOST, Question, ask, is_confirmed, reason, revisions_seen
from sanctions.admin.copying import Likeness, like
from sanctions.admin.finding import Through, nearest_first, search, title_of
from sanctions.admin.form import DeskFields, DeskForm
from sanctions.admin.versions import Versions
from sanctions.editing.ownership import facts_of, owner
from sanctions.editing.save import Conflict, InUse, delete, keepers, save

VIA = "admin"

_DELETE = Question(
    action="delete_selected",
    title="Delete",
    sentence="This takes the following from the desk, with all that belongs to it. The journal keeps what it said.",
    button="Delete",
    reason="Why (for the journal)",
    is_dangerous=True,
)


_LOOKED_AT = 60
"""Records whose users are looked up before somebody is asked; more are never ticked one by one."""


class _RefusedError(Exception):
    """Editing refused what was typed; everything it had begun is rolled back."""

    def __init__(self, refusal: Exception) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


class DeskAdmin(Versions, DeskFields, ModelAdmin):
    """Lists and pages of one sort of record or fact. Nothing is written but by `editing`."""

    form = DeskForm
    actions: ClassVar[Sequence[str]] = ("delete_selected",)
    list_per_page = 50
    show_full_result_count = False
    warn_unsaved_form = True
    compressed_fields = False  # labels above, so that three or four fields fit in a line
    change_form_before_template = "admin/desk/form_top.html"
    may_be_like = True
    """Whether a page has “Save and add another like this”."""
    not_alike: ClassVar[frozenset[str]] = frozenset()
    """Columns that no two records share, so that another like this starts without them."""
    alike_facts: ClassVar[Sequence[type[Fact]]] = ()
    """The sorts of fact that another like this starts with."""
    search_ways: ClassVar[Sequence[Through]] = ()
    """What else the record is found by: its names, its numbers, the target it is aimed at."""

    # --- Finding ---------------------------------------------------------------------------------------------------

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet[Any], search_term: str
    ) -> tuple[models.QuerySet[Any], bool]:
        """The rows in which, or in whose facts, each word is found; no row comes twice."""
        columns, term = self.get_search_fields(request), search_term.strip()
        found = search(queryset, term, columns=columns, ways=self.search_ways)
        return (nearest_first(found, term) if term and ORDER_VAR not in request.GET else found), False

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
        is_new = request.method == "POST" and object_id is None
        if is_new and (twin := self._twin(request)) is not None:
            return self._saved_before(request, twin)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except _RefusedError as error:
            if is_new and (twin := self._twin(request)) is not None:
                return self._saved_before(request, twin)
            request.refusal = error.refusal  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:  # the same form, sent twice at the same moment
            if is_new and (twin := self._twin(request)) is not None:
                return self._saved_before(request, twin)
            raise

    def _twin(self, request: HttpRequest) -> Any:
        given = request.POST.get("uid_given", "")
        return self.model._default_manager.filter(uid=given).first() if given else None

    def _saved_before(self, request: HttpRequest, twin: Any) -> HttpResponse:
        self.message_user(request, f"{twin} was saved already; sending it again changed nothing.", messages.WARNING)
        return HttpResponseRedirect(self._page(twin))

    def _page(self, row: Any = None) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}"
        return reverse(f"{name}_change", args=[row.pk]) if row is not None else reverse(f"{name}_add")

    # --- Another like this -------------------------------------------------------------------------------------------

    def likeness(self, request: HttpRequest) -> Likeness:
        """What the page of a new row starts with."""
        found: Likeness | None = getattr(request, "likeness", None)
        if found is None:
            found = request.likeness = self.likened(request) or Likeness()  # type: ignore[attr-defined]
        return found

    def likened(self, request: HttpRequest) -> Likeness | None:
        """The likeness of the record that the address names, where it names one that may be seen."""
        named = request.GET.get("like", "")
        record = self.get_queryset(request).filter(pk=named).first() if named.isascii() and named.isdecimal() else None
        if record is None or not self.has_view_or_change_permission(request, record):
            return None
        return self.likeness_of(record)

    def likeness_of(self, record: Any) -> Likeness:
        """What another record like this one starts with."""
        facts = {model: model._default_manager.filter(facts_of(record, model)) for model in self.alike_facts}
        return like(record, but=set(self.not_alike), facts=facts)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What the address says; else what another like this has in common with it."""
        return {**self.likeness(request).fields, **super().get_changeform_initial_data(request)}

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        """Rows that another like this starts with. They are only shown: what is sent back is what was typed."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and obj.pk is None:
            kwargs["initial"] = self.likeness(request).rows.get(inline.model, [])
        return kwargs

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """With the record that a new one was filled in after, and the button for one more."""
        of = self.likeness(request).of if kwargs.get("add") else None
        context |= {"filled_in_after": of and title_of(of), "may_add_like": self.may_be_like}
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        """Where one goes on after a new row: to another like it, where that was asked for."""
        return self._another(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        """Where one goes on after a change: to another like it, where that was asked for."""
        return self._another(request, obj) or super().response_change(request, obj)

    def _another(self, request: HttpRequest, obj: Any) -> HttpResponse | None:
        if "_addlike" not in request.POST or not self.may_be_like or not self.has_add_permission(request):
            return None
        message = format_html('Saved <a href="{}">{}</a>. Another like it:', self._page(obj), title_of(obj))
        self.message_user(request, message, messages.SUCCESS)
        return HttpResponseRedirect(f"{self._page()}?like={obj.pk}")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Nothing yet: a record is saved together with its facts."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Hands what was typed to editing: the record, its facts and its relations, in one call."""
        row = form.instance
        if not change and "uid" not in form.fields and form.cleaned_data.get("uid_given"):
            row.uid = form.cleaned_data["uid_given"]
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
        forbidden = bool(kept := _kept(rows))
        return ask(self, request, rows, _DELETE, problems=problems or kept, along=_belongings(rows), may=not forbidden)

    # --- Remembering: the journal does, in place of Django's own log -------------------------------------------------

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Empty: editing has written it in the journal."""
        return []

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing more than the journal."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Nothing more than the journal."""

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


def _kept(rows: Sequence[Any]) -> list[str]:
    """Why rows cannot be deleted, as far as that is known beforehand: a sentence for each."""
    few = [row for row in rows if isinstance(row, Record)][:_LOOKED_AT]
    return [str(InUse(row, users)) for row in few if (users := keepers(row))]


def _belongings(rows: Sequence[Any]) -> list[str]:
    """What goes with these rows: how many of each sort."""
    collector = NestedObjects(using="default")
    collector.collect(rows)
    found: dict[Any, set[Any]] = dict(collector.model_objs)
    return [counted(len(along), model._meta) for model, along in found.items() if model is not type(rows[0])]
