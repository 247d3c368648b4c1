"""Cases that carry out what the UN decided say which of its cases that is."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sanctions.lists.catalogue import LISTS
from sanctions.lists.entry import CrossReference, Dated, Instrument
from sanctions.models import Edition, Sanction, Target
from tests.sanctions.reconcile.lists import Desk, iran_air, ship

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"
LISTING = Instrument("regulation", "2024/2697", "celex", published_on="2024-10-14")
AMENDMENT = Instrument("regulation", "2025/1234", "celex", published_on="2025-06-20")


@pytest.fixture
def eu(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk that follows the EU's list, and the UN's beside it."""
    desk = Desk(tmp_path, monkeypatch, "eu_fsf")
    monkeypatch.setitem(LISTS, "un_sc", replace(LISTS["un_sc"], formats=LISTS["eu_fsf"].formats))
    return desk


def _freeze() -> Any:
    return replace(iran_air().measures[0], since=None)


# --- Cases that carry out others --------------------------------------------------------------------------------------


def test_a_case_that_carries_out_a_un_listing_says_which_whichever_list_is_imported_first(eu: Desk) -> None:
    theirs = iran_air(reference="IRe.042", listed=Dated("2010-06-09"))
    ours = iran_air(
        reference="EU.1",
        origin="implements",
        cross_references=(CrossReference("un_sc", "IRe.042"),),
        measures=(_freeze(),),
    )
    alone = ship(reference="EU.2", origin="implements", cross_references=(CrossReference("un_sc", "IRe.999"),))
    eu.released(FIRST, ours, alone)
    assert not Sanction.objects.exclude(implements=None).exists()
    eu.take(eu.files.release(FIRST, theirs), "un_sc")
    eu.released(SECOND, ours, alone)
    case, of_the_un = Sanction.objects.get(reference="EU.1"), Sanction.objects.get(reference="IRe.042")
    assert case.implements == of_the_un
    public = Edition.objects.get(uid=case.uid, known_until__year=9999)
    assert f'"implements":"{of_the_un.uid}"' in public.document
    assert Sanction.objects.get(reference="EU.2").implements is None
    assert eu.released(THIRD, ours, alone).publication is None


def test_the_very_files_again_are_enough_to_say_it(eu: Desk) -> None:
    ours = iran_air(reference="EU.1", origin="implements", cross_references=(CrossReference("un_sc", "IRe.042"),))
    eu.released(FIRST, ours)
    eu.take(eu.files.release(FIRST, iran_air(reference="IRe.042")), "un_sc")
    again = eu.released(FIRST, ours)
    assert Sanction.objects.get(reference="EU.1").implements is not None
    assert again.counts["changed"] == 0
    assert eu.examine(eu.files.release(FIRST, ours)).is_known


def test_a_case_that_is_now_the_authoritys_own_carries_out_nothing(eu: Desk) -> None:
    eu.take(eu.files.release(FIRST, iran_air(reference="IRe.042")), "un_sc")
    ours = iran_air(reference="EU.1", origin="implements", cross_references=(CrossReference("un_sc", "IRe.042"),))
    eu.released(FIRST, ours)
    assert Sanction.objects.get(reference="EU.1").implements is not None
    eu.released(SECOND, replace(ours, origin="autonomous", cross_references=()))
    assert Sanction.objects.get(reference="EU.1").implements is None


def test_the_party_of_a_un_listing_is_not_the_eus_party_by_that_alone_where_kinds_clash(eu: Desk) -> None:
    eu.take(eu.files.release(FIRST, iran_air(reference="IRe.042")), "un_sc")
    eu.released(
        FIRST, ship(reference="EU.1", origin="implements", cross_references=(CrossReference("un_sc", "IRe.042"),))
    )
    assert Target.objects.count() == 2
