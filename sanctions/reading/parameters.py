"""Reading the parameters of a question, strictly: what is unknown, repeated or malformed is refused by name."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any, ClassVar, cast

from django.http import QueryDict
from rest_framework import serializers

from articles.models.record import UID
from sanctions.matching.normalise import LONGEST, fold
from sanctions.vocabulary.word import WordList

MOST = 500
"""The most items one page may hold."""
USUAL = 100
"""The items of a page where nothing else is asked."""
_FEW = 50
"""Words of a list that a refusal can name."""
_UID = "^" + UID.pattern.replace(r"\Z", "$")
_DAY = r"\d{4}-\d{2}-\d{2}"
# RFC 3339, as JSON Schema's date-time is.
_MOMENT = _DAY + r"[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})"
# Controls, marks and overrides of direction, and what undecodable bytes become.
_NOT_TEXT = r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd-\uffff"
_UNPRINTABLE = re.compile(rf"[{_NOT_TEXT}\ud800-\udfff]")  # halves of surrogates, which no URL can hold, too
_PRINTABLE = f"^[^{_NOT_TEXT}]+$"


class BadParameters(Exception):
    """Why a question cannot be answered: a sentence for each parameter that is wrong, and the nearest right one."""

    def __init__(self, errors: list[dict[str, str]]) -> None:
        self.errors = errors
        super().__init__("; ".join(error["detail"] for error in errors))


class Parameter(serializers.Field[Any, Any, Any, Any]):
    """One parameter of a question: how it is read, and the JSON schema of what may be written there."""

    longest: ClassVar[int] = 600

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def schema(self) -> dict[str, Any]:
        """The JSON schema of what may be written."""
        return {"type": "string", "minLength": 1, "maxLength": self.longest, "pattern": _PRINTABLE}

    def to_internal_value(self, data: Any) -> Any:
        """What is asked; refuses what is too long."""
        if len(data) > self.longest:
            raise serializers.ValidationError(f"is {len(data)} characters long; at most {self.longest} are read.")
        return self.read(data)

    def read(self, text: str) -> Any:
        """What the text asks for. Raises ValidationError in words."""
        return text


class _Several(Parameter):
    """One or more values, separated by commas."""

    most: ClassVar[int] = 100
    longest = 100 * len("a code or uid of forty characters, which,")

    def schema(self) -> dict[str, Any]:
        """A list; written with commas, as `style: form` without `explode` is."""
        return {"type": "array", "minItems": 1, "maxItems": self.most, "items": self.one()}

    def one(self) -> dict[str, Any]:
        """The JSON schema of one value."""
        raise NotImplementedError

    def read(self, text: str) -> list[str]:
        """The different values; refuses one that is none, and more than are read."""
        asked = text.split(",")
        if len(asked) > self.most:
            raise serializers.ValidationError(f"holds {len(asked)} values; at most {self.most} are read.")
        for value in asked:
            self.check(value)
        return list(dict.fromkeys(asked))

    def check(self, value: str) -> None:
        """Refuses what is no value. Raises ValidationError in words."""
        raise NotImplementedError


class Codes(_Several):
    """One or more words of a closed list, separated by commas."""

    def __init__(self, words: WordList, **kwargs: Any) -> None:
        self.word_list = words
        super().__init__(**kwargs)

    def one(self) -> dict[str, Any]:
        """The words there are."""
        return {"type": "string", "enum": list(self.word_list)}

    def check(self, value: str) -> None:
        """Refuses a word that is not in the list, naming the nearest that is."""
        if value not in self.word_list:
            nearest = self.word_list.nearest(value[:60])
            few = len(self.word_list) <= _FEW
            all_of_them = f"It is one of: {', '.join(self.word_list)}." if few else "The vocabulary lists them."
            hint = f"Did you mean “{nearest}”?" if nearest else all_of_them
            name = self.word_list.name.replace("_", " ")
            raise serializers.ValidationError(f"“{value[:60]}” is not one of the {name}. {hint}")


class Uids(_Several):
    """One or more uids, separated by commas; `of` what has codes that people type: a kind of record, or `list`."""

    def __init__(self, of: str = "", **kwargs: Any) -> None:
        self.kind = of
        super().__init__(**kwargs)

    def one(self) -> dict[str, Any]:
        """What a uid looks like."""
        return {"type": "string", "pattern": _UID}

    def check(self, value: str) -> None:
        """Refuses what cannot be a uid."""
        if not UID.match(value):
            raise serializers.ValidationError(f"“{value[:60]}” is not a uid or code.")


class Phrase(Parameter):
    """A name or some words of it. What has no letter or digit in any script finds nothing."""

    longest = LONGEST

    def read(self, text: str) -> str:
        """The folded text."""
        return fold(text)


class Text(Parameter):
    """A text that is looked for as it stands."""


class Page(Parameter):
    """A cursor that was given."""

    longest = 4000


class Day(Parameter):
    """A calendar day."""

    def schema(self) -> dict[str, Any]:
        """A full ISO 8601 date."""
        return {"type": "string", "format": "date"}

    def read(self, text: str) -> date:
        """The day; refuses anything but a full ISO 8601 date."""
        try:
            if not re.fullmatch(_DAY, text, re.ASCII):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            raise serializers.ValidationError(f"“{text[:60]}” is not a day. Write 2024-09-11.") from None


class Moment(Parameter):
    """A moment; a bare day is the end of that day in UTC."""

    def schema(self) -> dict[str, Any]:
        """An ISO 8601 date, or a moment with its offset from UTC."""
        return {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}

    def read(self, text: str) -> datetime:
        """The moment in UTC; refuses one without its offset from UTC."""
        try:
            if re.fullmatch(_DAY, text, re.ASCII):
                return datetime.combine(date.fromisoformat(text), time.max, UTC)
            if not re.fullmatch(_MOMENT, text, re.ASCII):
                raise ValueError
            moment = datetime.fromisoformat(text.upper())
        except ValueError:
            raise serializers.ValidationError(
                f"“{text[:60]}” is not a moment. Write 2024-09-11 or 2024-09-11T12:00:00Z (a plus sign as %2B)."
            ) from None
        try:
            return moment.astimezone(UTC)
        except OverflowError:  # within a day of the first or last moment there is
            first = moment.year == 1
            return datetime.combine(date.min if first else date.max, time.min if first else time.max, UTC)


class Flag(Parameter):
    """true or false."""

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}

    def read(self, text: str) -> bool:
        """The answer; refuses anything but the two words."""
        if text not in ("true", "false"):
            raise serializers.ValidationError(f"“{text[:60]}” is neither true nor false.")
        return text == "true"


class Whole(Parameter):
    """A whole number between two bounds; `named` where it is the number of something."""

    def __init__(self, least: int, most: int, *, named: str = "a whole number", **kwargs: Any) -> None:
        self.least, self.most, self.named = least, most, named
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        """A bounded integer."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def read(self, text: str) -> int:
        """The number; refuses anything but plain digits within the bounds."""
        if not re.fullmatch(r"[0-9]{1,18}", text, re.ASCII) or not self.least <= int(text) <= self.most:
            raise serializers.ValidationError(f"“{text[:60]}” is not {self.named} from {self.least} to {self.most}.")
        return int(text)


