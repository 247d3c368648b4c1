"""Cases: what one authority holds against one target."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from articles.models import EdtfField, Fact, Record, dates_hold, earliest, latest
from sanctions.models.allegation import Allegation
from sanctions.models.authority import Authority
from sanctions.models.programme import Programme
from sanctions.models.target import Target
from sanctions.vocabulary.affected_role import AFFECTED_ROLES
from sanctions.vocabulary.date_basis import DATE_BASES
from sanctions.vocabulary.origin import ORIGINS
from sanctions.vocabulary.sanction_kind import SANCTION_KINDS

if TYPE_CHECKING:
    from sanctions.models.event import Event


class Sanction(Record):
    """One authority's case against one target: a designation, listing, specification or bilateral step."""

    kind_name = "sanction"

    authority = models.ForeignKey(Authority, models.PROTECT, related_name="sanctions")
    target = models.ForeignKey(Target, models.PROTECT, related_name="sanctions")
    kind = models.CharField(max_length=40, choices=SANCTION_KINDS.choices)
    reference = models.CharField(
        max_length=120, blank=True, help_text="The authority's own number of the case: IRN0240, 25237."
    )
    label = models.CharField(max_length=300, blank=True, editable=False, help_text="As pickers and lists show it.")
    origin = models.CharField(max_length=40, choices=ORIGINS.choices, default="autonomous")
    implements = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="implemented_by",
        help_text="The case this one carries out, such as a listing by the UN Security Council.",
    )
    designated_by = models.ForeignKey(
        Authority,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="designations",
        help_text="The body that decided, where another keeps the list: the Department of State on OFAC's list.",
    )
    grounds = models.TextField(
        "grounds as stated by the authority", blank=True, help_text="The authority's words, not ours."
    )
    exposure = models.CharField(
        max_length=300, blank=True, help_text="Secondary-sanctions risk, as printed. It is no measure."
    )
    responds_to = models.ForeignKey(
        Allegation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="responses",
        help_text="What is alleged, where the authority says that its measures answer it.",
    )

    class Meta:
        ordering = ["authority", "reference", "pk"]
        verbose_name = "designation / case"
        indexes = [models.Index(fields=["label", "uid"], name="sanction_by_label")]
        verbose_name_plural = "designations / cases"
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "reference"],
                condition=~Q(reference=""),
                name="sanction_reference_is_unique_within_its_authority",
                violation_error_message="This authority already has a case with that reference.",
            ),
            models.CheckConstraint(condition=SANCTION_KINDS.is_one("kind"), name="sanction_kind_is_in_the_vocabulary"),
            models.CheckConstraint(condition=ORIGINS.is_one("origin"), name="sanction_origin_is_in_the_vocabulary"),
            models.CheckConstraint(
                condition=Q(implements__isnull=True) | Q(origin="implements") & ~Q(implements=F("id")),
                name="sanction_that_implements_another_says_so",
                violation_error_message="origin: a case that implements another is not autonomous.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or f"case {self.uid}"

    @property
    def case_events(self) -> list["Event"]:
        """The events of the whole case."""
        return [event for event in self.events.all() if event.measure_id is None]


class ProgrammeLink(Fact):
    """A programme under which a case stands, as printed, for as long as it does."""

    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="programme_links")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="links")
    printed = models.CharField("as printed", max_length=200, blank=True)
    since = EdtfField(help_text="EDTF: when this legal basis began to apply.")
    since_earliest = earliest("since")
    since_latest = latest("since")
    since_basis = models.CharField("basis", max_length=40, choices=DATE_BASES.choices, blank=True)
    until = EdtfField(help_text="EDTF: the first day it no longer applied.")
    until_earliest = earliest("until")
    until_latest = latest("until")
    until_basis = models.CharField("basis", max_length=40, choices=DATE_BASES.choices, blank=True)

    class Meta:
        ordering = ["sanction", "programme"]
        verbose_name = "legal basis"
        verbose_name_plural = "legal bases"
        constraints = [
            models.CheckConstraint(
                condition=DATE_BASES.is_one("since_basis", blank=True) & DATE_BASES.is_one("until_basis", blank=True),
                name="programme_link_bases_are_in_the_vocabulary",
            ),
            *dates_hold("programme_link", "since", "until"),
        ]

    def __str__(self) -> str:
        return self.printed or self.programme.code


class Affected(Fact):
    """Somebody a case touches without being aimed at: an airline whose routes end, a firm owned by the target."""

    sanction = models.ForeignKey(Sanction, models.CASCADE, related_name="affected")
    target = models.ForeignKey(Target, models.PROTECT, related_name="affected_by")
    role = models.CharField(max_length=40, choices=AFFECTED_ROLES.choices)
    comment = models.CharField(max_length=300, blank=True, help_text="In what way, as the source says it.")

    class Meta:
        ordering = ["sanction", "target"]
        verbose_name = "affected party"
        verbose_name_plural = "affected parties"
        constraints = [
            models.CheckConstraint(condition=AFFECTED_ROLES.is_one("role"), name="affected_role_is_in_the_vocabulary"),
            models.UniqueConstraint(fields=["sanction", "target", "role"], name="affected_party_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.target} ({self.get_role_display()})"
