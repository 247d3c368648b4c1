"""Writing a release to the desk, a chunk of entries at a time: the facts of its list, and of nobody else.

Each chunk is one short transaction that also prepares what is to become public, so that editors wait for one chunk at
most. Broken off, it is taken up again: what is there already is the same by its uid, and stays.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from articles.dates import days_of
from articles.models import Among, Fact, Record
from sanctions.lists.catalogue import Listing
from sanctions.lists.entry import FIRST_SEEN, Entry
from sanctions.lists.reading import tells
from sanctions.models import (
    Address,
    Citation,
    Detail,
    EditionState,
    EntryState,
    Event,
    Identifier,
    Measure,
    Name,
    ProgrammeLink,
    Relation,
    Release,
    Sanction,
    Target,
)
from sanctions.models import Entry as EntryRow
from sanctions.publishing.pending import prepare
from sanctions.publishing.publish import unpublished
from sanctions.publishing.rows import reserve
from sanctions.reconcile import counterparts, facts, lives, occasions, places, printed
from sanctions.reconcile.columns import add
from sanctions.reconcile.facts import Values, WantedMeasure
from sanctions.reconcile.grounds import Grounds
from sanctions.reconcile.lives import BEGINNINGS, Life, Seen
from sanctions.reconcile.places import Place
from sanctions.reconcile.staging import Read

_OF_TARGETS: tuple[type[Fact], ...] = (Name, Identifier, Address, Detail)


@dataclass(slots=True)
class Applying:
    """A release being written: what it stands on, and when what it shows for the first time may have happened."""

    listing: Listing
    release: Release
    grounds: Grounds
    last: date | None
    """The day of the last release that was made public, or on which it was confirmed: what is new happened after it."""
    expresses: frozenset[str]
    shared: Counter[places.Number]
    tied: Collection[str]
    """References of entries whose relations are written apart (`tie`), and which are prepared only then."""
    is_poorer: bool = False
    """Whether the release before had a format that tells of more."""

    _aside: dict[str, Seen] = field(default_factory=dict)

    def seen(self, reference: str = "") -> Seen:
        """Between which releases that happened of an entry which this one is the first to show."""
        return self._aside.get(reference) or Seen(self.last, self.release.dated)

    def take(self, reads: Collection[Read]) -> None:
        """Writes entries that are new or have changed."""
        with transaction.atomic():
            entries = [read.entry for read in reads if read.entry]
            found = places.find(self.listing, [entry.reference for entry in entries])
            self._aside = lives.put_aside(self.release, [entry.reference for entry in entries])
            new = [entry for entry in entries if entry.reference not in found]
            found |= places.make(self.listing, self.grounds.authority, new, self.shared)
            standing = [entry for entry in entries if not found[entry.reference].is_new]
            self._own_columns(standing, found)
            self._facts_of_targets(entries, found)
            self._legal_bases(entries, found)
            self._measures(entries, found, occasions.changed(self.release, reads) if self.last else ())
            printed.write(self.release, reads, {one: place.sanction for one, place in found.items()})
            self._prepare(place for reference, place in found.items() if reference not in self.tied)

    def tie(self, reads: Collection[Read]) -> None:
        """Writes the relations of entries, once all targets are there to be related to.

        Who is no longer public is related to by the name that is printed, and who was erased by law not at all.
        """
        with transaction.atomic():
            entries = [read.entry for read in reads if read.entry]
            found = places.find(self.listing, [entry.reference for entry in entries])
            objects = places.find(
                self.listing, [tie.reference for entry in entries for tie in entry.relations if tie.reference]
            )
            lost = unpublished({place.target_uid for place in objects.values()})
            wanted: dict[str, Values] = {}
            said = self._said_exactly(entries)
            for entry in entries:
                for reference, tie in facts.relations(self.listing, entry):
                    if (entry.reference, tie.values["printed"].casefold()) in said:
                        continue
                    there = objects.get(reference) if reference else None
                    if there is not None and there.target == found[entry.reference].target:
                        continue  # two entries of one target: it is not related to itself
                    state = lost.get(there.target_uid) if there else None
                    if state == EditionState.REDACTED:
                        continue
                    if state == EditionState.WITHDRAWN:
                        there = None
                    wanted[tie.uid] = {
                        **tie.values,
                        **self._of(entry.reference, target_id=found[entry.reference].target),
                        "object_id": there.target if there else None,
                        "printed": "" if there else tie.values["printed"] or reference,
                    }
            self._replace(Relation, wanted, entries, found, "target_id")
            self._lead_anew(wanted)
            self._prepare(found.values())

    def _lead_anew(self, wanted: Mapping[str, Values]) -> None:
        """Ties that stand lead to where they lead now: what they name may have become public, or be so no longer."""
        rows = Relation.objects.filter(layer=self.listing.code, uid__in=Among(wanted))
        for uid, *leads in rows.values_list("uid", "object", "printed"):
            said = {name: wanted[uid][name] for name in ("object_id", "printed")}
            if leads != list(said.values()):
                rows.filter(uid=uid).update(**said)

    def _said_exactly(self, entries: Collection[Entry]) -> set[tuple[str, str]]:
        """Entries and names to which a richer format has tied them already, where this one knows but “linked to”."""
        if "relations" in self.expresses:
            return set()
        ties = Relation.objects.filter(
            layer=self.listing.code, entry__in=Among([entry.reference for entry in entries]), object__isnull=False
        )
        names = ties.exclude(kind="linked_to").values_list("entry", "object__names__full")
        return {(reference, name.casefold()) for reference, name in names if name}

    def leave(self, references: Sequence[str]) -> None:
        """Ends what the list covers of entries that are no longer in it."""
        with transaction.atomic():
            found = places.find(self.listing, references)
            known_lives = lives.lives(self.listing, [place.sanction for place in found.values()])
            rows = [
                self._step(place, reference, measure, "delisted", life)
                for reference, place in found.items()
                for measure, life in known_lives.get(place.sanction, {}).items()
                if life.open and life.entry == reference
            ]
            add(Event, rows)
            add(Event, counterparts.steps(self.listing, [place.sanction for place in found.values()]))
            rows_of = EntryRow.objects.filter(official_list=self.release.official_list, reference__in=Among(references))
            rows_of.filter(gone=None).exclude(state=EntryState.IGNORED).update(gone=self.release)
            self._prepare(found.values())

    def _of(self, reference: str, **columns: Any) -> Values:
        return {"layer": self.listing.code, "entry": reference, **columns}

    def _prepare(self, found: Iterable[Place]) -> None:
        of_cases = {place.sanction: place.target for place in found}
        cases = Sanction.objects.filter(pk__in=Among(of_cases))
        targets = Target.objects.filter(pk__in=Among(set(of_cases.values())))
        records: list[Record] = [*targets, *cases]
        prepare(records, layer=self.listing.code)

    # --- The target ---------------------------------------------------------------------------------------------------

    def _own_columns(self, entries: Collection[Entry], found: Mapping[str, Place]) -> None:
        for entry in entries:
            place = found[entry.reference]
            if place.makes_case:
                said = facts.of_case(entry)
                told = {
                    name: value
                    for name, value in said.items()
                    if name in ("kind", "implements_id") or name in self.expresses or value
                }
                Sanction.objects.filter(pk=place.sanction).exclude(**told).update(**told)
            if place.makes_target:
                Target.objects.filter(pk=place.target).exclude(kind=entry.kind).update(kind=entry.kind)

    def _facts_of_targets(self, entries: Collection[Entry], found: Mapping[str, Place]) -> None:
        wanted: dict[type[Fact], dict[str, Values]] = {table: {} for table in _OF_TARGETS}
        for entry in entries:
            target = found[entry.reference].target
            for one in facts.of_target(self.listing, entry):
                wanted[one.table][one.uid] = {**one.values, **self._of(entry.reference, target_id=target)}
        for table, rows in wanted.items():
            self._replace(table, rows, entries, found, "target_id")
        first = {found[entry.reference].target: entry.names[0].full for entry in entries if entry.names}
        self._show_a_name(first)

    def _replace(
        self,
        table: type[Any],
        wanted: Mapping[str, Values],
        entries: Collection[Entry],
        found: Mapping[str, Place],
        column: str,
    ) -> None:
        """Rows of one table as the entries have them: what is new is added; what is gone goes, where told."""
        before = [entry.reference for entry in entries if not found[entry.reference].is_new]
        rows = table._default_manager.filter(
            **{f"{column}__in": Among({found[reference].target for reference in before})},
            layer=self.listing.code,
            entry__in=Among(before),
        )
        kinds = "kind" if table in (Name, Detail, Relation) else "uid"
        known = dict(rows.values_list("uid", kinds)) if before else {}
        add(table, (row for uid, row in wanted.items() if uid not in known))
        told = self._told(table)
        going = [uid for uid, kind in known.items() if uid not in wanted and told(kind)]
        if going:
            # Editors' claims about a fact keep it; their citations of it go with it, as when an editor removes it.
            stale = table._default_manager.filter(uid__in=Among(going))
            if table in (Detail, Relation):
                stale = stale.filter(claims=None)
            Citation.objects.filter(**{f"{table._meta.model_name}__in": stale.values("pk")}).delete()
            stale.delete()

    def _told(self, table: type[Any]) -> Callable[[str], bool]:
        """Whether the format tells of what a row of a table says, by its kind: what it does not is not thereby gone."""
        field = {Name: "names", Identifier: "identifiers", Address: "addresses", Detail: "details",
                 Relation: "relations"}[table]  # fmt: skip
        if table is Detail and self.is_poorer:  # no format has the remarks of a richer one
            return lambda kind: kind != "remark" and tells(self.expresses, f"{field}.{kind}")
        return lambda kind: tells(self.expresses, f"{field}.{kind}")

    def _show_a_name(self, targets: Mapping[int, str]) -> None:
        """Each target is shown under one name: the first that its entry prints, where nobody chose another."""
        shown = set(Name.objects.filter(target__in=Among(targets), is_display=True).values_list("target_id", flat=True))
        rows = Name.objects.filter(target__in=Among(set(targets) - shown)).order_by("target_id", "pk")
        first: dict[int, tuple[bool, bool, int]] = {}
        for key, target, kind, full in rows.values_list("pk", "target_id", "kind", "full"):
            one = (full != targets[target], kind != "primary", key)
            first[target] = min(first.get(target, one), one)
        Name.objects.filter(pk__in=Among([key for *_, key in first.values()])).update(is_display=True)

    # --- The case -----------------------------------------------------------------------------------------------------

    def _legal_bases(self, entries: Collection[Entry], found: Mapping[str, Place]) -> None:
        cases = [found[entry.reference].sanction for entry in entries if not found[entry.reference].is_new]
        rows = ProgrammeLink.objects.filter(
            sanction__in=Among(cases), layer=self.listing.code, entry__in=Among([entry.reference for entry in entries])
        )
        there: dict[tuple[str, int], list[tuple[int, bool]]] = {}
        for key, entry_reference, programme, until in rows.values_list("pk", "entry", "programme_id", "until"):
            there.setdefault((entry_reference, programme), []).append((key, not until))
        new: list[Values] = []
        kept: set[int] = set()
        for entry in entries:
            for code, said in facts.legal_bases(self.listing, entry):
                programme = self.grounds.programmes[code].pk
                before = there.get((entry.reference, programme), [])
                if standing := [key for key, is_open in before if is_open]:
                    kept.update(standing)
                    continue
                values = {**said, "since": said["since"] or str(self.seen(entry.reference))}
                values["since_basis"] = said["since_basis"] or FIRST_SEEN
                if before:
                    values["uid"] = facts.link_uid(self.listing, entry, code, len(before))
                case = found[entry.reference].sanction
                new.append({**values, **self._of(entry.reference, sanction_id=case, programme_id=programme)})
        add(ProgrammeLink, {row["uid"]: row for row in new}.values())
        gone = [key for links in there.values() for key, is_open in links if is_open and key not in kept]
        for link in ProgrammeLink.objects.filter(pk__in=gone) if "programmes" in self.expresses else ():
            link.until, link.until_basis = str(self.seen(link.entry)), FIRST_SEEN
            link.save()

    def _measures(self, entries: Collection[Entry], found: Mapping[str, Place], changed: Collection[str]) -> None:
        known_lives = lives.lives(
            self.listing, [found[entry.reference].sanction for entry in entries if not found[entry.reference].is_new]
        )
        events: list[Values] = []
        new: list[tuple[Entry, WantedMeasure]] = []
        for entry in entries:
            place = found[entry.reference]
            known = {
                uid: life for uid, life in known_lives.get(place.sanction, {}).items() if life.entry == entry.reference
            }
            says = {uid: life.says for uid, life in known.items()}
            ended = [uid for uid, life in known.items() if not life.open]
            wanted = facts.measures(self.listing, entry, says, ended)
            for measure in wanted:
                if (life := known.get(measure.uid)) is None:
                    new.append((entry, measure))
                elif not life.open:
                    events.append(self._step(place, entry.reference, measure.uid, "reimposed", life, measure))
                else:
                    self._correct(measure, life)
            gone = known.keys() - {measure.uid for measure in wanted} if "measures" in self.expresses else ()
            events += [
                self._step(place, entry.reference, uid, "revoked", known[uid]) for uid in gone if known[uid].open
            ]
        keys = reserve(Measure, len(new))
        add(
            Measure,
            (
                {"id": key, "uid": measure.uid, **measure.values,
                 **self._of(entry.reference, sanction_id=found[entry.reference].sanction)}
                for key, (entry, measure) in zip(keys, new, strict=True)
            ),
            keyed=True,
        )  # fmt: skip
        for key, (entry, measure) in zip(keys, new, strict=True):
            life = Life(key, entry.reference)
            place = found[entry.reference]
            events.append(self._step(place, entry.reference, measure.uid, "entered_into_force", life, measure))
            if self.last and measure.since and (went := lives.gap(self.listing, measure.since.value, entry.reference)):
                life.step(key, "entered_into_force", measure.since.value)
                end = self._step(place, entry.reference, measure.uid, "delisted", life)
                life.step(key, "delisted", went)
                back = self._step(place, entry.reference, measure.uid, "reimposed", life, measure)
                events += [{**end, "done_on": went, "done_basis": "inferred"}, back]
        events += self._occasions(entries, found, changed)
        add(Event, events)
        add(Event, counterparts.steps(self.listing, known_lives))

    def _step(  # noqa: PLR0917  # what an event is made of
        self, place: Place, reference: str, uid: str, kind: str, life: Life, measure: WantedMeasure | None = None
    ) -> Values:
        """An event that begins or ends a measure: on the day the list gives, else between two releases."""
        since = measure.since if measure else None
        if since is not None and life.ended:
            printed, ended = days_of(since.value), days_of(life.ended)
            if printed.earliest < ended.latest or printed.latest <= ended.earliest:
                since = None  # the day of its first listing, which a later one does not change
        number = life.begun if kind in BEGINNINGS else life.endings
        step = "begin" if kind in BEGINNINGS else "end"
        # The act of its first listing is not that of a later one, no more than its day is.
        act = measure.act if measure and measure.since == since else ""
        return {
            "uid": facts.event_uid(self.listing, uid, step, number),
            "measure_id": life.measure,
            "act_id": self.grounds.acts[act].pk if act else None,
            "kind": kind,
            "done_on": since.value if since else self.seen(reference).after(measure.not_before if measure else ""),
            "done_basis": since.basis if since else FIRST_SEEN,
            **self._of(reference, sanction_id=place.sanction),
        }

    def _correct(self, measure: WantedMeasure, life: Life) -> None:
        """The list now says something else of a measure that stands, or when it began."""
        Measure.objects.filter(pk=life.measure).exclude(**measure.values).update(**measure.values)
        if measure.since is None or life.begun != 1:
            return
        act = self.grounds.acts[measure.act].pk if measure.act else None
        for event in Event.objects.filter(pk=life.begins).exclude(done_on=measure.since.value, act=act):
            event.done_on, event.done_basis = measure.since.value, measure.since.basis
            event.act_id = act or event.act_id
            event.save()

    def _occasions(
        self, entries: Collection[Entry], found: Mapping[str, Place], changed: Collection[str]
    ) -> Iterable[Values]:
        standing = [entry.reference for entry in entries if not found[entry.reference].is_new]
        fresh = occasions.new(
            self.listing, {entry.reference: entry for entry in entries}, standing=standing, changed=changed,
            seen=str(self.seen()),
        )  # fmt: skip
        for reference, one in fresh:
            act = self.grounds.acts[facts.act_uid(self.listing, one.act)].pk if one.act else None
            yield {
                "uid": one.uid,
                "kind": one.kind,
                "act_id": act,
                "done_on": one.day.value,
                "done_basis": one.day.basis,
                **self._of(reference, sanction_id=found[reference].sanction),
            }
