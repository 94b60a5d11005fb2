"""The tornado: how far each input moves the result from its base, the widest swing on top."""

from __future__ import annotations

from interlock.reporting.plots.interval import Interval, money_label
from interlock.reporting.plots.layout import Sample, draw_key, key_height, key_rows
from interlock.reporting.plots.models import Tornado, TornadoRow
from interlock.reporting.plots.palette import BLUE, INK, ORANGE, QUIET
from interlock.reporting.plots.scales import AXIS, Scale, draw_across, scale
from interlock.reporting.plots.sheet import BODY, MARGIN, SMALL, Across, Sheet, line_height

ROW, BAR = 8.0, 4.6
"""Millimetres from row to row, and of a bar."""
NAMES, LABELS = 44.0, 26.0
"""Millimetres for the inputs at the left, and for labels on either side of the bars."""

_LOW_HATCH = "////"


def draw(sheet: Sheet, figure: Tornado) -> None:
    """Draws the tornado and sets the height of the sheet."""
    top = sheet.head(figure.title)
    rows = figure.ordered
    base_words = f"{figure.result}: base {money_label(Interval.exact(figure.base), figure.currency)}"
    about = sheet.wrapped(base_words, sheet.width - 2 * MARGIN, BODY, 2)
    first = top + line_height(BODY) * len(about) + 2.0
    bottom = first + ROW * len(rows)
    key = key_rows(
        sheet, [Sample("input at its low end", ORANGE, hatch=_LOW_HATCH), Sample("input at its high end", BLUE, hatch="")]
    )
    sheet.set_height(bottom + AXIS + key_height(key) + 2.0 + sheet.foot(figure.note))
    sheet.text((MARGIN, top), about, down="top", colour=QUIET)
    results = [number for row in rows for number in (row.at_low, row.at_high) if number is not None]
    along = scale([figure.base, *results], MARGIN + NAMES + LABELS, sheet.width - MARGIN - LABELS, zero=False)
    draw_across(sheet, along, first, bottom, figure.currency)
    for number, row in enumerate(rows):
        y = first + (number + 0.5) * ROW
        sheet.text((MARGIN + NAMES - 2.0, y), sheet.wrapped(row.name, NAMES - 3.0, BODY, 2), across="right")
        _bars(sheet, along, row, figure.base, y)
    x = along.at(figure.base)
    sheet.line([(x, first - 1.0), (x, bottom)], INK, 1.2, order=4.0)
    draw_key(sheet, key, bottom + AXIS)


def _bars(sheet: Sheet, along: Scale, row: TornadoRow, base: float, y: float) -> None:
    middle = along.at(base)
    left = right = middle
    sides: list[tuple[float, str, bool]] = []
    both_one_way = row.at_low is not None and row.at_high is not None and (row.at_low - base) * (row.at_high - base) > 0
    for result, words, low in ((row.at_low, row.low_input, True), (row.at_high, row.high_input, False)):
        if result is None:
            words = f"{words} unknown".strip()
            sides.append((middle, words, low))
            continue
        x = along.at(result)
        half = BAR / 2 if both_one_way else BAR
        above = y - BAR / 2 + (half if both_one_way and not low else 0.0)
        face, hatch = (ORANGE, _LOW_HATCH) if low else (BLUE, "")
        sheet.box((min(x, middle), above), abs(x - middle), half, face, edge=INK, hatch=hatch)
        left, right = min(left, x), max(right, x)
        sides.append((x, words, low))
    lines: dict[str, list[str]] = {"left": [], "right": []}
    for x, words, low in sides:
        other = next(place for place, _, is_low in sides if is_low is not low)
        side = "left" if x < middle or (x == middle and other > middle) else "right"
        if x == middle == other:
            side = "left" if low else "right"
        lines[side].extend(sheet.wrapped(words, LABELS - 2.0, SMALL, 1 if both_one_way else 2))
    for side, place, across in (("left", left - 1.2, "right"), ("right", right + 1.2, "left")):
        _beside(sheet, place, y, lines[side], "right" if across == "right" else "left")


def _beside(sheet: Sheet, x: float, y: float, lines: list[str], across: Across) -> None:
    if lines:
        sheet.text((x, y), lines, SMALL, across=across, halo=True)
