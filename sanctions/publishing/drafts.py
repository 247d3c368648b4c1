"""Records of the desk as an operator asks for them: by uid, or all that wait to be published."""

from collections.abc import Iterable

from django.db.models import F, Q

from articles.models import DESK, Record
from sanctions.models import RECORDS, EditionState
from sanctions.publishing.publish import current_editions


def named(uids: Iterable[str]) -> list[Record]:
    """The records with these uids, each once. Raises LookupError that names those which are not on the desk."""
    wanted = list(dict.fromkeys(uids))
    found = {row.uid: row for model in RECORDS for row in model._default_manager.filter(uid__in=wanted)}
    if missing := [uid for uid in wanted if uid not in found]:
        raise LookupError(f"not on the desk: {', '.join(missing)}.")
    return [found[uid] for uid in wanted]


def drafts() -> list[Record]:
    """The records that editors made or changed since they were last published.

    What was withdrawn, merged or erased is not among them: that is published again only by name.
    """
    waiting = Q(published_revision=None) | ~Q(published_revision=F("revision"))
    rows = [row for model in RECORDS for row in model._default_manager.filter(waiting)]
    current = current_editions(row.uid for row in rows)
    return [
        row
        for row in rows
        if (current[row.uid].state == EditionState.PUBLISHED if row.uid in current else row.layer == DESK)
    ]
