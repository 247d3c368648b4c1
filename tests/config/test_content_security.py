"""What browsers are allowed to do on our pages."""

from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponseBase
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer


def policy(answer: HttpResponseBase) -> dict[str, str]:
    """The Content-Security-Policy of an answer, by directive."""
    return dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))


@pytest.mark.parametrize("path", ["/healthz", "/no-such-page", "/static/admin/css/base.css"])
def test_public_pages_allow_nothing_inline_nothing_foreign_and_no_frames(client: Client, path: str) -> None:
    answer = client.get(path)
    rules = policy(answer)
    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    answer.getvalue()  # reads a static file to its end, which closes it


@pytest.mark.django_db
def test_the_admin_alone_may_evaluate_scripts_and_set_styles_inline(client: Client) -> None:
    rules = policy(client.get("/admin/login/"))
    assert rules["script-src"] == "'self' 'unsafe-eval'"
    assert rules["style-src"] == "'self' 'unsafe-inline'"
    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"


def test_a_path_that_merely_looks_like_the_admin_is_not_relaxed(client: Client) -> None:
    assert "unsafe" not in client.get("/administration/")["Content-Security-Policy"]
    assert "unsafe" not in client.get("/api/?next=/admin/")["Content-Security-Policy"]


def test_a_crash_keeps_the_policy(client: Client) -> None:
    client.raise_request_exception = False
    with mock.patch("config.health.why_not_ready", side_effect=RuntimeError):
        answer = client.get("/readyz")
    assert answer.status_code == 500
    assert policy(answer)["default-src"] == "'self'"


@pytest.mark.once
@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
def test_the_admin_works_under_its_policy(page: Page, live_server: LiveServer) -> None:
    get_user_model().objects.create_superuser("ada", password="a long passphrase")
    # A browser reports every script and style that it was not allowed to use.
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security Policy" in message.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))

    page.goto(f"{live_server.url}/admin/")
    page.locator("input[name=username]").fill("ada")
    page.locator("input[name=password]").fill("a long passphrase")
    page.locator("form [type=submit]").click()
    expect(page).to_have_url(f"{live_server.url}/admin/")
    page.goto(f"{live_server.url}/admin/auth/user/add/")
    expect(page.locator("input[name=username]")).to_be_visible()

    assert refused == []
