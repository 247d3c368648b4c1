"""Finding records by any name, alias, number, reference or uid: for lists, pickers and the command palette alike."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.db.models import Case, Model, Q, QuerySet, When
from django.http import HttpRequest
from django.urls import reverse
from unfold.dataclasses import SearchResult

from articles.models import Among, Document, Publisher
from sanctions.matching.normalise import fold
from sanctions.models import Act, Allegation, Authority, Identifier, Name, Programme, Sanction, Target

WORDS_AT_MOST = 8
AT_MOST = 2_000
"""Rows that a search hands on: whoever finds more has to say more."""
_OF_EACH_KIND = 8
_ICONS: dict[type[Model], str] = {
    Target: "groups",
    Sanction: "gavel",
    Allegation: "campaign",
    Authority: "account_balance",
    Programme: "folder_open",
    Act: "history_edu",
    Document: "article",
    Publisher: "newspaper",
}


@dataclass(frozen=True, slots=True)
class Through:
    """A way to a record by what belongs to it: facts that hold the word, and the column that leads on."""

    model: type[Model]
    columns: tuple[str, ...]
    leads: str
    """The column of the facts that names …"""
    to: str = "pk"
    """… this column of the record that is searched for."""
    written: Callable[[str], Collection[str]] = lambda word: [word]
    """How these columns would write a word that somebody types."""

    def pks(self, word: str, among: QuerySet[Any]) -> Iterator[Any]:
        """The records that are found this way."""
        forms = [any_of(self.columns, form) for form in sorted({*self.written(word)} - {""})]
        if not forms:
            return iter(())
        facts = self.model._default_manager.filter(reduce(or_, forms)).order_by()
        return among.filter(**{f"{self.to}__in": facts.values(self.leads)}).values_list("pk", flat=True).iterator()


# Both look in one index: what they match and where it leads stand in it.
NAMES = Through(Name, ("folded",), "target", written=lambda word: [fold(word)])
NUMBERS = Through(
    Identifier, ("normalised",), "target", written=lambda word: [word, "".join(filter(str.isalnum, word))]
)


def any_of(columns: Collection[str], word: str) -> Q:
    """One of the columns holds the word; a column written “=uid” is it, a column written “^code” begins with it."""
    lookups = {"=": "iexact", "^": "istartswith"}
    named = ((column.lstrip("=^"), lookups.get(column[0], "icontains")) for column in columns)
    return Q.create([(f"{column}__{lookup}", word) for column, lookup in named], connector=Q.OR)


def search(rows: QuerySet[Any], term: str, *, columns: Collection[str], ways: Collection[Through]) -> QuerySet[Any]:
    """The rows that hold every word of the term, in a column of their own or on one of the ways to them.

    Each way is asked for by itself: joined by OR, no database uses an index. At most AT_MOST rows, in no order.
    """
    found: set[Any] | None = None
    for word in term.split()[:WORDS_AT_MOST]:
        here = set(rows.filter(uid__in={word, word.lower(), word.upper()}).values_list("pk", flat=True))
        here |= set(rows.filter(any_of(columns, word)).order_by().values_list("pk", flat=True)) if columns else set()
        for way in ways:
            here.update(way.pks(word, rows.order_by()))
        found = here if found is None else found & here
        if not found:
            break
    if found is None:
        return rows
    return rows.filter(pk__in=Among(sorted(found)[:AT_MOST]))


def nearest_first(rows: QuerySet[Any], term: str) -> QuerySet[Any]:
    """The rows in their order, but first what is called exactly so, then what begins so: “Iran” before “Iran Air”."""
    columns = {field.name for field in rows.model._meta.concrete_fields if not field.is_relation}
    called = next((name for name in ("label", "name", "title") if name in columns), "uid")
    near = Case(
        When(Q(uid__iexact=term) | Q(**{f"{called}__iexact": term}), then=0),
        When(**{f"{called}__istartswith": term}, then=1),
        default=2,
    )
    order = rows.query.order_by or rows.model._meta.ordering or ()
    return rows.order_by(near, *order)


def everything(request: HttpRequest, term: str) -> list[SearchResult]:
    """What the command palette shows: the first few records of each kind that this person may see."""
    found = []
    for model, icon in _ICONS.items():
        desk = admin.site.get_model_admin(model)
        if not desk.has_view_or_change_permission(request):
            continue
        rows, _ = desk.get_search_results(request, desk.get_queryset(request), term)
        for row in rows[:_OF_EACH_KIND]:
            link = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[row.pk])
            found.append(SearchResult(title=title_of(row), description=_about(row), link=link, icon=icon))
    return found


def title_of(row: Model) -> str:
    """What a record is called where it stands among others: a case, with its target."""
    return f"{row} · {row.target}" if isinstance(row, Sanction) else str(row)


def _about(row: Any) -> str:
    if isinstance(row, Target):
        return ", ".join(filter(None, [row.get_kind_display(), row.country, row.uid]))
    if isinstance(row, Sanction):
        return f"{row.get_kind_display()}, {row.uid}"
    return str(row._meta.verbose_name)
