"""How targets hang together."""

from django.db import models
from django.db.models import F, Q

from articles.models import EdtfField, Fact, dates_hold, earliest, latest
from sanctions.models.target import Target
from sanctions.vocabulary.relation_kind import RELATION_KINDS


class Relation(Fact):
    """A tie a source states from one target to another target, or to a name it only prints."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=40, choices=RELATION_KINDS.choices)
    object = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="related_from", verbose_name="to the target"
    )
    printed = models.CharField("to the name", max_length=600, blank=True, help_text="As printed.")
    share = models.DecimalField("share in %", max_digits=6, decimal_places=3, null=True, blank=True)
    since = EdtfField()
    since_earliest = earliest("since")
    since_latest = latest("since")
    until = EdtfField()
    until_earliest = earliest("until")
    until_latest = latest("until")

    class Meta:
        ordering = ["target", "kind", "pk"]
        constraints = [
            models.CheckConstraint(condition=RELATION_KINDS.is_one("kind"), name="relation_kind_is_in_the_vocabulary"),
            models.CheckConstraint(
                condition=Q(object__isnull=False) | ~Q(printed=""),
                name="relation_has_an_object",
                violation_error_message="Say to whom: pick a target, or give the name as printed.",
            ),
            models.CheckConstraint(
                condition=Q(object__isnull=True) | ~Q(object=F("target")), name="relation_is_to_another_target"
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=100), name="relation_share_is_a_percentage"
            ),
            *dates_hold("relation", "since", "until"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.object or self.printed}"
