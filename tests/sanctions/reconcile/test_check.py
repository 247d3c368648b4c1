"""What is remembered of asking a keeper; that it is asked at all is tried through `import_list`."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from sanctions.lists.catalogue import LISTS
from sanctions.models import OfficialList, Release
from sanctions.reconcile import check
from sanctions.reconcile.check import Check
from sanctions.reconcile.fetch import Fetched, FetchError, Version
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air

pytestmark = pytest.mark.django_db
ENGLAND = LISTS["gb_fcdo"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Version]:
    """The versions that the keeper was told are known."""
    told: list[Version] = []

    def fetch(_address: str, _hosts: object, *, known: Version, **_: object) -> Fetched:
        told.append(known)
        return Fetched("list.xml", b"<x/>", Version('"2"'))

    monkeypatch.setattr(check, "fetch", fetch)
    return told


def test_a_failure_is_over_with_the_next_success() -> None:
    check.failed(ENGLAND, at=NOW, because=FetchError("it is down"))
    row = OfficialList.objects.get()
    assert (row.failed_at, row.failed_because, row.checked_at) == (NOW, "it is down", None)
    later = NOW + timedelta(hours=1)
    check.passed(Check(ENGLAND, later, None, Version('"1"')))
    row = OfficialList.objects.get()
    assert (row.failed_at, row.failed_because, row.checked_at, row.etag) == (None, "", later, '"1"')


def test_a_failure_without_a_reason_is_none() -> None:
    check.failed(ENGLAND, at=NOW, because=FetchError("it is down"))
    with pytest.raises(IntegrityError, match="official_list_that_could_not_be_fetched_says_why"), transaction.atomic():
        OfficialList.objects.update(failed_because="")


def test_importing_a_release_keeps_what_is_known_of_the_check(desk: Desk) -> None:
    check.passed(Check(ENGLAND, NOW, None, Version('"1"', "Tue, 24 Feb 2026 10:00:00 GMT")))
    desk.released("2025-01-01", iran_air())
    row = OfficialList.objects.get(uid="gb_fcdo")
    assert (row.etag, row.last_modified, row.checked_at) == ('"1"', "Tue, 24 Feb 2026 10:00:00 GMT", NOW)


def test_a_version_with_a_name_that_is_too_long_is_not_remembered_by_half() -> None:
    check.passed(Check(ENGLAND, NOW, None, Version("x" * 501, "y" * 101)))
    row = OfficialList.objects.get()
    assert (row.etag, row.last_modified) == ("", "")


@pytest.mark.parametrize(
    ("state", "known"), [("promoted", '"1"'), ("rejected", '"1"'), ("held", ""), ("applying", ""), ("staged", "")]
)
def test_a_release_is_asked_for_again_as_long_as_the_last_waits(
    desk: Desk, asked: list[Version], state: str, known: str
) -> None:
    desk.released("2025-01-01", iran_air())
    check.passed(Check(ENGLAND, NOW, None, Version('"1"')))
    Release.objects.update(state=state)
    check.check(ENGLAND, at=NOW)
    assert asked == [Version(known)]


def test_an_address_that_is_asked_once_says_nothing_of_the_version(asked: list[Version]) -> None:
    check.passed(Check(ENGLAND, NOW, None, Version('"1"')))
    check.passed(check.check(ENGLAND, at=NOW, address="https://x", once=True))
    assert OfficialList.objects.values_list("etag", "sha256").get() == ('"1"', "")
    check.passed(check.check(ENGLAND, at=NOW, anew=True))
    assert OfficialList.objects.get().etag == '"2"'
    assert OfficialList.objects.get().sha256
    assert asked == [Version(), Version()]
