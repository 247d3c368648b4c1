"""The production server's own settings."""

import os
import subprocess
import sys
from pathlib import Path

from config import gunicorn

ROOT = Path(__file__).parents[2]


def test_gunicorn_accepts_its_settings_and_loads_the_site_as_production() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INTERDICT_")}
    environment |= {
        "INTERDICT_SECRET_KEY": "k3y-of-a-made-up-site-0123456789abcdefghijklmnopqrstuvwxyz",
        "INTERDICT_ALLOWED_HOSTS": "interdict.example",
    }
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--config", "python:config.gunicorn", "--check-config"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_access_log_leaves_out_queries_for_they_name_people() -> None:
    # r: the request line, q: the query, f: the referrer, which may have one (gunicorn's documentation of the format)
    for with_query in ("%(r)s", "%(q)s", "%(f)s"):
        assert with_query not in gunicorn.access_log_format
