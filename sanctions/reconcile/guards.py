"""What makes a release suspect: each finding is a sentence, and any of them holds it for a named person.

A list that shrinks, or loses a field, is more often a broken file than a change of heart (FAULTS I9 to I14).
"""

from collections.abc import Collection, Iterator, Set
from datetime import date, timedelta

from sanctions.lists.reading import tells
from sanctions.reconcile.profile import Profile

SHRINKS = 10
"""Percent of its entries that a list may lose from one release to the next."""
KIND_SHRINKS = 20
"""Percent of its entries of one kind."""
FILLED = 80
"""Percent of the last rate at which entries fill a field."""
GROWS = 2
"""Times as many entries."""
FEW = 10
"""Fewer than so many are no rate: one ship of three may well go."""
AHEAD = timedelta(days=1)
"""So far ahead of ours may the day of a keeper be: it begins earlier in the east."""


def findings(
    before: Profile | None,
    after: Profile,
    *,
    dated: date,
    last: date | None,
    expresses: Set[str],
    expressed: Set[str],
    doubles: Collection[str] = (),
    gone: int = 0,
    today: date | None = None,
    was_public: date | None = None,
) -> Iterator[str]:
    """What is suspect of a release, beside the last that was made public: none where nothing is.

    `was_public` is the day on which its very files were public, where others have been since and the files do not say
    of which day they are. `gone` is how many entries are no longer there, whatever came in their place. `expresses` and
    `expressed` name the fields that the two formats can tell of: what one cannot say is not missed.
    """
    if not after.entries:
        yield "it has no entry at all."
        return
    if doubles:
        more = f" and {len(doubles) - FEW} more" if len(doubles) > FEW else ""
        yield f"records that differ bear one reference: {', '.join(sorted(doubles)[:FEW])}{more}."
    if today is not None and dated > today + AHEAD:
        yield f"it is of {dated}, which is yet to come."
    if last is not None and dated < last:
        yield f"it is of {dated}, older than the last that was made public, of {last}."
    elif was_public is not None:
        yield f"its files were public on {was_public}, and others since."
    if before is None:
        return
    sizes = list(_sizes(before, after))
    yield from sizes
    if not sizes and before.entries >= FEW and (lost := _lost(before.entries, before.entries - gone, SHRINKS)):
        yield f"{gone} of its {before.entries} entries are gone and others have come: {lost} % have new references."
    for programme, number in sorted(before.programmes.items()):
        if programme not in after.programmes and number >= FEW:
            yield f"the programme {programme} is gone, under which {number} entries stood."
    for field in sorted(before.fields):
        if _told(field, expresses) and _told(field, expressed):
            yield from _rate(field, before, after)


def _sizes(before: Profile, after: Profile) -> Iterator[str]:
    if lost := _lost(before.entries, after.entries, SHRINKS):
        yield f"it has {after.entries} entries where there were {before.entries}: {lost} % fewer."
    if after.entries > before.entries * GROWS and before.entries >= FEW:
        yield f"it has {after.entries} entries where there were {before.entries}: more than {GROWS} times as many."
    for kind, number in sorted(before.kinds.items()):
        if number >= FEW and (lost := _lost(number, after.kinds[kind], KIND_SHRINKS)):
            yield f"it has {after.kinds[kind]} of the kind {kind} where there were {number}: {lost} % fewer."


def _lost(before: int, after: int, allowed: int) -> int:
    """The percent that are gone, where those are more than allowed; else 0."""
    gone = before - after
    return max(1, round(gone * 100 / before)) if before and gone * 100 > before * allowed else 0


def _told(field: str, told: Set[str]) -> bool:
    """Whether a format tells of a field: of all of it, or of one kind of what it holds."""
    return tells(told, field) or any(one.startswith(f"{field}.") for one in told)


def _rate(field: str, before: Profile, after: Profile) -> Iterator[str]:
    was, now = before.fields[field], after.fields[field]
    if was >= FEW and now * before.entries * 100 < was * after.entries * FILLED:
        rates = (round(number * 100 / entries) for number, entries in ((was, before.entries), (now, after.entries)))
        yield "{} is filled in {} % of the entries before and {} % now.".format(field, *rates)
