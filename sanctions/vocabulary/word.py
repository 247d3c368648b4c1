"""What a word and a closed word list are: the machinery under every list of this room."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from django.db.models import Q

LONGEST_CODE = 40


@dataclass(frozen=True, slots=True)
class Word:
    """One term of the domain: the code that is stored, the label people read and the definition an editor works by."""

    code: str
    label: str
    definition: str
    source: str = ""
    broader: str | None = None
    # Mappings are left out of the hash because a mapping proxy has none; two words with one code never share a list.
    mappings: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mappings", MappingProxyType(dict(self.mappings)))

    def mapped(self, system: str) -> tuple[str, ...]:
        """The terms of another system that this word stands for; empty where that system has none."""
        terms = self.mappings.get(system, ())
        if isinstance(terms, str):
            return (terms,) if terms else ()
        return terms


class WordList(Mapping[str, Word]):
    """A closed list of words in the order a reader should meet them, some of them narrower than others."""

    def __init__(self, name: str, definition: str, *words: Word, pattern: str = r"[a-z0-9][a-z0-9_]*") -> None:
        self.name = name
        self.definition = definition
        self._words = {word.code: word for word in words}
        if len(self._words) != len(words):
            repeated = sorted({word.code for word in words if sum(word.code == other.code for other in words) > 1})
            raise ValueError(f"{name}: the code {', '.join(repeated)} is given more than once")
        for word in words:
            if len(word.code) > LONGEST_CODE or not re.fullmatch(pattern, word.code):
                raise ValueError(f"{name}: {word.code!r} is not a well-formed code (at most {LONGEST_CODE} characters)")
            if word.broader is not None and word.broader not in self._words:
                raise ValueError(f"{name}: {word.code} has the unknown broader word {word.broader!r}")
        self.codes: tuple[str, ...] = tuple(self._words)
        self._broader = {code: self._chain(code) for code in self.codes}
        self._narrower = {
            code: frozenset(below for below, chain in self._broader.items() if code in chain) for code in self.codes
        }

    def __getitem__(self, code: str) -> Word:
        return self._words[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __deepcopy__(self, memo: object) -> "WordList":
        return self  # a closed list never changes, and fields that hold one are copied often

    def __repr__(self) -> str:
        return f"<WordList {self.name}: {len(self)} words>"

    def _chain(self, code: str) -> tuple[str, ...]:
        chain = [code]
        while (above := self._words[chain[-1]].broader) is not None:
            if above in chain:
                raise ValueError(f"{self.name}: {code} is broader than itself, by way of {' > '.join(chain)}")
            chain.append(above)
        return tuple(chain)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The codes with their labels, as a Django field takes them."""
        return [(word.code, word.label) for word in self._words.values()]

    def label(self, code: str) -> str:
        """What people read for this code."""
        return self._words[code].label

    def narrower(self, code: str) -> frozenset[str]:
        """The code itself and every code below it: what a filter by this word must match."""
        return self._narrower[code]

    def broader_of(self, code: str) -> tuple[str, ...]:
        """The code itself and every code above it, nearest first."""
        return self._broader[code]

    def is_one(self, field: str, *, blank: bool = False) -> Q:
        """The condition of a CheckConstraint: the field holds a word of this list, or is empty where it may be."""
        # Sorted, so that moving a word within its list asks for no migration.
        return Q(**{f"{field}__in": [*([""] if blank else []), *sorted(self.codes)]})

    def nearest(self, code: str) -> str | None:
        """The known code a mistyped one was most likely meant to be, for an error message."""
        folded = {_folded(known): known for known in self.codes}
        close = get_close_matches(_folded(code), folded, n=1)
        return folded[close[0]] if close else None

    def mapped_from(self, system: str, term: str) -> tuple[str, ...]:
        """The codes that stand for a term of another system, such as a measure as the UK list prints it.

        Letter case and runs of white space are not told apart: the lists themselves print both ways.
        """
        wanted = _printed(term)
        return tuple(
            code for code, word in self._words.items() if wanted in {_printed(known) for known in word.mapped(system)}
        )


def words_of(table: str, definition: str, *, source: str, **mappings: str) -> tuple[Word, ...]:
    """The words of a long plain list, written 'code label; code label' and all defined alike."""
    pairs = (entry.split(maxsplit=1) for entry in " ".join(table.split()).split(";"))
    return tuple(Word(code, label.strip(), definition, source, mappings=mappings) for code, label in pairs)


def _folded(code: str) -> str:
    return re.sub(r"[\W_]+", "_", code.strip().casefold())


def _printed(term: str) -> str:
    return " ".join(term.split()).casefold()
