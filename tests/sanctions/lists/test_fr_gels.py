"""France's register: fields by kind, legal bases with the day of their act, and the numbers of the EU and the UN."""

import json
from typing import Any

import pytest

from sanctions.lists.entry import Address, CrossReference, Dated, Detail, Entry, Identifier, Instrument, Name
from sanctions.lists.fr_gels import FORMAT
from sanctions.lists.reading import RefusedError
from tests.sanctions.lists.releases import Read, faults, read, shared, survives
from tests.soak import examples


def _field(kind: str, *values: dict[str, str]) -> dict[str, Any]:
    return {"TypeChamp": kind, "Valeur": list(values)}


def _record(*fields: dict[str, Any], nature: str = "Personne physique") -> dict[str, Any]:
    # IdRegistre 4240 of the official register.
    return {"IdRegistre": 4240, "Nature": nature, "Nom": "SHILKIN", "RegistreDetail": list(fields)}


def _list(*records: dict[str, Any]) -> bytes:
    publications = {"DatePublication": "2025-11-21T19:36:05.6138321+01:00", "PublicationDetail": list(records)}
    return json.dumps({"Publications": publications}, ensure_ascii=False).encode()


def _entry(*fields: dict[str, Any], nature: str = "Personne physique") -> Entry:
    (entry,) = read(FORMAT, _list(_record(*fields, nature=nature))).entries.values()
    return entry


def _basis(label: str) -> dict[str, Any]:
    return _field("FONDEMENT_JURIDIQUE", {"FondementJuridique": "2329", "FondementJuridiqueLabel": label})


_EU = "(UE) 2022/332 du 25/02/2022 (UE Ukraine intégrité territoriale - R (UE) 269/2014)"
_UN = "décision du comité des sanctions des Nations unies du 02/06/2017 (ONU Corée du Nord - RCSNU 1718 (2006))"


def test_the_listing_is_not_after_the_first_act_that_is_printed() -> None:
    later = "(UE) 2025/1894 du 12/09/2025 (UE Ukraine intégrité territoriale - R (UE) 269/2014)"
    entry = _entry(_basis(later), _basis(_EU))
    assert entry.listed == Dated("/2022-02-25", "inferred")
    assert [(basis.code, basis.since) for basis in entry.programmes] == [
        ("UE Ukraine intégrité territoriale - R (UE) 269/2014", Dated("/2022-02-25", "inferred"))
    ]
    assert [(act.scheme, act.reference) for act in entry.instruments] == [
        ("eu_number", "(EU) 2025/1894"),
        ("eu_number", "(EU) 2022/332"),
    ]


@pytest.mark.parametrize(
    ("label", "origin"),
    [
        (_EU, "implements"),
        (_UN, "implements"),
        ("Règlement d'exécution (UE) n° 101/2013 du 04/02/2013 (UE)", "implements"),
        ("Arrêté du 13/03/2024 (National - CMF art. L. 562-2)", "autonomous"),
        ("Arrêté modifiant ce gel du 13/03/2024 (National - CMF art. L. 562-2)", "autonomous"),  # the word, not the EC
        ("Règlement (CE) n° 881/2002 du 27/05/2002 (UE Al-Qaida)", "implements"),
    ],
)
def test_a_freeze_of_the_eu_or_the_un_is_told_from_a_national_one(label: str, origin: str) -> None:
    assert _entry(_basis(label)).origin == origin


def test_the_act_of_a_un_committee_is_kept_as_printed() -> None:
    act = _entry(_basis(_UN)).instruments[0]
    assert act == Instrument(
        "decision",
        "décision du comité des sanctions des Nations unies du 02/06/2017",
        "other_reference",
        _UN,
        programme="ONU Corée du Nord - RCSNU 1718 (2006)",
    )


def test_names_keep_their_parts_and_an_alias_the_language_it_is_said_to_be_in() -> None:
    entry = _entry(
        _field("PRENOM", {"Prenom": "Grigory Vladimirovich"}),
        _field(
            "ALIAS", {"Alias": "Григорий ШИЛКИН", "Commentaire": "En russe"}, {"Alias": "Grisha", "Commentaire": "?"}
        ),
    )
    assert entry.names == (
        Name(
            "Grigory Vladimirovich SHILKIN",
            "primary",
            "Latn",
            "",
            (("given", "Grigory Vladimirovich"), ("family", "SHILKIN")),
        ),
        Name("Григорий ШИЛКИН", "alias", "Cyrl", "ru"),
        Name("Grisha", "alias", "Latn"),
    )
    assert Detail("remark", "Grisha : ?") in entry.details


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        (("20", "10", "1976", ""), "1976-10-20"),
        (("", "", "1976", ""), "1976"),
        (("00", "10", "1976", ""), "1976-10"),
        (("", "", "1965", "environ"), "1965~"),
    ],
)
def test_a_birth_date_is_as_exact_as_its_parts(parts: tuple[str, str, str, str], value: str) -> None:
    date = dict(zip(("Jour", "Mois", "Annee", "Commentaire"), parts, strict=True))
    assert [detail.value for detail in _entry(_field("DATE_DE_NAISSANCE", date)).details] == [value]


def test_several_birth_dates_are_alternatives_and_one_without_a_year_is_kept() -> None:
    dates = [{"Jour": "1", "Mois": "2", "Annee": year, "Commentaire": ""} for year in ("1957", "1958", "")]
    entry = _entry(_field("DATE_DE_NAISSANCE", *dates))
    assert [detail.value for detail in entry.details] == ["[1957-02-01,1958-02-01]"]
    assert entry.unread == ("birth_date: 1/2",)


