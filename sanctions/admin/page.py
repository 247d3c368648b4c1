"""Pages of the desk that belong to no table: who may come in, which records are meant, and how they are shown."""

from collections.abc import Collection
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from articles.models import Record
from sanctions.editing.review import by_uid

VIA = "admin"
AT_ONCE = 100
"""Records on one page: more than anybody reads at a sitting, and as many as an address holds."""


class Pages:
    """Some pages, as addresses of one admin site."""

    names: tuple[str, ...] = ()
    """What they are called: in addresses, and the methods that answer."""

    def __init__(self, site: AdminSite) -> None:
        self.site = site

    @property
    def urls(self) -> list[URLPattern]:
        """Where they are."""
        return [path(f"{name}/", self.site.admin_view(getattr(self, name)), name=f"desk_{name}") for name in self.names]

    def may(self, request: HttpRequest, record: Record, verb: str) -> bool:
        """Whether this person may `view` or `change` the record."""
        desk = self.site.get_model_admin(type(record))
        if verb == "change":
            return desk.has_change_permission(request, record)
        return desk.has_view_or_change_permission(request, record)

    def require(self, request: HttpRequest, permission: str) -> None:
        """Raises PermissionDenied for those who lack it."""
        if not request.user.has_perm(permission):
            raise PermissionDenied

    def records(self, request: HttpRequest, verb: str) -> list[Record]:
        """The records that are meant; 404 where one is not there, 403 where one may not be seen or changed."""
        uids = list(dict.fromkeys(request.POST.getlist("uid") or request.GET.getlist("uid")))
        found = {record.uid: record for record in by_uid(uids[:AT_ONCE])}
        if not uids or len(uids) > AT_ONCE or found.keys() != set(uids):
            raise Http404
        if not all(self.may(request, record, verb) for record in found.values()):
            raise PermissionDenied
        return [found[uid] for uid in uids]

    def home(self, record: Record, page: str = "change") -> str:
        """The page of a record."""
        return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_{page}", args=[record.pk])

    def page(self, request: HttpRequest, page: str, title: str, **context: Any) -> TemplateResponse:
        """The page as it is shown."""
        request.current_app = self.site.name
        return TemplateResponse(
            request, f"admin/review/{page}.html", {**self.site.each_context(request), "title": title, **context}
        )


def address(page: str, records: Collection[Record]) -> str:
    """The address of one of these pages for these records."""
    return f"{reverse(f'admin:desk_{page}')}?{urlencode([('uid', record.uid) for record in records])}"


def who(request: HttpRequest) -> AbstractBaseUser:
    """Whoever sits before the page."""
    assert isinstance(request.user, AbstractBaseUser)  # nobody else gets past admin_view
    return request.user


def reason(request: HttpRequest) -> str:
    """What was typed as the reason."""
    return request.POST.get("because", "").strip()


def seen(request: HttpRequest) -> dict[str, int]:
    """The revision of each record that stood on the page, by uid."""
    pairs = (value.rpartition(":") for value in request.POST.getlist("seen"))
    return {uid: int(revision) for uid, _, revision in pairs if revision.isdecimal()}


def counted(records: Collection[Record]) -> str:
    """What records are called together: the only one by its name."""
    return str(next(iter(records))) if len(records) == 1 else f"{len(records)} records"
