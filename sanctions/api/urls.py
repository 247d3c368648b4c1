"""The addresses of the API."""

from typing import Any

from csp.decorators import csp_update
from django.urls import URLPattern, path, re_path
from drf_spectacular.views import SpectacularSwaggerSplitView

from sanctions.api import problems, shapes, views
from sanctions.reading import questions

# Swagger UI sets styles from its script and draws its icons from data: addresses; both on this page alone.
_docs = csp_update({"style-src": ["'self'", "'unsafe-inline'"], "img-src": ["'self'", "data:"]})(
    SpectacularSwaggerSplitView.as_view(url_name="schema", http_method_names=["get", "head"])
)
_GONE = (307, 400, 404, 410, 451)
_KINDS: dict[str, tuple[str, str, type[Any]]] = {
    "authorities": ("authority", "Authority", questions.Authorities),
    "programmes": ("programme", "Programme", questions.Programmes),
    "acts": ("act", "Act", questions.Acts),
    "targets": ("target", "Target", questions.Targets),
    "sanctions": ("sanction", "Sanction", questions.Sanctions),
    "allegations": ("allegation", "Allegation", questions.Allegations),
    "documents": ("document", "Document", questions.Documents),
    "publishers": ("publisher", "Publisher", questions.Publishers),
}


def _records(resource: str, kind: str, name: str, question: type[Any]) -> list[URLPattern]:
    item, common = shapes.ITEMS[kind], {"kind": kind, "tag": resource}
    plural = resource[0].upper() + resource[1:]
    return [
        path(
            f"{resource}/",
            views.Listing.as_view(
                **common, question=question, operation=f"list{plural}", summary=f"All {resource}",
                shape=shapes.listing(name, item, counted=True),
            ),
        ),
        path(
            f"{resource}/<str:uid>/",
            views.Record.as_view(
                **common, question=questions.Moments, operation=f"read{name}", summary=f"One of the {resource}",
                shape=shapes.detail(name, item), refusals=_GONE,
            ),
        ),
        path(
            f"{resource}/<str:uid>/editions/",
            views.Editions.as_view(
                **common, operation=f"list{name}Editions", summary="Its editions, newest first",
                shape=shapes.EDITION_LIST,
                refusals=(400, 404),
            ),
        ),
        path(
            f"{resource}/<str:uid>/editions/<int:number>/",
            views.Edition.as_view(
                **common, operation=f"read{name}Edition", summary="One edition of it, with its document",
                shape=shapes.edition(name, shapes.DOCUMENTS[kind]), refusals=_GONE,
            ),
        ),
    ]  # fmt: skip


def _export(resource: str, kind: str, question: type[Any]) -> URLPattern:
    return path(
        f"export/{resource}/",
        views.Export.as_view(
            kind=kind, tag=resource, question=questions.of_everything(question), shape=shapes.ITEMS[kind],
            operation=f"export{resource.title()}", summary=f"All {resource}, as one file of lines",
        ),
    )  # fmt: skip


urlpatterns = [
    path("", views.Root.as_view(operation="root", tag="root", summary="Where everything is", shape=shapes.ROOT)),
    *(pattern for resource, record in _KINDS.items() for pattern in _records(resource, *record)),
    path(
        "measures/",
        views.Listing.as_view(
            kind="measure", question=questions.Measures, operation="listMeasures", tag="measures",
            summary="All measures", shape=shapes.listing("Measure", shapes.MeasureItem, counted=True),
        ),
    ),
    path(
        "measures/<str:uid>/",
        views.Fact.as_view(
            kind="measure", question=questions.Parts, operation="readMeasure", tag="measures",
            summary="One of the measures", shape=shapes.detail("Measure", shapes.MeasureItem),
            refusals=(400, 404, 410, 451),
        ),
    ),
    path(
        "exemptions/",
        views.Listing.as_view(
            kind="exemption", question=questions.Exemptions, operation="listExemptions", tag="exemptions",
            summary="All exemptions", shape=shapes.listing("Exemption", shapes.ExemptionItem, counted=True),
        ),
    ),
    path(
        "exemptions/<str:uid>/",
        views.Fact.as_view(
            kind="exemption", question=questions.Parts, operation="readExemption", tag="exemptions",
            summary="One of the exemptions", shape=shapes.detail("Exemption", shapes.ExemptionItem),
            refusals=(400, 404, 410, 451),
        ),
    ),
    path(
        "changes/",
        views.Changes.as_view(
            question=questions.Changes, operation="listChanges", tag="changes", summary="All that was published",
            shape=shapes.listing("Change", shapes.EditionSummary, labelled=False),
        ),
    ),
    path(
        "lists/",
        views.Lists.as_view(
            operation="listLists", tag="lists", summary="The official lists that are followed",
            shape=shapes.listing("OfficialList", shapes.OfficialList, paged=False, labelled=False),
        ),
    ),
    path(
        "lists/<str:uid>/",
        views.OfficialList.as_view(
            operation="readList", tag="lists", summary="One official list", refusals=(400, 404),
            shape=shapes.with_meta("OfficialList", shapes.OfficialList),
        ),
    ),
    path(
        "lists/<str:uid>/releases/",
        views.Releases.as_view(
            question=questions.Pages, operation="listReleases", tag="lists", summary="Its releases, newest first",
            shape=shapes.listing("Release", shapes.Release, labelled=False), refusals=(400, 404),
        ),
    ),
    path(
        "lists/<str:uid>/entries/",
        views.Entries.as_view(
            question=questions.Entries, operation="listEntries", tag="lists", summary="What stands in it",
            shape=shapes.listing("Entry", shapes.Entry, labelled=False), refusals=(400, 404),
        ),
    ),
    path(
        "lists/<str:uid>/entries/<path:reference>/",
        views.Entry.as_view(
            operation="readEntry", tag="lists", summary="One entry of it, as it stands and as it stood before",
            shape=shapes.listing("EntryVersion", shapes.Entry, paged=False, labelled=False), refusals=(400, 404),
        ),
    ),
    path(
        "stats/",
        views.Statistics.as_view(
            question=questions.Statistics, operation="countMeasures", tag="stats", summary="Numbers of measures",
            shape=shapes.listing("Count", shapes.Count, paged=False),
        ),
    ),
    path(
        "vocabulary/",
        views.Vocabulary.as_view(
            operation="readVocabulary", tag="vocabulary", summary="Every word that can stand in a field",
            shape=shapes.VOCABULARY,
        ),
    ),
    *(_export(resource, kind, question) for resource, (kind, _, question) in _KINDS.items()),
    _export("measures", "measure", questions.Measures),
    _export("exemptions", "exemption", questions.Exemptions),
    path("schema/", views.Schema.as_view(), name="schema"),
    path("docs/", _docs, name="docs"),
    re_path(r"^(?:[\s\S]*/)?$", problems.unknown_address),
]  # fmt: skip
