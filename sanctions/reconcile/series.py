"""A folder of past releases of one list, in the order of their days."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sanctions.lists.catalogue import Listing
from sanctions.lists.reading import RefusedError
from sanctions.models import Release, ReleaseState
from sanctions.reconcile import archive

_DAY = re.compile(r"(?<!\d)(\d{4})(-?)(\d{2})\2(\d{2})(?!\d)")
"""`2024-07-02` or `20240702`, but not a part of a longer number."""


@dataclass(frozen=True, slots=True, order=True)
class Past:
    """One release of the folder: a file, or a folder of its parts."""

    dated: date
    path: Path
    sha256: str


@dataclass(slots=True)
class Series:
    """The releases of a folder, and what is wrong with those that are none."""

    releases: list[Past]
    problems: list[str]


def series(of_list: Listing, folder: Path) -> Series:
    """What is in a folder, by day: the one in the file, else the one in its name. Raises NotADirectoryError."""
    found = Series([], [])
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        try:
            found.releases.append(_past(of_list, path))
        except (RefusedError, OSError) as error:
            found.problems.append(str(error))
    found.releases.sort()
    return found


def _past(of_list: Listing, path: Path) -> Past:
    """One release, read as far as its day. Raises RefusedError where it is of another list, or of no day."""
    parts = archive.gathered(path)
    own = of_list.format_of(parts).open(parts).dated
    return Past(date.fromisoformat(own) if own else _day_in(path.name), path, archive.digest_of(parts))


def _day_in(name: str) -> date:
    days = {day for found in _DAY.finditer(name) if (day := _day(found)) is not None}
    if len(days) == 1:
        return days.pop()
    lack = "and its name tells of several" if days else "nor does its name: call it 2024-07-02 or the like"
    raise RefusedError(name, f"does not say of which day it is, {lack}")


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a series is public already."""

    done: frozenset[tuple[str, date]]
    last: date | None
    sha256: str
    """Of the last public release."""

    @classmethod
    def of(cls, code: str) -> "Standing":
        """How far a list has come."""
        rows = Release.objects.filter(official_list__uid=code, state=ReleaseState.PROMOTED).order_by("pk")
        public = list(rows.values_list("sha256", "dated"))
        sha256, last = public[-1] if public else ("", None)
        return cls(frozenset(public), last, sha256)

    def needless(self, one: Past) -> str:
        """Why a release of the series need not be imported; empty where it must be."""
        if (one.sha256, one.dated) in self.done:
            return "public already"
        return "the same as the release before it" if one.sha256 == self.sha256 else ""

    def late(self, one: Past) -> str:
        """Why a release can no longer be imported; empty where it can."""
        if self.last is None or one.dated >= self.last:
            return ""
        return (
            f"is of {one.dated}, older than the last that is public, of {self.last}: it cannot come before it any more"
        )
