"""Imports a release of an official list: from a file, from its keeper, or of all lists that are followed."""

import fcntl
import logging
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from sanctions.lists.catalogue import LISTS, Listing, listing
from sanctions.lists.reading import Parts, RefusedError
from sanctions.management.importing import (
    EXPECTED,
    Bar,
    Held,
    ImportCommand,
    Rejected,
    adoption,
    day,
    nothing_new,
    progress,
    refuse_what_is_not_public,
    report,
)
from sanctions.models import ReleaseState
from sanctions.reconcile import archive, check, deciding, importing
from sanctions.reconcile.check import Check
from sanctions.reconcile.fetch import FetchError
from sanctions.reconcile.importing import Way

log = logging.getLogger(__name__)
_NAMED = 3
"""Files that a refusal names."""
_EAST = timedelta(hours=14)
"""So far ahead of UTC a day begins first (the Line Islands of Kiribati)."""


class Command(ImportCommand):
    """`import_list CODE [PATH|URL]`, or `--all` for a timer; the format of a file is told by its content."""

    help = (
        "Reads a release of an official list, weighs it beside the last one, and makes public what changed. "
        "A release that looks wrong is held for somebody to look at, and changes nothing. Without a path the list is "
        "fetched from its keeper. Lists: " + ", ".join(LISTS)
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What it is told."""
        parser.add_argument("code", nargs="?", default="", help="the list: gb_fcdo")
        parser.add_argument(
            "place", nargs="?", default="", metavar="PATH|URL",
            help="the file, the folder with its parts, or an address of its keeper; else the list's own",
        )  # fmt: skip
        parser.add_argument("--all", action="store_true", help="every list that is followed, each from its keeper")
        parser.add_argument("--as-at", type=day, help="the day it is of, where the file does not say")
        parser.add_argument(
            "--backdate", action="store_true", help="known since the day it is of, not only from now on"
        )
        parser.add_argument("--afresh", action="store_true", help="read unchanged records again too")
        super().add_arguments(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        """Imports it, or them."""
        code, place = options["code"], options["place"]
        if options["all"] == bool(code):
            raise CommandError("Name a list, or say --all: manage.py import_list gb_fcdo")
        if options["all"] and options["as_at"]:
            raise CommandError("--as-at dates one file, and --all fetches many.")
        if options["as_at"] and options["as_at"] > (datetime.now(UTC) + _EAST).date():
            raise CommandError(f"--as-at {options['as_at']}: that day is yet to come.")
        if unknown := settings.LIST_ADDRESSES.keys() - LISTS.keys():
            raise CommandError(f"INTERDICT_LIST_ADDRESSES names what is no list: {', '.join(sorted(unknown))}")
        if options["all"]:
            with _alone():
                self._all(options)
            return
        try:
            told = self._one(listing(code), place, options)
        except (LookupError, *EXPECTED) as error:
            raise CommandError(f"{code}: {error}") from error
        self.stdout.write(told)

    def _all(self, options: dict[str, Any]) -> None:
        """Each list that is followed, whatever becomes of the others."""
        failed = []
        for code, one in LISTS.items():
            if not one.is_followed:
                continue
            try:
                told = self._turn(one, options)
            except Held as held:
                failed.append(f"{code} (held)")
                told = f"HELD: {held}"
            except (CommandError, *EXPECTED) as error:
                failed.append(code)
                told = f"FAILED: {error}"
            except Exception as error:  # a fault of ours in one list is no reason to leave the others alone
                log.exception("%s could not be imported", code)
                failed.append(code)
                told = f"FAILED: {type(error).__name__}: {error}"
            self.stdout.write(f"{code}: {told}")
        if failed:
            raise CommandError(f"Not imported: {', '.join(failed)}.")

    def _turn(self, of_list: Listing, options: dict[str, Any]) -> str:
        """What waits to be imported of a list, since somebody let it through or it was broken off; then what is new."""
        waiting = [] if options["dry_run"] else deciding.to_import(of_list.code)
        for row in waiting:
            with progress(options["exclusive"]) as (way, _bar):
                done = deciding.import_again(row, at=datetime.now(UTC), folder=settings.ARCHIVE, way=way)
            refuse_what_is_not_public(done)
            self.stdout.write(f"{done}: {report(done.counts)}")
        return self._one(of_list, "", options)

    def _one(self, of_list: Listing, place: str, options: dict[str, Any]) -> str:
        """Imports one release, and answers the report's last line."""
        with progress(options["exclusive"]) as (way, bar):
            if place and "://" not in place:
                return self._taken(of_list, _one_release(of_list, Path(place)), way, options)
            done = self._asked(of_list, place, bar, options)
            try:
                told = self._of_check(done, way, options)
            except RefusedError as error:
                if _is_followed_there(place, options):
                    check.failed(of_list, at=done.at, because=error)
                raise
            except Held:
                check.passed(done)
                raise
            except Rejected as rejected:  # its keeper goes on offering it; somebody has decided
                told = str(rejected)
            if not options["dry_run"]:
                check.passed(done)
            return told

    def _asked(self, of_list: Listing, url: str, bar: Bar, options: dict[str, Any]) -> Check:
        if not url and not of_list.is_followed:
            raise CommandError(f"{of_list.name} was closed on {of_list.closed_on}: name the file that you have of it.")
        now = datetime.now(UTC)
        address = url or settings.LIST_ADDRESSES.get(of_list.code, "")
        anew = options["afresh"] or options["dry_run"]
        try:
            return check.check(
                of_list, at=now, address=address, once=bool(url), anew=anew, progress=bar.fetched
            )  # fmt: skip
        except (FetchError, RefusedError) as error:
            if _is_followed_there(url, options):
                check.failed(of_list, at=now, because=error)
            raise

    def _of_check(self, done: Check, way: Way, options: dict[str, Any]) -> str:
        if done.parts is not None:
            return self._taken(done.listing, done.parts, way, options)
        last = deciding.last_public(done.listing.code)
        self.stdout.write(f"{last or done.listing.code}: its keeper has nothing newer.")
        return report(nothing_new(last.counts if last else {}))

    def _taken(self, of_list: Listing, parts: Parts, way: Way, options: dict[str, Any]) -> str:
        asked = {name: options[name] for name in ("as_at", "afresh", "dry_run")}
        found = self.examined(of_list.code, parts, way, **asked)
        if found.is_known and not options["afresh"]:
            self.stdout.write("These very files are public already.")
            if options["as_at"] and not options["dry_run"]:
                importing.confirm(of_list.code, found.sha256, options["as_at"])
            return report(found.counts)
        self.aside(found)
        if options["dry_run"]:
            self.show(found)
            return report(found.counts)
        release = self.taken(found, way, backdate=options["backdate"])
        if release.state != ReleaseState.PROMOTED:
            self.stdout.write(report(release.counts))
        refuse_what_is_not_public(release)
        self.stdout.write(adoption(release.counts), ending="")
        return report(release.counts)


def _one_release(of_list: Listing, path: Path) -> Parts:
    """The files of a release. Raises RefusedError, also where they are several and not those of one."""
    parts = archive.gathered(path)
    if len(parts) == 1:
        return parts
    try:
        of_list.format_of(parts)
    except RefusedError as error:
        raise RefusedError(
            path.name,
            f"holds {len(parts)} files ({_first(parts)}), which are not one release of {of_list.name}. It must hold "
            f"one release and nothing else; manage.py backfill {of_list.code} FOLDER imports several.",
        ) from error
    return parts


def _first(parts: Parts) -> str:
    names = sorted(parts)
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _is_followed_there(url: str, options: dict[str, Any]) -> bool:
    """Whether failing says something of the list: an address that somebody typed may be wrong."""
    return not url and not options["dry_run"]


@contextmanager
def _alone() -> Iterator[None]:
    """For one run at a time on this machine; the lock goes with the process, however it ends."""
    settings.ARCHIVE.mkdir(parents=True, exist_ok=True)
    with (settings.ARCHIVE / "importing.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError("Another import_list --all is at work; this one leaves it to that.") from None
        yield
