"""The tests' own database is made from the models, in a moment. A site's is made by the migrations: it is the same."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from config import health


def tables(database: BaseDatabaseWrapper) -> dict[str, Any]:
    """The columns, constraints and indexes of each of our tables."""
    look = database.introspection
    with database.cursor() as cursor:
        return {
            name: (
                {column.name: column for column in look.get_table_description(cursor, name)},
                # SQLite's have numbers, which tell their order.
                sorted(f"{key.rstrip('0123456789')}: {one}" for key, one in look.get_constraints(cursor, name).items()),
            )
            for name in look.table_names(cursor)
            if name.startswith(("articles_", "sanctions_"))
        }


def test_the_migrations_make_the_tables_of_the_models(migrated: BaseDatabaseWrapper) -> None:
    made = tables(migrated)
    assert "sanctions_sanction" in made
    assert made == tables(connection)


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
