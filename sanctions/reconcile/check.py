"""A check of a list: what its keeper offers now, and what is remembered of having asked.

A check that fails changes nothing but the words about it: the last good release stays public, and shows its age.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sanctions.lists.catalogue import Listing
from sanctions.lists.reading import Parts, RefusedError
from sanctions.models import OfficialList, Release, ReleaseState
from sanctions.reconcile import archive, importing
from sanctions.reconcile.fetch import FetchError, Version, Web, fetch
from sanctions.reconcile.grounds import official_list

_SETTLED = (ReleaseState.PROMOTED, ReleaseState.REJECTED)


@dataclass(frozen=True, slots=True)
class Check:
    """What a keeper answered."""

    listing: Listing
    at: datetime
    parts: Parts | None
    """The files of the release; none where they are those of the last check."""
    version: Version
    once: bool = False
    """Whether this was at an address where the list is not followed: what lies there says nothing of today."""


def check(
    listing: Listing,
    *,
    at: datetime,
    address: str = "",
    once: bool = False,
    anew: bool = False,
    web: Web | None = None,
    progress: Callable[[int], object] = lambda _bytes: None,
) -> Check:
    """Asks the keeper of a list for its last release, at the list's own address or at another.

    `anew` asks for it even where it is the one that was fetched last. `once` says that the address is not where the
    list is followed. Raises FetchError, RefusedError.
    """
    known = Version() if anew or once else _known(listing)
    found = fetch(address or listing.address, listing.hosts, known=known, web=web or Web(), progress=progress)
    parts = None if found.content is None else archive.unpacked(found.name, found.content)
    return Check(listing, at, parts, found.version, once)


def passed(done: Check) -> None:
    """Remembers a check whose release could be read, whatever became of it: the next asks only for what is new."""
    row = official_list(done.listing)
    row.checked_at, row.failed_at, row.failed_because = done.at, None, ""
    row.save(update_fields=["checked_at", "failed_at", "failed_because"])
    if done.once:
        return
    # Half of it would be another version's.
    row.etag = done.version.etag if len(done.version.etag) <= 500 else ""
    row.last_modified = done.version.last_modified if len(done.version.last_modified) <= 100 else ""
    if done.parts is not None:
        row.sha256 = archive.digest_of(done.parts)
    row.save(update_fields=["etag", "last_modified", "sha256"])
    importing.confirm(row.uid, row.sha256, done.at.date())


def failed(listing: Listing, *, at: datetime, because: FetchError | RefusedError) -> None:
    """Remembers that a list could not be fetched, or that what came is not the list."""
    row = official_list(listing)
    row.failed_at, row.failed_because = at, str(because)[:1_000]
    row.save(update_fields=["failed_at", "failed_because"])


def _known(listing: Listing) -> Version:
    """The version that was fetched last; none while a release waits for somebody, or to be taken up again."""
    rows = Release.objects.filter(official_list__uid=listing.code).exclude(format=importing.UNREAD)
    waiting = rows.exclude(state__in=_SETTLED)
    row = OfficialList.objects.filter(uid=listing.code).first()
    return Version() if row is None or waiting.exists() else Version(row.etag, row.last_modified)
