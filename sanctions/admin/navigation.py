"""The menu beside every page of the desk, in the order in which editors think of things."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from articles.models import Document, Journal, Publisher
from sanctions.models import (
    Act,
    Allegation,
    Authority,
    Citation,
    Edition,
    Entry,
    Fulfilment,
    OfficialList,
    Programme,
    Publication,
    Release,
    Sanction,
    Target,
)

_GROUPS: tuple[tuple[str, tuple[tuple[str, type[Model], str], ...]], ...] = (
    (
        "Cases",
        (
            ("Designations / cases", Sanction, "gavel"),
            ("Targets", Target, "groups"),
            ("Allegations", Allegation, "campaign"),
            ("Promises kept", Fulfilment, "task_alt"),
        ),
    ),
    (
        "Authorities and law",
        (
            ("Authorities", Authority, "account_balance"),
            ("Programmes", Programme, "folder_open"),
            ("Acts", Act, "history_edu"),
        ),
    ),
    (
        "Sources",
        (
            ("Documents", Document, "article"),
            ("Publishers", Publisher, "newspaper"),
            ("Citations", Citation, "format_quote"),
        ),
    ),
    (
        "Official lists",
        (
            ("Lists", OfficialList, "list_alt"),
            ("Releases", Release, "inbox"),
            ("Entries", Entry, "receipt_long"),
        ),
    ),
    (
        "Published",
        (
            ("Editions", Edition, "auto_stories"),
            ("Publications", Publication, "publish"),
            ("Journal", Journal, "manage_history"),
        ),
    ),
    ("People", (("Accounts", User, "person"), ("Roles", Group, "badge"))),
)


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The groups of the menu with what this person may see."""
    work = [_item("Work list", reverse("admin:index"), "checklist", request)]
    work.append(_item("Waiting for review", reverse("admin:desk_waiting"), "rate_review", request))
    if admin.site.get_model_admin(Target).has_view_permission(request):
        work.append(_item("Likely duplicates", reverse("admin:desk_duplicates"), "content_copy", request))
    shown = [{"title": "Work", "items": work}]
    for title, entries in (*_GROUPS, ("More", _others(request))):
        items = [
            _item(name, reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), icon, request)
            for name, model, icon in entries
            if admin.site.is_registered(model) and admin.site.get_model_admin(model).has_view_permission(request)
        ]
        if items:
            shown.append({"title": title, "items": items})
    return shown


def _others(request: HttpRequest) -> tuple[tuple[str, type[Model], str], ...]:
    """What has a page, and is in no group yet."""
    grouped = {model for _, entries in _GROUPS for _, model, _ in entries}
    return tuple(
        (str(model._meta.verbose_name_plural).capitalize(), model, "more_horiz")
        for model, desk in admin.site._registry.items()
        if model not in grouped and desk.has_module_permission(request)
    )


def _item(title: str, link: str, icon: str, request: HttpRequest) -> dict[str, Any]:
    # Pages of review stand below publications, which are no part of them.
    exact = (reverse("admin:index"), reverse("admin:sanctions_publication_changelist"))
    is_here = request.path == link if link in exact else request.path.startswith(link)
    # Unfold would call what it is given as `active`; a function of any request does.
    return {"title": title, "link": link, "icon": icon, "active": lambda _, here=is_here: here}
