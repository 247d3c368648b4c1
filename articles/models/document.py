"""The texts that facts are taken from."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from articles.models.fields import DerivedCharField, EdtfField, dates_hold, earliest, latest
from articles.models.publisher import Publisher
from articles.models.record import Record
from articles.selectors import Ambiguous, NotFound, anchor


class DocumentKind(models.TextChoices):
    """What sort of text a document is."""

    NEWS = "news", "news report"
    ANALYSIS = "analysis", "analysis or comment"
    PRESS_RELEASE = "press_release", "press release"
    STATEMENT = "statement", "statement"
    LEGAL_TEXT = "legal_text", "legal text"
    JUDGMENT = "judgment", "judgment"
    OFFICIAL_LIST = "official_list", "edition of an official list"


class DateBasis(models.TextChoices):
    """How we know a document's date."""

    STATED = "stated", "printed on it"
    INFERRED = "inferred", "worked out"
    FIRST_SEEN = "first_seen", "the day it was first seen"


def _sha256(document: "Document") -> str:
    if document.text:
        return hashlib.sha256(document.text.encode()).hexdigest()
    return document.declared_sha256


class Document(Record):
    """A text that was published: a news report, press release, statement, legal text, judgment or list."""

    kind_name = "document"

    kind = models.CharField(max_length=20, choices=DocumentKind)
    title = models.CharField(max_length=300)
    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="documents")
    origin = models.ForeignKey(
        Publisher,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="syndicated",
        help_text="The agency or body that first wrote it, where that is not the publisher.",
    )
    version_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="versions",
        help_text="The text this one is a rewritten, translated or shortened version of.",
    )
    url = models.URLField("address", max_length=500, blank=True)
    published_on = EdtfField("published", help_text="EDTF: 2024-09-10, or 2024-09 where the day is not known.")
    published_on_earliest = earliest("published_on")
    published_on_latest = latest("published_on")
    published_basis = models.CharField("basis of the date", max_length=12, choices=DateBasis, blank=True)
    language = models.CharField(max_length=8, blank=True, help_text="BCP 47 tag: en, fa, pt-BR.")
    licence = models.CharField(max_length=120, blank=True, help_text="Under what terms its text may be passed on.")
    text = models.TextField(blank=True, help_text="The whole text, for anchoring quotations.")
    text_is_public = models.BooleanField(
        default=False, help_text="Tick only where the text may be passed on: it is then published whole."
    )
    declared_sha256 = models.CharField(
        "SHA-256 of the text", max_length=64, blank=True, help_text="Where the text itself is not kept here."
    )
    declared_length = models.PositiveIntegerField(
        "length of the text", null=True, blank=True, help_text="In characters, where the text itself is not kept here."
    )
    text_sha256 = DerivedCharField(max_length=64, derive=_sha256)

    class Meta:
        ordering = ["-published_on_latest", "title"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="document_has_a_title"),
            models.CheckConstraint(
                condition=Q(kind__in=DocumentKind.values), name="document_kind_is_in_the_vocabulary"
            ),
            models.CheckConstraint(
                condition=Q(declared_sha256="") | Q(declared_sha256__regex=r"^[0-9a-f]{64}$"),
                name="document_declared_sha256_is_64_hex_digits",
            ),
            models.CheckConstraint(
                condition=(Q(published_on="") & Q(published_basis=""))
                | (~Q(published_on="") & Q(published_basis__in=DateBasis.values)),
                name="document_date_has_a_basis",
                violation_error_message="published: a date needs its basis, and a basis its date.",
            ),
            models.CheckConstraint(
                condition=Q(version_of__isnull=True) | ~Q(version_of=F("id")),
                name="document_is_not_a_version_of_itself",
                violation_error_message="version of: a text is no version of itself.",
            ),
            *dates_hold("document", "published_on"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuses another text, in which quotations that are kept stand elsewhere or not at all.

        The text that is stored is not judged again: where somebody put it in knowingly, quotations lost their place.
        """
        if self.pk and self.text and Document.objects.filter(pk=self.pk, text=self.text).exists():
            return
        for passage in self.passages.all() if self.text and self.pk else ():
            try:
                place = anchor(
                    self.text, passage.quote, start=passage.start, prefix=passage.prefix, suffix=passage.suffix
                )
            except (NotFound, Ambiguous) as error:
                raise ValidationError({"text": str(error)}) from error
            if passage.start not in (None, place.start):
                raise ValidationError(
                    {"text": f"{passage} stands at {place.start} here, and at {passage.start} in the text it is from."}
                )

    @property
    def is_known(self) -> bool:
        """Whether somebody has the text: it is kept here, or can be told by its SHA-256."""
        return bool(self.text or self.declared_sha256)

    @property
    def length(self) -> int | None:
        """Characters in the text, where we know."""
        return len(self.text) if self.text else self.declared_length
