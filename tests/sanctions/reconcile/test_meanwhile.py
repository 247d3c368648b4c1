"""What editors, other lists and courts do while a list is imported, and what they did before."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from articles.models import Journal, JournalEvent
from sanctions.editing.chronicle import chronicle
from sanctions.editing.merge import merge
from sanctions.lists.catalogue import LISTS
from sanctions.lists.entry import Dated, Detail, LegalBasis, Name, Restriction
from sanctions.models import (
    Cause,
    Citation,
    Claim,
    Edition,
    Entry,
    Event,
    Measure,
    Programme,
    Publication,
    Release,
    Sanction,
    Target,
)
from sanctions.models import Name as NameRow
from sanctions.publishing import pending
from sanctions.publishing.publish import NotPublishable, publish
from sanctions.publishing.redact import redact
from sanctions.reading import lists
from sanctions.reconcile import deciding, importing
from sanctions.reconcile.grounds import official_list
from sanctions.reconcile.importing import Way
from sanctions.reconcile.turn import BusyError
from tests import factories as f
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air, ship

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"
WAY = Way(exclusive=True)


def public(row: Any) -> Edition:
    return Edition.objects.get(uid=row.uid, known_until__year=9999)


def fleet(number: int = 20) -> list[Any]:
    numbers = range(3000, 3000 + number)
    return [ship(reference=f"RUS{n}", names=(Name(f"VESSEL {n}"),), identifiers=()) for n in numbers]


@pytest.fixture
def before_promoting(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Has somebody act once, after a release was prepared and before it becomes public."""
    promote = pending.promote

    def act(deed: Callable[[], Any]) -> None:
        def first(*args: Any, **kwargs: Any) -> Any:
            monkeypatch.setattr(pending, "promote", promote)
            deed()
            return promote(*args, **kwargs)

        monkeypatch.setattr(pending, "promote", first)

    return act


def test_what_was_erased_during_an_import_stays_erased(desk: Desk, before_promoting: Any) -> None:
    desk.released(FIRST, iran_air(grounds="A secret."))
    case = Sanction.objects.get()
    editions = Edition.objects.filter(uid=case.uid)
    before_promoting(lambda: redact(list(editions), by=None, at=desk.now, because="court order"))
    desk.released(SECOND, iran_air(grounds="A secret, in other words."))
    assert public(case).state == "redacted"
    assert "ecret" not in str(list(Edition.pending.filter(uid=case.uid).values()))


