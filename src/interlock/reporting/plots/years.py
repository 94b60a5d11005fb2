"""Bars by year: a few actors side by side in each year, many of them in a panel each on one scale."""

from __future__ import annotations

from collections.abc import Sequence

from interlock.reporting.plots.interval import known_ends, money_label
from interlock.reporting.plots.layout import Sample, draw_key, key_height, key_rows
from interlock.reporting.plots.models import YearBars, YearValue
from interlock.reporting.plots.palette import INK, PAPER, QUIET, UNKNOWN_HATCH, series_style
from interlock.reporting.plots.scales import Scale, draw_up, scale, tick_words, whisker
from interlock.reporting.plots.sheet import BODY, MARGIN, SMALL, TINY, Sheet, line_height

TOGETHER = 6
"""With more actors than this each has a panel of its own."""
HIGH, PANEL = 74.0, 30.0
"""Millimetres of the plot, and of one of many."""
COLUMNS = 3
"""Panels beside each other."""

_UNKNOWN_HEIGHT = 5.0
_YEAR = line_height(SMALL) + 2.0


def draw(sheet: Sheet, figure: YearBars) -> None:
    """Draws the bars and sets the height of the sheet."""
    top = sheet.head(figure.title)
    about = sheet.wrapped(figure.measure, sheet.width - 2 * MARGIN, BODY, 2)
    first = top + line_height(BODY) * len(about) + 3.0
    actors = figure.actors
    apart = len(actors) > TOGETHER
    key = key_rows(sheet, _samples(figure, apart))
    panels = -(-len(actors) // COLUMNS)
    step = PANEL + line_height(BODY) + _YEAR + 4.0
    bottom = first + (step * panels if apart else HIGH + _YEAR)
    sheet.set_height(bottom + key_height(key) + 1.0 + sheet.foot(figure.note))
    sheet.text((MARGIN, top), about, down="top", colour=QUIET)
    draw_key(sheet, key, bottom)
    if not apart:
        _panel(sheet, figure, actors, (MARGIN, first), sheet.width - 2 * MARGIN, HIGH)
        return
    wide = (sheet.width - 2 * MARGIN) / COLUMNS
    for number, actor in enumerate(actors):
        left, above = MARGIN + number % COLUMNS * wide, first + number // COLUMNS * step
        sheet.text((left + 1.0, above), sheet.wrapped(actor, wide - 4.0, BODY, 1), down="top")
        _panel(sheet, figure, (actor,), (left, above + line_height(BODY) + 2.5), wide - 3.0, PANEL)


def _panel(
    sheet: Sheet, figure: YearBars, actors: Sequence[str], place: tuple[float, float], width: float, height: float
) -> None:
    """The bars of these actors in every year of the figure; one scale for all panels."""
    left, top = place
    most = 6 if height > PANEL else 3
    up = scale(known_ends(row.value for row in figure.values), top + height, top, most=most)
    gutter = max(sheet.measure(tick_words(step, figure.currency), SMALL) for step in up.steps) + 2.0
    draw_up(sheet, up, left + gutter, left + width, lambda step: tick_words(step, figure.currency))
    years = range(min(row.year for row in figure.values), max(row.year for row in figure.values) + 1)
    group = (width - gutter) / len(years)
    bar = min(14.0, group * 0.82 / len(actors))
    found = {(row.actor, row.year): row for row in figure.values}
    every = max(1, -(-round(sheet.measure("2025", SMALL) + 1.5) // max(1, int(group))))
    for number, year in enumerate(years):
        middle = left + gutter + (number + 0.5) * group
        if number % every == 0:
            sheet.text((middle, top + height + 1.0), str(year), SMALL, across="center", down="top", colour=QUIET)
        for series, actor in enumerate(actors):
            row = found.get((actor, year))
            if row is not None:
                start = middle + (series - len(actors) / 2) * bar
                _bar(sheet, up, row, start, bar, series, figure.currency, height > PANEL)


def _bar(
    sheet: Sheet, up: Scale, row: YearValue, left: float, width: float, series: int, currency: str | None, said: bool
) -> None:
    colour, hatch = series_style(series)
    shown, ends = row.value.shown, row.value.ends
    zero, middle = up.at(0.0), left + width / 2
    if shown is None or ends is None:
        high = _UNKNOWN_HEIGHT
        sheet.box((left + 0.2, zero - high), width - 0.4, high, PAPER, edge=QUIET, hatch=UNKNOWN_HATCH, ink=QUIET)
        sheet.text((middle, zero - high - 0.4), "?", SMALL, across="center", down="bottom")
        return
    y = up.at(shown)
    sheet.box((left + 0.2, min(y, zero)), max(width - 0.4, 0.2), abs(y - zero), colour, edge=INK, hatch=hatch)
    reach = y
    if row.value.wide:
        whisker(sheet, ((middle, up.at(ends[0])), (middle, up.at(ends[1]))), min(1.0, width / 3))
        reach = up.at(ends[1] if shown >= 0 else ends[0])
    lines = _words(sheet, row, width, currency) if said else []
    lines = lines or [mark for mark, open_end in (("≤", row.value.low is None), ("≥", row.value.high is None)) if open_end]
    below = shown < 0
    place = (middle, reach + (0.8 if below else -0.8))
    sheet.text(place, lines, TINY, across="center", down="top" if below else "bottom", halo=True)


def _words(sheet: Sheet, row: YearValue, width: float, currency: str | None) -> list[str]:
    """The amount above its bar, where the bar is wide enough for it."""
    first, bracket, rest = money_label(row.value, currency).partition(" (")
    lines = [first, bracket.strip() + rest] if bracket else [first]
    return lines if max(sheet.measure(line, TINY) for line in lines) <= width + 1.0 else []


def _samples(figure: YearBars, apart: bool) -> list[Sample]:
    samples = []
    if not apart:
        samples = [
            Sample(actor, colour, hatch=hatch)
            for actor, (colour, hatch) in zip(figure.actors, map(series_style, range(TOGETHER)), strict=False)
        ]
    if any(row.value.unknown for row in figure.values):
        samples.append(Sample("amount unknown", "none", hatch=UNKNOWN_HATCH))
    if any(row.value.wide for row in figure.values):
        samples.append(Sample("from the low to the high end", INK))
    return samples
