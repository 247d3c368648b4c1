from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles.models import Document, Journal, Passage
from sanctions.editing.merge import merge
from sanctions.editing.review import approve, proposals, request_review, waiting
from sanctions.editing.save import Conflict
from sanctions.models import Authority, Cause, Citation, Edition, Publication, Sanction, Target
from sanctions.publishing.publish import NotPublishable, publish
from tests import factories as make

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
    found = [problem for one in proposals([case], by=make.user("anna")) for problem in one.problems]
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
