"""When what a release shows for the first time may have happened: between two releases, whatever was put aside."""

from datetime import date
from typing import Any

import pytest

from sanctions.lists.entry import Dated, Entry, LegalBasis, Name, Restriction
from sanctions.models import Event, Sanction
from sanctions.publishing.publish import publish
from sanctions.reconcile import deciding
from sanctions.reconcile.importing import Way
from sanctions.reconcile.lives import Seen
from tests import factories as f
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air, ship
from tests.sanctions.reconcile.test_importing import shown

FIRST, SECOND, THIRD, FOURTH = "2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"
FLEET = [ship(reference=f"RUS{n}", names=(Name(f"VESSEL {n}"),), identifiers=()) for n in range(3000, 3012)]


def steps(reference: str = "IRN0240") -> list[tuple[str, str, str]]:
    """What happened to the measures of an entry, in order."""
    events = Event.objects.exclude(measure=None).filter(entry=reference).order_by("pk")
    return list(events.values_list("kind", "done_on", "done_basis"))


def undated(**fields: Any) -> Entry:
    return iran_air(measures=(Restriction("asset_freeze"),), **fields)


@pytest.mark.parametrize(
    ("last", "day", "not_before", "seen"),
    [
        (None, "2025-02-01", "", "/2025-02-01"),
        ("2025-01-01", "2025-02-01", "", "2025-01-01/2025-02-01"),
        ("2025-02-01", "2025-02-01", "", "2025-02-01"),
        (None, "2025-02-01", "2024-09-10", "2024-09-10/2025-02-01"),
        ("2025-01-01", "2025-02-01", "2024-09-10", "2025-01-01/2025-02-01"),
        ("2025-01-01", "2025-02-01", "2025-02-01", "2025-02-01"),
        ("2025-02-01", "2025-02-01", "2025-01-15", "2025-02-01"),
    ],
)
def test_what_is_new_happened_after_the_last_release_and_on_the_day_itself_where_that_is_of_the_same_day(
    last: str | None, day: str, not_before: str, seen: str
) -> None:
    found = Seen(date.fromisoformat(last) if last else None, date.fromisoformat(day))
    assert found.after(not_before) == seen


def test_who_left_and_came_back_on_the_day_of_the_last_release_did_so_on_that_day(desk: Desk) -> None:
    long_ago = iran_air(measures=(Restriction("asset_freeze", Dated("2011-03-21")),))
    desk.released(FIRST, long_ago, *FLEET)
    desk.released(FIRST, *FLEET)
    desk.released(SECOND, long_ago, *FLEET)
    assert steps() == [
        ("entered_into_force", "2011-03-21", "stated"),
        ("delisted", FIRST, "first_seen"),
        ("reimposed", f"{FIRST}/{SECOND}", "first_seen"),
    ]
    in_force = ("IRAN AIR", "asset_freeze", "in_force")
    assert in_force in shown("2024-12-31", certain=True)
    assert in_force not in shown("2025-01-15", certain=True)
    assert in_force in shown(SECOND, certain=True)


@pytest.mark.parametrize("printed", ["2011-03-21", "2025-01-20", "2025", SECOND])
def test_a_return_is_never_dated_before_the_ending_it_follows(desk: Desk, printed: str) -> None:
    entry = iran_air(measures=(Restriction("asset_freeze", Dated(printed)),))
    desk.released(FIRST, entry, *FLEET)
    desk.released(SECOND, *FLEET)
    desk.released(THIRD, entry, *FLEET)
    # One who left by 1 February may have come back on that very day, where the list prints it.
    assert steps()[-1][:2] == ("reimposed", printed if printed == SECOND else f"{SECOND}/{THIRD}")


def test_an_entry_that_was_put_aside_at_first_began_like_its_neighbours(desk: Desk) -> None:
    desk.released(FIRST, "IRN0240", *FLEET)
    desk.released(SECOND, undated(), *FLEET)
    assert steps() == [("entered_into_force", f"/{FIRST}", "first_seen")]
    assert Sanction.objects.get(reference="IRN0240").programme_links.get().since == f"/{FIRST}"


