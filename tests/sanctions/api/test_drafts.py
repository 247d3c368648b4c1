"""Drafts never leak: whatever is asked, the answer is the same to the byte with and without work in progress."""

import logging
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from articles.models import Document, Journal, JournalEvent, Passage, Publisher
from sanctions.api import views
from sanctions.api.views import RESOURCES
from sanctions.editing.merge import merge
from sanctions.editing.save import delete
from sanctions.models import (
    RECORDS,
    Act,
    ActRelation,
    Address,
    Affected,
    Allegation,
    Authority,
    Exemption,
    Fulfilment,
    Measure,
    Membership,
    Programme,
    ProgrammeAlias,
    ProgrammeLink,
    Relation,
    Sanction,
    Target,
)
from sanctions.publishing.publish import NotPublishable, publish
from sanctions.reading import questions
from tests import factories as make
from tests.sanctions.api.asking import CLIENT, ROOT
from tests.sanctions.api.world import World
from tests.soak import examples

pytestmark = pytest.mark.django_db

REQUESTS = examples(1_100, 15_000)
SECRET = "Zarathustra"
"""A word that stands in every draft, and in nothing that is published."""
DRAFTS = {model.kind_name: f"draft-{model.kind_name}" for model in RECORDS} | {"authority": "GB-DRAFT"}
"""The uids of the new records, known to whoever asks before and after."""

KINDS: dict[str, type[Any]] = {
    "authorities": questions.Authorities, "programmes": questions.Programmes, "acts": questions.Acts,
    "targets": questions.Targets, "sanctions": questions.Sanctions, "allegations": questions.Allegations,
    "documents": questions.Documents, "publishers": questions.Publishers,
}  # fmt: skip
FACTS = ("measures", "exemptions")
QUESTIONS: dict[str, type[Any]] = {
    **KINDS,
    "measures": questions.Measures,
    "exemptions": questions.Exemptions,
    "changes": questions.Changes,
    "stats": questions.Statistics,
}


# --- What is asked ----------------------------------------------------------------------------------------------------


def candidates(world: World) -> dict[str, list[str]]:
    """Values worth asking for, by parameter: public ones, ones that only drafts hold, and nonsense."""
    uids = [
        *DRAFTS.values(),
        "draft-measure",
        "draft-exemption",
        "draft-twin",
        world.iran.uid,
        world.iran_air.uid,
        world.person.uid,
    ]
    authorities = [*["GB", "GB-FCDO", "EU", "US", "FR,DE"] * 4, "GB-DRAFT", "XX", "gb"]
    days = ["2024-09-10", "2024-09-11", "2024-12-01", "2025-10-01", "1990-01-01", "9999-12-31"]
    days = [*days, *days, "2024-13-01"]
    names = ["Iran Air", "Homa", "Iran", SECRET, f"{SECRET} Air", "Zara", "the", "%", "Russia"]
    moments = [*days[:4], "2024-09-11T12:00:00Z", "2024-09-11T11:59:59Z"]
    return {
        "as_of": days, "known_at": moments, "recorded_at": moments, "event_from": days, "event_to": days,
        "limit": ["1", "2", "3", "0", "500"], "count": [*["true"] * 4, "false", "yes"], "cursor": ["a:b"],
        "ordering": ["label", "-label", "uid", "-uid", "-known_from", "began", "-began", "note", "revision"],
        "authority": authorities, "issuer": authorities, "parent": authorities, "within": authorities,
        "member": authorities, "on_behalf_of": authorities, "listed_by": authorities, "not_listed_by": authorities,
        "target": uids, "affected": uids, "linked_to": uids, "actor": uids, "recipient": uids, "uid": uids,
        "responds_to": [world.allegation.uid, *uids], "legal_basis": [world.statement.uid, *uids],
        "publisher": ["draft-publisher", *uids], "programme": [*["GB-RUS"] * 4, "draft-programme"],
        "q": names, "name": names, "target_name": names, "affected_name": names, "code": ["GB-RUS", SECRET],
        "number": ["GL 8", "8L", "int/2024/1", SECRET], "has_exemption": ["true", "false"],
        "act": [world.statement.uid, *uids], "sanction": [world.us_block.uid, *uids], "measure": uids,
        "reference": ["IRN0240", "25237", SECRET], "identifier": ["9481910", "imo:9481910", "imo:9074729", SECRET],
        "country": ["IR", "GB", "IR,RU", "KP"], "nationality": ["IR", "KP"], "incorporation": ["IR", "KP"],
        "flag": ["RU", "KP"], "regime_country": ["RU", "KP"], "language": ["en", "fa"],
        "status": ["in_force", "announced", "proposed", "ended", "suspended,abandoned", "draft"],
        "certain": ["true", "false"], "standing": ["designated", "announced", "formerly", "affected", "related"],
        "type": ["asset_freeze", "travel_ban", "transportation_restrictions", "arms_embargo"],
        "event": ["announced", "entered_into_force", "delisted"], "ground": ["petition", "deceased"],
        "kind": [
            *("designated", "company", "vessel", "state", "ministry", "statement", "treaty", "news", "goods"),
            *("general_licence", "wind_down"),
        ],
        "target_kind": ["person", "legal_entity", "goods"], "origin": ["autonomous", "implements"],
        "list": ["desk", "gb_fcdo", "uk"], "speech_act": ["accuse", "deny", "confirm"],
        "since": ["0", "1", "2", "999"], "record": ["target", "sanction", "journal"],
    }  # fmt: skip


