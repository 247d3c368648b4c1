"""Releases of official lists: what each would change or has changed, and deciding of those that are held."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from unfold.decorators import display

from sanctions.admin.list_page import ListPageAdmin, entry_address
from sanctions.admin.queue import QueueFilter
from sanctions.editing.roles import DECIDE
from sanctions.lists.reading import RefusedError
from sanctions.models import Edition, Release, ReleaseState, Sanction, Step
from sanctions.reconcile import deciding
from sanctions.reconcile.turn import BusyError

_AT_ONCE = 100
_SENTENCES = 4
_SORTS = {
    "added": "new",
    "changed": "changed",
    "relisted": "came back",
    "delisted": "gone",
    "put_aside": "put aside",
}
"""What becomes of entries, in the words of the page."""
_STEPS = {"added": Step.LISTED, "changed": Step.AMENDED, "relisted": Step.RELISTED, "delisted": Step.DELISTED}
_WAITING_FIRST = Case(
    When(state=ReleaseState.HELD, then=0),
    When(state=ReleaseState.LET_THROUGH, then=1),
    When(state__in=(ReleaseState.APPLYING, ReleaseState.STAGED), then=2),
    default=Value(3),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that a release changes: what it is called, the ways to it, and what becomes of it in words."""

    reference: str
    name: str
    entry: str = ""
    case: str = ""
    words: Sequence[str] = ()


def in_words(counts: dict[str, int]) -> str:
    """The numbers of a release as a sentence."""

    def of(name: str) -> str:
        return f"{counts.get(name, 0):,}"

    if not counts:
        return "Not counted."
    read = (
        f"{of('records')} records: {of('imported')} read, {of('quarantined')} put aside, {of('ignored')} passed over."
    )
    changed = (
        f"{of('added')} new, {of('changed')} changed, {of('relisted')} came back, {of('delisted')} gone, "
        f"{of('unchanged')} as they were."
    )
    adopted = f" {of('adopted')} of the new ones editors had entered before." if counts.get("adopted") else ""
    unread = f" {of('unread')} pieces of text that no rule understood." if counts.get("unread") else ""
    return f"{read} {changed}{adopted}{unread}"


