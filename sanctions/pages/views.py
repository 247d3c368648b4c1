"""The pages for readers."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sanctions.pages.start import start_page


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What this is, how much is in it, and where to go on."""
    return render(request, "pages/start.html", {"page": start_page(today=datetime.now(UTC).date())})


@require_safe
@cache_control(public=True, max_age=86_400)
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon, for browsers that ask for it without being told where it is."""
    return redirect(static("interdict/icon.svg"))
