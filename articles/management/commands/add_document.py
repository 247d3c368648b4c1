"""Adds the text of a document from a file and anchors the document's quotations in it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.ingest import WrongText, add_text, digest
from articles.models import Document

LARGEST = 2_000_000
"""Bytes. A long judgment has half of that; what is larger is no text that anybody quotes from."""


def text_of(path: Path) -> str:
    """The text in a file. Raises CommandError in words where there is none that can be used."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{path}: cannot be read: {error.strerror}.") from error
    if len(content) > LARGEST:
        raise CommandError(f"{path}: is larger than {LARGEST:,} bytes. Is it the text of one document?")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: is not text in UTF-8 (byte {error.start}). Save it as UTF-8 first.") from error
    if (at := text.find("\0")) >= 0:
        raise CommandError(f"{path}: is not text: it has a zero byte at {at}.")
    if not text.strip():
        raise CommandError(f"{path}: is empty.")
    return text


def document_of(text: str, path: Path) -> Document:
    """The one document that was taken from this text. Raises CommandError in words."""
    found: list[Document] = list(Document.objects.filter(text_sha256=digest(text)))
    if not found:
        raise CommandError(
            f"{path}: no document was taken from exactly this text (SHA-256 {digest(text)}). "
            "Name the document it belongs to with --uid, and you will be told how the two differ."
        )
    if len(found) > 1:
        raise CommandError(f"{path}: several documents have this text; choose one with --uid: {_uids(found)}.")
    return found[0]


def _uids(found: list[Document]) -> str:
    return ", ".join(f"{document.uid} ({document})" for document in found)


class Command(BaseCommand):
    help = (
        "Adds the text of a document that Interdict may not pass on itself, for whoever has it, and finds each "
        "quotation in it. The document is known by the SHA-256 of its text. The text stays in your database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file with the plain text, in UTF-8")
        parser.add_argument("--uid", help="the document it belongs to, where its SHA-256 does not tell")
        parser.add_argument(
            "--replace", action="store_true", help="take this text although the quotations were taken from another"
        )

    def handle(self, *args: Any, file: Path, uid: str | None, replace: bool, **options: Any) -> None:
        text = text_of(file)
        if uid is None:
            document = document_of(text, file)
        else:
            try:
                document = Document.get(uid)
            except Document.DoesNotExist as error:
                raise CommandError(f"--uid {uid}: there is no such document.") from error
        try:
            found = add_text(document, text, at=timezone.now(), via="command", replace=replace)
        except WrongText as error:
            raise CommandError(f"{error}\nTo take it all the same, add --replace.") from error
        placed = 0
        for one in found:
            if one.outcome in ("anchored", "moved"):
                placed += 1
                self.stdout.write(f"{one.outcome} {one.words}: {one.passage}")
            else:
                self.stderr.write(f"{one.outcome}: {one.words}")
        self.stdout.write(f"{document}: {placed} of {len(found)} quotations found.")
