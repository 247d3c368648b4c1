"""The desk's texts: publishers, documents, passages; and what every record and fact is made of."""

from articles.models.among import Among
from articles.models.document import DateBasis, Document, DocumentKind
from articles.models.fields import (
    DerivedBooleanField,
    DerivedCharField,
    DerivedDateField,
    EdtfField,
    dates_hold,
    earliest,
    latest,
)
from articles.models.journal import Journal, JournalEvent
from articles.models.passage import Fidelity, Passage
from articles.models.publisher import Publisher
from articles.models.record import DESK, Fact, Identified, Record, list_uid, new_uid

__all__ = [
    "DESK",
    "Among",
    "DateBasis",
    "DerivedBooleanField",
    "DerivedCharField",
    "DerivedDateField",
    "Document",
    "DocumentKind",
    "EdtfField",
    "Fact",
    "Fidelity",
    "Identified",
    "Journal",
    "JournalEvent",
    "Passage",
    "Publisher",
    "Record",
    "dates_hold",
    "earliest",
    "latest",
    "list_uid",
    "new_uid",
]
