"""Events and instruments with legal or political effect."""

from django.db import models
from django.db.models import F, Q

from articles.models import Document, EdtfField, Fact, Record, dates_hold, earliest, latest
from sanctions.models.authority import Authority
from sanctions.vocabulary.act_kind import ACT_KINDS
from sanctions.vocabulary.act_relation import ACT_RELATIONS
from sanctions.vocabulary.reference_scheme import REFERENCE_SCHEMES


class Act(Record):
    """A joint statement, regulation, decision, executive order, notice, judgment or treaty, of one or more issuers."""

    kind_name = "act"

    kind = models.CharField(max_length=40, choices=ACT_KINDS.choices)
    title = models.CharField(max_length=400)
    issuers = models.ManyToManyField(
        Authority, related_name="acts", help_text="All who issued it: a joint statement has several."
    )
    reference_scheme = models.CharField(max_length=40, choices=REFERENCE_SCHEMES.choices, blank=True)
    reference = models.CharField(
        max_length=120, blank=True, help_text="As printed: 2024/2697, S.I. 2019/855, EO 14024."
    )
    url = models.URLField("address", max_length=500, blank=True)
    made_on = EdtfField("made")
    made_on_earliest = earliest("made_on")
    made_on_latest = latest("made_on")
    laid_on = EdtfField("laid before parliament")
    laid_on_earliest = earliest("laid_on")
    laid_on_latest = latest("laid_on")
    published_on = EdtfField("published")
    published_on_earliest = earliest("published_on")
    published_on_latest = latest("published_on")
    in_force_on = EdtfField("in force")
    in_force_on_earliest = earliest("in_force_on")
    in_force_on_latest = latest("in_force_on")
    documents = models.ManyToManyField(Document, blank=True, related_name="acts", help_text="The texts that carry it.")

    class Meta:
        ordering = ["-made_on_latest", "title"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="act_has_a_title"),
            models.CheckConstraint(condition=ACT_KINDS.is_one("kind"), name="act_kind_is_in_the_vocabulary"),
            models.CheckConstraint(
                condition=(Q(reference="") & Q(reference_scheme=""))
                | (~Q(reference="") & REFERENCE_SCHEMES.is_one("reference_scheme")),
                name="act_reference_has_a_scheme",
                violation_error_message="reference: say which numbering it belongs to.",
            ),
            *dates_hold("act", "made_on", "laid_on", "published_on", "in_force_on"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.reference})" if self.reference else self.title


class ActRelation(Fact):
    """What one act does to another: amends, implements, repeals, corrects, extends or annuls it."""

    act = models.ForeignKey(Act, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=40, choices=ACT_RELATIONS.choices)
    object = models.ForeignKey(Act, models.PROTECT, related_name="objects_of", verbose_name="the other act")

    class Meta:
        ordering = ["act", "kind", "object"]
        constraints = [
            models.CheckConstraint(condition=~Q(act=F("object")), name="act_relation_is_to_another_act"),
            models.CheckConstraint(
                condition=ACT_RELATIONS.is_one("kind"), name="act_relation_kind_is_in_the_vocabulary"
            ),
            models.UniqueConstraint(fields=["act", "kind", "object"], name="act_relation_is_stated_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.object}"
