"""Files come packed or not; nothing they hold may fill the disk or lead elsewhere (FAULTS I23)."""

import errno
import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from sanctions.lists.reading import RefusedError
from sanctions.reconcile import archive
from sanctions.reconcile.archive import digest_of, gathered, keep, unpacked

WHOLE = gzip.compress(b"abc" * 10_000, mtime=0)
DAMAGED = WHOLE[:14] + b"\xff" * 10 + WHOLE[24:]


def packed(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
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


def test_a_folder_of_folders_is_told_apart_from_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "2024-07-02").mkdir()
    with pytest.raises(RefusedError, match="is a folder without files, of folders only"):
        gathered(tmp_path)


def test_what_is_not_there_or_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "uk.xml").write_bytes(b"1")
    for missing in (tmp_path / "missing.xml", tmp_path / "uk.xml" / "part"):
        with pytest.raises(RefusedError) as refused:
            gathered(missing)
        assert str(refused.value) == f"{missing}: there is no such file or folder"

    def locked(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", locked)  # whoever runs the tests may be one who may read everything
    with pytest.raises(RefusedError, match=r"uk\.xml: may not be read"):
        gathered(tmp_path)


def test_a_workbook_stays_as_it_is() -> None:
    workbook = packed({"[Content_Types].xml": b"<Types/>"})
    assert unpacked("ConList.xlsx", workbook) == {"conlist.xlsx": workbook}


def test_a_workbook_that_would_fill_the_memory_is_refused() -> None:
    bomb = packed({"[Content_Types].xml": b"<Types/>", "xl/worksheets/sheet1.xml": b"0" * 40_000_000})
    with pytest.raises(RefusedError, match=r"ConList\.xlsx: unpacks to 40,000,008 bytes"):
        unpacked("ConList.xlsx", bomb)


def member(content: bytes = b"list", *, mode: int = 0o100644, encrypted: bool = False, claims: int = 0) -> bytes:
    """An archive with one file, of which something is odd."""
    file, info = io.BytesIO(), zipfile.ZipInfo("list.csv")
    info.external_attr = mode << 16
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(info, content)
    found = bytearray(file.getvalue())
    central = found.rindex(b"PK\x01\x02")
    if encrypted:  # bit 0 of the general purpose flags, in both headers (APPNOTE.TXT, 4.4.4)
        found[6] |= 1
        found[central + 8] |= 1
    if claims:  # the uncompressed size (APPNOTE.TXT, 4.4.9)
        found[22:26] = found[central + 24 : central + 28] = claims.to_bytes(4, "little")
    return bytes(found)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (member(mode=0o120777), "a link"),
        (member(encrypted=True), "is encrypted"),
        (member(b"a longer list", claims=4), "cannot be unpacked"),
        (member(claims=2**31), "unpacks to 2,147,483,648 bytes"),
    ],
    ids=["link", "encrypted", "claims to be shorter", "claims to be longer"],
)
def test_a_member_that_is_no_plain_file_or_lies_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=rf"odd\.zip: .*{reason}"):
        unpacked("odd.zip", content)


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


def test_a_file_or_folder_beyond_the_bound_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 10)
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(b"123456")
    with pytest.raises(RefusedError, match="has 12 bytes, more than 10"):
        gathered(tmp_path)
    (tmp_path / "a.csv").write_bytes(b"12345678901")
    with pytest.raises(RefusedError, match=r"a\.csv: has 11 bytes, more than 10"):
        gathered(tmp_path / "a.csv")


def test_a_folder_with_two_files_of_one_name_is_no_release(tmp_path: Path) -> None:
    (tmp_path / "SDN.CSV").write_bytes(b"1")
    (tmp_path / "sdn.csv.gz").write_bytes(gzip.compress(b"2"))
    with pytest.raises(RefusedError, match=r"holds several files of the name sdn\.csv"):
        gathered(tmp_path)


def test_a_device_is_no_release() -> None:
    with pytest.raises(RefusedError, match="zero: is neither a file nor a folder"):
        gathered(Path("/dev/zero"))


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("step", ["writestr", "fsync"])
def test_a_disk_that_fails_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int, step: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(fault, "it fails")

    parts = {"sdn.csv": b"1"}
    with monkeypatch.context() as patched:
        patched.setattr(os if step == "fsync" else zipfile.ZipFile, step, failing)
        with pytest.raises(OSError, match="it fails"):
            keep(parts, tmp_path, "x")
    assert list(tmp_path.iterdir()) == []
    assert gathered(tmp_path / keep(parts, tmp_path, "x")) == parts


def test_the_same_files_under_other_names_are_the_same_release() -> None:
    assert digest_of({"a": b"1", "b": b"2"}) == digest_of({"c": b"2", "d": b"1"}) != digest_of({"a": b"12"})
