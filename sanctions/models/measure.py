"""What a case does to its target."""

from django.db import models
from django.db.models import Q

from articles.models import EdtfField, Fact, dates_hold, earliest, latest
from sanctions.models.act import Act
from sanctions.models.authority import Authority
from sanctions.models.constraints import refuse_unknown
from sanctions.models.sanction import Sanction
from sanctions.vocabulary.duty_bearer import DUTY_BEARERS
from sanctions.vocabulary.legal_effect import LEGAL_EFFECTS
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.target_kind import TARGET_KINDS

_DURATION = r"^P([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?$"


class Measure(Fact):
    """One restriction: an asset freeze, a travel ban, the end of an air-services agreement."""

    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="measures")
    type = models.CharField(max_length=40, choices=MEASURE_TYPES.choices)
    scope = models.TextField(blank=True, help_text="What it covers and where, as the source says it.")
    binds_kinds = models.JSONField(
        "binds only",
        default=list,
        blank=True,
        help_text='Where the target is a class: the kinds in it that this measure can bind: ["person"].',
    )
    legal_effects = models.JSONField(
        default=list, blank=True, help_text='What follows in law: ["blocks_assets_in_jurisdiction"].'
    )
    duty_bearer = models.CharField(
        max_length=40, choices=DUTY_BEARERS.choices, blank=True, help_text="Who must do or leave something."
    )
    term_value = models.CharField("limit", max_length=60, blank=True, help_text="As printed: 60.")
    term_unit = models.CharField("unit", max_length=40, blank=True, help_text="USD per barrel, days.")
    notice = models.CharField(max_length=20, blank=True, help_text="ISO 8601 duration of a period of notice: P12M.")
    directive = models.CharField(max_length=60, blank=True, help_text="Directive 1 under EO 13662.")
    tenor = models.CharField(max_length=20, blank=True, help_text="ISO 8601 duration of permitted debt: P14D.")
    instrument_ended = models.ForeignKey(
        Act,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="ended_by",
        help_text="The act it brings to an end, such as an air-services agreement.",
    )
    administered_by = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="administers")
    expires_on = EdtfField("expires", help_text="A date set in advance. It ends nothing by itself.")
    expires_on_earliest = earliest("expires_on")
    expires_on_latest = latest("expires_on")
    review_by = EdtfField("review due by")
    review_by_earliest = earliest("review_by")
    review_by_latest = latest("review_by")

    class Meta:
        ordering = ["sanction", "type", "pk"]
        constraints = [
            models.CheckConstraint(condition=MEASURE_TYPES.is_one("type"), name="measure_type_is_in_the_vocabulary"),
            models.CheckConstraint(
                condition=DUTY_BEARERS.is_one("duty_bearer", blank=True),
                name="measure_duty_bearer_is_in_the_vocabulary",
            ),
            models.CheckConstraint(
                condition=Q(notice="") | (Q(notice__regex=_DURATION) & ~Q(notice="P")),
                name="measure_notice_is_an_iso_8601_duration",
                violation_error_message="notice: write an ISO 8601 duration, such as P12M or P30D.",
            ),
            models.CheckConstraint(
                condition=Q(tenor="") | (Q(tenor__regex=_DURATION) & ~Q(tenor="P")),
                name="measure_tenor_is_an_iso_8601_duration",
                violation_error_message="tenor: write an ISO 8601 duration, such as P14D.",
            ),
            *dates_hold("measure", "expires_on", "review_by"),
        ]

    def __str__(self) -> str:
        return self.get_type_display()

    def clean(self) -> None:
        """Refuses kinds and effects that are in no word list."""
        refuse_unknown(TARGET_KINDS, binds_kinds=self.binds_kinds)
        refuse_unknown(LEGAL_EFFECTS, legal_effects=self.legal_effects)
