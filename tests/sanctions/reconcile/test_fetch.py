"""Lists are fetched over https from their keepers alone, within bounds, and patiently (FAULTS I30)."""

import gzip
import socket
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from sanctions.lists.reading import RefusedError
from sanctions.reconcile.fetch import USER_AGENT, Fetched, FetchError, Version, Web, fetch, resolved, shown
from tests.sanctions.reconcile.keeper import ADDRESS, SITE, STORE, Certificates, Keeper, moved, says, served

LIST = b"<Designations>" + b"x" * 100_000 + b"</Designations>"
HOSTS = (SITE, STORE)
UNKNOWN = Version()


@pytest.fixture(scope="module")
def certificates() -> Certificates:
    return Certificates.made(SITE, STORE)


@pytest.fixture(scope="module")
def site(certificates: Certificates) -> Iterator[Keeper]:
    with served(certificates) as keeper:
        yield keeper


@pytest.fixture
def keeper(site: Keeper) -> Keeper:
    for kept in (site.answers, site.asked, site.pauses):
        kept.clear()
    return site


def fetched(keeper: Keeper, address: str = ADDRESS, *, known: Version = UNKNOWN, **web: Any) -> Fetched:
    return fetch(address, HOSTS, known=known, web=keeper.web(**web))


def test_a_list_comes_with_what_its_keeper_calls_the_version(keeper: Keeper) -> None:
    keeper.answers = [says(LIST, ETag='"1"', Last_Modified="Tue, 24 Feb 2026 10:00:00 GMT")]
    assert fetched(keeper) == Fetched("list.xml", LIST, Version('"1"', "Tue, 24 Feb 2026 10:00:00 GMT"))


def test_a_list_that_has_not_changed_does_not_come_again(keeper: Keeper) -> None:
    keeper.answers = [says(status=304)]
    known = Version('"1"', "Tue, 24 Feb 2026 10:00:00 GMT")
    assert fetched(keeper, known=known) == Fetched("list.xml", None, known)
    ((_, headers),) = keeper.asked
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == (known.etag, known.last_modified)


def test_an_answer_that_nothing_has_changed_is_refused_where_nothing_was_known(keeper: Keeper) -> None:
    keeper.answers = [says(status=304)]
    with pytest.raises(FetchError, match="answers 304 Not Modified"):
        fetched(keeper)


def test_a_keeper_is_told_who_asks_and_no_more(keeper: Keeper) -> None:
    keeper.answers = [
        says(status=302, Location=f"https://{STORE}/list.xml", Set_Cookie="session=1; Path=/"),
        says(LIST),
    ]
    fetched(keeper)
    for _, headers in keeper.asked:
        assert set(headers.keys()) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}
        assert headers["User-Agent"] == USER_AGENT


def test_what_is_packed_for_the_way_is_unpacked_within_bounds(keeper: Keeper) -> None:
    keeper.answers = [says(gzip.compress(LIST), Content_Encoding="gzip")]
    assert fetched(keeper).content == LIST
    keeper.answers = [says(gzip.compress(b"0" * 4_000_000), Content_Encoding="gzip")]
    with pytest.raises(RefusedError, match=r"list\.xml: unpacks to more than"):
        fetched(keeper)


def test_a_redirect_to_another_official_host_is_followed(keeper: Keeper) -> None:
    keeper.answers = [moved("/other.xml", 301), moved(f"https://{STORE}/signed?X-Signature=abc"), says(LIST)]
    assert fetched(keeper).content == LIST
    assert [address for address, _ in keeper.asked] == [
        ADDRESS,
        f"https://{SITE}/other.xml",
        f"https://{STORE}/signed?X-Signature=abc",
    ]


def test_a_redirect_may_hold_letters_that_no_address_may_as_its_keeper_sends_them(keeper: Keeper) -> None:
    sent = f"https://{STORE}/Règlement d'exécution%20(UE).xml?liste=é&signée=%2B".encode().decode("latin-1")
    keeper.answers = [moved(sent), says(LIST)]
    assert fetched(keeper).content == LIST
    assert keeper.asked[1][0] == (
        f"https://{STORE}/R%C3%A8glement%20d'ex%C3%A9cution%20(UE).xml?liste=%C3%A9&sign%C3%A9e=%2B"
    )


