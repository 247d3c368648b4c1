"""Taking back what was published."""

import json

import pytest

from articles.models import Journal, Record
from sanctions.models import (
    FOREVER,
    Edition,
    EditionState,
    PublishedMeasure,
    PublishedPeriod,
    PublishedTerm,
    Relation,
    Sanction,
    Target,
)
from sanctions.publishing.publish import NotPublishable, publish
from sanctions.publishing.verify import verify
from sanctions.publishing.withdraw import withdraw
from tests import factories as f

pytestmark = pytest.mark.django_db


def refusals(*records: Record, because: str = "wrong") -> list[str]:
    with pytest.raises(NotPublishable) as refused:
        withdraw(records, by=None, at=f.later(), because=because)
    return refused.value.problems


def test_what_is_withdrawn_is_gone_and_says_why() -> None:
    airline = f.target("Iran Air")
    publish([airline], by=None, at=f.NOW)
    publication = withdraw([airline], by=f.user(), at=f.later(), because="Mistaken for another.")
    edition = Edition.objects.get(uid=airline.uid, known_until=FOREVER)
    assert (edition.state, edition.because, edition.number) == ("withdrawn", "Mistaken for another.", 2)
    assert json.loads(edition.document) == {
        "record": "target",
        "uid": airline.uid,
        "withdrawn": "Mistaken for another.",
    }
    assert json.loads(edition.changes) == {"words": ["withdrawn"], "data": []}
    assert (publication.cause, publication.because, publication.by_name) == (
        "withdrawal",
        "Mistaken for another.",
        "editor",
    )
    assert list(verify()) == [1, 2]


def test_what_was_known_before_can_still_be_asked_for() -> None:
    airline = f.target("Iran Air")
    publish([airline], by=None, at=f.NOW)
    withdraw([airline], by=None, at=f.later(), because="wrong")
    before = Edition.objects.get(uid=airline.uid, number=1)
    assert (before.label, before.state) == ("Iran Air", EditionState.PUBLISHED)
    assert (before.known_from, before.known_until) == (f.NOW, f.later())


def test_nothing_that_is_found_today_leads_to_what_was_withdrawn() -> None:
    case = f.sanction(f.target("Iran Air"), reference="1")
    f.publish_everything()
    withdraw([case, case.target], by=None, at=f.later(), because="wrong")
    gone = Edition.objects.filter(uid__in=[case.uid, case.target.uid], state=EditionState.PUBLISHED)
    assert not gone.filter(known_until=FOREVER).exists()
    assert not PublishedTerm.objects.filter(edition__in=gone, edition__known_until=FOREVER).exists()
    assert not PublishedMeasure.objects.filter(known_until=FOREVER).exists()
    assert not PublishedPeriod.objects.filter(known_until=FOREVER).exists()
    named = Edition.objects.filter(known_until=FOREVER, refs__contains=case.target.uid)
    assert not named.exists()


def test_what_something_public_names_cannot_be_withdrawn_alone() -> None:
    airline = f.target("Iran Air")
    owner = f.target("Owner")
    f.entered(owner, Relation(target=owner, kind="linked_to", object=airline))
    case = f.sanction(airline, reference="1")
    f.publish_everything()
    told = refusals(airline)
    assert sorted(told) == sorted(
        f"target “Iran Air” ({airline.uid}): is named by {label} ({uid}); take that along."
        for label, uid in [("Owner", owner.uid), ("GB 1", case.uid)]
    )
    assert withdraw([airline, owner, case], by=None, at=f.later(), because="wrong")


def test_what_only_drafts_or_earlier_editions_name_can_be_withdrawn() -> None:
    airline, owner = f.target("Iran Air"), f.target("Owner")
    tie = Relation(target=owner, kind="linked_to", object=airline)
    f.entered(owner, tie)
    publish([airline, owner], by=None, at=f.NOW)
    f.saved(owner, removed=[tie])
    publish([owner], by=None, at=f.later(1))
    f.saved(owner, Relation(target=owner, kind="associate_of", object=airline))  # a draft
    assert withdraw([airline], by=None, at=f.later(2), because="wrong")


@pytest.mark.parametrize("because", ["", "  \n"])
def test_readers_are_told_why(because: str) -> None:
    airline = f.target()
    publish([airline], by=None, at=f.NOW)
    assert refusals(airline, because=because) == ["say why: readers are told the reason."]


def test_what_is_not_public_cannot_be_withdrawn() -> None:
    airline, other = f.target("Iran Air"), f.target("Mahan Air")
    publish([airline], by=None, at=f.NOW)
    assert refusals(airline, other) == ["Mahan Air: is not published."]
    assert Edition.objects.get().known_until == FOREVER
    withdraw([airline], by=None, at=f.later(), because="wrong")
    assert refusals(airline) == ["Iran Air: is not published."]


def test_a_record_handed_in_twice_is_withdrawn_once() -> None:
    airline = f.target()
    publish([airline], by=None, at=f.NOW)
    withdraw([airline, Target.objects.get()], by=None, at=f.later(), because="wrong")
    assert Edition.objects.filter(state=EditionState.WITHDRAWN).count() == 1


def test_the_desk_keeps_the_record_as_a_draft_and_the_journal_the_reason() -> None:
    case = f.sanction(reference="1")
    f.publish_everything()
    withdraw([case], by=f.user(), at=f.later(), because="wrong")
    case = Sanction.objects.get()
    assert case.published_revision is None
    line = Journal.objects.get(record_uid=case.uid, event="withdrawn")
    assert (line.by_name, line.because) == ("editor", "wrong")


def test_uids_that_differ_in_capitals_are_two_records() -> None:
    named, other = f.entered(Target(uid="abc-a", kind="company")), f.entered(Target(uid="ABC-A", kind="company"))
    for one in (named, other):
        f.entered(one, f.name(one, one.uid, is_display=True))
    owner = f.target("Owner")
    f.entered(owner, Relation(target=owner, kind="linked_to", object=named))
    f.publish_everything()
    assert refusals(named) == [f"target “abc-a” (abc-a): is named by Owner ({owner.uid}); take that along."]
    assert withdraw([other], by=None, at=f.later(), because="wrong")
