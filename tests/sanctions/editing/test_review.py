from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles.models import Document, Journal, Passage, Record
from sanctions.editing.merge import merge
from sanctions.editing.review import approve, proposals, recall, request_review, returned_to, send_back, waiting
from sanctions.editing.save import Conflict
from sanctions.models import Authority, Cause, Citation, Edition, Publication, Sanction, Target
from sanctions.publishing.project import project
from sanctions.publishing.publish import NotPublishable, publish
from tests import factories as make
from tests.sanctions.twins import merged, parted, public, twins

pytestmark = pytest.mark.django_db


def ask(*records: Authority | Sanction | Target, by: str = "anna", because: str = "") -> None:
    """Anna asks for review of these records as they are."""
    seen = {record.uid: record.revision for record in records}
    request_review(records, seen=seen, by=make.user(by), at=make.NOW, via="tests", because=because)


def test_a_case_is_reviewed_with_all_it_cannot_be_public_without() -> None:
    case = make.sanction(make.target("Iran Air"), reference="IRN0240")
    found = {str(one.record): one for one in proposals([case], by=None)}
    document = Document.objects.get()
    assert set(found) == {str(case), "Iran Air", str(case.authority), str(document), "Example Gazette"}
    assert found["Iran Air"].needed_by == [str(case)]
    assert found["Example Gazette"].needed_by == [str(document)]
    assert found[str(case)].needed_by == []


def test_what_is_public_already_does_not_go_along() -> None:
    make.sanction(make.target("Iran Air"))
    make.publish_everything()
    second = make.sanction(Target.objects.get(), reference="second")
    assert [str(one.record) for one in proposals([second], by=None)] == ["GB second"]


def test_a_public_document_goes_along_for_a_quotation_that_is_not_public_yet() -> None:
    make.sanction()
    make.publish_everything()
    case = Sanction.objects.get()
    document = Document.objects.get()
    make.saved(document, words := Passage(document=document, quote="new words", fidelity="verbatim"))
    make.saved(case, Citation(passage=words, sanction=case))
    found = proposals([case], by=None)
    assert [one.record for one in found] == [case, document]
    difference = found[1].difference
    assert difference is not None
    assert [part.title for part in difference.parts] == ["new words"]


def test_the_difference_shows_each_fact_with_its_sources() -> None:
    case = make.sanction(make.target("Iran Air"), types=["asset_freeze"])
    make.publish_everything()
    case.refresh_from_db()
    ban = make.measure(case, "travel_ban", scope="all ports")
    measure = case.measures.get()
    measure.scope = "all funds"
    make.saved(case, measure, ban, *make.cited(ban))
    difference = proposals([case], by=None)[0].difference
    assert difference is not None
    parts = {part.title: part for part in difference.parts}
    assert set(parts) == {"Asset freeze", "Travel ban"}
    changed, added = parts["Asset freeze"], parts["Travel ban"]
    assert (changed.change, added.change) == ("changed", "added")
    assert [(line.name, line.before, line.after) for line in changed.lines] == [("scope", "", "all funds")]
    assert [(source.change, source.quote) for source in changed.sources] == [("same", "passage number 1")]
    assert [source.document for source in added.sources] == ["Joint statement on Iran"]


def test_what_forbids_publishing_is_known_beforehand(settings: Settings) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    case = make.sanction(make.target("Iran Air"))
    make.saved(case, ban := make.measure(case, "travel_ban"), make.event(ban), by=make.user("anna"))
    found = [problem for one in proposals([case], by=make.user("anna")) for problem in (*one.own, *one.problems)]
    assert any("anna changed it since it was last published" in problem for problem in found)
    assert any("the measure Travel ban has no source" in problem for problem in found)
    with pytest.raises(NotPublishable):
        approve([case], seen={case.uid: case.revision}, by=make.user("anna"), at=make.NOW, via="tests")


