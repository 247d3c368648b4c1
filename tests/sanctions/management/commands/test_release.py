"""Deciding of held releases from the command line."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from pytest_django import Settings

from sanctions.editing.roles import Role, appoint
from sanctions.lists.entry import Name
from sanctions.models import Entry, Release, ReleaseState, Sanction, Settled
from sanctions.reconcile import deciding, parties
from tests import factories as f
from tests.sanctions.reconcile.lists import Desk, iran_air
from tests.sanctions.reconcile.test_deciding import fleet, let_through

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"


@pytest.fixture
def desk(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Desk:
    """A desk that follows the UK's list, with a reviewer."""
    settings.ARCHIVE = tmp_path
    appoint(f.user("rita"), Role.REVIEWER)
    appoint(f.user("anna"), Role.EDITOR)
    return Desk(tmp_path, monkeypatch)


@pytest.fixture
def held(desk: Desk) -> Release:
    """A release in which half of the ships are missing."""
    desk.released(FIRST, *fleet())
    return desk.released(SECOND, *fleet(10))


def run(*words: str) -> str:
    out = StringIO()
    call_command("release", *words, "--exclusive", stdout=out)
    return out.getvalue()


def decided(what: str, *words: str, by: str = "rita") -> str:
    return run(what, "gb_fcdo", "--by", by, "--because", "The ships were scrapped.", *words)


def test_it_says_what_is_held_and_why(desk: Desk) -> None:
    assert run("held") == "Nothing is held.\n"
    desk.released(FIRST, *fleet())
    desk.released(SECOND, *fleet(10))
    shown = run("held")
    assert "gb_fcdo of 2025-02-01" in shown
    assert "50 % fewer" in shown


def test_what_is_let_through_is_imported_at_once(held: Release) -> None:
    shown = decided("let-through")
    held.refresh_from_db()
    assert (held.state, held.decided_by_name) == (ReleaseState.PROMOTED, "rita")
    assert "10 delisted" in shown


def test_what_is_rejected_is_set_aside(held: Release) -> None:
    assert decided("reject") == "gb_fcdo of 2025-02-01: rejected.\n"
    with pytest.raises(CommandError, match=r"No release of gb_fcdo is held\."):
        decided("reject")


@pytest.mark.parametrize("by", ["", "anna", "nobody"])
def test_only_a_reviewer_decides(held: Release, by: str) -> None:
    with pytest.raises(CommandError, match="Nothing was changed"):
        decided("let-through", by=by)
    held.refresh_from_db()
    assert held.state == ReleaseState.HELD


def test_a_reviewer_who_has_left_decides_nothing(held: Release) -> None:
    User.objects.filter(username="rita").update(is_active=False)
    with pytest.raises(CommandError, match="rita is no account"):
        decided("let-through")


def test_of_several_one_is_named_by_its_day(held: Release, desk: Desk) -> None:
    desk.released(THIRD, *fleet(8))
    with pytest.raises(CommandError, match="say which with --dated"):
        decided("reject")
    decided("reject", "--dated", THIRD)
    assert set(Release.objects.values_list("dated__month", "state")) == {(1, "promoted"), (2, "held"), (3, "rejected")}


def test_a_run_by_cron_imports_what_was_let_through_on_the_desk(held: Release, desk: Desk) -> None:
    let_through(desk, held)
    assert "gb_fcdo of 2025-02-01: public" in run("import")
    assert run("import") == "Nothing waits to be imported.\n"


def test_what_is_held_again_fails_and_says_what_to_do(held: Release, desk: Desk) -> None:
    let_through(desk, held)
    desk.released(THIRD, *fleet())
    with pytest.raises(CommandError, match="older than the last") as refused:
        run("import", "gb_fcdo")
    assert "manage.py release let-through gb_fcdo" in str(refused.value)


def test_the_last_release_is_read_again_with_what_was_said_since(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *fleet())
    desk.released(SECOND, iran_air(names=(Name("HOMA AVIATION"),)), *fleet())
    row = Entry.objects.get(state="quarantined")
    parties.settle(row, says=Settled.SAME, by=f.user("rita"), at=desk.now, because="The notice.")
    assert "1 changed" in run("again", "gb_fcdo")
    assert Sanction.objects.get(reference="IRN0240").target.label == "HOMA AVIATION"


def test_a_list_is_named_where_one_must_be(desk: Desk) -> None:
    with pytest.raises(CommandError, match="Name the list"):
        run("again")
    with pytest.raises(CommandError, match="No release of gb_fcdo is public"):
        run("again", "gb_fcdo")
    assert list(deciding.to_import()) == []
