"""The Consolidated List of the Office of Financial Sanctions Implementation, as CSV and as a spreadsheet.

It held the targets of asset freezes and closed on 28 January 2026; the UK Sanctions List goes on. A group is one target
and has a row for each of its names, dates of birth and addresses.
Source: https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from sanctions.lists import days
from sanctions.lists.entry import CrossReference, Dated, Entry, LegalBasis
from sanctions.lists.gathering import Gathering, bounded, only, squeezed, warn
from sanctions.lists.gb_documents import Take, detail, items, land, language, main_country, name_kind, papers, papers_in
from sanctions.lists.gb_measures import measures
from sanctions.lists.gb_ofsi_remarks import Remarks
from sanctions.lists.gb_ofsi_rows import COLUMNS, NEW_COLUMNS, REFERENCES, Table, is_conlist, table
from sanctions.lists.reading import Format, Parts, QuarantinedError, Reading, Record, RefusedError
from sanctions.lists.taking import Row, word
from sanctions.vocabulary.target_kind import TARGET_KINDS

_EXPRESSES = frozenset(
    {"reference", "kind", "names", "sanction_kind", "measures", "programmes", "identifiers", "addresses", "details"}
    | {"listed", "amended", "origin", "problems", "unread"}
)
_WITH_LABELS = frozenset({"cross_references", "relations", "grounds"})


def _recognises(parts: Parts) -> bool:
    return len(parts) == 1 and is_conlist(only(parts)[1])


def _open(parts: Parts) -> Reading:
    file, content = only(parts)
    found = table(file, content)
    warnings = list[str]()
    for column in sorted(set(found.columns).difference(COLUMNS)):
        warn(warnings, f"The column {column}", "(the list)")
    expresses = _EXPRESSES | _WITH_LABELS if set(NEW_COLUMNS) <= set(found.columns) else _EXPRESSES
    return Reading("gb_ofsi_conlist", found.dated, expresses, _records(file, found, warnings), warnings=warnings)


def _records(file: str, found: Table, warnings: list[str]) -> Iterator[Record]:
    groups = dict[str, list[dict[str, str]]]()
    for line, row in found.rows:
        groups.setdefault(row.get("Group ID", "").strip() or f"line {line}", []).append(row)
    if not groups:
        raise RefusedError(file, "holds no row")
    for reference, rows in groups.items():
        yield Record(reference, _raw(rows), partial(_entry, reference, rows, warnings))


def _raw(rows: list[dict[str, str]]) -> str:
    """What all rows of a group say, a column to a line, and then what each says besides."""
    first = rows[0]
    shared = {name: text for name, text in first.items() if all(row.get(name) == text for row in rows)}
    heading = [f"{name}: {text}" for name, text in sorted(shared.items())]
    apart = sorted(
        " | ".join(f"{name}: {text}" for name, text in sorted(row.items()) if name not in shared) for row in rows
    )
    return "\n".join([*heading, *(apart if len(rows) > 1 else [])])


def _entry(reference: str, printed: list[dict[str, str]], warnings: list[str]) -> Entry:
    if not reference.isdigit():
        raise QuarantinedError("Group ID", f"“{reference}” is no number")
    gathering = Gathering(reference, warnings)
    gathering.identifier("ofsi_group_id", reference)
    rows = [Row(row) for row in sorted(printed, key=lambda row: sorted(row.items()))]
    kind = _kind(rows)
    _names(gathering, rows, kind)
    gathering.date("birth_date", dict.fromkeys(_birth(row) for row in rows))
    _details(gathering, rows)
    for row in rows:
        lines = [row.take(f"Address {number}") for number in range(1, 7)]
        postal_code, country = row.take("Post/Zip Code"), row.take("Country")
        gathering.address(*lines, postal_code, country, postal_code=postal_code, land=main_country(country))
    remarks = Remarks(gathering, [text for row in rows for text in _texts(row)])
    found = measures("|".join(["Asset freeze", *remarks.sanctions]), {}, *remarks.free)
    gathering.measures.extend(found.restrictions)
    gathering.problems.extend(found.problems)
    listed, amended = _regimes(gathering, rows)
    for row in rows:
        for column in row.finish(ignoring=["Group ID"]):
            gathering.leftover(f"The column {column}", row.take(column))
    for unique_id in remarks.uk_references:
        gathering.identifier("uk_unique_id", unique_id)
        gathering.cross_references.append(CrossReference("gb_fcdo", unique_id))
    for number in remarks.un_references:
        gathering.identifier("un_reference", number)
        gathering.cross_references.append(CrossReference("un_sc", number))
    entry = gathering.entry(
        kind=kind,
        listed=Dated(listed) if listed else None,
        amended=amended,
        origin="implements" if remarks.of_the_un else "autonomous",
        grounds="\n\n".join(remarks.grounds),
    )
    return replace(entry, sanction_kind="specified" if kind == "vessel" else "designated")


def _texts(row: Row) -> Iterator[str]:
    yield row.take("Other Information")
    for column in REFERENCES:
        if number := row.take(column):
            yield f"({column}):{number}"


def _kind(rows: list[Row]) -> str:
    kinds = {word(TARGET_KINDS, "uk", "Group Type", row.take("Group Type")) for row in rows}
    if len(kinds) > 1:
        raise QuarantinedError("Group Type", f"is {' and '.join(sorted(kinds))} in one group")
    return kinds.pop()


def _names(gathering: Gathering, rows: list[Row], kind: str) -> None:
    printed = []
    scripts = []
    for row in rows:
        texts = [squeezed(row.take(f"Name {number}")) for number in range(1, 7)]
        printed.append((name_kind(row.take("Alias Type"), row.take("Alias Quality")), texts))
        row.take(
            "Non-Latin Script Type"
        )  # the letters tell it better than the column, which has 'Russian' and 'Cryillic'
        scripts.append((row.take("Name Non-Latin Script"), row.take("Non-Latin Script Language")))
    for kind_of_name, texts in sorted(printed, key=lambda name: name[0] != "primary"):
        parts = [("given", texts[0]), ("middle", " ".join(texts[1:5])), ("family", texts[5])]
        several_parts = kind == "person" and texts[5] and any(texts[:5])
        gathering.name(" ".join(texts), kind_of_name, parts=parts if several_parts else ())
    for text, tongue in dict.fromkeys(scripts):
        gathering.name(text, "original_script", language=language(gathering, tongue))


def _birth(row: Row) -> tuple[str, str]:
    printed = row.take("DOB")
    return printed, days.day_month_year(printed) or days.printed(printed)


def _details(gathering: Gathering, rows: list[Row]) -> None:
    for column, take in _COLUMNS.items():
        for text in dict.fromkeys(row.take(column) for row in rows):
            for item in items(text):
                take(gathering, item.strip(" ."))
    for scheme, *columns in _PAPERS:
        for numbers, notes in dict.fromkeys(tuple(row.take(column) for column in columns) for row in rows):
            _papers(gathering, scheme, numbers, notes)
    for text in dict.fromkeys(row.take("NI Number") for row in rows):
        papers_in(gathering, "national_id", text)


_COLUMNS: dict[str, Take] = {
    "Title": partial(detail, kind="title"),
    "Town of Birth": partial(detail, kind="birth_place"),
    "Country of Birth": partial(land, kind="birth_country"),
    "Nationality": partial(land, kind="nationality"),
    "Position": partial(detail, kind="position"),
}
_PAPERS = (
    ("passport", "Passport Number", "Passport Details"),
    ("national_id", "National Identification Number", "National Identification Details"),
)


def _papers(gathering: Gathering, scheme: str, numbers: str, notes: str) -> None:
    """Since 2022 a number has a column apart from what is said of it."""
    if numbers:
        papers(gathering, scheme, numbers, notes)
    else:
        papers_in(gathering, scheme, notes)


def _regimes(gathering: Gathering, rows: list[Row]) -> tuple[str, str]:
    """Takes the regimes of a group, each with its own date where there are several; when it was listed and changed."""
    regimes = dict[str, set[str]]()
    changed = set[str]()
    for row in rows:
        regime = squeezed(row.take("Regime"))
        if not regime:
            raise QuarantinedError("Regime", "is missing")
        bounded("programme", "Regime", regime)
        designated = _day(gathering, row, "UK Sanctions List Date Designated")
        regimes.setdefault(regime, set()).update(day for day in [_day(gathering, row, "Listed On")] if day)
        changed.add(_day(gathering, row, "Last Updated"))
        if designated:
            gathering.detail("remark", f"Date of designation in the UK Sanctions List, {regime}: {designated}")
    for regime, listed in sorted(regimes.items()):
        own = Dated(min(listed)) if listed and len(regimes) > 1 else None
        gathering.programmes.append(LegalBasis(regime, since=own))
    return min((day for listed in regimes.values() for day in listed), default=""), max(changed, default="")


def _day(gathering: Gathering, row: Row, column: str) -> str:
    printed = row.take(column)
    day = days.day_month_year(printed)
    if printed and not day:
        gathering.unread.append(f"{column}: {printed}")
        gathering.problems.append(f"{column}: “{printed}” is no date that can be read.")
    return day


FORMAT = Format("gb_ofsi_conlist", "OFSI Consolidated List, CSV or spreadsheet", _recognises, _open)
