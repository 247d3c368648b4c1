"""Imports past releases of an official list, in the order of their days."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from sanctions.lists.catalogue import LISTS, listing
from sanctions.management.importing import (
    EXPECTED,
    Held,
    ImportCommand,
    progress,
    refuse_what_is_not_public,
    report,
)
from sanctions.models import ReleaseState
from sanctions.reconcile import archive, importing
from sanctions.reconcile.series import Past, Standing, series


class Command(ImportCommand):
    """`backfill CODE FOLDER`: each file or folder in it is a release; broken off and begun again, it goes on."""

    help = (
        "Imports each file or folder in a folder as a release, the oldest first, known since its own day. A release is "
        "dated by itself, else by its name (2024-07-02 or 20240702). What is public already is passed over, so that it "
        "can be broken off and begun again. Stops before anything is imported where one of them cannot be read, and at "
        "the first that is held. Lists: " + ", ".join(LISTS)
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What it is told."""
        parser.add_argument("code", help="the list: us_ofac_sdn")
        parser.add_argument("folder", type=Path, help="where its releases are")
        parser.add_argument("--go-on", action="store_true", help="past releases that are held, too old or not readable")
        super().add_arguments(parser)

    def handle(self, *_: Any, code: str, folder: Path, **options: Any) -> None:
        """Imports them."""
        if not folder.is_dir():
            raise CommandError(f"{folder}: there is no such folder.")
        try:
            found = series(listing(code), folder)
        except (LookupError, OSError) as error:
            raise CommandError(f"{code}: {error}") from error
        standing = Standing.of(code)
        late = [f"{one.path.name}: {why}" for one in found.releases if (why := _problem(one, standing))]
        problems = [*found.problems, *late]
        if not found.releases and not problems:
            raise CommandError(f"{folder}: is empty.")
        if problems and not (options["go_on"] or options["dry_run"]):
            raise CommandError("Nothing was imported (--go-on leaves these out):\n- " + "\n- ".join(problems))
        for number, one in enumerate(found.releases, 1):
            told = self._one(code, one, problems, options)
            self.stdout.write(f"{number}/{len(found.releases)} {one.dated} {one.path.name}: {told}")
        if problems:
            raise CommandError("Not imported:\n- " + "\n- ".join(problems))

    def _one(self, code: str, one: Past, problems: list[str], options: dict[str, Any]) -> str:
        """Imports one release, unless there is no need or it is too late; answers what became of it."""
        standing = Standing.of(code)
        if needless := standing.needless(one):
            if not options["dry_run"]:
                importing.confirm(code, one.sha256, one.dated)
            return needless
        if standing.late(one):
            return "too old"
        if options["dry_run"]:
            return "would be imported"
        try:
            with progress(options["exclusive"]) as (way, _bar):
                examined = self.examined(code, archive.gathered(one.path), way, as_at=one.dated)
                release = self.taken(examined, way, backdate=True)
            if release.state == ReleaseState.REJECTED:
                return f"rejected by {release.decided_by_name}, and left out"
            refuse_what_is_not_public(release)
        except (Held, *EXPECTED) as error:
            if not options["go_on"]:
                raise CommandError(
                    f"{one.path.name}: {error}\nThe releases before it are public; begun again, it goes on from here."
                ) from error
            problems.append(f"{one.path.name}: {error}")
            return "held" if isinstance(error, Held) else "failed"
        return report(release.counts)


def _problem(one: Past, standing: Standing) -> str:
    return "" if standing.needless(one) else standing.late(one)
