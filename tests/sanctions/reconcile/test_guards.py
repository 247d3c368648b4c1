"""A release that looks wrong is held, with the reason in words (FAULTS I8 to I14, I28)."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from sanctions.reconcile.guards import findings
from sanctions.reconcile.profile import Profile

TOLD = frozenset({"names", "details", "programmes", "kind"})


def profile(entries: int, **counters: dict[str, int]) -> Profile:
    of = {name: Counter(counters.get(name, {})) for name in ("kinds", "programmes", "fields")}
    return Profile(entries, **of)


def found(before: Profile | None, after: Profile, **weighed: Any) -> list[str]:
    days = {"dated": date(2025, 2, 1), "last": date(2025, 1, 1)}
    return list(findings(before, after, **{**days, "expresses": TOLD, "expressed": TOLD, **weighed}))


def test_a_first_release_is_weighed_by_itself() -> None:
    assert found(None, profile(10), last=None) == []


def test_a_release_without_entries_is_held() -> None:
    assert found(profile(10), profile(0)) == ["it has no entry at all."]


@pytest.mark.parametrize(("after", "held"), [(100, False), (91, False), (90, False), (89, True), (40, True)])
def test_a_list_may_lose_a_tenth_of_its_entries(after: int, held: bool) -> None:
    assert bool(found(profile(100), profile(after))) == held


@pytest.mark.parametrize(("after", "held"), [(200, False), (201, True)])
def test_a_list_may_not_more_than_double(after: int, held: bool) -> None:
    assert bool(found(profile(100), profile(after))) == held


@pytest.mark.parametrize(("after", "held"), [(40, False), (39, True)])
def test_a_kind_may_lose_a_fifth(after: int, held: bool) -> None:
    before, now = profile(1000, kinds={"vessel": 50}), profile(1000, kinds={"vessel": after})
    assert found(before, now) == (["it has 39 of the kind vessel where there were 50: 22 % fewer."] if held else [])


def test_a_programme_under_which_many_stood_may_not_vanish() -> None:
    before = profile(1000, programmes={"IRAN": 50, "ONE-OFF": 2})
    assert found(before, profile(1000, programmes={})) == ["the programme IRAN is gone, under which 50 entries stood."]


def test_a_field_that_is_suddenly_empty_is_noticed() -> None:
    before = profile(100, fields={"details.birth_date": 90})
    emptied = profile(100, fields={"details.birth_date": 70})
    assert found(before, emptied) == ["details.birth_date is filled in 90 % of the entries before and 70 % now."]
    assert found(before, profile(100, fields={"details.birth_date": 72})) == []


def test_a_field_that_either_format_cannot_tell_of_is_not_missed() -> None:
    before, emptied = profile(100, fields={"identifiers": 90}), profile(100)
    rich = TOLD | {"identifiers"}
    assert found(before, emptied, expresses=rich, expressed=rich)
    assert not found(before, emptied, expresses=TOLD, expressed=rich)
    assert not found(before, emptied, expresses=rich, expressed=TOLD)


def test_an_older_file_after_a_newer_is_held() -> None:
    assert found(profile(10), profile(10), dated=date(2024, 12, 31)) == [
        "it is of 2024-12-31, older than the last that was made public, of 2025-01-01."
    ]


@pytest.mark.parametrize(("dated", "held"), [("2025-02-01", False), ("2025-02-02", False), ("2025-02-03", True)])
def test_what_is_of_a_day_that_is_yet_to_come_is_held(dated: str, held: bool) -> None:
    """A keeper in the east may be a day ahead."""
    of = {"dated": date.fromisoformat(dated), "today": date(2025, 2, 1)}
    assert found(profile(10), profile(10), **of) == (["it is of 2025-02-03, which is yet to come."] if held else [])


def test_files_that_were_public_before_others_were_are_held() -> None:
    public = date(2024, 11, 18)
    assert found(profile(10), profile(10), was_public=public) == [
        "its files were public on 2024-11-18, and others since."
    ]
    (older,) = found(profile(10), profile(10), was_public=public, dated=date(2024, 11, 18))
    assert "older than the last" in older


def test_references_on_records_that_differ_hold_a_release() -> None:
    assert found(None, profile(10), last=None, doubles={"7", "12"}) == [
        "records that differ bear one reference: 12, 7."
    ]


def test_what_a_release_keeps_of_its_profile_is_the_profile() -> None:
    one = profile(3)
    one.add("person", ["IRAN", "IRAN"], ["names", "details.birth_date"])
    assert Profile.read(one.written()) == one
    assert one.programmes == {"IRAN": 1}
