"""Old editions stay readable after a change of the public shape, and stay what they were."""

import json
from typing import Any

import pytest

from sanctions.models import Edition, PublishedMeasure, Target
from sanctions.publishing import shape
from sanctions.publishing.publish import publish
from sanctions.publishing.republish import republish
from sanctions.publishing.verify import verify
from sanctions.publishing.withdraw import withdraw
from tests import factories as f

pytestmark = pytest.mark.django_db

TODAY = shape.SHAPE


def next_shape(document: dict[str, Any]) -> dict[str, Any]:
    """A made-up change: measures say under which case they stand, and every document says its language."""
    changed = {**document, "language": "en"}
    if changed["record"] == "sanction":
        changed["measures"] = [{**one, "case": document["uid"]} for one in document["measures"]]
    return changed


@pytest.fixture
def airline() -> Target:
    f.sanction(f.target("Iran Air"), reference="1")
    f.publish_everything()
    target: Target = Target.objects.get()
    f.saved(target, f.name(target, "Homa"))
    publish([target], by=None, at=f.later(1))
    return target


@pytest.fixture
def changed_shape(airline: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shape, "SHAPE", TODAY + 1)
    monkeypatch.setattr(shape, "UPGRADES", {TODAY: next_shape})


@pytest.mark.usefixtures("changed_shape")
def test_every_old_edition_reads_in_todays_shape(airline: Target) -> None:
    done = list(republish())
    assert done[-1] == Edition.objects.count()
    for edition in Edition.objects.all():
        assert edition.shape == TODAY
        assert json.loads(edition.served or "") == next_shape(json.loads(edition.document))
    body = json.loads(PublishedMeasure.objects.get().body)
    assert body["case"] == body["sanction"]


@pytest.mark.usefixtures("changed_shape")
def test_what_was_published_is_not_touched() -> None:
    before = list(
        Edition.objects.order_by("pk").values("document", "digest", "shape", "changes", "label", "known_from")
    )
    list(republish())
    after = list(Edition.objects.order_by("pk").values("document", "digest", "shape", "changes", "label", "known_from"))
    assert after == before
    assert list(verify()) == [1, 2]


@pytest.mark.usefixtures("changed_shape")
def test_what_is_published_after_the_change_is_in_the_new_shape_and_needs_no_upgrade() -> None:
    list(republish())
    publish([f.target("New")], by=None, at=f.later(5))
    edition = Edition.objects.get(label="New")
    assert (edition.shape, edition.served) == (TODAY + 1, None)
    assert list(republish())[-1] == Edition.objects.filter(shape=TODAY).count()


@pytest.mark.usefixtures("changed_shape")
def test_done_again_it_leaves_all_as_it_is() -> None:
    list(republish())
    before = set(PublishedMeasure.objects.values_list("pk", flat=True))
    assert list(republish())[-1] == Edition.objects.count()
    assert set(PublishedMeasure.objects.values_list("pk", flat=True)) == before


@pytest.mark.usefixtures("changed_shape")
def test_publishing_compares_with_what_the_last_edition_says_in_todays_shape(airline: Target) -> None:
    """Also where nobody has republished yet."""
    f.saved(airline, f.name(airline, "IR"))
    publish([airline], by=None, at=f.later(5))
    words = json.loads(Edition.objects.get(uid=airline.uid, number=3).changes)["words"]
    assert "name “IR” added" in words
    assert not [told for told in words if told.startswith("name") and "IR" not in told]


@pytest.mark.usefixtures("changed_shape")
def test_withdrawn_editions_have_no_shape_to_change(airline: Target) -> None:
    record = f.target("Lone")
    publish([record], by=None, at=f.later(5))
    withdraw([record], by=None, at=f.later(6), because="wrong")
    list(republish())
    assert Edition.objects.get(uid=record.uid, number=2).served is None


def test_a_missing_step_changes_nothing(airline: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shape, "SHAPE", TODAY + 2)
    monkeypatch.setattr(shape, "UPGRADES", {TODAY: next_shape})
    with pytest.raises(LookupError, match=f"no step leads from public shape {TODAY + 1} to {TODAY + 2}"):
        list(republish())
    assert not Edition.objects.exclude(served=None).exists()


def test_steps_follow_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shape, "UPGRADES", {1: lambda d: {**d, "b": 1}, 2: lambda d: {**d, "c": d["b"] + 1}})
    assert shape.upgrade({"a": 0}, 1, 3) == {"a": 0, "b": 1, "c": 2}
    assert shape.upgrade({"a": 0}, 3, 3) == {"a": 0}


def test_where_the_shape_has_not_changed_there_is_nothing_to_do(airline: Target) -> None:
    assert list(republish()) == []
    assert not Edition.objects.exclude(served=None).exists()


# --- The steps there have been ----------------------------------------------------------------------------------------


def in_the_first_shape(edition: Edition) -> None:
    """Puts an edition back into the shape that had neither exemptions nor said which quotations were checked."""
    document = _without(json.loads(edition.document), {"exemptions", "checked_against_text"})
    Edition.objects.filter(pk=edition.pk).update(document=json.dumps(document), shape=1)


def _without(part: Any, keys: set[str]) -> Any:
    if isinstance(part, list):
        return [_without(one, keys) for one in part]
    if isinstance(part, dict):
        return {key: _without(value, keys) for key, value in part.items() if key not in keys}
    return part


def test_what_was_published_before_there_were_exemptions_says_that_there_are_none(airline: Target) -> None:
    documents = {}
    for edition in Edition.objects.all():
        documents[edition.pk] = json.loads(edition.document)
        in_the_first_shape(edition)
    list(republish())
    for edition in Edition.objects.all():
        assert json.loads(edition.served or "") == documents[edition.pk]
    case = json.loads(Edition.objects.get(kind="sanction").served or "")
    assert case["exemptions"] == case["measures"][0]["exemptions"] == []
    assert json.loads(PublishedMeasure.objects.get().body)["exemptions"] == []


def test_a_quotation_of_the_first_shape_was_checked_where_it_has_a_place() -> None:
    places: list[dict[str, Any]] = [{"uid": "a", "start": 0}, {"uid": "b", "start": None}]
    old = {"record": "document", "uid": "d", "passages": places}
    said = [passage["checked_against_text"] for passage in shape.upgrade(old, 1, 2)["passages"]]
    assert said == [True, False]
    assert "checked_against_text" not in places[0]
