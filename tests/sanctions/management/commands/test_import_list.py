"""`import_list` reports in one line, and a file that cannot be read changes nothing."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from sanctions.models import Edition, Release, Sanction

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
    last = run("gb_fcdo", release).splitlines()[-1]
    assert last.startswith(f"{cases} records, {cases} imported, 0 quarantined, 0 ignored, {cases} added, 0 changed")
    assert Sanction.objects.count() == cases
    assert Edition.objects.filter(kind="sanction").count() == cases
    assert (archive / Release.objects.get().archived).exists()
    again = run("gb_fcdo", release)
    assert "public already" in again
    assert f"{cases} unchanged" in again


def test_a_plan_is_shown_without_anything_being_done(release: Path) -> None:
    assert "added: " in run("gb_fcdo", release, "--dry-run")
    assert not Release.objects.exists()
    assert not Sanction.objects.exists()


def test_a_release_can_be_known_since_the_day_it_is_of(release: Path) -> None:
    run("gb_fcdo", release, "--backdate")
    known = set(Edition.objects.filter(kind="sanction").values_list("known_from", flat=True))
    assert {moment.date() for moment in known} == {Release.objects.get().dated}


@pytest.mark.parametrize(
    ("code", "content", "reason"),
    [
        ("gb_fcd0", b"", "gb_fcd0: “gb_fcd0” is no list that Interdict reads"),
        ("gb_fcdo", b"", "gb_fcdo: uk.xml is empty"),
        ("gb_fcdo", b"<html>Sign in</html>", "gb_fcdo: uk.xml is not UK Sanctions List: it begins as a web page"),
        ("gb_fcdo", b"<Designations><DateGenerated>24/02/2026</DateGenerated><Designation>", "gb_fcdo: uk.xml, line 1"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_changes_nothing(
    tmp_path: Path, code: str, content: bytes, reason: str
) -> None:
    (tmp_path / "uk.xml").write_bytes(content)
    with pytest.raises(CommandError) as refused:
        run(code, tmp_path / "uk.xml")
    assert reason in str(refused.value).replace("uk.xml: is", "uk.xml is")
    assert not Release.objects.exists()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.xml"):
        run("gb_fcdo", tmp_path / "nowhere.xml")


def test_a_held_release_fails_with_what_was_found(release: Path, tmp_path: Path) -> None:
    run("gb_fcdo", release)
    text = release.read_text()
    first = text.index("<Designation>")
    shrunk = text[: text.index("</Designation>", first) + len("</Designation>")] + "</Designations>"
    (tmp_path / "shrunk.xml").write_text(shrunk)
    with pytest.raises(CommandError, match=r"(?s)is held, and nothing public changed:\n- it has 1 entries"):
        run("gb_fcdo", tmp_path / "shrunk.xml")
