"""Log lines that cannot be forged by what they quote, and that do not repeat whom somebody searched for."""

import logging
import re
import unicodedata
from types import TracebackType

# Cc, Cf: control and format characters (line feeds, ANSI escapes, bidirectional overrides); Zl, Zp: separators which
# some viewers break lines at; Cs: lone surrogates, which cannot be written as UTF-8.
# https://www.unicode.org/reports/tr44/#General_Category_Values
UNSAFE_CATEGORIES = {"Cc", "Cf", "Zl", "Zp", "Cs"}

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

QUERY = re.compile(r"\?\S*")


def escaped(text: str) -> str:
    """The text with every character that could break or disguise a line written as an escape."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in UNSAFE_CATEGORIES
        else character
        for character in text
    )


class LineFormatter(logging.Formatter):
    """One line for each record. A traceback follows in lines that begin with a bar, so none passes for a record."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 (the name is logging's)
        """The record's first line."""
        return escaped(super().formatMessage(record))

    def formatException(self, ei: Raised) -> str:  # noqa: N802 (the name is logging's)
        """The traceback of the record."""
        return "\n".join(f"  | {escaped(line)}" for line in super().formatException(ei).split("\n"))


class WithoutQuery(logging.Filter):
    """Takes the query off the request lines that Django's development server logs: a query names people."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shortens the record in place; nothing is held back."""
        if record.name == "django.server" and isinstance(record.args, tuple):
            record.args = tuple(QUERY.sub("", part) if isinstance(part, str) else part for part in record.args)
        return True
