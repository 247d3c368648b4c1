"""An answer costs a fixed number of queries, however many items it holds. Who changes a number means to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanctions.reading import labels
from tests.sanctions.api.asking import CLIENT, ROOT
from tests.sanctions.reading import editions as make

pytestmark = pytest.mark.django_db

HEAD = 1
"""Which publication is the last."""
LISTS = 1
"""How fresh each list is."""
META = HEAD + LISTS
"""What goes with every answer."""
STEADY = 1
"""Whether it still is, once all is read."""
LABELS = 1
"""What the records named are called; not asked where none is named."""
AUTHORITIES = 2
"""What is part of an authority: a query for each level of its tree, of which these tests have one."""

CODES = 1
"""Whether the codes that are asked for were ever public."""

LIST, COUNT = META + 1 + LABELS + STEADY, 1
CASES = LIST + 1
"""And the periods of their measures."""
TARGETS = CASES + 1
"""And the cases against them."""
RELATED = TARGETS + 1
"""And the cases that touch those against whom there is none."""

NUMBERS = {
    "": META,
    "vocabulary/": META,
    "schema/": 0,
    "authorities/": LIST,
    "publishers/": LIST - LABELS,
    "programmes/?authority=GB": LIST + AUTHORITIES + CODES,
    "targets/": TARGETS,
    "targets/?standing=designated": TARGETS,
    "targets/?standing=related": RELATED - LABELS,
    "targets/?q=target&kind=company&count=true": TARGETS + COUNT,
    "targets/?authority=GB&type=asset_freeze&status=in_force": TARGETS + AUTHORITIES + CODES,
    "targets/?known_at=2024-09-11": TARGETS,
    "sanctions/": CASES,
    "sanctions/?programme=P&count=true": CASES + COUNT + CODES,
    "measures/": CASES,
    "measures/?type=asset_freeze&status=in_force&target_name=target%201": CASES,
    "exemptions/": LIST,
    "exemptions/?number=gl%201&type=asset_freeze&status=in_force&certain=true&programme=P&count=true": LIST
    + COUNT
    + CODES,
    "exemptions/?known_at=2024-09-11T12:00:00Z": LIST,
    "targets/?has_exemption=true": TARGETS,
    "measures/?has_exemption=true": CASES,
    "sanctions/?has_exemption=false": CASES - LABELS,
    "measures/?known_at=2024-09-11T12:00:00Z&recorded_at=2024-09-11T12:00:00Z": CASES,
    "stats/": META + 1 + LABELS,
    "changes/": META + 1,
    "authorities/GB/": LIST - LABELS,
    "authorities/GB-FCDO/": LIST,
    "sanctions/c1/": CASES,
    "measures/m1/": CASES,
    "exemptions/x1/": LIST,
    "targets/t1/": TARGETS,
    "targets/friend/": RELATED - LABELS,
    "targets/t1/editions/": META + 1,
    "targets/t1/editions/1/": META + 1,
    "sanctions/c1/editions/1/": META + 1 + LABELS,
    "targets/unknown/": HEAD + 1,
    "measures/unknown/": HEAD + 2,
    "exemptions/unknown/": HEAD + 2,
    "targets/?knid=x": 0,
    "nothing/": 0,
    "export/targets/": TARGETS - LABELS - LISTS,
    "export/measures/": CASES - LABELS - LISTS,
    "export/exemptions/": LIST - LABELS - LISTS,
}


def publish(count: int) -> None:
    """As many targets, each with a case of one measure."""
    make.publish(
        make.authority("GB"), make.authority("GB-FCDO", "GB"), make.record("programme", "P", authority="GB"),
        make.target("friend"),
        *(make.record("publisher", f"p{i}") for i in range(count)),
        *(make.target(f"t{i}", f"Target {i}", f"Alias {i}") for i in range(count)),
        *(
            make.case(
                f"c{i}", f"t{i}", make.measure(f"m{i}"), by="GB-FCDO", programmes=[make.programme_link("P")],
                affected=[make.affected(f"t{i - 1}")] if i else [],
                exemptions=[make.exemption(f"x{i}", number=f"GL {i}")],
            )
            for i in range(count)
        ),
    )  # fmt: skip


def cost(path: str) -> list[str]:
    """The queries of one answer, when no label is remembered from another."""
    labels._remembered = labels._Remembered()
    with CaptureQueriesContext(connection) as asked:
        CLIENT.get(ROOT + path).getvalue()
    return [query["sql"] for query in asked]


@pytest.mark.parametrize("count", [2, 20])
def test_an_answer_costs_what_it_is_said_to_cost(count: int) -> None:
    publish(count)
    queries = {path: cost(path) for path in NUMBERS}
    wrong = {path: asked for path, asked in queries.items() if len(asked) != NUMBERS[path]}
    assert not wrong, "\n".join(f"{path}: {len(asked)}\n  " + "\n  ".join(asked) for path, asked in wrong.items())


def test_a_label_once_read_is_not_read_again_until_something_is_published() -> None:
    publish(2)
    first = cost("targets/")
    with CaptureQueriesContext(connection) as again:
        CLIENT.get(ROOT + "targets/")
    assert len(again) == len(first) - LABELS
    make.publish(make.target("t0", "Renamed", "Alias 0"))
    shown = CLIENT.get(ROOT + "sanctions/").json()
    assert shown["included"]["t0"]["label"] == "Renamed"


def test_a_deep_page_costs_what_the_first_costs() -> None:
    publish(20)
    for path in ("targets/?limit=2", "measures/?limit=2&ordering=uid", "sanctions/?limit=2", "changes/?limit=2"):
        first = CLIENT.get(ROOT + path).json()
        page = first
        for _ in range(8):
            page = CLIENT.get(page["next"].removeprefix("http://testserver")).json()
        deep = page["next"].removeprefix(f"http://testserver{ROOT}")
        assert len(cost(deep)) == len(cost(path))
        assert not any("OFFSET" in query for query in cost(deep))
