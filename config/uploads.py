"""Files sent to us: no page takes any."""

from typing import NoReturn

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler


class NoUploads(FileUploadHandler):
    """Refuses a request that brings a file, before any of it is kept."""

    def new_file(self, field_name: str, file_name: str, *args: object, **kwargs: object) -> NoReturn:
        """Raises SuspiciousOperation, which is answered with 400."""
        raise SuspiciousOperation("A file was sent, and no page takes files.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> NoReturn:
        """Never reached."""
        raise SuspiciousOperation("A file was sent, and no page takes files.")

    def file_complete(self, file_size: int) -> None:
        """Never reached."""
