"""The founding example on list data: the lists of 2026 come to a desk where editors have entered what was announced."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoDbBlocker

from articles.models import DESK
from sanctions.editing.merge import merge
from sanctions.lists.catalogue import LISTS
from sanctions.matching.normalise import fold
from sanctions.models import Cause, Citation, Edition, Event, Fulfilment, Measure, Sanction, Target
from sanctions.publishing.publish import publish
from sanctions.reading import answers
from sanctions.reconcile import deciding
from tests import factories as f
from tests.kept import for_a_while
from tests.sanctions.lists.releases import read
from tests.sanctions.reconcile import real

ANNOUNCED = date(2024, 9, 10)
CUTS = Path(__file__).parents[1] / "lists" / "cuts"
UK, EU, US = "gb_fcdo", "eu_fsf", "us_ofac_sdn"
FILES = {UK: "story-2026-02-24.xml", EU: "story-2026-05-01.xml", US: "story-2026.csv"}

pytestmark = pytest.mark.django_db


def cut(code: str) -> bytes:
    """The entries of the example, as a list prints them."""
    return (CUTS / code / FILES[code]).read_bytes()


@pytest.fixture(scope="module")
def _imported(
    demo: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The three lists, imported over the demo; the folder of their archive."""
    folder = tmp_path_factory.mktemp("archive")
    with for_a_while(django_db_blocker):
        _before.update(_desk_facts())
        for code in FILES:
            row = real.import_(code, cut(code), folder, dated="" if code != US else "2026-02-01")
            assert (row.state, row.held_because) == ("promoted", [])
        yield folder


@pytest.fixture
def lists(_imported: Path, db: None) -> Path:
    """The same, for one test, which may change it."""
    return _imported


_before: dict[str, Any] = {}


def _desk_facts() -> dict[str, Any]:
    """What editors have entered: facts and citations by uid."""
    tables = (Measure, Event, Citation, Fulfilment)
    return {table.__name__: set(table.objects.filter(layer=DESK).values_list("uid", flat=True)) for table in tables}


def case(authority: str, reference: str) -> Sanction:
    found: Sanction = Sanction.objects.get(authority__uid=authority, reference=reference)
    return found


def document(uid: str) -> dict[str, Any]:
    """What is public under a uid."""
    found: dict[str, Any] = orjson.loads(Edition.objects.get(uid=uid, known_until__year=9999).document)
    return found


def measure(of: Sanction, type_: str, layer: str) -> dict[str, Any]:
    """One measure of a case, as it is public."""
    (found,) = [one for one in document(of.uid)["measures"] if (one["type"], one["layer"]) == (type_, layer)]
    return dict(found)


def on(name: str, day: date, **asked: Any) -> set[tuple[str, str, str, bool]]:
    """What holds of a target on a day: authority, type, status, whether certain."""
    answer = answers.listed("measure", {"target_name": fold(name), "as_of": day, **asked}, today=date(2026, 11, 1))
    items = [orjson.loads(item) for item in answer.items]
    return {(one["authority"], one["type"], one["on"]["status"], one["on"]["certain"]) for one in items}


@pytest.mark.parametrize("authority", ["GB-FCDO", "EU-COUNCIL", "US-OFAC"])
def test_editors_cases_with_the_references_of_the_list_are_adopted(lists: Path, authority: str) -> None:
    code = {"GB-FCDO": UK, "EU-COUNCIL": EU, "US-OFAC": US}[authority]
    printed = {row.reference for row in _entries(code)}
    adopted = Sanction.objects.filter(authority__uid=authority, layer=DESK, reference__in=printed)
    assert adopted.count() == {"GB-FCDO": 5, "EU-COUNCIL": 3, "US-OFAC": 2}[authority]
    for one in adopted:
        layers = set(one.measures.values_list("layer", flat=True))
        assert layers == {DESK, code}, one
    assert not Sanction.objects.filter(authority__uid=authority, layer=code, reference__in=adopted.values("reference"))


def _entries(code: str) -> list[Any]:
    from_file = {UK: "gb_fcdo_xml", EU: "eu_fsf_xml", US: "us_ofac_sdn_csv"}[code]
    (format_,) = [one for one in LISTS[code].formats if one.code == from_file]
    return list(read(format_, cut(code)).entries.values())


def test_no_fact_and_no_citation_of_an_editor_is_touched(lists: Path) -> None:
    after = _desk_facts()
    assert {name: uids - after[name] for name, uids in _before.items()} == {name: set() for name in _before}


def test_the_uk_designated_iran_air_69_days_after_the_announcement(lists: Path) -> None:
    iran_air = case("GB-FCDO", "IRN0240")
    designated = iran_air.events.get(layer=UK, measure=None, kind="entered_into_force")
    assert (designated.done_on, designated.done_basis) == ("2024-11-18", "stated")
    assert date.fromisoformat(designated.done_on) - ANNOUNCED == timedelta(days=69)
    (began,) = measure(iran_air, "asset_freeze", UK)["events"]
    assert began["done_on"]["earliest"] == "2024-11-18"
    # The list dates the disqualification in its other information, the freeze nowhere.
    (disqualified,) = measure(iran_air, "director_disqualification", UK)["events"]
    assert (disqualified["done_on"]["value"], disqualified["done_on"]["basis"]) == ("2025-04-09", "stated")


def test_the_eu_listed_iran_air_34_days_after_the_announcement_at_latest(lists: Path) -> None:
    (began,) = measure(case("EU-COUNCIL", "EU.12241.0"), "asset_freeze", EU)["events"]
    assert began["done_on"]["latest"] == "2024-10-14"
    assert date.fromisoformat(began["done_on"]["latest"]) - ANNOUNCED == timedelta(days=34)
    assert document(began["act"])["label"]


