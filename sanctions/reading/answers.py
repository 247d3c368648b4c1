"""Answers: published documents spliced together as they are stored, with what held of them on the day beside them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import orjson
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from sanctions.models import Edition, EditionState, PublishedExemption, PublishedMeasure
from sanctions.reading import conditions, statements
from sanctions.reading.keyset import Cursor, page, position, question
from sanctions.reading.labels import included
from sanctions.reading.parameters import USUAL
from sanctions.reading.snapshot import Snapshot
from sanctions.reading.standing import of_measures, of_targets
from sanctions.reading.statements import Held

Asked = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of items, each in JSON, and what goes with them."""

    items: list[str]
    snapshot: Snapshot
    included: dict[str, dict[str, str]]
    next: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an answer, in JSON."""

    body: str
    snapshot: Snapshot
    included: dict[str, dict[str, str]] = field(default_factory=dict)


class NotFound(Exception):
    """Nothing is published under this uid, at the moment asked about."""


class NoLongerThere(Exception):
    """What was published under this uid has been withdrawn, merged or erased; `edition` says what became of it."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        super().__init__(f"{edition.uid}: {edition.get_state_display()}")


@dataclass(frozen=True, slots=True)
class _Order:
    columns: tuple[str, ...]
    descending: bool = False


_ORDERS = {
    "label": _Order(("label", "uid")),
    "-label": _Order(("label", "uid"), descending=True),
    "uid": _Order(("uid",)),
    "-uid": _Order(("uid",), descending=True),
    "-known_from": _Order(("known_from", "uid"), descending=True),
    "began": _Order(("began_on", "uid")),
    "-began": _Order(("began_on", "uid"), descending=True),
}


@dataclass(frozen=True, slots=True)
class _Resource:
    """How the items of one kind are found, ordered, read and written."""

    find: Callable[[Asked, Snapshot], QuerySet[Any]]
    columns: tuple[str, ...]
    texts: dict[str, Coalesce]
    write: Callable[[list[dict[str, Any]], Snapshot], tuple[list[str], list[str]]]
    usual_order: str

    def read(
        self, rows: QuerySet[Any], order: _Order, after: list[Any] | None, limit: int
    ) -> tuple[list[dict[str, Any]], list[Any] | None]:
        """Up to `limit` rows after a place in the order, and the place to go on from where there are more."""
        found = page(
            rows.values(*dict.fromkeys((*self.columns, *order.columns)), **self.texts),
            by=order.columns,
            descending=order.descending,
            after=after,
            limit=limit,
        )
        return found[:limit], position(found[limit - 1], order.columns) if len(found) > limit else None


def _resource(kind: str) -> _Resource:
    if kind == "measure":
        return _Resource(conditions.measures, ("pk", "uid", "began_on", "refs", "body"), {}, _measures, "-began")
    if kind == "exemption":
        return _Resource(conditions.exemptions, _EXEMPTION, {}, _exemptions, "-began")
    find = {"target": conditions.targets, "sanction": conditions.cases}.get(kind)
    return _Resource(
        find or (lambda asked, snapshot: conditions.records(kind, asked, snapshot)),
        ("uid", "refs"),
        {"text": Coalesce("served", "document")},
        lambda rows, snapshot: _items(kind, rows, snapshot),
        "label",
    )


def listed(kind: str, asked: Asked, *, today: date) -> Answer:
    """A page of items of one kind: measures and exemptions in their cases, targets with cases against them, records."""
    resource = _resource(kind)
    order = _ORDERS[asked.get("ordering", resource.usual_order)]
    bound = question(kind, asked)
    cursor = Cursor.read(asked["cursor"], bound) if "cursor" in asked else None

    def read(snapshot: Snapshot) -> Answer:
        rows = resource.find(asked, snapshot)
        shown, more = resource.read(rows, order, cursor.after if cursor else None, asked.get("limit", USUAL))
        items, refs = resource.write(shown, snapshot)
        moments = (moment.isoformat() for moment in (snapshot.as_of, snapshot.known_at, snapshot.recorded_at))
        following = Cursor(more, *moments).signed(bound) if more else None
        count = rows.count() if asked.get("count") else None
        return Answer(items, snapshot, included(refs, snapshot), following, count)

    return snapshot_of(asked, today, cursor).steadily(read)


def streamed(kind: str, asked: Asked, *, today: date, chunk: int) -> Iterator[tuple[list[str], Snapshot]]:
    """All items of one kind by uid, in chunks, as of the moment at which the first was read; without labels."""
    resource, order = _resource(kind), _ORDERS["uid"]
    snapshot = snapshot_of(asked, today)
    after: list[Any] | None = None

    def read(snapshot: Snapshot) -> tuple[list[str], list[Any] | None]:
        shown, more = resource.read(resource.find(asked, snapshot), order, after, chunk)
        return resource.write(shown, snapshot)[0], more

    while True:
        items, after = snapshot.steadily(read)
        yield items, snapshot
        if after is None:
            return
        # Something may have been published meanwhile: the next chunk is still of the same moment.
        snapshot = Snapshot.take(as_of=snapshot.as_of, known_at=snapshot.known_at, recorded_at=snapshot.recorded_at)


def snapshot_of(asked: Asked, today: date, cursor: Cursor | None = None) -> Snapshot:
    """The moment a question is about; a cursor holds on to that of its first page."""
    if cursor:
        return Snapshot.take(
            as_of=date.fromisoformat(cursor.as_of),
            known_at=datetime.fromisoformat(cursor.known_at),
            recorded_at=datetime.fromisoformat(cursor.recorded_at),
        )
    return Snapshot.take(
        as_of=asked.get("as_of", today), known_at=asked.get("known_at"), recorded_at=asked.get("recorded_at")
    )


