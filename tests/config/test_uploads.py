import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory


def test_a_request_that_brings_a_file_is_malformed_wherever_it_goes() -> None:
    request = RequestFactory().post("/", {"picture": SimpleUploadedFile("a.svg", b"<svg/>"), "name": "x"})
    with pytest.raises(SuspiciousOperation, match="no page takes files"):
        _ = request.POST


def test_fields_of_a_form_with_several_parts_are_read() -> None:
    assert RequestFactory().post("/", {"name": "x"}).POST["name"] == "x"


@pytest.mark.django_db
def test_who_sends_a_file_is_told_so_in_plain_words(client: Client) -> None:
    answer = client.post("/admin/login/", {"picture": SimpleUploadedFile("a.svg", b"<svg/>")})
    assert answer.status_code == 400
    assert "This request cannot be read" in answer.content.decode()
