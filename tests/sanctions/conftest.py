"""What tests of sanctions share."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

Together = Callable[..., list[Any]]


@pytest.fixture
def database_file(transactional_db: None, tmp_path: Path) -> Iterator[Path | None]:
    """Where a test needs more than one connection: on SQLite a file, a copy of the database in memory; else None.

    New threads connect to the file. What this thread writes afterwards goes to the memory still.
    """
    if connection.vendor != "sqlite":
        yield None
        return
    path = tmp_path / "interdict.sqlite3"
    copy = sqlite3.connect(path)
    connection.ensure_connection()
    connection.connection.backup(copy)
    copy.close()
    settings = connections.settings["default"]
    in_memory = settings["NAME"]
    settings["NAME"] = str(path)
    try:
        yield path
    finally:
        settings["NAME"] = in_memory


@pytest.fixture
def together(database_file: Path | None) -> Together:
    """Calls functions at the same time, each in a thread and a connection of its own; answers what they returned.

    Raises the first exception that one of them raised. Called with one function it only gives it that database.
    """

    def call(*functions: Callable[[], Any]) -> list[Any]:
        start = Barrier(len(functions))

        def run(function: Callable[[], Any]) -> Any:
            try:
                start.wait(timeout=30)
                return function()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(functions)) as threads:
            return [future.result() for future in [threads.submit(run, function) for function in functions]]

    return call
