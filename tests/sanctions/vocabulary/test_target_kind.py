"""Kinds of target and their FollowTheMoney schemata."""

import pytest

from sanctions.vocabulary.target_kind import TARGET_KINDS, schema_of


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("person", "Person"),
        ("legal_entity", "LegalEntity"),
        ("organization", "Organization"),
        ("company", "Company"),
        ("public_body", "PublicBody"),
        ("vessel", "Vessel"),
        ("aircraft", "Airplane"),
        ("security", "Security"),
        ("wallet", "CryptoWallet"),
        ("state", "Territory"),
        ("territory", "Territory"),
        ("sector", ""),
        ("goods", ""),
        ("class", ""),
    ],
)
def test_each_kind_has_the_schema_that_followthemoney_gives_it(kind: str, schema: str) -> None:
    assert schema_of(kind) == schema


def test_companies_and_public_bodies_are_found_as_legal_entities_and_persons_are_not() -> None:
    assert TARGET_KINDS.narrower("legal_entity") == {"legal_entity", "organization", "company", "public_body"}


@pytest.mark.parametrize(
    ("system", "printed", "kind"),
    [
        ("uk", "Individual", "person"),
        ("uk", "Entity", "legal_entity"),
        ("uk", "Ship", "vessel"),
        ("eu", "person", "person"),
        ("eu", "enterprise", "legal_entity"),
        ("ofac", "Aircraft", "aircraft"),
    ],
)
def test_what_the_lists_print_has_one_kind(system: str, printed: str, kind: str) -> None:
    assert TARGET_KINDS.mapped_from(system, printed) == (kind,)
