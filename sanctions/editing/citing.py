"""Citing facts to the words of a document, and giving a document another text."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.ingest import Anchored, add_text
from articles.models import Document, Fact, Fidelity, Passage, Record
from articles.selectors import anchor, context
from sanctions.editing.ownership import owner
from sanctions.editing.save import Conflict, save
from sanctions.models import CITABLE, Citation

COLUMNS = {model: column for column, model in CITABLE.items()}
"""The column of a citation that names a fact of each sort."""


def cite(
    facts: Sequence[Fact | Record],
    passage: Passage,
    *,
    stance: str,
    by: AbstractBaseUser,
    at: datetime,
    via: str,
    expected: int,
    because: str = "",
) -> list[Citation]:
    """Cites the facts of one record to a passage, all or none; what is cited to it already stays as it is.

    `expected` is the revision of their record that the editor saw. Raises Conflict, ValidationError.
    """
    with transaction.atomic():
        known = Citation.objects.filter(passage=passage, stance=stance)
        new = [
            Citation(passage=passage, stance=stance, **{column: fact})
            for fact in facts
            if not known.filter(**{(column := COLUMNS[type(fact)]): fact}).exists()
        ]
        if new:
            save(owner(facts[0]), facts=new, by=by, at=at, via=via, expected=expected, because=because)
        return new


def quote(
    document: Document,
    words: str,
    *,
    by: AbstractBaseUser,
    at: datetime,
    via: str,
    start: int | None = None,
    fidelity: str = Fidelity.VERBATIM,
    comment: str = "",
) -> Passage:
    """The passage of a document that has these words, made where there is none yet.

    Where the text is kept, the words are found in it, and are what it prints. Raises NotFound; or Ambiguous, where they
    stand there several times and `start` does not say which is meant.
    """
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document.pk)
        if not document.text:
            known = document.passages.filter(quote=words).first()
            passage = Passage(document=document, quote=words)
        else:
            span = anchor(document.text, words, start=start)
            known = document.passages.filter(start=span.start, end=span.end).first()
            prefix, suffix = context(document.text, span)
            printed = document.text[span.start : span.end]
            passage = Passage(
                document=document, quote=printed, start=span.start, end=span.end, prefix=prefix, suffix=suffix
            )
        if known is not None:
            return known
        passage.fidelity, passage.comment = fidelity, comment
        save(document, facts=[passage], by=by, at=at, via=via, expected=document.revision)
        return passage


def replace_text(
    document: Document, text: str, *, by: AbstractBaseUser, at: datetime, via: str, expected: int
) -> list[Anchored]:
    """Gives a document another text. Its quotations move with their words; those that are not found lose their place.

    Raises Conflict where the document moved on.
    """
    with transaction.atomic():
        actual = Document.objects.select_for_update().values_list("revision", flat=True).get(pk=document.pk)
        if actual != expected:
            raise Conflict(document, expected, actual)
        return add_text(document, text, by=by, at=at, via=via, replace=True)
