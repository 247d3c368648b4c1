"""The official lists at the desk: their releases, what waits in them, and each entry as printed, as read and beside."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from sanctions.admin.beside import laid_out, marked
from sanctions.editing.roles import Role
from sanctions.lists.entry import Detail, Name, Restriction
from sanctions.models import Entry, Measure, OfficialList, Release, ReleaseState, Sanction, Settled
from sanctions.publishing.publish import publish
from sanctions.reconcile import companions, deciding
from tests import factories as make
from tests.sanctions.admin.entering import text_of, url
from tests.sanctions.admin.roles import a
from tests.sanctions.reconcile.lists import NOW, Desk, iran_air, ship

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = "2025-01-01", "2025-02-01", "2025-03-01"
HOSTILE = "<script>alert(1)</script>{{ 7|add:1 }}"


def fleet(number: int = 20) -> list[Any]:
    return [ship(reference=f"RUS{n}", names=(Name(f"VESSEL {n}"),), identifiers=()) for n in range(3000, 3000 + number)]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Desk:
    """A desk that follows the UK's list, and keeps its files where its pages look for them."""
    settings.ARCHIVE = tmp_path
    return Desk(tmp_path, monkeypatch)


@pytest.fixture
def held(desk: Desk) -> Release:
    """A release in which half of the ships are missing."""
    desk.released(FIRST, iran_air(), *fleet())
    return desk.released(SECOND, iran_air(names=(Name("IRAN AIR"), Name("HOMA"))), *fleet(10), ship())


def page(browser: Client, where: Any, **asked: Any) -> str:
    """A page of the desk."""
    response = browser.get(where if isinstance(where, str) else url(where, "change"), asked)
    assert response.status_code == 200, response.status_code
    return text_of(response)


def decide(browser: Client, row: Release, do: str, because: str = "The ships were scrapped.") -> str:
    """Decides, and reads the page that comes after."""
    where = reverse("admin:lists_decide", args=[row.pk])
    return text_of(browser.post(where, {"do": do, "because": because}, follow=True))


# --- Releases ---------------------------------------------------------------------------------------------------------


def test_a_held_release_comes_first_and_says_why(held: Release) -> None:
    browser = a(Role.VIEWER)
    response = browser.get(url(Release, "changelist"))
    assert [row.state for row in response.context["cl"].result_list] == ["held", "promoted"]
    assert "fewer" in text_of(response)
    assert f"{held.received_at:%Y-%m-%d %H:%M} UTC" in text_of(response), "written as on its page"
    shown = page(browser, held)
    assert "nothing of it is public" in shown
    assert "22 records" not in shown
    assert "12 records: 12 read, 0 put aside, 0 passed over. 1 new, 1 changed, 0 came back, 10 gone" in shown
    assert held.sha256 in shown
    assert 'name="do"' not in shown  # a viewer decides nothing


def test_files_that_cannot_be_read_can_only_be_rejected(held: Release) -> None:
    Release.objects.filter(pk=held.pk).update(
        format="", held_because=["it cannot be read: list.xml, line 3: breaks off"]
    )
    shown = page(a(Role.REVIEWER), held)
    assert "It cannot be read, and can only be rejected." in shown
    assert 'value="reject"' in shown
    assert 'value="let-through"' not in shown


def test_the_plan_of_a_held_release_is_shown_with_names_and_ways_to_the_entries(held: Release) -> None:
    browser = a(Role.VIEWER)
    gone = page(browser, held, what="delisted")
    assert "VESSEL 3010" in gone
    assert "VESSEL 3009" not in gone
    where = f"{reverse('admin:lists_entry')}?list=gb_fcdo&amp;reference=RUS3010"
    assert f'href="{where}"' in gone
    assert browser.get(where.replace("&amp;", "&"))["Location"] == url(Entry.objects.get(reference="RUS3010"), "change")
    assert "PORT OLYA-3" in page(browser, held, what="added")


def test_a_long_plan_is_paged(held: Release) -> None:
    held.plan["delisted"] = [[f"RUS{n}", f"VESSEL {n}"] for n in range(4000, 4150)]
    held.save()
    browser = a(Role.VIEWER)
    first, second = (page(browser, held, what="delisted", page=n) for n in (1, 2))
    assert "VESSEL 4099" in first
    assert "VESSEL 4100" not in first
    assert "VESSEL 4149" in second
    assert "None on this page" in page(browser, held, what="delisted", page="500")
    assert "VESSEL 4099" in page(browser, held, what="delisted", page="9" * 30)


