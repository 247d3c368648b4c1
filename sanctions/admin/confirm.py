"""The page that asks before records are deleted, published or withdrawn, and says why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.admin import helpers
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from unfold.admin import ModelAdmin

from sanctions.editing.ownership import owner

AT_MOST = 1000
"""Rows in one question: more than anybody reads, and each takes two of the fields that a form may send."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what the answer is called."""

    action: str
    title: str
    sentence: str
    button: str
    reason: str
    reason_is_required: bool = False
    is_dangerous: bool = False


def is_confirmed(request: HttpRequest) -> bool:
    """Whether this request is the answer."""
    return request.method == "POST" and "confirmed" in request.POST


def revisions_seen(request: HttpRequest) -> dict[str, int]:
    """The revision of each row's record that stood on the page, by the row's primary key."""
    pairs = (value.partition(":") for value in request.POST.getlist("seen"))
    return {pk: int(revision) for pk, _, revision in pairs if revision.isdecimal()}


def reason(request: HttpRequest) -> str:
    """What was typed as the reason."""
    return request.POST.get("because", "").strip()


def ask(
    model_admin: ModelAdmin,
    request: HttpRequest,
    rows: Sequence[models.Model],
    question: Question,
    *,
    problems: Sequence[str] = (),
    along: Sequence[str] = (),
    may: bool = True,
) -> TemplateResponse:
    """The page: what is asked of which rows, what goes along with them, and what forbade or forbids it.

    Where it may not be, nothing is asked.
    """
    request.current_app = model_admin.admin_site.name
    # The answer carries the revision that its editor read first, also after a refusal.
    seen = revisions_seen(request)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": question.title,
        "opts": model_admin.opts,
        "media": model_admin.media,
        "question": question,
        "rows": [(row, seen.get(str(row.pk), owner(row).revision)) for row in rows],
        "along": along,
        "may": may,
        "problems": problems,
        "because": reason(request),
        "checkbox": helpers.ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/desk/confirm.html", context)
