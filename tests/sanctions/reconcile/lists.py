"""A list as tests import it: releases made of entries, in a format that writes them down as they are."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sanctions.lists.catalogue import LISTS, Listing
from sanctions.lists.entry import Dated, Entry, Identifier, LegalBasis, Name, Restriction
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, Record, RefusedError
from sanctions.models import Release
from sanctions.reconcile import importing
from sanctions.reconcile.importing import Examined, Way

EVERYTHING = frozenset(
    {"kind", "names", "identifiers", "addresses", "details", "relations", "measures", "programmes", "instruments",
     "grounds", "exposure", "listed", "cross_references"}
)  # fmt: skip
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def iran_air(**fields: Any) -> Entry:
    """Iran Air, as the UK lists it (IRN0240)."""
    values: dict[str, Any] = {
        "reference": "IRN0240",
        "kind": "legal_entity",
        "names": (Name("IRAN AIR"), Name("AIRLINE OF THE ISLAMIC REPUBLIC OF IRAN", "alias")),
        "sanction_kind": "designated",
        "measures": (Restriction("asset_freeze", Dated("2024-11-18")),),
        "programmes": (LegalBasis("IRAN", "The Iran (Sanctions) Regulations 2023"),),
        "grounds": "As stated by the authority.",
    }
    return Entry(**{**values, **fields})


def ship(**fields: Any) -> Entry:
    """PORT OLYA-3, a ship that the UK has specified."""
    values: dict[str, Any] = {
        "reference": "RUS2000",
        "kind": "vessel",
        "names": (Name("PORT OLYA-3"),),
        "sanction_kind": "specified",
        "measures": (Restriction("ship_specification", Dated("2024-09-10")),),
        "identifiers": (Identifier("imo", "9481910"),),
    }
    return Entry(**{**values, **fields})


class Files:
    """What a release's bytes stand for; the bytes themselves only tell releases apart."""

    def __init__(self) -> None:
        self.releases: dict[bytes, dict[str, Any]] = {}

    def release(
        self, dated: str, *entries: Entry | str, expresses: frozenset[str] = EVERYTHING, kind: str = "a"
    ) -> Parts:
        """The files of a release; a text among the entries is a reference whose record is not understood."""
        content = json.dumps([dated, kind, [repr(entry) for entry in entries]]).encode()
        self.releases[content] = {"dated": dated, "entries": entries, "expresses": expresses, "kind": kind}
        return {"list.txt": content}

    def open(self, parts: Parts) -> Reading:
        """Reads a release."""
        (content,) = parts.values()
        if content not in self.releases:
            raise RefusedError("list.txt", "breaks off", line=3, after="IRN0239")
        found = self.releases[content]
        return Reading(f"test_{found['kind']}", found["dated"], found["expresses"], self._records(found))

    @staticmethod
    def _records(found: dict[str, Any]) -> Iterator[Record]:
        for entry in found["entries"]:
            if isinstance(entry, str):
                yield Record(entry, f"{found['kind']} {entry} ?", _not_understood)
            else:
                yield Record(entry.reference, f"{found['kind']} {entry!r}", lambda entry=entry: entry)  # type: ignore[misc]


def _not_understood() -> Entry:
    raise QuarantinedError("SanctionsImposed", "“Exile” is no word of measure_types that this list is known to use")


class Desk:
    """The desk, one list of which is followed through tests' releases."""

    def __init__(self, folder: Path, monkeypatch: Any, code: str = "gb_fcdo") -> None:
        self.files = Files()
        self.folder, self.code, self.now, self.today = folder, code, NOW, NOW.date()
        of_tests = Format("test", "as tests write it", lambda parts: "list.txt" in parts, self.files.open)
        for known in (code, "eu_fsf"):
            monkeypatch.setitem(LISTS, known, replace(LISTS[known], formats=(of_tests,)))

    @property
    def listing(self) -> Listing:
        """The list."""
        return LISTS[self.code]

    def examine(self, parts: Parts, code: str = "", as_at: str = "") -> Examined:
        """Reads a release without writing anything."""
        told = date.fromisoformat(as_at) if as_at else None
        return importing.examine(
            code or self.code, parts, today=self.today, as_at=told, way=Way(exclusive=True)
        )  # fmt: skip

    def take(self, parts: Parts, code: str = "", as_at: str = "") -> Release:
        """Imports a release."""
        self.now += timedelta(hours=1)
        examined = self.examine(parts, code, as_at)
        return importing.take_in(examined, by=None, at=self.now, folder=self.folder, way=Way(exclusive=True))

    def released(self, dated: str, *entries: Entry | str, **kind: Any) -> Release:
        """Imports a release of these entries."""
        return self.take(self.files.release(dated, *entries, **kind))