def test_a_public_release_shows_what_it_did(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *fleet())
    done = desk.released(SECOND, iran_air(names=(Name("IRAN AIR"), Name("HOMA"))), *fleet(19))
    browser = a(Role.VIEWER)
    assert "VESSEL 3019" in page(browser, done, what="delisted")
    changed = page(browser, done, what="changed")
    assert "IRAN AIR" in changed
    assert "VESSEL" not in changed
    assert url(Sanction.objects.get(reference="RUS3019"), "change") in page(browser, done, what="delisted")


def test_a_reviewer_lets_a_short_release_through_and_it_is_public_at_once(held: Release) -> None:
    browser = a(Role.REVIEWER, "rita")
    assert "imported at once" in page(browser, held)
    shown = decide(browser, held, "let-through")
    held.refresh_from_db()
    assert (held.state, held.decided_by_name, held.decided_because) == ("promoted", "rita", "The ships were scrapped.")
    assert "is public" in shown
    assert "The ships were scrapped." in page(browser, held)


def test_a_long_one_is_only_recorded_and_the_page_says_what_imports_it(
    held: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "is_short", lambda row: False)
    browser = a(Role.REVIEWER)
    assert "because that takes minutes" in page(browser, held)
    shown = decide(browser, held, "let-through")
    held.refresh_from_db()
    assert held.state == ReleaseState.LET_THROUGH
    assert "manage.py release import gb_fcdo" in shown
    monkeypatch.undo()


def test_a_rejected_release_is_set_aside_with_the_reason(held: Release) -> None:
    shown = decide(a(Role.REVIEWER, "rita"), held, "reject", "Half a file.")
    held.refresh_from_db()
    assert held.state == ReleaseState.REJECTED
    assert "rita" in shown
    assert "Half a file." in shown


def test_a_decision_needs_a_reason_and_is_not_made_twice(held: Release) -> None:
    browser = a(Role.REVIEWER)
    assert "Say why" in decide(browser, held, "let-through", "")
    decide(browser, held, "reject")
    assert "is not held, but rejected" in decide(browser, held, "let-through")


def test_files_that_are_gone_are_said_and_the_decision_stays(held: Release, settings: Settings, tmp_path: Path) -> None:
    settings.ARCHIVE = tmp_path / "elsewhere"
    shown = decide(a(Role.REVIEWER), held, "let-through")
    held.refresh_from_db()
    assert held.state == ReleaseState.LET_THROUGH
    assert "could not be imported now" in shown


# --- Entries ----------------------------------------------------------------------------------------------------------


def test_an_entry_is_shown_as_printed_as_read_and_beside_the_desk(desk: Desk) -> None:
    target = make.target("Iran Air")
    case = make.sanction(target, reference="IRN0240", by_authority=make.authority("GB-FCDO"))
    publish(make.everything(), by=None, at=NOW)
    desk.released(FIRST, iran_air(unread=("Other words",), problems=("IMO number fails its check",)))
    entry = Entry.objects.get()
    browser = a(Role.VIEWER)
    shown = page(browser, entry)
    printed, rest = shown.split("As read", 1)
    read, beside = rest.split("On the desk", 1)
    assert "Restriction(" in printed
    assert "<mark>Other words</mark>" in printed
    assert "AIRLINE OF THE ISLAMIC REPUBLIC OF IRAN" in read
    assert "IMO number fails its check" in read
    assert "Iran Air" in beside
    assert url(case, "change") in beside
    assert url(target, "change") in beside
    for record in (case, target):
        assert "gb_fcdo IRN0240" in page(browser, record)
        assert f"{reverse('admin:lists_entry')}?list=gb_fcdo&amp;reference=IRN0240" in page(browser, record)


