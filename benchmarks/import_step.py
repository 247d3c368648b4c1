"""One process of `benchmarks.imports`: an import, or an editor who saves while another process imports.

python -m benchmarks.import_step JSON
"""

import json
import resource
import select
import sys
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command

django.setup()

from articles.models import Publisher  # noqa: E402
from sanctions.editing.save import save  # noqa: E402
from sanctions.models import ReleaseState  # noqa: E402
from sanctions.reconcile import archive, importing  # noqa: E402
from sanctions.reconcile.importing import Way  # noqa: E402

_BETWEEN = 0.02
"""Seconds that the editor thinks between two saves."""


def imported(given: Mapping[str, Any]) -> dict[str, Any]:
    """Imports a release, or only reads and plans it; how long that took, what it counted, and the peak of memory."""
    dated, way = date.fromisoformat(given["dated"]), Way(exclusive=given["exclusive"])
    begun = time.perf_counter()
    parts = archive.gathered(Path(given["files"]))
    examined = importing.examine("us_ofac_sdn", parts, today=dated, as_at=dated, way=way)
    if not given["dry"] and not examined.is_known:
        release = importing.take_in(examined, by=None, at=datetime.now(UTC), folder=settings.ARCHIVE, way=way)
        if release.state != ReleaseState.PROMOTED:
            raise SystemExit(f"{release} is not public: {release.held_because}")
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return {"seconds": seconds, "counts": examined.counts, "peak": peak}


def edited() -> list[float]:
    """Saves a record again and again until whoever asked says no more; the seconds of each save."""
    now = datetime.now(UTC)
    publisher = Publisher.objects.filter(name="Benchmark gazette").first() or Publisher(name="Benchmark gazette")
    save(publisher, by=None, at=now, via="benchmark", expected=publisher.revision if publisher.pk else None)
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    waits: list[float] = []
    while not select.select([sys.stdin], [], [], _BETWEEN)[0]:
        publisher.note = f"Saved {len(waits)} times."
        begun = time.perf_counter()
        save(publisher, by=None, at=now, via="benchmark", expected=publisher.revision)
        waits.append(time.perf_counter() - begun)
    return waits


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    told = json.loads(sys.argv[1])
    sys.stdout.write(json.dumps(edited() if "edit" in told else imported(told)) + "\n")
