"""Two targets that are one, and one that was two after all."""

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from articles.models import Journal
from sanctions.editing.merge import rearranged_with, unsettled
from sanctions.editing.save import Conflict
from sanctions.models import FOREVER, Cause, Edition, Target
from sanctions.publishing.project import project
from sanctions.publishing.publish import NotPublishable, publish
from sanctions.publishing.verify import verify
from tests import factories as f
from tests.sanctions.twins import merged, parted, public, twins

pytestmark = pytest.mark.django_db


def test_merging_and_splitting_restores_exactly_what_was_public_before() -> None:
    airline, twin = twins()
    before, desk = public(), project(f.everything())
    publish(merged(twin, airline), by=None, at=f.later(5), cause=Cause.MERGE)
    assert public() != before
    publish(parted(twin), by=None, at=f.later(6), cause=Cause.MERGE)
    assert public() == before
    assert project(f.everything()) == desk
    assert list(verify()) == list(
        range(1, Edition.objects.order_by("-publication").values_list("publication")[0][0] + 1)
    )


def test_after_a_merge_the_one_has_the_facts_of_both_and_the_other_says_where_it_went() -> None:
    airline, twin = twins()
    publish(merged(twin, airline), by=None, at=f.later(5), cause=Cause.MERGE)
    gathered = Edition.objects.get(uid=airline.uid, known_until=FOREVER)
    assert '"IRANAIR"' in gathered.document
    assert gathered.label == "Iran Air"
    gone = Edition.objects.get(uid=twin.uid, known_until=FOREVER)
    assert (gone.state, gone.moved_to, gone.because) == ("merged", airline.uid, "")


def test_after_a_merge_nothing_public_names_the_one_that_went() -> None:
    airline, twin = twins()
    publish(merged(twin, airline), by=None, at=f.later(5), cause=Cause.MERGE)
    for edition in Edition.objects.filter(known_until=FOREVER, state="published"):
        assert twin.uid not in edition.document, edition
    assert Edition.objects.filter(known_until=FOREVER, parent=airline.uid).count() == 2


def test_a_merge_is_published_only_with_all_that_names_the_one_that_went() -> None:
    airline, twin = twins()
    touched = merged(twin, airline)
    with pytest.raises(NotPublishable) as refused:
        publish(touched[:2], by=None, at=f.later(5), cause=Cause.MERGE)
    naming = [one for one in touched[2:] if str(one) != "GB 1"]
    assert len(naming) == 4  # a case against it, one that affects it, an owner and an allegation
    what = f"target “IRANAIR” ({twin.uid})"
    labels = {one.uid: Edition.objects.get(uid=one.uid).label for one in naming}
    assert sorted(refused.value.problems) == sorted(
        f"{what}: is named by {label} ({uid}); take that along." for uid, label in labels.items()
    )


def test_a_merge_leads_readers_to_something_public() -> None:
    airline, twin = f.target("Iran Air"), f.target("IRANAIR")
    publish([twin], by=None, at=f.NOW)
    assert merged(twin, airline) == [twin, airline]
    for together in ([twin], [twin, airline]):  # a merge publishes no draft, so neither of these makes it public
        with pytest.raises(NotPublishable, match="IRANAIR: is merged into Iran Air, which is not published with it"):
            publish(together, by=None, at=f.later(), cause=Cause.MERGE)
    assert publish([twin, airline], by=None, at=f.later())
    assert {uid: state for uid, (state, _) in public().items()} == {twin.uid: "merged", airline.uid: "published"}


def test_who_merged_them_does_not_publish_it_where_a_second_person_is_required(settings: Settings) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    airline, twin = f.target("Iran Air"), f.target("IRANAIR")
    publish([airline, twin], by=None, at=f.NOW)
    touched = merged(twin, airline, by=f.user("editor"))
    with pytest.raises(NotPublishable, match="another person must publish it"):
        publish(touched, by=f.user("editor"), at=f.later(), cause=Cause.MERGE)
    assert publish(touched, by=f.user("reviewer"), at=f.later(), cause=Cause.MERGE)


