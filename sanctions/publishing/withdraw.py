"""Taking back what was published."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.models import DESK, Journal, JournalEvent, Record
from sanctions.models import Cause, EditionState, Publication
from sanctions.publishing.chain import lock
from sanctions.publishing.naming import still_named
from sanctions.publishing.publish import NextEdition, NotPublishable, current_editions, write


def withdraw(
    records: Collection[Record], *, by: AbstractBaseUser | None, at: datetime, because: str, via: str = "publishing"
) -> Publication:
    """Takes these records out of everything public, all or none. What was known before can still be asked for.

    Raises NotPublishable where a record is not public, no reason is given, or something public still names it.
    """
    with transaction.atomic():
        head = lock()
        records = list({record.uid: record for record in records}.values())
        current = current_editions(record.uid for record in records)
        found = [] if because.strip() else ["say why: readers are told the reason."]
        found += [
            f"{record}: is not published."
            for record in records
            if record.uid not in current or current[record.uid].state != EditionState.PUBLISHED
        ]
        found += still_named({record.uid for record in records})
        if found:
            raise NotPublishable(found)
        following = [
            NextEdition(
                record.uid,
                record.kind_name,
                {"record": record.kind_name, "uid": record.uid, "withdrawn": because},
                current[record.uid].label,
                EditionState.WITHDRAWN,
                because=because,
            )
            for record in records
        ]
        publication = write(
            following, head=head, current=current, layer=DESK, by=by, at=at, because=because, cause=Cause.WITHDRAWAL
        )
        assert publication is not None
        for record in records:
            type(record)._default_manager.filter(pk=record.pk).update(published_revision=None)
        Journal.objects.bulk_create(
            Journal.line(record, JournalEvent.WITHDRAWN, by=by, at=at, via=via, because=because) for record in records
        )
        return publication
