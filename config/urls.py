"""The addresses of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from config import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("api/v1/", include("sanctions.api.urls")),
    path("", include("sanctions.pages.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.broken"
