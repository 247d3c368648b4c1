from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.models import Journal, Record
from sanctions.admin.page import address
from sanctions.editing.roles import Role
from sanctions.models import FOREVER, Authority, Citation, Edition, Publication, Sanction, Target
from tests import factories as make
from tests.sanctions.admin.entering import text_of, url
from tests.sanctions.admin.roles import a

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def second_person(settings: Settings) -> None:
    """As everywhere but in the demo."""
    settings.SECOND_PERSON_REQUIRED = True


def public() -> dict[str, str]:
    """What is current, and its state."""
    return dict(Edition.objects.filter(known_until=FOREVER).values_list("label", "state"))


def looked_at(page: Any) -> dict[str, Any]:
    """What the form of a review sends: all that was on the page, as it was seen."""
    records = [one.record for one, *_ in page.context["proposals"]]
    return {
        "uid": [record.uid for record in records],
        "seen": [f"{record.uid}:{record.revision}" for record in records],
    }


def published(browser: Client, *records: Record, **typed: Any) -> Any:
    """Opens the review of these records and approves."""
    page = browser.get(address("review", records))
    return browser.post(address("review", records), looked_at(page) | typed, follow=True)


def test_an_editor_asks_and_a_reviewer_publishes_the_set_with_what_it_needs() -> None:
    case = make.sanction(make.target("Iran Air"), reference="IRN0240")
    make.saved(case, by=make.user("anna"))
    editor, reviewer = a(Role.EDITOR, "anna"), a(Role.REVIEWER, "rita")
    page = editor.get(address("review", [case]))
    assert "Approve and publish" not in text_of(page)
    asked = editor.post("/admin/sanctions/publication/request/", looked_at(page) | {"because": "please"}, follow=True)
    assert "Review is asked for: 5 records." in text_of(asked)

    waiting = reviewer.get("/admin/sanctions/publication/waiting/")
    ((request, link),) = waiting.context["requests"]
    assert (request.by_name, request.because, len(request.records)) == ("anna", "please", 5)
    page = reviewer.get(link)
    assert "Approve and publish" in text_of(page)
    done = reviewer.post(link, looked_at(page) | {"because": "checked"}, follow=True)
    assert "as publication 1." in text_of(done)
    assert set(public().values()) == {"published"}
    assert len(public()) == 5
    publication = Publication.objects.get()
    assert (publication.by_name, publication.because) == ("rita", "checked")
    lines = [(line.event, line.by_name, line.via) for line in Journal.objects.filter(record_uid=case.uid)]
    assert lines[:3] == [
        ("saved", "anna", "tests"),
        ("review_requested", "anna", "admin"),
        ("approved", "rita", "admin"),
    ]
    assert "Nothing waits for review." in text_of(reviewer.get("/admin/sanctions/publication/waiting/"))


def test_review_is_not_asked_for_what_nobody_may_publish() -> None:
    case = make.sanction(make.target("Iran Air"), reference="IRN0240")
    Citation.objects.all().delete()
    editor = a(Role.EDITOR, "anna")
    page = editor.get(address("review", [case]))
    assert "the measure Asset freeze has no source" in text_of(page)
    assert "Mend it, then ask for review." in text_of(page)
    assert "Ask for review</button>" not in text_of(page)
    asked = editor.post("/admin/sanctions/publication/request/", looked_at(page), follow=True)
    assert "the measure Asset freeze has no source" in text_of(asked)
    assert not Journal.objects.filter(event="review_requested").exists()


def test_an_event_without_a_source_stands_out() -> None:
    case = make.sanction(make.target("Iran Air"), reference="IRN0240")
    page = a(Role.REVIEWER, "rita").get(address("review", [case]))
    assert page.context["bare"] == [f"{case}: Entered into force, 2024-09-10"]
    assert "1 event has no source:" in text_of(page)
    assert '<p class="rv-none">No source is cited.</p>' in text_of(page)
    make.saved(case, *make.cited(case.events.get()))
    page = a(Role.REVIEWER, "rita").get(address("review", [case]))
    assert page.context["bare"] == []
    assert '<p class="rv-none">No source is cited.</p>' not in text_of(page)


