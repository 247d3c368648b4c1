"""Where the facts of entries belong on the desk: which case and which target each entry is about.

An entry is about the case that bears its reference, or the one that an official cross-reference names. A new case is
about the target that bears a number which no two share, in the world or in the country that gave it, where kinds agree
and names do not clash; else about a target of its own, which waits for somebody to tell whether it is there already.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from articles.models import Among
from sanctions.lists.catalogue import LISTS, Listing
from sanctions.lists.entry import Entry
from sanctions.models import FOREVER, Authority, Edition, EditionState, Identifier, Name, Sanction, Target
from sanctions.models import Entry as EntryRow
from sanctions.publishing.rows import reserve
from sanctions.reconcile.columns import add
from sanctions.reconcile.facts import of_case, sanction_uid, target_uid
from sanctions.reconcile.plan import resembles
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES, normalise
from sanctions.vocabulary.target_kind import TARGET_KINDS

REFERENCES = frozenset(code for code, word in IDENTIFIER_SCHEMES.items() if word.mappings["unique_within"] == "list")
"""Schemes of the lists' own references, which other lists print where they speak of the same party."""
JOINING = REFERENCES | {
    code
    for code, word in IDENTIFIER_SCHEMES.items()
    if word.mappings["unique_within"] == "world" and not code.startswith("wallet")
}
"""Schemes whose numbers no two bearers share. Wallets change hands, so they join nobody."""
OF_A_COUNTRY = frozenset(
    code for code, word in IDENTIFIER_SCHEMES.items() if word.mappings["unique_within"] == "country"
)
"""Schemes whose numbers no two bearers share within the country that gave them: passports, registers."""
_LEAST = 5
"""Letters and digits of such a number: a shorter one is an entry in some book of which nobody says which."""
Number = tuple[str, str, str]
"""A scheme, the number, and the country where the number is one of a country."""


@dataclass(frozen=True, slots=True)
class Place:
    """The case and the target that an entry is about."""

    sanction: int
    target: int
    sanction_uid: str
    target_uid: str
    makes_case: bool
    """Whether the case is this list's own, so that its columns are the list's to say."""
    makes_target: bool
    is_new: bool = False


def numbers_of(entries: Iterable[Entry]) -> Counter[Number]:
    """How many of these entries bear each number that can join parties."""
    return Counter(number for entry in entries for number in set(_numbers(entry)))


def find(listing: Listing, references: Collection[str]) -> dict[str, Place]:
    """The places of entries that are there already, by reference."""
    rows = EntryRow.objects.filter(official_list__namespace=listing.namespace, sanction__isnull=False)
    known = rows.filter(reference__in=Among(references)).order_by("pk").values_list("reference", *_CASE)
    return {reference: _place(listing, case) for reference, *case in known}


def make(
    listing: Listing, authority: Authority, entries: Collection[Entry], shared: Counter[Number]
) -> dict[str, Place]:
    """The places of new entries: cases that editors entered before, or that other lists know; else new ones.

    `shared` counts the numbers of the whole release (`numbers_of`): one that two of its entries bear joins nobody.
    """
    named = _referred_to(listing, entries)
    known = _first_of_each(listing, named) | _adopted(listing, authority, entries)
    _take_over(listing, authority, known)
    missing = [entry for entry in entries if entry.reference not in known]
    also = {reference: (named[reference].target, named[reference].target_uid) for reference in named.keys() - known}
    joined = _joined(listing, missing, shared) | also
    alone = [entry for entry in missing if entry.reference not in joined]
    keys = dict(zip((entry.reference for entry in alone), reserve(Target, len(alone)), strict=True))
    targets = {reference: (key, target_uid(listing, reference)) for reference, key in keys.items()} | joined
    add(
        Target,
        (
            {"id": keys[entry.reference], "uid": target_uid(listing, entry.reference), "kind": entry.kind,
             "layer": listing.code, "label": _shown(entry)}
            for entry in alone
        ),
        keyed=True,
    )  # fmt: skip
    cases = dict(zip((entry.reference for entry in missing), reserve(Sanction, len(missing)), strict=True))
    add(
        Sanction,
        (
            {"id": cases[entry.reference], "uid": sanction_uid(listing, entry.reference), "layer": listing.code,
             "authority_id": authority.pk, "target_id": targets[entry.reference][0],
             "reference": entry.reference, **of_case(entry)}
            for entry in missing
        ),
        keyed=True,
    )  # fmt: skip
    for entry in missing:
        key, uid = targets[entry.reference]
        known[entry.reference] = Place(
            cases[entry.reference], key, sanction_uid(listing, entry.reference), uid, True, entry.reference in keys,
            is_new=True,
        )  # fmt: skip
    return known


_CASE = ("sanction_id", "sanction__target_id", "sanction__uid", "sanction__target__uid", "sanction__layer",
         "sanction__target__layer")  # fmt: skip


def _place(listing: Listing, case: Sequence[Any]) -> Place:
    sanction, target, uid, uid_of_target, layer, layer_of_target = case
    return Place(sanction, target, uid, uid_of_target, layer == listing.code, layer_of_target == listing.code)


