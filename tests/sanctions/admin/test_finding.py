"""Finding by any name, number, reference; in lists, pickers and the command palette."""

from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client

from sanctions.models import Act, Programme, ProgrammeAlias, ProgrammeLink, Sanction, Target
from tests import factories as make
from tests.sanctions.admin.entering import login, prepared, text_of, url
from tests.sanctions.admin.world import one_of_everything

pytestmark = pytest.mark.django_db


def found(browser: Client, model: type[Model], words: str) -> list[Any]:
    """What a list shows for these words."""
    return list(browser.get(url(model, "changelist"), {"q": words}).context["cl"].result_list)


def test_a_case_is_found_by_alias_or_number_of_its_target_by_reference_authority_and_programme() -> None:
    airline = make.target("Iran Air", make.name(Target(), "Homa"), make.identifier("imo", "9074729"))
    case = make.sanction(airline, reference="IRN0240")
    make.saved(case, ProgrammeLink(sanction=case, programme=make.programme("GB-IRAN"), printed="Iran (Sanctions)"))
    make.sanction(make.target("Aeroflot"), by_authority=make.authority("US"), reference="25237")
    browser = login(superuser=True)
    for words in ("homa", "9074729", "irn0240", "GB", "authority gb", "Iran (Sanctions)", "homa IRN", case.uid):
        assert found(browser, Sanction, words) == [case], words
    assert found(browser, Sanction, "homa 25237") == []


def test_a_name_is_found_without_its_accents_in_other_letters_and_by_its_middle_be_it_a_draft() -> None:
    man = make.target("Ja’farābādī", make.name(Target(), "Осман"), kind="person")
    case = make.sanction(man)
    browser = login(superuser=True)
    for words in ("jafarabadi", "JA'FARĀBĀDĪ", "farab", "osman", "осман", "осман jafarabadi"):
        assert found(browser, Target, words) == [man], words
        assert found(browser, Sanction, words) == [case], words


def test_a_number_is_found_however_it_is_printed() -> None:
    ship = make.target("Ship", make.identifier("imo", "IMO 9074729"), make.identifier("eu_reference", "EU.27.28"))
    browser = login(superuser=True)
    for words in ("9074729", "9074-729", "907 4729", "EU.27.28", "eu.27"):
        assert found(browser, Target, words) == [ship], words


def test_what_is_called_exactly_so_comes_first_unless_a_column_is_chosen() -> None:
    for name in ("Class (Iran, Russia)", "Iran Air", "Iran"):
        make.target(name)
    browser = login(superuser=True)
    assert [str(one) for one in found(browser, Target, "iran")] == ["Iran", "Iran Air", "Class (Iran, Russia)"]
    asked = {"app_label": "sanctions", "model_name": "sanction", "field_name": "target", "term": "iran"}
    assert browser.get("/admin/autocomplete/", asked).json()["results"][0]["text"] == "Iran"
    listed = browser.get(url(Target, "changelist"), {"q": "iran", "o": "-1"}).context["cl"].result_list
    assert [str(one) for one in listed] == ["Iran Air", "Iran", "Class (Iran, Russia)"]


def test_other_records_are_found_by_what_they_are_called_and_numbered() -> None:
    act = make.act("Council Decision", reference="2024/2697", reference_scheme="eu_number")
    programme = make.programme("GB-IRAN")
    make.saved(programme, ProgrammeAlias(programme=programme, printed="IRAN2"))
    browser = login(superuser=True)
    assert found(browser, Act, "2024/2697") == [act]
    assert found(browser, Programme, "iran2") == [programme]


def test_every_list_that_can_be_searched_answers() -> None:
    one_of_everything()
    browser = login(superuser=True)
    for model, desk in admin.site._registry.items():
        if desk.get_search_fields(None):  # type: ignore[arg-type]
            assert prepared(browser, f"{url(model, 'changelist')}?q=a").status_code == 200, model


def test_the_palette_finds_records_of_every_kind_and_never_remembers() -> None:
    browser = login(superuser=True)
    assert "No results" in text_of(browser.get("/admin/search/", {"s": "homa", "extended": "1"}))
    airline = make.target("Homa")
    make.sanction(airline, reference="IRN0240")
    page = text_of(browser.get("/admin/search/", {"s": "homa", "extended": "1"}))
    assert url(airline, "change") in page
    assert "GB IRN0240 · Homa" in page
    assert browser.get("/admin/search/", {"s": " "}).content == b""


def test_the_palette_shows_nobody_what_they_may_not_see() -> None:
    make.sanction(make.target("Homa"), reference="HOMA1")
    page = text_of(login("vera", "sanctions.view_target").get("/admin/search/", {"s": "homa", "extended": "1"}))
    assert "Homa" in page
    assert "HOMA1" not in page


def test_the_menu_is_grouped_and_shows_what_one_may_see() -> None:
    groups = login("vera", "sanctions.view_target").get("/admin/").context["sidebar_navigation"]
    assert {group["title"]: [item["title"] for item in group["items"]] for group in groups} == {
        "Work": ["Work list", "Waiting for review", "Likely duplicates"],
        "Cases": ["Targets"],
    }
