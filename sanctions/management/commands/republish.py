"""Brings editions of an older public shape into today's."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sanctions.management.progress import shown
from sanctions.models import Edition
from sanctions.publishing.republish import republish


class Command(BaseCommand):
    help = (
        "Brings what is served of older editions into today's public shape, after an update that changed it, and "
        "rebuilds the flat rows. What was published, and its digests, stay as they are."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        try:
            done = shown(republish(), total=Edition.objects.count(), what="Republishing editions", quiet=quiet)
        except LookupError as error:
            raise CommandError(f"Nothing was changed: {error}.") from error
        if not quiet:
            self.stdout.write(f"In today's shape: {done} older edition{'s' if done != 1 else ''}.")
