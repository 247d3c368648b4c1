"""One way to write a document down."""

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanctions.publishing.canonical import digest_of, written

_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_the_order_in_which_fields_were_set_does_not_matter() -> None:
    assert written({"b": 1, "a": {"d": None, "c": "é"}}) == written({"a": {"c": "é", "d": None}, "b": 1})


def test_it_is_json_in_utf8_without_white_space() -> None:
    assert written({"name": "Íránské aerolinie", "names": [], "of": None}) == (
        '{"name":"Íránské aerolinie","names":[],"of":null}'
    )


@pytest.mark.parametrize("document", [{"a": 1.0}, {"a": [{"b": 0.1}]}, {"a": {"b": [float("nan")]}}, {"a": (1.5,)}])
def test_a_float_is_refused_wherever_it_stands(document: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="write a decimal as text"):
        written(document)


def test_the_digest_is_the_sha256_of_the_text_in_utf8() -> None:
    assert digest_of("ایران ایر") == hashlib.sha256("ایران ایر".encode()).hexdigest()


@given(st.dictionaries(st.text(st.characters(codec="utf-8")), _VALUES, max_size=4), st.randoms(use_true_random=False))
def test_the_same_content_has_the_same_text_however_it_was_put_together(document: dict[str, Any], random: Any) -> None:
    fields = list(document.items())
    random.shuffle(fields)
    assert written(dict(fields)) == written(document)
