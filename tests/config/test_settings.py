"""What the settings make of the environment."""

import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from pytest_django import Settings

ROOT = Path(__file__).parents[2]
KEY = "k3y-of-a-made-up-site-" + "0123456789abcdefghijklmnopqrstuvwxyz"
PRODUCTION = {
    "INTERDICT_ENV": "production",
    "INTERDICT_SECRET_KEY": KEY,
    "INTERDICT_ALLOWED_HOSTS": "interdict.example",
}

Read = Callable[..., dict[str, Any]]


@pytest.fixture
def settings_of(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Runs the settings file anew with these variables and no others that concern it."""
    for name in [name for name in os.environ if name.startswith("INTERDICT_") or name == "DATABASE_URL"]:
        monkeypatch.delenv(name)

    def read(**variables: str) -> dict[str, Any]:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "config" / "settings.py"))

    return read


def test_development_starts_with_an_empty_environment(settings_of: Read) -> None:
    values = settings_of()
    assert values["PRODUCTION"] is False
    assert values["DATABASES"]["default"]["NAME"] == str(ROOT / "var" / "interdict.sqlite3")
    assert values["SECOND_PERSON_REQUIRED"] is True


def test_production_starts_when_key_and_hosts_are_given(settings_of: Read) -> None:
    values = settings_of(**PRODUCTION)
    assert values["PRODUCTION"] is True
    assert values["DEBUG"] is False


@pytest.mark.parametrize(
    "key",
    [
        "",
        "interdict-development-key-known-to-everyone-never-for-production",
        "too-short-a-key",
        "a" * 60,
    ],
    ids=["missing", "the development key", "short", "one letter over and over"],
)
def test_production_refuses_a_key_that_can_be_guessed(settings_of: Read, key: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="INTERDICT_SECRET_KEY"):
        settings_of(**PRODUCTION | {"INTERDICT_SECRET_KEY": key})


@pytest.mark.parametrize("hosts", ["", "*", "interdict.example, *"])
def test_production_refuses_to_serve_just_any_host(settings_of: Read, hosts: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="INTERDICT_ALLOWED_HOSTS"):
        settings_of(**PRODUCTION | {"INTERDICT_ALLOWED_HOSTS": hosts})


def test_production_refuses_debug(settings_of: Read) -> None:
    with pytest.raises(ImproperlyConfigured, match="INTERDICT_DEBUG"):
        settings_of(**PRODUCTION, INTERDICT_DEBUG="on")


def test_the_web_server_runs_as_production_unless_told_otherwise() -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("INTERDICT_")}
    done = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"], env=clean, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "ImproperlyConfigured: INTERDICT_SECRET_KEY" in done.stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("INTERDICT_ENV", "staging"),
        ("INTERDICT_DEBUG", "maybe"),
        ("INTERDICT_SECOND_PERSON", "2"),
        ("INTERDICT_BEHIND_TLS_PROXY", "nginx"),
        ("INTERDICT_LOG_LEVEL", "loud"),
        ("INTERDICT_CSRF_TRUSTED_ORIGINS", "https://a.example,b.example"),
        ("DATABASE_URL", "mysql://localhost/interdict"),
        ("DATABASE_URL", "interdict.sqlite3"),
    ],
)
def test_a_value_that_is_not_understood_is_refused_by_name(settings_of: Read, variable: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{variable} "):
        settings_of(**{variable: value})


def test_a_database_password_is_not_repeated_in_a_complaint(settings_of: Read) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL") as refused:
        settings_of(DATABASE_URL="postgres://desk:s3cret[@host/interdict")
    assert "s3cret" not in str(refused.getrepr(chain=True, showlocals=False).reprcrash)


def test_the_second_person_rule_can_be_turned_off_for_a_desk_of_one(settings_of: Read) -> None:
    assert settings_of(INTERDICT_SECOND_PERSON="off")["SECOND_PERSON_REQUIRED"] is False


def test_sqlite_lets_readers_go_on_and_writers_wait(settings_of: Read) -> None:
    options = settings_of()["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode = WAL" in options["init_command"]


def test_postgresql_is_reached_by_url_also_in_a_socket_directory(settings_of: Read) -> None:
    database = settings_of(DATABASE_URL="postgres://desk@/interdict?host=%2Frun%2Fpostgresql")["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["NAME"]) == ("desk", "interdict")
    assert database["OPTIONS"]["host"] == "/run/postgresql"
    assert database["CONN_HEALTH_CHECKS"] is True


def test_the_forwarded_protocol_is_believed_only_where_the_operator_says_so(settings_of: Read) -> None:
    assert "SECURE_PROXY_SSL_HEADER" not in settings_of(**PRODUCTION)
    believed = settings_of(**PRODUCTION, INTERDICT_BEHIND_TLS_PROXY="on")
    assert believed["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_production_speaks_only_tls_and_binds_its_cookies_to_the_host(settings_of: Read) -> None:
    values = settings_of(**PRODUCTION)
    assert values["SECURE_SSL_REDIRECT"] is True
    assert values["SECURE_HSTS_SECONDS"] > 0
    for cookie in ("SESSION", "CSRF"):
        assert values[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert values[f"{cookie}_COOKIE_SECURE"] is True
        assert values[f"{cookie}_COOKIE_HTTPONLY"] is True


def test_every_static_file_finds_the_files_it_refers_to(settings: Settings, tmp_path: Path) -> None:
    # Production gives each file a name with its content's hash and rewrites references; a missing one stops it. Here
    # without WhiteNoise's compression, which is most of the time.
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    paths = json.loads((tmp_path / "staticfiles.json").read_text())["paths"]
    assert "admin/css/base.css" in paths
    assert all((tmp_path / name).is_file() for name in paths.values())
