"""Readers meet whole publications only, however many are made while they read."""

import json
from collections.abc import Callable
from datetime import date
from threading import Event
from typing import Any

from sanctions.reading.answers import listed, record, streamed
from tests.factories import later
from tests.sanctions.reading import editions as make
from tests.soak import examples

Together = Callable[..., list[Any]]
TODAY = date(2024, 12, 1)
CASES = 6
PUBLICATIONS = examples(25, 600)


def publish(number: int) -> None:
    """Every record anew, each of which tells the number of the publication."""
    make.publish(
        make.authority("GB"),
        make.target("t", f"name {number}"),
        *(
            make.case(
                f"c{i}", "t", make.measure(f"m{i}", scope=f"name {number}"), reference=f"{i}", grounds=f"name {number}"
            )
            for i in range(CASES)
        ),
        at=later(number),
    )


def told(kind: str) -> set[str]:
    """All the numbers that one answer tells."""
    answer = listed(kind, {"count": True}, today=TODAY)
    items = [json.loads(item) for item in answer.items]
    assert len(items) == answer.count == (1 if kind == "target" else CASES)
    names = {answer.included["t"]["label"]} if kind != "target" else {items[0]["label"]}
    for item in items:
        for case in item["sanctions"] if kind == "target" else [item]:
            names |= {case["grounds"]} if "grounds" in case else {case["scope"]}
        states = [item["on"]] if kind == "measure" else item["on"]["measures"].values()
        assert [state["status"] for state in states] == ["in_force"] * len(states)
        assert states
    return names


def test_an_answer_tells_of_one_publication_while_others_are_made(together: Together) -> None:
    def prepare() -> None:
        publish(1)

    together(prepare)
    done = Event()

    def write() -> None:
        try:
            for number in range(2, PUBLICATIONS):
                publish(number)
        finally:
            done.set()

    def read() -> int:
        answers = 0
        while not done.is_set() or not answers:
            for kind in ("measure", "sanction", "target"):
                assert len(told(kind)) == 1
            one = json.loads(record("target", "t", {}, today=TODAY).body)
            assert {case["grounds"] for case in one["sanctions"]} == {one["label"]}
            chunks = streamed("measure", {}, today=TODAY, chunk=2)
            assert len({json.loads(item)["scope"] for items, _ in chunks for item in items}) == 1
            answers += 1
        return answers

    _, answers = together(write, read)
    assert answers > 0
