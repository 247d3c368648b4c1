"""The founding example, really loaded: what issue 2 asks to be seen.

Expected values are those of the sources: the report of 10 September 2024 and the joint statement; the UK Sanctions List
(references IRN… and RUS…, designated 10 September and 18 November 2024, directors disqualified 9 April 2025); the EU's
consolidated list (Regulations (EU) 2024/2697 of 14 October and 2024/2896 of 18 November 2024).
"""

from collections import Counter
from itertools import pairwise
from typing import Any

import pytest

from tests.sanctions.api.asking import CLIENT, ROOT, ask, everything, get, refusal, results

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]


def found(**parameters: str) -> list[tuple[str, str, str, str]]:
    """The authority, reference, type and status on the day of each measure that is found."""
    return sorted(
        (item["authority"], item["reference"], item["type"], item["on"]["status"])
        for item in everything("measures/", **parameters)
    )


US = ("US-OFAC", "25237", "asset_freeze", "in_force")
EU = ("EU-COUNCIL", "EU.12241.0", "asset_freeze", "in_force")
UK = ("GB-FCDO", "IRN0240", "asset_freeze", "in_force")


def iran_air() -> dict[str, Any]:
    """The airline."""
    (target,) = results("targets/", name="Iran Air")
    return target


def test_on_11_september_2024_the_us_block_of_iran_air_and_nothing_by_the_uk_or_eu() -> None:
    assert found(target_name="Iran Air", as_of="2024-09-11") == [US]
    assert found(target_name="Iran Air", as_of="2024-09-11", authority="GB,EU,FR,DE") == []


def test_on_1_december_2024_also_the_freezes_by_the_eu_of_october_and_the_uk_of_november() -> None:
    assert found(target_name="Iran Air", as_of="2024-12-01") == [EU, UK, US]
    assert found(target_name="Iran Air", as_of="2024-12-01", status="in_force", certain="true") == [EU, UK, US]
    assert found(target_name="Iran Air", as_of="2024-10-13", authority="EU") == []
    assert found(target_name="Iran Air", as_of="2024-10-14", authority="EU") == [EU]
    assert found(target_name="Iran Air", as_of="2024-11-17", authority="GB-FCDO") == []
    assert found(target_name="Iran Air", as_of="2024-11-18", authority="GB-FCDO") == [UK]


def test_sanctions_on_iran_air_were_only_intended_by_the_three_states() -> None:
    asked = {"target_name": "Iran Air", "as_of": "2024-09-11", "status": "proposed"}
    assert [one[0] for one in found(**asked)] == ["DE", "FR", "GB"]


def test_the_end_of_air_services_is_announced_by_three_states_with_iran_air_affected() -> None:
    asked = {"type": "air_services_termination", "as_of": "2024-09-11"}
    measures = results("measures/", **asked)
    assert {(item["authority"], item["on"]["status"], item["on"]["certain"]) for item in measures} == {
        (state, "announced", True) for state in ("GB", "FR", "DE")
    }
    labels = ask("measures/", **asked)["included"]
    for item in measures:
        assert labels[item["target"]]["label"] == "Iran"
        assert [(labels[one["target"]]["label"], one["role"]) for one in item["affected"]] == [
            ("Iran Air", "operational")
        ]
        assert item["programmes"] == []
        assert item["notice"] == "P12M"
        assert "air services agreement" in labels[item["instrument_ended"]]["label"]
        assert {event["kind"] for event in item["events"]} >= {"announced", "notice_given"}
    assert results("measures/", **asked, status="in_force") == []


@pytest.mark.parametrize("day", ["2025-09-09", "2025-09-10", "2025-09-11", "2030-01-01"])
def test_the_computed_day_of_effect_never_puts_the_end_of_air_services_in_force(day: str) -> None:
    assert results("measures/", type="air_services_termination", as_of=day, status="in_force") == []
    assert len(results("measures/", type="air_services_termination", as_of=day, status="announced")) == 3


def test_the_promise_is_on_a_class_and_binds_natural_persons_alone_in_the_travel_ban() -> None:
    (promised,) = results("targets/", kind="class", authority="GB", as_of="2024-09-11")
    assert (promised["class_role"], promised["class_countries"]) == ("promise", ["IR", "RU"])
    for ban in results("measures/", target=promised["uid"], type="travel_ban", as_of="2024-09-11"):
        assert ban["binds_kinds"] == ["person"]
        assert ban["on"]["status"] == "announced"
    for measure in results("measures/", target=promised["uid"]):
        for later in measure["fulfilments"]:
            assert (later["basis"], later["is_instance"]) == ("inferred", False)


def test_the_earlier_us_drone_measures_are_a_summary_of_what_is_not_specified() -> None:
    (summary,) = results("targets/", kind="class", authority="US")
    assert summary["class_role"] == "summary"
    assert {"IR", "CN", "RU"} <= set(summary["class_countries"])
    (measure,) = results("measures/", target=summary["uid"], as_of="2024-09-11")
    assert measure["type"] == "unspecified"
    (period,) = measure["periods"]
    assert (period["status"], period["from"]) == ("in_force", {"earliest": "0001-01-01", "latest": "2024-09-10"})


