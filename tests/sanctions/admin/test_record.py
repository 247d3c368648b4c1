import pytest

from sanctions.admin.page import address
from sanctions.editing.merge import merge
from sanctions.models import FOREVER, Authority, Cause, Edition, Target
from sanctions.publishing.publish import publish
from sanctions.publishing.redact import redact
from sanctions.publishing.withdraw import withdraw
from tests import factories as make
from tests.sanctions.admin.entering import act, change, login, text_of, url

pytestmark = pytest.mark.django_db


def public_states() -> list[str]:
    """What the current editions say of their records."""
    return list(Edition.objects.filter(known_until=FOREVER).values_list("state", flat=True))


def test_what_is_chosen_from_a_list_is_withdrawn_on_the_page_that_asks_why() -> None:
    first, second = make.authority("FR"), make.authority("DE")
    make.publish_everything()
    browser = login(superuser=True)
    asked = act(browser, Authority, "withdraw_selected", first, second)
    assert asked["Location"] == address("withdraw", [second, first])
    refused = browser.post(asked["Location"], {"because": " "})
    assert "say why: readers are told the reason." in text_of(refused)
    assert public_states() == ["published", "published"]
    assert browser.post(asked["Location"], {"because": "entered in error"}).status_code == 302
    assert public_states() == ["withdrawn", "withdrawn"]


def test_publishing_is_for_those_who_may_add_publications() -> None:
    authority = make.authority()
    may = ("sanctions.view_authority", "sanctions.change_authority")
    editor, publisher = login("eva", *may), login("paul", *may, "sanctions.add_publication")
    asked = {"action": "publish_selected", "_selected_action": authority.pk, "index": 0}
    assert editor.post(url(Authority, "changelist"), asked).status_code == 403
    assert "publish_selected" not in text_of(editor.get(url(Authority, "changelist")))
    assert publisher.post(url(Authority, "changelist"), asked).status_code == 302


@pytest.mark.parametrize("state", ["draft", "changed", "published", "withdrawn", "merged", "redacted"])
def test_records_are_sorted_by_how_they_stand_to_what_is_public(state: str) -> None:
    made = {name: make.target(name) for name in ("published", "changed", "withdrawn", "merged", "redacted")}
    make.publish_everything()
    changed = Target.get(made["changed"].uid)
    changed.note = "later"
    make.saved(changed)
    twin, root = made["merged"], make.target("Root")
    publish([root], by=None, at=make.later(1))
    merged = merge(twin, root, by=None, at=make.NOW, via="tests", expected=twin.revision, because="the same")
    publish(merged, by=None, at=make.later(2), cause=Cause.MERGE)
    withdraw([made["withdrawn"]], by=None, at=make.later(3), because="wrong")
    redact(Edition.objects.filter(uid=made["redacted"].uid), by=None, at=make.later(4), because="Court order.")
    make.target("draft")
    response = login(superuser=True).get(url(Target, "changelist"), {"state": state})
    listed = [str(target) for target in response.context["cl"].result_list]
    assert [name for name in listed if name != "Root"] == [state]
    word = {"changed": "changed since published", "redacted": "erased"}.get(state, state)
    assert f">{word}<" in "".join(text_of(response).split("\n")).replace("> ", ">").replace(" <", "<")


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
