"""What commands have in common that import releases: how it is gone about, a progress bar, and the report."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm

from sanctions.lists.catalogue import listing
from sanctions.lists.reading import Parts, RefusedError
from sanctions.models import EntryState, Release, ReleaseState
from sanctions.publishing.publish import NotPublishable
from sanctions.reconcile import deciding, importing
from sanctions.reconcile.fetch import FetchError
from sanctions.reconcile.importing import Examined, Way
from sanctions.reconcile.turn import BusyError

REPORT = (
    "records", "imported", "quarantined", "ignored", "added", "changed", "delisted", "relisted", "unchanged",
)  # fmt: skip
"""The numbers of a report, in its order; the first is the sum of the three that follow."""
EXPECTED = (RefusedError, FetchError, BusyError, NotPublishable, OSError, DatabaseError)
"""What may keep a release from being imported, each with a reason in words."""
_SHOWN = 10
_INTERRUPTED = 130
"""The exit code of what somebody broke off with Ctrl-C, as shells have it."""


class Held(CommandError):
    """A release waits for somebody to look at it."""


class Rejected(CommandError):
    """Somebody has set a release aside for good."""


class ImportCommand(BaseCommand):
    """A command that imports releases of official lists."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How to go about it."""
        parser.add_argument("--dry-run", action="store_true", help="show what would be done and change nothing")
        parser.add_argument("--exclusive", action="store_true", help="no pauses: nobody else is at work")

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Refuses to start on a database of another shape (FAULTS I34)."""
        executor = MigrationExecutor(connection)
        if pending := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            names = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _ in pending[:3])
            raise CommandError(f"Migrations are not applied, so nothing is imported: {names}. Run manage.py migrate.")
        try:
            return super().execute(*args, **options)
        except KeyboardInterrupt:
            raise CommandError(
                "Broken off. Nothing half-done is public, and the same command goes on from here.",
                returncode=_INTERRUPTED,
            ) from None

    def examined(
        self, code: str, parts: Parts, way: Way, *, as_at: date | None, afresh: bool = False, dry_run: bool = False
    ) -> Examined:  # fmt: skip
        """A release, read and weighed; says what is strange about it. One that cannot be read is kept as held."""
        now = datetime.now(UTC)
        try:
            found = importing.examine(code, parts, today=now.date(), as_at=as_at, way=way, afresh=afresh)
        except RefusedError as error:
            if not dry_run:
                kept = importing.hold_unread(
                    listing(code), parts, because=error, at=now, dated=as_at or now.date(), folder=settings.ARCHIVE
                )  # fmt: skip
                if kept.state == ReleaseState.HELD:
                    self.stderr.write(f"It is kept as held, to be rejected: manage.py release held {code}")
            raise
        if as_at and found.dated != as_at and not found.is_known:
            why = "it says itself that it is" if found.says_its_day else "what is written of it is"
            self.stderr.write(f"warning: {why} of {found.dated}; {as_at} is not heeded")
        if not (as_at or found.says_its_day or found.is_known):
            self.stderr.write(
                f"warning: dated {found.dated}, since neither the file nor --as-at says of which day it is"
            )
        for warning in found.staged.reading.warnings[:_SHOWN]:
            self.stderr.write(f"warning: {warning}")
        if (more := len(found.staged.reading.warnings) - _SHOWN) > 0:
            self.stderr.write(f"warning: … and {more} more; the release keeps them")
        return found

    def taken(self, found: Examined, way: Way, *, backdate: bool) -> Release:
        """A release, made public where nothing is suspect of it."""
        now = datetime.now(UTC)
        known_from = datetime.combine(found.dated, time(), UTC) if backdate else None
        return importing.take_in(found, by=None, at=now, folder=settings.ARCHIVE, way=way, known_from=known_from)

    def aside(self, found: Examined) -> None:
        """The first entries that are put aside, and why."""
        rows = [read for _, read in sorted(found.staged.read.items()) if read.state == EntryState.QUARANTINED]
        for read in rows[:_SHOWN]:
            self.stdout.write(f"put aside: {read.reference}: {read.field}: {read.reason}")
        if (more := len(rows) - _SHOWN) > 0:
            self.stdout.write(f"put aside: … and {more} more; the desk shows them")

    def show(self, found: Examined) -> None:
        """What a release would change."""
        self.stdout.write(f"{found.listing.code} of {found.dated}")
        for name in ("added", "changed", "relisted", "delisted"):
            if references := getattr(found.plan, name):
                more = f" … and {len(references) - _SHOWN} more" if len(references) > _SHOWN else ""
                self.stdout.write(f"{name}: {', '.join(references[:_SHOWN])}{more}")
        for finding in found.findings:
            self.stdout.write(f"would be held: {finding}")


def day(text: str) -> date:
    """A day, as it is given to a command."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a day: 2025-01-31") from None


def report(counts: dict[str, int]) -> str:
    """The line that ends a report."""
    return ", ".join(f"{counts.get(name, 0)} {name}" for name in REPORT)


def adoption(counts: dict[str, int]) -> str:
    """How many of the new entries editors had entered before; empty where they had none."""
    number = counts.get("adopted", 0)
    return (
        f"{number} of the new entries stand on cases that editors had entered, whose facts and sources stay.\n"
        if number
        else ""
    )


def nothing_new(counts: dict[str, int]) -> dict[str, int]:
    """The numbers of a release that comes again, from those of the time when it was new."""
    same = counts.get("imported", 0) + counts.get("ignored", 0)
    return {**counts, "added": 0, "changed": 0, "delisted": 0, "relisted": 0, "unchanged": same, "adopted": 0}


def refuse_what_is_not_public(release: Release) -> None:
    """Raises Held or Rejected where a release was not made public, and tells what to do about it."""
    if release.state == ReleaseState.REJECTED:
        raise Rejected(
            f"{release} was rejected by {release.decided_by_name} on {release.decided_at:%Y-%m-%d}; nothing changed."
        )
    if release.state != ReleaseState.PROMOTED:
        findings = "\n- ".join(release.held_because)
        raise Held(
            f"{release} is held, and nothing public changed:\n- {findings}\n{deciding.advice(release)}"
        )  # fmt: skip


@contextmanager
def progress(exclusive: bool) -> Iterator[tuple[Way, "Bar"]]:
    """How to go about an import, with a bar on a terminal."""
    with tqdm(unit=" records", disable=None, leave=False) as line:
        bar = Bar(line)
        yield Way(exclusive=exclusive, progress=bar.advance), bar


class Bar:
    """A progress bar that begins anew with each step of an import."""

    def __init__(self, line: "tqdm[Any]") -> None:
        self.line = line
        self.step = ""

    def advance(self, step: str, number: int) -> None:
        """So much more is done of a step."""
        if step != self.step:
            self.step = step
            self.line.reset()
            self.line.unit = " bytes" if step == "fetched" else " records"
            self.line.unit_scale = step == "fetched"
            self.line.set_description(step, refresh=False)
        self.line.update(number)

    def fetched(self, number: int) -> None:
        """So many more bytes have come."""
        self.advance("fetched", number)
