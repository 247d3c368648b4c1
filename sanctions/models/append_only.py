"""What was published: the database lets nobody change it, whoever asks."""

from articles.append_only import Guard, unchanged

_SEALED = (
    *("id", "uid", "kind", "number", "step", "moved_to", "digest", "shape"),
    *("publication_id", "known_from", "recorded_from"),
)
_ENDS = ("known_until", "recorded_until")
_SAYS = ("document", "state", "label", "refs", "parent", "because", "redacted_by_id")
_ACT = ("seq", "recorded_at", "by_name", "because", "cause", "layer", "digest")

# Of a current edition they are 9999-12-31; a day less, for it is that in every time zone.
_ends_once = " AND ".join(f"(NEW.{end} =? OLD.{end} OR OLD.{end} > '9999-12-30')" for end in _ENDS)
_is_erased = """NEW.state = 'redacted' AND OLD.state <> 'redacted'
    AND NEW.document = '' AND NEW.refs = '' AND NEW.parent = '' AND NEW.label = 'erased'
    AND NEW.changes = '{"words":["erased"],"data":[]}'
    AND EXISTS (
        SELECT 1 FROM sanctions_publication AS erasure
        WHERE erasure.seq = NEW.redacted_by_id AND erasure.cause = 'redaction' AND erasure.because = NEW.because
    )"""
_follows_erased = """NEW.changes = '{"words":["the edition before it was erased"],"data":[]}'
    AND EXISTS (
        SELECT 1 FROM sanctions_edition AS erased
        WHERE erased.uid = OLD.uid AND erased.number = OLD.number - 1 AND erased.state = 'redacted'
    )"""

EDITIONS = Guard(
    "sanctions_edition",
    "What was published never changes, and no edition goes.",
    (*_SEALED, *_ENDS, *_SAYS, "changes"),
    # What is only prepared may still change, and what is current ends once. What the law wants erased is emptied by a
    # publication that says so, together with what the edition after it told of the difference; its digest stays.
    f"""OLD.state = 'pending' OR ({unchanged(*_SEALED)} AND {_ends_once} AND (
        ({_is_erased})
        OR ({unchanged(*_SAYS)} AND (NEW.changes = OLD.changes OR ({_follows_erased})))
    ))""",
    may_go="OLD.state = 'pending'",
)
PUBLICATIONS = Guard(
    "sanctions_publication",
    "An act of publishing neither changes nor goes.",
    (*_ACT, "by_id"),
    f"{unchanged(*_ACT)} AND (NEW.by_id =? OLD.by_id OR NEW.by_id IS NULL)",
)
