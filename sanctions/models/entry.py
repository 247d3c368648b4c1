"""Entries of official lists, as they were printed."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import DerivedBooleanField
from sanctions.models.official_list import OfficialList
from sanctions.models.release import Release
from sanctions.models.sanction import Sanction


class EntryState(models.TextChoices):
    """What became of an entry."""

    IMPORTED = "imported", "imported"
    QUARANTINED = "quarantined", "put aside: something in it is not understood"
    IGNORED = "ignored", "none that the list is followed for"


class Settled(models.TextChoices):
    """What somebody said of an entry whose reference suddenly names somebody else."""

    SAME = "same", "the same party as before"
    ANOTHER = "another", "another party than before"


class Entry(models.Model):
    """One record of a list, as printed, for as long as it stood there so; a changed entry is another row.

    Several entries may be one case: the same firm in two lists of one authority.
    """

    official_list = models.ForeignKey(OfficialList, models.PROTECT, related_name="entries", db_index=False)
    reference = models.CharField(max_length=120)
    first = models.ForeignKey(Release, models.PROTECT, related_name="entries_begun", help_text="First seen in.")
    gone = models.ForeignKey(
        Release,
        models.PROTECT,
        null=True,
        related_name="entries_gone",
        db_index=False,
        help_text="The first release without it.",
    )
    digest = models.CharField(max_length=64, help_text="SHA-256 of the raw record.")
    raw = models.TextField(help_text="The record as the file has it, always written down in the same way.")
    state = models.CharField(max_length=12, choices=EntryState, default=EntryState.IMPORTED)
    field = models.CharField(max_length=200, blank=True, help_text="Where in it something is not understood.")
    reason = models.TextField(blank=True, help_text="Why it was put aside or ignored.")
    new_name = models.CharField(
        max_length=300, blank=True, help_text="Of one put aside as another party's: the name it bears."
    )
    kind = models.CharField(max_length=40, blank=True, help_text="Of target.")
    label = models.CharField(max_length=300, blank=True)
    filled = models.JSONField(default=list, help_text="The fields it has something to say of.")
    programmes = models.JSONField(default=list, help_text="The codes of the programmes it is listed under.")
    cross_references = models.JSONField(
        default=list, help_text="The same case in other lists, as this one states it: [namespace, reference]."
    )
    unread = models.JSONField(default=list, help_text="What no rule understood, as printed.")
    problems = models.JSONField(default=list, help_text="What is wrong with it, in words.")
    has_unread = DerivedBooleanField(derive=lambda row: bool(row.unread), default=False)
    has_problems = DerivedBooleanField(derive=lambda row: bool(row.problems), default=False)
    sanction = models.ForeignKey(Sanction, models.PROTECT, null=True, related_name="entries")
    settled = models.CharField(max_length=12, choices=Settled, blank=True, help_text="Of one that was put aside.")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    settled_by_name = models.CharField(max_length=150, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_because = models.TextField(blank=True)

    class Meta:
        ordering = ["official_list", "reference", "pk"]
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["official_list", "reference"],
                condition=Q(gone__isnull=True),
                name="entry_of_a_reference_is_one_at_a_time",
            ),
            models.CheckConstraint(condition=Q(state__in=EntryState.values), name="entry_state_is_in_the_vocabulary"),
            models.CheckConstraint(
                condition=Q(settled="") | Q(settled__in=Settled.values, state=EntryState.QUARANTINED),
                name="entry_is_settled_only_where_it_was_put_aside",
            ),
        ]
        # Rows hold the text of their records, so that going through them takes seconds: each list of the desk has an
        # index in its order. No index of all rows begins with `gone`: it would be taken for the better one, and is not.
        indexes = [
            models.Index(fields=["official_list", "reference"], name="entry_by_reference"),
            models.Index(fields=["label"], name="entry_by_label"),
            models.Index(
                fields=["state", "official_list", "reference"], condition=Q(gone__isnull=True), name="entry_by_state"
            ),
            models.Index(
                fields=["official_list", "reference"],
                condition=Q(gone__isnull=True, has_unread=True),
                name="entry_with_unread_text",
            ),
            models.Index(
                fields=["official_list", "reference"],
                condition=Q(gone__isnull=True, has_problems=True),
                name="entry_with_problems",
            ),
            models.Index(fields=["gone"], condition=Q(gone__isnull=False), name="entry_that_is_gone"),
        ]

    def __str__(self) -> str:
        return f"{self.official_list.uid} {self.reference}"
