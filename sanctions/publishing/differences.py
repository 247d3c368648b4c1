"""What changed between two versions of a record, as data and in words."""

from collections.abc import Mapping
from typing import Any

from sanctions.models import Sanction, Step
from sanctions.publishing.life import periods
from sanctions.publishing.splice import Document, is_facts

Difference = dict[str, Any]

_SINGULAR: Mapping[str, str] = {
    "names": "name",
    "identifiers": "identifier",
    "addresses": "address",
    "details": "detail",
    "relations": "relation",
    "measures": "measure",
    "programmes": "legal basis",
    "events": "event",
    "exemptions": "exemption",
    "claims": "claim",
    "passages": "passage",
    "sources": "source",
    "affected": "affected party",
    "fulfilments": "later measure",
    "members": "member",
    "aliases": "alias",
}
# What a fact is called in a sentence: the first of these that it has.
_NAMING = (
    "full",
    "type",
    "number",
    "kind",
    "speaker",
    "printed",
    "value",
    "target",
    "member",
    "measure",
    "quote",
    "uid",
)
_WORDS_AT_MOST = 60
_WORDS_BEFORE = 20


def differences(before: Document | None, after: Document | None) -> list[Difference]:
    """Each field and fact that differs: its path, and its value before and after; null where there was or is none.

    A path names fields, and facts by their uid: `measures/k3v…/scope`. A record new or gone is one difference, path "".
    """
    if before is None or after is None:
        return [] if before is after else [{"path": "", "before": before, "after": after}]
    return list(_within("", before, after))


def step_of(before: Document | None, after: Document) -> str:
    """What became of a case between two editions, in the words of `Step`; empty of other records."""
    if after["record"] != Sanction.kind_name:
        return ""
    if before is None:
        return Step.LISTED
    stood, stands = _stands(before), _stands(after)
    return Step.AMENDED if stood == stands else Step.RELISTED if stands else Step.DELISTED


def _stands(case: Document) -> bool:
    """Whether any measure of a case goes on, as far as is known."""
    lives = (periods(measure["events"], case["events"]) for measure in case["measures"])
    return any(life and life[-1].status not in ("ended", "abandoned") for life in lives)


def in_words(found: list[Difference], document: Document | None = None) -> list[str]:
    """The differences as short sentences for a reader."""
    return [_sentence(difference, document) for difference in found]


def _within(path: str, before: Document, after: Document) -> Any:
    for key in sorted(before.keys() | after.keys()):
        here = f"{path}/{key}" if path else key
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if is_facts(old) or is_facts(new):
            was, now = ({fact["uid"]: fact for fact in facts or []} for facts in (old, new))
            for uid in sorted(was.keys() | now.keys()):
                there = f"{here}/{uid}"
                if uid in was and uid in now:
                    yield from _within(there, was[uid], now[uid])
                else:
                    yield {"path": there, "before": was.get(uid), "after": now.get(uid)}
        else:
            yield {"path": here, "before": old, "after": new}


def _sentence(difference: Difference, document: Document | None) -> str:
    path, before, after = difference["path"], difference["before"], difference["after"]
    if not path:
        return "first published" if before is None else "no longer published"
    steps = path.split("/")
    if len(steps) % 2 == 0:  # a fact, named by its list and uid
        what = f"{_SINGULAR.get(steps[-2], steps[-2])} {_name(after or before)}"
        where = _place(steps[:-2], document)
        return f"{what}{where} {'added' if before is None else 'removed'}"
    where = _place(steps[:-1], document)
    return f"{steps[-1].replace('_', ' ')}{where}: {' → '.join(_values(before, after))}"


def _place(steps: list[str], document: Document | None) -> str:
    """“ of measure asset freeze”: the fact that the path leads through last."""
    fact: Any = document
    for i in range(0, len(steps) - 1, 2):
        facts = fact.get(steps[i], []) if isinstance(fact, dict) else []
        fact = next((one for one in facts if one["uid"] == steps[i + 1]), None)
    if len(steps) < 2:
        return ""
    return f" of {_SINGULAR.get(steps[-2], steps[-2])} {_name(fact) if fact else steps[-1]}"


def _name(fact: Mapping[str, Any]) -> str:
    named = next((fact[key] for key in _NAMING if fact.get(key)), "")
    text = _value(named).strip("“”").replace("_", " ")
    day = fact.get("done_on") or fact.get("made_on")
    return f"“{text}”" + (f" of {day['value']}" if isinstance(day, dict) else "")


def _values(before: Any, after: Any) -> tuple[str, str]:
    """Both values; of long texts what stands where they first differ, with a few characters before."""
    if isinstance(before, str) and isinstance(after, str) and before and after:
        shorter = min(len(before), len(after))
        same = next((i for i in range(shorter) if before[i] != after[i]), shorter)
        if same > _WORDS_BEFORE and max(len(before), len(after)) > _WORDS_AT_MOST:
            return _value(before, since=same - _WORDS_BEFORE), _value(after, since=same - _WORDS_BEFORE)
    return _value(before), _value(after)


def _value(value: Any, since: int = 0) -> str:
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return str(value.get("value", "…"))
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    text = f"…{str(value)[since:]}" if since else str(value)
    return f"“{text if len(text) <= _WORDS_AT_MOST else text[: _WORDS_AT_MOST - 1] + '…'}”"
