"""The numbers targets are known by."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.models import DESK, DerivedBooleanField, DerivedCharField, Fact
from sanctions.models.constraints import refuse_unknown
from sanctions.models.target import Target
from sanctions.vocabulary.country import COUNTRIES
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES, normalise, problem


def _normalised(row: Any) -> str:
    return normalise(row.scheme, row.value)[:200]


def _looks_wrong(row: Any) -> bool:
    return problem(row.scheme, row.value) is not None


class Identifier(Fact):
    """A number or code somebody issued to a target: an IMO number, a passport, a company registration."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=40, choices=IDENTIFIER_SCHEMES.choices)
    value = models.CharField(max_length=200, help_text="As printed.")
    normalised = DerivedCharField(max_length=200, derive=_normalised)
    looks_wrong = DerivedBooleanField(derive=_looks_wrong, default=False)
    country = models.CharField(
        "issued by", max_length=2, blank=True, help_text="ISO 3166-1 alpha-2 code of the issuer."
    )

    class Meta:
        ordering = ["target", "scheme", "value"]
        constraints = [
            models.CheckConstraint(condition=~Q(value=""), name="identifier_is_not_empty"),
            models.CheckConstraint(
                condition=IDENTIFIER_SCHEMES.is_one("scheme"), name="identifier_scheme_is_in_the_vocabulary"
            ),
        ]
        indexes = [
            models.Index(fields=["scheme", "normalised", "country", "target"], name="identifier_lookup"),
            models.Index(fields=["target"], condition=Q(looks_wrong=True), name="identifier_looks_wrong"),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def problem(self) -> str:
        """What is wrong with the value by the rules of its scheme, in words; empty where nothing is."""
        return problem(self.scheme, self.value) or ""

    def clean(self) -> None:
        """Refuses an unknown country, and an editor's value that its scheme rules out; a list's is only flagged."""
        refuse_unknown(COUNTRIES, country=self.country)
        if self.layer == DESK and self.problem:
            raise ValidationError({"value": self.problem})
