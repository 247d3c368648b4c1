"""What is said to have happened."""

from django.db import models
from django.db.models import Q

from articles.models import EdtfField, Record, dates_hold, earliest, latest
from sanctions.models.target import Target
from sanctions.vocabulary.date_basis import DATE_BASES


class Allegation(Record):
    """Something said to have happened, under a neutral title; whether it did is what its claims are about."""

    kind_name = "allegation"

    title = models.CharField(
        max_length=300, help_text="A neutral noun phrase: “Transfer of Fath-360 missiles from Iran to Russia”."
    )
    actor = models.ForeignKey(
        Target,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alleged_deeds",
        help_text="Who is said to have done it.",
    )
    recipient = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="alleged_receipts", help_text="To whom or for whom."
    )
    goods = models.CharField(max_length=300, blank=True, help_text="What is said to have been passed on.")
    happened_on = EdtfField("said to have happened")
    happened_on_earliest = earliest("happened_on")
    happened_on_latest = latest("happened_on")
    happened_basis = models.CharField("basis", max_length=40, choices=DATE_BASES.choices, blank=True)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="allegation_has_a_title"),
            models.CheckConstraint(
                condition=Q(happened_on="", happened_basis="")
                | (~Q(happened_on="") & DATE_BASES.is_one("happened_basis")),
                name="allegation_date_has_a_basis",
            ),
            *dates_hold("allegation", "happened_on"),
        ]

    def __str__(self) -> str:
        return self.title
