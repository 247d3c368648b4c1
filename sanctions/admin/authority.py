"""Who imposes measures."""

from django.contrib import admin

from sanctions.admin.inline import FactTable
from sanctions.admin.record import RecordAdmin
from sanctions.models import Authority, Membership


class MemberRows(FactTable):
    """The members of a bloc."""

    model = Membership
    fk_name = "bloc"
    verbose_name = "member"
    verbose_name_plural = "members"
    fields = ("member", "since", "until", "sources")


@admin.register(Authority)
class AuthorityAdmin(RecordAdmin):
    """States, ministries, agencies, courts, blocs."""

    uid_is_code = True
    list_display = ("uid", "name", "kind", "parent", "country", "state")
    list_display_links = ("uid", "name")
    list_filter = (*RecordAdmin.list_filter, "kind")
    list_select_related = ("parent",)
    search_fields = ("uid", "name")
    fieldsets = ((None, {"fields": [("uid", "kind"), "name", ("parent", "country"), "url"]}),)
    inlines = (MemberRows,)
    not_alike = frozenset({"name", "url"})
