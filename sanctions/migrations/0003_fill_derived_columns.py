from collections.abc import Callable
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from sanctions.matching.normalise import fold
from sanctions.vocabulary.identifier_scheme import problem

_BATCH = 2_000


def fill(apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Writes the columns that are derived from others into the rows that were there before them."""
    derived: dict[str, dict[str, Callable[[Any], object]]] = {
        "Name": {"folded": lambda row: fold(row.full)[:600]},
        "Identifier": {"looks_wrong": lambda row: problem(row.scheme, row.value) is not None},
        "Entry": {"has_unread": lambda row: bool(row.unread), "has_problems": lambda row: bool(row.problems)},
    }
    for name, columns in derived.items():
        table = apps.get_model("sanctions", name)
        last = 0
        while rows := list(table.objects.filter(pk__gt=last).order_by("pk")[:_BATCH]):
            for row in rows:
                for column, derive in columns.items():
                    setattr(row, column, derive(row))
            table.objects.bulk_update(rows, list(columns), batch_size=200)
            last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0002_exemptions_and_lists_at_the_desk")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
