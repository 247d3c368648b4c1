"""What else is said of targets."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.dates import NotADate, days_of
from articles.models import Fact
from sanctions.models.target import Target
from sanctions.vocabulary.country import COUNTRIES
from sanctions.vocabulary.detail_kind import DETAIL_KINDS


class Detail(Fact):
    """One more thing a source says of a target: a birth date, nationality, position, flag or tonnage."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="details")
    kind = models.CharField(max_length=40, choices=DETAIL_KINDS.choices)
    value = models.CharField(
        max_length=1000, help_text="A date in EDTF, a country by its ISO code, anything else as printed."
    )
    printed = models.CharField("as printed", max_length=1000, blank=True, help_text="Where that differs.")

    class Meta:
        ordering = ["target", "kind", "value"]
        constraints = [
            models.CheckConstraint(condition=~Q(value=""), name="detail_is_not_empty"),
            models.CheckConstraint(condition=DETAIL_KINDS.is_one("kind"), name="detail_kind_is_in_the_vocabulary"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"

    def clean(self) -> None:
        """Refuses a value that is not of its kind's form."""
        word = DETAIL_KINDS.get(self.kind)
        form = word.mappings.get("form") if word else None
        if form == "edtf":
            try:
                days_of(self.value)
            except NotADate as error:
                raise ValidationError({"value": str(error)}) from error
        elif form == "country" and self.value not in COUNTRIES:
            raise ValidationError({"value": f"“{self.value}” is no ISO 3166-1 alpha-2 code. Write IR, RU or GB."})
