"""Targets that bear one number which is given to one bearer only: they are likely one, and somebody should look."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Count

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
_IN_A_COUNTRY = _schemes("country")


def duplicates() -> list[Duplicate]:
    """All of them. Costs three queries at most; numbers that fail their check, and merged targets, tell nothing new."""
    found = [*_shared(_EVERYWHERE, ()), *_shared(_IN_A_COUNTRY, ("country",))]
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


def _shared(schemes: Collection[str], within: tuple[str, ...]) -> Iterator[Duplicate]:
    rows = Identifier.objects.filter(scheme__in=schemes).order_by()
    if within:
        rows = rows.exclude(country="")  # who issued it is not known: it may be another's
    columns = ("scheme", "normalised", *within)
    several = rows.values(*columns).annotate(bearers=Count("target", distinct=True)).filter(bearers__gt=1)
    keys = set(several.values_list(*columns))
    bearers: dict[tuple[str, ...], set[int]] = defaultdict(set)
    values = {key[1] for key in keys}
    likely = rows.filter(normalised__in=Among(sorted(values)), looks_wrong=False) if values else rows.none()
    for *key, target in likely.values_list(*columns, "target"):
        if tuple(key) in keys:
            bearers[tuple(key)].add(target)
    for key, targets in bearers.items():
        scheme, value, *country = key
        if len(targets) > 1:
            yield Duplicate(scheme, value, "".join(country), tuple(targets))
