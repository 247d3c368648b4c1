"""The site of a keeper of lists, on this machine: over TLS, with a certificate made for the day."""

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import trustme

from sanctions.reconcile.fetch import Web

SITE, STORE = "lists.example", "files.example"
"""The host on which a list is published, and one to which it redirects."""
ADDRESS = f"https://{SITE}/docs/list.xml"

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Keeper:
    """What the site answers, in turn, the last again and again; and what it was asked."""

    port: int
    trust: Callable[[], ssl.SSLContext]
    answers: list[Answer] = field(default_factory=list)
    asked: list[tuple[str, Message]] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def web(self, **values: Any) -> Web:
        """The way to it, which is tried quickly."""
        usual: dict[str, Any] = {
            "port": self.port,
            "trust": self.trust,
            "resolve": lambda _host, _port: ["127.0.0.1"],
            "pause": self.pauses.append,
            "connecting": 5,
            "attempts": 3,
        }
        return Web(**{**usual, **values})


def says(
    content: bytes = b"", status: int = 200, declared: int | None = None, drip: float = 0, **headers: str
) -> Answer:
    """An answer; `declared` is how long it claims to be, `drip` seconds after each byte."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(content) if declared is None else declared))
        request.end_headers()
        for piece in [content] if not drip else [content[at : at + 1] for at in range(len(content))]:
            request.wfile.write(piece)
            request.wfile.flush()
            time.sleep(drip)

    return answer


def moved(place: str, status: int = 302) -> Answer:
    """A redirect."""
    return says(status=status, Location=place)


@dataclass(frozen=True)
class Certificates:
    """Who vouches for the site, and as whom it shows itself."""

    authority: trustme.CA
    shown: trustme.LeafCert

    @classmethod
    def made(cls, *hosts: str) -> "Certificates":
        """Certificates for these hosts."""
        authority = trustme.CA()
        return cls(authority, authority.issue_cert(*hosts))

    @cached_property
    def trusted(self) -> ssl.SSLContext:
        """What somebody uses who believes this authority and no other."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.authority.configure_trust(context)
        return context


@contextmanager
def served(certificates: Certificates, answers: Mapping[str, Answer] | None = None) -> Iterator[Keeper]:
    """The site, for a while. `answers` are by path; what is not among them is answered in turn."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            keeper.asked.append((f"https://{self.headers['Host']}{self.path}", self.headers))
            if answers and self.path in answers:
                answers[self.path](self)
                return
            (keeper.answers.pop(0) if len(keeper.answers) > 1 else keeper.answers[0])(self)

        def log_message(self, *_: Any) -> None:
            """Nobody reads it."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """Whoever asked has gone: that is what several tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificates.shown.configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    keeper = Keeper(server.server_address[1], lambda: certificates.trusted)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield keeper
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
