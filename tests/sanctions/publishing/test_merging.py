"""What a merge or a split makes public: the same facts in another place, and no draft."""

import orjson
import pytest

from articles.models import Record
from sanctions.models import FOREVER, Allegation, Cause, Edition, Sanction, Target
from sanctions.publishing.project import project
from sanctions.publishing.publish import publish
from tests import factories as f
from tests.sanctions.twins import merged, parted, public, twins

pytestmark = pytest.mark.django_db


def half_typed(airline: Target, twin: Target) -> list[Record]:
    """What editors are about to change of everything that a merge of these two touches."""
    airline.refresh_from_db()
    of_the_list, of_the_desk = Sanction.objects.get(reference="2"), Sanction.objects.get(reference="1")
    of_the_desk.grounds, of_the_desk.target = "HALF-TYPED", f.target("HALF-TYPED target")
    f.saved(of_the_desk)
    f.saved(of_the_list, f.measure(of_the_list, "travel_ban", scope="HALF-TYPED"))
    owner = Target.objects.get(label="Owner")
    f.saved(owner, f.name(owner, "HALF-TYPED"))
    f.saved(airline, f.name(airline, "HALF-TYPED"))
    f.saved(twin, f.name(twin, "HALF-TYPED of the other"))
    said = Allegation.objects.get()
    said.title, said.actor = "HALF-TYPED", airline
    f.saved(said)
    return [airline, twin, of_the_list, of_the_desk, owner, said]


def test_neither_a_merge_nor_a_split_publishes_what_an_editor_has_half_typed() -> None:
    airline, twin = twins()
    before, drafts = public(), half_typed(airline, twin)
    touched = merged(twin, airline)
    desk = project([one for one in f.everything() if one != twin])
    publish(touched, by=None, at=f.later(5), cause=Cause.MERGE)
    after = public()
    assert not [uid for uid, (_, document) in after.items() if "HALF-TYPED" in document]
    gathered = orjson.loads(after[airline.uid][1])
    assert {name["full"] for name in gathered["names"]} == {"Iran Air", "IRANAIR"}
    assert [uid for uid, (_, document) in after.items() if twin.uid in document] == [twin.uid]
    assert project([one for one in f.everything() if one != twin]) == desk
    publish(parted(twin), by=None, at=f.later(6), cause=Cause.MERGE)
    assert public() == before
    for record in drafts:
        record.refresh_from_db()
        assert record.published_revision != record.revision, f"{record} has changes that are not published"


def test_what_was_published_while_two_were_one_goes_with_the_one_it_was_said_of() -> None:
    airline, twin = twins()
    publish(merged(twin, airline), by=None, at=f.later(5), cause=Cause.MERGE)
    twin.refresh_from_db()
    airline.refresh_from_db()
    f.saved(twin, f.name(twin, "Homa"))
    f.saved(airline, f.identifier("ticker", "IRA", target=airline))
    f.sanction(twin, reference="4")
    f.sanction(airline, reference="5")
    publish([one for one in f.everything() if one.layer == "desk"], by=None, at=f.later(6))
    aimed = Edition.objects.filter(known_until=FOREVER, kind="sanction")
    assert set(aimed.filter(label__in=["GB 4", "GB 5"]).values_list("parent", flat=True)) == {airline.uid}
    publish(parted(twin), by=None, at=f.later(7), cause=Cause.MERGE)
    of_twin, of_airline = (orjson.loads(public()[uid][1]) for uid in (twin.uid, airline.uid))
    assert [name["full"] for name in of_twin["names"]] == ["IRANAIR", "Homa"]
    assert [name["full"] for name in of_airline["names"]] == ["Iran Air"]
    assert (len(of_twin["identifiers"]), len(of_airline["identifiers"])) == (0, 2)
    assert aimed.get(label="GB 4").parent == twin.uid
    assert aimed.get(label="GB 5").parent == airline.uid
