"""Targets that bear one number which is given to one bearer only: they are likely one, and somebody should look."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Max, Min

from articles.models import Among
from sanctions.models import Identifier, Target
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One number, and the targets that bear it, by their primary keys, in order."""

    scheme: str
    value: str
    country: str
    targets: tuple[int, ...]

    def __str__(self) -> str:
        return f"{IDENTIFIER_SCHEMES.label(self.scheme)} {self.value}" + (f" ({self.country})" if self.country else "")


def _schemes(*within: str) -> list[str]:
    return [code for code, word in IDENTIFIER_SCHEMES.items() if word.mappings["unique_within"] in within]


_EVERYWHERE = _schemes("world", "list")
_IN_A_COUNTRY = frozenset(_schemes("country"))


def duplicates() -> list[Duplicate]:
    """All of them. Costs three queries at most; numbers that fail their check, and merged targets, tell nothing new."""
    found = list(_shared())
    above = Target.objects.exclude(merged_into=None).order_by()  # from the index alone
    merged = dict(above.values_list("pk", "merged_into")) if found else {}

    def root(pk: int) -> int:
        while pk in merged:
            pk = merged[pk]
        return pk

    apart = [
        Duplicate(one.scheme, one.value, one.country, tuple(sorted({root(pk) for pk in one.targets}))) for one in found
    ]
    return sorted((one for one in apart if len(one.targets) > 1), key=lambda one: (one.targets, one.scheme, one.value))


def _shared() -> Iterator[Duplicate]:
    rows = Identifier.objects.filter(scheme__in=[*_EVERYWHERE, *sorted(_IN_A_COUNTRY)]).order_by()
    # One walk through the index, which tells the least and the greatest bearer as it goes: counting them takes longer.
    several = rows.values("scheme", "normalised").annotate(one=Min("target"), other=Max("target"))
    keys = set(several.filter(one__lt=F("other")).values_list("scheme", "normalised"))
    values = {value for _, value in keys}
    likely = rows.filter(normalised__in=Among(sorted(values)), looks_wrong=False) if values else rows.none()
    bearers: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for scheme, value, country, target in likely.values_list("scheme", "normalised", "country", "target"):
        within = country if scheme in _IN_A_COUNTRY else ""
        is_known = country or scheme not in _IN_A_COUNTRY  # who issued it is not: it may be another's
        if (scheme, value) in keys and is_known:
            bearers[scheme, value, within].add(target)
    for key, targets in bearers.items():
        if len(targets) > 1:
            yield Duplicate(*key, tuple(targets))
