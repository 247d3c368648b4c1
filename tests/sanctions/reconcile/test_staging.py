"""A release is read beside what the last one left, and every record of it is accounted for."""

from collections.abc import Iterator

import pytest

from sanctions.lists.entry import Entry, Name
from sanctions.lists.reading import QuarantinedError, Reading, Record, RefusedError
from sanctions.reconcile.plan import Former, plan
from sanctions.reconcile.staging import Kept, Staged, digest_of, stage


def record(reference: str, raw: str = "as printed", *, ignored: str = "", fails: bool = False) -> Record:
    def read() -> Entry:
        if fails:
            raise QuarantinedError("kind", "“Airship” is no word of target_kinds")
        return Entry(reference, "person", (Name(reference),), unread=("something",))

    return Record(reference, raw, read, ignored)


def staged(*records: Record, kept: dict[str, str] | None = None, afresh: bool = False) -> Staged:
    before = {
        reference: Kept(digest_of(raw), "imported", "person", '["IRAN"]', '["names"]')
        for reference, raw in (kept or {}).items()
    }
    return stage(Reading("test", "2025-01-01", frozenset(), iter(records)), before, afresh=afresh)


def test_every_record_is_imported_put_aside_or_ignored() -> None:
    found = staged(record("1"), record("2", fails=True), record("3", ignored="a template"), kept={"4": "gone"})
    assert (found.records, found.imported, found.quarantined, found.ignored) == (3, 1, 1, 1)
    assert found.gone == {"4"}
    assert found.read["2"].field == "kind"
    assert found.read["3"].reason == "a template"
    assert found.unread == 1


def test_an_entry_that_a_list_itself_says_has_ended_is_gone() -> None:
    found = staged(record("1", "ended", ignored="delisted on 2024-12-31"), kept={"1": "listed"})
    assert found.gone == {"1"}


def test_a_record_whose_text_is_the_same_is_not_read_again() -> None:
    found = staged(record("1", "same", fails=True), kept={"1": "same"})
    assert (found.same, found.read, found.imported) == ({"1"}, {}, 1)
    assert found.profile.programmes == {"IRAN": 1}


def test_a_release_is_told_as_a_whole_though_only_what_changed_of_it_is_read() -> None:
    found = staged(record("1", "same"), record("2", "other"), kept={"1": "same", "2": "before", "3": "gone"})
    assert (found.profile.entries, found.profile.kinds) == (2, {"person": 2})
    assert found.profile.written()["programmes"] == {"IRAN": 1}


def test_it_is_read_again_where_somebody_asks_for_that() -> None:
    assert staged(record("1", "same"), kept={"1": "same"}, afresh=True).read.keys() == {"1"}


def test_the_same_record_twice_is_one_record_and_a_warning() -> None:
    found = staged(record("1"), record("1"))
    assert (found.records, found.imported, found.ignored, found.doubles) == (2, 1, 1, set())
    assert found.reading.warnings == ["1: stands there more than once, each time the same"]


@pytest.mark.parametrize("times", [2, 3])
def test_records_that_differ_under_one_reference_are_all_put_aside(times: int) -> None:
    found = staged(*(record("1", f"text {number}") for number in range(times)))
    assert (found.imported, found.quarantined, found.doubles) == (0, times, {"1"})
    assert found.records == found.imported + found.quarantined + found.ignored


def test_neither_counts_where_one_of_two_that_differ_is_as_it_was() -> None:
    found = staged(record("1", "same"), record("1", "other"), record("2", "same"), kept={"1": "same", "2": "same"})
    assert (found.records, found.imported, found.quarantined, found.same) == (3, 1, 2, {"2"})
    assert found.read["1"].reason == "stands on records that differ"


def test_a_file_that_breaks_off_is_refused_whatever_came_before() -> None:
    def records() -> Iterator[Record]:
        yield record("1")
        raise RefusedError("list.xml", "breaks off", line=7, column=2, after="1")

    with pytest.raises(RefusedError, match=r"list.xml, line 7, column 2: breaks off \(last good record: 1\)"):
        stage(Reading("test", "", frozenset(), records()), {})


def test_a_text_with_lone_surrogates_has_a_digest_too() -> None:
    assert digest_of("\ud800") != digest_of("\ud801")


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\ud800", "\ufffe"])
def test_the_text_of_a_record_is_kept_though_no_database_can_hold_a_sign_of_it(sign: str) -> None:
    found = staged(record("1", f"Iran{sign}Air", fails=True))
    assert found.read["1"].raw == f"Iran\\u{ord(sign):04x}Air"
    assert found.read["1"].digest == digest_of(f"Iran{sign}Air")


@pytest.mark.parametrize(("reference", "told"), [("a\x00b", r"“a\\u0000b”"), ("x" * 121, "“x{60}”")])
def test_a_reference_under_which_nothing_can_be_kept_refuses_the_file(reference: str, told: str) -> None:
    with pytest.raises(RefusedError, match=f"the reference of record 2 is none: {told}"):
        staged(record("1"), record(reference))


def test_ten_thousand_aliases_put_a_record_aside() -> None:
    names = tuple(Name(f"Alias {number}") for number in range(10_000))
    found = staged(record("1"), Record("2", "2", lambda: Entry("2", "person", names)))
    assert (found.imported, found.quarantined) == (1, 1)
    assert (found.read["2"].field, found.read["2"].reason) == ("names", "there are 10,000 of them, more than 2,000")


def test_what_becomes_of_each_reference_is_told_before_it_is_done() -> None:
    found = staged(record("1"), record("2", "new text"), record("3"), kept={"2": "old text", "4": "gone"})
    former = {"2": Former("2", True), "3": Former("3", False), "4": Former("4", True)}
    planned = plan(found, former)
    assert (planned.added, planned.changed, planned.relisted, planned.delisted) == (("1",), ("2",), ("3",), ("4",))
    assert planned.counts(found)["unchanged"] == 0


def test_a_reference_that_now_names_another_party_is_put_aside() -> None:
    found = staged(record("7"))
    planned = plan(found, {"7": Former("Iran Air", True)})
    assert not planned
    assert found.read["7"].reason.startswith("stood for Iran Air before")
    assert (found.imported, found.quarantined) == (0, 1)
