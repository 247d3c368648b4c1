"""What the API answers when it cannot: RFC 9457 problem details, also for crashes."""

import logging
from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions

from sanctions.models import Edition, EditionState
from sanctions.reading.answers import NoLongerThere, NotFound
from sanctions.reading.parameters import BadParameters

_log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


def problem(status: int, detail: str, **members: Any) -> HttpResponse:
    """A problem document: what went wrong, in words, with whatever helps to mend it.

    https://www.rfc-editor.org/rfc/rfc9457
    """
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **members}
    return HttpResponse(orjson.dumps(body, option=orjson.OPT_UTC_Z), status=status, content_type=MEDIA_TYPE)


def answer(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """The answer to an exception raised in a view."""
    if isinstance(error, BadParameters):
        return problem(400, str(error), errors=error.errors)
    if isinstance(error, SuspiciousOperation):  # more parameters than Django reads, among others
        return problem(400, "This request cannot be read.")
    if isinstance(error, NoLongerThere):
        return _no_longer_there(error.edition, context["view"].tag, context["request"])
    if isinstance(error, NotFound | Http404):
        return problem(404, "Nothing is published under this address, at the moment you ask about.")
    if isinstance(error, exceptions.APIException):
        response = problem(error.status_code, str(error.detail))
        if isinstance(error, exceptions.MethodNotAllowed):
            response["Allow"] = ", ".join(context["view"].allowed_methods)
        return response
    _log.error("crash at %s", context["request"].path, exc_info=error)
    return problem(500, "Something broke here. It has been noted; asking again will most likely not help.")


def _no_longer_there(edition: Edition, resource: str, request: Any) -> HttpResponse:
    since = edition.known_from
    if edition.state == EditionState.MERGED:
        response = problem(
            307, f"It turned out to be the same as {edition.moved_to}.", uid=edition.uid, moved_to=edition.moved_to,
            because=edition.because, since=since,
        )  # fmt: skip
        # To the record itself, also from one of its editions: those of the other have numbers of their own.
        root, _, _ = request.path.partition(f"/{resource}/{edition.uid}/")
        query = request.META.get("QUERY_STRING", "")
        response["Location"] = f"{root}/{resource}/{edition.moved_to}/" + (f"?{query}" if query else "")
        return response
    if edition.state == EditionState.REDACTED:
        return problem(451, "It was erased, as the law demands.", uid=edition.uid, because=edition.because)
    return problem(410, "It was withdrawn.", uid=edition.uid, because=edition.because, since=since)


@csrf_exempt  # nothing is changed here, whatever is sent
def unknown_address(request: HttpRequest, **_: Any) -> HttpResponse:
    """The answer below the API's root where there is no such resource."""
    return problem(404, "There is no such resource. /api/v1/ lists all.")
