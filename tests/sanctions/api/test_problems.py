"""What the API answers when it cannot: a problem document that says what went wrong and how to mend it (RFC 9457)."""

import logging
from typing import Any

import pytest

from sanctions.editing.merge import merge
from sanctions.models import Edition, Sanction, Target
from sanctions.publishing.publish import publish
from sanctions.publishing.redact import redact
from sanctions.publishing.withdraw import withdraw
from sanctions.reading import answers, history, statistics
from sanctions.reading.snapshot import Snapshot
from tests import factories as make
from tests.sanctions.api.asking import CLIENT, ROOT, ask, get, refusal, results, uids
from tests.sanctions.api.world import World

pytestmark = pytest.mark.django_db


def problem(path: str, status: int, /, **parameters: Any) -> dict[str, Any]:
    """The problem document that is answered."""
    response = get(path, status, **parameters)
    assert response["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    assert found["type"] == "about:blank"
    assert found["title"]
    assert found["status"] == status
    assert found["detail"]
    return found


# --- What is asked wrongly --------------------------------------------------------------------------------------------


def test_a_misspelt_parameter_is_named_with_the_nearest_there_is() -> None:
    found = problem("measures/", 400, knid="x")
    assert found["detail"] == "There is no parameter “knid” here. The nearest is “kind”."
    assert found["errors"] == [{"parameter": "knid", "detail": found["detail"], "nearest": "kind"}]


@pytest.mark.parametrize("path", ["changes/", "measures/", "sanctions/", "exemptions/", "stats/", "export/measures/"])
def test_a_mistyped_list_is_refused_with_the_nearest_there_is(path: str) -> None:
    found = problem(path, 400, list="gb_fdco")
    assert found["errors"] == [{"parameter": "list", "detail": found["detail"], "nearest": "gb_fcdo"}]


def test_changes_since_a_day_are_told_that_a_number_is_meant() -> None:
    assert problem("changes/", 400, since="2026-01-01")["detail"] == (
        "since: “2026-01-01” is not the number of a publication, a whole number from 0 to 1000000000000000."
    )


@pytest.mark.parametrize("path", ["", "vocabulary/", "schema/", "targets/x/editions/", "targets/x/editions/1/"])
def test_where_nothing_can_be_asked_everything_is_unknown(path: str) -> None:
    assert refusal(path, "version", version="x")["detail"] == "There is no parameter “version” here."


@pytest.mark.parametrize(
    ("path", "parameter", "value"),
    [
        ("targets/", "limit", "0"),
        ("targets/", "limit", "-1"),
        ("targets/", "limit", "abc"),
        ("targets/", "limit", "100000000"),
        ("measures/", "as_of", "2024-02-30"),
        ("measures/", "as_of", "0000-00-00"),
        ("measures/", "known_at", "2024-13-01"),
        ("measures/", "type", "Asset_freeze"),
        ("measures/", "q", "Iran\x00Air"),
        ("measures/", "target_name", "\u202eriA narI"),
        ("measures/", "authority", "x" * 3000),
        ("targets/x/", "as_of", "tomorrow"),
        ("changes/", "since", "-1"),
        ("changes/", "since", "1e5"),
        ("changes/", "record", "journal"),
        ("stats/", "certain", "yes"),
        ("export/targets/", "standing", "sanctioned"),
    ],
)
def test_a_malformed_value_is_refused_by_the_name_of_its_parameter(path: str, parameter: str, value: str) -> None:
    error = refusal(path, parameter, **{parameter: value})
    assert error["detail"].startswith(f"{parameter}: ")


@pytest.mark.parametrize(
    "query", ["q=%ff", "q=%ED%A0%80", "%ff=1", "q=a&q=b", "q=", "status__in=ended", "type[]=x", "&&&=", "q"]
)
def test_what_cannot_be_read_is_never_a_crash_nor_the_whole_list(query: str) -> None:
    response = CLIENT.get(f"{ROOT}targets/?{query}")
    assert response.status_code == 400
    assert "results" not in response.json()


def test_more_parameters_than_are_read_at_all_are_refused() -> None:
    response = CLIENT.get(f"{ROOT}targets/?{'&'.join(f'a{i}=1' for i in range(10_001))}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")


# --- What is not there ------------------------------------------------------------------------------------------------


def test_what_was_never_published_is_not_found_whoever_it_may_be(world: World) -> None:
    draft = make.target("Draft")
    bodies = {
        get(f"targets/{uid}/", 404).content
        for uid in (draft.uid, "unknown", "x" * 40, "x" * 41, "%00", "%ff", "a%20b", "-1", "🚀", "'")
    }
    assert bodies == {get("measures/unknown/", 404).content}
    assert problem("targets/unknown/", 404)["detail"].startswith("Nothing is published under this address")


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999", "9" * 400])
def test_an_edition_that_never_was_is_not_found(world: World, number: str) -> None:
    problem(f"authorities/GB/editions/{number}/", 404)


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "targets/x/y/",
        "measures/x/editions/",
        "a\nb/",
        "targets/..%2F../",
        "editions/-1/",
        "é/",
        "targets//",
        "authorities/GB/editions/-1/",
    ],
)
def test_an_unknown_address_says_where_all_are_listed(path: str) -> None:
    assert problem(path, 404)["detail"] == "There is no such resource. /api/v1/ lists all."