def test_a_reviewer_sees_which_words_nobody_could_check() -> None:
    case = make.sanction(make.target("Iran Air"), reference="IRN0240")
    page = a(Role.REVIEWER, "rita").get(address("review", [case]))
    assert "not checked against a text" in text_of(page)
    document = next(one for one, *_ in page.context["proposals"] if one.record._meta.model_name == "document")
    (words,) = document.difference.parts
    assert [(line.name, line.after) for line in words.lines if "checked" in line.name] == [
        ("checked against text", "no")
    ]


def test_nobody_publishes_what_they_wrote_themselves_and_the_page_says_so_beforehand(settings: Settings) -> None:
    authority = make.authority()
    make.saved(authority, by=make.user("rita"))
    reviewer = a(Role.REVIEWER, "rita")
    words = "rita changed it since it was last published; another person must publish it."
    page = reviewer.get(address("review", [authority]))
    assert words in text_of(page)
    assert "Approve and publish" not in text_of(page)
    assert words in text_of(published(reviewer, authority))
    assert not Publication.objects.exists()

    settings.SECOND_PERSON_REQUIRED = False
    assert "Here one person may publish" in text_of(reviewer.get(address("review", [authority])))
    assert "as publication 1." in text_of(published(reviewer, authority))


def test_a_measure_without_a_source_is_published_by_no_button() -> None:
    case = make.sanction(types=["asset_freeze"])
    case.measures.get().citations.all().delete()
    for response in (published(a(Role.REVIEWER), case), published(a(Role.ADMINISTRATOR), case)):
        assert "the measure Asset freeze has no source. Cite the passage that says so." in text_of(response)
    assert not Publication.objects.exists()
    assert not Journal.objects.filter(event="approved").exists()


def test_what_moved_on_since_it_was_looked_at_is_not_published() -> None:
    target, reviewer = make.target("Iran Air"), a(Role.REVIEWER)
    page = reviewer.get(address("review", [target]))
    make.saved(Target.get(target.uid), by=make.user("anna"))
    response = reviewer.post(address("review", [target]), looked_at(page))
    assert "was changed since it was reviewed (revision 1, now 2)" in text_of(response)
    assert not Publication.objects.exists()
    asked = a(Role.EDITOR).post("/admin/sanctions/publication/request/", looked_at(page), follow=True)
    assert "was saved by somebody else" in text_of(asked)
    assert not Journal.objects.filter(event="review_requested").exists()


def test_publishing_twice_makes_one_publication() -> None:
    target, reviewer = make.target("Iran Air"), a(Role.REVIEWER)
    page = reviewer.get(address("review", [target]))
    for expected in ("Published Iran Air as publication 1.", "Nothing to publish"):
        assert expected in text_of(reviewer.post(address("review", [target]), looked_at(page), follow=True))
    assert Publication.objects.count() == 1


def test_a_set_is_published_whole_or_not_at_all() -> None:
    good, bad = make.target("Iran Air"), make.target("Nameless")
    bad.names.all().delete()
    response = published(a(Role.REVIEWER), good, bad)
    assert "a target needs a name to be shown under" in text_of(response)
    assert not Publication.objects.exists()


def test_withdrawing_takes_a_reason_and_takes_it_out_of_what_is_public() -> None:
    target, reviewer = make.target("Iran Air"), a(Role.REVIEWER)
    make.publish_everything()
    where = address("withdraw", [target])
    assert "Iran Air" in text_of(reviewer.get(where))
    assert "say why: readers are told the reason." in text_of(reviewer.post(where, {"because": " "}))
    assert public() == {"Iran Air": "published"}
    done = reviewer.post(where, {"because": "entered in error"}, follow=True)
    assert "Withdrew Iran Air as publication 2." in text_of(done)
    assert public() == {"Iran Air": "withdrawn"}


