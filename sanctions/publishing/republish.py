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
    missing; then nothing is changed.
    """
    with transaction.atomic():
        lock()
        older = Edition.objects.filter(state=EditionState.PUBLISHED, shape__lt=shape.SHAPE).order_by("pk")
        rows = older.iterator(chunk_size=_BATCH)
        done = 0
        while batch := list(islice(rows, _BATCH)):
            for edition in batch:
                edition.served = written(shape.upgrade(orjson.loads(edition.document), edition.shape))
            Edition.objects.bulk_update(batch, ["served"], batch_size=_BATCH)
            done += len(batch)
            yield done
        for _ in reindex():
            pass
