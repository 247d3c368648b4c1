"""Shows Interdict at work: the founding example, with accounts to try, served to this machine alone."""

import errno
import os
import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from sanctions.editing.roles import Role, appoint
from sanctions.models import Edition, EditionState
from sanctions.publishing.shape import SHAPE

HOST = "127.0.0.1"
PASSWORD = "interdict-demo"  # noqa: S105  # for everyone to read, on accounts that only this machine can reach

ACCOUNTS = {
    "admin": (None, "may do everything"),
    "editor": (Role.EDITOR, "enters and changes records, and asks for review"),
    "reviewer": (Role.REVIEWER, "publishes them as well"),
}
"""The accounts to try: the role of each, and what it is for."""

LOOK = (
    ("The start page", ""),
    ("The desk", settings.ADMIN_PATH),
    ("The API", "api/v1/"),
    ("Its documentation", "api/v1/docs/"),
)
ASK = (
    ("What applied to Iran Air on 11 September 2024", "api/v1/measures/?target_name=Iran+Air&as_of=2024-09-11"),
    ("… and on 1 December 2024", "api/v1/measures/?target_name=Iran+Air&as_of=2024-12-01"),
    ("The end of air services, announced", "api/v1/measures/?type=air_services_termination&as_of=2024-09-11"),
    ("What is alleged, and who denies it", "api/v1/allegations/"),
    ("How it became known", "api/v1/changes/"),
)


def port_of(given: str) -> int:
    """The number of the port. Raises CommandError in words."""
    if not (given.isascii() and given.isdigit() and 0 < int(given) < 65_536):
        raise CommandError(f"PORT is “{given}”: use a number from 1 to 65535.")
    return int(given)


def refuse_busy(port: int) -> None:
    """Raises CommandError where the port cannot be served from."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except OSError as error:
            why = "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used: {error.strerror}"
            raise CommandError(
                f"Port {port} of this machine {why}. Stop what uses it, or take another one: PORT=8001 make demo"
            ) from error


def make_accounts() -> None:
    """Makes the accounts to try, each with its role, where there are none of that name."""
    for name, (role, _) in ACCOUNTS.items():
        user, is_new = User.objects.get_or_create(
            username=name, defaults={"is_staff": True, "is_superuser": role is None}
        )
        if is_new:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
            if role is not None:
                appoint(user, role)


class Command(BaseCommand):
    help = (
        "Prepares the database, loads the founding example, makes accounts to try and serves it all to this machine "
        "alone. Can be run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", help="where to serve; PORT in the environment if left out, else 8000")
        parser.add_argument("--no-serve", action="store_true", help="prepare everything and stop")

    def handle(self, *args: Any, port: str | None, no_serve: bool, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError(
                "The demo makes accounts with a password that everyone knows: not with INTERDICT_ENV=production."
            )
        number = port_of((port or os.environ.get("PORT", "")).strip() or "8000")
        if not no_serve:
            refuse_busy(number)
        if not os.environ.get("INTERDICT_SECOND_PERSON", "").strip():
            # Whoever tries it out is alone, and wants to see their own change published.
            settings.SECOND_PERSON_REQUIRED = False
        call_command("migrate", verbosity=0, interactive=False)
        if Edition.objects.filter(state=EditionState.PUBLISHED, shape__lt=SHAPE).exists():
            call_command("republish", verbosity=0)  # an older Interdict made them
        call_command("load_demo", verbosity=options["verbosity"], stdout=self.stdout)
        make_accounts()
        self._show(f"http://{HOST}:{number}/")
        if not no_serve:
            call_command("runserver", f"{HOST}:{number}", use_reloader=False)

    def _show(self, site: str) -> None:
        lines = ["", "Look at"]
        lines += [f"  {words:<46} {site}{path}" for words, path in LOOK]
        lines += ["Ask"]
        lines += [f"  {words:<46} {site}{path}" for words, path in ASK]
        lines += [f"Sign in to the desk, with the password {PASSWORD}"]
        lines += [f"  {name:<46} {what}" for name, (_, what) in ACCOUNTS.items()]
        if not settings.SECOND_PERSON_REQUIRED:
            lines += ["Here one person may publish what they wrote themselves (INTERDICT_SECOND_PERSON=on forbids it)."]
        self.stdout.write("\n".join([*lines, ""]))
        self.stdout.flush()  # now, also where it goes to a file: serving takes for ever
