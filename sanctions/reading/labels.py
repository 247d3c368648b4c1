"""What the records that an answer names are called, at the moment the question is about."""

from collections.abc import Iterable

from sanctions.models import Edition, EditionState
from sanctions.reading.snapshot import Snapshot

_BATCH = 500


def included(refs: Iterable[str], snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """By uid, the kind and label of each record that is published; `refs` are texts of uids separated by spaces."""
    wanted = sorted({uid for text in refs for uid in text.split()})
    found: dict[str, dict[str, str]] = {}
    for start in range(0, len(wanted), _BATCH):
        rows = Edition.objects.filter(
            snapshot.visible(), uid__in=wanted[start : start + _BATCH], state=EditionState.PUBLISHED
        ).values_list("uid", "kind", "label")
        found.update((uid, {"record": kind, "label": label}) for uid, kind, label in rows)
    return dict(sorted(found.items()))
