"""The life of a measure: which status holds on a day, for certain or possibly."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.dates import FIRST_DAY, LAST_DAY, days_of
from sanctions.publishing.life import Period, Standing, concerning, periods, status_on
from sanctions.vocabulary.event_kind import EVENT_KINDS

Event = dict[str, Any]


def printed(text: str, basis: str = "stated") -> dict[str, str] | None:
    """A date as documents carry it."""
    if not text:
        return None
    days = days_of(text)
    earliest, latest = days.earliest.isoformat(), days.latest.isoformat()
    return {"value": text, "earliest": earliest, "latest": latest, "basis": basis}


def event(kind: str, done: str = "", effective: str = "", *, basis: str = "stated") -> Event:
    return {"kind": kind, "done_on": printed(done, basis), "effective_on": printed(effective, basis)}


def on(day: str, *own: Event, of_the_case: Iterable[Event] = ()) -> tuple[str, bool] | None:
    """The status on a day and whether it is certain."""
    standing = status_on(date.fromisoformat(day), periods(own, of_the_case))
    return (standing.status, standing.certain) if standing else None


def test_a_measure_has_no_status_before_it_certainly_begins() -> None:
    freeze = event("entered_into_force", "2024-09-10")
    assert on("2024-09-09", freeze) is None
    assert on("2024-09-10", freeze) == ("in_force", True)
    assert on("2124-09-10", freeze) == ("in_force", True)


def test_a_measure_without_events_has_no_life() -> None:
    assert periods([]) == []
    assert status_on(date(2024, 9, 10), []) is None


def test_a_measure_that_is_suspended_and_resumed_answers_in_every_period() -> None:
    life = [
        event("entered_into_force", "2014-03-17"),
        event("suspended", "2016-01-16"),
        event("resumed", "2018-08-07"),
    ]
    assert on("2014-03-16", *life) is None
    assert on("2016-01-15", *life) == ("in_force", True)
    assert on("2016-01-16", *life) == ("suspended", True)
    assert on("2018-08-06", *life) == ("suspended", True)
    assert on("2018-08-07", *life) == ("in_force", True)


def test_a_target_that_is_delisted_and_listed_again_answers_in_every_period() -> None:
    life = [
        event("entered_into_force", "2010-07-26"),
        event("delisted", "2016-01-16"),
        event("reimposed", "2018-11-05"),
    ]
    assert on("2016-01-15", *life) == ("in_force", True)
    assert on("2016-01-16", *life) == ("ended", True)
    assert on("2018-11-04", *life) == ("ended", True)
    assert on("2018-11-05", *life) == ("in_force", True)


def test_a_delisting_is_remembered_not_erased() -> None:
    life = periods([event("entered_into_force", "2010-07-26"), event("delisted", "2016-01-16")])
    assert [period.status for period in life] == ["in_force", "ended"]


def test_while_only_the_month_of_an_ending_is_known_both_are_possible_and_neither_is_certain() -> None:
    life = periods([event("entered_into_force", "2010"), event("delisted", "2016-01")])
    assert status_on(date(2009, 12, 31), life) is None
    assert status_on(date(2010, 6, 1), life) == Standing("in_force", False, ("in_force",))
    assert status_on(date(2011, 1, 1), life) == Standing("in_force", True, ("in_force",))
    assert status_on(date(2015, 12, 31), life) == Standing("in_force", True, ("in_force",))
    assert status_on(date(2016, 1, 15), life) == Standing("ended", False, ("in_force", "ended"))
    assert status_on(date(2016, 1, 31), life) == Standing("ended", True, ("ended",))


def test_on_or_before_a_day_is_possible_ever_and_certain_from_that_day() -> None:
    block = event("entered_into_force", "/2024-09-10")
    assert on("1950-01-01", block) == ("in_force", False)
    assert on("2024-09-09", block) == ("in_force", False)
    assert on("2024-09-10", block) == ("in_force", True)


def test_what_was_first_seen_on_a_day_began_then_or_earlier() -> None:
    listing = event("entered_into_force", "2024-09-10", basis="first_seen")
    assert on("1950-01-01", listing) == ("in_force", False)
    assert on("2024-09-09", listing) == ("in_force", False)
    assert on("2024-09-10", listing) == ("in_force", True)
    assert on("2024-09-09", event("published", "2024-08", "2024-09-10", basis="first_seen")) == ("in_force", False)


def test_what_was_first_seen_between_two_days_did_not_begin_before_the_first_of_them() -> None:
    listing = event("entered_into_force", "2024-09-01/2024-09-10", basis="first_seen")
    assert on("2024-08-31", listing) is None
    assert on("2024-09-01", listing) == ("in_force", False)
    assert on("2024-09-10", listing) == ("in_force", True)


def test_what_was_first_seen_after_an_announcement_began_no_earlier_than_that() -> None:
    life = [event("announced", "2024-09-10"), event("entered_into_force", "2024-11-18", basis="first_seen")]
    assert on("2024-09-09", *life) is None
    assert status_on(date(2024, 10, 1), periods(life)) == Standing("in_force", False, ("announced", "in_force"))
    assert on("2024-11-18", *life) == ("in_force", True)


def test_a_listing_first_seen_again_follows_the_delisting() -> None:
    life = [
        event("entered_into_force", "2010-07-26"),
        event("delisted", "2016-01-16"),
        event("reimposed", "2018-11-05", basis="first_seen"),
    ]
    assert on("2016-01-15", *life) == ("in_force", True)
    assert on("2017-01-01", *life) == ("in_force", False)
    assert on("2018-11-05", *life) == ("in_force", True)


def test_what_was_first_found_missing_on_a_day_stood_until_shortly_before() -> None:
    life = [event("entered_into_force", "2010-07-26"), event("delisted", "2016-01-16", basis="first_seen")]
    assert on("2016-01-15", *life) == ("in_force", True)
    assert on("2016-01-16", *life) == ("ended", True)


def test_an_undated_event_may_have_been_at_any_time() -> None:
    life = [event("entered_into_force", "2010-01-01"), event("delisted")]
    assert on("2009-12-31", *life) is None
    assert on("2010-01-01", *life) == ("ended", False)
    assert status_on(date(2015, 1, 1), periods(life)) == Standing("ended", False, ("in_force", "ended"))


def test_an_announcement_is_not_in_force_however_long_ago() -> None:
    promise = event("announced", "2024-09-10", "2024-10-01")
    assert on("2024-09-10", promise) == ("announced", True)
    assert on("2034-09-10", promise) == ("announced", True)


def test_notice_of_termination_leaves_the_measure_announced_after_the_computed_day() -> None:
    notice = {**event("notice_given", "2024-09-10"), "effective_on": printed("2025-09-10~", "computed")}
    assert on("2024-09-11", notice) == ("announced", True)
    assert on("2026-01-01", notice) == ("announced", True)


def test_an_act_adopted_with_a_stated_day_binds_from_that_day() -> None:
    act = event("adopted", "2024-10-14", "2024-10-15")
    assert on("2024-10-14", act) == ("pending", True)
    assert on("2024-10-15", act) == ("in_force", True)


def test_an_act_that_binds_on_the_day_it_is_adopted_was_never_pending() -> None:
    assert [period.status for period in periods([event("adopted", "2024-10-14", "2024-10-14")])] == ["in_force"]


def test_publication_after_entry_into_force_changes_nothing() -> None:
    life = [event("entered_into_force", "2024-10-14"), event("published", "2024-10-15")]
    assert on("2024-10-15", *life) == ("in_force", True)


def test_what_is_withdrawn_before_it_bound_is_abandoned_and_after_is_ended() -> None:
    assert on("2024-01-01", event("announced", "2020"), event("withdrawn", "2021")) == ("abandoned", True)
    assert on("2024-01-01", event("entered_into_force", "2020"), event("withdrawn", "2021")) == ("ended", True)


def test_steps_of_one_day_follow_in_their_usual_order() -> None:
    day = "2024-09-10"
    steps = [event(kind, day) for kind in ("delisted", "entered_into_force", "announced", "reimposed", "adopted")]
    assert on(day, *steps) == ("in_force", True)
    assert on(day, *steps[:2]) == ("ended", True)


def test_a_suspension_ends_before_the_delisting_where_only_the_year_of_it_is_known() -> None:
    life = [
        event("entered_into_force", "2010-01-01"),
        event("suspended", "2020-02-01"),
        event("resumed", "2020-05-01"),
        event("delisted", "2020"),
    ]
    assert on("2021-01-01", *life) == ("ended", True)


def test_what_is_said_twice_is_so_from_the_first_day_on_which_it_is_certain() -> None:
    promise = [event("announced", "2024"), event("notice_given", "2024-09-10")]
    assert on("2024-09-09", *promise) == ("announced", False)
    assert on("2024-09-10", *promise) == ("announced", True)


def test_an_event_of_the_whole_case_counts_for_its_measures() -> None:
    case = [event("entered_into_force", "2024-09-10"), event("delisted", "2025-06-01")]
    assert on("2024-09-10", of_the_case=case) == ("in_force", True)
    assert on("2025-06-01", of_the_case=case) == ("ended", True)


def test_a_measure_added_later_does_not_date_from_the_designation() -> None:
    disqualification = event("entered_into_force", "2025-04-09")
    designation = event("entered_into_force", "2024-09-10")
    assert on("2024-09-10", disqualification, of_the_case=[designation]) is None
    assert on("2025-04-09", disqualification, of_the_case=[designation]) == ("in_force", True)


def test_a_measure_added_later_is_not_touched_by_what_the_case_went_through_before() -> None:
    disqualification = event("entered_into_force", "2025-04-09")
    case = [
        event("entered_into_force", "2010-01-01"),
        event("delisted", "2016-01-16"),
        event("reimposed", "2018-11-05"),
        event("delisted", "2026-02-01"),
    ]
    assert on("2017-01-01", disqualification, of_the_case=case) is None
    assert on("2019-01-01", disqualification, of_the_case=case) is None
    assert on("2025-04-09", disqualification, of_the_case=case) == ("in_force", True)
    assert on("2026-02-01", disqualification, of_the_case=case) == ("ended", True)


def test_what_the_case_went_through_before_a_measure_began_is_none_of_the_measures() -> None:
    disqualification = event("entered_into_force", "2025-04-09")
    before = [event("entered_into_force", "2024-09-10"), event("amended", "2024-12-01"), event("renewed", "2025-04-08")]
    after = [event("amended", "2025-04"), event("renewed", "2025-04-09"), event("delisted", "2026"), event("amended")]
    assert concerning([disqualification], [*before, *after]) == after
    assert concerning([event("amended", "2025-04-09")], before) == before


def test_a_beginning_of_its_own_that_is_only_computed_does_not_borrow_that_of_the_case() -> None:
    expected = event("entered_into_force", "2025-09-10", basis="computed")
    assert periods([expected], [event("entered_into_force", "2024-09-10")]) == []


def test_a_listing_that_comes_and_goes_with_each_release_ends_delisted() -> None:
    life = periods(
        [
            event("entered_into_force", "2001-01-01"),
            event("delisted", "2024-01-10/2024-02-10", basis="first_seen"),
            event("reimposed", "2024-02-10/2024-03-10", basis="first_seen"),
            event("delisted", "2024-03-10/2024-04-10", basis="first_seen"),
        ]
    )
    assert [(period.status, str(period.from_earliest), str(period.from_latest)) for period in life] == [
        ("in_force", "2001-01-01", "2001-01-01"),
        ("ended", "2024-01-10", "2024-02-10"),
        ("in_force", "2024-02-10", "2024-03-10"),
        ("ended", "2024-03-10", "2024-04-10"),
    ]
    assert status_on(date(2024, 3, 10), life) == Standing("ended", False, ("in_force", "ended"))
    assert status_on(date(2024, 4, 10), life) == Standing("ended", True, ("ended",))


@pytest.mark.parametrize(
    ("earlier", "later", "stands"),
    [
        (("delisted", "2024-01/2024-02-10"), ("entered_into_force", "2024-02-10/2024-03"), "in_force"),
        (("delisted", "2024-02-10"), ("entered_into_force", "2024-02-10/2024-03"), "in_force"),
        (("delisted", "2024-01/2024-02-10"), ("entered_into_force", "2024-02-10"), "in_force"),
        (("delisted", "2024-01/2024-02-10"), ("reimposed", "2024-02-10/"), "in_force"),
        (("delisted", "/2024-02-10"), ("reimposed", "2024-02-10/2024-03"), "in_force"),
        (("delisted", "[2024-01-10,2024-02-10]"), ("reimposed", "[2024-02-10,2024-03-10]"), "in_force"),
        (("delisted", "2024-01/2024-02-10"), ("announced", "2024-02-10/2024-03"), "announced"),
        (("delisted", "2024-01/2024-02-10"), ("adopted", "2024-02-10/2024-03"), "pending"),
        (("suspended", "2024-01/2024-02-10"), ("resumed", "2024-02-10/2024-03"), "in_force"),
        (("suspended", "2024-01/2024-02-10"), ("delisted", "2024-02-10/2024-03"), "ended"),
        (("revoked", "2024-01/2024-02-20"), ("entered_into_force", "2024-02-10/2024-03"), "in_force"),
    ],
)
def test_what_follows_in_the_next_interval_is_what_stands(
    earlier: tuple[str, str], later: tuple[str, str], stands: str
) -> None:
    life = periods([event("entered_into_force", "2001-01-01"), event(*later), event(*earlier)])
    assert [period.status for period in life][-1] == stands
    is_open = later[1].endswith("/")
    possible = ("ended", stands) if is_open else (stands,)
    assert status_on(date(9999, 12, 30), life) == Standing(stands, not is_open, possible)


def test_a_measure_that_is_resumed_and_suspended_again_by_the_next_list_is_suspended() -> None:
    life = [
        event("entered_into_force", "2001-01-01"),
        event("suspended", "2024-01-10/2024-02-10"),
        event("resumed", "2024-02-10/2024-03-10"),
        event("suspended", "2024-03-10/2024-04-10"),
    ]
    assert on("2024-05-01", *life) == ("suspended", True)
    assert on("2024-05-01", *life, event("delisted", "2024-04-10/2024-04-20")) == ("ended", True)


def test_what_came_in_one_month_and_ended_on_a_day_of_it_had_come_before() -> None:
    life = [
        event("entered_into_force", "2001-01-01"),
        event("delisted", "2024-01-10"),
        event("reimposed", "2024-03"),
        event("delisted", "2024-03-15"),
    ]
    assert on("2024-03-31", *life) == ("ended", True)
    assert on("2024-02-01", *life) == ("ended", True)


def test_a_delisting_of_which_two_sources_tell_does_not_undo_the_relisting_after_it() -> None:
    life = [
        event("entered_into_force", "2001-01-01"),
        event("delisted", "2024-02-05"),
        event("delisted", "2024-01-10/2024-02-10", basis="first_seen"),
        event("delisted", "2024-02"),
        event("reimposed", "2024-02-10/2024-03-10", basis="first_seen"),
    ]
    assert on("2024-02-06", *life) == ("ended", True)
    assert on("2024-03-10", *life) == ("in_force", True)


def test_what_began_and_ended_within_days_that_touch_is_ended() -> None:
    for begun, ended in (
        ("2010", "2010-01-01"),
        ("2010-01-01/", "/2010-01-01"),
        ("2010-01-01/2011", "2009/2010-01-01"),
    ):
        life = periods([event("delisted", ended), event("entered_into_force", begun)])
        assert [period.status for period in life] == ["in_force", "ended"]


def test_the_stated_day_of_a_beginning_tells_when_another_source_says_by_when() -> None:
    stated, at_latest = event("entered_into_force", "2024-10-14"), event("entered_into_force", "/2024-10-14")
    seen = event("entered_into_force", "2024-10-14", basis="first_seen")
    announced = event("announced", "2024-09-10")
    for told in ([stated, at_latest], [at_latest, stated], [seen, stated], [stated, seen], [stated, seen, at_latest]):
        assert on("2024-10-13", *told) is None
        assert on("2024-10-13", *told, announced) == ("announced", True)
        assert on("2024-10-14", *told) == ("in_force", True)


def test_the_stated_day_of_an_end_tells_between_two_releases() -> None:
    life = [
        event("entered_into_force", "2001-01-01"),
        event("delisted", "2024-01-10/2024-02-10", basis="first_seen"),
        event("delisted", "2024-02-01"),
    ]
    assert on("2024-01-31", *life) == ("in_force", True)
    assert on("2024-02-01", *life) == ("ended", True)


def test_a_beginning_that_cannot_be_the_stated_one_stands_beside_it() -> None:
    earlier = [event("entered_into_force", "/2024-10-10"), event("entered_into_force", "2024-10-14")]
    assert on("2024-10-09", *earlier) == ("in_force", False)
    assert on("2024-10-10", *earlier) == ("in_force", True)
    # What is announced may have been announced before.
    assert on("2024-09-09", event("announced", "2024"), event("announced", "2024-09-10")) == ("announced", False)


# --- What holds of every life --------------------------------------------------------------------------------------

_DAYS = st.dates(date(2000, 1, 1), date(2009, 12, 31))


def _shortened(day: date) -> st.SearchStrategy[str]:
    """Ways of printing a date that can mean this day."""
    exact = day.isoformat()
    return st.sampled_from(
        [exact, exact, exact[:7], exact[:4], f"{exact[:3]}X", f"/{exact}", f"{exact}/", f"{exact[:4]}~", "",
         f"{day - timedelta(days=40)}/{day + timedelta(days=9)}"]
    )  # fmt: skip


@st.composite
def _events(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from(EVENT_KINDS.codes))
    done, effective = draw(_DAYS.flatmap(_shortened)), draw(_DAYS.flatmap(_shortened) | st.just(""))
    return event(kind, done, effective, basis=draw(st.sampled_from(["stated", "inferred", "first_seen", "computed"])))


_LIVES = st.lists(_events(), max_size=7)


@given(_LIVES, st.lists(_events(), max_size=3))
def test_periods_follow_one_another_and_each_ends_where_the_next_begins(own: list[Event], case: list[Event]) -> None:
    life = periods(own, case)
    for period in life:
        assert period.from_earliest <= period.from_latest
        assert period.until_earliest <= period.until_latest
        assert period.from_earliest <= period.until_earliest
        assert period.from_latest <= period.until_latest
    for before, after in pairwise(life):
        assert before.status != after.status
        assert (before.until_earliest, before.until_latest) == (after.from_earliest, after.from_latest)
    assert not life or (life[-1].until_earliest, life[-1].until_latest) == (LAST_DAY, LAST_DAY)


@given(_LIVES, st.lists(_events(), max_size=3), st.lists(_DAYS, max_size=20))
def test_on_no_day_are_two_statuses_certain_and_after_the_beginning_one_is_always_possible(
    own: list[Event], case: list[Event], days: list[date]
) -> None:
    life = periods(own, case)
    for day in [*days, *(day for period in life for day in _ends(period)), FIRST_DAY]:
        certain = [period for period in life if period.certain_on(day)]
        possible = [period for period in life if period.possible_on(day)]
        assert len(certain) <= 1
        assert not certain or possible == certain
        if life and life[0].from_latest <= day < LAST_DAY:
            assert possible
        if life and day < life[0].from_earliest:
            assert not possible


def _ends(period: Period) -> tuple[date, ...]:
    return period.from_earliest, period.from_latest, period.until_earliest, period.until_latest


@given(_LIVES, st.sampled_from(EVENT_KINDS.codes), _DAYS.flatmap(_shortened), _DAYS.flatmap(_shortened))
def test_a_computed_date_never_changes_a_status(own: list[Event], kind: str, done: str, effective: str) -> None:
    computed = event(kind, done, effective, basis="computed")
    if computed["done_on"] is None and computed["effective_on"] is None:
        return  # no date is no computed date
    assert periods([*own, computed]) == periods(own)


@given(_LIVES, st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_written_down_does_not_matter(own: list[Event], random: Any) -> None:
    shuffled = list(own)
    random.shuffle(shuffled)
    assert periods(shuffled) == periods(own)


_CUTS = st.lists(_DAYS, min_size=3, max_size=12, unique=True).map(sorted)


@given(_CUTS, st.booleans(), st.booleans(), st.randoms(use_true_random=False))
def test_what_comes_and_goes_in_intervals_that_touch_stands_as_the_last_of_them_says(
    cuts: list[date], paused: bool, anew: bool, random: Any
) -> None:
    back, gone = ("resumed", "suspended") if paused else ("entered_into_force" if anew else "reimposed", "delisted")
    told = [
        event("entered_into_force" if i == 0 else gone if i % 2 else back, f"{since}/{until}", basis="first_seen")
        for i, (since, until) in enumerate(pairwise(cuts))
    ]
    expected = ["in_force" if i % 2 == 0 else "suspended" if paused else "ended" for i in range(len(told))]
    random.shuffle(told)
    life = periods(told)
    assert [period.status for period in life] == expected
    assert [(period.from_earliest, period.from_latest) for period in life] == list(pairwise(cuts))
    assert status_on(cuts[-1], life) == Standing(expected[-1], True, (expected[-1],))


@given(st.lists(st.tuples(_DAYS, st.integers(0, 400)), min_size=2, max_size=8), st.data())
def test_what_comes_and_goes_is_gone_or_back_as_its_last_step_says_however_its_dates_overlap(
    dated: list[tuple[date, int]], data: st.DataObject
) -> None:
    """Each step begins and ends no earlier than the one before, and may have been in days of both."""
    starts = sorted(since for since, _ in dated)
    ends = sorted(since + timedelta(days=long) for since, long in dated)
    days = list(zip(starts, ends, strict=True))
    kinds = [("entered_into_force", "delisted", "reimposed")[0 if i == 0 else 2 - i % 2] for i in range(len(days))]
    told = [event(kind, f"{since}/{until}") for kind, (since, until) in zip(kinds, days, strict=True)]
    if len(set(days)) < len(days):
        return  # steps on the very same days follow in their usual order
    standing = status_on(ends[-1], periods(data.draw(st.permutations(told))))
    assert standing is not None
    assert standing.status == ("ended" if kinds[-1] == "delisted" else "in_force")


@given(_LIVES, st.lists(_events(), max_size=3), st.randoms(use_true_random=False))
def test_events_of_the_case_may_be_written_down_in_any_order_too(
    own: list[Event], case: list[Event], random: Any
) -> None:
    shuffled_own, shuffled_case = list(own), list(case)
    random.shuffle(shuffled_own)
    random.shuffle(shuffled_case)
    assert periods(shuffled_own, shuffled_case) == periods(own, case)


# A life as it usually goes: each step, and the status from its day on.
_STEPS = {
    "intended": "proposed",
    "announced": "announced",
    "adopted": "pending",
    "entered_into_force": "in_force",
    "suspended": "suspended",
    "resumed": "in_force",
    "delisted": "ended",
    "reimposed": "in_force",
}
_NEEDS = {
    "resumed": "suspended",
    "reimposed": "delisted",
    "suspended": "entered_into_force",
    "delisted": "entered_into_force",
}


@st.composite
def _usual_lives(draw: st.DrawFn) -> tuple[list[tuple[str, date]], list[Event]]:
    chosen = {step for step in _STEPS if draw(st.booleans())}
    steps = [step for step in _STEPS if step in chosen and _NEEDS.get(step, step) in chosen]
    true = list(zip(steps, sorted(draw(st.lists(_DAYS, min_size=len(steps), max_size=len(steps)))), strict=True))
    return true, [event(step, draw(_shortened(day))) for step, day in true]


@given(_usual_lives(), st.lists(_DAYS, min_size=1, max_size=10))
def test_what_really_was_is_always_possible_and_what_is_certain_really_was(
    life: tuple[list[tuple[str, date]], list[Event]], days: list[date]
) -> None:
    true, told = life
    for day in [*days, *(day for _, day in true)]:
        standing = status_on(day, periods(told))
        really = next((_STEPS[step] for step, since in reversed(true) if since <= day), None)
        if really is None:
            assert standing is None or not standing.certain
        else:
            assert standing is not None
            assert really in standing.possible
            assert not standing.certain or standing.status == really


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_an_event_of_any_kind_alone_gives_at_most_one_certain_status(kind: str) -> None:
    life: list[Period] = periods([event(kind, "2024-09-10")])
    stage: Mapping[str, Any] = EVENT_KINDS[kind].mappings
    assert [period.status for period in life] == ([stage["status"]] if stage["status"] else [])