def test_what_something_public_names_is_not_withdrawn_alone() -> None:
    target = make.target("Iran Air")
    case = make.sanction(target, reference="IRN0240")
    make.publish_everything()
    response = a(Role.REVIEWER).post(address("withdraw", [target]), {"because": "error"})
    assert f"is named by GB IRN0240 ({case.uid}); take that along." in text_of(response)
    both = a(Role.REVIEWER).post(address("withdraw", [target, case]), {"because": "error"}, follow=True)
    assert "Withdrew 2 records as publication 2." in text_of(both)


def test_an_administrator_alone_erases_and_only_what_was_chosen() -> None:
    target = make.target("Iran Air")
    make.publish_everything()
    target.refresh_from_db()
    make.saved(target, make.name(target, "Homa"))
    make.publish_everything(at=make.later())
    where = address("redact", [target])
    sent = {"number": "1", "because": "order of a court"}
    for role in (Role.VIEWER, Role.EDITOR, Role.REVIEWER):
        assert a(role).get(where).status_code == 403
        assert a(role).post(where, sent).status_code == 403
    administrator = a(Role.ADMINISTRATOR)
    assert "there is nothing to erase." in text_of(administrator.post(where, {"because": "order of a court"}))
    assert Edition.objects.filter(state="redacted").count() == 0
    assert "Erased for good, as publication 3." in text_of(administrator.post(where, sent, follow=True))
    assert list(Edition.objects.order_by("number").values_list("state", flat=True)) == ["redacted", "published"]


def test_only_who_may_see_a_record_reviews_it_and_only_what_is_there() -> None:
    target = make.target("Iran Air")
    stranger = Client()
    person = make.user("sam")
    person.is_staff = True
    person.save()
    stranger.force_login(person)
    assert stranger.get(address("review", [target])).status_code == 403
    viewer = a(Role.VIEWER)
    assert viewer.get(address("review", [target])).status_code == 200
    sent = looked_at(viewer.get(address("review", [target])))
    for page in ("review", "request", "withdraw"):
        assert viewer.post(address(page, [target]), sent | {"because": "x"}).status_code == 403
    assert viewer.get("/admin/sanctions/publication/review/?uid=nobody").status_code == 404
    assert viewer.get("/admin/sanctions/publication/review/").status_code == 404
    assert not Journal.objects.exists()


def test_records_chosen_from_a_list_are_reviewed_together() -> None:
    first, second = make.authority("FR"), make.authority("DE")
    sent = {"action": "publish_selected", "_selected_action": [first.pk, second.pk], "index": 0}
    page = a(Role.REVIEWER).post(url(Authority, "changelist"), sent, follow=True)
    assert {one.record for one, *_ in page.context["proposals"]} == {first, second}
    sent["action"] = "request_review_selected"
    page = a(Role.EDITOR).post(url(Authority, "changelist"), sent, follow=True)
    assert {one.record for one, *_ in page.context["proposals"]} == {first, second}


def test_the_page_of_a_record_leads_to_its_other_versions() -> None:
    case = make.sanction()
    administrator = a(Role.ADMINISTRATOR)
    draft = text_of(administrator.get(url(case, "change")))
    assert "Review what would be published" in draft
    assert "/withdraw/?uid=" not in draft
    make.publish_everything()
    page = text_of(administrator.get(url(Sanction.objects.get(), "change")))
    assert "As edition 1 says" in page
    assert f"/withdraw/?uid={case.uid}" in page
    assert f"/redact/?uid={case.uid}" in page
    assert "/withdraw/?uid=" not in text_of(a(Role.EDITOR).get(url(case, "change")))


def test_a_longer_review_costs_no_more_queries() -> None:
    reviewer = a(Role.REVIEWER)

    def queries(number: int) -> int:
        records = [make.sanction(make.target(f"T{number}-{n}"), reference=f"{number}-{n}") for n in range(number)]
        with CaptureQueriesContext(connection) as captured:
            assert reviewer.get(address("review", records)).status_code == 200
        return len(captured)

    queries(1)  # fills what Django remembers for the process
    assert queries(12) == queries(2)


