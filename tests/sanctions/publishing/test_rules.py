"""What must hold of a whole record before it may be public, rule by rule."""

from typing import Any

import pytest

from articles.models import Document, Passage
from sanctions.models import (
    Affected,
    Fulfilment,
    Measure,
    Membership,
    ProgrammeAlias,
    ProgrammeLink,
    Relation,
    Sanction,
    Target,
)
from sanctions.publishing.project import project
from sanctions.publishing.publish import NotPublishable, publish
from sanctions.publishing.rules import flags, problems
from tests import factories as f

pytestmark = pytest.mark.django_db

LIST = "gb_fcdo"


def found(record: Any) -> list[str]:
    """What forbids publishing this record, given the target it is about."""
    documents = project([record, *([record.target] if isinstance(record, Sanction) else [])])
    return problems(documents[record.uid], documents.get)


# --- Targets ---------------------------------------------------------------------------------------------------------


def test_a_target_needs_a_name() -> None:
    nameless = f.entered(Target(kind="company"))
    assert found(nameless) == [f"{nameless.uid}: a target needs a name to be shown under."]


def test_one_of_its_names_is_the_one_it_is_shown_under() -> None:
    airline = Target(kind="company")
    f.entered(airline, f.name(airline, "Iran Air"))
    assert found(airline) == ["Iran Air: mark the name it is shown under."]
    assert found(f.target("Mahan Air")) == []


def test_a_tie_that_ends_before_it_begins_is_named() -> None:
    airline = f.target()
    f.entered(
        airline, Relation(target=airline, kind="owned_or_controlled_by", printed="IRGC", since="2024", until="2023")
    )
    assert found(airline) == ["Iran Air: IRGC: ends 2023 before it begins 2024."]


@pytest.mark.parametrize(
    ("since", "until"), [("2024-09-10", "2024"), ("2024", "2024-09-10"), ("", "1900"), ("2024", ""), ("/2024", "1900")]
)
def test_a_tie_whose_partial_dates_could_be_in_order_is_left_alone(since: str, until: str) -> None:
    airline = f.target()
    f.entered(
        airline, Relation(target=airline, kind="owned_or_controlled_by", printed="IRGC", since=since, until=until)
    )
    assert found(airline) == []


def test_every_pair_of_since_and_until_is_in_order_wherever_it_stands() -> None:
    ends_first = {"since": "2024-02", "until": "2024-01"}
    words = "ends 2024-01 before it begins 2024-02."
    bloc, member = f.authority("EU", kind="bloc"), f.authority("FR")
    f.entered(bloc, Membership(bloc=bloc, member=member, **ends_first))
    assert found(bloc) == [f"{bloc.name}: a fact: {words}"]
    regime = f.programme()
    f.entered(regime, ProgrammeAlias(programme=regime, printed="IRAN", **ends_first))
    assert found(regime) == [f"{regime.name}: IRAN: {words}"]
    case = f.sanction(reference="1")
    basis = {"since_basis": "stated", "until_basis": "stated"}
    f.entered(case, ProgrammeLink(sanction=case, programme=regime, printed="Iran regime", **ends_first, **basis))
    assert found(case) == [f"{case.label}: Iran regime: {words}"]


# --- Cases -----------------------------------------------------------------------------------------------------------


def test_a_case_needs_a_measure() -> None:
    case = f.sanction(types=(), reference="IRN0240")
    assert found(case) == ["GB IRN0240: a case needs at least one measure."]


def test_a_measure_of_the_desk_needs_a_source() -> None:
    case = Sanction(authority=f.authority(), target=f.target(), kind="designated", reference="1")
    freeze = f.measure(case)
    f.entered(case, freeze, f.event(freeze))
    assert found(case) == ["GB 1: the measure Asset freeze has no source. Cite the passage that says so."]


def test_a_source_that_contradicts_a_measure_does_not_support_it() -> None:
    case = Sanction(authority=f.authority(), target=f.target(), kind="designated", reference="1")
    freeze = f.measure(case)
    f.entered(case, freeze, f.event(freeze), *f.cited(freeze, stance="contradicts"))
    assert found(case) == ["GB 1: the measure Asset freeze has no source. Cite the passage that says so."]


def test_a_measure_of_a_list_has_its_source_by_nature() -> None:
    case = Sanction(authority=f.authority(), target=f.target(), kind="designated", reference="1", layer="gb_fcdo")
    freeze = f.measure(case, layer="gb_fcdo")
    f.saved(case, freeze, f.event(freeze, layer="gb_fcdo"), layer="gb_fcdo")
    assert found(case) == []


