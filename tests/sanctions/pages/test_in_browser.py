"""The start page in a real browser: wide and narrow, light and dark, without scripts, by keyboard."""

from typing import Literal

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.kept import Kept
from tests.sanctions.api.world import World


@pytest.mark.once
@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
def test_it_fits_every_window_breaks_no_policy_and_needs_no_script(
    new_context: CreateContextCallback, live_server: LiveServer, kept_world: Kept[World]
) -> None:
    kept_world.put_back()
    complaints: list[str] = []
    shown: tuple[tuple[int, Literal["light", "dark"]], ...] = ((360, "light"), (1280, "dark"))
    for width, scheme in shown:
        page = new_context(color_scheme=scheme, viewport={"width": width, "height": 800}).new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        page.goto(live_server.url)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        # The tables are tables to a screen reader too, however they are set.
        expect(page.get_by_role("columnheader")).to_have_count(2 * 4)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.close()

    page = new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url)
    expect(page.get_by_text("Alleged by")).to_be_visible()
    page.close()
    assert complaints == []
