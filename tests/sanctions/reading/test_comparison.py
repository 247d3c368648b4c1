"""Two authorities beside each other, counted by hand."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from sanctions.lists.entry import Dated, Identifier, LegalBasis
from sanctions.models import Sanction, Target
from sanctions.publishing.publish import publish
from sanctions.reading import answers
from sanctions.reading.comparison import compare
from sanctions.reading.snapshot import Snapshot
from tests import factories as f
from tests.sanctions.reading.compared import FREEZE, two_lists
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air


@pytest.fixture
def both(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The UK's list and the EU's."""
    return two_lists(tmp_path, monkeypatch)


def test_who_is_listed_by_one_alone_and_who_by_both(both: Desk) -> None:
    found = compare("GB", "EU", Snapshot.take(as_of=datetime(2025, 3, 1, tzinfo=UTC).date()))
    groups = {group: [row.label for row in found.of(group)] for group in ("first", "second", "both")}
    assert groups == {"first": ["IRAN AIR"], "second": ["ALBORZ"], "both": ["BANK OF ISFAHAN", "PORT OLYA-3"]}


def test_the_lag_is_a_range_of_days_where_a_date_is_partial(both: Desk) -> None:
    found = compare("GB", "EU", Snapshot.take(as_of=datetime(2025, 3, 1, tzinfo=UTC).date()))
    lags = {row.label: (row.lag, row.lags) for row in found.of("both")}
    # 18 November to 1 December: 13 days. 18 November back to 14 October, at latest: at most 35 days earlier.
    assert lags == {
        "BANK OF ISFAHAN": ((13, 13), {"asset_freeze": (13, 13)}),
        "PORT OLYA-3": ((None, -35), {}),
    }


def test_the_numbers_by_programme_and_measure_add_up(both: Desk) -> None:
    found = compare("GB", "EU", Snapshot.take(as_of=datetime(2025, 3, 1, tzinfo=UTC).date()))
    assert [(one.authority, one.measure, one.listed, one.by_both) for one in found.shares()] == [
        ("GB", "ship_specification", 1, 1),
        ("GB", "asset_freeze", 2, 1),
        ("EU", "asset_freeze", 3, 2),
    ]


def test_the_days_and_what_was_known_decide(both: Desk) -> None:
    days = {"2024-11-20": (["IRAN AIR"], ["ALBORZ"]), "2025-06-01": (["IRAN AIR"], ["ALBORZ", "DAMAVAND"])}
    for day, (first, second) in days.items():
        found = compare("GB", "EU", Snapshot.take(as_of=datetime.fromisoformat(day).date()))
        assert [row.label for row in found.of("first") if row.label == "IRAN AIR"] == first
        assert [row.label for row in found.of("second") if row.label != "PORT OLYA-3"] == second
    before = Snapshot.take(
        as_of=datetime(2025, 3, 1, tzinfo=UTC).date(), known_at=datetime(2025, 12, 31, 23, tzinfo=UTC)
    )
    assert compare("GB", "EU", before).rows == ()


def test_the_api_finds_the_same_targets(both: Desk) -> None:
    day = datetime(2025, 3, 1, tzinfo=UTC).date()
    found = compare("GB", "EU", Snapshot.take(as_of=day))
    for group, one, other in (("first", "GB", "EU"), ("second", "EU", "GB")):
        asked = {"listed_by": [one], "not_listed_by": [other], "as_of": day}
        items = answers.listed("target", asked, today=day).items
        assert {orjson.loads(item)["uid"] for item in items} == {row.uid for row in found.of(group)}


def beside_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stated: str) -> Desk:
    """Iran Air, of whose EU freeze the desk states a day and the list that it was on 14 October 2024 at latest."""
    desk = Desk(tmp_path, monkeypatch)
    number = (Identifier("lei", "635400EZHQRWO4JHJX20"),)
    case = f.sanction(reference="EU.12241.0", kind="listed", by_authority=f.authority("EU-COUNCIL"), since=stated)
    publish(f.everything(), by=None, at=NOW)
    desk.take(
        desk.files.release(
            "2025-01-01",
            iran_air(reference="EU.12241.0", identifiers=number, sanction_kind="listed", measures=FREEZE,
                     programmes=(LegalBasis("IRN"),), listed=Dated("/2024-10-14", "inferred")),
        ),
        "eu_fsf",
    )  # fmt: skip
    assert set(case.measures.values_list("layer", flat=True)) == {"desk", "eu_fsf"}
    desk.released("2025-01-01", iran_air(identifiers=number))
    return desk


def between(uid: str) -> tuple[object, object]:
    """By how many days the EU was later than the UK, in all and for the freeze."""
    found = compare("GB-FCDO", "EU-COUNCIL", Snapshot.take(as_of=datetime(2025, 3, 1, tzinfo=UTC).date()))
    (row,) = [row for row in found.of("both") if row.uid == uid]
    return row.lag, row.lags["asset_freeze"]


@pytest.mark.django_db
def test_the_day_that_an_editor_states_tells_where_the_list_says_at_latest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside_the_list(tmp_path, monkeypatch, "2024-10-14")
    # 14 October to 18 November 2024: 17 days of October and 18 of November.
    assert between(Sanction.objects.get(reference="EU.12241.0").target.uid) == ((-35, -35), (-35, -35))


@pytest.mark.django_db
def test_a_day_that_the_list_contradicts_is_not_taken_for_the_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside_the_list(tmp_path, monkeypatch, "2024-10-20")
    assert between(Sanction.objects.get(reference="EU.12241.0").target.uid) == ((None, -35), (None, -35))


@pytest.mark.django_db
def test_another_case_of_the_same_authority_does_not_narrow_a_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside_the_list(tmp_path, monkeypatch, "/2024-10-14")
    airline = Sanction.objects.get(reference="EU.12241.0").target
    council = Sanction.objects.get(reference="EU.12241.0").authority
    f.sanction(airline, reference="EU.2", kind="listed", by_authority=council, since="2024-10-01")
    publish([Sanction.objects.get(reference="EU.2")], by=None, at=NOW)
    lag = (None, -48)  # at latest on 1 October, as the other case says; perhaps long before
    assert between(airline.uid) == (lag, lag)


@pytest.mark.django_db
def test_a_class_is_nobody_who_is_listed_and_a_promise_lists_nobody() -> None:
    summary, promised, named = f.class_of(), f.target("Promised"), f.target("Named")
    f.authority("EU")
    f.sanction(summary, reference="1", types=["unspecified"])
    f.sanction(named, reference="2")
    case = f.sanction(promised, reference="3", since="")
    f.saved(case, f.event(case, "announced"))
    publish(f.everything(), by=None, at=NOW)
    assert Target.objects.count() == 3
    found = compare("GB", "EU", Snapshot.take(as_of=datetime(2025, 3, 1, tzinfo=UTC).date()))
    assert [(row.label, row.group) for row in found.rows] == [("Named", "first")]
    assert [(share.measure, share.listed) for share in found.shares()] == [("asset_freeze", 1)]
