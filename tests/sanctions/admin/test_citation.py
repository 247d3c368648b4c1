import pytest

from articles.models import Journal
from sanctions.models import Citation, Sanction
from tests import factories as make
from tests.sanctions.admin.entering import add, change, login, text_of, url

pytestmark = pytest.mark.django_db


def uncited() -> Sanction:
    """A case whose measure has no source yet."""
    case = make.sanction()
    Citation.objects.all().delete()
    return case


def test_a_fact_is_cited_and_its_record_moves_on() -> None:
    case, passage = uncited(), make.passage("the exact words")
    measure = case.measures.get()
    browser = login(superuser=True)
    page = text_of(browser.get(url(case, "change")))
    assert f"{url(Citation, 'add')}?measure={measure.pk}" in page
    assert add(browser, Citation, passage=passage.pk, measure=measure.pk).status_code == 302
    citation = Citation.objects.get()
    assert (citation.measure, citation.stance) == (measure, "supports")
    assert Sanction.objects.get().revision == case.revision + 1
    assert Journal.objects.latest("pk").record_uid == case.uid


@pytest.mark.parametrize("facts", [(), ("measure", "sanction")])
def test_a_citation_is_of_exactly_one_fact(facts: tuple[str, ...]) -> None:
    case, passage = uncited(), make.passage()
    rows = {"measure": case.measures.get().pk, "sanction": case.pk}
    response = add(login(superuser=True), Citation, passage=passage.pk, **{fact: rows[fact] for fact in facts})
    assert "A citation supports or contradicts exactly one fact." in text_of(response)
    assert not Citation.objects.exists()


def test_the_stance_changes_and_the_fact_does_not() -> None:
    case = make.sanction()
    citation = Citation.objects.get()
    browser = login(superuser=True)
    forged = {"stance": "contradicts", "measure": "", "target": case.target.pk}
    assert change(browser, citation, forged).status_code == 302
    citation.refresh_from_db()
    assert (citation.stance, citation.measure, citation.target) == ("contradicts", case.measures.get(), None)


def test_a_stale_citation_is_refused() -> None:
    case = make.sanction()
    citation = Citation.objects.get()
    browser = login(superuser=True)
    opened = browser.get(url(citation, "change"))
    make.saved(Sanction.get(case.uid))
    response = change(browser, citation, {"stance": "contradicts"}, opened=opened)
    assert "was saved by somebody else" in text_of(response)
    assert Citation.objects.get().stance == "supports"


def test_a_citation_is_deleted_with_a_line_in_the_journal_of_its_record() -> None:
    case = make.sanction()
    citation = Citation.objects.get()
    sent = {"confirmed": "yes", "seen": f"{citation.pk}:{case.revision}"}
    assert login(superuser=True).post(url(citation, "delete"), sent).status_code == 302
    assert not Citation.objects.exists()
    assert Sanction.objects.get().revision == case.revision + 1
