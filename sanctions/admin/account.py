"""Who may come in, and what they may do."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import QuerySet
from django.db.models.signals import post_migrate
from django.http import HttpRequest
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from sanctions.admin.read_only import ReadOnlyAdmin
from sanctions.editing.roles import DUTIES, Role, establish

admin.site.unregister([User, Group])
# The last app that migrates: by then every permission is there.
post_migrate.connect(establish, sender=apps.get_app_config("sanctions"), dispatch_uid="roles")


@admin.register(User)
class AccountAdmin(UserAdmin, ModelAdmin):
    """The people who work at the desk. What they may do comes from their roles alone."""

    compressed_fields = False
    list_display = ("username", "first_name", "last_name", "roles", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": [("username", "password"), ("first_name", "last_name"), "email"]}),
        ("May", {"fields": [("is_active", "is_staff", "is_superuser"), "groups"]}),
        ("Was here", {"fields": [("last_login", "date_joined")]}),
    )
    readonly_fields = ("last_login", "date_joined")
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """With the roles, in one query."""
        people: QuerySet[User] = super().get_queryset(request)
        return people.prefetch_related("groups")

    @admin.display(description="roles")
    def roles(self, person: User) -> str:
        """What the person may do."""
        return ", ".join(group.name for group in person.groups.all()) or "none"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Nobody raises themselves, or anybody else, above the roles."""
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else (*own, "is_superuser")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who stands above the roles is changed by their like alone: a new password would be a way in."""
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and bool(super().has_change_permission(request, obj))


@admin.register(Group)
class RoleAdmin(ReadOnlyAdmin):
    """The roles. What each may do is code, and the same everywhere."""

    list_display = ("name", "duty")
    fields = ("name", "duty")
    search_fields = ("name",)

    @admin.display(description="what for")
    def duty(self, group: Group) -> str:
        """What the role is for, in words."""
        return DUTIES[Role(group.name)] if group.name in set(Role) else "a group of your own"
