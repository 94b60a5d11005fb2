"""Places of marks in the charts of the pages. Charts are drawn as SVG by the templates; each has its table beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from interlock.network.concentration import Interval

_LEAST, _MOST = 1e6, 1e13
"""Dollars at the ends of the scale on which the size of a sum is shown."""


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a bar goes, in hundredths of its width; `open` where it has no upper end."""

    start: float
    end: float
    open: bool = False


def log_span(low: float, high: float | None) -> Span:
    """A sum in dollars on a scale of powers of ten, from a million to ten trillion."""
    top = _MOST if high is None or math.isinf(high) else high
    return Span(_log_place(low), max(_log_place(top), _log_place(low) + 1.0), high is None or math.isinf(high))


def _log_place(value: float) -> float:
    if value <= _LEAST:
        return 0.0
    return 100 * min(math.log10(value / _LEAST) / math.log10(_MOST / _LEAST), 1.0)


@dataclass(frozen=True, slots=True)
class Bars:
    """A scale from nothing to `top`, with the values at which it has marks."""

    top: float
    ticks: tuple[float, ...]

    def place(self, value: float) -> float:
        """Where a value stands, in hundredths."""
        return 100 * min(max(value, 0.0) / self.top, 1.0) if self.top else 0.0


def bars(values: Sequence[float]) -> Bars:
    """A scale that holds all values (infinite ones end at its top), with round marks."""
    top = max((value for value in values if math.isfinite(value)), default=0.0)
    if top <= 0:
        return Bars(0.0, ())
    step = 10 ** math.floor(math.log10(top))
    for part in (0.2, 0.5, 1.0, 2.0):
        if top / (step * part) <= 5:
            step *= part
            break
    count = math.ceil(top / step - 1e-9)
    return Bars(step * count, tuple(step * number for number in range(count + 1)))


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a drawing."""

    x: float
    y: float


def ring(count: int, radius: float, middle: float) -> tuple[Spot, ...]:
    """Places on a circle, the first at the top, clockwise."""
    return tuple(
        Spot(middle + radius * math.sin(2 * math.pi * number / count), middle - radius * math.cos(2 * math.pi * number / count))
        for number in range(count)
    )


def arc(start: Spot, end: Spot, middle: float, gap: float) -> str:
    """The path of a curved arrow from one place of a ring to the next, with a gap at both ends."""
    length = math.hypot(end.x - start.x, end.y - start.y) or 1.0
    ux, uy = (end.x - start.x) / length, (end.y - start.y) / length
    across = Spot((start.x + end.x) / 2, (start.y + end.y) / 2)
    aside = 34.0 if math.hypot(across.x - middle, across.y - middle) < 1 else 6.0  # two actors: their arrows must part
    bend = Spot(
        across.x + (across.x - middle) * 0.35 - uy * aside,
        across.y + (across.y - middle) * 0.35 + ux * aside,
    )
    first = _toward(start, bend, gap)
    last = _toward(end, bend, gap)
    return f"M{first.x:.1f} {first.y:.1f}Q{bend.x:.1f} {bend.y:.1f} {last.x:.1f} {last.y:.1f}"


def _toward(start: Spot, end: Spot, distance: float) -> Spot:
    length = math.hypot(end.x - start.x, end.y - start.y) or 1.0
    return Spot(start.x + (end.x - start.x) / length * distance, start.y + (end.y - start.y) / length * distance)


def finite(interval: Interval, top: float) -> Interval:
    """The interval with an open end at the top of the scale."""
    return Interval(min(interval.low, top), min(interval.high, top))
