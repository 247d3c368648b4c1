import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Document, Passage, Publisher

TEXT = "They accuse Iran. Iran’s ministry denies it.\n"

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    made: Document = Document.objects.create(
        kind="news",
        title="They accuse, it denies",
        publisher=Publisher.objects.create(name="The Daily Example"),
        declared_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    )
    return made


def add(path: Path, *options: str) -> tuple[str, str]:
    """What the command says, and what it complains of."""
    out, err = StringIO(), StringIO()
    call_command("add_document", str(path), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def a_file(folder: Path, content: bytes) -> Path:
    path = folder / "article.txt"
    path.write_bytes(content)
    return path


def test_a_document_is_known_by_its_text(document: Document, tmp_path: Path) -> None:
    Passage.objects.create(document=document, quote="denies it")
    Passage.objects.create(document=document, quote="admits it")
    out, err = add(a_file(tmp_path, TEXT.encode()))
    assert "anchored at 34: “denies it”" in out
    assert "They accuse, it denies: 1 of 2 quotations found." in out
    assert "not found: “admits it” does not stand in the text." in err
    document.refresh_from_db()
    assert document.text == TEXT


def test_a_byte_order_mark_is_no_part_of_the_text(document: Document, tmp_path: Path) -> None:
    add(a_file(tmp_path, b"\xef\xbb\xbf" + TEXT.encode()))
    document.refresh_from_db()
    assert document.text == TEXT


def test_a_text_that_nothing_was_taken_from_is_refused(document: Document, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"no document was taken from exactly this text .* --uid"):
        add(a_file(tmp_path, b"Another text."))


def test_a_named_document_tells_how_the_text_differs(document: Document, tmp_path: Path) -> None:
    path = a_file(tmp_path, b"Another text.")
    with pytest.raises(CommandError, match=r"another text than the one its quotations were taken from(.|\n)*--replace"):
        add(path, "--uid", document.uid)
    add(path, "--uid", document.uid, "--replace")
    document.refresh_from_db()
    assert document.text == "Another text."


def test_two_documents_with_one_text_are_told_apart_by_uid(document: Document, tmp_path: Path) -> None:
    other = Document.objects.create(
        kind="news", title="The same", publisher=document.publisher, declared_sha256=document.declared_sha256
    )
    path = a_file(tmp_path, TEXT.encode())
    with pytest.raises(CommandError, match=f"--uid: .*{other.uid}"):
        add(path)
    add(path, "--uid", other.uid)
    other.refresh_from_db()
    assert other.text == TEXT


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\xff\xfe\x00", r"not text in UTF-8 \(byte 0\)"),
        ("déjà".encode("latin-1"), r"not text in UTF-8 \(byte 1\)"),
        (b"zero\0byte", "zero byte at 4"),
        (b"x" * 2_000_001, "larger than 2,000,000 bytes"),
    ],
)
def test_what_is_no_text_is_refused_in_words(document: Document, tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        add(a_file(tmp_path, content))


def test_a_missing_file_and_an_unknown_document_are_named(document: Document, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nothing\.txt: cannot be read: No such file"):
        add(tmp_path / "nothing.txt")
    with pytest.raises(CommandError, match="cannot be read: Is a directory"):
        add(tmp_path)
    with pytest.raises(CommandError, match="--uid GONE: there is no such document"):
        add(a_file(tmp_path, TEXT.encode()), "--uid", "GONE")
