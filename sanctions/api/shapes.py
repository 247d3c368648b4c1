"""The shapes of answers, for the API's description."""

from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from sanctions.publishing.documents import (
    SHAPES,
    ExemptionSerializer,
    MeasureSerializer,
    SanctionSerializer,
    TargetSerializer,
)
from sanctions.publishing.fields import Text


class Label(serializers.Serializer[Any]):
    """What a record that an answer names is called, at the moment asked about."""

    record = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class Freshness(serializers.Serializer[Any]):
    """How fresh an official list is."""

    dated = serializers.DateField(allow_null=True, help_text="The day of its last public release.")
    checked_at = serializers.DateTimeField(
        allow_null=True, help_text="When its keeper last sent a release that can be read, or said that none is new."
    )
    failed_at = serializers.DateTimeField(
        allow_null=True,
        help_text="When it could not be fetched, if that was later: the last good release stays public.",
    )


class Meta(serializers.Serializer[Any]):
    """What an answer is about, and on what terms."""

    as_of = serializers.DateField()
    known_at = serializers.DateTimeField()
    recorded_at = serializers.DateTimeField()
    edition = serializers.IntegerField(help_text="The number of the last publication.")
    lists = serializers.DictField(child=Freshness(), help_text="How fresh each official list is, by its code.")
    licence = serializers.CharField()
    attribution = serializers.CharField()


class State(serializers.Serializer[Any]):
    """What held of a measure or exemption on the day."""

    status = serializers.CharField(allow_null=True, help_text="Null where it had not begun.")
    certain = serializers.BooleanField()
    possible = serializers.ListField(child=serializers.CharField(), help_text="Every status it may have had.")


class OnFact(State):
    """What held of the measure or exemption on the day."""

    as_of = serializers.DateField()
    known_at = serializers.DateTimeField()


class OnCase(serializers.Serializer[Any]):
    """What held of the measures of the case on the day."""

    as_of = serializers.DateField()
    known_at = serializers.DateTimeField()
    measures = serializers.DictField(child=State(), help_text="By the uid of a measure.")


class OnTarget(OnCase):
    """How the target stood on the day."""

    standing = serializers.CharField()
    certain = serializers.BooleanField()


class SanctionItem(SanctionSerializer):
    """A case, with what held of it on the day."""

    on = OnCase()


class TargetItem(TargetSerializer):
    """A target with the cases against it, and how it stood on the day."""

    sanctions = SanctionSerializer(many=True)
    on = OnTarget()


class Bound(serializers.Serializer[Any]):
    """An end of a period: it lies between these two days."""

    earliest = serializers.DateField()
    latest = serializers.DateField()


Period = inline_serializer(
    "Period",
    {
        "status": serializers.CharField(),
        "from": Bound(),
        "until": Bound(allow_null=True, help_text="The first day it no longer held; null while it holds."),
    },
)


class AffectedParty(serializers.Serializer[Any]):
    """Somebody the case touches without being aimed at."""

    target = serializers.CharField()
    role = serializers.CharField()


class MeasureItem(MeasureSerializer):
    """A measure in its case, with the periods of its life and what held of it on the day."""

    sanction = Text()
    authority = Text()
    target = Text()
    kind = Text()
    reference = Text()
    origin = Text()
    programmes = serializers.ListField(child=serializers.CharField())
    affected = AffectedParty(many=True)
    responds_to = serializers.CharField(allow_null=True)
    periods = serializers.ListField(child=Period)
    on = OnFact()


class ExemptionItem(ExemptionSerializer):
    """An exemption in its case, and what held of it on the day."""

    sanction = Text()
    measure = serializers.CharField(allow_null=True, help_text="Null where it is from all measures of the case.")
    types = serializers.ListField(child=serializers.CharField(), help_text="The types of measure that it is from.")
    authority = Text()
    target = Text()
    reference = Text(help_text="The authority's own number of the case.")
    programmes = serializers.ListField(child=serializers.CharField())
    on = OnFact()


