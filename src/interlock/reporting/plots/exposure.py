"""Who has how much at stake with whom: darker for more, the amount in every cell, hatched where it is unknown."""

from __future__ import annotations

import math
from collections.abc import Sequence

from interlock.reporting.plots.interval import Interval, bare_label, known_ends, money_label, scale_of
from interlock.reporting.plots.layout import Sample, draw_key, key_height, key_rows
from interlock.reporting.plots.models import ExposureMap
from interlock.reporting.plots.palette import INK, PAPER, QUIET, RULE, UNKNOWN_HATCH, contrast
from interlock.reporting.plots.sheet import MARGIN, SMALL, Point, Sheet, line_height

NAMES = 42.0
"""Millimetres for the actors at the left; the counterparties above take at most as much."""
NARROW, WIDE, HIGH = 5.6, 19.0, 6.2
"""Millimetres of the narrowest and the widest cell, and of its height."""

_LIGHT, _DARK = (0xEA, 0xF2, 0xF9), (0x00, 0x45, 0x77)
_SIZES = (7.0, 6.0, 5.2, 4.6)


def draw(sheet: Sheet, figure: ExposureMap) -> None:
    """Draws the map and sets the height of the sheet; more columns than fit go on below with the same rows."""
    top = sheet.head(figure.title)
    rows, columns = figure.actors, figure.counterparties
    room = sheet.width - 2 * MARGIN - NAMES
    blocks = -(-len(columns) // max(1, int(room / NARROW)))
    each = -(-len(columns) // blocks)
    cell = min(WIDE, room / each)
    header = min(NAMES, max(sheet.measure(name, SMALL) for name in columns) + 1.0)
    step = header + 2.0 + HIGH * len(rows) + 5.0
    ends = known_ends(entry.amount for entry in figure.cells)
    largest = max(map(abs, ends), default=0.0)
    unit, sign = scale_of(largest)
    key = key_rows(sheet, _samples(figure, sign))
    sheet.set_height(top + step * blocks + key_height(key) + sheet.foot(figure.note))
    amounts = {(entry.actor, entry.counterparty): entry.amount for entry in figure.cells}
    for block in range(blocks):
        shown = columns[block * each : (block + 1) * each]
        above = top + block * step + header
        for number, name in enumerate(shown):
            x = MARGIN + NAMES + (number + 0.5) * cell
            sheet.text(
                (x, above), sheet.wrapped(name, header + 0.5, SMALL, 2 if cell > 2 * line_height(SMALL) else 1), SMALL, turned=90
            )
        for number, actor in enumerate(rows):
            y = above + 2.0 + number * HIGH
            sheet.text((MARGIN + NAMES - 2.0, y + HIGH / 2), sheet.wrapped(actor, NAMES - 3.0, SMALL, 2), SMALL, across="right")
            for place, name in enumerate(shown):
                corner = (MARGIN + NAMES + place * cell, y)
                _cell(sheet, corner, cell, amounts.get((actor, name)), largest, unit)
    draw_key(sheet, key, top + step * blocks - 2.0)


def _cell(sheet: Sheet, corner: Point, wide: float, amount: Interval | None, largest: float, unit: float) -> None:
    if amount is None:
        sheet.box(corner, wide, HIGH, PAPER, edge=RULE)
        return
    middle = (corner[0] + wide / 2, corner[1] + HIGH / 2)
    shown = amount.shown
    if shown is None:
        sheet.box(corner, wide, HIGH, PAPER, edge=RULE, hatch=UNKNOWN_HATCH, ink=QUIET)
        sheet.text(middle, "?", SMALL, across="center", halo=True)
        return
    share = math.sqrt(abs(shown) / largest) if largest else 0.0
    face = _shade(share)
    sheet.box(corner, wide, HIGH, face, edge=RULE)
    size, lines = _fitting(sheet, bare_label(amount, unit), wide - 0.6)
    sheet.text(middle, lines, size, across="center", colour=max(PAPER, INK, key=lambda colour: contrast(colour, face)))


def _fitting(sheet: Sheet, label: str, wide: float) -> tuple[float, Sequence[str]]:
    """The label in the largest type in which it fits, in one line or broken at its dash."""
    first, dash, second = label.partition("–")
    broken = [first + dash, second] if dash else [label]
    for size in _SIZES:
        for lines in ([label], broken):
            if line_height(size) * len(lines) <= HIGH and max(sheet.measure(line, size) for line in lines) <= wide:
                return size, lines
    return _SIZES[-1], broken


def _shade(share: float) -> str:
    """From the lightest blue at 0 to the darkest at 1."""
    mixed = (round(light + (dark - light) * share) for light, dark in zip(_LIGHT, _DARK, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _samples(figure: ExposureMap, sign: str) -> list[Sample]:
    """The key; it says the unit of the numbers."""
    unit = money_label(Interval.exact(1.0), figure.currency).replace("1", sign, 1).strip()
    samples = [Sample(f"amounts in {unit}; darker is more", _shade(0.6), hatch="")]
    if len(figure.cells) < len(figure.actors) * len(figure.counterparties):
        samples.append(Sample("nothing on record", PAPER, hatch=""))
    amounts = [entry.amount for entry in figure.cells]
    if any(amount.unknown for amount in amounts):
        samples.append(Sample("amount unknown", "none", hatch=UNKNOWN_HATCH))
    return samples