def test_a_measure_needs_an_event_that_begins_it() -> None:
    case = f.sanction(since="", reference="1")
    freeze = case.measures.get()
    f.entered(case, f.event(freeze, "amended"))
    assert found(case) == [
        "GB 1: the measure Asset freeze has no event that begins it, such as announced or entered into force."
    ]
    f.entered(case, f.event(case, "announced"))  # of the whole case: enough
    assert found(case) == []


def test_no_travel_ban_binds_a_company() -> None:
    case = f.sanction(f.target(kind="company"), types=["travel_ban"], reference="1")
    assert found(case) == ["GB 1: the measure Travel ban cannot bind a target of the kind Company."]
    assert found(f.sanction(f.target("A person", kind="person"), types=["travel_ban"])) == []


def test_only_of_a_class_is_it_said_which_kinds_a_measure_binds() -> None:
    case = f.sanction(reference="1")
    freeze = case.measures.get()
    freeze.binds_kinds = ["person"]
    f.entered(case, freeze)
    assert found(case) == ["GB 1: the measure Asset freeze says which kinds it binds, but the target is not a class."]


def test_within_a_class_a_measure_says_which_kinds_it_can_bind() -> None:
    case = f.sanction(f.class_of(class_kinds=["company", "person"]), types=["travel_ban"], reference="1")
    assert found(case) == ["GB 1: the measure Travel ban cannot bind company: say which kinds in the class it binds."]
    ban = case.measures.get()
    ban.binds_kinds = ["person"]
    f.entered(case, ban)
    assert found(case) == []
    ban.binds_kinds = ["person", "vessel"]
    f.entered(case, ban)
    assert found(case) == [
        "GB 1: the measure Travel ban binds vessel, which the class does not hold.",
        "GB 1: the measure Travel ban cannot bind vessel: say which kinds in the class it binds.",
    ]


def test_a_measure_does_not_end_before_anything_began_it() -> None:
    case = f.sanction(since="2024-09-10", reference="1")
    freeze = case.measures.get()
    f.entered(case, f.event(freeze, "delisted", "2024-09-09"))
    assert found(case) == ["GB 1: the measure Asset freeze ends (delisted) before anything began it."]


@pytest.mark.parametrize("ended", ["2024-09-10", "2024-09", "2024", "/2030", ""])
def test_a_measure_may_end_when_it_could_have_begun(ended: str) -> None:
    case = f.sanction(since="2024-09-10")
    f.entered(case, f.event(case.measures.get(), "delisted", ended))
    assert found(case) == []


def test_a_case_that_ended_and_came_back_may_get_another_measure_later() -> None:
    case = f.sanction(since="2010-01-01", reference="1")
    later = f.measure(case, "director_disqualification")
    person = f.target("A person", kind="person")
    case.target = person
    f.entered(
        case,
        later,
        *f.cited(later),
        f.event(case, "delisted", "2016-01-16"),
        f.event(case, "reimposed", "2018-11-05"),
        f.event(later, on="2025-04-09"),
    )
    assert found(case) == []


def test_a_whole_case_does_not_end_before_anything_began_in_it() -> None:
    case = f.sanction(since="2024-09-10", reference="1")
    f.entered(case, f.event(case, "revoked", "2020"))
    assert found(case) == ["GB 1: the case ends (revoked) before anything began it."]


# --- What is said ----------------------------------------------------------------------------------------------------


def test_an_allegation_needs_somebody_who_says_so() -> None:
    from_nobody = f.allegation()
    f.saved(from_nobody, removed=list(from_nobody.claims.all()))
    assert found(from_nobody) == [f"{from_nobody.title}: an allegation needs at least one claim: who says so."]


@pytest.mark.parametrize("about", ["allegation", "act", "measure", "relation", "detail"])
def test_every_claim_needs_the_passage_that_reports_it(about: str) -> None:
    record: Any
    subject: Any
    if about == "allegation":
        record = subject = f.allegation()
    elif about == "act":
        record = subject = f.act()
    elif about == "measure":
        record = f.sanction()
        subject = record.measures.get()
    else:
        record = f.target()
        subject = Relation(kind="linked_to", printed="IRGC", target=record) if about == "relation" else f.detail()
        subject.target = record
        f.entered(record, subject)
    denial = f.claim(subject, "deny", speaker="Nasser Kanaani")
    f.entered(record, denial)
    assert [problem.partition(": ")[2] for problem in found(record)] == [
        "the claim by Nasser Kanaani has no source. Cite the passage that reports it."
    ]
    f.entered(record, *f.cited(denial))
    assert found(record) == []


