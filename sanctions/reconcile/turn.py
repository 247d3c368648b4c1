"""Whose turn it is to import a list: one at a time, and one that was killed is taken up by whoever comes next."""

import os
import socket
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from sanctions.models import Release, ReleaseState

_DEAD = timedelta(minutes=10)
"""After so long without a sign of life an import is taken for killed, whatever process has its number now."""


class BusyError(Exception):
    """Another import of the same list is at work, or has to be finished first."""


def refuse(row: Release) -> None:
    """Raises BusyError where another release of the list is at work, or was broken off and must be taken up first."""
    other = Release.objects.filter(official_list=row.official_list, state=ReleaseState.APPLYING).first()
    if other is not None and _is_alive(other):
        raise BusyError(f"{other} is being imported at this moment; wait until that is done.")
    if other is not None and other != row:
        raise BusyError(f"{other} was broken off half-way; import it again first, so that it is whole.")


def take(row: Release) -> None:
    """Begins, or takes up, the import of a release. Raises BusyError, and then nothing has changed."""
    refuse(row)
    row.state, row.beat_at = ReleaseState.APPLYING, datetime.now(UTC)
    row.worker = f"{socket.gethostname()} {os.getpid()}"
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise BusyError(f"another release of {row.official_list} is being imported at this moment.") from None


def beat(row: Release) -> None:
    """Gives a sign of life."""
    Release.objects.filter(pk=row.pk).update(beat_at=datetime.now(UTC))


def leave(row: Release) -> None:
    """Breaks off: whoever comes next may take it up at once. After a kill -9 the process itself is missed."""
    Release.objects.filter(pk=row.pk).update(beat_at=None)


def _is_alive(row: Release) -> bool:
    """Whether somebody is still at work on a release: heard of lately, and on this host with their process still there.

    A number of a process alone says little: in a container that was started anew another has it.
    """
    if row.beat_at is None or datetime.now(UTC) - row.beat_at >= _DEAD:
        return False
    host, _, process = row.worker.rpartition(" ")
    if host != socket.gethostname():
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's, and alive
        return True
    return True
