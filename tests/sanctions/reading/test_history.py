"""What was published when: the editions of a record, and the sequence of everything that changed."""

from datetime import date, timedelta
from typing import Any

import orjson
import pytest

from sanctions.models import Edition
from sanctions.publishing.redact import redact
from sanctions.reading import history
from sanctions.reading.answers import NoLongerThere, NotFound
from sanctions.reading.parameters import BadParameters
from sanctions.reading.snapshot import Snapshot
from tests.factories import NOW, later
from tests.sanctions.reading import editions as make

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 1)


def walked(**asked: Any) -> list[tuple[int, str, str]]:
    """The publication, uid and label of each change, page by page."""
    found, cursor = [], None
    while True:
        rows, cursor = history.changes({**asked, **({"cursor": cursor} if cursor else {})})
        found += [(row["publication"], row["uid"], row["label"]) for row in rows]
        if cursor is None:
            return found


def edition(uid: str, number: int) -> dict[str, Any]:
    """One edition of a publisher."""
    item = history.edition("publisher", uid, number, Snapshot.take(as_of=TODAY))
    found: dict[str, Any] = orjson.loads(item.body)
    return found


def three_publications() -> None:
    """A record that is renamed, and one that is published later, but was known before."""
    make.publish(make.record("publisher", "b", "Gazette"), make.record("publisher", "a", "Herald"))
    make.publish(make.record("publisher", "b", "Gazette of record"), at=later(10))
    make.publish(make.record("publisher", "c", "Times"), at=later(20), known_from=NOW - timedelta(days=9))


def test_changes_come_in_the_order_of_publication_whatever_was_known_when() -> None:
    three_publications()
    assert walked() == [(1, "a", "Herald"), (1, "b", "Gazette"), (2, "b", "Gazette of record"), (3, "c", "Times")]


@pytest.mark.parametrize("limit", [1, 2, 3, 4])
def test_pages_of_changes_have_no_gap_and_no_repetition_while_more_is_published(limit: int) -> None:
    three_publications()
    found, cursor = history.changes({"limit": limit})
    step = 30
    while cursor:
        step += 1
        if step < 33:
            make.publish(make.record("publisher", f"d{step}"), at=later(step), known_from=NOW - timedelta(days=99))
        rows, cursor = history.changes({"limit": limit, "cursor": cursor})
        found += rows
    everything, _ = history.changes({})
    assert [row["digest"] for row in found] == [row["digest"] for row in everything]


def test_who_has_read_up_to_a_publication_goes_on_after_it() -> None:
    three_publications()
    assert walked(since=0) == walked()
    assert walked(since=1) == walked()[2:]
    assert walked(since=2, limit=1) == walked()[3:]
    assert walked(since=3) == walked(since=10**15) == []


def test_changes_of_one_kind_or_of_some_records() -> None:
    three_publications()
    make.publish(make.target("t"), at=later(30))
    assert walked(record="target") == [(4, "t", "t")]
    assert walked(uid=["b"]) == [(1, "b", "Gazette"), (2, "b", "Gazette of record")]
    assert walked(uid=["b", "t"], record="publisher", since=1) == [(2, "b", "Gazette of record")]
    assert walked(uid=["nobody"]) == []


def test_a_change_tells_what_changed_in_words_and_as_data() -> None:
    three_publications()
    rows, _ = history.changes({"since": 1, "uid": ["b"]})
    (row,) = rows
    told = orjson.loads(orjson.dumps(row))["changes"]
    assert told["data"] == [{"path": "label", "before": "Gazette", "after": "Gazette of record"}]
    assert told["words"] == ["label: “Gazette” → “Gazette of record”"]
    first = orjson.loads(orjson.dumps(history.changes({})[0][0]))["changes"]
    assert first == {"words": ["first published"], "data": []}


def test_a_withdrawal_is_a_change_that_says_so_and_why() -> None:
    three_publications()
    make.withdraw("b", "publisher", at=later(30), because="No such gazette.")
    rows, _ = history.changes({"since": 3})
    assert [(row["uid"], row["state"], row["because"], row["number"]) for row in rows] == [
        ("b", "withdrawn", "No such gazette.", 3)
    ]
    assert orjson.loads(orjson.dumps(rows[0]["changes"]))["words"] == ["withdrawn"]


def test_a_cursor_of_other_changes_is_refused() -> None:
    three_publications()
    _, cursor = history.changes({"limit": 1})
    assert cursor
    with pytest.raises(BadParameters, match="cursor"):
        history.changes({"limit": 1, "since": 1, "cursor": cursor})


def test_the_editions_of_a_record_are_told_newest_first_each_with_its_times() -> None:
    three_publications()
    newer, older = history.editions("publisher", "b")
    assert (newer["number"], newer["label"], newer["publication"]) == (2, "Gazette of record", 2)
    assert (newer["known_from"], newer["known_until"], newer["recorded_at"]) == (later(10), None, later(10))
    assert (older["number"], older["known_from"], older["known_until"]) == (1, NOW, later(10))
    (early,) = history.editions("publisher", "c")
    assert (early["known_from"], early["recorded_at"]) == (NOW - timedelta(days=9), later(20))


def test_each_edition_can_be_read_with_its_document() -> None:
    three_publications()
    assert edition("b", 1)["document"]["label"] == "Gazette"
    assert edition("b", 2)["document"]["label"] == "Gazette of record"
    assert edition("b", 2)["digest"] == Edition.objects.get(uid="b", number=2).digest


def test_an_old_edition_reads_in_today_s_shape_under_the_digest_it_was_published_with() -> None:
    three_publications()
    row = Edition.objects.get(uid="b", number=1)
    Edition.objects.filter(pk=row.pk).update(served='{"title":"Gazette"}')
    assert edition("b", 1)["document"] == {"title": "Gazette"}
    assert edition("b", 1)["digest"] == row.digest


@pytest.mark.parametrize(("kind", "uid", "number"), [("publisher", "b", 3), ("publisher", "b", 0), ("target", "b", 1),
                                                     ("publisher", "x", 1), ("publisher", "b", 10**30)])  # fmt: skip
def test_an_edition_that_never_was_is_not_found(kind: str, uid: str, number: int) -> None:
    three_publications()
    with pytest.raises(NotFound):
        history.edition(kind, uid, number, Snapshot.take(as_of=TODAY))
    if uid == "x" or kind == "target":
        with pytest.raises(NotFound):
            history.editions(kind, uid)


def test_an_edition_that_was_erased_says_so_and_the_others_can_be_read() -> None:
    three_publications()
    redact([Edition.objects.get(uid="b", number=1)], by=None, at=later(40), because="A court ordered it.")
    with pytest.raises(NoLongerThere) as gone:
        edition("b", 1)
    assert gone.value.edition.because == "A court ordered it."
    assert edition("b", 2)["document"]["label"] == "Gazette of record"
    newer, older = orjson.loads(orjson.dumps(history.editions("publisher", "b")))
    assert (older["state"], older["label"], older["changes"]["data"]) == ("redacted", "erased", [])
    assert "Gazette”" not in orjson.dumps([newer, older]).decode()


def test_what_an_edition_names_is_labelled() -> None:
    make.publish(make.authority("GB"), make.record("programme", "p", "Russia", authority="GB"))
    item = history.edition("programme", "p", 1, Snapshot.take(as_of=TODAY))
    assert item.included == {"GB": {"record": "authority", "label": "GB"}}
