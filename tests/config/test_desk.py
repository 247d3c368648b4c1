import pytest
from django.contrib import admin
from django.contrib.admin import sites
from django.test import Client

from config.desk import DeskSite
from sanctions.models import Target


def test_the_pages_of_the_desk_stand_on_our_own_site() -> None:
    assert isinstance(admin.site, DeskSite)
    assert sites.site is admin.site
    assert admin.site.is_registered(Target)


@pytest.mark.django_db
def test_a_stranger_searches_nothing() -> None:
    assert Client().get("/admin/search/", {"s": "iran"}).status_code == 302
