"""What a run may cost, in money and in time, and what it has cost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from interlock.datafiles import load_yaml
from interlock.vocabulary import InterlockError


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars for a million tokens."""

    asked: float
    answered: float

    def of(self, tokens_in: int, tokens_out: int) -> float:
        """What so many tokens cost."""
        return (tokens_in * self.asked + tokens_out * self.answered) / 1e6


FREE = Price(0.0, 0.0)


class BudgetSpent(InterlockError):
    """What a run may cost is used up; nothing more is asked."""


def price_of(model: str) -> Price | None:
    """The published price of a model; None where it is not known."""
    name = model.rpartition("/")[2].lower()
    known = [(len(start), price) for start, price in _prices().items() if name.startswith(start)]
    return max(known, key=lambda each: each[0])[1] if known else None


@lru_cache(maxsize=1)
def _prices() -> dict[str, Price]:
    path = Path(str(files("interlock.extraction") / "language_model" / "data" / "prices.yaml"))
    prices = {}
    for name, pair in load_yaml(path).pairs():
        asked, answered = (node.number() for node in pair.items())
        prices[name.text()] = Price(asked, answered)
    return prices


@dataclass
class Budget:
    """Counts what is spent and says when it is enough. Several threads may use it.

    `dollars` and `seconds` are limits, None for none; a limit in dollars wants a known price.
    """

    price: Price | None
    dollars: float | None = None
    seconds: float | None = None
    clock: Callable[[], float] = time.monotonic
    asked: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    counted: bool = True
    _began: float | None = None
    _held: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def spent(self) -> float | None:
        """Dollars spent so far; None where the price is not known."""
        return None if self.price is None else self.price.of(self.tokens_in, self.tokens_out)

    def left(self) -> float | None:
        """Seconds left; None where time is not limited."""
        if self.seconds is None:
            return None
        return self.seconds - (0.0 if self._began is None else self.clock() - self._began)

    def hold(self, tokens_in: int, tokens_out: int) -> float:
        """Set aside what a question may cost at most; give it to `settle`. Raises BudgetSpent."""
        with self._lock:
            if self._began is None:
                self._began = self.clock()
            left = self.left()
            if left is not None and left <= 0:
                raise BudgetSpent(f"the {self.seconds:g} seconds for the language model are over")
            most = 0.0 if self.price is None else self.price.of(tokens_in, tokens_out)
            if self.dollars is not None and (self.spent or 0.0) + self._held + most > self.dollars:
                raise BudgetSpent(f"the ${self.dollars:.2f} for the language model are used up")
            self._held += most
            return most

    def settle(self, held: float, tokens_in: int = 0, tokens_out: int = 0, counted: bool = True) -> None:
        """Note what a question did cost; nothing where it was not answered."""
        with self._lock:
            self._held -= held
            self.asked += 1
            self.tokens_in += tokens_in
            self.tokens_out += tokens_out
            self.counted = self.counted and counted
