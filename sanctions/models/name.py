"""What targets are called."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.models import DerivedCharField, Fact
from sanctions.matching.normalise import LONGEST, fold
from sanctions.models.constraints import refuse_unknown
from sanctions.models.target import Target
from sanctions.vocabulary.language import LANGUAGES
from sanctions.vocabulary.name_kind import NAME_KINDS
from sanctions.vocabulary.script import SCRIPTS


def _folded(row: Any) -> str:
    return fold(row.full)[:LONGEST]  # one sign can become several letters


class Name(Fact):
    """A name, alias or former name of a target, as a source prints it."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=40, choices=NAME_KINDS.choices, default="primary")
    full = models.CharField("name", max_length=600, help_text="The whole name, as printed.")
    folded = DerivedCharField(max_length=LONGEST, derive=_folded, default="")
    script = models.CharField(max_length=4, blank=True, help_text="ISO 15924 code: Latn, Arab, Cyrl.")
    language = models.CharField(max_length=8, blank=True, help_text="BCP 47 tag: en, fa.")
    parts = models.JSONField(
        default=dict, blank=True, help_text='Where the source gives them: {"given": "Ali", "family": "Jafarabadi"}.'
    )
    is_display = models.BooleanField("shown", default=False, help_text="The one name this target is shown under.")
    display_reason = models.CharField(
        "why this one", max_length=200, blank=True, help_text="Why this name is shown, where sources differ."
    )

    class Meta:
        ordering = ["target", "-is_display", "kind", "full"]
        constraints = [
            models.CheckConstraint(condition=~Q(full=""), name="name_is_not_empty"),
            models.CheckConstraint(condition=NAME_KINDS.is_one("kind"), name="name_kind_is_in_the_vocabulary"),
            models.UniqueConstraint(
                fields=["target"],
                condition=Q(is_display=True),
                name="target_is_shown_under_one_name",
                violation_error_message="A target is shown under one name only.",
            ),
        ]
        indexes = [models.Index(fields=["folded", "target"], name="name_lookup")]

    def __str__(self) -> str:
        return self.full

    def clean(self) -> None:
        """Refuses scripts and languages that are in no word list, and parts that are not named texts."""
        refuse_unknown(SCRIPTS, script=self.script)
        refuse_unknown(LANGUAGES, language=self.language.partition("-")[0])  # en-GB, pt-BR: the region is free
        parts = self.parts if isinstance(self.parts, dict) else {"": None}
        if not all(name and isinstance(part, str) for name, part in parts.items()):
            raise ValidationError({"parts": 'Write each part with its name: {"given": "Ali", "family": "Jafarabadi"}.'})
