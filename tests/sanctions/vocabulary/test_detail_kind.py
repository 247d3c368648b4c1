"""Kinds of detail and the form of their values."""

import pytest

from sanctions.vocabulary.detail_kind import DETAIL_KINDS


@pytest.mark.parametrize("kind", DETAIL_KINDS)
def test_every_kind_says_how_its_value_is_written(kind: str) -> None:
    assert DETAIL_KINDS[kind].mappings["form"] in {"edtf", "country", "number", "text"}
    assert "ftm" in DETAIL_KINDS[kind].mappings


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("birth_date", "edtf"),
        ("build_year", "edtf"),
        ("nationality", "country"),
        ("flag", "country"),
        ("tonnage", "number"),
    ],
)
def test_dates_are_edtf_and_countries_are_codes(kind: str, form: str) -> None:
    assert DETAIL_KINDS[kind].mappings["form"] == form
