"""Dates as the lists print them, written in EDTF: no part is made up, and none is moved.

Every function answers '' where it cannot read what is printed; the caller then keeps the text and says so. A part that
is printed as unknown (`00/00/1960`, `1965-00-00`, `dd/mm/1970`) is left out. EDTF: https://www.loc.gov/standards/datetime/
"""

import re
from collections.abc import Iterable
from datetime import date

LONGEST = 120
"""Characters that a date may have where it is stored (`articles.models.fields.EdtfField`)."""

_LONGEST_PRINTED = 500

# Outside of these a number is no year of our calendar: Hijri and Jalali years are below, Buddhist ones and the 9999
# that stands for "no end" above (Interdict's own bounds).
_FIRST_YEAR, _LAST_YEAR = 1700, 2199

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_MONTHS = {name[:length]: number for number, name in enumerate(_MONTH_NAMES, start=1) for length in (3, 4, len(name))}
_UNKNOWN_PART = re.compile(r"0*|[dm]+|x+|\?+|-+")
_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:[T ]\d\d:\d\d.*|Z|[+-]\d\d:\d\d)?")
_NUMBERS = re.compile(r"[\s/.-]+")

_ABOUT = r"circa|approximately|approx\.?|about|around|estimated|est\.?|ca?\.?"
_DOUBT = r"possibly|probably|perhaps"
_QUALIFIED = re.compile(rf"(?:(?P<about>{_ABOUT})|(?P<doubt>{_DOUBT}))\s*(?P<rest>\S.*)")
_QUALIFIED_AFTER = re.compile(rf"(?P<rest>.*\d.*?)(?:\s*\(?(?P<about>{_ABOUT})\)?|\s*(?P<doubt>\?))")
_LETTERED = re.compile(r"(?:^|[\s;,])\(?[a-z]\)\s*")
_EITHER = re.compile(r"\s*;\s*(?:or\s+)?|,?\s+or\s+|,?\s+alternatively\s+")
_ENUMERATED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_BETWEEN = (
    re.compile(r"between\s+(?P<first>.+?)\s+(?:and|to|-|–)\s+(?P<last>.+)"),
    re.compile(r"(?:from\s+)?(?P<first>.+?)\s+(?:to|until|-|–)\s+(?P<last>.+)"),
    re.compile(r"(?:between\s+)?(?P<first>\d{4})\s*[-–/]\s*(?P<last>\d{4})"),
)
_YEARS_CUT_SHORT = re.compile(r"(?P<century>\d\d)(?P<first>\d\d)\s*[-–/]\s*(?P<last>\d\d)")
_DECADE = re.compile(r"(?:(?:the|early|mid|late)[\s-]+)*(?P<decade>\d{3})0['’]?s")
_YEAR = re.compile(r"(?:(?:in|early|mid|late)[\s-]+)?(?P<year>\d{4})")
_DAY_OF_MONTH = re.compile(
    r"(?:(?P<day>\d\d?)(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?)?(?P<month>[a-z]+)[\s.,/-]+(?P<year>\d{4})"
)
_MONTH_DAY = re.compile(r"(?P<month>[a-z]+)\.?\s+(?P<day>\d\d?)(?:st|nd|rd|th)?[\s,]+(?P<year>\d{4})")


def from_parts(year: str | int, month: str | int = "", day: str | int = "") -> str:
    """A date of which each part stands in a field of its own; parts that are empty, zero or a placeholder are unknown.

    A day without its month says no more than the year does.
    """
    years, months, days = (_part(part) for part in (year, month, day))
    if years is None or months is None or days is None or not _FIRST_YEAR <= years <= _LAST_YEAR:
        return ""
    if not months:
        return f"{years}" if days <= 31 else ""
    try:
        date(years, months, days or 1)
    except ValueError:
        return ""
    return f"{years}-{months:02}-{days:02}" if days else f"{years}-{months:02}"


def iso(text: str) -> str:
    """A day as ISO 8601 writes it, `2022-03-18T14:52:26+01:00` included: the day that is printed, in its own zone."""
    found = _ISO.fullmatch(text.strip())
    return from_parts(*(part or "" for part in found.groups())) if found else ""


def day_month_year(text: str) -> str:
    """A date in numbers, the day first: `10/09/2024`, `00/00/1960`, `dd/mm/1970`, `09/2024`, `1960`."""
    parts = _NUMBERS.split(text.strip())
    return from_parts(*reversed(parts)) if len(parts) <= 3 else ""


def month_day_year(text: str) -> str:
    """A date in numbers as in the United States, the month first: `04/29/2022`."""
    parts = _NUMBERS.split(text.strip())
    if len(parts) == 3:
        return from_parts(parts[2], parts[0], parts[1])
    return day_month_year(text)


