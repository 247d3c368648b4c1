"""What was published: the database lets nobody change it, whoever asks."""

from articles.append_only import Guard, unchanged

_SEALED = ("id", "uid", "kind", "number", "digest", "publication_id", "known_from", "recorded_from")
_ACT = ("seq", "recorded_at", "by_name", "because", "cause", "layer", "digest")

EDITIONS = Guard(
    "sanctions_edition",
    "What was published never changes, and no edition goes.",
    (*_SEALED, "document"),
    # What is only prepared may still change; what the law wants erased is emptied, and its digest stays.
    f"""OLD.state = 'pending' OR ({unchanged(*_SEALED)} AND (
        NEW.document = OLD.document
        OR (NEW.document = '' AND NEW.state = 'redacted' AND NEW.redacted_by_id IS NOT NULL)
    ))""",
    may_go="OLD.state = 'pending'",
)
PUBLICATIONS = Guard(
    "sanctions_publication",
    "An act of publishing neither changes nor goes.",
    (*_ACT, "by_id"),
    f"{unchanged(*_ACT)} AND (NEW.by_id =? OLD.by_id OR NEW.by_id IS NULL)",
)
