import pytest

from articles.models import Journal
from sanctions.models import Event, Fulfilment, Measure, Sanction
from tests import factories as make
from tests.sanctions.admin.entering import add, as_shown, change, login, rows, text_of, url

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def announced(row: str) -> dict[str, str]:
    """An announcement of the measure in a row."""
    return {"measure": row, "kind": "announced", "done_on": "2024-09-10", "done_basis": "stated"}


def a_case(*measures: str, events: list[dict[str, str]]) -> dict[str, object]:
    """What is typed into the page of a new case."""
    return {
        "authority": make.authority().pk,
        "target": make.target("Iran", kind="state").pk,
        "kind": "bilateral",
        **rows("measures", *({"type": type_} for type_ in measures)),
        **rows("events", *events),
    }


def test_a_case_is_entered_on_one_page_events_naming_measures_that_are_still_being_typed() -> None:
    typed = a_case(
        "air_services_termination", "overflight_ban", events=[announced("row-1"), announced("row-2"), announced("")]
    )
    assert add(login(superuser=True), Sanction, **typed).status_code == 302
    case = Sanction.objects.get()
    assert case.revision == 1
    named = [event.measure.type if event.measure else "case" for event in case.events.order_by("pk")]
    assert named == ["air_services_termination", "overflight_ban", "case"]
    assert Journal.objects.filter(record_uid=case.uid).count() == 1


def test_an_event_that_names_an_empty_row_is_refused_in_words() -> None:
    response = add(login(superuser=True), Sanction, **a_case("asset_freeze", events=[announced("row-2")]))
    assert response.status_code == 200
    assert "no measure is typed in row #2 above" in text_of(response)
    assert not Sanction.objects.exists()
    assert 'value="2024-09-10"' in text_of(response)


def test_after_an_error_no_row_is_offered_in_which_nothing_was_typed() -> None:
    typed = a_case("asset_freeze", events=[announced("row-1") | {"done_on": "soon"}, announced("")])
    response = add(login(superuser=True), Sanction, **typed)
    events = next(one.formset for one in response.context["inline_admin_formsets"] if one.formset.model is Event)
    offered = [[value for value, _ in form.fields["measure"].choices] for form in events.forms]
    assert offered == [["", "row-1"], [""]]


def test_a_row_that_nobody_touched_is_not_saved() -> None:
    typed = a_case("asset_freeze", events=[announced("row-1")])
    browser = login(superuser=True)
    shown = as_shown(browser.get(url(Sanction, "add")))
    assert (shown["measures-TOTAL_FORMS"], shown["events-TOTAL_FORMS"]) == (1, 1)
    for key in [key for key in typed if key.startswith(("measures", "events"))]:
        del typed[key]
    assert add(browser, Sanction, **typed).status_code == 302
    assert not Measure.objects.exists()
    assert not Event.objects.exists()


def test_an_event_moves_to_another_measure_and_a_new_one_joins_it() -> None:
    case = make.sanction(types=["asset_freeze", "travel_ban"])
    freeze, ban = case.measures.order_by("type")
    second = next(n for n, event in enumerate(case.events.all()) if event.measure == ban)
    typed = {f"events-{second}-measure": freeze.pk, **rows("measures", {"type": "arms_embargo"}, known=2)}
    typed |= rows("events", announced("row-3"), known=2)
    assert change(login(superuser=True), case, typed).status_code == 302
    assert list(ban.events.all()) == []
    assert freeze.events.count() == 2
    assert Measure.objects.get(type="arms_embargo").events.get().kind == "announced"


def test_a_measure_of_another_case_cannot_be_named() -> None:
    case, other = make.sanction(make.target("One")), make.sanction(make.target("Two"))
    response = change(login(superuser=True), case, {"events-0-measure": other.measures.get().pk})
    assert response.status_code == 200
    assert "Select a valid choice" in text_of(response)


def test_words_of_closed_lists_are_chosen_and_stored_as_a_list() -> None:
    case = make.sanction()
    effects = ["blocks_assets_in_jurisdiction"]
    assert change(login(superuser=True), case, {"measures-0-legal_effects": effects}).status_code == 302
    assert Measure.objects.get().legal_effects == effects
    assert "Select a valid choice" in text_of(
        change(login(superuser=True), case, {"measures-0-legal_effects": ["made_up"]})
    )


def test_a_measure_is_deleted_with_its_events_and_citations() -> None:
    case = make.sanction(types=["asset_freeze", "travel_ban"])
    number = next(n for n, measure in enumerate(case.measures.all()) if measure.type == "travel_ban")
    assert change(login(superuser=True), case, {f"measures-{number}-DELETE": "on"}).status_code == 302
    assert [measure.type for measure in Measure.objects.all()] == ["asset_freeze"]
    assert Event.objects.count() == 1


def test_a_measure_that_keeps_a_promise_is_not_deleted_and_the_promise_is_named() -> None:
    promise, kept = make.sanction(make.target("Class")), make.sanction(make.target("Iran Air"), reference="IRN0240")
    fulfilment = Fulfilment(promise=promise.measures.get(), measure=kept.measures.get(), basis="inferred")
    make.saved(Sanction.get(promise.uid), fulfilment)
    response = change(login(superuser=True), kept, {"measures-0-DELETE": "on"})
    assert "cannot be deleted, because it is used by" in text_of(response)
    assert str(promise) in text_of(response)
    assert kept.measures.count() == 1
