"""Who may do what at the desk: every address, by every role, looking and acting."""

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from articles.models import Document
from sanctions.admin.lookup import LookupAdmin
from sanctions.editing.roles import Role, appoint
from sanctions.models import Authority, Entry, Publication, Release, Sanction, Target
from tests import factories as make
from tests.sanctions.admin.entering import change, login, text_of, url
from tests.sanctions.admin.roles import a
from tests.sanctions.admin.world import one_of_everything
from tests.soak import SOAK

pytestmark = [pytest.mark.once, pytest.mark.django_db]

ANYONE, STAFF, VIEWER, EDITOR, REVIEWER, ADMINISTRATOR, NOBODY = range(7)
"""The least that somebody must be; STAFF has an account and no role. Each may do what those before may."""
WHO = (ANYONE, STAFF, VIEWER, EDITOR, REVIEWER, ADMINISTRATOR)

# Of every kind of page: who may look (GET), and who may act (POST).
Rule = tuple[int, int]
DESK = {"changelist": (VIEWER, VIEWER), "add": (EDITOR, EDITOR), "change": (VIEWER, EDITOR),
        "delete": (EDITOR, EDITOR), "history": (VIEWER, VIEWER)}  # fmt: skip
SHOWN = {"changelist": (VIEWER, VIEWER), "add": (NOBODY, NOBODY), "change": (VIEWER, NOBODY),
         "delete": (NOBODY, NOBODY), "history": (VIEWER, VIEWER)}  # fmt: skip
ACCOUNTS = {"changelist": (ADMINISTRATOR, ADMINISTRATOR), "add": (ADMINISTRATOR, ADMINISTRATOR),
            "change": (ADMINISTRATOR, ADMINISTRATOR), "delete": (NOBODY, NOBODY),
            "history": (ADMINISTRATOR, ADMINISTRATOR)}  # fmt: skip
ROLES = {**SHOWN, "changelist": (ADMINISTRATOR, ADMINISTRATOR), "change": (ADMINISTRATOR, NOBODY),
         "history": (ADMINISTRATOR, ADMINISTRATOR)}  # fmt: skip
EDITED = {"Publisher", "Document", "Authority", "Act", "Programme", "Target", "Allegation", "Sanction", "Citation",
          "Fulfilment"}  # fmt: skip
PAGES: dict[str, Rule] = {
    "index": (STAFF, STAFF),
    "login": (ANYONE, ANYONE),
    "logout": (NOBODY, STAFF),
    "password_change": (STAFF, STAFF),
    "password_change_done": (STAFF, NOBODY),
    "auth_user_password_change": (ADMINISTRATOR, ADMINISTRATOR),
    "autocomplete": (VIEWER, NOBODY),
    "jsi18n": (STAFF, NOBODY),
    "search": (STAFF, STAFF),
    "view_on_site": (NOBODY, NOBODY),
    "app_list": (VIEWER, VIEWER),
    "desk_lookup": (VIEWER, NOBODY),
    "desk_words": (STAFF, STAFF),
    "desk_waiting": (STAFF, NOBODY),
    "desk_review": (VIEWER, REVIEWER),
    "desk_request": (NOBODY, EDITOR),
    "desk_recall": (NOBODY, EDITOR),
    "desk_send_back": (NOBODY, REVIEWER),
    "desk_duplicates": (VIEWER, NOBODY),
    "desk_merge": (REVIEWER, REVIEWER),
    "desk_split": (REVIEWER, REVIEWER),
    "desk_withdraw": (REVIEWER, REVIEWER),
    "desk_redact": (ADMINISTRATOR, ADMINISTRATOR),
    "desk_here": (STAFF, NOBODY),
    "desk_day": (STAFF, NOBODY),
    "desk_identifier": (VIEWER, NOBODY),
    "desk_alike": (VIEWER, NOBODY),
    "desk_status": (NOBODY, VIEWER),
    "articles_document_text": (VIEWER, EDITOR),
    "lists_companions": (VIEWER, EDITOR),
    "lists_entry": (VIEWER, NOBODY),
    "lists_decide": (NOBODY, REVIEWER),
    "lists_settle": (NOBODY, REVIEWER),
}


def patterns(found: Any = None) -> Iterator[URLPattern]:
    """Every address of the desk."""
    for pattern in found or admin.site.urls[0]:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns)
        else:
            yield pattern


