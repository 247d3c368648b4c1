"""Which words of which text say so."""

from django.core.exceptions import ValidationError
from django.db import models

from articles.models import Fact, Passage
from sanctions.models.act import Act, ActRelation
from sanctions.models.address import Address
from sanctions.models.allegation import Allegation
from sanctions.models.authority import Authority, Membership
from sanctions.models.claim import Claim
from sanctions.models.constraints import exactly_one
from sanctions.models.detail import Detail
from sanctions.models.event import Event
from sanctions.models.exemption import Exemption
from sanctions.models.fulfilment import Fulfilment
from sanctions.models.identifier import Identifier
from sanctions.models.measure import Measure
from sanctions.models.name import Name
from sanctions.models.programme import Programme, ProgrammeAlias
from sanctions.models.relation import Relation
from sanctions.models.sanction import Affected, ProgrammeLink, Sanction
from sanctions.models.target import Target
from sanctions.vocabulary.citation_stance import STANCES

CITABLE: dict[str, type[models.Model]] = {
    "authority": Authority,
    "membership": Membership,
    "programme": Programme,
    "programme_alias": ProgrammeAlias,
    "act": Act,
    "act_relation": ActRelation,
    "target": Target,
    "name": Name,
    "identifier": Identifier,
    "address": Address,
    "detail": Detail,
    "relation": Relation,
    "sanction": Sanction,
    "programme_link": ProgrammeLink,
    "affected": Affected,
    "measure": Measure,
    "event": Event,
    "exemption": Exemption,
    "fulfilment": Fulfilment,
    "allegation": Allegation,
    "claim": Claim,
}
"""The facts a passage can support or contradict, by the column of a citation that names them."""


class Citation(Fact):
    """A passage that supports or contradicts one fact."""

    passage = models.ForeignKey(Passage, models.PROTECT, related_name="citations")
    stance = models.CharField(max_length=40, choices=STANCES.choices, default="supports")
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="citations")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="citations")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="citations")
    programme_alias = models.ForeignKey(ProgrammeAlias, models.PROTECT, null=True, blank=True, related_name="citations")
    act = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="citations")
    act_relation = models.ForeignKey(ActRelation, models.PROTECT, null=True, blank=True, related_name="citations")
    target = models.ForeignKey(Target, models.PROTECT, null=True, blank=True, related_name="citations")
    name = models.ForeignKey(Name, models.PROTECT, null=True, blank=True, related_name="citations")
    identifier = models.ForeignKey(Identifier, models.PROTECT, null=True, blank=True, related_name="citations")
    address = models.ForeignKey(Address, models.PROTECT, null=True, blank=True, related_name="citations")
    detail = models.ForeignKey(Detail, models.PROTECT, null=True, blank=True, related_name="citations")
    relation = models.ForeignKey(Relation, models.PROTECT, null=True, blank=True, related_name="citations")
    sanction = models.ForeignKey(Sanction, models.PROTECT, null=True, blank=True, related_name="citations")
    programme_link = models.ForeignKey(ProgrammeLink, models.PROTECT, null=True, blank=True, related_name="citations")
    affected = models.ForeignKey(Affected, models.PROTECT, null=True, blank=True, related_name="citations")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="citations")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="citations")
    exemption = models.ForeignKey(Exemption, models.PROTECT, null=True, blank=True, related_name="citations")
    fulfilment = models.ForeignKey(Fulfilment, models.PROTECT, null=True, blank=True, related_name="citations")
    allegation = models.ForeignKey(Allegation, models.PROTECT, null=True, blank=True, related_name="citations")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="citations")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=exactly_one(tuple(CITABLE)), name="citation_supports_exactly_one_fact"),
            models.CheckConstraint(condition=STANCES.is_one("stance"), name="citation_stance_is_in_the_vocabulary"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.passage}"

    @property
    def fact(self) -> models.Model | None:
        """What is cited for."""
        return next((fact for column in CITABLE if (fact := getattr(self, column)) is not None), None)

    def clean(self) -> None:
        """Refuses a citation of several facts, or of none, in words rather than by the database alone."""
        if sum(getattr(self, f"{column}_id") is not None for column in CITABLE) != 1:
            raise ValidationError("A citation supports or contradicts exactly one fact.")
