"""Moves of people: origins at the left, destinations at the right, a band for each move as wide as it has people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from interlock.reporting.plots.figure import unique
from interlock.reporting.plots.interval import Interval, count_label
from interlock.reporting.plots.layout import Sample, draw_key, key_height, key_rows
from interlock.reporting.plots.models_moves import UNKNOWN_DESTINATION, UNKNOWN_ORIGIN, Move, TalentFlows
from interlock.reporting.plots.palette import INK, QUIET, RULE, UNKNOWN_HATCH, series_style
from interlock.reporting.plots.sheet import BODY, MARGIN, SMALL, TINY, Across, Point, Sheet, line_height

NAMES = 44.0
"""Millimetres for the names at either side."""
NODE = 3.0
"""Width of an organisation's bar."""
THINNEST = 2.7
"""Millimetres of the thinnest band: its number must be legible."""
WIDEST, TALLEST = 26.0, 170.0
"""Millimetres of the widest band, and of all bands below each other as long as none is widened."""
GAP = 3.0
"""Millimetres between two organisations."""


@dataclass(frozen=True, slots=True)
class _Node:
    name: str
    moves: tuple[int, ...]  # numbers of the moves, from top to bottom
    unknown: bool


def draw(sheet: Sheet, figure: TalentFlows) -> None:
    """Draws the flows and sets the height of the sheet."""
    moves = figure.moves
    top = sheet.head(figure.title) + line_height(SMALL) + 2.0
    thick, widened = _thicknesses(moves)
    sources, targets = _sides(moves, thick)
    left, source_height = _places(sheet, sources, thick, moves)
    right, target_height = _places(sheet, targets, thick, moves)
    height = max(source_height, target_height)
    samples = [Sample("number of people unknown", "none", hatch=UNKNOWN_HATCH)] if any(m.people.unknown for m in moves) else []
    if widened:
        samples.append(Sample("the thinnest bands are drawn wider than to scale", "none", hatch=""))
    key = key_rows(sheet, samples)
    sheet.set_height(top + height + 3.0 + key_height(key) + sheet.foot(figure.note))
    start, end = MARGIN + NAMES, sheet.width - MARGIN - NAMES
    sheet.text((start, top - 2.0), "from", SMALL, across="right", down="bottom", colour=QUIET)
    sheet.text((end, top - 2.0), "to", SMALL, down="bottom", colour=QUIET)
    down_left, down_right = top + (height - source_height) / 2, top + (height - target_height) / 2
    known = [node for node in sources if not node.unknown]
    for node in sources:
        colour, hatch = (RULE, "") if node.unknown else series_style(known.index(node))
        for number in node.moves:
            ends = (start + NODE, down_left + left[number]), (end - NODE, down_right + right[number])
            _band(sheet, ends, thick[number], moves[number].people, colour, hatch)
    for nodes, x, places, down, across in (
        (sources, start, left, down_left, "right"),
        (targets, end - NODE, right, down_right, "left"),
    ):
        for node in nodes:
            high = sum(thick[number] for number in node.moves)
            _node(sheet, node, (x, down + places[node.moves[0]]), high, moves, "right" if across == "right" else "left")
    draw_key(sheet, key, top + height + 3.0)


def _thicknesses(moves: Sequence[Move]) -> tuple[list[float], bool]:
    """Millimetres of each band, and whether some known one had to be widened."""
    shown = [move.people.shown or 0.0 for move in moves]
    per_person = min(4.0, WIDEST / (max(shown) or 1.0), TALLEST / (sum(shown) or 1.0))
    true = [number * per_person for number in shown]
    widened = any(0 < width < THINNEST for width in true)
    return [max(THINNEST, width) for width in true], widened


