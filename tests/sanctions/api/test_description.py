"""The API's description of itself: complete, valid, and readable without any other site."""

import re
from typing import Any

import pytest

from sanctions.api.urls import urlpatterns
from sanctions.reading import questions
from tests.sanctions.api.asking import CLIENT, ROOT, ask, get

pytestmark = pytest.mark.django_db


def described() -> dict[str, Any]:
    """The description."""
    return ask("schema/")


def operations() -> dict[str, dict[str, Any]]:
    """What can be asked, by address."""
    return {path: methods["get"] for path, methods in described()["paths"].items()}


def parameters(path: str) -> dict[str, dict[str, Any]]:
    """The parameters of one operation that stand in the query, by name."""
    return {one["name"]: one for one in operations()[path].get("parameters", []) if one["in"] == "query"}


def test_it_is_openapi_3_1_and_only_ever_reads() -> None:
    description = described()
    assert description["openapi"].startswith("3.1")
    assert {method for methods in description["paths"].values() for method in methods} == {"get"}


def test_every_address_is_described_and_under_a_name_of_its_own() -> None:
    routes = {str(pattern.pattern) for pattern in urlpatterns} - {"schema/", "docs/", r"^(?:[\s\S]*/)?$"}
    found = operations()
    assert found.keys() == {ROOT + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route) for route in routes}
    names = [operation["operationId"] for operation in found.values()]
    assert len(set(names)) == len(names)
    assert all(operation["summary"] and operation["description"] for operation in found.values())


@pytest.mark.parametrize(
    ("path", "question"),
    [
        ("measures/", questions.Measures),
        ("exemptions/", questions.Exemptions),
        ("targets/", questions.Targets),
        ("sanctions/", questions.Sanctions),
        ("changes/", questions.Changes),
        ("stats/", questions.Statistics),
        ("targets/{uid}/", questions.Moments),
        ("targets/{uid}/editions/", questions.Nothing),
    ],
)
def test_the_parameters_described_are_those_that_are_read(path: str, question: type[Any]) -> None:
    assert parameters(ROOT + path).keys() == question._declared_fields.keys()


def test_several_values_of_one_parameter_are_described_as_a_list_with_commas() -> None:
    kinds = parameters(f"{ROOT}measures/")["type"]
    assert (kinds["style"], kinds["explode"]) == ("form", False)
    assert kinds["schema"]["type"] == "array"
    assert "air_services_termination" in kinds["schema"]["items"]["enum"]
    assert parameters(f"{ROOT}measures/")["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 500}


def test_refusals_are_described_as_problem_documents() -> None:
    for path, operation in operations().items():
        refusals = {status: answer for status, answer in operation["responses"].items() if status != "200"}
        assert "400" in refusals, path
        assert ("404" in refusals) == ("{uid}" in path)
        for answer in refusals.values():
            schema = answer["content"]["application/problem+json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Problem"}


def test_it_is_the_same_whoever_asks_and_however_often() -> None:
    first = get("schema/")
    assert get("schema/").content == first.content
    assert CLIENT.get(f"{ROOT}schema/", headers={"Host": "127.0.0.1"}).content == first.content


def test_the_documentation_needs_no_other_site() -> None:
    page = get("docs/").content.decode()
    script = CLIENT.get(f"{ROOT}docs/", {"script": ""}).content.decode()
    for source in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert source.startswith("/"), source
        file = CLIENT.get(source)
        file.close()
        assert file.status_code == 200
    assert "https://" not in script
    assert f'url: "{ROOT}schema/"' in script.replace("\\u002D", "-").replace("\\u002F", "/")


@pytest.mark.parametrize("method", ["POST", "OPTIONS", "DELETE", "FOO"])
def test_the_documentation_is_only_ever_read(method: str) -> None:
    assert CLIENT.generic(method, f"{ROOT}docs/").status_code == 405


@pytest.mark.parametrize("query", ["lang=%3Cscript%3E", "version=%22-alert(1)-%22", "script=%22"])
def test_nothing_that_is_asked_of_the_documentation_becomes_part_of_it_unescaped(query: str) -> None:
    for path in (f"{ROOT}docs/?{query}", f"{ROOT}docs/?script=&{query}"):
        content = CLIENT.get(path).content.decode()
        assert "<script>alert" not in content
        assert '"-alert(1)-"' not in content
