"""`import_list` reports in one line, and a file that cannot be read changes nothing."""

import errno
import re
import zipfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from pytest_django import Settings

from sanctions.models import Edition, Release, Sanction
from sanctions.publishing.publish import publish
from sanctions.reconcile import deciding, importing
from sanctions.reconcile.apply import Applying
from tests import factories as make
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air

CUT = Path(__file__).parents[2] / "lists" / "cuts" / "gb_fcdo"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def archive(settings: Settings, tmp_path: Path) -> Path:
    settings.ARCHIVE = kept = tmp_path / "archive"
    return kept


@pytest.fixture
def release() -> Path:
    """Some real entries of the UK's list."""
    return next(path for path in sorted(CUT.glob("*.xml")) if "full-schema" not in path.name)


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_list", *map(str, arguments), "--exclusive", stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_release_is_imported_and_the_report_ends_with_its_numbers(release: Path, archive: Path) -> None:
    cases = release.read_text().count("</Designation>")
    assert cases
    assert run("gb_fcdo", release).splitlines()[-1] == line(cases, added=cases)
    assert Sanction.objects.count() == cases
    assert Edition.objects.filter(kind="sanction").count() == cases
    assert (archive / Release.objects.get().archived).exists()
    again = run("gb_fcdo", release)
    assert "public already" in again
    assert again.splitlines()[-1] == line(cases, unchanged=cases)


def test_the_report_says_how_many_cases_editors_had_entered(release: Path) -> None:
    reference = release.read_text().partition("<UniqueID>")[2].partition("<")[0]
    make.sanction(make.target("Iran Air"), reference=reference, by_authority=make.authority("GB-FCDO"))
    publish(make.everything(), by=None, at=datetime(2026, 1, 1, tzinfo=UTC))
    assert run("gb_fcdo", release).splitlines()[-2].startswith("1 of the new entries stand on cases that editors had")


def line(records: int, **counts: int) -> str:
    """The line that ends a report of a file in which everything is understood."""
    numbers = {"records": records, "imported": records, "quarantined": 0, "ignored": 0, "added": 0, "changed": 0,
               "delisted": 0, "relisted": 0, "unchanged": 0} | counts  # fmt: skip
    return ", ".join(f"{number} {name}" for name, number in numbers.items())


def test_a_plan_is_shown_without_anything_being_done(release: Path) -> None:
    shown = run("gb_fcdo", release, "--dry-run")
    cases = release.read_text().count("</Designation>")
    assert "added: " in shown
    assert shown.splitlines()[-1] == line(cases, added=cases)
    assert not Release.objects.exists()
    assert not Sanction.objects.exists()


def test_a_release_can_be_known_since_the_day_it_is_of(release: Path) -> None:
    run("gb_fcdo", release, "--backdate")
    known = set(Edition.objects.filter(kind="sanction").values_list("known_from", flat=True))
    assert {moment.date() for moment in known} == {Release.objects.get().dated}


def test_a_file_that_is_not_there_is_named_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        run("gb_fcdo", tmp_path / "uk.xml")
    assert str(refused.value) == f"gb_fcdo: {tmp_path / 'uk.xml'}: there is no such file or folder"


