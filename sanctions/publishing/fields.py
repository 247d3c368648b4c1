"""What the columns of the desk become in published documents."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.dates import days_of


class DateSerializer(serializers.Serializer[Any]):
    """A date as printed, in EDTF, the days it can mean, and how we know it."""

    value = serializers.CharField(help_text="EDTF, ISO 8601-2:2019.")
    earliest = serializers.DateField(help_text="The first day it can mean; 0001-01-01 where none is known.")
    latest = serializers.DateField(help_text="The last day it can mean; 9999-12-31 where none is known.")
    basis = serializers.CharField(help_text="stated, inferred, first_seen or computed; empty where not recorded.")


@extend_schema_field(DateSerializer(allow_null=True))
class PrintedDate(serializers.Field[Any, Any, Any, Any]):
    """The EDTF column of the same name, with its bounds and its basis; null where it is empty."""

    def __init__(self, basis: str = "", **kwargs: Any) -> None:
        self.basis = basis
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, row: Any) -> dict[str, str] | None:
        """The date as it is published."""
        text = getattr(row, str(self.field_name))
        if not text:
            return None
        days = days_of(text)
        return {
            "value": text,
            "earliest": days.earliest.isoformat(),
            "latest": days.latest.isoformat(),
            "basis": getattr(row, self.basis) if self.basis else "",
        }


@extend_schema_field({"type": ["string", "null"]})
class Reference(serializers.Field[Any, Any, Any, Any]):
    """The uid of another record; its label comes in `included`, as it is at the moment asked about."""

    def __init__(self, to: str = "", **kwargs: Any) -> None:
        self.to = to
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, row: Any) -> str | None:
        """The uid, or null where the row names nothing."""
        for name in (self.to or str(self.field_name)).split("."):
            row = getattr(row, name)
            if row is None:
                return None
        return str(row.uid)


class TargetReference(Reference):
    """The uid of a target: of the one it was merged into, where it was."""

    def to_representation(self, row: Any) -> str | None:
        """The uid, or null where the row names nothing."""
        target = getattr(row, self.to or str(self.field_name))
        return None if target is None else str(target.root().uid)


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class References(serializers.Field[Any, Any, Any, Any]):
    """The uids of several other records."""

    def __init__(self, to: str = "", **kwargs: Any) -> None:
        self.to = to
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, row: Any) -> list[str]:
        """The uids, in order."""
        return sorted(other.uid for other in getattr(row, self.to or str(self.field_name)).all())


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Words(serializers.Field[Any, Any, Any, Any]):
    """A list of codes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: list[str]) -> list[str]:
        """The codes, in order."""
        return sorted(value)


class Text(serializers.CharField):
    """A text; empty where there is none, never null."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, trim_whitespace=False, **kwargs)
