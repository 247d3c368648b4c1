"""Whoever alters the published past is found out, and the first altered row is named."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from sanctions.models import Edition, Head, Publication, Sanction, Target
from sanctions.publishing.canonical import digest_of
from sanctions.publishing.publish import publish
from sanctions.publishing.redact import redact
from sanctions.publishing.verify import BadRow, verify
from sanctions.publishing.withdraw import withdraw
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def airline() -> Target:
    """Three publications: a case and its target; the target again; another record withdrawn."""
    case = f.sanction(f.target("Iran Air"), reference="1")
    f.publish_everything()
    target: Target = Target.objects.get()
    f.saved(target, f.name(target, "Homa"))
    publish([target], by=f.user(), at=f.later(1), because="another name")
    withdraw([case], by=None, at=f.later(2), because="wrong")
    return target


def edition(uid: str, number: int = 1) -> Any:
    return Edition.objects.filter(uid=uid, number=number)


def case_uid() -> str:
    return str(Sanction.objects.get().uid)


def test_an_untouched_chain_verifies_to_its_end(airline: Target) -> None:
    assert list(verify()) == [1, 2, 3]


def test_an_empty_desk_verifies() -> None:
    assert list(verify()) == []


def test_on_the_way_to_a_bad_row_the_good_ones_are_told(airline: Target) -> None:
    edition(airline.uid, 2).update(document="{}")
    walk = verify()
    assert next(walk) == 1
    with pytest.raises(BadRow):
        next(walk)


def rewrite(uid: str) -> None:
    """Alters a document and makes its digest fit."""
    one = edition(uid).get()
    text = one.document.replace("Iran Air", "Iran Aid")
    edition(uid).update(document=text, digest=digest_of(text), label="Iran Aid")


def drop(uid: str, number: int = 1) -> None:
    edition(uid, number).delete()


YEAR = datetime(2020, 1, 1, tzinfo=UTC)

TAMPERINGS: dict[str, tuple[Callable[[str], Any], str]] = {
    "a document": (
        lambda uid: edition(uid).update(document=edition(uid).get().document.replace("Iran Air", "Iran Aid")),
        r"edition 1 of target .*: its document does not have the digest it was published with",
    ),
    "a digest": (
        lambda uid: edition(uid).update(digest="0" * 64),
        r"edition 1 of target .*: its document does not have the digest",
    ),
    "a document with its digest": (rewrite, r"publication 1: its digest does not follow from its content"),
    "the label it is shown under": (
        lambda uid: edition(uid).update(label="Somebody else"),
        r"edition 1 of target .*: is filed under another label or target",
    ),
    "the target of a case": (
        lambda uid: edition(case_uid()).update(parent="other"),
        r"edition 1 of sanction .*: is filed under another label or target",
    ),
    "the record it is of": (
        lambda uid: edition("GB").update(uid="FR"),
        r"edition 1 of authority FR .*: is filed as something else",
    ),
    "its state": (
        lambda uid: edition(case_uid(), 2).update(state="published"),
        r"edition 2 of sanction .*: is filed as something else",
    ),
    "a state to erased": (
        lambda uid: edition(uid).update(state="redacted", document=""),
        r"edition 1 of target .*: is marked as erased, but no redaction erased it",
    ),
    "what is served of it": (
        lambda uid: edition(uid).update(served='{"label":"Somebody else"}'),
        r"edition 1 of target .*: what is served of it is not its document",
    ),
    "an edition, by deleting it": (drop, r"publication 1: its digest does not follow from its content"),
    "the last edition, by deleting it": (lambda uid: drop(uid, 2), r"publication 2: its digest does not follow"),
    "the numbers": (
        lambda uid: edition(uid, 2).update(number=3),
        r"edition 3 of target .*: does not follow on edition 1",
    ),
    "the first number": (lambda uid: edition("GB").update(number=2), r"edition 2 of authority GB .* on edition 0"),
    "when it was known": (
        lambda uid: edition(uid).update(known_from=YEAR),
        r"publication 1: its digest does not follow",
    ),
    "until when it was known": (
        lambda uid: edition(uid).update(known_until=f.later(0.5)),
        r"edition 1 of target .*: does not end where edition 2 begins",
    ),
    "until when it was recorded": (
        lambda uid: edition(uid).update(recorded_until=f.later(0.5)),
        r"edition 1 of target .*: does not end where edition 2 begins",
    ),
    "which edition is current": (
        lambda uid: edition(uid, 2).update(known_until=f.later(9), recorded_until=f.later(2)),
        r"edition 2 of target .*: is the last of its record, but not the current one",
    ),
    "when an edition was recorded": (
        lambda uid: edition(uid, 2).update(recorded_from=YEAR),
        r"edition 2 of target .*: was recorded at another time than its publication",
    ),
    "to which publication an edition belongs": (
        lambda uid: edition(uid, 2).update(publication_id=1, recorded_from=f.NOW),
        r"edition 1 of target .*: does not end where edition 2 begins",
    ),
    "a reason": (
        lambda uid: Publication.objects.filter(seq=2).update(because="no reason"),
        "publication 2: its digest",
    ),
    "a name": (lambda uid: Publication.objects.filter(seq=2).update(by_name="somebody"), "publication 2: its digest"),
    "a cause": (lambda uid: Publication.objects.filter(seq=2).update(cause="release"), "publication 2: its digest"),
    "a layer": (lambda uid: Publication.objects.filter(seq=2).update(layer="gb_fcdo"), "publication 2: its digest"),
    "a link": (lambda uid: Publication.objects.filter(seq=2).update(digest="0" * 64), "publication 2: its digest"),
    "when it was published": (
        lambda uid: Publication.objects.filter(seq=3).update(recorded_at=f.later(9)),
        r"edition 2 of sanction .*: was recorded at another time than its publication",
    ),
    "the end of the chain": (
        lambda uid: Head.objects.update(seq=2, digest=Publication.objects.get(seq=2).digest),
        "the head says that the chain ends at publication 2, but there is 3",
    ),
    "the digest of the end": (
        lambda uid: Head.objects.update(digest="0" * 64),
        "the chain ends at publication 3, but the head says that it ends otherwise at 3",
    ),
    "the end, by pushing it on": (
        lambda uid: Head.objects.update(seq=4),
        "the chain ends at publication 3, but the head says that it ends otherwise at 4",
    ),
    "the end, by deleting it": (
        lambda uid: Head.objects.all().delete(),
        "the head says that the chain ends at publication 0, but there is 3",
    ),
}


def test_whoever_alters_anything_is_found_out(airline: Target, subtests: pytest.Subtests) -> None:
    for what, (alter, told) in TAMPERINGS.items():
        with subtests.test(what), transaction.atomic():
            alter(airline.uid)
            with pytest.raises(BadRow, match=told):
                list(verify())
            transaction.set_rollback(True)
    assert list(verify()) == [1, 2, 3]


def test_a_publication_that_is_missing_is_named(airline: Target) -> None:
    for one in (f.target("A"), f.target("B")):
        publish([one], by=None, at=f.later(5))
    Edition.objects.filter(publication=4).delete()
    Publication.objects.filter(seq=4).delete()
    with pytest.raises(BadRow, match="publication 4 is missing: the next one is 5"):
        list(verify())


def test_an_erasure_that_nobody_recorded_is_found_out(airline: Target) -> None:
    redact([edition(airline.uid).get()], by=None, at=f.later(3), because="Court order.")
    assert list(verify()) == [1, 2, 3, 4]
    edition(airline.uid, 2).update(state="redacted", document="", redacted_by=4)
    with pytest.raises(BadRow, match="publication 4: its digest does not follow"):
        list(verify())


def test_whoever_publishes_while_the_chain_is_walked_raises_no_alarm(airline: Target) -> None:
    walk = verify()
    assert next(walk) == 1
    f.saved(airline, f.name(airline, "IR"))
    publish([airline, f.target("New")], by=None, at=f.later(9))
    assert list(walk) == [2, 3]
    assert list(verify()) == [1, 2, 3, 4]