@pytest.mark.parametrize("state", ["imported", "quarantined", "ignored"])
def test_what_a_list_prints_is_never_run(desk: Desk, state: str) -> None:
    desk.released(FIRST, iran_air(), *fleet())
    hostile = iran_air(
        names=(Name(f"IRAN AIR {HOSTILE}"),), details=(Detail("remark", HOSTILE),), unread=(HOSTILE,),
        problems=(HOSTILE,), grounds=HOSTILE,
    )  # fmt: skip
    desk.released(SECOND, hostile, *fleet())
    entry = Entry.objects.get(reference="IRN0240", gone=None)
    Entry.objects.filter(pk=entry.pk).update(state=state, reason=HOSTILE, field=HOSTILE)
    Release.objects.update(
        warnings=[HOSTILE], held_because=[HOSTILE], plan={"added": [[HOSTILE, HOSTILE]]}, state="held"
    )
    browser = a(Role.REVIEWER)
    pages = [entry, Release.objects.latest("pk"), OfficialList.objects.get(uid="gb_fcdo")]
    lists = [url(model, "changelist") for model in (Entry, Release, OfficialList)]
    for where in [*pages, *lists, url(Sanction.objects.get(reference="IRN0240"), "change")]:
        shown = page(browser, where)
        assert "<script>alert" not in shown
        assert "add:1" not in shown.replace("{{ 7|add:1 }}", "").replace("%7B%7B%207%7Cadd:1", "")


def test_entries_are_found_by_reference_name_and_alias(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), ship())
    browser = a(Role.VIEWER)

    def found(term: str) -> list[str]:
        rows = browser.get(url(Entry, "changelist"), {"q": term}).context["cl"].result_list
        return [row.reference for row in rows]

    assert found("irn02") == ["IRN0240"]
    assert found("olya port") == ["RUS2000"]
    assert found("islamic republic") == ["IRN0240"]
    assert found("nobody") == []


def test_the_queues_of_entries(desk: Desk) -> None:
    rest = (ship(problems=("no such date",)), "RUS2001", *fleet())
    desk.released(FIRST, iran_air(unread=("?",)), *rest)
    desk.released(SECOND, *rest)
    browser = a(Role.VIEWER)

    def found(**asked: str) -> list[str]:
        return [row.reference for row in browser.get(url(Entry, "changelist"), asked).context["cl"].result_list]

    assert found()[:3] == ["RUS2000", "RUS2001", "RUS3000"]
    assert found(queue="put_aside") == ["RUS2001"]
    assert found(queue="unread") == []
    assert found(queue="unread", stands="before") == []
    assert found(stands="before") == ["IRN0240"]
    assert found(queue="problems", stands="ever") == ["RUS2000"]
    start = text_of(browser.get(reverse("admin:index")))
    assert "Entries put aside" in start
    assert "gb_fcdo RUS2001" in start


def test_an_unknown_word_waits_for_the_vocabulary(desk: Desk) -> None:
    desk.released(FIRST, "RUS2001", ship())
    shown = page(a(Role.REVIEWER), Entry.objects.get(reference="RUS2001"))
    assert "SanctionsImposed" in shown
    assert "Exile" in shown
    assert "sanctions/vocabulary/" in shown
    assert "Which party is it?" not in shown


def test_a_reviewer_says_which_party_it_is(desk: Desk) -> None:
    desk.released(FIRST, iran_air(), *fleet())
    desk.released(SECOND, iran_air(names=(Name("HOMA AVIATION"),)), *fleet())
    entry = Entry.objects.get(gone=None, reference="IRN0240")
    editor, reviewer = a(Role.EDITOR), a(Role.REVIEWER, "rita")
    assert "Which party is it?" not in page(editor, entry)
    shown = page(reviewer, entry)
    assert "HOMA AVIATION" in shown
    assert "Which party is it?" in shown
    where = reverse("admin:lists_settle", args=[entry.pk])
    assert "Say what shows it" in text_of(reviewer.post(where, {"says": "same", "because": " "}, follow=True))
    assert "Say whether" in text_of(reviewer.post(where, {"says": "both", "because": "x"}, follow=True))
    shown = text_of(reviewer.post(where, {"says": "same", "because": "The notice."}, follow=True))
    assert "The next import of the list goes by it" in shown
    entry.refresh_from_db()
    assert (entry.settled, entry.settled_by_name, entry.settled_because) == (Settled.SAME, "rita", "The notice.")
    assert "rita said on" in page(editor, entry)
    assert "Entries put aside" not in [card.title for card in editor.get(reverse("admin:index")).context["cards"]]


