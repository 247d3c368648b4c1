"""What can be asked of each resource: its parameters, each with its type and what it means."""

from typing import Any

from rest_framework import serializers

from sanctions.models import EntryState, Step
from sanctions.reading.parameters import MOST, USUAL, Codes, Day, Flag, Moment, OneOf, Page, Phrase, Text, Uids, Whole
from sanctions.vocabulary.act_kind import ACT_KINDS
from sanctions.vocabulary.authority_kind import AUTHORITY_KINDS
from sanctions.vocabulary.country import COUNTRIES
from sanctions.vocabulary.ending_ground import ENDING_GROUNDS
from sanctions.vocabulary.event_kind import EVENT_KINDS
from sanctions.vocabulary.exemption_kind import EXEMPTION_KINDS
from sanctions.vocabulary.language import LANGUAGES
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.origin import ORIGINS
from sanctions.vocabulary.sanction_kind import SANCTION_KINDS
from sanctions.vocabulary.speech_act import SPEECH_ACTS
from sanctions.vocabulary.standing import STANDINGS
from sanctions.vocabulary.status import STATUSES
from sanctions.vocabulary.target_kind import TARGET_KINDS


class Nothing(serializers.Serializer[Any]):
    """A question without parameters."""


class Moments(serializers.Serializer[Any]):
    """When a question is about."""

    as_of = Day(help_text="What applied on this day; today (UTC) if left out.")
    known_at = Moment(help_text="What sources had said by then; a bare day is the end of that day in UTC.")
    recorded_at = Moment(help_text="What Interdict had recorded by then: what it would have told you.")


class Parts(Moments):
    """When a question about one part of a case is about.

    Of a case that was erased, a part answers 451 as long as an older edition tells whose it was; where every edition
    was erased, nothing does, and it answers 404 as if it had never been.
    """


class Listing(Moments):
    """A question with many answers."""

    limit = Whole(1, MOST, help_text=f"Items on a page, {USUAL} if left out, at most {MOST}.")
    cursor = Page(help_text="Where to go on, from `next` of the page before.")
    count = Flag(help_text="`true` to also count all items.")


class RecordListing(Listing):
    """A question about records."""

    ordering = OneOf("label", "-label", "uid", "-uid", "-known_from", help_text="By label if left out.")
    q = Phrase(help_text="Words of its name; the last may be only begun, the first 30 count.")


class Publishers(RecordListing):
    """Questions about publishers."""

    country = Codes(COUNTRIES)


class Authorities(RecordListing):
    """Questions about authorities."""

    kind = Codes(AUTHORITY_KINDS)
    parent = Uids(of="authority", help_text="The body it is directly part of.")  # type: ignore[assignment]
    within = Uids(of="authority", help_text="The body it is part of, at any depth, or is itself.")
    country = Codes(COUNTRIES, help_text="The state it acts for.")
    member = Uids(of="authority", help_text="Blocs that this authority has been entered as a member of.")


class Programmes(RecordListing):
    """Questions about programmes."""

    authority = Uids(of="authority", help_text="Whose programme; a broader authority takes in those below it.")
    regime_country = Codes(COUNTRIES, help_text="The country the regime is about.")
    code = Phrase(help_text="The code as the authority prints or printed it.")


class Acts(RecordListing):
    """Questions about acts."""

    kind = Codes(ACT_KINDS)
    issuer = Uids(of="authority", help_text="Who issued it; a broader authority takes in those below it.")
    reference = Phrase(help_text="As printed: 2024/2697.")


class Documents(RecordListing):
    """Questions about documents."""

    kind = OneOf("news", "analysis", "press_release", "statement", "legal_text", "judgment", "official_list")
    publisher = Uids()
    language = Codes(LANGUAGES, help_text="BCP 47, without region: `pt` takes in `pt-BR`.")


class Allegations(RecordListing):
    """Questions about allegations."""

    actor = Uids(help_text="Who is said to have done it.")
    recipient = Uids(help_text="To whom or for whom.")
    speech_act = Codes(SPEECH_ACTS, help_text="What somebody has said of it: accuse, deny …")
    on_behalf_of = Uids(of="authority", help_text="An authority in whose name somebody spoke.")


class Cases(Moments):
    """What can be asked of cases, and of the measures in them."""

    authority = Uids(
        of="authority", help_text="Who imposes; a broader authority takes in those below it: `GB` takes in `GB-FCDO`."
    )
    programme = Uids(of="programme", help_text="A programme under which the case stands on the day.")
    regime_country = Codes(COUNTRIES, help_text="The country a programme of the case is about.")
    target = Uids(help_text="Whom it is aimed at.")
    target_name = Phrase(
        help_text="The whole name of whom it is aimed at; case, accents and punctuation do not matter."
    )
    target_kind = Codes(TARGET_KINDS, help_text="A broader kind takes in narrower ones.")
    nationality = Codes(COUNTRIES, help_text="A nationality or citizenship of the target.")
    incorporation = Codes(COUNTRIES, help_text="The country in which the target is incorporated.")
    flag = Codes(COUNTRIES, help_text="The flag of the target.")
    affected = Uids(help_text="Somebody the case touches without being aimed at.")
    affected_name = Phrase(help_text="The whole name of somebody the case touches without being aimed at.")
    kind = Codes(SANCTION_KINDS, help_text="designated, listed, specified …")
    origin = Codes(ORIGINS)
    list = Uids(of="list", help_text="Whose word it is: `desk`, or the code of an official list.")
    reference = Phrase(help_text="The authority's own number of the case.")
    responds_to = Uids(help_text="The allegation that the authority says it answers.")
    has_exemption = Flag(
        help_text="`true`: with an exemption that is, or may be, in force on the day; `false`: without one."
    )
    q = Phrase(help_text="Words of the target's name; the last may be only begun, the first 30 count.")


