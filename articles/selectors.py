"""Finding the words of a quotation in a text.

The W3C's TextQuoteSelector (the words, and what stands before and after them) and TextPositionSelector (the characters
they take up, the end not included): https://www.w3.org/TR/annotation-model/#selectors. Pure: text in, spans out.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import NamedTuple

CONTEXT = 32
"""How many characters before and after a quotation are kept with it."""
_MOST = 1_000  # more places than this are as good as none to whoever must choose one
_SHOWN = 5

# What typists and typesetters exchange for one another without changing the words.
_ALIKE = str.maketrans(dict.fromkeys("‘’‚‛ʼ´`", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—", "-"))
_GAP = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


class Span(NamedTuple):
    """A stretch of a text, in characters; the end is not included."""

    start: int
    end: int


class NotFound(LookupError):
    """The words do not stand in the text; the message says where it comes nearest."""


class Ambiguous(LookupError):
    """The words stand in the text more than once, and nothing tells which place is meant; `spans` has them."""

    def __init__(self, quote: str, spans: Sequence[Span]) -> None:
        self.spans = tuple(spans)
        places = ", ".join(str(span.start) for span in self.spans[:_SHOWN])
        more = f" and {len(self.spans) - _SHOWN} more" if len(self.spans) > _SHOWN else ""
        super().__init__(
            f"“{_shortened(quote)}” stands in the text {len(self.spans)} times, at {places}{more}. "
            "Say where it starts, or what stands before or after it."
        )


def find(text: str, quote: str) -> list[Span]:
    """Every place at which exactly these words stand, in order."""
    return list(islice(_places(text, quote), _MOST))


def anchor(text: str, quote: str, *, start: int | None = None, prefix: str = "", suffix: str = "") -> Span:
    """The one place that is meant: where the words stand, between `prefix` and `suffix`, else from `start` on.

    White space, quotation marks, apostrophes and dashes are told apart only where that makes a difference.
    Raises NotFound, or Ambiguous where several places fit equally well.
    """
    spans = find(text, quote) or _find_alike(text, quote)
    if not spans:
        raise NotFound(f"“{_shortened(quote)}” does not stand in the text.{_nearest(text, quote)}")
    # Where the text was changed on one side of the words, what stands on the other still tells.
    for before, after in ((prefix, suffix), (prefix, ""), ("", suffix)):
        if len(spans) > 1 and (before or after):
            spans = [span for span in spans if _fits(text, span, before, after)] or spans
    if len(spans) > 1 and start is not None:
        spans = [span for span in spans if span.start == start] or spans
    if len(spans) > 1:
        raise Ambiguous(quote, spans)
    return spans[0]


def context(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a span: the prefix and suffix of a TextQuoteSelector."""
    return text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]


def _places(text: str, quote: str) -> Iterator[Span]:
    if not quote:
        return
    at = text.find(quote)
    while at >= 0:
        yield Span(at, at + len(quote))
        at = text.find(quote, at + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with what is alike made equal, and for each of its characters the place it came from."""
    folded, origin = [], []
    for match in re.finditer(r"\s+|.", text.translate(_ALIKE), re.DOTALL):
        folded.append(" " if match[0].isspace() else match[0])
        origin.append(match.start())
    return "".join(folded), [*origin, len(text)]


def _find_alike(text: str, quote: str) -> list[Span]:
    wanted = _GAP.sub(" ", quote.translate(_ALIKE)).strip()
    folded, origin = _folded(text)
    return [Span(origin[span.start], origin[span.end - 1] + 1) for span in islice(_places(folded, wanted), _MOST)]


def _fits(text: str, span: Span, prefix: str, suffix: str) -> bool:
    return text[: span.start].endswith(prefix) and text.startswith(suffix, span.end)


def _nearest(text: str, quote: str) -> str:
    """A sentence that shows where most of the words stand together; empty where hardly any do."""
    places = list(_WORD.finditer(text))
    words = [match[0].casefold() for match in places]
    wanted = [word.casefold() for word in _WORD.findall(quote)]
    match = SequenceMatcher(None, words, wanted, autojunk=False).find_longest_match()
    if match.size < 2:
        return ""
    start, end = places[match.a].start(), places[match.a + match.size - 1].end()
    return f" Nearest: “{_shortened(text[start:end])}” at {start}."


def _shortened(words: str, longest: int = 80) -> str:
    flat = _GAP.sub(" ", words)
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
