"""What a supervisor asks: is the process alive, and may it be sent readers."""

import logging
from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


@require_safe
@cache_control(no_store=True)
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers. Says nothing about the database."""
    return JsonResponse({"status": "alive"})


@require_safe
@cache_control(no_store=True)
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers and has the shape this code expects; otherwise 503 with the reason."""
    reason = why_not_ready()
    if reason:
        return JsonResponse({"status": "not ready", "reason": reason}, status=503)
    return JsonResponse({"status": "ready"})


def why_not_ready() -> str:
    """What keeps this process from serving readers, in plain words; empty when nothing does."""
    try:
        applied = MigrationRecorder(connection).applied_migrations().keys()
    except DatabaseError:
        log.exception("readyz: the database does not answer")
        return "the database does not answer"
    missing = sorted(".".join(key) for key in newest_migrations() - applied)
    return f"migrations not applied: {', '.join(missing)}" if missing else ""


@cache
def newest_migrations() -> frozenset[tuple[str, str]]:
    """The last migration of each app, as the code on disk has it; it cannot change while the process lives."""
    return frozenset(MigrationLoader(connection=None, ignore_no_migrations=True).graph.leaf_nodes())