class Sanctions(Cases, Listing):
    """Questions about cases."""

    status = Codes(STATUSES, help_text="A status that one of its measures has, or may have, on the day.")
    ordering = OneOf("label", "-label", "uid", "-uid", "-known_from", help_text="By label if left out.")


class Measures(Cases, Listing):
    """Questions about measures. All conditions must hold of the same measure, on the day, in one status."""

    status = Codes(
        STATUSES,
        help_text="Its status on the day. Left out: every status but `proposed`, since what is only proposed or "
        "intended is no measure yet.",
    )
    certain = Flag(help_text="`true`: only where the status is certain; `false`: only where it is merely possible.")
    type = Codes(MEASURE_TYPES, help_text="A broader type takes in narrower ones.")
    legal_basis = Uids(help_text="An act that an event of the measure rests on.")
    event = Codes(EVENT_KINDS, help_text="Something that has happened to it.")
    event_from = Day(help_text="… on or after this day.")
    event_to = Day(help_text="… on or before this day.")
    ground = Codes(ENDING_GROUNDS, help_text="Why it ended.")
    ordering = OneOf("-began", "began", "uid", "-uid", help_text="Newest first if left out.")


class Exemptions(Cases, Listing):
    """Questions about exemptions: licences, exceptions in the law, times to wind down."""

    status = OneOf(
        "in_force", "ended", help_text="Its status on the day. Left out: both; what had not begun is never listed."
    )
    certain = Flag(help_text="`true`: only where the status is certain; `false`: only where it is merely possible.")
    kind = Codes(EXEMPTION_KINDS, help_text="general_licence, exception, wind_down …")
    number = Phrase(help_text="Its number or version as the authority prints it: `INT/2022/1839676`, `GL 8`, `8L`.")
    act = Uids(help_text="The licence itself, or the act that it stands in.")
    sanction = Uids(help_text="The case that it is of.")
    measure = Uids(help_text="A measure that it is from: by name, or as one of its whole case.")
    type = Codes(MEASURE_TYPES, help_text="… of this type; a broader type takes in narrower ones.")
    origin = None  # type: ignore[assignment]  # not asked of exemptions
    has_exemption = None  # type: ignore[assignment]
    ordering = OneOf("-began", "began", "uid", "-uid", help_text="Newest first if left out.")


class Targets(RecordListing):
    """Questions about targets."""

    standing = Codes(STANDINGS, help_text="How it stands on the day. Left out: all but `related`.")
    kind = Codes(TARGET_KINDS, help_text="A broader kind takes in narrower ones.")
    name = Phrase(help_text="A whole name or alias; case, accents and punctuation do not matter.")
    identifier = Text(help_text="A number it is known by: `9481910`, or `imo:9481910`.")
    country = Codes(COUNTRIES, help_text="Of a state or territory: its code.")
    nationality = Codes(COUNTRIES)
    incorporation = Codes(COUNTRIES)
    flag = Codes(COUNTRIES)
    authority = Uids(
        of="authority", help_text="Who has a case against it; a broader authority takes in those below it."
    )
    programme = Uids(of="programme", help_text="A programme under which a case against it stands on the day.")
    type = Codes(MEASURE_TYPES, help_text="A measure aimed at it; a broader type takes in narrower ones.")
    status = Codes(STATUSES, help_text="… in this status on the day.")
    listed_by = Uids(of="authority", help_text="Who has a measure against it in force on the day.")
    not_listed_by = Uids(of="authority", help_text="Who has none.")
    has_exemption = Flag(
        help_text="`true`: with an exemption in a case against it that is, or may be, in force on the day; "
        "`false`: without one."
    )
    linked_to = Uids(help_text="A target that it is linked to.")


class Changes(serializers.Serializer[Any]):
    """Questions about what was published, in the order of publication."""

    since = Whole(
        0, 10**15, named="the number of a publication, a whole number",
        help_text="Only what came after the publication of this number.",
    )  # fmt: skip
    record = OneOf(
        "publisher", "document", "authority", "programme", "act", "target", "allegation", "sanction",
        help_text="The kind of record.",
    )  # fmt: skip
    uid = Uids(help_text="Of these records.")
    list = Uids(of="list", help_text="Published from these official lists, by code; `desk` is what editors published.")
    kind = OneOf(*Step.values, help_text="Cases that were listed, amended, delisted or relisted.")
    limit = Whole(1, MOST)
    cursor = Page(help_text="Where to go on, from `next` of the page before.")


class Pages(serializers.Serializer[Any]):
    """Which page of what belongs to a list."""

    limit = Whole(1, MOST)
    cursor = Page(help_text="Where to go on, from `next` of the page before.")


class Entries(Pages):
    """Questions about the entries of a list."""

    state = OneOf(*EntryState.values, help_text="What became of them.")


class Statistics(Cases):
    """Questions about numbers of measures."""

    status = Codes(STATUSES)
    certain = Flag()
    type = Codes(MEASURE_TYPES)


def of_everything(question: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """The same question about all items at once: without pages, count and order."""
    without = dict.fromkeys(("limit", "cursor", "count", "ordering"))
    return type(f"All{question.__name__}", (question,), {**without, "__doc__": question.__doc__})
