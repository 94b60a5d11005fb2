"""Fetching from a real server on this machine: polite, bounded, and no hostile answer gets through."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.press_server import Behave, Page, PressServer, bomb, dripping, endless, redirect, send

from interlock.reading.fetching.bodies import BadBody, read_body
from interlock.reading.fetching.fetcher import Fetcher, FetchFailed, Validators
from interlock.reading.fetching.manners import Manners
from interlock.reading.fetching.transport import Stopped

FAST = Manners(delay=0, largest=1_000_000, longest=0.6, retries=2, back_off=0.01, longest_wait=1.0)
OVER = threading.Event()


@pytest.fixture
def server() -> Iterator[PressServer]:
    """A server of one's own."""
    with PressServer().running() as running:
        yield running


def fetch(server: PressServer, path: str, validators: Validators | None = None, manners: Manners = FAST) -> bytes:
    """The body of a path."""
    fetcher = Fetcher(manners, [server.host])
    try:
        return fetcher.fetch(server.url + path, validators).body
    finally:
        fetcher.close()


def header_drip(handler: BaseHTTPRequestHandler) -> None:
    """Headers without end, one a while."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    try:
        while not OVER.wait(0.05):
            handler.wfile.write(b"X-More: and more\r\n")
            handler.wfile.flush()
    except OSError:
        pass


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Nothing at all."""
    OVER.wait(3)


def cut_short(handler: BaseHTTPRequestHandler) -> None:
    """Less than was announced."""
    send(handler, Page("<p>only a part", headers={"Content-Length": "5000"}))


def not_gzip(handler: BaseHTTPRequestHandler) -> None:
    """Plain text that says it is packed."""
    send(handler, Page("<p>plain</p>", headers={"Content-Encoding": "gzip"}))


