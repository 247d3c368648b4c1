"""What is public, now and at any time before. Written by `sanctions.publishing` alone."""

from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q

from sanctions.models.publication import Publication

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for "until now": the end of a current edition's known and recorded periods."""
NEVER = datetime(1, 1, 1, tzinfo=UTC)
"""Stands for "not yet": a pending edition is known until it, and so at no time."""


class EditionState(models.TextChoices):
    """What an edition says of its record."""

    PENDING = "pending", "prepared, and not public"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"
    MERGED = "merged", "merged into another"
    REDACTED = "redacted", "lawfully erased"


class Known(models.Model):
    """A row that is true of the public state for a while: as known to its source, and as recorded here."""

    known_from = models.DateTimeField()
    known_until = models.DateTimeField(default=FOREVER)
    recorded_from = models.DateTimeField()
    recorded_until = models.DateTimeField(default=FOREVER)

    class Meta:
        abstract = True


class Step(models.TextChoices):
    """What became of a case, as a reader of a list would say it."""

    LISTED = "listed", "listed"
    AMENDED = "amended", "amended"
    DELISTED = "delisted", "delisted"
    RELISTED = "relisted", "relisted"


class _Public(models.Manager["Edition"]):
    """Editions that are, or were, public."""

    def get_queryset(self) -> models.QuerySet["Edition"]:
        """All but those that are only prepared."""
        return super().get_queryset().exclude(state=EditionState.PENDING)


class Edition(Known):
    """One record as one publication left it. Its document never changes, but for lawful erasure.

    A pending edition is one that a large publication has prepared (`publishing.pending`): nothing public reads it.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="editions")
    uid = models.CharField(max_length=40)
    kind = models.CharField(max_length=20)
    parent = models.CharField(max_length=40, blank=True, help_text="Of a sanction: the target it is aimed at.")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=EditionState, default=EditionState.PUBLISHED)
    label = models.CharField(max_length=400)
    refs = models.TextField(blank=True, help_text="The uids of the records it names, separated by spaces.")
    document = models.TextField(help_text="Canonical JSON.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the document as it was published.")
    shape = models.PositiveSmallIntegerField(help_text="The public shape the document was written in.")
    served = models.TextField(
        null=True, help_text="The same content in today's public shape, where that is another one."
    )
    step = models.CharField(max_length=12, choices=Step, blank=True, help_text="Of a case: what became of it.")
    changes = models.TextField(default="{}", help_text="JSON: what differs from the edition before, in words and data.")
    moved_to = models.CharField(max_length=40, blank=True, help_text="Of a merged record: the uid that stands for it.")
    because = models.TextField(blank=True, help_text="Why it was withdrawn, merged or erased.")
    redacted_by = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="redactions")
    pending_for = models.CharField(
        max_length=40, blank=True, help_text="Of a pending edition: the layer it is to publish."
    )
    follows = models.PositiveIntegerField(
        null=True, help_text="Of a pending edition: the number of the one it replaces."
    )

    objects = _Public()
    pending = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["uid", "number", "pending_for"], name="edition_number_is_unique_within_its_record"
            ),
            models.UniqueConstraint(
                fields=["uid"], condition=Q(known_until=FOREVER), name="edition_is_the_only_current_one"
            ),
            models.CheckConstraint(
                condition=Q(known_from__lte=F("known_until")), name="edition_is_known_before_it_is_superseded"
            ),
            models.CheckConstraint(
                condition=Q(state__in=EditionState.values), name="edition_state_is_in_the_vocabulary"
            ),
            models.CheckConstraint(condition=Q(step__in=["", *Step.values]), name="edition_step_is_in_the_vocabulary"),
            models.CheckConstraint(
                condition=(
                    Q(state=EditionState.PENDING, publication=None, number=0, known_until=NEVER, follows__isnull=False)
                    & ~Q(pending_for="")
                )
                | (~Q(state=EditionState.PENDING) & Q(publication__isnull=False, follows=None, pending_for="")),
                name="edition_is_pending_or_published",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "known_until", "uid"], name="edition_list"),
            models.Index(fields=["publication", "id"], name="edition_feed"),
            models.Index(fields=["kind", "known_until", "label", "uid"], name="edition_list_by_label"),
            models.Index(fields=["kind", "known_until", "known_from", "uid"], name="edition_list_by_age"),
            models.Index(fields=["kind", "uid", "number"], name="edition_history"),
            models.Index(fields=["parent", "known_until"], name="edition_children"),
            models.Index(
                fields=["pending_for", "uid"], condition=Q(state=EditionState.PENDING), name="edition_pending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, edition {self.number}"
