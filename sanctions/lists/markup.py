"""Lists in XML, a record at a time: no entities, no network, no mending of what is broken."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from sanctions.lists.reading import RefusedError
from sanctions.lists.taking import local

_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*\?>")
_STRICT = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "recover": False}


def elements(
    file: str, content: bytes, *names: str, root: str, namespace: str | None = None
) -> Iterator[etree._Element]:
    """The elements of these names in a file, each freed when the next is asked for.

    Raises RefusedError for a file with another root or namespace, with a DOCTYPE, or that is not well-formed.
    """
    if not content.strip():
        raise RefusedError(file, "is empty")
    _refuse_doctype(file, content)
    after = ""
    opened = False
    try:
        for event, element in etree.iterparse(BytesIO(content), events=("start", "end"), **_STRICT):
            if not opened:
                opened = True
                _check_root(file, element, root, namespace)
            if event == "end" and isinstance(element.tag, str) and local(element) in names:
                yield element
                after = _called(element)
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise RefusedError(file, fault(error), line=line, column=column, after=after) from error


def head(file: str, content: bytes, *, until: str, root: str, namespace: str | None = None) -> etree._Element:
    """The root of a file as it stands when the first element named `until` begins: what is said of the whole list."""
    if not content.strip():
        raise RefusedError(file, "is empty")
    _refuse_doctype(file, content)
    found: etree._Element | None = None
    try:
        for event, element in etree.iterparse(BytesIO(content), events=("start", "end"), **_STRICT):
            if found is None:
                found = element
                _check_root(file, element, root, namespace)
            elif event == "start" and isinstance(element.tag, str) and local(element) == until:
                break
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise RefusedError(file, fault(error), line=line, column=column) from error
    if found is None:
        raise RefusedError(file, "holds no element")
    return found


def fault(error: etree.XMLSyntaxError) -> str:
    """What is wrong with a file that is not well-formed; lxml names the place once more."""
    return " ".join((error.msg or "is not well-formed").partition(", line ")[0].split())


def looks_like(content: bytes, root: str, *, naming: str = "") -> bool:
    """Whether a file begins as XML whose root has this name, and names something else there, such as a namespace."""
    start = content[:8192].replace(b"\x00", b"")  # UTF-16 too
    return (f"<{root}".encode() in start or f":{root}".encode() in start) and naming.encode() in start


def in_utf_8(content: bytes) -> bytes:
    """A file as it is, or one in UTF-16 written anew: for readers that look for something in its bytes."""
    if content[:2] not in (BOM_UTF16_LE, BOM_UTF16_BE):
        return content
    try:
        return _DECLARATION.sub("", content.decode("utf-16"), count=1).encode()
    except UnicodeError:
        return content  # parsing it tells what is wrong, and where


def _refuse_doctype(file: str, content: bytes) -> None:
    # Entities blow up, and an entity left unresolved silently blanks the text around it. No list here has a DOCTYPE.
    if b"<!DOCTYPE" in content[:65_536].replace(b"\x00", b"").upper():
        raise RefusedError(file, "has a DOCTYPE, which no official list has")


def _check_root(file: str, element: etree._Element, root: str, namespace: str | None) -> None:
    if local(element) != root:
        raise RefusedError(file, f"its root is <{local(element)}>; this list's is <{root}>")
    if namespace is not None and namespace_of(element) != namespace:
        raise RefusedError(file, f"its namespace is {namespace_of(element) or 'none'}; this list's is {namespace}")


def namespace_of(element: etree._Element) -> str:
    """The namespace of an element; '' where it has none."""
    return str(element.tag).rpartition("}")[0].removeprefix("{")


def _called(element: etree._Element) -> str:
    """What a record can be found by: its first attribute or child that has a text."""
    for text in (*element.attrib.values(), *(child.text for child in element if isinstance(child.tag, str))):
        if text and text.strip():
            return str(text).strip()[:100]
    return ""