def test_what_was_erased_is_not_told_by_the_entry_either(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    case = Sanction.objects.get()
    redact(
        list(Edition.objects.filter(uid__in=[case.uid, case.target.uid])), by=None, at=desk.now, because="court order"
    )
    assert "IRAN AIR" not in str(lists.entry("gb_fcdo", "IRN0240"))


def test_a_target_merged_during_an_import_is_not_public_apart(desk: Desk, before_promoting: Any) -> None:
    desk.released(FIRST, ship())

    def merging() -> None:
        twin, into = Target.objects.get(kind="legal_entity"), Target.objects.get(kind="vessel")
        found = merge(twin, into, by=f.user(), at=NOW, via="admin", expected=twin.revision, because="the same")
        publish(found, by=None, at=desk.now, because="the same", cause=Cause.MERGE)

    before_promoting(merging)
    desk.released(SECOND, ship(), iran_air())
    assert not Edition.objects.filter(uid=Target.objects.get(kind="legal_entity").uid, state="published").exists()
    assert "IRAN AIR" in public(Target.objects.get(kind="vessel")).document


def test_a_draft_typed_during_an_import_is_still_a_draft_of_whoever_typed_it(
    desk: Desk, before_promoting: Any, settings: Settings
) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    editor = f.user("editor")
    before_promoting(lambda: f.saved(target := Target.objects.get(), f.name(target, "A draft"), by=editor))
    desk.released(FIRST, iran_air())
    target = Target.objects.get()
    assert target.published_revision != target.revision
    with pytest.raises(NotPublishable, match="another person must publish it"):
        publish([target], by=editor, at=desk.now)


def test_a_citation_of_a_fact_goes_with_it_and_what_is_claimed_of_one_keeps_it(desk: Desk) -> None:
    desk.released(FIRST, iran_air(details=(Detail("nationality", "IR", "Iran"),)))
    alias, target = NameRow.objects.get(kind="alias"), Target.objects.get()
    f.saved(target, *f.cited(alias))
    claim = f.claim(target.details.get(), "deny")
    f.saved(target, claim, *f.cited(claim))
    desk.released(SECOND, iran_air(names=(Name("IRAN AIR"),)))
    assert not Citation.objects.filter(name__isnull=False).exists()
    assert Claim.objects.filter(pk=claim.pk).exists()


def test_a_draft_with_the_same_number_is_not_joined(desk: Desk) -> None:
    f.target("PORT OLYA-3", f.identifier("imo", "9481910"), kind="vessel")
    assert desk.released(FIRST, ship()).state == "promoted"
    assert Target.objects.count() == 2


def test_an_entry_behind_an_editors_draft_is_put_aside_until_that_is_public(desk: Desk) -> None:
    authority, target = f.authority("GB-FCDO"), f.target("Iran Air")
    case = f.sanction(target, reference="IRN0240", by_authority=authority)
    publish([authority], by=None, at=NOW)
    assert desk.released(FIRST, iran_air(), ship()).counts["quarantined"] == 1
    assert "editor's case" in Entry.objects.get(reference="IRN0240").reason
    documents = [one for one in f.everything() if one.kind_name in ("publisher", "document")]
    publish([*documents, target, case], by=None, at=desk.now)
    assert desk.released(SECOND, iran_air(), ship()).counts["quarantined"] == 0
    assert Entry.objects.get(reference="IRN0240", gone=None).sanction == case


def test_authorities_that_another_lists_held_release_made_are_published_by_whoever_comes_first(desk: Desk) -> None:
    official_list(LISTS["gb_ofsi_conlist"])
    assert desk.released(FIRST, iran_air()).state == "promoted"


def test_what_cannot_be_public_holds_the_release_and_not_the_list(desk: Desk) -> None:
    desk.released(FIRST, ship())
    Programme.objects.create(uid="draft", authority=f.authority("GB-FCDO"), code="IRAN", name="A secret plan")
    held = desk.released(SECOND, ship(), iran_air())
    assert held.state == "held"
    assert "neither published" in held.held_because[0]
    assert "secret" not in str(lists.releases("gb_fcdo", {}))
    assert not Edition.objects.filter(label__contains="IRAN AIR").exists()
    publish([Programme.get("draft")], by=None, at=desk.now)
    deciding.let_through(held, by=f.user(), at=desk.now, because="It is public now.")
    assert deciding.import_again(held, at=desk.now, folder=desk.folder, way=WAY).state == "promoted"
    assert Edition.objects.filter(label__contains="IRAN AIR").exists()


def test_two_lists_may_have_the_same_target_prepared(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def theirs(*more: Name) -> Any:
        measures = (Restriction("asset_freeze"),)
        return ship(reference="EU.1", measures=measures, sanction_kind="listed", names=(Name("PORT OLYA-3"), *more))

    desk.released(FIRST, ship())
    desk.take(desk.files.release(FIRST, theirs()), "eu_fsf")
    ours = desk.files.release(SECOND, ship(names=(Name("PORT OLYA-3"), Name("OF THE UK", "alias"))))
    with monkeypatch.context() as killing:
        killing.setattr(pending, "promote", _killed)
        with pytest.raises(KeyboardInterrupt):
            desk.take(ours)
    desk.take(desk.files.release(SECOND, theirs(Name("OF THE EU", "alias"))), "eu_fsf")
    desk.take(ours)
    document = public(Target.objects.get()).document
    assert "OF THE UK" in document
    assert "OF THE EU" in document


def test_a_plan_made_before_another_release_became_public_is_not_carried_out(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *fleet())
    old = desk.examine(desk.files.release(SECOND, *fleet()))
    desk.released(THIRD, iran_air(), *fleet())
    with pytest.raises(BusyError, match="was made public since"):
        importing.take_in(old, by=None, at=desk.now, folder=desk.folder, way=WAY)
    assert not Event.objects.filter(kind="delisted").exists()


def test_a_held_release_is_weighed_again_before_it_is_let_through(desk: Desk) -> None:
    desk.released(FIRST, *fleet())
    held = desk.released(SECOND, *fleet(10))
    somebody = User.objects.create(username="reviewer")
    deciding.let_through(held, by=somebody, at=desk.now, because="It is right.")
    desk.released(THIRD, iran_air(), *fleet())
    held = deciding.import_again(held, at=desk.now, folder=desk.folder, way=WAY)
    assert (held.state, held.decided_by) == ("held", None)
    assert "older than the last" in str(held.held_because)


def test_a_rejected_file_is_not_held_again(desk: Desk) -> None:
    desk.released(FIRST, *fleet())
    parts = desk.files.release(SECOND, *fleet(10))
    deciding.reject(desk.take(parts), by=User.objects.create(username="reviewer"), at=desk.now, because="Half a file.")
    assert desk.take(parts).state == "rejected"
    assert Release.objects.count() == 2


def test_the_same_file_is_not_imported_twice_at_once(desk: Desk, before_promoting: Any) -> None:
    parts = desk.files.release(FIRST, iran_air())
    again = desk.examine(parts)

    def second() -> None:
        with pytest.raises(BusyError, match="is being imported at this moment"):
            importing.take_in(again, by=None, at=desk.now, folder=desk.folder, way=WAY)

    before_promoting(second)
    assert desk.take(parts).state == "promoted"


def test_a_release_knows_its_publication_wherever_the_import_was_killed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, save = desk.files.release(FIRST, iran_air()), Release.save
    with monkeypatch.context() as killing:
        killing.setattr(Release, "save", lambda row, **kw: _killed() if row.state == "promoted" else save(row, **kw))
        with pytest.raises(KeyboardInterrupt):
            desk.take(parts)
    assert not Publication.objects.exists()
    assert desk.take(parts).publication == Publication.objects.get()


def test_of_two_measures_of_a_type_the_one_that_goes_keeps_its_history(desk: Desk) -> None:
    one = Restriction("asset_freeze", Dated("2024-01-01"), scope="Funds")
    other = Restriction("asset_freeze", Dated("2025-01-01"), scope="Vessels")
    desk.released(FIRST, iran_air(measures=(one, other)))
    desk.released(SECOND, iran_air(measures=(other,)))
    assert set(Event.objects.exclude(measure=None).values_list("measure__scope", "kind", "done_on")) == {
        ("Funds", "entered_into_force", "2024-01-01"),
        ("Funds", "revoked", "2025-01-01/2025-02-01"),
        ("Vessels", "entered_into_force", "2025-01-01"),
    }
    desk.released(THIRD, iran_air(measures=(Restriction("asset_freeze", Dated("2025-01-01"), scope="Ships"),)))
    assert set(Measure.objects.values_list("scope", flat=True)) == {"Funds", "Ships"}


def test_the_legal_bases_of_another_entry_of_the_same_case_are_left_alone(desk: Desk) -> None:
    other = ship(programmes=(LegalBasis("RUSSIA"),))
    desk.released(FIRST, iran_air(), other)
    case = Sanction.objects.get(reference="IRN0240")
    other_case = Sanction.objects.get(reference="RUS2000")
    for rows in (other_case.programme_links, other_case.measures, other_case.events, other_case.entries):
        rows.update(sanction=case)
    desk.released(SECOND, iran_air(grounds="Other words."), other)
    assert set(case.programme_links.values_list("printed", "until")) == {
        ("The Iran (Sanctions) Regulations 2023", ""),
        ("RUSSIA", ""),
    }


def test_a_corrected_main_name_is_the_one_that_is_shown(desk: Desk) -> None:
    desk.released(FIRST, iran_air(names=(Name("IRAN AIR COMPANY"), Name("HOMA"))))
    desk.released(SECOND, iran_air(names=(Name("IRAN AIR CORPORATION"), Name("HOMA"))))
    assert Target.objects.get().label == "IRAN AIR CORPORATION"


def test_the_history_of_a_record_tells_a_release_from_what_editors_published(desk: Desk) -> None:
    desk.released(FIRST, iran_air())
    target = Target.objects.get()
    f.saved(target, f.name(target, "Homa"))
    publish([target], by=None, at=desk.now, via="admin")
    desk.released(SECOND, iran_air(names=(Name("IRAN AIR"), Name("IRANAIR", "alias"))))
    told = {one.edition.number: one.via for one in chronicle(target) if one.edition}
    assert told == {1: "", 2: "admin", 3: ""}
    assert Journal.objects.filter(event=JournalEvent.PUBLISHED).count() == 1


def _killed(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt
