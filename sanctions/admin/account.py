"""Who may come in, and what they may do."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(UserAdmin, ModelAdmin):
    """The people who work at the desk. What they may do comes from their roles."""

    compressed_fields = False
    autocomplete_fields = ("groups",)
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


@admin.register(Group)
class RoleAdmin(GroupAdmin, ModelAdmin):
    """What several people may do alike."""

    compressed_fields = False
