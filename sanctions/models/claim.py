"""Who says what of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from articles.models import EdtfField, Fact, dates_hold, earliest, latest
from sanctions.models.act import Act
from sanctions.models.allegation import Allegation
from sanctions.models.authority import Authority
from sanctions.models.constraints import exactly_one
from sanctions.models.detail import Detail
from sanctions.models.measure import Measure
from sanctions.models.relation import Relation
from sanctions.vocabulary.date_basis import DATE_BASES
from sanctions.vocabulary.evidence_basis import EVIDENCE_BASES
from sanctions.vocabulary.polarity import POLARITIES
from sanctions.vocabulary.speech_act import SPEECH_ACTS

SUBJECTS = ("allegation", "act", "measure", "relation", "detail")
"""What a claim can be about: one of these columns of a claim is set."""


class Claim(Fact):
    """One speaker's statement about an allegation, act, measure, relation or detail, on one occasion."""

    allegation = models.ForeignKey(Allegation, models.CASCADE, null=True, blank=True, related_name="claims")
    act = models.ForeignKey(Act, models.CASCADE, null=True, blank=True, related_name="claims")
    measure = models.ForeignKey(Measure, models.CASCADE, null=True, blank=True, related_name="claims")
    relation = models.ForeignKey(Relation, models.CASCADE, null=True, blank=True, related_name="claims")
    detail = models.ForeignKey(Detail, models.CASCADE, null=True, blank=True, related_name="claims")
    speech_act = models.CharField(max_length=40, choices=SPEECH_ACTS.choices)
    polarity = models.CharField(
        max_length=40, choices=POLARITIES.choices, help_text="Whether the speaker says that it is so."
    )
    content = models.CharField(max_length=400, help_text="What is claimed, in our neutral words.")
    speaker = models.CharField(max_length=200, help_text="As printed: Nasser Kanaani.")
    capacity = models.CharField(max_length=200, blank=True, help_text="In what office: spokesman.")
    on_behalf_of = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="claims")
    evidence = models.CharField("evidence basis", max_length=40, choices=EVIDENCE_BASES.choices, blank=True)
    made_on = EdtfField("said")
    made_on_earliest = earliest("made_on")
    made_on_latest = latest("made_on")
    made_basis = models.CharField("basis", max_length=40, choices=DATE_BASES.choices, blank=True)
    replies_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")

    class Meta:
        ordering = ["made_on_latest", "pk"]
        constraints = [
            models.CheckConstraint(condition=exactly_one(SUBJECTS), name="claim_is_about_exactly_one_thing"),
            models.CheckConstraint(
                condition=SPEECH_ACTS.is_one("speech_act"), name="claim_speech_act_is_in_the_vocabulary"
            ),
            models.CheckConstraint(condition=POLARITIES.is_one("polarity"), name="claim_polarity_is_in_the_vocabulary"),
            models.CheckConstraint(
                condition=EVIDENCE_BASES.is_one("evidence", blank=True), name="claim_evidence_is_in_the_vocabulary"
            ),
            models.CheckConstraint(condition=~Q(speaker="") & ~Q(content=""), name="claim_has_a_speaker_and_a_content"),
            models.CheckConstraint(
                condition=Q(replies_to__isnull=True) | ~Q(replies_to=F("id")), name="claim_replies_to_another"
            ),
            models.CheckConstraint(
                condition=Q(made_on="", made_basis="") | (~Q(made_on="") & DATE_BASES.is_one("made_basis")),
                name="claim_date_has_a_basis",
            ),
            *dates_hold("claim", "made_on"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker} {self.get_speech_act_display()}: {self.content}"

    def clean(self) -> None:
        """Refuses a claim about several things, or about none, in words rather than by the database alone."""
        if sum(getattr(self, subject) is not None for subject in SUBJECTS) != 1:
            raise ValidationError("A claim is about exactly one thing: " + ", ".join(SUBJECTS) + ".")