def test_an_act_needs_an_issuer() -> None:
    statement = f.act()
    f.saved(statement, related={"issuers": []})
    assert found(statement) == [f"{statement.title}: an act needs at least one issuer."]


# --- Quotations ------------------------------------------------------------------------------------------------------


def quoted(words: int, *, title: str = "Report", **columns: Any) -> Document:
    """A document with one quotation of so many words."""
    text = f.document(title, **columns)
    f.passage(" ".join(["word"] * words), of=text)
    return text


def test_no_more_than_25_words_are_quoted_from_a_text_that_is_not_public() -> None:
    assert found(quoted(25)) == []
    assert found(quoted(26, title="Long report")) == [
        "Long report: a quotation has 26 words; from a text that is not public quote at most 25."
    ]


def test_all_quotations_stay_under_15_percent_of_a_text_that_is_not_public() -> None:
    assert found(quoted(20, declared_length=667)) == []  # 99 characters: 14.8 %
    assert found(quoted(20, title="Short", declared_length=660)) == [  # 99 characters: 15 %
        "Short: the quotations are 99 of its 660 characters; from a text that is not public they must stay under 15 %."
    ]


def test_the_length_counts_where_the_text_is_kept_but_not_public() -> None:
    text = "word " * 30
    short = f.document(text=text, declared_length=100_000)
    f.entered(short, Passage(document=short, quote=text[:99], start=0))
    assert found(short) == [
        f"{short.title}: the quotations are 99 of its 150 characters; "
        "from a text that is not public they must stay under 15 %."
    ]


def test_a_public_text_may_be_quoted_at_any_length() -> None:
    text = "word " * 30
    statement = f.document(text=text, text_is_public=True)
    f.entered(statement, Passage(document=statement, quote=text[:149], start=0))
    assert found(statement) == []


# --- Parts of other records ------------------------------------------------------------------------------------------


def test_a_quotation_is_public_in_its_document_before_or_together_with_what_cites_it() -> None:
    case = f.sanction(reference="1")
    f.publish_everything()
    text = Document.objects.get()
    new = f.passage("these words are still a draft", of=text)
    f.entered(case, *f.cited(case.measures.get(), passage_=new))
    with pytest.raises(NotPublishable) as refused:
        publish([case], by=None, at=f.later())
    assert refused.value.problems == [
        f"GB 1: shows “these words are still a draft”, which is not public in {text.title}; publish that with it."
    ]
    assert publish([case, text], by=None, at=f.later())


def test_an_uncited_quotation_that_was_reworded_is_published_with_what_cites_it() -> None:
    words = f.passage("the first words")
    f.publish_everything()
    words.quote = "other words"
    text = Document.objects.get()
    f.entered(text, words)
    case = f.sanction(reference="1")
    f.entered(case, *f.cited(case.measures.get(), passage_=words))
    others = [record for record in f.everything() if record != text]
    with pytest.raises(NotPublishable, match="shows “other words”, which is not public in Joint statement"):
        publish(others, by=None, at=f.later())
    assert publish([*others, text], by=None, at=f.later())


def test_a_promise_is_not_shown_as_kept_by_a_measure_that_is_still_a_draft() -> None:
    promised, later = f.sanction(f.class_of(), reference="1"), f.sanction(f.target(), reference="2")
    f.publish_everything()
    draft = f.measure(later, "arms_restrictions")
    f.entered(later, draft, f.event(draft), *f.cited(draft, passage_=Passage.objects.first()))
    f.entered(promised, Fulfilment(promise=promised.measures.get(), measure=draft, basis="inferred"))
    with pytest.raises(NotPublishable, match=f"GB 1: shows the measure {draft.uid}, which is not public in GB 2"):
        publish([promised], by=None, at=f.later())
    assert publish([promised, later], by=None, at=f.later())


def test_words_that_public_facts_quote_do_not_go_from_their_document() -> None:
    airline = f.target()
    words = f.passage("the quoted words")
    f.entered(airline, *f.cited(airline, passage_=words))
    f.publish_everything()
    text = Document.objects.get()
    f.saved(airline, removed=list(airline.citations.all()))
    f.saved(text, removed=[words])
    f.saved(airline, f.name(airline, "Homa", layer=LIST), layer=LIST)
    with pytest.raises(NotPublishable) as refused:
        publish([text], by=None, at=f.later(1))
    lost = f"{text.title}: is to lose “the quoted words”, which Iran Air ({airline.uid}) shows; take that along."
    assert refused.value.problems == [lost]
    assert publish([airline], layer=LIST, by=None, at=f.later(1)), "a list is not held up by what the desk is about"
    assert publish([text, airline], by=None, at=f.later(2))


