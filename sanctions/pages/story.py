"""The founding example, put together from what the API answers about it.

On 10 September 2024 three states announced the end of their air services with Iran and named Iran Air; none of that was
in force the next day, and Iran Air was already blocked, by a fourth. Nothing of this is written here: without the
published records there is no story.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from articles.dates import LAST_DAY, Days
from sanctions.matching.normalise import fold
from sanctions.publishing.life import Period, bounds, status_on
from sanctions.reading import answers
from sanctions.vocabulary.exemption_kind import EXEMPTION_KINDS
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.speech_act import SPEECH_ACTS
from sanctions.vocabulary.status import STATUSES

NAME = "Iran Air"
ENDING = "air_services_termination"
DAYS = (date(2024, 9, 11), date(2024, 12, 1))
"""The day after the announcement, and a day after the listings that followed it."""

_ACCUSING = ("accuse", "confirm", "corroborate", "find")
_DENYING = ("deny", "dispute")
_SHOWN = 3
"""Sayings shown on each side; the record has them all."""

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Moment:
    """What held of a measure on a day, in words; `code` is empty where it had not begun."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Exempt:
    """What is permitted in spite of a measure: by which licence or exception, and between which days."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Line:
    """One measure, and what held of it on each of the days."""

    authority: str
    measure: str
    reference: str
    note: str
    address: str
    moments: tuple[Moment, ...]
    exempt: tuple[Exempt, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """What one speaker said: in short, and in the words that report it."""

    act: str
    speaker: str
    capacity: str
    on_behalf_of: str
    content: str
    quotes: tuple[str, ...]
    verbatim: bool
    document: str
    day: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """An allegation, with some who make it beside some who deny it, and how many claims the record has in all."""

    title: str
    address: str
    accusing: tuple[Saying, ...]
    denying: tuple[Saying, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words, and the address that answers it."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Story:
    """The founding example as far as it is published."""

    name: str
    days: tuple[str, ...]
    against: tuple[Line, ...]
    ending: tuple[Line, ...]
    aimed_at: str
    affected: str
    dispute: Dispute | None
    questions: tuple[Question, ...]


def story(*, today: date) -> Story | None:
    """The founding example; None where no measure against the airline or no end of air services is published."""
    against = _measures({"target_name": fold(NAME)}, today)
    ending = _measures({"type": [ENDING]}, today)
    aimed, ended = (list(map(orjson.loads, answer.items)) for answer in (against, ending))
    if not aimed or not ended:
        return None
    days, labels = (*DAYS, today), {**against.included, **ending.included}
    answered = next((measure["responds_to"] for measure in (*ended, *aimed) if measure["responds_to"]), None)
    dispute = _dispute(answered, today) if answered else None
    return Story(
        NAME,
        tuple(map(_in_words, days)),
        tuple(_line(measure, days, labels) for measure in aimed),
        tuple(_line(measure, days, labels) for measure in ended),
        _listed((measure["target"] for measure in ended), labels),
        _listed((one["target"] for measure in ended for one in measure["affected"]), labels),
        dispute,
        _questions(dispute),
    )


def _measures(asked: dict[str, Any], today: date) -> answers.Answer:
    """The measures begun by today, in whatever status, the first to have begun first."""
    return answers.listed("measure", {**asked, "status": list(STATUSES), "ordering": "began"}, today=today)


def _moment(day: date, life: list[Period]) -> Moment:
    standing = status_on(day, life)
    if standing is None:
        return Moment("", "not begun")
    if standing.certain:
        return Moment(standing.status, STATUSES.label(standing.status))
    possible = " or ".join(STATUSES.label(status).lower() for status in standing.possible)
    return Moment("uncertain", f"possibly {possible}")


def _life(measure: Mapping[str, Any]) -> list[Period]:
    """The periods that a measure is answered with."""
    return [
        Period(
            period["status"],
            *bounds(period["from"]),
            *bounds(period["until"], Days(LAST_DAY, LAST_DAY)),
        )
        for period in measure["periods"]
    ]


def _line(measure: Mapping[str, Any], days: tuple[date, ...], labels: Labels) -> Line:
    life = _life(measure)
    return Line(
        _label(measure["authority"], labels),
        MEASURE_TYPES.label(measure["type"]),
        measure["reference"],
        _reckoned(measure),
        f"/api/v1/measures/{measure['uid']}/",
        tuple(_moment(day, life) for day in days),
        # Not there in what was written before there were exemptions, until it is published again.
        tuple(map(_exempt, measure.get("exemptions", ()))),
    )


def _exempt(exemption: Mapping[str, Any]) -> Exempt:
    number, version = exemption["number"], exemption["version"]
    named = [EXEMPTION_KINDS.label(exemption["kind"]), f"{number} ({version})" if version else number]
    days = [
        f"{word} {_printed(exemption[end]['value'])}"
        for word, end in (("from", "since"), ("until", "until"))
        if exemption[end]
    ]
    words = " ".join(part for part in (*named, *days) if part)
    covers = exemption["covers"]
    return Exempt(f"{words}: {covers}" if covers else words, f"/api/v1/exemptions/{exemption['uid']}/")


def _reckoned(measure: Mapping[str, Any]) -> str:
    """A day that was only reckoned, which changes nothing until somebody confirms it; empty where there is none."""
    days = [
        event["effective_on"]["value"]
        for event in measure["events"]
        if event["effective_on"] and event["effective_on"]["basis"] == "computed"
    ]
    return f"due {_printed(days[0])}, as reckoned; not confirmed" if days else ""


def _dispute(uid: str, today: date) -> Dispute | None:
    try:
        item = answers.record("allegation", uid, {}, today=today)
    except (answers.NotFound, answers.NoLongerThere):
        return None
    allegation = orjson.loads(item.body)
    return Dispute(
        allegation["label"],
        f"/api/v1/allegations/{uid}/",
        _sayings(allegation["claims"], _ACCUSING, item.included),
        _sayings(allegation["claims"], _DENYING, item.included),
        len(allegation["claims"]),
    )


def _sayings(claims: Iterable[Mapping[str, Any]], acts: tuple[str, ...], labels: Labels) -> tuple[Saying, ...]:
    """The claims by one of these speech acts, those in the speaker's own words first.

    What several authorities said through one speaker in the same words is one saying.
    """
    found: dict[tuple[Any, ...], tuple[Mapping[str, Any], list[Mapping[str, Any]], list[str]]] = {}
    for claim in claims:
        if claim["speech_act"] not in acts:
            continue
        # Publishing asks of every claim of the desk that a passage supports it; a list's claim may have none.
        sources = [source for source in claim["sources"] if source["stance"] == "supports"]
        own = [source for source in sources if source["fidelity"] == "verbatim"]
        words = own or sources[:1]
        same = (claim["speech_act"], claim["speaker"], claim["content"], *(source["quote"] for source in words))
        _, _, speaking_for = found.setdefault(same, (claim, words, []))
        if claim["on_behalf_of"]:
            speaking_for.append(claim["on_behalf_of"])
    sayings = [
        Saying(
            SPEECH_ACTS.label(claim["speech_act"]),
            claim["speaker"],
            claim["capacity"],
            _listed(speaking_for, labels),
            claim["content"],
            tuple(source["quote"].strip('“”"') for source in words),
            all(source["fidelity"] == "verbatim" for source in words),
            _listed((source["document"] for source in words), labels),
            _printed(claim["made_on"]["value"]) if claim["made_on"] else "",
        )
        for claim, words, speaking_for in found.values()
    ]
    return tuple(sorted(sayings, key=lambda saying: not saying.verbatim)[:_SHOWN])


def _questions(dispute: Dispute | None) -> tuple[Question, ...]:
    announced, later = (day.isoformat() for day in DAYS)
    found = [
        Question(f"What applied to {NAME} the day after the announcement?", _asked(target_name=NAME, as_of=announced)),
        Question(f"And on {_in_words(DAYS[1])}?", _asked(target_name=NAME, as_of=later)),
        Question(
            "Who had announced the end of air services with Iran, and whom did it touch?",
            _asked(type=ENDING, as_of=announced),
        ),
        Question("Was any of that in force?", _asked(type=ENDING, as_of=announced, status="in_force")),
    ]
    if dispute:
        found.append(Question("Who alleges what, and who denies it in which words?", dispute.address))
    return tuple(found)


def _asked(**parameters: str) -> str:
    return f"/api/v1/measures/?{urlencode(parameters, quote_via=quote)}"


def _label(uid: str, labels: Labels) -> str:
    return labels[uid]["label"] if uid in labels else uid


def _listed(uids: Iterable[str], labels: Labels) -> str:
    """Several labels in one phrase: France, Germany and United Kingdom."""
    *most, last = sorted({_label(uid, labels) for uid in uids}) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _printed(text: str) -> str:
    """A date in EDTF as a reader would write it, where it is about one day; else as it stands."""
    before = "on or before " if text.startswith("/") else "about " if text.endswith("~") else ""
    try:
        return before + _in_words(date.fromisoformat(text.strip("/~") if before else text))
    except ValueError:
        return text