# --- What is no longer there ------------------------------------------------------------------------------------------


def test_what_was_withdrawn_is_gone_and_says_why(world: World) -> None:
    measure, exemption = world.us_block.measures.get(), world.us_block.exemptions.get()
    withdraw([world.us_block], by=None, at=make.later(10), because="Entered twice.")
    addresses = (
        f"sanctions/{world.us_block.uid}/",
        f"measures/{measure.uid}/",
        f"exemptions/{exemption.uid}/",
    )
    for path in addresses:
        found = problem(path, 410)
        assert (found["uid"], found["because"], found["since"]) == (
            world.us_block.uid, "Entered twice.", "2024-09-11T12:10:00Z",
        )  # fmt: skip
        assert ask(path, known_at="2024-09-11T12:05:00Z")
    for path in ("sanctions/", "measures/", "exemptions/"):
        assert world.us_block.uid not in get(path, limit=500).content.decode()
    assert "US-OFAC" not in {row["authority"] for row in results("stats/")}
    assert "US-OFAC" not in {row["authority"] for row in results("measures/", target_name="Iran Air")}
    assert ask("measures/", authority="US-OFAC", count="true")["count"] == 0
    assert ask(f"targets/{world.iran_air.uid}/")["sanctions"] == [
        case for case in ask(f"targets/{world.iran_air.uid}/")["sanctions"] if case["uid"] != world.us_block.uid
    ]
    (change,) = results("changes/", since=1)
    assert (change["uid"], change["state"], change["because"], change["cause"]) == (
        world.us_block.uid, "withdrawn", "Entered twice.", "withdrawal",
    )  # fmt: skip
    assert [row["state"] for row in results(f"sanctions/{world.us_block.uid}/editions/")] == ["withdrawn", "published"]
    problem(f"sanctions/{world.us_block.uid}/editions/2/", 410)
    assert ask(f"sanctions/{world.us_block.uid}/editions/1/")["document"]["reference"] == "25237"


def test_a_measure_of_a_case_that_was_erased_says_that_the_law_demanded_it(world: World) -> None:
    case, measure = world.us_block, world.us_block.measures.get()
    make.saved(Sanction.get(case.uid), make.event(case, "amended", "2024-09-11"))
    publish([case], by=None, at=make.later(10))
    redact(Edition.objects.filter(uid=case.uid, number=2), by=None, at=make.later(11), because="Court order 12/2024.")
    for path in (f"sanctions/{case.uid}/", f"measures/{measure.uid}/"):
        found = problem(path, 451)
        assert (found["uid"], found["because"]) == (case.uid, "Court order 12/2024.")


