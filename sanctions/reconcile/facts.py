"""What an entry asks of the desk: the rows of its target and case, each with a uid that lasts."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType
from typing import Any

from articles.dates import days_of
from articles.models import list_uid
from sanctions.lists.catalogue import Listing
from sanctions.lists.entry import Dated, Entry, Instrument, Restriction
from sanctions.models import Address, Detail, Identifier, Name, Relation

Values = dict[str, Any]


def target_uid(listing: Listing, reference: str) -> str:
    """The uid of the target that an entry makes."""
    return list_uid(f"{listing.namespace}/target", reference)


def sanction_uid(listing: Listing, reference: str) -> str:
    """The uid of the case that an entry makes."""
    return list_uid(listing.namespace, reference)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One fact as the list has it: its table, its field in the words of `Entry.fields`, and its columns."""

    table: type
    field: str
    values: Values

    @property
    def uid(self) -> str:
        """The uid of the fact."""
        return str(self.values["uid"])


def of_target(listing: Listing, entry: Entry) -> Iterator[Wanted]:
    """What the list says of the target, but for its relations."""

    def wanted(table: type, field: str, **values: Any) -> Wanted:
        said = "\n".join(str(value) for value in values.values())
        return Wanted(table, field, {"uid": _uid(listing, entry, table.__name__, said), **values})

    for name in entry.names:
        yield wanted(
            Name, "names", full=name.full, kind=name.kind, script=name.script, language=name.language,
            parts=dict(name.parts),
        )  # fmt: skip
    for number in entry.identifiers:
        yield wanted(Identifier, "identifiers", scheme=number.scheme, value=number.value, country=number.country)
    for place in entry.addresses:
        yield wanted(
            Address, "addresses", full=place.full, city=place.city, region=place.region,
            postal_code=place.postal_code, country=place.country,
        )  # fmt: skip
    for detail in entry.details:
        yield wanted(Detail, f"details.{detail.kind}", kind=detail.kind, value=detail.value, printed=detail.printed)


def relations(listing: Listing, entry: Entry) -> Iterator[tuple[str, Wanted]]:
    """The ties of the target, each beside the reference of the entry it leads to, '' where it names none."""
    for tie in entry.relations:
        uid = _uid(listing, entry, "Relation", f"{tie.kind}\n{tie.reference}\n{tie.printed}")
        yield tie.reference, Wanted(Relation, "relations", {"uid": uid, "kind": tie.kind, "printed": tie.printed})


def of_case(entry: Entry) -> Values:
    """The case's own columns, as the list has them. One that carries out nothing leads to no case that it does."""
    autonomous: Values = {} if entry.origin == "implements" else {"implements_id": None}
    return {
        **autonomous,
        "kind": entry.sanction_kind,
        "origin": entry.origin,
        "grounds": entry.grounds,
        "exposure": entry.exposure[:300],
    }


@dataclass(frozen=True, slots=True)
class WantedMeasure:
    """One measure as the list has it; `since` is when it began, as far as the list says so.

    `not_before` is the day of the case, in EDTF, where that does not say when the measure began; `act` is the uid of
    what the case rests on, where the measure is as old as the case.
    """

    uid: str
    values: Values
    since: Dated | None
    not_before: str = ""
    act: str = ""


def measures(
    listing: Listing,
    entry: Entry,
    known: Mapping[str, tuple[str, str, str]] = MappingProxyType({}),
    ended: Collection[str] = (),
) -> list[WantedMeasure]:
    """The measures of an entry. `known` has the type, directive and scope of those that are there, by uid.

    One that says the same as before is the one from before; the others of a type and directive are told apart by their
    order, so that a measure whose scope is put in other words stays the one it was. One that has `ended` comes back
    only in its own words.
    """
    there = {says: uid for uid, says in known.items()}
    wanted = sorted(entry.measures, key=lambda measure: (measure.type, measure.directive, measure.scope))
    uids = [there.pop((one.type, one.directive[:60], one.scope), "") for one in wanted]
    taken = {*uids, *ended}
    found = []
    for one, kept in zip(wanted, uids, strict=True):
        ordered = (_uid(listing, entry, "Measure", f"{one.type}\n{one.directive}\n{n}") for n in count(1))
        uid = kept or next(uid for uid in ordered if uid not in taken)
        taken.add(uid)
        values = {"type": one.type, "scope": one.scope, "directive": one.directive[:60], "tenor": one.tenor}
        found.append(WantedMeasure(uid, values, *_beginning(listing, entry, one)))
    return found


def _beginning(listing: Listing, entry: Entry, measure: Restriction) -> tuple[Dated | None, str, str]:
    """When a measure began, the day before which it cannot have, and the act by which it did."""
    if measure.since:
        return measure.since, "", ""
    if not listing.begins_measures:
        return None, entry.listed.value if entry.listed else "", ""
    begun = begun_by(entry)
    return entry.listed, "", act_uid(listing, begun) if begun else ""


def begun_by(entry: Entry) -> Instrument | None:
    """The act by which an entry was listed, as far as the list says so.

    It is the one that is of the day of the listing; or the only one that is named, where acts are named without a day.
    """
    if len(entry.instruments) == 1 and not entry.instruments[0].day:
        return entry.instruments[0]
    if entry.listed is None:
        return None
    listed = days_of(entry.listed.value).latest.isoformat()
    of_that_day = [act for act in entry.instruments if listed in (act.published_on, act.in_force_on)]
    return of_that_day[0] if len(of_that_day) == 1 else None


def event_uid(listing: Listing, measure: str, step: str, number: int) -> str:
    """The uid of a step in a measure's life: the `number`th of its kind, counted from 0."""
    return list_uid(listing.code, f"{measure}/{step}/{number}")


def link_uid(listing: Listing, entry: Entry, code: str, number: int = 0) -> str:
    """The uid of the link to a programme; `number` counts how often it came back."""
    return _uid(listing, entry, "ProgrammeLink", f"{code}\n{number}")


def legal_bases(listing: Listing, entry: Entry) -> Iterator[tuple[str, Values]]:
    """The programmes of the case: the code of each, and its link."""
    for basis in entry.programmes:
        since = basis.since
        values = {
            "uid": link_uid(listing, entry, basis.code),
            "printed": (basis.printed or basis.code)[:200],
            "since": since.value if since else "",
            "since_basis": since.basis if since else "",
        }
        yield basis.code, values


def act_uid(listing: Listing, act: Instrument) -> str:
    """The uid of an act that entries name."""
    return list_uid(f"{listing.namespace}/act", f"{act.scheme}\n{act.reference}")


def _uid(listing: Listing, entry: Entry, table: str, said: str) -> str:
    return list_uid(listing.code, f"{entry.reference}/{table}/{said}")
