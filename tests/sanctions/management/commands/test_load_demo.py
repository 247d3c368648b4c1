import json
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from articles.models import Document, Journal, Publisher
from sanctions.editing.save import delete, save
from sanctions.management.commands.load_demo import FOLDER
from sanctions.models import FOREVER, Authority, Edition, Measure, Publication, Sanction, Target
from sanctions.publishing.verify import verify
from sanctions.publishing.withdraw import withdraw

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 12, 1, tzinfo=UTC)


def row(model: str, uid: str, **fields: Any) -> dict[str, Any]:
    return {"model": model, "fields": {"uid": uid, **fields}}


FIRST = [
    row("articles.publisher", "press", name="The Daily Example"),
    row("articles.document", "report", kind="news", title="A report", publisher=["press"]),
    row("articles.passage", "words", document=["report"], quote="they announced it"),
    row("sanctions.authority", "GB", name="United Kingdom", kind="state"),
    row("sanctions.target", "iran", kind="state", country="IR"),
    row("sanctions.name", "name", target=["iran"], full="Iran", is_display=True),
    row("sanctions.sanction", "case", authority=["GB"], target=["iran"], kind="bilateral"),
    row("sanctions.measure", "air", sanction=["case"], type="air_services_termination"),
    row("sanctions.citation", "cite", passage=["words"], measure=["air"]),
    row("sanctions.event", "said", sanction=["case"], measure=["air"], kind="announced", done_on="2024-09-10",
        done_basis="stated"),
]  # fmt: skip
SECOND = [
    row("sanctions.measure", "air", sanction=["case"], type="air_services_termination", notice="P12M"),
    row("sanctions.target", "airline", kind="company"),
    row("sanctions.name", "airname", target=["airline"], full="Example Air", is_display=True),
    row("sanctions.affected", "affected", sanction=["case"], target=["airline"], role="operational"),
]
DAYS = (datetime(2024, 9, 10, 12, tzinfo=UTC), datetime(2024, 9, 12, 12, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "2024-09-10-announced.json", FIRST)
    write(tmp_path, "2024-09-12-notice.json", SECOND)
    return tmp_path


def write(folder: Path, name: str, rows: Any) -> None:
    (folder / name).write_text(json.dumps(rows), encoding="utf-8")


def load(folder: Path) -> str:
    out = StringIO()
    call_command("load_demo", "--from", str(folder), stdout=out)
    return out.getvalue()


def history(uid: str) -> list[datetime]:
    """When each edition of a record became known."""
    return list(Edition.objects.filter(uid=uid).order_by("number").values_list("known_from", flat=True))


def state() -> tuple[int, int, int]:
    return Publication.objects.count(), Edition.objects.count(), Journal.objects.count()


def test_each_day_is_one_publication_known_from_that_day(folder: Path) -> None:
    assert "6 records in 2 publications" in load(folder)
    assert history("case") == list(DAYS)
    assert (history("iran"), history("airline")) == ([DAYS[0]], [DAYS[1]])
    first, second = Edition.objects.filter(uid="case").order_by("number")
    assert json.loads(first.document)["measures"][0]["notice"] == ""
    assert json.loads(second.document)["measures"][0]["notice"] == "P12M"
    assert list(verify()) == [1, 2]


def test_publishing_leaves_a_line_in_the_journal_of_each_record(folder: Path) -> None:
    load(folder)
    assert set(Journal.objects.filter(event="published").values_list("record_uid", flat=True)) >= {"case", "airline"}


def test_loading_again_changes_nothing(folder: Path) -> None:
    load(folder)
    before = state()
    assert "nothing to do" in load(folder)
    assert state() == before


def test_what_an_editor_changed_stays_changed_and_unpublished(folder: Path) -> None:
    load(folder)
    target = Target.get("iran")
    name = target.names.get()
    name.full = "Islamic Republic of Iran"
    save(target, facts=[name], by=None, at=NOW, via="admin", expected=0)
    write(folder, "2024-09-13-more.json", [row("sanctions.name", "more", target=["iran"], kind="alias", full="IRI")])
    before = state()
    load(folder)
    assert [one.full for one in Target.get("iran").names.all()] == ["Islamic Republic of Iran"]
    assert state() == before


def test_what_an_editor_deleted_stays_away_with_all_that_names_it(folder: Path) -> None:
    write(folder, "2024-09-13-more.json", [row("sanctions.authority", "FR", name="France", kind="state")])
    load(folder)
    withdraw([Authority.get("FR")], by=None, at=NOW, because="not needed")
    delete(Authority.get("FR"), by=None, at=NOW, via="admin", expected=0)
    write(
        folder,
        "2024-09-14-more.json",
        [row("sanctions.act", "act", kind="statement", title="A statement", issuers=[["FR"]])],
    )
    load(folder)
    assert not Authority.objects.filter(uid="FR").exists()
    assert Edition.objects.get(uid="FR", known_until=FOREVER).state == "withdrawn"
    assert not Edition.objects.filter(uid="act").exists()


def test_a_draft_of_an_editor_is_not_published_along(folder: Path) -> None:
    load(folder)
    save(Publisher(name="Another"), by=None, at=NOW, via="admin")
    before = Edition.objects.count()
    load(folder)
    assert Edition.objects.count() == before


def test_new_rows_of_a_later_version_are_added_and_published(folder: Path) -> None:
    load(folder)
    write(folder, "2024-09-13-more.json", [row("sanctions.name", "more", target=["iran"], kind="alias", full="IRI")])
    assert "1 records in 1 publications" in load(folder)
    assert history("iran") == [DAYS[0], datetime(2024, 9, 13, 12, tzinfo=UTC)]


def test_after_plain_loaddata_each_record_is_known_from_its_last_piece(folder: Path) -> None:
    call_command("loaddata", *sorted(map(str, folder.glob("*.json"))), verbosity=0)
    assert not Edition.objects.exists()
    load(folder)
    # The case names the airline and has its notice, both of the 12th; the rest was known on the 10th.
    assert (history("case"), history("airline")) == ([DAYS[1]], [DAYS[1]])
    assert (history("iran"), history("report"), history("GB")) == ([DAYS[0]],) * 3
    before = state()
    load(folder)
    assert state() == before


def test_a_record_is_not_known_before_what_it_names(folder: Path) -> None:
    late = [row("articles.document", "late", kind="news", title="Later", publisher=["press"]),
            row("articles.passage", "latewords", document=["late"], quote="it was so")]  # fmt: skip
    write(folder, "2024-09-13-late.json", late)
    write(folder, "2024-09-10-b.json", [row("sanctions.authority", "FR", name="France", kind="state")])
    call_command("loaddata", *sorted(map(str, folder.glob("*.json"))), verbosity=0)
    # On the desk the name of the state is cited to the later report, by a row that no fixture holds.
    Document.get("late").passages.get().citations.create(name=Target.get("iran").names.get())
    load(folder)
    assert history("iran") == [datetime(2024, 9, 13, 12, tzinfo=UTC)]
    assert history("case") == history("iran")
    assert history("FR") == [DAYS[0]]


def test_loading_goes_on_where_plain_loaddata_brought_only_the_first_day(folder: Path) -> None:
    call_command("loaddata", str(folder / "2024-09-10-announced.json"), verbosity=0)
    load(folder)
    # Its measure is stated again on the 12th, and nothing tells whether it stands as of the 10th.
    assert (history("iran"), history("case"), history("airline")) == ([DAYS[0]], [DAYS[1]], [DAYS[1]])
    assert Measure.objects.get().notice == ""  # it was there already, and stays as it is


@pytest.mark.parametrize(
    ("name", "rows", "words"),
    [
        ("2024-09-13-x.json", [row("sanctions.measure", "x", sanction=["gone"], type="unspecified")],
         r"2024-09-13-x\.json: sanctions\.measure x, sanction: names the designation / case “gone”"),
        ("2024-09-13-x.json", [row("sanctions.measure", "x", sanction=["case"], type="freeze")],
         r"2024-09-13-x\.json: sanctions\.measure x, type: Value 'freeze' is not a valid choice"),
        ("2024-09-13-x.json", [row("sanctions.measure", "x", sanction=["case"], type="travel_ban")],
         r"2024-09-13: GB air services termination and travel ban: the measure Travel ban has no source"),
        ("2024-09-13-x.json", "nothing", "must hold a list of rows"),
        ("tomorrow.json", [], r"tomorrow\.json: its name must begin with the day it became known"),
    ],
)  # fmt: skip
def test_one_broken_row_and_nothing_is_loaded(folder: Path, name: str, rows: Any, words: str) -> None:
    write(folder, name, rows)
    with pytest.raises(CommandError, match=r"Nothing was loaded\.") as caught:
        load(folder)
    assert caught.match(words)
    assert state() == (0, 0, 0)
    assert not Sanction.objects.exists()
    assert not Publisher.objects.exists()


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="holds no fixture files"):
        load(tmp_path)


