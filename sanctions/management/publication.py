"""What commands have in common that change what is public: a reason, perhaps a person, and refusals in words."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sanctions.models import Publication
from sanctions.publishing.publish import NotPublishable


class PublicationCommand(BaseCommand):
    """One act of publishing, withdrawing or erasing, from the command line."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The reason, which readers are told, and who it is that acts."""
        # It goes into the digest of its publication, so nobody can take it back: decision 5.
        words = "why; readers are told, and it can never be erased: name no person in it"
        parser.add_argument("--because", required=True, metavar="REASON", help=words)
        parser.add_argument("--by", metavar="USERNAME", help="who; Interdict itself where nobody is named")

    def handle(self, *args: Any, by: str | None, because: str, **options: Any) -> None:
        """Does it, all or nothing, and tells the number of the publication."""
        try:
            publication = self.publication(options, by=_person(by), at=timezone.now(), because=because)
        except (LookupError, NotPublishable) as error:
            raise CommandError(f"Nothing was changed.\n{error}") from error
        if options["verbosity"]:
            self.stdout.write(_told(publication))

    def publication(
        self, options: dict[str, Any], *, by: AbstractBaseUser | None, at: datetime, because: str
    ) -> Publication | None:
        """The one call into the domain. May raise LookupError and NotPublishable."""
        raise NotImplementedError


def _person(username: str | None) -> AbstractBaseUser | None:
    if username is None:
        return None
    found = get_user_model().objects.filter(username=username).first()
    if found is None:
        raise LookupError(f"there is no account {username}.")
    return found


def _told(publication: Publication | None) -> str:
    if publication is None:
        return "Nothing to do: what is public says the same already."
    count = publication.editions.count() or publication.redactions.count()
    return f"Publication {publication.seq}: {count} edition{'s' if count != 1 else ''}."
