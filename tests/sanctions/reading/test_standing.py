"""How a target stands on a day: announced is not in force, affected is not designated, formerly is not now."""

from datetime import date
from typing import Any

import pytest

from sanctions.reading import conditions, statements
from sanctions.reading.answers import listed
from sanctions.reading.snapshot import Snapshot
from sanctions.reading.standing import of_targets
from sanctions.vocabulary.standing import STANDINGS
from tests.factories import later
from tests.sanctions.reading import editions as make

pytestmark = pytest.mark.django_db

DAY = date(2024, 12, 1)


def standings(*uids: str, as_of: date = DAY) -> dict[str, tuple[str, bool]]:
    """How each of these targets stands, and whether that is certain; the lists must say the same."""
    snapshot = Snapshot.take(as_of=as_of)
    periods = statements.periods("target", uids, snapshot)
    found = of_targets({uid: [row for row in periods if row.target == uid] for uid in uids}, snapshot)
    for standing in STANDINGS:
        listed_so = set(conditions.targets({"standing": [standing]}, snapshot).values_list("uid", flat=True))
        assert listed_so & set(uids) == {uid for uid in uids if found[uid][0] == standing}, standing
    unasked = set(conditions.targets({}, snapshot).values_list("uid", flat=True))
    assert unasked & set(uids) == {uid for uid in uids if found[uid][0] != "related"}
    return found


def one(*measures: make.Document, as_of: date = DAY, **columns: Any) -> tuple[str, bool]:
    """How a target stands with one case of these measures."""
    make.publish(make.authority("GB"), make.target("t"), make.case("c", "t", *measures, **columns))
    return standings("t", as_of=as_of)["t"]


@pytest.mark.parametrize("kind", ["designated", "listed", "specified", "identified", "determined"])
def test_whom_a_measure_in_force_names_is_designated(kind: str) -> None:
    assert one(kind=kind) == ("designated", True)


@pytest.mark.parametrize("kind", ["bilateral", "sectoral"])
def test_a_bilateral_or_sectoral_measure_affects_and_designates_nobody(kind: str) -> None:
    assert one(kind=kind) == ("affected", True)


def test_a_suspended_measure_still_stands() -> None:
    assert one(make.measure("m", make.event(on="2024-01-01"), make.event("suspended", "2024-06-01"))) == (
        "designated",
        True,
    )


@pytest.mark.parametrize("event", ["intended", "proposed", "threatened", "announced", "notice_given", "adopted"])
def test_what_is_promised_or_not_yet_in_force_is_announced(event: str) -> None:
    assert one(make.measure("m", make.event(event, "2024-09-10"))) == ("announced", True)


@pytest.mark.parametrize("event", ["delisted", "expired", "revoked", "annulled", "lapsed"])
def test_who_was_listed_and_is_no_more_stood_formerly(event: str) -> None:
    assert one(make.measure("m", make.event(on="2024-01-01"), make.event(event, "2024-06-01"))) == ("formerly", True)


def test_a_promise_that_was_taken_back_leaves_a_former_one() -> None:
    assert one(make.measure("m", make.event("announced", "2024-01-01"), make.event("withdrawn", "2024-06-01"))) == (
        "formerly",
        True,
    )


def test_before_the_case_began_the_target_is_only_related() -> None:
    assert one(as_of=date(2024, 9, 9)) == ("related", True)


def test_in_a_month_in_which_it_was_listed_some_day_the_standing_is_not_certain() -> None:
    assert one(make.measure("m", make.event(on="2024-12")), as_of=date(2024, 12, 15)) == ("designated", False)


def test_one_certain_designation_is_enough() -> None:
    vague, sure = make.measure("m1", make.event(on="/2024-12-31")), make.measure("m2", type="travel_ban")
    assert one(vague, sure) == ("designated", True)


def test_whom_a_case_against_another_touches_is_affected() -> None:
    make.publish(
        make.authority("GB"), make.target("iran", kind="state"), make.target("air"), make.target("other"),
        make.case("c", "iran", make.measure("m", make.event("announced")), kind="bilateral",
                  affected=[make.affected("air")]),
    )  # fmt: skip
    assert standings("iran", "air", "other") == {
        "iran": ("announced", True), "air": ("affected", True), "other": ("related", True),
    }  # fmt: skip
    assert standings("air", as_of=date(2024, 9, 9)) == {"air": ("related", True)}


@pytest.mark.parametrize(
    ("life", "standing"),
    [
        ([make.event("intended")], "related"),
        ([make.event("adopted")], "affected"),
        ([make.event()], "affected"),
        ([make.event(), make.event("suspended", "2024-10-01")], "affected"),
        ([make.event(), make.event("delisted", "2024-10-01")], "related"),
        ([make.event("announced"), make.event("withdrawn", "2024-10-01")], "related"),
    ],
)
def test_a_mere_proposal_touches_nobody_nor_does_what_has_ended(life: list[make.Document], standing: str) -> None:
    make.publish(
        make.authority("GB"), make.target("iran", kind="state"), make.target("air"),
        make.case("c", "iran", make.measure("m", *life), affected=[make.affected("air")]),
    )  # fmt: skip
    assert standings("air") == {"air": (standing, True)}


