"""What people may do at the desk: four roles, which are code; each is a group of accounts."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission, User
from django.db import connection

from articles.models import Fact, Record

PUBLISH = "sanctions.add_publication"
"""May approve what others wrote, publish it and withdraw it."""
DECIDE = "sanctions.change_release"
"""May let held releases of official lists through or reject them, and say which party an entry is about."""
REDACT = "sanctions.delete_edition"
"""May erase what was published, where the law demands it."""

_APPS = ("articles", "sanctions")


class Role(StrEnum):
    """What somebody does at the desk; each may also do what those before it may."""

    VIEWER = "viewer"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    ADMINISTRATOR = "administrator"


DUTIES: Mapping[Role, str] = {
    Role.VIEWER: "sees the desk, the journal and all editions",
    Role.EDITOR: "enters, changes and deletes what is not public, and asks for review",
    Role.REVIEWER: "approves and publishes what others wrote, withdraws, and decides of held releases",
    Role.ADMINISTRATOR: "erases where the law demands it, and looks after the accounts",
}
"""What each role is for."""


def permissions_of(role: Role) -> set[str]:
    """All that a role may do, as Django names permissions: `sanctions.change_target`."""
    models = [model._meta for app in _APPS for model in apps.get_app_config(app).get_models()]
    may = {f"{meta.app_label}.view_{meta.model_name}" for meta in models}
    if role is Role.VIEWER:
        return may
    desk = [meta for meta in models if issubclass(meta.model, Record | Fact)]
    may |= {f"{meta.app_label}.{verb}_{meta.model_name}" for meta in desk for verb in ("add", "change", "delete")}
    if role is Role.EDITOR:
        return may
    may |= {PUBLISH, DECIDE}
    if role is Role.REVIEWER:
        return may
    # An account is switched off, not deleted: its sessions end, and the journal keeps whom it was.
    return may | {REDACT, "auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group"}


def establish(**signal: Any) -> None:
    """Makes the four groups and gives each exactly what its role may do; twice is a no-op.

    Called after every migration. While some tables are still missing, the roles get what there is; the next one gives
    them the rest.
    """
    if not {Group._meta.db_table, Permission._meta.db_table} <= set(connection.introspection.table_names()):
        return
    for app in _APPS:  # Django makes them too, but perhaps only after this
        create_permissions(apps.get_app_config(app), verbosity=0)
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission.pk
        for permission in Permission.objects.select_related("content_type")
    }
    for role in Role:
        group, _ = Group.objects.get_or_create(name=role)
        may = {known[name] for name in permissions_of(role) if name in known}
        has = set(group.permissions.values_list("pk", flat=True))
        group.permissions.add(*(may - has))
        group.permissions.remove(*(has - may))


def appoint(person: User, role: Role) -> None:
    """Gives an account of the desk one role, in the place of any other."""
    person.is_staff = True
    person.save(update_fields=["is_staff"])
    person.groups.remove(*Group.objects.filter(name__in=list(Role)))
    person.groups.add(Group.objects.get(name=role))
