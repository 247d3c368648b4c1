"""What happened to records on the desk, and by whose hand."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models

from articles.models.record import Record


class JournalEvent(models.TextChoices):
    """What was done to a record."""

    SAVED = "saved", "saved"
    DELETED = "deleted", "deleted"
    REVIEW_REQUESTED = "review_requested", "sent for review"
    RECALLED = "recalled", "request taken back"
    RETURNED = "returned", "sent back"
    CONFIRMED = "confirmed", "confirmed to stand"
    APPROVED = "approved", "approved"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"
    MERGED = "merged", "merged"
    SPLIT = "split", "split"
    REDACTED = "redacted", "redacted"


class Journal(models.Model):
    """One act upon one record: append-only, and in words that outlive the record and the person."""

    record_kind = models.CharField(max_length=20)
    record_uid = models.CharField(max_length=40)
    record_label = models.CharField(max_length=300)
    revision = models.PositiveIntegerField()
    event = models.CharField(max_length=20, choices=JournalEvent)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    via = models.CharField(max_length=20, help_text="Where it came from: admin, command, import.")
    at = models.DateTimeField()
    because = models.TextField(blank=True)
    diff = models.JSONField(default=list, help_text="What changed: path, before, after.")

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "journal"
        indexes = [
            models.Index(fields=["record_uid", "id"], name="journal_of_a_record"),
            models.Index(
                fields=["id"], condition=models.Q(event=JournalEvent.REVIEW_REQUESTED), name="journal_review_requests"
            ),
            models.Index(fields=["id"], condition=models.Q(event=JournalEvent.RETURNED), name="journal_returns"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name} {self.get_event_display()} {self.record_label}"

    @classmethod
    def line(  # what a line says
        cls,
        record: Record,
        event: JournalEvent,
        *,
        by: AbstractBaseUser | None,
        at: datetime,
        via: str,
        because: str = "",
        diff: list[dict[str, Any]] | None = None,
    ) -> Self:
        """An unsaved line on one record."""
        return cls(
            record_kind=record.kind_name,
            record_uid=record.uid,
            record_label=str(record)[:300],
            revision=record.revision,
            event=event,
            by=by,
            by_name=by.get_username() if by else "Interdict",
            via=via,
            at=at,
            because=because,
            diff=diff or [],
        )
