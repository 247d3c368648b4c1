"""What is answered when a request cannot be: a page in plain words, and below the API a problem document.

Nothing here asks the database, nor who is asking: it may be the database that is broken.
"""

import logging

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from sanctions.api.problems import problem

_log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request is malformed, or for a host that is not served here."""
    return _answer(request, 400, "This request cannot be read.")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not open to whoever asks."""
    return _answer(request, 403, "This is not open to you.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: there is no such page."""
    return _answer(request, 404, "There is nothing at this address. /api/v1/ lists all that is published.")


def broken(request: HttpRequest) -> HttpResponse:
    """500: a crash. Django has logged it."""
    return _answer(request, 500, "Something broke here. It has been noted; asking again will most likely not help.")


def _answer(request: HttpRequest, status: int, words: str) -> HttpResponse:
    if request.path_info.startswith("/api/"):
        return problem(status, words)
    try:
        page = render_to_string(f"{status}.html")
    except Exception:  # the templates or the static files they name may be what is broken
        _log.exception("the page for status %s cannot be made", status)
        return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
    return HttpResponse(page, status=status)
