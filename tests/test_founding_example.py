"""What the founding example says once it is loaded, and what it must never say."""

import csv
import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import models, transaction

from articles.models import DESK, Document, Passage
from sanctions.models import (
    CITABLE,
    FOREVER,
    RECORDS,
    Act,
    Allegation,
    Authority,
    Citation,
    Claim,
    Edition,
    Fulfilment,
    Measure,
    Publication,
    Sanction,
    Target,
)
from sanctions.publishing.life import periods, status_on
from sanctions.publishing.verify import verify

FILES = sorted((Path(settings.BASE_DIR) / "fixtures" / "demo").glob("*.json"))
SHARED = Path(settings.BASE_DIR).parent / "shared"
THE_DAY_AFTER, DECEMBER, MUCH_LATER = date(2024, 9, 11), date(2024, 12, 1), date(2027, 1, 1)

needs_sources = pytest.mark.skipif(not SHARED.is_dir(), reason="the sources are not part of the project: no ../shared")


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def published(uid: str) -> dict[str, Any]:
    """The current document of a record."""
    document: dict[str, Any] = json.loads(Edition.objects.get(uid=uid, known_until=FOREVER).document)
    return document


def case(reference: str) -> dict[str, Any]:
    """The current document of the case with this reference."""
    return published(Sanction.objects.get(reference=reference).uid)


def cases(authority: str, measure_type: str) -> list[dict[str, Any]]:
    """The current documents of an authority's cases that hold a measure of this type."""
    found = Sanction.objects.filter(authority__uid=authority, measures__type=measure_type)
    return [published(one.uid) for one in found]


def status(document: dict[str, Any], measure_type: str, day: date) -> str:
    """The status, on a day, of a case's one measure of this type: empty before it began, marked where not certain."""
    (measure,) = [one for one in document["measures"] if one["type"] == measure_type]
    standing = status_on(day, periods(measure["events"], document["events"]))
    return "" if standing is None else standing.status if standing.certain else f"perhaps {standing.status}"


def listings(authority: str) -> list[dict[str, Any]]:
    """The official listings of 2024 that the example was made from."""
    found: list[dict[str, Any]] = json.loads((SHARED / "story" / "listings_2024.json").read_text(encoding="utf-8"))
    return [one for one in found if one["authority"] == authority]


# --- Known when -------------------------------------------------------------------------------------------------------


def test_it_became_known_day_by_day_in_the_order_of_the_story() -> None:
    days = list(Publication.objects.order_by("seq").values_list("editions__known_from", flat=True).distinct())
    assert [day.date().isoformat() for day in days] == [
        "2024-09-10", "2024-09-12", "2024-09-30", "2024-10-14", "2024-11-18", "2025-04-09", "2026-08-20",
    ]  # fmt: skip
    assert list(verify()) == [1, 2, 3, 4, 5, 6, 7]


def test_every_record_of_the_example_is_public_as_it_stands() -> None:
    rows = [one for path in FILES for one in json.loads(path.read_text(encoding="utf-8"))]
    kinds = {model._meta.label_lower for model in RECORDS}
    uids = {one["fields"]["uid"] for one in rows if one["model"] in kinds}
    public = Edition.objects.filter(known_until=FOREVER, state="published").values_list("uid", flat=True)
    assert uids == set(public)


def test_what_came_later_was_not_known_before() -> None:
    def known(uid: str, day: datetime) -> dict[str, Any] | None:
        found = Edition.objects.filter(uid=uid, known_from__lte=day, known_until__gt=day).first()
        return json.loads(found.document) if found else None

    airline = Target.objects.get(names__full="Iran Air").uid
    before, after = datetime(2024, 9, 9, tzinfo=UTC), datetime(2024, 9, 11, tzinfo=UTC)
    assert known(airline, before) is None
    names = {name["full"] for name in (known(airline, after) or {})["names"]}
    assert "IRAN AIR" in names
    assert "Islamic Republic of Iran Airlines" not in names
    assert known(Sanction.objects.get(reference="IRN0240").uid, after) is None
    first = known(Sanction.objects.get(reference="IRN0221").uid, after)
    assert first is not None
    assert {measure["type"] for measure in first["measures"]} == {"asset_freeze", "travel_ban"}


def test_loading_it_again_changes_nothing() -> None:
    before = Publication.objects.count(), Edition.objects.count(), Citation.objects.count()
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert "nothing to do" in out.getvalue()
    assert (Publication.objects.count(), Edition.objects.count(), Citation.objects.count()) == before


# --- What was announced -----------------------------------------------------------------------------------------------


