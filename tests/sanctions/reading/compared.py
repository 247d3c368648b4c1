"""Two lists that tests compare."""

from pathlib import Path
from typing import Any

import pytest

from sanctions.lists.entry import Dated, Entry, Identifier, LegalBasis, Name, Restriction
from tests.sanctions.reconcile.lists import Desk, iran_air, ship

FREEZE = (Restriction("asset_freeze"),)
OLYA = Identifier("imo", "9481910")


def company(reference: str, name: str, *, lei: str = "", **fields: Any) -> Entry:
    """A company with a number of its own."""
    numbers = (Identifier("lei", lei),) if lei else ()
    return iran_air(reference=reference, names=(Name(name),), identifiers=numbers, **fields)


def two_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The UK lists a ship, Iran Air and a bank; the EU the ship, the bank and two more companies.

    The UK dates its designations: the ship's is of 18 November 2024, and its measure is undated. The EU's ship was
    listed on 14 October 2024 at latest, its bank on 1 December, the UK's bank on 18 November with a date of its own.
    """
    desk = Desk(tmp_path, monkeypatch)
    bank = "635400EZHQRWO4JHJX20"
    desk.released(
        "2025-01-01",
        ship(listed=Dated("2024-11-18"), measures=(Restriction("ship_specification"),)),
        iran_air(),
        company("IRN0300", "BANK OF ISFAHAN", lei=bank),
    )
    europe: dict[str, Any] = {"sanction_kind": "listed", "measures": FREEZE, "programmes": (LegalBasis("IRN"),)}
    desk.take(
        desk.files.release(
            "2025-01-01",
            ship(reference="EU.1", listed=Dated("/2024-10-14", "inferred"), **europe),
            company("EU.2", "BANK OF ISFAHAN", lei=bank, listed=Dated("2024-12-01"), **europe),
            company("EU.3", "ALBORZ", listed=Dated("2023-01-01"), **europe),
            company("EU.4", "DAMAVAND", listed=Dated("2025-06-01"), **europe),
        ),
        "eu_fsf",
    )
    return desk
