"""Registers the app of sanctions with Django."""

from django.apps import AppConfig


class SanctionsConfig(AppConfig):
    """Authorities, acts, targets, sanctions and allegations: the desk and the published editions."""

    name = "sanctions"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Sanctions"
