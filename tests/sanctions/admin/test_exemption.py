"""Exemptions are entered on the page of their case, as measures and events are."""

import pytest

from articles.models import Journal
from sanctions.editing.review import proposals
from sanctions.models import Citation, Exemption, Sanction
from tests import factories as make
from tests.sanctions.admin.entering import add, as_shown, change, login, prepared, rows, text_of, url

pytestmark = [pytest.mark.once, pytest.mark.django_db]

LICENCE = {
    "kind": "general_licence", "number": "GL 8", "version": "8L", "covers": "Dealings in energy.",
    "since": "2024-09-11", "since_basis": "stated", "until": "2024-11-01", "until_basis": "stated",
}  # fmt: skip


def test_an_exemption_is_entered_with_its_case_for_a_measure_that_is_still_being_typed() -> None:
    typed = {"authority": make.authority().pk, "target": make.target().pk, "kind": "designated"}
    typed |= rows("measures", {"type": "asset_freeze"}) | rows("events")
    typed |= rows("exemptions", LICENCE | {"measure": "row-1"}, LICENCE | {"measure": "", "number": "GL 9"})
    assert add(login(superuser=True), Sanction, **typed).status_code == 302
    freeze, whole = Exemption.objects.order_by("number")
    assert freeze.measure is not None
    assert (freeze.measure.type, whole.measure) == ("asset_freeze", None)
    assert (freeze.version, freeze.covers, freeze.until_latest.isoformat()) == (
        "8L", "Dealings in energy.", "2024-11-01",
    )  # fmt: skip
    case = Sanction.objects.get()
    (line,) = Journal.objects.filter(record_uid=case.uid)
    assert "GL 9" in str(line.diff)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"until": "2024-09-10"}, "ends before it begins"),
        ({"until_basis": ""}, "each date needs its basis"),
        ({"since": "soon"}, "soon"),
        ({"number": ""}, "it is the version of a number"),
        ({"number": "", "version": "", "covers": ""}, "say what it permits, or give its number or act"),
        ({"measure": "row-7"}, "no measure is typed in row #7 above"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_typed_is_lost(wrong: dict[str, str], told: str) -> None:
    case = make.sanction()
    response = change(login(superuser=True), case, rows("exemptions", LICENCE | wrong))
    assert response.status_code == 200
    assert told in text_of(response)
    assert 'value="2024-09-11"' in text_of(response) or "since" in wrong
    assert not Exemption.objects.exists()


def licensed() -> Sanction:
    """A case with a licence from its one measure."""
    case = make.sanction()
    (measure,) = case.measures.all()
    return make.saved(case, make.exemption(measure, "GL 8", until="2024-11-01", version="8L"))


def test_another_like_this_has_the_same_licence_of_its_own_measure() -> None:
    case = licensed()
    shown = as_shown(prepared(login(superuser=True), f"{url(Sanction, 'add')}?like={case.pk}"))
    assert {name: shown[f"exemptions-0-{name}"] for name in ("number", "version", "measure", "until")} == {
        "number": "GL 8", "version": "8L", "measure": "row-1", "until": "2024-11-01",
    }  # fmt: skip


def test_a_licence_is_cited_from_the_page_of_its_case() -> None:
    case = licensed()
    (exemption,) = case.exemptions.all()
    browser = login(superuser=True)
    page = f"{url(Citation, 'add')}?exemption={exemption.pk}"
    assert page in text_of(browser.get(url(case, "change"))).replace("&amp;", "&")
    form = browser.get(page).context["form"]
    assert form["facts"].value() == [f"exemption:{exemption.pk}"]
    offered = [label for _, label in form.fields["facts"].choices]
    assert "exemption: GL 8 (8L), of Asset freeze" in offered
    sent = {"facts": form["facts"].value(), "stance": "supports", "revision_seen": form["revision_seen"].value()}
    response = browser.post(page, sent | {"passage": make.passage().pk})
    assert response["Location"] == f"{url(case, 'change')}#exemptions-group"
    assert Citation.objects.get(exemption=exemption)


def test_who_saves_second_chooses_between_two_ends_of_a_licence() -> None:
    case, browser = licensed(), login(superuser=True)
    opened = browser.get(url(case, "change"))
    (exemption,) = case.exemptions.all()
    exemption.until = "2025"
    make.saved(Sanction.get(case.uid), exemption, by=make.user("ben"))
    page = change(browser, case, {"exemptions-0-until": "2024-12", "exemptions-0-covers": "Food."}, opened=opened)
    found = {
        choice.name: (choice.mine, choice.theirs, choice.picked)
        for section in page.context["sections"]
        for choice in section.choices
    }
    assert found == {
        "exemptions-0-until": ("2024-12", "2025", ""),
        "exemptions-0-covers": ("Food.", "Dealings in energy.", "mine"),
    }


def test_a_reviewer_reads_what_differs_of_a_licence() -> None:
    case = licensed()
    make.publish_everything()
    (exemption,) = case.exemptions.all()
    exemption.until, exemption.act = "2025-05-01", make.act("General licence 8L")
    make.saved(Sanction.get(case.uid), exemption)
    proposed = {one.record.uid: one for one in proposals([Sanction.get(case.uid)], by=None)}
    difference = proposed[case.uid].difference
    assert difference is not None
    (measure,) = difference.parts
    (part,) = measure.parts
    assert (part.sort, part.title, part.change) == ("exemption", "GL 8", "changed")
    assert {line.name: (line.before, line.after) for line in part.lines} == {
        "until": ("2024-11-01 (stated)", "2025-05-01 (stated)"),
        "act": ("", "General licence 8L"),
    }
