"""Which record each fact belongs to."""

from typing import Any

import pytest
from django.apps import apps

from articles.models import Fact, Passage, Record
from sanctions.editing.ownership import facts_of, owner
from sanctions.models import (
    ActRelation,
    Address,
    Affected,
    Citation,
    Claim,
    Event,
    Fulfilment,
    Membership,
    ProgrammeAlias,
    ProgrammeLink,
    Relation,
    Sanction,
)
from tests import factories as f

pytestmark = pytest.mark.django_db

FACTS = [model for model in apps.get_models() if issubclass(model, Fact)]


@pytest.fixture
def homes() -> dict[Fact, Record]:
    """A desk with every kind of fact, at every depth, and the record of each."""
    bloc, regime, order = f.authority("EU", kind="bloc"), f.programme(), f.act("Order")
    airline = f.target("Iran Air", f.identifier("bic", "IRANIRTH"), f.detail())
    case, later = f.sanction(airline, reference="1"), f.sanction(f.target("Other"), reference="2")
    alleged = f.allegation()
    freeze = case.measures.get()
    tie = Relation(target=airline, kind="linked_to", printed="IRGC")
    f.entered(bloc, Membership(bloc=bloc, member=f.authority("FR")))
    f.entered(regime, ProgrammeAlias(programme=regime, printed="IRAN"))
    f.entered(order, ActRelation(act=order, kind="amends", object=f.act("Older order")), f.claim(order, "announce"))
    f.entered(airline, Address(target=airline, full="Tehran"), tie, f.claim(tie), f.claim(airline.details.get()))
    f.entered(
        case,
        ProgrammeLink(sanction=case, programme=regime),
        Affected(sanction=case, target=airline, role="owned"),
        f.event(case, "announced"),
        f.exemption(case),
        Fulfilment(promise=freeze, measure=later.measures.get(), basis="inferred"),
        f.claim(freeze, "deny"),
    )
    expected: dict[Fact, Record] = {
        **dict.fromkeys(Passage.objects.all(), Passage.objects.get().document),
        **dict.fromkeys(bloc.members.all(), bloc),
        **dict.fromkeys(regime.aliases.all(), regime),
        **dict.fromkeys([*order.relations.all(), *order.claims.all()], order),
    }
    for target in (airline, later.target):
        for relation in ("names", "identifiers", "addresses", "details", "relations"):
            expected.update(dict.fromkeys(getattr(target, relation).all(), target))
    for one in Sanction.objects.all():
        for relation in ("programme_links", "affected", "measures", "events", "exemptions"):
            expected.update(dict.fromkeys(getattr(one, relation).all(), one))
    expected.update(dict.fromkeys(Fulfilment.objects.all(), case))
    expected.update(dict.fromkeys(Claim.objects.filter(measure=freeze), case))
    expected.update(dict.fromkeys([*tie.claims.all(), *Claim.objects.exclude(detail=None)], airline))
    expected.update(dict.fromkeys(alleged.claims.all(), alleged))
    for fact, home in list(expected.items()):
        if not isinstance(fact, Passage):
            for citation in f.cited(fact):
                citation.save()
                expected[citation] = home
    return expected


def test_every_fact_belongs_to_one_record_at_whatever_depth(homes: dict[Fact, Record]) -> None:
    assert {type(fact) for fact in homes} == set(FACTS)
    for fact, home in homes.items():
        assert owner(fact) == home


def test_the_facts_of_a_record_are_found_by_one_condition(homes: dict[Fact, Record]) -> None:
    for record in set(homes.values()):
        for kind in FACTS:
            found = set(kind._default_manager.filter(facts_of(record, kind)))
            known = {fact for fact, home in homes.items() if isinstance(fact, kind) and home == record}
            assert known <= found, (record, kind)
            assert all(owner(fact) == record for fact in found)


def test_a_record_is_its_own() -> None:
    airline = f.target()
    assert owner(airline) == airline


@pytest.mark.parametrize("fact", [Citation(), Claim()])
def test_a_fact_that_hangs_on_nothing_belongs_nowhere(fact: Any) -> None:
    with pytest.raises(LookupError, match="belongs to no record"):
        owner(fact)


def test_an_event_of_a_measure_belongs_to_its_case() -> None:
    case = f.sanction()
    assert owner(Event(sanction=case, measure=case.measures.get())) == case
