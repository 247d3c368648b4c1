"""Exemptions are published with their case, and stand in flat rows by which they are found."""

import json
from datetime import date
from typing import Any

import pytest

from articles.dates import FIRST_DAY, LAST_DAY
from sanctions.models import (
    FOREVER,
    Act,
    Citation,
    Edition,
    Event,
    Exemption,
    PublishedExemption,
    PublishedMeasure,
    Sanction,
)
from sanctions.publishing.publish import NotPublishable, publish
from sanctions.publishing.redact import redact
from sanctions.publishing.withdraw import withdraw
from tests import factories as f

pytestmark = pytest.mark.django_db


def licensed() -> Sanction:
    """A public case with two measures, a licence from the first and one from the whole case."""
    case = f.sanction(f.target(kind="person"), types=["asset_freeze", "travel_ban"], reference="IRN0240")
    freeze = case.measures.get(type="asset_freeze")
    act = f.act("General licence 8L")
    own = f.exemption(freeze, "GL 8", "2024-09", "2024-11-01", version="8L", act=act)
    whole = f.exemption(case, "INT/2024/1", kind="humanitarian")
    f.saved(case, own, whole, *f.cited(own))
    f.publish_everything()
    return case


def published(case: Sanction) -> dict[str, Any]:
    """What is public of a case."""
    found: dict[str, Any] = json.loads(Edition.objects.get(uid=case.uid, known_until=FOREVER).document)
    return found


def row(number: str) -> PublishedExemption:
    found: PublishedExemption = PublishedExemption.objects.get(number=number, known_until=FOREVER)
    return found


def test_an_exemption_is_published_with_its_measure_or_case_and_its_sources() -> None:
    case = licensed()
    document = published(case)
    (whole,) = document["exemptions"]
    measures = {measure["type"]: measure["exemptions"] for measure in document["measures"]}
    (own,) = measures["asset_freeze"]
    assert measures["travel_ban"] == []
    assert (whole["number"], whole["kind"], whole["until"]) == ("INT/2024/1", "humanitarian", None)
    assert own["since"] == {"value": "2024-09", "earliest": "2024-09-01", "latest": "2024-09-30", "basis": "stated"}
    assert (own["version"], own["covers"], own["act"]) == ("8L", "Dealings in energy.", Act.objects.get().uid)
    assert [source["stance"] for source in own["sources"]] == ["supports"]


def test_a_measure_is_served_with_the_exemptions_of_its_case_too() -> None:
    licensed()
    served = {}
    for measure in PublishedMeasure.objects.all():
        body = json.loads(measure.body)
        served[body["type"]] = [(one["number"], one.get("whole_case", False)) for one in body["exemptions"]]
    assert served == {
        "asset_freeze": [("GL 8", False), ("INT/2024/1", True)],
        "travel_ban": [("INT/2024/1", True)],
    }


def test_an_exemption_is_served_in_its_case_with_the_types_it_is_from() -> None:
    case = licensed()
    own, whole = json.loads(row("gl 8").body), json.loads(row("int 2024 1").body)
    assert (own["sanction"], own["target"], own["reference"]) == (case.uid, case.target.uid, "IRN0240")
    assert (own["measure"], own["types"]) == (case.measures.get(type="asset_freeze").uid, ["asset_freeze"])
    assert (whole["measure"], whole["types"]) == (None, ["asset_freeze", "travel_ban"])


