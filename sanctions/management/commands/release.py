"""What is decided of releases of official lists, from the command line."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import CommandError

from sanctions.editing.roles import DECIDE
from sanctions.management.importing import EXPECTED, ImportCommand, day, progress, refuse_what_is_not_public, report
from sanctions.models import Release, ReleaseState
from sanctions.reconcile import deciding


class Command(ImportCommand):
    """`release held`; `let-through`, `reject` or `again` with the code of a list; `import` with one, or of all."""

    help = (
        "Decides of releases that were held, and imports those that were let through. held: which they are and why. "
        "let-through, reject: says so of one, by a named person and with a reason; what is let through is imported at "
        "once. import: what was let through on the desk, and what was broken off half-way (for cron: all lists). "
        "again: reads the last public release again, with what was said since of entries that were put aside."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What it is told."""
        parser.add_argument("what", choices=("held", "let-through", "reject", "import", "again"))
        parser.add_argument("code", nargs="?", default="", help="the list: gb_fcdo")
        parser.add_argument("--dated", type=day, help="which, where several of a list are held")
        parser.add_argument("--sha", default="", metavar="BEGINNING", help="which, where several of one day are held")
        parser.add_argument("--because", default="", metavar="REASON", help="why it is let through or rejected")
        parser.add_argument("--by", default="", metavar="USERNAME", help="who decides")
        parser.add_argument("--exclusive", action="store_true", help="no pauses: nobody else is at work")

    def handle(self, *_: Any, what: str, code: str, **options: Any) -> None:
        """Does it."""
        if not code and what not in ("held", "import"):
            raise CommandError("Name the list: manage.py release " + what + " gb_fcdo")
        if what == "held":
            self._tell(list(deciding.held(code)))
        elif what in ("let-through", "reject"):
            self._decide(what, _one(list(deciding.held(code)), code, options["dated"], options["sha"]), options)
        elif what == "again":
            if (last := deciding.last_public(code)) is None:
                raise CommandError(f"No release of {code} is public.")
            self._import([last], options)
        else:
            self._import(list(deciding.to_import(code)), options)

    def _tell(self, rows: Sequence[Release]) -> None:
        for row in rows:
            self.stdout.write(f"{row}, {row.sha256[:12]}, came on {row.received_at:%Y-%m-%d %H:%M} UTC")
            self.stdout.write("".join(f"  - {finding}\n" for finding in row.held_because), ending="")
        if not rows:
            self.stdout.write("Nothing is held.")

    def _decide(self, what: str, row: Release, options: dict[str, Any]) -> None:
        decide = deciding.let_through if what == "let-through" else deciding.reject
        try:
            decide(row, by=_person(options["by"]), at=datetime.now(UTC), because=options["because"].strip())
        except ValueError as error:
            raise CommandError(f"Nothing was changed. {error}") from error
        self.stdout.write(f"{row}: {row.get_state_display()}.")
        if row.state == ReleaseState.LET_THROUGH:
            self._import([row], options)

    def _import(self, rows: Sequence[Release], options: dict[str, Any]) -> None:
        """Each of them, whatever becomes of the others; fails where one was not made public."""
        failed = []
        for row in rows:
            try:
                with progress(options["exclusive"]) as (way, _):
                    done = deciding.import_again(row, at=datetime.now(UTC), folder=settings.ARCHIVE, way=way)
                refuse_what_is_not_public(done)
            except (LookupError, CommandError, *EXPECTED) as error:
                failed.append(f"{row}: {error}")
            else:
                self.stdout.write(f"{done}: public. {report(done.counts)}")
        if failed:
            raise CommandError("\n".join(failed))
        if not rows:
            self.stdout.write("Nothing waits to be imported.")


def _one(rows: Sequence[Release], code: str, dated: date | None, sha256: str) -> Release:
    meant = [row for row in rows if dated in (None, row.dated) and row.sha256.startswith(sha256)]
    if len(meant) == 1:
        return meant[0]
    if meant:
        which = ", ".join(f"{row.dated} ({row.sha256[:12]})" for row in meant)
        raise CommandError(f"Several releases of {code} are held, of {which}: say which with --dated or --sha.")
    asked = [f" of {dated}"] if dated else []
    asked += [f" whose SHA-256 begins with {sha256}"] if sha256 else []
    raise CommandError(f"No release of {code}{''.join(asked)} is held.")


def _person(username: str) -> AbstractBaseUser:
    """Who decides. Raises ValueError where that is nobody who may."""
    if not username:
        raise ValueError("Say who decides: --by NAME.")
    found = get_user_model().objects.filter(username=username, is_active=True).first()
    if found is None or not found.has_perm(DECIDE):
        raise ValueError(f"{username} is no account of a reviewer or administrator.")
    return found
