"""Desk records for tests: plain defaults, each kind in one call.

What a test builds on is entered quickly, without journal; what it is about is saved as an editor would, with `saved`.
Facts are made with `name`, `measure`, `event`, `claim` … and handed to the record they belong to, parents first.
"""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models

from articles.models import Document, Fact, Fidelity, Passage, Publisher, Record
from sanctions.editing.save import save
from sanctions.models import (
    CITABLE,
    RECORDS,
    Act,
    Allegation,
    Authority,
    Citation,
    Claim,
    Detail,
    Event,
    Exemption,
    Identifier,
    Measure,
    Name,
    Programme,
    Publication,
    Sanction,
    Target,
)
from sanctions.publishing.publish import publish

R = TypeVar("R", bound=Record)

NOW = datetime(2024, 9, 11, 12, tzinfo=UTC)
"""When tests happen, unless they say otherwise."""


def later(minutes: float = 1) -> datetime:
    """Some time after NOW."""
    return NOW + timedelta(minutes=minutes)


def user(name: str = "editor") -> User:
    """A person of the desk, the same one for the same name."""
    found, _ = User.objects.get_or_create(username=name)
    return found


def saved(record: R, *facts: Fact, by: User | None = None, **options: Any) -> R:
    """The record, saved with these facts, parents first, at the revision that it was read at."""
    expected = record.revision if record.pk else None
    save(record, facts=facts, by=by, **{"at": NOW, "via": "tests", "expected": expected, **options})
    return record


def entered(record: R, *facts: Fact) -> R:
    """The record and these facts, parents first, as rows of the desk that somebody saved once."""
    record.revision = 1
    record.save()
    for fact in facts:
        for field in fact._meta.concrete_fields:
            if isinstance(field, models.ForeignKey) and field.is_cached(fact):  # parents have their keys only now
                setattr(fact, field.name, getattr(fact, field.name))
        fact.save()
    return record


def everything() -> list[Record]:
    """Every record on the desk."""
    return [record for model in RECORDS for record in model._default_manager.all()]


def publish_everything(*, at: datetime = NOW, **options: Any) -> Publication | None:
    """Publishes the desk as it stands."""
    return publish(everything(), **{"by": None, "at": at, "because": "first", **options})


# --- Texts ------------------------------------------------------------------------------------------------------------


def document(title: str = "Joint statement on Iran", *, text: str = "", **columns: Any) -> Document:
    """A public text, and its publisher; long enough for many short quotations."""
    publisher = Publisher.objects.filter(name="Example Gazette").first() or entered(Publisher(name="Example Gazette"))
    columns = {"kind": "statement", "publisher": publisher, "declared_length": 0 if text else 100_000, **columns}
    return entered(Document(title=title, text=text, **columns))


def passage(quote: str = "", *, of: Document | None = None) -> Passage:
    """Words of a document."""
    quote = quote or f"passage number {Passage.objects.count() + 1}"
    words = Passage(document=of or Document.objects.first() or document(), quote=quote, fidelity=Fidelity.VERBATIM)
    words.save()
    return words


def cited(*facts: Fact | Record, passage_: Passage | None = None, **columns: Any) -> list[Citation]:
    """Citations, one for each of these facts, of the passage given or the first there is."""
    words = passage_ or Passage.objects.first() or passage()
    columns_by_model = {model: column for column, model in CITABLE.items()}
    return [Citation(passage=words, **{columns_by_model[type(fact)]: fact}, **columns) for fact in facts]


# --- Authorities, programmes, acts ------------------------------------------------------------------------------------


def authority(uid: str = "GB", **columns: Any) -> Authority:
    """The authority of this code, made where there is none yet."""
    known = Authority.objects.filter(uid=uid).first()
    kind = "ministry" if "-" in uid else "state"
    return known or entered(Authority(**{"uid": uid, "name": f"Authority {uid}", "kind": kind, **columns}))


def programme(uid: str = "GB-IRAN", *, of: Authority | None = None, **columns: Any) -> Programme:
    """A regime of an authority."""
    columns = {"authority": of or authority(), "code": uid, "name": f"Regime {uid}", **columns}
    return entered(Programme(uid=uid, **columns))


def act(title: str = "Joint statement", *issuers: Authority, **columns: Any) -> Act:
    """A statement by these authorities."""
    made = entered(Act(title=title, **{"kind": "statement", "made_on": "2024-09-10", **columns}))
    made.issuers.set(issuers or [authority()])
    return made


