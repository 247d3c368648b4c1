"""The description of the API and its behaviour are one: whatever the one allows, the other answers as described."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from sanctions.api.views import RESOURCES
from tests.soak import SOAK, examples

pytestmark = pytest.mark.usefixtures("world", "one_connection")

ALIKE = ("programmes", "acts", "allegations", "documents", "publishers", "export")
"""Resources which refuse what others refuse, by the same code: the everyday suite asks them only what is right."""


CODES = dict.fromkeys(
    ("authority", "parent", "within", "member", "issuer", "on_behalf_of", "listed_by", "not_listed_by"), "GB,EU"
) | {"programme": "GB-RUS", "list": "desk,gb_fcdo"}
"""Codes that are public, by the parameters that take no others."""


@cache
def described() -> Any:
    """The API as it describes itself. Read once in each process: it takes seconds."""
    return schemathesis.openapi.from_wsgi("/api/v1/schema/", get_wsgi_application(), config=SchemathesisConfig())


def operations(resource: str) -> list[Any]:
    """All that can be asked of a resource."""
    found = [result.ok() for result in described().get_all_operations()]
    return [one for one in found if one.path.removeprefix("/api/v1/").partition("/")[0] == resource]


@pytest.fixture
def one_connection(db: None) -> Iterator[None]:
    """Each request is handled in the connection of its test, as Django's own test client has it."""
    signals = request_started, request_finished
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@schemathesis.hook
def filter_query(context: Any, query: dict[str, Any] | None) -> bool:
    """A cursor is signed by us: nobody can invent one, and whatever is invented is rightly refused."""
    return not query or "cursor" not in query


def try_out(operation: Any, mode: GenerationMode) -> None:
    """Asks much that the description allows, or much that it forbids, and compares each answer with it."""

    @settings(max_examples=examples(3, 200), suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(generation_mode=mode))
    def answers_as_described(case: Case[Any]) -> None:
        if mode == GenerationMode.POSITIVE:  # codes are invented by authorities: an unknown one is rightly refused
            case.query = {name: CODES.get(name, value) for name, value in (case.query or {}).items()}
        case.call_and_validate()

    answers_as_described()


@pytest.mark.parametrize("resource", [*RESOURCES, "export", ""])
def test_what_the_description_allows_is_answered_as_it_says(resource: str) -> None:
    found = operations(resource)
    assert found
    for operation in found:
        try_out(operation, GenerationMode.POSITIVE)


@pytest.mark.once  # what is forbidden is refused before a database is asked
@pytest.mark.parametrize("resource", [name for name in (*RESOURCES, "export") if SOAK or name not in ALIKE])
def test_what_the_description_forbids_is_refused_as_it_says(resource: str) -> None:
    for operation in operations(resource):
        if operation.query:  # an address alone cannot be wrong, only unknown
            try_out(operation, GenerationMode.NEGATIVE)
