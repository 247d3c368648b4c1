"""The UN's list from July to October 2024: what one can count in the three files is what is imported and published."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from pytest_django import DjangoDbBlocker

from sanctions.models import Event, Release
from tests.kept import for_a_while
from tests.sanctions.reconcile import real

CODE = "un_sc"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not real.is_here(*map(real.un_path, real.UN_DAYS)), reason="the UN's lists are not in ../shared/data"
    ),
]


def kept(*days: str) -> set[str]:
    """The entries that differ between these days, and every twentieth of the others."""
    found = [real.un_entries(day) for day in days]
    every = set[str]().union(*found)
    same = {
        reference
        for reference in every
        if len({real.said(one[reference]) if reference in one else None for one in found}) == 1
    }
    return (every - same) | set(sorted(same)[::20])


@pytest.fixture(scope="module")
def through_2024(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Release]]:
    """The releases of July, September and October 2024."""
    keep, folder = kept(*real.UN_DAYS), tmp_path_factory.mktemp("archive")
    with for_a_while(django_db_blocker):
        yield [real.import_(CODE, real.un_of(day, keep), folder) for day in real.UN_DAYS]


def test_the_releases_of_2024_differ_by_what_one_counts_in_the_files() -> None:
    found = [real.un_entries(day) for day in real.UN_DAYS]
    assert [len(one) for one in found] == [878, 875, 877]
    counted = [
        (
            sorted(new.keys() - old.keys()),
            sorted(ref for ref in old.keys() & new.keys() if real.said(old[ref]) != real.said(new[ref])),
            sorted(old.keys() - new.keys()),
        )
        for old, new in pairwise(found)
    ]
    assert counted == [
        ([], [], ["QDi.070", "YEi.003", "YEi.005"]),
        (["HTi.006", "HTi.007"], ["KPi.076"], []),
    ]


def test_the_reports_and_the_feed_of_2024_count_the_same(through_2024: list[Release]) -> None:
    counts = [{name: one.counts[name] for name in ("added", "changed", "delisted", "relisted")} for one in through_2024]
    first = through_2024[0].counts["records"]
    assert counts == [
        {"added": first, "changed": 0, "delisted": 0, "relisted": 0},
        {"added": 0, "changed": 0, "delisted": 3, "relisted": 0},
        {"added": 2, "changed": 1, "delisted": 0, "relisted": 0},
    ]
    assert real.feed(CODE) == {"listed": first + 2, "amended": 1, "delisted": 3, "relisted": 0}


def test_the_three_who_left_did_so_between_july_and_september_and_the_two_who_came_on_their_day(
    through_2024: list[Release],
) -> None:
    assert through_2024[2].state == "promoted"
    left = Event.objects.filter(kind="delisted", measure__type="asset_freeze")
    assert set(left.values_list("sanction__reference", "done_on", "done_basis")) == {
        (reference, "2024-07-13/2024-09-10", "first_seen") for reference in ("QDi.070", "YEi.003", "YEi.005")
    }
    came = Event.objects.filter(sanction__reference__in=("HTi.006", "HTi.007"), kind="entered_into_force")
    # Resolution 2653 (2022) freezes, bans travel and arms; LISTED_ON of both is 27 September 2024.
    assert came.count() == 6
    assert set(came.values_list("done_on", "done_basis")) == {("2024-09-27", "stated")}


def test_an_amendment_has_the_day_the_un_gives_it(through_2024: list[Release]) -> None:
    assert through_2024[2].state == "promoted"
    element = real.un_entries("2024-10-05")["KPi.076"]
    updated = [(one.text or "").strip()[:10] for one in element.iterfind("LAST_DAY_UPDATED/VALUE")]
    before = real.un_entries("2024-09-10")["KPi.076"]
    old = [(one.text or "").strip()[:10] for one in before.iterfind("LAST_DAY_UPDATED/VALUE")]
    amended = Event.objects.filter(kind="amended", sanction__reference="KPi.076").order_by("done_on")
    if max(updated) > max(old, default=""):
        assert amended.last().done_on == max(updated)  # type: ignore[union-attr]
    else:
        assert amended.last().done_on == "2024-09-10/2024-10-05"  # type: ignore[union-attr]
