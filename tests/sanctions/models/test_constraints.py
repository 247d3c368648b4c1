"""What the database itself refuses, whoever writes: every constraint is tried with a row that breaks it."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from articles.models import Document, Passage, Publisher
from sanctions.models import (
    Act,
    ActRelation,
    Address,
    Affected,
    Allegation,
    Authority,
    Citation,
    Claim,
    Detail,
    Edition,
    Entry,
    Event,
    Exemption,
    Fulfilment,
    Head,
    Identifier,
    Measure,
    Membership,
    Name,
    OfficialList,
    Programme,
    ProgrammeAlias,
    ProgrammeLink,
    Publication,
    PublishedExemption,
    PublishedMeasure,
    Relation,
    Release,
    Sanction,
    Target,
)
from tests import factories as f

pytestmark = pytest.mark.django_db

OURS = [model for app in ("articles", "sanctions") for model in apps.get_app_config(app).get_models()]
CONSTRAINTS = {constraint.name: model for model in OURS for constraint in model._meta.constraints}
DATES = {name for name in CONSTRAINTS if name.endswith("_is_a_date_that_begins_before_it_ends")}

Rows = Sequence[models.Model]


def on_itself(model: Any, column: str, **columns: Any) -> Rows:
    """A row that names itself."""
    return [model(pk=77, **columns, **{f"{column}_id": 77})]


def claim(**columns: Any) -> Rows:
    return [Claim(**{"speech_act": "deny", "polarity": "negates", "speaker": "X", "content": "Y", **columns})]


def edition(**columns: Any) -> list[Edition]:
    publication = Publication.objects.filter(pk=1).first()
    if publication is None:
        publication = Publication.objects.create(pk=1, recorded_at=f.NOW, cause="editor")
    values = {"uid": "x", "number": 1, "document": "{}", "shape": 1, "known_from": f.NOW, "recorded_from": f.NOW}
    return [Edition(**{"publication": publication, **values, **columns})]


def measure(**columns: Any) -> Rows:
    return [Measure(**{"sanction": f.sanction(), "type": "asset_freeze", **columns})]


def twice(row: models.Model) -> Rows:
    """The row, and another like it under another uid."""
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return [row, type(row)(**{key: value for key, value in columns.items() if key not in ("id", "uid")})]


def person() -> Target:
    return f.target("A person", kind="person")


def two_measures() -> list[Measure]:
    return list(f.sanction(types=["asset_freeze", "arms_restrictions"]).measures.all())


def fulfilment(**columns: Any) -> Fulfilment:
    promise, kept = two_measures()
    return Fulfilment(**{"promise": promise, "measure": kept, "basis": "inferred", **columns})


def exemption(**columns: Any) -> Rows:
    return [Exemption(**{"sanction": f.sanction(), "kind": "general_licence", "number": "GL 8", **columns})]


def published_exemptions() -> list[PublishedExemption]:
    (one,) = edition()
    one.save()
    days = dict.fromkeys(("began_on", "from_earliest", "from_latest", "until_earliest", "until_latest"), f.NOW.date())
    known = {"known_from": f.NOW, "recorded_from": f.NOW}
    return [PublishedExemption(edition=one, uid="e", body="{}", **days, **known) for _ in range(2)]


def published_measures() -> list[PublishedMeasure]:
    (one,) = edition()
    one.save()
    known = {"known_from": f.NOW, "recorded_from": f.NOW, "began_on": f.NOW.date()}
    return [PublishedMeasure(edition=one, uid="m", body="{}", **known) for _ in range(2)]


def official_list(**columns: Any) -> OfficialList:
    values = {"uid": "gb_fcdo", "name": "UK Sanctions List", "authority": f.authority(), "namespace": "gb_fcdo"}
    return OfficialList(**{**values, **columns})


def release(**columns: Any) -> Release:
    kept = official_list()
    kept.save()
    values = {"dated": f.NOW.date(), "format": "gb_fcdo_xml", "sha256": "0" * 64, "size": 1, "received_at": f.NOW}
    return Release(official_list=kept, **values, **columns)


def entry() -> dict[str, Any]:
    first = release()
    first.save()
    return {
        "official_list": first.official_list,
        "reference": "IRN0240",
        "first": first,
        "digest": "0" * 64,
        "raw": "{}",
    }


BROKEN: dict[str, Callable[[], Rows]] = {
    "publisher_has_a_name": lambda: [Publisher(name="")],
    "document_has_a_title": lambda: [Document(kind="news", publisher=f.document().publisher, title="")],
    "document_kind_is_in_the_vocabulary": lambda: [Document(kind="x", publisher=f.document().publisher, title="A")],
    "document_declared_sha256_is_64_hex_digits": lambda: [
        Document(kind="news", publisher=f.document().publisher, title="A", declared_sha256="A" * 64)
    ],
    "document_date_has_a_basis": lambda: [
        Document(kind="news", publisher=f.document().publisher, title="A", published_on="2024")
    ],
    "document_is_not_a_version_of_itself": lambda: on_itself(
        Document, "version_of", kind="news", publisher=f.document().publisher, title="A"
    ),
    "passage_quotes_something": lambda: [Passage(document=f.document(), quote="")],
    "passage_ends_after_it_starts": lambda: [Passage(document=f.document(), quote="a", start=5, end=5)],
    "passage_fidelity_is_in_the_vocabulary": lambda: [Passage(document=f.document(), quote="a", fidelity="x")],
    "passage_spans_each_stretch_of_a_document_once": lambda: twice(
        Passage(document=f.document(), quote="a", start=5, end=6)
    ),
    "authority_has_a_name": lambda: [Authority(uid="X", kind="state", name="")],
    "authority_kind_is_in_the_vocabulary": lambda: [Authority(uid="X", kind="x", name="X")],
    "authority_is_not_its_own_parent": lambda: on_itself(Authority, "parent", uid="X", kind="state", name="X"),
    "membership_is_of_another_authority": lambda: [Membership(bloc=f.authority("EU"), member=f.authority("EU"))],
    "act_has_a_title": lambda: [Act(kind="statement", title="")],
    "act_kind_is_in_the_vocabulary": lambda: [Act(kind="x", title="X")],
    "act_reference_has_a_scheme": lambda: [Act(kind="statement", title="X", reference="2024/2697")],
    "act_relation_is_to_another_act": lambda: [ActRelation(act=(one := f.act()), object=one, kind="amends")],
    "act_relation_kind_is_in_the_vocabulary": lambda: [ActRelation(act=f.act(), object=f.act("B"), kind="x")],
    "act_relation_is_stated_once": lambda: twice(ActRelation(act=f.act(), object=f.act("B"), kind="amends")),
    "target_kind_is_in_the_vocabulary": lambda: [Target(kind="x")],
    "target_has_a_criterion_and_a_role_if_and_only_if_it_is_a_class": lambda: [Target(kind="class", criterion="all")],
    "target_is_not_merged_into_itself": lambda: on_itself(Target, "merged_into", kind="company"),
    "address_is_not_empty": lambda: [Address(target=f.target(), full="")],
    "allegation_has_a_title": lambda: [Allegation(title="")],
    "allegation_date_has_a_basis": lambda: [Allegation(title="X", happened_basis="stated")],
    "detail_is_not_empty": lambda: [Detail(target=f.target(), kind="nationality", value="")],
    "detail_kind_is_in_the_vocabulary": lambda: [Detail(target=f.target(), kind="x", value="IR")],
    "programme_has_a_code_and_a_name": lambda: [Programme(uid="X", authority=f.authority(), code="", name="X")],
    "programme_code_is_unique_within_its_authority": lambda: twice(
        Programme(uid="X", authority=f.authority(), code="X", name="X")
    ),
    "programme_alias_is_not_empty": lambda: [ProgrammeAlias(programme=f.programme(), printed="")],
    "programme_alias_is_given_once": lambda: twice(ProgrammeAlias(programme=f.programme(), printed="X")),
    "sanction_reference_is_unique_within_its_authority": lambda: twice(
        Sanction(authority=f.authority(), target=f.target(), kind="designated", reference="IRN0240")
    ),
    "sanction_kind_is_in_the_vocabulary": lambda: [Sanction(authority=f.authority(), target=f.target(), kind="x")],
    "sanction_origin_is_in_the_vocabulary": lambda: [
        Sanction(authority=f.authority(), target=f.target(), kind="listed", origin="x")
    ],
    "sanction_that_implements_another_says_so": lambda: [
        Sanction(authority=f.authority(), target=f.target(), kind="listed", implements=f.sanction())
    ],
    "programme_link_bases_are_in_the_vocabulary": lambda: [
        ProgrammeLink(sanction=f.sanction(), programme=f.programme(), since_basis="x")
    ],
    "affected_role_is_in_the_vocabulary": lambda: [Affected(sanction=f.sanction(), target=f.target(), role="x")],
    "affected_party_is_named_once": lambda: twice(Affected(sanction=f.sanction(), target=f.target(), role="owned")),
    "measure_type_is_in_the_vocabulary": lambda: measure(type="x"),
    "measure_duty_bearer_is_in_the_vocabulary": lambda: measure(duty_bearer="x"),
    "measure_notice_is_an_iso_8601_duration": lambda: measure(notice="12 months"),
    "measure_tenor_is_an_iso_8601_duration": lambda: measure(tenor="14 days"),
    "relation_kind_is_in_the_vocabulary": lambda: [Relation(target=f.target(), kind="x", printed="Y")],
    "relation_has_an_object": lambda: [Relation(target=f.target(), kind="linked_to")],
    "relation_is_to_another_target": lambda: [Relation(target=(one := f.target()), kind="linked_to", object=one)],
    "relation_share_is_a_percentage": lambda: [
        Relation(target=f.target(), kind="linked_to", printed="Y", share="100.001")
    ],
    "claim_is_about_exactly_one_thing": lambda: claim(act=f.act(), allegation=f.allegation()),
    "claim_speech_act_is_in_the_vocabulary": lambda: claim(act=f.act(), speech_act="x"),
    "claim_polarity_is_in_the_vocabulary": lambda: claim(act=f.act(), polarity="x"),
    "claim_evidence_is_in_the_vocabulary": lambda: claim(act=f.act(), evidence="x"),
    "claim_has_a_speaker_and_a_content": lambda: claim(act=f.act(), speaker=""),
    "claim_replies_to_another": lambda: claim(act=f.act(), pk=77, replies_to_id=77),
    "claim_date_has_a_basis": lambda: claim(act=f.act(), made_on="2024"),
    "event_kind_is_in_the_vocabulary": lambda: [Event(sanction=f.sanction(), kind="x")],
    "event_ground_is_in_the_vocabulary": lambda: [Event(sanction=f.sanction(), kind="delisted", ground="x")],
    "event_has_a_ground_only_where_it_ends_something": lambda: [
        Event(sanction=f.sanction(), kind="announced", ground="petition")
    ],
    "event_dates_have_a_basis": lambda: [Event(sanction=f.sanction(), kind="announced", done_on="2024")],
    "exemption_kind_is_in_the_vocabulary": lambda: exemption(kind="x"),
    "exemption_has_a_number_an_act_or_says_what_it_covers": lambda: exemption(number=""),
    "exemption_has_a_version_only_of_a_number": lambda: exemption(number="", covers="Food", version="8L"),
    "exemption_dates_have_a_basis": lambda: exemption(since="2024"),
    "exemption_ends_no_earlier_than_it_begins": lambda: exemption(
        since="2024-05", since_basis="stated", until="2024-04-30", until_basis="stated"
    ),
    "fulfilment_basis_is_in_the_vocabulary": lambda: [fulfilment(basis="x")],
    "fulfilment_is_by_another_measure": lambda: [
        Fulfilment(promise=(one := two_measures()[0]), measure=one, basis="inferred")
    ],
    "fulfilment_makes_an_instance_only_where_stated": lambda: [fulfilment(is_instance=True)],
    "fulfilment_is_stated_once": lambda: twice(fulfilment()),
    "identifier_is_not_empty": lambda: [Identifier(target=f.target(), scheme="imo", value="")],
    "identifier_scheme_is_in_the_vocabulary": lambda: [Identifier(target=f.target(), scheme="x", value="1")],
    "name_is_not_empty": lambda: [Name(target=f.target(), full="")],
    "name_kind_is_in_the_vocabulary": lambda: [Name(target=f.target(), full="X", kind="x")],
    "target_is_shown_under_one_name": lambda: [Name(target=f.target(), full="X", is_display=True)],
    "citation_supports_exactly_one_fact": lambda: [Citation(passage=f.passage())],
    "citation_stance_is_in_the_vocabulary": lambda: [Citation(passage=f.passage(), act=f.act(), stance="x")],
    "head_is_one_row": lambda: [Head(pk=2)],
    "publication_cause_is_in_the_vocabulary": lambda: [Publication(pk=1, recorded_at=f.NOW, cause="x")],
    "publication_is_numbered_from_one": lambda: [Publication(pk=0, recorded_at=f.NOW, cause="editor")],
    "edition_number_is_unique_within_its_record": lambda: [*edition(known_until=f.later()), *edition()],
    "edition_is_the_only_current_one": lambda: [*edition(), *edition(number=2)],
    "edition_is_known_before_it_is_superseded": lambda: edition(known_until=f.later(-1)),
    "edition_state_is_in_the_vocabulary": lambda: edition(state="draft"),
    "edition_step_is_in_the_vocabulary": lambda: edition(step="x"),
    "edition_is_pending_or_published": lambda: edition(state="pending"),
    "published_exemption_is_listed_once": published_exemptions,
    "published_measure_is_listed_once": published_measures,
    "official_list_has_a_name": lambda: [official_list(name="")],
    "official_list_does_not_succeed_itself": lambda: [official_list(pk=77, succeeded_by_id=77)],
    "release_state_is_in_the_vocabulary": lambda: [release(state="x")],
    "release_is_the_only_one_of_its_list_being_applied": lambda: twice(release(state="applying")),
    "entry_state_is_in_the_vocabulary": lambda: [Entry(**entry(), state="x")],
    "entry_of_a_reference_is_one_at_a_time": lambda: twice(Entry(**entry())),
    "entry_is_settled_only_where_it_was_put_aside": lambda: [Entry(**entry(), settled="same")],
    "official_list_that_could_not_be_fetched_says_why": lambda: [official_list(failed_at=f.NOW)],
}


def test_every_constraint_is_tried() -> None:
    assert set(BROKEN) == set(CONSTRAINTS) - DATES


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_a_row_that_breaks_it(name: str) -> None:
    *before, last = BROKEN[name]()
    for row in before:
        row.save(force_insert=True)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        last.save(force_insert=True)
    is_check = any(
        isinstance(c, models.CheckConstraint) and c.name == name for c in CONSTRAINTS[name]._meta.constraints
    )
    if is_check or connection.vendor == "postgresql":  # SQLite names the columns of a broken unique constraint
        assert name in str(refused.value)


@pytest.mark.parametrize("column", ["notice", "tenor"])
def test_a_duration_says_how_long_it_is(column: str) -> None:
    (row,) = measure(**{column: "P"})
    with pytest.raises(IntegrityError, match=f"measure_{column}_is_an_iso_8601_duration"), transaction.atomic():
        row.save()
    for duration in ("P12M", "P1Y6M", "P2W", "P14D"):
        measure(**{column: duration})[0].save()


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "class", "class_role": "promise"},
        {"kind": "class", "criterion": "all"},
        {"kind": "class", "criterion": "all", "class_role": "x"},
        {"kind": "company", "criterion": "all"},
        {"kind": "company", "class_role": "promise"},
        {"kind": "company", "open_ended": True},
    ],
)
def test_a_class_has_criterion_and_role_and_nothing_else_has(columns: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="target_has_a_criterion_and_a_role"), transaction.atomic():
        Target.objects.create(**columns)


@pytest.mark.parametrize("done", ["2024", ""])
@pytest.mark.parametrize("basis", ["stated", "x", ""])
def test_a_date_has_a_basis_and_a_basis_its_date(done: str, basis: str) -> None:
    case = f.sanction()
    event = Event(sanction=case, kind="announced", done_on=done, done_basis=basis)
    if (done, basis) in (("2024", "stated"), ("", "")):
        event.save()
    else:
        with pytest.raises(IntegrityError, match="event_dates_have_a_basis"), transaction.atomic():
            event.save()


def test_two_cases_without_a_reference_are_no_clash() -> None:
    for _ in range(2):
        Sanction.objects.create(authority=f.authority(), target=person(), kind="designated")


@pytest.mark.parametrize(
    ("since", "basis", "until"),
    [
        ("2024-05", "stated", "2024-05-01"),
        ("2024-05-01", "stated", "2024-05-01"),
        ("/2024-05-01", "stated", "1990"),
        ("2024-05-01", "first_seen", "2024-04-01"),
        ("", "", "1990"),
        ("2024-05-01", "stated", ""),
    ],
)
def test_an_exemption_may_end_whenever_it_can_have_begun(since: str, basis: str, until: str) -> None:
    (row,) = exemption(since=since, since_basis=basis, until=until, until_basis="stated" if until else "")
    row.full_clean()
    row.save()
