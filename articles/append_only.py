"""Tables that the database itself guards: their rows come, and neither change nor go, whoever asks for it.

Each guard is a trigger, so it holds for the shell and for SQL typed by hand too. A migration puts it up. SQLite loses
it where a later migration rebuilds its table: that one has to put it up again.
"""

from dataclasses import dataclass
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class Guard:
    """What the rows of one table may not do, in SQL that SQLite and PostgreSQL both understand."""

    table: str
    words: str
    """What whoever tries it is told."""
    columns: tuple[str, ...]
    """The columns whose change is looked at."""
    may_change: str
    """When a row may change all the same: a condition on OLD and NEW. `=?` compares what can be empty."""
    may_go: str = "FALSE"
    """When a row may be deleted all the same: a condition on OLD."""

    def put_up(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Makes the triggers: what a migration runs forwards."""
        self.take_down(apps, schema_editor)
        database = schema_editor.connection
        self._run(database, self._for_postgresql() if database.vendor == "postgresql" else self._for_sqlite())

    def take_down(self, apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Removes the triggers, where there are any: what a migration runs backwards."""
        database = schema_editor.connection
        if database.vendor == "postgresql":
            self._run(database, [f"DROP FUNCTION IF EXISTS {self.table}_guard() CASCADE"])
        else:
            self._run(database, [f"DROP TRIGGER IF EXISTS {self.table}_{name}" for name in ("change", "delete")])

    def _run(self, database: BaseDatabaseWrapper, statements: list[str]) -> None:
        with database.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    def _for_sqlite(self) -> list[str]:
        # Every version has IS, which compares NULL too; IS NOT DISTINCT FROM came in 3.39.
        may_change, may_go = (sql.replace("=?", "IS") for sql in (self.may_change, self.may_go))
        refuse = f"BEGIN SELECT RAISE(ABORT, '{self.words}'); END"
        return [
            f"CREATE TRIGGER {self.table}_change BEFORE UPDATE OF {', '.join(self.columns)} ON {self.table} "
            f"WHEN NOT ({may_change}) {refuse}",
            f"CREATE TRIGGER {self.table}_delete BEFORE DELETE ON {self.table} WHEN NOT ({may_go}) {refuse}",
        ]

    def _for_postgresql(self) -> list[str]:
        may_change, may_go = (sql.replace("=?", "IS NOT DISTINCT FROM") for sql in (self.may_change, self.may_go))
        return [
            f"""
            CREATE FUNCTION {self.table}_guard() RETURNS trigger LANGUAGE plpgsql AS $guard$
            BEGIN
                IF TG_OP = 'UPDATE' THEN
                    IF {may_change} THEN RETURN NEW; END IF;
                ELSIF TG_OP = 'DELETE' THEN
                    IF {may_go} THEN RETURN OLD; END IF;
                END IF;
                RAISE EXCEPTION '{self.words}' USING ERRCODE = 'restrict_violation';
            END
            $guard$
            """,
            f"CREATE TRIGGER {self.table}_change BEFORE UPDATE OF {', '.join(self.columns)} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.table}_guard()",
            f"CREATE TRIGGER {self.table}_delete BEFORE DELETE ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.table}_guard()",
            f"CREATE TRIGGER {self.table}_empty BEFORE TRUNCATE ON {self.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {self.table}_guard()",
        ]


def unchanged(*columns: str) -> str:
    """The condition that these columns say what they said."""
    return " AND ".join(f"NEW.{column} =? OLD.{column}" for column in columns)


_STAYS = ("id", "record_kind", "record_uid", "revision", "event", "by_name", "via", "at")
_SAYS = ("record_label", "because", "diff")

JOURNAL = Guard(
    "articles_journal",
    "The journal is append-only: its lines neither change nor go.",
    (*_STAYS, *_SAYS, "by_id"),
    # A person's account may go; what the law wants erased is emptied, once the journal says so in a later line.
    f"""{unchanged(*_STAYS)} AND (NEW.by_id =? OLD.by_id OR NEW.by_id IS NULL) AND (
        ({unchanged(*_SAYS)})
        OR (NEW.record_label = 'erased' AND NEW.because = '' AND NEW.diff = '[]' AND EXISTS (
            SELECT 1 FROM articles_journal AS erasure
            WHERE erasure.record_uid = OLD.record_uid AND erasure.event = 'redacted' AND erasure.id > OLD.id
        ))
    )""",  # noqa: S608  # our own words
)