@pytest.mark.parametrize(
    "place",
    [
        "file:///etc/passwd",
        "ftp://lists.example/list.xml",
        "http://lists.example/list.xml",
        "https://elsewhere.example/list.xml",
        "https://lists.example.elsewhere.example/list.xml",
        "https://169.254.169.254/latest/meta-data/",
        "https://127.0.0.1/list.xml",
        "https://[::1]/list.xml",
        "https://lists.example:8443/list.xml",
        "https://lists.example:port/list.xml",
        "https://somebody@lists.example/list.xml",
        "https://lists.example@elsewhere.example/list.xml",
        "https://[lists.example/list.xml",
        "//elsewhere.example/list.xml",
        "gopher:list.xml",
        "https://lîsts.example/list.xml",
    ],
)
def test_no_other_place_is_asked_whether_named_or_redirected_to(keeper: Keeper, place: str) -> None:
    keeper.answers = [moved(place), says(LIST)]
    with pytest.raises(FetchError, match=r"is not where this list is fetched from|is no address"):
        fetched(keeper)
    assert [address for address, _ in keeper.asked] == [ADDRESS]
    if not place.startswith("//"):
        with pytest.raises(FetchError, match=r"is not where this list is fetched from|is no address"):
            fetched(keeper, place)
    assert len(keeper.asked) == 1


def test_a_circle_of_redirects_ends(keeper: Keeper) -> None:
    keeper.answers = [moved(ADDRESS)]
    with pytest.raises(FetchError, match="leads from one address to the next, more than 5 times"):
        fetched(keeper)
    assert len(keeper.asked) == 6


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "fe80::1", "fd00::1",
                "::ffff:127.0.0.1", "0.0.0.1", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_a_name_that_leads_into_a_private_network_is_not_followed(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in ("93.184.215.14", address)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_words: found)
    with pytest.raises(FetchError, match=rf"lists\.example is {address} here, which is no address of the public int"):
        resolved(SITE, 443)
    with pytest.raises(FetchError, match="no address of the public internet"):
        fetch(ADDRESS, HOSTS)


def test_public_addresses_are_taken_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (one, 443)) for one in ("93.184.215.14", "2606:2800:21f::1", "93.184.215.14")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_words: found)
    assert resolved(SITE, 443) == ["93.184.215.14", "2606:2800:21f::1"]


def test_a_host_that_nobody_knows_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_args: Any, **_words: Any) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError, match=r"lists\.example/docs/list\.xml: no such host is known here; tried 2 times"):
        fetch(ADDRESS, HOSTS, web=Web(attempts=2, pause=lambda _seconds: None))


def test_a_site_that_nobody_vouches_for_is_not_read(keeper: Keeper) -> None:
    keeper.answers = [says(LIST)]
    with pytest.raises(FetchError, match=r"lists\.example cannot prove that it is lists\.example: .*certificate"):
        fetched(keeper, trust=ssl.create_default_context)
    assert (keeper.asked, keeper.pauses) == ([], [])


def test_a_site_that_shows_another_hosts_certificate_is_not_read(certificates: Certificates) -> None:
    other = Certificates(certificates.authority, certificates.authority.issue_cert("elsewhere.example"))
    with served(other) as keeper:
        with pytest.raises(FetchError, match=r"lists\.example cannot prove that it is lists\.example"):
            fetched(keeper)
        assert keeper.asked == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 204, 206, 300])
