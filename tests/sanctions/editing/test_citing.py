from typing import Any

import pytest

from articles.models import Document, Journal, Passage
from articles.selectors import Ambiguous, NotFound
from sanctions.editing.citing import cite, quote, replace_text
from sanctions.editing.save import Conflict
from sanctions.models import Citation, Sanction
from tests import factories as make

pytestmark = pytest.mark.django_db

TEXT = "We will cancel air services. We will work towards sanctions on Iran Air. We will say more."


def told(words: str, *, of: Document, start: int | None = None) -> Passage:
    """The passage of these words, by an editor."""
    return quote(of, words, start=start, by=make.user(), at=make.NOW, via="tests")


def uncited() -> Sanction:
    """A case with a measure, and nothing cited."""
    case = make.sanction()
    Citation.objects.all().delete()
    return Sanction.get(case.uid)


# --- Quoting ----------------------------------------------------------------------------------------------------------


def test_pasted_words_are_found_and_kept_as_the_text_prints_them() -> None:
    passage = told("towards\nsanctions   on Iran Air", of=make.document(text=TEXT))
    assert passage.quote == "towards sanctions on Iran Air"
    assert TEXT[passage.start : passage.end] == passage.quote
    assert TEXT.endswith(passage.suffix)
    assert passage.prefix in TEXT


def test_the_same_words_are_one_passage_however_often_they_are_quoted() -> None:
    text, untold = make.document(text=TEXT), make.document("Not kept here")
    assert told("Iran Air", of=text) == told("Iran  Air", of=text)
    assert told("cited words", of=untold) == told("cited words", of=untold)
    assert Journal.objects.filter(record_uid=text.uid).count() == 1


def test_words_that_stand_there_twice_are_told_apart_by_their_place() -> None:
    text = make.document(text=TEXT)
    with pytest.raises(Ambiguous) as several:
        told("We will", of=text)
    second = several.value.spans[1].start
    assert told("We will", of=text, start=second).start == second


def test_words_that_do_not_stand_there_make_no_passage() -> None:
    text = make.document(text=TEXT)
    with pytest.raises(NotFound, match="Nearest: “sanctions on Iran”"):
        told("sanctions on Iran Shipping", of=text)
    assert not Passage.objects.exists()
    assert Document.get(text.uid).revision == text.revision


# --- Citing -----------------------------------------------------------------------------------------------------------


def test_several_facts_of_a_record_are_cited_in_one_act_and_each_once() -> None:
    case, passage = uncited(), make.passage()
    facts = [case.measures.get(), case.events.get()]
    acting: dict[str, Any] = {"by": make.user(), "at": make.NOW, "via": "tests"}
    assert len(cite(facts, passage, stance="supports", expected=1, **acting)) == 2
    assert Sanction.get(case.uid).revision == 2
    assert cite(facts, passage, stance="supports", expected=2, **acting) == []
    assert Sanction.get(case.uid).revision == 2
    assert len(cite(facts[:1], passage, stance="contradicts", expected=2, **acting)) == 1


def test_facts_of_a_record_that_moved_on_are_not_cited() -> None:
    case, passage = uncited(), make.passage()
    with pytest.raises(Conflict):
        cite([case], passage, stance="supports", by=make.user(), at=make.NOW, via="tests", expected=case.revision - 1)
    assert not Citation.objects.exists()


# --- Another text -----------------------------------------------------------------------------------------------------


def test_in_another_text_quotations_move_with_their_words_or_lose_their_place() -> None:
    text = make.document(text=TEXT)
    moved, lost = told("Iran Air", of=text), told("say more", of=text)
    text.refresh_from_db()
    by = make.user("anna")
    found = replace_text(text, "On Iran Air.", by=by, at=make.NOW, via="tests", expected=text.revision)
    assert [one.outcome for one in found] == ["moved", "not found"]
    moved.refresh_from_db()
    lost.refresh_from_db()
    assert (moved.start, moved.end, lost.start) == (3, 11, None)
    assert Journal.objects.latest("pk").by_name == "anna"


def test_a_document_with_a_lost_quotation_can_still_be_saved() -> None:
    text = make.document(text=TEXT)
    told("say more", of=text)
    text.refresh_from_db()
    replace_text(text, "Other words.", by=make.user(), at=make.NOW, via="tests", expected=text.revision)
    text.refresh_from_db()
    text.title = "Another title"
    assert make.saved(text).title == "Another title"


def test_a_text_is_not_put_over_what_somebody_else_saved() -> None:
    text = make.document(text=TEXT)
    with pytest.raises(Conflict):
        replace_text(text, "Other words.", by=make.user(), at=make.NOW, via="tests", expected=text.revision + 1)
    assert Document.get(text.uid).text == TEXT
