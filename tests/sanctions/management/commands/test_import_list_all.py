"""`import_list` without a file asks the keeper; `--all` asks every keeper, and one that fails stops no other."""

import fcntl
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from sanctions.lists.catalogue import LISTS
from sanctions.lists.reading import Format
from sanctions.models import Edition, Event, OfficialList, Release
from sanctions.reading import lists
from sanctions.reconcile import check, importing
from sanctions.reconcile.apply import Applying
from tests.sanctions.reconcile.keeper import SITE, STORE, Answer, Certificates, Keeper, moved, says, served
from tests.sanctions.reconcile.lists import Files, iran_air, ship

pytestmark = pytest.mark.django_db
CODES = ("eu_fsf", "gb_fcdo", "un_sc")
FIRST, SECOND = "2025-01-01", "2025-02-01"
MANY = [ship(reference=f"RUS{number}", identifiers=()) for number in range(20)]


@pytest.fixture(scope="module")
def certificates() -> Certificates:
    return Certificates.made(SITE, STORE)


@pytest.fixture
def answers() -> dict[str, Answer]:
    """What the keepers answer, by the path of each list."""
    return {}


@pytest.fixture
def keeper(certificates: Certificates, answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeper]:
    with served(certificates, answers) as found:
        monkeypatch.setattr(check, "Web", found.web)
        yield found


@pytest.fixture
def files(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keeper: Keeper) -> Files:
    """Three lists in a format of tests, each at an address of its own."""
    settings.ARCHIVE = tmp_path / "archive"
    files = Files()
    of_tests = Format("test", "as tests write it", lambda parts: "list.txt" in parts, files.open)
    for code in LISTS:
        if code not in CODES:
            monkeypatch.setitem(LISTS, code, replace(LISTS[code], closed_on="2026-01-28"))
    for code in CODES:
        values: dict[str, Any] = {"address": f"https://{SITE}/{code}/list.txt", "hosts": (SITE, STORE)}
        monkeypatch.setitem(LISTS, code, replace(LISTS[code], formats=(of_tests,), **values))
    return files


def content(files: Files, dated: str, *entries: Any) -> bytes:
    (found,) = files.release(dated, *entries).values()
    return found


