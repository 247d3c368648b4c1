"""A site on which nothing has been published yet."""

import pytest

from sanctions.api.views import RESOURCES
from tests.sanctions.api.asking import CLIENT, ROOT, ask

pytestmark = pytest.mark.django_db


def test_an_empty_site_answers_with_empty_lists() -> None:
    for name in RESOURCES:
        if name not in ("stats", "vocabulary", "lists"):
            answer = ask(f"{name}/", **({} if name == "changes" else {"count": "true"}))
            assert (answer["results"], answer["next"], answer.get("count", 0)) == ([], None, 0)
            assert answer["meta"]["edition"] == 0
    assert ask("stats/")["results"] == ask("lists/")["results"] == []


def test_an_export_of_nothing_is_the_line_that_says_so() -> None:
    (line,) = CLIENT.get(f"{ROOT}export/targets/").getvalue().splitlines()
    assert line.startswith(b'{"end":{"count":0,')
