"""Which case and which target an entry is about, whichever list of an authority came first."""

from dataclasses import replace
from typing import Any

import orjson
import pytest

from sanctions.lists.entry import CrossReference, Dated, Entry, Identifier, Name, Restriction
from sanctions.models import Edition, Sanction, Target
from sanctions.publishing.publish import publish
from tests import factories as f
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air, ship

FIRST, SECOND = "2025-01-01", "2025-12-01"
GROUP = "13897"


def designation(reference: str, **fields: Any) -> Entry:
    """One of the UK's two designations of a party, as the UK Sanctions List has them."""
    number = Identifier("ofsi_group_id", GROUP)
    values: dict[str, Any] = {
        "reference": reference,
        "origin": "implements",
        "grounds": f"The statement of reasons of {reference}.",
        "identifiers": (number, Identifier("uk_unique_id", reference)),
        "cross_references": (CrossReference("gb_ofsi", GROUP),),
        "measures": (Restriction("asset_freeze"), Restriction("travel_ban")),
        "kind": "person",
        "names": (Name("MIN AUNG HLAING"),),
    }
    return iran_air(**{**values, **fields})


def group() -> Entry:
    """The same party, in the list that the UK gave up."""
    return replace(
        designation(GROUP), sanction_kind="listed", origin="autonomous", grounds="Other words.",
        identifiers=(Identifier("ofsi_group_id", GROUP),), cross_references=(),
        measures=(Restriction("asset_freeze", Dated("2021-02-18")),),
    )  # fmt: skip


@pytest.fixture
def lists(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> tuple[Desk, Desk]:
    """The UK Sanctions List, and the list that it succeeds."""
    return desk, Desk(desk.folder, monkeypatch, "gb_ofsi_conlist")


def documents() -> dict[str, dict[str, Any]]:
    """What is public of cases, by reference."""
    rows = Edition.objects.filter(kind="sanction", known_until__year=9999)
    return {one["reference"]: one for one in map(orjson.loads, rows.values_list("document", flat=True))}


@pytest.mark.parametrize("successor_first", [True, False])
def test_a_case_is_the_successors_whichever_list_came_first(lists: tuple[Desk, Desk], successor_first: bool) -> None:
    uk, given_up = lists
    steps = [(uk, SECOND, designation("GHR0046")), (given_up, FIRST, group())]
    for of_list, day, entry in steps if successor_first else reversed(steps):
        assert of_list.released(day, entry).state == "promoted"
    (case,) = documents().values()
    said = ("authority", "reference", "layer", "kind", "origin", "grounds")
    assert [case[name] for name in said] == [
        "GB-FCDO", "GHR0046", "gb_fcdo", "designated", "implements", "The statement of reasons of GHR0046.",
    ]  # fmt: skip
    assert {(one["layer"], one["type"]) for one in case["measures"]} == {
        ("gb_ofsi_conlist", "asset_freeze"), ("gb_fcdo", "asset_freeze"), ("gb_fcdo", "travel_ban"),
    }  # fmt: skip
    assert Target.objects.count() == 1


def test_two_designations_of_one_group_are_two_cases_of_one_target(lists: tuple[Desk, Desk]) -> None:
    uk, given_up = lists
    given_up.released(FIRST, group())
    uk.released(SECOND, designation("MYA0018"), designation("GHR0046"))
    found = documents()
    assert found.keys() == {"GHR0046", "MYA0018"}
    assert {one["target"] for one in found.values()} == {Target.objects.get().uid}
    assert {one["layer"] for one in found["MYA0018"]["measures"]} == {"gb_fcdo"}


def test_a_case_that_an_editor_entered_is_not_given_to_another_list(lists: tuple[Desk, Desk]) -> None:
    uk, given_up = lists
    given_up.released(FIRST, group())
    uk.released(FIRST, ship())
    editors = f.sanction(f.target("Min Aung Hlaing"), reference="GHR0046", by_authority=f.authority("GB-FCDO"))
    publish(f.everything(), by=None, at=NOW)
    uk.released(SECOND, ship(), designation("GHR0046"))
    assert Sanction.objects.get(reference="GHR0046") == editors
    assert Sanction.objects.get(reference=GROUP).layer == "gb_ofsi_conlist"


def person(reference: str, *numbers: Identifier, name: str = "JAFARI, Milad", **fields: Any) -> Entry:
    """Somebody with papers."""
    return iran_air(reference=reference, kind="person", names=(Name(name),), identifiers=numbers, **fields)


PASSPORT = Identifier("passport", "L8081303", "IR")


def targets_with(desk: Desk, *theirs: Entry) -> int:
    """How many targets there are when another list names these besides one with that passport."""
    desk.released(FIRST, person("IRN0001", PASSPORT))
    desk.take(desk.files.release(FIRST, *theirs), "eu_fsf")
    return Target.objects.count()


def test_one_passport_of_one_country_is_one_person(desk: Desk) -> None:
    assert targets_with(desk, person("EU.1", Identifier("passport", "L-8081303", "IR"), name="Milad Jafari")) == 1


@pytest.mark.parametrize(
    "theirs",
    [
        [person("EU.1", Identifier("passport", "L8081303", "IQ"))],
        [person("EU.1", Identifier("passport", "L8081303"))],
        [person("EU.1", Identifier("national_id", "L8081303", "IR"))],
        [person("EU.1", PASSPORT, name="SOMEBODY Else")],
        [iran_air(reference="EU.1", names=(Name("MILAD JAFARI TRADING"),), identifiers=(PASSPORT,))],
    ],
    ids=["of another country", "of no country", "another paper", "another name", "a company"],
)
def test_a_number_joins_nobody_where_anything_speaks_against_it(desk: Desk, theirs: list[Entry]) -> None:
    assert targets_with(desk, *theirs) == 2


def test_a_number_that_two_of_a_list_bear_joins_neither(desk: Desk) -> None:
    assert targets_with(desk, person("EU.1", PASSPORT), person("EU.2", PASSPORT)) == 3


def test_a_short_number_joins_nobody(desk: Desk) -> None:
    short = Identifier("registration_number", "1234", "IR")
    desk.released(FIRST, iran_air(identifiers=(short,)))
    desk.take(desk.files.release(FIRST, iran_air(reference="EU.1", identifiers=(short,))), "eu_fsf")
    assert Target.objects.count() == 2
