"""The flat rows that answer questions about editions: what `reindex` rebuilds from the editions themselves."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

import orjson
from django.db import transaction
from django.db.models import Model

from articles.dates import LAST_DAY, Days
from articles.models import Among
from sanctions.matching.normalise import fold, words
from sanctions.models import (
    Edition,
    EditionState,
    PublishedEvent,
    PublishedExemption,
    PublishedMeasure,
    PublishedPeriod,
    PublishedProgramme,
    PublishedTerm,
    Sanction,
)
from sanctions.models.edition import Known
from sanctions.publishing import exemption, shape
from sanctions.publishing.chain import lock
from sanctions.publishing.life import Period, beginning, bounds, concerning, periods
from sanctions.publishing.rows import insert, reserve
from sanctions.publishing.splice import Document

DATED: tuple[type[Known], ...] = (PublishedPeriod, PublishedMeasure, PublishedExemption)
"""Flat rows that carry the known period of their edition, so that one index answers."""
_OF_EDITIONS: tuple[type[Model], ...] = (*DATED, PublishedProgramme, PublishedTerm)
"""Flat rows by their edition; those of measures go with their measure."""

_BATCH = 500


def index(editions: Iterable[tuple[Edition, Document]]) -> None:
    """Writes the flat rows of these saved editions, whose documents are given in today's public shape.

    Only within a transaction that writes.
    """
    given = list(editions)
    lives = [
        (edition, case, measure, periods(measure["events"], case["events"]))
        for edition, case in given
        if case["record"] == Sanction.kind_name
        for measure in case["measures"]
    ]
    keys = reserve(PublishedMeasure, len(lives))
    insert(PublishedTerm, _TERM, (row for edition, document in given for row in _terms(edition, document)))
    insert(
        PublishedProgramme, _PROGRAMME, (row for edition, document in given for row in _programmes(edition, document))
    )
    exemptions = (row for edition, document in given for row in exemption.rows(edition, document))
    insert(PublishedExemption, exemption.COLUMNS, exemptions)
    insert(PublishedMeasure, _MEASURE, (_measure(key, *life) for key, life in zip(keys, lives, strict=True)))
    insert(
        PublishedPeriod, _PERIOD, (row for key, life in zip(keys, lives, strict=True) for row in _periods(key, *life))
    )
    insert(PublishedEvent, _EVENT, (row for key, life in zip(keys, lives, strict=True) for row in _events(key, *life)))


def supersede(editions: Collection[int], known_until: datetime, recorded_until: datetime) -> None:
    """Ends the known and recorded periods of editions that newer ones replace, and of their flat rows."""
    if keys := list(editions):
        Edition.objects.filter(pk__in=Among(keys)).update(known_until=known_until, recorded_until=recorded_until)
        for table in DATED:
            table._default_manager.filter(edition__in=Among(keys)).update(  # type: ignore[misc]
                known_until=known_until, recorded_until=recorded_until
            )


def forget(editions: Collection[int]) -> None:
    """Deletes the flat rows of the editions with these keys."""
    for table in _OF_EDITIONS:
        table._default_manager.filter(edition__in=Among(editions)).delete()


def reindex() -> Iterator[int]:
    """Rebuilds every flat row from the editions; yields how many editions are done after each batch.

    All in one transaction: readers see the old rows until the new ones stand, and whoever publishes waits.
    """
    with transaction.atomic():
        lock()
        tables: tuple[type[Model], ...] = (PublishedEvent, *_OF_EDITIONS)
        for table in tables:
            # Not delete(): it would first load every row together with the rows that refer to it.
            table._default_manager.all()._raw_delete(table._default_manager.db)
        # Those only prepared too: their flat rows wait with them.
        indexed = Edition.pending.filter(state__in=(EditionState.PUBLISHED, EditionState.PENDING))
        rows = indexed.order_by("pk").iterator(chunk_size=_BATCH)
        done = 0
        while batch := list(islice(rows, _BATCH)):
            index((edition, shape.upgrade(orjson.loads(edition.document), edition.shape)) for edition in batch)
            done += len(batch)
            yield done


def body(case: Document, measure: Document, life: Iterable[Period]) -> Document:
    """A measure as the API serves it: in its case, with the events that concern it and the periods of its life."""
    return {
        "uid": measure["uid"],
        "layer": measure["layer"],
        "sanction": case["uid"],
        "authority": case["authority"],
        "target": case["target"],
        "kind": case["kind"],
        "reference": case["reference"],
        "origin": case["origin"],
        "programmes": list(dict.fromkeys(link["programme"] for link in case["programmes"])),
        "affected": [{"target": one["target"], "role": one["role"]} for one in case["affected"]],
        "responds_to": case["responds_to"],
        **{key: value for key, value in measure.items() if key not in ("uid", "layer", "events")},
        "events": [*measure["events"], *_of_the_case(case, measure)],
        "exemptions": [*measure["exemptions"], *({**one, "whole_case": True} for one in case["exemptions"])],
        "periods": [_period(period) for period in life],
    }


def _of_the_case(case: Document, measure: Document) -> Iterator[Document]:
    """The events of the whole case that are also the measure's."""
    for event in concerning(measure["events"], case["events"]):
        yield {**event, "whole_case": True}


def _period(period: Period) -> Document:
    return {
        "status": period.status,
        "from": {"earliest": period.from_earliest.isoformat(), "latest": period.from_latest.isoformat()},
        "until": None
        if period.until_earliest == LAST_DAY
        else {"earliest": period.until_earliest.isoformat(), "latest": period.until_latest.isoformat()},
    }


Row = tuple[Any, ...]