def run(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("import_list", *arguments, "--exclusive", stdout=out, stderr=StringIO())
    return out.getvalue().splitlines()


def failing(*arguments: str) -> tuple[list[str], str]:
    out = StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("import_list", *arguments, "--exclusive", stdout=out, stderr=StringIO())
    return out.getvalue().splitlines(), str(failed.value)


def test_a_list_without_a_file_is_fetched_from_its_keeper(files: Files, answers: dict[str, Answer]) -> None:
    answers["/gb_fcdo/list.txt"] = moved(f"https://{STORE}/signed/list.txt")
    answers["/signed/list.txt"] = says(content(files, FIRST, iran_air()), ETag='"1"')
    assert run("gb_fcdo")[-1].startswith("1 records, 1 imported, 0 quarantined, 0 ignored, 1 added")
    row = OfficialList.objects.get(uid="gb_fcdo")
    assert (row.etag, row.failed_at, row.failed_because) == ('"1"', None, "")
    assert row.checked_at is not None
    assert lists.freshness()["gb_fcdo"] == {"dated": FIRST, "checked_at": row.checked_at, "failed_at": None}


def test_a_list_is_asked_for_what_is_new_alone(files: Files, keeper: Keeper, answers: dict[str, Answer]) -> None:
    answers["/gb_fcdo/list.txt"] = says(content(files, FIRST, iran_air()), ETag='"1"')
    run("gb_fcdo")
    before = OfficialList.objects.get(uid="gb_fcdo").checked_at
    answers["/gb_fcdo/list.txt"] = says(status=304)
    told = run("gb_fcdo")
    assert keeper.asked[-1][1]["If-None-Match"] == '"1"'
    assert told[0] == f"gb_fcdo of {FIRST}: its keeper has nothing newer."
    assert told[-1].endswith("0 added, 0 changed, 0 delisted, 0 relisted, 1 unchanged")
    row = OfficialList.objects.get(uid="gb_fcdo")
    assert before < row.checked_at
    assert row.etag == '"1"'
    assert Release.objects.count() == 1
    for option in ("--afresh", "--dry-run"):
        answers["/gb_fcdo/list.txt"] = says(content(files, FIRST, iran_air()))
        run("gb_fcdo", option)
        assert "If-None-Match" not in keeper.asked[-1][1]


def test_what_is_gone_was_still_there_when_the_keeper_had_nothing_newer(
    files: Files, answers: dict[str, Answer]
) -> None:
    answers["/gb_fcdo/list.txt"] = says(content(files, FIRST, iran_air(), *MANY), ETag='"1"')
    run("gb_fcdo")
    answers["/gb_fcdo/list.txt"] = says(status=304)
    run("gb_fcdo")
    today = datetime.now(UTC).date()
    assert Release.objects.get().stood_until == today
    # The new one came in the course of that day.
    answers["/gb_fcdo/list.txt"] = says(content(files, f"{today}", *MANY))
    run("gb_fcdo")
    assert Event.objects.get(kind="delisted").done_on == f"{today - timedelta(days=1)}/{today}"


def test_a_held_release_is_held_again_until_somebody_decides(
    files: Files, keeper: Keeper, answers: dict[str, Answer]
) -> None:
    answers["/gb_fcdo/list.txt"] = says(content(files, FIRST, *MANY), ETag='"1"')
    run("gb_fcdo")
    answers["/gb_fcdo/list.txt"] = says(content(files, SECOND, *MANY[:5]), ETag='"2"')
    for _ in range(2):
        told, reason = failing("gb_fcdo")
        assert told[-1].startswith("5 records, 5 imported")
        assert "75 % fewer" in reason
        assert "let it through or reject it" in reason
    assert "If-None-Match" not in keeper.asked[-1][1]
    assert OfficialList.objects.get(uid="gb_fcdo").failed_at is None


def test_a_release_that_was_rejected_is_passed_over_as_long_as_it_is_offered(
    files: Files, keeper: Keeper, answers: dict[str, Answer]
) -> None:
    answers["/gb_fcdo/list.txt"] = says(content(files, FIRST, *MANY))
    run("gb_fcdo")
    answers["/gb_fcdo/list.txt"] = says(content(files, SECOND, *MANY[:5]), ETag='"2"')
    failing("gb_fcdo")
    held = Release.objects.get(state="held")
    Release.objects.filter(pk=held.pk).update(
        state="rejected", decided_by_name="reviewer", decided_at=held.received_at
    )  # fmt: skip
    assert "was rejected by reviewer on" in run("gb_fcdo")[-1]
    assert OfficialList.objects.get(uid="gb_fcdo").etag == '"2"'
    run("gb_fcdo", "--dry-run")
    run("gb_fcdo")
    assert keeper.asked[-1][1]["If-None-Match"] == '"2"'


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (says(b"<!DOCTYPE html><html>Sign in</html>"), "gb_fcdo: list.txt, line 3: breaks off"),
        (says(status=404), "gb_fcdo: https://lists.example/gb_fcdo/list.txt answers 404 Not Found"),
        (says(status=503), "answers 503 Service Unavailable; tried 3 times"),
        (says(b"half", declared=100), "breaks off before its end; tried 3 times"),
        (moved("https://elsewhere.example/list.txt"), "https://elsewhere.example/list.txt is not where this list is"),
    ],
    ids=["another file", "gone", "down", "half", "moved"],
)
def test_a_failed_fetch_keeps_the_last_good_list_and_is_remembered(
    files: Files, answers: dict[str, Answer], answer: Answer, reason: str
) -> None:
    answers["/gb_fcdo/list.txt"] = says(content(files, FIRST, iran_air()), ETag='"1"')
    run("gb_fcdo")
    public = Release.objects.filter(state="promoted")
    before = (public.count(), list(Edition.objects.values_list("digest", flat=True)))
    checked = OfficialList.objects.get(uid="gb_fcdo").checked_at
    answers["/gb_fcdo/list.txt"] = answer
    assert reason in failing("gb_fcdo")[1]
    assert (public.count(), list(Edition.objects.values_list("digest", flat=True))) == before
    row = OfficialList.objects.get(uid="gb_fcdo")
    assert reason.removeprefix("gb_fcdo: ") in row.failed_because
    assert (row.checked_at, row.etag) == (checked, '"1"')
    told = lists.one("gb_fcdo")
    assert (str(told["dated"]), told["checked_at"], told["failed_at"]) == (FIRST, checked, row.failed_at)
    assert told["failed_because"] == row.failed_because
    assert lists.freshness()["gb_fcdo"]["failed_at"] == row.failed_at
    answers["/gb_fcdo/list.txt"] = says(content(files, FIRST, iran_air()), ETag='"1"')
    run("gb_fcdo")
    assert lists.one("gb_fcdo")["failed_at"] is None


def test_a_plan_of_what_would_be_fetched_remembers_nothing(files: Files, answers: dict[str, Answer]) -> None:
    answers["/gb_fcdo/list.txt"] = says(content(files, FIRST, iran_air()))
    assert run("gb_fcdo", "--dry-run")[:2] == [f"gb_fcdo of {FIRST}", "added: IRN0240"]
    answers["/gb_fcdo/list.txt"] = says(status=404)
    failing("gb_fcdo", "--dry-run")
    assert not OfficialList.objects.exists()


def test_another_address_of_the_keeper_may_be_named(files: Files, keeper: Keeper, answers: dict[str, Answer]) -> None:
    answers["/old/list.txt"] = says(content(files, FIRST, iran_air()), ETag='"old"')
    run("gb_fcdo", f"https://{STORE}/old/list.txt")
    assert OfficialList.objects.get(uid="gb_fcdo").etag == ""
    assert "not where this list is fetched from" in failing("gb_fcdo", "https://elsewhere.example/list.txt")[1]
    answers["/old/list.txt"] = says(b"another file")
    assert "breaks off" in failing("gb_fcdo", f"https://{STORE}/old/list.txt")[1]
    assert OfficialList.objects.get(uid="gb_fcdo").failed_at is None