def test_the_day_is_the_file_name_s_and_not_today(folder: Path) -> None:
    load(folder)
    because = list(Publication.objects.order_by("seq").values_list("because", flat=True))
    assert because == [
        "The founding example, as known on 10 September 2024.",
        "The founding example, as known on 12 September 2024.",
    ]
    assert all(one.date() > date(2024, 9, 12) for one in Publication.objects.values_list("recorded_at", flat=True))


def current() -> dict[str, str]:
    """What is public now, by uid."""
    found = Edition.objects.filter(known_until=FOREVER, state="published")
    return dict(found.values_list("uid", "document"))


def load_plainly() -> None:
    call_command("loaddata", *sorted(map(str, FOLDER.glob("*.json"))), verbosity=0)
    call_command("load_demo", verbosity=0)


def test_plain_loaddata_takes_the_founding_example_too() -> None:
    load_plainly()
    assert len(current()) == 160
    # Nobody could have known of the disqualifications of 2025 before they were imposed.
    assert history(Sanction.objects.get(reference="IRN0221").uid) == [datetime(2025, 4, 9, 12, tzinfo=UTC)]
    assert history(Sanction.objects.get(reference="EU.12239.23").uid) == [datetime(2024, 10, 14, 12, tzinfo=UTC)]


@pytest.mark.soak
def test_the_founding_example_says_the_same_in_the_end_whichever_way_it_came() -> None:
    with transaction.atomic():
        call_command("load_demo", verbosity=0)
        staged = current()
        transaction.set_rollback(True)
    assert current() == {}
    load_plainly()
    assert current() == staged