HOSTILE: dict[str, tuple[Page | Behave, str]] = {
    "private": (redirect("http://10.0.0.1/admin"), "10.0.0.1.*not public"),
    "metadata": (redirect("http://169.254.169.254/latest/meta-data/"), "169.254.169.254.*not public"),
    "loopback": (redirect("http://127.0.0.1:9/"), "127.0.0.1.*not public"),
    "file": (redirect("file:///etc/passwd"), "no http"),
    "password": (redirect("http://a:b@localhost/"), "password"),
    "circle": (redirect("/circle"), "in a circle"),
    "endless": (endless, "larger than 1 MB"),
    "drip": (dripping(OVER), "within 0.6 s"),
    "headers": (header_drip, "within 0.6 s"),
    "silent": (silent, "within 0.6 s"),
    "bomb": (bomb, "larger than 1 MB once it is unpacked"),
    "announced": (Page("", headers={"Content-Length": "99999999"}), "larger than 1 MB"),
    "cut": (cut_short, "cannot be reached"),
    "gzip": (not_gzip, "not the compressed data"),
    "brotli": (Page("x", headers={"Content-Encoding": "br"}), "not asked for"),
    "picture": (Page("x", "image/png"), "image/png"),
    "gone": (Page("", status=410), "HTTP 410"),
    "empty": (Page("", status=204), "HTTP 204"),
    "bad redirect": (redirect("http://[::1"), "invalid url|no web address"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_answer_is_one_reason(server: PressServer, name: str) -> None:
    """Each ends in time, with the asked address and a reason, and nothing else happens."""
    path = f"/{name.replace(' ', '-')}"
    server.pages[path], why = HOSTILE[name]
    with pytest.raises(FetchFailed, match=f"(?i){why}") as failed:
        fetch(server, path)
    assert failed.value.address == server.url + path


def test_redirects_are_followed_a_few_times(server: PressServer) -> None:
    """Five hops and no sixth; the last address is the page's own."""
    for number in range(6):
        server.pages[f"/{number}"] = redirect(f"/{number + 1}")
    server.pages["/6"] = Page("here")
    assert fetch(server, "/1") == b"here"
    with pytest.raises(FetchFailed, match="more than 5 times"):
        fetch(server, "/0")


def test_robots_txt_is_heeded_and_asked_once(server: PressServer) -> None:
    """Our name's own rules win over those for all; a redirect into what is forbidden is not followed."""
    server.pages["/robots.txt"] = Page("User-agent: *\nDisallow: /\n\nUser-agent: Interlock\nDisallow: /inside\n", "text/plain")
    server.pages["/open"] = Page("open")
    server.pages["/way-in"] = redirect("/inside/x")
    fetcher = Fetcher(FAST, [server.host])
    assert fetcher.fetch(f"{server.url}/open").body == b"open"
    for path in ("/inside/x", "/way-in"):
        with pytest.raises(FetchFailed, match=r"robots\.txt"):
            fetcher.fetch(server.url + path)
    fetcher.close()
    assert [each.path for each in server.asked] == ["/robots.txt", "/open", "/way-in"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_a_robots_txt_that_cannot_be_had(server: PressServer, status: int, allowed: bool) -> None:
    """RFC 9309: unavailable allows everything, unreachable nothing."""
    server.pages["/robots.txt"] = Page("", "text/plain", status)
    server.pages["/a"] = Page("a")
    if allowed:
        assert fetch(server, "/a") == b"a"
    else:
        with pytest.raises(FetchFailed, match=rf"robots\.txt cannot be had \(answers HTTP {status}"):
            fetch(server, "/a")
        assert server.paths() == []


@pytest.mark.parametrize(
    "robots", ["\x00\xff" * 500, "User-agent: *\nDisallow: /" + "*a" * 400, "Disallow: /\n", "User-agent: *\nCrawl-delay: x"]
)
def test_a_strange_robots_txt_forbids_nothing_else(server: PressServer, robots: str) -> None:
    """Rubbish, many stars, rules for nobody."""
    server.pages["/robots.txt"] = Page(robots.encode("latin-1"), "text/plain")
    server.pages["/" + "a" * 300] = Page("a")
    assert fetch(server, "/" + "a" * 300) == b"a"


def test_a_crawl_delay_is_kept_up_to_a_bound(server: PressServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A delay of an hour counts as the longest; the pause is between the starts of requests."""
    server.pages["/robots.txt"] = Page("User-agent: *\nCrawl-delay: 3600\n", "text/plain")
    server.pages["/a"] = server.pages["/b"] = Page("x")
    waited: list[float] = []
    fetcher = Fetcher(Manners(delay=0, longest_delay=7.5), [server.host])
    monkeypatch.setattr(fetcher._pace, "sleep", waited.append)
    fetcher.fetch(f"{server.url}/a")
    fetcher.fetch(f"{server.url}/b")
    fetcher.close()
    assert max(waited) == pytest.approx(7.5, abs=0.5)


def busy_then(page: Page, times: int, status: int = 503, **headers: str) -> Behave:
    """A page that comes only after some refusals."""
    left = iter(range(times))

    def answer(handler: BaseHTTPRequestHandler) -> None:
        send(handler, page if next(left, None) is None else Page("", status=status, headers=headers))

    return answer


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again(server: PressServer, status: int) -> None:
    """Twice more, and the third answer counts."""
    server.pages["/a"] = busy_then(Page("now"), 2, status)
    assert fetch(server, "/a") == b"now"
    assert server.paths() == ["/a"] * 3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 451])
def test_a_refusal_is_not_asked_again(server: PressServer, status: int) -> None:
    """It would be the same."""
    server.pages["/a"] = Page("", status=status)
    with pytest.raises(FetchFailed, match=str(status)):
        fetch(server, "/a")
    assert server.paths() == ["/a"]


def test_a_retry_after_is_waited_for_or_told(server: PressServer) -> None:
    """A short one is slept; a long one leaves the address for later, with the time until when."""
    server.pages["/soon"] = busy_then(Page("now"), 1, 429, **{"Retry-After": "0"})
    server.pages["/late"] = Page("", status=429, headers={"Retry-After": "7200"})
    server.pages["/dated"] = Page("", status=503, headers={"Retry-After": "Wed, 01 Jan 2098 00:00:00 GMT"})
    assert fetch(server, "/soon") == b"now"
    for path in ("/late", "/dated"):
        with pytest.raises(FetchFailed, match="HTTP") as failed:
            fetch(server, path)
        assert failed.value.until is not None
    assert server.paths().count("/late") == 1


def test_a_conditional_request_gets_no_body(server: PressServer) -> None:
    """ETag and Last-Modified come back; the answer says that nothing has changed."""
    server.pages["/a"] = Page("text", etag='"1"')
    fetcher = Fetcher(FAST, [server.host])
    first = fetcher.fetch(f"{server.url}/a#part")
    again = fetcher.fetch(f"{server.url}/a", Validators(first.headers["etag"], "Thu, 06 Nov 2025 10:00:00 GMT"))
    fetcher.close()
    assert (again.unchanged, again.body) == (True, b"")
    assert server.asked[-1].headers["if-modified-since"] == "Thu, 06 Nov 2025 10:00:00 GMT"
    assert first.asked == f"{server.url}/a"


def test_a_host_that_is_silent_again_and_again_is_left_alone(server: PressServer) -> None:
    """After four timeouts in a row; an answer in between begins the count anew."""
    server.pages |= {"/silent": silent, "/a": Page("a")}
    quick = Manners(delay=0, longest=0.1)
    fetcher = Fetcher(quick, [server.host])
    for path in ("/silent", "/silent", "/silent", "/a", *["/silent"] * 4, "/a"):
        try:
            assert fetcher.fetch(server.url + path).body == b"a"
        except FetchFailed as error:
            last = error.reason
    fetcher.close()
    assert server.paths().count("/a") == 1
    assert "left for later" in last


def test_who_asks_is_said(server: PressServer) -> None:
    """In every request, that for robots.txt included."""
    server.pages["/a"] = Page("text")
    fetcher = Fetcher(FAST, [server.host], "Interlock/9 (test)")
    fetcher.fetch(f"{server.url}/a")
    fetcher.close()
    assert {each.headers["user-agent"] for each in server.asked} == {"Interlock/9 (test)"}


def test_a_stop_ends_a_fetch_that_is_under_way(server: PressServer) -> None:
    """Though the server would drip for ever and the time is not up."""
    server.pages["/drip"] = dripping(OVER)
    fetcher = Fetcher(Manners(delay=0), [server.host])
    threading.Timer(0.2, fetcher.stop.set).start()
    with pytest.raises(Stopped):
        fetcher.fetch(f"{server.url}/drip")
    fetcher.close()


@pytest.mark.parametrize("size", [262_143, 262_144, 262_145, 524_288, 1_000_000])
def test_a_body_of_any_size_is_unpacked_whole(size: int) -> None:
    """Also where it ends with one of the pieces in which it is unpacked."""
    assert read_body([gzip.compress(b"a" * size)], "gzip", 1_000_000) == b"a" * size


@given(st.binary(max_size=5_000), st.sampled_from(["gzip", "deflate", "raw deflate", ""]), st.integers(1, 700))
def test_bodies_are_unpacked_however_they_are_cut(data: bytes, encoding: str, piece: int) -> None:
    """Any division into pieces gives the same bytes; a bound below their number refuses them."""
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(data[:100]) + gzip.compress(data[100:]),
        "deflate": zlib.compress(data),
        "raw deflate": raw.compress(data) + raw.flush(),
        "": data,
    }[encoding]
    pieces = [packed[start : start + piece] for start in range(0, len(packed), piece)]
    name = encoding.removeprefix("raw ")
    assert read_body(pieces, name, len(data)) == data
    if data:
        with pytest.raises(BadBody, match="larger"):
            read_body(pieces, name, len(data) - 1)
