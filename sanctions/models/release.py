"""Releases of official lists: what was fetched, what was in it, and what became of it."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from sanctions.models.official_list import OfficialList
from sanctions.models.publication import Publication


class ReleaseState(models.TextChoices):
    """How far a release has come."""

    STAGED = "staged", "yet to be imported"
    HELD = "held", "held for somebody to look at"
    LET_THROUGH = "let_through", "let through, and yet to be imported"
    REJECTED = "rejected", "rejected"
    APPLYING = "applying", "being written to the desk"
    PROMOTED = "promoted", "public"


class Release(models.Model):
    """One dated file (or set of files) of a list. Only one that was promoted says anything to the public."""

    official_list = models.ForeignKey(OfficialList, models.PROTECT, related_name="releases")
    dated = models.DateField(help_text="The day the file gives itself; else that of its coming here.")
    stood_until = models.DateField(
        null=True,
        help_text="The last day on which the list is known to have stood as in it, if that is later.",
    )
    format = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64, help_text="Of the content of its files, whatever they are called.")
    size = models.PositiveBigIntegerField(help_text="In bytes, unpacked.")
    archived = models.CharField(max_length=200, blank=True, help_text="Where its bytes are kept, below the archive.")
    expresses = models.JSONField(default=list, help_text="The fields that its format can tell of at all.")
    received_at = models.DateTimeField("came")
    state = models.CharField(max_length=12, choices=ReleaseState, default=ReleaseState.STAGED)
    held_because = models.JSONField(default=list, help_text="What the guards found, a sentence each.")
    counts = models.JSONField(default=dict, help_text="Records, imported, quarantined, ignored; added, changed …")
    profile = models.JSONField(default=dict, help_text="Its kinds, programmes and how many entries fill each field.")
    plan = models.JSONField(
        default=dict, help_text="While it is not public: what it would change, by reference and name, as far as shown."
    )
    warnings = models.JSONField(default=list, help_text="Columns and elements that no reader knows, and the like.")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by_name = models.CharField("decided by", max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_because = models.TextField(blank=True, help_text="Why somebody let it through or rejected it.")
    decided_before = models.JSONField(
        default=list, help_text="Earlier decisions, a sentence each: of one let through that was held again."
    )
    known_from = models.DateTimeField(
        null=True, help_text="Since when what it says is known, where that is not since it was made public."
    )
    publication = models.ForeignKey(Publication, models.PROTECT, null=True, related_name="releases")
    beat_at = models.DateTimeField(null=True, help_text="When its import last gave a sign of life.")
    worker = models.CharField(max_length=120, blank=True, help_text="The host and process that import it.")

    class Meta:
        ordering = ["official_list", "-dated", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReleaseState.values), name="release_state_is_in_the_vocabulary"
            ),
            models.UniqueConstraint(
                fields=["official_list"],
                condition=Q(state=ReleaseState.APPLYING),
                name="release_is_the_only_one_of_its_list_being_applied",
            ),
        ]
        indexes = [models.Index(fields=["official_list", "state", "dated"], name="release_by_state")]

    def __str__(self) -> str:
        return f"{self.official_list.uid} of {self.dated:%Y-%m-%d}"

    def stood_before(self, day: date) -> date:
        """The last day before another on which the list is known to have stood as in this release."""
        return max(self.dated, min(self.stood_until or self.dated, day - timedelta(days=1)))

    def forget_decision(self) -> None:
        """Asks somebody anew: what was decided before is kept in words."""
        if self.decided_at is not None:
            said = f"{self.get_state_display()} by {self.decided_by_name} on {self.decided_at:%Y-%m-%d %H:%M}"
            self.decided_before = [*self.decided_before, f"{said}: {self.decided_because}"]
        self.decided_by, self.decided_by_name, self.decided_at, self.decided_because = None, "", None, ""

    @property
    def is_let_through(self) -> bool:
        """Whether somebody said that it may be imported, whatever the guards found, and it is not yet."""
        return self.decided_at is not None and self.state in (ReleaseState.LET_THROUGH, ReleaseState.APPLYING)
