"""The public shape: what is published of each kind of record. The API's schema is made from these serializers too."""

from typing import Any

from rest_framework import serializers

from sanctions.publishing.fields import (
    Flag,
    Known,
    Length,
    Number,
    Parts,
    PrintedDate,
    Problem,
    PublicText,
    RecordKind,
    Reference,
    References,
    Schema,
    Share,
    TargetReference,
    Text,
    Words,
)


class _Shape(serializers.Serializer[Any]):
    """What published things have in common."""

    uid = Text()
    layer = Text(help_text="Whose word it is: `desk`, or the code of an official list.")


_CHECKED = (
    "Whether the words were looked up in a text: they stand from start to end of the one whose SHA-256 the document "
    "gives. False: nobody could check them here, and they are as their editor typed them."
)


class SourceSerializer(_Shape):
    """A passage that supports or contradicts the fact it stands with."""

    stance = Text(help_text="supports or contradicts.")
    document = Reference(to="passage.document")
    passage = Text(source="passage.uid")
    quote = Text(source="passage.quote", help_text="The exact words.")
    start = Number(source="passage.start")
    end = Number(source="passage.end")
    fidelity = Text(source="passage.fidelity", help_text="verbatim, altered or paraphrase, as the editor says.")
    checked_against_text = Known(source="passage.start", help_text=_CHECKED)
    comment = Text(source="passage.comment")


class _Fact(_Shape):
    """A published fact: of one layer, with its sources."""

    sources = SourceSerializer(many=True, source="citations", read_only=True)


class _Document(_Fact):
    """A published record."""

    record = RecordKind(help_text="The kind of record.")
    label = Text(help_text="How the record is shown.")  # type: ignore[assignment]  # a field, not the serializer's


class PublisherSerializer(_Shape):
    """Who publishes texts."""

    record = RecordKind(help_text="The kind of record.")
    label = Text(source="name")  # type: ignore[assignment]
    url = Text()
    country = Text()


class PassageSerializer(_Shape):
    """A quoted span of a document: W3C TextQuoteSelector and TextPositionSelector."""

    quote = Text()
    start = Number()
    end = Number()
    fidelity = Text(help_text="verbatim, altered or paraphrase, as the editor says.")
    checked_against_text = Known(source="start", help_text=_CHECKED)
    comment = Text()


class DocumentSerializer(_Shape):
    """A text that facts are taken from."""

    record = RecordKind(help_text="The kind of record.")
    label = Text(source="title")  # type: ignore[assignment]
    kind = Text()
    publisher = Reference()
    written_by = Reference(to="origin", help_text="The agency or body that first wrote it, if not the publisher.")
    version_of = Reference()
    url = Text()
    published_on = PrintedDate(basis="published_basis")
    language = Text()
    licence = Text()
    text = PublicText(help_text="The whole text, where it may be passed on; else empty.")
    text_sha256 = Text(help_text="SHA-256 of the text in UTF-8, for whoever has it.")
    length = Length(help_text="In characters.")
    passages = PassageSerializer(many=True, read_only=True)


class MembershipSerializer(_Fact):
    """An authority's membership of a bloc."""

    member = Reference()
    since = PrintedDate()
    until = PrintedDate()


class AuthoritySerializer(_Document):
    """A state, ministry, agency, court, bloc or UN body."""

    label = Text(source="name")
    kind = Text()
    parent = Reference()  # type: ignore[assignment]
    country = Text()
    url = Text()
    members = MembershipSerializer(many=True, read_only=True)


class ProgrammeAliasSerializer(_Fact):
    """Another word the authority has printed for the programme."""

    printed = Text()
    since = PrintedDate()
    until = PrintedDate()


class ProgrammeSerializer(_Document):
    """A regime or legal basis of one authority."""

    label = Text(source="name")
    code = Text(help_text="As the authority prints it.")
    authority = Reference()
    aliases = ProgrammeAliasSerializer(many=True, read_only=True)
    countries = Words()
    theme = Text()
    acts = References()
    expires_on = PrintedDate()
    review_by = PrintedDate()
    opensanctions_key = Text()


class ClaimSerializer(_Fact):
    """One speaker's statement, on one occasion."""

    speech_act = Text()
    polarity = Text(help_text="affirms, negates or neither.")
    content = Text(help_text="What is claimed, in neutral words.")
    speaker = Text(help_text="As printed.")
    capacity = Text()
    on_behalf_of = Reference()
    evidence = Text()
    made_on = PrintedDate(basis="made_basis")
    replies_to = Text(source="replies_to.uid", allow_null=True)


class ActRelationSerializer(_Fact):
    """What the act does to another."""

    kind = Text()
    object = Reference()


class ActSerializer(_Document):
    """An event or instrument with legal or political effect."""

    label = Text(source="title")
    kind = Text()
    issuers = References()
    reference_scheme = Text()
    reference = Text(help_text="As printed.")
    url = Text()
    made_on = PrintedDate()
    laid_on = PrintedDate()
    published_on = PrintedDate()
    in_force_on = PrintedDate()
    documents = References()
    relations = ActRelationSerializer(many=True, read_only=True)
    claims = ClaimSerializer(many=True, read_only=True)


class NameSerializer(_Fact):
    """A name of the target, as a source prints it."""

    kind = Text()
    full = Text()
    script = Text(help_text="ISO 15924.")
    language = Text(help_text="BCP 47.")
    parts = Parts()
    is_display = Flag()
    display_reason = Text()


