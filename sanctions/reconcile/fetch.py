"""Fetching what the keeper of a list offers: the only code that speaks to the network.

Only over https, only from hosts that the catalogue names for the list, only at addresses of the public internet, and
within bounds of size and time. No cookie and no credential is sent; what a proxy is set to is not heeded.
"""

import email.utils
import http.client
import io
import ipaddress
import random
import socket
import ssl
import string
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPSConnection

from sanctions.reconcile import archive

USER_AGENT = "Interdict (reads official sanctions lists)"
"""OFAC and others answer 403 to whoever does not say what it is."""
_HOPS = 5
_MOVED = (301, 302, 303, 307, 308)
_LATER = (408, 425, 429, 500, 502, 503, 504)
"""Answers that may be others in a while (RFC 9110, RFC 6585)."""


class FetchError(Exception):
    """Why a list could not be fetched, in words. Addresses in it lack their query: it may hold somebody's token."""


class _Passing(Exception):
    """What may be better in a while; `wait` is in seconds, as the server asked, else 0."""

    def __init__(self, reason: str, wait: float = 0) -> None:
        self.wait = wait
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Version:
    """By what a server knows again what it sent (RFC 9110, 8.8): both are sent back as they came."""

    etag: str = ""
    last_modified: str = ""

    def conditions(self) -> dict[str, str]:
        """The headers that ask for it only if it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came: a file, or nothing where it is the version that was known."""

    name: str
    content: bytes | None
    version: Version


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises FetchError where any is not of the public internet (FAULTS I30)."""
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for one in found:
        address = ipaddress.ip_address(one)
        address = getattr(address, "ipv4_mapped", None) or address
        if not address.is_global or address.is_multicast:
            raise FetchError(f"{host} is {one} here, which is no address of the public internet")
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Web:
    """The way to the internet, and for how long and how often it is tried. All times are in seconds."""

    port: int = 443
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    """Whose certificates are believed: those that this machine trusts."""
    resolve: Callable[[str, int], list[str]] = resolved
    pause: Callable[[float], object] = time.sleep
    connecting: float = 10
    """For each address of the host; with the handshake at most twice as long, however slowly each byte comes."""
    answering: float = 60
    """For the head of the answer, once connected, however slowly each byte comes."""
    silence: float = 30
    longest: float = 3_600
    slowest: float = 2_000
    """Bytes a second, once `settling` is over; OFAC has been seen to send 77,000."""
    settling: float = 30
    attempts: int = 4
    patience: float = 120
    """How long a server may ask to be left alone; whoever wants more is asked the next time."""
    largest: int = archive.LARGEST


def fetch(
    address: str,
    hosts: Collection[str],
    *,
    known: Version = Version(),
    web: Web = Web(),
    progress: Callable[[int], object] = lambda _bytes: None,
) -> Fetched:
    """Fetches a file from one of these hosts, unless it is the version that is known. Raises FetchError, RefusedError.

    Faults that may pass are tried again, each time after twice as long, or as long as the server asks.
    """
    for attempt in range(1, web.attempts + 1):
        try:
            return _Attempt(hosts, known, web, progress).at(address)
        except _Passing as passing:
            if passing.wait > web.patience:
                raise FetchError(f"{passing}; it asks to be left alone for {passing.wait:.0f} s") from passing
            if attempt == web.attempts:
                raise FetchError(f"{passing}; tried {attempt} times") from passing
            web.pause(max(passing.wait, 2**attempt + random.random()))  # noqa: S311 (so that not all come at once)
    raise AssertionError("unreachable")


@dataclass(slots=True)
class _Attempt:
    """One try, through all its redirects."""

    hosts: Collection[str]
    known: Version
    web: Web
    progress: Callable[[int], object]
    began: float = field(default_factory=time.monotonic)

    def at(self, address: str) -> Fetched:
        """Follows an address to the file. Raises _Passing, FetchError, RefusedError."""
        place = address
        for _ in range(_HOPS + 1):
            answer = self._asked(place)
            if isinstance(answer, Fetched):
                return answer
            place = _joined(place, answer)
        raise FetchError(f"{shown(address)} leads from one address to the next, more than {_HOPS} times")

    def _asked(self, place: str) -> Fetched | str:
        """The file that is at a place, or the place to which it leads."""
        host, target = self._allowed(place)
        try:
            connection = self._connected(host)
            try:
                return self._answered(connection, host, target, place)
            finally:
                connection.close()
        except ssl.SSLCertVerificationError as error:
            raise FetchError(f"{host} cannot prove that it is {host}: {error.verify_message}") from error
        except (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError) as error:
            raise _Passing(f"{shown(place)}: {_in_words(error)}") from error

    def _allowed(self, place: str) -> tuple[str, str]:
        """The host of an address and what to ask it for. Raises FetchError where it may not be asked."""
        try:
            parts = urlsplit(place)
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError as error:
            raise FetchError(f"{shown(place)} is no address: {error}") from error
        bare = parts.username is None and parts.password is None and port in (None, 443)
        if parts.scheme != "https" or host not in self.hosts or not bare:
            allowed = ", ".join(sorted(self.hosts)) or "nowhere"
            raise FetchError(f"{shown(place)} is not where this list is fetched from: only over https, from {allowed}")
        path = parts.path or "/"
        return host, f"{path}?{parts.query}" if parts.query else path

    def _connected(self, host: str) -> HTTPSConnection:
        """A connection to a host that has proved who it is; each of its addresses is tried."""
        failed: Exception = OSError("it has no address")
        for address in self.web.resolve(host, self.web.port):
            # The address that was looked at is the one that is asked: a second look-up might say another.
            connection = HTTPSConnection(
                address,
                port=self.web.port,
                timeout=self.web.connecting,
                ssl_context=self.web.trust(),
                server_hostname=host,
            )
            try:
                with _cut_off(connection, self.web.connecting * 2):
                    connection.connect()
            except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
                connection.close()
                failed = error
            except BaseException:
                connection.close()
                raise
            else:
                return connection
        raise failed

    def _answered(self, connection: HTTPSConnection, host: str, target: str, place: str) -> Fetched | str:
        headers = {"Host": host, "User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip"}
        connection.timeout = self.web.silence
        with _cut_off(connection, self.web.answering):
            connection.request(
                "GET", target, headers={**headers, **self.known.conditions()}, preload_content=False,
                decode_content=False, enforce_content_length=True,
            )  # fmt: skip
            answer = connection.getresponse()
        with closing(answer):
            return self._taken(answer, place)

    def _taken(self, answer: urllib3.BaseHTTPResponse, place: str) -> Fetched | str:
        name = urlsplit(place).path.rpartition("/")[2] or "list"
        if answer.status == http.HTTPStatus.NOT_MODIFIED and self.known.conditions():
            return Fetched(name, None, self.known)
        if answer.status in _MOVED and "Location" in answer.headers:
            return _quoted(answer.headers["Location"])
        if answer.status in _LATER:
            raise _Passing(f"{shown(place)} answers {_status(answer)}", _wait(answer.headers.get("Retry-After", "")))
        if answer.status != http.HTTPStatus.OK:
            raise FetchError(f"{shown(place)} answers {_status(answer)}")
        version = Version(answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))
        return Fetched(name, self._content(answer, name, place), version)

    def _content(self, answer: urllib3.BaseHTTPResponse, name: str, place: str) -> bytes:
        """All that a server sends, within the bounds of size and time, unpacked where it was packed for the way."""
        declared = answer.headers.get("Content-Length", "")
        if declared.isdecimal() and int(declared) > self.web.largest:
            raise FetchError(f"{shown(place)} has {int(declared):,} bytes, more than {self.web.largest:,}")
        body = io.BytesIO()
        # One receipt at a time: a read of so many bytes would wait for all of them, however slowly they drip.
        while chunk := answer.read1(65_536):
            body.write(chunk)
            self.progress(len(chunk))
            came, took = body.tell(), time.monotonic() - self.began
            if came > self.web.largest:
                raise FetchError(f"{shown(place)} has more than {self.web.largest:,} bytes")
            if took > self.web.longest or (took > self.web.settling and came < took * self.web.slowest):
                raise _Passing(f"{shown(place)} is too slow: {came:,} bytes in {took:.0f} s")
        encoding = answer.headers.get("Content-Encoding", "identity").lower()
        if encoding in ("gzip", "x-gzip"):
            return archive.gunzipped(name, body.getvalue())
        if encoding != "identity":
            raise FetchError(f"{shown(place)} is encoded as {encoding}, which was not asked for")
        return body.getvalue()


@contextmanager
def _cut_off(connection: HTTPSConnection, seconds: float) -> Iterator[None]:
    """Ends a connection that takes longer: a time limit of a socket begins anew with each byte that comes."""
    late = threading.Event()

    def cut() -> None:
        late.set()
        if connection.sock is not None:
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:  # it has ended by itself
                return

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError) as error:
        if late.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
    if late.is_set():  # a head that ends half-way is taken for a whole one
        raise TimeoutError


def _quoted(location: str) -> str:
    """An address as a server sent it, each byte that no address may hold written as one that it may (RFC 3986, 2.1).

    Headers are read as Latin-1, in which each letter is one byte; what was percent-encoded already stays so.
    """
    return quote(location.strip(), safe=string.punctuation, encoding="latin-1")


def _joined(place: str, location: str) -> str:
    """Where a redirect leads, which may be said from where it stands (RFC 9110, 10.2.2)."""
    try:
        return urljoin(place, location)
    except ValueError as error:
        raise FetchError(f"{shown(place)} leads to {shown(location)}, which is no address: {error}") from error


def _wait(retry_after: str) -> float:
    """Seconds for which a server wants to be left alone (RFC 9110, 10.2.3: a number, or a moment)."""
    if retry_after.isdecimal():
        return float(retry_after)
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return 0
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _status(answer: urllib3.BaseHTTPResponse) -> str:
    return f"{answer.status} {http.client.responses.get(answer.status, '')}".rstrip()


def _in_words(error: Exception) -> str:
    if isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError):
        return "gives no answer in time"
    if isinstance(error, socket.gaierror):
        return "no such host is known here"
    cause = error.args[-1] if isinstance(error, urllib3.exceptions.ProtocolError) and error.args else error
    if isinstance(cause, http.client.IncompleteRead):
        return "breaks off before its end"
    return f"cannot be fetched: {cause}" if str(cause) else f"cannot be fetched: {type(cause).__name__}"


def shown(address: str) -> str:
    """An address as it may be told: without its query, where tokens and signatures stand, and without a password."""
    bare = address.partition("?")[0].partition("#")[0]
    scheme, slashes, rest = bare.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{slashes}{host.rpartition('@')[2]}{slash}{path}"
