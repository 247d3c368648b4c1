"""Records that are likely the same as one that is being entered: shown before it is saved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.models import Document, Record
from sanctions.matching.normalise import LONGEST, fold
from sanctions.models import Act, Identifier, Name, Target
from sanctions.vocabulary.identifier_scheme import IDENTIFIER_SCHEMES, normalise

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Alike:
    """A record that may be the same, and what speaks for it."""

    record: Record
    because: str

    @property
    def url(self) -> str:
        """The page of that record."""
        meta = self.record._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[self.record.pk])


class LooksAlike(ValidationError):
    """What was typed is likely here already; nothing was saved. The editor may say that it is something else."""

    def __init__(self, found: Sequence[Alike]) -> None:
        self.found = list(found)
        super().__init__(
            "This may be here already. Look at what is listed above, then open that, or say it is another."
        )

    @property
    def key(self) -> str:
        """What an editor accepts by saying that it is something else: exactly these records."""
        return " ".join(sorted(one.record.uid for one in self.found))


def refuse(found: Sequence[Alike], accepted: str) -> None:
    """Raises LooksAlike for records which the editor was not shown, or has not set aside."""
    if {one.record.uid for one in found} - set(accepted.split()):
        raise LooksAlike(found)


def targets(
    names: Iterable[str], identifiers: Iterable[tuple[str, str, str]], *, but: Target | None = None
) -> list[Alike]:
    """Targets with one of these names, whatever its accents and script, or one of these numbers.

    An identifier is its scheme, value and country. Numbers that several may bear tell nothing.
    """
    found: dict[int, Alike] = {}
    for target, because in (*_by_number(identifiers), *_by_name(names)):
        if but is None or target.pk not in (but.pk, but.merged_into_id):
            found.setdefault(target.pk, Alike(target, because))
    return list(found.values())[:_SHOWN]


def _by_number(identifiers: Iterable[tuple[str, str, str]]) -> list[tuple[Target, str]]:
    found = []
    for scheme, value, country in identifiers:
        within = IDENTIFIER_SCHEMES[scheme].mappings["unique_within"] if scheme in IDENTIFIER_SCHEMES else "shared"
        normal = normalise(scheme, value)
        if within == "shared" or not normal:
            continue
        rows = Identifier.objects.filter(scheme=scheme, normalised=normal).select_related("target")
        if within == "country" and country:
            rows = rows.filter(country__in=("", country.upper()))
        found += [(row.target, f"bears the {row}") for row in rows[:_SHOWN]]
    return found


def _by_name(names: Iterable[str]) -> list[tuple[Target, str]]:
    wanted = {fold(name)[:LONGEST] for name in names} - {""}
    rows = Name.objects.filter(folded__in=wanted).select_related("target")[:_SHOWN]
    return [(row.target, f"is called {row.full}") for row in rows]


def documents(document: Document) -> list[Alike]:
    """Other documents at the same address."""
    if not document.url:
        return []
    rows = Document.objects.filter(url=document.url).exclude(pk=document.pk)
    return [Alike(row, f"stands at {row.url}") for row in rows[:_SHOWN]]


def acts(act: Act) -> list[Alike]:
    """Other acts with the same number."""
    if not act.reference:
        return []
    rows = Act.objects.filter(reference_scheme=act.reference_scheme, reference__iexact=act.reference.strip())
    return [Alike(row, f"has the number {row.reference}") for row in rows.exclude(pk=act.pk)[:_SHOWN]]
