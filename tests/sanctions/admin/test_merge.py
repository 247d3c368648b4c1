"""Two targets that are one: found, compared, merged, reviewed, and split again, in the browser."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.models import Journal
from sanctions.admin.duplicate import duplicates
from sanctions.admin.page import address
from sanctions.editing.roles import Role
from sanctions.models import Identifier, Target
from sanctions.publishing.project import project
from tests import factories as make
from tests.sanctions.admin.entering import text_of, url
from tests.sanctions.admin.roles import a
from tests.sanctions.twins import merged, public, twins

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def comparing(target: Target, into: Target) -> str:
    """Where these two are compared."""
    return f"{address('merge', [target])}&into={into.pk}"


def sent(page: Any, **typed: Any) -> dict[str, Any]:
    """What the form of a comparison sends."""
    seen = [f"{side.uid}:{side.revision}" for side, *_ in page.context["sides"]]
    return {"seen": seen, "because": "same registration", **typed}


def said(browser: Client, where: str, **typed: Any) -> Any:
    """Looks, gives a reason, and sends."""
    return browser.post(where, sent(browser.get(where), **typed), follow=True)


def approved(browser: Client, target: Target) -> Any:
    """Opens the review of a target and approves all that goes along."""
    where = address("review", [target])
    records = [one.record for one, *_ in browser.get(where).context["proposals"]]
    seen = [f"{record.uid}:{record.revision}" for record in records]
    return browser.post(where, {"uid": [record.uid for record in records], "seen": seen}, follow=True)


def test_a_merge_is_published_by_another_reviewer_and_undone_to_exactly_what_was_before(settings: Settings) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    airline, twin = twins()
    before, desk = public(), project(make.everything())
    rita, rolf = a(Role.REVIEWER, "rita"), a(Role.REVIEWER, "rolf")

    shown = text_of(rita.get(comparing(twin, airline)))
    assert "These are public and change with it:" in shown
    assert "Owner" in shown
    assert public() == before  # looking has tried it, and left nothing
    done = said(rita, comparing(twin, airline))
    assert "IRANAIR is Iran Air now, on the desk." in text_of(done)
    assert "rita changed it since it was last published" in text_of(done)
    assert public() == before
    lines = Journal.objects.filter(event="merged").values_list("by_name", "because")
    assert list(lines) == [("rita", "same registration")] * 2

    (request, _), *none = rolf.get("/admin/sanctions/publication/waiting/").context["requests"]
    assert (request.by_name, request.because, none) == ("rita", "same registration", [])
    assert "Published" in text_of(approved(rolf, airline))
    assert public()[twin.uid][0] == "merged"

    where = address("split", [twin])
    assert "Split off again" in text_of(rita.get(url(twin, "change")))
    done = said(rita, where, because="two after all")
    assert "IRANAIR and Iran Air are two again, on the desk." in text_of(done)
    assert "Published" in text_of(approved(rolf, twin))
    assert public() == before
    assert project(make.everything()) == desk
    history = text_of(rita.get(url(airline, "history")))
    assert "IRANAIR was merged into it" in history
    assert "IRANAIR was split off" in history
    assert "Merged into Iran Air" in text_of(rita.get(url(twin, "history")))


def test_both_are_shown_side_by_side_with_what_speaks_for_and_against_it() -> None:
    one = make.target("Iran Air", make.identifier("imo", "9074729"), make.detail("nationality", "IR"), kind="company")
    two = make.target("Írán Air", make.identifier("imo", "IMO 9074729"), make.detail("nationality", "RU"))
    Target.objects.filter(pk=two.pk).update(kind="vessel")
    page = a(Role.REVIEWER).get(comparing(two, one))
    tried = page.context["tried"]
    assert tried.alike == ("IMO ship number IMO 9074729", "the name Írán Air")
    assert tried.unlike == ("Vessel and Company", "Nationality: RU and IR")
    assert [str(side) for side, *_ in page.context["sides"]] == ["Írán Air", "Iran Air"]
    assert "Nothing public changes by it." in text_of(page)


def test_what_cannot_be_one_is_said_before_anybody_presses() -> None:
    public_one, draft = make.target("Iran Air"), make.target("IRANAIR")
    make.publish_everything()
    draft = make.target("Draft")
    reviewer = a(Role.REVIEWER)
    for target, into, words in (
        (public_one, draft, "is merged into Draft, which is not published with it"),
        (make.class_of("Those involved"), public_one, "a class is merged with nothing"),
        (draft, draft, "cannot be merged into itself"),
    ):
        page = reviewer.get(comparing(target, into))
        assert words in text_of(page)
        assert "They are one: merge" not in text_of(page)
    assert "Try it the other way round" in text_of(reviewer.get(comparing(public_one, draft)))


def test_nobody_merges_without_a_reason_or_what_was_changed_since_it_was_compared() -> None:
    one, two = make.target("Iran Air"), make.target("IRANAIR")
    reviewer, where = a(Role.REVIEWER), comparing(two, one)
    page = reviewer.get(where)
    assert "Say why" in text_of(reviewer.post(where, sent(page, because=" ")))
    make.saved(Target.get(one.uid), by=make.user("anna"))
    refused = reviewer.post(where, sent(page))
    assert "Iran Air: was saved by somebody else" in text_of(refused)
    assert Target.objects.filter(merged_into=None).count() == 2
    assert "IRANAIR is Iran Air now" in text_of(said(reviewer, where))
    assert Target.objects.filter(merged_into=one).get() == two


def test_the_target_that_stays_is_searched_for() -> None:
    target = make.target("Iran Air")
    reviewer = a(Role.REVIEWER)
    page = text_of(reviewer.get(address("merge", [target])))
    assert 'name="into"' in page
    assert "admin-autocomplete" in page
    assert address("merge", [target]).replace("&", "&amp;") in text_of(reviewer.get(url(target, "change")))
    assert "Same as another" not in text_of(a(Role.EDITOR).get(url(target, "change")))
    for wrong in ("into=0", "into=x", "into=99999999"):
        assert reviewer.get(f"{address('merge', [target])}&{wrong}").status_code == 404
    assert reviewer.get(address("split", [target])).status_code == 404
    assert reviewer.get(address("merge", [make.authority()])).status_code == 404


# --- Likely duplicates ------------------------------------------------------------------------------------------------


def bearing(name: str, *numbers: Identifier) -> Target:
    return make.target(name, *numbers)


def test_targets_that_bear_one_number_are_likely_duplicates() -> None:
    one = bearing("Iran Air", make.identifier("imo", "9074729"))
    two = bearing("Homa", make.identifier("imo", "IMO 9074729"))
    bearing("Another", make.identifier("imo", "9481910"))
    (found,) = duplicates()
    assert found.targets == (one.pk, two.pk)
    assert str(found) == "IMO ship number 9074729"
    page = a(Role.REVIEWER).get("/admin/sanctions/publication/duplicates/")
    assert comparing(two, one).replace("&", "&amp;") in text_of(page)
    assert "compare with the first" not in text_of(a(Role.VIEWER).get("/admin/sanctions/publication/duplicates/"))
    (card,) = [card for card in a(Role.VIEWER).get("/admin/").context["cards"] if card.title == "Likely duplicates"]
    assert [(link.text, link.about) for link in card.links] == [("Iran Air and Homa", "IMO ship number 9074729")]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("mmsi", "123456789", ""), ("mmsi", "123456789", "")),  # given to another ship later
        (("passport", "P1", "IR"), ("passport", "P1", "RU")),  # each country counts by itself
        (("passport", "P1", ""), ("passport", "P1", "")),  # whose it is is not known
        (("imo", "1234568", ""), ("imo", "1234568", "")),  # the check digit is wrong (1234567 would be right)
        (("imo", "9074729", ""), ("imo_company", "9074729", "")),
    ],
)
def test_numbers_that_several_may_bear_tell_nothing(one: tuple[str, ...], two: tuple[str, ...]) -> None:
    for name, (scheme, value, country) in (("A", one), ("B", two)):
        bearing(name, make.identifier(scheme, value, country=country))
    assert duplicates() == []


def test_what_is_merged_is_no_duplicate_any_more_however_many_merges_lead_to_it() -> None:
    one, two, three = (bearing(name, make.identifier("imo", "9074729")) for name in "ABC")
    assert [len(found.targets) for found in duplicates()] == [3]
    merged(three, two)
    merged(Target.get(two.uid), one)
    assert duplicates() == []
    four = bearing("D", make.identifier("imo", "9074729"))
    assert [found.targets for found in duplicates()] == [(one.pk, four.pk)]


def test_more_duplicates_cost_no_more_queries() -> None:
    viewer = a(Role.VIEWER)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert viewer.get("/admin/sanctions/publication/duplicates/").status_code == 200
        return len(captured)

    for name in "AB":
        bearing(name, make.identifier("passport", "P1", country="IR"))
    queries()
    few = queries()
    for number in range(6):
        for name in "AB":
            bearing(f"{name}{number}", make.identifier("passport", f"Q{number}", country="IR"))
    assert queries() == few
