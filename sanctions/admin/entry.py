"""Entries of official lists: as printed, as read, and beside the desk; and what was put aside."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html
from unfold.decorators import display

from sanctions.admin.beside import groups, laid_out, marked, page_of
from sanctions.admin.finding import AT_MOST, WORDS_AT_MOST
from sanctions.admin.list_page import ListPageAdmin
from sanctions.admin.queue import QueueFilter
from sanctions.editing.roles import DECIDE
from sanctions.models import Entry, EntryState, Name, Sanction, Settled
from sanctions.reconcile import parties

_VERSIONS = 20
_SHOWN = (
    "reference", "label", "kind", "state", "field", "reason", "unread", "problems", "settled", "official_list__uid",
    "first__dated", "gone__dated", "sanction__target__label",
)  # fmt: skip
"""What the list shows of each; the text of the records is long."""


class StandsFilter(admin.SimpleListFilter):
    """Entries as the list has them now, or as it had them before."""

    title = "in the list"
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Besides those that stand in it now, which are shown unasked."""
        return [("before", "no longer so"), ("ever", "now and before")]

    def choices(self, changelist: Any) -> Any:
        """What is shown unasked is not “all”."""
        for choice in super().choices(changelist):
            yield {
                **choice,
                "display": "now" if choice["display"] not in ("no longer so", "now and before") else choice["display"],
            }

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The entries of the chosen sort."""
        if self.value() == "ever":
            return queryset
        return queryset.filter(gone__isnull=self.value() != "before")


@admin.register(Entry)
class EntryAdmin(ListPageAdmin):
    """Every entry of every list."""

    template = "admin/lists/entry.html"
    list_display = ("reference", "called", "of_list", "kind", "status", "stood", "remark")
    list_display_links = ("reference", "called")
    list_filter = (QueueFilter, StandsFilter, "official_list", "state")
    search_fields = ("reference", "label")
    search_help_text = "Reference, name or alias"
    ordering = ("official_list_id", "reference", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The entries without their text, with the words of what they belong to."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("official_list", "first", "gone", "sanction__target").only(*_SHOWN)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By the beginning of the reference, or by words of the name here or of any name of the target.

        Each way is asked for by itself, of an index that holds the column: the rows hold the text of the record, and
        going through them takes seconds.
        """
        term = search_term.strip()
        if not term:
            return queryset, False
        labels, names = Q(), Q()
        for word in term.split()[:WORDS_AT_MOST]:
            labels &= Q(label__icontains=word)
            names &= Q(full__icontains=word)
        targets = Name.objects.filter(names).order_by().values("target")
        ways = (Q(reference__istartswith=term), labels, Q(sanction__target__in=targets))
        found: set[int] = set()
        for way in ways:
            found.update(Entry.objects.filter(way).order_by().values_list("pk", flat=True)[:AT_MOST])
        return queryset.filter(pk__in=sorted(found)[:AT_MOST]), False

    def get_urls(self) -> list[URLPattern]:
        """With the way to an entry by its reference, and the address to which decisions are sent."""
        return [
            path("by-reference/", self.admin_site.admin_view(self.by_reference), name="lists_entry"),
            path("<int:pk>/settle/", self.admin_site.admin_view(self.settle), name="lists_settle"),
            *super().get_urls(),
        ]

    @admin.display(description="called", ordering="label")
    def called(self, row: Entry) -> str:
        """The name, here or of the target that it was about before."""
        return row.label or (row.sanction.target.label if row.sanction else "") or "–"

    @admin.display(description="list", ordering="official_list")
    def of_list(self, row: Entry) -> str:
        """The code of the list."""
        return row.official_list.uid

    @display(
        description="state",
        label={"imported": "success", "put aside": "danger", "decided": "warning", "passed over": "info"},
    )
    def status(self, row: Entry) -> str:
        """What became of it."""
        if row.state == EntryState.QUARANTINED:
            return "decided" if row.settled else "put aside"
        return "imported" if row.state == EntryState.IMPORTED else "passed over"

    @admin.display(description="so in releases", ordering="first__dated")
    def stood(self, row: Entry) -> str:
        """The first release that had it so, and the first that no longer did."""
        until = row.gone.dated if row.gone else "now"
        return format_html('<span class="desk-sources">{} – {}</span>', row.first.dated, until)

    @admin.display(description="remark")
    def remark(self, row: Entry) -> str:
        """Why it was put aside, what is wrong with it, or how much of it no rule understood."""
        if row.reason:
            return f"{row.field}: {row.reason}" if row.field else row.reason
        unread = f"{len(row.unread)} not understood" if row.unread else ""
        return "; ".join([*row.problems[:1], *filter(None, [unread])])

    # --- The page of one --------------------------------------------------------------------------------------------

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The whole row, with what its page names."""
        if not (object_id.isascii() and object_id.isdecimal() and len(object_id) < 19):
            return None
        along = ("official_list__authority", "first", "gone", "sanction__target", "sanction__authority")
        return Entry.objects.select_related(*along).filter(pk=object_id).first()

    def told(self, request: HttpRequest, row: Entry) -> dict[str, Any]:
        """The three columns, the other versions, and what somebody must say."""
        versions = Entry.objects.filter(official_list=row.official_list_id, reference=row.reference)
        draft = None
        if row.state == EntryState.QUARANTINED and row.field == "reference":
            authority = row.official_list.authority_id
            draft = Sanction.objects.filter(
                authority=authority, reference=row.reference, published_revision=None
            ).first()
        return {
            "raw": list(marked(laid_out(row.raw), row.unread)),
            "groups": groups(row),
            "versions": versions.exclude(pk=row.pk)
            .select_related("first", "gone")
            .defer("raw")
            .order_by("-pk")[:_VERSIONS],
            "case": row.sanction,
            "case_page": page_of(row.sanction) if row.sanction else "",
            "target_page": page_of(row.sanction.target) if row.sanction else "",
            "is_aside": row.state == EntryState.QUARANTINED,
            "asks": parties.asks(row),
            "draft": draft,
            "draft_page": page_of(draft) if draft else "",
            "may_settle": request.user.has_perm(DECIDE) and parties.asks(row),
            "answers": Settled.choices,
        }

    def by_reference(self, request: HttpRequest) -> HttpResponse:
        """Leads to an entry by its list and reference: as it stands, else as it stood last."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = Entry.objects.filter(
            official_list__uid=request.GET.get("list", ""), reference=request.GET.get("reference", "")
        )
        row = rows.order_by(F("gone").desc(nulls_first=True), "-pk").only("pk").first()
        if row is None:
            raise Http404
        return HttpResponseRedirect(page_of(row))

    def settle(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Records whether an entry is about the same party as before."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm(DECIDE):
            raise PermissionDenied
        row = get_object_or_404(Entry.objects.select_related("official_list"), pk=pk)
        says, because = request.POST.get("says", ""), request.POST.get("because", "").strip()
        try:
            if says not in Settled.values:
                raise ValueError("Say whether it is the same party or another.")
            parties.settle(row, says=Settled(says), by=request.user, at=timezone.now(), because=because)  # type: ignore[arg-type]
        except ValueError as refusal:
            messages.error(request, f"Nothing was changed. {refusal}")
        else:
            messages.success(request, f"{row}: recorded. The next import of the list goes by it.")
        return HttpResponseRedirect(page_of(row))
