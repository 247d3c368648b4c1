"""The journal, in words that outlive record and person."""

from articles.models import Journal
from tests import factories as f


def test_a_line_says_when_who_did_what_to_what() -> None:
    line = Journal(record_label="Iran Air", event="review_requested", by_name="editor", at=f.NOW)
    assert str(line) == "2024-09-11 12:00 editor sent for review Iran Air"