def models_by_page() -> dict[str, tuple[type[Model], str]]:
    """The model and the kind of page behind each address that a model has."""
    return {
        f"{model._meta.app_label}_{model._meta.model_name}_{page}": (model, page)
        for model in admin.site._registry
        for page in DESK
    }


def rule(name: str) -> Rule | None:
    """Who may look at this address, and who may act there; None where nobody has said."""
    if name in PAGES:
        return PAGES[name]
    model, page = models_by_page().get(name, (None, ""))
    if model is None:
        return None
    kind = ACCOUNTS if model is User else ROLES if model is Group else DESK if model.__name__ in EDITED else SHOWN
    return kind[page]


def addresses() -> dict[str, str]:
    """One address of each name, of something that is there."""
    target, document, person = Target.objects.earliest("pk"), Document.objects.earliest("pk"), make.user("somebody")
    entry = Entry.objects.earliest("pk")
    of_entry = {"list": entry.official_list.uid, "reference": entry.reference}
    asked = {"app_label": "sanctions", "model_name": "sanction", "field_name": "target", "term": ""}
    promise = {**asked, "model_name": "fulfilment", "field_name": "promise"}
    found = {
        "autocomplete": f"{reverse('admin:autocomplete')}?{urlencode(asked)}",
        "desk_lookup": f"{reverse('admin:desk_lookup')}?{urlencode(promise)}",
        "view_on_site": reverse("admin:view_on_site", args=[1, 1]),
        "app_list": reverse("admin:app_list", args=["sanctions"]),
        "auth_user_password_change": reverse("admin:auth_user_password_change", args=[person.pk]),
        "articles_document_text": reverse("admin:articles_document_text", args=[document.pk]),
        "lists_entry": f"{reverse('admin:lists_entry')}?{urlencode(of_entry)}",
        "lists_decide": reverse("admin:lists_decide", args=[Release.objects.earliest("pk").pk]),
        "lists_settle": reverse("admin:lists_settle", args=[entry.pk]),
    }
    for name in ("review", "request", "recall", "send_back", "withdraw", "redact", "merge"):
        found[f"desk_{name}"] = f"{reverse(f'admin:desk_{name}')}?uid={target.uid}"
    twin = Target.objects.create(kind="company", merged_into=target)
    found["desk_split"] = f"{reverse('admin:desk_split')}?uid={twin.uid}"
    rows: dict[type[Model], Model] = {User: person}
    for name, (model, page) in models_by_page().items():
        if page in ("history", "delete", "change"):
            rows[model] = rows.get(model) or model._default_manager.earliest("pk")
            found[name] = reverse(f"admin:{name}", args=[rows[model].pk])
    return {name: found.get(name) or reverse(f"admin:{name}") for name in NAMES}


NAMES = sorted({str(pattern.name) for pattern in patterns() if pattern.name})


def test_every_address_has_a_row() -> None:
    assert [name for name in NAMES if rule(name) is None] == []
    assert sorted(set(PAGES) - set(NAMES)) == []
    # What has no name: ways to a page of a name, and what is nowhere.
    nameless = {str(pattern.pattern) for pattern in patterns() if not pattern.name}
    assert nameless == {"<path:object_id>/", r"(?P<url>.*)$"}


def somebody(who: int) -> Client:
    """A browser of somebody who is just this."""
    if who == ANYONE:
        return Client()
    if who > STAFF:
        return a(list(Role)[who - VIEWER])
    person, _ = User.objects.get_or_create(username="no role", defaults={"is_staff": True})
    browser = Client()
    browser.force_login(person)
    return browser


def is_let_in(browser: Client, method: str, where: str) -> bool:
    """Whether the desk did what was asked, were it only to say what is missing."""
    response = browser.generic(method, where, "", "application/x-www-form-urlencoded")
    assert response.status_code in (200, 302, 400, 403, 404, 405), (method, where, response.status_code)
    sent_away = response.status_code == 302 and response["Location"].split("?")[0] in ("/admin/login/", "/admin/")
    return response.status_code in (200, 302, 400) and not sent_away


def tried() -> list[str]:
    """Every name; of the sorts of fact that are only looked up, and are alike, two, but in the long run all."""
    alike = [model for model, desk in admin.site._registry.items() if type(desk) is LookupAdmin]
    left_out = {f"{model._meta.app_label}_{model._meta.model_name}_" for model in (() if SOAK else alike[2:])}
    return [name for name in NAMES if not name.startswith(tuple(left_out))]


