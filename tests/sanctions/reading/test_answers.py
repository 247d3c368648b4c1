"""Answers hold published documents as they stand, with what held of them on the day beside them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
import pytest

from sanctions.models import Edition
from sanctions.reading import statements
from sanctions.reading.answers import Answer, NoLongerThere, NotFound, fact, listed, record, streamed
from sanctions.reading.parameters import BadParameters
from tests.factories import NOW, later
from tests.sanctions.reading import editions as make

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 1)


def items(kind: str, **asked: Any) -> list[dict[str, Any]]:
    """The items of a first page."""
    return [orjson.loads(item) for item in listed(kind, asked, today=TODAY).items]


def read(kind: str, uid: str, **asked: Any) -> dict[str, Any]:
    """One record."""
    found: dict[str, Any] = orjson.loads(record(kind, uid, asked, today=TODAY).body)
    return found


def pages(kind: str, **asked: Any) -> Iterator[Answer]:
    """All pages of an answer."""
    answer = listed(kind, asked, today=TODAY)
    yield answer
    while answer.next:
        answer = listed(kind, {**asked, "cursor": answer.next}, today=TODAY)
        yield answer


def uids(answer: Answer) -> list[str]:
    """The uids of the items of a page."""
    return [orjson.loads(item)["uid"] for item in answer.items]


def case_with_a_life() -> list[make.Document]:
    """A case of two measures, one begun later than the other."""
    return [
        make.authority("GB"),
        make.target("t", "Iran Air"),
        make.case("s", "t", make.measure("m1"), make.measure("m2", make.event(on="2025-04-09"), type="travel_ban")),
    ]


# --- Documents, and what held on the day ------------------------------------------------------------------------------


def test_a_document_is_never_rewritten_for_a_day() -> None:
    make.publish(*case_with_a_life())
    published = orjson.loads(Edition.objects.get(uid="s").document)
    for day in ("2024-09-09", "2024-12-01", "2030-01-01"):
        found = read("sanction", "s", as_of=date.fromisoformat(day))
        assert {key: value for key, value in found.items() if key != "on"} == published


def test_beside_a_case_stands_what_held_of_each_of_its_measures() -> None:
    make.publish(*case_with_a_life())
    on = read("sanction", "s")["on"]
    assert on == {
        "as_of": "2024-12-01",
        "known_at": "2024-09-11T12:00:00Z",
        "measures": {"m1": {"status": "in_force", "certain": True, "possible": ["in_force"]}},
    }
    assert read("sanction", "s", as_of=date(2025, 4, 9))["on"]["measures"].keys() == {"m1", "m2"}


def test_a_measure_that_had_not_begun_has_no_status_and_that_is_certain() -> None:
    make.publish(*case_with_a_life())
    found = orjson.loads(fact("measure", "m2", {}, today=TODAY).body)["on"]
    assert (found["status"], found["certain"], found["possible"]) == (None, True, [])


def test_of_several_possible_statuses_the_last_to_begin_is_named_and_none_is_certain() -> None:
    life = make.event(on="2024-11"), make.event("suspended", "2024-12"), make.event("delisted", "2024-12")
    make.publish(make.authority("GB"), make.target("t"), make.case("c", "t", make.measure("m", *life)))
    on = items("measure")[0]["on"]
    assert (on["status"], on["certain"], on["possible"]) == ("ended", False, ["in_force", "suspended", "ended"])


def test_a_target_has_the_cases_that_may_have_begun_beside_it() -> None:
    make.publish(
        make.authority("GB"), make.authority("EU"), make.target("t"), make.case("c", "t"),
        make.case("later", "t", make.measure("l", make.event(on="2024-10-14")), by="EU"),
        make.case("vague", "t", make.measure("v", make.event(on="2024")), by="EU"),
    )  # fmt: skip
    early = read("target", "t", as_of=date(2024, 9, 11))
    assert sorted(case["uid"] for case in early["sanctions"]) == ["c", "vague"]
    assert early["on"]["measures"].keys() == {"c-m", "v"}
    assert early["on"]["standing"] == "designated"
    assert sorted(case["uid"] for case in read("target", "t")["sanctions"]) == ["c", "later", "vague"]
    assert items("target")[0] == read("target", "t")


def test_without_a_day_an_answer_is_of_today_and_says_so() -> None:
    make.publish(*case_with_a_life())
    assert listed("target", {}, today=TODAY).snapshot.as_of == TODAY
    assert items("measure")[0]["on"]["as_of"] == "2024-12-01"


def test_a_document_of_an_older_shape_is_served_in_today_s() -> None:
    make.publish(make.record("publisher", "p", "Gazette"))
    Edition.objects.update(served='{"uid":"p","label":"Gazette","record":"publisher","new":true}')
    assert items("publisher") == [{"uid": "p", "label": "Gazette", "record": "publisher", "new": True}]
    assert read("publisher", "p")["new"] is True


# --- Labels -----------------------------------------------------------------------------------------------------------


def test_everything_an_answer_names_is_labelled() -> None:
    make.publish(
        make.record("authority", "GB", "United Kingdom"), make.record("programme", "GB-RUS", "Russia", authority="GB"),
        make.record("allegation", "transfer", "Transfer"), make.target("air", "Iran Air"), make.target("t", "Iran"),
        make.case("c", "t", programmes=[make.programme_link("GB-RUS")], affected=[make.affected("air")],
                  reference="IRN1", responds_to="transfer"),
    )  # fmt: skip
    labels = {
        "GB": {"record": "authority", "label": "United Kingdom"},
        "GB-RUS": {"record": "programme", "label": "Russia"},
        "air": {"record": "target", "label": "Iran Air"},
        "c": {"record": "sanction", "label": "GB IRN1"},
        "t": {"record": "target", "label": "Iran"},
        "transfer": {"record": "allegation", "label": "Transfer"},
    }
    assert listed("measure", {}, today=TODAY).included == labels
    assert fact("measure", "c-m", {}, today=TODAY).included == labels
    without_itself = {uid: label for uid, label in labels.items() if uid != "c"}
    assert listed("sanction", {}, today=TODAY).included == without_itself
    assert record("sanction", "c", {}, today=TODAY).included == without_itself
    assert record("target", "t", {}, today=TODAY).included == without_itself


def test_a_new_name_reaches_every_place_at_once_and_the_past_keeps_the_old_one() -> None:
    make.publish(
        make.authority("GB"), make.target("air", "Iran Air"), make.target("iran", "Iran"),
        make.target("ali", facts=(make.relation("leader_of", "air"),)),
        make.record("allegation", "transfer", actor="air"), make.case("c", "air"),
        make.case("d", "iran", affected=[make.affected("air")]), make.case("e", "ali"),
    )  # fmt: skip
    make.publish(make.target("air", "The Airline of Iran"), at=later(10))
    places = [("measure", "c-m"), ("measure", "d-m"), ("sanction", "c"), ("sanction", "d"), ("target", "ali"),
              ("allegation", "transfer")]  # fmt: skip
    for asked, name in (
        ({}, "The Airline of Iran"),
        ({"known_at": later(5)}, "Iran Air"),
        ({"recorded_at": NOW}, "Iran Air"),
    ):
        for kind, uid in places:
            one = fact if kind == "measure" else record
            found = one(kind, uid, asked, today=TODAY)
            assert found.included["air"]["label"] == name, (kind, uid)
            assert listed(kind, asked, today=TODAY).included["air"]["label"] == name
        assert read("target", "air", **asked)["label"] == name


# --- What is not there ------------------------------------------------------------------------------------------------


def test_what_was_never_published_is_not_found() -> None:
    make.publish(*case_with_a_life())
    for kind, uid in (("target", "x"), ("target", "GB"), ("authority", "t"), ("sanction", "m1")):
        with pytest.raises(NotFound):
            record(kind, uid, {}, today=TODAY)
    with pytest.raises(NotFound):
        fact("measure", "s", {}, today=TODAY)


def test_before_it_was_known_or_recorded_a_record_is_not_found() -> None:
    make.publish(*case_with_a_life(), known_from=NOW - timedelta(days=5))
    assert read("target", "t", known_at=NOW - timedelta(days=5))["uid"] == "t"
    for asked in ({"known_at": NOW - timedelta(days=6)}, {"recorded_at": NOW - timedelta(minutes=1)}):
        with pytest.raises(NotFound):
            record("target", "t", asked, today=TODAY)
        with pytest.raises(NotFound):
            fact("measure", "m1", asked, today=TODAY)


def test_what_was_withdrawn_is_gone_from_every_list_and_says_why() -> None:
    make.publish(*case_with_a_life())
    make.withdraw("s", "sanction", at=later(10), because="Entered twice.")
    assert items("sanction") == items("measure") == items("target") == []
    assert listed("measure", {"count": True}, today=TODAY).count == 0
    assert read("target", "t")["sanctions"] == []
    with pytest.raises(NoLongerThere) as gone:
        record("sanction", "s", {}, today=TODAY)
    assert gone.value.edition.because == "Entered twice."
    with pytest.raises(NoLongerThere) as gone:
        fact("measure", "m1", {}, today=TODAY)
    assert gone.value.edition.uid == "s"
    assert read("sanction", "s", known_at=later(5))["uid"] == "s"
    assert orjson.loads(fact("measure", "m1", {"known_at": later(5)}, today=TODAY).body)["uid"] == "m1"
    assert len(listed("measure", {"known_at": later(5)}, today=TODAY).items) == 1


def test_a_measure_that_its_case_no_longer_has_is_not_found() -> None:
    make.publish(*case_with_a_life())
    make.publish(make.case("s", "t", make.measure("m1")), at=later())
    with pytest.raises(NotFound):
        fact("measure", "m2", {}, today=TODAY)


# --- Pages ------------------------------------------------------------------------------------------------------------

ORDERINGS = {
    "publisher": ("label", "-label", "uid", "-uid", "-known_from"),
    "sanction": ("label", "-label", "uid", "-uid", "-known_from"),
    "target": ("label", "-label", "uid", "-uid", "-known_from"),
    "measure": ("began", "-began", "uid", "-uid"),
}


def many(count: int = 7) -> list[make.Document]:
    """Records of every kind, several of which tie in every order but that of uids."""
    days = ["2024-09-10", "2024-09-10", "2022", "/2020-05-05"]
    return [
        make.authority("GB"),
        *(make.record("publisher", f"p{i}", f"Gazette {i % 2}") for i in range(count)),
        *(make.target(f"t{i}", f"Target {i % 3}") for i in range(count)),
        *(make.case(f"c{i}", f"t{i}", make.measure(f"m{i}", make.event(on=days[i % 4]))) for i in range(count)),
    ]


@pytest.mark.parametrize(
    ("kind", "ordering"), [(kind, order) for kind, orders in ORDERINGS.items() for order in orders]
)
def test_following_the_pages_gives_everything_once(kind: str, ordering: str) -> None:
    make.publish(*many())
    whole = uids(listed(kind, {"ordering": ordering}, today=TODAY))
    assert len(set(whole)) == 7
    for limit in (1, 3, 7):
        walked = list(pages(kind, ordering=ordering, limit=limit))
        assert [uid for page in walked for uid in uids(page)] == whole
        assert [len(page.items) for page in walked[:-1]] == [limit] * (len(walked) - 1)
        assert walked[-1].items  # no empty page at the end


@pytest.mark.parametrize(
    ("kind", "ordering"), [(kind, order) for kind, orders in ORDERINGS.items() for order in orders]
)
def test_what_is_published_between_pages_changes_no_page(kind: str, ordering: str) -> None:
    """New records, renamed ones, withdrawn ones, and ones that were known long before."""
    make.publish(*many())
    before = [listed(kind, {"ordering": ordering, "limit": 2}, today=TODAY)]
    expected = [item for page in pages(kind, ordering=ordering, limit=2) for item in page.items]
    step = 0
    while before[-1].next:
        step += 1
        at = later(step)
        make.publish(
            make.record("publisher", f"p-{step}", "Gazette 0"), make.record("publisher", f"p{step}", "Renamed"),
            make.target(f"t-{step}", "Target 0"), make.target(f"t{step}", "A new name"),
            make.case(f"c-{step}", "t0", make.measure(f"m-{step}")),
            make.case(f"c{step}", "t0", make.measure(f"m{step}", make.event(on="2023-01-01"))), at=at,
        )  # fmt: skip
        early = (
            make.record("publisher", f"e{step}", "Gazette 0"),
            make.target(f"te{step}"),
            make.case(f"ce{step}", "t0"),
        )
        make.publish(*early, at=at, known_from=NOW - timedelta(days=30))
        make.withdraw(f"c{step + 2}", "sanction", at=at)
        make.withdraw(f"p{step + 2}", "publisher", at=at)
        before.append(listed(kind, {"ordering": ordering, "limit": 2, "cursor": before[-1].next}, today=TODAY))
    assert [item for page in before for item in page.items] == expected


def test_a_page_is_of_the_day_and_the_moment_of_the_first() -> None:
    make.publish(*many())
    first = listed("measure", {"limit": 2}, today=TODAY)
    second = listed("measure", {"limit": 2, "cursor": first.next}, today=TODAY + timedelta(days=400))
    assert (second.snapshot.as_of, second.snapshot.known_at) == (first.snapshot.as_of, first.snapshot.known_at)


def test_what_is_asked_of_a_future_record_is_paged_as_of_now() -> None:
    make.publish(*many())
    asked: dict[str, Any] = {"recorded_at": datetime.max.replace(tzinfo=UTC), "limit": 4, "ordering": "-uid"}
    first = listed("publisher", asked, today=TODAY)
    make.publish(make.record("publisher", "p0-0"), at=later())
    second = listed("publisher", {**asked, "cursor": first.next}, today=TODAY)
    assert uids(first) + uids(second) == [f"p{i}" for i in range(6, -1, -1)]


def test_a_cursor_of_another_question_is_refused() -> None:
    make.publish(*many())
    cursor = listed("measure", {"limit": 2, "authority": ["GB"]}, today=TODAY).next
    assert listed("measure", {"limit": 5, "authority": ["GB"], "cursor": cursor}, today=TODAY).items
    for asked in (
        {},
        {"authority": ["US"]},
        {"authority": ["GB"], "ordering": "uid"},
        {"authority": ["GB"], "as_of": TODAY},
    ):
        with pytest.raises(BadParameters, match="other parameters"):
            listed("measure", {**asked, "cursor": cursor}, today=TODAY)


def test_a_cursor_of_another_resource_is_refused() -> None:
    make.publish(*many())
    cursor = listed("target", {"limit": 2}, today=TODAY).next
    with pytest.raises(BadParameters, match="cursor"):
        listed("publisher", {"cursor": cursor}, today=TODAY)
    with pytest.raises(BadParameters, match="cursor"):
        listed("measure", {"cursor": cursor}, today=TODAY)


def test_the_count_is_of_all_pages_and_is_given_where_it_is_asked_for() -> None:
    make.publish(*many())
    for kind in ("publisher", "target", "sanction", "measure"):
        first = listed(kind, {"limit": 2, "count": True}, today=TODAY)
        second = listed(kind, {"limit": 2, "count": True, "cursor": first.next}, today=TODAY)
        assert first.count == second.count == 7
        assert listed(kind, {"limit": 2}, today=TODAY).count is None
        assert listed(kind, {"limit": 2, "count": False}, today=TODAY).count is None


# --- Of one moment ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["publisher", "target", "sanction", "measure"])
def test_everything_is_streamed_as_of_the_first_moment_though_more_is_published_meanwhile(kind: str) -> None:
    make.publish(*many())
    expected = listed(kind, {"ordering": "uid"}, today=TODAY).items
    chunks = streamed(kind, {}, today=TODAY, chunk=2)
    found = list(next(chunks)[0])
    make.publish(
        make.record("publisher", "p9"), make.target("t9"), make.target("t5", "A new name"), make.case("c9", "t0"),
        at=later(),
    )  # fmt: skip
    make.withdraw("c6", "sanction", at=later())
    make.withdraw("p6", "publisher", at=later())
    assert found + [item for items, _ in chunks for item in items] == expected


@pytest.mark.parametrize("step", ["periods", "cases", "labels"])
@pytest.mark.parametrize("kind", ["target", "sanction", "measure"])
@pytest.mark.parametrize("whole", [True, False], ids=["list", "detail"])
def test_an_answer_is_of_one_moment_though_something_is_published_between_its_queries(
    monkeypatch: pytest.MonkeyPatch, kind: str, step: str, whole: bool
) -> None:
    """Otherwise a freeze in force could look as if it had not begun, or as if it were somebody else's."""
    make.publish(*case_with_a_life())

    def ask() -> tuple[list[str], dict[str, Any], int | None]:
        if whole:
            page = listed(kind, {"count": True}, today=TODAY)
            return page.items, page.included, page.count
        item = fact("measure", "m1", {}, today=TODAY) if kind == "measure" else record(kind, kind[0], {}, today=TODAY)
        return [item.body], item.included, None

    expected = ask()
    read = getattr(statements, step)

    def publishing(*args: Any) -> Any:
        monkeypatch.setattr(statements, step, read)  # once is enough
        make.publish(make.target("t", "Renamed"), make.case("s", "t", make.measure("other")), at=later())
        return read(*args)

    monkeypatch.setattr(statements, step, publishing)
    assert ask() == expected
