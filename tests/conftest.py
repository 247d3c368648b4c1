"""What every test shares. No test talks to the outside: see `--disable-socket` in pyproject.toml."""

import os
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, cast

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.test import override_settings
from playwright.sync_api import BrowserContext, Playwright, expect
from pytest_django import DjangoDbBlocker, Settings
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests import browser
from tests.kept import Kept, for_a_while
from tests.sanctions.api.world import World, published_world
from tests.soak import SOAK, examples

# The everyday suite finds the same things every time; the soak looks for new ones. Time limits would only measure how
# busy the machine is.
hypothesis.settings.register_profile(
    "interdict", deadline=None, derandomize=not SOAK, max_examples=examples(50, 2_000), print_blob=True
)
hypothesis.settings.load_profile("interdict")


def pytest_configure() -> None:
    """Refuse a shell in which production is switched on: its redirects to TLS would fail every test."""
    if settings.PRODUCTION:
        pytest.exit("The tests run in development: unset INTERDICT_ENV.", returncode=4)


# What the database of a test comes from; a test without any of these cannot differ between databases.
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Try on SQLite alone what no database can change; skip, with the reason, what cannot be tried here."""
    if connection.vendor != "sqlite":
        once = [item for item in items if item.get_closest_marker("once") or not of_a_database(item)]
        config.hook.pytest_deselected(items=once)
        left_out = set(once)
        items[:] = [item for item in items if item not in left_out]
    reasons = {
        "soak": "" if SOAK else "a long test: make soak",
        "e2e": "" if browser.chromium() else "no Chromium found: install one, or name it in INTERDICT_CHROMIUM",
        "postgres": "" if connection.vendor == "postgresql" else "needs PostgreSQL: make test runs it there too",
    }
    for item in items:
        for marker, reason in reasons.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))
        if item.get_closest_marker("e2e"):
            # Playwright keeps an event loop running in the test's thread; Django would refuse the database there.
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def of_a_database(item: pytest.Item) -> bool:
    """Whether a test has a database."""
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return item.get_closest_marker("django_db") is not None or not DATABASE.isdisjoint(fixtures)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Accounts made by tests need no slow password hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database. In the end nobody else is connected to it: PostgreSQL drops none that is in use."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def kept_migrated(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[BaseDatabaseWrapper]:
    """A second database, made by the migrations, which takes long; the tests' own is made from the models."""
    second = connections["migrated"] = connection.copy("migrated")
    creation: Any = second.creation  # its types know only what Django makes for a whole run of tests
    name = f"{connection.settings_dict['NAME']}_migrated" if connection.vendor == "postgresql" else None
    second.settings_dict["TEST"]["NAME"] = name
    with django_db_blocker.unblock(), override_settings(MIGRATION_MODULES={}):
        made = creation._create_test_db(verbosity=0, autoclobber=True)
        second.settings_dict["NAME"] = made
        executor = MigrationExecutor(second)
        executor.migrate(executor.loader.graph.leaf_nodes())
    yield second
    with django_db_blocker.unblock():
        second.close()
        creation._destroy_test_db(made, verbosity=0)


@pytest.fixture
def migrated(kept_migrated: BaseDatabaseWrapper, db: None, settings: Settings) -> BaseDatabaseWrapper:
    """A database that was made by the migrations, as that of a site is."""
    settings.MIGRATION_MODULES = {}
    connections["migrated"] = kept_migrated
    return kept_migrated


@pytest.fixture(scope="session")
def connected(django_db_setup: None) -> BaseDatabaseWrapper:
    """The connection of the tests' own thread."""
    return connections[DEFAULT_DB_ALIAS]


@pytest.fixture(scope="session")
def playwright(connected: BaseDatabaseWrapper, playwright: Playwright) -> Playwright:
    """What drives browsers. Its event loop would have Django open a second connection in the tests' thread."""
    connections[DEFAULT_DB_ALIAS] = connected
    expect.set_options(timeout=browser.PATIENCE)
    return playwright


@pytest.fixture
def new_context(new_context: CreateContextCallback) -> CreateContextCallback:
    """Opens a browser window of one's own: as pytest-playwright does, but patiently."""

    def opened(**how: Any) -> BrowserContext:
        context = new_context(**how)
        context.set_default_timeout(browser.PATIENCE)
        return context

    return cast(CreateContextCallback, opened)


@pytest.fixture(scope="session")
def base_url() -> None:
    """Browser tests name the live server in full. (The plugin's own fixture of this name warns on pytest 9.2.)"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How pytest-playwright starts the browser."""
    return {**browser_type_launch_args, "executable_path": browser.chromium(), "args": browser.arguments()}


# --- What many tests read: made once in a process, there for a file of tests, which put back whatever they change -----


@pytest.fixture(scope="session")
def kept_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Kept[World]:
    """The founding example in small, to be put into any database."""
    return Kept.of(published_world, django_db_blocker)


@pytest.fixture(scope="module")
def _published(kept_world: Kept[World], django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with for_a_while(django_db_blocker):
        kept_world.put_back()
        yield kept_world.made


@pytest.fixture
def world(_published: World, db: None) -> World:
    """The founding example in small, public."""
    return deepcopy(_published)


@pytest.fixture(scope="session")
def kept_demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Kept[str]:
    """The founding example, as `make demo` loads it, to be put into any database."""
    return Kept.of(lambda: call_command("load_demo", verbosity=0), django_db_blocker)


@pytest.fixture(scope="module")
def demo(kept_demo: Kept[str], django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The founding example, as `make demo` loads it."""
    with for_a_while(django_db_blocker):
        kept_demo.put_back()
        yield
