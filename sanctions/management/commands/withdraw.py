"""Takes records out of everything public."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from sanctions.management.publication import PublicationCommand
from sanctions.models import Publication
from sanctions.publishing.drafts import named
from sanctions.publishing.withdraw import withdraw


class Command(PublicationCommand):
    help = (
        "Takes records out of everything public, all of them or none. Readers are told the reason. What was public "
        "before can still be asked for as it was known then; to erase it for good, see redact."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("uids", nargs="+", metavar="UID", help="the uids of the records")
        super().add_arguments(parser)

    def publication(
        self, options: dict[str, Any], *, by: AbstractBaseUser | None, at: datetime, because: str
    ) -> Publication | None:
        return withdraw(named(options["uids"]), by=by, at=at, because=because, via="command")
