"""A figure with what is known of it, and its words: "$13bn", "$10–30bn", "up to $100bn", "amount unknown"."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from interlock.reporting.figures import money_in_words, number_in_words
from interlock.vocabulary import Money

DIGITS = 4
"""Significant digits of a figure in a picture; the tables beside it give every digit."""

_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure in units (not millions) that lies from `low` to `high`.

    An end that nothing bounds is None: "up to 5" has no `low`, "over 5" no `high`, a figure of which nothing is known has
    neither. `best` is the estimate between the ends, where there is one; None lets a picture take the known end, or the
    middle. Raises ValueError for a number that is not finite, ends the wrong way round, or a `best` outside them.
    """

    low: float | None = None
    high: float | None = None
    best: float | None = None

    def __post_init__(self) -> None:
        for name, number in (("low", self.low), ("high", self.high), ("best", self.best)):
            if number is not None and not math.isfinite(number):
                raise ValueError(f"{name} is {number}: give a finite number, or None for an end that nothing bounds")
        ends = [number for number in (self.low, self.best, self.high) if number is not None]
        if ends != sorted(ends):
            raise ValueError(f"the interval's low ({self.low}), best ({self.best}) and high ({self.high}) are not in this order")

    @staticmethod
    def exact(value: float) -> Interval:
        """The figure `value`, known exactly."""
        return Interval(value, value)

    @property
    def unknown(self) -> bool:
        """Whether nothing is known of it."""
        return self.low is None and self.high is None and self.best is None

    @property
    def shown(self) -> float | None:
        """The number that a picture draws: `best`, else the middle of both ends, else the only known end."""
        if self.best is not None:
            return self.best
        if self.low is not None and self.high is not None:
            return self.low + (self.high - self.low) / 2
        return self.high if self.low is None else self.low

    @property
    def ends(self) -> tuple[float, float] | None:
        """Both ends as a picture draws them, an open one at the shown number; None where nothing is known."""
        shown = self.shown
        if shown is None:
            return None
        return shown if self.low is None else self.low, shown if self.high is None else self.high

    @property
    def wide(self) -> bool:
        """Whether it is more than one number."""
        ends = self.ends
        return ends is not None and ends[0] < ends[1]


UNKNOWN = Interval()
"""A figure of which nothing is known."""


def known_ends(intervals: Iterable[Interval]) -> list[float]:
    """Every end that a picture of the intervals must have room for."""
    return [end for interval in intervals for end in interval.ends or ()]


def money_label(amount: Interval, currency: str | None, unknown: str = "amount unknown") -> str:
    """The amount for a label, to four significant digits: "$10–30bn", "up to $100bn", "$20bn ($15–30bn)".

    `currency` is ISO 4217, None where it is not said.
    """
    if currency is None:
        words = _label(amount, unknown, lambda value: number_in_words(rounded(value)))
        return words if amount.unknown else f"{words} (currency not said)"
    return _label(amount, unknown, lambda value: money_in_words(Money(rounded(value), currency=currency)))


def count_label(count: Interval, unit: str = "", unknown: str = "number unknown") -> str:
    """A count for a label: "12", "10–15", "over 600 people"."""
    words = _label(count, unknown, lambda value: number_in_words(rounded(value)))
    return words if count.unknown or not unit else f"{words} {unit}"


def bare_label(amount: Interval, scale: float) -> str:
    """The amount as numbers of `scale` units, without the unit: "10–30", "≤100", "≥5", "?" where nothing is known."""
    if amount.unknown:
        return "?"
    low, high, shown = amount.low, amount.high, amount.shown
    assert shown is not None
    one = f"{rounded(shown / scale):,.10g}"
    if low is None and high is None:
        return f"≈{one}"
    if low is None or high is None:
        return f"≤{one}" if low is None else f"≥{one}"
    if low == high:
        return one
    return f"{rounded(low / scale):,.10g}–{rounded(high / scale):,.10g}"


def scale_of(largest: float) -> tuple[float, str]:
    """The scale in which figures up to `largest` read best, and its sign: (1e9, "bn")."""
    return next(((scale, sign) for scale, sign in _SCALES if abs(largest) >= scale), (1.0, ""))


def rounded(value: float) -> float:
    """`value` to four significant digits."""
    if value == 0:
        return 0.0
    return round(value, DIGITS - 1 - math.floor(math.log10(abs(value))))


def _label(interval: Interval, unknown: str, one: Callable[[float], str]) -> str:
    low, high, best = interval.low, interval.high, interval.best
    if low is not None and high is not None:
        if low == high:
            return one(low)
        said = _range(one(low), one(high))
    elif high is not None:
        said = f"up to {one(high)}"
    elif low is not None:
        said = f"over {one(low)}"
    else:
        return unknown if best is None else f"about {one(best)}"
    return said if best is None else f"{one(best)} ({said})"


def _range(low: str, high: str) -> str:
    """Two figures as one, what they share said once: "$10bn", "$30bn" -> "$10–30bn"."""
    if low == high:
        return f"about {low}"
    if low.startswith("-") or high.startswith("-"):
        return f"{low} to {high}"
    scale_low, scale_high = _tail(low), _tail(high)
    head = _head(high)
    if _head(low) != head:
        return f"{low}–{high}"
    if scale_low == scale_high:
        return f"{low.removesuffix(scale_low)}–{high.removeprefix(head)}"
    return f"{low}–{high}" if float(_number(low)) else f"{low}–{high.removeprefix(head)}"


def _head(words: str) -> str:
    return words[: next(place for place, character in enumerate(words) if character.isdigit())]


def _tail(words: str) -> str:
    last = max(place for place, character in enumerate(words) if character.isdigit())
    return words[last + 1 :]


def _number(words: str) -> str:
    return words.removeprefix(_head(words)).removesuffix(_tail(words)).replace(",", "")
