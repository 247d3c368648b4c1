"""Editions for tests, written straight to the published side: documents of the public shape, with no desk behind them.

Documents are made with `authority`, `target`, `case` … and handed to `publish`, which writes one publication of them.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from rest_framework import serializers

from articles.dates import days_of
from articles.models import DESK
from sanctions.models import Cause, EditionState, Publication
from sanctions.publishing.chain import lock
from sanctions.publishing.documents import (
    SHAPES,
    AffectedSerializer,
    ClaimSerializer,
    DetailSerializer,
    EventSerializer,
    ExemptionSerializer,
    IdentifierSerializer,
    MeasureSerializer,
    MembershipSerializer,
    NameSerializer,
    ProgrammeLinkSerializer,
    RelationSerializer,
)
from sanctions.publishing.fields import PrintedDate, Reference
from sanctions.publishing.project import labelled
from sanctions.publishing.publish import NextEdition, current_editions, write
from sanctions.vocabulary.identifier_scheme import normalise
from tests.factories import NOW

Document = dict[str, Any]


def publish(*documents: Document, at: datetime = NOW, known_from: datetime | None = None) -> Publication:
    """Publishes these documents as they are."""
    following = [NextEdition(one["uid"], one["record"], one, one["label"]) for one in map(labelled, documents)]
    return _written(following, at, known_from)


def withdraw(uid: str, kind: str, *, at: datetime, because: str = "It was wrong.") -> Publication:
    """Takes a record back."""
    document = {"record": kind, "uid": uid, "withdrawn": because}
    return _written([NextEdition(uid, kind, document, uid, EditionState.WITHDRAWN, because=because)], at, None)


def _written(following: list[NextEdition], at: datetime, known_from: datetime | None) -> Publication:
    with transaction.atomic():
        publication = write(
            following, head=lock(), current=current_editions(one.uid for one in following), layer=DESK, by=None, at=at,
            because="", cause=Cause.EDITOR, known_from=known_from,
        )  # fmt: skip
    assert publication is not None
    return publication


def _blank(shape: type[serializers.Serializer[Any]], **members: Any) -> Document:
    document = {name: _empty(field) for name, field in shape().fields.items()}
    assert members.keys() <= document.keys(), members.keys() - document.keys()
    return {**document, "layer": DESK, **members}


def _empty(field: Any) -> Any:
    if isinstance(field, Reference | PrintedDate | serializers.IntegerField | serializers.DecimalField):
        return None
    if isinstance(field, serializers.BooleanField):
        return False
    if isinstance(field, serializers.DictField):
        return {}
    if isinstance(field, serializers.CharField):
        return None if field.allow_null else ""
    return "" if isinstance(field, serializers.SerializerMethodField) else []


def record(of: str, uid: str, label: str = "", **members: Any) -> Document:
    """A record of a kind, such as `publisher`."""
    return _blank(SHAPES[of], record=of, uid=uid, label=label or uid, **members)


def authority(uid: str, parent: str | None = None, *, members: tuple[str, ...] = (), **columns: Any) -> Document:
    """An authority, and who is a member of it."""
    belonging = [_blank(MembershipSerializer, uid=f"{uid}-{member}", member=member) for member in members]
    return record("authority", uid, **{"kind": "state", "parent": parent, "members": belonging, **columns})


def target(uid: str, *names: str, kind: str = "company", facts: tuple[Document, ...] = (), **columns: Any) -> Document:
    """A target, its first name being the one that is shown, with other facts of it."""
    full = names or (uid,)
    called = [_blank(NameSerializer, uid=f"{uid}-n{i}", full=name, is_display=i == 0) for i, name in enumerate(full)]
    made = record("target", uid, kind=kind, names=called, **columns)
    for i, fact in enumerate(facts):
        made[fact["in"]] = [*made[fact["in"]], {**fact["fact"], "uid": f"{uid}-f{i}"}]
    return made


def identifier(scheme: str, value: str) -> Document:
    """A number of a target."""
    fact = _blank(IdentifierSerializer, scheme=scheme, value=value, normalised=normalise(scheme, value))
    return {"in": "identifiers", "fact": fact}


def detail(kind: str, value: str) -> Document:
    """One more thing said of a target."""
    return {"in": "details", "fact": _blank(DetailSerializer, kind=kind, value=value)}


def relation(kind: str, to: str) -> Document:
    """A tie to another target."""
    return {"in": "relations", "fact": _blank(RelationSerializer, kind=kind, object=to)}


def printed(text: str, basis: str = "stated") -> Document | None:
    """A date as published."""
    if not text:
        return None
    days = days_of(text)
    return {"value": text, "earliest": days.earliest.isoformat(), "latest": days.latest.isoformat(), "basis": basis}


def event(
    kind: str = "entered_into_force",
    on: str = "2024-09-10",
    *,
    effective: str = "",
    basis: str = "stated",
    **columns: Any,
) -> Document:
    """An event; `basis` is that of the day it takes effect."""
    return _blank(
        EventSerializer, uid=f"{kind}-{on}", kind=kind, done_on=printed(on), effective_on=printed(effective, basis),
        **columns,
    )  # fmt: skip


def measure(uid: str, *events: Document, type: str = "asset_freeze", **columns: Any) -> Document:
    """A measure with the events of its life; in force since 10 September 2024 where none is given."""
    return _blank(MeasureSerializer, uid=uid, type=type, events=list(events or [event()]), **columns)


def exemption(uid: str, since: str = "2024-09-10", until: str = "", **columns: Any) -> Document:
    """A general licence between two days."""
    dates = {"since": printed(since), "until": printed(until)}
    return _blank(ExemptionSerializer, uid=uid, **{"kind": "general_licence", **dates, **columns})


def programme_link(to: str, since: str = "", until: str = "") -> Document:
    """A programme under which a case stands."""
    return _blank(
        ProgrammeLinkSerializer, uid=f"{to}-{since}", programme=to, since=printed(since), until=printed(until)
    )


def affected(who: str, role: str = "operational") -> Document:
    """Somebody whom a case touches."""
    return _blank(AffectedSerializer, uid=f"{who}-{role}", target=who, role=role)


def claim(speech_act: str = "accuse", **columns: Any) -> Document:
    """Somebody's statement."""
    return _blank(ClaimSerializer, uid=f"{speech_act}-claim", speech_act=speech_act, **columns)


def case(
    uid: str, against: str, *measures: Document, by: str = "GB", kind: str = "designated", **columns: Any
) -> Document:
    """A case; with one asset freeze, called as the case with -m, where no measure is given."""
    columns = {"origin": "autonomous", **columns}
    return record(
        "sanction", uid, target=against, authority=by, kind=kind, measures=list(measures or [measure(f"{uid}-m")]),
        **columns,
    )  # fmt: skip