def requests(world: World, random: Random) -> Iterator[tuple[str, str]]:
    """Methods and addresses without end: those that everybody asks first, then any mixture of parameters."""
    values = candidates(world)
    for name in (*RESOURCES, "schema", "", "docs", *(f"export/{name}" for name in (*KINDS, *FACTS))):
        yield "GET", f"{name}/" if name else ""
        yield "OPTIONS", f"{name}/" if name else ""
    uids = published_uids(*(f"{name}/?limit=500" for name in (*KINDS, "measures")), "targets/?standing=related")
    exemptions = published_uids("exemptions/")
    for name in (*KINDS, *FACTS):
        own = exemptions if name == "exemptions" else uids
        for uid in (*own, *DRAFTS.values(), "draft-measure", "draft-exemption", "draft-twin"):
            tail = random.choice(
                ["", "", "editions/", "editions/1/", "editions/2/", "?as_of=2024-09-11", "?known_at=2024-09-11"]
            )
            yield random.choice(["GET", "GET", "GET", "HEAD", "OPTIONS", "POST"]), f"{name}/{uid}/{tail}"
    while True:
        name = random.choice([*QUESTIONS, "measures", "targets", "targets", "sanctions"])
        known = [one for one in QUESTIONS[name]._declared_fields if one != "cursor" or random.random() < 0.1]
        asked = {one: random.choice(values[one]) for one in random.sample(known, random.choice([1, 1, 1, 2, 2, 3]))}
        if random.random() < 0.03:
            asked[random.choice(["note", "revision", "draft", "status__in"])] = "1"
        if name in KINDS and random.random() < 0.05:
            name = f"export/{name}"
        yield random.choice(["GET"] * 20 + ["HEAD"]), f"{name}/?{urlencode(asked, quote_via=quote)}"


def published_uids(*paths: str) -> list[str]:
    """The uids of all that is answered there."""
    return [row["uid"] for path in paths for row in CLIENT.get(f"{ROOT}{path}").json()["results"]]


def answered(method: str, path: str) -> tuple[Any, ...]:
    """All that a reader can see of an answer."""
    response = CLIENT.generic(method, ROOT + path)
    body = response.getvalue()
    return response.status_code, sorted(response.headers.items()), body


# --- What editors do meanwhile ----------------------------------------------------------------------------------------


