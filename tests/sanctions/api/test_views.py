"""The API as readers meet it: what they ask, what they get, and what every answer carries."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from articles.models import Publisher
from sanctions.api.views import RESOURCES
from sanctions.models import Edition, Target
from sanctions.publishing import shape
from sanctions.publishing.republish import republish
from tests import factories as make
from tests.sanctions.api.asking import CLIENT, ROOT, ask, everything, get, pages, refusal, results, uids
from tests.sanctions.api.world import World

pytestmark = pytest.mark.django_db

EVERY_LIST = [name for name in RESOURCES if name not in ("lists", "stats", "vocabulary")]


def found(**parameters: Any) -> set[tuple[str, str]]:
    """The authority and the status on the day of each measure that is found."""
    return {(item["authority"], item["on"]["status"]) for item in results("measures/", **parameters)}


# --- The founding example ---------------------------------------------------------------------------------------------


def test_on_11_september_2024_iran_air_is_blocked_by_the_united_states_alone(world: World) -> None:
    assert found(target_name="Iran Air", as_of="2024-09-11") == {("US-OFAC", "in_force")}


def test_on_1_december_2024_iran_air_is_also_frozen_by_the_eu_and_the_united_kingdom(world: World) -> None:
    in_force = {("US-OFAC", "in_force"), ("EU-COUNCIL", "in_force"), ("GB-FCDO", "in_force")}
    assert found(target_name="Iran Air", as_of="2024-12-01") == in_force
    assert found(target_name="iran air", as_of="2024-12-01", status="in_force", certain="true") == in_force


def test_what_is_only_intended_is_no_measure_until_it_is_asked_for(world: World) -> None:
    assert found(target_name="Iran Air", as_of="2024-09-11", status="proposed") == {("GB", "proposed")}


def test_the_end_of_air_services_is_announced_by_three_states_and_in_force_by_none(world: World) -> None:
    asked = {"type": "air_services_termination", "as_of": "2024-09-11"}
    announced = results("measures/", **asked)
    assert {(item["authority"], item["on"]["status"]) for item in announced} == {
        (state, "announced") for state in ("GB", "FR", "DE")
    }
    for item in announced:
        assert item["target"] == world.iran.uid
        assert item["affected"] == [{"target": world.iran_air.uid, "role": "operational"}]
        assert (item["instrument_ended"], item["notice"]) == (world.treaty.uid, "P12M")
    assert results("measures/", **asked, status="in_force") == []
    # The day on which the notice runs out is computed: it puts nothing in force by itself.
    assert results("measures/", type="air_services_termination", as_of="2025-09-11", status="in_force") == []
    assert len(results("measures/", affected_name="Iran Air", as_of="2024-09-11")) == 3


def test_an_allegation_shows_accusation_and_denial_with_the_words_of_each(world: World) -> None:
    allegation = ask(f"allegations/{world.allegation.uid}/")
    claims = {claim["speech_act"]: claim for claim in allegation["claims"]}
    assert claims.keys() == {"accuse", "deny"}
    assert (claims["accuse"]["speaker"], claims["accuse"]["content"]) == (
        "Antony Blinken", "Iran sent missiles to Russia.",
    )  # fmt: skip
    assert (claims["deny"]["speaker"], claims["deny"]["content"], claims["deny"]["polarity"]) == (
        "Nasser Kanaani", "No missiles were sent.", "negates",
    )  # fmt: skip
    for claim in claims.values():
        (source,) = claim["sources"]
        assert source["quote"]
        assert source["document"] in allegation["included"]


def test_a_promise_names_what_was_listed_later_and_does_not_make_it_an_instance(world: World) -> None:
    (promise,) = results("measures/", target=world.those_involved.uid)
    (later,) = promise["fulfilments"]
    assert (later["sanction"], later["basis"], later["is_instance"]) == (world.uk_freeze.uid, "inferred", False)
    assert ask(f"measures/{promise['uid']}/")["included"][world.uk_freeze.uid]["label"] == "GB-FCDO IRN0240"


def test_a_measure_tells_its_case_and_its_life(world: World) -> None:
    (measure,) = results("measures/", authority="GB-FCDO", target=world.iran_air.uid)
    assert (measure["sanction"], measure["reference"], measure["kind"]) == (
        world.uk_freeze.uid,
        "IRN0240",
        "designated",
    )
    assert measure["programmes"] == ["GB-RUS"]
    assert measure["periods"] == [
        {"status": "in_force", "from": {"earliest": "2024-11-18", "latest": "2024-11-18"}, "until": None}
    ]
    assert ask(f"measures/{measure['uid']}/")["included"]["GB-RUS"] == {"record": "programme", "label": "Regime GB-RUS"}


# --- What every answer carries ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", *(f"{name}/" for name in RESOURCES)])
def test_every_answer_says_its_moment_its_edition_and_on_what_terms(world: World, path: str) -> None:
    meta = ask(path)["meta"]
    assert meta["edition"] == 1
    assert meta["known_at"] == meta["recorded_at"] == "2024-09-11T12:00:00Z"
    assert meta["as_of"] == datetime.now(UTC).date().isoformat()
    assert "Open Government Licence v3.0" in meta["licence"]
    assert "Open Government Licence v3.0" in meta["attribution"]


@pytest.mark.parametrize(
    "name", ["authorities", "programmes", "acts", "targets", "sanctions", "allegations", "documents", "publishers"]
)
def test_every_record_can_be_read_by_itself_with_its_editions(world: World, name: str) -> None:
    for item in results(f"{name}/"):
        address = f"{name}/{item['uid']}/"
        alone = ask(address)
        assert {key: value for key, value in alone.items() if key not in ("included", "meta")} == item
        (edition,) = ask(f"{address}editions/")["results"]
        assert (edition["uid"], edition["number"], edition["label"]) == (item["uid"], 1, item["label"])
        document = ask(f"{address}editions/1/")
        assert document["document"] == {key: value for key, value in item.items() if key not in ("on", "sanctions")}
        assert document["meta"]["edition"] == 1
        assert document["included"] == alone["included"] or name == "targets"


def test_the_root_names_every_resource_and_each_answers(world: World) -> None:
    resources = ask("")["resources"]
    assert list(resources) == [*RESOURCES, "schema", "docs"]
    for address in resources.values():
        assert CLIENT.get(address.removeprefix("http://testserver")).status_code == 200


def test_the_vocabulary_defines_every_word() -> None:
    words = {word["code"]: word for word in ask("vocabulary/")["results"]["measure_types"]["words"]}
    assert words["ship_specification"]["broader"] == "transportation_restrictions"
    assert all(word["label"] and word["definition"] for word in words.values())


# --- When -------------------------------------------------------------------------------------------------------------


def test_known_at_before_a_publication_shows_the_edition_before(world: World) -> None:
    address = f"targets/{world.iran_air.uid}/"
    name = world.iran_air.names.get(is_display=True)
    name.full = "The Airline of Iran"
    make.saved(Target.get(world.iran_air.uid), name)
    make.publish_everything(at=datetime(2024, 9, 20, 8, tzinfo=UTC))
    assert ask(address)["label"] == "The Airline of Iran"
    assert ask(address, known_at="2024-09-20T07:59:59Z")["label"] == "Iran Air"
    assert ask(address, known_at="2024-09-20T08:00:00Z")["label"] == "The Airline of Iran"
    # A bare day is its end in UTC.
    assert ask(address, known_at="2024-09-19")["label"] == "Iran Air"
    assert ask(address, known_at="2024-09-20")["label"] == "The Airline of Iran"
    assert ask(address, known_at="2024-09-20")["meta"]["known_at"] == "2024-09-20T23:59:59.999999Z"
    assert ask(address, 404, known_at="2024-09-10")["status"] == 404
    assert ask(address, recorded_at="2024-09-19")["label"] == "Iran Air"
    # Everywhere the name is shown.
    for path in ("measures/", "sanctions/", f"sanctions/{world.eu_freeze.uid}/", f"targets/{world.person.uid}/"):
        for when, label in (({}, "The Airline of Iran"), ({"known_at": "2024-09-19"}, "Iran Air")):
            assert ask(path, **when)["included"][world.iran_air.uid]["label"] == label, (path, when)
    assert uids("targets/", q="airline of") == [world.iran_air.uid]
    assert uids("targets/", q="airline of", known_at="2024-09-19") == []


def test_the_past_and_the_future_can_be_asked_for(world: World) -> None:
    assert results("measures/", as_of="0001-01-01", certain="true") == []
    assert [item["authority"] for item in results("measures/", as_of="0001-01-01")] == [
        "US-OFAC"
    ]  # since nobody knows when
    assert (
        ask("measures/", as_of="9999-12-31", count="true")["count"]
        == ask("measures/", as_of="2030-01-01", count="true")["count"]
    )
    assert results("measures/", known_at="1999-01-01") == results("targets/", recorded_at="1999-01-01") == []


def test_an_old_edition_is_readable_after_a_change_of_shape(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher = Publisher.objects.get()
    publisher.url = "https://gazette.example/"
    make.saved(publisher)
    make.publish_everything(at=make.later(10))

    def upgraded(document: dict[str, Any]) -> dict[str, Any]:
        return {**document, "website": document["url"]} if document["record"] == "publisher" else document

    monkeypatch.setattr(shape, "SHAPE", shape.SHAPE + 1)
    monkeypatch.setattr(shape, "UPGRADES", {shape.SHAPE - 1: upgraded})
    published = {row.number: row.digest for row in Edition.objects.filter(uid=publisher.uid)}
    list(republish())
    for number, website in ((1, ""), (2, "https://gazette.example/")):
        edition = ask(f"publishers/{publisher.uid}/editions/{number}/")
        assert edition["document"]["website"] == website
        assert edition["digest"] == published[number]
    assert ask(f"publishers/{publisher.uid}/")["website"] == "https://gazette.example/"
    assert results("publishers/", known_at="2024-09-11T12:05:00Z")[0]["website"] == ""


# --- Pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [f"{name}/" for name in EVERY_LIST])
def test_following_next_to_the_end_gives_every_item_once(world: World, path: str) -> None:
    whole = results(path)
    assert len(whole) > 1 or path in ("programmes/", "documents/", "publishers/", "allegations/")
    for limit in (1, 2, 500):
        assert everything(path, limit=limit) == whole


def test_next_keeps_what_was_asked_and_the_first_day(world: World) -> None:
    asked = {"as_of": "2024-12-01", "authority": "GB,EU", "ordering": "began", "limit": 2, "count": "true"}
    first, second, *rest = pages("measures/", **asked)
    assert first["count"] == sum(len(page["results"]) for page in (first, second, *rest))
    assert second["meta"] == first["meta"]
    assert "authority=GB%2CEU" in first["next"]
    assert [item["authority"].partition("-")[0] for page in (first, second, *rest) for item in page["results"]].count(
        "US"
    ) == 0


def test_a_publication_between_two_pages_neither_hides_nor_repeats_anything(world: World) -> None:
    whole = uids("targets/", ordering="-uid")
    seen, page = [], ask("targets/", ordering="-uid", limit=2)
    step = 0
    while True:
        seen += [item["uid"] for item in page["results"]]
        if not page["next"]:
            break
        step += 1
        make.sanction(make.target(f"New {step}"), reference=f"N{step}", by_authority=make.authority("GB"))
        known = datetime(2024, 9, 1, tzinfo=UTC) if step == 2 else None
        make.publish_everything(at=make.later(step), known_from=known)
        page = CLIENT.get(page["next"].removeprefix("http://testserver")).json()
    assert step > 1
    assert seen == whole


@pytest.mark.parametrize("path", [f"{name}/" for name in EVERY_LIST])
def test_a_cursor_that_is_not_ours_or_not_of_this_question_is_refused_by_name(world: World, path: str) -> None:
    refusal(path, "cursor", cursor="made:up")
    page = ask(path, limit=1)
    if page["next"]:
        cursor = page["next"].partition("cursor=")[2].partition("&")[0].replace("%3A", ":")
        assert results(path, limit=1, cursor=cursor)
        refusal(path, "cursor", limit=1, cursor=cursor[:-1])
        other = {"since": "0"} if path == "changes/" else {"as_of": "2024-01-01"}
        refusal(path, "cursor", limit=1, cursor=cursor, **other)
        if path != "authorities/":
            refusal("authorities/", "cursor", limit=1, cursor=cursor)


# --- Caching and methods ----------------------------------------------------------------------------------------------

SOME = [
    "", "targets/", "measures/?limit=2", "stats/", "changes/", "vocabulary/", "schema/", "authorities/GB/", "nothing/",
    "targets/?knid=x", "targets/unknown/",
]  # fmt: skip


@pytest.mark.parametrize("path", SOME)
def test_what_has_not_changed_is_not_sent_again(world: World, path: str) -> None:
    first = CLIENT.get(ROOT + path)
    again = CLIENT.get(ROOT + path, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == (304 if first.status_code == 200 else first.status_code)
    assert CLIENT.get(ROOT + path, headers={"If-None-Match": '"another"'}).content == first.content
    if first.status_code == 200:
        assert again.content == b""
        assert again["ETag"] == first["ETag"]


def test_the_etag_changes_where_the_answer_does(world: World) -> None:
    address = f"{ROOT}targets/{world.ship.uid}/"
    before = CLIENT.get(address)
    make.allegation("Another")
    make.publish_everything(at=make.later(10))
    after = CLIENT.get(address, headers={"If-None-Match": before["ETag"]})
    # The answer says as of which publication it is: that has changed.
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert after.json()["meta"]["edition"] == 2


@pytest.mark.parametrize("path", [path for path in SOME if path != "nothing/"])
def test_head_tells_what_get_would(world: World, path: str) -> None:
    got, told = CLIENT.get(ROOT + path), CLIENT.head(ROOT + path)
    assert (told.status_code, told.content) == (got.status_code, b"")
    assert told.headers == got.headers


def test_head_of_an_export_reads_nothing() -> None:
    got, told = CLIENT.get(f"{ROOT}export/targets/"), CLIENT.head(f"{ROOT}export/targets/")
    assert told.headers == got.headers
    assert told.getvalue() == b""


@pytest.mark.parametrize("path", ["", "targets/", "targets/unknown/", "changes/", "schema/", "export/measures/"])
def test_options_tells_the_methods_and_nothing_else(path: str) -> None:
    response = CLIENT.options(ROOT + path)
    assert (response.status_code, response.content) == (200, b"")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO"])
@pytest.mark.parametrize(
    "path", ["", "targets/", "targets/unknown/", "measures/", "changes/", "stats/", "schema/", "export/targets/"]
)
def test_nothing_can_be_written(method: str, path: str) -> None:
    before = Edition.objects.count()
    response = CLIENT.generic(method, ROOT + path, b'{"a": 1', content_type="application/json")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 405
    assert Edition.objects.count() == before


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_no_header_makes_one_method_of_another(header: str) -> None:
    assert CLIENT.post(f"{ROOT}targets/", headers={header: "GET"}).status_code == 405
    assert CLIENT.get(f"{ROOT}targets/", headers={header: "DELETE"}).status_code == 200
    assert CLIENT.post(f"{ROOT}targets/", {"_method": "GET"}).status_code == 405


@pytest.mark.parametrize(
    "accept",
    ["*/*", "application/json", "application/*", "text/html, application/json;q=0.9", "application/json; q=0.1"],
)
def test_json_is_what_there_is(accept: str) -> None:
    assert get("targets/").content == CLIENT.get(f"{ROOT}targets/", headers={"Accept": accept}).content


@pytest.mark.parametrize("accept", ["text/csv", "application/xml", "text/html", "", "x", ";;;"])
def test_what_we_cannot_write_is_406(accept: str) -> None:
    for path in ("targets/", "schema/", "targets/?knid=x"):
        response = CLIENT.get(ROOT + path, headers={"Accept": accept})
        assert (response.status_code, response["Content-Type"]) == (406, "application/problem+json")


def test_a_part_of_an_answer_cannot_be_asked_for() -> None:
    response = CLIENT.get(f"{ROOT}targets/", headers={"Range": "bytes=0-10"})
    assert response.status_code == 200
    assert response.content == get("targets/").content


def test_any_page_may_read_and_no_credentials_are_involved() -> None:
    for path in ("targets/", "targets/unknown/", "schema/"):
        response = CLIENT.get(ROOT + path, headers={"Origin": "https://elsewhere.example"})
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Access-Control-Expose-Headers"] == "ETag"
        assert "Access-Control-Allow-Credentials" not in response
        assert "Set-Cookie" not in response
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "DELETE"}
    preflight = CLIENT.options(f"{ROOT}targets/", headers=asked)
    assert "DELETE" not in preflight["Access-Control-Allow-Methods"]
    assert "Access-Control-Allow-Credentials" not in preflight


@pytest.mark.parametrize("path", ["targets", "targets/unknown", "nothing", "changes"])
def test_an_address_without_its_last_slash_leads_to_the_one_with_it(path: str) -> None:
    response = CLIENT.get(f"{ROOT}{path}?limit=1")
    assert (response.status_code, response["Location"]) == (301, f"{ROOT}{path}/?limit=1")


# --- Numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2024-09-11", "2024-12-01"])
@pytest.mark.parametrize("asked", [{}, {"authority": "GB"}, {"type": "transportation_restrictions"}, {"q": "iran"}])
def test_stats_add_up_to_the_lists(world: World, day: str, asked: dict[str, str]) -> None:
    counts = results("stats/", as_of=day, **asked)
    for status in ("proposed", "announced", "in_force", "ended"):
        listed = ask("measures/", as_of=day, status=status, count="true", limit=1, **asked)["count"]
        assert sum(row["count"] for row in counts if row["status"] == status) == listed
    assert ask("stats/", as_of=day, **asked)["included"].keys() == {row["authority"] for row in counts}


# --- Everything at once -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["targets", "sanctions", "measures", "authorities", "publishers", "acts"])
def test_an_export_holds_what_the_list_holds_and_ends_with_a_line_that_tells_so(world: World, name: str) -> None:
    response = CLIENT.get(f"{ROOT}export/{name}/", {"as_of": "2024-12-01"})
    assert response["Content-Type"] == "application/x-ndjson"
    *lines, last = response.getvalue().decode().splitlines()
    assert [json.loads(line) for line in lines] == everything(f"{name}/", as_of="2024-12-01", ordering="uid")
    end = json.loads(last)["end"]
    assert (end["count"], end["edition"]) == (len(lines), 1)
    refusal(f"export/{name}/", "limit", limit=5)


def test_known_time_and_recorded_time_are_told_apart(world: World) -> None:
    early = datetime(2024, 9, 1, tzinfo=UTC)
    late = make.sanction(make.target("Late"), reference="L1", by_authority=make.authority("GB"), since="2024-08-01")
    make.publish_everything(at=make.later(60), known_from=early)
    path = f"sanctions/{late.uid}/"
    assert ask(path, known_at="2024-09-02")["uid"] == late.uid
    assert ask(path, 404, known_at="2024-09-02", recorded_at="2024-09-02")["status"] == 404
    assert ask(path, 404, recorded_at="2024-09-11T12:59:59Z")["status"] == 404
    assert ask(path, recorded_at="2024-09-11T13:00:00Z")["uid"] == late.uid
    (edition,) = ask(f"{path}editions/")["results"]
    assert (edition["known_from"], edition["recorded_at"]) == ("2024-09-01T00:00:00Z", "2024-09-11T13:00:00Z")
    # Changes come in the order in which things were published, not in which they were known.
    assert [row["publication"] for row in results("changes/", since=1)] == [2, 2]
    assert uids("measures/", as_of="2024-09-05", known_at="2024-09-02") == [late.measures.get().uid]


def test_what_is_unsure_of_a_moment_is_refused_with_a_right_example(world: World) -> None:
    error = refusal("targets/", "known_at", known_at="2024-09-11T12:00:00 00:00")  # a plus sign that was not escaped
    assert "%2B" in error["detail"]
