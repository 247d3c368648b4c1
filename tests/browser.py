"""The Chromium that the browser tests drive: one that is installed already, never a downloaded one."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

PATIENCE = 120_000
"""Milliseconds to wait for a page: a machine with other things to do is slow, and what works costs no waiting."""

# A browser that starts afresh phones home (updates, field trials); these flags keep it to the pages it is shown.
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def chromium() -> str | None:
    """The path of a Chromium or Chrome: INTERDICT_CHROMIUM, else the first one found."""
    named = os.environ.get("INTERDICT_CHROMIUM")
    return named or next(filter(None, map(shutil.which, (*NAMES, *MAC))), None)


def arguments() -> list[str]:
    """How it is started. Chromium's sandbox cannot be used by root, which is who runs a CI container."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
