"""Long lists of values in one place of a statement."""

import pytest

from articles.models import Among, Publisher

pytestmark = pytest.mark.django_db


def test_rows_are_found_by_a_list_of_texts_or_of_numbers() -> None:
    rows = [Publisher.objects.create(name=name) for name in ("Reuters", "IRNA", "TASS")]
    assert set(Publisher.objects.filter(name__in=Among(["Reuters", "IRNA", 'O\'Neill "quoted", é']))) == set(rows[:2])
    assert set(Publisher.objects.filter(pk__in=Among([rows[0].pk, rows[2].pk]))) == {rows[0], rows[2]}


def test_an_empty_list_finds_nothing() -> None:
    Publisher.objects.create(name="Reuters")
    assert not Publisher.objects.filter(pk__in=Among([])).exists()


def test_a_list_may_be_longer_than_a_statement_has_places() -> None:
    row = Publisher.objects.create(name="Reuters")
    names = [str(number) for number in range(100_000)]
    assert list(Publisher.objects.filter(name__in=Among([*names, "Reuters"]))) == [row]
