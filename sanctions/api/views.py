"""The resources of the API."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from urllib.parse import urlencode

import orjson
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.cache import set_response_etag
from drf_spectacular.generators import SchemaGenerator
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from articles.models.record import UID
from sanctions.api import problems
from sanctions.api.description import Description
from sanctions.api.rendering import ATTRIBUTION, JSON, LICENCE, NDJSON, Negotiation, dumped
from sanctions.exports import ndjson
from sanctions.reading import answers, history, lists, questions, statistics
from sanctions.reading.answers import Answer, Item
from sanctions.reading.codes import recognised
from sanctions.reading.parameters import parse
from sanctions.reading.snapshot import Snapshot
from sanctions.vocabulary import WORD_LISTS


class View(APIView):
    """A read-only resource. Its attributes are what its description is made from."""

    http_method_names = ["get", "head", "options"]
    renderer_classes = [JSON]
    content_negotiation_class = Negotiation
    schema = Description()
    question: type[serializers.Serializer[Any]] = questions.Nothing
    kind = ""
    operation = ""
    tag = ""
    summary = ""
    shape: Any = None
    refusals: tuple[int, ...] = (400,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Nothing is published under what cannot be a uid; PostgreSQL would choke on a NUL."""
        super().initial(request, *args, **kwargs)
        if not UID.match(kwargs.get("uid", "0")):
            raise answers.NotFound

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """HEAD tells all that GET would, also the ETag, which Django's middleware gives to GET alone."""
        response = super().finalize_response(request, response, *args, **kwargs)
        if request.method == "HEAD" and isinstance(response, Response):
            response.add_post_render_callback(_without_body)
        elif request.method == "HEAD" and not response.streaming:
            _without_body(response)
        return response

    def handle_exception(self, exc: Exception) -> HttpResponse:  # type: ignore[override]
        """Every refusal and crash is a problem document."""
        return problems.answer(exc, self.get_exception_handler_context())

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        """The methods there are, and nothing else."""
        return HttpResponse(headers={"Allow": ", ".join(self.allowed_methods)})

    def asked(self, request: Request) -> dict[str, Any]:
        """The parameters of the question. Raises BadParameters."""
        return recognised(self.question, parse(self.question, request.GET))


def _without_body(response: HttpResponse) -> None:
    set_response_etag(response)
    response["Content-Length"] = str(len(response.content))
    response.content = b""  # servers would drop it, some with a warning each time


def _today() -> date:
    return datetime.now(UTC).date()


def _meta(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "as_of": snapshot.as_of,
        "known_at": snapshot.known_at,
        "recorded_at": snapshot.recorded_at,
        "edition": snapshot.edition,
        "lists": lists.freshness(),
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
    }


def _page(request: Request, answer: Answer) -> Response:
    body: dict[str, Any] = {"results": [orjson.Fragment(item) for item in answer.items]}
    body["next"] = _next(request, answer.next)
    if answer.count is not None:
        body["count"] = answer.count
    return Response({**body, "included": answer.included, "meta": _meta(answer.snapshot)})


