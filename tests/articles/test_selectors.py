import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.selectors import Ambiguous, NotFound, Span, anchor, context, find

TEXT = "They accuse Iran.\n\nThey accuse Iran. Iran’s ministry calls it “lies”, and\n  denies it.\n"


def test_every_place_is_found_in_order() -> None:
    assert find(TEXT, "They accuse Iran.") == [Span(0, 17), Span(19, 36)]


def test_places_that_overlap_are_all_found() -> None:
    assert find("aaaa", "aa") == [Span(0, 2), Span(1, 3), Span(2, 4)]


def test_no_words_stand_nowhere() -> None:
    assert find(TEXT, "") == []
    with pytest.raises(NotFound):
        anchor(TEXT, "")


def test_words_that_stand_once_need_nothing_else() -> None:
    span = anchor(TEXT, "denies it")
    assert TEXT[span.start : span.end] == "denies it"


def test_words_that_stand_once_are_found_wherever_they_were_said_to_stand() -> None:
    assert anchor(TEXT, "denies it", start=3) == anchor(TEXT, "denies it")


def test_repeated_words_need_their_place() -> None:
    with pytest.raises(Ambiguous, match=r"2 times, at 0, 19") as caught:
        anchor(TEXT, "They accuse Iran.")
    assert caught.value.spans == (Span(0, 17), Span(19, 36))
    assert anchor(TEXT, "They accuse Iran.", start=19) == Span(19, 36)


def test_repeated_words_are_told_apart_by_what_stands_around_them() -> None:
    assert anchor(TEXT, "They accuse Iran.", suffix=" Iran’s") == Span(19, 36)
    assert anchor(TEXT, "They accuse Iran.", suffix="\n\nThey") == Span(0, 17)
    assert anchor(TEXT, "They accuse Iran.", prefix="\n\n") == Span(19, 36)


def test_what_stands_around_the_words_says_more_than_an_old_position() -> None:
    longer = f"Corrected.\n{TEXT}"
    assert anchor(longer, "They accuse Iran.", start=0, prefix="\n\n", suffix=" Iran’s") == Span(30, 47)


def test_a_position_that_fits_no_place_tells_nothing() -> None:
    with pytest.raises(Ambiguous):
        anchor(TEXT, "They accuse Iran.", start=5)


@pytest.mark.parametrize("typed", ['Iran\'s ministry calls it "lies"', "Iran‘s ministry calls  it „lies“"])
def test_quotation_marks_and_apostrophes_are_not_told_apart(typed: str) -> None:
    span = anchor(TEXT, typed)
    assert TEXT[span.start : span.end] == "Iran’s ministry calls it “lies”"


def test_a_line_break_in_the_text_is_a_space_in_the_quotation() -> None:
    span = anchor(TEXT, "and denies it")
    assert TEXT[span.start : span.end] == "and\n  denies it"


def test_words_that_are_told_apart_exactly_are_not_mixed_up() -> None:
    text = "the 'same' and the “same”"
    assert anchor(text, "“same”") == Span(19, 25)


def test_what_is_not_there_is_shown_where_it_comes_nearest() -> None:
    with pytest.raises(NotFound, match=r"Nearest: “ministry calls it “lies” at 44"):
        anchor(TEXT, "The ministry calls it lies or propaganda")


def test_what_is_nowhere_near_has_no_nearest_place() -> None:
    with pytest.raises(NotFound, match=r"does not stand in the text\.$"):
        anchor(TEXT, "Nothing of the kind")


def test_the_context_of_a_span_is_what_stands_on_both_sides() -> None:
    assert context("0123456789", Span(3, 5)) == ("012", "56789")
    before, after = context("x" * 100, Span(50, 60))
    assert (len(before), len(after)) == (32, 32)


@given(st.text(alphabet=string.ascii_letters + " \n“”’", min_size=1, max_size=120), st.data())
def test_a_span_is_found_again_from_its_words_and_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert anchor(text, text[start:end], start=start) == Span(start, end)


@given(st.text(max_size=200), st.text(max_size=20))
def test_whatever_is_asked_the_answer_is_a_span_or_a_reason(text: str, quote: str) -> None:
    try:
        span = anchor(text, quote)
    except (NotFound, Ambiguous):
        return
    assert 0 <= span.start < span.end <= len(text)


def test_what_stands_on_one_side_tells_where_the_other_side_was_changed() -> None:
    text = "PREFIX. Bern. The Council froze the assets of one. A BAN followed.\nThe Council froze the assets of nobody."
    quote = "The Council froze the assets of"
    assert anchor(text, quote, start=6, prefix="Bern. ", suffix=" one. A ban followed.") == Span(14, 14 + len(quote))
    assert anchor(text, quote, start=6, prefix="Berne. ", suffix=" nobody.") == Span(67, 67 + len(quote))