def test_review_is_asked_for_as_a_set_and_waits_until_it_is_approved(settings: Settings) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    target, authority = make.target("Iran Air"), make.authority()
    make.saved(target, by=make.user("anna"))
    ask(target, authority, because="please")
    (request,) = waiting()
    assert (request.by_name, request.because, set(request.records)) == ("anna", "please", {target, authority})

    publication = approve(
        [target, authority],
        seen={target.uid: target.revision, authority.uid: authority.revision},
        by=make.user("rita"),
        at=make.later(),
        via="tests",
    )
    assert publication is not None
    assert waiting() == []
    events = [line.event for line in Journal.objects.filter(record_uid=target.uid)]
    assert events == ["saved", "review_requested", "approved", "published"]


def test_a_second_request_takes_the_place_of_the_first() -> None:
    target = make.target()
    ask(target, because="first")
    make.saved(target)
    ask(target, because="second")
    assert [request.because for request in waiting()] == ["second"]


def test_review_is_asked_for_what_was_looked_at() -> None:
    target = make.target()
    with pytest.raises(Conflict):
        request_review([target], seen={target.uid: 7}, by=make.user(), at=make.NOW, via="tests")
    make.publish_everything()
    target.refresh_from_db()
    with pytest.raises(ValidationError, match="nothing to review"):
        ask(target)
    assert not Journal.objects.filter(event="review_requested").exists()


def test_nothing_is_approved_that_moved_on_since_it_was_looked_at() -> None:
    target = make.target()
    with pytest.raises(NotPublishable, match="was changed since it was reviewed"):
        approve([target], seen={}, by=make.user(), at=make.NOW, via="tests")
    assert not Journal.objects.filter(event="approved").exists()
    assert not Publication.objects.exists()


def test_approving_twice_publishes_once() -> None:
    target = make.target()
    seen = {target.uid: target.revision}
    assert approve([target], seen=seen, by=make.user(), at=make.NOW, via="tests") is not None
    assert approve([target], seen=seen, by=make.user(), at=make.later(), via="tests") is None
    assert Edition.objects.count() == 1


def test_a_measure_without_a_source_is_published_by_no_path() -> None:
    case = make.sanction(make.target("Iran Air"), types=["asset_freeze"])
    make.publish_everything()
    case.refresh_from_db()
    make.saved(case, ban := make.measure(case, "travel_ban"), make.event(ban))
    twin = make.target("Iranair")
    changed = merge(twin, Target.get(case.target.uid), by=None, at=make.NOW, via="tests", expected=1, because="same")
    paths: list[Callable[[], object]] = [
        lambda: publish([case], by=None, at=make.later()),
        lambda: approve([case], seen={case.uid: 2}, by=make.user(), at=make.later(), via="tests"),
        lambda: call_command("publish", case.uid, because="x"),
        lambda: call_command("publish", all_drafts=True, because="x"),
    ]
    for path in paths:
        with pytest.raises((NotPublishable, CommandError), match="the measure Travel ban has no source"):
            path()
    publish([case, *changed], by=None, at=make.later(), cause=Cause.MERGE)  # which leaves drafts as they are
    assert not [edition for edition in Edition.objects.all() if ban.uid in edition.document]


# --- Sending back, and taking back ------------------------------------------------------------------------------------


def back(*records: Authority | Sanction | Target, because: str = "cite the notice") -> list[Record]:
    """Rita sends these back."""
    return send_back(records, by=make.user("rita"), at=make.later(), via="tests", because=because)


def test_what_is_sent_back_leaves_the_queue_and_waits_for_whoever_asked_with_the_reason() -> None:
    target, authority = make.target("Iran Air"), make.authority()
    ask(target, authority)
    assert back(target) == [target]
    assert [request.records for request in waiting()] == [(authority,)]
    (returned,) = returned_to(make.user("anna"))
    assert (returned.by_name, returned.because, returned.records) == ("rita", "cite the notice", (target,))
    assert returned_to(make.user("rita")) == returned_to(make.user("ben")) == []
    assert proposals([target], by=None)[0].returned is not None
    assert proposals([target], by=None)[0].asked is None


