"""A reference that is given to another party is noticed; a party that is renamed goes on (FAULTS I15)."""

from typing import Any

import pytest

from sanctions.lists.entry import Entry, Identifier, Name
from sanctions.lists.reading import Reading, Record
from sanctions.models import Entry as EntryRow
from sanctions.reconcile.plan import WHOSE, Former, marks_of, plan, resembles
from sanctions.reconcile.staging import Staged, stage
from tests.sanctions.reconcile.lists import Desk, iran_air

IMO, OTHER = Identifier("imo", "9481910"), Identifier("imo", "9187629")


def party(*names: str, kind: str = "legal_entity", numbers: tuple[Identifier, ...] = ()) -> Entry:
    return Entry("7", kind=kind, names=tuple(map(Name, names)), sanction_kind="listed", identifiers=numbers)


def staged(entry: Entry) -> Staged:
    return stage(Reading("test", "", frozenset(), iter([Record("7", "raw", lambda: entry)])), {})


def is_put_aside(before: Entry, now: Entry) -> bool:
    read = staged(now)
    former = {"7": Former(before.names[0].full, stands=True, kind=before.kind)}
    plan(read, former, known_by=lambda _: marks_of(before))
    return read.read["7"].state == "quarantined"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (party("GUO, Chunyan", kind="person"), party("GUO, Zebra Trading Ltd")),
        (party("EQUIPMENT DEVELOPMENT DEPARTMENT"), party("ZEBRA FISHERIES DEPARTMENT")),
        (party("Iran Trading Company Ltd."), party("Zebra General Trading Company Limited")),
        (party("Ministry of Defence"), party("Ministry of Fisheries")),
        (party("PORT OLYA-3", kind="vessel", numbers=(IMO,)), party("VOLGA", kind="vessel", numbers=(OTHER,))),
        (party("PORT OLYA", kind="vessel"), party("PORT OLYA SHIPPING", kind="company")),
        # The reference itself, as another list prints it, may be given away too.
        (party("IRAN AIR", numbers=(Identifier("ofsi_group_id", "7"),)),
         party("ZEBRA", numbers=(Identifier("ofsi_group_id", "7"),))),
    ],
)  # fmt: skip
def test_who_shares_no_telling_word_or_is_of_another_kind_is_another_party(before: Entry, now: Entry) -> None:
    assert is_put_aside(before, now)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (party("Arvan Cloud"), party("Abr Arvan Private Joint Stock Company")),
        (party("General Trading Company"), party("General Company for Trade")),  # has no other words
        (party("JSC TRANSAVIAEXPORT", "TAE AVIA"), party("OTKRYTOYE OBSHCHESTVO", "TAE AVIA")),
        (party("YOUNG YONG", kind="vessel", numbers=(IMO,)), party("SAINT LIGHT", kind="vessel", numbers=(IMO,))),
        (party("GUO, Chunyan", kind="person"), party("Chunyan Guo", kind="legal_entity")),
        (party("IRAN AIR"), party("IRAN AIR CARGO", kind="company")),
        (party("IRAN AIR", kind=""), party("IRAN AIR CARGO", kind="vessel")),
    ],
)
def test_who_keeps_a_name_or_a_number_or_is_only_told_of_more_closely_is_the_same_party(
    before: Entry, now: Entry
) -> None:
    assert not is_put_aside(before, now)


def test_the_reason_names_both_and_what_they_are() -> None:
    read = staged(party("GUO, Zebra Trading Ltd"))
    plan(read, {"7": Former("GUO, Chunyan", stands=True, kind="person")})
    assert read.read["7"].reason == (
        f"stood for GUO, Chunyan (person) before and is called GUO, Zebra Trading Ltd (legal_entity) now; {WHOSE}"
    )


def test_of_a_party_that_was_erased_nothing_is_compared() -> None:
    read = staged(party("ZEBRA", kind="person"))
    plan(read, {"7": Former("", stands=True, kind="vessel")})
    assert read.imported == 1


def test_somebody_may_say_that_it_is_the_same_party() -> None:
    read = staged(party("GUO, Zebra Trading Ltd"))
    former = {"7": Former("GUO, Chunyan", stands=True, kind="person")}
    plan(read, former, same={"7": ["GUO, Zebra Trading Ltd"]})
    assert read.imported == 1


def test_a_word_that_many_names_have_is_no_resemblance() -> None:
    assert not resembles(party("Zebra Bank"), "Bank Melli")
    assert resembles(party("Melli Investment"), "Bank Melli")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "state"),
    [({}, "quarantined"), ({"names": (Name("GUO LTD"), Name("HOMA", "alias"))}, "imported")],
)
def test_a_desk_remembers_by_what_each_party_is_known(desk: Desk, fields: dict[str, Any], state: str) -> None:
    desk.released("2025-01-01", iran_air(kind="person", names=(Name("GUO, Chunyan"), Name("HOMA", "alias"))))
    desk.released("2025-02-01", iran_air(**{"names": (Name("GUO LTD"),), **fields}))
    assert EntryRow.objects.get(gone=None).state == state