def test_an_entry_that_was_put_aside_when_it_came_began_between_the_releases_around_its_coming(desk: Desk) -> None:
    desk.released(FIRST, *FLEET)
    desk.released(SECOND, "IRN0240", *FLEET)
    desk.released(THIRD, "IRN0240", *FLEET, ship())
    desk.released(FOURTH, undated(), *FLEET, ship())
    assert steps() == [("entered_into_force", f"{FIRST}/{SECOND}", "first_seen")]


def test_what_changed_while_an_entry_was_put_aside_changed_since_it_was_last_read(desk: Desk) -> None:
    desk.released(FIRST, undated(), *FLEET)
    desk.released(SECOND, "IRN0240", *FLEET)
    both = (Restriction("asset_freeze"), Restriction("trust_services_ban"))
    programmes = (LegalBasis("RUSSIA"),)
    desk.released(THIRD, iran_air(measures=both, programmes=programmes), *FLEET)
    assert steps()[-1] == ("entered_into_force", f"{FIRST}/{THIRD}", "first_seen")
    links = Sanction.objects.get(reference="IRN0240").programme_links
    assert set(links.values_list("since", "until")) == {
        (f"/{FIRST}", f"{FIRST}/{THIRD}"),
        (f"{FIRST}/{THIRD}", ""),
    }


def test_an_entry_whose_reference_two_records_bore_began_when_they_came(desk: Desk) -> None:
    twins = (undated(), undated(grounds="In other words."))
    held = desk.released(FIRST, *twins, *FLEET)
    deciding.let_through(held, by=f.user("rita"), at=desk.now, because="Their fault.")
    deciding.import_again(held, at=desk.now, folder=desk.folder, way=Way(exclusive=True))
    desk.released(SECOND, undated(), *FLEET)
    assert steps() == [("entered_into_force", f"/{FIRST}", "first_seen")]


def test_an_entry_that_waited_for_an_editors_draft_began_when_it_came(desk: Desk) -> None:
    authority, target = f.authority("GB-FCDO"), f.target("Iran Air")
    case = f.sanction(target, reference="IRN0240", by_authority=authority)
    publish([authority], by=None, at=NOW)
    desk.released(FIRST, undated(), *FLEET)
    documents = [one for one in f.everything() if one.kind_name in ("publisher", "document")]
    publish([*documents, target, case], by=None, at=desk.now)
    desk.released(SECOND, undated(), *FLEET)
    assert steps() == [("entered_into_force", f"/{FIRST}", "first_seen")]


@pytest.fixture
def un(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk that follows a list which prints the day of the first listing for ever."""
    return Desk(desk.folder, monkeypatch, "un_sc")


def listed(reference: str = "IRe.001") -> Entry:
    return undated(reference=reference, listed=Dated("2006-12-23"), sanction_kind="listed")


def test_an_entry_that_no_release_had_for_long_has_come_back(un: Desk) -> None:
    un.released(FIRST, *FLEET)
    un.released(SECOND, listed(), *FLEET)
    assert steps("IRe.001") == [
        ("entered_into_force", "2006-12-23", "stated"),
        ("delisted", f"2006-12-23/{FIRST}", "inferred"),
        ("reimposed", f"{FIRST}/{SECOND}", "first_seen"),
    ]


def test_an_entry_that_was_put_aside_has_not_been_away(un: Desk) -> None:
    un.released(FIRST, "IRe.001", *FLEET)
    un.released(SECOND, "IRe.001", ship(), *FLEET)
    un.released(THIRD, listed(), ship(), *FLEET)
    assert steps("IRe.001") == [("entered_into_force", "2006-12-23", "stated")]


def test_an_entry_that_came_back_and_was_put_aside_came_back_when_it_was_put_aside(un: Desk) -> None:
    un.released(FIRST, *FLEET)
    un.released(SECOND, "IRe.001", *FLEET)
    un.released(THIRD, listed(), *FLEET)
    assert steps("IRe.001")[1:] == [
        ("delisted", f"2006-12-23/{FIRST}", "inferred"),
        ("reimposed", f"{FIRST}/{SECOND}", "first_seen"),
    ]
