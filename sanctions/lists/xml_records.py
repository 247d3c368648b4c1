"""The records of a list in XML: each element with its reference and with a text that is the same each time."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from copy import deepcopy
from functools import partial
from types import MappingProxyType

from lxml import etree

from sanctions.lists.entry import Entry
from sanctions.lists.markup import elements
from sanctions.lists.reading import Record, RefusedError
from sanctions.lists.taking import bare

_NAMESPACE = re.compile(r' xmlns="[^"]*"')


def records(
    file: str,
    content: bytes,
    name: str,
    *,
    root: str,
    namespace: str | None = None,
    reference: Callable[[etree._Element], str],
    read: Callable[[list[etree._Element]], Entry],
    parts: Mapping[str, int] = MappingProxyType({}),
    grounds: Callable[[etree._Element], Set[str]] = lambda _: frozenset(),
) -> Iterator[Record]:
    """The elements of a name as records. Raises RefusedError where there is none or where the file breaks off.

    `parts` are the references that stand on several elements, with their number. Such elements are read together when
    the last of them comes, wherever they stand; the others are given as ignored, so that every element is counted.
    `grounds` of an element are what parts of one entry do not share: elements that do are no parts of one.
    """
    last = ""
    held = dict[str, list[etree._Element]]()
    try:
        for element in elements(file, content, name, root=root, namespace=namespace):
            last = reference(element) or f"line {element.sourceline}"
            if last not in parts:
                yield Record(last, canonical(element), partial(read, [element]))
                continue
            together = held.setdefault(last, [])
            together.append(deepcopy(element))
            if len(together) == parts[last]:
                yield from _together(last, held.pop(last), read, grounds)
    except RefusedError as error:
        broken = error.__cause__
        if not isinstance(broken, etree.XMLSyntaxError):
            raise
        line, column = broken.position
        reason = (broken.msg or "is not well-formed").partition(", line ")[0]  # lxml names the place once more
        raise RefusedError(file, reason, line=line, column=column, after=last) from broken
    for called, fewer in held.items():  # a comment bears the reference once more
        yield from _together(called, fewer, read, grounds)
    if not last:
        raise RefusedError(file, f"holds no <{name}>")


def _together(
    reference: str,
    found: list[etree._Element],
    read: Callable[[list[etree._Element]], Entry],
    grounds: Callable[[etree._Element], Set[str]],
) -> Iterator[Record]:
    """The elements of one reference: one entry in parts, or as many records as there are; copies stay copies."""
    texts = sorted((canonical(element), number) for number, element in enumerate(found))
    apart = {text: found[number] for text, number in texts}
    shared = Counter(ground for element in apart.values() for ground in grounds(element))
    if any(number > 1 for number in shared.values()):
        yield from (Record(reference, text, partial(read, [found[number]])) for text, number in texts)
        return
    for number in range(1, len(apart)):
        reason = f"is one of {len(apart)} parts of {reference}, which are read together"
        yield Record(f"{reference} ({number})", "", partial(read, found), reason)
    whole = Record(reference, "\n\n".join(apart), partial(read, list(apart.values())))
    yield from [whole] * (len(found) - len(apart) + 1)


def canonical(element: etree._Element) -> str:
    """The text of an element: its attributes, then its children one to a line, whatever their order, layout and spaces.

    The form is Exclusive XML Canonicalization, https://www.w3.org/TR/xml-exc-c14n/, which libxml2 writes itself.
    """
    children = [_exclusive(child) for child in element if isinstance(child.tag, str)]
    attributes = [f'{bare(name)}="{text!s}"' for name, text in element.attrib.items() if text]
    return "\n".join([*sorted(attributes), *sorted(children)])


def _exclusive(element: etree._Element) -> str:
    try:
        text = etree.tostring(element, method="c14n", exclusive=True, with_comments=False, with_tail=False).decode()
    except etree.C14NError:  # a namespace that is no absolute address has no canonical form
        text = etree.tostring(element, encoding="unicode", with_tail=False)
    return " ".join(_NAMESPACE.sub("", text, count=1).split()).replace("> ", ">").replace(" <", "<")
