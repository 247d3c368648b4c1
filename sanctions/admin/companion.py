"""The page of measures that are open still, where a list has ended the rest of their case."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from sanctions.models import Sanction
from sanctions.reconcile import companions

_AT_ONCE = 25


class CompanionPages:
    """The page, and what is said on it."""

    def __init__(self, lists: Any) -> None:
        self.lists = lists

    def companions(self, request: HttpRequest) -> HttpResponse:
        """The cases; posted to, it records that what is open in one of them still stands."""
        cases = self.lists.admin_site.get_model_admin(Sanction)
        if not cases.has_view_or_change_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            return self._confirm(request, cases)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        rows = Sanction.objects.filter(pk__in=companions.measures().values("sanction")).order_by("pk")
        page = Paginator(rows.select_related("target", "authority"), _AT_ONCE).get_page(request.GET.get("page"))
        shown: HttpResponse = self.lists.shown(
            request,
            "admin/lists/companions.html",
            "Companion measures open",
            page=page,
            found=companions.companions(list(page)),
            may_confirm=cases.has_change_permission(request),
        )
        return shown

    def _confirm(self, request: HttpRequest, cases: Any) -> HttpResponse:
        if not cases.has_change_permission(request):
            raise PermissionDenied
        case = Sanction.objects.filter(uid=request.POST.get("case", "")).first()
        because = request.POST.get("because", "").strip()
        try:
            if case is None:
                raise ValueError("Say of which case.")
            companions.confirm(case, by=request.user, at=timezone.now(), because=because)  # type: ignore[arg-type]
        except ValueError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{case}: recorded that its open measures still stand.")
        return HttpResponseRedirect(reverse("admin:lists_companions"))
