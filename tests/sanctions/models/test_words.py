"""What forms refuse that the database cannot check: codes in lists, and rows that do not fit their parents."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from sanctions.models import (
    Address,
    Affected,
    Authority,
    Claim,
    Event,
    Exemption,
    Measure,
    Name,
    Programme,
    Relation,
    Target,
)
from tests import factories as f

pytestmark = pytest.mark.django_db


def told(row: models.Model) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        row.clean()
    error = refused.value
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


ONLY_A_CLASS = {"class_kinds": ["Only a class has kinds and countries of its members."]}
AS_PARTS = {"parts": ['Write each part with its name: {"given": "Ali", "family": "Jafarabadi"}.']}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            Target(kind="class", class_kinds=["persn"]),
            {"class_kinds": ["“persn” is none of the target kinds. Did you mean person?"]},
        ),
        (Target(kind="class", class_countries=["IR", "UK"]), {"class_countries": ["“UK” is none of the countries."]}),
        (Target(kind="state", country="XY"), {"country": ["“XY” is none of the countries."]}),
        (Target(kind="company", class_kinds=["person"]), ONLY_A_CLASS),
        (Target(kind="company", class_countries=["IR"]), ONLY_A_CLASS),
        (Measure(binds_kinds=["people"]), {"binds_kinds": ["“people” is none of the target kinds."]}),
        (Measure(legal_effects=[{"a": 1}]), {"legal_effects": ["“{'a': 1}” is none of the legal effects."]}),
        (Measure(legal_effects={"a": 1}), {"legal_effects": ["“{'a': 1}” is none of the legal effects."]}),
        (Programme(countries="IR,RU"), {"countries": ["“IR,RU” is none of the countries."]}),
        (Authority(country="ir"), {"country": ["“ir” is none of the countries. Did you mean IR?"]}),
        (Address(country="Iran"), {"country": ["“Iran” is none of the countries. Did you mean IR?"]}),
        (Name(script="Farsi"), {"script": ["“Farsi” is none of the scripts."]}),
        (Name(language="farsi"), {"language": ["“farsi” is none of the languages."]}),
        (Name(parts=["Ali"]), AS_PARTS),
        (Name(parts={"given": 1}), AS_PARTS),
        (Claim(), {"": ["A claim is about exactly one thing: allegation, act, measure, relation, detail."]}),
    ],
)
def test_what_is_in_no_word_list_is_refused_by_name(row: models.Model, expected: dict[str, list[str]]) -> None:
    assert told(row) == expected


@pytest.mark.parametrize(
    "row",
    [
        Target(kind="class", class_kinds=["person", "vessel"], class_countries=["IR", "SU"]),
        Measure(binds_kinds=[], legal_effects=["prohibits_entry"]),
        Programme(countries=["IR"]),
        Authority(uid="GB", country=""),
        Name(script="Arab", language="fa", parts={"given": "Ali", "family": "Jafarabadi"}),
        Name(language="pt-BR", parts={}),
    ],
)
def test_what_is_in_the_word_lists_is_taken(row: models.Model) -> None:
    row.clean()


def test_an_authority_is_no_part_of_itself() -> None:
    state, ministry, agency = (f.authority(uid) for uid in ("US", "US-TREASURY", "US-OFAC"))
    ministry.parent, agency.parent = state, ministry
    ministry.save()
    agency.save()
    agency.clean()
    state.parent = agency
    assert told(state) == {"parent": ["US would be part of itself, by way of US."]}


@pytest.mark.parametrize(("model", "kind"), [(Event, "announced"), (Exemption, "general_licence")])
def test_a_fact_of_a_measure_of_another_case_is_refused(model: Any, kind: str) -> None:
    case, other = f.sanction(), f.sanction(f.target("Other"))
    assert told(model(sanction=case, measure=other.measures.get(), kind=kind)) == {
        "measure": ["That measure belongs to another case."]
    }


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ({"number": "GL 8", "version": "8L"}, "GL 8 (8L)"),
        ({"number": "INT/2022/1839676"}, "INT/2022/1839676"),
        ({"kind": "wind_down", "since": "2024-09"}, "Wind-down authorisation 2024-09"),
        ({"kind": "exception"}, "Exception in the law"),
    ],
)
def test_an_exemption_is_called_by_its_number_or_what_it_is(columns: dict[str, str], shown: str) -> None:
    assert str(Exemption(**columns)) == shown


def test_a_number_that_cannot_be_is_refused_from_an_editor_and_flagged_from_a_list() -> None:
    wrong = f.identifier(value="9074728", target=f.target(kind="vessel"))
    assert "check digits do not fit" in told(wrong)["value"][0]
    wrong.layer = "gb_fcdo"
    wrong.full_clean()
    assert "check digits do not fit" in wrong.problem
    assert f.identifier().problem == ""


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [("birth_date", "1953~", "about 1953"), ("nationality", "IR", "Iran"), ("birth_place", "Anywhere", None)],
)
def test_a_detail_is_in_the_form_of_its_kind(kind: str, right: str, wrong: str | None) -> None:
    f.detail(kind, right).clean()
    if wrong:
        assert set(told(f.detail(kind, wrong))) == {"value"}


@pytest.mark.parametrize("model", [Relation, Affected])
def test_rows_are_shown_by_what_they_name(model: Any) -> None:
    airline, case = f.target("Iran Air"), f.sanction(reference="1")
    row = (
        Relation(target=airline, kind="linked_to", printed="IRGC")
        if model is Relation
        else Affected(sanction=case, target=airline, role="owned")
    )
    assert str(row) == {Relation: "Linked to IRGC", Affected: "Iran Air (Affected through ownership)"}[model]
