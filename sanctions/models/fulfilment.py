"""Promises kept."""

from django.db import models
from django.db.models import F, Q

from articles.models import Fact
from sanctions.models.measure import Measure
from sanctions.vocabulary.fulfilment_basis import FULFILMENT_BASES


class Fulfilment(Fact):
    """A later measure beside an earlier promise: it was listed after the announcement.

    It makes the target an instance of the promised class only where the authority itself says so.
    """

    promise = models.ForeignKey(Measure, models.CASCADE, related_name="fulfilments")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="fulfils", verbose_name="later measure")
    basis = models.CharField(max_length=40, choices=FULFILMENT_BASES.choices)
    is_instance = models.BooleanField(
        "named as one of the class", default=False, help_text="Tick only where the authority says so itself."
    )
    comment = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["promise", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=FULFILMENT_BASES.is_one("basis"), name="fulfilment_basis_is_in_the_vocabulary"
            ),
            models.CheckConstraint(condition=~Q(promise=F("measure")), name="fulfilment_is_by_another_measure"),
            models.CheckConstraint(
                condition=Q(is_instance=False) | Q(basis="stated"),
                name="fulfilment_makes_an_instance_only_where_stated",
                violation_error_message="named as one of the class: only where the authority states it.",
            ),
            models.UniqueConstraint(fields=["promise", "measure"], name="fulfilment_is_stated_once"),
        ]

    def __str__(self) -> str:
        return f"{self.measure} listed after the announcement of {self.promise}"
