"""The conditions of a question, as conditions on flat rows.

All conditions on a measure meet on one PublishedPeriod row. `pk__in` of a subquery is used for what selects few rows,
`Exists` for what nearly every row fulfils, so that a page stops as soon as it is full.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from sanctions.matching.normalise import words
from sanctions.models import (
    Edition,
    EditionState,
    PublishedEvent,
    PublishedExemption,
    PublishedMeasure,
    PublishedPeriod,
    PublishedProgramme,
    PublishedTerm,
)
from sanctions.reading.snapshot import Snapshot
from sanctions.reading.standing import BINDING, DESIGNATING, is_not_merely_related, stands
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES, normalise
from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.status import STATUSES
from sanctions.vocabulary.target_kind import TARGET_KINDS
from sanctions.vocabulary.word import WordList

Asked = dict[str, Any]
_WORDS = 30
"""Words of a name that are looked for: each costs a search of its own."""


def _having(field: str, values: Iterable[str]) -> QuerySet[Any, Any]:
    """The editions, of any time, that are found by one of these values."""
    return PublishedTerm.objects.filter(field=field, normalised__in=values).values("edition")


def _uids(field: str, values: Iterable[str], snapshot: Snapshot) -> QuerySet[Any, Any]:
    """The records that are found by one of these values in a snapshot."""
    return Edition.objects.filter(snapshot.visible(), pk__in=_having(field, values)).values("uid")


def within(authorities: Iterable[str], snapshot: Snapshot) -> list[str]:
    """These authorities and all that are part of them, at any depth."""
    found = set(authorities)
    level = set(found)
    while level:
        level = set(_uids("parent", level, snapshot).values_list("uid", flat=True)) - found
        found |= level
    return sorted(found)


def spoken(text: str) -> Q:
    """Editions with a name that has all these words, of which the first thirty count; the last may be only begun."""
    if not text:
        return Q(pk__in=[])
    condition = Q()
    *whole, begun = words(text)[:_WORDS]
    terms = PublishedTerm.objects.filter(field="word")
    for word in whole:
        condition &= Q(pk__in=terms.filter(normalised=word).values("edition"))
    beginning = Q(normalised__gte=begun)
    if after := _after(begun):
        beginning &= Q(normalised__lt=after)
    return condition & Q(pk__in=terms.filter(beginning).values("edition"))


def _after(prefix: str) -> str:
    """The first word after all that begin so; empty where there is none. Words are of digits and plain letters."""
    stem = prefix.rstrip("z")
    if not stem:
        return ""
    last = stem[-1]
    return stem[:-1] + ("a" if last == "9" else chr(ord(last) + 1))


def _narrower(vocabulary: WordList, codes: Iterable[str]) -> list[str]:
    return sorted({narrower for code in codes for narrower in vocabulary.narrower(code)})


def _targets(asked: Asked, snapshot: Snapshot) -> Q:
    """Conditions on the target, for rows that carry its uid in `target`."""
    condition = Q()
    if "target" in asked:
        condition &= Q(target__in=asked["target"])
    if "target_name" in asked:
        condition &= Q(target__in=_uids("name", [asked["target_name"]], snapshot))
    if "target_kind" in asked:
        condition &= Q(target__in=_uids("kind", _narrower(TARGET_KINDS, asked["target_kind"]), snapshot))
    for field in ("nationality", "incorporation", "flag"):
        if field in asked:
            condition &= Q(target__in=_uids(field, asked[field], snapshot))
    if "q" in asked:
        names = Edition.objects.filter(snapshot.visible(), spoken(asked["q"]), kind="target")
        condition &= Q(target__in=names.values("uid"))
    return condition


def _cases(asked: Asked, snapshot: Snapshot) -> Q:
    """Conditions on the case, for rows that carry its edition."""
    condition = Q()
    if "programme" in asked:
        condition &= Q(edition__in=_under(asked["programme"], snapshot))
    if "regime_country" in asked:
        condition &= Q(edition__in=_under(_uids("countries", asked["regime_country"], snapshot), snapshot))
    for field in ("affected", "responds_to"):
        if field in asked:
            condition &= Q(edition__in=_having(field, asked[field]))
    if "affected_name" in asked:
        condition &= Q(edition__in=_having("affected", _uids("name", [asked["affected_name"]], snapshot)))
    if "reference" in asked:
        condition &= Q(edition__in=_having("reference", [asked["reference"]]))
    return condition


def _under(programmes: Any, snapshot: Snapshot) -> QuerySet[Any, Any]:
    return PublishedProgramme.objects.filter(snapshot.possible(), programme__in=programmes).values("edition")


def periods(asked: Asked, snapshot: Snapshot) -> QuerySet[PublishedPeriod]:
    """The periods, possible on the day, of the measures that a question about cases or measures asks for."""
    condition = snapshot.visible() & snapshot.possible() & _targets(asked, snapshot) & _cases(asked, snapshot)
    condition &= Q(status__in=asked.get("status") or [code for code in STATUSES if code != "proposed"])
    if "certain" in asked:
        condition &= snapshot.certain() if asked["certain"] else ~snapshot.certain()
    if "authority" in asked:
        condition &= Q(authority__in=within(asked["authority"], snapshot))
    if "type" in asked:
        condition &= Q(type__in=_narrower(MEASURE_TYPES, asked["type"]))
    for parameter, column in (("kind", "kind"), ("origin", "origin"), ("list", "layer")):
        if parameter in asked:
            condition &= Q(**{f"{column}__in": asked[parameter]})
    if events := _events(asked):
        condition &= Q(measure__in=PublishedEvent.objects.filter(events).values("measure"))
    if "has_exemption" in asked:
        now = exempting(snapshot)
        exempt = Q(uid__in=now.values("measure")) | Q(sanction__in=now.filter(measure="").values("sanction"))
        condition &= exempt if asked["has_exemption"] else ~exempt
    return PublishedPeriod.objects.filter(condition)


def _events(asked: Asked) -> Q:
    condition = Q()
    if "event" in asked:
        condition &= Q(kind__in=asked["event"])
    if "event_from" in asked:
        condition &= Q(on_latest__gte=asked["event_from"])
    if "event_to" in asked:
        condition &= Q(on_earliest__lte=asked["event_to"])
    if "ground" in asked:
        condition &= Q(ground__in=asked["ground"])
    if "legal_basis" in asked:
        condition &= Q(act__in=asked["legal_basis"])
    return condition


_SELECTIVE = {
    "authority", "programme", "regime_country", "target", "target_name", "target_kind", "nationality", "incorporation",
    "flag", "affected", "affected_name", "kind", "origin", "list", "reference", "responds_to", "q", "type",
    "legal_basis", "event", "event_from", "event_to", "ground", "status", "certain", "has_exemption",
}  # fmt: skip


def measures(asked: Asked, snapshot: Snapshot) -> QuerySet[PublishedMeasure]:
    """The measures that a question asks for."""
    rows = PublishedMeasure.objects.filter(snapshot.visible())
    found = periods(asked, snapshot)
    if asked.keys() & _SELECTIVE:
        return rows.filter(pk__in=found.values("measure"))
    return rows.filter(Exists(found.filter(measure=OuterRef("pk"))))


def cases(asked: Asked, snapshot: Snapshot) -> QuerySet[Edition]:
    """The cases that a question asks for."""
    rows = editions("sanction", snapshot)
    found = periods(asked, snapshot)
    if asked.keys() & _SELECTIVE:
        return rows.filter(uid__in=found.values("sanction"))
    return rows.filter(Exists(found.filter(sanction=OuterRef("uid"))))


def exempting(snapshot: Snapshot) -> QuerySet[PublishedExemption]:
    """The exemptions that are, or may be, in force on the day."""
    return PublishedExemption.objects.filter(snapshot.visible(), snapshot.possible())


def exemptions(asked: Asked, snapshot: Snapshot) -> QuerySet[PublishedExemption]:
    """The exemptions that a question asks for, all of which may have begun by the day."""
    condition = snapshot.visible() & _targets(asked, snapshot) & _cases(asked, snapshot)
    condition &= _in_status([asked["status"]] if "status" in asked else ["in_force", "ended"], asked, snapshot)
    if "authority" in asked:
        condition &= Q(authority__in=within(asked["authority"], snapshot))
    for parameter, column in (("kind", "kind"), ("list", "layer"), ("act", "act"), ("sanction", "sanction")):
        if parameter in asked:
            condition &= Q(**{f"{column}__in": asked[parameter]})
    if "number" in asked:
        printed = asked["number"]
        condition &= Q(number=printed) | Q(version=printed) if printed else Q(pk__in=[])
    measures: Asked = {}
    if "measure" in asked:
        measures["uid__in"] = asked["measure"]
    if "type" in asked:
        measures["type__in"] = _narrower(MEASURE_TYPES, asked["type"])
    if measures:
        of = PublishedPeriod.objects.filter(snapshot.visible(), **measures)
        condition &= Q(measure__in=of.values("uid")) | Q(measure="", sanction__in=of.values("sanction"))
    return PublishedExemption.objects.filter(condition)


def _in_status(statuses: Iterable[str], asked: Asked, snapshot: Snapshot) -> Q:
    """Exemptions in one of these statuses: as far as is asked for certain, or merely possibly."""
    possible = {"in_force": snapshot.possible(), "ended": Q(until_earliest__lte=snapshot.as_of)}
    certain = {"in_force": snapshot.certain(), "ended": Q(until_latest__lte=snapshot.as_of)}
    condition = Q()
    for status in statuses:
        it_is = possible[status]
        if "certain" in asked:
            it_is &= certain[status] if asked["certain"] else ~certain[status]
        condition |= it_is
    return condition


def editions(kind: str, snapshot: Snapshot) -> QuerySet[Edition]:
    """The editions of one kind of record that are public in a snapshot."""
    return Edition.objects.filter(snapshot.visible(), kind=kind, state=EditionState.PUBLISHED)


# The parameters of plain records that ask for a value of a term: the kind of record, the parameter, the term's field.
_TERMS: dict[str, dict[str, str]] = {
    "publisher": {"country": "country"},
    "authority": {"kind": "kind", "parent": "parent", "country": "country", "member": "member"},
    "programme": {"regime_country": "countries", "code": "code"},
    "act": {"kind": "kind", "reference": "reference"},
    "document": {"kind": "kind", "publisher": "publisher", "language": "language"},
    "allegation": {
        "actor": "actor",
        "recipient": "recipient",
        "speech_act": "speech_act",
        "on_behalf_of": "on_behalf_of",
    },
    "target": {
        "name": "name",
        "country": "country",
        "nationality": "nationality",
        "incorporation": "incorporation",
        "flag": "flag",
        "linked_to": "linked_to",
    },
}
_ISSUERS = {"programme": ("authority", "authority"), "act": ("issuer", "issuers")}


def records(kind: str, asked: Asked, snapshot: Snapshot) -> QuerySet[Edition]:
    """The records of one kind that a question asks for."""
    rows = editions(kind, snapshot)
    for parameter, field in _TERMS[kind].items():
        if parameter in asked:
            values = asked[parameter] if isinstance(asked[parameter], list) else [asked[parameter]]
            rows = rows.filter(pk__in=_having(field, values))
    if kind in _ISSUERS:
        parameter, field = _ISSUERS[kind]
        if parameter in asked:
            rows = rows.filter(pk__in=_having(field, within(asked[parameter], snapshot)))
    if "within" in asked:
        rows = rows.filter(uid__in=within(asked["within"], snapshot))
    if "q" in asked:
        rows = rows.filter(spoken(asked["q"]))
    return rows


def targets(asked: Asked, snapshot: Snapshot) -> QuerySet[Edition]:
    """The targets that a question asks for; but for `standing`, those with a case that may have begun, or touched."""
    rows = records("target", asked, snapshot)
    if "kind" in asked:
        rows = rows.filter(pk__in=_having("kind", _narrower(TARGET_KINDS, asked["kind"])))
    if "identifier" in asked:
        rows = rows.filter(pk__in=_having("identifier", _numbers(asked["identifier"])))
    aimed: Asked = {key: asked[key] for key in ("authority", "programme", "type", "status") if key in asked}
    if aimed:
        rows = rows.filter(uid__in=periods(aimed, snapshot).values("target"))
    for parameter, listed in (("listed_by", True), ("not_listed_by", False)):
        if parameter in asked:
            binding = periods({"authority": asked[parameter], "status": BINDING}, snapshot)
            condition = Q(uid__in=binding.filter(kind__in=DESIGNATING).values("target"))
            rows = rows.filter(condition if listed else ~condition)
    if "has_exemption" in asked:
        exempt = Q(uid__in=exempting(snapshot).values("target"))
        rows = rows.filter(exempt if asked["has_exemption"] else ~exempt)
    return rows.filter(stands(asked["standing"], snapshot) if "standing" in asked else is_not_merely_related(snapshot))


def _numbers(text: str) -> list[str]:
    scheme, colon, value = text.partition(":")
    if colon and scheme in IDENTIFIER_SCHEMES:
        return [f"{scheme}:{normalise(scheme, value)}"]
    return sorted({normalise(scheme, text) for scheme in IDENTIFIER_SCHEMES})
