"""Registers the app of documents and passages with Django."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Documents (reports, statements, legal texts) and the passages quoted from them."""

    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Sources"
