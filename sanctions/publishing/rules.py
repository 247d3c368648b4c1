"""What must hold of a whole record before it may be public: rules that no single row can check.

Forms, readers and publishing ask here alike. Every problem is a sentence that names the record and the fact.
"""

from collections.abc import Callable, Iterator
from typing import Any

from sanctions.publishing.life import bounds
from sanctions.publishing.splice import Document
from sanctions.vocabulary.event_kind import EVENT_KINDS
from sanctions.vocabulary.measure_type import MEASURE_TYPES, may_bind
from sanctions.vocabulary.target_kind import TARGET_KINDS

LONGEST_QUOTE = 25
"""Words in a quotation from a text that is not public."""
LARGEST_SHARE = 15
"""Percent of such a text that all its quotations together must stay under."""


def problems(document: Document, document_of: Callable[[str], Document | None]) -> list[str]:
    """What forbids publishing this record; `document_of` finds the document of another record by its uid."""
    check = _CHECKS.get(document["record"])
    found = list(check(document, document_of)) if check else []
    return [f"{document['label'] or document['uid']}: {problem}" for problem in (*found, *_spans(document))]


# Facts that show a part of another record: the field that names the record, its list of such parts, and their field.
_PARTS = {"sources": ("document", "passages", "passage"), "fulfilments": ("sanction", "measures", "measure")}


def unpublished_parts(
    document: Document, document_of: Callable[[str], Document | None], *, layer: str
) -> Iterator[str]:
    """A sentence for each fact of a layer that shows a passage or measure which its own record does not publish so.

    A quotation would otherwise be public before its document says so, and past the limits that hold there.
    """
    for key, fact in _facts(document):
        if key not in _PARTS or fact["layer"] != layer:
            continue
        record, parts, part = _PARTS[key]
        other = document_of(fact[record])
        public = ((one["uid"], one.get("quote")) for one in (other or {}).get(parts, ()))
        if other is not None and (fact[part], fact.get("quote")) not in public:
            shown = f"“{fact['quote']}”" if "quote" in fact else f"the measure {fact[part]}"
            named = document["label"] or document["uid"]
            yield f"{named}: shows {shown}, which is not public in {other['label']}; publish that with it."


def _facts(part: Document) -> Iterator[tuple[str, Document]]:
    """Every fact at every depth, each with the name of the list that it stands in."""
    for key, value in part.items():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict):
                yield key, item
                yield from _facts(item)


def _target(document: Document, _: object) -> Iterator[str]:
    if not document["names"]:
        yield "a target needs a name to be shown under."
    elif not document["names"][0]["is_display"]:
        yield "mark the name it is shown under."
    yield from _claims(fact for key in ("details", "relations") for fact in document[key])


def _sanction(document: Document, document_of: Callable[[str], Document | None]) -> Iterator[str]:
    if not document["measures"]:
        yield "a case needs at least one measure."
    target = document_of(document["target"])
    for measure in document["measures"]:
        words = MEASURE_TYPES.label(measure["type"])
        if not _supported(measure):
            yield f"the measure {words} has no source. Cite the passage that says so."
        if target is not None:
            yield from _binding(measure, words, target)
        if not any(_begins(event) for event in (*measure["events"], *document["events"])):
            yield f"the measure {words} has no event that begins it, such as announced or entered into force."
        yield from _endings(f"the measure {words}", measure["events"], [*measure["events"], *document["events"]])
    events = [event for part in (document, *document["measures"]) for event in part["events"]]
    yield from _endings("the case", document["events"], events)
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


def _endings(what: str, events: list[Document], beginnings: list[Document]) -> Iterator[str]:
    begun = [bounds(e["effective_on"] or e["done_on"]).earliest for e in beginnings if _begins(e)]
    for event in events:
        ends = EVENT_KINDS[event["kind"]].mappings["stage"] == "ending"
        if ends and begun and bounds(event["effective_on"] or event["done_on"]).latest < min(begun):
            yield f"{what} ends ({event['kind']}) before anything began it."


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


def _spans(document: Document) -> Iterator[str]:
    """Everything that has a since and an until begins before it ends."""
    for _, fact in _facts(document):
        since, until = fact.get("since"), fact.get("until")
        if since and until and bounds(until).latest < bounds(since).earliest:
            what = fact.get("printed") or fact.get("kind") or "a fact"
            yield f"{what}: ends {until['value']} before it begins {since['value']}."


_CHECKS: dict[str, Callable[[Document, Callable[[str], Document | None]], Iterator[str]]] = {
    "target": _target,
    "sanction": _sanction,
    "allegation": _allegation,
    "act": _act,
    "document": _document,
}
