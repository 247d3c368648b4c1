import pytest

from articles.models import Journal
from sanctions.editing.chronicle import chronicle
from sanctions.models import Target
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_desk_and_the_public_are_told_in_one_order_the_last_first() -> None:
    target = make.saved(make.target("Iran Air"), by=make.user("anna"))
    make.publish_everything(at=make.later(), by=make.user("rita"))
    target.refresh_from_db()
    make.saved(target, make.name(target, "Homa"), at=make.later(2), by=make.user("ben"))
    told = [(moment.by_name, moment.edition is not None) for moment in chronicle(target)]
    assert told == [("ben", False), ("rita", True), ("anna", False)]


def test_after_a_revision_only_what_was_saved_since_is_told() -> None:
    target = make.saved(make.target("Iran Air"))
    make.publish_everything(at=make.later())
    target.refresh_from_db()
    make.saved(target, make.name(target, "Homa"), at=make.later(2))
    (moment,) = chronicle(target, after_revision=2)
    assert moment.revision == 3
    assert moment.difference is not None
    assert [part.title for part in moment.difference.parts] == ["Homa"]


def test_each_difference_is_told_as_it_was_then() -> None:
    target = make.target("Iran Air")
    for minute, country in enumerate(("IR", "RU")):
        target = Target.get(target.uid)
        target.country = country
        make.saved(target, at=make.later(minute))
    told = [
        (line.before, line.after)
        for moment in chronicle(target)
        if moment.difference is not None
        for line in moment.difference.lines
    ]
    assert told == [("Iran", "Russia"), ("", "Iran")]


def test_what_was_erased_is_told_without_what_it_said() -> None:
    target = make.saved(make.target("Iran Air"), because="a reason")
    Journal.objects.update(diff=[], because="")
    (moment,) = chronicle(target)
    assert (moment.difference, moment.words, moment.because) == (None, (), "")
