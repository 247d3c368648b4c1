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
]
