"""Dates as people print them: EDTF strings and the days they can mean.

EDTF is ISO 8601-2:2019, as published by the Library of Congress: https://www.loc.gov/standards/datetime/
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

FIRST_DAY = date.min
"""Stands for "no earliest day is known" where a column may not be empty."""
LAST_DAY = date.max
"""Stands for "no latest day is known", and for "still so"."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
# What a date can be written with here. python-edtf takes more (spaces, times of day, years with exponents or with
# significant digits), and reads some of it as other days than were meant.
_WRITTEN = re.compile(r"[0-9X/~?%\[\]{},.-]{1,120}\Z")
_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?\Z")
_QUALIFIERS = "?~%"
_OPEN = ("", "..")
_ONE_DAY = timedelta(days=1)


class Days(NamedTuple):
    """The days a printed date can mean, both ends included."""

    earliest: date
    latest: date


class NotADate(ValueError):
    """The text is no EDTF date; the message says what a right one looks like."""


UNKNOWN = Days(FIRST_DAY, LAST_DAY)


@lru_cache(maxsize=50_000)
def days_of(text: str) -> Days:
    """The earliest and latest day an EDTF string can mean; an empty string means any day.

    `/2023-12-28` is "on or before that day": an unknown or open end has no bound, as in EDTF level 1.
    Raises NotADate.
    """
    if not text:
        return UNKNOWN
    if _DAY.match(text):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise NotADate(_words(text)) from None
        return Days(day, day)
    if not _WRITTEN.match(text):
        raise NotADate(_words(text))
    if "/" in text and not text.startswith(("[", "{")):
        start, _, end = text.partition("/")
        if start in _OPEN and end in _OPEN:
            raise NotADate(_words(text))
        first = FIRST_DAY if start in _OPEN else _bounds(start, text).earliest
        last = LAST_DAY if end in _OPEN else _bounds(end, text).latest
        if first > last:
            raise NotADate(f"“{text}” ends before it begins.")
        return Days(first, last)
    return _bounds(text, text)


def _bounds(part: str, whole: str) -> Days:
    plain = part.rstrip(_QUALIFIERS)
    # How far a year or month that alone is doubtful reaches, as in 2004-06~-11, nobody has laid down.
    if "/" in part or any(sign in plain for sign in _QUALIFIERS):
        raise NotADate(_words(whole))
    try:
        earliest, latest = _quickly(plain) or _slowly(plain)
        if plain != part:
            earliest, latest = _widened(earliest, latest, len(plain))
    except (EDTFParseException, ValueError, OverflowError, AttributeError, TypeError, IndexError, KeyError):
        raise NotADate(_words(whole)) from None
    return Days(earliest, latest)


def _quickly(plain: str) -> Days | None:
    """The bounds of a year, month or day, and of a set of those: what lists print, a thousand times quicker."""
    if plain.startswith("[") and plain.endswith("]") and "," in plain:
        members = [_quickly(member) for member in plain[1:-1].split(",")]
        known = [member for member in members if member is not None]
        if len(known) < len(members):
            return None
        return Days(min(member.earliest for member in known), max(member.latest for member in known))
    if (found := _PLAIN.match(plain)) is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    first = date(year, month or 1, day or 1)
    if day:
        return Days(first, first)
    last = first.replace(month=month or 12, day=monthrange(year, month or 12)[1])
    return Days(first, last)


def _slowly(plain: str) -> Days:
    parsed = parse_edtf(plain)
    return Days(_day(parsed.lower_strict()), _day(parsed.upper_strict()))


def _widened(earliest: date, latest: date, printed: int) -> tuple[date, date]:
    """EDTF does not say how wide "about" is; we add one unit of what is printed: 1938~ is 1937 to 1939."""
    if printed == len("2024"):
        return earliest.replace(year=earliest.year - 1), latest.replace(year=latest.year + 1)
    if printed == len("2024-09"):
        month_after = (latest + _ONE_DAY).replace(day=28) + 4 * _ONE_DAY
        return (earliest - _ONE_DAY).replace(day=1), month_after.replace(day=1) - _ONE_DAY
    return earliest - _ONE_DAY, latest + _ONE_DAY


def _day(bound: object) -> date:
    if isinstance(bound, float):  # python-edtf gives infinities for the open end of a set, as in [..1957]
        return FIRST_DAY if bound < 0 else LAST_DAY
    year, month, day = bound[:3]  # type: ignore[index]  # a time.struct_time; python-edtf is untyped
    return date(year, month, day)


def _words(text: str) -> str:
    return (
        f"“{text[:120]}” is not a date Interdict can read. Write 2024-09-10, 2024-09 or 2024; about: 1938~; "
        "between: 1953/1958; on or before: /2023-12-28; one of: [1957,1942-03-14]."
    )
