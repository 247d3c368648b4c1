"""What every test shares. No test talks to the outside: see `--disable-socket` in pyproject.toml."""

import os
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from tests import browser
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what cannot be tried here."""
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


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Accounts made by tests need no slow password hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def base_url() -> None:
    """Browser tests name the live server in full. (The plugin's own fixture of this name warns on pytest 9.2.)"""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """How pytest-playwright starts the browser."""
    return {**browser_type_launch_args, "executable_path": browser.chromium(), "args": browser.arguments()}