def drafts(world: World) -> None:
    """Work in progress of every kind; nothing of it is published."""
    editor = make.user()
    publisher = make.saved(Publisher(uid="draft-publisher", name=SECRET, country="KP", note=SECRET), by=editor)
    document = make.saved(
        Document(
            uid="draft-document", title=SECRET, kind="news", publisher=publisher, language="fa", declared_length=9_999
        )
    )
    words = make.passage(f"{SECRET} said so", of=document)
    authority = make.authority("GB-DRAFT", name=SECRET, country="KP", parent=Authority.get("GB"))
    make.saved(
        Programme(uid="draft-programme", authority=authority, code=SECRET, name=SECRET, countries=["KP"], note=SECRET)
    )
    act = make.act(SECRET, authority, uid="draft-act", kind="treaty", note=SECRET)
    target = make.target(
        f"{SECRET} Air", make.identifier("imo", "9074729"), make.detail("nationality", "KP"), make.detail("flag", "KP"),
        kind="goods", uid="draft-target", note=SECRET,
    )  # fmt: skip
    allegation = make.allegation(SECRET, uid="draft-allegation", actor=target, recipient=world.iran_air)
    case = make.sanction(
        target, ProgrammeLink(programme=Programme.get("draft-programme")), Affected(target=world.ship, role="owned"),
        by_authority=Authority.get("GB"), uid="draft-sanction", reference=SECRET, responds_to=allegation,
        types=["arms_embargo"],
    )  # fmt: skip
    make.saved(case, make.event(case, "delisted", "2024-11-01", act=act, ground="petition"))
    half_typed(world, words)
    twin = make.target("Iran Airways", uid="draft-twin")
    merge(
        twin,
        Target.get(world.iran_air.uid),
        by=editor,
        at=make.NOW,
        via="tests",
        expected=twin.revision,
        because=SECRET,
    )
    ship = Target.get(world.ship.uid)
    merge(
        ship, Target.get(world.person.uid), by=editor, at=make.NOW, via="tests", expected=ship.revision, because=SECRET
    )
    gone = make.saved(Publisher(name=f"{SECRET} Times"), by=editor)
    delete(gone, by=editor, at=make.NOW, via="tests", expected=gone.revision, because=SECRET)
    for event in JournalEvent:
        Journal.line(Target.get(world.iran_air.uid), event, by=editor, at=make.NOW, via="admin", because=SECRET).save()
    with pytest.raises(NotPublishable):
        publish([case], by=editor, at=make.later(5), because=SECRET)


