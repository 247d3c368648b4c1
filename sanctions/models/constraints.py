"""What several tables have in common: conditions on columns, and codes that only a word list can check."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Q

from sanctions.vocabulary.word import WordList


def exactly_one(columns: Sequence[str]) -> Q:
    """True of a row in which one of these nullable columns is set and all others are empty."""
    return reduce(or_, (Q(**{f"{column}__isnull": column != chosen for column in columns}) for chosen in columns))


def refuse_unknown(words: WordList, **columns: object) -> None:
    """Raises ValidationError for columns that hold a code, or a list of codes, which is not in the word list."""
    found = {name: messages for name, value in columns.items() if (messages := _unknown(words, value))}
    if found:
        raise ValidationError(found)


def _unknown(words: WordList, value: object) -> list[str]:
    codes = value if isinstance(value, list) else [value] if value else []
    return [
        f"“{code}” is none of the {words.name.replace('_', ' ')}."
        + (f" Did you mean {near}?" if (near := words.nearest(str(code))) else "")
        for code in codes
        if not isinstance(code, str) or code not in words
    ]
