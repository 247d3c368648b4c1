"""Reads settings from environment variables: strictly, and with complaints that name the variable.

An empty value counts as "not set". Whoever misspells a value is told so at start-up; nothing is guessed.
"""

import os
from collections.abc import Sequence
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")


def text(name: str, default: str = "") -> str:
    """The value of a variable without surrounding space, or the default where it is not set."""
    return os.environ.get(name, "").strip() or default


def switch(name: str, *, default: bool) -> bool:
    """A variable that is either on or off."""
    value = text(name).lower()
    if not value:
        return default
    if value not in YES + NO:
        raise ImproperlyConfigured(f"{name} is {value!r}: use one of {', '.join(YES)} or {', '.join(NO)}.")
    return value in YES


def number(name: str, *, default: int) -> int:
    """A variable that holds a whole number, zero or more."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit()):
        raise ImproperlyConfigured(f"{name} is {value!r}: use a whole number, zero or more.")
    return int(value)


def choice(name: str, words: Sequence[str], *, default: str) -> str:
    """A variable that holds one of a few words; capitals do not matter."""
    value = text(name, default)
    for word in words:
        if value.lower() == word.lower():
            return word
    raise ImproperlyConfigured(f"{name} is {value!r}: use one of {', '.join(words)}.")


def words(name: str) -> list[str]:
    """A variable that holds several values, separated by commas."""
    return [word for part in text(name).split(",") if (word := part.strip())]


def pairs(name: str) -> dict[str, str]:
    """A variable that holds several named values, separated by space: `eu_fsf=https://… ch_seco=https://…`."""
    found: dict[str, str] = {}
    for part in text(name).split():
        key, equals, value = part.partition("=")
        if not (key and equals and value) or key in found:
            raise ImproperlyConfigured(
                f"{name} holds {key!r} twice, or not as name=value: write name=value name=value."
            )
        found[key] = value
    return found


def origin(name: str, value: str) -> str:
    """A web address without path (`https://interdict.example`): what a browser calls an origin."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or f"{parts.scheme}://{parts.netloc}" != value:
        raise ImproperlyConfigured(
            f"{name} holds {value!r}: write scheme and host without a path, as in https://interdict.example."
        )
    return value


def database(name: str, default: str) -> dj_database_url.DBConfig:
    """The database that a URL such as `postgres://user:password@host/name` or `sqlite:///path` means."""
    try:
        found = dj_database_url.parse(text(name, default))
    except ValueError as error:  # the URL may hold a password, so it is not repeated here
        raise ImproperlyConfigured(f"{name} cannot be read: {error}") from None
    if found["ENGINE"] not in ("django.db.backends.sqlite3", "django.db.backends.postgresql"):
        raise ImproperlyConfigured(f"{name} must begin with sqlite:/// or postgres://: no other database is supported.")
    return found
