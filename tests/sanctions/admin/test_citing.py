"""Citing from the page of a fact: words are pasted or marked, and found."""

import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Document, Passage
from sanctions.admin.citing import stretches
from sanctions.models import Citation, Measure
from sanctions.publishing.project import project
from tests import factories as make
from tests.sanctions.admin.entering import change, login, prepared, rows, text_of, url

pytestmark = [pytest.mark.once, pytest.mark.django_db]

TEXT = "We will cancel air services. We will work towards sanctions on Iran Air. We will say more."


def uncited() -> Measure:
    """A measure that nothing is cited for."""
    measure: Measure = make.sanction().measures.get()
    Citation.objects.all().delete()
    Passage.objects.all().delete()
    return measure


def page_of(measure: Measure) -> str:
    """Where the measure is cited."""
    return f"{url(Citation, 'add')}?measure={measure.pk}"


def cited(browser: Client, measure: Measure, **typed: Any) -> Any:
    """Opens the page, types, and sends it."""
    form = prepared(browser, page_of(measure)).context_data["form"]
    sent = {"facts": form["facts"].value(), "stance": "supports", "revision_seen": form["revision_seen"].value()}
    return browser.post(page_of(measure), {**sent, **typed})


def test_from_a_fact_its_neighbours_are_offered_and_it_is_ticked() -> None:
    measure = uncited()
    form = login(superuser=True).get(page_of(measure)).context["form"]
    assert form["facts"].value() == [f"measure:{measure.pk}"]
    offered = [label for _, label in form.fields["facts"].choices]
    assert offered == [
        "the designation / case itself",
        "measure: Asset freeze",
        "event: Entered into force 2024-09-10, of Asset freeze",
    ]


def test_pasted_words_are_found_and_cited_for_several_facts_at_once() -> None:
    measure, text = uncited(), make.document(text=TEXT)
    facts = [f"measure:{measure.pk}", f"event:{measure.events.get().pk}"]
    browser = login(superuser=True)
    response = cited(browser, measure, document=text.pk, quote="towards  sanctions on\nIran Air", facts=facts)
    assert response["Location"] == f"{url(measure.sanction, 'change')}#measures-group"
    assert Citation.objects.count() == 2
    assert Passage.objects.get().quote == "towards sanctions on Iran Air"
    # The next fact often stands in the same words.
    again = cited(browser, measure, passage=Passage.objects.get().pk, stance="contradicts")
    assert again.status_code == 302
    assert Passage.objects.count() == 1
    assert measure.citations.filter(stance="contradicts").count() == 1


def test_words_that_stand_there_twice_are_asked_about_and_words_that_do_not_are_told() -> None:
    measure, text = uncited(), make.document(text=TEXT)
    browser = login(superuser=True)
    several = cited(browser, measure, document=text.pk, quote="We will")
    assert "These words stand in the text 3 times" in text_of(several)
    places = several.context["places"]
    assert [place.after.strip()[:5] for place in places] == ["cance", "work ", "say m"]
    missing = cited(browser, measure, document=text.pk, quote="sanctions on Iran Shipping")
    assert "does not stand in the text. Nearest: “sanctions on Iran”" in text_of(missing)
    assert not Citation.objects.exists()
    assert cited(browser, measure, document=text.pk, quote="We will", start=places[1].start).status_code == 302
    assert Passage.objects.get().start == places[1].start


def test_words_that_stood_there_twice_can_be_changed_without_saying_which_were_meant() -> None:
    measure, text = uncited(), make.document(text=TEXT)
    browser = login(superuser=True)
    several = cited(browser, measure, document=text.pk, quote="We will")
    offered = re.findall(r'<input type="radio" name="start"[^>]*>', several.content.decode())
    assert len(offered) == 3
    assert not any("required" in radio for radio in offered), "the browser would not send the page"
    assert cited(browser, measure, document=text.pk, quote="We will say", start="").status_code == 302
    chosen = several.context["places"][0].start
    assert cited(browser, measure, document=text.pk, quote="Iran Air", start=chosen).status_code == 302
    assert [passage.start for passage in Passage.objects.order_by("start")] == [
        TEXT.index("Iran Air"),
        TEXT.index("We will say"),
    ]


def test_marked_words_come_from_the_text_to_the_page() -> None:
    measure, text = uncited(), make.document(text=TEXT)
    browser = login(superuser=True)
    shown = browser.get(url(text, "change").replace("change", "text"), {"measure": measure.pk})
    assert f'name="measure" value="{measure.pk}"' in text_of(shown)
    start = TEXT.index("Iran Air")
    marked = {"measure": measure.pk, "document": text.pk, "start": start, "end": start + 8}
    form = browser.get(url(Citation, "add"), marked).context["form"]
    assert (form["quote"].value(), form["start"].value(), form["document"].value()) == ("Iran Air", start, text.pk)