class IdentifierSerializer(_Fact):
    """A number or code issued to the target."""

    scheme = Text()
    value = Text(help_text="As printed.")
    normalised = Text()
    country = Text(help_text="ISO 3166-1 alpha-2 code of the issuer.")
    problem = Problem(help_text="What is wrong with it by the rules of its scheme; empty where nothing is.")


class AddressSerializer(_Fact):
    """An address of the target."""

    full = Text()
    city = Text()
    region = Text()
    postal_code = Text()
    country = Text()


class DetailSerializer(_Fact):
    """One more thing a source says of the target."""

    kind = Text()
    value = Text()
    printed = Text()
    claims = ClaimSerializer(many=True, read_only=True)


class RelationSerializer(_Fact):
    """A tie to another target, or to a name only printed."""

    kind = Text()
    object = TargetReference()
    printed = Text()
    share = Share()
    since = PrintedDate()
    until = PrintedDate()
    claims = ClaimSerializer(many=True, read_only=True)


class TargetSerializer(_Document):
    """Who or what measures are aimed at, or affect."""

    kind = Text()
    schema = Schema(help_text="The FollowTheMoney schema; empty where it has none.")
    country = Text()
    criterion = Text(help_text="Of a class: who belongs to it.")
    class_role = Text()
    class_kinds = Words()
    class_countries = Words()
    open_ended = Flag()
    names = NameSerializer(many=True, read_only=True)
    identifiers = IdentifierSerializer(many=True, read_only=True)
    addresses = AddressSerializer(many=True, read_only=True)
    details = DetailSerializer(many=True, read_only=True)
    relations = RelationSerializer(many=True, read_only=True)


class EventSerializer(_Fact):
    """A step in the life of a measure or a case."""

    kind = Text()
    done_on = PrintedDate(basis="done_basis")
    effective_on = PrintedDate(basis="effective_basis")
    act = Reference()
    ground = Text()
    comment = Text()


class FulfilmentSerializer(_Fact):
    """A later measure, listed after the announcement."""

    measure = Text(source="measure.uid")
    sanction = Reference(to="measure.sanction")
    basis = Text()
    is_instance = Flag()
    comment = Text()


class ExemptionSerializer(_Fact):
    """What is permitted in spite of a measure or case: a licence, an exception, a time to wind down."""

    kind = Text()
    number = Text(help_text="The authority's own, as printed.")
    version = Text()
    act = Reference(help_text="The licence itself, or the act that it stands in.")
    covers = Text(help_text="What it permits, in plain words.")
    since = PrintedDate(basis="since_basis")
    until = PrintedDate(basis="until_basis", help_text="The first day on which it no longer permits that.")


class MeasureSerializer(_Fact):
    """One restriction, with the steps of its life."""

    type = Text()
    scope = Text()
    binds_kinds = Words()
    legal_effects = Words()
    duty_bearer = Text()
    term_value = Text()
    term_unit = Text()
    notice = Text(help_text="ISO 8601 duration.")
    directive = Text()
    tenor = Text(help_text="ISO 8601 duration.")
    instrument_ended = Reference()
    administered_by = Reference()
    expires_on = PrintedDate()
    review_by = PrintedDate()
    events = EventSerializer(many=True, read_only=True)
    exemptions = ExemptionSerializer(many=True, read_only=True)
    fulfilments = FulfilmentSerializer(many=True, read_only=True)
    claims = ClaimSerializer(many=True, read_only=True)


class ProgrammeLinkSerializer(_Fact):
    """A programme under which the case stands."""

    programme = Reference()
    printed = Text()
    since = PrintedDate(basis="since_basis")
    until = PrintedDate(basis="until_basis")


class AffectedSerializer(_Fact):
    """Somebody the case touches without being aimed at."""

    target = TargetReference()
    role = Text()
    comment = Text()


class SanctionSerializer(_Document):
    """One authority's case against one target."""

    authority = Reference()
    target = TargetReference()
    kind = Text()
    reference = Text()
    origin = Text()
    implements = Reference()
    designated_by = Reference()
    programmes = ProgrammeLinkSerializer(many=True, source="programme_links", read_only=True)
    grounds = Text(help_text="As stated by the authority.")
    exposure = Text(help_text="Secondary-sanctions risk, as printed.")
    responds_to = Reference()
    affected = AffectedSerializer(many=True, read_only=True)
    measures = MeasureSerializer(many=True, read_only=True)
    events = EventSerializer(many=True, source="case_events", read_only=True, help_text="Of the whole case.")
    exemptions = ExemptionSerializer(
        many=True, source="case_exemptions", read_only=True, help_text="From all measures of the case."
    )


class AllegationSerializer(_Document):
    """What is said to have happened; its claims tell who says so and who denies it."""

    label = Text(source="title")
    actor = TargetReference()
    recipient = TargetReference()
    goods = Text()
    happened_on = PrintedDate(basis="happened_basis")
    claims = ClaimSerializer(many=True, read_only=True)


SHAPES: dict[str, type[serializers.Serializer[Any]]] = {
    "publisher": PublisherSerializer,
    "document": DocumentSerializer,
    "authority": AuthoritySerializer,
    "programme": ProgrammeSerializer,
    "act": ActSerializer,
    "target": TargetSerializer,
    "allegation": AllegationSerializer,
    "sanction": SanctionSerializer,
}
"""The public shape of each kind of record."""
