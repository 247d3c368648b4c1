"""Who imposes measures: states, their bodies, blocs and courts."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from articles.models import EdtfField, Fact, Record, dates_hold, earliest, latest
from sanctions.models.constraints import refuse_unknown
from sanctions.vocabulary.authority_kind import AUTHORITY_KINDS, code_fault
from sanctions.vocabulary.country import COUNTRIES


class Authority(Record):
    """A state, ministry, agency, court, bloc or UN body that can impose, announce or lift measures.

    Its uid is its code: the ISO 3166-1 code of the state or bloc, then readable parts: `US`, `US-TREASURY`, `US-OFAC`.
    """

    kind_name = "authority"

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, choices=AUTHORITY_KINDS.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        help_text="The body it is part of. A state is not part of a bloc: enter a membership.",
    )
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2 code of the state it acts for.")
    url = models.URLField("website", blank=True)

    class Meta:
        ordering = ["uid"]
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="authority_has_a_name"),
            models.CheckConstraint(
                condition=AUTHORITY_KINDS.is_one("kind"), name="authority_kind_is_in_the_vocabulary"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="authority_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid} · {self.name}"

    def clean(self) -> None:
        """Refuses a code or country that is in no word list, and a tree that bites its own tail."""
        refuse_unknown(COUNTRIES, country=self.country)
        if self.country == "ZZ":
            raise ValidationError({"country": "“ZZ” is no state: leave the country empty."})
        seen, above = {self.pk}, self.parent
        while above is not None:
            if above.pk in seen and above.pk is not None:
                raise ValidationError({"parent": f"{self.uid} would be part of itself, by way of {above.uid}."})
            seen.add(above.pk)
            above = above.parent
        if fault := code_fault(self.uid, self.kind, self.parent.uid if self.parent else ""):
            raise ValidationError({"uid": fault})


class Membership(Fact):
    """A state's membership of a bloc, for as long as it lasts."""

    bloc = models.ForeignKey(Authority, models.PROTECT, related_name="members")
    member = models.ForeignKey(Authority, models.PROTECT, related_name="memberships")
    since = EdtfField(help_text="EDTF: the first day of membership.")
    since_earliest = earliest("since")
    since_latest = latest("since")
    until = EdtfField(help_text="EDTF: the first day it was no longer a member.")
    until_earliest = earliest("until")
    until_latest = latest("until")

    class Meta:
        ordering = ["bloc", "member"]
        constraints = [
            models.CheckConstraint(condition=~Q(bloc=F("member")), name="membership_is_of_another_authority"),
            *dates_hold("membership", "since", "until"),
        ]

    def __str__(self) -> str:
        return f"{self.member.uid} in {self.bloc.uid}"
