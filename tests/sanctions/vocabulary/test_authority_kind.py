"""The code of an authority is that of its state, and readable."""

import pytest

from sanctions.vocabulary.authority_kind import code_fault


@pytest.mark.parametrize(
    ("code", "kind", "parent"),
    [
        ("GB", "state", ""),
        ("GB-FCDO", "ministry", "GB"),
        ("US-OFAC", "agency", "US-TREASURY"),
        ("EU", "bloc", ""),
        ("EU-COUNCIL", "bloc", "EU"),
        ("UN-SC", "un_body", "UN"),
        ("XA", "bloc", ""),  # a bloc without a code of its own takes one that ISO 3166-1 leaves to users
    ],
)
def test_a_code_begins_with_that_of_its_state_or_bloc(code: str, kind: str, parent: str) -> None:
    assert code_fault(code, kind, parent) == ""


@pytest.mark.parametrize(
    ("code", "kind", "parent", "words"),
    [
        ("Switzerland", "state", "", "does not begin with the ISO 3166-1 code"),
        ("gb", "state", "", "does not begin with the ISO 3166-1 code"),
        ("ZZ", "state", "", "does not begin with the ISO 3166-1 code"),
        ("GB-FCDO", "state", "", "a state's is its ISO 3166-1 code alone: GB"),
        ("US-OFAC", "agency", "GB", "is part of GB: its code is GB, a hyphen"),
        ("GB", "ministry", "GB", "is part of GB"),
    ],
)
def test_another_code_is_refused_in_words(code: str, kind: str, parent: str, words: str) -> None:
    assert words in code_fault(code, kind, parent)
