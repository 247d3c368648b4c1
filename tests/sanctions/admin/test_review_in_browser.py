"""From two editors to the public, in a real browser."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from sanctions.editing.roles import Role, appoint, establish
from sanctions.models import Target
from tests import factories as make


@pytest.fixture
def come_in(new_context: CreateContextCallback, live_server: LiveServer) -> Iterator[Callable[[str], Page]]:
    """Lets somebody log in in a browser of their own; in the end, no browser had anything to complain of."""
    complaints: list[str] = []

    def opened(name: str) -> Page:
        page = new_context(viewport={"width": 1280, "height": 800}, base_url=live_server.url).new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
        page.goto("/admin/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill(f"{name}-password")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Waiting for review").first).to_be_visible()
        return page

    yield opened
    assert complaints == []


@pytest.mark.once
@pytest.mark.e2e
@pytest.mark.django_db(transaction=True)
def test_a_stale_save_meets_both_versions_and_what_is_reviewed_is_what_the_api_shows(
    come_in: Callable[[str], Page], settings: Settings
) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    with transaction.atomic():
        establish()
        for name, role in (("anna", Role.EDITOR), ("ben", Role.EDITOR), ("rita", Role.REVIEWER)):
            appoint(User.objects.create_user(name, password=f"{name}-password"), role)
        target = make.target("Iran Air")
        case = make.sanction(target, reference="IRN0240")
    anna, ben, rita = (come_in(name) for name in ("anna", "ben", "rita"))

    # Both open the target; Ben saves first. Anna meets his version, and keeps of each what is right.
    for page in (anna, ben):
        page.goto(f"/admin/sanctions/target/{target.pk}/change/")
    ben.locator("#id_country").fill("IR")
    ben.locator("#id_names-0-full").fill("Homa")
    ben.get_by_role("button", name="Save", exact=True).click()
    expect(ben.get_by_text("was changed successfully")).to_be_visible()
    anna.locator("#id_names-0-full").fill("Iran Air (Homa)")
    anna.get_by_role("button", name="Save", exact=True).click()
    expect(anna.get_by_role("alert")).to_contain_text("was saved by somebody else")
    anna.get_by_role("button", name="Save what I chose").click()  # not before she has said whose name it is
    anna.get_by_role("radio", name="Iran Air (Homa)").check()
    anna.get_by_role("button", name="Save what I chose").click()
    expect(anna.get_by_text("was changed successfully")).to_be_visible()
    target.refresh_from_db()
    assert (target.label, target.country, target.revision) == ("Iran Air (Homa)", "IR", 3)

    # She hands the case over, and Rita publishes it with all that it names.
    anna.goto(f"/admin/sanctions/sanction/{case.pk}/change/")
    anna.get_by_role("link", name="Review what would be published").click()
    anna.get_by_label("For the reviewer").fill("The listing of 10 September")
    anna.get_by_role("button", name="Ask for review").click()
    expect(anna.get_by_text("Review is asked for: 5 records.")).to_be_visible()
    assert anna.get_by_role("button", name="Approve").count() == 0

    rita.get_by_role("link", name="Waiting for review").first.click()
    rita.get_by_role("link", name="IRN0240").first.click()
    expect(rita.get_by_text("passage number 1").first).to_be_visible()
    rita.get_by_role("button", name="Approve and publish all 5").click()
    expect(rita.get_by_text("as publication 1.")).to_be_visible()

    answer = rita.request.get(f"/api/v1/targets/{target.uid}/").json()
    assert [name["full"] for name in answer["names"]] == ["Iran Air (Homa)"]
    measures = rita.request.get(f"/api/v1/measures/?target={target.uid}&as_of=2024-09-11").json()["results"]
    assert [(measure["type"], measure["on"]["status"]) for measure in measures] == [("asset_freeze", "in_force")]
    assert Target.get(target.uid).published_revision == 3
