"""Checks that the published past is what it was."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions.management.progress import shown
from sanctions.models import Publication
from sanctions.publishing.verify import BadRow, verify


class Command(BaseCommand):
    help = (
        "Walks the chain of publications from the first to the last, and checks every digest, link and number. Names "
        "the first row that was tampered with, and then fails."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        total, quiet = Publication.objects.count(), options["verbosity"] == 0
        try:
            done = shown(verify(), total=total, what="Verifying publications", quiet=quiet)
        except BadRow as error:
            raise CommandError(f"The chain does not verify: {error}.") from error
        if not quiet:
            self.stdout.write(f"The chain verifies: {done} publication{'s' if done != 1 else ''}.")
