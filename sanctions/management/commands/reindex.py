"""Rebuilds the flat rows by which editions are found."""

from typing import Any

from django.core.management.base import BaseCommand

from sanctions.management.progress import shown
from sanctions.models import Edition, EditionState
from sanctions.publishing.index import reindex


class Command(BaseCommand):
    help = (
        "Rebuilds the flat rows by which editions are found, from the editions themselves. Readers see the old rows "
        "until the new ones stand; whoever publishes waits."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        total, quiet = Edition.objects.filter(state=EditionState.PUBLISHED).count(), options["verbosity"] == 0
        done = shown(reindex(), total=total, what="Reindexing editions", quiet=quiet)
        if not quiet:
            self.stdout.write(f"Reindexed: {done} edition{'s' if done != 1 else ''}.")