def test_iran_air_was_not_designated_by_europe_on_the_day_after_and_is_by_all_three_in_december(lists: Path) -> None:
    europe = {"authority": ["GB", "EU"], "status": ["in_force"], "certain": True}
    assert on("Iran Air", date(2024, 9, 11), **europe) == set()
    assert {(authority, type_) for authority, type_, *_ in on("Iran Air", date(2024, 12, 1), **europe)} == {
        ("GB-FCDO", "asset_freeze"),
        ("EU-COUNCIL", "asset_freeze"),
    }


def test_port_olya_3_is_one_ship_specified_by_the_uk_and_blocked_by_the_us(lists: Path) -> None:
    (ship,) = Target.objects.filter(names__full="PORT OLYA-3", merged_into=None).distinct()
    cases = ship.sanctions.values_list("authority__uid", "reference", "kind")
    assert set(cases) == {("GB-FCDO", "RUS2311", "specified"), ("US-OFAC", "50585", "identified")}
    assert set(Measure.objects.filter(sanction__target=ship).values_list("layer", "type")) == {
        (DESK, "ship_specification"), (UK, "ship_specification"), (DESK, "asset_freeze"), (US, "asset_freeze"),
    }  # fmt: skip
    assert set(ship.identifiers.filter(scheme="imo").values_list("normalised", flat=True)) == {"9481910"}
    linked = ship.relations.filter(layer=US).values_list("kind", "printed")
    assert set(linked) == {("linked_to", "MG-FLOT LIMITED LIABILITY COMPANY")}


def test_mg_flots_two_eu_cases_are_on_one_target_once_somebody_has_said_so_and_stay_there(lists: Path) -> None:
    first, second = case("EU-COUNCIL", "EU.11340.22"), case("EU-COUNCIL", "EU.12293.37")
    assert first.target != second.target  # nothing but the name speaks for it, so it waits for somebody
    into = second.target
    said: dict[str, Any] = {"via": "tests", "expected": first.target.revision, "because": "One shipping company."}
    changed = merge(first.target, into, by=None, at=real.NOW, **said)
    publish(changed, by=None, at=real.NOW + timedelta(days=1), cause=Cause.MERGE)
    answer = answers.record("target", into.uid, {"as_of": date(2026, 6, 1)}, today=date(2026, 11, 1))
    item = orjson.loads(answer.body)
    assert {one["reference"] for one in item["sanctions"]} == {"EU.11340.22", "EU.12293.37"}
    assert {"MG-Flot LLC", "MG Flot LLC"} <= {name["full"] for name in item["names"]}
    # When one of the two is gone from the list, it alone ends.
    shorter = cut(EU).replace(_entry_of("EU.11340.22"), b"")
    row = real.import_(EU, shorter.replace(b"2026-05-01T", b"2026-06-01T"), lists)
    assert row.state == "held"  # one of four entries is more than a tenth
    deciding.let_through(row, by=User.objects.create(username="somebody"), at=real.NOW, because="It is a cut.")
    deciding.import_again(row, at=real.NOW + timedelta(days=2), folder=lists)
    ended = Event.objects.filter(kind="delisted").values_list("sanction__reference", flat=True)
    assert set(ended) == {"EU.11340.22"}
    answer = answers.record("target", into.uid, {"as_of": date(2026, 6, 2)}, today=date(2026, 11, 1))
    item = orjson.loads(answer.body)
    assert {one["reference"] for one in item["sanctions"]} == {"EU.11340.22", "EU.12293.37"}
    assert item["on"]["standing"] == "designated"


def _entry_of(reference: str) -> bytes:
    """The element of an entry, as the file has it."""
    content = cut(EU)
    at = content.index(f'euReferenceNumber="{reference}"'.encode())
    start = content.rindex(b"<sanctionEntity", 0, at)
    return content[start : content.index(b"</sanctionEntity>", at) + len(b"</sanctionEntity>")]


def _promise(state: str) -> Measure:
    """What a state promised of Iran Air."""
    airline = case("GB-FCDO", "IRN0240").target
    cases = Sanction.objects.filter(authority__uid=state, target=airline)
    found: Measure = Measure.objects.get(sanction__in=cases, type="unspecified")
    return found


def test_a_promise_can_be_followed_to_what_the_list_says(lists: Path) -> None:
    promise = _promise("GB")
    kept = document(promise.sanction.uid)
    (promised,) = [one for one in kept["measures"] if one["uid"] == promise.uid]
    leads = {one["measure"] for one in promised["fulfilments"]}
    later = Sanction.objects.filter(measures__uid__in=leads)
    # The editors' measure and the list's stand in the same case.
    assert ("GB-FCDO", "IRN0240") in set(later.values_list("authority__uid", "reference"))
    assert UK in set(Measure.objects.filter(sanction__in=later).values_list("layer", flat=True))


def test_an_editor_can_say_that_a_promise_was_kept_by_a_measure_of_the_list(lists: Path) -> None:
    promise = _promise("FR")
    listed = Measure.objects.get(sanction__reference="EU.12241.0", layer=EU)
    f.saved(promise.sanction, Fulfilment(promise=promise, measure=listed, basis="inferred"))
    publish([promise.sanction], by=None, at=real.NOW + timedelta(days=1))
    (shown,) = [one for one in document(promise.sanction.uid)["measures"] if one["uid"] == promise.uid]
    assert listed.uid in {one["measure"] for one in shown["fulfilments"]}
