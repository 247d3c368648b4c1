"""Loads the founding example and publishes it in the order in which it became known."""

import sys
from argparse import ArgumentParser
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from tqdm import tqdm

from articles.models import Document, Record
from sanctions.editing.fixtures import BadFixture, Entry, Row, read
from sanctions.editing.ownership import owner
from sanctions.models import Edition
from sanctions.publishing.project import project
from sanctions.publishing.publish import NotPublishable, publish
from sanctions.publishing.references import references

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
# All we know is the day. Noon is known to whoever asks for that day, and not to whoever asks for its first hour.
_HOUR = time(12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stage:
    """What became known on one day: the rows of all files whose names begin with its date."""

    day: date
    rows: tuple[Row, ...]


def stages(folder: Path) -> list[Stage]:
    """The stages in a folder of fixtures, oldest first. Raises BadFixture."""
    by_day: dict[date, list[Row]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            day = date.fromisoformat(path.name[:10])
        except ValueError as error:
            raise BadFixture(
                f"{path.name}: its name must begin with the day it became known, as in 2024-09-10-…"
            ) from error
        by_day.setdefault(day, []).extend(read(path))
    if not by_day:
        raise BadFixture(f"{folder}: holds no fixture files.")
    return [Stage(day, tuple(rows)) for day, rows in sorted(by_day.items())]


def load(found: list[Stage], *, at: datetime, quiet: bool) -> tuple[int, int]:
    """Enters what is not here yet and publishes it, stage by stage, all or nothing.

    Answers how many records were written or published, and in how many publications.
    Raises BadFixture, and then has changed nothing.
    """
    records: set[str] = set()
    publications = 0
    with transaction.atomic():
        entry = Entry(row for stage in found for row in stage.rows)
        waiting = _unpublished(entry, found)
        for stage in tqdm(found, desc="The founding example", unit="day", leave=False, disable=quiet):
            due = {record.uid: record for record in (*entry.enter(stage.rows), *waiting.get(stage.day, ()))}
            try:
                publication = due and publish(
                    list(due.values()),
                    by=None,
                    at=at,
                    because=f"The founding example, as known on {stage.day.day} {stage.day:%B %Y}.",
                    known_from=datetime.combine(stage.day, _HOUR),
                    via="command",
                )
            except NotPublishable as error:
                raise BadFixture("\n".join(f"{stage.day}: {one}" for one in error.problems)) from error
            records.update(due)
            publications += bool(publication)
    return len(records), publications


def _unpublished(entry: Entry, found: Iterable[Stage]) -> Mapping[date, list[Record]]:
    """The records that plain `loaddata` brought and nobody published, by the day on which all they say was known.

    Such a record stands there whole, so it cannot be published piece by piece. It must not be known before the last of
    its pieces was, nor before what it names.
    """
    here = {one.uid: one for one in entry.existing.values() if isinstance(one, Record)}
    public = set(Edition.objects.filter(uid__in=here).values_list("uid", flat=True))
    fresh = {uid: record for uid, record in here.items() if uid not in public and uid not in entry.kept}
    if not fresh:
        return {}
    _link(entry.existing.values())
    known: dict[str, date] = {}
    for stage in found:
        for row in stage.rows:
            if row.uid in entry.existing:
                one: Any = entry.existing[row.uid]
                record = one if isinstance(one, Record) else owner(one)
                # A text says what it says from the day it is first cited, however much of it is quoted later.
                known[record.uid] = known.get(record.uid, stage.day) if isinstance(record, Document) else stage.day
    named = {uid: fresh.keys() & set(references(document)) for uid, document in project(fresh.values()).items()}
    late = True
    while late:
        late = False
        for uid, others in named.items():
            day = max((known[other] for other in others), default=known[uid])
            if day > known[uid]:
                known[uid], late = day, True
    by_day: dict[date, list[Record]] = {}
    for uid, record in fresh.items():
        by_day.setdefault(known[uid], []).append(record)
    return by_day


def _link(rows: Collection[Any]) -> None:
    """Lets these rows find one another without asking the database for each."""
    by_key = {(type(one), one.pk): one for one in rows}
    for one in rows:
        for field in one._meta.concrete_fields:
            if field.is_relation and (other := by_key.get((field.related_model, getattr(one, field.attname)))):
                field.set_cached_value(one, other)


class Command(BaseCommand):
    help = (
        "Loads the founding example and publishes it in the order in which it became known. Can be run again: what is "
        "there already, and whatever anybody has changed or deleted, stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="folder", type=Path, default=FOLDER, help="another folder of fixtures")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        quiet = options["verbosity"] == 0 or not sys.stderr.isatty()
        try:
            records, publications = load(stages(folder), at=timezone.now(), quiet=quiet)
        except BadFixture as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        if options["verbosity"]:
            self.stdout.write(
                f"The founding example is loaded: {records} records in {publications} publications."
                if records
                else "The founding example was loaded before: nothing to do."
            )
