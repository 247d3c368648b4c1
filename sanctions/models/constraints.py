"""Conditions that several tables share."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q


def exactly_one(columns: Sequence[str]) -> Q:
    """True of a row in which one of these nullable columns is set and all others are empty."""
    return reduce(or_, (Q(**{f"{column}__isnull": column != chosen for column in columns}) for chosen in columns))
