"""What readers are told of licences and exceptions: which there are, and whether they are in force on a day."""

import pytest

from sanctions.models import Edition, Sanction
from sanctions.publishing.redact import redact
from tests import factories as make
from tests.sanctions.api.asking import ask, refusal, results, uids
from tests.sanctions.api.world import World

pytestmark = pytest.mark.django_db


def test_the_root_leads_to_all_exemptions_and_each_says_what_held_of_it_on_the_day(world: World) -> None:
    assert ask("")["resources"]["exemptions"].endswith("/api/v1/exemptions/")
    answer = ask("exemptions/", as_of="2024-10-15", count="true")
    (licence,) = answer["results"]
    assert answer["count"] == 1
    assert (licence["number"], licence["version"], licence["covers"]) == ("GL 8", "8L", "Dealings in energy.")
    assert licence["on"] == {
        "as_of": "2024-10-15",
        "known_at": answer["meta"]["known_at"].replace("+00:00", "Z"),
        "status": "in_force",
        "certain": True,
        "possible": ["in_force"],
    }
    assert licence["target"] == world.iran_air.uid
    assert answer["included"][world.iran_air.uid]["label"] == "Iran Air"
    assert answer["included"][world.statement.uid]["record"] == "act"


def test_one_exemption_has_an_address_of_its_own_whatever_the_day(world: World) -> None:
    licence = world.us_block.exemptions.get()
    found = ask(f"exemptions/{licence.uid}/", as_of="2024-09-15")
    assert (found["on"]["status"], found["on"]["certain"]) == ("in_force", False)
    assert found["sanction"] == world.us_block.uid
    assert ask(f"exemptions/{licence.uid}/", as_of="2024-11-01")["on"]["status"] == "ended"
    ask(f"exemptions/{world.us_block.measures.get().uid}/", 404)


def test_a_case_and_a_target_are_told_with_their_exemptions(world: World) -> None:
    case = ask(f"sanctions/{world.us_block.uid}/")
    assert [one["number"] for one in case["exemptions"]] == ["GL 8"]
    target = ask(f"targets/{world.iran_air.uid}/")
    told = {
        one["number"]
        for sanction in target["sanctions"]
        for part in (sanction, *sanction["measures"])
        for one in part["exemptions"]
    }
    assert told == {"GL 8", "INT/2024/1"}


def test_targets_with_an_exemption_on_the_day_are_found(world: World) -> None:
    assert uids("targets/", has_exemption="true", as_of="2024-10-15") == [world.iran_air.uid]
    assert world.iran_air.uid not in uids("targets/", has_exemption="false", as_of="2024-10-15")
    assert uids("targets/", has_exemption="true", as_of="2024-08-15") == []


def test_an_exemption_is_asked_for_by_the_number_that_its_authority_prints(world: World) -> None:
    assert [one["kind"] for one in results("exemptions/", number="INT/2024/1")] == ["wind_down"]
    assert results("exemptions/", number="gl-8", authority="US")[0]["version"] == "8L"


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("kind", "general_license"), ("status", "announced"), ("certain", "yes"), ("origin", "autonomous"), ("nr", "8")],
)
def test_what_is_malformed_is_refused_by_name(parameter: str, value: str) -> None:
    assert value in refusal("exemptions/", parameter, **{parameter: value})["detail"] or parameter in ("origin", "nr")


def test_a_misspelt_kind_is_answered_with_the_right_one() -> None:
    assert "Did you mean “general_licence”?" in refusal("exemptions/", "kind", kind="general_license")["detail"]


def test_what_was_erased_answers_451_while_an_older_edition_tells_whose_it_was(world: World) -> None:
    licence = world.us_block.exemptions.get()
    case = Sanction.get(world.us_block.uid)
    case.grounds = "Theirs."
    make.saved(case)
    make.publish_everything(at=make.later(10))
    redact(
        list(Edition.objects.filter(uid=case.uid, number=2)), by=None, at=make.later(11), because="A court ordered it."
    )
    assert ask(f"exemptions/{licence.uid}/", 451)["because"] == "A court ordered it."
    assert ask(f"exemptions/{licence.uid}/", known_at="2024-09-11T12:05:00Z")["number"] == "GL 8"
