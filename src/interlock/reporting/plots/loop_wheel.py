"""Actors around a circle and an arc for each leg: colour for the instrument, dashes for the status, width for the amount."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interlock.reporting.plots.interval import known_ends, money_label
from interlock.reporting.plots.layout import Box, Sample, centred, draw_key, freest, key_height, key_rows
from interlock.reporting.plots.models import Instrument, Leg, LoopWheel
from interlock.reporting.plots.palette import INK, INSTRUMENTS, LINE_KEY, PAPER, QUIET, RULE, dashes_of
from interlock.reporting.plots.sheet import BODY, MARGIN, SMALL, TINY, Point, Sheet, line_height

LABELLED = 10
"""With more legs than this the arcs carry numbers, and a list below says what they are."""
LEVEL = 12
"""With more actors than this their names stand like spokes."""
NAME = 36.0
"""Millimetres for a name."""
DOT = 1.3
"""Radius of an actor's dot, in millimetres."""
THIN, THICK = 0.9, 5.0
"""Widths of arcs in points: of the smallest or an unknown amount, and of the largest."""

_POINT = 25.4 / 72
_STEPS = np.linspace(0.0, 1.0, 121)


@dataclass(frozen=True, slots=True)
class _Arc:
    leg: Leg
    points: NDArray[np.float64]  # shape (steps, 2), from dot to dot
    thick: float

    def at(self, share: float) -> Point:
        """The place at this share of the way."""
        x, y = self.points[round(share * (len(self.points) - 1))]
        return float(x), float(y)


def draw(sheet: Sheet, wheel: LoopWheel) -> None:
    """Draws the wheel and sets the height of the sheet."""
    ring = wheel.ring
    spokes = len(ring) > LEVEL
    top = sheet.head(wheel.title)
    angles = {name: math.tau * number / len(ring) - math.pi / 2 for number, name in enumerate(ring)}
    if len(ring) == 2:  # side by side: between them is most room for labels
        angles = {name: math.pi * (1 - number) for number, name in enumerate(ring)}
    radius = min(64.0, sheet.width / 2 - MARGIN - NAME - 3.0)
    reach = [_reach(sheet, name, angle, radius, spokes) for name, angle in angles.items()]
    above, below = max(up for up, _ in reach), max(down for _, down in reach)
    if len(ring) == 2:
        above = below = 6.0 + 7.0 * len(wheel.legs)
    centre = (sheet.width / 2, top + above + 2.0)
    key = key_rows(sheet, _samples(wheel))
    listed = len(wheel.legs) > LABELLED
    list_height = line_height(SMALL) * len(wheel.legs) + 4.0 if listed else 0.0
    end = centre[1] + below + 4.0
    sheet.set_height(end + list_height + key_height(key) + sheet.foot(wheel.note))
    dots = {name: _around(centre, radius, angle) for name, angle in angles.items()}
    taken = [_draw_actor(sheet, name, dots[name], angles[name], spokes) for name in ring]
    taken += [centred(dot, 4 * DOT, 4 * DOT) for dot in dots.values()]
    arcs = _arcs(wheel.legs, dots, centre)
    for arc in sorted(arcs, key=lambda arc: -arc.thick):
        _draw_arc(sheet, arc)
    _label(sheet, wheel, arcs, taken, listed)
    if listed:
        _list(sheet, wheel, end)
    draw_key(sheet, key, end + list_height)


def _around(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)


def _reach(sheet: Sheet, name: str, angle: float, radius: float, spokes: bool) -> tuple[float, float]:
    """How far the circle and the name at this angle go above and below the centre, in millimetres."""
    if spokes:
        length = radius + DOT + 3.0 + min(NAME, sheet.measure(name))
        return -math.sin(angle) * length, math.sin(angle) * length
    lines = line_height(BODY) * len(sheet.wrapped(name, NAME))
    half, whole = lines / 2, abs(math.cos(angle)) < 0.2
    middle = math.sin(angle) * (radius + DOT + 1.8)
    return half * (2 if whole else 1) - middle, half * (2 if whole else 1) + middle


def _arcs(legs: Sequence[Leg], dots: dict[str, Point], centre: Point) -> list[_Arc]:
    """The curve of every leg; legs between the same two actors are drawn apart."""
    largest = max((abs(end) for end in known_ends(leg.width for leg in legs)), default=0.0)
    pairs: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, leg in enumerate(legs):
        pairs[frozenset((leg.payer, leg.receiver))].append(number)
    arcs: dict[int, _Arc] = {}
    for numbers in pairs.values():
        one, other = sorted((legs[numbers[0]].payer, legs[numbers[0]].receiver))
        start, end = np.array(dots[one]), np.array(dots[other])
        chord = float(np.hypot(*(end - start)))
        across = np.array([-(end - start)[1], (end - start)[0]]) / chord
        middle = (start + end) / 2
        bend = middle + 0.3 * (np.array(centre) - middle)
        gap = min(26.0, 1.5 * chord / len(numbers))
        if len(numbers) == 1 and len(dots) > 2 and np.allclose(middle, centre):
            bend = bend + across * 0.12 * chord  # two lines through the middle would cross in one point
        for place, number in enumerate(numbers):
            control = bend + across * gap * (place - (len(numbers) - 1) / 2)
            leg = legs[number]
            ends = (start, end) if leg.payer == one else (end, start)
            shown = leg.width.shown
            share = 0.0 if shown is None or largest == 0 else abs(shown) / largest
            arcs[number] = _Arc(leg, _curve(ends[0], control, ends[1]), THIN + (THICK - THIN) * share)
    return [arcs[number] for number in range(len(legs))]


