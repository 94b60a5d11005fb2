"""How unusual the number of loops is: against networks with the same degrees, directions and types of edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interlock.network.cycles import count_cycles

Ints = NDArray[np.int64]
FEWEST_EDGES = 12
"""Edges below which a redraw has hardly anything to change."""
FEWEST_VALUES = 3
"""Different loop counts among the redraws below which the null model says nothing."""
_SWAPS = 20
"""Tried swaps an edge between two redraws."""


@dataclass(frozen=True, slots=True)
class Unusual:
    """The observed number of loops beside that of the redraws: mean, 95 % interval, and the one-sided chance (r + 1)/(n + 1)."""

    observed: int
    mean: float
    low: float
    high: float
    chance: float
    redraws: int
    seed: int
    changed: float  # share of edges that differ from the observed ones, on average
    too_small: str = ""  # why the network is too small to say; empty where it is not

    def sentence(self) -> str:
        """The result in words."""
        if self.too_small:
            return f"{self.observed} loops; too few to say whether that is unusual: {self.too_small}"
        return (
            f"{self.observed} loops; networks with the same degrees, directions and types have {self.mean:.1f} "
            f"(95 %: {self.low:.0f} to {self.high:.0f}); as many or more in {self.chance:.1%} of {self.redraws} redraws"
        )


def unusual_loops(
    payers: Sequence[int],
    payees: Sequence[int],
    types: Sequence[int],
    nodes: int,
    *,
    longest: int = 6,
    redraws: int = 500,
    seed: int = 0,
) -> Unusual:
    """Compare the number of loops with that of redrawn networks.

    Edges of one type between one ordered pair count once. A redraw swaps the ends of two edges of one type, so that each actor
    keeps its in- and out-degree in each type; swaps that would make a self-loop or a parallel edge of that type are refused.
    Each redraw has its own child of the seed.
    """
    edges = sorted({(kind, a, b) for kind, a, b in zip(types, payers, payees, strict=True) if a != b})
    kind = np.array([edge[0] for edge in edges], dtype=np.int64)
    start, end = np.array([edge[1] for edge in edges], dtype=np.int64), np.array([edge[2] for edge in edges], dtype=np.int64)
    observed = count_cycles(start, end, nodes, longest) if edges else 0
    if len(edges) < FEWEST_EDGES:
        few = f"it has {len(edges)} different edges, and at least {FEWEST_EDGES} are wanted"
        return Unusual(observed, float(observed), observed, observed, 1.0, 0, seed, 0.0, few)
    counts, moved = [], []
    for child in np.random.SeedSequence(seed).spawn(redraws):
        ends = _swapped(kind, start, end, np.random.default_rng(child))
        counts.append(count_cycles(start, ends, nodes, longest))
        moved.append(float((ends != end).mean()))
    drawn = np.array(counts)
    low, high = np.quantile(drawn, [0.025, 0.975])
    chance = (int((drawn >= observed).sum()) + 1) / (redraws + 1)
    why = ""
    if len(np.unique(drawn)) < FEWEST_VALUES:
        why = f"the redraws have only {len(np.unique(drawn))} different numbers of loops"
    return Unusual(observed, float(drawn.mean()), float(low), float(high), chance, redraws, seed, float(np.mean(moved)), why)


def _swapped(kind: Ints, start: Ints, end: Ints, random: np.random.Generator) -> Ints:
    ends = end.copy()
    present = set(zip(kind.tolist(), start.tolist(), ends.tolist(), strict=True))
    groups = [rows for each in np.unique(kind) if len(rows := np.flatnonzero(kind == each)) > 1]
    for rows in groups:
        for one, other in random.choice(rows, size=(_SWAPS * len(rows), 2)).tolist():
            a, b, c, d = int(start[one]), int(ends[one]), int(start[other]), int(ends[other])
            sort = int(kind[one])
            if a == d or c == b or (sort, a, d) in present or (sort, c, b) in present:
                continue
            present -= {(sort, a, b), (sort, c, d)}
            present |= {(sort, a, d), (sort, c, b)}
            ends[one], ends[other] = d, b
    return ends
