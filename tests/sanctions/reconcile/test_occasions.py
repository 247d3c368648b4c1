"""What happened to whole cases: acts that began or amended them, and amendments that a release shows."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sanctions.lists.catalogue import LISTS
from sanctions.lists.entry import Dated, Instrument
from sanctions.models import Edition, Event
from sanctions.reading import history
from tests.sanctions.reconcile.lists import EVERYTHING, Desk, iran_air, ship

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"
LISTING = Instrument("regulation", "2024/2697", "celex", published_on="2024-10-14")
AMENDMENT = Instrument("regulation", "2025/1234", "celex", published_on="2025-06-20")


@pytest.fixture
def eu(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk that follows the EU's list, and the UN's beside it."""
    desk = Desk(tmp_path, monkeypatch, "eu_fsf")
    monkeypatch.setitem(LISTS, "un_sc", replace(LISTS["un_sc"], formats=LISTS["eu_fsf"].formats))
    return desk


def events() -> list[tuple[Any, ...]]:
    """Every event: of a measure or the case, its kind and day, and the act behind it."""
    rows = Event.objects.order_by("pk").values_list("measure__type", "kind", "done_on", "done_basis", "act__reference")
    return list(rows)


def fed(desk: Desk, kind: str) -> int:
    """How many items of a kind the feed has of the list."""
    return len(history.changes({"list": [desk.code], "kind": kind, "limit": 100})[0])


def _freeze() -> Any:
    return replace(iran_air().measures[0], since=None)


# --- Acts -------------------------------------------------------------------------------------------------------------


def test_the_act_of_the_day_of_listing_began_the_measure_and_a_later_one_amended_the_case(eu: Desk) -> None:
    listed = Dated("/2024-10-14", "inferred")
    eu.released(FIRST, iran_air(measures=(_freeze(),), listed=listed, instruments=(AMENDMENT, LISTING)))
    assert events() == [
        ("asset_freeze", "entered_into_force", "/2024-10-14", "inferred", "2024/2697"),
        (None, "amended", "2025-06-20", "stated", "2025/1234"),
    ]


def test_an_act_before_the_listing_neither_began_nor_amended_it(eu: Desk) -> None:
    eu.released(FIRST, iran_air(measures=(_freeze(),), listed=Dated("2025-01-01"), instruments=(LISTING, AMENDMENT)))
    assert events() == [
        ("asset_freeze", "entered_into_force", "2025-01-01", "stated", None),
        (None, "amended", "2025-06-20", "stated", "2025/1234"),
    ]


def test_acts_without_a_day_amend_nothing_and_the_only_one_is_what_the_case_rests_on(eu: Desk) -> None:
    order = Instrument("executive_order", "14024", "us_eo")
    other = Instrument("executive_order", "13224", "us_eo")
    eu.released(FIRST, iran_air(measures=(_freeze(),), instruments=(order,)), ship(instruments=(order, other)))
    assert [(kind, act) for _, kind, _, _, act in events()] == [
        ("entered_into_force", "14024"),
        ("entered_into_force", None),
    ]


def test_a_day_and_act_that_a_richer_format_adds_go_to_the_beginning_that_is_there(eu: Desk) -> None:
    undated = iran_air(measures=(_freeze(),))
    eu.released(FIRST, undated, expresses=EVERYTHING - {"listed", "instruments"}, kind="poor")
    eu.released(FIRST, replace(undated, listed=Dated("2024-10-14"), instruments=(LISTING,)), kind="rich")
    assert events() == [("asset_freeze", "entered_into_force", "2024-10-14", "stated", "2024/2697")]


# --- Amendments -------------------------------------------------------------------------------------------------------


def test_each_entry_that_changes_is_one_item_of_the_feed_whatever_of_it_changed(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship())
    renamed = replace(ship(), names=(*ship().names, replace(ship().names[0], full="LADY R", kind="alias")))
    changed = desk.released(SECOND, iran_air(grounds="Other words."), renamed)
    assert changed.counts["changed"] == fed(desk, "amended") == 2
    assert [row[1:4] for row in events() if row[1] == "amended"] == [
        ("amended", "2025-01-01/2025-02-01", "first_seen")
    ] * 2  # fmt: skip


def test_an_amendment_has_the_day_that_the_list_gives_it_and_stands_there_once(desk: Desk) -> None:
    desk.released(FIRST, iran_air(amended="2024-12-01"))
    desk.released(SECOND, iran_air(amended="2025-01-20", grounds="Other words."))
    desk.released(THIRD, iran_air(amended="2025-01-20", grounds="Yet others."))
    assert [row[2:4] for row in events() if row[1] == "amended"] == [
        ("2024-12-01", "stated"),
        ("2025-01-20", "stated"),
        ("2025-02-01/2025-03-01", "first_seen"),
    ]


def test_another_format_of_the_same_day_amends_nothing(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), kind="csv")
    before = dict(Edition.objects.values_list("uid", "number"))
    other = desk.released(FIRST, iran_air(), kind="xml")
    assert (other.counts["delisted"], other.publication) == (0, None)
    assert dict(Edition.objects.values_list("uid", "number")) == before


def test_a_release_that_can_say_less_or_more_of_everybody_amends_nobody_and_the_next_like_it_does(desk: Desk) -> None:
    alone = EVERYTHING - {"addresses", "names"}
    other = iran_air(grounds="Other words.")
    desk.released(FIRST, iran_air())
    fewer = desk.released(SECOND, replace(iran_air(), names=other.names[:1]), expresses=alone)
    assert (fewer.counts["changed"], fed(desk, "amended")) == (1, 0)
    desk.released(THIRD, replace(other, names=other.names[:1]), expresses=alone)
    assert fed(desk, "amended") == 1
    more = desk.released("2025-04-01", other)
    assert (more.counts["changed"], fed(desk, "amended")) == (1, 1)
    assert [row[1:4] for row in events() if row[1] == "amended"] == [("amended", f"{SECOND}/{THIRD}", "first_seen")]
