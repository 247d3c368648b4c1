"""The start page with the founding example on it, as a reader meets it."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanctions.pages.start import start_page
from sanctions.publishing.withdraw import withdraw
from tests import factories as make
from tests.sanctions.api.world import World
from tests.sanctions.pages.html import Page, start_page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


@pytest.fixture
def start(client: Client) -> Page:
    """The start page, as it is before a test does anything."""
    return start_page_of(client)


def test_it_counts_what_is_published(start: Page) -> None:
    # Iran Air, a ship and a person are designated; Iran Air is under three measures, the person under two, the ship
    # under one. See `tests.sanctions.api.world`.
    for words in ("designated today 3 ", "measures in force today 6 ", "allegations 1 ", "source documents 1 "):
        assert words in start.text


def test_its_numbers_are_those_of_the_lists_they_lead_to(client: Client, world: World) -> None:
    for number in start_page(today=date(2024, 12, 1)).numbers:
        joined = f"{number.address}{'&' if '?' in number.address else '?'}count=true&as_of=2024-12-01"
        assert client.get(joined).json()["count"] == number.count, number.words


def test_it_is_byte_for_byte_the_same_whatever_the_desk_holds(client: Client, world: World) -> None:
    before = client.get("/").content
    cache.clear()
    make.sanction(world.iran_air, reference="DRAFT")
    make.allegation("Something unheard of")
    case = world.uk_freeze
    case.refresh_from_db()
    make.saved(case, make.event(case.measures.get(), "delisted", "2024-11-20"))
    assert client.get("/").content == before


def test_it_tells_what_stood_on_which_day(start: Page) -> None:
    # Of each: 11 September 2024, 1 December 2024, today.
    licence = "General licence GL 8 (8L) from 2024-09 until 1 November 2024: Dealings in energy."
    assert start.after(f"Authority US-OFAC: asset freeze 25237 Permitted all the same: {licence}").startswith(
        " In force In force In force"
    )
    assert start.after("Authority EU-COUNCIL: asset freeze 2024/2697").startswith(" not begun In force In force")
    assert start.after("18 November 2024: Dealings in energy.").startswith(" not begun In force In force")
    assert start.after("Authority GB: asset freeze").startswith(" Proposed Proposed Proposed")


def test_a_reckoned_day_passes_and_the_end_of_air_services_is_still_only_announced(start: Page) -> None:
    assert "Terminations of air services, aimed at Iran Iran Air: affected, not their target." in start.text
    for code in ("GB", "FR", "DE"):
        assert start.after(f"Authority {code}: termination of air services").startswith(
            " due 10 September 2025, as reckoned; not confirmed Announced Announced Announced"
        )


def test_an_accusation_never_stands_without_its_speaker_and_the_denial(start: Page) -> None:
    dispute = start.after("Allegation Transfer of missiles from Iran to Russia")
    assert dispute.startswith(" Alleged by Antony Blinken , accuses, saying: Iran sent missiles to Russia. “passage")
    assert "Denied by Nasser Kanaani , spokesman, denies, saying: No missiles were sent. “passage" in dispute
    assert "From a record of 2 claims" in dispute


def test_an_allegation_that_is_withdrawn_leaves_the_page(client: Client, world: World) -> None:
    case = world.eu_freeze
    case.refresh_from_db()
    case.responds_to = None
    make.saved(case)
    make.publish_everything(at=make.later())
    withdraw([world.allegation], by=None, at=make.later(2), because="entered twice")
    page = start_page_of(client)
    assert "Measures aimed at Iran Air" in page.text
    assert "Alleged by" not in page.text


def test_names_are_shown_as_text_whatever_they_hold(client: Client, world: World) -> None:
    hostile = "<script>alert(1)</script>"
    make.sanction(world.iran_air, by_authority=make.authority("XX", name=hostile))
    make.publish_everything(at=make.later())
    page = start_page_of(client)
    assert hostile in page.text
    assert page.inline == []


def test_it_costs_the_same_number_of_queries_however_much_is_published(client: Client, world: World) -> None:
    with CaptureQueriesContext(connection) as few:
        client.get("/")
    for number in range(3):
        make.sanction(world.iran_air, by_authority=make.authority(f"X{'ABC'[number]}"))
        make.sanction(world.iran, by_authority=make.authority(f"X{'DEF'[number]}"), types=["air_services_termination"])
    make.publish_everything(at=make.later())
    with CaptureQueriesContext(connection) as many:
        page = start_page_of(client)
    assert "Authority XC: asset freeze" in page.text
    assert len(many) == len(few) <= 20


def test_it_is_put_together_once_for_each_publication(client: Client, world: World) -> None:
    before = client.get("/").content
    with CaptureQueriesContext(connection) as again:
        assert client.get("/").content == before
    assert len(again) == 1
    make.sanction(world.iran_air, by_authority=make.authority("NO"))
    make.publish_everything(at=make.later())
    assert b"Authority NO: asset freeze" in client.get("/").content


def test_every_link_leads_somewhere(client: Client, start: Page) -> None:
    assert len(start.links) > 20
    for link in sorted(set(start.links)):
        if link.startswith("/"):
            answer = client.get(link)
            assert answer.status_code in (200, 302), link
            answer.getvalue()  # reads to the end what is streamed
        else:
            assert link == "#content" or link.startswith("https://"), link


def test_it_loads_nothing_foreign_and_sets_nothing_inline(client: Client, start: Page) -> None:
    assert start.loaded
    for address in start.loaded:
        assert address.startswith("/static/interdict/")
        assert client.get(address).getvalue()
    assert start.inline == []


def test_its_headings_skip_no_level(start: Page) -> None:
    assert start.headings[0] == 1
    assert start.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(start.headings, start.headings[1:], strict=False))


def test_it_can_only_be_read(client: Client) -> None:
    answer = client.post("/")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert client.head("/").status_code == 200


def test_a_browser_that_has_it_is_not_sent_it_again(client: Client) -> None:
    tag = client.get("/")["ETag"]
    assert client.get("/", headers={"if-none-match": tag}).status_code == 304


def test_reading_it_sets_no_cookie(client: Client) -> None:
    assert not client.get("/").cookies


def test_the_icon_is_where_browsers_look_for_it(client: Client) -> None:
    answer = client.get("/favicon.ico", follow=True)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.getvalue().startswith(b"<svg")
