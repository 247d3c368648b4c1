"""What happens to measures in the course of their life."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.models import EdtfField, Fact, dates_hold, earliest, latest
from sanctions.models.act import Act
from sanctions.models.measure import Measure
from sanctions.models.sanction import Sanction
from sanctions.vocabulary.date_basis import DATE_BASES
from sanctions.vocabulary.ending_ground import ENDING_GROUNDS
from sanctions.vocabulary.event_kind import EVENT_KINDS


class Event(Fact):
    """A step in the life of one measure, or of the whole case where it names none. Nothing erases it."""

    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="events")
    measure = models.ForeignKey(
        Measure,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="events",
        help_text="Leave empty where it concerns the whole case.",
    )
    kind = models.CharField(max_length=40, choices=EVENT_KINDS.choices)
    done_on = EdtfField("done", help_text="EDTF: when it was announced, adopted, lifted …")
    done_on_earliest = earliest("done_on")
    done_on_latest = latest("done_on")
    done_basis = models.CharField("basis", max_length=40, choices=DATE_BASES.choices, blank=True)
    effective_on = EdtfField("takes effect", help_text="EDTF: when it takes effect, where that is another day.")
    effective_on_earliest = earliest("effective_on")
    effective_on_latest = latest("effective_on")
    effective_basis = models.CharField("basis", max_length=40, choices=DATE_BASES.choices, blank=True)
    act = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="events")
    ground = models.CharField(
        "ground of ending", max_length=40, choices=ENDING_GROUNDS.choices, blank=True, help_text="Why it ended."
    )
    comment = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["sanction", "done_on_latest", "pk"]
        constraints = [
            models.CheckConstraint(condition=EVENT_KINDS.is_one("kind"), name="event_kind_is_in_the_vocabulary"),
            models.CheckConstraint(
                condition=ENDING_GROUNDS.is_one("ground", blank=True), name="event_ground_is_in_the_vocabulary"
            ),
            models.CheckConstraint(
                condition=Q(ground="")
                | Q(kind__in=[w.code for w in EVENT_KINDS.values() if w.mappings["stage"] == "ending"]),
                name="event_has_a_ground_only_where_it_ends_something",
                violation_error_message="ground: only an ending has a ground.",
            ),
            models.CheckConstraint(
                condition=(Q(done_on="", done_basis="") | (~Q(done_on="") & DATE_BASES.is_one("done_basis")))
                & (
                    Q(effective_on="", effective_basis="")
                    | (~Q(effective_on="") & DATE_BASES.is_one("effective_basis"))
                ),
                name="event_dates_have_a_basis",
                violation_error_message="basis: each date needs its basis, and a basis its date.",
            ),
            *dates_hold("event", "done_on", "effective_on"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.done_on}".strip()

    def clean(self) -> None:
        """Refuses an event of a measure of another case."""
        if self.measure is not None and self.measure.sanction_id != self.sanction_id:
            raise ValidationError({"measure": "That measure belongs to another case."})
