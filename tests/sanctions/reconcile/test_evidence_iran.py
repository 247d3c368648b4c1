"""The UN's list of Iran, of resolution 1737 (2006) and those after it: 84 entries in 2021, none in 2024, then 121."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoDbBlocker

from sanctions.models import Event, Release, Sanction
from sanctions.reading import answers
from sanctions.reconcile import deciding
from tests.kept import for_a_while
from tests.sanctions.reconcile import real

CODE = "un_sc"
IRAN_DAYS = ("2021-01-28", "2024-01-26", "2026-02-27")
TODAY = date(2026, 11, 1)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not real.is_here(*map(real.un_path, IRAN_DAYS)), reason="the UN's lists are not in ../shared/data"
    ),
]


@pytest.fixture(scope="module")
def of_iran(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Release]]:
    """Every entry of Iran on three days, beside some others; the second is let through by somebody."""
    entries = {day: real.un_entries(day) for day in IRAN_DAYS}
    iran = {ref for one in entries.values() for ref, entry in one.items() if entry.findtext("UN_LIST_TYPE") == "Iran"}
    always = set.intersection(*(set(one) for one in entries.values()))
    keep, folder = iran | set(sorted(always)[::8]), tmp_path_factory.mktemp("archive")
    with for_a_while(django_db_blocker):
        yield list(_imported(keep, folder))


def _imported(keep: set[str], folder: Path) -> Iterator[Release]:
    somebody = User.objects.create(username="reviewer")
    for day in IRAN_DAYS:
        row = real.import_(CODE, real.un_of(day, keep), folder)
        if row.state == "held":
            deciding.let_through(row, by=somebody, at=real.NOW, because="Resolution 2231 (2015) ended them.")
            row = deciding.import_again(row, at=real.NOW, folder=folder)
        yield row


def test_the_list_of_iran_goes_only_on_somebodys_word_and_comes_back_larger(of_iran: list[Release]) -> None:
    assert [row.state for row in of_iran] == ["promoted"] * 3
    assert "the programme Iran is gone, under which 84 entries stood." in of_iran[1].held_because
    assert of_iran[1].decided_by_name == "reviewer"
    assert (of_iran[1].counts["delisted"], of_iran[1].counts["added"]) == (84, 0)
    assert (of_iran[2].counts["relisted"], of_iran[2].counts["added"], of_iran[2].counts["delisted"]) == (84, 37, 0)
    found = real.feed(CODE)
    assert (found["delisted"], found["relisted"]) == (84, 84)


def test_those_who_came_back_are_the_same_cases_and_their_new_period_is_that_of_the_releases(
    of_iran: list[Release],
) -> None:
    dated = [row.dated.isoformat() for row in of_iran]
    went = Event.objects.filter(kind="delisted", measure__type="asset_freeze", done_basis="first_seen")
    assert went.count() == 84
    assert set(went.values_list("done_on", flat=True)) == {f"{dated[0]}/{dated[1]}"}
    back = Event.objects.filter(kind="reimposed", measure__type="asset_freeze", sanction__in=went.values("sanction"))
    assert back.count() == 84
    # LISTED_ON still says 2006 to 2012: that is the first listing, which does not reopen.
    assert set(back.values_list("done_on", "done_basis")) == {(f"{dated[1]}/{dated[2]}", "first_seen")}
    assert Sanction.objects.filter(programme_links__programme__code="Iran").distinct().count() == 121


@pytest.mark.parametrize(
    ("as_of", "certain", "number"),
    [("2021-01-26", True, 84), ("2024-06-30", True, 0), ("2025-06-30", True, 0), ("2026-02-27", True, 121)],
)
def test_how_many_are_frozen_on_a_day_follows_the_two_periods(
    of_iran: list[Release], as_of: str, certain: bool, number: int
) -> None:
    assert of_iran[2].state == "promoted"
    programme = Sanction.objects.filter(reference="IRe.001").get().programme_links.first()
    assert programme is not None
    asked: dict[str, Any] = {
        "as_of": date.fromisoformat(as_of), "programme": [programme.programme.uid], "type": ["asset_freeze"],
        "status": ["in_force"], "certain": certain, "limit": 1, "count": True,
    }  # fmt: skip
    assert answers.listed("measure", asked, today=TODAY).count == number


def test_who_came_back_after_being_gone_before_our_first_release_has_two_periods_as_well(
    of_iran: list[Release],
) -> None:
    dated = [row.dated.isoformat() for row in of_iran]
    old = {ref for ref, one in real.un_entries(IRAN_DAYS[0]).items() if one.findtext("UN_LIST_TYPE") == "Iran"}
    new = {
        ref: (one.findtext("LISTED_ON") or "")[:10]
        for ref, one in real.un_entries(IRAN_DAYS[2]).items()
        if one.findtext("UN_LIST_TYPE") == "Iran" and ref not in old
    }
    # Listed until 2016, gone from the file of 2021, and printed with the day of the first listing when they came back.
    assert len(new) == 37
    assert max(new.values()) < "2013"
    rows = Event.objects.filter(sanction__reference__in=new, measure__type="asset_freeze").order_by("pk")
    lives: dict[str, tuple[Any, ...]] = dict.fromkeys(new, ())
    for reference, *event in rows.values_list("sanction__reference", "kind", "done_on", "done_basis"):
        lives[reference] = (*lives[reference], tuple(event))
    assert lives == {
        reference: (
            ("entered_into_force", listed, "stated"),
            ("delisted", f"{listed}/{dated[0]}", "inferred"),
            ("reimposed", f"{dated[1]}/{dated[2]}", "first_seen"),
        )
        for reference, listed in new.items()
    }