class Difference(serializers.Serializer[Any]):
    """One difference: what it concerns, before and after."""

    path = serializers.CharField(help_text="Fields, and facts by their uid: `measures/k3v…/scope`.")
    before = serializers.JSONField(allow_null=True)
    after = serializers.JSONField(allow_null=True)


class What(serializers.Serializer[Any]):
    """What changed, in words and as data."""

    words = serializers.ListField(child=serializers.CharField())
    data = Difference(many=True)  # type: ignore[assignment]


class EditionSummary(serializers.Serializer[Any]):
    """One record as one publication left it."""

    uid = serializers.CharField()
    record = serializers.CharField()
    number = serializers.IntegerField()
    label = serializers.CharField()  # type: ignore[assignment]
    state = serializers.CharField()
    publication = serializers.IntegerField()
    cause = serializers.CharField()
    known_from = serializers.DateTimeField()
    known_until = serializers.DateTimeField(allow_null=True)
    recorded_at = serializers.DateTimeField()
    digest = serializers.CharField(help_text="SHA-256 of its document as published.")
    kind = serializers.CharField(allow_null=True, help_text="Of a case: listed, amended, delisted or relisted.")
    because = serializers.CharField(help_text="Why it was withdrawn, merged or erased.")
    moved_to = serializers.CharField(allow_null=True)
    changes = What()


class OfficialList(serializers.Serializer[Any]):
    """An official list that is followed."""

    code = serializers.CharField()
    name = serializers.CharField()
    authority = serializers.CharField()
    namespace = serializers.CharField(help_text="Whose references its entries bear.")
    address = serializers.CharField()
    licence = serializers.CharField()
    attribution = serializers.CharField()
    covers_measures = serializers.ListField(child=serializers.CharField(), help_text="What it ends; empty: all.")
    covers_kinds = serializers.ListField(child=serializers.CharField())
    raw_is_public = serializers.BooleanField()
    closed_on = serializers.CharField(allow_null=True, help_text="EDTF: when its keeper gave it up.")
    succeeded_by = serializers.CharField(allow_null=True)
    complete_since = serializers.DateField(allow_null=True, help_text="The day of the first release that was imported.")
    dated = serializers.DateField(allow_null=True, help_text="The day of the last.")
    checked_at = serializers.DateTimeField(allow_null=True, help_text="When its keeper last answered as it should.")
    failed_at = serializers.DateTimeField(allow_null=True, help_text="When it could not be fetched, if that was later.")
    failed_because = serializers.CharField()
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="Of the last.")
    has_a_release_held = serializers.BooleanField(help_text="A newer one waits for somebody to look at it.")


class Release(serializers.Serializer[Any]):
    """One dated file of a list."""

    dated = serializers.DateField()
    stood_until = serializers.DateField(
        allow_null=True, help_text="The last day on which the list is known to have stood as in it, if that is later."
    )
    received_at = serializers.DateTimeField()
    format = serializers.CharField()
    sha256 = serializers.CharField()
    size = serializers.IntegerField()
    state = serializers.CharField(help_text="promoted, held, let_through (and not public yet) or rejected.")
    held_because = serializers.ListField(child=serializers.CharField())
    counts = serializers.DictField(child=serializers.IntegerField())
    publication = serializers.IntegerField(allow_null=True)


class Entry(serializers.Serializer[Any]):
    """One record of a list, as printed."""

    reference = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.CharField()
    state = serializers.CharField(help_text="imported, quarantined or ignored.")
    field = serializers.CharField(help_text="Where in it something is not understood.")
    reason = serializers.CharField()
    first_seen = serializers.DateField()
    gone = serializers.DateField(allow_null=True, help_text="The first release without it.")
    sanction = serializers.CharField(allow_null=True, help_text="The case it is.")
    digest = serializers.CharField()
    unread = serializers.ListField(child=serializers.CharField(), help_text="What no rule understood, as printed.")
    problems = serializers.ListField(child=serializers.CharField())
    raw = serializers.CharField(allow_null=True, help_text="The record; null where it may not be passed on.")


