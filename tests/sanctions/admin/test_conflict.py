import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Publisher
from sanctions.admin import conflict
from sanctions.models import Citation, Event, Identifier, Name, Sanction, Target
from tests import factories as make
from tests.sanctions.admin.entering import as_shown, change, login, rows, text_of, url

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def opened_and_overtaken(browser: Client, record: Any, **columns: Any) -> Any:
    """Opens the page of a record; then Ben changes these columns of it."""
    opened = browser.get(url(record, "change"))
    other = type(record).get(record.uid)
    for column, value in columns.items():
        setattr(other, column, value)
    make.saved(other, by=make.user("ben"))
    return opened


def kept(page: Any) -> dict[str, Any]:
    """All that the page of a conflict sends again, and what it proposes."""
    sent: dict[str, list[str]] = {}
    for name, value in page.context["kept"]:
        sent.setdefault(name, []).append(value)
    picks = {
        f"pick:{choice.name}": choice.picked
        for section in page.context["sections"]
        for choice in section.choices
        if choice.picked
    }
    return {**sent, **picks, "_resolve": "yes", "_against": page.context["revision"]}


def choices(page: Any) -> dict[str, tuple[str, str, str]]:
    """What differs: the field, mine, theirs, and whose is proposed."""
    return {
        choice.name: (choice.mine, choice.theirs, choice.picked)
        for section in page.context["sections"]
        for choice in section.choices
    }


def test_the_second_to_save_sees_both_versions_and_who_saved_the_first() -> None:
    paper, browser = make.saved(Publisher(name="The Paper")), login(superuser=True)
    opened = opened_and_overtaken(browser, paper, name="The Post", country="GB")
    page = change(browser, paper, {"name": "The Times", "note": "by anna"}, opened=opened)
    assert page.status_code == 200
    assert "was saved by somebody else since you opened it (you saw revision 1, it is now 2)" in text_of(page)
    assert "ben, 2024-09-11 12:00 UTC" in text_of(page)
    assert choices(page) == {
        "name": ("The Times", "The Post", ""),  # both changed it: anna says
        "country": ("", "GB", "theirs"),
        "note": ("by anna", "", "mine"),
    }
    paper.refresh_from_db()
    assert (paper.name, paper.country, paper.note, paper.revision) == ("The Post", "GB", "", 2)


def test_what_is_chosen_is_saved_and_nothing_else_is_lost() -> None:
    paper, browser = make.saved(Publisher(name="The Paper")), login(superuser=True)
    opened = opened_and_overtaken(browser, paper, name="The Post", country="GB")
    page = change(browser, paper, {"name": "The Times", "note": "by anna"}, opened=opened)
    undecided = browser.post(url(paper, "change"), kept(page))
    assert "Say for each line whose version shall stand." in text_of(undecided)
    assert undecided.context["kept"] == page.context["kept"]

    assert browser.post(url(paper, "change"), kept(page) | {"pick:name": "mine"}).status_code == 302
    paper.refresh_from_db()
    assert (paper.name, paper.country, paper.note, paper.revision) == ("The Times", "GB", "by anna", 3)


def test_both_versions_can_be_put_together_and_edited_on() -> None:
    paper, browser = make.saved(Publisher(name="The Paper")), login(superuser=True)
    opened = opened_and_overtaken(browser, paper, country="GB")
    page = change(browser, paper, {"note": "by anna"}, opened=opened)
    form = browser.post(url(paper, "change"), kept(page) | {"_edit": "yes"})
    assert "Both versions are put together here as you chose. Nothing is saved yet." in text_of(form)
    assert Publisher.objects.get().note == ""
    assert change(browser, paper, {"name": "The Times"}, opened=form).status_code == 302
    paper.refresh_from_db()
    assert (paper.name, paper.country, paper.note) == ("The Times", "GB", "by anna")


def test_a_third_version_saved_while_choosing_is_met_as_well() -> None:
    paper, browser = make.saved(Publisher(name="The Paper")), login(superuser=True)
    opened = opened_and_overtaken(browser, paper, country="GB")
    page = change(browser, paper, {"note": "by anna"}, opened=opened)
    third = Publisher.get(paper.uid)
    third.note = "by ben"
    make.saved(third, by=make.user("ben"))
    again = browser.post(url(paper, "change"), kept(page))
    assert "While you were choosing, somebody saved it once more." in text_of(again)
    assert choices(again) == {"country": ("", "GB", "theirs"), "note": ("by anna", "by ben", "")}
    assert browser.post(url(paper, "change"), kept(again) | {"pick:note": "mine"}).status_code == 302
    paper.refresh_from_db()
    assert (paper.country, paper.note) == ("GB", "by anna")


