"""Which measures can be laid on which kinds of target."""

from sanctions.vocabulary.measure_type import MEASURE_TYPES
from sanctions.vocabulary.target_kind import TARGET_KINDS

_APPLIES_TO = {
    code: frozenset((*word.mapped("applies_to"), "class")) & frozenset(TARGET_KINDS)
    for code, word in MEASURE_TYPES.items()
}


def applies_to(type_code: str) -> frozenset[str]:
    """The kinds of target on which a measure of this type can be laid. A class is always among them."""
    return _APPLIES_TO[type_code]


def may_bind(type_code: str, target_kind: str) -> bool:
    """Whether a measure of this type can be laid on a target of this kind: no travel ban binds a ship."""
    return target_kind in _APPLIES_TO[type_code]
