"""What readers are told when a request cannot be answered. No test here has a database: a query would fail it."""

from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, include, path

from tests.sanctions.pages.html import Page

SECRET = "secret of the inside"


def crash(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(SECRET)


def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied(SECRET)


urlpatterns = [  # addresses that go wrong, beside those of the site
    path("crash", crash),
    path("api/crash", crash),
    path("forbidden", forbid),
    path("api/forbidden", forbid),
    path("", include("config.urls")),
]
handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.broken"

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def client(client: Client) -> Client:
    """Somebody who is answered as in production, also by a crash."""
    client.raise_request_exception = False
    return client


def test_the_site_gives_these_answers() -> None:
    resolver = get_resolver("config.urls")
    for status, name in ((400, handler400), (403, handler403), (404, handler404), (500, handler500)):
        handler = resolver.resolve_error_handler(status)
        assert f"{handler.__module__}.{handler.__name__}" == name


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/no-such-page", 404, "There is no such page"),
        ("/forbidden", 403, "This is not open to you"),
        ("/crash", 500, "Something broke here"),
    ],
)
def test_a_reader_is_told_in_plain_words(client: Client, address: str, status: int, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    page = Page(answer.content.decode())
    assert words in page.text
    assert SECRET not in page.html
    assert "/" in page.links
    assert page.inline == []
    assert "unsafe" not in answer["Content-Security-Policy"]


def test_a_host_that_is_not_served_is_told_so(client: Client) -> None:
    answer = client.get("/healthz", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "This request cannot be read" in Page(answer.content.decode()).text


@pytest.mark.parametrize(
    ("address", "status", "title"),
    [
        ("/api/no-such-thing", 404, "Not Found"),
        ("/api/v2/measures/", 404, "Not Found"),
        ("/api/forbidden", 403, "Forbidden"),
        ("/api/crash", 500, "Internal Server Error"),
    ],
)
def test_a_program_is_answered_with_a_problem_document(client: Client, address: str, status: int, title: str) -> None:
    # Members and media type: RFC 9457, sections 3 and 6.1
    answer = client.get(address)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["type"], problem["title"], problem["status"]) == ("about:blank", title, status)
    assert problem["detail"]
    assert SECRET not in answer.content.decode()


def test_a_program_that_asks_another_host_is_answered_with_a_problem_document(client: Client) -> None:
    answer = client.get("/api/v1/measures/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_where_even_the_page_is_broken_the_words_remain(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with mock.patch("config.errors.render_to_string", side_effect=ValueError("no manifest of static files")):
        answer = client.get("/crash")
    assert answer.status_code == 500
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().startswith("Something broke here.")
    assert "no manifest of static files" in caplog.text


def test_an_address_is_never_repeated_on_the_page(client: Client) -> None:
    assert b"strange-words" not in client.get("/strange-words/%3Cscript%3E").content
