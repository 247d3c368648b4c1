"""What a page answers while somebody types."""

from datetime import date

import pytest
from django.test import Client

from sanctions.admin.preview import lines
from sanctions.models import Target
from tests import factories as make
from tests.sanctions.admin.entering import login, text_of

TYPED = "/admin/sanctions/sanction/typed/"


def event(number: int, **columns: str) -> dict[str, str]:
    """An event as a form sends it."""
    return {f"events-{number}-{column}": value for column, value in columns.items()}


CASE = {
    "measures-0-type": "air_services_termination",
    "measures-1-type": "asset_freeze",
    "measures-1-id": "7",
    "measures-2-type": "",
    **event(0, measure="row-1", kind="notice_given", done_on="2024-09-10", effective_on="2025-09-10"),
    "events-0-done_basis": "stated",
    "events-0-effective_basis": "computed",
    **event(1, measure="7", kind="entered_into_force", done_on="2024-11-18"),
    **event(2, measure="7", kind="delisted", done_on="nonsen"),
    **event(3, measure="row-1", kind="revoked", done_on="2024-09-11", DELETE="on"),
    **event(4, kind="proposed", done_on="2024-09"),
}


def test_measures_stand_where_their_events_put_them_as_typed_saved_or_not() -> None:
    on = {
        str(day): {line.measure: line.status for line in lines(CASE, day)}
        for day in (date(2024, 9, 20), date(2026, 1, 1))
    }
    # A computed day ends nothing, half-typed dates and rows that are thrown out count for nothing.
    assert on["2024-09-20"] == {"#1 Termination of air services": "Announced", "#2 Asset freeze": "not begun"}
    assert on["2026-01-01"]["#1 Termination of air services"] == "Announced"


def test_before_anything_happened_nothing_has_begun_and_partial_dates_are_only_possible() -> None:
    assert [line.status for line in lines(CASE, date(2020, 1, 1))] == ["not begun", "not begun"]
    within = {**CASE, **event(1, measure="7", kind="entered_into_force", done_on="2024-09")}
    freeze = lines(within, date(2024, 9, 20))[1]
    assert freeze.standing is not None
    assert not freeze.standing.certain


def test_what_a_list_was_the_first_to_show_stands_too() -> None:
    seen = {**CASE, **event(1, measure="7", kind="entered_into_force", done_on="2025-01-01", done_basis="first_seen")}
    assert lines(seen, date(2026, 1, 1))[1].status == "In force"


@pytest.mark.django_db
def test_numbers_dates_and_likenesses_are_answered_to_whoever_enters() -> None:
    make.target("Īrān  Air", make.identifier("imo", "9074729"))
    browser = login("eva", "sanctions.add_target")
    day = browser.get(f"{TYPED}day/", {"value": "10.9.2024"}).json()
    assert day["meant"][0] == {"value": "2024-09-10", "words": "10 September 2024"}
    assert (
        "check digits do not fit"
        in browser.get(f"{TYPED}identifier/", {"scheme": "imo", "value": "9074728"}).json()["words"]
    )
    assert "is called Īrān" in text_of(browser.get(f"{TYPED}alike/", {"name": "iran air"}))
    assert "bears the IMO ship number" in text_of(browser.get(f"{TYPED}alike/", {"number": "imo|IMO 9074729|"}))
    own = {"name": "iran air", "but": Target.objects.get().pk}
    assert "li" not in text_of(browser.get(f"{TYPED}alike/", own))
    assert browser.get(f"{TYPED}here/").json()["who"] == "eva"


@pytest.mark.django_db
def test_strangers_and_those_who_may_see_no_targets_are_told_nothing() -> None:
    otto = login("otto")
    assert otto.get(f"{TYPED}alike/", {"name": "x"}).status_code == 403
    assert otto.get(f"{TYPED}identifier/", {"scheme": "imo", "value": "1"}).status_code == 403
    assert otto.post(f"{TYPED}status/").status_code == 403
    for name in ("here", "day", "identifier", "alike"):
        assert Client().get(f"{TYPED}{name}/").status_code == 302
        assert otto.post(f"{TYPED}{name}/").status_code == 405
