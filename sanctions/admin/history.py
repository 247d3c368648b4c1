"""What happened to a record, on one page: its journal and its editions."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from unfold.admin import ModelAdmin

from sanctions.editing.chronicle import chronicle
from sanctions.editing.ownership import owner

AT_ONCE = 40
"""Acts on a page; older ones are a step away."""


def history_page(model_admin: ModelAdmin, request: HttpRequest, row: Any) -> HttpResponse:
    """The page of the record that a row belongs to. Raises PermissionDenied."""
    if not model_admin.has_view_or_change_permission(request, row):
        raise PermissionDenied
    record = owner(row)
    asked = request.GET.get("acts", "")
    limit = int(asked) if re.fullmatch("[1-9][0-9]{0,2}", asked) else AT_ONCE
    moments = chronicle(record, limit=limit + 1)
    request.current_app = model_admin.admin_site.name
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"History: {record}",
        "opts": model_admin.opts,
        "object": row,
        "record": record,
        "moments": moments[:limit],
        "more": limit * 4 if len(moments) > limit else 0,
    }
    return TemplateResponse(request, "admin/review/history.html", context)