def _measures(rows: list[dict[str, Any]], snapshot: Snapshot) -> tuple[list[str], list[str]]:
    states = of_measures(statements.periods("measure_id", [row["pk"] for row in rows], snapshot))
    not_begun: dict[str, Any] = {"status": None, "certain": True, "possible": []}
    moment = _moment(snapshot)
    items = [_with(row["body"], on={**moment, **states.get(row["uid"], not_begun)}) for row in rows]
    return items, [row["refs"] for row in rows]


_EXEMPTION = ("uid", "began_on", "refs", "body", "from_earliest", "from_latest", "until_earliest", "until_latest")


def _exemptions(rows: list[dict[str, Any]], snapshot: Snapshot) -> tuple[list[str], list[str]]:
    moment = _moment(snapshot)
    items = [_with(row["body"], on={**moment, **_state(row, snapshot.as_of)}) for row in rows]
    return items, [row["refs"] for row in rows]


def _state(row: dict[str, Any], day: date) -> dict[str, Any]:
    """What held of an exemption on a day, as of measures: the last status to have begun is named."""
    possible = [
        status
        for status, is_possible in (
            ("in_force", row["from_earliest"] <= day < row["until_latest"]),
            ("ended", row["until_earliest"] <= day),
        )
        if is_possible
    ]
    last = possible[-1] if possible else None
    certain = {
        "in_force": row["from_latest"] <= day < row["until_earliest"],
        "ended": row["until_latest"] <= day,
        None: True,
    }
    return {"status": last, "certain": certain[last], "possible": possible}


def _items(kind: str, rows: list[dict[str, Any]], snapshot: Snapshot) -> tuple[list[str], list[str]]:
    if kind == "target":
        return _targets(rows, snapshot)
    refs = [row["refs"] for row in rows]
    if kind != "sanction":
        return [row["text"] for row in rows], refs
    periods: dict[str, list[Held]] = {row["uid"]: [] for row in rows}
    for period in statements.periods("sanction", periods, snapshot):
        periods[period.sanction].append(period)
    moment = _moment(snapshot)
    return [_with(row["text"], on={**moment, "measures": of_measures(periods[row["uid"]])}) for row in rows], refs


def _targets(rows: list[dict[str, Any]], snapshot: Snapshot) -> tuple[list[str], list[str]]:
    periods: dict[str, list[Held]] = {row["uid"]: [] for row in rows}
    beside: dict[str, list[str]] = {uid: [] for uid in periods}
    refs = [row["refs"] for row in rows]
    begun = set()
    for period in statements.periods("target", periods, snapshot):
        periods[period.target].append(period)
        begun.add(period.sanction)
    for case in statements.cases(periods, snapshot):
        if case.uid in begun:
            beside[case.target].append(case.document)
            refs.append(case.refs)
    standings, moment = of_targets(periods, snapshot), _moment(snapshot)
    items = []
    for row in rows:
        uid = row["uid"]
        standing, certain = standings[uid]
        on = {**moment, "standing": standing, "certain": certain, "measures": of_measures(periods[uid])}
        items.append(_with(row["text"], on=on, sanctions=beside[uid]))
    return items, refs


def _moment(snapshot: Snapshot) -> dict[str, str]:
    """The day and moment of a snapshot, as every item gives them: written once for all."""
    moments = {"as_of": snapshot.as_of, "known_at": snapshot.known_at}
    written: dict[str, str] = orjson.loads(orjson.dumps(moments, option=orjson.OPT_UTC_Z))
    return written


def _with(text: str, *, on: dict[str, Any], sanctions: Iterable[str] | None = None) -> str:
    """A stored document with members set beside its own; it is a JSON object, so it ends in a brace."""
    beside = "" if sanctions is None else f',"sanctions":[{",".join(sanctions)}]'
    return f'{text[:-1]}{beside},"on":{orjson.dumps(on).decode()}}}'


def record(kind: str, uid: str, asked: Asked, *, today: date) -> Item:
    """One record. Raises NotFound, or NoLongerThere where it was withdrawn, merged or erased."""

    def read(snapshot: Snapshot) -> Item:
        row = statements.edition(kind, uid, snapshot)
        if row is None:
            raise NotFound
        if row.state != EditionState.PUBLISHED:
            raise NoLongerThere(Edition.objects.get(pk=row.id))
        items, refs = _items(kind, [{"uid": row.uid, "refs": row.refs, "text": row.document}], snapshot)
        return Item(items[0], snapshot, included(refs, snapshot))

    return snapshot_of(asked, today).steadily(read)


def fact(kind: str, uid: str, asked: Asked, *, today: date) -> Item:
    """One measure or exemption. Raises NotFound, or NoLongerThere where its case was withdrawn or erased."""
    table, resource = _FACTS[kind], _resource(kind)

    def read(snapshot: Snapshot) -> Item:
        row: Any = table._default_manager.filter(snapshot.visible(), uid=uid).values(*resource.columns).first()
        if row is None:
            raise _without(kind, uid, snapshot)
        items, refs = resource.write([row], snapshot)
        return Item(items[0], snapshot, included(refs, snapshot))

    return snapshot_of(asked, today).steadily(read)


_FACTS: dict[str, type[PublishedMeasure] | type[PublishedExemption]] = {
    "measure": PublishedMeasure,
    "exemption": PublishedExemption,
}


def _without(kind: str, uid: str, snapshot: Snapshot) -> Exception:
    """Why a measure or exemption is not there: its case was withdrawn or erased, or there is none."""
    cases = _FACTS[kind]._default_manager.filter(uid=uid).values("sanction")
    gone = Edition.objects.filter(snapshot.visible(), uid__in=cases).exclude(state=EditionState.PUBLISHED).first()
    return NoLongerThere(gone) if gone else NotFound()
