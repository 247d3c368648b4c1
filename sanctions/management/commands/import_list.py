"""Imports a release of an official list."""

from argparse import ArgumentParser
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from sanctions.lists.catalogue import LISTS
from sanctions.lists.reading import RefusedError
from sanctions.models import ReleaseState
from sanctions.publishing.publish import NotPublishable
from sanctions.reconcile import archive, importing
from sanctions.reconcile.importing import Examined, Way

_SHOWN = 10


class Command(BaseCommand):
    """`import_list CODE PATH`: a file or a folder of its parts, packed or not; its format is told by its content."""

    help = (
        "Reads a release of an official list, weighs it beside the last one, and makes public what changed. "
        "A release that looks wrong is held for somebody to look at, and changes nothing. Lists: " + ", ".join(LISTS)
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What it is told."""
        parser.add_argument("code", help="the list: gb_fcdo")
        parser.add_argument("path", type=Path, help="the file, or the folder with its parts")
        parser.add_argument("--as-at", type=date.fromisoformat, help="the day it is of, where the file does not say")
        parser.add_argument(
            "--backdate", action="store_true", help="known since the day it is of, not only from now on"
        )
        parser.add_argument("--dry-run", action="store_true", help="show the plan and change nothing")
        parser.add_argument("--exclusive", action="store_true", help="no pauses: nobody else is at work")
        parser.add_argument("--afresh", action="store_true", help="read unchanged records again too")

    def handle(self, *_: Any, **options: Any) -> None:
        """Imports it."""
        now = datetime.now(UTC)
        with tqdm(unit=" records", disable=None, leave=False) as bar:

            def progress(step: str, number: int) -> None:
                bar.set_description(step, refresh=False)
                bar.update(number)

            way = Way(exclusive=options["exclusive"], progress=progress)
            try:
                examined = importing.examine(
                    options["code"], archive.gathered(options["path"]), today=now.date(), as_at=options["as_at"],
                    way=way, afresh=options["afresh"],
                )  # fmt: skip
                if not examined.is_known or options["afresh"]:
                    self._carry_out(examined, now, way, options)
                else:
                    self.stdout.write("These very files are public already.")
            except (LookupError, RefusedError, importing.BusyError, NotPublishable, OSError) as error:
                raise CommandError(f"{options['code']}: {error}") from error
        self.stdout.write(", ".join(f"{number} {name}" for name, number in examined.counts.items()))

    def _carry_out(self, examined: Examined, now: datetime, way: Way, options: dict[str, Any]) -> None:
        for warning in examined.staged.reading.warnings[:_SHOWN]:
            self.stderr.write(f"warning: {warning}")
        if options["dry_run"]:
            self._show(examined)
            return
        known_from = datetime.combine(examined.dated, time(), UTC) if options["backdate"] else None
        release = importing.take_in(examined, by=None, at=now, folder=settings.ARCHIVE, way=way, known_from=known_from)
        if release.state == ReleaseState.HELD:
            raise CommandError(
                f"{release} is held, and nothing public changed:\n- " + "\n- ".join(release.held_because)
            )

    def _show(self, examined: Examined) -> None:
        for name in ("added", "changed", "relisted", "delisted"):
            references = getattr(examined.plan, name)
            if references:
                more = f" … and {len(references) - _SHOWN} more" if len(references) > _SHOWN else ""
                self.stdout.write(f"{name}: {', '.join(references[:_SHOWN])}{more}")
        for finding in examined.findings:
            self.stdout.write(f"would be held: {finding}")
