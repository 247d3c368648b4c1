from typing import Any

from sanctions.editing.comparison import Part, compare, named_in
from sanctions.publishing.splice import Document

LABELS = {"gb": "United Kingdom", "ia": "Iran Air", "doc": "Joint statement", "later": "Asset freeze"}


def case(**changed: Any) -> Document:
    """A case of the United Kingdom against Iran Air, in the public shape."""
    return {
        "record": "sanction",
        "uid": "case",
        "layer": "desk",
        "label": "GB asset freeze",
        "authority": "gb",
        "target": "ia",
        "kind": "designated",
        "reference": "",
        "sources": [],
        "measures": [measure()],
        **changed,
    }


def measure(**changed: Any) -> Document:
    """An asset freeze that a passage supports."""
    return {
        "uid": "m1",
        "layer": "desk",
        "type": "asset_freeze",
        "scope": "all funds",
        "legal_effects": [],
        "events": [{"uid": "e1", "layer": "desk", "kind": "announced", "done_on": day("2024-09-10"), "sources": []}],
        "sources": [source()],
        **changed,
    }


def source(**changed: Any) -> Document:
    """A passage for it."""
    return {"uid": "s1", "layer": "desk", "stance": "supports", "document": "doc", "passage": "p1",
            "quote": "their assets are frozen", "start": None, "comment": "", **changed}  # fmt: skip


def day(text: str) -> Document:
    """A stated day."""
    return {"value": text, "earliest": text, "latest": text, "basis": "stated"}


def lines(part: Part) -> list[tuple[str, str, str]]:
    """What differs of a part, without what is in it."""
    return [(line.name, line.before, line.after) for line in part.lines]


def test_what_is_the_same_is_not_told() -> None:
    found = compare(case(), case(), LABELS)
    assert (found.change, found.lines, found.parts, found.differs) == ("same", (), (), False)


def test_references_and_codes_are_told_in_words() -> None:
    found = compare(case(target="ia", kind="listed"), case(target="gb", kind="designated"), LABELS)
    assert (found.sort, found.title, found.change) == ("designation / case", "GB asset freeze", "changed")
    assert lines(found) == [("target", "Iran Air", "United Kingdom"), ("kind", "Listed", "Designated")]


def test_a_fact_within_a_fact_is_told_in_its_place() -> None:
    later = measure(events=[{**measure()["events"][0], "done_on": day("2024-11-18")}])
    (freeze,) = compare(case(), case(measures=[later]), LABELS).parts
    assert (freeze.title, freeze.change, freeze.lines) == ("Asset freeze", "same", ())
    (event,) = freeze.parts
    assert (event.sort, event.title) == ("event", "Announced, 2024-11-18")
    assert lines(event) == [("done", "2024-09-10 (stated)", "2024-11-18 (stated)")]


def test_all_of_a_new_fact_is_told_but_for_what_its_title_says() -> None:
    found = compare(None, case(), LABELS)
    assert found.change == "added"
    assert ("authority", "", "United Kingdom") in lines(found)
    (freeze,) = found.parts
    assert (freeze.change, lines(freeze)) == ("added", [("scope", "", "all funds")])


def test_each_fact_keeps_its_sources_and_those_that_came_or_went_are_marked() -> None:
    more = measure(sources=[source(uid="s2", quote="no asset is frozen", stance="contradicts")])
    (freeze,) = compare(case(), case(measures=[more]), LABELS).parts
    assert {(one.change, one.stance, one.document) for one in freeze.sources} == {
        ("added", "Contradicts", "Joint statement"),
        ("removed", "Supports", "Joint statement"),
    }
    assert freeze.needs_source


def test_the_measures_that_a_fulfilment_names_are_called_by_name_too() -> None:
    later = {"uid": "f1", "layer": "desk", "measure": "later", "sanction": "gb", "basis": "stated", "sources": []}
    promise = case(measures=[measure(fulfilments=[later])])
    assert {"later", "gb", "ia", "doc"} <= named_in([promise, None])
    (freeze,) = compare(case(), promise, LABELS).parts
    assert [part.title for part in freeze.parts] == ["United Kingdom"]
    assert ("later measure", "", "Asset freeze") in lines(freeze.parts[0])