def test_what_was_sent_back_waits_until_it_is_asked_for_again_or_public() -> None:
    target, authority = make.target("Iran Air"), make.authority()
    ask(target, authority)
    back(target, authority)
    make.saved(target, make.name(target, "Homa"), by=make.user("anna"))  # which mends it, and does not ask yet
    assert len(returned_to(make.user("anna"))) == 1
    ask(target)
    assert [request.records for request in returned_to(make.user("anna"))] == [(authority,)]
    assert [request.records for request in waiting()] == [(target,)]
    make.publish_everything(at=make.later(2))
    assert returned_to(make.user("anna")) == waiting() == []


def test_nothing_is_sent_back_without_a_word_or_without_a_request() -> None:
    target = make.target("Iran Air")
    with pytest.raises(ValidationError, match="Nothing of this waits for review"):
        back(target)
    ask(target)
    with pytest.raises(ValidationError, match="Say what is to be done"):
        back(target, because=" ")
    assert len(waiting()) == 1
    assert not Journal.objects.filter(event="returned").exists()


def test_a_request_is_taken_back_by_whoever_asked_and_by_nobody_else() -> None:
    target = make.target("Iran Air")
    ask(target, by="anna")
    with pytest.raises(ValidationError, match="a review that you asked for"):
        recall([target], by=make.user("ben"), at=make.NOW, via="tests")
    assert recall([target], by=make.user("anna"), at=make.NOW, via="tests") == [target]
    assert waiting() == returned_to(make.user("anna")) == []
    with pytest.raises(ValidationError):
        recall([target], by=make.user("anna"), at=make.NOW, via="tests")


# --- Merges and splits ------------------------------------------------------------------------------------------------


def reviewed(target: Target, *, at: datetime) -> Publication | None:
    """Rita looks at a target and what goes along, and publishes it."""
    found = [one.record for one in proposals([target], by=make.user("rita"))]
    seen = {record.uid: record.revision for record in found}
    return approve(found, seen=seen, by=make.user("rita"), at=at, via="tests")


def test_a_merge_is_reviewed_and_published_with_all_that_names_the_one_that_goes(settings: Settings) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    airline, twin = twins()
    before, desk = public(), project(make.everything())
    touched = merged(twin, airline)
    found = proposals([Target.get(airline.uid)], by=make.user("rita"))
    assert {one.record for one in found} == set(touched)
    assert [problem for one in found for problem in (*one.own, *one.problems)] == []
    difference = next(one.difference for one in found if one.record == airline)
    assert difference is not None
    assert ("IRANAIR", "added") in [(part.title, part.change) for part in difference.parts]

    publication = reviewed(Target.get(twin.uid), at=make.later(5))
    assert publication is not None
    assert publication.cause == "merge"
    assert public()[twin.uid][0] == "merged"
    assert [one.difference for one in proposals([Target.get(airline.uid)], by=None)] == [None]

    parted(Target.get(twin.uid))
    assert {one.record for one in proposals([Target.get(twin.uid)], by=None)} == set(touched)
    assert reviewed(Target.get(airline.uid), at=make.later(6)) is not None
    assert public() == before
    assert project(make.everything()) == desk


def test_drafts_of_what_is_merged_are_published_after_the_merge_with_the_same_approval() -> None:
    airline, twin = make.target("Iran Air"), make.target("IRANAIR")
    make.publish_everything()
    airline.refresh_from_db()
    make.saved(airline, make.name(airline, "Homa"))
    merged(Target.get(twin.uid), airline)
    assert reviewed(Target.get(airline.uid), at=make.later()) is not None
    causes = [publication.cause for publication in Publication.objects.order_by("seq")]
    assert causes == ["editor", "merge", "editor"]
    assert '"Homa"' in public()[airline.uid][1]


def test_who_merged_them_does_not_approve_it(settings: Settings) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    airline, twin = make.target("Iran Air"), make.target("IRANAIR")
    make.publish_everything()
    merged(Target.get(twin.uid), airline, by=make.user("rita"))
    own = [problem for one in proposals([Target.get(twin.uid)], by=make.user("rita")) for problem in one.own]
    assert len(own) == 2
    assert "another person must publish it" in own[0]
    with pytest.raises(NotPublishable, match="another person must publish it"):
        reviewed(Target.get(twin.uid), at=make.later())
    assert public()[twin.uid][0] == "published"