def test_a_version_saved_in_the_very_moment_of_ours_is_met_too(monkeypatch: pytest.MonkeyPatch) -> None:
    paper, browser = make.saved(Publisher(name="The Paper")), login(superuser=True)
    opened = browser.get(url(paper, "change"))
    looks: list[object] = []

    def met(*asked: Any) -> Any:
        looks.append(asked)
        if len(looks) == 1:  # nobody else has saved it yet; now somebody has
            other = Publisher.get(paper.uid)
            other.country = "GB"
            make.saved(other, by=make.user("ben"))
            return None
        return conflict.met(*asked)

    monkeypatch.setattr("sanctions.admin.versions.met", met)
    page = change(browser, paper, {"note": "by anna"}, opened=opened)
    assert choices(page) == {"country": ("", "GB", "theirs"), "note": ("by anna", "", "mine")}


def test_rows_are_compared_by_fact_not_by_place() -> None:
    target = make.target("Iran Air", make.name(Target(), "Homa"), make.name(Target(), "IRA"), make.identifier())
    browser = login(superuser=True)
    opened = browser.get(url(target, "change"))
    homa, ira = (target.names.get(full=full) for full in ("Homa", "IRA"))
    ira.language = "fa"
    theirs = make.name(target, "Airline of Iran")
    make.saved(Target.get(target.uid), ira, theirs, removed=[homa], by=make.user("ben"))

    sent = as_shown(opened)
    place = {sent[f"names-{n}-full"]: n for n in range(3)}
    typed = {
        f"names-{place['IRA']}-full": "I.R.A.",
        f"names-{place['IRA']}-language": "en",
        **rows("names", {"full": "Iran Airlines", "kind": "alias"}, known=3),
    }
    page = browser.post(url(target, "change"), sent | typed)
    found = choices(page)
    assert found[f"names-{place['IRA']}-full"] == ("I.R.A.", "IRA", "mine")
    assert found[f"names-{place['IRA']}-language"][2] == ""
    assert found["names-3"][1:] == ("leave it out", "mine")
    assert "Iran Airlines" in found["names-3"][0]
    stays = " ".join(page.context["stays"])
    assert "Airline of Iran was added." in stays
    assert "Homa" in stays
    assert len(found) == 3

    answer = kept(page) | {f"pick:names-{place['IRA']}-language": "theirs"}
    assert browser.post(url(target, "change"), answer).status_code == 302
    names = {name.full: name.language for name in Name.objects.all()}
    assert names == {"Iran Air": "", "I.R.A.": "fa", "Airline of Iran": "", "Iran Airlines": ""}
    assert Identifier.objects.count() == 1


def test_what_one_changed_and_the_other_deleted_is_asked_both_ways() -> None:
    target = make.target("Iran Air", make.name(Target(), "Homa"), make.name(Target(), "IRA"))
    browser = login(superuser=True)
    opened = browser.get(url(target, "change"))
    homa, ira = (target.names.get(full=full) for full in ("Homa", "IRA"))
    ira.language = "fa"
    make.saved(Target.get(target.uid), ira, removed=[homa], by=make.user("ben"))
    sent = as_shown(opened)
    place = {sent[f"names-{n}-full"]: n for n in range(3)}
    typed = {f"names-{place['Homa']}-full": "HOMA", f"names-{place['IRA']}-DELETE": "on"}
    page = browser.post(url(target, "change"), sent | typed)
    found = choices(page)
    assert found[f"names-{place['Homa']}"][1:] == ("leave it deleted", "")
    assert found[f"names-{place['IRA']}-DELETE"] == ("delete it", "keep it; somebody else changed it", "")

    answer = {f"pick:names-{place['Homa']}": "mine", f"pick:names-{place['IRA']}-DELETE": "theirs"}
    assert browser.post(url(target, "change"), kept(page) | answer).status_code == 302
    assert {name.full for name in Name.objects.all()} == {"Iran Air", "HOMA", "IRA"}


def test_events_find_their_measures_again_whatever_was_added_or_deleted_meanwhile() -> None:
    case = make.sanction(types=["asset_freeze"])
    browser = login(superuser=True)
    opened = browser.get(url(case, "change"))
    theirs = make.measure(case, "arms_embargo")
    make.saved(Sanction.get(case.uid), theirs, make.event(theirs), by=make.user("ben"))

    new = {"measure": "row-2", "kind": "announced", "done_on": "2024-09-09", "done_basis": "stated"}
    typed = {
        **rows("measures", {"type": "travel_ban"}, known=1),
        **rows("events", new, known=1),
    }
    page = change(browser, case, typed, opened=opened)
    assert browser.post(url(case, "change"), kept(page)).status_code == 302
    events = {(event.measure.type, event.kind) for event in Event.objects.all() if event.measure}
    assert events == {
        ("asset_freeze", "entered_into_force"),
        ("arms_embargo", "entered_into_force"),
        ("travel_ban", "announced"),
    }


def test_dates_and_references_are_told_apart_by_who_changed_them() -> None:
    case, browser = make.sanction(reference="A1"), login(superuser=True)
    other = make.authority("FR")
    opened = browser.get(url(case, "change"))
    event = case.events.get()
    event.done_on = "2024-09-11"
    changed = Sanction.get(case.uid)
    changed.authority = other
    make.saved(changed, event, by=make.user("ben"))
    page = change(browser, case, {"grounds": "in anna's words"}, opened=opened)
    found = choices(page)
    assert found["authority"][2] == found["events-0-done_on"][2] == "theirs"
    assert found["grounds"] == ("in anna's words", "", "mine")
    assert "FR" in found["authority"][1]


def test_a_citation_typed_over_a_record_that_moved_on_is_not_lost() -> None:
    case = make.sanction()
    citation, browser = Citation.objects.get(), login(superuser=True)
    opened = browser.get(url(citation, "change"))
    make.saved(Sanction.get(case.uid), by=make.user("ben"))
    page = change(browser, citation, {"stance": "contradicts"}, opened=opened)
    assert "was saved by somebody else" in text_of(page)
    assert browser.post(url(citation, "change"), kept(page)).status_code == 302
    assert Citation.objects.get().stance == "contradicts"


def test_what_was_typed_over_a_deleted_record_can_be_entered_anew() -> None:
    target, browser = make.target("Iran Air"), login(superuser=True)
    opened = browser.get(url(target, "change"))
    Name.objects.all().delete()
    Target.objects.all().delete()
    typed = {"names-0-full": "Homa", "note": "by anna"}
    sent = as_shown(opened) | typed
    page = browser.post(f"/admin/sanctions/target/{opened.context['object_id']}/change/", sent)
    assert "Somebody else deleted this target since you opened it." in text_of(page)
    anew: dict[str, list[str]] = {}
    for name, value in page.context["kept"]:
        anew.setdefault(name, []).append(value)
    assert browser.post(page.context["anew"], anew).status_code == 302
    again = Target.objects.get()
    assert (again.names.get().full, again.note) == ("Homa", "by anna")


@pytest.mark.once
def test_what_was_typed_is_shown_as_text() -> None:
    payload = "<script>alert(1)</script>"
    target, browser = make.target("Iran Air"), login(superuser=True)
    opened = opened_and_overtaken(browser, target, note=payload)
    page = change(browser, target, {"note": payload + "2", "names-0-full": payload}, opened=opened)
    assert "pick:note" in text_of(page)
    assert not re.search(r"<script>alert", text_of(page))


def test_the_line_breaks_of_a_browser_are_no_difference() -> None:
    document, browser = make.document("Joint statement", text="First line.\nSecond line."), login(superuser=True)
    opened = opened_and_overtaken(browser, document, title="Another title")
    shown = as_shown(opened)
    sent = {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in shown.items()}
    page = browser.post(url(document, "change"), sent | {"note": "One\r\ntwo"})
    assert set(choices(page)) == {"title", "note"}
    assert browser.post(url(document, "change"), kept(page)).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.note) == ("Another title", "One\ntwo")
    assert document.text == "First line.\nSecond line."


def test_in_a_long_list_only_what_differs_is_shown() -> None:
    target = make.target("Iran Air", *(make.name(Target(), f"Name {n}") for n in range(30)))
    browser = login(superuser=True)
    opened = opened_and_overtaken(browser, target, note="by ben")
    page = change(browser, target, {"note": "by anna"}, opened=opened)
    assert set(choices(page)) == {"note"}
