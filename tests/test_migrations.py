"""The tests' own database is made from the models, in a moment. A site's is made by the migrations: it is the same."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from config import health
from sanctions.models import Identifier, Name
from tests import factories as f


def tables(database: BaseDatabaseWrapper) -> dict[str, Any]:
    """The columns, constraints and indexes of each of our tables."""
    look = database.introspection
    with database.cursor() as cursor:
        return {
            name: (
                {column.name: column for column in look.get_table_description(cursor, name)},
                # SQLite's have numbers, which tell their order.
                sorted(
                    f"{re.sub(r'[0-9]+_*$', '', key)}: {one}" for key, one in look.get_constraints(cursor, name).items()
                ),
            )
            for name in look.table_names(cursor)
            if name.startswith(("articles_", "sanctions_"))
        }


def test_the_migrations_make_the_tables_of_the_models(migrated: BaseDatabaseWrapper) -> None:
    made = tables(migrated)
    assert "sanctions_sanction" in made
    assert made == tables(connection)


def test_what_was_said_and_published_is_guarded_by_the_database_itself(migrated: BaseDatabaseWrapper) -> None:
    guarded = {"articles_journal", "sanctions_edition", "sanctions_publication"}
    catalogue = "information_schema.triggers" if migrated.vendor == "postgresql" else "sqlite_master"
    table = "event_object_table" if migrated.vendor == "postgresql" else "tbl_name"
    where = "" if migrated.vendor == "postgresql" else "WHERE type = 'trigger'"
    with migrated.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT {table} FROM {catalogue} {where}")  # noqa: S608  # our own words
        assert {name for (name,) in cursor.fetchall()} == guarded


@pytest.mark.django_db
def test_rows_from_before_a_derived_column_are_found_by_it_too() -> None:
    number = f.identifier("imo", "1234568")
    number.layer = "gb_fcdo"
    target = f.target("Iran Air", number)
    Name.objects.update(folded="")
    Identifier.objects.update(looks_wrong=False)
    filling = import_module("sanctions.migrations.0003_fill_derived_columns")
    filling.fill(apps, None)
    assert Name.objects.get(folded="iran air").target == target
    assert Identifier.objects.filter(looks_wrong=True).exists()


@pytest.fixture
def of_a_site(migrated: BaseDatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> Iterator[BaseDatabaseWrapper]:
    """The database is one that was made by the migrations."""
    monkeypatch.setattr(health, "connection", migrated)
    health.newest_migrations.cache_clear()
    yield migrated
    health.newest_migrations.cache_clear()


def test_ready_when_the_database_answers_with_all_migrations_applied(
    client: Client, of_a_site: BaseDatabaseWrapper
) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready"}
    assert answer["Cache-Control"] == "no-store"


def test_not_ready_while_a_migration_is_pending_and_it_is_named(client: Client, of_a_site: BaseDatabaseWrapper) -> None:
    recorder = MigrationRecorder(of_a_site)
    newest = max(name for app, name in recorder.applied_migrations() if app == "auth")
    recorder.record_unapplied("auth", newest)
    answer = client.get("/readyz")
    recorder.record_applied("auth", newest)
    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "reason": f"migrations not applied: auth.{newest}"}
