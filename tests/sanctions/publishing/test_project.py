"""The desk as it would be published."""

import hashlib
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Document, Record
from sanctions.models import RECORDS, Affected, Relation, Target
from sanctions.publishing.documents import SHAPES
from sanctions.publishing.project import project
from sanctions.publishing.references import references
from tests import factories as f

pytestmark = pytest.mark.django_db


def one(record: Record) -> dict[str, Any]:
    return project([record])[record.uid]


def test_every_kind_of_record_has_a_public_shape() -> None:
    assert {model.kind_name for model in RECORDS} == set(SHAPES)


def test_a_target_is_told_with_its_facts_and_their_sources() -> None:
    ship = f.target("SARINA", f.identifier(value="IMO 9074729"), kind="vessel")
    name = ship.names.get()
    words = f.passage("the vessel Sarina")
    f.saved(ship, *f.cited(name, passage_=words))
    told = one(ship)
    assert told["record"] == "target"
    assert told["label"] == "SARINA"
    assert told["schema"] == "Vessel"
    assert [(number["scheme"], number["value"], number["normalised"]) for number in told["identifiers"]] == [
        ("imo", "IMO 9074729", "9074729")
    ]
    assert told["names"][0]["sources"] == [
        {
            "uid": name.citations.get().uid,
            "layer": "desk",
            "stance": "supports",
            "document": words.document.uid,
            "passage": words.uid,
            "quote": "the vessel Sarina",
            "start": None,
            "end": None,
            "fidelity": "verbatim",
            "checked_against_text": False,
            "comment": "",
        }
    ]


def test_other_records_are_named_by_uid_alone() -> None:
    case = f.sanction(reference="IRN0240")
    told = one(case)
    assert (told["authority"], told["target"]) == ("GB", case.target.uid)
    assert told["label"] == "GB IRN0240"
    assert "Iran Air" not in json.dumps(told)


def test_a_case_without_a_reference_is_called_after_its_measures() -> None:
    assert one(f.sanction(types=["travel_ban", "asset_freeze"]))["label"] == "GB asset freeze and travel ban"


def test_a_date_is_told_as_printed_with_the_days_it_can_mean() -> None:
    case = f.sanction(since="2024-09")
    assert one(case)["measures"][0]["events"][0]["done_on"] == {
        "value": "2024-09",
        "earliest": "2024-09-01",
        "latest": "2024-09-30",
        "basis": "stated",
    }


def test_events_of_the_whole_case_stand_apart_from_those_of_measures() -> None:
    case = f.sanction(since="2024-09-10")
    f.saved(case, f.event(case, "delisted", "2025-01-01"))
    told = one(case)
    assert [event["kind"] for event in told["events"]] == ["delisted"]
    assert [event["kind"] for event in told["measures"][0]["events"]] == ["entered_into_force"]


def test_a_text_that_is_not_public_is_told_by_its_digest_and_quotations_alone() -> None:
    text = "The vessel Sarina carried missiles across the Caspian Sea."
    report = f.document("Report", text=text)
    words = f.passage("The vessel Sarina", of=report)
    words.prefix, words.suffix = "before the quotation", "after the quotation"
    words.save()
    told = one(report)
    assert told["text"] == ""
    assert told["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert told["length"] == len(text)
    published = json.dumps(told)
    assert "Caspian" not in published
    assert "before the quotation" not in published
    assert "after the quotation" not in published


def test_a_text_that_is_public_is_told_whole() -> None:
    assert one(f.document("Statement", text="We condemn it.", text_is_public=True))["text"] == "We condemn it."


@pytest.mark.parametrize("model", RECORDS)
def test_an_editorial_note_is_told_of_no_kind_of_record(model: type[Record]) -> None:
    f.sanction()
    f.allegation()
    f.act()
    f.programme()
    record = model._default_manager.first()
    assert record is not None
    record.note = "between us editors"
    record.save()
    assert "between us" not in json.dumps(one(record))


def test_rows_are_read_afresh_whatever_the_rows_handed_in_remember() -> None:
    ship = f.target("SARINA")
    list(ship.names.all())
    stale = Target.objects.prefetch_related("names").get()
    f.saved(ship, f.name(ship, "ARINA"))
    assert [name["full"] for name in one(stale)["names"]] == ["SARINA", "ARINA"]


def test_the_same_desk_is_told_the_same_way_whoever_asks_in_whatever_order() -> None:
    for number in range(4):
        f.sanction(f.target(f"Firm {number}"), reference=str(number))
    records = f.everything()
    assert project(records) == project(reversed(records))


def test_a_merged_target_is_gathered_with_the_one_it_turned_out_to_be() -> None:
    airline, twin, third = f.target("Iran Air", f.identifier("bic", "IRANIRTH")), f.target("IRANAIR"), f.target("Homa")
    Target.objects.filter(pk=twin.pk).update(merged_into=airline)
    Target.objects.filter(pk=third.pk).update(merged_into=twin)
    told = one(airline)
    assert [(name["full"], name["is_display"]) for name in told["names"]] == [
        ("Iran Air", True),
        ("Homa", False),
        ("IRANAIR", False),
    ]
    assert len(told["identifiers"]) == 1


def test_whoever_names_a_merged_target_names_the_one_it_turned_out_to_be() -> None:
    airline, twin = f.target("Iran Air"), f.target("IRANAIR")
    case = f.sanction(twin)
    owner = f.target("Owner")
    f.saved(owner, Relation(target=owner, kind="linked_to", object=twin))
    f.saved(case, Affected(sanction=case, target=twin, role="operational"))
    claim = f.allegation(actor=twin, recipient=twin)
    Target.objects.filter(pk=twin.pk).update(merged_into=airline)
    told = one(case)
    assert (told["target"], told["affected"][0]["target"]) == (airline.uid, airline.uid)
    assert one(owner)["relations"][0]["object"] == airline.uid
    assert (one(claim)["actor"], one(claim)["recipient"]) == (airline.uid, airline.uid)


def test_references_are_found_wherever_the_shape_has_a_place_for_them() -> None:
    statement, regime, affected = f.act("Statement", f.authority("FR")), f.programme(), f.target("Affected")
    case = f.sanction(reference="1")
    measure = case.measures.get()
    measure.instrument_ended = f.act("Agreement")
    begun = case.events.get()
    begun.act = statement
    f.saved(case, measure, begun, Affected(sanction=case, target=affected, role="operational"))
    assert set(references(one(case))) == {
        "GB",
        case.target.uid,
        affected.uid,
        statement.uid,
        measure.instrument_ended.uid,
        Document.objects.get().uid,
    }
    regime.acts.add(statement)
    assert set(references(one(regime))) == {"GB", statement.uid}
    assert set(references(one(statement))) == {"FR"}


def _fill(first: int, last: int) -> None:
    for number in range(first, last):
        target = f.target(f"Firm {number}", f.identifier(), f.detail(), merged_into=f.target(f"Group {number}"))
        case = f.sanction(target, reference=str(number))
        f.entered(target, Relation(target=target, kind="linked_to", printed="IRGC"))
        f.entered(case, f.event(case, "amended"), Affected(sanction=case, target=target, role="owned"))
        f.allegation(f"Deed {number}", actor=target)
        f.act(f"Statement {number}")
        f.programme(f"GB-{number}")


def test_telling_many_records_costs_as_many_queries_as_telling_few() -> None:
    def queries() -> int:
        records = f.everything()
        with CaptureQueriesContext(connection) as counted:
            assert len(project(records)) == len(records)
        return len(counted)

    _fill(0, 2)
    few = queries()
    _fill(2, 20)
    assert queries() == few