def test_one_statement_has_three_issuers() -> None:
    statement = Act.objects.get(kind="joint_statement")
    assert set(statement.issuers.values_list("uid", flat=True)) == {"GB", "FR", "DE"}


@pytest.mark.parametrize("state", ["GB", "FR", "DE"])
def test_each_state_ends_its_own_agreement_with_notice_and_nothing_is_in_force_by_itself(state: str) -> None:
    (document,) = cases(state, "air_services_termination")
    (measure,) = document["measures"]
    assert Target.get(document["target"]).kind == "state"
    assert Target.get(document["target"]).country == "IR"
    assert (document["programmes"], measure["notice"]) == ([], "P12M")
    ended = Act.get(measure["instrument_ended"])
    assert ended.kind == "treaty"
    assert set(ended.issuers.values_list("uid", flat=True)) == {state, "IR"}
    notice = next(event for event in measure["events"] if event["kind"] == "notice_given")
    assert notice["done_on"]["value"] == "2024-09-10"
    assert (notice["effective_on"]["value"], notice["effective_on"]["basis"]) == ("2025-09-10~", "computed")
    for day in (THE_DAY_AFTER, DECEMBER, MUCH_LATER):
        assert status(document, "air_services_termination", day) == "announced"


@pytest.mark.parametrize("state", ["GB", "FR", "DE"])
def test_iran_air_is_affected_by_that_and_only_meant_to_be_sanctioned(state: str) -> None:
    airline = Target.objects.get(names__full="Iran Air")
    (ending,) = cases(state, "air_services_termination")
    assert [(one["target"], one["role"]) for one in ending["affected"]] == [(airline.uid, "operational")]
    (intended,) = cases(state, "unspecified")
    assert intended["target"] == airline.uid
    assert status(intended, "unspecified", MUCH_LATER) == "proposed"


@pytest.mark.parametrize("state", ["GB", "FR", "DE"])
def test_freezes_and_travel_bans_are_promised_on_a_class_that_nobody_named(state: str) -> None:
    (document,) = cases(state, "travel_ban")
    target = Target.get(document["target"])
    assert (target.kind, target.class_role) == ("class", "promise")
    assert target.criterion == "Iranian and Russian individuals and businesses involved in the missile transfers"
    assert set(target.class_countries) == {"IR", "RU"}
    by_type = {measure["type"]: measure for measure in document["measures"]}
    assert by_type["travel_ban"]["binds_kinds"] == ["person"]
    assert by_type["asset_freeze"]["binds_kinds"] == []
    for measure_type in by_type:
        assert status(document, measure_type, MUCH_LATER) == "announced"


def test_earlier_us_measures_are_a_summary_of_an_open_class() -> None:
    (document,) = cases("US", "unspecified")
    target = Target.get(document["target"])
    assert (target.class_role, target.open_ended, set(target.class_countries)) == ("summary", True, {"IR", "CN", "RU"})
    (measure,) = document["measures"]
    assert measure["events"][0]["done_on"]["value"] == "/2024-09-10"
    assert set(measure["legal_effects"]) == {"blocks_assets_in_jurisdiction", "prohibits_dealings"}
    assert measure["duty_bearer"] == "us_companies"


# --- What is alleged --------------------------------------------------------------------------------------------------


def test_accusation_and_denial_stand_side_by_side_in_the_words_of_each() -> None:
    allegation = Allegation.objects.get(title="Transfer of ballistic missiles from Iran to Russia")
    claims = published(allegation.uid)["claims"]
    acts = {claim["speech_act"] for claim in claims}
    assert acts >= {"accuse", "confirm", "forecast", "deny", "admit", "corroborate"}
    denial = next(claim for claim in claims if claim["speech_act"] == "deny")
    accused = next(claim for claim in claims if claim["uid"] == denial["replies_to"])
    assert (denial["speaker"], denial["polarity"], accused["on_behalf_of"]) == ("Nasser Kanaani", "negates", "US")
    words = {source["quote"]: source["fidelity"] for source in denial["sources"]}
    assert words["propaganda and lies"] == "altered"
    assert words["ugly propaganda and lie"] == "verbatim"
    assert {claim["on_behalf_of"] for claim in claims if claim["speech_act"] == "confirm"} == {"GB", "FR", "DE"}


def test_what_is_said_under_a_condition_or_denied_is_not_stated_as_so() -> None:
    conditional = Claim.objects.get(speaker__contains="Ryder")
    assert (conditional.speech_act, conditional.polarity) == ("forecast", "neither")
    assert Claim.objects.get(allegation__title="Supply of weapons from China to Russia").polarity == "negates"


