"""Columns that Interdict needs beside Django's own: printed dates, and values derived from other columns."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.query_utils import DeferredAttribute

from articles.dates import NotADate, days_of


def validate_edtf(text: str) -> None:
    """Raises ValidationError with an example of a right form where the text is no EDTF date."""
    try:
        days_of(text)
    except NotADate as error:
        raise ValidationError(str(error), code="edtf") from error


class EdtfField(models.CharField):  # type: ignore[type-arg]  # not generic at run time
    """A date as people print it, in EDTF; its two bounds stand in columns beside it (`day_columns`)."""

    default_validators = [validate_edtf]  # Django's own way of declaring them
    description = "a date in EDTF"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 120)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


class _DerivedAttribute(DeferredAttribute):
    """Always answers with what the row's other columns say; what is assigned is ignored."""

    field: Any

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None or self.field.derive is None:
            return super().__get__(instance, cls)
        return self.field.derive(instance)

    def __set__(self, instance: Any, value: Any) -> None:
        # Kept only so that Django does not take the column for a deferred one and leave it out of a save.
        instance.__dict__[self.field.attname] = value


class _Derived:
    """A column computed from its own row whenever it is read or saved, also by `loaddata` and `bulk_create`."""

    descriptor_class = _DerivedAttribute

    def __init__(self, *args: Any, derive: Callable[[Any], Any] | None = None, **kwargs: Any) -> None:
        self.derive = derive
        kwargs["editable"] = False
        kwargs["serialize"] = False
        super().__init__(*args, **kwargs)


class DerivedDateField(_Derived, models.DateField):  # type: ignore[type-arg,misc]
    """A day derived from other columns of its row."""


class DerivedCharField(_Derived, models.CharField):  # type: ignore[type-arg,misc]
    """A text derived from other columns of its row."""


class DerivedBooleanField(_Derived, models.BooleanField):  # type: ignore[type-arg,misc]
    """Whether something holds, derived from other columns of its row."""


def _bound(field: str, end: str) -> Callable[[Any], Any]:
    def derive(row: Any) -> Any:
        text = getattr(row, field)
        try:
            return getattr(days_of(text), end) if text else None
        except NotADate:
            return None  # validation words it; where that was passed by, the CHECK of `dates_hold` refuses the row

    return derive


def earliest(field: str) -> DerivedDateField:
    """The first day the EDTF column `field` can mean; empty where that is."""
    return DerivedDateField(derive=_bound(field, "earliest"), null=True)


def latest(field: str) -> DerivedDateField:
    """The last day the EDTF column `field` can mean; empty where that is."""
    return DerivedDateField(derive=_bound(field, "latest"), null=True)


def dates_hold(model: str, *fields: str) -> list[models.CheckConstraint]:
    """CHECKs that each date is empty or bounded, and its earliest day is not after its latest."""
    return [
        models.CheckConstraint(
            condition=Q(**{field: "", f"{field}_earliest__isnull": True, f"{field}_latest__isnull": True})
            | Q(
                **{
                    f"{field}_earliest__isnull": False,
                    f"{field}_latest__isnull": False,
                    f"{field}_earliest__lte": F(f"{field}_latest"),
                }
            ),
            name=f"{model}_{field}_is_a_date_that_begins_before_it_ends",
            violation_error_message=f"{field}: not a date, or one that ends before it begins.",
        )
        for field in fields
    ]
