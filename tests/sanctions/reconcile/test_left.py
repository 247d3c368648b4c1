"""What the last release left on the desk is what a new one is read beside."""

import json

import pytest

from sanctions.lists.entry import Name
from sanctions.models import Authority
from sanctions.reconcile import left
from tests import factories as f
from tests.sanctions.reconcile.lists import Desk, iran_air, ship

pytestmark = pytest.mark.django_db
FIRST, SECOND = "2025-01-01", "2025-02-01"


def test_entries_that_stand_are_there_and_those_that_went_are_remembered(desk: Desk) -> None:
    fleet = [ship(reference=f"RUS21{n:02}", names=(Name(f"OLYA {n}"),), identifiers=()) for n in range(12)]
    desk.released(FIRST, iran_air(), ship(), "RUS0001", *fleet)
    desk.released(SECOND, ship(), "RUS0001", *fleet)
    standing = left.entries(desk.code)
    assert standing.keys() == {"RUS2000", "RUS0001", *(one.reference for one in fleet)}
    assert (standing["RUS2000"].state, standing["RUS0001"].state) == ("imported", "quarantined")
    assert (standing["RUS2000"].kind, json.loads(standing["RUS2000"].programmes)) == ("vessel", [])
    assert "identifiers" in json.loads(standing["RUS2000"].filled)
    remembered = left.former(desk.code, ["IRN0240", "RUS2000", "RUS9999"])
    assert {reference: (one.label, one.stands) for reference, one in remembered.items()} == {
        "IRN0240": ("IRAN AIR", False),
        "RUS2000": ("PORT OLYA-3", True),
    }


def test_an_editors_case_of_the_authority_is_a_draft_until_it_is_public(desk: Desk) -> None:
    desk.released(FIRST, ship())
    f.sanction(by_authority=Authority.objects.get(uid="GB-FCDO"), reference="IRN0240")
    assert left.drafts(desk.listing) == {"IRN0240"}
    f.publish_everything(at=desk.now)
    assert left.drafts(desk.listing) == set()
