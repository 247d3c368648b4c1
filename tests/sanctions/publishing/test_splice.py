"""Putting one layer of a record into what is public."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sanctions.publishing.splice import Document, in_order
from sanctions.publishing.splice import splice as splice_in_any_order

LIST = "gb_fcdo"


def splice(published: Document | None, desk: Document | None, *, layer: str) -> Document | None:
    spliced = splice_in_any_order(published, desk, layer=layer)
    return in_order(spliced) if spliced else None


def name(uid: str, layer: str, full: str = "", **fields: Any) -> Document:
    return {
        "uid": uid,
        "layer": layer,
        "full": full or uid,
        "is_display": False,
        "kind": "alias",
        "sources": [],
        **fields,
    }


def target(layer: str, *names: Document, **fields: Any) -> Document:
    return in_order({"uid": "t", "layer": layer, "record": "target", "names": list(names), "details": [], **fields})


def test_a_list_replaces_its_own_facts_and_leaves_those_of_the_desk() -> None:
    public = target("desk", name("a", "desk", "As published"), name("b", LIST, "Old"))
    desk = target("desk", name("a", "desk", "Half ty"), name("b", LIST, "New"), name("c", "desk", "Draft"))
    assert splice(public, desk, layer=LIST) == target("desk", name("a", "desk", "As published"), name("b", LIST, "New"))


def test_the_desk_replaces_its_own_facts_and_leaves_those_of_lists() -> None:
    public = target("desk", name("a", "desk", "Old"), name("b", LIST, "As published"))
    desk = target("desk", name("a", "desk", "New"), name("b", LIST, "Just being imported"))
    spliced = splice(public, desk, layer="desk")
    assert spliced == target("desk", name("a", "desk", "New"), name("b", LIST, "As published"))


def test_the_fields_of_the_record_itself_are_those_of_its_layer() -> None:
    public, desk = target(LIST, kind="person"), target(LIST, kind="company")
    assert splice(public, desk, layer="desk") == public
    assert splice(public, desk, layer=LIST) == desk


def test_a_record_of_another_layer_that_is_not_public_stays_so() -> None:
    assert splice(None, target("desk", name("b", LIST)), layer=LIST) is None


def test_a_first_publication_leaves_out_the_facts_of_other_layers() -> None:
    desk = target(LIST, name("a", "desk"), name("b", LIST))
    assert splice(None, desk, layer=LIST) == target(LIST, name("b", LIST))


def test_a_fact_that_its_layer_gave_up_goes_and_that_of_another_layer_stays() -> None:
    public = target("desk", name("a", "desk"), name("b", LIST))
    assert splice(public, target("desk"), layer="desk") == target("desk", name("b", LIST))
    assert splice(public, target("desk"), layer=LIST) == target("desk", name("a", "desk"))


def test_layers_are_told_apart_at_every_depth() -> None:
    def case(event: str, *sources: Document) -> Document:
        events = [{"uid": "e", "layer": LIST, "kind": event, "sources": list(sources)}]
        return {"uid": "s", "layer": LIST, "measures": [{"uid": "m", "layer": LIST, "events": events}]}

    source = {"uid": "c", "layer": "desk", "quote": "as of today"}
    public, desk = case("adopted"), case("delisted", source)
    assert splice(public, desk, layer="desk") == case("adopted", source)
    assert splice(case("adopted", source), case("delisted"), layer=LIST) == case("delisted", source)


def test_lists_that_hold_no_facts_belong_to_the_record() -> None:
    public, desk = (
        {"uid": "a", "layer": "desk", "issuers": ["GB"]},
        {"uid": "a", "layer": "desk", "issuers": ["DE", "FR"]},
    )
    assert splice(public, desk, layer="desk") == desk
    assert splice(public, desk, layer=LIST) == public


def test_the_name_that_is_shown_comes_first_and_every_order_ends_with_the_uid() -> None:
    names = [name("c", "desk", "Beta"), name("b", "desk", "Alpha"), name("a", "desk", "Alpha"), name("d", LIST, "Zeta")]
    names[3]["is_display"] = True
    assert [one["uid"] for one in in_order(target("desk", *names))["names"]] == ["d", "a", "b", "c"]


def test_dated_facts_stand_in_the_order_of_time_and_undated_ones_last() -> None:
    def event(uid: str, earliest: str | None) -> Document:
        date = earliest and {"value": earliest, "earliest": earliest, "latest": earliest, "basis": "stated"}
        return {"uid": uid, "layer": "desk", "done_on": date}

    found = in_order({"uid": "s", "events": [event("a", None), event("b", "2025-01-01"), event("c", "2024-12-31")]})
    assert [one["uid"] for one in found["events"]] == ["c", "b", "a"]


_FACTS = st.dictionaries(
    st.sampled_from("abcdefg"),
    st.tuples(st.sampled_from(["desk", LIST, "eu_fsf"]), st.text("xyz", max_size=2)),
    max_size=7,
)


def _made(facts: dict[str, tuple[str, str]]) -> Document:
    return in_order(target("desk", *(name(uid, layer, full) for uid, (layer, full) in facts.items())))


def _layer_of(document: Document | None, layer: str) -> list[Document]:
    assert document is not None
    return [fact for fact in in_order(document)["names"] if fact["layer"] == layer]


@given(_FACTS, _FACTS)
def test_publishing_one_layer_makes_that_layer_as_on_the_desk_and_no_other(
    public: dict[str, tuple[str, str]], changes: dict[str, tuple[str, str]]
) -> None:
    # A fact keeps its layer for good: only its content differs between the desk and what is public.
    desk = {uid: (public[uid][0] if uid in public else layer, full) for uid, (layer, full) in changes.items()}
    spliced = splice(_made(public), _made(desk), layer=LIST)
    assert _layer_of(spliced, LIST) == _layer_of(_made(desk), LIST)
    for other in ("desk", "eu_fsf"):
        assert _layer_of(spliced, other) == _layer_of(_made(public), other)
    again = splice(spliced, _made(desk), layer=LIST)
    assert again is not None
    assert spliced is not None
    assert in_order(again) == in_order(spliced)
