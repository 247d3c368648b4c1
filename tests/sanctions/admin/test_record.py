import pytest
from pytest_django import Settings

from sanctions.models import FOREVER, Authority, Edition, Publication, Sanction, Target
from tests import factories as make
from tests.sanctions.admin.entering import act, change, login, text_of, url

pytestmark = pytest.mark.django_db


def public_states() -> list[str]:
    """What the current editions say of their records."""
    return list(Edition.objects.filter(known_until=FOREVER).values_list("state", flat=True))


def test_selected_records_are_published_by_another_person() -> None:
    authority = make.authority()
    reviewer = login("rita", superuser=True)
    assert act(reviewer, Authority, "publish_selected", authority, because="first").status_code == 302
    publication = Publication.objects.get()
    assert (publication.by_name, publication.because, public_states()) == ("rita", "first", ["published"])
    authority.refresh_from_db()
    assert authority.published_revision == authority.revision
    page = text_of(reviewer.get(url(Authority, "changelist")))
    assert "Published 1 authority as publication 1." in page


def test_choosing_publish_only_asks() -> None:
    authority = make.authority()
    response = act(login(superuser=True), Authority, "publish_selected", authority)
    assert response.status_code == 200
    assert "GB · Authority GB" in text_of(response)
    assert not Publication.objects.exists()


def test_what_forbids_publishing_is_said_in_plain_words() -> None:
    target = make.target("Iran Air")
    case = make.sanction(target, types=["asset_freeze"])
    make.saved(Sanction.get(case.uid), make.measure(case, "travel_ban"))
    response = act(login(superuser=True), Sanction, "publish_selected", case, because="why not")
    page = text_of(response)
    assert response.status_code == 200
    assert "(GB), which is neither published nor published with it" in page
    assert "the measure Travel ban has no source. Cite the passage that says so." in page
    assert "why not" in page
    assert not Publication.objects.exists()


def test_nobody_publishes_their_own_changes(settings: Settings) -> None:
    settings.SECOND_PERSON_REQUIRED = True
    authority = make.authority()
    browser = login("anna", superuser=True)
    change(browser, authority, {"name": "United Kingdom"})
    response = act(browser, Authority, "publish_selected", authority, because="")
    assert "anna changed it since it was last published; another person must publish it." in text_of(response)
    assert not Publication.objects.exists()


def test_what_moved_on_since_the_question_is_not_published() -> None:
    authority = make.authority()
    browser = login(superuser=True)
    asked = act(browser, Authority, "publish_selected", authority)
    make.saved(Authority.get(authority.uid))
    seen = [f"{row.pk}:{revision}" for row, revision in asked.context["rows"]]
    sent = {"action": "publish_selected", "_selected_action": authority.pk, "confirmed": "yes", "seen": seen}
    response = browser.post(url(Authority, "changelist"), sent)
    assert "was changed since it was reviewed (revision 1, now 2)" in text_of(response)
    assert not Publication.objects.exists()


def test_withdrawing_needs_a_reason() -> None:
    authority = make.authority()
    make.publish_everything()
    browser = login(superuser=True)
    refused = act(browser, Authority, "withdraw_selected", authority, because=" ")
    assert "say why: readers are told the reason." in text_of(refused)
    assert public_states() == ["published"]
    assert act(browser, Authority, "withdraw_selected", authority, because="entered in error").status_code == 302
    assert public_states() == ["withdrawn"]


def test_publishing_is_for_those_who_may_add_publications() -> None:
    authority = make.authority()
    may = ("sanctions.view_authority", "sanctions.change_authority")
    editor, publisher = login("eva", *may), login("paul", *may, "sanctions.add_publication")
    asked = {"action": "publish_selected", "_selected_action": authority.pk, "index": 0}
    assert editor.post(url(Authority, "changelist"), asked).status_code == 403
    assert "publish_selected" not in text_of(editor.get(url(Authority, "changelist")))
    assert act(publisher, Authority, "publish_selected", authority, because="").status_code == 302
    assert public_states() == ["published"]


@pytest.mark.parametrize(("state", "label"), [("draft", "Draft"), ("changed", "Changed"), ("published", "Published")])
def test_records_are_sorted_by_how_they_stand_to_what_is_public(state: str, label: str) -> None:
    make.target("Published")
    changed = make.target("Changed")
    make.publish_everything()
    changed = Target.get(changed.uid)
    changed.note = "later"
    make.saved(changed)
    make.target("Draft")
    response = login(superuser=True).get(url(Target, "changelist"), {"state": state})
    assert [str(target) for target in response.context["cl"].result_list] == [label]


def test_a_code_is_chosen_once() -> None:
    browser = login(superuser=True)
    shown = browser.get(url(Authority, "add"))
    assert "uid" in shown.context["adminform"].form.fields
    sent = {"uid": "GB-FCDO", "name": "Foreign Office", "kind": "ministry", "country": "gb"}
    members = {"members-TOTAL_FORMS": 0, "members-INITIAL_FORMS": 0}
    assert browser.post(url(Authority, "add"), sent | members).status_code == 302
    authority = Authority.objects.get()
    assert (authority.uid, authority.country) == ("GB-FCDO", "GB")
    change(browser, authority, {"uid": "FORGED", "name": "FCDO"})
    authority.refresh_from_db()
    assert (authority.uid, authority.name) == ("GB-FCDO", "FCDO")