@pytest.mark.once
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_address_lets_in_who_may_and_keeps_out_who_stands_one_below(
    method: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # Who gets in is decided before anything is written down, and what is written down takes most of the time.
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    monkeypatch.setattr(type(admin.site), "each_context", lambda site, request: {})
    caplog.set_level(logging.CRITICAL, "django.request")
    one_of_everything()
    appoint(make.user("somebody"), Role.EDITOR)
    browsers, where = {who: somebody(who) for who in WHO}, addresses()
    wrong = []
    for name in tried():
        least = (rule(name) or (NOBODY, NOBODY))[method == "POST"]
        asking = {min(least, ADMINISTRATOR), max(least - 1, ANYONE)} | ({ANYONE} if method == "GET" else set())
        for who in asking:
            browser = somebody(who) if name in ("logout", "login") else browsers[who]
            if is_let_in(browser, method, where[name]) != (who >= least):
                wrong.append((name, method, who, least))
    assert wrong == []


@pytest.mark.once
def test_every_other_verb_changes_nothing() -> None:
    target = make.target("Iran Air")
    browser = login(superuser=True)
    for verb in ("PUT", "PATCH", "DELETE"):
        browser.generic(verb, url(target, "change"), "note=x", "application/x-www-form-urlencoded")
        browser.generic(verb, url(target, "delete"), "confirmed=yes", "application/x-www-form-urlencoded")
    target.refresh_from_db()
    assert (target.note, target.revision) == ("", 1)


# --- Accounts ---------------------------------------------------------------------------------------------------------


def test_an_administrator_gives_roles_and_raises_nobody_above_them() -> None:
    ben, root = make.user("ben"), User.objects.create_superuser("root")
    browser = a(Role.ADMINISTRATOR, "adam")
    editors = Group.objects.get(name="editor").pk
    sent = {"username": "ben", "is_active": "on", "is_staff": "on", "is_superuser": "on", "groups": [editors]}
    assert browser.post(url(ben, "change"), sent).status_code == 302
    ben.refresh_from_db()
    assert [group.name for group in ben.groups.all()] == ["editor"]
    assert (ben.is_staff, ben.is_superuser) == (True, False)
    # Whoever stands above the roles: neither their account nor their password.
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    new = {"password1": "a long passphrase", "password2": "a long passphrase", "usable_password": "true"}
    assert browser.post(password, new).status_code == 403
    assert browser.post(url(root, "change"), {"username": "mine"}).status_code == 403
    root.refresh_from_db()
    assert (root.username, root.has_usable_password()) == ("root", False)


def test_what_a_role_may_do_is_changed_by_nobody_in_the_browser() -> None:
    group = Group.objects.get(name="viewer")
    browser = login(superuser=True)
    assert "sees the desk, the journal and all editions" in text_of(browser.get(url(group, "change")))
    assert browser.post(url(group, "change"), {"name": "mine", "permissions": []}).status_code == 403
    assert browser.post(url(Group, "add"), {"name": "mine"}).status_code == 403
    assert group.permissions.exists()


def test_an_account_that_is_switched_off_is_out_at_once_and_the_journal_keeps_the_name() -> None:
    target = make.target("Iran Air")
    browser = a(Role.EDITOR, "anna")
    assert change(browser, target, {"note": "by anna"}).status_code == 302
    User.objects.filter(username="anna").update(is_active=False)
    response = browser.post(url(target, "change"), {"note": "again"})
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")
    User.objects.filter(username="anna").delete()
    assert "anna" in text_of(login(superuser=True).get(url(target, "history")))


@pytest.mark.once
def test_nobody_asks_the_lists_for_what_they_do_not_show() -> None:
    make.sanction()
    make.publish_everything(by=make.user("rita"))
    viewer = a(Role.VIEWER)
    for model, query in (
        (Publication, "by__password__startswith=a"),
        (Sanction, "authority__note__contains=a"),
        (Authority, "_to_field=note"),
        (Target, "cases__grounds__contains=a"),
    ):
        response = viewer.get(f"{url(model, 'changelist')}?{query}")
        assert response.status_code in (302, 400), query
        if response.status_code == 302:
            assert response["Location"].endswith("?e=1"), query
    stranger = somebody(STAFF)
    asked = {"app_label": "sanctions", "model_name": "sanction", "field_name": "target", "term": ""}
    assert stranger.get(reverse("admin:autocomplete"), asked).status_code == 403
