"""Fetches one address after another: robots.txt first, in the host's rhythm, redirects one by one, bounded in all."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from threading import Event
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx

from interlock.reading.fetching.bodies import ENCODINGS, BadBody, read_body
from interlock.reading.fetching.guard import AddressRefused, Resolve, resolve
from interlock.reading.fetching.manners import Manners, Pace, SilentHosts
from interlock.reading.fetching.robots import Robots, RobotsAnswer
from interlock.reading.fetching.transport import guarded_client, time_limit
from interlock.vocabulary import UnreadableDocument

KEPT_HEADERS = (
    "content-type",
    "content-language",
    "content-encoding",
    "etag",
    "last-modified",
    "date",
    "expires",
    "cache-control",
)
_LONGEST_HEADER = 1_000
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_READABLE = re.compile(
    r"text/|application/(?:[a-z0-9.-]+\+)?(?:xml|json)\b|application/(?:pdf|octet-stream|gzip|x-gzip|xhtml)|binary/octet-stream"
)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `asked` is the address asked for, `address` the one that answered, `retrieved` UTC in ISO 8601.

    `unchanged` says that the server holds what it gave before; `body` is empty then.
    """

    asked: str
    address: str
    body: bytes
    headers: Mapping[str, str]
    retrieved: str
    unchanged: bool = False

    @property
    def media_type(self) -> str:
        """The type that the server gives it, in lower case, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the server gives it."""
        found = re.search(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", self.headers.get("content-type", ""), re.IGNORECASE)
        return found[1] if found else None


class FetchFailed(UnreadableDocument):
    """An address gave nothing to read. `until`: not to be asked before this time (UTC, ISO 8601), where the server says so."""

    def __init__(self, address: str, reason: str, until: str | None = None) -> None:
        super().__init__(address, reason)
        self.until = until


@dataclass(slots=True)
class _Busy(Exception):
    """Worth another try. `wait` is what the server asks for, in seconds."""

    reason: str
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What lets a server say that nothing has changed."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request."""
        wanted = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in wanted.items() if value}