def test_words_that_a_list_quotes_in_public_do_not_go_by_a_publication_of_the_desk() -> None:
    airline = f.target()
    words = f.passage("the quoted words")
    f.publish_everything()
    f.saved(airline, *f.cited(airline, passage_=words, layer=LIST), layer=LIST)
    publish([airline], layer=LIST, by=None, at=f.later(1))
    text = Document.objects.get()
    f.saved(airline, removed=list(airline.citations.all()), layer=LIST)
    f.saved(text, removed=[words])
    with pytest.raises(NotPublishable, match="is to lose “the quoted words”, which Iran Air"):
        publish([text, airline], by=None, at=f.later(2))
    assert publish([airline], layer=LIST, by=None, at=f.later(3))
    assert publish([text], by=None, at=f.later(4))


def test_a_measure_that_is_shown_to_keep_a_promise_does_not_go_from_its_case() -> None:
    promised, later = f.sanction(f.class_of(), reference="1"), f.sanction(f.target(), reference="2")
    extra = f.measure(later, "arms_restrictions")
    f.entered(later, extra, f.event(extra), *f.cited(extra))
    kept = Fulfilment(promise=promised.measures.get(), measure=extra, basis="inferred")
    f.entered(promised, kept)
    f.publish_everything()
    f.saved(promised, removed=[kept])
    f.saved(later, removed=[extra])
    with pytest.raises(NotPublishable, match=f"GB 2: is to lose the measure {extra.uid}, which GB 1 .* shows"):
        publish([later], by=None, at=f.later())
    assert publish([promised, later], by=None, at=f.later())


# --- Official lists --------------------------------------------------------------------------------------------------


def flagged(record: Any) -> list[str]:
    """What a list's facts in this record break."""
    documents = project([record, *([record.target] if isinstance(record, Sanction) else [])])
    return flags(documents[record.uid], documents.get)


def test_what_a_list_prints_is_published_as_it_is_and_reported() -> None:
    of_a_list = {"layer": LIST}
    ship = f.target("SAMPLE SHIP", kind="vessel")
    case = Sanction(authority=f.authority(), target=ship, kind="listed", reference="1", **of_a_list)
    ban, freeze = f.measure(case, "travel_ban", **of_a_list), f.measure(case, **of_a_list)
    end = f.event(freeze, "delisted", "2023-01-01", **of_a_list)
    f.saved(case, ban, freeze, f.event(freeze, **of_a_list), end, layer=LIST)
    bare = f.saved(
        Sanction(authority=f.authority(), target=ship, kind="listed", reference="2", **of_a_list), layer=LIST
    )
    publish([f.authority(), ship], by=None, at=f.NOW)
    assert found(case) == found(bare) == []
    assert flagged(case) == [
        "GB 1: the measure Asset freeze ends (delisted) before anything began it. (gb_fcdo)",
        f"GB 1: the measure Travel ban cannot bind a target of the kind {ship.get_kind_display()}. (gb_fcdo)",
        "GB 1: the measure Travel ban has no event that begins it, such as announced or entered into force. (gb_fcdo)",
    ]
    assert flagged(bare) == ["GB 2: a case needs at least one measure. (gb_fcdo)"]
    assert publish([case, bare], layer=LIST, by=None, at=f.later())


def test_what_an_editor_adds_to_the_case_of_a_list_is_held_to_the_rules() -> None:
    ship = f.target("SAMPLE SHIP", kind="vessel")
    case = Sanction(authority=f.authority(), target=ship, kind="listed", reference="1", layer=LIST)
    ours = f.measure(case, "travel_ban")
    f.entered(case, ours, f.event(ours), *f.cited(ours))
    assert found(case) == [f"GB 1: the measure Travel ban cannot bind a target of the kind {ship.get_kind_display()}."]
    assert flagged(case) == []


def test_the_affected_are_no_targets() -> None:
    airline = f.target("Iran Air")
    state = f.target("Iran", kind="state", country="IR")
    case = f.sanction(state, types=["air_services_termination"], kind="bilateral")
    f.entered(case, Affected(sanction=case, target=airline, role="operational"))
    assert found(case) == []
    assert Measure.objects.filter(sanction__target=airline).count() == 0