def test_without_a_fact_marked_words_are_kept_as_a_passage() -> None:
    text = make.document(text=TEXT)
    page = url(text, "change").replace("change", "text")
    browser = login(superuser=True)
    assert browser.post(page, {"start": "", "end": "x"}, follow=True).status_code == 200
    assert not Passage.objects.exists()
    start = TEXT.index("say more")
    assert browser.post(page, {"start": start, "end": start + 8}).status_code == 302
    assert Passage.objects.get().quote == "say more"
    assert "<mark>say more</mark>" in text_of(browser.get(page))


def test_stretches_give_the_whole_text_back() -> None:
    spans = [(0, 7), (3, 12), (3, 12), (40, 44), (None, None)]
    found = stretches(TEXT, [Passage(start=start, end=end) for start, end in spans])
    assert "".join(stretch.words for stretch in found) == TEXT
    assert [stretch.quoted for stretch in found] == [1, 3, 2, 0, 1, 0]


def test_words_of_a_text_that_nobody_has_are_kept_as_unchecked_and_readers_are_told() -> None:
    measure, unread, read = uncited(), make.document("Unread"), make.document("Read", text=TEXT)
    browser = login(superuser=True)
    said = browser.get(cited(browser, measure, document=unread.pk, quote="Iran Air")["Location"])
    assert "Nobody could check these words: the text of Unread is not kept here." in text_of(said)
    assert cited(browser, measure, document=read.pk, quote="Iran Air").status_code == 302
    assert "not checked against a text" in text_of(browser.get(url(unread, "change")))
    assert "not checked against a text" not in text_of(browser.get(url(read, "change")))
    told = {document["label"]: document["passages"] for document in project([unread, read]).values()}
    assert {label: words["checked_against_text"] for label, (words,) in told.items()} == {"Unread": False, "Read": True}
    case = project([measure.sanction])[measure.sanction.uid]
    sources = {one["document"]: one["checked_against_text"] for one in case["measures"][0]["sources"]}
    assert sources == {unread.uid: False, read.uid: True}


def test_a_text_that_goes_leaves_its_digest_behind() -> None:
    text = make.document(text=TEXT)
    browser = login(superuser=True)
    change(browser, text, rows("passages", {"quote": "Iran Air", "fidelity": "verbatim"}))
    known = Document.objects.get().text_sha256
    assert change(browser, text, {"text": ""}).status_code == 302
    kept = Document.objects.get()
    assert (kept.text, kept.text_sha256, kept.length) == ("", known, len(TEXT))
    assert Passage.objects.get().is_checked


def test_what_is_missing_is_said_and_a_record_that_moved_on_is_not_cited() -> None:
    measure, text = uncited(), make.document(text=TEXT)
    browser = login(superuser=True)
    nothing = text_of(cited(browser, measure))
    assert "Pick the document." in nothing
    assert "Paste the words it is said in." in nothing
    stale = cited(browser, measure, document=text.pk, quote="Iran Air", revision_seen=0)
    assert "was saved by somebody else" in text_of(stale)
    assert not Citation.objects.exists()
    assert browser.get(url(Citation, "add"), {"measure": 999}).status_code == 404


def test_who_may_not_change_the_record_or_cite_does_not_get_the_page() -> None:
    measure = uncited()
    assert login("vera", "sanctions.view_sanction", "sanctions.add_citation").get(page_of(measure)).status_code == 403
    assert login("otto", "sanctions.change_sanction").get(page_of(measure)).status_code == 403
    text = make.document(text=TEXT)
    page = url(text, "change").replace("change", "text")
    assert login("otto").get(page).status_code == 403
    viewer = login("walter", "articles.view_document")
    assert viewer.get(page).status_code == 200
    assert viewer.post(page, {"start": 0, "end": 5}).status_code == 403


# --- Another text -----------------------------------------------------------------------------------------------------


def test_another_text_takes_quotations_along_or_asks_about_those_that_are_lost() -> None:
    text = make.document(text=TEXT)
    browser = login(superuser=True)
    typed = rows(
        "passages", {"quote": "Iran Air", "fidelity": "verbatim"}, {"quote": "say more", "fidelity": "verbatim"}
    )
    assert change(browser, text, typed).status_code == 302
    refused = change(browser, text, {"text": "Here: Iran Air."})
    assert "“say more” does not stand in the text." in text_of(refused)
    assert Document.objects.get().text == TEXT

    assert change(browser, text, {"text": "Here: Iran Air.", "let_go": "on", "note": "shorter"}).status_code == 302
    changed = Document.objects.get()
    assert (changed.text, changed.note) == ("Here: Iran Air.", "shorter")
    assert {passage.quote: passage.start for passage in Passage.objects.all()} == {"Iran Air": 6, "say more": None}
    page = url(text, "change").replace("change", "text")
    assert "These quotations lost their place" in text_of(browser.get(page))
    listed = browser.get(url(Document, "changelist"), {"queue": "lost"}).context["cl"].result_list
    assert list(listed) == [text]
