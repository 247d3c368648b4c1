"""Says whom one authority lists and another does not."""

import csv
import io
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import orjson
from django.core.management.base import BaseCommand, CommandError
from rest_framework.serializers import ValidationError

from articles.dates import FIRST_DAY, Days
from sanctions.reading.comparison import Comparison, Listing, Row, compare
from sanctions.reading.parameters import BadParameters, Day, Moment
from sanctions.reading.snapshot import Snapshot

Lag = tuple[int | None, int | None]


class Command(BaseCommand):
    """`compare --authority US --authority EU --as-of D`: who is listed by one, by the other, and by both."""

    help = (
        "Compares two authorities: whom one of them lists and the other does not, by programme and measure, and by how "
        "many days the second was later where both do. An authority stands for all that are part of it. Classes, "
        "which are described and not named, are left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What it is told."""
        parser.add_argument("--authority", action="append", required=True, help="twice: US, EU, GB-FCDO")
        parser.add_argument("--as-of", help="what applied on this day; today (UTC) if left out")
        parser.add_argument("--known-at", help="what sources had said by then; a bare day is its end in UTC")
        parser.add_argument("--format", choices=("text", "csv", "json"), default="text")
        parser.add_argument("--names", type=int, default=20, help="in text, names to show of each group (all: -1)")

    def handle(self, *_: Any, **options: Any) -> None:
        """Prints it."""
        if len(options["authority"]) != 2:
            raise CommandError("--authority: give it twice, once for each of the two.")
        try:
            as_of = Day().to_internal_value(options["as_of"]) if options["as_of"] else datetime.now(UTC).date()
            known_at = Moment().to_internal_value(options["known_at"]) if options["known_at"] else None
            first, second = options["authority"]
            found = compare(first, second, Snapshot.take(as_of=as_of, known_at=known_at))
        except BadParameters as error:
            raise CommandError(str(error)) from error
        except ValidationError as error:
            raise CommandError(" ".join(map(str, error.detail))) from error
        printed = {"csv": in_csv, "json": in_json}.get(options["format"])
        self.stdout.write(printed(found) if printed else in_text(found, options["names"]), ending="")


# --- As text ----------------------------------------------------------------------------------------------------------


def in_text(found: Comparison, names: int) -> str:
    """Tables for people: the numbers, the programmes and measures, and the first names of each group."""
    one, other = found.authorities
    alone = {"first": f"{one} alone", "second": f"{other} alone", "both": "both"}
    groups = {group: found.of(group) for group in alone}
    known = f"{found.snapshot.known_at:%Y-%m-%d %H:%M} UTC"
    lines = [f"{one} and {other} on {found.snapshot.as_of}, as known at {known}"]
    lines += [f"Listed by {words}: {len(groups[group])}" for group, words in alone.items()]
    lines += ["", *table(
        ("authority", "programme", "measure", "listed", "by both", "alone"),
        [(share.authority, share.programme, share.measure, str(share.listed), str(share.by_both),
          str(share.listed - share.by_both)) for share in found.shares()],
    )]  # fmt: skip
    for group, rows in groups.items():
        shown = rows if names < 0 else rows[:names]
        if shown:
            lines += ["", f"Listed by {alone[group]}", *_names(found, group, shown)]
            lines += [f"… and {len(rows) - len(shown)} more (--names=-1, --format=csv)"] * (len(shown) < len(rows))
    return "\n".join(lines) + "\n"


def _names(found: Comparison, group: str, rows: Sequence[Row]) -> list[str]:
    if group == "both":
        heads = ("target", *found.authorities, "days between")
        return table(
            heads, [(row.label, *(_since(one) for one in row.listings), days_between(row.lag)) for row in rows]
        )
    side = 0 if group == "first" else 1
    heads = ("target", "since", "programmes", "measures")
    return table(heads, [(row.label, *_told(found, row.listings[side])) for row in rows])


def _told(found: Comparison, listing: Listing | None) -> tuple[str, str, str]:
    assert listing
    programmes = ", ".join(sorted(found.labels[code] for code in listing.programmes))
    return _since(listing), programmes, ", ".join(sorted(listing.measures))


def _since(listing: Listing | None) -> str:
    """When it was listed, marked where it is only possible that it still is."""
    return "" if listing is None else f"{in_edtf(listing.since)}{'' if listing.certain else ' (perhaps)'}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of columns, as wide as what stands in them."""
    every = [heads, *rows]
    widths = [min(60, max(len(row[i]) for row in every)) for i in range(len(heads))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in every]


def in_edtf(days: Days) -> str:
    """The days on which something may have happened: 2024-11-18, 2024-10-14/2024-11-18, /2024-10-14."""
    if days.earliest == days.latest:
        return days.latest.isoformat()
    return f"{'' if days.earliest == FIRST_DAY else days.earliest}/{days.latest}"


def days_between(lag: Lag | None) -> str:
    """How many days the second was later: 35, 1 to 35, at most 35; negative where it was earlier."""
    if lag is None or lag == (None, None):
        return ""
    least, most = lag
    if least is None or most is None:
        return f"at most {most}" if least is None else f"at least {least}"
    return str(least) if least == most else f"{least} to {most}"


# --- For machines -----------------------------------------------------------------------------------------------------

_COLUMNS = ("group", "uid", "label")
_OF_EACH = ("since_earliest", "since_latest", "certain", "programmes", "measures")


def in_csv(found: Comparison) -> str:
    """A line for each target; lists in one cell are parted by semicolons. What begins as a formula is quoted."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    each = [f"{code} {name}" for code in found.authorities for name in _OF_EACH]
    writer.writerow([*_COLUMNS, *each, "lag_least", "lag_most"])
    for row in found.rows:
        cells = [cell for listing in row.listings for cell in _cells(listing)]
        writer.writerow([row.group, row.uid, _harmless(row.label), *cells, *(row.lag or ("", ""))])
    return written.getvalue()


def _cells(listing: Listing | None) -> list[str]:
    if listing is None:
        return [""] * len(_OF_EACH)
    return [
        _day(listing.since.earliest) or "", _day(listing.since.latest) or "", str(listing.certain).lower(),
        ";".join(sorted(listing.programmes)), ";".join(sorted(listing.measures)),
    ]  # fmt: skip


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r＝＋－＠" and text else text


def in_json(found: Comparison) -> str:
    """The same with the days of each measure, and the numbers by programme and measure."""
    one, other = found.authorities
    said = {
        "authorities": [one, other],
        "as_of": found.snapshot.as_of,
        "known_at": found.snapshot.known_at,
        "edition": found.snapshot.edition,
        "shares": list(found.shares()),
        "results": [
            {
                "group": row.group,
                "target": row.uid,
                "label": row.label,
                "listings": {code: listing and _told_whole(listing) for code, listing
                             in zip(found.authorities, row.listings, strict=True)},
                "lag": _range(row.lag),
                "lags": {type_: _range(lag) for type_, lag in row.lags.items()},
            }
            for row in found.rows
        ],
    }  # fmt: skip
    options = orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(said, option=options).decode()


def _told_whole(listing: Listing) -> dict[str, Any]:
    return {
        "since": _days(listing.since),
        "certain": listing.certain,
        "programmes": sorted(listing.programmes),
        "measures": {type_: _days(since) for type_, since in sorted(listing.measures.items())},
    }


def _days(days: Days) -> dict[str, str | None]:
    return {"earliest": _day(days.earliest), "latest": _day(days.latest)}


def _day(day: date) -> str | None:
    return None if day == FIRST_DAY else day.isoformat()


def _range(lag: Lag | None) -> dict[str, int | None] | None:
    return None if lag is None else {"least": lag[0], "most": lag[1]}
