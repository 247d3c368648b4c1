"""What a supervisor is told."""

from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.test import Client


def test_alive_is_answered_without_the_database(client: Client) -> None:
    # The test has no database mark: a query would fail it.
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "alive"}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_not_ready_when_the_database_does_not_answer_and_its_address_is_not_told(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    gone = OperationalError("connection to server at db.internal failed")
    with mock.patch.object(connection, "cursor", side_effect=gone):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "not ready", "reason": "the database does not answer"}
    assert answer["Cache-Control"] == "no-store"
    assert "db.internal" in caplog.text


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_can_only_be_read(client: Client, path: str) -> None:
    answer = client.post(path)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
