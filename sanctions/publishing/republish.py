"""Bringing editions of an older shape into today's, without touching what was published."""

from collections.abc import Iterator
from itertools import islice

import orjson
from django.db import transaction

from sanctions.models import Edition, EditionState
from sanctions.publishing import shape
from sanctions.publishing.canonical import written
from sanctions.publishing.chain import lock
from sanctions.publishing.index import reindex

_BATCH = 500


def republish() -> Iterator[int]:
    """Rewrites what is served of every edition of an older shape, then the flat rows; yields how many are done.

    The documents and their digests stay as they were published. Raises LookupError where a step of the upgrade is
    missing; then nothing is changed. Twice is a no-op.
    """
    with transaction.atomic():
        lock()
        # Those only prepared too: they may be made public without being prepared again.
        readable = (EditionState.PUBLISHED, EditionState.PENDING)
        older = Edition.pending.filter(state__in=readable, shape__lt=shape.SHAPE).order_by("pk")
        rows = older.iterator(chunk_size=_BATCH)
        done, changed = 0, False
        while batch := list(islice(rows, _BATCH)):
            stale = []
            for edition in batch:
                if edition.served != (now := written(shape.upgrade(orjson.loads(edition.document), edition.shape))):
                    edition.served = now
                    stale.append(edition)
            Edition.pending.bulk_update(stale, ["served"], batch_size=_BATCH)
            changed |= bool(stale)
            done += len(batch)
            yield done
        for _ in reindex() if changed else ():
            pass
