"""An editor in front of a form: opens a page, types over what is in it, and sends it as a browser would."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Permission, User
from django.contrib.messages.storage import default_storage
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

Typed = dict[str, Any]


def login(name: str = "anna", *may: str, superuser: bool = False) -> Client:
    """A browser in which this person is logged in, with these permissions: `sanctions.change_target`."""
    person, _ = User.objects.get_or_create(username=name, defaults={"is_staff": True, "is_superuser": superuser})
    for permission in may:
        app, _, code = permission.partition(".")
        person.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=code))
    browser = Client()
    browser.force_login(person)
    return browser


def url(of: type[Model] | Model, page: str) -> str:
    """The address of a list, or of a page of one row."""
    name = f"admin:{of._meta.app_label}_{of._meta.model_name}_{page}"
    return reverse(name, args=[of.pk]) if isinstance(of, Model) else reverse(name)


def prepared(browser: Client, page: str) -> Any:
    """A page as it is prepared for whoever is logged in, not written out: writing it is dear, and nobody reads it."""
    request: Any = RequestFactory().get(page)
    request.session = browser.session
    request.user = User.objects.get(pk=request.session[SESSION_KEY])
    request._messages = default_storage(request)
    match = resolve(urlsplit(page).path)
    return match.func(request, *match.args, **match.kwargs)


def as_shown(response: Any) -> Typed:
    """What a browser would send if the editor changed nothing."""
    sent: Typed = {}
    for form in _forms(response):
        for field in form:
            value = field.value()
            if field.field.disabled or value is None or value is False:
                continue
            if isinstance(field.field.widget, forms.SelectMultiple):
                value = [getattr(one, "pk", one) for one in value]
            sent[field.html_name] = value
    return sent


def _forms(response: Any) -> Iterator[forms.BaseForm]:
    context = getattr(response, "context_data", None) or response.context
    yield context["adminform"].form
    for inline in context["inline_admin_formsets"]:
        yield inline.formset.management_form
        yield from inline.formset.forms


def rows(prefix: str, *facts: Typed, known: int = 0) -> Typed:
    """New rows of one sort, below those that are known."""
    sent: Typed = {f"{prefix}-TOTAL_FORMS": known + len(facts), f"{prefix}-INITIAL_FORMS": known}
    for number, fact in enumerate(facts, known):
        sent |= {f"{prefix}-{number}-{column}": value for column, value in fact.items()}
    return sent


def add(browser: Client, model: type[Model], **typed: Any) -> Any:
    """Opens the page for a new row, types, and saves."""
    page = url(model, "add")
    return browser.post(page, as_shown(prepared(browser, page)) | typed)


def change(browser: Client, row: Model, typed: Typed | None = None, *, opened: Any = None) -> Any:
    """Opens the page of a row (or takes one that was opened before), types, and saves."""
    page = url(row, "change")
    return browser.post(page, as_shown(opened or prepared(browser, page)) | (typed or {}))


def act(browser: Client, model: type[Model], action: str, *chosen: Model, **answer: Any) -> Any:
    """Chooses rows of a list and an action; with an answer, goes on to the page that asks, and gives it."""
    sent = {"action": action, "_selected_action": [row.pk for row in chosen]}
    response = browser.post(url(model, "changelist"), {**sent, "index": 0})
    if not answer:
        return response
    seen = [f"{row.pk}:{revision}" for row, revision in response.context["rows"]]
    return browser.post(url(model, "changelist"), {**sent, "confirmed": "yes", "seen": seen, **answer})


def text_of(response: Any) -> str:
    """The page."""
    text: str = response.content.decode()
    return text
