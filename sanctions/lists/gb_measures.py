"""The measures of the UK's lists: what is imposed, from words and indicators, and since when, from the running text.

The UK Sanctions List prints one date of designation for a case, whatever measures it has. Measures that were laid on a
designated person later have their dates in sentences, such as "The Director Disqualification Sanction was imposed on
09/04/2025."
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sanctions.lists import days
from sanctions.lists.entry import Dated, Restriction
from sanctions.lists.reading import QuarantinedError
from sanctions.vocabulary.measure_type import MEASURE_TYPES

_DAY = r"(?P<day>\d{1,2}/\d{1,2}/\d{4}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\s+\d{4})"
_IMPOSED = re.compile(rf"imposed\s+on:?\s+{_DAY}", re.IGNORECASE)
_VERB = re.compile(r"\s*(?:\bmeasures?\b\s*)?(?:\b(?:was|were)\b\s*)?(?:\bfirst\b\s*)?(?:\bre-?)?$", re.IGNORECASE)
_DATE_IMPOSED = re.compile(rf"\bDate\s+(?P<what>[^.:]{{3,80}}?)\s+imposed:\s*{_DAY}", re.IGNORECASE)
_WORDS_BEFORE = 160
_BETWEEN = re.compile(r"(?:the)?(?:and)?(?:the)?(?:sanctions?)?$")
_CLAUSE_ENDS = re.compile(r"(?<!etc)[.;:()\n]")

# Types broader than the words which the list prints for them: there the word says what exactly is forbidden.
_BROAD = {"transportation_restrictions", "financial_restrictions", "investment_ban", "arms_restrictions"}
# Since 2025 ships are specified for trade sanctions too: no services to them and none from them. Russia (Sanctions)
# (EU Exit) Regulations 2019, regulations 46AA and 46AB.
_FURTHER = {"shippingtrade": ("services_ban", "Trade sanctions")}


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a case, and what is odd about them."""

    restrictions: tuple[Restriction, ...]
    problems: tuple[str, ...]
    unknown: tuple[str, ...]


def measures(imposed: str, indicators: Mapping[str, str], *texts: str) -> Measures:
    """The measures that a case prints under 'Sanctions Imposed', those that its indicators add, and their dates.

    `unknown` are the indicators, all of them false, that stand for no measure the list is known to print.
    Raises QuarantinedError for a word or a true indicator that is not known.
    """
    words = {" ".join(word.split()): "" for word in imposed.split("|") if word.strip()}
    spoken = {_spoken(word) for word in words}
    unknown = []
    for name, value in indicators.items():
        if _is_true(name, value) and _letters_of(name) not in spoken:
            words[_word_of(name)] = ""
        elif _letters_of(name) not in _KNOWN:
            unknown.append(name)
    dates = list(_statements(words, texts))
    problems = [] if words else ["No sanction is printed for the case."]
    restrictions = dict[Restriction, None]()
    for word in words:
        own = sorted({day for named, day in dates if named == word})
        if len(own) > 1:
            problems.append(f"{word} is given the dates {', '.join(own)}; the last is taken.")
        restrictions.update(dict.fromkeys(_restrictions(word, own[-1] if own else "")))
    return Measures(tuple(restrictions), tuple(problems), tuple(unknown))


def _restrictions(word: str, day: str) -> Iterator[Restriction]:
    code = _type(word)
    if not code:
        raise QuarantinedError("SanctionsImposed", f"“{word}” is no measure that the UK's lists are known to print")
    since = Dated(day) if day else None
    yield Restriction(code, since, _label(word) if code in _BROAD else "")
    if further := _FURTHER.get(_spoken(word)):
        yield Restriction(further[0], since, further[1])


@lru_cache
def _type(word: str) -> str:
    # The pointer after a word changes from release to release: 'see "Other Information"', '(see “Other information”)'.
    codes = MEASURE_TYPES.mapped_from("uk", word) or MEASURE_TYPES.mapped_from("uk", _KNOWN.get(_spoken(word), ""))
    return codes[0] if len(codes) == 1 else ""


def _statements(words: Iterable[str], texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words of the case that a text says were imposed on a day, with the day."""
    for text in texts:
        for found in _IMPOSED.finditer(text):
            before = _VERB.sub("", text[max(0, found.start() - _WORDS_BEFORE) : found.start()])
            yield from _named(_CLAUSE_ENDS.split(before)[-1], found["day"], words)
        for found in _DATE_IMPOSED.finditer(text):
            yield from _named(found["what"], found["day"], words)


def _named(before: str, printed: str, words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The words with which a text ends, as in 'the asset freeze and travel ban', with the day that follows it."""
    longest_first = sorted(words, key=lambda word: -len(_spoken(word)))
    rest = _letters_of(before)
    while word := next((word for word in longest_first if rest.endswith(_spoken(word))), ""):
        if day := days.printed(printed):
            yield word, day
        rest = _BETWEEN.sub("", rest.removesuffix(_spoken(word)))


def _label(word: str) -> str:
    """The word without its pointer to where the rest stands, as in 'Transport sanctions: see "Other information"'."""
    return re.split(r"\s*[:(]", word)[0]


def _letters_of(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.casefold()).removesuffix("sanctions").removesuffix("sanction")


@lru_cache
def _spoken(word: str) -> str:
    """The letters by which a measure is named in running text and in the names of indicators."""
    return _letters_of(_label(word))


_KNOWN = {_spoken(word): word for code in MEASURE_TYPES for word in MEASURE_TYPES[code].mapped("uk")}


def _is_true(name: str, value: str) -> bool:
    if value not in ("true", "false", "1", "0", ""):  # xs:boolean, https://www.w3.org/TR/xmlschema-2/#boolean
        raise QuarantinedError(name, f"“{value}” is neither true nor false")
    return value in ("true", "1")


def _word_of(name: str) -> str:
    if _letters_of(name) not in _KNOWN:
        raise QuarantinedError(name, "is no measure that the UK's lists are known to print")
    return _KNOWN[_letters_of(name)]
