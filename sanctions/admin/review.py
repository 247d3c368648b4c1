"""What editors hand over and reviewers judge: the queue, the difference, and the acts that follow from it."""

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.models import Record
from sanctions.admin.page import VIA, Pages, address, counted, reason, seen, who
from sanctions.editing.comparison import Part
from sanctions.editing.review import (
    Proposal,
    approve,
    by_uid,
    proposals,
    recall,
    request_review,
    send_back,
    waiting,
)
from sanctions.editing.roles import PUBLISH, REDACT
from sanctions.editing.save import Conflict
from sanctions.models import Edition, EditionState, Event
from sanctions.publishing.publish import NotPublishable
from sanctions.publishing.redact import redact
from sanctions.publishing.withdraw import withdraw


class ReviewPages(Pages):
    """What is waiting, the difference, and what is done about it."""

    names = ("waiting", "review", "request", "recall", "send_back", "withdraw", "redact")

    # --- Looking ---------------------------------------------------------------------------------------------------

    def waiting(self, request: HttpRequest) -> HttpResponse:
        """All that waits for review, the longest first."""
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        requests = [
            (one, address("review", one.records))
            for one in waiting()
            if all(self.may(request, record, "view") for record in one.records)
        ]
        return self.page(request, "waiting", "Waiting for review", requests=requests)

    def review(self, request: HttpRequest) -> HttpResponse:
        """The difference between the desk and what is public; posted to, it approves and publishes."""
        records = self.records(request, "view")
        if request.method != "POST":
            return self._review(request, records)
        self.require(request, PUBLISH)
        try:
            publication = approve(records, seen=seen(request), by=who(request), at=timezone.now(), via=VIA,
                                  because=reason(request))  # fmt: skip
        except NotPublishable as refusal:
            return self._review(request, records, refused=refusal.problems)
        if publication is None:
            messages.warning(request, "Nothing to publish: what is public says the same already.")
        else:
            messages.success(request, f"Published {counted(records)} as publication {publication.seq}.")
        return HttpResponseRedirect(reverse("admin:desk_waiting"))

    def _review(self, request: HttpRequest, records: Sequence[Record], refused: Sequence[str] = ()) -> HttpResponse:
        may_publish = request.user.has_perm(PUBLISH)
        found = proposals(records, by=who(request) if may_publish else None)
        may_ask = all(self.may(request, one.record, "change") for one in found)
        open_ = [one for one in found if _is_open(one)]
        is_asked = bool(open_) and all(one.asked and one.asked.revision == one.record.revision for one in open_)
        faults = list(dict.fromkeys(problem for one in found for problem in one.problems))
        blocked = [*dict.fromkeys(problem for one in found for problem in one.own), *faults]
        bare = [f"{one.record}: {part.title}" for one in found for part in _bare_events(one)]
        return self.page(
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
            bare=bare,
            may_publish=may_publish,
            may_ask=may_ask and not faults,
            is_asked=is_asked,
            waits=[one for one in found if one.asked],
            is_mine=any(one.asked and one.asked.by_id == who(request).pk for one in found),
            can_act=bool(open_) and ((may_publish and not blocked) or (may_ask and not faults and not is_asked)),
            alone=not settings.SECOND_PERSON_REQUIRED,
            because=reason(request),
        )

    # --- Acting ----------------------------------------------------------------------------------------------------

    def request(self, request: HttpRequest) -> HttpResponse:
        """Asks others to review what was looked at."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        records = self.records(request, "change")
        try:
            request_review(records, seen=seen(request), by=who(request), at=timezone.now(), via=VIA,
                           because=reason(request))  # fmt: skip
        except Conflict as refusal:
            messages.error(request, f"{refusal} Look at it again.")
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"Review is asked for: {counted(records)}.")
        return HttpResponseRedirect(address("review", records))

    def recall(self, request: HttpRequest) -> HttpResponse:
        """Takes back one's own request."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        records = self.records(request, "change")
        try:
            done = recall(records, by=who(request), at=timezone.now(), via=VIA)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"Taken back; it no longer waits for review: {counted(done)}.")
        return HttpResponseRedirect(address("review", records))

    def send_back(self, request: HttpRequest) -> HttpResponse:
        """Answers a request with what is to be done first."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        records = self.records(request, "view")
        self.require(request, PUBLISH)
        try:
            done = send_back(records, by=who(request), at=timezone.now(), via=VIA, because=reason(request))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return HttpResponseRedirect(address("review", records))
        messages.success(request, f"Sent back: {counted(done)}.")
        return HttpResponseRedirect(reverse("admin:desk_waiting"))

    def withdraw(self, request: HttpRequest) -> HttpResponse:
        """Asks for the reason, then takes the records out of everything public, all or none."""
        records = self.records(request, "view")
        self.require(request, PUBLISH)
        problems: list[str] = []
        if request.method == "POST":
            try:
                publication = withdraw(records, by=who(request), at=timezone.now(), because=reason(request), via=VIA)
            except NotPublishable as refusal:
                problems = refusal.problems
            else:
                messages.success(request, f"Withdrew {counted(records)} as publication {publication.seq}.")
                return HttpResponseRedirect(self.home(records[0]))
        return self.page(
            request, "withdraw", "Withdraw", records=records, problems=problems, refused="withdrawn",
            because=reason(request), button="Withdraw", back=self.home(records[0]),
        )  # fmt: skip

    def redact(self, request: HttpRequest) -> HttpResponse:
        """Shows the editions of a record, then empties those that were chosen, for good."""
        self.require(request, REDACT)
        uid = request.GET.get("uid", "")
        editions = list(Edition.objects.filter(uid=uid).exclude(publication=None).order_by("-number"))
        if not editions:
            raise Http404
        problems: list[str] = []
        chosen = set(request.POST.getlist("number"))
        if request.method == "POST":
            try:
                erased = [edition for edition in editions if str(edition.number) in chosen]
                publication = redact(erased, by=who(request), at=timezone.now(), because=reason(request), via=VIA)
            except NotPublishable as refusal:
                problems = refusal.problems
            else:
                messages.success(request, f"Erased for good, as publication {publication.seq}.")
                return HttpResponseRedirect(request.get_full_path())
        current = next((edition for edition in editions if edition.state != EditionState.REDACTED), None)
        records = by_uid([uid])
        return self.page(
            request, "redact", "Erase", editions=editions, problems=problems, refused="erased", chosen=chosen,
            because=reason(request), name=current.label if current else uid, uid=uid, button="Erase for good",
            back=self.home(records[0]) if records else reverse("admin:index"),
        )  # fmt: skip


def _bare_events(one: Proposal) -> list[Part]:
    """The events that somebody should cite a text for; of measures and claims, the rules say it already."""
    bare = one.difference.bare() if one.difference else ()
    return [part for part in bare if part.sort == Event._meta.verbose_name]


def _is_open(one: Proposal) -> bool:
    return one.record.published_revision != one.record.revision
