"""From which address a request comes."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of whoever asks, as far as we can know it ourselves.

    Behind our own proxy it is the last of X-Forwarded-For: that one the proxy wrote, those before it anybody may.
    """
    direct = str(request.META.get("REMOTE_ADDR", ""))
    behind_proxy = bool(getattr(settings, "SECURE_PROXY_SSL_HEADER", None))
    named = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip() if behind_proxy else ""
    return named or direct
