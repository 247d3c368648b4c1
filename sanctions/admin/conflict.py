"""Two editors, one record: what the second one typed, put beside what the first one saved, to choose from.

Nothing is decided behind anybody's back. What only one of the two changed is proposed; where both did, the editor says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from unfold.admin import ModelAdmin

from sanctions.admin.typed import (
    Row,
    Rows,
    TypedPage,
    is_of_a_measure,
    raw,
    rows_sent,
    says_the_same,
    sent_by,
    shown,
)
from sanctions.editing.chronicle import chronicle
from sanctions.editing.overlap import Overlap
from sanctions.editing.ownership import owner
from sanctions.editing.save import Conflict
from sanctions.models import Measure

PICK = "pick:"
_OURS = ("_resolve", "_edit", "_against", "csrfmiddlewaretoken")
_SEEN = "revision_seen"


@dataclass(slots=True)
class Choice:
    """One thing in which the two versions differ."""

    name: str
    label: str
    mine: str
    theirs: str
    picked: str
    """`mine` or `theirs`; at first what is proposed, and nothing where both changed it."""


@dataclass(slots=True)
class Section:
    """The record itself, or one fact of it, with all in which the versions differ."""

    title: str
    choices: list[Choice] = field(default_factory=list)


def met(model_admin: ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse | None:
    """The page on which two versions meet, where what was sent was typed over one that is no longer there.

    None where nothing stands in the way: at once, or because the editor has chosen; then the request holds what came
    of it, as if it had been typed over the version of now.
    """
    row = model_admin.get_object(request, unquote(object_id))
    if row is None:
        return _gone(model_admin, request) if model_admin.has_add_permission(request) else None
    if not model_admin.has_change_permission(request, row):
        return None
    record = owner(row)
    seen = _number(request.POST.get(_SEEN, ""))
    answered = "_resolve" in request.POST
    if seen == record.revision and not answered:
        return None
    meeting = _Meeting(model_admin, request, row, seen)
    if answered and _number(request.POST.get("_against", "")) == record.revision and meeting.is_decided():
        if "_edit" in request.POST:
            request.refusal = ValidationError(  # type: ignore[attr-defined]
                "Both versions are put together here as you chose. Nothing is saved yet."
            )
        request.POST = meeting.merged()  # type: ignore[assignment]
        return None
    return meeting.page(is_answer=answered)


class _Meeting:
    """What one editor typed and what others saved meanwhile."""

    def __init__(self, model_admin: ModelAdmin, request: HttpRequest, row: Any, seen: int | None) -> None:
        self.model_admin, self.request, self.row, self.seen = model_admin, request, row, seen
        self.record = owner(row)
        self.revision = self.record.revision
        again = model_admin.get_object(request, str(row.pk))
        self.typed = TypedPage(model_admin, request, row, again)
        self.overlap = Overlap(self.record, seen)
        self.stays: list[str] = []
        """What others added or deleted without touching what was typed: it stays so."""
        self.sections = [section for section in self._sections() if section.choices]

    # --- What differs ----------------------------------------------------------------------------------------------

    def _sections(self) -> Iterator[Section]:
        page = self.typed
        yield Section(str(self.record), list(self._fields("", page.typed, page.now)))
        for rows in page.rows:
            sort = str(rows.model._meta.verbose_name).capitalize()
            for row in rows.kept:
                title = f"{sort}: {row.now.instance}"
                if row.typed is None:
                    self.stays.append(f"{title} was added.")
                elif row.is_marked:
                    yield Section(title, [self._deletion(row)])
                else:
                    yield Section(title, list(self._fields(f"{row.prefix}-", row.typed, row.now)))
            for row in rows.gone:
                names = _entered(row)
                if self.overlap.was_removed_as(row.typed.instance, names) or row.is_marked:
                    self.stays.append(f"{sort}: {_told(row)} was deleted.")
                else:
                    yield Section(f"{sort}, deleted by somebody else", [self._whole(row, "leave it deleted", "")])
            for row in rows.new:
                yield Section(f"{sort}, new", [self._whole(row, "leave it out", "mine")])

    def _fields(self, start: str, typed: Any, now: Any) -> Iterator[Choice]:
        related = {
            name: [one.uid for one in value]
            for name, value in getattr(typed, "cleaned_data", {}).items()
            if isinstance(typed.fields[name], forms.ModelMultipleChoiceField)
        }
        for name in typed.changed_data:
            if name == "DELETE" or typed[name].is_hidden or says_the_same(typed[name], now[name]):
                continue
            whose = self.overlap.whose(typed.instance, name, related)
            label = str(typed[name].label)
            yield self._choice(f"{start}{name}", label, shown(typed, name), shown(now, name), whose)

    def _deletion(self, row: Row) -> Choice:
        touched = self.overlap.has_touched(row.now.instance)
        kept = "keep it; somebody else changed it" if touched else "keep it"
        return self._choice(f"{row.prefix}-DELETE", "Deletion", "delete it", kept, "" if touched else "mine")

    def _whole(self, row: Row, without: str, proposed: str) -> Choice:
        return self._choice(row.prefix, "As you typed it", _told(row), without, proposed)

    def _choice(self, name: str, label: str, mine: str, theirs: str, proposed: str) -> Choice:
        is_about_this = _number(self.request.POST.get("_against", "")) == self.revision  # and not an older version
        picked = self.request.POST.get(PICK + name, "") if is_about_this else ""
        return Choice(name, label, mine, theirs, picked if picked in ("mine", "theirs") else proposed)

    # --- What follows ----------------------------------------------------------------------------------------------

    def _picks(self) -> dict[str, str]:
        return {choice.name: choice.picked for section in self.sections for choice in section.choices}

    def is_decided(self) -> bool:
        """Whether the editor has said of everything whose it shall be."""
        return all(self._picks().values())

    def merged(self) -> QueryDict:
        """What the editor would have sent, had the present version been there to type over."""
        page, picks = self.typed, self._picks()
        sent = QueryDict(mutable=True)
        now = sent_by(page.now)
        for name, values in page.plain():
            if name not in _OURS and not name.startswith(PICK) and picks.get(name) != "theirs":
                sent.setlist(name, values)
        for name, whose in picks.items():
            if whose == "theirs" and name in page.typed.fields and name in now:
                sent.setlist(name, now[name])
        sent[_SEEN] = str(self.revision)
        moved: dict[str, str] = {}
        chosen = [(rows, self._chosen(rows, picks, moved)) for rows in page.rows]
        for rows, fields in chosen:
            pointing = _pointing(rows)
            for one in fields:
                for name in pointing & one.keys():
                    one[name] = [moved.get(value, value) for value in one[name]]
            for name, values in rows_sent(page, rows, fields):
                sent.setlist(name, values)
        return sent

    def _chosen(self, rows: Rows, picks: dict[str, str], moved: dict[str, str]) -> list[dict[str, list[str]]]:
        """The fields of each row that is left; `moved` learns under which number a row of measures is found now."""
        found: list[dict[str, list[str]]] = []
        for row in rows.kept:
            now = sent_by(row.now)
            if row.typed is None:
                found.append(now)
                continue
            fields = raw(self.typed, row)
            theirs = [name for name in row.typed.fields if picks.get(f"{row.prefix}-{name}") == "theirs"]
            for name in theirs:
                fields.pop(name, None)
                fields |= {name: now[name]} if name in now else {}
            found.append(fields)
        for row in (*rows.gone, *rows.new):
            if picks.get(row.prefix) != "mine":
                continue
            fields = raw(self.typed, row)
            was = fields.pop("id", [""])[0]
            found.append(fields)
            if rows.model is Measure:
                number = int(row.prefix.rpartition("-")[2]) + 1
                moved |= {f"row-{number}": f"row-{len(found)}"} | ({was: f"row-{len(found)}"} if was else {})
        return found

    # --- The page --------------------------------------------------------------------------------------------------

    def page(self, *, is_answer: bool) -> HttpResponse:
        """Both versions, field by field."""
        against = _number(self.request.POST.get("_against", ""))
        context = {
            "title": f"Two versions: {self.record}",
            "sections": self.sections,
            "stays": self.stays,
            "conflict": str(Conflict(self.record, self.seen, self.revision)),
            "moments": chronicle(self.record, after_revision=self.seen or 0, limit=10) if self.seen is not None else (),
            "again": is_answer and against != self.revision,
            "undecided": is_answer and against == self.revision,
            "kept": list(_kept(self.request.POST)),
            "revision": self.revision,
            "opts": self.model_admin.opts,
            "back": self.request.path,
        }
        return _answer(self.model_admin, self.request, context)


def _gone(model_admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    """What was typed on the page of something that somebody else deleted: to be entered anew, or to be left."""
    new = model_admin.model()
    inner = [formset for formset, _ in model_admin.get_formsets_with_inlines(request, new)]
    dropped = {("id", "")} | {(formset.fk.name, "") for formset in inner}
    kept = []
    for name, value in _kept(request.POST):
        last = name.rpartition("-")[2]
        if name == _SEEN or ("-" in name and (last, "") in dropped):
            continue
        kept.append((name, "0" if last == "INITIAL_FORMS" else value))
    context = {
        "title": "Deleted meanwhile",
        "gone": True,
        "kept": kept,
        "typed": [(name, value) for name, value in kept if value and not name.endswith("_FORMS") and name[0] != "_"],
        "opts": model_admin.opts,
        "back": reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_changelist"),
        "anew": reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_add"),
    }
    return _answer(model_admin, request, context)


def _answer(model_admin: ModelAdmin, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    request.current_app = model_admin.admin_site.name
    context = {**model_admin.admin_site.each_context(request), **context}
    return TemplateResponse(request, "admin/review/conflict.html", context)


def _kept(data: QueryDict) -> Iterator[tuple[str, str]]:
    """All that was sent, to be sent again: nothing that was typed is lost on the way."""
    for name, values in data.lists():
        if name not in _OURS and not name.startswith(PICK):
            yield from ((name, str(value)) for value in values)


def _entered(row: Row) -> list[str]:
    plumbing = {"id", "DELETE"}
    return [
        name
        for name, inner in row.typed.fields.items()
        if name not in plumbing and not isinstance(inner, forms.models.InlineForeignKeyField)
    ]


def _told(row: Row) -> str:
    """A row in words."""
    said = ((str(row.typed[name].label), shown(row.typed, name)) for name in _entered(row))
    return "; ".join(f"{label}: {value}" for label, value in said if value and value != "no")


def _pointing(rows: Rows) -> set[str]:
    """The fields by which rows name a row of measures."""
    forms_ = [row.typed or row.now for row in (*rows.kept, *rows.gone, *rows.new)]
    return {name for form in forms_[:1] for name, inner in form.fields.items() if is_of_a_measure(inner)}


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
