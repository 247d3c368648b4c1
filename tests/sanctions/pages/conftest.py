"""What tests of pages share."""

import pytest
from django.core.cache import cache

from tests.sanctions.api.world import World, published_world


@pytest.fixture
def world(db: None) -> World:
    """The founding example in small, published."""
    return published_world()


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No page is kept from one test to the next: their publications have the same numbers and times."""
    cache.clear()
