import json
from pathlib import Path
from typing import Any

import pytest

from articles.models import Document, Publisher
from sanctions.editing.fixtures import BadFixture, Entry, read
from sanctions.models import Act, Authority, Measure, Name, Sanction, Target

pytestmark = pytest.mark.django_db


def row(model: str, uid: str, **fields: Any) -> dict[str, Any]:
    return {"model": model, "fields": {"uid": uid, **fields}}


def a_case() -> list[dict[str, Any]]:
    """A small fixture: an authority's case against a company."""
    return [
        row("sanctions.authority", "GB", name="United Kingdom", kind="state", country="GB"),
        row("sanctions.act", "statement", kind="statement", title="A statement", issuers=[["GB"]]),
        row("sanctions.target", "airline", kind="company"),
        row("sanctions.name", "name", target=["airline"], full="Example Air", is_display=True),
        row("sanctions.sanction", "case", authority=["GB"], target=["airline"], kind="designated"),
        row("sanctions.measure", "freeze", sanction=["case"], type="asset_freeze"),
        row("sanctions.event", "begun", sanction=["case"], measure=["freeze"], kind="announced", done_on="2024-09-10",
            done_basis="stated", act=["statement"]),
        row("sanctions.exemption", "licence", sanction=["case"], measure=["freeze"], kind="general_licence",
            number="GL 8", version="8L", act=["statement"], since="2024-09-10", since_basis="stated"),
    ]  # fmt: skip


def a_file(folder: Path, content: Any, name: str = "2024-09-10-case.json") -> Path:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def enter(folder: Path, *stages: Any) -> Entry:
    """Enters these rows, stage after stage."""
    files = [read(a_file(folder, rows)) for rows in stages]
    entry = Entry(one for file in files for one in file)
    for file in files:
        entry.enter(file)
    return entry


def changed(rows: list[dict[str, Any]], uid: str, **fields: Any) -> list[dict[str, Any]]:
    return [{**one, "fields": {**one["fields"], **fields}} if one["fields"]["uid"] == uid else one for one in rows]


def test_rows_are_entered_with_all_they_name(tmp_path: Path) -> None:
    rows = read(a_file(tmp_path, a_case()))
    touched = Entry(rows).enter(rows)
    assert {record.uid for record in touched} == {"GB", "statement", "airline", "case"}
    case = Sanction.get("case")
    assert (case.authority.uid, case.target.names.get().full) == ("GB", "Example Air")
    assert [issuer.uid for issuer in Act.get("statement").issuers.all()] == ["GB"]
    assert str(case.events.get().done_on_latest) == "2024-09-10"
    assert str(case.exemptions.get().measure) == "Asset freeze"


def test_what_is_there_already_is_not_entered_again(tmp_path: Path) -> None:
    enter(tmp_path, a_case())
    rows = read(a_file(tmp_path, changed(a_case(), "name", full="Another name")))
    assert Entry(rows).enter(rows) == []
    assert Name.objects.get().full == "Example Air"


def test_a_later_stage_replaces_what_an_earlier_one_entered(tmp_path: Path) -> None:
    notice = row("sanctions.measure", "freeze", sanction=["case"], type="asset_freeze", notice="P12M")
    enter(tmp_path, a_case(), [notice])
    assert Measure.objects.get().notice == "P12M"


def test_a_new_fact_joins_a_record_that_nobody_touched(tmp_path: Path) -> None:
    enter(tmp_path, a_case())
    enter(tmp_path, [*a_case(), row("sanctions.name", "second", target=["airline"], kind="alias", full="EXA")])
    assert Target.get("airline").names.count() == 2


def test_a_record_that_somebody_saved_gets_nothing_more(tmp_path: Path) -> None:
    enter(tmp_path, a_case())
    Target.objects.filter(uid="airline").update(revision=1)
    enter(tmp_path, [*a_case(), row("sanctions.name", "second", target=["airline"], kind="alias", full="EXA")])
    assert Target.get("airline").names.count() == 1


