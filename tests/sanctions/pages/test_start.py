"""The start page where the founding example is not on it."""

import pytest
from django.test import Client

from tests import factories as make
from tests.sanctions.pages.html import start_page_of

pytestmark = pytest.mark.django_db


def test_before_anything_is_published_it_says_how_to_load_the_example(client: Client) -> None:
    page = start_page_of(client)
    assert "Nothing published yet" in page.text
    assert "manage.py load_demo" in page.text
    assert "The founding example" not in page.text
    assert "measures in force today" not in page.text


def test_drafts_do_not_count_as_published(client: Client) -> None:
    make.sanction()
    assert "Nothing published yet" in start_page_of(client).text


def test_without_the_example_it_still_counts_and_shows_no_empty_tables(client: Client) -> None:
    make.sanction(make.target("Somebody else", kind="person"))
    make.publish_everything()
    page = start_page_of(client)
    assert "designated today 1 " in page.text
    assert "The founding example" not in page.text
    assert "Nothing published yet" not in page.text


def test_a_measure_against_the_airline_alone_is_not_the_example(client: Client) -> None:
    make.sanction(make.target("Iran Air"))
    make.publish_everything()
    assert "The founding example" not in start_page_of(client).text
