"""What makes a day of entering bearable: likenesses, another like this, and nothing saved twice or lost."""

import pytest

from articles.models import Document, Journal
from articles.models.record import new_uid
from sanctions.models import Act, Authority, Event, Measure, ProgrammeLink, Sanction, Target
from sanctions.vocabulary.reference_scheme import REFERENCE_SCHEMES
from tests import factories as make
from tests.sanctions.admin.entering import Typed, add, as_shown, change, login, prepared, rows, text_of, url

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def called(*names: str) -> Typed:
    """The rows of names, the first of which is shown."""
    typed = [{"full": name, "kind": "primary" if not n else "alias"} for n, name in enumerate(names)]
    return rows("names", {**typed[0], "is_display": "on"}, *typed[1:])


# --- Here already -----------------------------------------------------------------------------------------------------


def test_a_target_of_a_known_name_is_shown_before_it_is_saved_and_saved_when_it_is_another() -> None:
    known = make.target("Īrān Air")
    browser = login(superuser=True)
    refused = add(browser, Target, kind="company", **called("Airline", "IRAN  AIR"))
    page = text_of(refused)
    assert url(known, "change") in page
    assert "None of these: save it as another." in page
    assert 'value="IRAN  AIR"' in page
    assert Target.objects.count() == 1
    accepted = refused.context["adminform"].form.refusal.key
    assert add(browser, Target, kind="company", accepted=accepted, **called("Airline", "IRAN  AIR")).status_code == 302
    assert Target.objects.count() == 2


def test_a_public_name_and_a_number_are_recognised_too() -> None:
    make.target("Homa", make.identifier("imo", "9074729"))
    make.publish_everything()
    browser = login(superuser=True)
    assert "is called Homa" in text_of(add(browser, Target, kind="vessel", **called("HOMA")))
    number = rows("identifiers", {"scheme": "imo", "value": "IMO 9074729"})
    page = text_of(add(browser, Target, kind="vessel", **called("Another"), **number))
    assert "bears the IMO ship number 9074729" in page
    assert Target.objects.count() == 1


def test_a_change_that_touches_no_name_asks_nothing() -> None:
    make.target("Homa")
    second = make.target("Homa")
    assert change(login(superuser=True), second, {"note": "another of that name"}).status_code == 302


def test_a_document_of_the_same_address_and_an_act_of_the_same_number_are_shown_first() -> None:
    text = make.document(url="https://example.org/a")
    scheme = REFERENCE_SCHEMES.codes[0]
    make.act("Decision", reference="2024/2697", reference_scheme=scheme)
    browser = login(superuser=True)
    typed = {"title": "B", "kind": "news", "publisher": text.publisher.pk, "url": "https://example.org/a"}
    assert "stands at https://example.org/a" in text_of(add(browser, Document, **typed))
    typed = {"title": "B", "kind": "decision", "issuers": [make.authority().pk]}
    page = text_of(add(browser, Act, reference="2024/2697", reference_scheme=scheme, **typed))
    assert "has the number 2024/2697" in page
    assert (Document.objects.count(), Act.objects.count()) == (1, 1)


# --- Once -------------------------------------------------------------------------------------------------------------


def test_a_form_that_is_sent_twice_makes_one_record() -> None:
    browser = login(superuser=True)
    sent = as_shown(prepared(browser, url(Target, "add"))) | {"kind": "company", **called("Homa")}
    assert browser.post(url(Target, "add"), sent).status_code == 302
    again = browser.post(url(Target, "add"), sent, follow=True)
    assert "was saved already" in text_of(again)
    assert again.redirect_chain[-1][0] == url(Target.objects.get(), "change")
    assert Journal.objects.filter(event="saved").count() == 1


def test_a_uid_that_nobody_drew_is_not_taken_from_a_form() -> None:
    browser = login(superuser=True)
    assert add(browser, Target, kind="company", uid_given="GB", **called("Homa")).status_code == 200
    given = new_uid()
    assert add(browser, Target, kind="company", uid_given=given, **called("Homa")).status_code == 302
    assert Target.objects.get().uid == given
    assert add(browser, Authority, uid="GB", name="United Kingdom", kind="state").status_code == 302
    assert Authority.objects.get().uid == "GB"