def test_the_official_record_stands_as_the_lists_print_it() -> None:
    def numbers(day: str) -> Counter[tuple[str, str]]:
        official = found(as_of=day, status="in_force", authority="GB-FCDO,EU-COUNCIL")
        return Counter((authority, type_) for authority, _, type_, _ in official)

    september = {("GB-FCDO", "asset_freeze"): 10, ("GB-FCDO", "travel_ban"): 3, ("GB-FCDO", "ship_specification"): 5}
    assert numbers("2024-09-09") == {}
    assert numbers("2024-09-10") == september
    assert numbers("2024-10-14") == {**september, ("EU-COUNCIL", "asset_freeze"): 14}
    november = {
        **september, ("GB-FCDO", "asset_freeze"): 12, ("GB-FCDO", "ship_specification"): 6,
        ("EU-COUNCIL", "asset_freeze"): 17,
    }  # fmt: skip
    assert numbers("2024-11-18") == numbers("2025-04-08") == november
    # The UK's disqualifications came on 9 April 2025 and are not dated from the designations.
    assert numbers("2025-04-09") == {**november, ("GB-FCDO", "director_disqualification"): 12}


def test_the_five_ships_of_10_september_are_specified_and_not_frozen() -> None:
    ships = results("measures/", kind="specified", as_of="2024-09-10")
    assert sorted((item["reference"], item["type"]) for item in ships) == [
        (f"RUS{number}", "ship_specification") for number in range(2209, 2214)
    ]
    # IMO numbers as the UK's statements of reasons print them.
    for name, number in (("BALTIYSKIY", "7612448"), ("BEGEY", "8943210"), ("PORT OLYA-3", "9481910")):
        (ship,) = results("targets/", identifier=f"imo:{number}")
        assert ship["label"] == name


def test_an_allegation_shows_accusation_and_denial_with_the_words_of_each() -> None:
    allegation = next(
        item for item in results("allegations/") if item["label"].startswith("Transfer of ballistic missiles")
    )
    claims = ask(f"allegations/{allegation['uid']}/")["claims"]
    said = {(claim["speech_act"], claim["speaker"], claim["polarity"]): claim for claim in claims}
    accusation = said["accuse", "Antony Blinken", "affirms"]
    denial = said["deny", "Nasser Kanaani", "negates"]
    assert any("Russia has now received" in source["quote"] for source in accusation["sources"])
    words = {source["quote"] for source in denial["sources"]}
    # The two versions of the denial that reports print stand side by side.
    assert {"propaganda and lies", "ugly propaganda and lie"} <= words
    assert {"FR", "DE", "GB"} <= {claim["on_behalf_of"] for claim in claims if claim["speech_act"] == "confirm"}


def test_nothing_states_the_transfer_as_a_fact_of_ours() -> None:
    for allegation in results("allegations/"):
        assert not any(verb in allegation["label"] for verb in (" sent ", " supplied ", " has ", " have "))
        assert allegation["claims"]
        for claim in allegation["claims"]:
            assert claim["speaker"]
            assert claim["polarity"] in ("affirms", "negates", "neither")
            assert any(source["stance"] == "supports" for source in claim["sources"])


def test_every_measure_names_its_source_in_words_of_25_at_most() -> None:
    for measure in everything("measures/", status="proposed,announced,pending,in_force,suspended,ended,abandoned"):
        assert measure["sources"], measure["uid"]
        assert all(len(source["quote"].split()) <= 25 for source in measure["sources"])


def test_known_at_before_a_publication_shows_the_edition_before() -> None:
    address = f"targets/{iran_air()['uid']}/"

    def cases(**asked: str) -> set[str]:
        return {case["authority"] for case in ask(address, as_of="2024-12-01", **asked)["sanctions"]}

    assert {"GB-FCDO", "EU-COUNCIL"} <= cases()
    assert not {"GB-FCDO", "EU-COUNCIL"} & cases(known_at="2024-10-13")
    assert {"GB-FCDO", "EU-COUNCIL"} & cases(known_at="2024-11-17") == {"EU-COUNCIL"}
    assert {"GB-FCDO", "EU-COUNCIL"} <= cases(known_at="2024-11-18")
    get(address, 404, known_at="2024-09-09")
    asked = {"target_name": "Iran Air", "as_of": "2024-12-01"}
    assert found(**asked, known_at="2024-11-17") == [EU, US]
    assert found(**asked, known_at="2024-10-13") == [US]
    editions = results(f"{address}editions/")
    assert [row["number"] for row in editions] == list(range(len(editions), 0, -1))
    for newer, older in pairwise(editions):
        assert older["known_until"] == newer["known_from"] > older["known_from"]
        assert ask(address, known_at=older["known_from"])["label"] == older["label"]


def test_what_changed_is_told_in_the_order_of_publication_and_of_the_story() -> None:
    changes = everything("changes/", limit=50)
    assert [row["publication"] for row in changes] == sorted(row["publication"] for row in changes)
    days = sorted({(row["publication"], row["known_from"][:10]) for row in changes})
    assert [day for _, day in days] == sorted(day for _, day in days)
    assert days[0] == (1, "2024-09-10")
    assert {"2024-10-14", "2024-11-18", "2025-04-09"} <= {day for _, day in days}


def test_what_is_asked_wrongly_or_is_not_there_is_told_in_words() -> None:
    assert refusal("measures/", "knid", knid="x")["nearest"] == "kind"
    assert CLIENT.post(f"{ROOT}measures/").status_code == 405
    get("targets/unknown/", 404)
    first = get("measures/")
    assert CLIENT.get(f"{ROOT}measures/", headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_every_address_that_an_answer_names_can_be_read() -> None:
    resources = {"authority": "authorities", "programme": "programmes", "act": "acts", "target": "targets",
                 "sanction": "sanctions", "allegation": "allegations", "document": "documents",
                 "publisher": "publishers"}  # fmt: skip
    named = {
        (resources[label["record"]], uid)
        for path in ("measures/", "allegations/", "sanctions/", "targets/", "acts/", "documents/")
        for uid, label in ask(path, limit=500)["included"].items()
    }
    assert {name for name, _ in named} == set(resources.values())
    for name, uid in sorted(named):
        assert ask(f"{name}/{uid}/")["uid"] == uid
