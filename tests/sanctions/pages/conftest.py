"""What tests of pages share."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No page is kept from one test to the next: their publications have the same numbers and times."""
    cache.clear()
