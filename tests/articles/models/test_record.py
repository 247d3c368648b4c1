"""Uids: short, stable, safe in an address and on the telephone."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.models import list_uid, new_uid
from articles.models.record import UID, valid_uid
from sanctions.models import Target
from tests import factories as f


def test_a_new_uid_is_fresh_and_valid() -> None:
    uids = {new_uid() for _ in range(500)}
    assert len(uids) == 500
    assert all(UID.match(uid) and len(uid) == 12 for uid in uids)


def test_a_new_uid_has_no_letters_that_are_taken_for_others() -> None:
    assert not set("".join(new_uid() for _ in range(500))) & set("01oli")


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_list_gives_an_entry_the_same_uid_whenever_and_wherever(namespace: str, reference: str) -> None:
    assert list_uid(namespace, reference) == list_uid(namespace, reference)
    assert UID.match(list_uid(namespace, reference))


def test_entries_of_two_lists_with_one_reference_are_two_records() -> None:
    assert list_uid("gb", "IRN0240") != list_uid("eu", "IRN0240")


@pytest.mark.parametrize("uid", ["GB", "GB-FCDO", "US-OFAC-RUSSIA-EO14024", "a", "3x.y_z", "x" * 40])
def test_codes_are_valid_uids(uid: str) -> None:
    valid_uid(uid)


@pytest.mark.parametrize(
    "uid", [" ", "a b", "../x", "-x", ".x", "a/b", "a?b", "ایران", "x" * 41, "a\n", "\na", "a b/../c"]
)
def test_what_would_break_an_address_is_no_uid(uid: str) -> None:
    with pytest.raises(ValidationError):
        valid_uid(uid)


@pytest.mark.django_db
def test_a_record_is_found_by_its_uid() -> None:
    airline = f.target(uid="iranair")
    assert Target.get("iranair") == airline
    with pytest.raises(Target.DoesNotExist):
        Target.get("homa")