# --- Targets ----------------------------------------------------------------------------------------------------------


def name(of: Target, full: str, **columns: Any) -> Name:
    """A name of a target."""
    return Name(target=of, full=full, **columns)


def target(full: str = "Iran Air", *facts: Fact, kind: str = "company", **columns: Any) -> Target:
    """A target shown under a name. Facts that are handed in belong to it."""
    made = Target(kind=kind, label=full, **columns)
    for fact in facts:
        fact.target = made  # type: ignore[attr-defined]
    return entered(made, name(made, full, is_display=True), *facts)


def class_of(full: str = "Those involved in the transfers", **columns: Any) -> Target:
    """A class: described and not named."""
    defaults: dict[str, Any] = {
        "criterion": full,
        "class_role": "promise",
        "class_kinds": ["person", "company"],
        "class_countries": ["IR", "RU"],
    }
    return target(full, kind="class", **{**defaults, **columns})


def identifier(scheme: str = "imo", value: str = "9074729", **columns: Any) -> Identifier:
    """A number; the default is the example of a ship number in IMO's own explanation of the check digit."""
    return Identifier(scheme=scheme, value=value, **columns)


def detail(kind: str = "nationality", value: str = "IR", **columns: Any) -> Detail:
    """One more thing said of a target."""
    return Detail(kind=kind, value=value, **columns)


# --- Cases ------------------------------------------------------------------------------------------------------------


def measure(of: Sanction, type_: str = "asset_freeze", **columns: Any) -> Measure:
    """A measure of a case."""
    return Measure(sanction=of, type=type_, **columns)


def event(
    of: Measure | Sanction,
    kind: str = "entered_into_force",
    on: str = "2024-09-10",
    *,
    effective: str = "",
    **columns: Any,
) -> Event:
    """An event of a measure or of the whole case, on a stated day."""
    case, its_measure = (of.sanction, of) if isinstance(of, Measure) else (of, None)
    dates = {
        "done_on": on,
        "done_basis": "stated" if on else "",
        "effective_on": effective,
        "effective_basis": "stated" if effective else "",
    }
    return Event(sanction=case, measure=its_measure, kind=kind, **{**dates, **columns})


def exemption(
    of: Measure | Sanction, number: str = "GL 8", since: str = "2024-09-10", until: str = "", **columns: Any
) -> Exemption:
    """A general licence from a measure or from the whole case, between stated days."""
    case, its_measure = (of.sanction, of) if isinstance(of, Measure) else (of, None)
    dates = {
        "since": since,
        "since_basis": "stated" if since else "",
        "until": until,
        "until_basis": "stated" if until else "",
    }
    columns = {"kind": "general_licence", "covers": "Dealings in energy.", **dates, **columns}
    return Exemption(sanction=case, measure=its_measure, number=number, **columns)


def sanction(
    against: Target | None = None,
    *facts: Fact,
    by_authority: Authority | None = None,
    types: Collection[str] = ("asset_freeze",),
    since: str = "2024-09-10",
    **columns: Any,
) -> Sanction:
    """A case whose cited measures entered into force on one day. Facts that are handed in belong to it."""
    columns = {"kind": "designated", "authority": by_authority or authority(), "target": against or target(), **columns}
    case = Sanction(**columns)
    case.label = f"{case.authority.uid} {case.reference}".strip()
    measures = [measure(case, type_) for type_ in types]
    events = [event(one, on=since) for one in measures] if since else []
    for fact in facts:
        fact.sanction = case  # type: ignore[attr-defined]
    return entered(case, *measures, *events, *cited(*measures), *facts)


# --- Allegations ------------------------------------------------------------------------------------------------------


def claim(about: Any, speech_act: str = "accuse", *, speaker: str = "Antony Blinken", **columns: Any) -> Claim:
    """Somebody's statement about an allegation, act, measure, relation or detail."""
    polarity = "negates" if speech_act == "deny" else "affirms"
    subject = type(about)._meta.model_name or ""
    columns = {"content": "Iran sent missiles to Russia.", "polarity": polarity, **columns}
    return Claim(speech_act=speech_act, speaker=speaker, **{subject: about}, **columns)


def allegation(title: str = "Transfer of missiles from Iran to Russia", **columns: Any) -> Allegation:
    """An allegation with an accusation, cited."""
    made = Allegation(title=title, **columns)
    accusation = claim(made)
    return entered(made, accusation, *cited(accusation))
