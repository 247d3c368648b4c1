"""Pages of one record that know of its other versions: the one saved meanwhile, the public one, those before."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse
from unfold.admin import ModelAdmin

from articles.models import Record
from sanctions.admin.beside import entries_of
from sanctions.admin.conflict import met
from sanctions.admin.history import history_page
from sanctions.editing.review import standing
from sanctions.editing.roles import PUBLISH, REDACT
from sanctions.models import EditionState, Target
from sanctions.publishing.publish import current_editions


class Versions(ModelAdmin):
    """What `DeskAdmin` is besides: nothing typed is lost to somebody else's version, and each is a step away."""

    change_form_outer_before_template = "admin/review/bar.html"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The page of one row; where another version was saved meanwhile, both."""
        if request.method == "POST" and (page := met(self, request, object_id)) is not None:
            return page
        response: HttpResponse = super().change_view(request, object_id, form_url, extra_context)
        if request.method == "POST" and response.status_code == 200:
            # Refused: perhaps because somebody else saved it between our look and our writing.
            return met(self, request, object_id) or response
        return response

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With the ways to the record's other versions."""
        record = kwargs.get("obj")
        if isinstance(record, Record) and record.pk is not None:
            edition = current_editions([record.uid]).get(record.uid)
            is_public = edition is not None and edition.state == EditionState.PUBLISHED
            asked, returned = standing(record)
            target = record if isinstance(record, Target) and request.user.has_perm(PUBLISH) else None
            context |= {
                "asked": asked,
                "returned": returned,
                "may_merge": target and target.merged_into_id is None and target.kind != "class",
                "may_split": target and target.merged_into_id is not None,
                "public": edition,
                "may_withdraw": is_public and request.user.has_perm(PUBLISH),
                "may_redact": edition is not None and request.user.has_perm(REDACT),
                "differs": record.published_revision != record.revision,
                "record": record,
                "entries": entries_of(record),
            }
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What happened to the record, on the desk and in public."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            gone: HttpResponse = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return gone
        return history_page(self, request, row)
