"""Erasing what the law demands to be erased."""

import json

import pytest

from articles.models import Journal
from sanctions.models import Edition, EditionState, PublishedMeasure, PublishedTerm, Target
from sanctions.publishing.publish import NotPublishable, publish
from sanctions.publishing.redact import redact
from sanctions.publishing.verify import verify
from sanctions.publishing.withdraw import withdraw
from tests import factories as f

pytestmark = pytest.mark.django_db

SECRET = "Secret Person"


def person() -> Target:
    """A target whose second edition took back a name that the first gave away."""
    someone = f.target("A person", kind="person")
    name = f.name(someone, SECRET)
    f.saved(someone, name)
    publish([someone], by=None, at=f.NOW)
    f.saved(someone, removed=[name])
    publish([someone], by=None, at=f.later(1))
    return someone


def edition(of: Target, number: int) -> Edition:
    return Edition.objects.get(uid=of.uid, number=number)


def test_a_redacted_edition_is_empty_and_keeps_its_digest() -> None:
    someone = person()
    digest = edition(someone, 1).digest
    redact([edition(someone, 1)], by=f.user(), at=f.later(2), because="Court order 1/2025.")
    erased = edition(someone, 1)
    assert (erased.document, erased.served, erased.label, erased.refs) == ("", None, "erased", "")
    assert (erased.state, erased.because, erased.digest) == ("redacted", "Court order 1/2025.", digest)
    assert not PublishedTerm.objects.filter(edition=erased).exists()


def test_no_table_holds_what_was_erased() -> None:
    someone = person()
    redact([edition(someone, 1)], by=None, at=f.later(2), because="Court order.")
    rows = [*Edition.objects.values(), *Journal.objects.values(), *PublishedTerm.objects.values()]
    assert SECRET not in json.dumps(rows, default=str, ensure_ascii=False)
    assert SECRET.casefold() not in json.dumps(rows, default=str, ensure_ascii=False).casefold()


def test_the_edition_that_follows_no_longer_tells_the_difference() -> None:
    someone = person()
    assert SECRET in edition(someone, 2).changes
    redact([edition(someone, 1)], by=None, at=f.later(2), because="Court order.")
    assert json.loads(edition(someone, 1).changes) == {"words": ["erased"], "data": []}
    assert json.loads(edition(someone, 2).changes) == {"words": ["the edition before it was erased"], "data": []}
    assert edition(someone, 2).state == EditionState.PUBLISHED


def test_the_chain_still_verifies_and_goes_on() -> None:
    someone = person()
    publication = redact([edition(someone, 1)], by=None, at=f.later(2), because="Court order.")
    assert (publication.seq, publication.cause, publication.because) == (3, "redaction", "Court order.")
    publish([f.target("Another")], by=None, at=f.later(3))
    assert list(verify()) == [1, 2, 3, 4]


def test_a_case_is_erased_with_its_measures() -> None:
    case = f.sanction(reference="1", grounds=SECRET)
    f.publish_everything()
    redact([Edition.objects.get(uid=case.uid)], by=None, at=f.later(1), because="Court order.")
    assert not PublishedMeasure.objects.exists()
    assert list(verify()) == [1, 2]


def test_what_something_public_names_is_not_left_without_a_readable_edition() -> None:
    case = f.sanction(f.target("Iran Air"), reference="1")
    f.publish_everything()
    only = Edition.objects.get(uid=case.target.uid)
    with pytest.raises(NotPublishable, match=r"is named by GB 1 .*; take that along\."):
        redact([only], by=None, at=f.later(1), because="Court order.")
    both = Edition.objects.filter(uid__in=[case.uid, case.target.uid])
    assert redact(list(both), by=None, at=f.later(1), because="Court order.")


def test_a_withdrawn_record_can_be_erased_altogether() -> None:
    someone = person()
    withdraw([someone], by=None, at=f.later(2), because=f"{SECRET} asked for it")
    redact(list(Edition.objects.filter(uid=someone.uid)), by=None, at=f.later(3), because="Court order.")
    assert {one.state for one in Edition.objects.all()} == {"redacted"}
    assert list(verify()) == [1, 2, 3, 4]


def test_it_says_why_and_erases_something() -> None:
    someone = person()
    with pytest.raises(NotPublishable, match="say why"):
        redact([edition(someone, 1)], by=None, at=f.later(2), because=" ")
    redact([edition(someone, 1)], by=None, at=f.later(2), because="Court order.")
    with pytest.raises(NotPublishable, match="there is nothing to erase"):
        redact([edition(someone, 1)], by=None, at=f.later(3), because="Court order.")


def test_several_editions_in_a_row_are_erased_at_once_or_one_by_one() -> None:
    someone = person()
    f.saved(someone, f.name(someone, "Third"))
    publish([someone], by=None, at=f.later(2))
    redact([edition(someone, 1), edition(someone, 2)], by=None, at=f.later(3), because="Court order.")
    words = [json.loads(edition(someone, number).changes)["words"] for number in (1, 2, 3)]
    assert words == [["erased"], ["erased"], ["the edition before it was erased"]]
    redact([edition(someone, 3)], by=None, at=f.later(4), because="Court order.")
    assert list(verify()) == [1, 2, 3, 4, 5]