class OneOf(Parameter):
    """One of a few words."""

    def __init__(self, *words: str, **kwargs: Any) -> None:
        self.words = words
        super().__init__(**kwargs)

    def schema(self) -> dict[str, Any]:
        """The words there are."""
        return {"type": "string", "enum": list(self.words)}

    def read(self, text: str) -> str:
        """The word; refuses any other."""
        if text not in self.words:
            raise serializers.ValidationError(f"“{text[:60]}” is not one of: {', '.join(self.words)}.")
        return text


def parse(asked: type[serializers.Serializer[Any]], given: QueryDict) -> dict[str, Any]:
    """The parameters of a question, by name.

    Raises BadParameters naming each that is unknown, repeated or malformed.
    """
    # Parameters keep no state: those of the class serve every question.
    known = cast("Mapping[str, Parameter]", asked._declared_fields)
    errors = [error for name in given for error in _malformed(name, given.getlist(name), known)]
    found = {}
    for name in given if not errors else ():
        try:
            found[name] = known[name].to_internal_value(given[name])
        except serializers.ValidationError as error:
            errors += [{"parameter": name, "detail": f"{name}: {message}"} for message in error.detail]
    if errors:
        raise BadParameters(errors)
    return found


def _malformed(name: str, values: list[str], known: Mapping[str, Any]) -> list[dict[str, str]]:
    shown = _UNPRINTABLE.sub("�", name[:60])
    if name not in known:
        refused = f"There is no parameter “{shown}” here."
        for near in get_close_matches(name[:60].lower(), list(known), n=1):
            return [{"parameter": shown, "detail": f"{refused} The nearest is “{near}”.", "nearest": near}]
        return [{"parameter": shown, "detail": f"{refused} There are: {', '.join(known)}." if known else refused}]
    if len(values) > 1:
        return [{"parameter": shown, "detail": f"{name}: is given {len(values)} times. Give it once."}]
    if not values[0]:
        return [{"parameter": shown, "detail": f"{name}: is empty. Give it a value or leave it out."}]
    if found := _UNPRINTABLE.search(values[0]):
        where = f"U+{ord(found[0]):04X} at character {found.start() + 1}"
        return [{"parameter": shown, "detail": f"{name}: holds {where}, which is not text that can be searched."}]
    return []