@admin.register(Release)
class ReleaseAdmin(ListPageAdmin):
    """Every release, those first that wait for somebody."""

    template = "admin/lists/release.html"
    list_display = ("__str__", "status", "came", "counted", "why", "decided_by_name")
    list_filter = (QueueFilter, "official_list", "state")
    search_fields = ("official_list__uid", "official_list__name", "^sha256", "decided_by_name")
    search_help_text = "The code or name of the list, the beginning of a SHA-256, or who decided"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The releases without what only their page shows."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.select_related("official_list").defer("profile", "plan", "warnings")

    def get_ordering(self, request: HttpRequest) -> list[Any]:
        """What waits comes first, then what came last."""
        return [_WAITING_FIRST.asc(), "-received_at", "-pk"]

    def get_urls(self) -> list[URLPattern]:
        """With the address to which decisions are sent."""
        decide = path("<int:pk>/decide/", self.admin_site.admin_view(self.decide), name="lists_decide")
        return [decide, *super().get_urls()]

    @display(
        description="state",
        label={
            ReleaseState.HELD.label: "danger",
            ReleaseState.LET_THROUGH.label: "warning",
            ReleaseState.APPLYING.label: "info",
            ReleaseState.PROMOTED.label: "success",
        },
    )
    def status(self, row: Release) -> str:
        """How far it has come."""
        return row.get_state_display()

    @admin.display(description="came", ordering="received_at")
    def came(self, row: Release) -> str:
        """When it was received, written as on its page."""
        return f"{row.received_at:%Y-%m-%d %H:%M} UTC"

    @admin.display(description="in it")
    def counted(self, row: Release) -> str:
        """How many entries, and what became of them."""
        counts = {**row.counts, "put_aside": row.counts.get("quarantined", 0)}
        changes = ", ".join(f"{counts[name]:,} {words}" for name, words in _SORTS.items() if counts.get(name))
        return f"{counts.get('records', 0):,} records" + (f": {changes}" if changes else "")

    @admin.display(description="held because")
    def why(self, row: Release) -> str:
        """The first thing that the guards found."""
        more = f" … and {len(row.held_because) - 1} more" if len(row.held_because) > 1 else ""
        return f"{row.held_because[0]}{more}" if row.held_because else ""

    # --- The page of one --------------------------------------------------------------------------------------------

    def told(self, request: HttpRequest, row: Release) -> dict[str, Any]:
        """What is in it, what the guards found, its plan a page at a time, and what can be done."""
        is_public = row.state == ReleaseState.PROMOTED
        numbers = {**row.counts, "put_aside": row.counts.get("quarantined", 0)}
        sorts = [sort for sort in _SORTS if not is_public or sort in _STEPS]
        asked = request.GET.get("what", "")
        chosen = asked if asked in sorts else next((sort for sort in sorts if numbers.get(sort)), sorts[0])
        given = request.GET.get("page", "")
        page = int(given) if given.isascii() and given.isdecimal() and 0 < len(given) < 6 else 1
        start = (max(page, 1) - 1) * _AT_ONCE
        found = self._done(row, chosen, start) if is_public else _planned(row, chosen, start)
        newer = Release.objects.filter(official_list=row.official_list, state=ReleaseState.PROMOTED, pk__gt=row.pk)
        may_decide = request.user.has_perm(DECIDE)
        return {
            "counted": in_words(row.counts),
            "is_public": is_public,
            "sorts": [(sort, words, f"{numbers.get(sort, 0):,}") for sort, words in _SORTS.items() if sort in sorts],
            "chosen": chosen,
            "changes": found[:_AT_ONCE],
            "page": page,
            "earlier": page - 1,
            "later": page + 1 if len(found) > _AT_ONCE else 0,
            "is_cut": not is_public and numbers.get(chosen, 0) > len(row.plan.get(chosen, ())) > 0,
            "kept": f"{len(row.plan.get(chosen, ())):,}",
            "newer": None if is_public else newer.order_by("-pk").first(),
            "may_decide": may_decide and row.state == ReleaseState.HELD,
            "hindrance": deciding.hindrance(row, at=timezone.now()),
            "may_import": may_decide and row.state == ReleaseState.LET_THROUGH and deciding.is_short(row),
            "is_short": deciding.is_short(row),
        }

    def _done(self, row: Release, sort: str, start: int) -> list[Change]:
        """What became public with it."""
        of_it = Edition.objects.filter(publication=row.publication_id, kind=Sanction.kind_name, step=_STEPS[sort])
        if row.publication_id is None:
            return []
        editions = list(of_it.order_by("pk").only("uid", "label", "changes")[start : start + _AT_ONCE + 1])
        known = Sanction.objects.filter(uid__in=[edition.uid for edition in editions]).select_related("target")
        cases = {case.uid: case for case in known}
        found = []
        for edition in editions:
            case = cases.get(edition.uid)
            reference = case.reference if case else ""
            found.append(
                Change(
                    reference,
                    str(case.target) if case else edition.label,
                    entry_address(row.official_list.uid, reference) if reference else "",
                    reverse("admin:sanctions_sanction_change", args=[case.pk]) if case else "",
                    orjson.loads(edition.changes).get("words", [])[:_SENTENCES] if sort != "added" else (),
                )
            )
        return found

    # --- Deciding ---------------------------------------------------------------------------------------------------

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Lets a held release through, rejects it, or imports one that was let through and is short."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm(DECIDE):
            raise PermissionDenied
        row = get_object_or_404(Release.objects.select_related("official_list", "decided_by"), pk=pk)
        said: dict[str, Any] = {
            "by": request.user,
            "at": timezone.now(),
            "because": request.POST.get("because", "").strip(),
        }
        what = request.POST.get("do", "")
        try:
            if what == "reject":
                deciding.reject(row, **said)
                messages.success(request, f"{row} is rejected, and stays so when the same files come again.")
            elif what == "let-through":
                deciding.let_through(row, **said)
                self._import(request, row)
            elif what == "import" and row.state == ReleaseState.LET_THROUGH:
                self._import(request, row)
        except ValueError as refusal:
            messages.error(request, f"Nothing was changed. {refusal}")
        return HttpResponseRedirect(reverse("admin:sanctions_release_change", args=[pk]))

    def _import(self, request: HttpRequest, row: Release) -> None:
        if not deciding.is_short(row):
            messages.success(request, f"{row} is let through, and is imported with the next run of the importer.")
            return
        try:
            done = deciding.import_again(row, at=timezone.now(), folder=settings.ARCHIVE)
        except (BusyError, RefusedError, OSError) as error:
            messages.warning(request, f"{row} is let through, but could not be imported now: {error}")
            return
        if done.state == ReleaseState.PROMOTED:
            messages.success(request, f"{row} is public. {in_words(done.counts)}")
        else:
            messages.warning(request, f"{row} is held again: something is suspect of it that was not known before.")


def _planned(row: Release, sort: str, start: int) -> list[Change]:
    """What it would change, as it was weighed when it came."""
    code = row.official_list.uid
    return [
        Change(reference, name, "" if sort == "added" else entry_address(code, reference), words=words)
        for reference, name, *words in row.plan.get(sort, ())[start : start + _AT_ONCE + 1]
    ]
