"""People of each role in front of a browser."""

from django.contrib.auth.models import User
from django.test import Client

from sanctions.editing.roles import Role, appoint


def a(role: Role, name: str = "", *, checks_csrf: bool = False) -> Client:
    """A browser in which somebody of this role is logged in."""
    person, _ = User.objects.get_or_create(username=name or f"a-{role}")
    appoint(person, role)
    browser = Client(enforce_csrf_checks=checks_csrf)
    browser.force_login(person)
    return browser
