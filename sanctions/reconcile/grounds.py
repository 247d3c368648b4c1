"""What entries stand on: the authority that keeps the list, its programmes and its acts; made where missing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.models import DESK, Record, list_uid
from articles.models.record import UID
from sanctions.lists.catalogue import LISTS, Listing
from sanctions.lists.entry import Entry, Instrument
from sanctions.models import Act, Authority, OfficialList, Programme
from sanctions.reconcile.facts import act_uid


def official_list(listing: Listing) -> OfficialList:
    """The list as the desk has it, with its authority; made or brought up to date from the catalogue."""
    authority = _authority(listing)
    successor = official_list(LISTS[listing.succeeded_by]) if listing.succeeded_by else None
    found: OfficialList = OfficialList.objects.update_or_create(
        uid=listing.code,
        defaults={
            "name": listing.name,
            "authority": authority,
            "namespace": listing.namespace,
            "covers_measures": list(listing.covers_measures),
            "covers_kinds": list(listing.covers_kinds),
            "address": listing.address,
            "licence": listing.licence,
            "attribution": listing.attribution,
            "raw_is_public": listing.raw_is_public,
            "closed_on": listing.closed_on,
            "succeeded_by": successor,
        },
    )[0]
    return found


def _authority(listing: Listing) -> Authority:
    above: Authority | None = None
    for code, name, kind in reversed(listing.authority):
        country = code if kind == "state" else ""
        above, _ = Authority.objects.get_or_create(
            uid=code,
            defaults={"name": name, "kind": kind, "parent": above, "country": country, "layer": listing.code},
        )
    assert above is not None
    return above


@dataclass(slots=True)
class Grounds:
    """The programmes and acts of one list's authority: those there are, and those that this release adds."""

    listing: Listing
    authority: Authority
    made: list[Record] = field(default_factory=list)
    """What was added, and is to be published with the release."""
    programmes: dict[str, Programme] = field(default_factory=dict)
    acts: dict[str, Act] = field(default_factory=dict)

    @classmethod
    def of(cls, listing: Listing, authority: Authority) -> "Grounds":
        """What there is now."""
        found = cls(listing, authority)
        programmes = {one.code: one for one in Programme.objects.filter(authority=authority)}
        aliases = Programme.objects.filter(authority=authority).values_list("aliases__printed", "code")
        # A tag that is used again is the programme's that bears it now, not its whose alias it once was.
        found.programmes = {printed: programmes[code] for printed, code in aliases if printed} | programmes
        found.acts = {one.uid: one for one in Act.objects.filter(layer=listing.code)}
        above: Authority | None = authority
        while above is not None:
            found._take_along(above)
            above = above.parent
        return found

    def _take_along(self, record: Record) -> None:
        """What is not public yet and nobody edits is published with the release, whichever list made it."""
        if record.published_revision is None and record.layer not in (DESK, self.listing.code):
            record.layer = self.listing.code
            record.save(update_fields=["layer"])
        if record.published_revision is None:
            self.made.append(record)

    def provide(self, entries: Iterable[Entry]) -> None:
        """Makes the programmes and acts that these entries name and that are not there."""
        for entry in entries:
            for basis in entry.programmes:
                if basis.code not in self.programmes:
                    self._programme(basis.code, basis.printed or basis.code)
            for act in entry.instruments:
                if (uid := act_uid(self.listing, act)) not in self.acts:
                    self._act(uid, act)

    def _programme(self, code: str, printed: str) -> None:
        readable = f"{self.authority.uid}-{re.sub(r'[^A-Za-z0-9.]+', '-', code).strip('-')}"
        fits = UID.match(readable) and not Programme.objects.filter(uid=readable).exists()
        uid = readable if fits else list_uid(f"{self.listing.namespace}/programme", code)
        self.programmes[code] = Programme.objects.create(
            uid=uid, authority=self.authority, code=code[:200], name=printed[:300], layer=self.listing.code
        )
        self.made.append(self.programmes[code])

    def _act(self, uid: str, act: Instrument) -> None:
        made = Act.objects.create(
            uid=uid,
            kind=act.kind,
            title=(act.title or act.reference)[:400],
            reference_scheme=act.scheme,
            reference=act.reference[:120] if act.scheme else "",  # a number that nobody numbers stays in the title
            url=act.url[:500],
            published_on=act.published_on,
            in_force_on=act.in_force_on,
            layer=self.listing.code,
        )
        made.issuers.add(self.authority)
        self.acts[uid] = made
        self.made.append(made)
