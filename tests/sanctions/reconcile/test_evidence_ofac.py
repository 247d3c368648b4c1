"""OFAC's SDN list from 31 May to 2 July 2024: what one can count in the two files is what is imported and published."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest
from pytest_django import DjangoDbBlocker

from sanctions.lists.us_ofac.csv_set import SDN
from sanctions.models import Entry, Event, Release, Sanction
from sanctions.reconcile.plan import Former, plan
from sanctions.reconcile.staging import Kept, digest_of, stage
from tests.kept import for_a_while
from tests.sanctions.reconcile import real
from tests.soak import SOAK

MAY, JULY = real.OFAC_DAYS
BETWEEN = f"{MAY}/{JULY}"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not real.is_here(real.sdn_path(MAY), real.sdn_path(JULY)),
        reason="the SDN lists of 2024 are not in ../shared/data",
    ),
]


@dataclass(frozen=True)
class Counted:
    """The lines of both files, and what differs between them, told by comparing lines."""

    may: dict[str, str]
    july: dict[str, str]

    @property
    def added(self) -> set[str]:
        return self.july.keys() - self.may.keys()

    @property
    def gone(self) -> set[str]:
        return self.may.keys() - self.july.keys()

    @property
    def changed(self) -> set[str]:
        return {uid for uid in self.may.keys() & self.july.keys() if self.may[uid] != self.july[uid]}


@pytest.fixture(scope="module")
def whole() -> Counted:
    """Both files whole."""
    return Counted(real.sdn_lines(MAY), real.sdn_lines(JULY))


def test_the_files_differ_by_as_many_entries_as_one_counts_in_them(whole: Counted) -> None:
    numbers = (len(whole.may), len(whole.july), len(whole.added), len(whole.changed), len(whole.gone))
    assert numbers == (14_985, 15_443, 513, 567, 55)


def test_the_plan_for_the_whole_files_has_the_same_numbers(whole: Counted) -> None:
    before = {"sdn.csv": real.sdn_of(whole.may, whole.may)}
    kept = {one.reference: Kept(digest_of(one.raw), "imported", "", "[]", "[]") for one in SDN.open(before).records}
    former = {reference: Former("", stands=True) for reference in kept}
    staged = stage(SDN.open({"sdn.csv": real.sdn_of(whole.july, whole.july)}), kept)
    planned = plan(staged, former)
    assert set(planned.added) == whole.added
    assert set(planned.changed) == whole.changed
    assert set(planned.delisted) == whole.gone
    assert planned.counts(staged)["quarantined"] == 0


# --- Imported: every entry that went, some of those that came or changed, some that stayed; all of them in soak ----


@pytest.fixture(scope="module")
def cut(whole: Counted) -> Counted:
    """The lines that are imported."""
    differing = [*sorted(whole.added)[::10], *sorted(whole.changed)[::20]]
    # Who stays: enough that those who go or change are as few as in the whole list, or the guards would hold it.
    staying = sorted(whole.may.keys() - whole.gone - whole.changed)
    differing += [uid for uid in staying if "Organization Type" in whole.may[uid]][:80]  # as many who left have one
    keep = {*whole.gone, *differing, *staying[:: len(staying) // 700]}
    if SOAK:
        keep = whole.may.keys() | whole.july.keys()
    return Counted(
        {uid: line for uid, line in whole.may.items() if uid in keep},
        {uid: line for uid, line in whole.july.items() if uid in keep},
    )


@pytest.fixture(scope="module")
def imported(
    cut: Counted, django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Release]]:
    """Both releases, one after the other."""
    folder: Path = tmp_path_factory.mktemp("archive")
    with for_a_while(django_db_blocker):
        yield [
            real.import_("us_ofac_sdn", {"sdn.csv": real.sdn_of(lines, lines)}, folder, dated=day)
            for day, lines in ((MAY, cut.may), (JULY, cut.july))
        ]


def test_the_report_counts_what_one_counts_in_the_files(imported: list[Release], cut: Counted) -> None:
    counts = imported[1].counts
    assert (imported[1].held_because, imported[1].state) == ([], "promoted")
    assert MappingProxyType(counts) == {
        **counts, "records": len(cut.july), "imported": len(cut.july), "quarantined": 0, "ignored": 0,
        "added": len(cut.added), "changed": len(cut.changed), "delisted": len(cut.gone), "relisted": 0,
        "unchanged": len(cut.july) - len(cut.added) - len(cut.changed),
    }  # fmt: skip


def test_the_feed_has_one_item_for_each_entry_that_came_changed_or_went(imported: list[Release], cut: Counted) -> None:
    assert imported[1].state == "promoted"
    assert real.feed("us_ofac_sdn") == {
        "listed": len(cut.may) + len(cut.added),
        "amended": len(cut.changed),
        "delisted": len(cut.gone),
        "relisted": 0,
    }


def test_what_came_began_between_the_releases_and_what_was_there_before_on_or_before_the_first(
    imported: list[Release], cut: Counted
) -> None:
    assert imported[1].state == "promoted"
    rows = Event.objects.filter(kind="entered_into_force", measure__type="asset_freeze")
    began = dict(rows.values_list("sanction__reference", "done_on"))
    assert {uid: began[uid] for uid in cut.added} == dict.fromkeys(cut.added, BETWEEN)
    assert {uid: began[uid] for uid in cut.may} == dict.fromkeys(cut.may, f"/{MAY}")
    assert set(rows.values_list("done_basis", flat=True)) == {"first_seen"}


def test_what_went_was_delisted_between_the_releases_and_is_remembered(imported: list[Release], cut: Counted) -> None:
    ended = Event.objects.filter(kind="delisted")
    assert imported[1].state == "promoted"
    assert set(ended.values_list("sanction__reference", "done_on", "done_basis")) == {
        (uid, BETWEEN, "first_seen") for uid in cut.gone
    }
    gone = Entry.objects.exclude(gone=None).filter(reference__in=cut.gone)
    assert set(gone.values_list("reference", "gone__dated")) == {(uid, imported[1].dated) for uid in cut.gone}
    assert Sanction.objects.filter(reference__in=cut.gone).count() == len(cut.gone)


def test_what_changed_was_amended_between_the_releases_and_began_when_it_had_begun(
    imported: list[Release], cut: Counted
) -> None:
    assert imported[1].state == "promoted"
    amended = Event.objects.filter(kind="amended")
    counted = Counter(amended.values_list("sanction__reference", "done_on", "measure"))
    assert counted == Counter((uid, BETWEEN, None) for uid in cut.changed)
