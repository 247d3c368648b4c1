"""Records as an operator asks for them."""

import pytest

from sanctions.models import Target
from sanctions.publishing.drafts import drafts, named
from sanctions.publishing.publish import publish
from sanctions.publishing.withdraw import withdraw
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_records_of_every_kind_are_named_by_uid_each_once_and_in_order() -> None:
    case = f.sanction()
    assert named([case.uid, "GB", case.uid]) == [case, f.authority("GB")]
    assert named([]) == []


def test_what_is_not_on_the_desk_is_named() -> None:
    with pytest.raises(LookupError, match="not on the desk: nobody, nothing"):
        named(["nobody", f.target().uid, "nothing"])


def test_what_is_new_or_changed_waits_to_be_published() -> None:
    public, changed, new = f.target("Public"), f.target("Changed"), f.target("New")
    publish([public, changed], by=None, at=f.NOW)
    f.saved(Target.get(changed.uid), f.name(changed, "Alias"))
    assert drafts() == [changed, new]


def test_what_was_withdrawn_or_belongs_to_a_list_does_not_wait() -> None:
    airline = f.target()
    publish([airline], by=None, at=f.NOW)
    withdraw([airline], by=None, at=f.later(), because="wrong")
    f.target("Of a list", layer="gb_fcdo")
    assert drafts() == []
