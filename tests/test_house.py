"""The house keeps its own rules: what no linter sees."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
OURS = [model for app in ("articles", "sanctions") for model in apps.get_app_config(app).get_models()]


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is, or is about to be, in the repository; all there are where there is no git."""
    try:
        words = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(words, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        hidden = {".venv", ".git", "var", "node_modules"}
        listed = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if not hidden & set(path.parts)]
    return tuple(sorted(Path(name) for name in listed if name and (ROOT / name).is_file()))


def python(*folders: str) -> list[Path]:
    """Our Python files, but for migrations, which Django writes."""
    wanted = folders or ("config", "articles", "sanctions", "tests", "benchmarks")
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and path.parts[0] in wanted and "migrations" not in path.parts
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


# --- Only writers write -----------------------------------------------------------------------------------------------

WRITERS = (
    "sanctions/publishing/",
    "sanctions/editing/",
    "sanctions/reconcile/",
    "sanctions/resolution/",
    "articles/ingest",
)
ALWAYS = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save_base", "_raw_delete"}


def writes(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Calls that change rows of a database, as far as their form tells."""
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        named = {keyword.arg for keyword in node.keywords}
        method = node.func.attr
        if (
            (method in ALWAYS and not _is_condition(node.func.value))
            or (method == "save" and "commit" not in named and not _is_super(node.func.value))
            or (method == "delete" and not node.args)
            or (method == "update" and node.keywords and not node.args)  # of a dict or digest: one thing, by position
        ):
            yield node.lineno, f".{method}()"


def _is_super(receiver: ast.expr) -> bool:
    return isinstance(receiver, ast.Call) and isinstance(receiver.func, ast.Name) and receiver.func.id == "super"


def _is_condition(receiver: ast.expr) -> bool:
    return isinstance(receiver, ast.Name) and receiver.id == "Q"


READERS = [path for path in python("config", "articles", "sanctions") if not str(path).startswith(WRITERS)]


@pytest.mark.parametrize("path", READERS, ids=str)
def test_only_the_writing_rooms_write(path: Path) -> None:
    allowed = ACCOUNTS.get(str(path), set())
    found = [f"line {line}: {call}" for line, call in writes(tree(path)) if call not in allowed]
    assert not found, f"{path} writes; hand it to a room that may: {', '.join(WRITERS)}"


# Accounts of people are Django's, and no part of the desk.
ACCOUNTS = {"sanctions/management/commands/demo.py": {".get_or_create()", ".save()"}}


def test_the_test_of_writers_sees_what_writes() -> None:
    code = """
Target.objects.create(kind="x")
Target.objects.filter(pk=1).update(kind="y")
row.save()
rows.delete()
known.update(found)
digest.update(b"x")
form.save(commit=False)
"""
    assert [call for _, call in writes(ast.parse(code))] == [".create()", ".update()", ".save()", ".delete()"]


# --- Files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", python(), ids=str)
def test_no_file_is_longer_than_400_lines(path: Path) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").count("\n")
    limit = 600 if path.parts[0] == "tests" else 400
    assert lines <= limit, f"{path} has {lines} lines: split it by noun"


def test_no_drawer_is_named_after_nothing() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "core", "services", "service", "misc", "tools"}
    for path in python():
        assert not drawers & {*path.parts[:-1], path.stem}, path


@pytest.mark.parametrize("path", python(), ids=str)
def test_imports_are_absolute_whole_and_at_the_top(path: Path) -> None:
    module = tree(path)
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno} imports relatively"
            assert all(alias.name != "*" for alias in node.names), f"{path}:{node.lineno} imports everything there is"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inside = [n.lineno for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
            assert not inside, f"{path}:{inside} imports inside {node.name}"


# --- Tests mirror the source ------------------------------------------------------------------------------------------

# Rooms whose files are tried together: tables by rules that find every one of them, the faces by being asked.
TRIED_AS_A_WHOLE = ("articles/models", "sanctions/models", "sanctions/admin", "sanctions/api", "sanctions/pages")
COMMANDS = "tests/sanctions/management/test_publishing_commands.py"
# Files without a test file of their name, each with the test that tries it.
TRIED_ELSEWHERE = {
    "sanctions/vocabulary/identifier_form.py": "tests/sanctions/vocabulary/test_identifier_scheme.py",
    "sanctions/reconcile/printed.py": "tests/sanctions/reconcile/test_no_longer_public.py",
    "sanctions/vocabulary/binding.py": "tests/sanctions/vocabulary/test_measure_type.py",
    "sanctions/lists/entry.py": "tests/sanctions/reconcile/test_staging.py",
    "sanctions/lists/reading.py": "tests/sanctions/reconcile/test_staging.py",
    "sanctions/lists/taking.py": "tests/sanctions/lists/test_markup.py",
    "sanctions/publishing/chain.py": "tests/sanctions/publishing/test_verify.py",
    "sanctions/publishing/documents.py": "tests/sanctions/publishing/test_project.py",
    "sanctions/publishing/fields.py": "tests/sanctions/publishing/test_project.py",
    "sanctions/publishing/references.py": "tests/sanctions/publishing/test_project.py",
    "sanctions/publishing/rows.py": "tests/sanctions/publishing/test_index.py",
    "sanctions/publishing/naming.py": "tests/sanctions/publishing/test_withdraw.py",
    "sanctions/publishing/pending.py": "tests/sanctions/reconcile/test_importing.py",
    "sanctions/publishing/shape.py": "tests/sanctions/publishing/test_republish.py",
    "sanctions/reading/questions.py": "tests/sanctions/reading/test_answers.py",
    "sanctions/reading/statements.py": "tests/sanctions/reading/test_answers.py",
    "sanctions/reconcile/apply.py": "tests/sanctions/reconcile/test_importing.py",
    "sanctions/reconcile/columns.py": "tests/sanctions/reconcile/test_importing.py",
    "sanctions/reconcile/facts.py": "tests/sanctions/reconcile/test_importing.py",
    "sanctions/reconcile/grounds.py": "tests/sanctions/reconcile/test_importing.py",
    "sanctions/reconcile/profile.py": "tests/sanctions/reconcile/test_guards.py",
    "sanctions/management/importing.py": "tests/sanctions/management/commands/test_import_list.py",
    "sanctions/management/publication.py": COMMANDS,
    "sanctions/management/progress.py": COMMANDS,
    "sanctions/management/commands/publish.py": COMMANDS,
    "sanctions/management/commands/withdraw.py": COMMANDS,
    "sanctions/management/commands/redact.py": COMMANDS,
    "sanctions/management/commands/verify_editions.py": COMMANDS,
    "sanctions/management/commands/reindex.py": COMMANDS,
    "sanctions/management/commands/republish.py": COMMANDS,
}


def has_logic(path: Path) -> bool:
    """Whether the file does anything: it has a function or a method, but for `__str__` and the like."""
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
    return any(not function.name.startswith("__") for function in functions)


@pytest.mark.parametrize(
    "path", [path for path in python("config", "articles", "sanctions") if has_logic(path)], ids=str
)
def test_tests_mirror_the_source(path: Path) -> None:
    room, mirrored = str(path.parent), Path("tests", *path.parent.parts, f"test_{path.stem}.py")
    if room in TRIED_AS_A_WHOLE:
        assert list((ROOT / "tests" / room).glob("test_*.py")), f"no test tries {room}"
    elif elsewhere := TRIED_ELSEWHERE.get(str(path)):
        assert (ROOT / elsewhere).exists(), f"{path} is said to be tried in {elsewhere}, which is not there"
        assert not (ROOT / mirrored).exists(), f"{path} has {mirrored}: take it off the list"
    else:
        assert (ROOT / mirrored).exists(), (
            f"{path} has no {mirrored}, and is not on the list of what is tried elsewhere"
        )


def test_what_is_tried_elsewhere_is_there() -> None:
    assert not [name for name in TRIED_ELSEWHERE if not (ROOT / name).exists()]


# --- Models -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", OURS)
def test_every_model_says_what_a_row_of_it_is(model: type[models.Model]) -> None:
    own = model.__dict__.get("__doc__") or ""
    assert own, f"{model.__name__} has no docstring of its own"
    assert not own.startswith(f"{model.__name__}("), f"{model.__name__} has the docstring that Django made up"
    assert all(own != base.__doc__ for base in model.__mro__[1:])


@pytest.mark.parametrize("model", OURS)
def test_every_model_has_words_for_its_rows_and_an_order(model: type[models.Model]) -> None:
    assert "__str__" in model.__dict__
    assert model._meta.ordering or model.__name__ == "Head"


@pytest.mark.parametrize("model", OURS)
def test_every_constraint_is_named_by_a_sentence_that_every_database_takes(model: type[models.Model]) -> None:
    for constraint in model._meta.constraints:
        assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+){2,}", constraint.name), constraint.name
        assert len(constraint.name) <= 63, f"{constraint.name}: PostgreSQL would cut it"  # NAMEDATALEN - 1
    for index in model._meta.indexes:
        assert len(index.name) <= 30, index.name  # Django's own limit


# --- What may not be told ---------------------------------------------------------------------------------------------

# Put together from parts, so that this file does not hold them itself.
NOT_TO_BE_TOLD = {
    "the address of a package registry": "|".join(
        (
            r"files\.python" + "hosted",
            r"pypi\." + "org",
            r"registry\.npm" + "js",
            r"arti" + "factory",
            r"index" + "-url",
        )
    ),
    "a path of one machine": "|".join((r"(?<![\w/.])/wo" + r"rk/", "/ro" + r"ot/", r"(?<![\w/.])/ho" + r"me/\w+/")),
}
BINARY = {".png", ".jpg", ".ico", ".woff2", ".gif", ".webp"}


@pytest.mark.parametrize("what", NOT_TO_BE_TOLD)
def test_no_file_tells(what: str) -> None:
    pattern = re.compile(NOT_TO_BE_TOLD[what], re.IGNORECASE)
    found = [
        f"{path}:{number}"
        for path in tracked()
        if path.suffix not in BINARY
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found, f"{what}: {', '.join(found[:20])}"
