"""The official lists that are followed, and what waits in each."""

from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from unfold.decorators import display

from sanctions.admin.companion import CompanionPages
from sanctions.admin.list_page import ListPageAdmin
from sanctions.models import Entry, EntryState, OfficialList, Release, ReleaseState
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.target_kind import TARGET_KINDS

_LAST = 10
_STALE = timedelta(days=7)
"""Lists appear every few days: an older release is probably not the last."""


def _number(rows: QuerySet[Any]) -> Subquery:
    """How many of these rows a list has."""
    of_it = rows.filter(official_list=OuterRef("pk")).order_by().values("official_list")
    return Subquery(of_it.annotate(number=Count("pk")).values("number"))


@admin.register(OfficialList)
class OfficialListAdmin(ListPageAdmin):
    """Every list that is followed: how fresh it is, and what of it waits for somebody."""

    template = "admin/lists/official_list.html"
    list_display = ("name", "uid", "authority", "last", "asked", "standing", "held", "aside")
    list_filter = (("authority", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("authority",)
    search_fields = ("name", "uid")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The lists, with how much there is of each; nothing is asked for each row apart."""
        lists: QuerySet[Any] = super().get_queryset(request)
        public = Release.objects.filter(official_list=OuterRef("pk"), state=ReleaseState.PROMOTED).order_by("-pk")
        aside = Entry.objects.filter(gone=None, state=EntryState.QUARANTINED, settled="")
        counted: QuerySet[Any] = lists.annotate(
            dated=Subquery(public.values("dated")[:1]),
            counts=Subquery(public.values("counts")[:1]),
            put_aside=_number(aside),
            are_held=_number(Release.objects.filter(state__in=(ReleaseState.HELD, ReleaseState.LET_THROUGH))),
        )
        return counted

    def get_urls(self) -> list[URLPattern]:
        """With the page of what other measures of a case wait for."""
        pages = CompanionPages(self)
        return [
            path("companions/", self.admin_site.admin_view(pages.companions), name="lists_companions"),
            *super().get_urls(),
        ]

    @admin.display(description="last public release", ordering="dated")
    def last(self, row: Any) -> str:
        """The day of what is public, marked where that is long ago."""
        if row.closed_on:
            return f"{row.dated or 'none'}, closed on {row.closed_on}"
        if row.dated is None or timezone.now().date() - row.dated <= _STALE:
            return f"{row.dated or 'none'}"
        days = (timezone.now().date() - row.dated).days
        return format_html('{} <span class="desk-warn">{} days ago</span>', row.dated, days)

    @admin.display(description="keeper asked", ordering="checked_at")
    def asked(self, row: OfficialList) -> str:
        """When its keeper was last asked with success, and whether that failed since."""
        asked = f"{row.checked_at:%Y-%m-%d %H:%M} UTC" if row.checked_at else "never"
        failed = format_html(' <span class="desk-bad">{}</span>', "failed since") if row.failed_at else ""
        return format_html("{}{}", asked, failed)

    @admin.display(description="entries")
    def standing(self, row: Any) -> str:
        """How many stand in its last public release."""
        counts = row.counts or {}
        return f"{counts.get('imported', 0) + counts.get('quarantined', 0):,}"

    @display(description="releases held", label="warning", ordering="are_held")
    def held(self, row: Any) -> str:
        """How many of its releases wait for a word."""
        return f"{row.are_held}" if row.are_held else ""

    @display(description="put aside", label="warning", ordering="put_aside")
    def aside(self, row: Any) -> str:
        """How many of its entries are not understood."""
        return f"{row.put_aside:,}" if row.put_aside else ""

    def told(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What it covers and permits, its last releases, and the ways to what waits."""
        entries = f"{reverse('admin:sanctions_entry_changelist')}?official_list__id__exact={row.pk}"
        stands = Entry.objects.filter(official_list=row, gone=None)
        releases = Release.objects.filter(official_list=row).defer("profile", "plan", "warnings")
        return {
            "standing": self.standing(row),
            "measures": [MEASURE_TYPES[code].label for code in row.covers_measures],
            "kinds": [TARGET_KINDS[code].label for code in row.covers_kinds],
            "releases": releases.select_related("official_list").order_by("-received_at", "-pk")[:_LAST],
            "all_releases": f"{reverse('admin:sanctions_release_changelist')}?official_list__id__exact={row.pk}",
            "all_entries": entries,
            "waiting": [
                (words, number, f"{entries}&queue={queue}")
                for words, number, queue in (
                    ("put aside", row.put_aside or 0, "put_aside"),
                    ("with text that no rule understood", stands.filter(has_unread=True).count(), "unread"),
                    ("with problems", stands.filter(has_problems=True).count(), "problems"),
                )
            ],
        }
