"""Codes of authorities, programmes and lists that were never public are refused, with the nearest that is."""

from typing import Any

import pytest

from sanctions.lists.catalogue import LISTS
from sanctions.models import Cause, Edition, Publication
from sanctions.publishing.redact import redact
from sanctions.publishing.withdraw import withdraw
from sanctions.reading import questions
from sanctions.reading.codes import recognised
from sanctions.reading.parameters import BadParameters
from tests import factories as f
from tests.sanctions.reading import editions as make

pytestmark = pytest.mark.django_db


def refused(question: Any = questions.Measures, **asked: Any) -> list[dict[str, str]]:
    with pytest.raises(BadParameters) as found:
        recognised(question, asked)
    return found.value.errors


def published() -> None:
    make.publish(
        make.authority("GB"),
        make.authority("GB-FCDO", "GB"),
        make.record("programme", "GB-RUS", authority="GB"),
        make.record("programme", "GB-IRN", authority="GB"),
    )


def test_a_code_in_small_letters_is_told_the_right_one() -> None:
    published()
    assert refused(authority=["gb"]) == [
        {
            "parameter": "authority",
            "detail": "authority: no authority “gb” is public, or ever was. Did you mean “GB”?",
            "nearest": "GB",
        }
    ]
    assert refused(programme=["GBRUS"])[0]["nearest"] == "GB-RUS"


def test_a_code_like_none_is_told_which_there_are() -> None:
    assert refused(authority=["XX"])[0]["detail"].endswith("ever was. The list of authorities has all.")
    published()
    assert refused(authority=["GB", "XX"]) == [
        {
            "parameter": "authority",
            "detail": "authority: no authority “XX” is public, or ever was. There are: GB, GB-FCDO.",
        }
    ]


@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        (questions.Authorities, "within"),
        (questions.Authorities, "parent"),
        (questions.Authorities, "member"),
        (questions.Programmes, "authority"),
        (questions.Acts, "issuer"),
        (questions.Allegations, "on_behalf_of"),
        (questions.Sanctions, "programme"),
        (questions.Statistics, "authority"),
        (questions.Targets, "listed_by"),
        (questions.Targets, "not_listed_by"),
        (questions.of_everything(questions.Targets), "programme"),
    ],
)
def test_every_parameter_that_takes_a_code_refuses_an_unknown_one(question: Any, parameter: str) -> None:
    published()
    (error,) = refused(question, **{parameter: ["NOPE"]})
    assert error["parameter"] == parameter


def test_a_programme_is_no_authority() -> None:
    published()
    assert refused(authority=["GB-RUS"], programme=["GB-RUS"])[0]["parameter"] == "authority"


def test_a_code_that_was_public_once_is_known_whatever_became_of_it() -> None:
    gone, erased = f.authority("GB"), f.authority("FR")
    f.publish_everything()
    withdraw([gone], by=None, at=f.later(), because="wrong")
    redact(Edition.objects.filter(uid=erased.uid), by=None, at=f.later(), because="Court order.")
    asked = {"authority": ["GB", "FR"], "q": "iran"}
    assert recognised(questions.Measures, asked) == asked
    assert refused(authority=["gb"])[0].get("nearest") is None, "nobody is sent to what was withdrawn"


def test_a_code_of_a_draft_is_as_unknown_as_one_that_does_not_exist() -> None:
    published()
    before = refused(authority=["XX"])
    f.authority("XX")
    assert refused(authority=["XX"]) == before
    assert refused(authority=["xx"])[0]["detail"] == before[0]["detail"].replace("XX", "xx")


def test_uids_that_nobody_types_may_be_of_nothing() -> None:
    assert recognised(questions.Measures, {"target": ["nothing"]})


def test_a_mistyped_list_is_told_the_right_one_or_which_there_are() -> None:
    assert refused(list=["desk", "gb_fdco"]) == [
        {
            "parameter": "list",
            "detail": "list: “gb_fdco” is the code of no list. Did you mean “gb_fcdo”?",
            "nearest": "gb_fcdo",
        }
    ]
    (error,) = refused(list=["xx"])
    assert error["detail"] == f"list: “xx” is the code of no list. There are: desk, {', '.join(LISTS)}."


@pytest.mark.parametrize(
    "question",
    [
        *(questions.Changes, questions.Measures, questions.Sanctions, questions.Exemptions, questions.Statistics),
        questions.of_everything(questions.Measures),
    ],
)
def test_a_list_is_known_before_and_after_it_is_followed(question: Any) -> None:
    """A list of which nothing came yet is asked for without a fault, and so is one that is not followed any more."""
    assert recognised(question, {"list": ["desk", *LISTS]})
    assert refused(question, list=["xx_old"])
    Publication.objects.create(seq=1, recorded_at=f.NOW, cause=Cause.RELEASE, layer="xx_old")
    assert recognised(question, {"list": ["xx_old"]})


def test_a_known_list_is_not_looked_up(django_assert_num_queries: Any) -> None:
    published()
    with django_assert_num_queries(1):  # the authority
        recognised(questions.Measures, {"authority": ["GB"], "list": ["desk", "gb_fcdo"]})
