"""What must hold of a whole record before it may be public: rules that no single row can check.

Forms, readers and publishing ask here alike. Every problem is a sentence that names the record and the fact.
"""

from collections.abc import Callable, Iterator
from typing import Any

from articles.dates import LAST_DAY
from sanctions.publishing.life import bounds
from sanctions.publishing.splice import Document
from sanctions.vocabulary.event_kind import EVENT_KINDS
from sanctions.vocabulary.measure_type import MEASURE_TYPES, may_bind
from sanctions.vocabulary.target_kind import TARGET_KINDS

LONGEST_QUOTE = 25
"""Words in a quotation from a text that is not public."""
LARGEST_SHARE = 15
"""Percent of such a text that all its quotations together must stay under."""


def problems(document: Document, target_of: Callable[[str], Document | None]) -> list[str]:
    """What forbids publishing this record; `target_of` finds the document of a target by its uid."""
    check = _CHECKS.get(document["record"])
    found = list(check(document, target_of)) if check else []
    return [f"{document['label'] or document['uid']}: {problem}" for problem in (*found, *_spans(document))]


def _target(document: Document, _: object) -> Iterator[str]:
    if not document["names"]:
        yield "a target needs a name to be shown under."
    elif not document["names"][0]["is_display"]:
        yield "mark the name it is shown under."
    yield from _claims(fact for key in ("details", "relations") for fact in document[key])


def _sanction(document: Document, target_of: Callable[[str], Document | None]) -> Iterator[str]:
    if not document["measures"]:
        yield "a case needs at least one measure."
    target = target_of(document["target"])
    for measure in document["measures"]:
        words = MEASURE_TYPES.label(measure["type"])
        if not _supported(measure):
            yield f"the measure {words} has no source. Cite the passage that says so."
        if target is not None:
            yield from _binding(measure, words, target)
        if not any(_begins(event) for event in (*measure["events"], *document["events"])):
            yield f"the measure {words} has no event that begins it, such as announced or entered into force."
        yield from _endings(words, [*measure["events"], *document["events"]])
    yield from _claims(document["measures"])


def _binding(measure: Document, words: str, target: Document) -> Iterator[str]:
    if target["kind"] != "class":
        if measure["binds_kinds"]:
            yield f"the measure {words} says which kinds it binds, but the target is not a class."
        elif not may_bind(measure["type"], target["kind"]):
            yield f"the measure {words} cannot bind a target of the kind {TARGET_KINDS.label(target['kind'])}."
        return
    bound = measure["binds_kinds"] or target["class_kinds"]
    if foreign := sorted(set(measure["binds_kinds"]) - set(target["class_kinds"])):
        yield f"the measure {words} binds {', '.join(foreign)}, which the class does not hold."
    if unable := [kind for kind in bound if not may_bind(measure["type"], kind)]:
        yield f"the measure {words} cannot bind {', '.join(unable)}: say which kinds in the class it binds."


def _begins(event: Document) -> bool:
    return EVENT_KINDS[event["kind"]].mappings["stage"] in ("promise", "making", "return")


def _endings(words: str, events: list[Document]) -> Iterator[str]:
    begun = [bounds(e["effective_on"] or e["done_on"]).earliest for e in events if _begins(e)]
    for event in events:
        ends = EVENT_KINDS[event["kind"]].mappings["stage"] == "ending"
        if ends and begun and bounds(event["effective_on"] or event["done_on"]).latest < min(begun):
            yield f"the measure {words} ends ({event['kind']}) before anything began it."


def _allegation(document: Document, _: object) -> Iterator[str]:
    if not document["claims"]:
        yield "an allegation needs at least one claim: who says so."
    yield from _claims([document])


def _act(document: Document, _: object) -> Iterator[str]:
    if not document["issuers"]:
        yield "an act needs at least one issuer."
    yield from _claims([document])


def _claims(facts: Any) -> Iterator[str]:
    for fact in facts:
        for claim in fact["claims"]:
            if not _supported(claim):
                yield f"the claim by {claim['speaker']} has no source. Cite the passage that reports it."


def _supported(fact: Document) -> bool:
    # A fact of an official list has its source by nature: the entry it was read from.
    return fact["layer"] != "desk" or any(source["stance"] == "supports" for source in fact["sources"])


def _document(document: Document, _: object) -> Iterator[str]:
    if document["text"]:
        return
    for passage in document["passages"]:
        if (count := len(passage["quote"].split())) > LONGEST_QUOTE:
            yield f"a quotation has {count} words; from a text that is not public quote at most {LONGEST_QUOTE}."
    length = document["length"]
    quoted = sum(len(passage["quote"]) for passage in document["passages"])
    if length and quoted * 100 >= length * LARGEST_SHARE:
        yield (
            f"the quotations are {quoted} of its {length} characters; "
            f"from a text that is not public they must stay under {LARGEST_SHARE} %."
        )


def _spans(part: Any) -> Iterator[str]:
    """Everything that has a since and an until begins before it ends."""
    if isinstance(part, list):
        for item in part:
            yield from _spans(item)
    elif isinstance(part, dict):
        since, until = part.get("since"), part.get("until")
        if since and until and bounds(until).latest < bounds(since).earliest < LAST_DAY:
            what = part.get("printed") or part.get("kind") or "a fact"
            yield f"{what}: ends {until['value']} before it begins {since['value']}."
        for key, value in part.items():
            if isinstance(value, list) and key != "sources":
                yield from _spans(value)


_CHECKS: dict[str, Callable[[Document, Callable[[str], Document | None]], Iterator[str]]] = {
    "target": _target,
    "sanction": _sanction,
    "allegation": _allegation,
    "act": _act,
    "document": _document,
}