def test_a_plain_refusal_is_told_and_not_tried_again(keeper: Keeper, status: int) -> None:
    keeper.answers = [says(status=status)]
    with pytest.raises(FetchError, match=f"answers {status} "):
        fetched(keeper)
    assert len(keeper.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_fault_that_may_pass_is_tried_again_after_a_while(keeper: Keeper, status: int) -> None:
    keeper.answers = [says(status=status), says(status=status), says(LIST)]
    assert fetched(keeper).content == LIST
    first, second = keeper.pauses
    assert 2 <= first <= 3
    assert 4 <= second <= 5


def test_a_fault_that_stays_is_told_after_a_few_times(keeper: Keeper) -> None:
    keeper.answers = [says(status=503)]
    with pytest.raises(FetchError, match="answers 503 Service Unavailable; tried 3 times"):
        fetched(keeper)
    assert len(keeper.asked) == 3


def test_a_keeper_who_asks_for_time_gets_it(keeper: Keeper) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    keeper.answers = [says(status=429, Retry_After="100"), says(status=503, Retry_After=soon), says(LIST)]
    assert fetched(keeper).content == LIST
    first, second = keeper.pauses
    assert first == 100
    assert 50 <= second <= 60


def test_a_keeper_who_asks_for_much_time_is_left_alone_until_the_next_time(keeper: Keeper) -> None:
    keeper.answers = [says(status=429, Retry_After="3600")]
    with pytest.raises(FetchError, match="answers 429 Too Many Requests; it asks to be left alone for 3600 s"):
        fetched(keeper)
    assert (len(keeper.asked), keeper.pauses) == (1, [])


def test_words_that_are_no_time_are_not_heeded(keeper: Keeper) -> None:
    keeper.answers = [says(status=503, Retry_After="soon"), says(LIST)]
    assert fetched(keeper).content == LIST


def test_half_a_file_is_no_file(keeper: Keeper) -> None:
    keeper.answers = [says(LIST, declared=len(LIST) + 1)]
    with pytest.raises(FetchError, match=r"list\.xml: breaks off before its end; tried 3 times"):
        fetched(keeper)
    keeper.answers = [says(LIST, declared=len(LIST) + 1), says(LIST)]
    assert fetched(keeper).content == LIST


def test_a_file_in_chunks_that_break_off_is_no_file(keeper: Keeper) -> None:
    def broken(request: BaseHTTPRequestHandler) -> None:
        request.protocol_version = "HTTP/1.1"
        request.send_response(200)
        request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        request.wfile.write(b"10\r\n0123456789abcdef\r\n10\r\n0123")
        request.close_connection = True

    keeper.answers = [broken]
    with pytest.raises(FetchError, match="breaks off before its end"):
        fetched(keeper)


def test_an_answer_that_is_no_http_is_told(keeper: Keeper) -> None:
    def greeting(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")

    keeper.answers = [greeting]
    with pytest.raises(FetchError, match=r"lists\.example/docs/list\.xml: cannot be fetched: .*SSH"):
        fetched(keeper)


@pytest.mark.parametrize("declared", [None, 10])
def test_a_file_beyond_the_bound_is_not_taken(keeper: Keeper, declared: int | None) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        if declared:
            request.send_header("Content-Length", str(10**12))
        request.end_headers()
        for _ in range(1_000):
            request.wfile.write(b"0" * 10_000)

    keeper.answers = [endless]
    with pytest.raises(FetchError, match=r"more than 1,000,000( bytes)?$"):
        fetched(keeper, largest=1_000_000)
    assert len(keeper.asked) == 1


def test_a_file_that_drips_is_given_up(keeper: Keeper) -> None:
    keeper.answers = [says(LIST, drip=0.02)]
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"list\.xml is too slow: [\d,]+ bytes in 0 s; tried 1 times"):
        fetched(keeper, settling=0.2, attempts=1)
    assert time.monotonic() - began < 5


def test_a_file_that_takes_too_long_in_all_is_given_up(keeper: Keeper) -> None:
    keeper.answers = [says(LIST, drip=0.02)]
    with pytest.raises(FetchError, match="is too slow"):
        fetched(keeper, longest=0.2, slowest=0, attempts=1)


def test_a_site_that_falls_silent_is_given_up(keeper: Keeper) -> None:
    keeper.answers = [lambda _request: time.sleep(0.5)]
    with pytest.raises(FetchError, match=r"list\.xml: gives no answer in time; tried 1 times"):
        fetched(keeper, silence=0.1, attempts=1)


def test_a_head_that_drips_is_given_up(keeper: Keeper) -> None:
    def dripping(request: BaseHTTPRequestHandler) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 500:
            request.wfile.write(bytes([byte]))
            time.sleep(0.02)

    keeper.answers = [dripping]
    began = time.monotonic()
    with pytest.raises(FetchError, match="gives no answer in time"):
        fetched(keeper, answering=0.3, silence=5, attempts=1)
    assert time.monotonic() - began < 3


def test_the_next_address_is_tried_where_one_does_not_answer(keeper: Keeper) -> None:
    keeper.answers = [says(LIST)]
    assert fetched(keeper, resolve=lambda _host, _port: ["::1", "127.0.0.1"]).content == LIST


def test_what_stands_in_a_query_is_told_to_nobody(keeper: Keeper) -> None:
    keeper.answers = [says(status=404)]
    with pytest.raises(FetchError) as refused:
        fetched(keeper, f"{ADDRESS}?token=secret")
    assert "secret" not in str(refused.value)
    assert shown("https://a:b@lists.example/x?y#z") == "https://lists.example/x"