def utc_now() -> datetime.datetime:
    """The time, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def iso(moment: datetime.datetime) -> str:
    """A time in UTC as ISO 8601, to the second."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Fetcher:
    """Fetches politely. One for a run; threads may share it. `stop` ends all waiting and reading soon after it is set."""

    manners: Manners = field(default_factory=Manners)
    allow: Collection[str] = ()
    agent: str = "Interlock"
    """How we call ourselves: the token of `robots` in front."""
    stop: Event = field(default_factory=Event)
    resolver: Resolve = resolve
    clock: Callable[[], datetime.datetime] = utc_now

    def __post_init__(self) -> None:
        headers = {
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": ENCODINGS,
        }
        self._client = guarded_client(self.allow, headers=headers, stop=self.stop, resolver=self.resolver)
        self._pace = Pace(self.stop)
        self._silent = SilentHosts()
        self._robots = Robots(self._ask_robots, self.manners.robots_age)

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt of this address's host names."""
        return self._robots.sitemaps(_origin(url))

    def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """What an address holds. Raises FetchFailed; Stopped where the run is to end."""
        asked = url.partition("#")[0]
        try:
            return self._followed(asked, validators or Validators(), robots=True)
        except (AddressRefused, BadBody) as error:
            raise FetchFailed(url, str(error)) from None
        except _Busy as busy:
            until = None if busy.wait is None else iso(self.clock() + datetime.timedelta(seconds=min(busy.wait, 30 * 86_400)))
            raise FetchFailed(url, busy.reason, until) from None

    def _followed(self, asked: str, validators: Validators, *, robots: bool) -> Fetched:
        """Follow redirects, each of them checked like the first address."""
        address, seen = asked, set[str]()
        for _ in range(self.manners.redirects + 1):
            if address in seen:
                raise BadBody("redirects in a circle")
            seen.add(address)
            found = self._tried(asked, address, validators, robots)
            if isinstance(found, Fetched):
                return found
            address = found
        raise BadBody(f"redirects more than {self.manners.redirects} times")

    def _tried(self, asked: str, address: str, validators: Validators, robots: bool) -> Fetched | str:
        """One hop: the answer, or where it redirects to; busy servers and broken connections are tried again."""
        pause = self.manners.back_off
        for attempt in range(self.manners.retries + 1):
            try:
                return self._once(asked, address, validators, robots)
            except _Busy as busy:
                wait = busy.wait if busy.wait is not None else pause * random.uniform(0.8, 1.2)
                if attempt == self.manners.retries or wait > self.manners.longest_wait:
                    raise
                self._pace.sleep(wait)
                pause *= 2
        raise AssertionError("unreachable")

    def _once(self, asked: str, address: str, validators: Validators, robots: bool) -> Fetched | str:
        try:
            parts = urlsplit(address)
            origin = _origin(address)
        except ValueError:
            raise AddressRefused("is no web address") from None
        if parts.scheme not in ("http", "https"):
            raise AddressRefused(f"leads to '{address[:60]}', which is no http or https address")
        delay = self.manners.delay
        if robots:
            if refusal := self._robots.refusal(origin, address):
                raise AddressRefused(refusal if address == asked else f"redirects to {address[:200]}, which {refusal}")
            delay = max(delay, min(self._robots.delay(origin), self.manners.longest_delay))
        host = parts.netloc.lower()
        self._pace.wait(host, delay)
        if self._silent.is_left_alone(host):
            raise BadBody("is left for later: its host has not answered several times in a row")
        try:
            with time_limit(self.manners.longest):
                request = self._client.build_request("GET", address, headers=validators.headers())
                answer = self._client.send(request, stream=True)
                try:
                    found = self._answer(asked, address, answer)
                    self._silent.answered(host)
                    return found
                finally:
                    answer.close()
        except AddressRefused as refused:
            raise AddressRefused(str(refused) if address == asked else f"redirects to {address[:200]}: {refused}") from None
        except httpx.ConnectTimeout:
            self._silent.was_silent(host)
            raise _Busy("cannot be reached (its server takes no connection)") from None
        except httpx.TimeoutException:
            self._silent.was_silent(host)
            # It was slow once, and would be again.
            raise BadBody(f"did not answer in full within {self.manners.longest:g} s, or fell silent") from None
        except httpx.TransportError as error:
            raise _Busy(f"cannot be reached ({' '.join(str(error).split())[:200] or type(error).__name__})") from None
        except (httpx.InvalidURL, ValueError) as error:
            raise AddressRefused(f"is no web address ({str(error)[:100]})") from None

    def _answer(self, asked: str, address: str, answer: httpx.Response) -> Fetched | str:
        status = answer.status_code
        if status == 304:
            return Fetched(asked, address, b"", _kept(answer.headers), iso(self.clock()), unchanged=True)
        if answer.has_redirect_location:
            return urldefrag(urljoin(address, answer.headers["location"])).url
        if status in _BUSY:
            raise _Busy(
                f"answers HTTP {status}{f' ({answer.reason_phrase})' if answer.reason_phrase else ''}", self._wait(answer)
            )
        if status != 200:
            raise BadBody(f"answers HTTP {status}{f' ({answer.reason_phrase[:60]})' if answer.reason_phrase else ''}")
        kept = _kept(answer.headers)
        media_type = kept.get("content-type", "").partition(";")[0].strip().lower()
        if media_type and not _READABLE.match(media_type):
            raise BadBody(f"is of the type '{media_type[:60]}', which holds no article")
        length = answer.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and len(length) < 20 and int(length) > self.manners.largest:
            raise BadBody(f"is larger than {self.manners.largest // 1_000_000 or 1} MB")
        body = read_body(answer.iter_raw(), answer.headers.get("content-encoding", ""), self.manners.largest)
        return Fetched(asked, address, body, kept, iso(self.clock()))

    def _wait(self, answer: httpx.Response) -> float | None:
        """The seconds of a Retry-After, which may be a number or a date."""
        told = answer.headers.get("retry-after", "").strip()
        if told.isascii() and told.isdigit():
            return float(told[:9])
        try:
            moment = parsedate_to_datetime(told)
            return max((moment - self.clock()).total_seconds(), 0.0)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None

    def _ask_robots(self, url: str) -> RobotsAnswer:
        try:
            found = self._followed(url, Validators(), robots=False)
        except AddressRefused:
            return RobotsAnswer(404)  # the page itself is refused for the same reason, in clearer words
        except BadBody as error:
            status = re.match(r"answers HTTP (\d+)", str(error))
            return RobotsAnswer(int(status[1]) if status else 404, b"", str(error))
        except _Busy as busy:
            return RobotsAnswer(503, b"", busy.reason)
        return RobotsAnswer(200, found.body)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _kept(headers: httpx.Headers) -> dict[str, str]:
    return {
        name: " ".join(headers[name].split())[:_LONGEST_HEADER]
        for name in KEPT_HEADERS
        if name in headers and len(headers[name]) <= _LONGEST_HEADER
    }
