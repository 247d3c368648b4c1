"""The desk in a real browser: a day of entering, by the keys and fields an editor uses."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from articles.models import Journal
from sanctions.editing.roles import Role, appoint, establish
from sanctions.models import Authority, Citation, Sanction, Target
from tests import factories as make

pytestmark = [pytest.mark.e2e, pytest.mark.once, pytest.mark.django_db(transaction=True)]

TEXT = (
    "France, Germany and the United Kingdom condemn these transfers. We will be taking immediate steps to cancel "
    "bilateral air services agreements with Iran. In addition, we will work towards imposing sanctions on Iran Air."
)


def account(name: str, role: Role) -> User:
    """Somebody with a role and a password."""
    person = User.objects.create_user(name, password=f"{name}-password")
    appoint(person, role)
    return person


def log_in(page: Page, name: str) -> None:
    """Types name and password."""
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(f"{name}-password")
    page.keyboard.press("Enter")


@pytest.fixture
def page(new_context: CreateContextCallback, live_server: LiveServer) -> Iterator[Page]:
    """A tablet on which an editor is logged in; at the end, the browser had nothing to complain of."""
    with transaction.atomic():
        establish()
        account("eva", Role.EDITOR)
        make.document("Joint statement on Iran", text=TEXT, text_is_public=True)
    context = new_context(viewport={"width": 1024, "height": 768}, base_url=live_server.url)
    complaints: list[str] = []
    shown = context.new_page()
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    shown.goto("/admin/")
    log_in(shown, "eva")
    expect(shown.get_by_role("heading", name="Drafts")).to_be_visible()
    yield shown
    assert complaints == []


def pick(page: Page, field: str, words: str) -> None:
    """Searches in a picker and takes what is found first."""
    page.locator(f"#id_{field} + .select2-container").click()
    page.keyboard.type(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def save(page: Page, button: str = "Save and continue editing") -> None:
    """Saves, and waits until it is said."""
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()


def enter_airline(page: Page) -> None:
    """A company with two names and a number, which is mistyped first."""
    page.goto("/admin/sanctions/target/add/")
    page.locator("#id_kind").select_option("company")
    page.locator("#id_names-0-full").fill("Iran Air")
    expect(page.locator("#id_names-0-is_display")).to_be_checked()
    page.get_by_text("Add another Name").click()
    expect(page.locator("#id_names-1-full")).to_be_focused()
    page.keyboard.type("Homa")
    expect(page.locator("#id_names-1-kind")).to_have_value("alias")
    page.get_by_text("Add another Identifier").click()
    page.locator("#id_identifiers-0-scheme").select_option("imo")
    page.locator("#id_identifiers-0-value").fill("9074728")
    expect(page.get_by_text("its check digits do not fit")).to_be_visible()
    page.locator("#id_identifiers-0-value").fill("9074729")
    save(page)


def test_an_editor_enters_an_authority_a_target_and_a_case_cites_it_and_asks_for_review(page: Page) -> None:
    page.goto("/admin/sanctions/authority/add/")
    page.get_by_label("Uid").fill("GB")
    page.get_by_label("Kind").select_option("state")
    page.get_by_label("Name").fill("United Kingdom")
    save(page)

    enter_airline(page)

    page.goto("/admin/sanctions/sanction/add/")
    pick(page, "authority", "United")
    pick(page, "target", "Iran Air")
    page.locator("#id_kind").select_option("bilateral")
    page.locator("#id_measures-0-type").select_option("overflight_ban")
    page.get_by_text("Add another Measure").click()
    page.locator("#id_measures-1-type").select_option("asset_freeze")
    page.locator("#id_events-0-measure").select_option(label="#1 Overflight and landing ban")
    offered = page.locator("#id_events-0-measure option").all_inner_texts()
    assert offered == ["the whole case", "#1 Overflight and landing ban", "#2 Asset freeze"]
    page.locator("#id_events-0-kind").select_option("announced")
    page.locator("#id_events-0-done_on").fill("10 September 2024")
    page.get_by_role("button", name="2024-09-10 (10 September 2024)").click()
    expect(page.locator("#id_events-0-done_basis")).to_have_value("stated")
    page.get_by_text("Add another Event").click()
    page.locator("#id_events-1-measure").select_option(label="#2 Asset freeze")
    page.locator("#id_events-1-kind").select_option("entered_into_force")
    page.locator("#id_events-1-done_on").fill("2024-11")
    expect(page.get_by_text("some day in November 2024")).to_be_visible()
    expect(page.locator("#desk-status")).to_contain_text(
        re.compile("#1 Overflight.*Announced.*#2 Asset.*In force", re.S)
    )
    page.keyboard.press("Control+s")
    expect(page.get_by_text("was added successfully")).to_be_visible()

    page.locator("#measures-group").get_by_role("link", name="cite").first.click()
    page.get_by_label("measure: Overflight").check()
    pick(page, "document", "Joint")
    page.get_by_label("The exact words").fill("cancel\nbilateral air  services agreements")
    page.get_by_role("button", name="Cite", exact=True).click()
    expect(page.get_by_text("supports 2 facts more")).to_be_visible()

    page.get_by_role("link", name=re.compile("^Review")).first.click()
    expect(page.get_by_text("2 events have no source:")).to_be_visible()
    page.get_by_role("button", name="Ask for review").click()
    expect(page.get_by_text("Review is asked for:")).to_be_visible()

    assert (Authority.objects.get().uid, Target.objects.get().label) == ("GB", "Iran Air")
    case = Sanction.objects.get()
    assert sorted(event.measure.type for event in case.events.all() if event.measure) == [
        "asset_freeze",
        "overflight_ban",
    ]
    assert {citation.passage.quote for citation in Citation.objects.all()} == {
        "cancel bilateral air services agreements"
    }
    assert Journal.objects.filter(record_uid=case.uid, event="review_requested").exists()


def test_a_tablet_shows_lists_in_lines_and_no_icon_is_read_out_as_a_word(page: Page) -> None:
    make.target("Iran Air")
    page.set_viewport_size({"width": 820, "height": 1180})
    for address in ("/admin/sanctions/target/", "/admin/sanctions/target/add/"):
        page.goto(address)
        read_out = page.locator("body").aria_snapshot()
        assert not set(re.findall(r"[a-z_]+", read_out)) & {"gavel", "add_circle", "expand_more", "check_small"}
    page.goto("/admin/sanctions/target/")
    row = page.locator("#result_list tr.data-row").bounding_box()
    assert row is not None
    assert row["height"] < 80


def test_what_was_typed_survives_an_expired_session_and_is_saved_once(page: Page) -> None:
    page.goto("/admin/articles/publisher/add/")
    page.get_by_label("Name").fill("Gazette")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("You are no longer logged in. Nothing is lost")).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Log in in another tab").click()
    log_in(opened.value, "eva")
    expect(opened.value.get_by_role("heading", name="Drafts")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Gazette")
    page.get_by_role("button", name="Save", exact=True).dblclick()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert Journal.objects.filter(record_label="Gazette").count() == 1
