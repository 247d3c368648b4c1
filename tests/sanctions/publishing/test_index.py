"""The flat rows by which editions are found, and that they can be rebuilt at any time."""

import json
from datetime import date
from typing import Any

import pytest

from articles.dates import FIRST_DAY, LAST_DAY
from sanctions.models import (
    FOREVER,
    Affected,
    Edition,
    ProgrammeLink,
    PublishedEvent,
    PublishedExemption,
    PublishedMeasure,
    PublishedPeriod,
    PublishedProgramme,
    PublishedTerm,
    Relation,
    Sanction,
    Target,
)
from sanctions.publishing.index import reindex
from sanctions.publishing.publish import publish
from sanctions.publishing.redact import redact
from sanctions.publishing.withdraw import withdraw
from tests import factories as f

pytestmark = pytest.mark.django_db

FLAT = (PublishedMeasure, PublishedExemption, PublishedPeriod, PublishedEvent, PublishedProgramme, PublishedTerm)


def rows() -> dict[str, list[dict[str, Any]]]:
    """All flat rows, but for their keys."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in FLAT:
        values = [{**row, "id": 0, "measure_id": 0} for row in table._default_manager.values()]
        found[table.__name__] = sorted(values, key=lambda row: json.dumps(row, default=str))
    return found


def terms(uid: str) -> set[tuple[str, str]]:
    current = PublishedTerm.objects.filter(edition__uid=uid, edition__known_until=FOREVER)
    return set(current.values_list("field", "normalised"))


def a_history() -> None:
    """Records that came, changed, were withdrawn and erased."""
    basis = ProgrammeLink(programme=f.programme(), since="2024-09-10", since_basis="stated")
    f.sanction(f.target("Iran Air", f.identifier("bic", "IRANIRTH"), f.detail()), basis, reference="1")
    other = f.sanction(f.target("A person", kind="person"), types=["travel_ban", "asset_freeze"], reference="2")
    f.allegation()
    f.publish_everything(known_from=f.later(-60))
    case = Sanction.objects.get(reference="1")
    licence = f.exemption(case.measures.get(), "GL 8", until="2025")
    f.saved(case, f.event(case, "delisted", "2025-01", ground="petition"), licence)
    publish([case], by=None, at=f.later(1))
    withdraw([other, other.target], by=None, at=f.later(2), because="wrong")
    redact([Edition.objects.get(uid=other.target.uid, number=1)], by=None, at=f.later(3), because="Court order.")


def test_rebuilding_the_flat_rows_changes_nothing() -> None:
    a_history()
    before = rows()
    assert all(before.values())
    assert list(reindex())[-1] == Edition.objects.filter(state="published").count()
    assert rows() == before


def test_what_somebody_did_to_the_flat_rows_is_undone() -> None:
    a_history()
    before = rows()
    PublishedTerm.objects.filter(field="name").update(normalised="somebody else")
    PublishedPeriod.objects.all().delete()
    PublishedMeasure.objects.first().delete()  # type: ignore[union-attr]
    list(reindex())
    assert rows() == before


def test_a_rebuilding_that_is_broken_off_leaves_the_old_rows() -> None:
    a_history()
    before = rows()
    rebuilding = reindex()
    next(rebuilding)
    rebuilding.close()  # type: ignore[attr-defined]  # a generator
    assert rows() == before


def test_each_stretch_of_a_life_has_a_row_and_its_ends_are_never_empty() -> None:
    case = f.sanction(since="2024-09", reference="1")
    f.saved(case, f.event(case.measures.get(), "delisted", "2025-01-15"))
    f.publish_everything()
    found = PublishedPeriod.objects.order_by("from_earliest").values_list(
        "status", "from_earliest", "from_latest", "until_earliest", "until_latest"
    )
    assert list(found) == [
        ("in_force", date(2024, 9, 1), date(2024, 9, 30), date(2025, 1, 15), date(2025, 1, 15)),
        ("ended", date(2025, 1, 15), date(2025, 1, 15), LAST_DAY, LAST_DAY),
    ]
    period = PublishedPeriod.objects.first()
    assert period is not None
    assert (period.authority, period.type, period.kind, period.origin) == (
        "GB",
        "asset_freeze",
        "designated",
        "autonomous",
    )
    assert (period.sanction, period.target) == (case.uid, case.target.uid)


def test_a_measure_that_is_only_computed_to_begin_is_published_without_a_life() -> None:
    case = f.sanction(since="", reference="1")
    freeze = case.measures.get()
    f.saved(case, f.event(freeze, on="2025-09-10", done_basis="computed"))
    f.publish_everything()
    assert PublishedMeasure.objects.get().began_on == LAST_DAY
    assert not PublishedPeriod.objects.exists()


def test_flat_rows_end_when_their_edition_does() -> None:
    case = f.sanction(reference="1")
    f.publish_everything()
    f.saved(case, f.event(case.measures.get(), "suspended", "2025-01-01"))
    publish([case], by=None, at=f.later())
    old, new = PublishedMeasure.objects.order_by("pk")
    assert (old.known_until, old.recorded_until) == (f.later(), f.later()) == (new.known_from, new.recorded_from)
    assert new.known_until == FOREVER
    ended = PublishedPeriod.objects.filter(measure=old)
    assert {(row.known_until, row.recorded_until) for row in ended} == {(f.later(), f.later())}
    assert PublishedPeriod.objects.filter(known_until=FOREVER).count() == 2


def test_the_body_of_a_measure_tells_its_case_its_events_and_its_life() -> None:
    airline = f.target("Iran Air")
    case = f.sanction(f.target("Iran", kind="state"), types=["air_services_termination"], since="", kind="bilateral")
    f.saved(case, f.event(case, "announced", "2024-09-10"), Affected(sanction=case, target=airline, role="operational"))
    f.publish_everything()
    told = json.loads(PublishedMeasure.objects.get().body)
    assert (told["authority"], told["type"], told["sanction"]) == ("GB", "air_services_termination", case.uid)
    assert told["affected"] == [{"target": airline.uid, "role": "operational"}]
    assert [(event["kind"], event["whole_case"]) for event in told["events"]] == [("announced", True)]
    assert told["periods"] == [
        {"status": "announced", "from": {"earliest": "2024-09-10", "latest": "2024-09-10"}, "until": None}
    ]


def test_a_programme_to_which_a_case_is_linked_twice_is_told_of_once_and_in_order() -> None:
    basis, other = f.programme("GB-IRAN"), f.programme("GB-RUSSIA")
    links = [
        ProgrammeLink(programme=one, since=since, since_basis="stated")
        for one, since in ((basis, "2024-09-10"), (other, "2024-10-01"), (basis, "/2024-10-14"))
    ]
    f.sanction(None, *links, reference="1")
    f.publish_everything()
    told = json.loads(PublishedMeasure.objects.get().body)["programmes"]
    assert sorted(told) == ["GB-IRAN", "GB-RUSSIA"]
    assert PublishedProgramme.objects.count() == 3  # each with its own dates
    linked = json.loads(Edition.objects.get(kind="sanction").document)["programmes"]
    assert told == sorted(told, key=[link["programme"] for link in linked].index)


def test_an_event_row_tells_kind_day_ground_and_act() -> None:
    order = f.act("Order")
    case = f.sanction(since="2020", reference="1")
    f.saved(case, f.event(case, "delisted", "2025-01", ground="petition", act=order))
    f.publish_everything()
    row = PublishedEvent.objects.get(kind="delisted")
    assert (row.ground, row.act) == ("petition", order.uid)
    assert (row.on_earliest, row.on_latest) == (date(2025, 1, 1), date(2025, 1, 31))


def test_what_the_case_went_through_before_a_measure_began_is_not_told_of_the_measure() -> None:
    case = f.sanction(types=["asset_freeze", "director_disqualification"], since="", reference="1")
    freeze, disqualification = case.measures.order_by("type")
    f.entered(
        case,
        f.event(disqualification, on="2025-04-09"),
        f.event(case, on="2024-09-10"),
        f.event(case, "amended", "2024-12-01"),
        f.event(case, "amended", "2025-06-01"),
    )
    f.publish_everything()
    told = {row.uid: json.loads(row.body)["events"] for row in PublishedMeasure.objects.all()}
    days = {uid: [event["done_on"]["value"] for event in events] for uid, events in told.items()}
    assert days == {
        freeze.uid: ["2024-09-10", "2024-12-01", "2025-06-01"],
        disqualification.uid: ["2025-04-09", "2025-06-01"],
    }
    found = PublishedEvent.objects.filter(measure__uid=disqualification.uid).values_list("on_latest", flat=True)
    assert set(found) == {date(2025, 4, 9), date(2025, 6, 1)}


def test_a_legal_basis_first_seen_on_a_day_stood_then_or_earlier() -> None:
    f.sanction(f.target(), ProgrammeLink(programme=f.programme(), since="2024-09-10", since_basis="first_seen"))
    f.publish_everything()
    row = PublishedProgramme.objects.get()
    assert (row.from_earliest, row.from_latest) == (FIRST_DAY, date(2024, 9, 10))


def test_a_legal_basis_has_its_own_dates_and_an_open_end_is_no_end() -> None:
    regime = f.programme()
    case = f.sanction(reference="1")
    f.saved(case, ProgrammeLink(sanction=case, programme=regime, since="2024-12", since_basis="stated"))
    f.publish_everything()
    row = PublishedProgramme.objects.get()
    assert row.programme == "GB-IRAN"
    assert (row.from_earliest, row.from_latest) == (date(2024, 12, 1), date(2024, 12, 31))
    assert (row.until_earliest, row.until_latest) == (LAST_DAY, LAST_DAY)


def test_a_legal_basis_without_dates_may_always_have_been_one() -> None:
    case = f.sanction(reference="1")
    f.saved(case, ProgrammeLink(sanction=case, programme=f.programme()))
    f.publish_everything()
    row = PublishedProgramme.objects.get()
    assert (row.from_earliest, row.from_latest) == (FIRST_DAY, LAST_DAY)


def test_a_target_is_found_by_all_its_names_in_any_script_and_by_its_numbers() -> None:
    airline = f.target("Iran Air", f.identifier("bic", "IRAN IR TH XXX"), f.detail("incorporation_country", "IR"))
    group = f.target("Group")
    f.saved(
        airline,
        f.name(airline, "Íránské aerolinie"),
        f.name(airline, "Иран Эйр"),
        Relation(target=airline, kind="linked_to", object=group),
    )
    f.publish_everything()
    found = terms(airline.uid)
    assert {("name", "iran air"), ("name", "iranske aerolinie"), ("word", "aerolinie"), ("word", "air")} <= found
    assert ("name", "iran eyr") in found
    assert {("identifier", "IRANIRTH"), ("incorporation", "IR"), ("kind", "company"), ("linked_to", group.uid)} <= found


def test_a_name_that_was_taken_back_no_longer_finds_its_target() -> None:
    airline = f.target("Iran Air")
    wrong = f.name(airline, "Wrong Name")
    f.saved(airline, wrong)
    f.publish_everything()
    f.saved(airline, removed=[wrong])
    publish([Target.objects.get()], by=None, at=f.later())
    assert ("name", "wrong name") not in terms(airline.uid)
    assert PublishedTerm.objects.filter(normalised="wrong name").exists()  # for those who ask about the time before
