"""One entry of a list, three ways: as printed, as it was read, and beside what the desk knows of the same party."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.urls import reverse

from articles.models import DESK, Fact
from sanctions.admin.list_page import entry_address
from sanctions.models import (
    Address,
    Detail,
    Entry,
    Event,
    Identifier,
    Measure,
    Name,
    ProgrammeLink,
    Relation,
    Sanction,
    Target,
)

_SHORTEST = 3
"""Characters of a text that is marked where it stands: shorter ones stand everywhere."""
_BETWEEN_TAGS = re.compile(r">\s*<")


@dataclass(frozen=True, slots=True)
class Line:
    """One fact in words: what it says, what else is known of it, whose it is, and where it leads."""

    text: str
    about: str = ""
    url: str = ""
    whose: str = ""
    whose_url: str = ""


@dataclass(slots=True)
class Group:
    """Facts of one sort: those that this entry made, and those beside them."""

    title: str
    read: list[Line] = field(default_factory=list)
    beside: list[Line] = field(default_factory=list)


def laid_out(raw: str) -> str:
    """A record with a line for each element or value; nothing but white space between them is other than printed."""
    if raw.startswith("<"):
        return _BETWEEN_TAGS.sub(">\n<", raw)
    try:
        return json.dumps(json.loads(raw), ensure_ascii=False, indent=1)
    except ValueError:
        return raw


def marked(text: str, pieces: Collection[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and of each whether it is one that no rule understood."""
    known = sorted({piece for piece in pieces if len(piece) >= _SHORTEST and piece in text}, key=len, reverse=True)
    if not known:
        yield text, False
        return
    for part in re.split(f"({'|'.join(map(re.escape, known))})", text):
        if part:
            yield part, part in known


def groups(row: Entry) -> list[Group]:
    """The facts of the entry's target and case, a query for each sort."""
    case = row.sanction
    if case is None:
        return []
    target = case.target
    of_target: tuple[tuple[str, type[Fact], tuple[str, ...]], ...] = (
        ("Names", Name, ()),
        ("Identifiers", Identifier, ()),
        ("Addresses", Address, ()),
        ("Details", Detail, ()),
        ("Relations", Relation, ("object",)),
    )
    of_case: tuple[tuple[str, type[Fact], tuple[str, ...]], ...] = (
        ("Legal bases", ProgrammeLink, ("programme",)),
        ("Measures", Measure, ()),
        ("Events", Event, ("measure", "act")),
    )
    found = [
        _group(row, title, model._default_manager.filter(**{home: about}).select_related(*along).order_by("pk"))
        for home, about, sorts in (("target", target, of_target), ("sanction", case, of_case))
        for title, model, along in sorts
    ]
    return [*(group for group in found if group.read or group.beside), *_words_of(row, case)]


def page_of(row: Model) -> str:
    """The page of a record on the desk."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def _group(row: Entry, title: str, facts: Any) -> Group:
    group = Group(title)
    for fact in facts:
        text, about, leads = _said(fact)
        if fact.layer == row.official_list.uid and fact.entry == row.reference:
            group.read.append(Line(text, about, leads))
        elif fact.layer == DESK:
            group.beside.append(Line(text, about, leads, "editors"))
        else:
            whose = f"{fact.layer} {fact.entry}"
            group.beside.append(Line(text, about, leads, whose, entry_address(fact.layer, fact.entry)))
    return group


def _said(fact: Any) -> tuple[str, str, str]:
    """What a fact says, what else is known of it, and where it leads."""
    text, about, leads = _SAYING[type(fact)](fact)
    return str(text), ", ".join(str(word) for word in about if word), page_of(leads) if leads else ""


def _printed(detail: Detail) -> str:
    return f"printed “{detail.printed}”" if detail.printed and detail.printed != detail.value else ""


_SAYING: Mapping[type[Fact], Callable[[Any], tuple[Any, Sequence[Any], Model | None]]] = {
    Name: lambda name: (name.full, (name.get_kind_display(), name.script, name.language), None),
    Identifier: lambda number: (number.value, (number.get_scheme_display(), number.country), None),
    Address: lambda place: (place, (), None),
    Detail: lambda detail: (detail.value, (detail.get_kind_display(), _printed(detail)), None),
    Relation: lambda tie: (tie.object or tie.printed, (tie.get_kind_display(),), tie.object),
    ProgrammeLink: lambda link: (
        link,
        (link.programme.code, link.since and f"since {link.since}", link.until and f"until {link.until}"),
        link.programme,
    ),
    Measure: lambda measure: (measure, (measure.directive, measure.scope), None),
    Event: lambda event: (
        event,
        (event.measure or "the whole case", event.done_basis and event.get_done_basis_display(), event.act),
        event.act,
    ),
}


def _words_of(row: Entry, case: Sanction) -> list[Group]:
    """What the case says in columns of its own, which are the word of whoever made it."""
    group = Group("Grounds and exposure")
    for text, about in ((case.grounds, "grounds"), (case.exposure, "exposure")):
        if text and case.layer == row.official_list.uid:
            group.read.append(Line(text, about))
        elif text:
            group.beside.append(Line(text, about, whose="editors" if case.layer == DESK else case.layer))
    return [group] if group.read or group.beside else []


def entries_of(record: Model) -> list[tuple[str, str]]:
    """The entries that a target or a case has in the lists now: what each is called, and its page."""
    if isinstance(record, Sanction):
        rows = Entry.objects.filter(sanction=record)
    elif isinstance(record, Target):
        rows = Entry.objects.filter(sanction__target=record)
    else:
        return []
    standing = rows.order_by("official_list", "reference", "pk").values_list("official_list__uid", "reference", "gone")
    last = {(code, reference): gone for code, reference, gone in standing}
    return [
        (f"{code} {reference}" + (", no longer in it" if gone else ""), entry_address(code, reference))
        for (code, reference), gone in last.items()
    ]