EDITION_LIST = inline_serializer("EditionList", {"results": EditionSummary(many=True), "meta": Meta()})


class Count(serializers.Serializer[Any]):
    """A number of measures."""

    authority = serializers.CharField()
    type = serializers.CharField()
    month = serializers.CharField(allow_null=True, help_text="In which the status began; null where not known.")
    status = serializers.CharField()
    certain = serializers.BooleanField()
    count = serializers.IntegerField()


class ProblemError(serializers.Serializer[Any]):
    """What is wrong with one parameter."""

    parameter = serializers.CharField()
    detail = serializers.CharField()
    nearest = serializers.CharField(required=False)


class Problem(serializers.Serializer[Any]):
    """Why there is no answer. RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = ProblemError(many=True, required=False)  # type: ignore[assignment]
    uid = serializers.CharField(required=False, help_text="Of what is no longer there.")
    because = serializers.CharField(required=False, help_text="Why it is no longer there.")
    since = serializers.DateTimeField(required=False)
    moved_to = serializers.CharField(required=False, help_text="The uid that stands for it now.")


DOCUMENTS: dict[str, Any] = dict(SHAPES)
"""The shape of the document of each kind of record."""
ITEMS: dict[str, Any] = {
    **SHAPES,
    "sanction": SanctionItem,
    "target": TargetItem,
    "measure": MeasureItem,
    "exemption": ExemptionItem,
}


def listing(name: str, item: Any, *, paged: bool = True, labelled: bool = True, counted: bool = False) -> Any:
    """The shape of a page of items."""
    fields: dict[str, Any] = {"results": item(many=True)}
    if paged:
        fields["next"] = serializers.CharField(allow_null=True, help_text="The address of the next page.")
    if counted:
        fields["count"] = serializers.IntegerField(required=False, help_text="Where `count=true` was asked.")
    if labelled:
        fields["included"] = serializers.DictField(
            child=Label(), help_text="By uid, what the records named are called."
        )
    return inline_serializer(f"{name}List", {**fields, "meta": Meta()})


def detail(name: str, item: Any) -> Any:
    """The shape of one item with what goes with it."""
    included = serializers.DictField(child=Label())
    shape: Any = type(f"{name}Detail", (item,), {"included": included, "meta": Meta(), "__doc__": item.__doc__})
    return shape()


def with_meta(name: str, item: Any) -> Any:
    """The shape of one item that names no record."""
    shape: Any = type(f"{name}Detail", (item,), {"meta": Meta(), "__doc__": item.__doc__})
    return shape()


def edition(name: str, document: Any) -> Any:
    """The shape of one edition with its document."""
    members = {"document": document(), "included": serializers.DictField(child=Label()), "meta": Meta()}
    shape: Any = type(f"{name}Edition", (EditionSummary,), {**members, "__doc__": EditionSummary.__doc__})
    return shape()


WORD = inline_serializer(
    "Word",
    {
        "code": serializers.CharField(),
        "label": serializers.CharField(),
        "definition": serializers.CharField(),
        "broader": serializers.CharField(allow_null=True),
        "source": serializers.CharField(),
        "mappings": serializers.DictField(child=serializers.ListField(child=serializers.CharField())),
    },
)
WORD_LIST = inline_serializer(
    "WordList", {"definition": serializers.CharField(), "words": serializers.ListField(child=WORD)}
)
VOCABULARY = inline_serializer("Vocabulary", {"results": serializers.DictField(child=WORD_LIST), "meta": Meta()})
ROOT = inline_serializer("Root", {"resources": serializers.DictField(child=serializers.URLField()), "meta": Meta()})
