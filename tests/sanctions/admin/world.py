"""A desk with one of everything that has a page."""

from articles.models import Publisher
from sanctions.models import (
    ActRelation,
    Address,
    Affected,
    Entry,
    Fulfilment,
    Membership,
    OfficialList,
    ProgrammeAlias,
    ProgrammeLink,
    Relation,
    Release,
    Sanction,
)
from tests import factories as make


def one_of_everything(number: int = 1) -> None:
    """Each kind of record and fact, cited and public; another number makes another of each."""
    bloc = make.authority(f"EU-B{number}", kind="bloc")
    make.saved(bloc, Membership(bloc=bloc, member=make.authority()))
    programme = make.programme(f"B{number}-IRAN", of=bloc)
    make.saved(programme, ProgrammeAlias(programme=programme, printed="IR"))
    statement, earlier = make.act(f"Statement {number}", bloc), make.act(f"Earlier {number}", bloc)
    make.saved(statement, ActRelation(act=statement, kind="amends", object=earlier))
    owner = make.target(f"Owner {number}")
    airline = make.target(f"Airline {number}", make.identifier(), make.detail(), Address(full="Tehran"))
    make.saved(airline, Relation(target=airline, kind="owner", object=owner))
    promise = make.sanction(owner, ProgrammeLink(programme=programme), Affected(target=airline, role="operational"))
    kept = make.sanction(airline, by_authority=bloc, reference=f"R{number}")
    fulfilment = Fulfilment(promise=promise.measures.get(), measure=kept.measures.get(), basis="inferred")
    make.saved(Sanction.get(promise.uid), fulfilment, make.exemption(promise))
    make.allegation(f"Allegation {number}", actor=owner)
    make.saved(Publisher(name=f"Paper {number}"))
    make.document(f"Report {number}")
    printed = OfficialList.objects.create(uid=f"list_{number}", name=f"List {number}", authority=bloc, namespace="list")
    dated = {"dated": make.NOW.date(), "received_at": make.NOW}
    release = Release.objects.create(official_list=printed, format="xml", sha256="0" * 64, size=1, **dated)
    Entry.objects.create(official_list=printed, reference=f"R{number}", first=release, raw="<r/>", sanction=kept)
    make.publish_everything()
