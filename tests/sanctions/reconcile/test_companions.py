"""When a list ends the part of a case that it covers, somebody looks after the rest."""

from datetime import timedelta
from typing import Any

import pytest

from sanctions.lists.entry import Name, Restriction
from sanctions.models import Measure, Sanction
from sanctions.publishing.publish import publish
from sanctions.reconcile import companions
from tests import factories as f
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air, ship

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"


def fleet() -> list[Any]:
    """Enough others, so that one that goes is nothing to be held for."""
    freeze = {"measures": (Restriction("asset_freeze"),), "sanction_kind": "listed", "identifiers": ()}
    return [ship(reference=f"EU.{n}", names=(Name(f"VESSEL {n}"),), **freeze) for n in range(3000, 3020)]


def listed(**fields: Any) -> Any:
    """The entry of the case."""
    return iran_air(reference="EU.1", kind="person", **fields)


@pytest.fixture
def case(desk: Desk) -> Sanction:
    """A case of the EU's list, frozen there, to which an editor has added a travel ban."""
    target = f.target("Iran Air", kind="person")
    case = f.sanction(target, reference="EU.1", by_authority=f.authority("EU-COUNCIL"), types=["travel_ban"])
    publish(f.everything(), by=None, at=NOW)
    desk.take(desk.files.release(FIRST, listed(), *fleet()), "eu_fsf")
    return case


def ended(desk: Desk, dated: str = SECOND) -> None:
    desk.take(desk.files.release(dated, *fleet()), "eu_fsf")


def waiting() -> list[str]:
    return [measure.type for measure in companions.measures()]


def test_a_travel_ban_waits_when_the_list_ends_the_freeze_beside_it(desk: Desk, case: Sanction) -> None:
    assert waiting() == []
    ended(desk)
    assert waiting() == ["travel_ban"]
    (found,) = companions.companions([case])
    assert [(entry.reference, str(entry.gone)) for entry in found.ended] == [("EU.1", f"eu_fsf of {SECOND}")]


def test_it_waits_until_somebody_enters_its_end(desk: Desk, case: Sanction) -> None:
    ended(desk)
    case = Sanction.get(case.uid)
    f.saved(case, f.event(Measure.objects.get(type="travel_ban"), "delisted", "2025-01-20"))
    assert waiting() == []


def test_it_waits_until_somebody_says_that_it_stands_and_again_when_the_list_ends_it_again(
    desk: Desk, case: Sanction
) -> None:
    ended(desk)
    with pytest.raises(ValueError, match="what shows"):
        companions.confirm(case, by=f.user(), at=desk.now, because="")
    line = companions.confirm(case, by=f.user("anna"), at=desk.now, because="Decision 2010/413/CFSP, annex I.")
    assert (line.by_name, line.because) == ("anna", "Travel ban: stands. Decision 2010/413/CFSP, annex I.")
    assert waiting() == []
    with pytest.raises(ValueError, match="no measure of it waits"):
        companions.confirm(case, by=f.user(), at=desk.now, because="Again.")
    desk.now += timedelta(hours=1)
    desk.take(desk.files.release(THIRD, listed(), *fleet()), "eu_fsf")
    ended(desk, "2025-04-01")
    assert waiting() == ["travel_ban"]


def test_what_another_list_follows_itself_waits_for_nobody(desk: Desk, case: Sanction) -> None:
    Measure.objects.filter(type="travel_ban").update(layer="gb_fcdo")
    ended(desk)
    assert waiting() == []


def test_what_stands_in_the_list_still_ends_nothing_beside_it(desk: Desk, case: Sanction) -> None:
    desk.take(desk.files.release(SECOND, listed(grounds="In other words."), *fleet()), "eu_fsf")
    assert waiting() == []
