"""Importing OFAC's SDN list beside parsing its CSV alone, in one run: how fast, in how much memory, who waits how long.

    python -m benchmarks.imports [--list ../shared/data/us_ofac/sdn-csv-2023-12-28] [--rounds 5] [--write FILE]

The folder holds `sdn.csv`, `add.csv` and `alt.csv` as OFAC publishes them. Everything happens on new SQLite databases
below a temporary folder; each import has a process of its own, whose time and memory are measured.
"""

import argparse
import csv
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from sanctions.reconcile import archive

ROOT = Path(__file__).resolve().parent.parent
_FOLDER = ROOT.parent / "shared" / "data" / "us_ofac" / "sdn-csv-2023-12-28"
_DAY, _NEXT = date(2023, 12, 28), date(2023, 12, 29)
_SHARE = 200
"""One entry in so many changes on the next day, and as many go: OFAC's busy days change fewer than a hundred."""
Parts = Mapping[str, bytes]


def measure(folder: Path, rounds: int) -> list[str]:
    """The lines of the report."""
    parts = archive.gathered(folder)
    parse = statistics.median(_timed(lambda: _parsed(parts)) for _ in range(rounds))
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        files = {name: _kept(base / name, content) for name, content in _releases(parts).items()}
        alone, beside = base / "alone.sqlite3", base / "beside.sqlite3"
        first = _import(alone, files["first"], _DAY, exclusive=True)
        same = [_import(alone, files["first"], _DAY, exclusive=True) for _ in range(rounds)]
        shuffled = [_import(alone, files["shuffled"], _DAY, exclusive=True, dry=True) for _ in range(rounds)]
        change = _import(alone, files["next"], _NEXT, exclusive=True)
        first_beside = _import(beside, files["first"], _DAY, exclusive=False, editor=True)
        change_beside = _import(beside, files["next"], _NEXT, exclusive=False, editor=True)
    entries = first["counts"]["records"]

    def beside_parsing(runs: list[dict[str, Any]]) -> str:
        return f"{statistics.median(run['seconds'] for run in runs) / parse:.2f}x the parse"

    changed = sum(change["counts"][name] for name in ("added", "changed", "delisted", "relisted"))
    return [
        f"| parsing the CSV alone ({entries:,} entries) | {parse:.2f} s | 1x | |",
        _row("first import, `--exclusive`", first, f"{entries / first['seconds']:,.0f} entries/s, "
             f"{first['seconds'] / parse:.0f}x the parse", "≥ 900 entries/s"),
        _row("the very files again", same[0], beside_parsing(same), "≤ 2.5x"),
        _row("the same records in another order", shuffled[0], beside_parsing(shuffled), "≤ 2.5x"),
        _row(f"a day's change ({changed} entries)", change, f"{change['seconds'] / parse:.1f}x the parse", "< 3 s"),
        _row("first import beside an editor who saves all the time", first_beside,
             f"longest wait {first_beside['waited']:.2f} s", "< 1 s"),
        _row("a day's change beside that editor", change_beside,
             f"longest wait {change_beside['waited']:.2f} s", "< 1 s"),
    ]  # fmt: skip


def _row(what: str, run: Mapping[str, Any], found: str, reach: str) -> str:
    return f"| {what} | {run['seconds']:.2f} s, {run['peak']:,.0f} MiB | {found} | {reach} |"


def _releases(parts: Parts) -> dict[str, Parts]:
    lines = parts["sdn.csv"].splitlines(keepends=True)
    end = lines.pop() if lines[-1].strip() == b"\x1a" else b""
    going = [line for number, line in enumerate(lines) if number % _SHARE != 7]
    changed = [
        line.replace(b"DOB ", b"alt. DOB 01 Jan 1950; DOB ", 1) if number % _SHARE == 1 else line
        for number, line in enumerate(going)
    ]
    gone = {line.split(b",")[0] for line in lines} - {line.split(b",")[0] for line in changed}
    beside = {
        name: b"".join(line for line in content.splitlines(keepends=True) if line.split(b",")[0] not in gone)
        for name, content in parts.items()
        if name != "sdn.csv"
    }
    return {
        "first": parts,
        "shuffled": {**parts, "sdn.csv": b"".join([*reversed(lines), end])},
        "next": {**beside, "sdn.csv": b"".join([*changed, end])},
    }


def _kept(folder: Path, parts: Parts) -> Path:
    folder.mkdir()
    for name, content in parts.items():
        (folder / name).write_bytes(content)
    return folder


def _parsed(parts: Parts) -> int:
    tables = (io.StringIO(content.decode("latin-1"), newline="") for content in parts.values())
    return sum(1 for table in tables for _ in csv.reader(table))


def _timed(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return time.perf_counter() - begun


def _import(
    database: Path, files: Path, dated: date, *, exclusive: bool, editor: bool = False, dry: bool = False
) -> dict[str, Any]:
    """One import in a process of its own: its seconds, its counts and its memory; how long an editor had to wait."""
    given = {"files": str(files), "dated": dated.isoformat(), "exclusive": exclusive, "dry": dry}
    with _editing(database) if editor else nullcontext([0.0]) as waits:
        with _process(database, given) as importing:
            told, errors = importing.communicate()
        if importing.returncode:
            raise SystemExit(errors)
    found: dict[str, Any] = json.loads(told.splitlines()[-1])
    return {**found, "waited": max(waits)}


@contextmanager
def _editing(database: Path) -> Iterator[list[float]]:
    """An editor in another process, who saves one record again and again; afterwards, the seconds of each save."""
    waits: list[float] = []
    with _process(database, {"edit": True}) as editor:
        assert editor.stdout
        editor.stdout.readline()  # has begun
        yield waits
        told, errors = editor.communicate("")
    if editor.returncode:
        raise SystemExit(errors)
    waits += json.loads(told)


def _process(database: Path, given: Mapping[str, Any]) -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "INTERDICT_ENV": "development",
        "INTERDICT_DEBUG": "off",
        "INTERDICT_SECRET_KEY": "benchmark-" + "k" * 60,
        "INTERDICT_ARCHIVE": str(database.parent / "archive"),
    }
    command = [sys.executable, "-m", "benchmarks.import_step", json.dumps(given)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def main() -> None:
    """Measures, and prints or writes the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--list", type=Path, default=_FOLDER, help="the folder with the files of the list")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", type=Path, help="a Markdown file to write the table to")
    given = parser.parse_args()
    rows = measure(given.list, given.rounds)
    report = "| what | time and peak memory | found | to reach |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    sys.stdout.write(report)
    if given.write:
        given.write.write_text(report)


if __name__ == "__main__":
    main()
