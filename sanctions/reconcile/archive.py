"""Files of lists: unpacked within bounds, and kept as they came."""

import gzip
import hashlib
import io
import os
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from sanctions.lists.reading import Parts, RefusedError

LARGEST = 400 * 2**20
"""Bytes of a release, unpacked; the largest list known has 30 MB."""
_RATIO = 200
"""Times that a file may grow by unpacking: lists in XML shrink to a tenth or so."""
_WORKBOOK = ("[Content_Types].xml", "mimetype")  # XLSX and ODS are archives, and are read as they are


def gathered(path: Path) -> dict[str, bytes]:
    """The files of a release, given as a file or as a folder of its parts, unpacked. Raises RefusedError."""
    try:
        return _of_folder(path) if path.is_dir() else _of_file(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RefusedError(str(path), "there is no such file or folder") from error
    except PermissionError as error:
        raise RefusedError(str(error.filename or path), "may not be read by whoever runs this") from error


def _of_folder(path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for file in sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith(".")):
        parts = _of_file(file)
        if found.keys() & parts.keys():
            raise RefusedError(path.name, f"holds several files of the name {min(found.keys() & parts.keys())}")
        found |= parts
        if (size := sum(map(len, found.values()))) > LARGEST:
            raise RefusedError(path.name, f"has {size:,} bytes, more than {LARGEST:,}")
    if not found:
        inside = any(one.is_dir() for one in path.iterdir())
        raise RefusedError(path.name, "is a folder without files, of folders only" if inside else "is an empty folder")
    return found


def _of_file(path: Path) -> dict[str, bytes]:
    if (size := path.stat().st_size) > LARGEST:
        raise RefusedError(path.name, f"has {size:,} bytes, more than {LARGEST:,}")
    if not path.is_file():  # a device has no end
        raise RefusedError(path.name, "is neither a file nor a folder")
    return unpacked(path.name, path.read_bytes())


def unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """A file, or the files in it where it is an archive, by lower-case names. Raises RefusedError for a bomb."""
    if len(content) > LARGEST:
        raise RefusedError(name, f"has {len(content):,} bytes, more than {LARGEST:,}")
    if content.startswith(b"\x1f\x8b"):
        return {name.lower().removesuffix(".gz"): gunzipped(name, content)}
    if content.startswith(b"PK\x03\x04"):
        return _unzipped(name, content)
    return {name.lower(): content}


def digest_of(parts: Parts) -> str:
    """What tells whether a release is the same as another, whatever its files are called."""
    each = sorted(hashlib.sha256(content).hexdigest() for content in parts.values())
    return each[0] if len(each) == 1 else hashlib.sha256("\n".join(each).encode()).hexdigest()


def keep(parts: Parts, folder: Path, name: str) -> str:
    """Writes the files of a release into one archive below a folder; answers its name there."""
    folder.mkdir(parents=True, exist_ok=True)
    final = folder / f"{name}.zip"
    if final.exists():
        return final.name
    part = folder / f"{name}.{os.getpid()}.part"  # two imports at once do not write into each other's
    try:
        with part.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
                for one, content in sorted(parts.items()):
                    packed.writestr(one, content)
            file.flush()
            os.fsync(file.fileno())
        part.rename(final)  # whole, or not there
    finally:
        part.unlink(missing_ok=True)
    return final.name


def gunzipped(name: str, content: bytes) -> bytes:
    """What was packed with gzip. Raises RefusedError where it unpacks to too much, or not at all."""
    limit = min(LARGEST, max(len(content) * _RATIO, 2**20))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            found = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise RefusedError(name, f"cannot be unpacked: {error}") from error
    if len(found) > limit:
        raise RefusedError(name, f"unpacks to more than {limit:,} bytes")
    return found


def _unzipped(name: str, content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = [one for one in packed.infolist() if not one.is_dir()]
            size = sum(one.file_size for one in members)
            if size > min(LARGEST, max(len(content) * _RATIO, 2**20)):
                raise RefusedError(name, f"unpacks to {size:,} bytes")
            if any(one.filename in _WORKBOOK for one in members):
                return {name.lower(): content}
            for one in members:
                place = PurePosixPath(one.filename)
                if place.is_absolute() or ".." in place.parts or one.flag_bits & 1 or (one.external_attr >> 28) == 0xA:
                    raise RefusedError(name, f"holds {one.filename}, which is encrypted, a link, or leads elsewhere")
            if not members:
                raise RefusedError(name, "is an empty archive")
            found = {PurePosixPath(one.filename).name.lower(): packed.read(one) for one in members}
            if len(found) < len(members):
                raise RefusedError(name, "holds several files of one name")
            return found
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error) as error:
        raise RefusedError(name, f"cannot be unpacked: {error}") from error
