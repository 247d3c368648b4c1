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


def grounds(element: etree._Element) -> set[str]:
    return {str(one.get("on")) for one in element.iterchildren("b")}


def found(content: bytes, parts: Mapping[str, int]) -> list[Record]:
    def read(elements: list[etree._Element]) -> Entry:
        return Entry(reference(elements[0]), f"{len(elements)} parts", ())

    return list(
        records("list.xml", content, "party", root="list", reference=reference, read=read, parts=parts, grounds=grounds)
    )


def test_parts_of_one_entry_are_read_together_when_the_last_has_come() -> None:
    other, first, whole = found(LIST, {"A": 2})
    assert (first.reference, first.ignored, first.raw) == (
        "A (1)",
        "is one of 2 parts of A, which are read together",
        "",
    )
    assert (other.reference, other.ignored) == ("B", "")
    assert (whole.reference, whole.ignored, whole.read().kind) == ("A", "", "2 parts")


def of_a(*inside: str) -> list[Record]:
    """The records of a list with one party `A` for each text."""
    parties = "".join(f'<party id="A">{text}</party>' for text in inside)
    return found(f"<list>{parties}</list>".encode(), {"A": len(inside)})


def test_an_exact_copy_of_a_part_is_the_same_record_once_more() -> None:
    once, again = of_a("<b on='1'/>", "<b  on='1' />")
    assert (once.reference, once.raw, once.ignored) == (again.reference, again.raw, again.ignored) == (
        "A", 'id="A"\n<b on="1"></b>', "",
    )  # fmt: skip
    assert once.read().kind == "1 parts"
    part, whole, copy = of_a("<b on='1'/>", "<b on='2'/>", "<b on='1'/>")
    assert (part.reference, part.ignored[:20]) == ("A (1)", "is one of 2 parts of")
    assert whole.raw == copy.raw == of_a("<b on='1'/>", "<b on='2'/>")[-1].raw
    assert whole.read().kind == "2 parts"


def test_elements_on_the_same_grounds_that_differ_are_records_of_their_own() -> None:
    first, other = of_a("<b on='1'/><c/>", "<b on='1'/>")
    assert (first.reference, other.reference) == ("A", "A")
    assert first.raw != other.raw
    assert {record.read().kind for record in (first, other)} == {"1 parts"}
    assert [record.reference for record in of_a("<b on='2'/>", "<b on='1'/><c/>", "<b on='1'/>")] == ["A", "A", "A"]


def test_a_reference_that_a_comment_bears_too_hides_no_record() -> None:
    (record,) = found(b'<list><!-- <party id="A"/> --><party id="A"/></list>', {"A": 2})
    assert (record.reference, record.raw, record.ignored) == ("A", 'id="A"', "")


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
