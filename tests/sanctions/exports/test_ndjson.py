"""Everything at once: complete, of one moment, and recognisable when it was cut short."""

import hashlib
from datetime import UTC, date, datetime, timedelta

import orjson
import pytest
from django.test import Client

from sanctions.exports.ndjson import lines
from sanctions.publishing.publish import publish
from sanctions.reading import answers
from tests.factories import publish_everything, saved, target

pytestmark = pytest.mark.django_db
TODAY = date(2024, 12, 1)


def test_every_item_is_a_line_and_the_last_line_counts_and_sums_them() -> None:
    for full in ("Iran Air", "Mahan Air", "Saha Airlines"):
        target(full)
    publish_everything()
    *items, end = b"".join(lines("target", {"standing": ["related"]}, today=TODAY)).splitlines(keepends=True)
    assert sorted(orjson.loads(item)["label"] for item in items) == ["Iran Air", "Mahan Air", "Saha Airlines"]
    assert orjson.loads(end)["end"] == {
        "count": 3,
        "sha256": hashlib.sha256(b"".join(items)).hexdigest(),
        "edition": 1,
    }


def test_an_empty_database_gives_only_the_last_line() -> None:
    assert [orjson.loads(line) for line in lines("measure", {}, today=TODAY)] == [
        {"end": {"count": 0, "sha256": hashlib.sha256(b"").hexdigest(), "edition": 0}}
    ]


def test_what_is_published_while_an_export_runs_is_not_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    aimed = [target(full) for full in ("Iran Air", "Mahan Air", "Saha Airlines")]
    publish_everything()
    monkeypatch.setattr("sanctions.exports.ndjson._CHUNK", 1)
    running = lines("target", {"standing": ["related"]}, today=TODAY)
    labels = [orjson.loads(next(running))["label"]]
    for record in aimed:
        name = record.names.get()
        name.full += " renamed"
        record.refresh_from_db()
        saved(record, name, expected=record.revision)
    publish(aimed, by=None, at=datetime.now(UTC) + timedelta(days=1))
    labels += [orjson.loads(line).get("label") for line in running]
    assert sorted(filter(None, labels)) == ["Iran Air", "Mahan Air", "Saha Airlines"]


def test_an_export_has_the_items_of_the_list_byte_for_byte() -> None:
    target("Iran Air")
    publish_everything()
    listed = answers.listed("target", {"standing": ["related"]}, today=TODAY)
    assert next(lines("target", {"standing": ["related"]}, today=TODAY)).decode() == f"{listed.items[0]}\n"


def test_an_export_is_offered_as_a_file_and_refuses_what_it_cannot_do() -> None:
    client = Client(headers={"host": "localhost"})
    answer = client.get("/api/v1/export/targets/")
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert "interdict-targets.ndjson" in answer.headers["Content-Disposition"]
    refused = client.get("/api/v1/export/targets/", {"limit": "5"})
    assert refused.status_code == 400
    assert "limit" in refused.json()["detail"]
