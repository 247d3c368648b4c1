"""The words of a text that say so."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from articles.models.document import Document
from articles.models.record import Fact
from articles.selectors import Ambiguous, NotFound, anchor


class Fidelity(models.TextChoices):
    """How close a quotation is to what was said or printed first."""

    VERBATIM = "verbatim", "word for word"
    ALTERED = "altered", "in quotation marks, but not the original words"
    PARAPHRASE = "paraphrase", "reported in the publisher's words"


class Passage(Fact):
    """A quoted span of a document: W3C TextQuoteSelector and TextPositionSelector.

    https://www.w3.org/TR/annotation-model/#text-quote-selector; positions count characters, the end is not included.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="passages")
    quote = models.TextField(help_text="The exact words. At most 25 where the text is not public.")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    prefix = models.CharField(max_length=64, blank=True, help_text="The words before; never published.")
    suffix = models.CharField(max_length=64, blank=True, help_text="The words after; never published.")
    fidelity = models.CharField(max_length=12, choices=Fidelity, default=Fidelity.VERBATIM)
    comment = models.CharField(
        max_length=300, blank=True, help_text="What a reader should know of these words: how another version differs."
    )

    class Meta:
        ordering = ["document", "start", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(quote=""), name="passage_quotes_something"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__isnull=False, end__gt=F("start")),
                name="passage_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(fidelity__in=Fidelity.values), name="passage_fidelity_is_in_the_vocabulary"
            ),
            models.UniqueConstraint(
                fields=["document", "start", "end"], name="passage_spans_each_stretch_of_a_document_once"
            ),
        ]

    @property
    def is_checked(self) -> bool:
        """Whether the words were looked up in a text: they have a place in the one whose SHA-256 the document says.

        Without a place nobody could check them here, and how close they are is as their editor says.
        """
        return self.start is not None

    def clean(self) -> None:
        """Finds the place of the words where the text is kept here; refuses words that do not stand in it."""
        if self.document_id is not None and self.start is not None and not self.document.is_known:
            raise ValidationError({"start": "A place is counted in a text: put in the text, or its SHA-256, first."})
        if self.document_id is not None and self.document.text:
            try:
                self.start, self.end = anchor(
                    self.document.text, self.quote, start=self.start, prefix=self.prefix, suffix=self.suffix
                )
            except (NotFound, Ambiguous) as error:
                raise ValidationError({"quote": str(error)}) from error

    def __str__(self) -> str:
        return f"“{self.quote if len(self.quote) <= 80 else self.quote[:79] + '…'}”"
