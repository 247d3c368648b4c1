"""What editors hand over and reviewers judge: the queue, the difference, and the four acts that follow from it."""

from collections.abc import Callable, Collection, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles.models import Record
from sanctions.editing.review import Proposal, approve, by_uid, proposals, request_review, waiting
from sanctions.editing.roles import PUBLISH, REDACT
from sanctions.editing.save import Conflict
from sanctions.models import Edition, EditionState
from sanctions.publishing.publish import NotPublishable
from sanctions.publishing.redact import redact
from sanctions.publishing.withdraw import withdraw

VIA = "admin"
AT_ONCE = 100
"""Records in one review: more than anybody reads at a sitting, and as many as an address holds."""


class ReviewPages:
    """The pages, as addresses of one admin site."""

    def __init__(self, site: AdminSite) -> None:
        self.site = site

    @property
    def urls(self) -> list[URLPattern]:
        """Where they are."""
        pages: tuple[tuple[str, Callable[..., HttpResponse]], ...] = (
            ("waiting", self.waiting),
            ("review", self.review),
            ("request", self.request),
            ("withdraw", self.withdraw),
            ("redact", self.redact),
        )
        return [path(f"{name}/", self.site.admin_view(page), name=f"desk_{name}") for name, page in pages]

    # --- Looking ---------------------------------------------------------------------------------------------------

    def waiting(self, request: HttpRequest) -> HttpResponse:
        """All that waits for review, the longest first."""
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        requests = [
            (one, address("review", one.records))
            for one in waiting()
            if all(self._may(request, record, "view") for record in one.records)
        ]
        return self._page(request, "waiting", "Waiting for review", requests=requests)

    def review(self, request: HttpRequest) -> HttpResponse:
        """The difference between the desk and what is public; posted to, it approves and publishes."""
        records = self._records(request, "view")
        if request.method != "POST":
            return self._review(request, records)
        self._require(request, PUBLISH)
        try:
            publication = approve(records, seen=_seen(request), by=_who(request), at=timezone.now(), via=VIA,
                                  because=_reason(request))  # fmt: skip
        except NotPublishable as refusal:
            return self._review(request, records, refused=refusal.problems)
        if publication is None:
            messages.warning(request, "Nothing to publish: what is public says the same already.")
        else:
            messages.success(request, f"Published {_counted(records)} as publication {publication.seq}.")
        return HttpResponseRedirect(reverse("admin:desk_waiting"))

    def _review(self, request: HttpRequest, records: Sequence[Record], refused: Sequence[str] = ()) -> HttpResponse:
        may_publish = request.user.has_perm(PUBLISH)
        found = proposals(records, by=_who(request) if may_publish else None)
        may_ask = all(self._may(request, one.record, "change") for one in found)
        open_ = [one for one in found if _is_open(one)]
        is_asked = bool(open_) and all(one.asked and one.asked.revision == one.record.revision for one in open_)
        blocked = list(dict.fromkeys(problem for one in found for problem in one.problems))
        return self._page(
            request,
            "review",
            f"Review: {records[0]}" + (f" and {len(records) - 1} more" if len(records) > 1 else ""),
            proposals=[
                (one, one.record._meta.verbose_name, self.home(one.record), self.home(one.record, "history"))
                for one in found
            ],
            along=len(found) - len(records),
            refused=[problem for problem in refused if problem not in blocked],
            blocked=blocked,
            may_publish=may_publish,
            may_ask=may_ask,
            is_asked=is_asked,
            can_act=bool(open_) and ((may_publish and not blocked) or (may_ask and not is_asked)),
            alone=not settings.SECOND_PERSON_REQUIRED,
            because=_reason(request),
        )

    # --- Acting ----------------------------------------------------------------------------------------------------

    def request(self, request: HttpRequest) -> HttpResponse:
        """Asks others to review what was looked at."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        records = self._records(request, "change")
        try:
            request_review(records, seen=_seen(request), by=_who(request), at=timezone.now(), via=VIA,
                           because=_reason(request))  # fmt: skip
        except Conflict as refusal:
            messages.error(request, f"{refusal} Look at it again.")
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"Review is asked for: {_counted(records)}.")
        return HttpResponseRedirect(address("review", records))

    def withdraw(self, request: HttpRequest) -> HttpResponse:
        """Asks for the reason, then takes the records out of everything public, all or none."""
        records = self._records(request, "view")
        self._require(request, PUBLISH)
        problems: list[str] = []
        if request.method == "POST":
            try:
                publication = withdraw(records, by=_who(request), at=timezone.now(), because=_reason(request), via=VIA)
            except NotPublishable as refusal:
                problems = refusal.problems
            else:
                messages.success(request, f"Withdrew {_counted(records)} as publication {publication.seq}.")
                return HttpResponseRedirect(self.home(records[0]))
        return self._page(request, "withdraw", "Withdraw", records=records, problems=problems,
                          because=_reason(request), back=self.home(records[0]))  # fmt: skip

    def redact(self, request: HttpRequest) -> HttpResponse:
        """Shows the editions of a record, then empties those that were chosen, for good."""
        self._require(request, REDACT)
        uid = request.GET.get("uid", "")
        editions = list(Edition.objects.filter(uid=uid).exclude(publication=None).order_by("-number"))
        if not editions:
            raise Http404
        problems: list[str] = []
        chosen = set(request.POST.getlist("number"))
        if request.method == "POST":
            try:
                erased = [edition for edition in editions if str(edition.number) in chosen]
                publication = redact(erased, by=_who(request), at=timezone.now(), because=_reason(request), via=VIA)
            except NotPublishable as refusal:
                problems = refusal.problems
            else:
                messages.success(request, f"Erased for good, as publication {publication.seq}.")
                return HttpResponseRedirect(request.get_full_path())
        current = next((edition for edition in editions if edition.state != EditionState.REDACTED), None)
        records = by_uid([uid])
        return self._page(request, "redact", "Erase", editions=editions, problems=problems, chosen=chosen,
                          because=_reason(request), name=current.label if current else uid, uid=uid,
                          back=self.home(records[0]) if records else reverse("admin:index"))  # fmt: skip

    # --- Who may, and which ----------------------------------------------------------------------------------------

    def _may(self, request: HttpRequest, record: Record, verb: str) -> bool:
        desk = self.site.get_model_admin(type(record))
        if verb == "change":
            return desk.has_change_permission(request, record)
        return desk.has_view_or_change_permission(request, record)

    def _require(self, request: HttpRequest, permission: str) -> None:
        if not request.user.has_perm(permission):
            raise PermissionDenied

    def _records(self, request: HttpRequest, verb: str) -> list[Record]:
        """The records that are meant; 404 where one is not there, 403 where one may not be seen."""
        uids = list(dict.fromkeys(request.POST.getlist("uid") or request.GET.getlist("uid")))
        found = {record.uid: record for record in by_uid(uids[:AT_ONCE])}
        if not uids or len(uids) > AT_ONCE or found.keys() != set(uids):
            raise Http404
        if not all(self._may(request, record, verb) for record in found.values()):
            raise PermissionDenied
        return [found[uid] for uid in uids]

    def home(self, record: Record, page: str = "change") -> str:
        """The page of a record."""
        return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[record.pk])

    def _page(self, request: HttpRequest, page: str, title: str, **context: Any) -> TemplateResponse:
        request.current_app = self.site.name
        return TemplateResponse(
            request, f"admin/review/{page}.html", {**self.site.each_context(request), "title": title, **context}
        )


def address(page: str, records: Collection[Record]) -> str:
    """The address of one of these pages for these records."""
    return f"{reverse(f'admin:desk_{page}')}?{urlencode([('uid', record.uid) for record in records])}"


def _is_open(one: Proposal) -> bool:
    return one.record.published_revision != one.record.revision


def _who(request: HttpRequest) -> AbstractBaseUser:
    assert isinstance(request.user, AbstractBaseUser)  # nobody else gets past admin_view
    return request.user


def _reason(request: HttpRequest) -> str:
    return request.POST.get("because", "").strip()


def _seen(request: HttpRequest) -> dict[str, int]:
    pairs = (value.rpartition(":") for value in request.POST.getlist("seen"))
    return {uid: int(revision) for uid, _, revision in pairs if revision.isdecimal()}


def _counted(records: Sequence[Record]) -> str:
    return str(records[0]) if len(records) == 1 else f"{len(records)} records"