@pytest.mark.parametrize("beside", ["readme.txt", "another.xml"])
def test_a_folder_of_more_than_one_release_points_to_backfill(tmp_path: Path, release: Path, beside: str) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "a.xml").write_bytes(release.read_bytes())
    assert "added" in run("gb_fcdo", folder, "--dry-run"), "a folder of one release"
    (folder / beside).write_bytes(release.read_bytes() if beside.endswith(".xml") else b"about")
    with pytest.raises(CommandError) as refused:
        run("gb_fcdo", folder)
    first, second = sorted(["a.xml", beside])
    assert str(refused.value) == (
        f"gb_fcdo: lists: holds 2 files ({first}, {second}), which are not one release of UK Sanctions List. "
        "It must hold one release and nothing else; manage.py backfill gb_fcdo FOLDER imports several."
    )
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "uk.xml: is empty"),
        (b"<html>Sign in</html>", "uk.xml: is not UK Sanctions List: got a web page (text/html)"),
        (b"<Designations><DateGenerated>24/02/2026</DateGenerated><Designation>", "uk.xml, line 1"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_kept_as_held_and_changes_nothing(
    tmp_path: Path, archive: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "uk.xml").write_bytes(content)
    with pytest.raises(CommandError, match=f"^gb_fcdo: {re.escape(reason)}"):
        run("gb_fcdo", tmp_path / "uk.xml", "--dry-run")
    assert not Release.objects.exists()
    for _ in range(2):
        with pytest.raises(CommandError, match=f"^gb_fcdo: {re.escape(reason)}"):
            run("gb_fcdo", tmp_path / "uk.xml")
    row = Release.objects.get()
    assert (row.state, row.format, row.size) == ("held", "", len(content))
    (because,) = row.held_because
    assert because.startswith(f"it cannot be read: {reason}")
    assert (archive / row.archived).exists()
    assert not Sanction.objects.exists()


def test_a_file_that_cannot_be_read_keeps_no_other_from_being_imported(tmp_path: Path, release: Path) -> None:
    (tmp_path / "uk.xml").write_bytes(b"<html>Sign in</html>")
    for _ in range(2):
        with pytest.raises(CommandError):
            run("gb_fcdo", tmp_path / "uk.xml")
        run("gb_fcdo", release)
    assert list(Release.objects.order_by("pk").values_list("state", flat=True)) == ["held", "promoted"]
    told = StringIO()
    call_command("release", "held", stdout=told)
    assert "it cannot be read: uk.xml: is not UK Sanctions List: got a web page" in told.getvalue()
    row = Release.objects.get(state="held")
    with pytest.raises(ValueError, match="cannot be read, and can only be rejected"):
        deciding.let_through(row, by=make.user("rita"), at=NOW, because="It is right.")
    assert deciding.reject(row, by=make.user("ben"), at=NOW, because="A web page.").state == "rejected"
    with pytest.raises(CommandError, match="got a web page"):
        run("gb_fcdo", tmp_path / "uk.xml")
    assert Release.objects.count() == 2


def test_what_is_too_large_is_not_kept(tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_KEPT", 10)
    (tmp_path / "uk.xml").write_bytes(b"<html>Sign in</html>")
    with pytest.raises(CommandError):
        run("gb_fcdo", tmp_path / "uk.xml")
    assert (Release.objects.get().archived, archive.exists()) == ("", False)


def test_an_unknown_list_is_named(tmp_path: Path) -> None:
    (tmp_path / "uk.xml").write_bytes(b"")
    with pytest.raises(CommandError, match="gb_fcd0: “gb_fcd0” is no list that Interdict reads"):
        run("gb_fcd0", tmp_path / "uk.xml")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.xml"):
        run("gb_fcdo", tmp_path / "nowhere.xml")


def test_a_held_release_fails_with_what_was_found(release: Path, tmp_path: Path) -> None:
    run("gb_fcdo", release)
    text = release.read_text()
    first = text.index("<Designation>")
    shrunk = text[: text.index("</Designation>", first) + len("</Designation>")] + "</Designations>"
    (tmp_path / "shrunk.xml").write_text(shrunk)
    out = StringIO()
    with pytest.raises(CommandError, match=r"(?s)is held, and nothing public changed:\n- it has 1 entries"):
        call_command("import_list", "gb_fcdo", str(tmp_path / "shrunk.xml"), "--exclusive", stdout=out)
    assert out.getvalue().splitlines()[-1].startswith("1 records, 1 imported, 0 quarantined, 0 ignored, 0 added")
    assert "would be held: it has 1 entries" in run("gb_fcdo", tmp_path / "shrunk.xml", "--dry-run")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "Name a list, or say --all"),
        (("gb_fcdo", "--all"), "Name a list, or say --all"),
        (("--all", "--as-at", "2025-01-01"), "--as-at dates one file"),
        (("gb_ofsi_conlist",), "was closed on 2026-01-28: name the file"),
        (("gb_fcdo", "http://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml"), "is not where this list is"),
        (("gb_fcdo", "file:///etc/passwd"), "file:///etc/passwd is not where this list is fetched from"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(arguments: tuple[str, ...], reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        run(*arguments)


def test_a_file_that_says_its_day_is_not_dated_otherwise(release: Path) -> None:
    told = StringIO()
    call_command("import_list", "gb_fcdo", str(release), "--as-at", "2001-01-01", "--exclusive", stderr=told)
    assert f"it says itself that it is of {Release.objects.get().dated}; 2001-01-01 is not heeded" in told.getvalue()


@pytest.fixture
def undated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that does not say of which day it is, one entry of which is put aside."""
    files = Desk(tmp_path, monkeypatch).files
    path = tmp_path / "list.txt"
    path.write_bytes(files.release("", iran_air(), "RUS2001")["list.txt"])
    return path


def told(*arguments: object) -> tuple[list[str], str]:
    out, warned = StringIO(), StringIO()
    call_command("import_list", *map(str, arguments), "--exclusive", stdout=out, stderr=warned)
    return out.getvalue().splitlines(), warned.getvalue()


def test_a_file_that_says_no_day_is_dated_aloud(undated: Path) -> None:
    today = datetime.now(UTC).date()
    said = f"warning: dated {today}, since neither the file nor --as-at says of which day it is\n"
    shown, warned = told("gb_fcdo", undated, "--dry-run")
    assert (shown[1], warned) == (f"gb_fcdo of {today}", said)
    shown, warned = told("gb_fcdo", undated, "--dry-run", "--as-at", "2024-02-10")
    assert (shown[1], warned) == ("gb_fcdo of 2024-02-10", "")
    assert told("gb_fcdo", undated)[1] == said


@pytest.mark.parametrize("aside", [(), ("RUS2001",)])
def test_of_the_very_files_again_nothing_wrong_is_said(
    undated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, aside: tuple[str, ...]
) -> None:
    files = Desk(tmp_path, monkeypatch).files
    undated.write_bytes(files.release("", iran_air(), *aside)["list.txt"])
    told("gb_fcdo", undated, "--as-at", "2024-02-10")
    shown, warned = told("gb_fcdo", undated, "--as-at", "2024-02-20")
    assert ("These very files are public already." in shown, warned) == (True, "")
    assert str(Release.objects.get().stood_until) == "2024-02-20"


@pytest.mark.parametrize("option", [(), ("--dry-run",)])
def test_what_is_put_aside_is_named_with_the_field_and_the_reason(undated: Path, option: tuple[str, ...]) -> None:
    shown, _ = told("gb_fcdo", undated, *option)
    assert shown[0] == (
        "put aside: RUS2001: SanctionsImposed: “Exile” is no word of measure_types that this list is known to use"
    )


def test_only_the_first_that_are_put_aside_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = Desk(tmp_path, monkeypatch).files
    content = files.release("2025-01-01", iran_air(), *(f"RUS{n}" for n in range(2000, 2015)))["list.txt"]
    (tmp_path / "list.txt").write_bytes(content)
    lines = [line for line in told("gb_fcdo", tmp_path / "list.txt", "--dry-run")[0] if line.startswith("put aside")]
    assert (len(lines), lines[-1]) == (11, "put aside: … and 5 more; the desk shows them")


def test_a_day_that_is_yet_to_come_or_is_none_is_refused_in_words(undated: Path) -> None:
    with pytest.raises(CommandError, match=r"^--as-at 2062-03-18: that day is yet to come\.$"):
        run("gb_fcdo", undated, "--as-at", "2062-03-18")
    with pytest.raises(CommandError, match="“2025-13-01” is not a day: 2025-01-31"):
        run("gb_fcdo", undated, "--as-at", "2025-13-01")


def test_nothing_is_imported_before_the_database_has_its_shape(release: Path, settings: Settings) -> None:
    settings.MIGRATION_MODULES = {}  # this database was made from the models: no migration is noted in it
    with pytest.raises(CommandError, match=r"Migrations are not applied, so nothing is imported: .*\. Run manage.py"):
        run("gb_fcdo", release)
    assert not Release.objects.exists()


def test_a_release_that_was_rejected_is_not_imported_again(release: Path) -> None:
    run("gb_fcdo", release)
    row = Release.objects.get()
    Release.objects.update(state="rejected", decided_by_name="reviewer", decided_at=row.received_at)
    with pytest.raises(CommandError, match="was rejected by reviewer on 20"):
        run("gb_fcdo", release)


@pytest.mark.parametrize("where", ["archive", "database"])
def test_a_full_disk_is_told_and_changes_nothing_and_the_next_run_is_whole(
    release: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*_: object, **__: object) -> None:
        if where == "archive":
            raise OSError(errno.ENOSPC, "No space left on device")
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        if where == "archive":
            patched.setattr(zipfile.ZipFile, "writestr", full)
        else:
            patched.setattr(Applying, "take", full)
        with pytest.raises(CommandError, match=r"gb_fcdo: .*(No space left on device|disk is full)"):
            run("gb_fcdo", release)
    assert not Edition.objects.filter(kind="sanction").exists()
    cases = release.read_text().count("</Designation>")
    assert run("gb_fcdo", release).splitlines()[-1] == line(cases, added=cases)
    assert Edition.objects.filter(kind="sanction").count() == cases
