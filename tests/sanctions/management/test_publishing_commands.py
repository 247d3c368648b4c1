"""Publishing, withdrawing, erasing, verifying and rebuilding from the command line."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, load_command_class
from django.db import connection

from sanctions.models import FOREVER, Edition, Publication, PublishedTerm, Target
from sanctions.publishing import shape
from sanctions.publishing.verify import verify
from tests import factories as f
from tests.soak import examples

pytestmark = pytest.mark.django_db


def run(*words: str, verbosity: int = 1) -> str:
    out = StringIO()
    call_command(*words, stdout=out, verbosity=verbosity)
    return out.getvalue().strip()


def refused(*words: str) -> str:
    with pytest.raises(CommandError) as error:
        run(*words)
    assert error.value.returncode == 1
    return str(error.value)


def states() -> dict[str, str]:
    return dict(Edition.objects.filter(known_until=FOREVER).values_list("label", "state"))


# --- publish ----------------------------------------------------------------------------------------------------------


def test_records_are_published_by_their_uids() -> None:
    one, other = f.target("Iran Air"), f.target("Mahan Air")
    assert run("publish", one.uid, other.uid, "--because", "checked") == "Publication 1: 2 editions."
    assert (Publication.objects.get().because, Publication.objects.get().by_name) == ("checked", "Interdict")
    assert run("publish", one.uid, "--because", "again") == "Nothing to do: what is public says the same already."


def test_all_drafts_are_new_and_changed_records_but_not_those_taken_back() -> None:
    public, changed, taken_back = f.target("Public"), f.target("Changed"), f.target("Taken back")
    run("publish", "--all-drafts", "--because", "first")
    run("withdraw", taken_back.uid, "--because", "wrong")
    f.saved(Target.get(changed.uid), f.name(changed, "Alias"))
    f.target("New")
    f.target("Of a list", layer="gb_fcdo")
    assert run("publish", "--all-drafts", "--because", "second") == "Publication 3: 2 editions."
    assert states() == {
        "Public": "published",
        "Changed": "published",
        "New": "published",
        "Taken back": "withdrawn",
    }
    assert public.uid
    assert run("publish", taken_back.uid, "--because", "right after all") == "Publication 4: 1 edition."


def test_what_cannot_be_published_is_told_and_nothing_is() -> None:
    case = f.sanction(reference="1")
    nameless = f.entered(Target(kind="company"))
    told = refused("publish", case.uid, nameless.uid, "--because", "x")
    assert told.startswith("Nothing was changed.\n")
    assert "GB 1: names " in told
    assert f"{nameless.uid}: a target needs a name to be shown under." in told
    assert not Edition.objects.exists()


@pytest.mark.parametrize("command", ["publish", "withdraw", "redact"])
def test_an_unknown_uid_is_named(command: str) -> None:
    told = refused(command, "nosuchrecord", "--because", "x")
    assert "nosuchrecord" in told
    assert told.startswith("Nothing was changed.")


@pytest.mark.parametrize("command", ["publish", "withdraw", "redact"])
def test_a_reason_is_asked_for(command: str) -> None:
    with pytest.raises(CommandError, match="--because"):
        run(command, "x")


@pytest.mark.parametrize("command", ["publish", "withdraw", "redact"])
def test_who_gives_a_reason_is_told_that_it_stays_for_good(command: str) -> None:
    found = load_command_class("sanctions", command).create_parser("manage.py", command).format_help()
    assert "it can never be erased: name no person in it" in " ".join(found.split())


def test_records_are_named_one_way_or_the_other() -> None:
    assert "not both" in refused("publish", "--because", "x")
    assert "not both" in refused("publish", f.target().uid, "--all-drafts", "--because", "x")


def test_the_person_who_acts_is_named_and_bound_by_the_rules_for_persons() -> None:
    airline = f.target("Iran Air")
    assert "there is no account nobody" in refused("publish", airline.uid, "--because", "x", "--by", "nobody")
    f.saved(airline, f.name(airline, "Homa"), by=f.user("author"))
    assert "another person must publish it" in refused("publish", airline.uid, "--because", "x", "--by", "author")
    f.user("reviewer")
    run("publish", airline.uid, "--because", "x", "--by", "reviewer")
    assert Publication.objects.get().by_name == "reviewer"


# --- withdraw, redact -------------------------------------------------------------------------------------------------


def test_records_are_withdrawn_with_the_reason() -> None:
    case = f.sanction(f.target("Iran Air"), reference="1")
    f.publish_everything()
    assert "is named by GB 1" in refused("withdraw", case.target.uid, "--because", "wrong")
    assert run("withdraw", case.uid, case.target.uid, "--because", "wrong") == "Publication 2: 2 editions."
    assert Edition.objects.get(uid=case.uid, known_until=FOREVER).because == "wrong"


def test_one_edition_or_all_of_a_record_are_erased() -> None:
    airline = f.target("Iran Air")
    f.publish_everything()
    f.saved(airline, f.name(airline, "Homa"))
    run("publish", airline.uid, "--because", "x")
    assert run("redact", f"{airline.uid}/1", "--because", "Court order.") == "Publication 3: 1 edition."
    assert list(Edition.objects.order_by("number").values_list("state", flat=True)) == ["redacted", "published"]
    assert run("redact", airline.uid, "--because", "Court order.") == "Publication 4: 1 edition."
    assert "there is nothing to erase" in refused("redact", airline.uid, "--because", "Court order.")
    assert run("verify_editions") == "The chain verifies: 4 publications."


@pytest.mark.parametrize("name", ["{uid}/9", "{uid}/x", "{uid}/1/2", "/1"])
def test_an_edition_that_is_not_there_is_named(name: str) -> None:
    airline = f.target()
    f.publish_everything()
    assert name.format(uid=airline.uid) in refused("redact", name.format(uid=airline.uid), "--because", "x")
    assert states() == {"Iran Air": "published"}


# --- verify_editions, reindex, republish ------------------------------------------------------------------------------


def test_a_chain_that_was_tampered_with_fails_and_the_row_is_named() -> None:
    f.target("Iran Air")
    f.publish_everything()
    assert run("verify_editions") == "The chain verifies: 1 publication."
    Edition.objects.update(document="{}")
    told = refused("verify_editions")
    assert told.startswith("The chain does not verify: edition 1 of target ")
    assert "its document does not have the digest" in told


def test_flat_rows_are_rebuilt() -> None:
    f.target("Iran Air")
    f.publish_everything()
    PublishedTerm.objects.all().delete()
    assert run("reindex") == "Reindexed: 1 edition."
    assert PublishedTerm.objects.filter(normalised="iran air").exists()


def test_older_editions_are_brought_into_todays_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    f.target("Iran Air")
    f.publish_everything()
    assert run("republish") == "In today's shape: 0 older editions."
    before, after = shape.SHAPE, shape.SHAPE + 1
    monkeypatch.setattr(shape, "SHAPE", after)
    assert refused("republish") == f"Nothing was changed: no step leads from public shape {before} to {after}."
    monkeypatch.setattr(shape, "UPGRADES", {before: lambda document: {**document, "new": True}})
    assert run("republish") == "In today's shape: 1 older edition."
    assert json.loads(Edition.objects.get().served or "")["new"] is True


@pytest.mark.parametrize("command", ["verify_editions", "reindex", "republish"])
def test_who_asks_for_quiet_gets_it(command: str) -> None:
    assert run(command, verbosity=0) == ""


# --- Killed -----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(connection.vendor != "sqlite", reason="needs a database in a file; PostgreSQL rolls back alike")
def test_whoever_is_killed_while_publishing_leaves_the_old_state_or_the_new(
    database_file: Path, together: Callable[..., list[Any]]
) -> None:
    copy = sqlite3.connect(database_file)
    for number in range(100):
        f.target(f"Firm {number}")
    connection.connection.backup(copy)
    copy.close()
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database_file}", "INTERDICT_ENV": "development"}
    command = [sys.executable, "manage.py", "publish", "--all-drafts", "--because", "x"]

    def counts() -> tuple[int, int]:
        with sqlite3.connect(database_file) as database:
            query = "SELECT (SELECT count(*) FROM sanctions_publication), (SELECT count(*) FROM sanctions_edition)"
            found: tuple[int, int] = database.execute(query).fetchone()
            return found

    for _ in range(examples(1, 20)):
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.DEVNULL)
        log = Path(f"{database_file}-wal")
        written = log.stat().st_size if log.exists() else 0
        while process.poll() is None and (log.stat().st_size if log.exists() else 0) <= written + 50_000:
            time.sleep(0.001)  # until it is in the midst of writing
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert counts() in ((0, 0), (1, 100))

    def again() -> list[int]:
        run("publish", "--all-drafts", "--because", "x")
        return list(verify())

    assert together(again) == [[1]]
    assert counts() == (1, 100)
