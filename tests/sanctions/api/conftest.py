"""What tests of the API read: made once for each file of tests, which put back whatever they change."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.sanctions.api.world import World, published_world


@contextmanager
def _for_a_while(blocker: DjangoDbBlocker) -> Iterator[None]:
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def _published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with _for_a_while(django_db_blocker):
        yield published_world()


@pytest.fixture
def world(_published: World, db: None) -> World:
    """The founding example in small, public."""
    return deepcopy(_published)


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The founding example, as `make demo` loads it."""
    with _for_a_while(django_db_blocker):
        call_command("load_demo", verbosity=0)
        yield
