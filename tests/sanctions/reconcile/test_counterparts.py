"""A measure that an editor entered before the list did ends and returns with the list's record of it."""

from datetime import date
from typing import Any

import orjson
import pytest

from sanctions.lists.entry import Dated, Name, Restriction
from sanctions.matching.normalise import fold
from sanctions.models import Edition, Event, Measure, Sanction
from sanctions.publishing.publish import publish
from sanctions.reading import answers
from sanctions.reconcile import companions
from tests import factories as f
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air, ship

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"
OTHERS = [ship(reference=f"RUS{n}", names=(Name(f"VESSEL {n}"),), identifiers=()) for n in range(3000, 3020)]


@pytest.fixture
def case(db: None) -> Sanction:
    """Iran Air, as editors entered it: a freeze that the list has too, and a ban that it has not."""
    target = f.target("Iran Air")
    types = ["asset_freeze", "overflight_ban"]
    entered = f.sanction(target, reference="IRN0240", by_authority=f.authority("GB-FCDO"), types=types)
    publish(f.everything(), by=None, at=NOW)
    return entered


def standing(day: str) -> set[tuple[str, str, str]]:
    """Whose measures hold on a day: layer, type, status."""
    answer = answers.listed(
        "measure", {"as_of": date.fromisoformat(day), "target_name": fold("Iran Air")}, today=date(2025, 6, 1)
    )
    items: list[dict[str, Any]] = [orjson.loads(item) for item in answer.items]
    return {(one["layer"], one["type"], one["on"]["status"]) for one in items}


def test_a_freeze_that_the_list_ends_stands_in_no_record_of_it(desk: Desk, case: Sanction) -> None:
    listed = iran_air(measures=(Restriction("asset_freeze", Dated("2024-11-18")),))
    desk.released(FIRST, listed, *OTHERS)
    assert not Event.objects.filter(measure__layer="desk", layer="gb_fcdo").exists()
    desk.released(SECOND, *OTHERS)
    (own, theirs) = Event.objects.filter(kind="delisted").order_by("pk")
    assert (own.measure.layer, theirs.measure.layer) == ("gb_fcdo", "desk")
    assert (theirs.layer, theirs.done_on, theirs.done_basis) == ("gb_fcdo", f"{FIRST}/{SECOND}", "first_seen")
    assert standing("2025-02-15") == {
        ("gb_fcdo", "asset_freeze", "ended"), ("desk", "asset_freeze", "ended"), ("desk", "overflight_ban", "in_force"),
    }  # fmt: skip
    assert Edition.objects.get(uid=case.uid, known_until__year=9999).label == "GB-FCDO IRN0240"
    # Of the ban that no list knows of, somebody is asked.
    assert [measure.type for measure in companions.measures()] == ["overflight_ban"]

    desk.released(THIRD, listed, *OTHERS)
    assert Measure.objects.get(layer="desk", type="asset_freeze").events.filter(kind="reimposed").count() == 1
    assert ("desk", "asset_freeze", "in_force") in standing("2025-03-15")
    assert not companions.measures().exists()
    # The very same again says nothing more.
    before = Event.objects.count()
    desk.released("2025-04-01", listed, *OTHERS, ship(reference="RUS9999"))
    assert Event.objects.filter(measure__layer="desk").count() == 4
    assert Event.objects.count() == before + 1


def test_one_that_stands_in_another_measure_of_its_type_goes_on(desk: Desk, case: Sanction) -> None:
    two = (Restriction("asset_freeze"), Restriction("asset_freeze", directive="Directive 1"))
    desk.released(FIRST, iran_air(measures=two), *OTHERS)
    desk.released(SECOND, iran_air(measures=two[:1]), *OTHERS)
    assert Event.objects.filter(kind="revoked").count() == 1
    assert not Event.objects.filter(measure__layer="desk", layer="gb_fcdo").exists()
    # It ends with the last of them, on the day on which that one ended.
    desk.released(THIRD, *OTHERS)
    assert Event.objects.get(measure__layer="desk", layer="gb_fcdo").done_on == f"{SECOND}/{THIRD}"
