"""Relations in a format that says exactly to whom, and in one that only prints a name."""

from typing import Any

from sanctions.lists.entry import Relation
from sanctions.models import Relation as Tie
from tests.sanctions.reconcile.lists import EVERYTHING, Desk, iran_air, ship

FIRST = "2025-01-01"


def test_a_format_that_only_links_by_name_takes_no_exact_relation_away_and_says_nothing_twice(desk: Desk) -> None:
    poor = EVERYTHING - {"relations"} | {"relations.linked_to"}
    exact = ship(relations=(Relation("owned_or_controlled_by", "IRN0240", "IRAN AIR"),))
    linked = ship(relations=(Relation("linked_to", printed="Iran Air"), Relation("linked_to", printed="MG-FLOT")))
    desk.released(FIRST, iran_air(), exact, kind="advanced")
    desk.released(FIRST, iran_air(), linked, expresses=poor, kind="csv")
    assert _ties() == {("owned_or_controlled_by", "IRAN AIR", ""), ("linked_to", None, "MG-FLOT")}
    desk.released(FIRST, iran_air(), exact, kind="advanced")
    assert _ties() == {("owned_or_controlled_by", "IRAN AIR", "")}


def test_a_relation_to_an_entry_that_is_not_in_the_list_keeps_its_number(desk: Desk) -> None:
    desk.released(FIRST, ship(relations=(Relation("owned_or_controlled_by", "17016"),)))
    assert _ties() == {("owned_or_controlled_by", None, "17016")}


def _ties() -> set[tuple[Any, ...]]:
    return set(Tie.objects.values_list("kind", "object__label", "printed"))
