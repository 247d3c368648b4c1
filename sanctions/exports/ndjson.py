"""All items of one kind as newline-delimited JSON, in constant memory.

https://github.com/ndjson/ndjson-spec
"""

import hashlib
from collections.abc import Iterator
from datetime import date

import orjson

from sanctions.reading.answers import Asked, streamed

_CHUNK = 500


def lines(kind: str, asked: Asked, *, today: date) -> Iterator[bytes]:
    """Each item of the answer to a question as a line, by uid; then one line that tells how many there were.

    The last line, `{"end": …}`, has the count and the SHA-256 of all bytes before it: who does not find it has not got
    everything. All items are of the moment at which the first was read.
    """
    digest, count, edition = hashlib.sha256(), 0, 0
    for items, snapshot in streamed(kind, asked, today=today, chunk=_CHUNK):
        block = "".join(f"{item}\n" for item in items).encode()
        digest.update(block)
        count, edition = count + len(items), snapshot.edition
        if block:
            yield block
    end = {"count": count, "sha256": digest.hexdigest(), "edition": edition}
    yield orjson.dumps({"end": end}) + b"\n"