def test_what_was_merged_leads_to_what_stands_for_it(world: World) -> None:
    twin = make.target("IRANAIR")
    case = make.sanction(twin, by_authority=make.authority("US"), reference="X")
    make.publish_everything(at=make.later(5))
    twin = Target.get(twin.uid)
    records = merge(
        twin, Target.get(world.iran_air.uid), by=None, at=make.later(9), via="tests", expected=twin.revision,
        because="The same airline.",
    )  # fmt: skip
    publish(records, by=None, at=make.later(10), because="The same airline.")
    response = get(f"targets/{twin.uid}/", 307, as_of="2024-12-01")
    assert response["Location"] == f"{ROOT}targets/{world.iran_air.uid}/?as_of=2024-12-01"
    found = response.json()
    assert (found["uid"], found["moved_to"], found["because"]) == (twin.uid, world.iran_air.uid, "The same airline.")
    assert CLIENT.get(response["Location"]).json()["uid"] == world.iran_air.uid
    # From its last edition too the way leads to the other record, whose editions have numbers of their own.
    assert get(f"targets/{twin.uid}/editions/2/", 307)["Location"] == f"{ROOT}targets/{world.iran_air.uid}/"
    assert ask(f"targets/{twin.uid}/editions/1/")["document"]["label"] == "IRANAIR"
    assert ask(f"targets/{twin.uid}/", known_at="2024-09-11T12:06:00Z")["label"] == "IRANAIR"
    assert twin.uid not in uids("targets/", standing="related,designated", limit=500)
    assert case.uid in [one["uid"] for one in ask(f"targets/{world.iran_air.uid}/", as_of="2024-12-01")["sanctions"]]
    assert uids("targets/", name="IRANAIR") == [world.iran_air.uid]
    assert {row["state"] for row in results("changes/", uid=twin.uid)} == {"published", "merged"}


def test_an_address_that_holds_the_uid_twice_leads_on_all_the_same() -> None:
    into, twin = make.target("Iran Air"), make.target("IRANAIR", uid="targets")
    make.publish_everything()
    records = merge(twin, into, by=None, at=make.NOW, via="tests", expected=twin.revision, because="Same.")
    publish(records, by=None, at=make.later(), because="Same.")
    assert get("targets/targets/", 307)["Location"] == f"{ROOT}targets/{into.uid}/"


def test_what_was_erased_by_law_is_not_told_now_nor_as_it_was(world: World) -> None:
    first = Edition.objects.get(uid=world.person.uid)
    name = world.person.names.get()
    name.full = "A. J."
    make.saved(Target.get(world.person.uid), name)
    make.publish_everything(at=make.later(5))
    redact([first], by=None, at=make.later(10), because="A court ordered it.")
    address = f"targets/{world.person.uid}/"
    assert ask(address)["label"] == "A. J."
    for path, asked in ((address, {"known_at": "2024-09-11T12:01:00Z"}), (f"{address}editions/1/", {})):
        found = problem(path, 451, **asked)
        assert found["because"] == "A court ordered it."
        assert "Jafarabadi" not in str(found)
    for path in (f"{address}editions/", "changes/"):
        assert "Jafarabadi" not in get(path).content.decode()
    assert uids("targets/", q="jafarabadi", known_at="2024-09-11T12:01:00Z") == []
    assert world.person.uid not in ask("measures/", known_at="2024-09-11T12:01:00Z")["included"]


# --- What breaks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["targets/", "targets/x/", "measures/", "exemptions/x/", "changes/", "stats/", ""])
def test_a_crash_is_a_problem_document_without_its_insides(
    path: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("the secret insides")

    for name in ("listed", "record", "fact"):
        monkeypatch.setattr(answers, name, broken)
    monkeypatch.setattr(history, "changes", broken)
    monkeypatch.setattr(statistics, "counts", broken)
    monkeypatch.setattr(Snapshot, "take", broken)
    with caplog.at_level(logging.ERROR, "sanctions.api.problems"):
        found = problem(path, 500)
    assert "insides" not in str(found)
    assert "Traceback" not in str(found)
    (crash,) = [line for line in caplog.records if line.name == "sanctions.api.problems"]
    assert crash.exc_info
    assert path in crash.getMessage()
