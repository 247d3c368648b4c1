"""A large database of invented targets with 2 to 5 names and 1 to 4 measures each, all cited.

The first thousand are entered and published as any other; the rest are copies of them in SQL, each with uids and names
of its own, since what is measured is reading.
"""

import random
from datetime import UTC, date, datetime, timedelta

from django.core.management import call_command
from django.db import connection
from tqdm import tqdm

from articles.models import Document, Passage, Publisher, list_uid
from benchmarks.copies import Copier
from sanctions.models import Authority, Citation, Event, Measure, Name, Programme, ProgrammeLink, Sanction, Target
from sanctions.publishing.publish import publish

AUTHORITIES = (("GB", "GB-FCDO"), ("US", "US-OFAC"), ("EU", "EU-COUNCIL"), ("CA", "CA-GAC"), ("AU", "AU-DFAT"))
TYPES = ("asset_freeze", "travel_ban", "director_disqualification", "trust_services_ban")
_SYLLABLES = (
    *("ka", "ro", "mi", "ten", "sha", "bu", "lo", "ven", "dar", "ish", "tor", "ne", "gul", "far", "zo", "li", "pra"),
    *("mak", "ost", "vel", "in", "yar", "hol", "bek", "sun", "tir", "an"),
)
_CHUNK = 1000
_SEED = 20240910


def build(targets: int) -> None:
    """Fills the empty database of the settings with so many targets, and publishes them."""
    call_command("migrate", verbosity=0)
    if Target.objects.count() == targets:
        return
    if Target.objects.exists():
        raise SystemExit("The database holds another data set: delete it and begin again.")
    chance = random.Random(_SEED)  # the same names on every machine
    now = datetime.now(UTC)
    sources = _sources(now)
    first = min(_CHUNK, targets)
    aimed, cases = _entered(chance, first, *sources)
    publish([*aimed, *cases], by=None, at=now + timedelta(seconds=1), because="benchmark")
    copier = Copier(lambda: _name(chance))
    for start in tqdm(range(first, targets, first), unit_scale=first, unit="target"):
        copier.copy(start // first, min(first, targets - start))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _sources(now: datetime) -> tuple[list[Passage], list[Authority], list[Programme]]:
    publisher = Publisher.objects.create(name="Benchmark gazette")
    documents = [
        Document(kind="official_list", title=f"Notice {i}", publisher=publisher, text_is_public=True) for i in range(50)
    ]
    Document.objects.bulk_create(documents)
    passages = [Passage(document=document, quote=f"Entry in {document.title}") for document in documents]
    Passage.objects.bulk_create(passages)
    authorities = []
    for state, body in AUTHORITIES:
        above = Authority.objects.create(uid=state, name=f"State {state}", kind="state")
        authorities.append(Authority.objects.create(uid=body, name=f"Body {body}", kind="ministry", parent=above))
    programmes = [
        Programme.objects.create(uid=f"{body.uid}-{i}", authority=body, code=f"P{i}", name=f"Programme {i}")
        for body in authorities
        for i in range(10)
    ]
    everything = [publisher, *documents, *Authority.objects.all(), *programmes]
    publish(everything, by=None, at=now, because="benchmark")
    return passages, authorities, programmes


def _entered(
    chance: random.Random,
    size: int,
    passages: list[Passage],
    authorities: list[Authority],
    programmes: list[Programme],
) -> tuple[list[Target], list[Sanction]]:
    targets = [
        Target(uid=list_uid("benchmark", str(i)), kind=chance.choice(("person", "person", "company")))
        for i in range(size)
    ]
    Target.objects.bulk_create(targets)
    names = [
        Name(target=target, full=_name(chance), kind="primary" if j == 0 else "alias", is_display=j == 0)
        for target in targets
        for j in range(chance.randint(2, 5))
    ]
    Name.objects.bulk_create(names, batch_size=_CHUNK)
    cases = []
    for i, target in enumerate(targets):
        body = chance.randrange(len(authorities))
        uid = list_uid("benchmark-case", str(i))
        cases.append(Sanction(uid=uid, authority=authorities[body], target=target, kind="designated", reference=uid))
    Sanction.objects.bulk_create(cases)
    links, measures, events, citations = [], [], [], []
    for case in cases:
        own = [programme for programme in programmes if programme.authority_id == case.authority_id]
        links.append(ProgrammeLink(sanction=case, programme=chance.choice(own), printed="P"))
        day = date(2010, 1, 1) + timedelta(days=chance.randrange(5800))
        able = [kind for kind in TYPES if kind != "travel_ban" or case.target.kind == "person"]
        kinds = chance.sample(able, chance.randint(1, 3)) + (["arms_restrictions"] if chance.random() < 0.25 else [])
        for kind in kinds:
            measure = Measure(sanction=case, type=kind)
            measures.append(measure)
            citations.append(Citation(passage=chance.choice(passages), measure=measure))
            events.append(_event(case, measure, "entered_into_force", day))
            if chance.random() < 0.1:
                events.append(_event(case, measure, "delisted", day + timedelta(days=400)))
    ProgrammeLink.objects.bulk_create(links)
    Measure.objects.bulk_create(measures, batch_size=_CHUNK)
    Event.objects.bulk_create(events, batch_size=_CHUNK)
    Citation.objects.bulk_create(citations, batch_size=_CHUNK)
    return targets, cases


def _event(case: Sanction, measure: Measure, kind: str, day: date) -> Event:
    return Event(sanction=case, measure=measure, kind=kind, done_on=day.isoformat(), done_basis="stated")


def _name(chance: random.Random) -> str:
    return " ".join(
        "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 3))).title()
        for _ in range(chance.randint(2, 3))
    )