# --- Another like this ------------------------------------------------------------------------------------------------


def cases() -> tuple[Act, Sanction]:
    """An act, and a case under it with two measures, each with its event."""
    act = make.act("Designations of 18 November", made_on="2024-11-18")
    case = make.sanction(
        make.target("Homa"), types=["asset_freeze", "travel_ban"], reference="IRN0240", grounds="Theirs"
    )
    case.events.update(act=act)
    make.saved(case, ProgrammeLink(sanction=case, programme=make.programme()))
    return act, case


def test_the_next_case_starts_with_what_the_last_one_had_and_each_event_with_its_measure() -> None:
    act, case = cases()
    browser = login(superuser=True)
    shown = as_shown(prepared(browser, f"{url(Sanction, 'add')}?like={case.pk}"))
    assert shown["authority"] == case.authority.pk
    assert not {"reference", "grounds", "target"} & {key for key, value in shown.items() if value}
    by_act = as_shown(prepared(browser, f"{url(Sanction, 'add')}?act={act.pk}"))
    assert {**by_act, "uid_given": ""} == {**shown, "uid_given": ""}

    sent = {**shown, "target": make.target("Iran Air").pk, "reference": "IRN0241"}
    assert browser.post(f"{url(Sanction, 'add')}?like={case.pk}", sent).status_code == 302
    new = Sanction.objects.get(reference="IRN0241")
    kept = {(event.measure.type, event.kind, event.done_on, event.act) for event in new.events.all() if event.measure}
    freeze = ("entered_into_force", "2024-09-10", act)
    assert kept == {("asset_freeze", *freeze), ("travel_ban", *freeze)}
    assert new.programme_links.count() == 1


def test_the_first_case_of_an_act_starts_with_its_issuer_and_day() -> None:
    act = make.act("Designations", made_on="2024-11-18")
    shown = as_shown(prepared(login(superuser=True), f"{url(Sanction, 'add')}?act={act.pk}"))
    assert (shown["authority"], shown["events-0-act"], shown["events-0-done_on"]) == (
        make.authority().pk,
        act.pk,
        "2024-11-18",
    )


def test_save_and_add_another_leads_to_the_next_filled_in_after_this_one() -> None:
    browser = login(superuser=True)
    details = rows("details", {"kind": "nationality", "value": "IR"})
    page = url(Target, "add")
    sent = as_shown(prepared(browser, page)) | {"kind": "person", "_addlike": "", **called("Ali"), **details}
    response = browser.post(page, sent, follow=True)
    assert response.redirect_chain[-1][0] == f"{page}?like={Target.objects.get().pk}"
    assert "Filled in as in <strong>Ali</strong>" in text_of(response)
    shown = as_shown(response)
    assert (shown["kind"], shown["details-0-value"]) == ("person", "IR")
    assert "names-0-full" not in shown or not shown["names-0-full"]


def test_nothing_is_filled_in_from_what_one_may_not_see_or_what_is_not_there() -> None:
    act, case = cases()
    eva = login("eva", "sanctions.add_sanction")
    for address in (f"like={case.pk}", f"act={act.pk}", "like=999999", "like=x&act=x", "act=²"):
        assert not prepared(eva, f"{url(Sanction, 'add')}?{address}").context_data["filled_in_after"], address


def test_what_is_wrong_is_listed_above_the_form_with_the_way_to_each_field() -> None:
    _, case = cases()
    events = list(case.events.all())
    page = text_of(
        change(login(superuser=True), case, {"events-0-done_on": "10.9.2024", "measures-1-notice": "a year"})
    )
    assert '<a href="#id_events-0-done_on">Event #1, done</a>' in page
    assert "Measure #2" in page
    assert list(case.events.all()) == events
    assert Event.objects.count() == Measure.objects.count() == 2