BROKEN: list[tuple[Any, str]] = [
    ("{", r"case\.json: is not JSON: .* line 1 column 2"),
    ({}, r"must hold a list of rows"),
    (["row"], r"row 1: must have “model” and “fields”"),
    (
        [{"model": "sanctions.nmae", "fields": {}}],
        r"row 1: sanctions\.nmae is no kind .* Did you mean sanctions\.name\?",
    ),
    ([{"model": "auth.user", "fields": {"username": "x"}}], r"auth\.user is no kind of record or fact"),
    ([{"model": "articles.journal", "fields": {}}], r"articles\.journal is no kind of record or fact"),
    ([{"model": "sanctions.target", "fields": {"kind": "person"}}], r"must have “fields” with a “uid”"),
    ([{**row("sanctions.target", "x", kind="person"), "pk": 7}], r"sanctions\.target x, pk: has a primary key"),
    ([row("sanctions.target", "x", kind="person", nam="y")], r"sanctions\.target x, nam: .* no field of this name"),
    ([row("sanctions.target", "x", kind="person", revision=7)], r"sanctions\.target x, revision: .* no field"),
    ([row("sanctions.target", "x", kind="person", names=[])], r"sanctions\.target x, names: .* no field"),
    ([row("sanctions.target", "x", kind="ship")], r"sanctions\.target x, kind: Value 'ship' is not a valid choice"),
    ([row("sanctions.target", "x!", kind="person")], r"sanctions\.target x!, uid: Use letters, digits"),
    (changed(a_case(), "begun", done_on="10/09/2024"), r"sanctions\.event begun, done_on: .*is not a date"),
    (changed(a_case(), "begun", done_basis=""), r"sanctions\.event begun: basis: each date needs its basis"),
    (changed(a_case(), "freeze", sanction=["gone"]), r"measure freeze, sanction: names the .* “gone”"),
    (
        changed(a_case(), "freeze", sanction="case"),
        r"measure freeze, sanction: 'case' is not the uid of a row in a list",
    ),
    (changed(a_case(), "freeze", sanction=["airline"]), r"measure freeze, sanction: names the .* “airline”"),
    (changed(a_case(), "freeze", sanction=None), r"measure freeze, sanction: must name a designation / case"),
    (changed(a_case(), "statement", issuers=["GB"]), r"act statement, issuers: 'GB' is not the uid"),
    (changed(a_case(), "statement", issuers="GB"), r"act statement, issuers: must be a list of uids"),
    (changed(a_case(), "name", is_display="perhaps"), r"name name, is_display: .*must be either True or False"),
    ([*a_case(), row("sanctions.target", "airline", kind="person")], r"target airline, uid: this uid stands twice"),
    ([*a_case(), row("sanctions.target", "GB", kind="state")], r"target GB, uid: .* that of a sanctions\.authority"),
    (
        [*a_case(), row("sanctions.name", "other", target=["airline"], full="EXA", is_display=True)],
        r"sanctions\.name other: A target is shown under one name only\.",
    ),
    (
        [*a_case(), row("sanctions.target", "ship", kind="vessel", criterion="all ships")],
        r"sanctions\.target ship: A class needs its criterion and role",
    ),
]


@pytest.mark.parametrize(("content", "words"), BROKEN)
def test_the_broken_row_is_named_with_its_file_and_field(tmp_path: Path, content: Any, words: str) -> None:
    with pytest.raises(BadFixture, match=words):
        enter(tmp_path, content)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFixture, match=r"gone\.json: cannot be read: No such file"):
        read(tmp_path / "gone.json")
    (tmp_path / "latin.json").write_bytes('["é"]'.encode("latin-1"))
    with pytest.raises(BadFixture, match=r"latin\.json: is not UTF-8 text \(byte 2\)"):
        read(tmp_path / "latin.json")


def test_a_uid_on_the_desk_is_not_taken_by_another_kind(tmp_path: Path) -> None:
    Document.objects.create(
        uid="airline", kind="news", title="On airlines", publisher=Publisher.objects.create(name="X")
    )
    with pytest.raises(BadFixture, match=r"target airline, uid: this uid is that of a document already"):
        enter(tmp_path, a_case())
    assert not Authority.objects.exists()