def test_who_was_listed_once_and_is_touched_now_is_affected() -> None:
    make.publish(
        make.authority("GB"), make.target("iran", kind="state"), make.target("air"),
        make.case("c", "iran", affected=[make.affected("air")]),
        make.case("d", "air", make.measure("m", make.event(on="2020"), make.event("delisted", "2022"))),
    )  # fmt: skip
    assert standings("air") == {"air": ("affected", True)}


def test_a_designation_is_certain_only_where_every_reading_of_the_dates_has_one() -> None:
    """Listed some day in 2023, suspended and resumed some day of this month: listed all the same."""
    sure = make.event(on="2023"), make.event("suspended", "2024-12"), make.event("resumed", "2024-12")
    assert one(make.measure("m", *sure)) == ("designated", True)
    perhaps_ended = make.event(on="2023"), make.event("delisted", "2024-12")
    make.publish(make.case("c", "t", make.measure("m", *perhaps_ended)), at=later())
    assert standings("t") == {"t": ("designated", False)}


def test_of_several_standings_the_first_that_applies_counts() -> None:
    """Designated before announced before affected before formerly, as the word list says."""
    lives = {
        "designated": make.measure("d"),
        "announced": make.measure("a", make.event("announced")),
        "formerly": make.measure("f", make.event(on="2020-01-01"), make.event("delisted", "2021-01-01")),
    }
    names = ["designated", "announced", "affected", "formerly"]
    published = [make.authority("GB"), make.target("another")]
    for first in range(len(names)):
        uid = f"t{first}"
        published.append(make.target(uid))
        for name in names[first:]:
            if name == "affected":
                published.append(
                    make.case(f"{uid}-x", "another", make.measure(f"{uid}-x"), affected=[make.affected(uid)])
                )
            else:
                published.append(make.case(f"{uid}-{name}", uid, {**lives[name], "uid": f"{uid}-{name}"}))
    make.publish(*published)
    found = standings("t0", "t1", "t2", "t3")
    assert [found[f"t{i}"][0] for i in range(4)] == names


@pytest.mark.parametrize(
    ("kind", "kind_of_case"),
    [
        ("person", "listed"),
        ("vessel", "specified"),
        ("state", "bilateral"),
        ("sector", "sectoral"),
        ("class", "designated"),
    ],
)
def test_targets_of_every_kind_stand_somewhere(kind: str, kind_of_case: str) -> None:
    make.publish(make.authority("GB"), make.target("t", kind=kind), make.case("c", "t", kind=kind_of_case))
    expected = "affected" if kind_of_case in ("bilateral", "sectoral") else "designated"
    assert standings("t") == {"t": (expected, True)}


def test_several_standings_are_asked_for_at_once() -> None:
    make.publish(
        make.authority("GB"), *(make.target(uid) for uid in ("now", "was", "none")), make.case("c", "now"),
        make.case("d", "was", make.measure("m", make.event(on="2020"), make.event("delisted", "2022"))),
    )  # fmt: skip
    snapshot = Snapshot.take(as_of=DAY)

    def found(*wanted: str) -> list[str]:
        return sorted(conditions.targets({"standing": list(wanted)}, snapshot).values_list("uid", flat=True))

    assert found("designated", "formerly") == ["now", "was"]
    assert found("related", "formerly") == ["none", "was"]
    assert found(*STANDINGS) == ["none", "now", "was"]


def test_the_list_of_targets_leaves_out_those_only_related() -> None:
    make.publish(make.authority("GB"), make.target("t"), make.target("friend"), make.case("c", "t"))
    answer = listed("target", {"count": True}, today=DAY)
    assert (len(answer.items), answer.count) == (1, 1)
    assert listed("target", {"standing": ["related"], "count": True}, today=DAY).count == 1


def test_suspended_some_time_this_year_is_designated_in_every_reading() -> None:
    life = make.measure("m", make.event(on="2020-01-01"), make.event("suspended", "2024"))
    make.publish(make.authority("GB"), make.target("t"), make.case("c", "t", life))
    assert standings("t", as_of=date(2024, 6, 1))["t"] == ("designated", True)


def test_a_case_that_has_ended_or_is_only_intended_touches_nobody() -> None:
    ended = make.measure("e", make.event(on="2020-01-01"), make.event("delisted", "2021-01-01"))
    intended = make.measure("i", make.event("intended", "2020-01-01"))
    make.publish(
        make.authority("GB"),
        *(make.target(uid) for uid in ("aimed", "other", "once", "perhaps")),
        make.case("c", "aimed", ended, affected=[make.affected("once")]),
        make.case("d", "other", intended, affected=[make.affected("perhaps")]),
    )
    assert standings("once", "perhaps") == {"once": ("related", True), "perhaps": ("related", True)}


def test_touched_by_a_case_that_may_not_have_begun_is_not_certain() -> None:
    make.publish(
        make.authority("GB"),
        make.target("aimed"),
        make.target("touched"),
        make.case("c", "aimed", make.measure("m", make.event(on="2024")), affected=[make.affected("touched")]),
    )
    assert standings("touched", as_of=date(2024, 6, 1))["touched"] == ("affected", False)
