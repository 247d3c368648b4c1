"""Empties editions for good."""

from argparse import ArgumentParser
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from sanctions.management.publication import PublicationCommand
from sanctions.models import Edition, Publication
from sanctions.publishing.redact import redact


def editions(names: Collection[str]) -> list[Edition]:
    """The editions that are meant by `UID` (all of a record) and `UID/2` (one). Raises LookupError in words."""
    found: dict[int, Edition] = {}
    for name in names:
        uid, _, number = name.partition("/")
        if number and not number.isdecimal():
            raise LookupError(f"{name}: write UID, or UID/2 for its second edition.")
        rows = Edition.objects.filter(uid=uid, **({"number": int(number)} if number else {}))
        if not rows:
            raise LookupError(f"{name}: there is no such edition.")
        found.update((row.pk, row) for row in rows)
    return list(found.values())


class Command(PublicationCommand):
    help = (
        "Empties editions for good, where the law demands it; this cannot be undone. Their digests stay, so that the "
        "chain still verifies. The desk is not touched: change or delete the record there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "names", nargs="+", metavar="UID[/NUMBER]", help="a record's uid for all its editions, uid/2 for its second"
        )
        super().add_arguments(parser)

    def publication(
        self, options: dict[str, Any], *, by: AbstractBaseUser | None, at: datetime, because: str
    ) -> Publication | None:
        return redact(editions(options["names"]), by=by, at=at, because=because, via="command")