def test_a_draft_that_is_merged_stays_a_draft_with_all_that_names_it() -> None:
    airline, twin = f.target("Iran Air"), f.target("IRANAIR")
    assert merged(f.target("Unknown"), f.target("Draft")) == []
    publish([airline], by=None, at=f.NOW)
    before = public()
    draft = f.sanction(twin, reference="1")
    touched = merged(twin, airline)
    assert draft not in touched
    assert touched == [twin, airline]
    assert publish(touched, by=None, at=f.later(), cause=Cause.MERGE) is None
    assert public() == before
    publish([airline], by=None, at=f.later(2))
    assert '"IRANAIR"' in public()[airline.uid][1]


def test_a_merge_moves_no_fact_and_is_journalled_with_both() -> None:
    airline, twin = f.target("Iran Air"), f.target("IRANAIR")
    merged(twin, airline, because="same registration")
    assert twin.names.get().full == "IRANAIR"
    lines = {line.record_uid: line for line in Journal.objects.filter(event="merged")}
    assert {line.because for line in lines.values()} == {"same registration"}
    assert {uid: line.diff for uid, line in lines.items()} == {
        twin.uid: [{"path": "merged_into", "before": None, "after": airline.uid}],
        airline.uid: [{"path": "gathered", "before": None, "after": twin.uid}],
    }
    parted(twin)
    assert Journal.objects.filter(event="split").count() == 2
    assert Target.objects.filter(merged_into=None).count() == 2


def test_a_merge_moves_the_revision_of_both_so_that_stale_forms_are_told() -> None:
    airline, twin = f.target("Iran Air"), f.target("IRANAIR")
    stale = Target.objects.get(pk=airline.pk)
    merged(twin, airline)
    with pytest.raises(Conflict):
        f.saved(stale)
    with pytest.raises(Conflict):
        merged(f.target("Third"), airline, expected=7)


def test_chains_of_merges_lead_to_one_root() -> None:
    one, two, three = f.target("One"), f.target("Two"), f.target("Three")
    merged(three, two)
    two.refresh_from_db()
    merged(two, one)
    three.refresh_from_db()
    assert three.root() == one
    assert one.cluster() == [one, two, three]


def test_what_cannot_be_one_is_refused() -> None:
    airline, twin = f.target("Iran Air"), f.target("IRANAIR")
    with pytest.raises(ValidationError, match="Iran Air: cannot be merged into itself"):
        merged(airline, airline)
    with pytest.raises(ValidationError, match="a class is merged with nothing"):
        merged(f.class_of(), airline)
    with pytest.raises(ValidationError, match="a class is merged with nothing"):
        merged(airline, f.class_of("Another class"))
    merged(twin, airline)
    twin.refresh_from_db()
    with pytest.raises(ValidationError, match="IRANAIR: is merged into Iran Air already"):
        merged(twin, f.target("Third"))
    airline.refresh_from_db()
    with pytest.raises(ValidationError, match="IRANAIR: is merged into Iran Air already"):
        merged(airline, twin)
    with pytest.raises(ValidationError, match="Iran Air: is not merged into another target"):
        parted(airline)


def test_what_is_not_public_yet_of_merges_and_splits_is_known_from_each_of_them() -> None:
    airline, twin = twins()
    touched = merged(twin, airline)
    for record in (twin, airline):
        assert unsettled([Target.get(record.uid)]) == [twin]
    assert set(rearranged_with([Target.get(twin.uid)])) == set(touched)
    publish(touched, by=None, at=f.later(5), cause=Cause.MERGE)
    assert unsettled([airline, twin]) == []

    touched = parted(twin)
    for record in (twin, airline):
        assert unsettled([Target.get(record.uid)]) == [twin]
    assert set(rearranged_with([Target.get(twin.uid)])) == set(touched)
    publish(touched, by=None, at=f.later(6), cause=Cause.MERGE)
    assert unsettled([airline, twin]) == []


def test_what_is_merged_into_a_draft_waits_for_the_draft() -> None:
    airline, twin = f.target("Iran Air"), f.target("IRANAIR")
    publish([twin], by=None, at=f.NOW)
    merged(twin, airline)
    assert unsettled([twin, airline]) == []


def test_two_are_merged_only_as_they_were_compared() -> None:
    airline, twin = f.target("Iran Air"), f.target("IRANAIR")
    f.saved(airline, f.name(airline, "Homa"))
    with pytest.raises(Conflict, match="Iran Air: was saved by somebody else"):
        merged(twin, airline, expected_into=1)
    assert Target.objects.filter(merged_into=None).count() == 2
