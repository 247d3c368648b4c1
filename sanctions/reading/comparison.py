"""Two authorities beside each other: whom one of them lists and the other does not, and how far apart they listed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from articles.dates import FIRST_DAY, Days
from sanctions.models import PublishedEvent, PublishedPeriod, PublishedProgramme
from sanctions.reading import codes, statements
from sanctions.reading.conditions import editions, within
from sanctions.reading.parameters import Uids
from sanctions.reading.questions import Moments
from sanctions.reading.snapshot import Snapshot
from sanctions.reading.standing import BINDING, DESIGNATING


class Compared(Moments):
    """A question about two authorities."""

    authority = Uids(of="authority")


@dataclass(slots=True)
class Listing:
    """How one authority lists a target: under which programmes, by which measures, and since when.

    `since` is when the authority listed it: the first of its measures, or the designation where the authority dates
    that. `measures` has since when each type of measure stands. It is `certain` where some measure is. Where the desk
    and a list date one measure of a case, the narrower tells: a stated day rather than that it was at latest then.
    """

    since: Days
    certain: bool = False
    programmes: set[str] = field(default_factory=set)
    measures: dict[str, Days] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A target that one of the two lists, or both; None stands for the one that does not."""

    uid: str
    label: str
    listings: tuple[Listing | None, Listing | None]

    @property
    def group(self) -> str:
        """Whether both list it, or the first or second alone."""
        one, other = self.listings
        return "both" if one and other else "first" if one else "second"

    @property
    def lag(self) -> tuple[int | None, int | None] | None:
        """How many days later the second listed it than the first: at least and at most, None where that is open."""
        one, other = self.listings
        return lag(one.since, other.since) if one and other else None

    @property
    def lags(self) -> dict[str, tuple[int | None, int | None]]:
        """The same of each type of measure that both have laid on it."""
        one, other = self.listings
        if not (one and other):
            return {}
        return {type_: lag(since, other.measures[type_]) for type_, since in sorted(one.measures.items())
                if type_ in other.measures}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """How many targets one authority lists under a programme by a type of measure, and how many the other lists too."""

    authority: str
    programme: str
    measure: str
    listed: int
    by_both: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer: its rows, those of the first alone, of the second alone and of both, each by name."""

    authorities: tuple[str, str]
    snapshot: Snapshot
    rows: tuple[Row, ...]
    labels: Mapping[str, str]
    """What programmes are called, by uid."""

    def of(self, group: str) -> list[Row]:
        """The rows of a group: `first`, `second` or `both`."""
        return [row for row in self.rows if row.group == group]

    def shares(self) -> Iterator[Share]:
        """By programme and measure, what each of the two lists and the other lists too; nothing where no programme."""
        for side, authority in enumerate(self.authorities):
            listed, both = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
            for row in self.rows:
                if (listing := row.listings[side]) is not None:
                    pairs = [(code, type_) for code in listing.programmes or {""} for type_ in listing.measures]
                    listed.update(pairs)
                    both.update(pairs if row.group == "both" else ())
            for (code, type_), number in sorted(listed.items()):
                yield Share(authority, self.labels.get(code, code), type_, number, both[code, type_])


def lag(one: Days, other: Days) -> tuple[int | None, int | None]:
    """How many days later the other is: at least and at most, None where the date that decides it is open."""
    least = None if other.earliest == FIRST_DAY else (other.earliest - one.latest).days
    return least, None if one.earliest == FIRST_DAY else (other.latest - one.earliest).days


def compare(first: str, second: str, snapshot: Snapshot) -> Comparison:
    """Compares two authorities, each with all that are part of it. Raises BadParameters for one that never was public.

    A target is listed where a case designates it and a measure may be in force on the day. Suspended measures count. A
    class is nobody who is listed: who is only described, not named, is left out.
    """
    codes.recognised(Compared, {"authority": [first, second]})
    return snapshot.steadily(lambda at: _compared(first, second, at))


def _compared(first: str, second: str, snapshot: Snapshot) -> Comparison:
    sides = [_listings(code, snapshot) for code in (first, second)]
    uids = sides[0].keys() | sides[1].keys()
    programmes = {code for side in sides for listing in side.values() for code in listing.programmes}
    labels = {one.uid: one.label for one in statements.labels(uids | programmes, snapshot)}
    rows = (Row(uid, labels.get(uid, uid), (sides[0].get(uid), sides[1].get(uid))) for uid in uids)
    order = ("first", "second", "both")
    ordered = sorted(rows, key=lambda row: (order.index(row.group), row.label.casefold(), row.uid))
    return Comparison((first, second), snapshot, tuple(ordered), {code: labels.get(code, code) for code in programmes})


@dataclass(frozen=True, slots=True)
class _Standing:
    """A measure that may be in force on the day: since when, and whether certainly."""

    key: int
    edition: int
    sanction: str
    target: str
    type: str
    layer: str
    since: Days
    certain: bool


def _listings(authority: str, snapshot: Snapshot) -> dict[str, Listing]:
    """Whom an authority lists on the day, by uid."""
    standing = list(_standing(within([authority], snapshot), snapshot))
    designated = _designated(standing)
    programmes = _programmes({one.edition for one in standing}, snapshot)
    told: dict[tuple[str, str], dict[str, Days]] = defaultdict(dict)
    for one in standing:
        layers = told[one.sanction, one.type]
        layers[one.layer] = _first(one.since, layers.get(one.layer))
    narrowest = {measure: reduce(_narrower, layers.values()) for measure, layers in told.items()}
    found: dict[str, Listing] = {}
    for one in standing:
        since = narrowest[one.sanction, one.type]
        listing = found.setdefault(one.target, Listing(since))
        listing.certain |= one.certain
        listing.programmes |= programmes.get(one.edition, set())
        listing.measures[one.type] = _first(since, listing.measures.get(one.type))
        listing.since = _first(_first(since, designated.get(one.key)), listing.since)
    return found


def _first(one: Days, other: Days | None) -> Days:
    return Days(min(one.earliest, other.earliest), min(one.latest, other.latest)) if other else one


def _narrower(one: Days, other: Days) -> Days:
    """When a measure began of which two layers tell: the narrower, or the first of both where they contradict."""
    for inner, outer in ((one, other), (other, one)):
        if outer.earliest <= inner.earliest and inner.latest <= outer.latest:
            return inner
    return _first(one, other)


def _standing(authorities: Sequence[str], snapshot: Snapshot) -> Iterator[_Standing]:
    columns = ("measure_id", "edition_id", "sanction", "target", "type", "layer", "status", "from_earliest",
               "from_latest", "until_earliest", "until_latest")  # fmt: skip
    rows = PublishedPeriod.objects.filter(snapshot.visible(), authority__in=authorities, kind__in=DESIGNATING)
    classes = editions("target", snapshot).filter(terms__field="kind", terms__normalised="class")
    rows = rows.exclude(target__in=classes.values("uid"))
    lives: dict[tuple[int, int, str, str, str, str], list[tuple[str, Days, Days]]] = defaultdict(list)
    for row in rows.order_by("from_earliest", "pk").values_list(*columns):
        key, edition, sanction, target, type_, layer, status, *days = row
        lives[key, edition, sanction, target, type_, layer].append((status, Days(*days[:2]), Days(*days[2:])))
    for measure, life in lives.items():
        if found := _in_force(life, snapshot.as_of):
            yield _Standing(*measure, *found)


def _in_force(life: Sequence[tuple[str, Days, Days]], day: date) -> tuple[Days, bool] | None:
    """Since when a measure with this life stands on a day, and whether it certainly does; None where it does not."""
    possible = [i for i, (_, begins, ends) in enumerate(life) if begins.earliest <= day < ends.latest]
    binding = [i for i in possible if life[i][0] in BINDING]
    if not binding:
        return None
    start = binding[0]
    while start > 0 and life[start - 1][0] in BINDING:
        start -= 1  # suspended and resumed: it stood all the time
    return life[start][1], binding == possible and life[binding[0]][1].latest <= day


def _designated(standing: Iterable[_Standing]) -> dict[int, Days]:
    """The day of the case's own beginning, where it lies within the days on which a measure may have begun.

    The UK dates its designations and not the measures that came with them.
    """
    vague = {one.key: one.since for one in standing if one.since.earliest < one.since.latest}
    found: dict[int, Days] = {}
    keys = list(vague)
    for start in range(0, len(keys), 500):
        events = PublishedEvent.objects.filter(measure__in=keys[start : start + 500], kind="entered_into_force")
        for key, earliest, latest in events.values_list("measure_id", "on_earliest", "on_latest"):
            if vague[key].earliest <= earliest and latest < vague[key].latest:
                found[key] = _first(Days(earliest, latest), found.get(key))
    return found


def _programmes(editions: Iterable[int], snapshot: Snapshot) -> dict[int, set[str]]:
    """Under which programmes cases stand on the day, by their editions."""
    found: dict[int, set[str]] = defaultdict(set)
    keys = list(editions)
    for start in range(0, len(keys), 500):
        rows = PublishedProgramme.objects.filter(snapshot.possible(), edition__in=keys[start : start + 500])
        for edition, programme in rows.values_list("edition_id", "programme"):
            found[edition].add(programme)
    return found
