"""Regimes and legal bases, under which authorities sanction."""

from django.db import models
from django.db.models import Q

from articles.models import EdtfField, Fact, Record, dates_hold, earliest, latest
from sanctions.models.act import Act
from sanctions.models.authority import Authority
from sanctions.models.constraints import refuse_unknown
from sanctions.vocabulary.country import COUNTRIES


class Programme(Record):
    """A sanctions regime or legal basis of one authority; its uid is its code: `US-OFAC-RUSSIA-EO14024`."""

    kind_name = "programme"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="programmes")
    code = models.CharField(max_length=200, help_text="As the authority prints it: RUSSIA-EO14024.")
    name = models.CharField(max_length=300)
    countries = models.JSONField(
        default=list, blank=True, help_text='ISO 3166-1 alpha-2 codes of the countries it is about: ["IR"].'
    )
    theme = models.CharField(max_length=100, blank=True, help_text="Where it is about no country: counter-terrorism.")
    acts = models.ManyToManyField(Act, blank=True, related_name="programmes", help_text="The acts it rests on.")
    expires_on = EdtfField("expires")
    expires_on_earliest = earliest("expires_on")
    expires_on_latest = latest("expires_on")
    review_by = EdtfField("review due by")
    review_by_earliest = earliest("review_by")
    review_by_latest = latest("review_by")
    opensanctions_key = models.CharField("OpenSanctions key", max_length=60, blank=True)

    class Meta:
        ordering = ["uid"]
        constraints = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="programme_has_a_code_and_a_name"),
            models.UniqueConstraint(fields=["authority", "code"], name="programme_code_is_unique_within_its_authority"),
            *dates_hold("programme", "expires_on", "review_by"),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"

    def clean(self) -> None:
        """Refuses countries that are in no word list."""
        refuse_unknown(COUNTRIES, countries=self.countries)


class ProgrammeAlias(Fact):
    """Another word the authority has printed for a programme, such as a tag it later renamed."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="aliases")
    printed = models.CharField(max_length=200)
    since = EdtfField("first seen")
    since_earliest = earliest("since")
    since_latest = latest("since")
    until = EdtfField("last seen")
    until_earliest = earliest("until")
    until_latest = latest("until")

    class Meta:
        ordering = ["programme", "printed"]
        verbose_name_plural = "programme aliases"
        constraints = [
            models.CheckConstraint(condition=~Q(printed=""), name="programme_alias_is_not_empty"),
            models.UniqueConstraint(fields=["programme", "printed"], name="programme_alias_is_given_once"),
            *dates_hold("programme_alias", "since", "until"),
        ]

    def __str__(self) -> str:
        return self.printed
