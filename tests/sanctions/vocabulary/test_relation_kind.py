"""Kinds of relation, in OFAC's own terms."""

import pytest

from sanctions.vocabulary.relation_kind import RELATION_KINDS

# The reference values of type RELATIONSHIP TYPE in OFAC's list of 10 January 2025.
OFAC_TERMS = [
    ("Associate Of", "associate_of"),
    ("Providing support to", "provides_support_to"),
    ("Acting for or on behalf of", "acting_for"),
    ("Owned or Controlled By", "owned_or_controlled_by"),
    ("Family member of", "family_member_of"),
    ("playing a significant role in", "significant_role_in"),
    ("Leader or official of", "leader_of"),
    ("Principal Executive Officer", "principal_executive_officer"),
    ("Owns, controls, or operates", "owns_or_operates"),
    ("Property in the interest of", "property_in_the_interest_of"),
]


@pytest.mark.parametrize(("term", "kind"), OFAC_TERMS)
def test_each_of_ofac_s_ten_terms_has_its_kind(term: str, kind: str) -> None:
    assert RELATION_KINDS.mapped_from("ofac", term) == (kind,)


def test_an_owner_is_found_among_those_who_own_or_control() -> None:
    assert "owner" in RELATION_KINDS.narrower("owned_or_controlled_by")


@pytest.mark.parametrize("kind", RELATION_KINDS)
def test_every_kind_says_how_followthemoney_takes_its_two_ends(kind: str) -> None:
    mappings = RELATION_KINDS[kind].mappings
    assert mappings["ftm"]
    assert mappings["ftm_target"] != mappings["ftm_object"]
