import pytest

from sanctions.models import Fulfilment, Sanction
from tests import factories as make
from tests.sanctions.admin.entering import add, change, login, text_of

pytestmark = pytest.mark.django_db


def test_a_kept_promise_is_saved_with_the_case_that_promised() -> None:
    promise, kept = make.sanction(make.target("Class")), make.sanction(make.target("Iran Air"))
    typed = {"promise": promise.measures.get().pk, "measure": kept.measures.get().pk}
    browser = login(superuser=True)
    assert add(browser, Fulfilment, **typed, basis="inferred", is_instance="on").status_code == 200
    assert not Fulfilment.objects.exists()
    assert add(browser, Fulfilment, **typed, basis="inferred").status_code == 302
    assert Sanction.get(promise.uid).revision == promise.revision + 1
    assert Sanction.get(kept.uid).revision == kept.revision

    change(browser, Fulfilment.objects.get(), {"comment": "listed in November", "promise": kept.measures.get().pk})
    fulfilment = Fulfilment.objects.get()
    assert (fulfilment.comment, fulfilment.promise) == ("listed in November", promise.measures.get())


def test_only_the_authority_makes_somebody_an_instance_of_its_class() -> None:
    promise, kept = make.sanction(make.target("Class")), make.sanction(make.target("Iran Air"))
    typed = {"promise": promise.measures.get().pk, "measure": kept.measures.get().pk, "is_instance": "on"}
    response = add(login(superuser=True), Fulfilment, **typed, basis="inferred")
    assert "only where the authority states it" in text_of(response)
