"""Readers are told how fresh each list is, what its releases held, and what an entry said."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sanctions.lists.catalogue import LISTS
from sanctions.lists.entry import Name
from sanctions.models import OfficialList, Release
from sanctions.reading import history, lists
from sanctions.reading.answers import NotFound
from sanctions.reconcile import check
from sanctions.reconcile.check import Check
from sanctions.reconcile.fetch import FetchError, Version
from sanctions.reconcile.guards import findings
from sanctions.reconcile.profile import Profile
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air, ship


@pytest.fixture
def desk(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk that follows a list through three releases, the last of which is held."""
    desk = Desk(tmp_path, monkeypatch)
    ships = [ship(reference=f"RUS{n}", names=(Name(f"VESSEL {n}"),), identifiers=()) for n in range(20)]
    desk.released("2025-01-01", iran_air(), *ships, "RUS99")
    desk.released("2025-02-01", iran_air(grounds="Other words."), *ships[1:], "RUS99")
    desk.released("2025-03-01", iran_air())
    return desk


def test_a_list_says_since_when_it_is_complete_and_how_fresh_it_is(desk: Desk) -> None:
    (told,) = [one for one in lists.lists() if one["code"] == "gb_fcdo"]
    assert (str(told["complete_since"]), str(told["dated"])) == ("2025-01-01", "2025-02-01")
    assert told["has_a_release_held"]
    assert told["counts"]["delisted"] == 1
    assert lists.freshness() == {"gb_fcdo": {"dated": "2025-02-01", "checked_at": None, "failed_at": None}}
    assert lists.one("gb_fcdo") == told


def test_a_list_says_when_it_was_asked_for_and_whether_that_went_wrong_since(desk: Desk) -> None:
    check.passed(Check(desk.listing, NOW, None, Version()))
    assert lists.freshness()["gb_fcdo"] == {"dated": "2025-02-01", "checked_at": NOW, "failed_at": None}
    later = NOW + timedelta(days=1)
    check.failed(desk.listing, at=later, because=FetchError("it is down"))
    check.failed(LISTS["un_sc"], at=later, because=FetchError("it is down, too"))
    assert lists.freshness() == {
        "gb_fcdo": {"dated": "2025-02-01", "checked_at": NOW, "failed_at": later},
        "un_sc": {"dated": None, "checked_at": None, "failed_at": later},
    }
    told = lists.one("gb_fcdo")
    assert (told["checked_at"], told["failed_at"], told["failed_because"]) == (NOW, later, "it is down")


def test_releases_say_what_became_of_them_and_why(desk: Desk) -> None:
    found, following = lists.releases("gb_fcdo", {"limit": 2})
    assert [(str(one["dated"]), one["state"]) for one in found] == [("2025-03-01", "held"), ("2025-02-01", "promoted")]
    assert "fewer" in found[0]["held_because"][0]
    rest, end = lists.releases("gb_fcdo", {"limit": 2, "cursor": following})
    assert ([str(one["dated"]) for one in rest], end) == (["2025-01-01"], None)


def test_readers_are_told_what_is_suspect_of_a_release_and_not_which_record_is_no_longer_public(desk: Desk) -> None:
    before = Profile(100, Counter(vessel=50), Counter(IRAN=50), Counter({"details.birth_date": 90}))
    days: Any = {"dated": date(2025, 1, 1), "last": date(2025, 2, 1), "expresses": frozenset({"details"})}
    suspect = [
        finding
        for after in (Profile(0), Profile(50), Profile(201), Profile(100, Counter(vessel=50)))
        for finding in findings(before, after, **days, expressed=frozenset({"details"}), doubles={"7", "8"}, gone=90)
    ]
    of_promoting = ["IRAN AIR: names target “A secret” (x), which is neither published nor published with it."] * 2
    Release.objects.filter(state="held").update(held_because=[*suspect, *of_promoting])
    (told,) = lists.releases("gb_fcdo", {"limit": 1})[0]
    assert told["held_because"] == [*dict.fromkeys(suspect), "it names a record that is not public."]
    assert len(set(suspect)) == 9


def test_entries_are_those_of_the_last_public_release(desk: Desk) -> None:
    found, _ = lists.entries("gb_fcdo", {"limit": 500})
    references = {one["reference"] for one in found}
    assert len(references) == len(found) == 21
    assert "RUS0" not in references
    (aside,), _ = lists.entries("gb_fcdo", {"state": "quarantined"})
    assert (aside["reference"], aside["field"]) == ("RUS99", "SanctionsImposed")


def test_an_entry_is_told_as_it_stands_and_as_it_stood(desk: Desk) -> None:
    now, before = lists.entry("gb_fcdo", "IRN0240")
    assert ("Other words." in now["raw"], "Other words." in before["raw"]) == (True, False)
    assert (now["gone"], str(before["gone"]), now["sanction"]) == (None, "2025-02-01", before["sanction"])


def test_a_list_that_may_not_be_passed_on_shows_no_raw_entry(desk: Desk) -> None:
    OfficialList.objects.update(raw_is_public=False)
    assert [(one["raw"], one["unread"]) for one in lists.entry("gb_fcdo", "IRN0240")] == [(None, [])] * 2


def test_a_release_that_is_only_being_imported_is_not_told_of(desk: Desk) -> None:
    before = lists.entries("gb_fcdo", {"limit": 500})
    Release.objects.filter(state="promoted", dated="2025-02-01").update(state="applying")
    assert "2025-02-01" not in str(lists.releases("gb_fcdo", {}))
    assert lists.freshness()["gb_fcdo"]["dated"] == "2025-01-01"
    assert {one["reference"] for one in lists.entries("gb_fcdo", {"limit": 500})[0]} == {
        *(one["reference"] for one in before[0]),
        "RUS0",
    }


@pytest.mark.parametrize(
    "ask", [lambda: lists.one("x"), lambda: lists.entry("gb_fcdo", "x"), lambda: lists.releases("x", {})]
)
def test_what_is_not_followed_is_not_found(desk: Desk, ask: Any) -> None:
    with pytest.raises(NotFound):
        ask()


@pytest.mark.parametrize(("kind", "number"), [("listed", 21), ("amended", 1), ("delisted", 1), ("relisted", 0)])
def test_the_feed_tells_what_a_list_did(desk: Desk, kind: str, number: int) -> None:
    found, _ = history.changes({"list": ["gb_fcdo"], "kind": kind, "limit": 500})
    assert len(found) == number
    assert {one["kind"] for one in found} <= {kind}


def test_the_feed_is_in_the_order_of_publication(desk: Desk) -> None:
    found, _ = history.changes({"limit": 500})
    numbers = [one["publication"] for one in found]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 1
