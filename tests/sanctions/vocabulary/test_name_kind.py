"""Kinds of name and what the lists call them."""

import pytest

from sanctions.vocabulary.name_kind import NAME_KINDS


@pytest.mark.parametrize(
    ("system", "printed", "kind"),
    [
        ("uk", "Primary Name", "primary"),
        ("uk", "Primary name variation", "variation"),
        ("uk", "ALias", "alias"),
        ("uk", "Low quality a.k.a", "weak_alias"),
        ("ofac", "A.K.A.", "alias"),
        ("ofac", "F.K.A.", "former"),
        ("ofac", "N.K.A.", "new"),
        ("un", "Good", "alias"),
        ("un", "Low", "weak_alias"),
        ("un", "f.k.a.", "former"),
    ],
)
def test_what_a_list_calls_a_name_has_one_kind(system: str, printed: str, kind: str) -> None:
    assert NAME_KINDS.mapped_from(system, printed) == (kind,)


def test_weak_aliases_stay_out_of_matching_in_exports_too() -> None:
    # FollowTheMoney: weakAlias is not used for matching.
    assert NAME_KINDS["weak_alias"].mappings["ftm"] == "weakAlias"


def test_a_search_among_aliases_finds_the_weak_ones() -> None:
    assert {"alias", "weak_alias", "acronym"} <= NAME_KINDS.narrower("alias")
