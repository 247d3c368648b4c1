"""Where targets are."""

from django.db import models
from django.db.models import Q

from articles.models import Fact
from sanctions.models.constraints import refuse_unknown
from sanctions.models.target import Target
from sanctions.vocabulary.country import COUNTRIES


class Address(Fact):
    """An address of a target, whole and, where the source gives them, in parts."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="addresses")
    full = models.CharField("address", max_length=600, help_text="As printed.")
    city = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2 code.")

    class Meta:
        ordering = ["target", "full"]
        verbose_name_plural = "addresses"
        constraints = [models.CheckConstraint(condition=~Q(full=""), name="address_is_not_empty")]

    def __str__(self) -> str:
        return self.full

    def clean(self) -> None:
        """Refuses a country that is in no word list."""
        refuse_unknown(COUNTRIES, country=self.country)