def half_typed(world: World, words: Passage) -> None:
    """Changes to what is published, to each kind of record and with each kind of fact."""
    air = Target.get(world.iran_air.uid)
    shown = air.names.get(is_display=True)
    shown.full, air.note, air.kind = SECRET, SECRET, "organization"
    alias = make.name(air, f"{SECRET} Airlines", kind="alias")
    tie = Relation(target=air, kind="owner", printed=SECRET)
    more = [shown, alias, make.identifier("bic", "IRANIRTH", target=air), make.detail("flag", "KP", target=air),
            Address(target=air, full=SECRET, country="KP"), tie, make.claim(tie, speaker=SECRET)]  # fmt: skip
    make.saved(air, *more, *make.cited(alias, passage_=words))
    case = Sanction.get(world.uk_freeze.uid)
    (freeze,) = case.measures.all()
    ban = Measure(uid="draft-measure", sanction=case, type="travel_ban", scope=SECRET)
    case.grounds = case.exposure = SECRET
    make.saved(
        case, ban, make.event(ban, "announced"), make.event(freeze, "delisted", "2024-11-20", ground="petition"),
        make.event(case, "suspended", "2024-11-19"), Affected(sanction=case, target=air, role="controlled"),
        make.exemption(freeze, SECRET, covers=SECRET, uid="draft-exemption"),
        make.exemption(case, "GL 9", "2024-01-01", version=SECRET), *_changed(freeze),
        ProgrammeLink(sanction=case, programme=Programme.get("draft-programme")), make.claim(freeze, speaker=SECRET),
        *make.cited(ban, passage_=words),
    )  # fmt: skip
    promise = Sanction.objects.get(target=world.those_involved)
    make.saved(promise, Fulfilment(promise=promise.measures.get(), measure=ban, basis="inferred"))
    eu = Sanction.get(world.eu_freeze.uid)
    make.saved(eu, removed=list(eu.measures.all()))
    britain = Authority.get("GB")
    britain.name, britain.parent = SECRET, Authority.get("GB-DRAFT").parent and None
    make.saved(britain, Membership(bloc=britain, member=Authority.get("US")))
    programme = Programme.get("GB-RUS")
    programme.countries, programme.name = ["KP"], SECRET
    make.saved(programme, ProgrammeAlias(programme=programme, printed=SECRET))
    statement = Act.get(world.statement.uid)
    statement.title = SECRET
    related = {"issuers": [Authority.get("US")]}
    make.saved(
        statement, ActRelation(act=statement, kind="amends", object=Act.get("draft-act")),
        make.claim(statement, speaker=SECRET), related=related,
    )  # fmt: skip
    alleged = Allegation.get(world.allegation.uid)
    alleged.title, alleged.actor = SECRET, air
    make.saved(alleged, make.claim(alleged, "confirm", speaker=SECRET, on_behalf_of=Authority.get("US")))
    text = Document.objects.exclude(uid="draft-document").get()
    text.title, text.note = SECRET, SECRET
    make.saved(text, Passage(document=text, quote=SECRET, fidelity="verbatim"))
    gazette = Publisher.objects.exclude(uid="draft-publisher").get()
    gazette.name, gazette.country = SECRET, "KP"
    make.saved(gazette)


def _changed(freeze: Measure) -> list[Exemption]:
    """The public exemption from a measure, with other words and another end."""
    (known,) = freeze.exemptions.all()
    known.covers, known.until, known.until_basis = SECRET, "2024-11-19", "stated"
    return [known]


# --- And nobody sees it -----------------------------------------------------------------------------------------------


def test_no_answer_differs_by_a_byte_whatever_is_being_drafted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_today", lambda: date(2024, 12, 1))  # the test may run over midnight
    random = Random(f"{REQUESTS} requests")  # noqa: S311  # the same ones every time
    logging.disable(logging.WARNING)  # a line for each refusal would take half the time
    try:
        asked = requests(world, random)
        before = {request: answered(*request) for request, _ in zip(asked, range(REQUESTS), strict=False)}
        drafts(world)
        for request, told in before.items():
            assert answered(*request) == told, request
    finally:
        logging.disable(logging.NOTSET)
    statuses = {told[0] for told in before.values()}
    assert {200, 400, 404, 405} <= statuses
    assert not any(SECRET.encode() in told[2] for (_, path), told in before.items() if SECRET not in path)
    assert sum(told[0] == 200 for told in before.values()) > len(before) / 2


def test_the_drafts_would_show_if_they_were_published(world: World) -> None:
    """The test above sees something only if the same drafts, once public, change the answers."""
    paths = [f"{name}/" for name in RESOURCES if name != "vocabulary"]
    before = {path: answered("GET", path)[2] for path in paths}
    publisher = Publisher(uid="draft-publisher", name=SECRET)
    make.saved(publisher)
    half = Target.get(world.iran_air.uid)
    shown = half.names.get(is_display=True)
    shown.full = SECRET
    make.saved(half, shown)
    make.publish_everything(at=make.later(5))
    after = {path: answered("GET", path)[2] for path in paths}
    assert [path for path in paths if before[path] == after[path]] == []
    assert [path for path in paths if SECRET.encode() in after[path]] == [
        "targets/", "sanctions/", "measures/", "exemptions/", "publishers/", "changes/",
    ]  # fmt: skip
