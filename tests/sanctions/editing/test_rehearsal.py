"""A merge is tried before anybody makes it, and the trial leaves nothing."""

import pytest

from articles.models import Journal
from sanctions.editing.rehearsal import rehearsed
from sanctions.models import Publication, Target
from tests import factories as make
from tests.sanctions.twins import merged, public, twins

pytestmark = pytest.mark.django_db


def test_a_trial_tells_what_changes_and_leaves_nothing() -> None:
    airline, twin = twins()
    before = public(), Journal.objects.count(), Publication.objects.count()
    tried = rehearsed(twin, airline, is_merge=True, at=make.later(5))
    assert tried.problems == ()
    assert (public(), Journal.objects.count(), Publication.objects.count()) == before
    assert Target.get(twin.uid).merged_into is None
    assert set(tried.changed) == set(merged(twin, airline))


def test_a_trial_tells_what_would_forbid_it() -> None:
    airline = make.target("Iran Air")
    make.publish_everything()
    draft = make.target("Draft")
    tried = rehearsed(airline, draft, is_merge=True, at=make.later())
    assert [words for words in tried.problems if "which is not published with it" in words] == list(tried.problems)
    assert rehearsed(airline, airline, is_merge=True, at=make.later()).problems == (
        "Iran Air: cannot be merged into itself.",
    )


def test_of_a_split_each_side_is_shown_with_its_own_facts_again() -> None:
    airline, twin = make.target("Iran Air"), make.target("IRANAIR")
    merged(twin, airline)
    tried = rehearsed(Target.get(twin.uid), airline, is_merge=False, at=make.later())
    assert [[part.title for part in side.parts] for _, side in tried.sides] == [["IRANAIR"], ["Iran Air"]]
    assert Target.get(twin.uid).merged_into == airline
