"""Kinds of event and the statuses that they lead to."""

import pytest

from sanctions.vocabulary.event_kind import EVENT_KINDS
from sanctions.vocabulary.status import STATUSES

# The agreement on the life of a measure.
STATUS_AFTER = {
    "proposed": "proposed",
    "intended": "proposed",
    "threatened": "proposed",
    "announced": "announced",
    "notice_given": "announced",
    "adopted": "pending",
    "published": "pending",
    "entered_into_force": "in_force",
    "amended": "",
    "renewed": "",
    "suspended": "suspended",
    "resumed": "in_force",
    "reimposed": "in_force",
    "expired": "ended",
    "lapsed": "ended",
    "delisted": "ended",
    "revoked": "ended",
    "annulled": "ended",
    "withdrawn": "abandoned",
    "rejected": "abandoned",
}


def of(kind: str, mapped: str) -> object:
    return EVENT_KINDS[kind].mappings[mapped]


def test_every_kind_of_event_has_its_agreed_status() -> None:
    assert {kind: of(kind, "status") for kind in EVENT_KINDS} == STATUS_AFTER


def test_announcing_and_giving_notice_do_not_put_a_measure_in_force() -> None:
    promises = {kind for kind in EVENT_KINDS if of(kind, "stage") == "promise"}
    assert promises == {"proposed", "intended", "threatened", "announced", "notice_given"}
    assert "in_force" not in {of(kind, "status") for kind in promises}


def test_only_three_kinds_put_a_measure_in_force() -> None:
    assert {kind for kind in EVENT_KINDS if of(kind, "status") == "in_force"} == {
        "entered_into_force",
        "resumed",
        "reimposed",
    }


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_every_kind_leads_to_a_known_status_or_only_changes_terms(kind: str) -> None:
    status, stage = of(kind, "status"), of(kind, "stage")
    assert status in {*STATUSES, ""}
    assert (status == "") == (stage == "change")


def test_every_status_can_be_reached() -> None:
    assert {of(kind, "status") for kind in EVENT_KINDS} - {""} == set(STATUSES)
