"""Records of a list in XML: counted, known again, and read together where they are parts of one."""

from collections.abc import Mapping

import pytest
from lxml import etree

from sanctions.lists.entry import Entry
from sanctions.lists.reading import Record, RefusedError
from sanctions.lists.xml_records import canonical, records

LIST = b"""<list><party id="A" note=""><b>2</b><a x="1" w="0">1</a></party>
<party id="B"/><party id="A"><c/></party></list>"""


def reference(element: etree._Element) -> str:
    return str(element.get("id", ""))


def found(content: bytes, parts: Mapping[str, int]) -> list[Record]:
    def read(elements: list[etree._Element]) -> Entry:
        return Entry(reference(elements[0]), f"{len(elements)} parts", ())

    return list(records("list.xml", content, "party", root="list", reference=reference, read=read, parts=parts))


def test_parts_of_one_entry_are_read_together_when_the_last_has_come() -> None:
    first, other, whole = found(LIST, {"A": 2})
    assert (first.reference, first.ignored, first.raw) == (
        "A (1)",
        "is one of 2 parts of A, which are read together",
        "",
    )
    assert (other.reference, other.ignored) == ("B", "")
    assert (whole.reference, whole.ignored, whole.read().kind) == ("A", "", "2 parts")


def test_the_text_of_a_record_is_the_same_whatever_the_order_and_layout() -> None:
    flat = etree.fromstring(b'<party id="A" note="n"><b>2</b><a w="0" x="1">1</a></party>')
    laid_out = etree.fromstring(
        b'<party note="n" id="A">\n  <!-- moved -->\n  <a x="1" w="0">1</a>\n  <b>2</b>\n</party>'
    )
    assert canonical(flat) == canonical(laid_out) == 'id="A"\nnote="n"\n<a w="0" x="1">1</a>\n<b>2</b>'


def test_the_namespace_is_no_part_of_the_text() -> None:
    assert canonical(etree.fromstring(b'<p xmlns="urn:x"><a>1</a></p>')) == "<a>1</a>"


def test_a_file_without_a_record_and_one_that_breaks_off_are_refused() -> None:
    with pytest.raises(RefusedError, match="holds no <party>"):
        found(b"<list/>", {})
    with pytest.raises(RefusedError, match=r"line 2, column \d+: .* \(last good record: A\)$"):
        found(LIST[: LIST.index(b'"B"')], {})


def test_a_record_without_a_reference_is_known_by_its_line() -> None:
    assert [record.reference for record in found(b"<list>\n<party/></list>", {})] == ["line 2"]


def test_an_element_in_a_namespace_that_has_no_canonical_form_has_a_text_all_the_same() -> None:
    element = etree.fromstring('<entry><name xmlns="relative"> IRAN\n AIR </name></entry>')
    assert canonical(element) == "<name>IRAN AIR</name>"
