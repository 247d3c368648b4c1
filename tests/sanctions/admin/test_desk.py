import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from articles.models import Document, Journal, Passage
from sanctions.models import Authority, Edition, Identifier, Name, Sanction, Target
from tests import factories as make
from tests.sanctions.admin.entering import act, add, as_shown, change, login, rows, text_of, url
from tests.sanctions.admin.world import one_of_everything

pytestmark = pytest.mark.django_db

MODELS: list[type[Model]] = sorted(
    (model for model in admin.site._registry if model._meta.app_label in ("articles", "sanctions")),
    key=lambda model: model._meta.label,
)
EDITED = [model for model in MODELS if admin.site._registry[model].actions]


def state_of_everything() -> list[object]:
    """All that a request could have changed."""
    watched: list[type[Model]] = [*MODELS, LogEntry]
    return [list(model._default_manager.order_by("pk").values()) for model in watched]


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_every_page_opens_and_looking_changes_nothing() -> None:
    one_of_everything()
    browser, before = login(superuser=True), state_of_everything()
    for model in MODELS:
        row = model._default_manager.first()
        assert row is not None, model
        assert browser.get(url(model, "changelist")).status_code == 200, model
        assert browser.get(url(row, "change")).status_code == 200, model
        assert browser.get(url(row, "history")).status_code == 200, model
        expected = 200 if model in EDITED else 403
        assert browser.get(url(model, "add")).status_code == expected, model
        assert browser.get(url(row, "delete")).status_code == expected, model
    assert state_of_everything() == before


@pytest.mark.once
def test_a_longer_list_costs_no_more_queries() -> None:
    browser = login(superuser=True)

    def queries(model: type[Model]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url(model, "changelist")).status_code == 200
        return len(captured)

    one_of_everything(1)
    queries(Target)  # fills what Django remembers for the process
    few = {model: queries(model) for model in MODELS}
    one_of_everything(2)
    assert {model: queries(model) for model in MODELS} == few


def test_a_target_is_found_by_any_name_number_or_part_of_them() -> None:
    iran_air = make.target("Iran Air", make.name(Target(), "Homa"), make.identifier("imo", "9074729"))
    make.target("Aeroflot")
    for words in ("iran", "homa", "air homa", "9074729", iran_air.uid):
        response = login(superuser=True).get(url(Target, "changelist"), {"q": words})
        assert list(response.context["cl"].queryset) == [iran_air], words


def test_references_are_searched_for_and_never_listed_whole() -> None:
    make.target("Iran Air")
    make.target("Aeroflot")
    browser = login(superuser=True)
    assert "Aeroflot" not in text_of(browser.get(url(Sanction, "add")))
    asked = {"app_label": "sanctions", "model_name": "sanction", "field_name": "target", "term": "aero"}
    assert [one["text"] for one in browser.get("/admin/autocomplete/", asked).json()["results"]] == ["Aeroflot"]


# --- Saving -----------------------------------------------------------------------------------------------------------


def test_a_target_and_its_names_are_saved_in_one_journalled_act() -> None:
    browser = login(superuser=True)
    names = rows(
        "names", {"full": "Iran Air", "kind": "primary", "is_display": "on"}, {"full": "Homa", "kind": "alias"}
    )
    assert add(browser, Target, kind="company", **names).status_code == 302
    target = Target.objects.get()
    assert (target.revision, target.label, target.names.count()) == (1, "Iran Air", 2)
    line = Journal.objects.get()
    assert (line.event, line.by_name, line.via, line.revision) == ("saved", "anna", "admin", 1)
    assert not LogEntry.objects.exists()

    assert change(browser, target, {"names-0-full": "Iran Air (Homa)"}).status_code == 302
    target.refresh_from_db()
    assert (target.revision, target.label) == (2, "Iran Air (Homa)")
    assert [line.revision for line in Journal.objects.all()] == [1, 2]


def test_relations_to_several_records_are_saved_with_the_record() -> None:
    act_, second = make.act(), make.authority("FR")
    change(login(superuser=True), act_, {"issuers": [make.authority().pk, second.pk]})
    assert {authority.uid for authority in act_.issuers.all()} == {"GB", "FR"}


def test_a_stale_form_is_refused_and_keeps_what_was_typed() -> None:
    target = make.target("Iran Air", make.name(Target(), "Homa"), make.name(Target(), "IRA"))
    browser = login(superuser=True)
    opened = browser.get(url(target, "change"))
    homa = target.names.get(full="Homa")
    make.saved(Target.get(target.uid), removed=[homa], by=make.user("ben"))
    before = state_of_everything()

    typed = {"names-2-full": "typed by anna", "note": "a note by anna"}
    response = change(browser, target, typed, opened=opened)

    page = text_of(response)
    assert response.status_code == 200
    assert "was saved by somebody else" in page
    assert "ben, 2024-09-11 12:00 UTC" in page
    assert "typed by anna" in page
    assert "a note by anna" in page
    assert state_of_everything() == before


