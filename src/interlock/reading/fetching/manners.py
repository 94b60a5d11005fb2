"""How much a fetch may take, and how often a host may be asked."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Event, Lock

from interlock.reading.fetching.transport import Stopped


@dataclass(frozen=True, slots=True)
class Manners:
    """Bounds of one fetch, and the pauses between those to one host. Times are in seconds."""

    delay: float = 1.0
    """Between the starts of two requests to one host; more where its robots.txt asks for more."""
    longest_delay: float = 60.0
    """A Crawl-delay above this counts as this."""
    largest: int = 20_000_000
    """Bytes of a body once it is decompressed."""
    longest: float = 60.0
    """All of one request, from the name server to the last byte, however steadily it drips."""
    redirects: int = 5
    retries: int = 2
    """How often a request is made again that met a busy server or a broken connection."""
    back_off: float = 2.0
    """Before the first retry; doubled before each further one."""
    longest_wait: float = 60.0
    """A Retry-After beyond this is not waited for: the address is left for a later run."""
    robots_age: float = 86_400.0


class Pace:
    """Keeps the pause between requests to one host, whichever thread makes them."""

    def __init__(self, stop: Event) -> None:
        self._stop, self._lock = stop, Lock()
        self._next: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> None:
        """Wait for this host's turn. Raises Stopped where the run is to end."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + delay
        self.sleep(turn - now)

    def sleep(self, seconds: float) -> None:
        """Sleep, unless the run is to end: then raises Stopped."""
        if self._stop.wait(max(seconds, 0.0)):
            raise Stopped


class SilentHosts:
    """Hosts that time out again and again are left alone for a while, so that a long list of their pages holds up no round."""

    TIMES, SECONDS = 4, 600.0

    def __init__(self) -> None:
        self._lock = Lock()
        self._silent: dict[str, tuple[int, float]] = {}

    def was_silent(self, host: str) -> None:
        """A request to this host has timed out."""
        with self._lock:
            times, _ = self._silent.get(host, (0, 0.0))
            self._silent[host] = (times + 1, time.monotonic())

    def answered(self, host: str) -> None:
        """This host has answered in full."""
        with self._lock:
            self._silent.pop(host, None)

    def is_left_alone(self, host: str) -> bool:
        """Whether it timed out several times in a row, the last time a short while ago."""
        with self._lock:
            times, last = self._silent.get(host, (0, 0.0))
        return times >= self.TIMES and time.monotonic() < last + self.SECONDS
