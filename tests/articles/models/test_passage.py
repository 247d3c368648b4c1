"""Quotations and the texts they stand in."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Passage
from tests import factories as f

pytestmark = pytest.mark.django_db

TEXT = "Iran denied it. “We have sent nothing,” the spokesman said. Iran denied it again."


def test_words_find_their_place_in_a_text_that_is_kept() -> None:
    words = Passage(document=f.document(text=TEXT), quote="the spokesman said")
    words.full_clean()
    assert TEXT[words.start : words.end] == "the spokesman said"


def test_words_that_do_not_stand_in_the_text_are_refused() -> None:
    words = Passage(document=f.document(text=TEXT), quote="We have sent everything")
    with pytest.raises(ValidationError) as refused:
        words.full_clean()
    assert "does not stand in the text" in refused.value.message_dict["quote"][0]


def test_words_that_stand_there_twice_need_their_place() -> None:
    text = f.document(text=TEXT)
    with pytest.raises(ValidationError, match="stands in the text 2 times"):
        Passage(document=text, quote="Iran denied it").full_clean()
    Passage(document=text, quote="Iran denied it", start=0, end=14).full_clean()


def test_where_the_text_is_not_kept_the_words_are_taken_as_they_are() -> None:
    words = Passage(document=f.document(), quote="We have sent everything")
    words.full_clean()
    assert not words.is_checked


def test_a_place_is_counted_in_a_text_that_somebody_has() -> None:
    with pytest.raises(ValidationError, match="A place is counted in a text"):
        Passage(document=f.document(), quote="We have sent everything", start=5, end=28).full_clean()
    known = f.document("Another", declared_sha256="0" * 64)
    words = Passage(document=known, quote="We have sent everything", start=5, end=28)
    words.full_clean()
    assert words.is_checked


def test_a_long_quotation_is_shown_short() -> None:
    assert str(Passage(quote="x" * 200)) == f"“{'x' * 79}…”"
