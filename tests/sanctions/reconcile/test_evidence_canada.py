"""Canada's list under its old and its new columns, through the whole import: the same cases, and nothing taken away."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

import orjson
import pytest
from pytest_django import DjangoDbBlocker

from sanctions.models import Event, ProgrammeLink, Release, Sanction
from tests.kept import for_a_while
from tests.sanctions.reconcile import real
from tests.sanctions.reconcile.test_evidence_formats import Documents, documents, facts

CODE = "ca_sema"

# Official entries, as the file of May 2022 prints them and the one of August 2026 dates them.
_RECORDS: tuple[Mapping[str, str], ...] = (
    {"country": "Belarus / Bélarus", "last": "Golovaty", "given": "Ivan Ivanovich ", "born": "1976", "schedule": "1.1",
     "item": "11", "aliases": "Иван Иванович Головатый; Ivan Golovatyi", "listed": "2022-03-08"},
    {"country": "Syria / Syrie", "last": "Aslan ", "given": "Aous ", "title": "General/général", "schedule": "2",
     "item": "63", "aliases": "Aws Aslan", "listed": "2011-08-23"},
    {"country": "Burma / Birmanie", "last": "Shwe", "given": "Than", "born": "1933-02-02", "schedule": "2", "item": "1",
     "listed": "2012-04-24"},
    {"country": "Russia / Russie", "entity": "OAO Novatek", "schedule": "3", "item": "1", "listed": "2014-07-24"},
    {"country": "Venezuela ", "last": "MADURO MOROS", "given": "Nicolás", "item": "1", "listed": "2017-09-22"},
)  # fmt: skip
_OLD = {"country": "Country", "last": "LastName", "given": "GivenName", "entity": "Entity", "born": "DateOfBirth",
        "title": "Title", "aliases": "Aliases", "schedule": "Schedule", "item": "Item"}  # fmt: skip
_NEW = {"country": "Country-Pays", "last": "LastName-NomDeFamille", "given": "GivenName-Prenom",
        "entity": "EntityOrShip-EntiteOuNavire", "title": "TitleOrShipType-TitreOuTypeDeNavire",
        "born": "DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire", "aliases": "Aliases-Alias",
        "schedule": "Schedule-Annexe", "item": "Item-NumeroDarticle",
        "listed": "DateOfListing-DateDinscription"}  # fmt: skip
# Regimes and schedules are printed in other ways since.
_SINCE = {"Burma / Birmanie": "Myanmar (Burma) / Myanmar (Birmanie)", "1.1": "1, Part 1.1", "2": "Part 2"}
_ORDERS = {"old first": ("old", "new"), "new first": ("new", "old")}

pytestmark = pytest.mark.django_db


def content(era: str) -> bytes:
    """The list under the columns of an era."""
    names, since = (_OLD, {}) if era == "old" else (_NEW, _SINCE)
    rows = (
        "".join(
            f"<{names[key]}>{escape(since.get(text, text))}</{names[key]}>" for key, text in row.items() if key in names
        )
        for row in _RECORDS
    )
    return f"<data-set>{''.join(f'<record>{row}</record>' for row in rows)}</data-set>".encode()


Imported = tuple[tuple[str, str], Documents, Documents, Release]


@pytest.fixture(scope="module", params=list(_ORDERS.values()), ids=list(_ORDERS))
def imported(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Imported]:
    """Both eras, one after the other: their order, what was public after each, and the second release."""
    folder = tmp_path_factory.mktemp("archive")
    with for_a_while(django_db_blocker):
        real.import_(CODE, content(request.param[0]), folder, dated="2026-08-22")
        before = documents()
        row = real.import_(CODE, content(request.param[1]), folder, dated="2026-08-23")
        yield request.param, before, documents(), row


def test_the_other_columns_delist_add_and_hold_nothing(imported: Imported) -> None:
    _, before, after, row = imported
    assert (row.held_because, row.state) == ([], "promoted")
    assert {name: row.counts[name] for name in ("added", "delisted", "relisted", "quarantined")} == {
        "added": 0, "delisted": 0, "relisted": 0, "quarantined": 0,
    }  # fmt: skip
    assert before.keys() == after.keys()
    assert Sanction.objects.filter(reference__in=("BY-ivan-ivanovich-golovaty", "MM-than-shwe")).count() == 2


def test_what_both_eras_say_they_say_alike(imported: Imported) -> None:
    _, before, after, _ = imported
    assert facts(before, "names", "identifiers", "addresses") == facts(after, "names", "identifiers", "addresses")
    kinds = [
        {
            (uid, measure["type"], measure["tenor"])
            for uid, (_, said) in found.items()
            for measure in said.get("measures", ())
        }
        for found in (before, after)
    ]
    assert kinds[0] == kinds[1]
    assert len(kinds[0]) == len(_RECORDS)


def test_the_days_of_listing_come_with_the_newer_columns_and_stay(imported: Imported) -> None:
    assert set(Event.objects.filter(measure__isnull=False).values_list("done_on", flat=True)) == {
        row["listed"] for row in _RECORDS
    }


def test_other_columns_amend_no_case_and_rename_no_regime(imported: Imported) -> None:
    assert not Event.objects.filter(kind="amended").exists()
    codes = ["Belarus", "Myanmar (Burma)", "Russia", "Syria", "Venezuela"]
    assert sorted(ProgrammeLink.objects.values_list("programme__code", flat=True)) == codes


def test_what_the_older_columns_said_besides_stays(imported: Imported) -> None:
    _, before, after, _ = imported
    said = [
        {(detail["kind"], detail["value"]) for *_, fact in facts(found, "details") for detail in [orjson.loads(fact)]}
        for found in (before, after)
    ]
    for found in said:
        assert found >= {("title", "General/général"), ("birth_date", "1976"), ("birth_date", "1933-02-02")}