@pytest.mark.parametrize(
    ("columns", "days"),
    [
        ({}, (date(2024, 9, 1), date(2024, 9, 30), date(2024, 11, 1), date(2024, 11, 1))),
        ({"until": "", "until_basis": ""}, (date(2024, 9, 1), date(2024, 9, 30), LAST_DAY, LAST_DAY)),
        ({"until_basis": "computed"}, (date(2024, 9, 1), date(2024, 9, 30), LAST_DAY, LAST_DAY)),
        ({"since": "", "since_basis": ""}, (FIRST_DAY, date(2024, 11, 1), date(2024, 11, 1), date(2024, 11, 1))),
        ({"since_basis": "first_seen"}, (FIRST_DAY, date(2024, 9, 30), date(2024, 11, 1), date(2024, 11, 1))),
        ({"since_basis": "computed"}, (LAST_DAY, LAST_DAY, LAST_DAY, LAST_DAY)),
        ({"until": "2024-09"}, (date(2024, 9, 1), date(2024, 9, 30), date(2024, 9, 1), date(2024, 9, 30))),
    ],
    ids=["both", "no end", "a reckoned end", "no beginning", "first seen", "a reckoned beginning", "one month"],
)
def test_it_is_in_force_between_days_and_what_is_only_reckoned_changes_nothing(
    columns: dict[str, str], days: tuple[date, ...]
) -> None:
    case = f.sanction()
    dates = {"since": "2024-09", "since_basis": "stated", "until": "2024-11-01", "until_basis": "stated", **columns}
    f.saved(case, Exemption(sanction=case, kind="wind_down", covers="Ending of contracts.", **dates))
    f.publish_everything()
    found = PublishedExemption.objects.get()
    assert (found.from_earliest, found.from_latest, found.until_earliest, found.until_latest) == days


def test_what_differs_of_an_exemption_is_told_by_its_number() -> None:
    case = licensed()
    own = Exemption.objects.get(number="GL 8")
    own.until = "2025-05-01"
    third = f.exemption(case, "GL 9")
    f.saved(Sanction.get(case.uid), own, third)
    publish([Sanction.get(case.uid)], by=None, at=f.later(1))
    words = json.loads(Edition.objects.get(uid=case.uid, number=2).changes)["words"]
    assert words == ["exemption “GL 9” added", "until of exemption “GL 8”: 2024-11-01 → 2025-05-01"]
    ended = PublishedExemption.objects.get(number="gl 8", known_until=f.later(1))
    assert (ended.until_latest, row("gl 8").until_latest) == (date(2024, 11, 1), date(2025, 5, 1))


def test_an_exemption_by_an_act_that_is_not_public_is_refused() -> None:
    case = f.sanction()
    f.publish_everything()
    f.saved(Sanction.get(case.uid), f.exemption(case, act=f.act("Licence of tomorrow")))
    with pytest.raises(NotPublishable, match="names act “Licence of tomorrow”"):
        publish([Sanction.get(case.uid)], by=None, at=f.later(1))


def test_an_act_under_which_something_public_is_permitted_cannot_be_withdrawn() -> None:
    licensed()
    with pytest.raises(NotPublishable, match="is named by GB IRN0240"):
        withdraw([Act.objects.get()], by=None, at=f.later(1), because="Entered twice.")


def test_an_editors_exemption_from_a_lists_measure_stays_with_it_and_goes_with_it() -> None:
    case = f.sanction(f.target(kind="person"), types=["asset_freeze", "travel_ban"], reference="IRN0240")
    for rows in (Sanction.objects, case.measures, Event.objects, Citation.objects):
        rows.update(layer="gb_fcdo")
    publish([one for one in f.everything() if one.uid != case.uid], by=None, at=f.NOW)
    publish([case], layer="gb_fcdo", by=None, at=f.later(1))
    own, whole = f.exemption(case.measures.get(type="asset_freeze"), "GL 8"), f.exemption(case, "GL 9")
    f.saved(Sanction.get(case.uid), own, whole)
    publish([Sanction.get(case.uid)], by=None, at=f.later(2))
    assert {one.number for one in PublishedExemption.objects.filter(known_until=FOREVER)} == {"gl 8", "gl 9"}

    f.saved(Sanction.get(case.uid), f.exemption(case, "GL 10"))
    Citation.objects.all().delete()
    case.measures.filter(type="asset_freeze").delete()
    publish([Sanction.get(case.uid)], layer="gb_fcdo", by=None, at=f.later(3))
    document = published(case)
    assert [one["number"] for one in document["exemptions"]] == ["GL 9"]
    assert [(one["type"], one["exemptions"]) for one in document["measures"]] == [("travel_ban", [])]


def test_what_is_erased_of_a_case_is_erased_of_its_exemptions() -> None:
    case = licensed()
    withdraw([case], by=None, at=f.later(1), because="wrong")
    redact(list(Edition.objects.filter(uid=case.uid)), by=None, at=f.later(2), because="Court order.")
    assert not PublishedExemption.objects.exists()
