"""Taking the fields of a record one by one, so that nothing is passed over: what is left at the end is named."""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from sanctions.lists.reading import QuarantinedError
from sanctions.vocabulary.word import WordList

LONGEST_TEXT = 100_000
"""Characters in one field; a longer one is a fault of the file (Interdict's own bound)."""

# C0 controls but for tab and line ends, lone surrogates, and the two code points that Unicode keeps for itself.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Row:
    """A record with named fields, each of which is to be taken or ignored by name."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._left = dict(values)

    def take(self, name: str) -> str:
        """The text of a field, bare of white space around it; '' where there is none. Raises QuarantinedError."""
        return checked(name, self._left.pop(name, "") or "")

    def finish(self, *, ignoring: Iterable[str] = ()) -> list[str]:
        """The names of the fields that hold something and that nobody took or ignored."""
        return sorted(set(self._left).difference(ignoring))


class Branch:
    """An element of a list in XML, whose attributes and children are to be taken or ignored by name.

    Names are those without their namespace. Raises QuarantinedError for a child that stands there twice where one is
    expected, and for texts that cannot be stored.
    """

    def __init__(self, element: etree._Element) -> None:
        self.name = local(element)
        self.line = element.sourceline
        self._attributes = {bare(name): str(text) for name, text in element.attrib.items()}
        self._children: dict[str, list[etree._Element]] = {}
        for child in element:
            if isinstance(child.tag, str):  # comments and processing instructions have no name
                self._children.setdefault(local(child), []).append(child)
        self._text = element.text or ""

    def attribute(self, name: str) -> str:
        """The text of an attribute; '' where there is none."""
        return checked(f"{self.name}/@{name}", self._attributes.pop(name, ""))

    def text(self) -> str:
        """The element's own text."""
        text, self._text = self._text, ""
        return checked(self.name, text)

    def take(self, name: str) -> str:
        """The text of the only child of a name; '' where there is none."""
        branches = self.branches(name)
        if len(branches) > 1:
            raise QuarantinedError(f"{self.name}/{name}", f"stands there {len(branches)} times")
        if not branches:
            return ""
        text = branches[0].text()
        if left := branches[0].finish():
            raise QuarantinedError(f"{self.name}/{name}", f"holds {', '.join(left)}, which is not known")
        return text

    def texts(self, name: str) -> list[str]:
        """The texts of all children of a name that have one."""
        return [text for branch in self.branches(name) if (text := branch.text())]

    def branches(self, name: str) -> "list[Branch]":
        """All children of a name."""
        return [Branch(child) for child in self._children.pop(name, [])]

    def branch(self, name: str) -> "Branch | None":
        """The only child of a name, or None."""
        branches = self.branches(name)
        if len(branches) > 1:
            raise QuarantinedError(f"{self.name}/{name}", f"stands there {len(branches)} times")
        return branches[0] if branches else None

    def finish(self, *, ignoring: Iterable[str] = ()) -> list[str]:
        """The names of what nobody took or ignored: children, @attributes, and `text()` where there is some."""
        left = [*self._children, *(f"@{name}" for name, text in self._attributes.items() if text)]
        if self._text.strip():
            left.append("text()")
        return sorted(set(left).difference(ignoring))


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return bare(element.tag)


def bare(name: object) -> str:
    """A name without its namespace. Not by `etree.QName`, which stumbles over `a:b` where no namespace stands for a."""
    return str(name).rpartition("}")[2]


def checked(field: str, text: str) -> str:
    """The text bare of white space around it. Raises QuarantinedError for what no database or reader can hold."""
    if len(text) > LONGEST_TEXT:
        raise QuarantinedError(field, f"has {len(text):,} characters, more than {LONGEST_TEXT:,}")
    if unfit := _UNFIT.search(text):
        raise QuarantinedError(
            field, f"holds U+{ord(unfit.group()):04X} at character {unfit.start()}, which is no text"
        )
    return text.strip()


def storable(text: str) -> str:
    """The text with what no database or reader can hold written out, by its code point."""
    return _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def word(words: WordList, system: str, field: str, printed: str) -> str:
    """The one code that a list's term stands for. Raises QuarantinedError where there is none, or are several."""
    codes = words.mapped_from(system, printed)
    if len(codes) != 1:
        raise QuarantinedError(field, f"“{printed}” is no word of {words.name} that this list is known to use")
    return codes[0]
