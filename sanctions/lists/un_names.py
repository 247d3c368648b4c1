"""The names that the UN prints in one field: spellings with semicolons between them, and scripts in brackets."""

import re
from collections.abc import Iterator

from sanctions.lists.gathering import script_of, squeezed

# 'Azim Adhajani; Azim Agha-Jani', but not within brackets: 'حسن غول (Hassan Ghul; Hassan Gul; Hasan Gul)'.
_APART = re.compile(r"\s*;\s*(?![^()]*\))")
_LETTERED = re.compile(r"(?:^|\s)[a-z]\)\s")
_IN_BRACKETS = re.compile(r"(?P<outside>.+?)\s*\((?:original script\s*:\s*)?(?P<inside>[^()]+)\)\W*")
_OF_SCRIPT = " (original script)"
_LONGEST = 5_000
"""Characters in a field that is taken apart (Interdict's own bound; the longest seen has 330)."""
_FORMER = re.compile(r"(?P<name>[^()]+?)\s*\((?:previously|formerly) listed as\)")


def names_in(printed: str, kind: str) -> Iterator[tuple[str, str]]:
    """Each name of a field with its kind: the one given, but for former names and those in the original script.

    A name that the UN grades as weak is weak in either script.
    """
    if len(printed) > _LONGEST:
        yield printed, kind
        return
    for name in _APART.split(_LETTERED.sub("; ", squeezed(printed).replace(_OF_SCRIPT, ""))):
        if former := _FORMER.fullmatch(name):
            yield former["name"], "former"
            continue
        found = _IN_BRACKETS.fullmatch(name)
        names = [text.strip() for text in (found["outside"], *found["inside"].split(";"))] if found else []
        scripts = [script_of(text) for text in names]
        if all(scripts) and len(set(scripts)) == 2 and "Latn" in scripts:  # one script explains the other
            for text, script in zip(names, scripts, strict=True):
                yield text, "original_script" if script != "Latn" and kind == "alias" else kind
        elif name:
            yield name, kind
