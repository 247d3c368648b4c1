"""The chain of publications: one after the other, each tied by its digest to all before it."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Protocol

import orjson
from django.contrib.auth.models import AbstractBaseUser

from sanctions.models import Cause, Head, Publication
from sanctions.publishing.canonical import digest_of


def lock() -> Head:
    """The end of the chain, locked until the transaction ends: publications happen one after the other."""
    Head.objects.get_or_create(pk=1)
    return Head.objects.select_for_update().get(pk=1)


def next_publication(
    head: Head, *, layer: str, by: AbstractBaseUser | None, at: datetime, because: str, cause: Cause
) -> Publication:
    """The unsaved publication that follows the head."""
    # The clock may have stepped back; what was recorded later still says so.
    recorded = at if head.recorded_at is None or at > head.recorded_at else head.recorded_at + timedelta(microseconds=1)
    return Publication(
        seq=head.seq + 1,
        recorded_at=recorded,
        by=by,  # type: ignore[misc]
        by_name=by.get_username() if by else "Interdict",
        because=because,
        cause=cause,
        layer=layer,
    )


class Sealed(Protocol):
    """What the chain ties of an edition."""

    @property
    def digest(self) -> str:
        """The digest of its document."""

    @property
    def known_from(self) -> datetime:
        """Since when it is known."""


def seal(publication: Publication, head: Head, editions: Iterable[Sealed]) -> None:
    """Saves a publication and makes it the end of the chain."""
    publication.digest = chained(head.digest, publication, editions)
    publication.save(force_insert=True)
    Head.objects.filter(pk=1).update(
        seq=publication.seq, digest=publication.digest, recorded_at=publication.recorded_at
    )


def chained(previous: str, publication: Publication, editions: Iterable[Sealed]) -> str:
    """The digest that ties a publication, with all it says of itself and its editions, to all before it."""
    said = (publication.by_name, publication.because, publication.cause, publication.layer)
    # Sorted here: databases do not agree on the order of texts.
    each = sorted(f"{edition.digest} {_moment(edition.known_from)}" for edition in editions)
    parts = (previous, publication.seq, _moment(publication.recorded_at), *said, *each)
    return digest_of(orjson.dumps(parts).decode())


def _moment(moment: datetime) -> str:
    # In UTC, as the database gives it back, whatever zone it was handed in with.
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
