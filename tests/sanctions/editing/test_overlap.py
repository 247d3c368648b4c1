import pytest

from articles.models import Journal
from sanctions.editing.overlap import Overlap
from sanctions.models import Act, Name, Sanction, Target
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_what_nobody_else_touched_is_mine() -> None:
    target = make.target("Iran Air")
    make.saved(Target.get(target.uid))
    target.country = "IR"
    assert Overlap(Target.get(target.uid), seen=1).whose(target, "country", {}) == "mine"


def test_what_only_somebody_else_changed_is_theirs_and_what_both_did_is_nobodys() -> None:
    case = make.sanction(reference="A1", grounds="first")
    mine = Sanction.get(case.uid)
    other = Sanction.get(case.uid)
    other.reference, other.grounds, other.authority = "B2", "theirs", make.authority("FR")
    make.saved(other)
    mine.grounds = "mine"
    overlap = Overlap(other, seen=1)
    assert [overlap.whose(mine, name, {}) for name in ("reference", "authority", "grounds")] == ["theirs", "theirs", ""]


def test_a_date_is_compared_with_its_basis() -> None:
    case = make.sanction()
    mine, theirs = case.events.get(), case.events.get()
    theirs.done_on = "2024-09-11"
    make.saved(Sanction.get(case.uid), theirs)
    overlap = Overlap(Sanction.get(case.uid), seen=1)
    assert overlap.whose(mine, "done_on", {}) == "theirs"
    mine.done_on = "2024-09-12"
    assert overlap.whose(mine, "done_on", {}) == ""
    mine.done_on = "no date"
    assert overlap.whose(mine, "done_on", {}) == ""


def test_relations_to_several_records_are_compared_by_what_was_chosen() -> None:
    statement = make.act()
    other = Act.get(statement.uid)
    make.saved(other, related={"issuers": [make.authority("FR")]})
    overlap = Overlap(other, seen=1)
    assert overlap.whose(statement, "issuers", {"issuers": ["GB"]}) == "theirs"
    assert overlap.whose(statement, "issuers", {"issuers": ["GB", "DE"]}) == ""


def test_a_fact_that_others_removed_is_known_by_what_it_said() -> None:
    target = make.target("Iran Air", make.name(Target(), "Homa", kind="alias"))
    make.saved(Target.get(target.uid), removed=[target.names.get(full="Homa")])
    overlap = Overlap(Target.get(target.uid), seen=1)
    assert overlap.was_removed_as(Name(full="Homa", kind="alias"), ["full", "kind"])
    assert not overlap.was_removed_as(Name(full="HOMA", kind="alias"), ["full", "kind"])
    assert not overlap.has_touched(target.names.get())


def test_what_the_journal_does_not_tell_is_left_to_the_editor() -> None:
    target = make.target("Iran Air")
    other = Target.get(target.uid)
    other.country = "IR"
    make.saved(other)
    assert Overlap(other, seen=None).whose(target, "country", {}) == ""
    assert Overlap(other, seen=1).whose(target, "label", {}) in ("", "mine")
    Journal.objects.all().delete()  # erased by law
    assert Overlap(other, seen=1).whose(target, "country", {}) == ""