def _adopted(listing: Listing, authority: Authority, entries: Collection[Entry]) -> dict[str, Place]:
    """Cases that bear the same reference: an editor entered them before the list was followed."""
    columns = [name.removeprefix("sanction__").replace("sanction_id", "pk") for name in _CASE]
    rows = Sanction.objects.filter(
        authority=authority, reference__in=Among([entry.reference for entry in entries])
    ).values_list("reference", *columns)
    return {reference: _place(listing, case) for reference, *case in rows}


def _referred_to(listing: Listing, entries: Collection[Entry]) -> dict[str, Place]:
    """Cases of the same authority's other lists that an official cross-reference names, either way."""
    siblings = [one for one in LISTS.values() if one.authority[-1] == listing.authority[-1] and one is not listing]
    namespaces = {one.namespace for one in siblings}
    forward: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        for cross in entry.cross_references:
            if cross.namespace in namespaces:
                forward.setdefault((cross.namespace, cross.reference), []).append(entry.reference)
    found: dict[str, Place] = {}
    rows = EntryRow.objects.filter(official_list__namespace__in=namespaces, sanction__isnull=False).order_by("pk")
    known = rows.filter(reference__in=Among([reference for _, reference in forward]))
    for namespace, reference, *case in known.values_list("official_list__namespace", "reference", *_CASE):
        for naming in forward.get((namespace, reference), ()):
            found[naming] = _place(listing, case)
    wanted = {entry.reference for entry in entries} - found.keys()
    if wanted and namespaces:
        for crossings, *case in rows.exclude(cross_references=[]).values_list("cross_references", *_CASE):
            for namespace, reference in crossings:
                if namespace == listing.namespace and reference in wanted:
                    found[reference] = _place(listing, case)
    return found


def _first_of_each(listing: Listing, named: Mapping[str, Place]) -> dict[str, Place]:
    """A case has one entry of a list: of several that name it, the first. The others are cases of the same target."""
    cases = Among({place.sanction for place in named.values()})
    rows = EntryRow.objects.filter(official_list__namespace=listing.namespace, sanction__in=cases)
    taken: set[int | None] = set(rows.values_list("sanction", flat=True))
    first: dict[str, Place] = {}
    for reference, place in sorted(named.items()):
        if place.sanction not in taken:
            taken.add(place.sanction)
            first[reference] = place
    return first


def _take_over(listing: Listing, authority: Authority, known: dict[str, Place]) -> None:
    """Cases of a list that this one succeeds become this one's: its reference and its words stand for them now."""
    given_up = {code for code, one in LISTS.items() if one.succeeded_by == listing.code}
    rows = Sanction.objects.filter(layer__in=given_up)
    theirs = set(rows.filter(pk__in=Among({place.sanction for place in known.values()})).values_list("pk", flat=True))
    for reference, place in known.items():
        if place.sanction in theirs:
            said = {"authority": authority, "reference": reference, "layer": listing.code}
            Sanction.objects.filter(pk=place.sanction).update(**said)
            known[reference] = replace(place, makes_case=True)


def _joined(listing: Listing, entries: Collection[Entry], shared: Counter[Number]) -> dict[str, tuple[int, str]]:
    """Targets of other lists and of editors that bear a number of an entry: their key and uid, by reference."""
    numbers = {number: entry for entry in entries for number in _numbers(entry) if shared[number] == 1}
    bearers: dict[Number, list[Any]] = {}
    # A draft of an editor is nobody's target yet: the list would wait for it to be published.
    public = Edition.objects.filter(kind=Target.kind_name, known_until=FOREVER, state=EditionState.PUBLISHED)
    rows = Identifier.objects.filter(
        normalised__in=Among([normalised for _, normalised, _ in numbers]), scheme__in=JOINING | OF_A_COUNTRY,
        target__merged_into=None, target__uid__in=public.values("uid"),
    )  # fmt: skip
    for scheme, normalised, country, layer, *target in rows.values_list(
        "scheme", "normalised", "country", "layer", "target_id", "target__uid", "target__kind"
    ):
        bearers.setdefault(_number(scheme, normalised, country), []).append((layer, tuple(target)))
    found: dict[str, tuple[int, str]] = {}
    for number, entry in numbers.items():
        rows_of = bearers.get(number, [])
        targets = {target for _, target in rows_of}
        if len(targets) != 1 or any(layer == listing.code for layer, _ in rows_of):
            continue
        key, uid, kind = next(iter(targets))
        if _agree(entry.kind, kind) and (number[0] in REFERENCES or _share_a_name(entry, key)):
            found.setdefault(entry.reference, (key, uid))
    return found


def _numbers(entry: Entry) -> list[Number]:
    given = (_number(one.scheme, normalise(one.scheme, one.value), one.country) for one in entry.identifiers)
    return [
        (scheme, number, country)
        for scheme, number, country in given
        if scheme in JOINING or (scheme in OF_A_COUNTRY and country and len(number) >= _LEAST)
    ]


def _number(scheme: str, normalised: str, country: str) -> Number:
    return scheme, normalised, country if scheme in OF_A_COUNTRY else ""


def _agree(one: str, other: str) -> bool:
    return one in TARGET_KINDS.broader_of(other) or other in TARGET_KINDS.broader_of(one)


def _share_a_name(entry: Entry, target: int) -> bool:
    return any(resembles(entry, full) for full in Name.objects.filter(target=target).values_list("full", flat=True))


def _shown(entry: Entry) -> str:
    return entry.names[0].full[:300] if entry.names else ""
