"""Acts of publishing. Written by `sanctions.publishing` alone."""

from django.conf import settings
from django.db import models

from articles.models import DESK


class Cause(models.TextChoices):
    """What gave rise to a publication."""

    EDITOR = "editor", "published by an editor"
    RELEASE = "release", "a release of an official list"
    MERGE = "merge", "targets merged or split"
    WITHDRAWAL = "withdrawal", "withdrawn"
    REDACTION = "redaction", "lawfully erased"


class Head(models.Model):
    """The end of the chain of publications: one row, whose lock serialises publishing."""

    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="head_is_one_row")]

    def __str__(self) -> str:
        return f"publication {self.seq}"


class Publication(models.Model):
    """One act of publishing a set of records, chained to the one before by its digest."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    recorded_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    because = models.TextField(blank=True)
    cause = models.CharField(max_length=20, choices=Cause)
    layer = models.CharField(max_length=40, default=DESK)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cause__in=Cause.values), name="publication_cause_is_in_the_vocabulary"
            ),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="publication_is_numbered_from_one"),
        ]

    def __str__(self) -> str:
        return f"publication {self.seq}"
