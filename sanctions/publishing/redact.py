"""Erasing what the law demands to be erased."""

from collections.abc import Collection
from datetime import datetime

import orjson
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from articles.models import DESK, Journal, JournalEvent
from sanctions.models import FOREVER, RECORDS, Cause, Edition, EditionState, Entry, Publication, Release
from sanctions.publishing.chain import lock, next_publication, seal
from sanctions.publishing.index import forget
from sanctions.publishing.naming import still_named
from sanctions.publishing.pending import forget_prepared
from sanctions.publishing.publish import NotPublishable

ERASED = "erased"
"""What stands where a label was."""


def redact(
    editions: Collection[Edition], *, by: AbstractBaseUser | None, at: datetime, because: str, via: str = "publishing"
) -> Publication:
    """Empties these editions for good. Their digests stay, so the chain still verifies; `because` is public.

    What later editions tell of the difference goes too, and so does what the journal tells of their records. The desk
    is for an editor to clear. Raises NotPublishable where no reason is given, there is nothing to erase, or something
    public still names a record that would have no readable edition.
    """
    with transaction.atomic():
        head = lock()
        rows = list(
            Edition.objects.select_for_update()
            .filter(pk__in=[edition.pk for edition in editions])
            .exclude(state=EditionState.REDACTED)
            .order_by("uid", "number")
        )
        found = [] if because.strip() else ["say why: readers are told the reason."]
        found += [] if rows else ["there is nothing to erase."]
        found += still_named({row.uid for row in rows if row.known_until == FOREVER})
        if found:
            raise NotPublishable(found)
        publication = next_publication(head, layer=DESK, by=by, at=at, because=because, cause=Cause.REDACTION)
        seal(publication, head, rows)
        forget([row.pk for row in rows])
        labels = {row.label for row in rows}
        for row in rows:
            row.state, row.because, row.redacted_by = EditionState.REDACTED, because, publication
            row.document, row.served, row.label, row.refs, row.parent = "", None, ERASED, "", ""
            row.changes = _nothing("erased")
            row.save()
            Edition.objects.filter(uid=row.uid, number=row.number + 1).update(
                changes=_nothing("the edition before it was erased")
            )
        uids = {row.uid for row in rows}
        forget_prepared(uids)
        _empty_entries(uids, labels)
        # First the journal's line that says so: without one, its table lets nothing be emptied.
        _note(rows, publication, via)
        told = Journal.objects.filter(record_uid__in=uids).exclude(event=JournalEvent.REDACTED)
        told.update(diff=[], record_label=ERASED, because="")
        return publication


def _empty_entries(uids: Collection[str], labels: Collection[str]) -> None:
    """What lists printed of these records goes, and what releases that are not public yet tell of them.

    The archived files of a list are for its keeper to weed.
    """
    entries = Entry.objects.filter(Q(sanction__uid__in=uids) | Q(sanction__target__uid__in=uids))
    named = {*uids, *labels, *entries.values_list("label", flat=True)} - {""}
    references: dict[int, set[str]] = {}
    for of_list, reference in entries.values_list("official_list", "reference"):
        references.setdefault(of_list, set()).add(reference)
    entries.update(
        raw="", label="", reason="", new_name="", unread=[], has_unread=False, problems=[], has_problems=False,
        settled_because="",
    )  # fmt: skip
    for release in Release.objects.exclude(plan={}, held_because=[]).order_by("pk").select_for_update():
        erased = references.get(release.official_list_id, set())
        plan = {sort: [line for line in lines if line[0] not in erased] for sort, lines in release.plan.items()}
        because = [line for line in release.held_because if not any(_names(line, one) for one in named)]
        if (plan, because) != (release.plan, release.held_because):
            release.plan, release.held_because = plan, because
            release.save(update_fields=["plan", "held_because"])


def _names(line: str, called: str) -> bool:
    """Whether a reason to hold a release names a record that is called so, by its uid or by its label."""
    return line.startswith(f"{called}: ") or f"“{called}”" in line or f"({called})" in line


def _note(rows: list[Edition], publication: Publication, via: str) -> None:
    """The journal's line on each record, and the desk's word that it is no longer public where it is not."""
    for model in RECORDS:
        gone = [row.uid for row in rows if row.known_until == FOREVER and row.kind == model.kind_name]
        model._default_manager.filter(uid__in=gone).update(published_revision=None)
    Journal.objects.bulk_create(
        Journal(
            record_kind=row.kind,
            record_uid=row.uid,
            record_label=ERASED,
            revision=row.number,
            event=JournalEvent.REDACTED,
            by=publication.by,
            by_name=publication.by_name,
            via=via,
            at=publication.recorded_at,
            because=publication.because,
        )
        for row in {row.uid: row for row in rows}.values()
    )


def _nothing(words: str) -> str:
    return orjson.dumps({"words": [words], "data": []}).decode()
