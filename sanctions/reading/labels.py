"""What the records that an answer names are called, at the moment the question is about."""

from collections.abc import Iterable

from sanctions.reading import statements
from sanctions.reading.snapshot import Snapshot

Labels = dict[str, dict[str, str]]

_MOST = 50_000
"""Labels remembered in one process: some ten megabytes."""


class _Remembered:
    """The labels of one public state, as far as somebody asked for them: the same few are in nearly every answer.

    None stands for a uid under which nothing is published. A state never changes under its digest.
    """

    def __init__(self, digest: str = "") -> None:
        self.digest = digest
        self.labels: dict[str, dict[str, str] | None] = {}


_remembered = _Remembered()


def included(refs: Iterable[str], snapshot: Snapshot) -> Labels:
    """By uid, the kind and label of each record that is published; `refs` are texts of uids separated by spaces."""
    wanted = sorted(set(" ".join(refs).split()))
    if not (snapshot.current and snapshot.digest):
        return _asked(wanted, snapshot)
    labels = _of(snapshot.digest).labels
    missing = [uid for uid in wanted if uid not in labels]
    found = _asked(missing, snapshot) if missing else {}
    if len(labels) < _MOST:
        labels.update((uid, found.get(uid)) for uid in missing)
    named = ((uid, labels.get(uid) or found.get(uid)) for uid in wanted)
    return {uid: label for uid, label in named if label}


def _of(digest: str) -> _Remembered:
    global _remembered  # noqa: PLW0603  # replaced as a whole, so that threads see the one or the other
    if (remembered := _remembered).digest != digest:
        _remembered = remembered = _Remembered(digest)
    return remembered


def _asked(uids: list[str], snapshot: Snapshot) -> Labels:
    return {row.uid: {"record": row.record, "label": row.label} for row in statements.labels(uids, snapshot)}
