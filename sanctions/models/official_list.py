"""The official lists that Interdict follows."""

from django.db import models
from django.db.models import F, Q

from articles.models import EdtfField, Identified, dates_hold, earliest, latest
from sanctions.models.authority import Authority
from sanctions.models.constraints import refuse_unknown
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.target_kind import TARGET_KINDS


class OfficialList(Identified):
    """A list that an authority keeps; its uid is its code (`gb_fcdo`), and the layer of the facts taken from it."""

    name = models.CharField(max_length=200)
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="official_lists")
    namespace = models.CharField(
        max_length=40, help_text="Whose references its entries bear; lists that share them name the same cases."
    )
    covers_measures = models.JSONField(
        "measures covered", default=list, help_text="A list ends only what it covers; empty: all measures it tells of."
    )
    covers_kinds = models.JSONField("kinds covered", default=list, help_text="Empty: targets of every kind.")
    address = models.URLField("published at", max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True, help_text="Under what terms its data may be passed on.")
    attribution = models.CharField(max_length=300, blank=True)
    raw_is_public = models.BooleanField(default=False, help_text="Whether its entries may be shown as printed.")
    closed_on = EdtfField(help_text="EDTF: when its keeper gave it up; that delists nobody.")
    closed_on_earliest = earliest("closed_on")
    closed_on_latest = latest("closed_on")
    checked_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When its keeper last sent a release that can be read, or said that none is new.",
    )
    failed_at = models.DateTimeField(
        null=True, blank=True, help_text="When it could not be fetched, if that was later."
    )
    failed_because = models.CharField(max_length=1_000, blank=True)
    etag = models.CharField(max_length=500, blank=True, help_text="What its keeper calls the version that was fetched.")
    last_modified = models.CharField(max_length=100, blank=True, help_text="As its keeper prints it.")
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of the files of the version that was fetched.")
    succeeded_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors")

    class Meta:
        ordering = ["uid"]
        verbose_name = "official list"
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(namespace=""), name="official_list_has_a_name"),
            models.CheckConstraint(
                condition=Q(succeeded_by__isnull=True) | ~Q(succeeded_by=F("id")),
                name="official_list_does_not_succeed_itself",
            ),
            models.CheckConstraint(
                condition=Q(failed_at__isnull=True, failed_because="")
                | (Q(failed_at__isnull=False) & ~Q(failed_because="")),
                name="official_list_that_could_not_be_fetched_says_why",
            ),
            *dates_hold("official_list", "closed_on"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuses measures and kinds that are in no word list."""
        refuse_unknown(MEASURE_TYPES, covers_measures=self.covers_measures)
        refuse_unknown(TARGET_KINDS, covers_kinds=self.covers_kinds)
