"""Texts, whole or known by their digest alone."""

import pytest
from django.core.exceptions import ValidationError

from articles.models import Document, Passage
from tests import factories as f

pytestmark = pytest.mark.django_db

TEXT = "Iran denied it. “We have sent nothing,” the spokesman said. Iran denied it again."


def test_a_text_in_which_quotations_stand_elsewhere_is_not_taken_for_the_same() -> None:
    text = f.document(text=TEXT)
    f.saved(text, Passage(document=text, quote="the spokesman said"))
    text.text = f"Tehran. {TEXT}"
    with pytest.raises(ValidationError) as moved:
        text.full_clean()
    assert moved.value.message_dict == {
        "text": ["“the spokesman said” stands at 48 here, and at 40 in the text it is from."]
    }
    text.text = "Another text."
    with pytest.raises(ValidationError) as gone:
        text.full_clean()
    assert "does not stand in the text" in gone.value.message_dict["text"][0]
    text.text = ""  # no longer kept: the quotations stay what they were
    text.full_clean()


def test_the_length_of_a_text_is_counted_or_declared() -> None:
    assert f.document(text="abc", declared_length=7).length == 3
    assert f.document("Other", declared_length=7).length == 7
    assert Document(title="Unknown").length is None
