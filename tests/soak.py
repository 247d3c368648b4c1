"""How long a long test is: a sample in `make test`, all of it in `make soak`."""

from config import environment

SOAK = environment.switch("INTERDICT_SOAK", default=False)


def examples(short: int, long: int) -> int:
    """How many examples to try: `short` in the everyday suite, `long` in the soak."""
    return long if SOAK else short
