"""The addresses of the pages for readers."""

from django.urls import path

from sanctions.pages import views

urlpatterns = [
    path("", views.start, name="start"),
    path("favicon.ico", views.favicon, name="favicon"),
]