def test_disagreements_between_reports_are_held_and_not_settled() -> None:
    contradicted = Citation.objects.filter(stance="contradicts")
    assert {one.claim.speaker for one in contradicted if one.claim} == {
        "NDTV (AFP)", "The National", "US Treasury Department", "Ukrainska Pravda / European Pravda",
    }  # fmt: skip


def test_nothing_states_the_transfer_as_a_fact() -> None:
    # What is said to have happened stands under a neutral title alone: its substance is in claims, which have speakers.
    assert not Claim.objects.filter(speaker="").exists()
    for allegation in Allegation.objects.all():
        assert allegation.claims.exists()
        assert not {"has", "have", "was", "were", "is", "are"} & set(allegation.title.split())


# --- The official record ----------------------------------------------------------------------------------------------

_UK_TYPES = {
    "Asset freeze": "asset_freeze",
    "Travel Ban": "travel_ban",
    "Director Disqualification Sanction": "director_disqualification",
    'Shipping sanctions: (see "Other information")': "ship_specification",
}


@needs_sources
def test_every_uk_listing_is_entered_as_the_list_has_it() -> None:
    entries = listings("GB-FCDO")
    assert len(entries) == 18
    for entry in entries:
        document = case(entry["ref"])
        kind = "specified" if entry["kind"] == "Ship" else "designated"
        assert (document["authority"], document["kind"]) == ("GB-FCDO", kind)
        assert document["grounds"] == entry["reason"]
        assert [link["printed"] for link in document["programmes"]] == [entry["regime"]]
        assert {measure["type"] for measure in document["measures"]} == {_UK_TYPES[one] for one in entry["measures"]}
        names = set(Target.get(document["target"]).names.values_list("full", flat=True))
        assert names >= {name for name, _ in entry["names"]}
        for measure in document["measures"]:
            imposed = "2025-04-09" if measure["type"] == "director_disqualification" else entry["date_designated"]
            (event,) = measure["events"]
            assert (event["kind"], event["done_on"]["value"]) == ("entered_into_force", imposed)


@needs_sources
def test_every_eu_listing_is_entered_as_the_list_has_it() -> None:
    entries = listings("EU-COUNCIL")
    assert len(entries) == 17
    for entry in entries:
        document = case(entry["ref"])
        assert (document["authority"], document["kind"], document["grounds"]) == ("EU-COUNCIL", "listed", "")
        assert [link["programme"] for link in document["programmes"]] == ["EU-COUNCIL-IRN"]
        names = set(Target.get(document["target"]).names.values_list("full", flat=True))
        assert names >= {name for name, *_ in entry["names"]}
        (measure,) = document["measures"]
        (event,) = measure["events"]
        assert (measure["type"], event["done_on"]["value"]) == ("asset_freeze", entry["date_in_force"])
        act = Act.get(event["act"])
        assert act.reference == f"3{entry['act'][:4]}R{entry['act'][5:9]}"
        assert act.url in entry["act_url"]


def test_ships_are_known_by_their_imo_numbers() -> None:
    ships = Target.objects.filter(kind="vessel")
    assert ships.count() == 6
    assert all(ship.identifiers.filter(scheme="imo").count() == 1 for ship in ships)


def test_the_united_states_blocked_iran_air_long_before_and_the_others_followed() -> None:
    airline = Target.objects.get(names__full="Iran Air")
    freezes = {one.authority.uid: published(one.uid) for one in airline.sanctions.filter(measures__type="asset_freeze")}
    assert set(freezes) == {"US-OFAC", "GB-FCDO", "EU-COUNCIL"}

    def on(day: date) -> dict[str, str]:
        return {authority: status(one, "asset_freeze", day) for authority, one in freezes.items()}

    assert on(THE_DAY_AFTER) == {"US-OFAC": "in_force", "GB-FCDO": "", "EU-COUNCIL": ""}
    assert on(DECEMBER) == {"US-OFAC": "in_force", "GB-FCDO": "in_force", "EU-COUNCIL": "in_force"}
    assert status(freezes["EU-COUNCIL"], "asset_freeze", date(2024, 10, 14)) == "in_force"
    assert status(freezes["GB-FCDO"], "asset_freeze", date(2024, 11, 17)) == ""
    assert status(freezes["US-OFAC"], "asset_freeze", date(2020, 1, 1)) == "perhaps in_force"


def test_a_tag_that_was_added_later_has_a_date_of_its_own() -> None:
    links = {link["printed"]: link["since"] for link in case("25237")["programmes"]}
    assert {printed: (since["value"], since["basis"]) for printed, since in links.items()} == {
        "IRAN": ("/2021-05-22", "first_seen"),
        "RUSSIA-EO14024": ("2024-09-10", "inferred"),
        "IRAN-CON-ARMS-EO": ("2024-07-02/2026", "inferred"),
    }
    assert "Subject to Secondary Sanctions" in case("25237")["exposure"]


