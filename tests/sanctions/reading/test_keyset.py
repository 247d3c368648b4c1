"""Paging by the place of the last row: nothing is skipped or repeated, and nobody can make up a place."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from django.core.signing import Signer
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanctions.models import Edition, PublishedMeasure
from sanctions.reading.keyset import Cursor, page, position, question
from sanctions.reading.parameters import BadParameters
from tests.factories import NOW, later
from tests.sanctions.reading import editions as make

CURSOR = Cursor(["Iran Air", "abc"], "2024-09-11", "2024-09-11T12:00:00+00:00", "2024-09-11T12:00:00+00:00")


def walked(rows: Any, by: Sequence[str], *, descending: bool = False, limit: int = 2) -> list[str]:
    """The uids of all rows, page by page."""
    found, after = [], None
    while True:
        some = page(rows, by=by, descending=descending, after=after, limit=limit)
        found += [row.uid for row in some[:limit]]
        if len(some) <= limit:
            return found
        after = position(some[limit - 1], by)


def test_a_cursor_comes_back_as_it_was_given() -> None:
    assert Cursor.read(CURSOR.signed("q"), "q") == CURSOR
    assert CURSOR.signed("q") == CURSOR.signed("q")


@pytest.mark.parametrize("text", ["", "x", "a:b", "a:b:c", ".eJ:x", "…", "0" * 4000, "e30:1", ":"])
def test_a_made_up_cursor_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadParameters, match="cursor: is not one that we gave") as caught:
        Cursor.read(text, "q")
    assert caught.value.errors[0]["parameter"] == "cursor"


def test_a_cursor_that_lost_or_changed_a_letter_is_refused() -> None:
    text = CURSOR.signed("q")
    for broken in (text[:-1], text[1:], text[: len(text) // 2], text + "A", text.swapcase(), f"{text}:{text}"):
        with pytest.raises(BadParameters):
            Cursor.read(broken, "q")


def test_what_we_signed_for_another_purpose_is_no_cursor() -> None:
    with pytest.raises(BadParameters):
        Cursor.read(Signer(salt="another").sign_object([[], "", "", "", "q"]), "q")


def test_a_cursor_belongs_to_its_question() -> None:
    with pytest.raises(BadParameters, match="belongs to a question with other parameters"):
        Cursor.read(CURSOR.signed("q"), "other")


def test_a_question_is_the_same_wherever_and_however_much_of_it_is_read() -> None:
    asked = {"authority": ["GB"], "as_of": date(2024, 9, 11)}
    own = question("measure", asked)
    assert own == question("measure", {"limit": 5, **asked, "count": True, "cursor": "x"})
    assert own != question("measure", {**asked, "authority": ["FR"]})
    assert own != question("measure", {"authority": ["GB"]})
    assert own != question("sanction", asked)


@pytest.mark.django_db
@pytest.mark.parametrize("descending", [False, True])
def test_rows_that_tie_are_each_met_once(descending: bool) -> None:
    """DRF's own cursor paging gave 6,000 rows of 1,100 where the ordering column ties."""
    make.publish(*(make.record("publisher", f"p{i:02}", f"label {i % 3}") for i in range(17)))
    expected = sorted(Edition.objects.all(), key=lambda row: (row.label, row.uid), reverse=descending)
    for limit in (1, 2, 5, 16, 17, 18):
        found = walked(Edition.objects.all(), ("label", "uid"), descending=descending, limit=limit)
        assert found == [row.uid for row in expected]


@pytest.mark.django_db
def test_moments_and_days_order_pages_as_they_order_time() -> None:
    for minute in (3, 1, 2):
        make.publish(*(make.record("publisher", f"p{minute}-{i}") for i in range(3)), at=later(10 + minute))
    for known in ("2024-09-10", "2024-09-09"):
        make.publish(make.record("publisher", f"k{known}"), at=later(60), known_from=NOW.replace(day=int(known[-2:])))
    rows = Edition.objects.all()
    expected = [row.uid for row in sorted(rows, key=lambda row: (row.known_from, row.uid))]
    assert walked(rows, ("known_from", "uid")) == expected
    assert walked(rows, ("known_from", "uid"), descending=True) == expected[::-1]


@pytest.mark.django_db
def test_measures_are_paged_by_the_day_they_began() -> None:
    days = ["2024-09-10", "2024-09-10", "2022-01-01", "/2020-05-05", "2024", "2024-09-10"]
    cases = [make.case(f"c{i}", "t", make.measure(f"m{i}", make.event(on=day))) for i, day in enumerate(days)]
    make.publish(make.authority("GB"), make.target("t"), *cases)
    rows = PublishedMeasure.objects.all()
    assert walked(rows, ("began_on", "uid")) == ["m3", "m2", "m0", "m1", "m5", "m4"]
    assert walked(rows, ("began_on", "uid"), descending=True) == ["m4", "m5", "m1", "m0", "m2", "m3"]


@pytest.mark.django_db
def test_names_in_any_script_page_in_the_database_order() -> None:
    labels = [
        "Ähre",
        "ähre",
        "Zug",
        "авиа",
        "ایران‌ایر",
        "中国",
        "'; --",
        "%",
        "_",
        "\\",
        "Iran Air",
        "iran air",
        "İran",
    ]
    make.publish(*(make.record("publisher", f"p{i:02}", label) for i, label in enumerate(labels)))
    rows = Edition.objects.all()
    assert walked(rows, ("label", "uid"), limit=1) == [row.uid for row in rows.order_by("label", "uid")]


@pytest.mark.django_db
def test_a_place_is_compared_as_one_value_that_an_index_answers() -> None:
    with CaptureQueriesContext(connection) as asked:
        page(Edition.objects.all(), by=("label", "uid"), descending=False, after=["a", "b"], limit=5)
    where = asked[0]["sql"].partition("WHERE")[2]
    assert " OR " not in where
    assert ") > (" in where
