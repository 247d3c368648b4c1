"""The throwaway PostgreSQL that the second half of `make test` runs on."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from tests import with_postgres

# Once is enough: on PostgreSQL the suite itself is the proof.
pytestmark = [
    pytest.mark.skipif(connection.vendor == "postgresql", reason="runs on such a cluster already"),
    pytest.mark.skipif(with_postgres.binaries() is None, reason="no PostgreSQL server programs here"),
]

SHOW = "import os; print(os.environ['DATABASE_URL'], flush=True)"
COMMAND = [sys.executable, with_postgres.__file__, sys.executable, "-c"]


def directory(said: str) -> Path:
    """The cluster's directory, from the DATABASE_URL that the command printed."""
    found = re.search(r"\?host=(\S+)", said)
    assert found, said
    return Path(found.group(1).replace("%2F", "/"))


def test_the_command_gets_a_database_its_exit_code_is_kept_and_nothing_is_left() -> None:
    ask = f"""
{SHOW}
import psycopg, sys
answer = psycopg.connect(os.environ['DATABASE_URL']).execute("select lower('\u00c9\u0418'), 'a' < 'B'").fetchone()
print(answer)
sys.exit(7)
"""
    done = subprocess.run([*COMMAND, ask], capture_output=True, text=True, check=False)
    # Letters outside ASCII have their lower case, and order is by code point.
    assert "('\u00e9\u0438', False)" in done.stdout, done.stderr
    assert done.returncode == 7
    assert not directory(done.stdout).exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_nothing_is_left_when_it_is_interrupted(number: signal.Signals) -> None:
    child = subprocess.Popen(
        [*COMMAND, f"{SHOW}\nimport time; time.sleep(60)"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        preexec_fn=_as_in_a_terminal,  # noqa: PLW1509  # no thread is at work between the two
    )
    assert child.stdout
    with child.stdout:
        base = directory(child.stdout.readline())
        assert base.is_dir()
        if number == signal.SIGINT:  # a terminal tells the whole group
            os.killpg(child.pid, number)
        else:
            child.send_signal(number)
        assert child.wait(timeout=120) in {128 + number, 1}
    assert not base.exists()


def _as_in_a_terminal() -> None:
    """A suite that was started in the background has Ctrl-C ignored, and so would all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_a_temporary_directory_with_a_long_name_is_not_used_for_the_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("x" * 100)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    base = with_postgres.new_directory({})
    base.rmdir()
    assert len(str(base)) <= with_postgres.LONGEST_DIRECTORY


def test_programs_that_are_named_but_not_there_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERDICT_PG_BIN", str(tmp_path))
    with pytest.raises(SystemExit, match="INTERDICT_PG_BIN"):
        with_postgres.binaries()


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_a_machine_without_postgresql_is_told_so_and_fails_only_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ci: str, code: int
) -> None:
    monkeypatch.setattr(with_postgres, "binaries", lambda: None)
    monkeypatch.setenv("CI", ci)
    assert with_postgres.main(["true"]) == code
    assert "SKIPPED: this half needs PostgreSQL" in capsys.readouterr().err
