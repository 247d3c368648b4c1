"""Who or what measures are aimed at."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from articles.models import Record
from sanctions.models.constraints import refuse_unknown
from sanctions.vocabulary.class_role import CLASS_ROLES
from sanctions.vocabulary.country import COUNTRIES
from sanctions.vocabulary.target_kind import TARGET_KINDS


class Target(Record):
    """A person, firm, ship, state, sector … that a measure is aimed at or affects; or a class nobody has named."""

    kind_name = "target"

    kind = models.CharField(max_length=40, choices=TARGET_KINDS.choices)
    label = models.CharField(
        max_length=300, blank=True, editable=False, help_text="The display name, as pickers and lists show it."
    )
    country = models.CharField(
        max_length=2, blank=True, help_text="For a state or territory: its ISO 3166-1 alpha-2 code."
    )
    criterion = models.TextField(blank=True, help_text="For a class: who belongs to it, as the source says it.")
    class_role = models.CharField(
        "role of the class",
        max_length=40,
        choices=CLASS_ROLES.choices,
        blank=True,
        help_text="promise: to be named later; summary: a report's sum of cases; legal: the law's own definition.",
    )
    class_kinds = models.JSONField(
        "kinds in the class", default=list, blank=True, help_text='Target kinds: ["person", "company"].'
    )
    class_countries = models.JSONField(
        "countries of the class", default=list, blank=True, help_text='ISO 3166-1 alpha-2 codes: ["IR", "RU"].'
    )
    open_ended = models.BooleanField(
        "open-ended", default=False, help_text="For a class: the source says its own list is not complete."
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        help_text="The target this one turned out to be. Its facts stay here; publishing gathers them there.",
    )

    class Meta:
        ordering = ["label", "uid"]
        indexes = [models.Index(fields=["label", "uid"], name="target_by_label")]
        constraints = [
            models.CheckConstraint(condition=TARGET_KINDS.is_one("kind"), name="target_kind_is_in_the_vocabulary"),
            models.CheckConstraint(
                condition=(Q(kind="class") & ~Q(criterion="") & CLASS_ROLES.is_one("class_role"))
                | (~Q(kind="class") & Q(criterion="", class_role="", open_ended=False)),
                name="target_has_a_criterion_and_a_role_if_and_only_if_it_is_a_class",
                violation_error_message="A class needs its criterion and role; only a class has them.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="target_is_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.label or f"unnamed {self.get_kind_display()} {self.uid}"

    def clean(self) -> None:
        """Refuses codes that are in no word list, and a class's kinds and countries where the target is none."""
        refuse_unknown(TARGET_KINDS, class_kinds=self.class_kinds)
        refuse_unknown(COUNTRIES, country=self.country, class_countries=self.class_countries)
        if self.kind != "class" and (self.class_kinds or self.class_countries):
            raise ValidationError({"class_kinds": "Only a class has kinds and countries of its members."})

    def root(self) -> "Target":
        """The target this one stands for after all merges."""
        return self if self.merged_into is None else self.merged_into.root()

    def cluster(self) -> list["Target"]:
        """The target and all that were merged into it, itself first, then by uid."""
        found, layer = [self], [self]
        while layer:
            layer = list(Target.objects.filter(merged_into__in=layer).order_by("uid"))
            found += layer
        return found
