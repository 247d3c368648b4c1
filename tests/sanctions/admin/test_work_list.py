"""The start page, and the filters that are work queues."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanctions.admin import work_list
from sanctions.admin.queue import QUEUES, queues_of
from sanctions.models import Citation, Event, Fulfilment, Identifier, Sanction, Target
from tests import factories as make
from tests.sanctions.admin.entering import login, text_of, url

pytestmark = pytest.mark.django_db

TODAY = date(2026, 1, 1)


def waiting(key: str) -> list[Any]:
    """The cases in a queue."""
    return list(next(queue for queue in queues_of(Sanction) if queue.key == key).records(TODAY))


def noticed() -> Sanction:
    """A case with twelve months' notice given, the end of which is computed."""
    case = make.sanction(make.target("Iran", kind="state"), types=["air_services_termination"], since="")
    given = {"done_on": "2024-09-10", "done_basis": "stated"}
    ends = {"effective_on": "2025-09-10", "effective_basis": "computed"}
    Event.objects.create(sanction=case, measure=case.measures.get(), kind="notice_given", **given, **ends)
    return case


def test_a_computed_day_that_has_passed_waits_until_somebody_says_what_happened() -> None:
    case = noticed()
    assert waiting("due") == [case]
    assert next(queue for queue in queues_of(Sanction) if queue.key == "due").records(date(2025, 9, 1)).count() == 0
    make.event(case.measures.get(), on="2025-09-11").save()
    assert waiting("due") == []


def test_the_reckoned_end_of_a_licence_waits_until_it_is_confirmed() -> None:
    case = make.sanction()
    licence = make.exemption(case, until="2025-12-31", until_basis="computed")
    licence.save()
    assert waiting("due") == [case]
    licence.until_basis = "stated"
    licence.save()
    assert waiting("due") == []


def test_an_expiry_waits_until_the_end_is_entered() -> None:
    case = make.sanction()
    case.measures.update(expires_on="2025-06-30", expires_on_earliest="2025-06-30", expires_on_latest="2025-06-30")
    assert waiting("due") == [case]
    make.event(case, "expired", "2025-06-30", ground="expired").save()
    assert waiting("due") == []


def test_a_promise_waits_until_it_is_kept_or_given_up() -> None:
    promised, kept, given_up = (make.sanction(make.target(name), since="") for name in "ABC")
    for case in (promised, kept, given_up):
        make.event(case, "announced").save()
    later = make.sanction(make.target("D"))
    Fulfilment.objects.create(promise=kept.measures.get(), measure=later.measures.get(), basis="inferred")
    make.event(given_up.measures.get(), "withdrawn", "2024-10-01").save()
    assert waiting("unfulfilled") == [promised]


def test_an_event_without_a_supporting_source_waits_also_where_it_is_public_and_a_list_s_event_never_does() -> None:
    case = make.sanction(make.target("Iran Air"))
    assert waiting("events") == [case]
    make.saved(case, *make.cited(case.events.get()))
    assert waiting("events") == []
    Citation.objects.exclude(event=None).update(stance="contradicts")
    assert waiting("events") == [case]
    make.publish_everything()
    assert waiting("events") == [case]
    Event.objects.update(layer="UK")
    assert waiting("events") == []


def test_a_measure_without_a_supporting_source_waits_and_a_contradiction_is_none() -> None:
    case = make.sanction()
    assert waiting("unsourced") == []
    Citation.objects.update(stance="contradicts")
    assert waiting("unsourced") == [case]


def test_the_start_page_shows_what_waits_and_each_filter_leads_to_the_same() -> None:
    case = noticed()
    Citation.objects.all().delete()
    browser = login(superuser=True)
    page = browser.get("/admin/")
    cards = {card.title: card for card in page.context["cards"]}
    assert {"Drafts", "Due, not confirmed", "Measures without a source"} <= cards.keys()
    for card in cards.values():
        for link in card.links if card.all_url else ():
            assert link.url in text_of(page)
    for queue in queues_of(Sanction):
        listed = browser.get(url(Sanction, "changelist"), {"queue": queue.key}).context["cl"].result_list
        assert list(listed) == ([case] if queue.title in cards else [])
    assert "Nothing waits in" in text_of(page)


