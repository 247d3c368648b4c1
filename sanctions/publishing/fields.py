"""What the columns of the desk become in published documents.

Each field of the public shape names the columns it `reads` of a row, and `write`s of their values what is published.
"""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.dates import days_of
from sanctions.vocabulary.identifier_scheme import problem
from sanctions.vocabulary.target_kind import schema_of


class Written:
    """A field of the public shape that publishes one column as it is."""

    source: Any
    field_name: Any

    def reads(self) -> tuple[str, ...]:
        """The columns, as Django names them from the row on."""
        return (str(self.source).replace(".", "__"),)

    def write(self, *values: Any) -> Any:
        """What is published of their values."""
        return values[0]


class Text(Written, serializers.CharField):
    """A text; empty where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, trim_whitespace=False, **kwargs)


class Number(Written, serializers.IntegerField):
    """A whole number, or null."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)


class Flag(Written, serializers.BooleanField):
    """Yes or no."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)


class Known(Written, serializers.BooleanField):
    """Whether a column holds anything."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, **kwargs)

    def write(self, *values: Any) -> Any:
        """Yes where there is a value."""
        return values[0] is not None


class Share(Written, serializers.DecimalField):
    """A share in per cent, written as text, or null."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=6, decimal_places=3, read_only=True, allow_null=True, **kwargs)

    def write(self, *values: Any) -> Any:
        """With its three places."""
        return None if values[0] is None else self.to_representation(values[0])


class Parts(Written, serializers.DictField):
    """Texts by the names of their roles."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=serializers.CharField(), read_only=True, **kwargs)


class DateSerializer(serializers.Serializer[Any]):
    """A date as printed, in EDTF, the days it can mean, and how we know it."""

    value = serializers.CharField(help_text="EDTF, ISO 8601-2:2019.")
    earliest = serializers.DateField(help_text="The first day it can mean; 0001-01-01 where none is known.")
    latest = serializers.DateField(help_text="The last day it can mean; 9999-12-31 where none is known.")
    basis = serializers.CharField(help_text="stated, inferred, first_seen or computed; empty where not recorded.")


class _Field(Written, serializers.Field[Any, Any, Any, Any]):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def reads(self) -> tuple[str, ...]:
        """The column of the field's name."""
        return (str(self.field_name),)


@extend_schema_field(DateSerializer(allow_null=True))
class PrintedDate(_Field):
    """The EDTF column of the same name, with its bounds and its basis; null where it is empty."""

    def __init__(self, basis: str = "", **kwargs: Any) -> None:
        self.basis = basis
        super().__init__(**kwargs)

    def reads(self) -> tuple[str, ...]:
        """The date, and the column that says how we know it."""
        return (*super().reads(), *([self.basis] if self.basis else []))

    def write(self, *values: Any) -> dict[str, str] | None:
        """The date as it is published."""
        text, basis = values[0], values[1] if self.basis else ""
        if not text:
            return None
        days = days_of(text)
        return {
            "value": text,
            "earliest": days.earliest.isoformat(),
            "latest": days.latest.isoformat(),
            "basis": basis,
        }


@extend_schema_field({"type": ["string", "null"]})
class Reference(_Field):
    """The uid of another record; its label comes in `included`, as it is at the moment asked about."""

    def __init__(self, to: str = "", **kwargs: Any) -> None:
        self.to = to
        super().__init__(**kwargs)

    @property
    def relation(self) -> str:
        """The relation that leads to the record."""
        return (self.to or str(self.field_name)).replace(".", "__")

    def reads(self) -> tuple[str, ...]:
        """The uid over there; null where the row names nothing."""
        return (f"{self.relation}__uid",)


class TargetReference(Reference):
    """The uid of a target: of the one it was merged into, where it was."""

    def reads(self) -> tuple[str, ...]:
        """The uid over there, and what it was merged into."""
        return (*super().reads(), f"{self.relation}__merged_into_id")


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class References(_Field):
    """The uids of several other records, in order."""


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Words(_Field):
    """A list of codes, in order."""

    def write(self, *values: Any) -> list[str]:
        """The codes."""
        return sorted(values[0])


@extend_schema_field({"type": "string"})
class RecordKind(_Field):
    """What kind of record the document is of."""

    def reads(self) -> tuple[str, ...]:
        """Nothing: all rows of a table are of one kind."""
        return ()


@extend_schema_field({"type": "string"})
class Schema(_Field):
    """The FollowTheMoney schema of a target; empty where it has none."""

    def reads(self) -> tuple[str, ...]:
        """Its kind."""
        return ("kind",)

    def write(self, *values: Any) -> str:
        """The schema of the kind."""
        return schema_of(values[0])


@extend_schema_field({"type": "string"})
class PublicText(_Field):
    """The whole text of a document where it may be passed on; else empty."""

    def reads(self) -> tuple[str, ...]:
        """The text, and whether it may be passed on."""
        return ("text", "text_is_public")

    def write(self, *values: Any) -> str:
        """The text, or nothing."""
        text, is_public = values
        return text if is_public else ""


@extend_schema_field({"type": ["integer", "null"]})
class Length(_Field):
    """The characters of a document's text, where we know."""

    def reads(self) -> tuple[str, ...]:
        """The text, and what is declared where it is not kept here."""
        return ("text", "declared_length")

    def write(self, *values: Any) -> int | None:
        """The number."""
        text, declared = values
        return len(text) if text else declared


@extend_schema_field({"type": "string"})
class Problem(_Field):
    """What is wrong with an identifier by the rules of its scheme; empty where nothing is."""

    def reads(self) -> tuple[str, ...]:
        """The scheme and the number."""
        return ("scheme", "value")

    def write(self, *values: Any) -> str:
        """The problem in words."""
        return problem(*values) or ""