def _sides(moves: Sequence[Move], thick: Sequence[float]) -> tuple[list[_Node], list[_Node]]:
    """Origins from the largest down, destinations so that few bands cross; an end that is not said comes last."""
    numbers = range(len(moves))
    names = unique(move.origin or "" for move in moves)
    weight = {name: sum(moves[n].people.shown or 0.0 for n in numbers if (moves[n].origin or "") == name) for name in names}
    origins = sorted(names, key=lambda name: (not name, -weight[name]))
    rank = {name: place for place, name in enumerate(origins)}

    def middle(name: str) -> float:
        mine = [n for n in numbers if (moves[n].destination or "") == name]
        return float(np.average([rank[moves[n].origin or ""] for n in mine], weights=[thick[n] for n in mine]))

    destinations = sorted(unique(move.destination or "" for move in moves), key=lambda name: (not name, middle(name)))
    order = {name: place for place, name in enumerate(destinations)}
    sources = [
        _Node(
            name or UNKNOWN_ORIGIN,
            tuple(
                sorted((n for n in numbers if (moves[n].origin or "") == name), key=lambda n: order[moves[n].destination or ""])
            ),
            not name,
        )
        for name in origins
    ]
    targets = [
        _Node(
            name or UNKNOWN_DESTINATION,
            tuple(
                sorted((n for n in numbers if (moves[n].destination or "") == name), key=lambda n: rank[moves[n].origin or ""])
            ),
            not name,
        )
        for name in destinations
    ]
    return sources, targets


def _places(
    sheet: Sheet, nodes: Sequence[_Node], thick: Sequence[float], moves: Sequence[Move]
) -> tuple[dict[int, float], float]:
    """The upper edge of each band from the top of the side, and the height of the side, in millimetres."""
    places: dict[int, float] = {}
    at = 0.0
    for node in nodes:
        high = sum(thick[number] for number in node.moves)
        need = len(_name_lines(sheet, node, moves)) * line_height(BODY)
        inset = max(0.0, (need - high) / 2)  # a name higher than its bar needs room on both sides
        at += inset
        for number in node.moves:
            places[number] = at
            at += thick[number]
        at += inset + GAP
    return places, at - GAP


def _name_lines(sheet: Sheet, node: _Node, moves: Sequence[Move]) -> list[str]:
    return [*sheet.wrapped(node.name, NAMES - 4.0, BODY, 2), _total([moves[number].people for number in node.moves])]


def _total(counts: Sequence[Interval]) -> str:
    """The sum of the counts in words; one that is unknown is said to be left out."""
    known = [count for count in counts if not count.unknown]
    if not known:
        return "number unknown"
    low = sum(count.low or 0.0 for count in known) or None  # of people there are never fewer than none
    highs = [count.high for count in known if count.high is not None]
    high = sum(highs) if len(highs) == len(known) else None
    best = sum(count.shown or 0.0 for count in known) if low is None and high is None else None
    total = Interval(low, high, best)
    return count_label(total) + (" + unknown" if len(known) < len(counts) else "")


def _node(sheet: Sheet, node: _Node, place: Point, high: float, moves: Sequence[Move], across: Across) -> None:
    x, y = place
    if node.unknown:
        sheet.box(place, NODE, high, RULE, edge=INK)
    else:
        sheet.box(place, NODE, high, INK)
    lines = _name_lines(sheet, node, moves)
    beside = x - 2.0 if across == "right" else x + NODE + 2.0
    step = line_height(BODY)
    first = y + high / 2 - (len(lines) - 1) * step / 2
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        sheet.text((beside, first + number * step), line, SMALL if last else BODY, across=across, colour=QUIET if last else INK)


def _band(sheet: Sheet, places: tuple[Point, Point], thick: float, people: Interval, colour: str, hatch: str) -> None:
    (x0, y0), (x1, y1) = places
    bend = (x1 - x0) * 0.45
    corners = [
        (x0, y0), (x0 + bend, y0), (x1 - bend, y1), (x1, y1),
        (x1, y1 + thick), (x1 - bend, y1 + thick), (x0 + bend, y0 + thick), (x0, y0 + thick), (x0, y0),
    ]  # fmt: skip
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    face = "none" if people.unknown else colour
    shape = Path(corners, codes)
    if face != "none":
        sheet.patch(PathPatch(shape, facecolor=face, edgecolor="none", alpha=0.55, zorder=1.5))
    lines = UNKNOWN_HATCH if people.unknown else hatch
    if lines:
        sheet.patch(PathPatch(shape, facecolor="none", edgecolor=INK, hatch=lines, linewidth=0.0, alpha=0.4, zorder=1.6))
    sheet.patch(PathPatch(shape, facecolor="none", edgecolor=QUIET, linewidth=0.5, zorder=1.7))
    words = "?" if people.unknown else count_label(people).removeprefix("about ")
    sheet.text((x0 + 1.5, y0 + thick / 2), words, TINY, halo=True)
    sheet.text((x1 - 1.5, y1 + thick / 2), words, TINY, across="right", halo=True)
