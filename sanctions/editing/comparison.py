"""Two versions of a record beside one another, as somebody reads them who must judge the difference."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Model

from articles.models import DESK, Passage
from sanctions.models import (
    RECORDS,
    ActRelation,
    Address,
    Affected,
    Citation,
    Claim,
    Detail,
    Event,
    Exemption,
    Fulfilment,
    Identifier,
    Measure,
    Membership,
    Name,
    ProgrammeAlias,
    ProgrammeLink,
    Relation,
)
from sanctions.publishing.references import references
from sanctions.publishing.splice import Document
from sanctions.vocabulary.country import COUNTRIES
from sanctions.vocabulary.legal_effect import LEGAL_EFFECTS
from sanctions.vocabulary.target_kind import TARGET_KINDS

Change = Literal["added", "removed", "changed", "same"]

_SORTS: Mapping[str, type[Model]] = {
    "names": Name,
    "identifiers": Identifier,
    "addresses": Address,
    "details": Detail,
    "relations": Relation,
    "measures": Measure,
    "programmes": ProgrammeLink,
    "events": Event,
    "exemptions": Exemption,
    "claims": Claim,
    "passages": Passage,
    "affected": Affected,
    "fulfilments": Fulfilment,
    "members": Membership,
    "aliases": ProgrammeAlias,
}
"""The sort of fact that each list of a document holds; an act's relations are told apart by their record."""
_WORDS: Mapping[str, Mapping[str, str]] = {
    "class_kinds": dict(TARGET_KINDS.choices),
    "binds_kinds": dict(TARGET_KINDS.choices),
    "legal_effects": dict(LEGAL_EFFECTS.choices),
    "class_countries": dict(COUNTRIES.choices),
    "countries": dict(COUNTRIES.choices),
    "country": dict(COUNTRIES.choices),
}
# What says nothing that its reader does not see anyhow.
_SILENT = {"uid", "record", "schema", "normalised", "layer", "sources"}
# Where a “no” tells what a reader must know.
_TELLING = {"checked_against_text"}
# What a fact is called by: the first of these that it has.
_CALLED = (
    *("full", "type", "number", "kind", "speaker", "printed", "programme", "target", "member", "sanction"),
    *("quote", "value"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One field, in words, before and after; empty where it had or has nothing."""

    name: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Source:
    """The words of a text that stand for or against a fact."""

    change: Change
    stance: str
    quote: str
    document: str
    comment: str
    checked: bool
    """Whether the words were looked up in a text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A record, or a fact within it, with all of it that differs and the sources it has now."""

    sort: str
    title: str
    layer: str
    change: Change
    lines: tuple[Line, ...]
    sources: tuple[Source, ...]
    parts: tuple["Part", ...]
    can_be_cited: bool
    needs_source: bool
    """Whether somebody must look where it has none: some cannot be public so, others should not."""

    @property
    def differs(self) -> bool:
        """Whether it, its sources or anything in it is not as it was."""
        return bool(self.change != "same" or self.parts or any(source.change != "same" for source in self.sources))

    @property
    def is_bare(self) -> bool:
        """Whether an editor states it and no text is cited for or against it."""
        kept = [source for source in self.sources if source.change != "removed"]
        return self.can_be_cited and not self.layer and self.change != "removed" and not kept

    def bare(self) -> "Iterator[Part]":
        """It and what is in it, as far as it differs, has no source, and should have one."""
        if self.is_bare and self.needs_source:
            yield self
        for part in self.parts:
            yield from part.bare()


def compare(before: Document | None, after: Document | None, labels: Mapping[str, str]) -> Part:
    """The difference between two versions of one record; None stands for there being none.

    `labels` has what the records are called that it names, by uid. Of facts that are the same nothing is told.
    """
    either = after or before
    assert either is not None
    model = next(model for model in RECORDS if model.kind_name == either["record"])
    return _part(model, before, after, labels, within=either["record"])


def named_in(documents: Iterable[Document | None]) -> set[str]:
    """The uids of the records that these versions name, and of the measures within them."""
    known = [document for document in documents if document and document.get("uid")]
    return {uid for document in known for uid in references(document)} | {
        str(later["measure"]) for document in known for measure in document.get("measures", ())
        for later in measure.get("fulfilments", ())
    }  # fmt: skip


def _part(
    model: type[Model], before: Document | None, after: Document | None, labels: Mapping[str, str], *, within: str
) -> Part:
    either = after or before or {}
    keys = list(dict.fromkeys([*either, *(before or {})]))
    sorts = {key: sort for key in keys if (sort := sort_of(key, within)) is not None}
    facts = [key for key in sorts if _are_facts(either, key) or _are_facts(before or {}, key)]
    plain = [key for key in keys if key not in sorts and not _is_silent(model, key)]
    lines = [
        Line(_called(model, key), _words(model, key, before, labels), _words(model, key, after, labels))
        for key in plain
    ]
    told = [line for line in lines if line.is_changed]
    if before is None or after is None:  # its title tells the first of them, and of a “no” nobody needs to hear
        plain_no = {_called(model, key) for key in plain if either.get(key) is False and key not in _TELLING}
        told = [line for line in told if line.name not in {*plain_no, _called(model, _naming(either))}]
    parts = [
        part
        for key in facts
        for part in _facts(sorts[key], _list(before, key), _list(after, key), labels, within=within)
    ]
    change: Change = "added" if before is None else "removed" if after is None else "changed" if told else "same"
    return Part(
        sort=str(model._meta.verbose_name),
        title=_title(model, either, labels),
        layer="" if either.get("layer", DESK) == DESK else str(either["layer"]),
        change=change,
        lines=tuple(told),
        sources=tuple(_sources(_list(before, "sources"), _list(after, "sources"), labels)),
        parts=tuple(part for part in parts if part.differs),
        can_be_cited="sources" in either,
        needs_source=model in (Measure, Event, Exemption, Claim),
    )


def _facts(
    model: type[Model],
    before: Sequence[Document],
    after: Sequence[Document],
    labels: Mapping[str, str],
    *,
    within: str,
) -> Iterator[Part]:
    was, now = ({fact["uid"]: fact for fact in facts} for facts in (before, after))
    for uid in dict.fromkeys([*now, *was]):
        if was.get(uid) != now.get(uid):
            yield _part(model, was.get(uid), now.get(uid), labels, within=within)


def _sources(before: Sequence[Document], after: Sequence[Document], labels: Mapping[str, str]) -> Iterator[Source]:
    was, now = ({source["uid"]: source for source in sources} for sources in (before, after))
    for uid in dict.fromkeys([*now, *was]):
        change: Change = (
            "added"
            if uid not in was
            else "removed"
            if uid not in now
            else "changed"
            if was[uid] != now[uid]
            else "same"
        )
        source = now.get(uid) or was[uid]
        stance = _words(Citation, "stance", source, labels)
        document = labels.get(source["document"], source["document"])
        checked = source["start"] is not None
        yield Source(change, stance, source["quote"], document, source["comment"], checked)


def _are_facts(part: Document, key: str) -> bool:
    value = part.get(key)
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict) and "uid" in value[0]


def _list(part: Document | None, key: str) -> list[Document]:
    return (part or {}).get(key) or []


def sort_of(key: str, within: str) -> type[Model] | None:
    """The sort of fact in this list of a document of this kind of record; None where it holds none."""
    return ActRelation if (key, within) == ("relations", "act") else _SORTS.get(key)


def _is_silent(model: type[Model], key: str) -> bool:
    # The label of a target or case follows from its facts.
    return key in _SILENT or (key == "label" and any(field.name == "label" for field in model._meta.fields))


def _called(model: type[Model], key: str) -> str:
    found = next((field for field in model._meta.get_fields() if field.name == key), None)
    return str(getattr(found, "verbose_name", "") or key.replace("_", " "))


def _title(model: type[Model], part: Document, labels: Mapping[str, str]) -> str:
    if "label" in part:
        return str(part["label"] or part["uid"])
    key = _naming(part)
    words = _words(model, key, part, labels)
    day = part.get("done_on") or part.get("made_on")
    return f"{words}, {day['value']}" if isinstance(day, dict) else words


def _naming(part: Document) -> str:
    return "label" if "label" in part else next((key for key in _CALLED if part.get(key)), "uid")


def _words(model: type[Model], key: str, part: Document | None, labels: Mapping[str, str]) -> str:
    value = (part or {}).get(key)
    if value in (None, "", [], {}):
        return ""
    choices: Mapping[Any, Any] = _WORDS.get(key) or dict(_choices(model, key))
    return _worded(value, choices, labels)


def _choices(model: type[Model], key: str) -> Iterable[tuple[Any, Any]]:
    field = next((field for field in model._meta.fields if field.name == key), None)
    return () if field is None else field.flatchoices


def _worded(value: Any, choices: Mapping[Any, Any], labels: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_worded(one, choices, labels) for one in value)
    if isinstance(value, dict):
        if "earliest" in value:
            return f"{value['value']} ({value['basis'].replace('_', ' ')})" if value["basis"] else str(value["value"])
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    return str(choices.get(value) or labels.get(str(value)) or value)
