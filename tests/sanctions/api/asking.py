"""Asking the API, as a reader with a browser or a script does."""

from collections.abc import Iterator
from typing import Any

from django.test import Client

ROOT = "/api/v1/"
CLIENT = Client()  # one for all: each loads its own middleware


def get(path: str, expected: int = 200, /, **parameters: Any) -> Any:
    """The response to GET below the API's root; it must have this status."""
    response = CLIENT.get(f"{ROOT}{path}", parameters)
    assert response.status_code == expected, response.content.decode(errors="replace")[:2000]
    return response


def ask(path: str, expected: int = 200, /, **parameters: Any) -> dict[str, Any]:
    """The JSON that is answered."""
    answer: dict[str, Any] = get(path, expected, **parameters).json()
    return answer


def results(path: str, /, **parameters: Any) -> list[dict[str, Any]]:
    """The items of a list's first page."""
    found: list[dict[str, Any]] = ask(path, **parameters)["results"]
    return found


def uids(path: str, /, **parameters: Any) -> list[str]:
    """The uids of a list's first page, in its order."""
    return [item["uid"] for item in results(path, **parameters)]


def pages(path: str, /, **parameters: Any) -> Iterator[dict[str, Any]]:
    """Every page of a list, following `next` as it stands."""
    page = ask(path, **parameters)
    yield page
    while page["next"]:
        page = CLIENT.get(page["next"].removeprefix("http://testserver")).json()
        yield page


def everything(path: str, /, **parameters: Any) -> list[dict[str, Any]]:
    """The items of all pages of a list."""
    return [item for page in pages(path, **parameters) for item in page["results"]]


def refusal(path: str, parameter: str, /, **parameters: Any) -> dict[str, Any]:
    """What is wrong with one parameter, which is refused by name and alone."""
    problem = ask(path, 400, **parameters)
    assert [error["parameter"] for error in problem["errors"]] == [parameter]
    error: dict[str, Any] = problem["errors"][0]
    return error