@needs_sources
def test_the_tags_are_those_of_the_copies_of_the_list() -> None:
    with (SHARED / "data" / "story" / "iran-russia-story.csv").open(encoding="utf-8", newline="") as file:
        copies = {one["list_date"]: one["regime"] for one in csv.DictReader(file) if one["ref"] == "25237"}
    assert copies["2024-07-02"] == "IRAN"
    printed = {link["printed"] for link in case("25237")["programmes"]}
    assert {set(tags.split("] [")) == printed for day, tags in copies.items() if day.startswith("2026")} == {True}


def test_a_director_disqualification_is_not_dated_from_the_designation() -> None:
    imposed = Measure.objects.filter(type="director_disqualification")
    assert imposed.count() == 12
    for measure in imposed:
        document = published(measure.sanction.uid)
        assert status(document, "director_disqualification", date(2025, 4, 8)) == ""
        assert status(document, "director_disqualification", date(2025, 4, 9)) == "in_force"


def test_later_listings_follow_the_promise_and_are_no_instances_of_it() -> None:
    fulfilments = Fulfilment.objects.select_related("promise__sanction__authority", "measure__sanction__authority")
    assert {(one.basis, one.is_instance) for one in fulfilments} == {("inferred", False)}
    pairs = {(one.promise.sanction.authority.uid, one.measure.sanction.authority.uid) for one in fulfilments}
    assert pairs == {("GB", "GB-FCDO"), ("FR", "EU-COUNCIL"), ("DE", "EU-COUNCIL")}
    for one in fulfilments:
        if one.measure.sanction.authority.uid == "EU-COUNCIL":
            assert "another authority" in one.comment


# --- Sources ----------------------------------------------------------------------------------------------------------


def test_every_fact_is_cited() -> None:
    citable: dict[str, Any] = dict(CITABLE)
    bare = [
        f"{column} {row.uid} {row}"
        for column, model in citable.items()
        # Authorities are whom the sources speak of; an allegation has its claims.
        if model not in (Authority, Allegation)
        for row in model._default_manager.all()
        if not Citation.objects.filter(**{column: row}, stance="supports").exists()
    ]
    assert bare == []


def test_everything_is_the_desk_s_own() -> None:
    facts: list[type[models.Model]] = [*CITABLE.values(), Passage, Citation, Document]
    assert all(set(model._default_manager.values_list("layer", flat=True)) <= {DESK} for model in facts)


def test_quotations_are_short_and_few_and_carry_nothing_around_them() -> None:
    for document in Document.objects.prefetch_related("passages"):
        quotes = [passage.quote for passage in document.passages.all()]
        assert all(len(quote.split()) <= 25 for quote in quotes)
        if document.length:
            assert sum(map(len, quotes)) < document.length * 0.15
    assert not Passage.objects.exclude(prefix="", suffix="").exists()
    assert not Document.objects.exclude(text="").exists()


def test_the_article_is_known_by_its_digest_and_is_a_version_of_an_agency_s_report() -> None:
    article = Document.objects.exclude(declared_sha256="").get()
    assert article.publisher.name == "Publisher not named in the copy"
    assert article.origin is not None
    assert article.version_of is not None
    assert (article.origin.name, article.version_of.origin) == ("Associated Press", article.origin)
    assert (article.text_is_public, article.published_basis) == (False, "inferred")
    assert not article.passages.filter(start=None).exists()


@needs_sources
def test_add_document_anchors_every_quotation_of_the_article() -> None:
    out, err = StringIO(), StringIO()
    with transaction.atomic():
        call_command("add_document", str(SHARED / "story" / "article.txt"), stdout=out, stderr=err)
        article = Document.objects.exclude(declared_sha256="").get()
        assert all(one.quote == article.text[one.start : one.end] for one in article.passages.all())
        assert all(one.prefix or one.suffix for one in article.passages.all())
        transaction.set_rollback(True)
    assert err.getvalue() == ""
    assert "moved" not in out.getvalue()


@needs_sources
def test_reports_are_those_that_were_collected() -> None:
    collected = json.loads((SHARED / "story" / "other_reports.json").read_text(encoding="utf-8"))
    addresses = {one.get("url") or one["seen_at"] for one in collected}
    assert addresses <= set(Document.objects.values_list("url", flat=True))


def test_fixtures_name_rows_by_uid_alone() -> None:
    for path in FILES:
        for one in json.loads(path.read_text(encoding="utf-8")):
            assert "pk" not in one
            assert not {"prefix", "suffix", "text", "layer", "revision"} & one["fields"].keys()