def test_numbers_have_the_scheme_that_the_comment_beside_them_names() -> None:
    entry = _entry(
        _field(
            "IDENTIFICATION",
            {
                "Identification": "/",
                "Commentaire": "Type d’entité: société par actions  - Date d’enregistrement: 4.4.2008",
            },
            {"Identification": "1023202741781", "Commentaire": "Numéro d’enregistrement"},
            {"Identification": "3234043140", "Commentaire": "Numéro d’identification fiscale"},
        ),
        _field("REFERENCE_UE", {"ReferenceUe": "EU.12598.59"}),
        _field("REFERENCE_ONU", {"ReferenceOnu": "KPe.044"}),
        nature="Personne morale",
    )
    assert entry.identifiers == (
        Identifier("registration_number", "1023202741781"),
        Identifier("tax_id", "3234043140"),
        Identifier("eu_reference", "EU.12598.59"),
        Identifier("un_reference", "KPe.044"),
    )
    assert entry.cross_references == (CrossReference("eu_fsf", "EU.12598.59"), CrossReference("un_sc", "KPe.044"))
    assert Detail("legal_form", "société par actions") in entry.details
    assert Detail("founded_on", "2008-04-04", "4.4.2008") in entry.details


def test_an_act_of_the_common_foreign_policy_is_a_decision() -> None:
    acts = [
        _entry(_basis(f"{act} du 04/02/2013 (UE Tunisie)")).instruments[0]
        for act in ("(PESC) 2021/30", "Règlement (UE) n° 101/2011")
    ]
    assert [(act.kind, act.reference) for act in acts] == [
        ("decision", "(CFSP) 2021/30"),
        ("regulation", "(EU) 101/2011"),
    ]


@pytest.mark.parametrize(
    ("comment", "scheme"),
    [("Adresse Bitcoin", "wallet_btc"), ("ETH", "wallet_eth"), ("Zcash", "wallet"), ("", "wallet")],
)
def test_a_digital_currency_address_has_the_scheme_of_its_currency(comment: str, scheme: str) -> None:
    # The register's schema has `Cryptomonnaie` with a comment since 2021 at latest.
    address = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"
    done = read(FORMAT, _list(_record(_field("CRYPTOMONNAIE", {"Cryptomonnaie": address, "Commentaire": comment}))))
    assert done.entries["4240"].identifiers == (Identifier(scheme, address),)
    assert [detail.value for detail in done.entries["4240"].details] == [f"{address} : {comment}"] * bool(comment)
    assert not done.reading.warnings


def test_an_address_may_have_a_place_and_a_birth_an_address() -> None:
    both = {"Adresse": "12 rue Pavlova", "Lieu": "Briansk", "Pays": "RUSSIE"}
    entry = _entry(_field("ADRESSE_PP", both), _field("LIEU_DE_NAISSANCE", both))
    assert entry.addresses == (Address("12 rue Pavlova, Briansk, RUSSIE", country="RU"),)
    assert Detail("birth_place", "12 rue Pavlova, Briansk, RUSSIE") in entry.details


def test_an_address_is_kept_whole_with_its_country() -> None:
    entry = _entry(_field("ADRESSE_PP", {"Adresse": "12 rue Akademika Pavlova", "Pays": "RUSSIE"}))
    assert entry.addresses == (Address("12 rue Akademika Pavlova, RUSSIE", country="RU"),)


def test_a_field_nobody_knows_is_kept_and_warned_of() -> None:
    done = read(
        FORMAT, _list(_record(_field("GROUPE_SANGUIN", {"Groupe": "A"}), _field("SEXE", {"Sexe": "M", "Sûr": "non"})))
    )
    assert done.reading.warnings == [
        "GROUPE_SANGUIN is not known; it stands first in record 4240",
        "SEXE/Sûr is not known; it stands first in record 4240",
    ]
    assert done.entries["4240"].unread == ("GROUPE_SANGUIN: A", "SEXE/Sûr: non")


def test_a_nature_nobody_knows_puts_the_record_aside() -> None:
    done = read(FORMAT, _list(_record(nature="Ballon")))
    assert [error.field for error in done.quarantined.values()] == ["Nature"]


def test_the_order_of_fields_makes_no_difference() -> None:
    fields = [_field("SEXE", {"Sexe": "Masculin"}), _basis(_EU)]
    raws = [next(FORMAT.open({"": _list(_record(*order))}).records).raw for order in (fields, fields[::-1])]
    assert raws[0] == raws[1]


@pytest.mark.parametrize(
    "content",
    [b"", b"<html></html>", b"{}", b'{"Publications": []}', _list(), _list(_record())[:-9], b"\xff" + _list(_record())],
    ids=["empty", "html", "other", "no list", "no record", "cut off", "no UTF-8"],
)
def test_what_is_no_whole_register_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedError):
        read(FORMAT, content)


def test_damaged_bytes_are_refused_and_nothing_else_happens() -> None:
    content = _list(_record(_field("SEXE", {"Sexe": "Masculin"}), _basis(_EU), _basis(_UN)))
    assert survives(FORMAT, content, examples(200, 10_000))


@pytest.fixture(scope="module")
def excerpt() -> Read:
    """Six records of November 2025."""
    return read(FORMAT, shared("fr/fr-gels-2025-11-21.excerpt.json"))


def test_the_excerpt_is_read_whole_and_in_words_the_desk_knows(excerpt: Read) -> None:
    assert list(excerpt.entries) == ["4240", "1001", "7805", "2382", "6699", "6577"]
    assert (excerpt.reading.dated, excerpt.reading.warnings, excerpt.quarantined) == ("2025-11-21", [], {})
    assert [fault for entry in excerpt.entries.values() for fault in faults(entry, excerpt.reading.expresses)] == []
    assert not any(entry.unread for entry in excerpt.entries.values())
    assert excerpt.entries["6577"].problems == ("It names no legal basis.",)  # the excerpt breaks off there