def test_a_form_without_the_revision_that_was_seen_is_refused() -> None:
    target = make.target()
    browser = login(superuser=True)
    shown = as_shown(browser.get(url(target, "change")))
    del shown["revision_seen"]
    assert "was saved by somebody else" in text_of(browser.post(url(target, "change"), shown | {"note": "x"}))
    assert Target.objects.get().note == ""


def test_a_text_goes_through_a_browser_without_a_change_to_it() -> None:
    case = make.sanction(grounds="  Grounds,\nas printed. \n")
    text = make.document(text="\n  First line.\nSecond line.  \n")
    browser = login(superuser=True)
    for record in (text, case):
        shown = as_shown(browser.get(url(record, "change")))
        sent = {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in shown.items()}
        assert browser.post(url(record, "change"), sent).status_code == 302
    kept, grounds = Document.get(text.uid), Sanction.get(case.uid).grounds
    assert (kept.text, kept.text_sha256, grounds) == (text.text, text.text_sha256, case.grounds)


def test_line_breaks_that_are_typed_are_kept_as_one_character() -> None:
    note = make.target()
    change(login(superuser=True), note, {"note": "One\r\ntwo\rthree"})
    assert Target.get(note.uid).note == "One\ntwo\nthree"


def test_a_text_that_came_with_other_line_breaks_keeps_them() -> None:
    text = make.document(text="First line.\r\nSecond line.")
    change(login(superuser=True), text, {"title": "Another title"})
    kept = Document.get(text.uid)
    assert (kept.title, kept.text) == ("Another title", "First line.\r\nSecond line.")


def test_a_wrong_date_is_answered_with_right_ones_and_everything_stays_in_the_form() -> None:
    case = make.sanction()
    response = change(login(superuser=True), case, {"events-0-done_on": "10.9.2024", "grounds": "their words"})
    assert response.status_code == 200
    assert "“10.9.2024” is not a date Interdict can read. Write 2024-09-10, 2024-09 or 2024" in text_of(response)
    assert "their words" in text_of(response)
    assert Sanction.objects.get().revision == case.revision


def test_what_only_editing_can_see_is_said_on_the_form() -> None:
    passage = make.passage("the exact words")
    make.sanction(None, types=["asset_freeze"])
    make.saved(Target.objects.get(), *make.cited(Target.objects.get(), passage_=passage))
    prefix = "passages-0"
    response = change(login(superuser=True), passage.document, {f"{prefix}-quote": "other words", "note": "kept"})
    assert "Facts are cited to these words. Make a new passage instead." in text_of(response)
    assert "kept" in text_of(response)
    assert Passage.objects.get(pk=passage.pk).quote == "the exact words"


# --- Deleting ---------------------------------------------------------------------------------------------------------


def test_deleting_asks_first_and_tells_what_goes_along() -> None:
    target = make.target("Iran Air", make.name(Target(), "Homa"))
    browser = login(superuser=True)
    asked = browser.get(url(target, "delete"))
    assert "2 names" in text_of(asked)
    sent = {"confirmed": "yes", "seen": f"{target.pk}:{target.revision}", "because": "entered twice"}
    assert browser.post(url(target, "delete"), sent).status_code == 302
    assert not Target.objects.exists()
    assert Journal.objects.filter(event="deleted", because="entered twice", by_name="anna").count() == 1


def test_a_record_in_use_is_not_deleted_and_its_users_are_named() -> None:
    target = make.target("Iran Air")
    case = make.sanction(target, reference="IRN0240")
    browser, before = login(superuser=True), state_of_everything()
    sent = {"confirmed": "yes", "seen": f"{target.pk}:{target.revision}"}
    asked = browser.get(url(target, "delete"))
    assert f"Iran Air: cannot be deleted, because it is used by designation / case “{case}”." in text_of(asked)
    assert "Yes, delete" not in text_of(asked)
    assert ">Delete</button>" not in re.sub(r"\s", "", text_of(asked))
    one = browser.post(url(target, "delete"), sent)
    bulk = act(browser, Target, "delete_selected", target, make.target("Aeroflot"), because="")
    for response in (one, bulk):
        assert "Iran Air: cannot be deleted, because it is used by" in text_of(response)
        assert str(case) in text_of(response)
    Target.objects.get(label="Aeroflot").delete()
    Name.objects.filter(full="Aeroflot").delete()
    Journal.objects.filter(record_label="Aeroflot").delete()
    assert state_of_everything() == before


