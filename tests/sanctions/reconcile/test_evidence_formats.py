"""The same list in two formats of the same day, through the whole import: neither takes away what the other said."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from pytest_django import DjangoDbBlocker

from sanctions.models import Edition, Event, Release
from tests.kept import for_a_while
from tests.sanctions.lists.releases import SHARED
from tests.sanctions.reconcile import real
from tests.soak import SOAK

CODE = "us_ofac_cons"
CUTS = Path(__file__).parents[1] / "lists" / "cuts" / CODE
WHOLE = SHARED / "us_ofac"
ORDERS = {"legacy first": ("legacy", "advanced"), "advanced first": ("advanced", "legacy")}

pytestmark = pytest.mark.django_db


def content(format_: str) -> bytes:
    """The consolidated list of 17 March 2020 in one of its formats: a cut of it, and in soak the whole files."""
    if SOAK and WHOLE.is_dir():
        return (WHOLE / f"cons-{format_}-2020-03-17.xml").read_bytes()
    name = {"legacy": "consolidated-2020-03-17.xml", "advanced": "cons_advanced-2020-03-17.xml"}[format_]
    return (CUTS / name).read_bytes()


Documents = dict[str, tuple[int, dict[str, Any]]]


def documents() -> Documents:
    """The number and content of the last edition of each target and case."""
    rows = Edition.objects.filter(known_until__year=9999, kind__in=("target", "sanction"))
    return {uid: (number, orjson.loads(text)) for uid, number, text in rows.values_list("uid", "number", "document")}


def facts(documents: Documents, *names: str) -> Counter[tuple[str, str, bytes]]:
    """Facts of these kinds, each with the uid of its record, whatever their own uids."""
    return Counter(
        (uid, name, orjson.dumps({key: value for key, value in fact.items() if key != "uid"}))
        for uid, (_, document) in documents.items()
        for name in names
        for fact in document.get(name, ())
    )


@pytest.fixture(scope="module", params=list(ORDERS.values()), ids=list(ORDERS))
def imported(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[tuple[str, str], Documents, Documents, Release]]:
    """Both formats, one after the other: their order, what was public after each, and the second release."""
    folder = tmp_path_factory.mktemp("archive")
    with for_a_while(django_db_blocker):
        real.import_(CODE, content(request.param[0]), folder)
        before = documents()
        row = real.import_(CODE, content(request.param[1]), folder)
        yield request.param, before, documents(), row


Imported = tuple[tuple[str, str], Documents, Documents, Release]


def test_the_second_format_delists_adds_and_holds_nothing(imported: Imported) -> None:
    _, before, after, row = imported
    assert (row.held_because, row.state) == ([], "promoted")
    assert {name: row.counts[name] for name in ("added", "delisted", "relisted", "quarantined")} == {
        "added": 0, "delisted": 0, "relisted": 0, "quarantined": 0,
    }  # fmt: skip
    assert before.keys() == after.keys()
    assert not Event.objects.filter(kind__in=("delisted", "revoked", "reimposed", "amended")).exists()


def test_what_both_formats_say_they_say_alike(imported: Imported) -> None:
    _, before, after, _ = imported
    both = ("names", "identifiers", "addresses", "programmes")
    assert facts(before, *both) == facts(after, *both)


def test_the_richer_format_adds_and_takes_nothing_away(imported: Imported) -> None:
    order, before, after, _ = imported
    if order != ORDERS["legacy first"]:
        pytest.skip("the poorer format came last")
    assert not facts(before, "details") - facts(after, "details")
    # Ties become exact: each “Linked To” of the remarks is a relation to a party of the list.
    linked = [fact for *_, fact in facts(before, "relations")]
    exact = [orjson.loads(fact) for *_, fact in facts(after, "relations")]
    assert len(linked) == len(exact)
    assert all(fact["kind"] != "linked_to" for fact in exact)
    # And the days of listing come, which the older format does not print.
    assert set(Event.objects.values_list("done_basis", flat=True)) == {"stated"}


def test_the_poorer_format_takes_nothing_away_and_says_nothing_twice(imported: Imported) -> None:
    order, before, after, row = imported
    if order != ORDERS["advanced first"]:
        pytest.skip("the richer format came last")
    kinds = ("names", "identifiers", "addresses", "details", "relations", "measures", "events", "programmes")
    assert not facts(before, *kinds) - facts(after, *kinds)
    gained = facts(after, *kinds) - facts(before, *kinds)
    # Only the older format prints the names of parties that are not among the entries of the cut.
    missing = [fact for *_, fact in facts(before, "relations") if not orjson.loads(fact)["object"]]
    assert {orjson.loads(fact)["kind"] for *_, fact in gained} <= {"linked_to"}
    assert len(gained) == len(missing)
    assert bool(row.publication) == bool(missing)
