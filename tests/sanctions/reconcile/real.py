"""Real releases as tests import them: cut to the entries that differ between two days, and some that do not.

Cutting goes by lines and elements alone, and not by our readers, so that what a test counts is counted in the files.
"""

import csv
import gzip
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from lxml import etree

from sanctions.models import Release
from sanctions.reading import history
from sanctions.reconcile import importing
from sanctions.reconcile.importing import Way
from tests.sanctions.lists.releases import SHARED

UN_DAYS = ("2024-07-13", "2024-09-10", "2024-10-05")
OFAC_DAYS = ("2024-05-31", "2024-07-02")
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def import_(code: str, content: bytes | Mapping[str, bytes], folder: Path, *, dated: str = "") -> Release:
    """Imports a release, known since the day it is of, an hour after the one before."""
    parts = {"release": content} if isinstance(content, bytes) else content
    day = date.fromisoformat(dated) if dated else None
    way = Way(exclusive=True)
    examined = importing.examine(code, parts, today=NOW.date(), as_at=day, way=way)
    at = NOW + timedelta(hours=Release.objects.count())
    return importing.take_in(examined, by=None, at=at, folder=folder, way=way)


def feed(code: str) -> dict[str, int]:
    """How many items of each kind the feed has of a list, counted page by page as a reader of the API would."""
    found = {}
    for kind in ("listed", "amended", "delisted", "relisted"):
        asked = {"list": [code], "kind": kind, "limit": 500}
        items, following = history.changes(asked)
        found[kind] = len(items)
        while following:
            items, following = history.changes({**asked, "cursor": following})
            found[kind] += len(items)
    return found


def is_here(*paths: str) -> bool:
    """Whether these official files lie beside the repository."""
    return all((SHARED / path).exists() for path in paths)


# --- OFAC -------------------------------------------------------------------------------------------------------------


def sdn_path(day: str) -> str:
    """Where the SDN list of a day lies."""
    return f"us_ofac/sdn-csv-series/sdn-{day}.csv.gz"


def sdn_lines(day: str) -> dict[str, str]:
    """The lines of the SDN list of a day by the number of the party; the last holds one 0x1A."""
    text = gzip.decompress((SHARED / sdn_path(day)).read_bytes()).decode("ascii")
    return {next(csv.reader([line]))[0].strip(): line for line in text.splitlines() if len(line) > 1}


def sdn_of(lines: Mapping[str, str], keep: Collection[str]) -> bytes:
    """A file of the lines of these parties."""
    return "".join(f"{line}\r\n" for uid, line in lines.items() if uid in keep).encode("ascii") + b"\x1a\r\n"


# --- UN ---------------------------------------------------------------------------------------------------------------


def un_path(day: str) -> str:
    """Where the UN's list of a day lies."""
    return f"un/un-consolidated-{day}.xml.gz"


def un_file(day: str) -> bytes:
    """The UN's list of a day."""
    return gzip.decompress((SHARED / un_path(day)).read_bytes())


def un_entries(day: str) -> dict[str, etree._Element]:
    """Its entries by the permanent reference number."""
    found = etree.fromstring(un_file(day)).iter("INDIVIDUAL", "ENTITY")
    return {(one.findtext("REFERENCE_NUMBER") or "").strip(): one for one in found}


def un_of(day: str, keep: Collection[str]) -> bytes:
    """The file cut to these entries."""
    root = etree.fromstring(un_file(day))
    for one in list(root.iter("INDIVIDUAL", "ENTITY")):
        above = one.getparent()
        if (one.findtext("REFERENCE_NUMBER") or "").strip() not in keep and above is not None:
            above.remove(one)
    return etree.tostring(root)


def said(element: etree._Element) -> tuple[object, ...]:
    """What an element says, however it is laid out."""
    return (element.tag, (element.text or "").strip(), tuple(said(child) for child in element))