# --- Sending back, and taking back ------------------------------------------------------------------------------------


def asked(browser: Client, *records: Record) -> None:
    """Opens the review of these records and asks for it."""
    page = browser.get(address("review", records))
    browser.post(address("request", records), looked_at(page))


def test_what_a_reviewer_sends_back_is_told_to_whoever_asked_on_every_page_and_leaves_the_queue() -> None:
    target = make.target("Iran Air")
    editor, reviewer = a(Role.EDITOR, "anna"), a(Role.REVIEWER, "rita")
    asked(editor, target)
    page = reviewer.get(address("review", [target]))
    assert "Send back" in text_of(page)
    assert "Take my request back" not in text_of(page)
    done = reviewer.post(address("send_back", [target]), {"because": "cite the notice"}, follow=True)
    assert "Sent back: Iran Air." in text_of(done)
    assert "Nothing waits for review." in text_of(done)

    (card,) = [card for card in editor.get("/admin/").context["cards"] if card.title == "Returned to you"]
    assert [(link.text, link.about) for link in card.links] == [("Iran Air", "rita: “cite the notice”")]
    assert "Returned to you" not in {card.title for card in reviewer.get("/admin/").context["cards"]}
    for where in (url(target, "change"), address("review", [target])):
        assert "rita sent it back" in text_of(editor.get(where)) or "rita sent this back" in text_of(editor.get(where))
        assert "cite the notice" in text_of(editor.get(where))
    assert [(one.what, one.because) for one in editor.get(url(target, "history")).context["moments"]] == [
        ("sent back", "cite the notice"),
        ("sent for review", ""),
    ]
    asked(editor, target)
    assert "sent this back" not in text_of(editor.get(url(target, "change")))
    assert len(reviewer.get("/admin/sanctions/publication/waiting/").context["requests"]) == 1


def test_a_request_is_sent_back_with_a_word_or_not_at_all() -> None:
    target = make.target("Iran Air")
    asked(a(Role.EDITOR, "anna"), target)
    reviewer = a(Role.REVIEWER)
    refused = reviewer.post(address("send_back", [target]), {"because": " "}, follow=True)
    assert "Say what is to be done" in text_of(refused)
    for page in ("send_back", "recall"):
        assert reviewer.get(address(page, [target])).status_code == 405
    assert not Journal.objects.filter(event="returned").exists()


def test_an_editor_takes_back_their_own_request_from_the_page_of_the_record() -> None:
    target = make.target("Iran Air")
    anna, ben = a(Role.EDITOR, "anna"), a(Role.EDITOR, "ben")
    asked(anna, target)
    assert "anna asked for review" in text_of(ben.get(url(target, "change")))
    assert "Take my request back" not in text_of(ben.get(url(target, "change")))
    refused = ben.post(address("recall", [target]), follow=True)
    assert "Nothing of this waits for a review that you asked for." in text_of(refused)
    assert "Take my request back" in text_of(anna.get(url(target, "change")))
    done = anna.post(address("recall", [target]), follow=True)
    assert "it no longer waits for review: Iran Air." in text_of(done)
    assert "Nothing waits for review." in text_of(anna.get("/admin/sanctions/publication/waiting/"))


def test_markup_in_an_answer_stays_text() -> None:
    target, payload = make.target("Iran Air"), "<script>alert(1)</script>"
    editor = a(Role.EDITOR, "anna")
    asked(editor, target)
    a(Role.REVIEWER).post(address("send_back", [target]), {"because": payload})
    for where in ("/admin/", url(target, "change"), url(target, "history"), address("review", [target])):
        assert "&lt;script&gt;alert(1)" in text_of(editor.get(where)), where
        assert payload not in text_of(editor.get(where)), where
