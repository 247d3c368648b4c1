"""Copies of published targets, with everything that hangs on them, made in SQL."""

import hashlib
import re
import sqlite3
from collections.abc import Callable
from typing import Any

from django.db import connection

from articles.models import list_uid

# Each table with the columns that name rows of other copied tables; those that are named come first.
_TABLES: dict[str, dict[str, str]] = {
    "sanctions_target": {},
    "sanctions_name": {"target_id": "sanctions_target"},
    "sanctions_sanction": {"target_id": "sanctions_target"},
    "sanctions_programmelink": {"sanction_id": "sanctions_sanction"},
    "sanctions_measure": {"sanction_id": "sanctions_sanction"},
    "sanctions_event": {"sanction_id": "sanctions_sanction", "measure_id": "sanctions_measure"},
    "sanctions_citation": {"measure_id": "sanctions_measure"},
    "sanctions_edition": {},
    "sanctions_publishedmeasure": {"edition_id": "sanctions_edition"},
    "sanctions_publishedperiod": {"edition_id": "sanctions_edition", "measure_id": "sanctions_publishedmeasure"},
    "sanctions_publishedevent": {"measure_id": "sanctions_publishedmeasure"},
    "sanctions_publishedprogramme": {"edition_id": "sanctions_edition"},
    "sanctions_publishedterm": {"edition_id": "sanctions_edition"},
}
Row = dict[str, Any]


class Copier:
    """Reads the published targets there are, once, and writes copies of them."""

    def __init__(self, new_name: Callable[[], str]) -> None:
        connection.ensure_connection()
        self.database: sqlite3.Connection = connection.connection
        self.new_name = new_name
        self.next_id = {table: self._one(f"SELECT max(id) + 1 FROM {table}") or 1 for table in _TABLES}
        self.templates = self._templates()

    def copy(self, batch: int, size: int) -> None:
        """Writes one copy of each of the first so many targets."""
        rows: dict[str, list[Row]] = {table: [] for table in _TABLES}
        for template in self.templates[:size]:
            self._copied(template, batch, rows)
        cursor = self.database.cursor()
        cursor.execute("BEGIN")
        for table, new in rows.items():
            if new:
                columns = ", ".join(new[0])
                places = ", ".join(f":{column}" for column in new[0])
                cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", new)
        cursor.execute("COMMIT")

    def _one(self, sql: str) -> Any:
        return self.database.execute(sql).fetchone()[0]

    def _templates(self) -> list[dict[str, list[Row]]]:
        """By target, the rows of every table that hang on it."""
        found: dict[Any, dict[str, list[Row]]] = {}
        of: dict[str, dict[Any, Any]] = {}
        for table, references in _TABLES.items():
            cursor = self.database.execute(f"SELECT * FROM {table}")
            columns = [column[0] for column in cursor.description]
            of[table] = {}
            for values in cursor:
                row = dict(zip(columns, values, strict=True))
                target = self._target(table, row, references, of)
                if target is not None:
                    of[table][row["id"]] = target
                    found.setdefault(target, {name: [] for name in _TABLES})[table].append(row)
        return list(found.values())

    @staticmethod
    def _target(table: str, row: Row, references: dict[str, str], of: dict[str, dict[Any, Any]]) -> Any:
        if table == "sanctions_target":
            return row["uid"]
        if table == "sanctions_edition":
            return {"target": row["uid"], "sanction": row["parent"]}.get(row["kind"])
        for column, above in references.items():
            if (target := of[above].get(row[column])) is not None:
                return target
        return None

    def _copied(self, template: dict[str, list[Row]], batch: int, rows: dict[str, list[Row]]) -> None:
        own = {
            row["uid"]: list_uid(f"copy {batch}", row["uid"])
            for table in template.values()
            for row in table
            if "uid" in row
        }
        names = {row["full"]: self.new_name() for row in template["sanctions_name"]}
        words = {old.lower(): new.lower() for old, new in names.items()}
        renamed = {**own, **names}
        pattern = re.compile("|".join(map(re.escape, sorted(renamed, key=len, reverse=True))))
        ids: dict[tuple[str, int], int] = {}
        for table, references in _TABLES.items():
            for row in template[table]:
                new = {
                    column: pattern.sub(lambda found: renamed[found[0]], value) if isinstance(value, str) else value
                    for column, value in row.items()
                }
                new["id"] = ids[table, row["id"]] = self.next_id[table]
                self.next_id[table] += 1
                for column, above in references.items():
                    new[column] = ids[above, row[column]] if row[column] is not None else None
                if table == "sanctions_edition":
                    new["digest"] = hashlib.sha256(new["document"].encode()).hexdigest()
                if table == "sanctions_publishedterm":
                    if row["field"] == "word":
                        continue
                    if row["field"] == "name":
                        new["normalised"] = words[row["normalised"]]
                rows[table].append(new)
        self._words(template, ids, words, rows)

    def _words(
        self,
        template: dict[str, list[Row]],
        ids: dict[tuple[str, int], int],
        words: dict[str, str],
        rows: dict[str, list[Row]],
    ) -> None:
        edition = next(row["id"] for row in template["sanctions_edition"] if row["kind"] == "target")
        for word in sorted({word for name in words.values() for word in name.split()}):
            row = {"id": self.next_id["sanctions_publishedterm"], "field": "word", "normalised": word}
            self.next_id["sanctions_publishedterm"] += 1
            rows["sanctions_publishedterm"].append({**row, "edition_id": ids["sanctions_edition", edition]})
