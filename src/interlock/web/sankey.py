"""Where the bands of a flow drawing lie: origins on one side, targets on the other, thickness by number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, GAP, NODE, LABELS = 1000.0, 14.0, 12.0, 260.0
_THINNEST, _UNIT_HIGHEST = 3.0, 26.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A party at one side."""

    party: str
    x: float
    y: float
    height: float
    total: float


@dataclass(frozen=True, slots=True)
class Band:
    """A flow between two bars, as the path of a filled shape."""

    id: str
    path: str
    middle: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """All bars and bands in a box of `WIDTH` by `height`."""

    origins: tuple[Bar, ...]
    targets: tuple[Bar, ...]
    bands: tuple[Band, ...]
    height: float


def sankey(flows: Sequence[tuple[str, str, float, str]]) -> Drawing:
    """A drawing of flows (origin, target, number, id), the largest parties at the top."""
    unit = _UNIT_HIGHEST / max((size for *_, size, _ in flows), default=1.0)
    thick = {identity: max(size * unit, _THINNEST) for *_, size, identity in flows}
    origins = _column(flows, 0, thick, LABELS)
    targets = _column(flows, 1, thick, WIDTH - LABELS - NODE)
    used: dict[tuple[int, str], float] = {}
    bands = []
    at = {(0, bar.party): bar for bar in origins} | {(1, bar.party): bar for bar in targets}
    for origin, target, _, identity in sorted(flows, key=lambda row: (at[0, row[0]].y, at[1, row[1]].y)):
        height = thick[identity]
        left = at[0, origin].y + used.get((0, origin), 0.0)
        right = at[1, target].y + used.get((1, target), 0.0)
        used[0, origin] = used.get((0, origin), 0.0) + height
        used[1, target] = used.get((1, target), 0.0) + height
        bands.append(Band(identity, _path(left, right, height), (left + right + height) / 2))
    tallest = max((bar.y + bar.height for bar in (*origins, *targets)), default=0.0)
    return Drawing(origins, targets, tuple(bands), tallest + GAP)


def _column(flows: Sequence[tuple[str, str, float, str]], side: int, thick: dict[str, float], x: float) -> tuple[Bar, ...]:
    heights: dict[str, float] = {}
    totals: dict[str, float] = {}
    for origin, target, size, identity in flows:
        party = (origin, target)[side]
        heights[party] = heights.get(party, 0.0) + thick[identity]
        totals[party] = totals.get(party, 0.0) + size
    bars, y = [], GAP
    for party in sorted(heights, key=lambda each: (-heights[each], each)):
        bars.append(Bar(party, x, y, heights[party], totals[party]))
        y += max(heights[party], 18.0) + GAP
    return tuple(bars)


def _path(left: float, right: float, height: float) -> str:
    start, end = LABELS + NODE, WIDTH - LABELS - NODE
    bend = (start + end) / 2
    return (
        f"M{start:.1f} {left:.1f}C{bend:.1f} {left:.1f} {bend:.1f} {right:.1f} {end:.1f} {right:.1f}"
        f"V{right + height:.1f}C{bend:.1f} {right + height:.1f} {bend:.1f} {left + height:.1f} {start:.1f} {left + height:.1f}Z"
    )
