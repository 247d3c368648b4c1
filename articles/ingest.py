"""Adding the text of a document for those who have it, and anchoring the document's quotations in it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.models import Document, Journal, JournalEvent, Passage
from articles.selectors import Ambiguous, NotFound, Span, anchor, context

_COLUMNS = ("start", "end", "prefix", "suffix")


class WrongText(ValueError):
    """The text is not the one the document's quotations were taken from; the message says how they differ."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """What became of one quotation: `anchored` where it was said to stand, `moved`, `not found` or `ambiguous`."""

    passage: Passage
    outcome: str
    words: str = ""


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as documents declare it."""
    return hashlib.sha256(text.encode()).hexdigest()


def outcomes(document: Document, text: str) -> list[Anchored]:
    """What would become of each quotation of the document in this text; nothing is written."""
    return [outcome for outcome, _ in (_anchored(passage, text) for passage in document.passages.all())]


def add_text(
    document: Document,
    text: str,
    *,
    at: datetime,
    via: str,
    replace: bool = False,
    because: str = "",
    by: AbstractBaseUser | None = None,
) -> list[Anchored]:
    """Keeps the text with its document and sets the place and the context of each quotation, all or nothing.

    A quotation that the text does not hold loses its place and is reported. Twice is a no-op.
    Raises WrongText where the document was taken from another text, unless `replace` says that this one is right.
    """
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document.pk)
        if document.text_sha256 and document.text_sha256 != digest(text) and not replace:
            raise WrongText(_difference(document, text))
        found = [_anchored(passage, text) for passage in document.passages.all()]
        changed = [after for one, after in found if _moves(one.passage, after)]
        if document.text != text or changed:
            diff: list[dict[str, object]] = [
                {"path": f"passages/{after.uid}/start", "before": one.passage.start, "after": after.start}
                for one, after in found
                if one.passage.start != after.start
            ]
            if document.text != text:
                diff.insert(0, {"path": "text", "before": digest(document.text), "after": digest(text)})
            # No two passages may share a span, not even while they change places.
            Passage.objects.filter(pk__in=[one.pk for one in changed]).update(start=None, end=None)
            Passage.objects.bulk_update(changed, _COLUMNS)
            document.revision += 1
            document.text = text
            document.declared_sha256, document.declared_length = digest(text), len(text)
            document.save()
            Journal.line(document, JournalEvent.SAVED, by=by, at=at, via=via, because=because, diff=diff).save()
        return [outcome for outcome, _ in found]


def _anchored(passage: Passage, text: str) -> tuple[Anchored, Passage]:
    """What became of a quotation, and the passage as it is to be."""
    span: Span | None = None
    try:
        span = anchor(text, passage.quote, start=passage.start, prefix=passage.prefix, suffix=passage.suffix)
        outcome = Anchored(passage, "anchored" if passage.start in (None, span.start) else "moved", f"at {span.start}")
    except NotFound as error:
        outcome = Anchored(passage, "not found", str(error))
    except Ambiguous as error:
        outcome = Anchored(passage, "ambiguous", str(error))
    prefix, suffix = context(text, span) if span else ("", "")
    start, end = span or (None, None)
    after = Passage(pk=passage.pk, uid=passage.uid, start=start, end=end, prefix=prefix, suffix=suffix)
    return outcome, after


def _moves(before: Passage, after: Passage) -> bool:
    return any(getattr(before, column) != getattr(after, column) for column in _COLUMNS)


def _difference(document: Document, text: str) -> str:
    """In what way the text is not the document's."""
    words = (
        f"{document}: this is another text than the one its quotations were taken from. It has {len(text):,} "
        f"characters{f' instead of {document.length:,}' if document.length else ''}, and the SHA-256 {digest(text)} "
        f"instead of {document.text_sha256}."
    )
    if digest(text.rstrip("\n")) == document.text_sha256:
        return f"{words} Without the line breaks at its end it would be the right one."
    if digest(text.replace("\r\n", "\n")) == document.text_sha256:
        return f"{words} With line breaks of one character (LF, not CRLF) it would be the right one."
    return words
