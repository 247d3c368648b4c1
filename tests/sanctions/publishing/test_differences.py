"""What changed, as data and in words."""

from typing import Any

from sanctions.publishing.differences import differences, in_words
from sanctions.publishing.splice import Document


def case(**fields: Any) -> Document:
    return {"uid": "s", "record": "sanction", "grounds": "", "programmes": [], "measures": [], **fields}


def measure(uid: str = "m", **fields: Any) -> Document:
    return {"uid": uid, "layer": "desk", "type": "asset_freeze", "scope": "", "events": [], **fields}


def day(value: str) -> dict[str, str]:
    return {"value": value, "earliest": value, "latest": value, "basis": "stated"}


def event(uid: str = "e", kind: str = "entered_into_force", **fields: Any) -> Document:
    return {"uid": uid, "layer": "desk", "kind": kind, "done_on": day("2024-09-10"), **fields}


def told(before: Document | None, after: Document) -> list[str]:
    return in_words(differences(before, after), after)


def test_the_same_content_has_no_differences() -> None:
    assert differences(case(measures=[measure()]), case(measures=[measure()])) == []
    assert differences(None, None) == []


def test_a_record_new_or_gone_is_one_difference() -> None:
    assert differences(None, case()) == [{"path": "", "before": None, "after": case()}]
    assert differences(case(), None) == [{"path": "", "before": case(), "after": None}]
    assert told(None, case()) == ["first published"]
    assert in_words(differences(case(), None)) == ["no longer published"]


def test_a_field_is_told_with_both_its_values() -> None:
    assert told(case(), case(grounds="For supplying drones.")) == ["grounds: nothing → “For supplying drones.”"]
    assert differences(case(), case(grounds="x")) == [{"path": "grounds", "before": "", "after": "x"}]


def test_a_fact_is_named_by_its_list_and_uid_wherever_it_stands() -> None:
    found = differences(case(measures=[measure()]), case(measures=[measure(events=[event()])]))
    assert found == [{"path": "measures/m/events/e", "before": None, "after": event()}]


def test_an_event_added_is_told_with_its_measure_and_day() -> None:
    after = case(measures=[measure(events=[event(kind="delisted")])])
    assert told(case(measures=[measure()]), after) == [
        "event “delisted” of 2024-09-10 of measure “asset freeze” added",
    ]


def test_a_measure_that_goes_is_told() -> None:
    assert told(case(measures=[measure()]), case()) == ["measure “asset freeze” removed"]


def test_a_changed_date_is_told_as_it_was_printed() -> None:
    before = case(measures=[measure(events=[event()])])
    after = case(measures=[measure(events=[event(done_on=day("2024-09"))])])
    assert told(before, after) == ["done on of event “entered into force” of 2024-09: 2024-09-10 → 2024-09"]


def test_the_order_of_facts_makes_no_difference() -> None:
    one, other = measure("a"), measure("b", type="travel_ban")
    assert differences(case(measures=[one, other]), case(measures=[other, one])) == []


def test_a_long_text_is_cut_in_words_and_whole_in_data() -> None:
    found = differences(case(), case(grounds="x" * 500))
    assert found[0]["after"] == "x" * 500
    assert len(in_words(found)[0]) < 100


def test_of_long_texts_that_part_which_differs_is_told() -> None:
    beginning = "Because of " + "x" * 300
    (words,) = told(case(grounds=f"{beginning} he was a director."), case(grounds=f"{beginning} he is a director."))
    assert words == f"grounds: “…{'x' * 16} he was a director.” → “…{'x' * 16} he is a director.”"
    (words,) = told(case(grounds=beginning), case(grounds=f"{beginning}, and {'y' * 300}"))
    assert words == f"grounds: “…{'x' * 20}” → “…{'x' * 20}, and {'y' * 32}…”"
    (words,) = told(case(grounds="a" * 300), case(grounds="b" * 300))
    assert words == f"grounds: “{'a' * 59}…” → “{'b' * 59}…”"


def test_yes_and_no_are_words() -> None:
    def target(shown: bool) -> Document:
        return {"uid": "t", "names": [{"uid": "n", "full": "Iran Air", "is_display": shown}]}

    assert told(target(False), target(True)) == ["is display of name “Iran Air”: no → yes"]


def test_references_to_other_records_are_told_as_lists() -> None:
    before, after = {"uid": "a", "issuers": ["GB"]}, {"uid": "a", "issuers": ["DE", "GB"]}
    assert told(before, after) == ["issuers: “GB” → “DE”, “GB”"]