def test_the_start_page_costs_the_same_however_much_waits() -> None:
    browser = login(superuser=True)
    noticed()
    browser.get("/admin/")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get("/admin/").status_code == 200
        return len(captured)

    few = queries()
    for number in range(3):
        make.sanction(make.target(f"Target {number}"), reference=f"R{number}")
        make.event(make.sanction(make.target(f"Class {number}"), since=""), "announced").save()
    assert queries() == few


def test_of_very_much_that_waits_it_is_said_that_there_is_more(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        make.sanction(make.target(f"Target {number}"), reference=f"R{number}")
    browser = login(superuser=True)
    assert "more than" not in text_of(browser.get("/admin/"))
    monkeypatch.setattr(work_list, "_COUNTED", 2)
    page = browser.get("/admin/")
    (card,) = [card for card in page.context["cards"] if card.title == "Events without a source"]
    assert (card.count, card.is_counted, len(card.links)) == (2, False, 3)
    assert "more than 2" in text_of(page)


def test_nobody_is_shown_work_on_what_they_may_not_see() -> None:
    noticed()
    page = login("otto", "sanctions.view_authority").get("/admin/")
    assert {card.title for card in page.context["cards"]} == {"Drafts"}
    assert "air services" not in text_of(page)


def test_every_queue_says_what_to_do() -> None:
    assert all(queue.title and queue.advice.endswith(".") for queue in QUEUES)
    assert len({(queue.model, queue.key) for queue in QUEUES}) == len(QUEUES)


def test_markup_in_a_name_stays_text_in_work_list_palette_likenesses_and_citing() -> None:
    payload = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    case = make.sanction(make.target(payload), since="")
    make.event(case, "announced").save()
    passage = make.passage(payload, of=make.document(payload, text=f"{payload} {payload}"))
    measure = case.measures.get()
    make.saved(case, *make.cited(measure, passage_=passage), by=make.user("ben"))
    browser = login(superuser=True)
    citing = f"{url(Citation, 'add')}?measure={measure.pk}"
    sent = {"facts": f"measure:{measure.pk}", "stance": "supports", "revision_seen": case.revision}
    pages = [
        browser.get("/admin/"),
        browser.get("/admin/search/", {"s": "script", "extended": "1"}),
        browser.get("/admin/sanctions/sanction/typed/alike/", {"name": payload}),
        browser.get(citing),
        browser.post(citing, {**sent, "document": passage.document.pk, "quote": payload}),
        browser.get(url(passage.document, "change").replace("change", "text")),
    ]
    for page in pages:
        assert "alert(1)" in text_of(page)
        assert "<script>alert" not in text_of(page)
        assert "<img src=x" not in text_of(page)


def test_a_number_of_a_list_that_fails_its_check_waits_until_an_editor_puts_the_right_one_beside_it() -> None:
    def wrong() -> list[str]:
        queue = next(queue for queue in queues_of(Target) if queue.key == "wrong")
        return [str(target) for target in queue.records(TODAY)]

    make.target("Right", make.identifier("imo", "9074729", layer="gb_fcdo"))
    ship = make.target("Ship", make.identifier("imo", "9074728", layer="gb_fcdo"))
    firm = make.target("Firm", make.identifier("imo", "9074729", layer="gb_fcdo"), make.identifier("bic", "X"))
    Identifier.objects.filter(scheme="bic").update(layer="gb_fcdo")
    assert wrong() == ["Firm", "Ship"]
    make.saved(ship, make.identifier("imo", "9074729", target=ship))
    assert wrong() == ["Firm"]
    browser = login(superuser=True)
    listed = browser.get(url(Target, "changelist"), {"queue": "wrong"}).context["cl"].result_list
    assert list(listed) == [firm]
    assert "Numbers that look wrong" in text_of(browser.get("/admin/"))
