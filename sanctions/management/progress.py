"""How far a long command has got, for whoever watches it on a terminal."""

import sys
from collections.abc import Iterable

from tqdm import tqdm


def shown(counts: Iterable[int], *, total: int, what: str, quiet: bool) -> int:
    """Runs through counts of what is done so far, showing them, and answers the last; 0 where there were none."""
    done = 0
    with tqdm(total=total, desc=what, leave=False, disable=quiet or not sys.stderr.isatty()) as bar:
        for count in counts:
            bar.update(count - done)
            done = count
    return done
