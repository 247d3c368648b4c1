"""Saying that two targets are one, and taking that back: compared, tried beforehand, and reviewed like a draft."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils import timezone

from articles.models import Record
from sanctions.admin.duplicate import duplicates
from sanctions.admin.page import VIA, Pages, address, reason, seen, who
from sanctions.editing.merge import merge, split
from sanctions.editing.rehearsal import rehearsed
from sanctions.editing.review import request_review
from sanctions.editing.roles import PUBLISH
from sanctions.editing.save import Conflict
from sanctions.models import Sanction, Target

_ON_A_PAGE = 50


class MergePages(Pages):
    """Likely duplicates, and the two acts."""

    names = ("duplicates", "merge", "split")

    def duplicates(self, request: HttpRequest) -> HttpResponse:
        """Targets with one number, each with the way to compare them."""
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        if not self.site.get_model_admin(Target).has_view_or_change_permission(request):
            raise PermissionDenied
        shown = Paginator(duplicates(), _ON_A_PAGE).get_page(request.GET.get("p"))
        targets = Target.objects.in_bulk({pk for one in shown for pk in one.targets})
        may_merge = request.user.has_perm(PUBLISH)
        rows = [(str(one), list(self._compared_with_first(one.targets, targets, may_merge))) for one in shown]
        return self.page(request, "duplicates", "Likely duplicates", rows=rows, shown=shown)

    def merge(self, request: HttpRequest) -> HttpResponse:
        """Asks which target this one is, shows both, and says so on the desk."""
        target, into = self._target(request), self._chosen(request)
        if into is None:
            widget = AutocompleteSelect(Sanction._meta.get_field("target"), self.site)
            field = forms.ModelChoiceField(Target.objects.all(), widget=widget)
            picker = field.widget.render("into", None, {"id": "merge-into", "required": True})
            return self.page(request, "merge_with", f"Merge {target}", target=target, picker=picker,
                             media=widget.media, back=self.home(target))  # fmt: skip
        problems: list[str] = []
        if request.method == "POST":
            revisions = seen(request)
            problems = self._said(request, [target, into], lambda: merge(
                target, into, expected=revisions.get(target.uid, -1), expected_into=revisions.get(into.uid, -1),
                because=reason(request), by=who(request), at=timezone.now(), via=VIA,
            ))  # fmt: skip
            if not problems:
                messages.success(request, f"{target} is {into} now, on the desk.")
                return HttpResponseRedirect(address("review", [into]))
        return self._compared(request, target, into, problems, is_merge=True)

    def split(self, request: HttpRequest) -> HttpResponse:
        """Asks why, then makes two of what was merged."""
        target = self._target(request)
        other = target.merged_into
        if other is None:
            raise Http404
        problems: list[str] = []
        if request.method == "POST":
            problems = self._said(request, [target, other.root()], lambda: split(
                target, expected=seen(request).get(target.uid, -1), because=reason(request), by=who(request),
                at=timezone.now(), via=VIA,
            ))  # fmt: skip
            if not problems:
                messages.success(request, f"{target} and {other} are two again, on the desk.")
                return HttpResponseRedirect(address("review", [target]))
        return self._compared(request, target, other, problems, is_merge=False)

    def _compared_with_first(
        self, pks: Sequence[int], targets: Mapping[int, Target], may_merge: bool
    ) -> Iterator[tuple[Target, str, str]]:
        for pk in pks:
            way = f"{address('merge', [targets[pk]])}&into={pks[0]}" if may_merge and pk != pks[0] else ""
            yield targets[pk], self.home(targets[pk]), way

    # --- How -------------------------------------------------------------------------------------------------------

    def _target(self, request: HttpRequest) -> Target:
        records = self.records(request, "view")
        self.require(request, PUBLISH)
        if len(records) != 1 or not isinstance(records[0], Target):
            raise Http404
        return records[0]

    def _chosen(self, request: HttpRequest) -> Target | None:
        named = request.POST.get("into") or request.GET.get("into", "")
        if not named:
            return None
        rows = Target.objects.filter(pk=named) if named.isascii() and named.isdecimal() else Target.objects.none()
        found: Target | None = rows.first()
        if found is None:
            raise Http404
        return found

    def _compared(
        self, request: HttpRequest, target: Target, other: Target, problems: Sequence[str], *, is_merge: bool
    ) -> HttpResponse:
        tried = rehearsed(target, other, is_merge=is_merge, at=timezone.now())
        return self.page(
            request,
            "compare",
            f"Merge {target} into {other}" if is_merge else f"Split {target} off {other}",
            is_merge=is_merge,
            tried=tried,
            sides=[(side, part, self.home(side)) for side, part in tried.sides],
            along=[
                (record._meta.verbose_name, record, self.home(record))
                for record in tried.changed
                if record not in (target, other)
            ],
            problems=problems,
            refused="merged" if is_merge else "split",
            forbidden=bool(tried.problems),
            turned=f"{address('merge', [other])}&into={target.pk}",
            because=reason(request),
            button="They are one: merge" if is_merge else "They are two: split",
            back=self.home(target),
        )

    def _said(self, request: HttpRequest, both: Sequence[Target], act: Callable[[], Collection[Record]]) -> list[str]:
        """Merges or splits, and asks for review where readers are to see it; what forbade it, in words."""
        if not reason(request):
            return ["Say why: the journal keeps it, and whoever reviews it reads it."]
        try:
            with transaction.atomic():
                if act():
                    self._ask(request, both)
        except Conflict as refusal:
            return [f"{refusal} Look at both again."]
        except ValidationError as refusal:
            return refusal.messages
        return []

    def _ask(self, request: HttpRequest, both: Sequence[Target]) -> None:
        rows = list(Target.objects.filter(pk__in=[target.pk for target in both]))
        revisions = {row.uid: row.revision for row in rows}
        try:
            request_review(rows, seen=revisions, by=who(request), at=timezone.now(), via=VIA, because=reason(request))
        except ValidationError as refusal:
            messages.warning(request, f"Review of it is not asked for yet: {' '.join(refusal.messages)}")
