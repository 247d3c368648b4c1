"""The life of a measure: from its dated events to the stretches of time in which each status holds.

Dates are partial, so each end of a stretch lies between two days, and what held on a day is certain or only possible.
A date that is merely computed never changes a status: it is for an editor to confirm.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from articles.dates import FIRST_DAY, LAST_DAY, UNKNOWN, Days
from sanctions.vocabulary.event_kind import EVENT_KINDS

# The steps of a life in their usual order, each with those that it goes on from ("" where nothing was before). A step
# is the status that it leads to, but for two ways back into force.
_STEPS = {
    "proposed": ("", "abandoned", "ended"),
    "announced": ("", "proposed", "abandoned", "ended"),
    "pending": ("", "proposed", "announced", "abandoned", "ended"),
    "in_force": ("", "proposed", "announced", "pending", "abandoned", "ended"),
    "suspended": ("in_force", "resumed", "reimposed"),
    "resumed": ("suspended",),
    "abandoned": ("proposed", "announced", "pending"),
    "ended": ("in_force", "suspended", "resumed", "reimposed"),
    "reimposed": ("abandoned", "ended"),
}
_RANKS = {step: rank for rank, step in enumerate(_STEPS)}
_RETURNS = ("resumed", "reimposed")
_BEGINNINGS = ("promise", "making")
_SEEN_AFTERWARDS = (*_BEGINNINGS, "return")
_BEGUN = ("pending", "in_force", "suspended")


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open stretch in which one status holds; each end lies between its earliest and latest day."""

    status: str
    from_earliest: date
    from_latest: date
    until_earliest: date = LAST_DAY
    until_latest: date = LAST_DAY

    def possible_on(self, day: date) -> bool:
        """Whether the status may have held on that day."""
        return self.from_earliest <= day < self.until_latest

    def certain_on(self, day: date) -> bool:
        """Whether the status did hold on that day."""
        return self.from_latest <= day < self.until_earliest


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a measure on one day: certain, or the likeliest of several that are possible."""

    status: str
    certain: bool
    possible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Turn:
    kind: str
    """The event's."""
    step: str
    earliest: date
    latest: date
    may_be_older: bool = False
    """Whether the date is only that of the list or text in which it was first found."""

    @property
    def status(self) -> str:
        return "in_force" if self.step in _RETURNS else self.step


def periods(own: Iterable[Mapping[str, Any]], of_the_case: Iterable[Mapping[str, Any]] = ()) -> list[Period]:
    """The stretches of a measure's life, oldest first, from its own events and those of its whole case.

    Events are those of a published document. A beginning of the whole case counts only for measures that have no
    beginning of their own: a director disqualification added in 2025 does not date from the designation in 2024, nor
    did a delisting in 2023 end it.
    """
    own = list(own)
    of_the_case = concerning(own, of_the_case)
    if any(_stage(event) in _BEGINNINGS for event in own):
        of_the_case = [event for event in of_the_case if _stage(event) not in _BEGINNINGS]
    turns = _in_order([turn for event in (*own, *of_the_case) for turn in _turns(event)])
    kept: list[_Turn] = []
    for turn in (replace(turn, earliest=FIRST_DAY) if turn.may_be_older else turn for turn in turns):
        status = _becomes(kept[-1].status if kept else "", turn.status)
        if kept and status == kept[-1].status:
            kept[-1] = _said_twice(kept[-1], turn)
        elif status:
            kept.append(replace(turn, step=status))
    # What follows cannot have come before: each turn is no earlier than the one before, and no later than the next.
    for i in range(1, len(kept)):
        kept[i] = replace(kept[i], earliest=max(kept[i].earliest, kept[i - 1].earliest))
    for i in range(len(kept) - 2, -1, -1):
        kept[i] = replace(kept[i], latest=min(kept[i].latest, kept[i + 1].latest))
    starts = [(turn.earliest, turn.latest) for turn in kept]
    ends = [*starts[1:], (LAST_DAY, LAST_DAY)]
    # Not strict: a life without turns has an end all the same.
    return [Period(turn.status, *start, *end) for turn, start, end in zip(kept, starts, ends, strict=False)]


def of_exemption(exemption: Mapping[str, Any]) -> list[Period]:
    """The stretches of an exemption's life: it enters into force, and it expires where an end is set."""
    steps = [("entered_into_force", exemption["since"])]
    steps += [("expired", exemption["until"])] if exemption["until"] else []
    return periods([{"kind": kind, "done_on": None, "effective_on": printed} for kind, printed in steps])


