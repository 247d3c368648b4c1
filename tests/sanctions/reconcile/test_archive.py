"""Files come packed or not; nothing they hold may fill the disk or lead elsewhere (FAULTS I23)."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from sanctions.lists.reading import RefusedError
from sanctions.reconcile.archive import digest_of, gathered, keep, unpacked

WHOLE = gzip.compress(b"abc" * 10_000, mtime=0)
DAMAGED = WHOLE[:14] + b"\xff" * 10 + WHOLE[24:]


def packed(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def test_a_file_may_be_packed_or_not(tmp_path: Path) -> None:
    for name, content in (
        ("Sdn.CSV", b"1"),
        ("sdn.csv.gz", gzip.compress(b"1")),
        ("x.zip", packed({"a/sdn.csv": b"1"})),
    ):
        (tmp_path / name).write_bytes(content)
        assert gathered(tmp_path / name) == {"sdn.csv": b"1"}


def test_a_folder_holds_the_parts_of_a_release(tmp_path: Path) -> None:
    (tmp_path / "SDN.CSV").write_bytes(b"1")
    (tmp_path / "ADD.csv.gz").write_bytes(gzip.compress(b"2"))
    assert gathered(tmp_path) == {"sdn.csv": b"1", "add.csv": b"2"}


def test_an_empty_folder_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="is an empty folder"):
        gathered(tmp_path)


def test_a_workbook_stays_as_it_is() -> None:
    workbook = packed({"[Content_Types].xml": b"<Types/>"})
    assert unpacked("ConList.xlsx", workbook) == {"conlist.xlsx": workbook}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("bomb.gz", gzip.compress(b"0" * 40_000_000), "unpacks to more than"),
        ("bomb.zip", packed({"a.csv": b"0" * 40_000_000}), "unpacks to"),
        ("cut.gz", gzip.compress(b"a list")[:-9], "cannot be unpacked"),
        ("cut.zip", packed({"a.csv": b"a list"})[:-30], "cannot be unpacked"),
        ("slip.zip", packed({"../../a.csv": b"1"}), "leads elsewhere"),
        ("empty.zip", packed({"folder/": b""}), "is an empty archive"),
        ("twins.zip", packed({"a/list.csv": b"1", "b/list.csv": b"2"}), "holds several files of one name"),
        ("damaged.gz", DAMAGED, "cannot be unpacked"),
    ],
    ids=["bomb.gz", "bomb.zip", "cut.gz", "cut.zip", "slip.zip", "empty.zip", "twins.zip", "damaged.gz"],
)
def test_what_is_no_honest_archive_is_refused_by_name(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=f"{name}.*{reason}"):
        unpacked(name, content)


def test_a_release_is_kept_once_and_comes_back_as_it_was(tmp_path: Path) -> None:
    parts = {"sdn.csv": b"1\r\n\x1a", "add.csv": b"2"}
    name = keep(parts, tmp_path / "us", digest_of(parts))
    assert keep(parts, tmp_path / "us", digest_of(parts)) == name
    assert gathered(tmp_path / "us" / name) == parts
    assert len(list((tmp_path / "us").iterdir())) == 1


def test_the_same_files_under_other_names_are_the_same_release() -> None:
    assert digest_of({"a": b"1", "b": b"2"}) == digest_of({"c": b"2", "d": b"1"}) != digest_of({"a": b"12"})