def test_an_address_may_be_set_for_good_and_stays_untold(
    files: Files, answers: dict[str, Answer], settings: Settings
) -> None:
    settings.LIST_ADDRESSES = {"gb_fcdo": f"https://{STORE}/mine/list.txt?token=secret"}
    answers["/mine/list.txt?token=secret"] = says(content(files, FIRST, iran_air()), ETag='"1"')
    run("gb_fcdo")
    row = OfficialList.objects.get(uid="gb_fcdo")
    assert (row.etag, row.address) == ('"1"', LISTS["gb_fcdo"].address)
    settings.LIST_ADDRESSES = {"gb_fcd0": "https://x"}
    assert "names what is no list: gb_fcd0" in failing("gb_fcdo")[1]


def test_all_lists_are_imported_with_a_line_each(files: Files, answers: dict[str, Answer]) -> None:
    for code in CODES:
        answers[f"/{code}/list.txt"] = says(content(files, FIRST, iran_air(reference=code)))
    told = [line for line in run("--all") if ": 1 records, 1 imported" in line]
    assert [line.partition(":")[0] for line in told] == [code for code in LISTS if code in CODES]
    assert Release.objects.filter(state="promoted").count() == 3


def test_a_list_that_fails_or_is_held_stops_no_other(files: Files, answers: dict[str, Answer]) -> None:
    answers["/eu_fsf/list.txt"] = says(content(files, FIRST, *MANY))
    run("eu_fsf")
    answers["/eu_fsf/list.txt"] = says(content(files, SECOND, *MANY[:5]))
    answers["/gb_fcdo/list.txt"] = says(status=503)
    answers["/un_sc/list.txt"] = says(content(files, FIRST, iran_air()))
    told, reason = failing("--all")
    assert reason == "Not imported: gb_fcdo, eu_fsf (held)."
    assert any(re.match("gb_fcdo: FAILED: .* answers 503", line) for line in told)
    assert any(line.startswith(f"eu_fsf: HELD: eu_fsf of {SECOND} is held") for line in told)
    assert any(line.startswith("un_sc: 1 records, 1 imported") for line in told)


def test_what_was_broken_off_is_taken_up_before_the_keeper_is_asked(
    files: Files, answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    for code in CODES:
        answers[f"/{code}/list.txt"] = says(content(files, FIRST, iran_air(reference=code)), ETag='"1"')
    with monkeypatch.context() as patched:
        patched.setattr(Applying, "take", killed)
        with pytest.raises(CommandError, match="Broken off"):
            run("--all")
    (broken,) = Release.objects.filter(state="applying")
    answers[f"/{broken.official_list.uid}/list.txt"] = says(content(files, SECOND, iran_air(), ship()))
    told = run("--all")
    assert told[0].startswith(f"{broken}: 1 records, 1 imported")
    assert Release.objects.filter(state="promoted").count() == 4


def test_a_fault_of_ours_in_one_list_stops_no_other(
    files: Files, answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in CODES:
        answers[f"/{code}/list.txt"] = says(content(files, FIRST, iran_air(reference=code)))
    examine = importing.examine

    def faulty(code: str, *args: Any, **words: Any) -> Any:
        if code == "gb_fcdo":
            raise ZeroDivisionError("ours")
        return examine(code, *args, **words)

    monkeypatch.setattr(importing, "examine", faulty)
    told, reason = failing("--all")
    assert reason == "Not imported: gb_fcdo."
    assert "gb_fcdo: FAILED: ZeroDivisionError: ours" in told
    assert Release.objects.filter(state="promoted").count() == 2


def test_a_list_that_its_keeper_gave_up_is_not_asked_for(
    files: Files, keeper: Keeper, answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    for code in CODES:
        monkeypatch.setitem(LISTS, code, replace(LISTS[code], closed_on="2026-01-28"))
    assert run("--all") == []
    assert keeper.asked == []


def test_only_one_run_of_all_is_at_work(files: Files, settings: Settings, keeper: Keeper) -> None:
    settings.ARCHIVE.mkdir()
    with (settings.ARCHIVE / "importing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "Another import_list --all is at work" in failing("--all")[1]
    assert keeper.asked == []


def test_a_run_that_was_killed_leaves_no_lock_behind(
    files: Files, settings: Settings, answers: dict[str, Answer]
) -> None:
    settings.ARCHIVE.mkdir()
    lock = settings.ARCHIVE / "importing.lock"
    code = "import fcntl, os, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", code, str(lock)], check=False).returncode == -9
    for one in CODES:
        answers[f"/{one}/list.txt"] = says(content(files, FIRST, iran_air(reference=one)))
    assert len(run("--all")) == 3