def test_a_draft_that_bears_the_reference_is_named(desk: Desk) -> None:
    case = make.sanction(make.target("Iran Air"), reference="IRN0240", by_authority=make.authority("GB-FCDO"))
    desk.released(FIRST, iran_air(), *fleet())
    assert url(case, "change") in page(a(Role.VIEWER), Entry.objects.get(reference="IRN0240"))


def test_a_record_is_laid_out_without_a_change_but_white_space() -> None:
    assert laid_out("<a><b>x y</b><c/></a>") == "<a>\n<b>x y</b>\n<c/>\n</a>"
    assert laid_out('{"a":["é"]}') == '{\n "a": [\n  "é"\n ]\n}'
    assert laid_out("{half") == "{half"
    assert list(marked("one two three", ["two", "x", "four"])) == [("one ", False), ("two", True), (" three", False)]


# --- Lists and companions ---------------------------------------------------------------------------------------------


def test_a_list_shows_what_waits_in_it_and_that_it_was_closed(held: Release, desk: Desk) -> None:
    browser = a(Role.VIEWER)
    row = browser.get(url(OfficialList, "changelist")).context["cl"].result_list[0]
    assert (row.counts["imported"], row.are_held, row.put_aside) == (21, 1, None)
    row.closed_on = "2026-01-28"
    row.save()
    shown = page(browser, row)
    assert "Closed by its keeper on 2026-01-28" in shown
    assert "That delists nobody" in shown


def test_companion_measures_are_worked_off_on_one_page(desk: Desk) -> None:
    target = make.target("Iran Air", kind="person")
    case = make.sanction(target, reference="EU.1", by_authority=make.authority("EU-COUNCIL"), types=["travel_ban"])
    publish(make.everything(), by=None, at=NOW)
    frozen = {"measures": (Restriction("asset_freeze"),), "sanction_kind": "listed", "identifiers": ()}
    others = [ship(reference=f"EU.{n}", names=(Name(f"VESSEL {n}"),), **frozen) for n in range(3000, 3020)]
    desk.take(desk.files.release(FIRST, iran_air(reference="EU.1", kind="person"), *others), "eu_fsf")
    desk.take(desk.files.release(SECOND, *others), "eu_fsf")
    editor, where = a(Role.EDITOR, "anna"), reverse("admin:lists_companions")
    assert "Companion measures open" in [card.title for card in editor.get(reverse("admin:index")).context["cards"]]
    shown = page(editor, where)
    assert "Travel ban" in shown
    assert url(case, "change") in shown
    assert url(Entry.objects.get(reference="EU.1"), "change") in shown
    assert a(Role.VIEWER).post(where, {"case": case.uid, "because": "x"}).status_code == 403
    assert companions.measures().get() == Measure.objects.get(type="travel_ban")
    assert "Nothing waits" in text_of(editor.post(where, {"case": case.uid, "because": "Annex I."}, follow=True))
    assert "confirmed to stand" in page(editor, url(case, "history")).lower()


def test_the_lists_cost_as_many_queries_however_long_they_are(desk: Desk) -> None:
    browser = a(Role.VIEWER)
    numbers = []
    for dated, ships in ((FIRST, 2), (SECOND, 30)):
        desk.released(dated, *fleet(ships), *(f"RUS9{n}" for n in range(ships)))
        counted = []
        for where in (Entry, Release, OfficialList):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert browser.get(url(where, "changelist")).status_code == 200
            counted.append(len(queries))
        for row in (Entry.objects.filter(state="imported").latest("pk"), Release.objects.latest("pk")):
            with CaptureQueriesContext(connection) as queries:
                page(browser, row)
            counted.append(len(queries))
        numbers.append(counted)
    assert numbers[0] == numbers[1]
    assert max(numbers[1]) < 30


@pytest.mark.once
@pytest.mark.parametrize("asked", ["", "queue=unread", "queue=problems", "queue=put_aside", "stands=ever"])
def test_no_queue_of_entries_is_put_in_order_row_by_row(desk: Desk, asked: str) -> None:
    """The rows hold the text of their records: sorting a hundred thousand of them takes seconds."""
    desk.released(FIRST, iran_air())
    rows = a(Role.VIEWER).get(f"{url(Entry, 'changelist')}?{asked}").context["cl"].queryset
    assert "TEMP B-TREE" not in rows[:50].explain()
