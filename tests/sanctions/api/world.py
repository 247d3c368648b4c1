"""The founding example in small, made for tests: promises, designations, an allegation with its denial."""

from dataclasses import dataclass

from sanctions.models import (
    Act,
    Affected,
    Allegation,
    Authority,
    Fulfilment,
    Membership,
    Programme,
    ProgrammeLink,
    Relation,
    Sanction,
    Target,
)
from tests import factories as make


@dataclass
class World:
    """What was made, by the names that tests use."""

    iran: Target
    iran_air: Target
    ship: Target
    person: Target
    those_involved: Target
    treaty: Act
    statement: Act
    programme: Programme
    allegation: Allegation
    termination: dict[str, Sanction]
    """The end of air services, by the state that announced it."""
    uk_freeze: Sanction
    eu_freeze: Sanction
    us_block: Sanction


def authorities() -> dict[str, Authority]:
    """States, bodies within them, and a bloc with two of its members."""
    gb, fr, de, us = (make.authority(code, country=code) for code in ("GB", "FR", "DE", "US"))
    eu = make.authority("EU", kind="bloc")
    found = {
        "GB": gb, "FR": fr, "DE": de, "US": us, "EU": eu,
        "GB-FCDO": make.authority("GB-FCDO", kind="ministry", parent=gb, country="GB"),
        "EU-COUNCIL": make.authority("EU-COUNCIL", kind="bloc", parent=eu),
        "US-TREASURY": make.authority("US-TREASURY", kind="ministry", parent=us, country="US"),
    }  # fmt: skip
    found["US-OFAC"] = make.authority("US-OFAC", kind="agency", parent=found["US-TREASURY"], country="US")
    make.saved(eu, *(Membership(bloc=eu, member=member, since="1958-01-01") for member in (fr, de)))
    return found


def world() -> World:
    """Builds the desk; nothing of it is published yet."""
    by = authorities()
    document = make.document()
    treaty = make.act("Air services agreement of 1960", by["GB"], kind="treaty", made_on="1960")
    statement = make.act("Joint statement on Iran", by["GB"], by["FR"], by["DE"], kind="joint_statement")
    make.saved(statement, related={"documents": [document]})
    programme = make.programme("GB-RUS", of=by["GB-FCDO"], countries=["RU"])
    iran = make.target("Iran", kind="state", country="IR")
    iran_air = make.target(
        "Iran Air", make.name(Target(), "Homa", kind="alias"), make.detail("incorporation_country", "IR")
    )
    ship = make.target("Port Olya-3", make.identifier("imo", "9481910"), make.detail("flag", "RU"), kind="vessel")
    person = make.target("Ali Jafarabadi", make.detail("nationality", "IR"), kind="person")
    make.saved(person, Relation(target=person, kind="leader_of", object=iran_air))
    those_involved = make.class_of()
    allegation = make.allegation(actor=iran, recipient=make.target("Russia", kind="state", country="RU"))
    denial = make.claim(
        allegation, "deny", speaker="Nasser Kanaani", capacity="spokesman", content="No missiles were sent."
    )
    make.saved(allegation, denial, *make.cited(denial))

    termination = {code: _termination(by[code], iran, iran_air, treaty, statement) for code in ("GB", "FR", "DE")}
    uk_freeze = _case(by["GB-FCDO"], iran_air, "2024-11-18", "IRN0240", programme=programme, kind="designated")
    eu_freeze = _case(by["EU-COUNCIL"], iran_air, "2024-10-14", "2024/2697", kind="listed", responds_to=allegation)
    us_block = _case(by["US-OFAC"], iran_air, "/2024-09-10", "25237", kind="designated")
    make.saved(us_block, make.exemption(us_block, "GL 8", "2024-09", "2024-11-01", version="8L", act=statement))
    (uk_measure,) = uk_freeze.measures.all()
    make.saved(uk_freeze, make.exemption(uk_measure, "INT/2024/1", "2024-11-18", kind="wind_down"))
    _case(by["GB-FCDO"], ship, "2024-09-10", "RUS2266", types=["ship_specification"], kind="specified")
    _case(by["EU-COUNCIL"], person, "2024-10-14", "EU.1", types=["asset_freeze", "travel_ban"], kind="listed")

    promise = make.sanction(those_involved, by_authority=by["GB"], since="")
    freeze = promise.measures.get()
    fulfilment = Fulfilment(promise=freeze, measure=uk_freeze.measures.get(), basis="inferred")
    make.saved(promise, make.event(freeze, "announced", act=statement), fulfilment)
    intended = make.sanction(iran_air, by_authority=by["GB"], since="")
    make.saved(intended, make.event(intended.measures.get(), "intended"))
    return World(
        iran, iran_air, ship, person, those_involved, treaty, statement, programme, allegation,
        termination, uk_freeze, eu_freeze, us_block,
    )  # fmt: skip


def published_world() -> World:
    """The founding example in small, public."""
    made = world()
    make.publish_everything()
    return made


def _termination(by: Authority, iran: Target, iran_air: Target, treaty: Act, statement: Act) -> Sanction:
    case = make.sanction(
        iran, Affected(target=iran_air, role="operational"), by_authority=by, types=["air_services_termination"],
        since="", kind="bilateral",
    )  # fmt: skip
    measure = case.measures.get()
    measure.instrument_ended, measure.notice = treaty, "P12M"
    force = make.event(measure, "entered_into_force", "", effective="2025-09-10")
    force.effective_basis = "computed"
    steps = [make.event(measure, kind, act=statement) for kind in ("announced", "notice_given")]
    return make.saved(case, measure, *steps, force)


def _case(
    by: Authority,
    against: Target,
    since: str,
    reference: str,
    *,
    kind: str,
    types: list[str] | None = None,
    programme: Programme | None = None,
    **columns: object,
) -> Sanction:
    links = [ProgrammeLink(programme=programme, since=since, since_basis="stated")] if programme else []
    return make.sanction(
        against, *links, by_authority=by, since=since, types=types or ["asset_freeze"], kind=kind,
        reference=reference, **columns,
    )  # fmt: skip
