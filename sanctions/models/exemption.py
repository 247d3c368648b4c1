"""What is permitted in spite of measures."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from articles.models import EdtfField, Fact, dates_hold, earliest, latest
from sanctions.models.act import Act
from sanctions.models.measure import Measure
from sanctions.models.sanction import Sanction
from sanctions.vocabulary.date_basis import DATE_BASES
from sanctions.vocabulary.exemption_kind import EXEMPTION_KINDS


class Exemption(Fact):
    """A licence, exception or time to wind down: what one measure, or the whole case, does not forbid."""

    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="exemptions")
    measure = models.ForeignKey(
        Measure,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="exemptions",
        help_text="Leave empty where it is from all measures of the case.",
    )
    kind = models.CharField(max_length=40, choices=EXEMPTION_KINDS.choices)
    number = models.CharField(
        max_length=120,
        blank=True,
        help_text="The authority's own: INT/2022/1839676, GL 8. Where it covers several cases, enter it on each.",
    )
    version = models.CharField(max_length=40, blank=True, help_text="As printed: 8L.")
    act = models.ForeignKey(
        Act,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="exemptions",
        help_text="The licence itself, or the act that it stands in.",
    )
    covers = models.TextField(blank=True, help_text="What it permits, in plain words.")
    since = EdtfField(help_text="EDTF: the first day on which it permits that.")
    since_earliest = earliest("since")
    since_latest = latest("since")
    since_basis = models.CharField("basis", max_length=40, choices=DATE_BASES.choices, blank=True)
    until = EdtfField(help_text="EDTF: the first day on which it no longer does; empty where no end is set.")
    until_earliest = earliest("until")
    until_latest = latest("until")
    until_basis = models.CharField("basis", max_length=40, choices=DATE_BASES.choices, blank=True)

    class Meta:
        ordering = ["sanction", "since_latest", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=EXEMPTION_KINDS.is_one("kind"), name="exemption_kind_is_in_the_vocabulary"
            ),
            models.CheckConstraint(
                condition=~Q(number="", covers="", act=None),
                name="exemption_has_a_number_an_act_or_says_what_it_covers",
                violation_error_message="covers: say what it permits, or give its number or act.",
            ),
            models.CheckConstraint(
                condition=Q(version="") | ~Q(number=""),
                name="exemption_has_a_version_only_of_a_number",
                violation_error_message="version: it is the version of a number; give that too.",
            ),
            models.CheckConstraint(
                condition=(Q(since="", since_basis="") | (~Q(since="") & DATE_BASES.is_one("since_basis")))
                & (Q(until="", until_basis="") | (~Q(until="") & DATE_BASES.is_one("until_basis"))),
                name="exemption_dates_have_a_basis",
                violation_error_message="basis: each date needs its basis, and a basis its date.",
            ),
            models.CheckConstraint(
                # What was first seen on a day may have begun, and ended, before it.
                condition=Q(since="")
                | Q(until="")
                | Q(since_basis="first_seen")
                | Q(until_latest__gte=F("since_earliest")),
                name="exemption_ends_no_earlier_than_it_begins",
                violation_error_message="until: it ends before it begins.",
            ),
            *dates_hold("exemption", "since", "until"),
        ]

    def __str__(self) -> str:
        named = f"{self.number} ({self.version})" if self.version else self.number
        return named or f"{self.get_kind_display()} {self.since}".strip()

    def clean(self) -> None:
        """Refuses an exemption from a measure of another case."""
        if self.measure is not None and self.measure.sanction_id != self.sanction_id:
            raise ValidationError({"measure": "That measure belongs to another case."})
