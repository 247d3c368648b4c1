"""OFAC's programme tags, and the measures that stand behind the lists other than the SDN list.

On the SDN list every tag means blocking, whatever it is called. The other lists differ: OFAC's pages for each of them
say what is forbidden (https://ofac.treasury.gov/consolidated-sanctions-list-non-sdn-lists).
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sanctions.lists.entry import Dated, Restriction
from sanctions.lists.reading import QuarantinedError
from sanctions.lists.taking import word
from sanctions.vocabulary.measure_type import MEASURE_TYPES

# https://ofac.treasury.gov/specially-designated-nationals-list-sdn-list/program-tag-definitions-for-ofac-sanctions-lists
# These two stand beside the tag of the case: foreign banks dealing with the party risk their accounts in the US.
EXPOSURE_TAGS: Mapping[str, str] = {
    "IFSR": "[IFSR] Iranian Financial Sanctions Regulations, 31 CFR part 561",
    "IRGC": "[IRGC] Islamic Revolutionary Guard Corps: Iranian Financial Sanctions Regulations, 31 CFR part 561",
}

# Tags that OFAC renamed: the releases before and after print one for the other, entry by entry.
_RENAMED: Mapping[str, str] = {
    "CCMC-EO13959": "CMIC-EO13959",  # Executive Order 14032 renamed the list in June 2021
    "CMIC-EO": "CMIC-EO13959",
    "ILLICIT-DRUGS-EO": "ILLICIT-DRUGS-EO14059",
    "NKSPEA": "DPRK-NKSPEA",
    "SYRIA-EO13894": "PAARSSR-EO13894",  # Executive Order 14312 of 30 June 2025 renamed the programme
}

# Tags that only lists other than the SDN list give a measure to, with OFAC's word for the measure.
_BY_TAG: Mapping[str, str] = {
    "NS-PLC": "Reject",  # General License 4 under Executive Order 13224: transfers must be rejected, not blocked
    "FSE-SY": "Reject",  # Executive Order 13608: transactions and dealings are prohibited, property is not blocked
    "FSE-IR": "Reject",
    "FSE-WMD": "Reject",
    "FSE-SDGT": "Reject",
    "561-Related": "561 Full Restrictions",  # 31 CFR 561.201
    "CMIC-EO13959": "CMIC Executive Order",
    "NS-CMIC": "CMIC Executive Order",
    "NS-CCMC": "CMIC Executive Order",
    # From the menu of section 6 of the Iran Sanctions Act of 1996 (50 U.S.C. 1701 note); the tag does not say which.
    "NS-ISA": "Iran Sanctions Act",
}

NON_SDN_TAGS = frozenset(_BY_TAG) | {"NS-MBS"}
"""Tags under which alone nobody stands on the SDN list."""

# How long new debt may run, as the directives now read: Executive Order 13662's were amended on 29 September 2017 by
# 22 U.S.C. 9523; Directive 3 under 14024 is of 24 February 2022, Directive 1 under 14038 of 2 December 2021.
_TENORS: Mapping[tuple[str, str], str] = {
    ("13662", "1"): "P14D",
    ("13662", "2"): "P60D",
    ("13662", "3"): "P30D",
    ("14024", "3"): "P14D",
    ("14038", "1"): "P90D",
}
_NUMBER = re.compile(r"Subject to Directive (?P<number>\w+)\s*-?\s*(?P<scope>.*)", re.IGNORECASE | re.DOTALL)
_ORDER = re.compile(r"(?:executive order|eo) ?(?P<order>\d{5})(?: directive (?P<number>\w+))?", re.IGNORECASE)
_SECTION = re.compile(r"[.,]?\s*Sec\.?\s*\d+\([a-z0-9].*$", re.IGNORECASE)


@lru_cache(maxsize=1_000)
def tag_of(printed: str) -> str:
    """The tag as it is now called, without its brackets."""
    tag = " ".join(printed.strip("[] \t").split())
    return _RENAMED.get(tag, tag)


@lru_cache(maxsize=1_000)
def _type(term: str) -> str:
    return word(MEASURE_TYPES, "ofac", "measure", term)


def by_tag(tag: str) -> Restriction | None:
    """The measure that a tag of the lists other than the SDN list means by itself; None where the entry must say it."""
    return Restriction(_type(_BY_TAG[tag])) if tag in _BY_TAG else None


def by_term(term: str) -> Restriction:
    """The measure that a 'sanctions type' of the XML formats means. Raises QuarantinedError for an unknown one."""
    if found := re.fullmatch(r"(?:Executive Order )?(\d{5}) (?:Sectoral )?Directive (\w+)", term):
        return directive(found[1], found[2])
    return Restriction(_type(term))


def directive(order: str, number: str, scope: str = "", since: Dated | None = None) -> Restriction:
    """The measure of a directive under an executive order. Raises QuarantinedError for an unknown one."""
    known = "{} Sectoral Directive {}" if order == "13662" else "Executive Order {} Directive {}"
    tenor = _TENORS.get((order, number.lower()), "")
    return Restriction(_type(known.format(order, number)), since, scope, f"Directive {number} under EO {order}", tenor)


def by_statement(label: str, text: str) -> Restriction | None:
    """The measure that a statement such as 'CAATSA Section 235 Information: FOREIGN EXCHANGE' makes.

    None where it only points to a page. Raises QuarantinedError for a measure that is not known.
    """
    if text.lower().startswith("for more information"):
        return None
    order = _ORDER.match(label)
    if order and (found := _NUMBER.match(text)):
        return directive(order["order"], found["number"], found["scope"])
    return Restriction(_type(_SECTION.sub("", text).strip(" .")), scope=text)


def measure_of(dated: str) -> tuple[str, str]:
    """The order and directive of a label such as 'Effective Date (EO 14024 Directive 2)'; '' for what it lacks."""
    found = _ORDER.match(dated)
    return (found["order"], found["number"] or "") if found else ("", "")


def is_of(dated: str, tag: str) -> bool:
    """Whether a label such as 'Listing Date (CMIC)' speaks of what stands under a tag."""
    if dated.upper() in ("CMIC", "CCMC"):
        return tag == "CMIC-EO13959"
    order, _ = measure_of(dated)
    return bool(order) and tag.endswith(f"EO{order}")


def without_doubles(measures: Iterable[Restriction]) -> tuple[Restriction, ...]:
    """Each measure once: where a directive or type is stated with its scope or date, the bare mention goes."""
    kept = dict[tuple[str, str, str], Restriction]()
    for measure in measures:
        # Items of a menu share a type; only their texts tell them apart.
        key = (measure.type, measure.directive, "" if measure.directive else measure.scope)
        known = kept.get(key)
        if known is None or (known.scope, known.since) == ("", None):
            kept[key] = measure
        elif measure.since and not known.since:
            kept[key] = Restriction(known.type, measure.since, known.scope, known.directive, known.tenor)
    stated = {measure.type for measure in kept.values() if measure.scope or measure.directive}
    return tuple(
        measure for measure in kept.values() if measure.scope or measure.directive or measure.type not in stated
    )


def unknown(tags: Iterable[str]) -> QuarantinedError:
    """Why an entry of the lists other than the SDN list is put aside that no rule gives a measure to."""
    return QuarantinedError("programmes", f"no measure short of blocking is known for {', '.join(tags) or 'no tag'}")
