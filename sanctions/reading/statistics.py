"""Numbers of measures."""

from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Count, DateField, F, Value, When
from django.db.models.functions import TruncMonth

from sanctions.reading import conditions
from sanctions.reading.answers import Asked, snapshot_of
from sanctions.reading.labels import included
from sanctions.reading.snapshot import Snapshot
from sanctions.vocabulary.status import STATUSES


def counts(asked: Asked, *, today: date) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]], Snapshot]:
    """How many measures each authority has of each type in each status on the day, by the month that status began in.

    The month is null where it is not known to within one. Counts of what is only possible stand apart: a measure
    whose status is uncertain is counted under each status that it may have.
    """
    snapshot = snapshot_of(asked, today)
    rows = (
        conditions.periods({"status": list(STATUSES), **asked}, snapshot)
        .annotate(first=TruncMonth("from_earliest"), last=TruncMonth("from_latest"))
        .annotate(
            month=Case(When(first=F("last"), then=F("last")), output_field=DateField()),
            sure=Case(When(snapshot.certain(), then=Value(True)), default=Value(False), output_field=BooleanField()),
        )
        .values("authority", "type", "status", "month", "sure")
        .annotate(count=Count("uid", distinct=True))
        .order_by("authority", "type", "month", "status", "sure")
    )
    found = [
        {
            "authority": row["authority"],
            "type": row["type"],
            "month": row["month"].isoformat()[:7] if row["month"] else None,
            "status": row["status"],
            "certain": row["sure"],
            "count": row["count"],
        }
        for row in rows
    ]
    return found, included({row["authority"] for row in found}, snapshot), snapshot
