"""What a release is like as a whole: what guards compare, and what the public is told of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Profile:
    """How many entries a release has, of which kinds, under which programmes, and how many fill each field."""

    entries: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    programmes: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, programmes: Iterable[str], fields: Iterable[str], *, times: int = 1) -> None:
        """Counts an entry, or several that are alike."""
        self.entries += times
        for counter, words in ((self.kinds, (kind,)), (self.programmes, programmes), (self.fields, fields)):
            for word in set(words):
                counter[word] += times

    def written(self) -> dict[str, Any]:
        """The profile as a release keeps it."""
        counters = {name: dict(sorted(getattr(self, name).items())) for name in ("kinds", "programmes", "fields")}
        return {"entries": self.entries, **counters}

    @classmethod
    def read(cls, written: dict[str, Any]) -> "Profile":
        """The profile that a release has kept."""
        counters = {name: Counter(written.get(name, {})) for name in ("kinds", "programmes", "fields")}
        return cls(written.get("entries", 0), **counters)
