"""The API beside raw sqlite3 + orjson giving the same bytes, and beside plain ModelSerializers, in one run.

    python -m benchmarks.api [--targets 100000] [--rounds 7] [--write docs/benchmarks.md]

Each of the three runs under gunicorn with one worker. Rounds alternate between them, so that a noisy machine disturbs
all alike; what is given is the median over the rounds of the ratio within each round.
"""

import argparse
import contextlib
import hashlib
import http.client
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
_KEY = "benchmark-" + "k" * 60
_AUTHORITY, _TYPE, _DAY = "GB", "director_disqualification", "2020-01-01"


@dataclass
class Server:
    """One way of answering, under gunicorn."""

    name: str
    application: str
    environment: dict[str, str]
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    connection: http.client.HTTPConnection | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--threads", "1", "--workers", "1"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--keep-alive", "900", "--timeout", "600", self.application]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        for _ in range(150):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.1)
        raise SystemExit(f"{self.name} does not start")

    def stop(self) -> None:
        """Stops it."""
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(10)

    def get(self, path: str) -> bytes:
        """The body of an answer."""
        assert self.connection
        self.connection.request("GET", path, headers={"Host": "localhost"})
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise SystemExit(f"{self.name} answers {response.status} to {path}: {body[:300]!r}")
        return body

    def stream(self, path: str) -> tuple[int, str, float]:
        """How many bytes an answer has, their SHA-256 less its last line, and the seconds it took."""
        assert self.connection
        begun, size, digest = time.perf_counter(), 0, hashlib.sha256()
        self.connection.request("GET", path, headers={"Host": "localhost"})
        response = self.connection.getresponse()
        while block := response.read(1 << 16):
            size += len(block)
            digest.update(block)
        return size, digest.hexdigest(), time.perf_counter() - begun

    def peak(self) -> int:
        """The most memory its worker has had, in MiB."""
        assert self.process
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        status = Path(f"/proc/{children[0]}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) // 1024


@dataclass
class Case:
    """One question, asked of two servers in turn."""

    name: str
    path: str
    against: str
    reach: str
    times: int
    other_path: str = ""
    same_bytes: bool = True
    ratios: list[float] = field(default_factory=list)
    rates: dict[str, list[float]] = field(default_factory=lambda: {"api": [], "other": []})

    def round(self, api: Server, other: Server) -> None:
        """Measures both once, turn about."""
        mine = self._rate(lambda: api.get(self.path), self.times)
        slower = max(1, self.times // 20) if self.against == "plain" else self.times
        theirs = self._rate(lambda: other.get(self.other_path or self.path), slower)
        self.rates["api"].append(mine)
        self.rates["other"].append(theirs)
        self.ratios.append(mine / theirs if self.against == "plain" else theirs / mine)

    @staticmethod
    def _rate(ask: Callable[[], object], times: int) -> float:
        begun = time.perf_counter()
        for _ in range(times):
            ask()
        return times / (time.perf_counter() - begun)

    def row(self) -> str:
        """The line of the table."""
        mine, theirs = (statistics.median(self.rates[which]) for which in ("api", "other"))
        ratio = statistics.median(self.ratios)
        what = "faster" if self.against == "plain" else "slower"
        return f"| {self.name} | {mine:,.1f} | {theirs:,.1f} ({self.against}) | {ratio:.2f}x {what} | {self.reach} |"


def environment(database: Path) -> dict[str, str]:
    """What the servers run with."""
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "INTERDICT_ENV": "development",
        "INTERDICT_DEBUG": "off",
        "INTERDICT_SECRET_KEY": _KEY,
        "BENCHMARK_DATABASE": str(database),
    }


@contextlib.contextmanager
def running(*servers: Server) -> Iterator[None]:
    """All servers up, and down again whatever happens."""
    try:
        for server in servers:
            server.start()
        yield
    finally:
        for server in servers:
            server.stop()


def measure(targets: int, rounds: int) -> list[str]:
    """The lines of the report."""
    folder = ROOT / "var" / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / f"api-{targets}.sqlite3"
    settings = environment(database)
    prepare = (
        "import django; django.setup(); from benchmarks.dataset import build; "
        f"build({targets}); from sanctions.api.rendering import ATTRIBUTION, LICENCE; "
        "print(LICENCE, ATTRIBUTION, sep='\\n')"
    )
    prepared = subprocess.run(
        [sys.executable, "-c", prepare], cwd=ROOT, env=settings, check=True, stdout=subprocess.PIPE
    )
    licence, attribution = prepared.stdout.decode().splitlines()[-2:]
    settings |= {"BENCHMARK_LICENCE": licence, "BENCHMARK_ATTRIBUTION": attribution}
    api = Server("api", "config.wsgi:application", settings)
    raw = Server("raw", "benchmarks.raw:application", settings)
    plain = Server("plain", "benchmarks.plain:application", settings)
    with running(api, raw, plain):
        return [
            *_requests(api, raw, plain, rounds, pages=min(500, targets // 100 - 1)),
            *_export(api, raw, max(2, rounds // 3)),
        ]


def _requests(api: Server, raw: Server, plain: Server, rounds: int, pages: int) -> list[str]:
    uid, word = _sample(api)
    question = f"authority={_AUTHORITY}&type={_TYPE}&as_of={_DAY}&count=true"
    deep = _deep(api, pages)
    cases = [
        Case("list of 100 targets", "/api/v1/targets/", "raw", "≤ 2x", 60),
        Case("list of 100 targets", "/api/v1/targets/", "plain", "≥ 50x", 60, same_bytes=False),
        Case("authority + type + date, with count", f"/api/v1/measures/?{question}", "raw", "≤ 3x", 40),
        Case("detail of a target", f"/api/v1/targets/{uid}/", "raw", "≤ 3x", 400),
        Case("search by a name", f"/api/v1/targets/?q={word}", "raw", "≤ 2x", 60),
        Case(f"page {pages} beside page 1", deep, "page 1", "1x", 60, "/api/v1/targets/", same_bytes=False),
    ]
    others = {"raw": raw, "plain": plain, "page 1": api}
    for case in cases:
        if case.same_bytes and api.get(case.path) != raw.get(case.path):
            raise SystemExit(f"{case.name}: the two answers differ; the comparison would not be fair")
        others[case.against].get(case.other_path or case.path)
    for _ in range(rounds):
        for case in cases:
            case.round(api, others[case.against])
    return [case.row() for case in cases]


def _sample(api: Server) -> tuple[str, str]:
    listed = api.get("/api/v1/targets/?limit=1").decode()
    shown = listed.split('"full":"')[1].split('"')[0]
    uid = listed.split('"uid":"')
    names = [text.split('"')[0] for text in uid[1:]]
    target = next(name for name in names if _is_target(api, name))
    return target, quote(shown.split()[0].lower())


def _is_target(api: Server, uid: str) -> bool:
    assert api.connection
    api.connection.request("GET", f"/api/v1/targets/{uid}/", headers={"Host": "localhost"})
    response = api.connection.getresponse()
    response.read()
    return response.status == 200


def _deep(api: Server, pages: int) -> str:
    path = "/api/v1/targets/"
    for _ in range(pages - 1):
        following = api.get(path).decode().rsplit('"next":"', 1)[1].split('"')[0]
        path = following.replace("http://localhost", "")
    return path


def _export(api: Server, raw: Server, rounds: int) -> list[str]:
    api.get("/api/v1/targets/?limit=500")
    before = api.peak()
    ratios, mine, theirs, size = [], [], [], 0
    for _ in range(rounds):
        size, _, seconds = api.stream("/api/v1/export/targets/")
        _, _, other = raw.stream("/api/v1/export/targets/")
        mine.append(seconds)
        theirs.append(other)
        ratios.append(seconds / other)
    return [
        f"| everything as NDJSON ({size / 2**20:,.0f} MiB) | {statistics.median(mine):,.1f} s | "
        f"{statistics.median(theirs):,.1f} s (raw) | {statistics.median(ratios):.2f}x slower | ≤ 1.2x |",
        "",
        f"The API's worker had at most {before} MiB of memory before the exports and {api.peak()} MiB after.",
    ]


def main() -> None:
    """Measures, and prints or writes the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--targets", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", type=Path, help="a Markdown file to write the table to")
    given = parser.parse_args()
    rows = measure(given.targets, given.rounds)
    head = "| question | API, requests a second | the other | median ratio | to reach |\n|---|---|---|---|---|"
    report = f"{head}\n" + "\n".join(rows) + "\n"
    sys.stdout.write(report)
    if given.write:
        about = (
            f"# How fast the API answers\n\nMade by `python -m benchmarks.api --targets {given.targets} --rounds "
            f"{given.rounds}`: {given.targets:,} targets, SQLite, one gunicorn worker each on loopback, "
            "median of the ratios within each round.\n\n"
        )
        given.write.write_text(about + report)


if __name__ == "__main__":
    main()
