"""robots.txt, host by host, as RFC 9309 wants it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from protego import Protego

TOKEN = "interlock"
"""The name by which a robots.txt may address us."""
_LARGEST = 512_000  # bytes; RFC 9309 wants at least 500 KiB to be looked at


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What a server said when it was asked for its robots.txt: a body, or none with the reason."""

    status: int
    body: bytes = b""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Rules:
    parsed: Protego | None
    until: float
    trouble: str = ""


class Robots:
    """Asks each server once and keeps the answer for a day."""

    def __init__(self, ask: Callable[[str], RobotsAnswer], age: float) -> None:
        self._ask, self._age = ask, age
        self._known: dict[str, _Rules] = {}
        self._lock, self._locks = Lock(), dict[str, Lock]()

    def refusal(self, origin: str, url: str) -> str | None:
        """Why this address may not be fetched; None where it may be."""
        rules = self._rules(origin)
        if rules.trouble:
            return f"is not fetched while its robots.txt cannot be had ({rules.trouble})"
        if rules.parsed is not None and not rules.parsed.can_fetch(url, TOKEN):
            return "is not to be fetched by programs, says the robots.txt of its host"
        return None

    def delay(self, origin: str) -> float:
        """The pause that the server asks for, in seconds; 0 where it asks for none."""
        parsed = self._rules(origin).parsed
        if parsed is None:
            return 0.0
        rate = parsed.request_rate(TOKEN)
        return max(parsed.crawl_delay(TOKEN) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0)

    def sitemaps(self, origin: str) -> list[str]:
        """The sitemaps that the server names."""
        parsed = self._rules(origin).parsed
        return [] if parsed is None else [str(each) for each in parsed.sitemaps]

    def _rules(self, origin: str) -> _Rules:
        with self._lock:
            mine = self._locks.setdefault(origin, Lock())
        with mine:  # threads that fetch from one host wait for one answer
            known = self._known.get(origin)
            if known is None or known.until < time.monotonic():
                known = self._known[origin] = self._asked(origin)
            return known

    def _asked(self, origin: str) -> _Rules:
        answer = self._ask(f"{origin}/robots.txt")
        until = time.monotonic() + self._age
        if 200 <= answer.status < 300:
            try:
                return _Rules(Protego.parse(answer.body[:_LARGEST].decode("utf-8", "replace")), until)
            except (ValueError, RecursionError):
                return _Rules(None, until)  # a file without rules forbids nothing
        if 400 <= answer.status < 500 and answer.status != 429:
            return _Rules(None, until)
        return _Rules(None, time.monotonic() + min(self._age, 600.0), answer.trouble or f"HTTP {answer.status}")
