"""One form of a name for finding it, whatever its script, case, accents and punctuation."""

import re

from anyascii import anyascii

LONGEST = 600
"""Characters of a name that are looked at: the longest a name may be."""

_APART = re.compile(r"[^0-9a-z]+")
_JOINED = re.compile(r"['’ʼʻ`´]")


def fold(text: str) -> str:
    """The text in lower-case ASCII words parted by one space: `Íránské  aerolinie` and `iranske aerolinie` are one.

    Linear in the length of the text, of which no more than `LONGEST` characters are looked at.
    """
    return _APART.sub(" ", _JOINED.sub("", anyascii(_JOINED.sub("", text[:LONGEST]))).lower()).strip()


def words(text: str) -> list[str]:
    """The different words of a folded text, in order of first appearance."""
    return list(dict.fromkeys(fold(text).split()))