def printed(text: str) -> str:
    """A date in words, `18 Aug 1969`, `circa 1965`, `between 1960 and 1962`, `1960s`, `1957 or 1958`, `a) 1957 b) 1958`

    Dates in numbers are read with the day first.
    """
    if len(text) > _LONGEST_PRINTED:
        return ""
    return one_of(_values(" ".join(text.split()).strip(" .;,").casefold()))


def about(value: str) -> str:
    """The same date, known only approximately."""
    if not value or value.startswith("["):
        return value
    return "/".join(end if end in ("", "..") or end.endswith("~") else f"{end}~" for end in value.split("/"))


def between(first: str, last: str) -> str:
    """A day somewhere from the one date to the other; '' where either is missing or they stand in the wrong order."""
    if not first or not last or "/" in first + last or first[:4] > last[:4]:
        return ""
    if first[: len(last)] > last[: len(first)]:
        return ""
    return first if first == last else f"{first}/{last}"


def one_of(values: Iterable[str]) -> str:
    """One date out of several that are given: `[1957,1942-03-14]`, in the order of time.

    A set can hold neither "about" nor "between", so that such a member stands there as the years it reaches over. Where
    the whole is too long to be stored, single days become years, and in the end the span of all.
    """
    members = sorted({value for value in values if value})
    if len(members) < 2:
        return "".join(members)
    plain = sorted({_member(value) for value in members})
    for shorter in (plain, _years(plain)):
        if len(text := f"[{','.join(shorter)}]") <= LONGEST:
            return text if len(shorter) > 1 else shorter[0].replace("..", "/")
    years = re.findall(r"\d{4}", "".join(_years(plain)))
    return f"{min(years)}/{max(years)}"


def _part(part: str | int) -> int | None:
    """The number that a part is; 0 where it is unknown, None where it is neither."""
    text = str(part).strip().casefold()
    if _UNKNOWN_PART.fullmatch(text):
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _single(plain: str) -> str:
    for pattern in (_QUALIFIED, _QUALIFIED_AFTER):
        if found := pattern.fullmatch(plain):
            value = _single(found["rest"]) or _range(found["rest"])
            return about(value) if found["about"] else _doubted(value)
    for pattern in (_DAY_OF_MONTH, _MONTH_DAY):
        if (found := pattern.fullmatch(plain)) and (month := _MONTHS.get(found["month"])):
            return from_parts(found["year"], month, found["day"] or "")
    if found := _DECADE.fullmatch(plain):
        return f"{found['decade']}X" if from_parts(f"{found['decade']}0") else ""
    if found := _YEAR.fullmatch(plain):
        return from_parts(found["year"])
    return iso(plain.upper()) or day_month_year(plain)


def _doubted(value: str) -> str:
    return f"{value}?" if value and not re.search(r"[/?~\[]", value) else ""


def _range(plain: str) -> str:
    if (found := _YEARS_CUT_SHORT.fullmatch(plain)) and found["last"] > "12":  # 1960-11 is a month
        return between(from_parts(found["century"] + found["first"]), from_parts(found["century"] + found["last"]))
    for pattern in _BETWEEN:
        if (found := pattern.fullmatch(plain)) and (value := between(_single(found["first"]), _single(found["last"]))):
            return value
    return ""


def _values(plain: str) -> list[str]:
    """The dates that a text gives as alternatives to each other; none where any part of it is no date."""
    if value := _single(plain) or _range(plain):
        return [value]
    for separator in (_LETTERED, _EITHER, _ENUMERATED):
        pieces = [piece for part in separator.split(plain) if (piece := part.strip(" .;,"))]
        if pieces and pieces != [plain]:
            read = [_values(piece) for piece in pieces]
            if all(read):
                return [value for values in read for value in values]
    return []


def _member(value: str) -> str:
    """What stands in a set for a date that is approximate, doubtful or a range: the years that it can mean."""
    if not re.search(r"[~?/X]", value):
        return value
    first, _, last = value.partition("/")
    wide = int("~" in value or "?" in value)
    low = int(first[:4].replace("X", "0")) - wide
    high = int((last or first)[:4].replace("X", "9")) + wide
    return f"{low}..{high}"


def _years(members: Iterable[str]) -> list[str]:
    """The members with nothing finer than years, and years that follow one another drawn together."""
    covered = set[int]()
    for member in members:
        first, _, last = member.partition("..")
        covered.update(range(int(first[:4]), int((last or first)[:4]) + 1))
    runs = list[list[int]]()
    for year in sorted(covered):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [f"{run[0]}..{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs]
