"""The founding example, put together from what is published."""

import json
from datetime import date

import pytest

from sanctions.models import PublishedMeasure
from sanctions.pages.story import Story, story
from tests import factories as make
from tests.sanctions.api.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2025, 1, 1)


def told() -> Story:
    made = story(today=TODAY)
    assert made is not None
    return made


def test_it_is_told_of_the_day_after_the_announcement_a_day_after_the_listings_and_today(world: World) -> None:
    assert told().days == ("11 September 2024", "1 December 2024", "1 January 2025")


def test_each_measure_can_be_looked_up(world: World) -> None:
    freeze = next(line for line in told().against if line.reference == "IRN0240")
    assert freeze.address == f"/api/v1/measures/{world.uk_freeze.measures.get().uid}/"


def test_what_is_permitted_all_the_same_stands_with_its_measure(world: World) -> None:
    exempt = {line.reference: line.exempt for line in told().against}
    (licence,) = exempt["25237"]
    assert licence.words == "General licence GL 8 (8L) from 2024-09 until 1 November 2024: Dealings in energy."
    assert licence.address == f"/api/v1/exemptions/{world.us_block.exemptions.get().uid}/"
    (wind_down,) = exempt["IRN0240"]
    assert wind_down.words == "Wind-down authorisation INT/2024/1 from 18 November 2024: Dealings in energy."
    assert exempt["2024/2697"] == ()


def test_it_is_told_of_measures_that_were_published_before_there_were_exemptions(world: World) -> None:
    for measure in PublishedMeasure.objects.all():
        older = {key: value for key, value in json.loads(measure.body).items() if key != "exemptions"}
        PublishedMeasure.objects.filter(pk=measure.pk).update(body=json.dumps(older))
    assert {line.reference: line.exempt for line in told().against}["IRN0240"] == ()


def test_what_is_only_possible_is_said_to_be_so(world: World) -> None:
    case = world.uk_freeze
    case.refresh_from_db()
    # Delisted at some time in 2024, so that by 1 December it may have been either.
    make.saved(case, make.event(case.measures.get(), "delisted", "2024"))
    make.publish_everything(at=make.later())
    freeze = next(line for line in told().against if line.reference == "IRN0240")
    assert [moment.words for moment in freeze.moments] == ["not begun", "possibly in force or ended", "Ended"]


def test_what_several_states_said_through_one_speaker_is_told_once(world: World) -> None:
    case, allegation, words = world.eu_freeze, world.allegation, make.passage("We now have confirmation")
    allegation.refresh_from_db()
    said = {"speaker": "Foreign ministers", "content": "It has happened.", "made_on": "/2024-09-10"}
    claims = [
        make.claim(allegation, "confirm", on_behalf_of=make.authority(code), made_basis="stated", **said)
        for code in ("FR", "DE", "GB")
    ]
    make.saved(allegation, *claims, *make.cited(*claims, passage_=words))
    make.publish_everything(at=make.later())
    assert case.responds_to == allegation
    dispute = told().dispute
    assert dispute is not None
    (saying,) = [saying for saying in dispute.accusing if saying.speaker == "Foreign ministers"]
    assert saying.on_behalf_of == "Authority DE, Authority FR and Authority GB"
    assert saying.quotes == ("We now have confirmation",)
    assert saying.day == "on or before 10 September 2024"
    assert dispute.claims == 5


def test_words_that_are_the_reports_own_are_not_passed_off_as_the_speakers(world: World) -> None:
    allegation, words = world.allegation, make.passage("denied that it had made the transfers")
    allegation.refresh_from_db()
    words.fidelity = "paraphrase"
    words.save()
    denial = make.claim(allegation, "deny", speaker="Iran")
    make.saved(allegation, denial, *make.cited(denial, passage_=words))
    make.publish_everything(at=make.later())
    dispute = told().dispute
    assert dispute is not None
    assert [(saying.speaker, saying.verbatim) for saying in dispute.denying] == [
        ("Nasser Kanaani", True),
        ("Iran", False),
    ]


def test_it_asks_what_the_issue_asks(world: World) -> None:
    # The questions that the founding example was chosen for.
    addresses = [question.address for question in told().questions]
    assert addresses[:4] == [
        "/api/v1/measures/?target_name=Iran%20Air&as_of=2024-09-11",
        "/api/v1/measures/?target_name=Iran%20Air&as_of=2024-12-01",
        "/api/v1/measures/?type=air_services_termination&as_of=2024-09-11",
        "/api/v1/measures/?type=air_services_termination&as_of=2024-09-11&status=in_force",
    ]
    assert addresses[4:] == [f"/api/v1/allegations/{world.allegation.uid}/"]


@pytest.mark.parametrize("today", [date(2024, 9, 1), date(2010, 1, 1)])
def test_before_anything_had_happened_there_is_nothing_to_tell(world: World, today: date) -> None:
    assert story(today=today) is None
