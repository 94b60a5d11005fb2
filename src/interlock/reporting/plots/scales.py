"""A scale of amounts along one side of a picture: where a number lies, and its round steps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

from interlock.reporting.plots.interval import Interval, money_label
from interlock.reporting.plots.palette import INK, QUIET, RULE
from interlock.reporting.plots.sheet import SMALL, Sheet, line_height


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from `low` to `high` between two places of the sheet, in millimetres; `steps` are the round ones."""

    low: float
    high: float
    start: float
    end: float
    steps: tuple[float, ...]

    def at(self, number: float) -> float:
        """Where the number lies, in millimetres."""
        return self.start + (number - self.low) / (self.high - self.low) * (self.end - self.start)


def scale(numbers: Iterable[float], start: float, end: float, zero: bool = True, most: int = 6) -> Scale:
    """A scale that has room for all numbers, with at most `most` round steps; from zero on where `zero`."""
    ends = [*numbers, *([0.0] if zero else [])] or [0.0]
    low, high = min(ends), max(ends)
    if low == high:
        low, high = (min(low, 0.0), max(high, 0.0)) if low else (0.0, 1.0)
    steps = [float(step) for step in MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)]
    return Scale(steps[0], steps[-1], start, end, tuple(steps))


def draw_across(sheet: Sheet, along: Scale, top: float, bottom: float, currency: str | None) -> None:
    """Lines from top to bottom at the steps of a scale that runs across, their amounts below; zero darker."""
    every = _every(sheet, along, currency)
    for number, step in enumerate(along.steps):
        x = along.at(step)
        sheet.line([(x, top), (x, bottom)], QUIET if step == 0 else RULE, 0.8 if step == 0 else 0.5, order=1.0)
        if number % every == 0:
            sheet.text((x, bottom + 1.0), tick_words(step, currency), SMALL, across="center", down="top", colour=QUIET)


def draw_up(sheet: Sheet, along: Scale, left: float, right: float, words: Callable[[float], str]) -> None:
    """Lines from left to right at the steps of a scale that runs up, their amounts beside them; zero darker."""
    for step in along.steps:
        y = along.at(step)
        sheet.line([(left, y), (right, y)], QUIET if step == 0 else RULE, 0.8 if step == 0 else 0.5, order=1.0)
        sheet.text((left - 1.2, y), words(step), SMALL, across="right", colour=QUIET)


def tick_words(step: float, currency: str | None) -> str:
    """The amount at a step; the currency that is not said is not said again at each."""
    return money_label(Interval.exact(step), currency).removesuffix(" (currency not said)")


def whisker(sheet: Sheet, ends: tuple[tuple[float, float], tuple[float, float]], cap: float = 1.0) -> None:
    """A line between two places with a cap at each end: the interval of a figure."""
    (x, y), (x_end, y_end) = ends
    sheet.line([(x, y), (x_end, y_end)], INK, 0.9, order=4.0)
    across = (0.0, cap) if y == y_end else (cap, 0.0)
    for place_x, place_y in ends:
        sheet.line([(place_x - across[0], place_y - across[1]), (place_x + across[0], place_y + across[1])], INK, 0.9, order=4.0)


AXIS = line_height(SMALL) + 2.0
"""Millimetres that the amounts below a scale take."""


def _every(sheet: Sheet, along: Scale, currency: str | None) -> int:
    """1 where every step has room for its amount, else 2."""
    width = max(sheet.measure(tick_words(step, currency), SMALL) for step in along.steps)
    return 1 if width + 2.0 < abs(along.at(along.steps[1]) - along.at(along.steps[0])) else 2
