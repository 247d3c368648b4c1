"""What a log line may hold."""

import logging
import sys

from config.logs import LineFormatter, WithoutQuery


def record(message: str, *args: object, name: str = "interdict", exc: bool = False) -> logging.LogRecord:
    """A log record as a call of `log.error` makes it."""
    info = sys.exc_info() if exc else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, info)


def test_a_name_with_line_feeds_cannot_forge_a_second_record() -> None:
    line = LineFormatter("%(levelname)s %(message)s").format(record("no such target: %s", "x\r\nERROR admin logged in"))
    assert line == r"ERROR no such target: x\r\nERROR admin logged in"


def test_escape_codes_and_text_direction_overrides_are_shown_not_obeyed() -> None:
    line = LineFormatter("%(message)s").format(record("\x1b[2J \u202egnp.exe \u2028 \ud800"))
    assert line == r"\x1b[2J \u202egnp.exe \u2028 \ud800"


def test_names_in_every_script_stay_readable() -> None:
    for name in ("Иран Эйр", "ایران ایر", "伊朗航空", "Société Générale"):
        assert LineFormatter("%(message)s").format(record(name)) == name


def test_a_traceback_cannot_be_taken_for_a_record() -> None:
    try:
        raise ValueError("bad\nERROR everything is fine")
    except ValueError:
        lines = LineFormatter("%(levelname)s %(message)s").format(record("crashed", exc=True)).splitlines()
    assert lines[0] == "ERROR crashed"
    assert len(lines) > 2
    assert all(line.startswith("  | ") for line in lines[1:])


def test_the_development_server_does_not_log_whom_somebody_searched_for() -> None:
    request = record('"%s" %s %s', "GET /api/v1/match/?name=Jane+Doe HTTP/1.1", "200", "17", name="django.server")
    assert WithoutQuery().filter(request)
    assert request.getMessage() == '"GET /api/v1/match/ HTTP/1.1" 200 17'
