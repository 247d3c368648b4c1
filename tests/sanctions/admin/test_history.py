from typing import Any

import pytest

from articles.models import Journal
from sanctions.models import Edition, Target
from sanctions.publishing.redact import redact
from sanctions.publishing.withdraw import withdraw
from tests import factories as make
from tests.sanctions.admin.entering import change, login, text_of, url

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def moments(target: Target) -> list[Any]:
    """What the page tells, the first first."""
    return list(reversed(login(superuser=True).get(url(target, "history")).context["moments"]))


def told(moment: Any) -> list[tuple[str, str, str]]:
    """Each line that differs, with the fact it is of."""
    return [
        (part.title, line.name, f"{line.before} → {line.after}")
        for part in (moment.difference, *moment.difference.parts)
        for line in part.lines
    ]


def test_journal_and_editions_stand_in_the_order_of_time_with_who_and_from_where() -> None:
    target = make.target("Iran Air", country="IR")
    browser = login("anna", superuser=True)
    make.publish_everything(because="first")
    target.refresh_from_db()
    change(browser, target, {"names-0-full": "Homa", "country": "RU"})
    make.publish_everything(at=make.later(60 * 24 * 3650), by=make.user("rita"), because="a new name")

    first, saved, second = moments(target)
    assert (first.edition.number, first.because, first.by_name) == (1, "first", "Interdict")
    assert (saved.what, saved.by_name, saved.via, saved.revision) == ("saved", "anna", "admin", 2)
    assert ("Homa", "name", "Iran Air → Homa") in told(saved)
    assert ("Homa", "country", "Iran → Russia") in told(saved)
    assert (second.edition.number, second.because, second.by_name) == (2, "a new name", "rita")
    assert told(second) == told(saved)


def test_what_was_removed_since_is_still_called_by_its_name() -> None:
    target = make.target("Iran Air", make.name(Target(), "Homa"))
    homa = target.names.get(full="Homa")
    homa.language = "fa"
    make.saved(target, homa)
    target.refresh_from_db()
    make.saved(target, removed=[homa], at=make.later())
    changed, removed = moments(target)
    assert told(changed) == [("Homa", "language", " → fa")]
    assert [(part.title, part.change) for part in removed.difference.parts] == [("Homa", "removed")]


def test_a_withdrawal_and_an_erasure_are_told_and_what_was_erased_is_not() -> None:
    target = make.target("Iran Air")
    make.publish_everything()
    withdraw([target], by=make.user("rita"), at=make.later(), because="entered in error")
    target.refresh_from_db()
    make.saved(target, make.name(target, "A secret"), at=make.later(2))
    make.publish_everything(at=make.later(3))
    page = text_of(login(superuser=True).get(url(target, "history")))
    assert "Edition 2 says: withdrawn." in page
    assert "entered in error" in page
    assert "A secret" in page

    redact(Edition.objects.filter(number=3), by=None, at=make.later(4), because="order of a court")
    target.names.filter(full="A secret").delete()
    page = text_of(login(superuser=True).get(url(target, "history")))
    assert "A secret" not in page
    assert "order of a court" in page


def test_the_editorial_note_has_its_history_too() -> None:
    target = make.target("Iran Air")
    change(login("anna", superuser=True), target, {"note": "ask the registry"})
    (saved,) = moments(target)
    assert saved.words == ("Editorial note: ask the registry",)


def test_a_long_history_is_told_in_parts() -> None:
    target = make.target("Iran Air")
    Journal.objects.bulk_create(
        Journal(
            record_kind="target",
            record_uid=target.uid,
            record_label="Iran Air",
            revision=number,
            event="saved",
            by_name="anna",
            via="admin",
            at=make.later(number),
        )
        for number in range(50)
    )
    browser = login(superuser=True)
    page = browser.get(url(target, "history"))
    assert (len(page.context["moments"]), page.context["more"]) == (40, 160)
    whole = browser.get(url(target, "history"), {"acts": 160})
    assert (len(whole.context["moments"]), whole.context["more"]) == (50, 0)
    assert browser.get(url(target, "history"), {"acts": "x; DROP"}).status_code == 200
