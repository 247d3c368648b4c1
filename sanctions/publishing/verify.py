"""Whether the published past is what it was: every digest, every link of the chain, every number in its place."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import orjson
from django.db.models import Max

from sanctions.models import FOREVER, Cause, Edition, EditionState, Head, Publication
from sanctions.publishing import shape
from sanctions.publishing.canonical import digest_of, written
from sanctions.publishing.chain import chained


class BadRow(Exception):
    """The first row at which the chain does not verify, and why."""


class _Last(NamedTuple):
    """What is remembered of the last edition of a record that was met."""

    number: int
    known_until: datetime
    recorded_until: datetime
    named: str


def verify() -> Iterator[int]:
    """Walks the chain from its first publication to its present end and yields each number that verifies.

    Others may go on publishing meanwhile. Raises BadRow at the first row that does not verify.
    """
    # In this order: whoever publishes in between moves the head along.
    newest = Publication.objects.aggregate(newest=Max("seq"))["newest"] or 0
    head = Head.objects.filter(pk=1).first() or Head(seq=0, digest="")
    if head.seq < newest:
        raise BadRow(f"the head says that the chain ends at publication {head.seq}, but there is {newest}")
    previous, seq = "", 0
    last: dict[str, _Last] = {}
    for publication in Publication.objects.filter(seq__lte=head.seq).order_by("seq").iterator():
        seq += 1
        if publication.seq != seq:
            raise BadRow(f"publication {seq} is missing: the next one is {publication.seq}")
        if chained(previous, publication, _checked(publication, last)) != publication.digest:
            raise BadRow(f"publication {seq}: its digest does not follow from its content and the one before")
        previous = publication.digest
        yield seq
    if (head.seq, head.digest) != (seq, previous):
        raise BadRow(f"the chain ends at publication {seq}, but the head says that it ends otherwise at {head.seq}")
    for one in last.values():
        # What was replaced while we walked was replaced by a publication after the head that we walked to.
        replaced = head.recorded_at is not None and head.recorded_at < one.recorded_until < FOREVER
        if not replaced and (one.known_until, one.recorded_until) != (FOREVER, FOREVER):
            raise BadRow(f"{one.named}: is the last of its record, but not the current one")


def _checked(publication: Publication, last: dict[str, _Last]) -> Iterator[Edition]:
    """The editions that a publication made or erased, each as soon as it has been looked at."""
    erased = publication.cause == Cause.REDACTION
    mine = Edition.objects.filter(**{"redacted_by" if erased else "publication": publication})
    for edition in mine.select_related("redacted_by").iterator(chunk_size=500):
        _check(edition)
        if not erased:
            if edition.recorded_from != publication.recorded_at:
                raise BadRow(f"{_named(edition)}: was recorded at another time than its publication")
            _follows(last.get(edition.uid), edition)
            last[edition.uid] = _Last(
                edition.number, edition.known_until, edition.recorded_until, named=_named(edition)
            )
        yield edition


def _check(edition: Edition) -> None:
    if edition.state == EditionState.REDACTED:
        if edition.document or edition.redacted_by is None or edition.redacted_by.cause != Cause.REDACTION:
            raise BadRow(f"{_named(edition)}: is marked as erased, but no redaction erased it")
        return
    if digest_of(edition.document) != edition.digest:
        raise BadRow(f"{_named(edition)}: its document does not have the digest it was published with")
    document = orjson.loads(edition.document)
    says = (document["record"], document["uid"], document.get("moved_to", ""), _state(document))
    if says != (edition.kind, edition.uid, edition.moved_to, edition.state):
        raise BadRow(f"{_named(edition)}: is filed as something else than its document says")
    if edition.state != EditionState.PUBLISHED:
        return
    if (document["label"], document.get("target", "")) != (edition.label, edition.parent):
        raise BadRow(f"{_named(edition)}: is filed under another label or target than its document says")
    if edition.served is not None and edition.served != written(shape.upgrade(document, edition.shape)):
        raise BadRow(f"{_named(edition)}: what is served of it is not its document in today's shape; run republish")


def _state(document: dict[str, str]) -> str:
    if "moved_to" in document:
        return EditionState.MERGED
    return EditionState.WITHDRAWN if "withdrawn" in document else EditionState.PUBLISHED


def _follows(before: _Last | None, edition: Edition) -> None:
    if edition.number != (before.number + 1 if before else 1):
        raise BadRow(f"{_named(edition)}: does not follow on edition {before.number if before else 0}")
    if before and (before.known_until, before.recorded_until) != (edition.known_from, edition.recorded_from):
        raise BadRow(f"{before.named}: does not end where edition {edition.number} begins")


def _named(edition: Edition) -> str:
    return f"edition {edition.number} of {edition.kind} {edition.uid} (row {edition.pk})"
