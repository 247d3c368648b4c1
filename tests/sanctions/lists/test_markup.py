"""XML is read a record at a time, and anything but an honest list is refused with its place (FAULTS I1 to I6)."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

import pytest
from lxml import etree

from sanctions.lists.catalogue import LISTS
from sanctions.lists.markup import elements, head, in_utf_8, looks_like
from sanctions.lists.reading import QuarantinedError, RefusedError
from sanctions.lists.taking import LONGEST_TEXT, Branch, Row, checked, local
from tests.sanctions.lists.releases import shared

LIST = b'<list xmlns="urn:a"><record><id>1</id></record><record><id>2</id></record></list>'


def references(content: bytes, **asked: str) -> list[str]:
    return [element[0].text or "" for element in elements("list.xml", content, "record", root="list", **asked)]


def test_records_are_read_one_by_one() -> None:
    assert references(LIST, namespace="urn:a") == ["1", "2"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "list.xml: is empty"),
        (LIST[:-20], r"list.xml, line 1, column \d+: .*last good record: 1"),
        (b"<html><body>Log in</body></html>", "its root is <html>; this list's is <list>"),
        (LIST.replace(b"urn:a", b"urn:b"), "its namespace is urn:b; this list's is urn:a"),
        (b'<!DOCTYPE list [<!ENTITY a "b">]>' + LIST, "has a DOCTYPE"),
        ("<!doctype list>".encode("utf-16") + LIST, "has a DOCTYPE"),
        (LIST.replace(b">1<", b">\xe9<"), "line 1"),
        (b"<a:list/>", "its root is <a:list>"),
    ],
)
def test_what_is_no_such_list_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        references(content, namespace="urn:a")


def test_utf_16_and_a_byte_order_mark_are_read() -> None:
    text = '<list xmlns="urn:a"><record><id>é</id></record></list>'
    assert references(text.encode("utf-16")) == references(b"\xef\xbb\xbf" + text.encode()) == ["é"]


def test_a_file_in_utf_16_is_written_anew_in_utf_8_and_any_other_stays() -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>\n<list>é</list>'
    assert in_utf_8(text.encode("utf-16")) == "\n<list>é</list>".encode()
    assert in_utf_8(BOM_UTF16_BE + text.encode("utf-16-be")) == "\n<list>é</list>".encode()
    assert in_utf_8(LIST) is LIST
    broken = BOM_UTF16_LE + b"<"
    assert in_utf_8(broken) is broken


CUTS = Path(__file__).parent / "cuts"
ELSEWHERE = {"un_sc": "un/un-consolidated-2024-10-05.xml.gz", "ca_sema": "ca/ca-sema-2022-05.xml"}
# No file of it can be had.
SWISS = """<?xml version="1.0" encoding="UTF-8"?><swiss-sanctions-list list-type="whole-list" date="2026-08-27">
<target ssid="5142"><individual sex="male"><identity ssid="5144" main="true"><name ssid="26811"><name-part order="1">
<value>Лукашенка</value></name-part></name></identity></individual></target></swiss-sanctions-list>"""


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("code", "name"),
    [
        *((path.parent.name, path.name) for path in sorted(CUTS.glob("*/*.xml"))),
        *ELSEWHERE.items(),
        ("ch_seco", "by hand"),
    ],
)
def test_every_list_in_xml_is_read_in_utf_16_as_in_utf_8(code: str, name: str, encoding: str) -> None:
    if code in ELSEWHERE:
        content = shared(name)
    else:
        content = SWISS.encode() if code == "ch_seco" else (CUTS / code / name).read_bytes()
    text = re.sub("""(?<=encoding=["'])[^"']+""", "UTF-16", content.decode("utf-8-sig"), count=1)
    turned = f"\ufeff{text}".encode(encoding)
    found = [LISTS[code].format_of({name: one}).open({name: one}) for one in (content, turned)]
    assert len({(reading.format, reading.dated, reading.expresses) for reading in found}) == 1
    first, second = ([(record.reference, record.raw) for record in reading.records] for reading in found)
    assert first == second


def test_what_is_said_of_the_whole_list_is_read_without_its_records() -> None:
    content = b"<list date='2025-01-01'><about>x</about><record><id>1</id></record></list>"
    top = head("list.xml", content, until="record", root="list")
    assert (top.get("date"), top[0].text) == ("2025-01-01", "x")


def test_a_list_is_known_by_its_root() -> None:
    assert looks_like(LIST, "list")
    assert not looks_like(b"a,b,c", "list")


def branch(content: str) -> Branch:
    return Branch(etree.fromstring(content))


def test_what_nobody_took_is_named() -> None:
    one = branch("<r a='1' b='2'><x>1</x><y>2</y>tail</r>")
    assert (one.attribute("a"), one.take("x"), one.take("z")) == ("1", "1", "")
    assert one.finish() == ["@b", "y"]
    assert branch("<r>text<y/></r>").finish(ignoring=["y"]) == ["text()"]


def test_a_child_that_stands_there_twice_puts_the_record_aside() -> None:
    with pytest.raises(QuarantinedError, match="r/x: stands there 2 times"):
        branch("<r><x>1</x><x>2</x></r>").take("x")
    with pytest.raises(QuarantinedError, match="r/x: holds y, which is not known"):
        branch("<r><x>1<y/></x></r>").take("x")
    assert branch("<r><x>1</x><x>2</x></r>").texts("x") == ["1", "2"]


def test_a_name_for_which_no_namespace_stands_refuses_the_file() -> None:
    with pytest.raises(RefusedError, match=r"list\.xml, line 1, column 11: Namespace prefix a"):
        list(elements("list.xml", b"<list><a:b/></list>", "a:b", root="list"))
    assert local(etree.fromstring('<a:b xmlns:a="urn:a"/>')) == "b"


def test_a_row_tells_what_was_left_in_it() -> None:
    row = Row({"name": " Iran Air ", "new column": "x", "empty": ""})
    assert row.take("name") == "Iran Air"
    assert row.finish(ignoring=["empty"]) == ["new column"]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\ud800", "\ufffe"])
def test_what_no_database_can_hold_puts_the_record_aside_with_its_place(sign: str) -> None:
    with pytest.raises(QuarantinedError, match=rf"name: holds U\+{ord(sign):04X} at character 4"):
        checked("name", f"Iran{sign}Air")


def test_a_field_has_an_end() -> None:
    with pytest.raises(QuarantinedError, match=r"name: has 100,001 characters, more than 100,000"):
        checked("name", "x" * (LONGEST_TEXT + 1))


def test_elements_within_elements_have_an_end_and_the_place_is_named_once() -> None:
    with pytest.raises(RefusedError, match=r"^list\.xml, line 1, column \d+: Excessive depth in document: 256"):
        list(elements("list.xml", b"<list>" + b"<a>" * 100_000, "a", root="list"))
    with pytest.raises(RefusedError, match=r"^list\.xml, line 1, column \d+: [^\n]+$"):
        list(elements("list.xml", b"<list>\x00</list>", "a", root="list"))
