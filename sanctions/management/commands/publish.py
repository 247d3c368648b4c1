"""Publishes records of the desk."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import CommandError

from sanctions.management.publication import PublicationCommand
from sanctions.models import Publication
from sanctions.publishing.drafts import drafts, named
from sanctions.publishing.publish import publish


class Command(PublicationCommand):
    help = "Publishes records of the desk in one act, all of them or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("uids", nargs="*", metavar="UID", help="the uids of the records")
        parser.add_argument(
            "--all-drafts", action="store_true", help="all records that are new or changed since they were published"
        )
        super().add_arguments(parser)

    def publication(
        self, options: dict[str, Any], *, by: AbstractBaseUser | None, at: datetime, because: str
    ) -> Publication | None:
        if bool(options["uids"]) == options["all_drafts"]:
            raise CommandError("Say which records: give their uids, or --all-drafts, and not both.")
        records = drafts() if options["all_drafts"] else named(options["uids"])
        return publish(records, by=by, at=at, because=because, via="command")
