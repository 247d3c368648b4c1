from django.test import RequestFactory
from pytest_django import Settings

from config.visitor import address_of


def asked(forwarded: str = "") -> str:
    """From where a request comes that the machine at 203.0.113.9 sends."""
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    return address_of(RequestFactory().get("/", REMOTE_ADDR="203.0.113.9", headers=headers))


def test_who_asks_directly_says_nothing_of_where_they_are(settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = None
    assert asked() == asked("198.51.100.1") == "203.0.113.9"


def test_behind_our_proxy_the_address_is_the_one_that_the_proxy_wrote(settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert asked("198.51.100.1") == "198.51.100.1"
    assert asked("10.0.0.1, 198.51.100.1") == "198.51.100.1"
    assert asked() == "203.0.113.9"
