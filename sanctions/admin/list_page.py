"""Pages of the official lists: what came from outside is shown, and changed by nobody."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import reverse

from sanctions.admin.read_only import ReadOnlyAdmin


def entry_address(code: str, reference: str) -> str:
    """Where an entry is found by its reference, whichever of its versions stands."""
    return f"{reverse('admin:lists_entry')}?{urlencode({'list': code, 'reference': reference})}"


class ListPageAdmin(ReadOnlyAdmin):
    """Lists of rows, each with a page of our own making."""

    template = ""

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one row."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        row = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        if row is None:
            gone: HttpResponse = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return gone
        return self.shown(request, self.template, str(row), row=row, **self.told(request, row))

    def told(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page of a row shows besides the row."""
        raise NotImplementedError

    def shown(self, request: HttpRequest, template: str, title: str, **context: Any) -> TemplateResponse:
        """A page of the desk."""
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "title": title, "opts": self.opts, **context}
        )
