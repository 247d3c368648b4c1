import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.ingest import WrongText, add_text
from articles.models import Document, Journal, Passage, Publisher

SHARED = Path(__file__).parents[2].parent / "shared" / "story"
NOW = datetime(2024, 9, 11, 9, tzinfo=UTC)
TEXT = "They accuse Iran.\n\nThey accuse Iran. Iran’s ministry denies it.\n"

pytestmark = pytest.mark.django_db


def a_document(text: str = TEXT, **more: object) -> Document:
    """A document whose text is not kept here."""
    made: Document = Document.objects.create(
        kind="news",
        title="They accuse, it denies",
        publisher=Publisher.objects.create(name="The Daily Example"),
        declared_sha256=hashlib.sha256(text.encode()).hexdigest(),
        declared_length=len(text),
        **more,
    )
    return made


def a_passage(document: Document, quote: str, start: int | None = None) -> Passage:
    made: Passage = Passage.objects.create(
        document=document, quote=quote, start=start, end=None if start is None else start + len(quote)
    )
    return made


def outcomes(document: Document, text: str = TEXT, *, replace: bool = False) -> list[str]:
    return [one.outcome for one in add_text(document, text, at=NOW, via="command", replace=replace)]


def test_the_right_text_is_kept_and_its_quotations_get_their_context() -> None:
    document = a_document()
    passage = a_passage(document, "ministry denies it", 44)
    assert outcomes(document) == ["anchored"]
    document.refresh_from_db()
    passage.refresh_from_db()
    assert document.text == TEXT
    assert (passage.start, passage.end) == (44, 62)
    assert TEXT[44:62] == "ministry denies it"
    assert (passage.prefix, passage.suffix) == (TEXT[12:44], ".\n")


def test_a_quotation_that_stood_elsewhere_is_moved() -> None:
    document = a_document()
    passage = a_passage(document, "denies it", 3)
    assert outcomes(document) == ["moved"]
    passage.refresh_from_db()
    assert passage.start == TEXT.index("denies it")


def test_two_quotations_may_change_places() -> None:
    document = a_document()
    first, second = a_passage(document, "They", 19), a_passage(document, "Iran’s", 0)
    # Each stands where the other is to go.
    Passage.objects.filter(pk=second.pk).update(start=1, end=7)
    Passage.objects.filter(pk=first.pk).update(start=37, end=43, prefix="", suffix=" accuse Iran.\n")
    assert outcomes(document) == ["moved", "moved"]
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.start, second.start) == (0, 37)


def test_a_quotation_that_is_not_there_loses_its_place_and_is_named() -> None:
    document = a_document()
    passage = a_passage(document, "They deny", 0)
    (one,) = add_text(document, TEXT, at=NOW, via="command")
    assert one.outcome == "not found"
    assert "does not stand in the text" in one.words
    passage.refresh_from_db()
    assert (passage.start, passage.end) == (None, None)


def test_a_quotation_that_stands_twice_and_says_not_where_is_left_open() -> None:
    document = a_document()
    a_passage(document, "They accuse Iran.")
    assert outcomes(document) == ["ambiguous"]


def test_another_text_is_refused_and_nothing_changes() -> None:
    document = a_document()
    a_passage(document, "denies it", 3)
    with pytest.raises(WrongText, match=r"another text .* It has 5 characters instead of 64"):
        outcomes(document, "Other")
    document.refresh_from_db()
    assert (document.text, document.revision, document.passages.get().start) == ("", 0, 3)
    assert not Journal.objects.exists()


@pytest.mark.parametrize(
    ("other", "hint"),
    [(TEXT + "\n", "Without the line breaks at its end"), (TEXT.replace("\n", "\r\n"), "LF, not CRLF")],
)
def test_a_text_that_differs_by_its_line_breaks_alone_is_told_so(other: str, hint: str) -> None:
    document = a_document(TEXT.rstrip("\n")) if hint.startswith("Without") else a_document()
    with pytest.raises(WrongText, match=hint):
        outcomes(document, other)


def test_another_text_is_taken_where_somebody_says_so() -> None:
    document = a_document("An earlier version.")
    assert outcomes(document, replace=True) == []
    document.refresh_from_db()
    assert (document.text, document.declared_sha256) == (TEXT, hashlib.sha256(TEXT.encode()).hexdigest())


def test_adding_is_one_line_of_the_journal_and_one_revision() -> None:
    document = a_document()
    passage = a_passage(document, "denies it", 3)
    outcomes(document)
    line = Journal.objects.get()
    assert (line.record_uid, line.event, line.via, line.revision) == (document.uid, "saved", "command", 1)
    assert {"path": f"passages/{passage.uid}/start", "before": 3, "after": 53} in line.diff


def test_adding_the_same_text_again_changes_nothing() -> None:
    document = a_document()
    a_passage(document, "denies it", 3)
    outcomes(document)
    assert outcomes(document) == ["anchored"]
    document.refresh_from_db()
    assert document.revision == 1
    assert Journal.objects.count() == 1


@pytest.mark.skipif(not SHARED.is_dir(), reason="the article is not part of the project: ../shared/story is absent")
def test_every_span_of_the_real_article_is_found_in_its_place() -> None:
    text = (SHARED / "article.txt").read_text(encoding="utf-8")
    facts = json.loads((SHARED / "article_facts.json").read_text(encoding="utf-8"))
    document = a_document(text)
    Passage.objects.bulk_create(
        Passage(document=document, quote=one["exact"], start=one["start"], end=one["end"]) for one in facts
    )
    assert outcomes(document, text) == ["anchored"] * len(facts)
    by_start = {passage.quote: passage for passage in document.passages.all()}
    for one in facts:
        passage = by_start[one["exact"]]
        assert (passage.start, passage.end) == (one["start"], one["end"])
        assert passage.prefix.endswith(one["prefix"])
        assert passage.suffix.startswith(one["suffix"])
