import socket
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django import Settings

from sanctions.management.commands import demo
from sanctions.models import Edition
from tests import factories as make


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The commands that the demo calls, which do nothing here."""
    calls: list[Any] = []
    monkeypatch.setattr(demo, "call_command", lambda *args, **how: calls.append((args, how)))
    return calls


def run(*options: str) -> str:
    out = StringIO()
    call_command("demo", *options, stdout=out)
    return out.getvalue()


@pytest.fixture
def free_port() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return str(taken.getsockname()[1])


@pytest.mark.django_db
def test_it_prepares_the_database_and_loads_the_example_before_it_serves(served: list[Any], free_port: str) -> None:
    run("--port", free_port)
    assert [args for args, _ in served] == [("migrate",), ("load_demo",), ("runserver", f"127.0.0.1:{free_port}")]
    assert served[-1][1] == {"use_reloader": False}


@pytest.mark.django_db
def test_what_an_older_interdict_published_is_brought_into_todays_shape(served: list[Any]) -> None:
    make.target("Iran Air")
    make.publish_everything()
    run("--no-serve")
    assert ("republish",) not in [args for args, _ in served]
    Edition.objects.update(shape=1)
    run("--no-serve")
    assert ("republish",) in [args for args, _ in served]


@pytest.mark.django_db
def test_it_says_where_to_look_and_who_one_can_be(served: list[Any]) -> None:
    words = run("--no-serve", "--port", "8123")
    for shown in (
        "http://127.0.0.1:8123/admin/",
        "http://127.0.0.1:8123/api/v1/docs/",
        "http://127.0.0.1:8123/api/v1/measures/?target_name=Iran+Air&as_of=2024-09-11",
        "interdict-demo",
        "editor",
        "reviewer",
    ):
        assert shown in words
    assert "runserver" not in str(served)


@pytest.mark.django_db
def test_its_accounts_can_sign_in_and_may_do_what_their_names_say(served: list[Any]) -> None:
    run("--no-serve")
    admin, editor, reviewer = (User.objects.get(username=name) for name in ("admin", "editor", "reviewer"))
    assert all(person.check_password("interdict-demo") for person in (admin, editor, reviewer))
    assert admin.is_superuser
    assert editor.is_staff
    assert not editor.is_superuser
    assert editor.has_perms(["sanctions.add_measure", "articles.change_document", "sanctions.view_edition"])
    assert not editor.has_perm("sanctions.add_publication")
    assert not editor.has_perm("sanctions.change_edition")
    assert not editor.has_perm("articles.delete_journal")
    assert reviewer.has_perm("sanctions.add_publication")


@pytest.mark.django_db
def test_accounts_that_are_there_keep_their_password_and_rights(served: list[Any]) -> None:
    mine = User.objects.create_user("admin", password="my own")
    run("--no-serve")
    mine.refresh_from_db()
    assert mine.check_password("my own")
    assert not mine.is_superuser


@pytest.mark.django_db
def test_whoever_tries_it_may_publish_their_own_change(
    served: list[Any], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    monkeypatch.delenv("INTERDICT_SECOND_PERSON", raising=False)
    assert "one person may publish" in run("--no-serve")
    assert not settings.SECOND_PERSON_REQUIRED


@pytest.mark.django_db
def test_who_asks_for_a_second_person_gets_it(
    served: list[Any], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    monkeypatch.setenv("INTERDICT_SECOND_PERSON", "on")
    assert "one person may publish" not in run("--no-serve")
    assert settings.SECOND_PERSON_REQUIRED


def test_it_refuses_production(served: list[Any], settings: Settings) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="INTERDICT_ENV=production"):
        run("--no-serve")
    assert not served


def test_a_busy_port_is_named_before_anything_is_done(served: list[Any]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} of this machine is in use.*PORT=8001 make demo"):
            run("--port", str(port))
    assert not served


@pytest.mark.parametrize("port", ["eight", "0", "65536", "-1", "80 81", "٨٠٠٠"])
def test_a_port_that_is_no_port_is_named(served: list[Any], monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)
    with pytest.raises(CommandError, match=f"PORT is “{port}”: use a number from 1 to 65535"):
        run()
    assert not served


@pytest.mark.django_db
def test_the_port_comes_from_the_environment(served: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8124")
    assert "http://127.0.0.1:8124/" in run("--no-serve")
    monkeypatch.setenv("PORT", " ")
    assert "http://127.0.0.1:8000/" in run("--no-serve")