_KNOWN = ("known_from", "known_until", "recorded_from", "recorded_until")
_MEASURE = ("id", "edition", "uid", "sanction", "target", "began_on", "refs", "body", *_KNOWN)
_PERIOD = (
    *("edition", "measure", "uid", "sanction", "target", "authority", "type", "kind", "origin", "layer", "status"),
    *("from_earliest", "from_latest", "until_earliest", "until_latest", *_KNOWN),
)
_EVENT = ("measure", "kind", "ground", "act", "on_earliest", "on_latest")
_PROGRAMME = ("edition", "programme", "from_earliest", "from_latest", "until_earliest", "until_latest")
_TERM = ("edition", "field", "normalised")


def _known(edition: Edition) -> Row:
    return edition.known_from, edition.known_until, edition.recorded_from, edition.recorded_until


def _measure(key: int, edition: Edition, case: Document, measure: Document, life: list[Period]) -> Row:
    written = orjson.dumps(body(case, measure, life), option=orjson.OPT_SORT_KEYS).decode()
    began = life[0].from_latest if life else LAST_DAY
    refs = f"{edition.refs}{case['uid']}"
    return key, edition.pk, measure["uid"], case["uid"], case["target"], began, refs, written, *_known(edition)


def _periods(key: int, edition: Edition, case: Document, measure: Document, life: list[Period]) -> Iterator[Row]:
    of_the_case = (edition.pk, key, measure["uid"], case["uid"], case["target"], case["authority"])
    of_the_measure = (measure["type"], case["kind"], case["origin"], measure["layer"])
    for period in life:
        days = (period.from_earliest, period.from_latest, period.until_earliest, period.until_latest)
        yield *of_the_case, *of_the_measure, period.status, *days, *_known(edition)


def _events(key: int, edition: Edition, case: Document, measure: Document, life: object) -> Iterator[Row]:
    for event in (*measure["events"], *concerning(measure["events"], case["events"])):
        yield (
            key,
            event["kind"],
            event["ground"],
            event["act"] or "",
            *bounds(event["done_on"] or event["effective_on"]),
        )


def _programmes(edition: Edition, document: Document) -> Iterator[Row]:
    for link in document["programmes"] if document["record"] == Sanction.kind_name else ():
        since, until = beginning(link["since"]), bounds(link["until"], Days(LAST_DAY, LAST_DAY))
        yield edition.pk, link["programme"], *since, *until


def _terms(edition: Edition, document: Document) -> Iterator[Row]:
    found = dict.fromkeys(_TERMS[document["record"]](document))
    yield from ((edition.pk, field, text[:600]) for field, text in found if text)


Terms = Iterator[tuple[str, str]]


def _codes(document: Document, *fields: str) -> Terms:
    for field in fields:
        value = document[field]
        for one in value if isinstance(value, list) else [value]:
            if one:
                yield field, str(one)


def _spoken(text: str) -> Terms:
    yield "name", fold(text)
    for word in words(text):
        yield "word", word


def _target(document: Document) -> Terms:
    yield from _codes(document, "kind", "layer", "class_kinds", "class_role")
    for name in document["names"]:
        yield from _spoken(name["full"])
    for identifier in document["identifiers"]:
        if number := identifier["normalised"]:  # by itself, and in its scheme: a ship's IMO number is no company's
            yield "identifier", number
            yield "identifier", f"{identifier['scheme']}:{number}"
    if document["country"]:
        yield "country", document["country"]
    for code in document["class_countries"]:
        yield "class_country", code
    for detail in document["details"]:
        if detail["kind"] in _COUNTRY_DETAILS:
            yield _COUNTRY_DETAILS[detail["kind"]], detail["value"]
    for relation in document["relations"]:
        if relation["object"]:
            yield "linked_to", relation["object"]


# The role in which a country is searched, by the kind of detail that gives it.
_COUNTRY_DETAILS = {
    "nationality": "nationality",
    "citizenship": "nationality",
    "incorporation_country": "incorporation",
    "flag": "flag",
}


def _sanction(document: Document) -> Terms:
    yield from _codes(document, "kind", "layer", "authority", "target", "origin", "responds_to", "designated_by")
    yield "reference", fold(document["reference"])
    for link in document["programmes"]:
        yield "programme", link["programme"]
    for affected in document["affected"]:
        yield "affected", affected["target"]


def _labelled(*fields: str) -> Any:
    def terms(document: Document) -> Terms:
        yield from _spoken(document["label"])
        yield from _codes(document, "layer", *fields)

    return terms


def _programme(document: Document) -> Terms:
    yield from _labelled("authority", "countries", "acts")(document)
    for text in (document["code"], *(alias["printed"] for alias in document["aliases"])):
        yield "code", fold(text)
        yield from _spoken(text)


def _act(document: Document) -> Terms:
    yield from _labelled("kind", "issuers", "documents")(document)
    yield "reference", fold(document["reference"])


def _authority(document: Document) -> Terms:
    yield from _labelled("kind", "parent", "country")(document)
    for membership in document["members"]:
        yield "member", membership["member"]


def _allegation(document: Document) -> Terms:
    yield from _labelled("actor", "recipient")(document)
    for claim in document["claims"]:
        yield "speech_act", claim["speech_act"]
        if claim["on_behalf_of"]:
            yield "on_behalf_of", claim["on_behalf_of"]


def _document(document: Document) -> Terms:
    yield from _labelled("kind", "publisher", "written_by", "version_of")(document)
    yield "language", document["language"].partition("-")[0]


_TERMS: dict[str, Any] = {
    "target": _target,
    "sanction": _sanction,
    "programme": _programme,
    "act": _act,
    "authority": _authority,
    "allegation": _allegation,
    "publisher": _labelled("country"),
    "document": _document,
}