def test_selected_records_are_deleted_all_or_none_as_they_were_seen() -> None:
    first, second = make.target("First"), make.target("Second")
    browser = login(superuser=True)
    assert Target.objects.count() == 2
    assert act(browser, Target, "delete_selected", first, second, because="twice").status_code == 302
    assert not Target.objects.exists()

    third = make.target("Third")
    sent = {"action": "delete_selected", "_selected_action": third.pk, "confirmed": "yes", "seen": f"{third.pk}:0"}
    assert "was saved by somebody else" in text_of(browser.post(url(Target, "changelist"), sent))
    assert Target.objects.get() == third


def test_a_public_record_is_withdrawn_before_it_is_deleted() -> None:
    authority = make.authority()
    make.publish_everything()
    browser = login(superuser=True)
    assert not browser.get(url(authority, "change")).context["show_delete"]
    assert "the public edition of it; withdraw it first" in text_of(browser.get(url(authority, "delete")))
    response = act(browser, Authority, "delete_selected", authority, because="")
    assert "the public edition of it; withdraw it first" in text_of(response)
    assert Authority.objects.exists()


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_a_viewer_looks_and_changes_nothing() -> None:
    target = make.target("Iran Air")
    may = [f"{model._meta.app_label}.view_{model._meta.model_name}" for model in MODELS]
    viewer = login("vera", *may)
    before = state_of_everything()
    assert viewer.get(url(target, "change")).status_code == 200
    assert viewer.post(url(target, "change"), {"note": "x"}).status_code == 403
    assert viewer.post(url(Target, "add"), {"kind": "person"}).status_code == 403
    assert viewer.post(url(target, "delete"), {"confirmed": "yes", "seen": f"{target.pk}:1"}).status_code == 403
    for action in ("delete_selected", "publish_selected", "withdraw_selected"):
        sent = {"action": action, "_selected_action": target.pk, "confirmed": "yes", "seen": f"{target.pk}:1"}
        assert viewer.post(url(Target, "changelist"), sent).status_code == 403
    assert state_of_everything() == before


def test_who_may_change_a_record_may_change_its_facts() -> None:
    target = make.target("Iran Air")
    editor = login("eva", "sanctions.view_target", "sanctions.change_target")
    assert change(editor, target, {"names-0-full": "Homa"}).status_code == 302
    assert Name.objects.get().full == "Homa"


def test_strangers_are_sent_to_the_login() -> None:
    outsider = login("otto")
    outsider.logout()
    for model in MODELS:
        assert outsider.get(url(model, "changelist")).status_code == 302
        assert outsider.post(url(model, "changelist"), {"action": "delete_selected"}).status_code == 302


# --- Facts of another layer -------------------------------------------------------------------------------------------


def test_a_fact_of_another_layer_is_shown_and_no_forged_form_changes_it() -> None:
    target = make.target("Iran Air")
    theirs = Name.objects.create(target=target, full="IRAN AIR", layer="UK")
    wrong = Identifier.objects.create(target=target, scheme="imo", value="1234568", layer="UK")
    browser = login(superuser=True)
    page = text_of(browser.get(url(target, "change")))
    assert re.search(r'value="IRAN AIR"[^>]*disabled|disabled[^>]*value="IRAN AIR"', page)

    forged = {"names-1-full": "forged", "names-1-DELETE": "on", "identifiers-0-value": "forged", "note": "mine"}
    assert change(browser, target, forged).status_code == 302
    theirs.refresh_from_db()
    wrong.refresh_from_db()
    assert (theirs.full, wrong.value, Target.objects.get().note) == ("IRAN AIR", "1234568", "mine")


def test_of_a_record_of_a_list_an_editor_changes_the_note_alone() -> None:
    case = make.sanction(reference="IRN0240")
    Sanction.objects.update(layer="UK")
    assert change(login(superuser=True), case, {"grounds": "forged", "note": "mine"}).status_code == 302
    case.refresh_from_db()
    assert (case.grounds, case.note) == ("", "mine")


def test_editions_are_never_written_by_looking_at_them() -> None:
    make.target()
    make.publish_everything()
    edition = Edition.objects.first()
    assert edition is not None
    browser, before = login(superuser=True), state_of_everything()
    assert browser.post(url(edition, "change"), {"label": "forged"}).status_code == 403
    assert browser.post(url(edition, "delete"), {"post": "yes"}).status_code == 403
    assert browser.post(url(Edition, "add"), {"label": "forged"}).status_code == 403
    assert state_of_everything() == before