def _curve(start: NDArray[np.float64], control: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    """The quadratic Bezier curve, in even steps of its parameter."""
    t = _STEPS[:, None]
    curve: NDArray[np.float64] = (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end
    return curve


def _draw_arc(sheet: Sheet, arc: _Arc) -> None:
    colour = INSTRUMENTS[arc.leg.instrument]
    head = 2.4 + 0.8 * arc.thick * _POINT
    distance_back = np.hypot(*(arc.points - arc.points[-1]).T)
    distance_from = np.hypot(*(arc.points - arc.points[0]).T)
    line = arc.points[(distance_from >= DOT) & (distance_back >= DOT + head * 0.85)]
    tip_place = arc.points[int(np.argmin(np.abs(distance_back - DOT)))]
    foot_place = arc.points[int(np.argmin(np.abs(distance_back - DOT - head)))]
    along = (tip_place - foot_place) / (float(np.hypot(*(tip_place - foot_place))) or 1.0)
    side = np.array([-along[1], along[0]]) * (head * 0.36 + arc.thick * _POINT * 0.3)
    sheet.line([(float(x), float(y)) for x, y in line], colour, arc.thick, dashes_of(arc.leg.status))
    foot = tip_place - along * head
    sheet.polygon([(float(x), float(y)) for x, y in (tip_place, foot + side, foot - side)], colour)


def _draw_actor(sheet: Sheet, name: str, dot: Point, angle: float, spokes: bool) -> Box:
    """Dot and name of an actor; the box that the name takes."""
    sheet.marker(dot, "o", INK, 2 * DOT / _POINT)
    x, y = dot[0] + math.cos(angle) * (DOT + 1.8), dot[1] + math.sin(angle) * (DOT + 1.8)
    right = math.cos(angle) > -1e-9
    if spokes:
        turned = -math.degrees(angle) if right else 180 - math.degrees(angle)
        size = BODY if len(name) < 30 else SMALL
        sheet.text((x, y), sheet.wrapped(name, NAME - 2, size, 1), size, across="left" if right else "right", turned=turned)
        return Box(x, y, 0.0, 0.0)
    lines = sheet.wrapped(name, NAME, BODY, 2)
    width, height = max(map(sheet.measure, lines), default=0.0), line_height(BODY) * len(lines)
    if abs(math.cos(angle)) < 0.2:
        sheet.text((x, y), lines, across="center", down="bottom" if math.sin(angle) < 0 else "top")
        return Box(x - width / 2, y - height if math.sin(angle) < 0 else y, width, height)
    sheet.text((x, y), lines, across="left" if right else "right")
    return Box(x if right else x - width, y - height / 2, width, height)


def _label(sheet: Sheet, wheel: LoopWheel, arcs: Sequence[_Arc], taken: list[Box], listed: bool) -> None:
    for number, arc in enumerate(arcs, 1):
        lines = [str(number)] if listed else _words(sheet, wheel, arc.leg)
        size = TINY if listed else SMALL
        width = max(sheet.measure(line, size) for line in lines) + 1.0
        height = line_height(size) * len(lines) + 0.4
        shares = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.8, 0.2, 0.86, 0.14)
        which, box = freest((centred(arc.at(share), width, height) for share in shares), taken)
        taken.append(box)
        if listed:
            sheet.box(
                (box.left - 0.3, box.top), box.width + 0.6, box.height, PAPER, edge=INSTRUMENTS[arc.leg.instrument], order=4.0
            )
        sheet.text(arc.at(shares[which]), lines, size, across="center", halo=not listed)


def _words(sheet: Sheet, wheel: LoopWheel, leg: Leg) -> list[str]:
    lines = [str(leg.instrument), *sheet.wrapped(money_label(leg.amount, wheel.currency), 34.0, SMALL, 2)]
    if leg.bottleneck is not None:
        lines += sheet.wrapped(f"round the loop: {money_label(leg.bottleneck, wheel.currency, 'unknown')}", 40.0, SMALL, 2)
    return lines


def _list(sheet: Sheet, wheel: LoopWheel, top: float) -> None:
    """The legs by their numbers."""
    inner = sheet.width - 2 * MARGIN
    starts = [MARGIN + share * inner for share in (0.0, 0.045, 0.285, 0.315, 0.555, 0.665, 0.88, 1.0)]
    sheet.line([(MARGIN, top + 0.5), (sheet.width - MARGIN, top + 0.5)], RULE, 0.5)
    for number, leg in enumerate(wheel.legs, 1):
        y = top + 2.0 + (number - 0.5) * line_height(SMALL)
        sheet.text((starts[1] - 1.5, y), str(number), SMALL, across="right", colour=QUIET)
        cells = (leg.payer, "→", leg.receiver, leg.instrument, money_label(leg.amount, wheel.currency), leg.status)
        for start, end, words in zip(starts[1:], starts[2:], cells, strict=False):
            sheet.text((start, y), sheet.wrapped(str(words), end - start - 1.0, SMALL, 1), SMALL)


def _samples(wheel: LoopWheel) -> list[Sample]:
    """The key: the instruments and lines in use, then what the width says."""
    used = {leg.instrument for leg in wheel.legs}
    lines = {dashes_of(leg.status) for leg in wheel.legs}
    samples = [Sample(str(instrument), INSTRUMENTS[instrument], ()) for instrument in Instrument if instrument in used]
    return samples + [Sample(words, QUIET, dashes) for dashes, words in LINE_KEY if dashes in lines]