def concerning(own: Iterable[Mapping[str, Any]], of_the_case: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those events of a whole case that are also events of a measure with these events of its own.

    What the case went through before the measure was made or promised is none of the measure's.
    """
    begun = [bounds(event["done_on"] or event["effective_on"]) for event in own if _stage(event) in _BEGINNINGS]
    if not begun:
        return list(of_the_case)
    first = min(days.earliest for days in begun)
    return [event for event in of_the_case if bounds(event["effective_on"] or event["done_on"]).latest >= first]


def status_on(day: date, life: Iterable[Period]) -> Standing | None:
    """The status on a day, or None where the measure had certainly not begun.

    Where several are possible, the last to have begun is named, and the standing is not certain.
    """
    possible = [period for period in life if period.possible_on(day)]
    if not possible:
        return None
    last = possible[-1]
    return Standing(last.status, last.certain_on(day), tuple(period.status for period in possible))


def _stage(event: Mapping[str, Any]) -> str:
    return str(EVENT_KINDS[event["kind"]].mappings["stage"])


def _turns(event: Mapping[str, Any]) -> list[_Turn]:
    word = EVENT_KINDS[event["kind"]]
    status, stage = str(word.mappings["status"]), str(word.mappings["stage"])
    if not status:
        return []
    done, effective = event.get("done_on"), event.get("effective_on")
    step = word.code if word.code in _RETURNS else status
    since = stage in _SEEN_AFTERWARDS
    if stage == "promise" or status == "pending":
        # Said or adopted on one day; only an adopted measure comes into force by itself, on the day it names.
        turns = _turn(word.code, step, done if done or not effective else effective, since=since)
        if status == "pending" and effective:
            force = _turn(word.code, "in_force", effective, since=since)
            if force and turns and force[0].latest <= turns[0].earliest:
                return force
            turns += force
        return turns
    return _turn(word.code, step, effective or done, since=since)


def _turn(kind: str, step: str, printed: Mapping[str, Any] | None, *, since: bool) -> list[_Turn]:
    if printed is None:
        return [_Turn(kind, step, FIRST_DAY, LAST_DAY)]
    if printed["basis"] == "computed":
        return []
    return [_Turn(kind, step, *bounds(printed), may_be_older=since and _is_first_seen(printed))]


def _is_first_seen(printed: Mapping[str, Any]) -> bool:
    # An interval says itself how early it can have been: /2023-12-28, or between the list before and this one.
    return printed["basis"] == "first_seen" and "/" not in printed["value"]


def beginning(printed: Mapping[str, Any] | None) -> Days:
    """The days on which something can have begun: what was first seen on a day began on that day or earlier."""
    days = bounds(printed)
    return Days(FIRST_DAY, days.latest) if printed and _is_first_seen(printed) else days


def bounds(printed: Mapping[str, Any] | None, unknown: Days = UNKNOWN) -> Days:
    """The days a published date can mean."""
    if printed is None:
        return unknown
    return Days(date.fromisoformat(printed["earliest"]), date.fromisoformat(printed["latest"]))


def _in_order(turns: list[_Turn]) -> list[_Turn]:
    """The turns as they came about: by time where their days tell, else in the usual order of steps."""
    remaining = sorted(turns, key=lambda one: (_RANKS[one.step], one.earliest, one.latest, one.kind, one.may_be_older))
    ordered: list[_Turn] = []
    now: _Turn | None = None
    while remaining:
        free = [turn for turn in remaining if not any(_precedes(other, turn, now) for other in remaining)]
        first = min(free, key=lambda turn: _is_another(turn, now))
        remaining.remove(first)
        ordered.append(first)
        if _becomes(now.status if now else "", first.status):
            now = first
    return ordered


def _precedes(one: _Turn, other: _Turn, now: _Turn | None) -> bool:
    """Whether a turn came before another, where `now` was the last before both.

    So it did where its latest day is before the other's earliest. Where their days touch or overlap, and neither end of
    its days is later, it did if each of the two makes sense after what was before it: a relisting in the release after
    the delisting, a delisting in the next. What lies within the days of another is left to the usual order.
    """
    if one.latest < other.earliest:
        return True
    days, others = (one.earliest, one.latest), (other.earliest, other.latest)
    is_earlier = days != others and days[0] <= others[0] and days[1] <= others[1]
    return is_earlier and _goes_on(one, now) and _goes_on(other, one)


def _goes_on(turn: _Turn, before: _Turn | None) -> bool:
    """Whether a turn makes sense after another: it goes on from it, or says the same again."""
    step = before.step if before else ""
    return step == turn.step or step in _STEPS[turn.step]


def _is_another(turn: _Turn, now: _Turn | None) -> bool:
    """Whether what is ended or suspended ends or pauses another time, on other days: it must have come back between."""
    if now is None or turn.kind != now.kind or turn.step not in ("suspended", "ended"):
        return False
    return turn.latest < now.earliest or now.latest < turn.earliest


def _said_twice(one: _Turn, again: _Turn) -> _Turn:
    """A status that is said again: the first of the two tells by when it was so.

    But an event that happens once, told of by two sources, was when the narrower one says, if the other allows that.
    """
    is_once = one.kind == again.kind and _RANKS[one.step] >= _RANKS["in_force"]
    if is_once and one.earliest <= again.earliest and again.latest <= one.latest:
        return again
    return replace(one, latest=min(one.latest, again.latest))


def _becomes(now: str, then: str) -> str:
    """The status after a step; empty where the step changes none, as a publication after entry into force."""
    if then in ("proposed", "announced"):
        return "" if now in _BEGUN or (now, then) == ("announced", "proposed") else then
    if then == "pending":
        return "" if now in ("in_force", "suspended") else then
    if then == "abandoned":
        return "ended" if now in ("in_force", "suspended") else then
    return then
