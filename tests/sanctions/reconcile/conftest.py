"""What tests of importing share."""

from pathlib import Path

import pytest

from tests.sanctions.reconcile.lists import Desk


@pytest.fixture
def desk(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An empty desk that follows the UK's list."""
    return Desk(tmp_path, monkeypatch)
