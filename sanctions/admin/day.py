"""Printed dates in words, and the right form of what somebody most likely meant."""

import re
from collections.abc import Iterator
from datetime import date

from articles.dates import FIRST_DAY, LAST_DAY, NotADate, days_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_ABOUT = re.compile(r"(?:about|around|approx\.?|circa|ca?\.?|~)\s*(?P<rest>\S.*)\Z", re.IGNORECASE)
_BEFORE = re.compile(r"(?:before|until|by|up to)\s+(?P<rest>\S.*)\Z", re.IGNORECASE)
_AFTER = re.compile(r"(?:after|since|from)\s+(?P<rest>\S.*)\Z", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:between\s+)?(?P<one>\S.*?)\s*(?:\band\b|\bto\b|–|—|\s-\s|(?<=\d{4})-(?=\d{4}\Z))\s*(?P<two>\S.*)\Z"
)
_NUMBERS = re.compile(r"(?P<a>\d{1,2})\s*[./-]\s*(?P<b>\d{1,2})\s*[./-]\s*(?P<year>\d{4})\Z")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})\s*[./-]\s*(?P<a>\d{1,2})(?:\s*[./-]\s*(?P<b>\d{1,2}))?\Z")
_DAY_MONTH = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>\d{{4}})\Z")
_MONTH_DAY = re.compile(rf"{_MONTH}\s+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?(?P<year>\d{{4}})\Z")


def in_words(text: str) -> str:
    """What an EDTF string means: “some day in September 2024”. Raises NotADate."""
    days = days_of(text)
    first, last = days
    if not text:
        return ""
    if FIRST_DAY in days or LAST_DAY in days:
        return f"on or before {_day(last)}" if first == FIRST_DAY else f"on or after {_day(first)}"
    for printed, words in (
        ("%Y-%m-%d", _day(first)),
        ("%Y-%m", f"some day in {first:%B %Y}"),
        ("%Y", f"some day in {first.year}"),
    ):
        if days == days_of(first.strftime(printed)):
            return words
    which = "one of several days from" if text.startswith("[") else "some day from"
    return f"{which} {_day(first)} to {_day(last)}"


def meant(text: str) -> list[str]:
    """Right forms of what somebody most likely meant, the likeliest first; empty where nobody can tell."""
    found = []
    for guess in dict.fromkeys(_guesses(" ".join(text.split()))):
        try:
            days_of(guess)
        except NotADate:
            continue
        found.append(guess)
    return found


def _guesses(text: str) -> Iterator[str]:
    if match := _ABOUT.match(text):
        yield from (f"{guess}~" for guess in _single(match["rest"]))
    if match := _BEFORE.match(text):
        yield from (f"/{guess}" for guess in _single(match["rest"]))
    if match := _AFTER.match(text):
        yield from (f"{guess}/" for guess in _single(match["rest"]))
    yield from _single(text)
    if match := _BETWEEN.match(text):
        yield from (f"{one}/{two}" for one in _single(match["one"]) for two in _single(match["two"]))


def _single(text: str) -> Iterator[str]:
    if re.fullmatch(r"\d{4}", text):
        yield text
    if match := _YEAR_FIRST.match(text):
        yield "-".join(
            filter(None, (match["year"], match["a"].zfill(2), (match["b"] or "").zfill(2) if match["b"] else ""))
        )
    if match := _NUMBERS.match(text):  # the day first, as nearly everywhere; then as in the United States
        yield f"{match['year']}-{match['b'].zfill(2)}-{match['a'].zfill(2)}"
        yield f"{match['year']}-{match['a'].zfill(2)}-{match['b'].zfill(2)}"
    for pattern in (_DAY_MONTH, _MONTH_DAY):
        match = pattern.match(text)
        if match and (month := match["month"][:3].lower()) in _MONTHS:
            day = f"-{match['day'].zfill(2)}" if match["day"] else ""
            yield f"{match['year']}-{_MONTHS.index(month) + 1:02}{day}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
