"""Words of the French register: countries by their French names, languages and labels of numbers."""

import pytest

from sanctions.lists.fr_gels_words import language_of, pays, scheme_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(("CORÉE DU NORD", "KP"), ("RUSSIE", "RU"), ("ÉTATS-UNIS", "US"), ("IRAN", "IR"), ("ROYAUME UNI", "GB")),
        *(("CONGO (République Démocratique)", "CD"), ("Birmanie/Myanmar", "MM"), ("ex-URSS", ""), ("", "")),
    ],
)
def test_countries_are_known_by_their_french_names(name: str, code: str) -> None:
    assert pays(name) == code


@pytest.mark.parametrize(
    ("comment", "code"), [("En russe", "ru"), ("en ukrainien", "uk"), ("En klingon", ""), ("", "")]
)
def test_a_comment_may_name_the_language_of_an_alias(comment: str, code: str) -> None:
    assert language_of(comment) == code


@pytest.mark.parametrize(
    ("comment", "scheme"),
    [
        ("Numéro d'identification fiscale (INN)", "inn"),
        ("Immatriculation (numéro OGRN)", "ogrn"),
        ("Numéro d’enregistrement", "registration_number"),
        ("n° d'identification fiscale", "tax_id"),
        ("SWIFT/BIC (Libye)", "bic"),
        ("Numéro OMI", "imo_company"),
        ("NIF", "tax_id"),
        ("Entités associées", ""),
    ],
)
def test_the_scheme_of_a_number_is_read_from_its_label(comment: str, scheme: str) -> None:
    assert scheme_of(comment) == scheme
