"""The journal, against the shell and against SQL."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from articles.append_only import JOURNAL
from articles.models import Journal
from sanctions.editing.merge import merge
from sanctions.lists.entry import Name
from sanctions.models import Cause, Edition, Target
from sanctions.models.append_only import EDITIONS, PUBLICATIONS
from sanctions.publishing.index import reindex
from sanctions.publishing.publish import publish
from sanctions.publishing.redact import redact
from sanctions.publishing.verify import verify
from sanctions.publishing.withdraw import withdraw
from tests import factories as make
from tests.sanctions.reconcile.lists import Desk, iran_air, ship

pytestmark = pytest.mark.django_db

ERASED = """UPDATE sanctions_edition SET document = '', state = 'redacted', label = 'erased', refs = '', parent = '',
    changes = '{"words":["erased"],"data":[]}'"""
"""What erasing writes, but for the publication in whose name it does."""


@pytest.fixture
def guarded(db: None) -> None:
    """The database of a site. That of the tests is emptied between them, so it has no guards."""
    editor: Any = SimpleNamespace(connection=connection)
    for guard in (JOURNAL, EDITIONS, PUBLICATIONS):
        guard.put_up(None, editor)


@pytest.fixture
def told(guarded: None) -> Target:
    """A target with two lines in the journal."""
    target = make.saved(make.target("Iran Air"), by=make.user("anna"), because="a secret")
    make.publish_everything(by=make.user("rita"))
    return target


def lines() -> list[Any]:
    return list(Journal.objects.order_by("pk").values())


@pytest.mark.parametrize(
    "columns",
    [{"by_name": "ben"}, {"at": make.later()}, {"because": ""}, {"diff": [{}]}, {"event": "published"}, {"via": "x"}],
)
def test_no_line_of_the_journal_changes_from_the_shell(told: Target, columns: dict[str, Any]) -> None:
    before = lines()
    with pytest.raises(IntegrityError, match="The journal is append-only"), transaction.atomic():
        Journal.objects.filter(event="saved").update(**columns)
    assert lines() == before


def test_no_line_of_the_journal_goes_or_changes_by_sql(told: Target) -> None:
    before = lines()
    for statement in (
        "DELETE FROM articles_journal",
        "UPDATE articles_journal SET by_name = 'ben' WHERE id > 0",
        "UPDATE articles_journal SET by_id = (SELECT MAX(id) FROM auth_user)",
        "UPDATE articles_journal SET record_label = 'erased', because = '', diff = '[]'",
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert lines() == before


@pytest.mark.postgres
def test_the_journal_is_not_emptied_at_once(told: Target) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute("TRUNCATE articles_journal")


def test_who_leaves_takes_no_line_along_and_keeps_the_name(told: Target) -> None:
    make.user("anna").delete()
    assert [(line["by_name"], line["by_id"]) for line in lines() if line["event"] == "saved"] == [("anna", None)]


def test_what_the_law_wants_erased_is_emptied_and_the_journal_says_so_first(told: Target) -> None:
    redact(list(Edition.objects.filter(uid=told.uid)), by=None, at=make.later(), because="order of a court")
    saved, published, erased = Journal.objects.filter(record_uid=told.uid).order_by("pk")
    assert [(one.record_label, one.because, one.diff) for one in (saved, published)] == [("erased", "", [])] * 2
    assert (erased.event, erased.because) == ("redacted", "order of a court")
    with pytest.raises(IntegrityError), transaction.atomic():  # what came after it is not erased by it
        Journal.objects.filter(event="redacted").update(because="")


def test_no_edition_and_no_publication_changes_or_goes(told: Target) -> None:
    make.publish_everything(at=make.later(1))
    other = make.saved(make.target("Homa"))
    make.publish_everything(at=make.later(2))
    redact([Edition.objects.get(uid=other.uid)], by=None, at=make.later(3), because="order of a court")
    before = list(Edition.objects.values())
    for statement in (
        "UPDATE sanctions_edition SET document = '{}'",
        "UPDATE sanctions_edition SET document = '', state = 'redacted'",
        "UPDATE sanctions_edition SET digest = 'x'",
        "UPDATE sanctions_edition SET state = 'pending', known_from = recorded_until",
        "UPDATE sanctions_edition SET state = 'withdrawn'",
        "UPDATE sanctions_edition SET label = 'better'",
        "UPDATE sanctions_edition SET changes = '{}'",
        """UPDATE sanctions_edition SET changes = '{"words":["the edition before it was erased"],"data":[]}'""",
        "UPDATE sanctions_edition SET because = 'better'",
        "UPDATE sanctions_edition SET refs = ' x '",
        "UPDATE sanctions_edition SET parent = 'x'",
        "UPDATE sanctions_edition SET moved_to = 'x'",
        "UPDATE sanctions_edition SET step = 'listed'",
        "UPDATE sanctions_edition SET shape = 99",
        f"{ERASED}, redacted_by_id = 1, because = ''",  # which erased nothing
        f"{ERASED}, redacted_by_id = 3, because = 'better'",
        "UPDATE sanctions_edition SET redacted_by_id = 3",
        "DELETE FROM sanctions_edition",
        "UPDATE sanctions_publication SET because = 'better'",
        "DELETE FROM sanctions_publication",
    ):
        with pytest.raises(IntegrityError, match="chang"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert list(Edition.objects.values()) == before
    make.user("rita").delete()  # which only unties the publication
    make.saved(Target.get(told.uid), make.name(told, "Homa"))
    assert make.publish_everything(at=make.later(3))


def test_a_replaced_edition_stays_known_until_it_was_replaced(told: Target) -> None:
    make.saved(told, make.name(told, "Homa"))
    make.publish_everything(at=make.later(1))
    for column in ("known_until", "recorded_until"):
        with pytest.raises(IntegrityError, match="chang"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE sanctions_edition SET {column} = known_from WHERE number = 1")  # noqa: S608  # ours


def test_what_is_meant_to_happen_to_editions_happens(told: Target) -> None:
    make.saved(told, make.name(told, "Homa"))
    make.publish_everything(at=make.later(1))
    of_told = Edition.objects.filter(uid=told.uid)
    redact([of_told.get(number=1)], by=None, at=make.later(2), because="order of a court")
    redact([of_told.get(number=2)], by=None, at=make.later(3), because="order of another court")
    assert {one.state for one in of_told} == {"redacted"}
    publish([told], by=None, at=make.later(4))
    Edition.objects.filter(number=3).update(served="{}")
    withdraw([told], by=None, at=make.later(5), because="entered twice")
    redact([of_told.get(number=4)], by=None, at=make.later(6), because="order of a court")
    twin, into = make.target("Iran Air"), make.target("Iran Air")
    make.publish_everything(at=make.later(7))
    found = merge(twin, into, by=make.user(), at=make.NOW, via="admin", expected=twin.revision, because="the same")
    assert publish(found, by=None, at=make.later(8), because="the same", cause=Cause.MERGE)
    assert list(reindex())
    Edition.objects.filter(number=3).update(served=None)
    assert list(verify()) == list(range(1, 10))


def test_releases_of_lists_are_imported_all_the_same(
    guarded: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path, monkeypatch)
    for dated, alias in (("2025-01-01", "HOMA"), ("2025-02-01", "IRANAIR")):
        desk.released(dated, iran_air(names=(Name("IRAN AIR"), Name(alias, "alias"))), ship())
    assert Edition.objects.filter(label="IRAN AIR", number=2, document__contains="IRANAIR").exists()


def test_what_is_put_up_is_taken_down(told: Target) -> None:
    editor: Any = SimpleNamespace(connection=connection)
    JOURNAL.take_down(None, editor)
    Journal.objects.all().delete()
    assert lines() == []