def _next(request: Request, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    asked = {name: value for name, value in request.GET.items() if name not in ("cursor", "count")}
    return request.build_absolute_uri(f"{request.path}?{urlencode({**asked, 'cursor': cursor})}")


def _item(item: Item) -> Response:
    beside = orjson.dumps({"included": item.included, "meta": _meta(item.snapshot)}, option=orjson.OPT_UTC_Z).decode()
    return Response(orjson.Fragment(f"{item.body[:-1]},{beside[1:]}"))


class Listing(View):
    """All items of one kind."""

    def get(self, request: Request) -> Response:
        """A page of them."""
        return _page(request, answers.listed(self.kind, self.asked(request), today=_today()))


class Record(View):
    """One record."""

    def get(self, request: Request, uid: str) -> Response:
        """It, as published."""
        return _item(answers.record(self.kind, uid, self.asked(request), today=_today()))


class Editions(View):
    """The editions of one record."""

    def get(self, request: Request, uid: str) -> Response:
        """All of them, newest first."""
        self.asked(request)
        return Response({"results": history.editions(self.kind, uid), "meta": _meta(Snapshot.take(as_of=_today()))})


class Edition(View):
    """One edition of one record."""

    def get(self, request: Request, uid: str, number: int) -> Response:
        """It, with its document."""
        self.asked(request)
        return _item(history.edition(self.kind, uid, number, Snapshot.take(as_of=_today())))


class Fact(View):
    """One measure or exemption."""

    def get(self, request: Request, uid: str) -> Response:
        """It, in its case."""
        return _item(answers.fact(self.kind, uid, self.asked(request), today=_today()))


class Changes(View):
    """Everything that was published, in the order of publication."""

    def get(self, request: Request) -> Response:
        """A page of it, oldest first."""
        found, following = history.changes(self.asked(request))
        meta = _meta(Snapshot.take(as_of=_today()))
        return Response({"results": found, "next": _next(request, following), "meta": meta})


class Lists(View):
    """The official lists that are followed."""

    def get(self, request: Request) -> Response:
        """All of them."""
        self.asked(request)
        return Response({"results": lists.lists(), "meta": _meta(Snapshot.take(as_of=_today()))})


class OfficialList(View):
    """One official list."""

    def get(self, request: Request, uid: str) -> Response:
        """It, with how far it reaches."""
        self.asked(request)
        return Response({**lists.one(uid), "meta": _meta(Snapshot.take(as_of=_today()))})


class Releases(View):
    """The releases of one list."""

    def get(self, request: Request, uid: str) -> Response:
        """A page of them, newest first."""
        found, following = lists.releases(uid, self.asked(request))
        meta = _meta(Snapshot.take(as_of=_today()))
        return Response({"results": found, "next": _next(request, following), "meta": meta})


class Entries(View):
    """What stands in one list."""

    def get(self, request: Request, uid: str) -> Response:
        """A page of it, by reference."""
        found, following = lists.entries(uid, self.asked(request))
        meta = _meta(Snapshot.take(as_of=_today()))
        return Response({"results": found, "next": _next(request, following), "meta": meta})


class Entry(View):
    """One entry of one list."""

    def get(self, request: Request, uid: str, reference: str) -> Response:
        """It as it stands, and as it stood before."""
        self.asked(request)
        return Response({"results": lists.entry(uid, reference), "meta": _meta(Snapshot.take(as_of=_today()))})


class Statistics(View):
    """Numbers of measures."""

    def get(self, request: Request) -> Response:
        """Counts by authority, type, month and status."""
        found, labels, snapshot = statistics.counts(self.asked(request), today=_today())
        return Response({"results": found, "included": labels, "meta": _meta(snapshot)})


class Export(View):
    """All items of one kind at once, as newline-delimited JSON."""

    renderer_classes = [NDJSON]

    def get(self, request: Request) -> StreamingHttpResponse:
        """A line for each, and one at the end that counts them."""
        lines = ndjson.lines(self.kind, self.asked(request), today=_today())
        if request.method == "HEAD":
            lines = iter(())
        name = f"interdict-{self.tag}.ndjson"
        return StreamingHttpResponse(
            lines,
            content_type=NDJSON.media_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
        )


class Vocabulary(View):
    """The closed word lists."""

    def get(self, request: Request) -> Response:
        """Every word of every list, with its definition, source and mappings."""
        self.asked(request)
        found = {
            name: {
                "definition": words.definition,
                "words": [
                    {
                        "code": word.code,
                        "label": word.label,
                        "definition": word.definition,
                        "broader": word.broader,
                        "source": word.source,
                        "mappings": {system: list(word.mapped(system)) for system in word.mappings},
                    }
                    for word in words.values()
                ],
            }
            for name, words in WORD_LISTS.items()
        }
        return Response({"results": found, "meta": _meta(Snapshot.take(as_of=_today()))})


class Root(View):
    """Where everything is."""

    def get(self, request: Request) -> Response:
        """The address of each resource."""
        self.asked(request)
        here = request.build_absolute_uri(request.path)
        resources = {name: f"{here}{name}/" for name in (*RESOURCES, "schema", "docs")}
        return Response({"resources": resources, "meta": _meta(Snapshot.take(as_of=_today()))})


class Schema(View):
    """The description of the API, in OpenAPI 3.1."""

    schema = None  # type: ignore[assignment]  # as drf-spectacular wants it of what is not to be described

    def get(self, request: Request) -> Response:
        """It, as JSON."""
        self.asked(request)
        return Response(orjson.Fragment(_described()))


@cache
def _described() -> bytes:
    # It is made from code alone, and making it takes most of a second.
    return dumped(SchemaGenerator().get_schema(public=True))  # type: ignore[no-untyped-call]


RESOURCES = (
    "authorities", "programmes", "acts", "targets", "sanctions", "measures", "exemptions", "allegations", "documents",
    "publishers", "changes", "lists", "stats", "vocabulary",
)  # fmt: skip
"""The resources of the API, in the order in which a newcomer should meet them."""
