"""What the records that an answer names are called, at the moment the question is about."""

from collections.abc import Iterable

from sanctions.reading import statements
from sanctions.reading.snapshot import Snapshot


def included(refs: Iterable[str], snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """By uid, the kind and label of each record that is published; `refs` are texts of uids separated by spaces."""
    wanted = sorted({uid for text in refs for uid in text.split()})
    found = statements.labels(wanted, snapshot)
    return {row["uid"]: {"record": row["kind"], "label": row["label"]} for row in found}
