"""Publishing: what becomes public, what is refused, and what is remembered."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.models import Journal, Record
from sanctions.models import FOREVER, Cause, Edition, EditionState, Event, Publication, PublishedTerm, Sanction, Target
from sanctions.publishing.canonical import digest_of, written
from sanctions.publishing.project import project
from sanctions.publishing.publish import NotPublishable, publish
from sanctions.publishing.verify import verify
from sanctions.publishing.withdraw import withdraw
from tests import factories as f

pytestmark = pytest.mark.django_db

LIST = "gb_fcdo"


def current(record: Record) -> Edition:
    return Edition.objects.get(uid=record.uid, known_until=FOREVER)


def says(record: Record) -> dict[str, Any]:
    """What is public of a record now."""
    document: dict[str, Any] = json.loads(current(record).document)
    return document


def published(record: Record, **options: Any) -> Publication | None:
    return publish([record], **{"by": None, "at": f.later(), **options})


def refusals(*records: Record, **options: Any) -> list[str]:
    with pytest.raises(NotPublishable) as refused:
        publish(records, **{"by": None, "at": f.later(), **options})
    return refused.value.problems


# --- An act of publishing ---------------------------------------------------------------------------------------------


def test_publishing_freezes_the_desk_into_editions() -> None:
    airline = f.target("Iran Air")
    publication = published(airline, because="first")
    assert publication is not None
    assert (publication.seq, publication.by_name, publication.because, publication.cause) == (
        1,
        "Interdict",
        "first",
        "editor",
    )
    edition = current(airline)
    assert (edition.number, edition.label, edition.kind, edition.state) == (1, "Iran Air", "target", "published")
    assert json.loads(edition.changes) == {"words": ["first published"], "data": []}
    assert edition.document == written(project([airline])[airline.uid])
    assert edition.digest == digest_of(edition.document)
    assert (edition.known_from, edition.recorded_from) == (f.later(), f.later())


def test_an_edition_never_changes_when_the_desk_does() -> None:
    airline = f.target("Iran Air")
    published(airline)
    before = current(airline).document
    f.saved(airline, f.name(airline, "Homa"))
    assert current(airline).document == before


def test_the_next_edition_tells_what_changed_and_ends_the_one_before() -> None:
    airline = f.target("Iran Air")
    published(airline)
    f.saved(airline, f.name(airline, "Homa"))
    published(airline, at=f.later(5))
    first, second = Edition.objects.filter(uid=airline.uid).order_by("number")
    assert (first.known_until, first.recorded_until) == (second.known_from, second.recorded_from)
    assert second.known_from == f.later(5)
    assert json.loads(second.changes)["words"] == ["name “Homa” added"]


def test_the_same_content_makes_no_edition() -> None:
    f.sanction()
    assert f.publish_everything() is not None
    editions = Edition.objects.count()
    assert f.publish_everything(at=f.later()) is None
    airline = Target.objects.get()
    f.saved(airline)  # saved again, with nothing changed
    assert published(airline) is None
    assert (Edition.objects.count(), Publication.objects.count()) == (editions, 1)
    airline.refresh_from_db()
    assert airline.published_revision == airline.revision


def test_a_set_is_published_in_one_act_and_all_of_it_or_nothing() -> None:
    case = f.sanction(reference="1")
    nameless = f.entered(Target(kind="company"))
    assert refusals(*f.everything()) == [f"{nameless.uid}: a target needs a name to be shown under."]
    assert (Edition.objects.count(), Publication.objects.count(), PublishedTerm.objects.count()) == (0, 0, 0)
    assert not Journal.objects.filter(event="published").exists()
    case.refresh_from_db()
    assert case.published_revision is None


def test_publishing_nothing_is_no_publication() -> None:
    assert publish([], by=None, at=f.NOW) is None


def test_a_record_handed_in_twice_is_published_once() -> None:
    airline = f.target()
    assert publish([airline, Target.objects.get()], by=None, at=f.NOW) is not None
    assert Edition.objects.count() == 1


def test_the_desk_notes_which_revision_is_public_and_the_journal_by_whom() -> None:
    airline = f.target("Iran Air")
    published(airline, by=f.user("reviewer"), because="checked")
    airline.refresh_from_db()
    assert airline.published_revision == airline.revision == 1
    line = Journal.objects.get(record_uid=airline.uid, event="published")
    assert (line.by_name, line.because, line.revision, line.record_label) == ("reviewer", "checked", 1, "Iran Air")


def test_a_journal_outlives_the_person() -> None:
    reviewer = f.user("reviewer")
    airline = f.target()
    published(airline, by=reviewer)
    reviewer.delete()
    assert Publication.objects.get().by_name == "reviewer"
    assert Journal.objects.get(event="published").by_name == "reviewer"


# --- Layers -----------------------------------------------------------------------------------------------------------


def list_case() -> Sanction:
    """A case that the list made and published, and the desk has a draft upon."""
    f.sanction(f.target("Iran Air"))
    f.publish_everything()
    case = Sanction(authority=f.authority(), target=Target.objects.get(), kind="designated", reference="IRN0240")
    case.layer = LIST
    freeze = f.measure(case, layer=LIST)
    f.saved(case, freeze, f.event(freeze, on="2024-11-18", layer=LIST), layer=LIST)
    publish([case], layer=LIST, by=None, at=f.later(1), cause=Cause.RELEASE)
    return case


def test_an_import_publishes_nothing_of_a_half_typed_draft() -> None:
    case = list_case()
    freeze = case.measures.get()
    half_typed = f.measure(case, "arms_restrictions", scope="Half ty")
    freeze_event = f.event(freeze, "suspended", "2025-01-01", comment="not checked yet")
    case.note = "ask London"
    f.saved(case, half_typed, freeze_event)
    # The night's import: the list adds a ban, and gives up nothing.
    new = f.measure(case, "director_disqualification", layer=LIST)
    person = f.target("A person", kind="person")
    publish([person], by=None, at=f.later(2))
    case.target = person
    f.saved(case, new, f.event(new, on="2025-04-09", layer=LIST), layer=LIST)
    publish([case], layer=LIST, by=None, at=f.later(3), cause=Cause.RELEASE)
    told = says(case)
    assert [measure["type"] for measure in told["measures"]] == ["asset_freeze", "director_disqualification"]
    assert [event["kind"] for measure in told["measures"] for event in measure["events"]] == ["entered_into_force"] * 2
    for leak in ("Half ty", "not checked", "ask London", "arms_restrictions"):
        assert leak not in json.dumps(list(Edition.objects.values_list("document", "changes")))
    # The draft is still there, still a draft, and can be published next.
    case.refresh_from_db()
    assert case.published_revision != case.revision
    f.saved(case, *f.cited(half_typed), f.event(half_typed))
    publish([case], by=None, at=f.later(4))
    assert "arms_restrictions" in current(case).document


def test_an_editor_publishes_nothing_of_an_import_in_progress() -> None:
    case = list_case()
    freeze = case.measures.get()
    f.saved(case, f.event(freeze, "delisted", "2025-03-01", layer=LIST), layer=LIST)  # applied, not yet released
    f.saved(case, f.event(freeze, "amended", "2025-02-01"))
    publish([case], by=None, at=f.later(2))
    kinds = [event["kind"] for event in says(case)["measures"][0]["events"]]
    assert kinds == ["entered_into_force", "amended"]
    publish([case], layer=LIST, by=None, at=f.later(3))
    assert "delisted" in current(case).document


def test_a_fact_that_the_list_gave_up_goes_and_the_desk_fact_beside_it_stays() -> None:
    case = list_case()
    freeze = case.measures.get()
    theirs, ours = f.event(freeze, "amended", layer=LIST), f.event(freeze, "renewed")
    f.saved(case, theirs, layer=LIST)
    f.saved(case, ours)
    publish([case], layer=LIST, by=None, at=f.later(2))
    publish([case], by=None, at=f.later(3))
    f.saved(case, removed=[theirs], layer=LIST)
    publish([case], by=None, at=f.later(4))
    assert {"amended", "renewed"} <= {event["kind"] for event in says(case)["measures"][0]["events"]}
    publish([case], layer=LIST, by=None, at=f.later(5))
    kinds = {event["kind"] for event in says(case)["measures"][0]["events"]}
    assert kinds == {"entered_into_force", "renewed"}


def test_a_list_fact_on_a_record_that_is_still_a_draft_is_refused() -> None:
    airline = f.target("Iran Air")
    f.saved(airline, f.name(airline, "Homa", layer=LIST), layer=LIST)
    assert refusals(airline, layer=LIST) == [
        "Iran Air: belongs to the layer desk and is not public; publish that layer first."
    ]


# --- What is refused --------------------------------------------------------------------------------------------------


def test_a_reference_outside_the_set_is_refused_and_named() -> None:
    case = f.sanction(reference="1")
    text = case.measures.get().citations.get().passage.document
    assert refusals(case) == [
        f"GB 1: names {called} ({uid}), which is neither published nor published with it."
        for uid, called in sorted(
            {
                "GB": "authority “GB · Authority GB”",
                case.target.uid: "target “Iran Air”",
                text.uid: f"document “{text.title}”",
            }.items()
        )
    ]
    publish([record for record in f.everything() if record != case], by=None, at=f.NOW)
    assert published(case) is not None


def test_a_reference_to_what_was_withdrawn_is_refused() -> None:
    f.sanction(reference="1")
    f.publish_everything()
    case = Sanction.objects.get()
    withdraw([case, case.target], by=None, at=f.later(1), because="wrong")
    assert refusals(case) == [
        f"GB 1: names target “Iran Air” ({case.target.uid}), which is neither published nor published with it.",
    ]


def test_a_record_that_is_gone_is_named() -> None:
    airline = f.target("Iran Air")
    gone = Target.objects.get()
    airline.delete()
    assert refusals(gone) == ["Iran Air: is not on the desk any more."]


def test_two_records_under_one_uid_are_refused() -> None:
    state, authority = f.target("Iran", kind="state", uid="IR", country="IR"), f.authority("IR")
    expected = ["IR: is the uid of records of several kinds (authority, target); give one of them another."]
    assert refusals(state, authority) == expected
    published(authority)
    assert refusals(state) == expected


def test_every_problem_of_a_set_is_told_at_once() -> None:
    nameless = f.entered(Target(kind="company"))
    empty = f.sanction(types=(), reference="1")
    text = f.document()
    told = refusals(nameless, empty, text)
    told_of = [problem.partition(":")[0] for problem in told]
    assert sorted(told_of) == sorted(["GB 1"] * 3 + [text.title, nameless.uid])


def test_nobody_publishes_what_they_wrote_themselves_where_a_second_person_is_required(settings: Settings) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    author, reviewer = f.user("author"), f.user("reviewer")
    airline = f.target("Iran Air")
    f.saved(airline, f.name(airline, "Homa"), by=author)
    assert refusals(airline, by=author) == [
        "Iran Air: author changed it since it was last published; another person must publish it."
    ]
    assert published(airline, by=reviewer) is not None
    # Once it is public, the author may publish what others wrote.
    f.saved(Target.objects.get(), f.name(airline, "Iran National Airlines"), by=reviewer)
    assert published(airline, by=author) is not None
    assert refusals(f.saved(Target.objects.get(), f.name(airline, "IR"), by=author), by=author)


def test_an_author_does_not_publish_their_own_change_by_way_of_a_merge(settings: Settings) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    airline = f.target("Iran Air")
    f.saved(airline, f.name(airline, "Homa"), by=f.user("author"))
    assert published(airline, by=f.user("author"), cause=Cause.MERGE) is None
    assert not Edition.objects.exists()


def test_a_desk_of_one_publishes_its_own_changes(settings: Settings) -> None:
    settings.SECOND_PERSON_REQUIRED = False
    airline = f.target("Iran Air")
    f.saved(airline, f.name(airline, "Homa"), by=f.user("author"))
    assert published(airline, by=f.user("author")) is not None


def test_what_moved_on_since_its_review_is_refused() -> None:
    airline = f.target("Iran Air")
    seen = {airline.uid: airline.revision}
    f.saved(airline, f.name(airline, "Homa"))
    assert refusals(airline, reviewed=seen) == ["Iran Air: was changed since it was reviewed (revision 1, now 2)."]
    assert published(airline, reviewed={airline.uid: 2}) is not None


# --- Time -------------------------------------------------------------------------------------------------------------


def test_publication_time_never_runs_backwards() -> None:
    airline, other = f.target("Iran Air"), f.target("Mahan Air")
    published(airline, at=f.later(60))
    publication = published(other, at=f.NOW)  # the clock was set back
    assert publication is not None
    assert publication.recorded_at == f.later(60) + timedelta(microseconds=1)
    assert list(verify()) == [1, 2]


def test_a_moment_may_be_handed_in_in_any_time_zone() -> None:
    tehran = timezone(timedelta(hours=3, minutes=30))
    published(
        f.target(), at=datetime(2024, 9, 11, 12, tzinfo=tehran), known_from=datetime(2024, 9, 11, 3, tzinfo=tehran)
    )
    assert list(verify()) == [1]


def test_what_was_known_before_is_backdated() -> None:
    airline = f.target("Iran Air")
    published(airline, at=f.later(60), known_from=f.NOW)
    assert (current(airline).known_from, current(airline).recorded_from) == (f.NOW, f.later(60))


def test_nothing_is_backdated_before_what_is_known_later_nor_into_the_future() -> None:
    airline = f.target("Iran Air")
    published(airline, at=f.later(10), known_from=f.later(5))
    f.saved(airline, f.name(airline, "Homa"))
    published(airline, at=f.later(20), known_from=f.later(4))
    assert current(airline).known_from == f.later(20)
    f.saved(airline, f.name(airline, "IR"))
    published(airline, at=f.later(30), known_from=f.later(25))
    assert current(airline).known_from == f.later(25)
    f.saved(airline, f.name(airline, "IRA"))
    published(airline, at=f.later(40), known_from=f.later(99))
    assert current(airline).known_from == f.later(40)
    assert list(verify()) == [1, 2, 3, 4]


def test_only_those_of_a_set_are_backdated_of_which_nothing_is_known_later() -> None:
    known, new = f.target("Known"), f.target("New")
    published(known, at=f.later(10))
    f.saved(known, f.name(known, "Alias"))
    publish([known, new], by=None, at=f.later(20), known_from=f.later(5))
    assert (current(known).known_from, current(new).known_from) == (f.later(20), f.later(5))


# --- Names and labels -------------------------------------------------------------------------------------------------


def test_renaming_a_target_changes_its_own_edition_and_no_other() -> None:
    case = f.sanction(f.target("Iran Air"), reference="1")
    f.publish_everything()
    airline = Target.objects.get()
    old = airline.names.get()
    new = f.name(airline, "Homa", is_display=True)
    old.is_display = False
    f.saved(airline, old, new)
    published(airline)
    assert current(airline).label == "Homa"
    airline.refresh_from_db()
    assert str(airline) == "Homa"
    # Others name it by uid, so its label is looked up where it stands: nothing else holds the old one.
    assert "Iran Air" not in current(case).document
    assert f" {airline.uid} " in current(case).refs
    assert Edition.objects.filter(known_until=FOREVER, label="Iran Air").count() == 0


def test_labels_that_plain_loaddata_left_empty_are_filled_in_by_publishing() -> None:
    case = f.sanction(f.target("Iran Air"), reference="1")
    Target.objects.update(label="")
    Sanction.objects.update(label="")
    f.publish_everything()
    case.refresh_from_db()
    assert (case.label, case.target.label) == ("GB 1", "Iran Air")


# --- Constraints and costs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"number": 2, "known_until": f.later(9)}, ""),
        ({"known_until": f.later(9)}, "edition_number_is_unique_within_its_record"),
        ({"number": 2}, "edition_is_the_only_current_one"),
        ({"number": 2, "known_until": f.NOW}, "edition_is_known_before_it_is_superseded"),
        ({"number": 2, "known_until": f.later(9), "state": "draft"}, "edition_state_is_in_the_vocabulary"),
    ],
)
def test_the_database_itself_keeps_editions_in_order(change: dict[str, Any], constraint: str) -> None:
    published(f.target())
    edition = Edition.objects.get()
    values = {field.attname: getattr(edition, field.attname) for field in Edition._meta.concrete_fields}
    del values["id"]
    again = Edition(**{**values, **change})
    if not constraint:
        again.save()
        return
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        again.save()
    if connection.vendor == "postgresql":  # SQLite names the columns of a broken unique constraint
        assert constraint in str(refused.value)


def _fill(first: int, last: int) -> list[Record]:
    return [f.sanction(f.target(f"Firm {number}"), reference=str(number)) for number in range(first, last)]


def test_publishing_many_records_costs_as_many_queries_as_publishing_few() -> None:
    """Up to batches of 500 rows."""

    def queries(cases: list[Record], minutes: float) -> int:
        records = [*cases, *(case.target for case in cases if isinstance(case, Sanction))]
        with CaptureQueriesContext(connection) as counted:
            publish(records, by=None, at=f.later(minutes))
        return len(counted)

    _fill(0, 1)
    f.publish_everything()
    few = queries(_fill(1, 3), 1)
    many = _fill(3, 23)
    assert queries(many, 2) == few
    for case in many:
        Event.objects.create(sanction=case, kind="amended", done_on="2024-10-01", done_basis="stated")
    again = queries(many[:2], 3)
    assert queries(many[2:], 4) == again


def test_a_withdrawn_record_is_published_again_under_the_next_number() -> None:
    airline = f.target("Iran Air")
    published(airline)
    withdraw([airline], by=None, at=f.later(5), because="mistake")
    published(airline, at=f.later(6))
    edition = current(airline)
    assert (edition.number, edition.state) == (3, EditionState.PUBLISHED)
    assert json.loads(edition.changes)["words"] == ["published again"]
