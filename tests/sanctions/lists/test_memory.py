"""Lists are read as they stream by: 27 MB of XML in under 512 MB, measured in a process of its own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

CUTS = Path(__file__).parent / "cuts"
_SIZE, _MOST = 27 * 10**6, 512
_EXAMINE = """
import resource, sys
from pathlib import Path
from sanctions.lists.catalogue import LISTS
content = {"list.xml": Path(sys.argv[2]).read_bytes()}
number = 0
for record in LISTS[sys.argv[1]].format_of(content).open(content).records:
    record.read()
    number += 1
print(number, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def enlarged(content: bytes, element: str, reference: str) -> tuple[bytes, int]:
    """A list of 27 MB: the entries of a cut over and over, each time with other references; and how many they are."""
    start = re.search(f"<{element}[ >]".encode(), content).start()  # type: ignore[union-attr]  # it is there
    end = content.rindex(f"</{element}>".encode()) + len(element) + 3
    entries, each = content[start:end], content[start:end].count(f"</{element}>".encode())
    times = _SIZE // len(entries) + 1
    copies = (entries.replace(reference.encode(), f"{reference}{number}".encode()) for number in range(times))
    return content[:start] + b"\n".join(copies) + content[end:], times * each


@pytest.mark.soak
@pytest.mark.parametrize(
    ("code", "file", "element", "reference"),
    [
        ("gb_fcdo", "gb_fcdo/story-2026-02-24.xml", "Designation", "<UniqueID>"),
        ("eu_fsf", "eu_fsf/story-2026-05-01.xml", "sanctionEntity", 'euReferenceNumber="'),
        ("us_ofac_cons", "us_ofac_cons/cons_enhanced-2025-01-10.xml", "entity", '<entity id="'),
        ("us_ofac_cons", "us_ofac_cons/consolidated-2020-03-17.xml", "sdnEntry", "<uid>"),
    ],
)
def test_27_mb_of_xml_are_read_in_less_than_512_mb(
    code: str, file: str, element: str, reference: str, tmp_path: Path
) -> None:
    content, number = enlarged((CUTS / file).read_bytes(), element, reference)
    assert len(content) > _SIZE
    path = tmp_path / "list.xml"
    path.write_bytes(content)
    command = [sys.executable, "-c", _EXAMINE, code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    records, peak = map(int, done.stdout.split())
    assert records >= number
    assert peak < _MOST
