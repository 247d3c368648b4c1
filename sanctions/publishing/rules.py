"""What must hold of a whole record before it may be public: rules that no single row can check.

Forms, readers and publishing ask here alike. Every problem is a sentence that names the record and the fact.
"""

from collections.abc import Callable, Iterator
from typing import Any

from articles.models import DESK
from sanctions.publishing.life import beginning, bounds
from sanctions.publishing.splice import Document
from sanctions.vocabulary.authority_kind import code_fault
from sanctions.vocabulary.binding import may_bind
from sanctions.vocabulary.event_kind import EVENT_KINDS
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.target_kind import TARGET_KINDS

LONGEST_QUOTE = 25
"""Words in a quotation from a text that is not public."""
LARGEST_SHARE = 15
"""Percent of such a text that all its quotations together must stay under."""


DocumentOf = Callable[[str], Document | None]
"""Finds the document of another record by its uid."""
Broken = Iterator[tuple[str, str]]
"""Rules that are broken: whose fact breaks it, and a sentence that says how."""


def problems(document: Document, document_of: DocumentOf) -> list[str]:
    """What forbids publishing this record. Only what editors state is refused: lists print what they print."""
    return [words for layer, words in _broken(document, document_of) if layer == DESK]


def flags(document: Document, document_of: DocumentOf) -> list[str]:
    """What the facts of official lists in this record break of the same rules: published all the same, and reported."""
    return [f"{words} ({layer})" for layer, words in _broken(document, document_of) if layer != DESK]


def _broken(document: Document, document_of: DocumentOf) -> Broken:
    check = _CHECKS.get(document["record"])
    for layer, problem in (*(check(document, document_of) if check else ()), *_spans(document)):
        yield layer, f"{document['label'] or document['uid']}: {problem}"


# Facts that show a part of another record: the field that names the record, its list of such parts, and their field.
_PARTS = {"sources": ("document", "passages", "passage"), "fulfilments": ("sanction", "measures", "measure")}


def unpublished_parts(document: Document, document_of: DocumentOf, *, layer: str) -> Iterator[str]:
    """A sentence for each fact of a layer that shows a passage or measure which its own record does not publish so.

    A quotation would otherwise be public before its document says so, and past the limits that hold there.
    """
    for record, part, fact in showing(document):
        other = document_of(record)
        if fact["layer"] == layer and other is not None and part not in parts(other):
            named = document["label"] or document["uid"]
            yield f"{named}: shows {_called(part)}, which is not public in {other['label']}; publish that with it."


Part = tuple[str, str | None]
"""A passage or measure that other records can show: its uid, and the words of a passage."""


def parts(document: Document) -> set[Part]:
    """The parts of a record that others can show."""
    return {(one["uid"], one.get("quote")) for _, key, _ in _PARTS.values() for one in document.get(key, ())}


def shown(document: Document, lost: set[Part], *, but_of: str = "") -> Iterator[str]:
    """What each fact shows that shows one of these parts, but for the facts of one layer."""
    return (_called(part) for _, part, fact in showing(document) if part in lost and fact["layer"] != but_of)


def showing(document: Document) -> Iterator[tuple[str, Part, Document]]:
    """The facts that show a part of another record: which record, which part, and the fact."""
    for key, fact in _facts(document):
        if key in _PARTS:
            record, _, part = _PARTS[key]
            yield fact[record], (fact[part], fact.get("quote")), fact


def _called(part: Part) -> str:
    uid, quote = part
    return f"the measure {uid}" if quote is None else f"“{quote}”"


def _facts(part: Document) -> Iterator[tuple[str, Document]]:
    """Every fact at every depth, each with the name of the list that it stands in."""
    for key, value in part.items():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, dict):
                yield key, item
                yield from _facts(item)


def _target(document: Document, _: object) -> Broken:
    if not document["names"]:
        yield document["layer"], "a target needs a name to be shown under."
    elif not document["names"][0]["is_display"]:
        yield document["layer"], "mark the name it is shown under."
    yield from _claims(fact for key in ("details", "relations") for fact in document[key])


def _sanction(document: Document, document_of: DocumentOf) -> Broken:
    if not document["measures"]:
        yield document["layer"], "a case needs at least one measure."
    target = document_of(document["target"])
    for measure in document["measures"]:
        layer, words = measure["layer"], MEASURE_TYPES.label(measure["type"])
        if not _supported(measure):
            yield layer, f"the measure {words} has no source. Cite the passage that says so."
        if target is not None:
            yield from ((layer, problem) for problem in _binding(measure, words, target))
        if not any(_begins(event) for event in (*measure["events"], *document["events"])):
            yield layer, f"the measure {words} has no event that begins it, such as announced or entered into force."
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


def _endings(what: str, events: list[Document], beginnings: list[Document]) -> Broken:
    begun = [beginning(e["effective_on"] or e["done_on"]).earliest for e in beginnings if _begins(e)]
    for event in events:
        ends = EVENT_KINDS[event["kind"]].mappings["stage"] == "ending"
        if ends and begun and bounds(event["effective_on"] or event["done_on"]).latest < min(begun):
            yield event["layer"], f"{what} ends ({event['kind']}) before anything began it."


def _allegation(document: Document, _: object) -> Broken:
    if not document["claims"]:
        yield document["layer"], "an allegation needs at least one claim: who says so."
    yield from _claims([document])


def _act(document: Document, _: object) -> Broken:
    if not document["issuers"]:
        yield document["layer"], "an act needs at least one issuer."
    yield from _claims([document])


def _authority(document: Document, _: object) -> Broken:
    if fault := code_fault(document["uid"], document["kind"], document["parent"] or ""):
        yield document["layer"], fault


def _claims(facts: Any) -> Broken:
    for fact in facts:
        for claim in fact["claims"]:
            if not _supported(claim):
                words = f"the claim by {claim['speaker']} has no source. Cite the passage that reports it."
                yield claim["layer"], words


def _supported(fact: Document) -> bool:
    # A fact of an official list has its source by nature: the entry it was read from.
    return fact["layer"] != DESK or any(source["stance"] == "supports" for source in fact["sources"])


def _document(document: Document, _: object) -> Broken:
    if document["text"]:
        return
    # However they got here, these words are another's: what may not be quoted is refused of every layer.
    for passage in document["passages"]:
        if (count := len(passage["quote"].split())) > LONGEST_QUOTE:
            words = f"a quotation has {count} words; from a text that is not public quote at most {LONGEST_QUOTE}."
            yield DESK, words
    length = document["length"]
    quoted = sum(len(passage["quote"]) for passage in document["passages"])
    if length and quoted * 100 >= length * LARGEST_SHARE:
        yield (
            DESK,
            f"the quotations are {quoted} of its {length} characters; "
            f"from a text that is not public they must stay under {LARGEST_SHARE} %.",
        )


def _spans(document: Document) -> Broken:
    """Everything that has a since and an until begins before it ends."""
    for _, fact in _facts(document):
        since, until = fact.get("since"), fact.get("until")
        if since and until and bounds(until).latest < beginning(since).earliest:
            what = fact.get("printed") or fact.get("number") or fact.get("kind") or "a fact"
            yield fact["layer"], f"{what}: ends {until['value']} before it begins {since['value']}."


_CHECKS: dict[str, Callable[[Document, DocumentOf], Broken]] = {
    "target": _target,
    "sanction": _sanction,
    "allegation": _allegation,
    "act": _act,
    "authority": _authority,
    "document": _document,
}
