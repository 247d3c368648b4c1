"""Saving a record with its facts, and deleting one: all or nothing, in words, and never over somebody else's work."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from articles.models import Document, Journal, Passage, Record
from sanctions.editing.save import Conflict, InUse, delete, journal_of, save
from sanctions.models import (
    Act,
    Authority,
    Citation,
    Claim,
    Event,
    Fulfilment,
    Identifier,
    Measure,
    Membership,
    Name,
    ProgrammeLink,
    Relation,
    Sanction,
    Target,
)
from sanctions.publishing.publish import publish
from sanctions.publishing.withdraw import withdraw
from tests import factories as f

pytestmark = pytest.mark.django_db

LIST = "gb_fcdo"


def refused(record: Record, *facts: Any, **options: Any) -> dict[str, list[str]]:
    """What the form would be told; and nothing was written."""
    before = Journal.objects.count()
    with pytest.raises(ValidationError) as error:
        f.saved(record, *facts, **options)
    assert Journal.objects.count() == before
    record.revision = (
        type(record)._default_manager.filter(uid=record.uid).values_list("revision", flat=True).first() or 0
    )
    return error.value.message_dict if hasattr(error.value, "error_dict") else {"": error.value.messages}


# --- Saving -----------------------------------------------------------------------------------------------------------


def test_a_new_record_is_saved_with_its_facts_and_what_they_are_cited_to() -> None:
    airline = Target(kind="company")
    shown, alias = f.name(airline, "Iran Air", is_display=True), f.name(airline, "Homa")
    f.saved(airline, shown, alias, *f.cited(shown, alias), by=f.user())
    airline = Target.objects.get()
    assert (airline.revision, airline.label, airline.names.count()) == (1, "Iran Air", 2)
    assert Citation.objects.filter(name__target=airline).count() == 2


def test_every_save_is_a_revision_and_a_line_of_the_journal_that_tells_what_changed() -> None:
    airline = f.target("Iran Air")
    save(
        airline,
        by=f.user("editor"),
        at=f.NOW,
        via="admin",
        expected=1,
        facts=[f.name(airline, "Homa", uid="homa")],
        because="seen on its site",
    )
    assert airline.revision == 2
    line = journal_of(airline).get()
    assert (line.event, line.revision, line.by_name, line.via, line.at, line.because) == (
        "saved",
        2,
        "editor",
        "admin",
        f.NOW,
        "seen on its site",
    )
    assert [(one["path"], one["before"], one["after"]["full"]) for one in line.diff] == [("names/homa", None, "Homa")]


def test_a_note_for_editors_is_journalled_though_it_is_never_published() -> None:
    airline = f.target()
    airline.note = "ask London"
    f.saved(airline)
    assert journal_of(airline).get().diff == [{"path": "note", "before": "", "after": "ask London"}]


def test_relations_to_many_are_saved_and_journalled_with_the_record() -> None:
    statement = f.act("Statement", f.authority("GB"))
    f.saved(statement, related={"issuers": [f.authority("DE"), f.authority("FR")]})
    assert {issuer.uid for issuer in statement.issuers.all()} == {"DE", "FR"}
    assert journal_of(statement).get().diff == [{"path": "issuers", "before": ["GB"], "after": ["DE", "FR"]}]


def test_the_label_follows_the_name_that_is_shown() -> None:
    airline = f.target("Iran Air")
    old = airline.names.get()
    old.is_display = False
    f.saved(airline, old, f.name(airline, "Homa", is_display=True))
    assert Target.objects.get().label == "Homa"


def test_facts_are_saved_below_parents_that_are_new_themselves() -> None:
    case = Sanction(authority=f.authority(), target=f.target(), kind="designated", reference="1")
    freeze = f.measure(case)
    began = f.event(freeze)
    f.saved(case, freeze, began, *f.cited(freeze, began))
    assert Event.objects.get().measure == Measure.objects.get() == freeze
    assert case.label == "GB 1"


# --- Conflicts --------------------------------------------------------------------------------------------------------


def test_a_stale_form_is_told_and_nothing_of_it_is_written() -> None:
    mine, theirs = f.target("Iran Air"), Target.objects.get()
    f.saved(theirs, f.name(theirs, "Homa"))
    with pytest.raises(Conflict, match=r"you saw revision 1, it is now 2") as conflict:
        save(mine, by=None, at=f.NOW, via="tests", expected=1, facts=[f.name(mine, "IR")])
    assert (conflict.value.expected, conflict.value.actual) == (1, 2)
    assert {name.full for name in Name.objects.all()} == {"Iran Air", "Homa"}


def test_a_double_submit_of_an_existing_record_changes_it_once() -> None:
    airline = f.target()
    save(airline, by=None, at=f.NOW, via="tests", expected=1, facts=[f.name(airline, "Homa")])
    with pytest.raises(Conflict):
        save(Target.objects.get(), by=None, at=f.NOW, via="tests", expected=1, facts=[f.name(airline, "Homa")])
    assert Name.objects.count() == 2


def test_an_existing_record_is_not_saved_without_saying_which_revision_was_seen() -> None:
    airline = f.target()
    with pytest.raises(Conflict):
        save(airline, by=None, at=f.NOW, via="tests", expected=None)


def test_a_record_that_somebody_deleted_is_told() -> None:
    mine, theirs = f.target("Iran Air"), Target.objects.get()
    delete(theirs, by=None, at=f.NOW, via="tests", expected=1)
    with pytest.raises(Conflict, match="Iran Air: was deleted by somebody else since you opened it"):
        save(mine, by=None, at=f.NOW, via="tests", expected=1)


# --- All or nothing ---------------------------------------------------------------------------------------------------


def test_one_bad_fact_leaves_nothing_and_is_named_with_its_field() -> None:
    ship = f.target("SARINA", kind="vessel")
    told = refused(ship, f.name(ship, "SABRINA"), Identifier(target=ship, scheme="imo", value="9074728"))
    assert list(told) == ["identifier “IMO ship number 9074728”, value"]
    assert "check digits do not fit" in told["identifier “IMO ship number 9074728”, value"][0]
    assert (Name.objects.count(), Identifier.objects.count()) == (1, 0)
    assert Target.objects.get().revision == 1


def test_all_that_is_wrong_is_told_at_once() -> None:
    case = f.sanction(reference="1")
    told = refused(
        case,
        f.event(case, "announced", "10/09/2024"),
        f.measure(case, "no_such_measure"),
        ProgrammeLink(sanction=case, programme=f.programme(), since="2024", since_basis="guessed"),
    )
    assert len(told) == 3
    assert any("10/09/2024” is not a date" in messages[0] for messages in told.values())


def test_a_bad_record_is_told_before_its_facts() -> None:
    nobody = Target(kind="nothing")
    assert set(refused(nobody, f.name(nobody, ""))) >= {"kind"}
    assert not Target.objects.exists()


def test_what_hangs_on_a_fact_that_was_refused_is_told_too() -> None:
    case = f.sanction(reference="1")
    bad = f.measure(case, "no_such_measure")
    told = refused(case, bad, f.event(bad), *f.cited(bad))
    assert sum("which was not saved." in messages[0] for messages in told.values()) == 2
    assert len(told) == 3


def test_a_child_before_its_parent_is_refused_and_not_forgotten() -> None:
    case = f.sanction(reference="1")
    late = f.measure(case, "arms_restrictions")
    told = refused(case, f.event(late), late)
    assert [messages[0] for messages in told.values()] == [
        "belongs to the measure “Arms restrictions”, which was not saved."
    ]


def test_an_end_before_its_beginning_is_refused() -> None:
    airline = f.target()
    told = refused(airline, Relation(target=airline, kind="linked_to", printed="X", since="2024/2023"))
    assert "“2024/2023” ends before it begins." in str(told)


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x7f", "\ud800", "\ufffe", "\uffff"])
def test_characters_that_no_source_prints_are_refused_with_their_place(bad: str) -> None:
    airline = f.target()
    told = refused(airline, f.name(airline, f"Iran{bad}Air"))
    (messages,) = told.values()
    assert messages[0] == f"the character U+{ord(bad):04X} at position 5 cannot stand in a text."


@pytest.mark.parametrize("full", ["ایران‌ایر", "Иран Эйр", "O\u2019Neill", "名称", "e\u0301", "💥"])
def test_names_of_every_script_are_kept_as_they_are_printed(full: str) -> None:
    airline = f.target()
    f.saved(airline, f.name(airline, full))
    assert Name.objects.get(is_display=False).full == full


# --- Whose fact it is -------------------------------------------------------------------------------------------------


def list_target() -> Target:
    made = Target(kind="company", layer=LIST)
    return f.saved(made, f.name(made, "Iran Air", is_display=True, layer=LIST), layer=LIST)


def test_a_fact_of_a_list_cannot_be_changed_or_removed_by_an_editor() -> None:
    airline = list_target()
    theirs = airline.names.get()
    theirs.full = "Something else"
    told = refused(airline, theirs)
    assert told == {
        "name “Something else”": ["comes from gb_fcdo and cannot be changed here. Add a fact of your own beside it."]
    }
    assert "comes from gb_fcdo" in str(refused(airline, removed=[airline.names.get()]))
    theirs.layer = "desk"  # whatever the form said of it
    assert "comes from gb_fcdo" in str(refused(airline, theirs))
    assert Name.objects.get().full == "Iran Air"


def test_an_editor_adds_a_fact_beside_those_of_the_list_and_cites_them() -> None:
    airline = list_target()
    f.saved(airline, f.name(airline, "Homa"), *f.cited(airline.names.get()))
    assert airline.names.count() == 2


def test_the_fields_of_a_record_of_a_list_cannot_be_changed_by_an_editor() -> None:
    airline = list_target()
    airline.kind = "vessel"
    airline.layer = "desk"
    assert refused(airline) == {
        "": ["Iran Air: kind come from gb_fcdo and cannot be changed here. Add a fact of your own beside them."]
    }
    airline = Target.objects.get()
    airline.note = "ours"
    f.saved(airline)
    assert (Target.objects.get().note, Target.objects.get().layer) == ("ours", LIST)


def test_the_relations_of_a_record_of_a_list_cannot_be_changed_by_an_editor() -> None:
    order = f.saved(Act(kind="regulation", title="Order", layer=LIST), layer=LIST, related={"issuers": [f.authority()]})
    assert "issuers come from gb_fcdo" in str(refused(order, related={"issuers": []}))
    order = Act.objects.get()
    f.saved(order, related={"issuers": [f.authority()]})  # the same as before: no change


def test_a_list_does_not_change_facts_of_the_desk() -> None:
    airline = f.target("Iran Air")
    assert "comes from desk" in str(refused(airline, airline.names.get(), layer=LIST))
    assert "a new record of gb_fcdo cannot be entered as one of desk" in str(
        refused(Target(kind="company", layer=LIST))
    )


def test_a_fact_of_another_record_is_refused_also_where_it_claims_to_be_of_this_one() -> None:
    mine, other = f.target("Iran Air"), f.target("Mahan Air")
    theirs = other.names.get()
    assert "belongs to Mahan Air, not to Iran Air." in str(refused(mine, theirs))
    theirs.target = mine
    assert "belongs to Mahan Air, not to Iran Air." in str(refused(mine, theirs))
    assert "belongs to no record" in str(refused(mine, Claim(speech_act="accuse", polarity="affirms")))


def test_a_fact_that_lacks_what_it_is_called_after_is_told_all_the_same() -> None:
    airline = f.target("Iran Air")
    assert set(refused(airline, Citation(target=airline))) == {"citation “…”, passage"}


# --- Uids -------------------------------------------------------------------------------------------------------------


def test_a_uid_never_changes() -> None:
    airline = f.target("Iran Air", uid="iranair")
    airline.uid = "homa"
    assert refused(airline) == {"uid": ["iranair: a uid never changes, because others refer to it."]}
    airline = Target.objects.get()
    shown = airline.names.get()
    was, shown.uid = shown.uid, "another"
    assert f"its uid is {was}; a uid never changes" in str(refused(airline, shown))


def test_no_two_records_share_a_uid_whatever_they_are() -> None:
    f.authority("IR")
    told = refused(Target(kind="state", uid="IR"))
    assert told == {"uid": ["IR: is the uid of the authority “IR · Authority IR” already."]}
    assert "already exists" in str(refused(Authority(uid="IR", name="Iran", kind="state")))


@pytest.mark.parametrize("uid", ["", " ", "a b", "../x", "-x", "a/b", "ایران", "x" * 41, "a\n"])
def test_a_uid_is_safe_in_an_address(uid: str) -> None:
    assert "uid" in refused(Target(kind="company", uid=uid))


# --- Passages ---------------------------------------------------------------------------------------------------------


def test_words_that_facts_are_cited_to_cannot_be_rewritten() -> None:
    words = f.passage("the first words")
    f.sanction()
    text = words.document
    words.quote = "other words"
    told = refused(text, words)
    assert [message for messages in told.values() for message in messages] == [
        "Facts are cited to these words. Make a new passage instead."
    ]
    words.refresh_from_db()
    words.comment = "The agency's version leaves this out."
    f.saved(text, words)


def test_words_that_nothing_is_cited_to_can_be_corrected() -> None:
    words = f.passage("the frist words")
    words.quote = "the first words"
    f.saved(words.document, words)
    assert Passage.objects.get().quote == "the first words"


def test_a_passage_in_use_cannot_go() -> None:
    words = f.passage()
    case = f.sanction(reference="1")
    with pytest.raises(InUse) as in_use:
        f.saved(words.document, removed=[words])
    assert in_use.value.users == [f"citation “Supports: “{words.quote}”” of {case}"]


# --- Removing facts ---------------------------------------------------------------------------------------------------


def test_a_fact_that_goes_takes_its_citations_along_and_leaves_the_passages() -> None:
    airline = f.target("Iran Air")
    alias = f.name(airline, "Homa")
    f.saved(airline, alias, *f.cited(alias))
    f.saved(airline, removed=[alias])
    assert (Name.objects.count(), Citation.objects.count(), Passage.objects.count()) == (1, 0, 1)


def test_a_measure_that_goes_takes_its_events_along() -> None:
    case = f.sanction(types=["asset_freeze", "arms_restrictions"], reference="1")
    freeze = case.measures.get(type="asset_freeze")
    f.saved(case, *f.cited(*freeze.events.all()))
    f.saved(case, removed=[freeze])
    assert [event.measure.type for event in Event.objects.all() if event.measure] == ["arms_restrictions"]


def test_a_fact_that_others_need_is_refused_naming_them() -> None:
    promised, later = f.sanction(f.class_of(), reference="1"), f.sanction(reference="2")
    kept = later.measures.get()
    f.saved(promised, Fulfilment(promise=promised.measures.get(), measure=kept, basis="inferred"))
    with pytest.raises(InUse) as in_use:
        f.saved(later, removed=[kept])
    assert in_use.value.users == ["fulfilment “Asset freeze listed after the announcement of Asset freeze” of GB 1"]
    assert Measure.objects.filter(pk=kept.pk).exists()


def test_what_replaces_a_removed_fact_finds_its_place_free() -> None:
    airline = f.target("Iran Air")
    old = airline.names.get()
    f.saved(airline, f.name(airline, "Homa", is_display=True), removed=[old])
    assert [(name.full, name.is_display) for name in Name.objects.all()] == [("Homa", True)]


# --- Deleting ---------------------------------------------------------------------------------------------------------


def deleted(record: Record) -> None:
    delete(record, by=f.user(), at=f.NOW, via="tests", expected=record.revision, because="typed in error")


def in_use(record: Record) -> list[str]:
    with pytest.raises(InUse) as error:
        deleted(record)
    record.refresh_from_db()
    return list(error.value.users)


def test_a_draft_goes_with_its_facts_and_their_citations_and_the_journal_remembers_it() -> None:
    case = f.sanction(reference="1")
    uid = case.uid
    f.saved(case, *f.cited(*case.events.all()))
    deleted(case)
    assert not Sanction.objects.exists()
    assert (Measure.objects.count(), Event.objects.count(), Citation.objects.count()) == (0, 0, 0)
    assert Passage.objects.exists()
    line = Journal.objects.get(record_uid=uid, event="deleted")
    assert (line.by_name, line.because, line.record_label) == ("editor", "typed in error", "GB 1")
    assert line.diff[0]["before"]["reference"] == "1"


def test_a_document_goes_with_its_passages_and_a_bloc_with_its_memberships() -> None:
    deleted(f.passage().document)
    bloc = f.authority("EU", kind="bloc")
    f.saved(bloc, Membership(bloc=bloc, member=f.authority("FR")))
    deleted(bloc)
    assert (Document.objects.count(), Passage.objects.count(), Membership.objects.count()) == (0, 0, 0)


def test_an_allegation_goes_with_claims_that_answer_one_another() -> None:
    alleged = f.allegation()
    f.saved(alleged, f.claim(alleged, "deny", replies_to=alleged.claims.get()))
    deleted(alleged)
    assert not Claim.objects.exists()


def test_a_record_that_others_name_stays_and_they_are_named() -> None:
    airline = f.target("Iran Air")
    f.sanction(airline, reference="IRN0240")
    f.allegation("Transfer of missiles", actor=airline)
    assert in_use(airline) == [
        "allegation “Transfer of missiles”",
        "designation / case “GB IRN0240”",
    ]
    assert any("GB IRN0240" in user for user in in_use(Authority.objects.get(uid="GB")))
    text = Document.objects.get()
    assert all("citation" in user for user in in_use(text))
    assert Passage.objects.exists()


def test_a_claim_that_is_answered_elsewhere_keeps_its_allegation() -> None:
    alleged, statement = f.allegation("Transfer of missiles"), f.act("Statement")
    f.saved(statement, f.claim(statement, "deny", replies_to=alleged.claims.get()))
    assert [user.rpartition(" of ")[2] for user in in_use(alleged)] == ["Statement"]


def test_what_is_public_is_withdrawn_before_it_is_deleted() -> None:
    airline = f.target()
    publish([airline], by=None, at=f.NOW)
    assert in_use(airline) == ["the public edition of it; withdraw it first"]
    withdraw([airline], by=None, at=f.later(), because="wrong")
    deleted(airline)


def test_what_a_list_says_is_not_deleted_by_an_editor() -> None:
    assert in_use(list_target()) == ["the list gb_fcdo, whose facts it holds"]
    airline = f.target("Mahan Air")
    f.saved(airline, f.name(airline, "Mahan", layer=LIST), layer=LIST)
    assert in_use(airline) == ["the list gb_fcdo, whose facts it holds"]


def test_a_merged_target_is_split_before_it_is_deleted() -> None:
    airline, twin = f.target("Iran Air"), f.target("IRANAIR")
    Target.objects.filter(pk=twin.pk).update(merged_into=airline)
    twin.refresh_from_db()
    assert in_use(twin) == ["Iran Air, into which it was merged; split it first"]
    assert in_use(airline) == ["target “IRANAIR”"]


def test_what_somebody_changed_meanwhile_is_not_deleted() -> None:
    mine = f.target()
    f.saved(Target.objects.get(), f.name(mine, "Homa"))
    with pytest.raises(Conflict):
        delete(mine, by=None, at=f.NOW, via="tests", expected=1)
    assert Target.objects.count() == 1
