import pytest

from sanctions.models import Citation, Fulfilment
from tests import factories as make
from tests.sanctions.admin.entering import login, url

pytestmark = pytest.mark.django_db


def test_a_fact_is_searched_for_by_its_record_and_shown_with_it() -> None:
    make.sanction(make.target("Iran Air"), reference="IRN0240")
    make.sanction(make.target("Aeroflot"), reference="RUS0001")
    asked = {"app_label": "sanctions", "model_name": "fulfilment", "field_name": "promise", "term": "iran"}
    found = login(superuser=True).get(f"{url(Citation, 'changelist')}lookup/", asked).json()["results"]
    assert [one["text"] for one in found] == ["Asset freeze · GB IRN0240"]


def test_facts_are_searched_by_whoever_may_see_their_record() -> None:
    asked = {"app_label": "sanctions", "model_name": "fulfilment", "field_name": "promise", "term": ""}
    address = f"{url(Citation, 'changelist')}lookup/"
    assert login("vera", "sanctions.view_sanction").get(address, asked).status_code == 200
    assert login("otto", "sanctions.view_target").get(address, asked).status_code == 403


def test_words_are_searched_by_label_and_code() -> None:
    browser, address = login(superuser=True), f"{url(Citation, 'changelist')}words/"
    by_label = browser.get(address, {"field_name": "countries", "term": "iran"}).json()["results"]
    by_code = browser.get(address, {"field_name": "countries", "term": "IR"}).json()["results"]
    assert {"id": "IR", "text": "Iran"} in by_label
    assert {"id": "IR", "text": "Iran"} in by_code
    assert browser.get(address, {"field_name": "passwords", "term": ""}).json()["results"] == []


def test_facts_stand_in_no_menu() -> None:
    menu = login(superuser=True).get("/admin/").context["app_list"]
    names = {model["object_name"] for app in menu for model in app["models"]}
    assert {"Target", "Sanction", "Citation", "Edition", "Journal"} <= names
    assert not names & {"Name", "Measure", "Event", "Passage"}
    assert Fulfilment.__name__ in names
