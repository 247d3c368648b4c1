"""Whether the published past is what it was: every digest, every link of the chain, every number in its place."""

from collections.abc import Iterator

from sanctions.models import FOREVER, Cause, Edition, EditionState, Head, Publication
from sanctions.publishing.canonical import digest_of
from sanctions.publishing.publish import chained


class BadRow(Exception):
    """The first row at which the chain does not verify, and why."""


def verify() -> Iterator[int]:
    """Walks the chain from its first publication and yields each number that verifies.

    Raises BadRow at the first row that does not.
    """
    previous, seq = "", 0
    numbers: dict[str, Edition] = {}
    for publication in Publication.objects.order_by("seq").iterator():
        seq += 1
        if publication.seq != seq:
            raise BadRow(f"publication {seq} is missing: the next one is {publication.seq}")
        digests = []
        for edition in _editions(publication):
            _check(edition, publication)
            digests.append(edition.digest)
            if publication.cause != Cause.REDACTION:
                _follows(numbers.get(edition.uid), edition)
                numbers[edition.uid] = edition
        if chained(previous, publication, digests) != publication.digest:
            raise BadRow(f"publication {seq}: its digest does not follow from its content and the one before")
        previous = publication.digest
        yield seq
    head = Head.objects.filter(pk=1).first()
    if (head.seq, head.digest) != (seq, previous) if head else seq:
        raise BadRow(f"the chain ends at publication {seq}, but the head says {head or 'nothing'}")
    for edition in numbers.values():
        if edition.known_until != FOREVER or edition.recorded_until != FOREVER:
            raise BadRow(f"{_named(edition)}: is the last of its record, but not the current one")


def _editions(publication: Publication) -> Iterator[Edition]:
    rows = (
        Edition.objects.filter(redacted_by=publication).order_by("uid", "number")
        if publication.cause == Cause.REDACTION
        else Edition.objects.filter(publication=publication).order_by("uid")
    )
    yield from rows.iterator(chunk_size=500)


def _check(edition: Edition, publication: Publication) -> None:
    if edition.state == EditionState.REDACTED:
        if edition.document or edition.redacted_by is None or edition.redacted_by.cause != Cause.REDACTION:
            raise BadRow(f"{_named(edition)}: is marked as erased, but no redaction erased it")
    elif digest_of(edition.document) != edition.digest:
        raise BadRow(f"{_named(edition)}: its document does not have the digest it was published with")
    if publication.cause != Cause.REDACTION and edition.recorded_from != publication.recorded_at:
        raise BadRow(f"{_named(edition)}: was recorded at another time than its publication")


def _follows(before: Edition | None, edition: Edition) -> None:
    if edition.number != (before.number + 1 if before else 1):
        raise BadRow(f"{_named(edition)}: does not follow on edition {before.number if before else 0}")
    if before and (before.known_until, before.recorded_until) != (edition.known_from, edition.recorded_from):
        raise BadRow(f"{_named(before)}: does not end where edition {edition.number} begins")


def _named(edition: Edition) -> str:
    return f"edition {edition.number} of {edition.kind} {edition.uid} (row {edition.pk})"
