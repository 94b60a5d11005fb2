"""How unusual the loops are: against networks with the same degrees, directions and types of edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interlock.network.cycles import count_cycles, largest_cycles

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
FEWEST_EDGES = 12
"""Edges of a type below which a redraw has hardly anything to change."""
FEWEST_VALUES = 3
"""Different loop counts among the redraws below which the null model says nothing."""
MOST_COUNTED = 50_000
"""Loops above which only the shorter ones are compared: each redraw counts them all twice."""
_NOT_REDRAWN = "no network was redrawn"
_SHORTEST = 2
_SWAPS = 20
"""Tried moves an edge between the observed network and a redraw."""
_TURNS = 0.1
"""Share of the tried moves that turn a triangle round."""
_DRIFT = 3.5
"""Standard errors by which the mean count may still move in the second half of the moves."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An observed figure beside that of the redraws: mean, 95 % interval, and the one-sided chance (r + 1)/(n + 1)."""

    observed: float
    mean: float
    low: float
    high: float
    chance: float


@dataclass(frozen=True, slots=True)
class Unusual:
    """The observed number of loops beside that of the redraws: mean, 95 % interval, and the one-sided chance (r + 1)/(n + 1).

    `bottleneck` does the same for the largest bottleneck, where weights were given. `settled` says whether the mean count had
    come to rest by the first half of the moves; where it had not, the redraws still resemble the observed network.
    """

    observed: int
    mean: float
    low: float
    high: float
    chance: float
    redraws: int
    seed: int
    changed: float  # share of edges that differ from the observed ones, on average
    too_small: str = ""  # why the network is too small to say; empty where it is not
    moves: float = 0.0  # ends that found a new place, an edge and redraw
    settled: bool = True
    bottleneck: Compared | None = None
    up_to: int = 0  # actors of the longest loops compared, where longer ones are too many; else 0

    def sentence(self) -> str:
        """The result in words."""
        what = f"{self.observed} loops of up to {self.up_to} actors" if self.up_to else f"{self.observed} loops"
        if self.too_small == _NOT_REDRAWN:
            return f"{what}; whether that is unusual was not worked out"
        if self.too_small:
            return f"{what}; too few to say whether that is unusual: {self.too_small}"
        told = (
            f"{what}; networks with the same degrees, directions and types have {self.mean:.1f} "
            f"(95 %: {self.low:.0f} to {self.high:.0f}); as many or more in {self.chance:.1%} of {self.redraws} redraws"
        )
        return told if self.settled else f"{told}; the redraws have not settled, more swaps are wanted"


def unusual_loops(
    payers: Sequence[int],
    payees: Sequence[int],
    types: Sequence[int],
    nodes: int,
    *,
    weights: Sequence[float] | None = None,
    longest: int = 6,
    redraws: int = 500,
    seed: int = 0,
    swaps: int = _SWAPS,
) -> Unusual:
    """Compare the number of loops (and, with `weights`, the largest bottleneck) with that of redrawn networks.

    Edges of one type between one ordered pair count once, their weights added; a weight stays with its payer. A redraw tries
    `swaps` moves an edge: the ends of two edges of one type change places, or a triangle of one type turns round, which swaps
    alone cannot reach (Rao, Jana and Bandyopadhyay 1996). Each actor keeps its in- and out-degree in each type; moves that
    would make a self-loop or a parallel edge of that type are refused, and count. Each redraw has its own child of the seed.
    Types with fewer than 12 edges are redrawn too, but say nothing by themselves: where they make most of the edges, the
    network is too small. Where there are more than 50,000 loops, only so short ones are compared that there are fewer.
    """
    sizes: dict[tuple[int, int, int], float] = defaultdict(float)
    for sort, a, b, size in zip(types, payers, payees, [1.0] * len(types) if weights is None else weights, strict=True):
        if a != b:
            sizes[sort, a, b] += size
    edges = sorted(sizes)
    kind, start, end = (np.array([edge[column] for edge in edges], dtype=np.int64) for column in range(3))
    weight = np.array([sizes[edge] for edge in edges])
    asked = longest
    observed = count_cycles(start, end, nodes, longest, MOST_COUNTED + 1) if edges else 0
    while observed > MOST_COUNTED and longest > _SHORTEST:
        longest -= 1
        observed = count_cycles(start, end, nodes, longest, MOST_COUNTED + 1)
    few = _too_few(kind)
    if few:
        return Unusual(observed, float(observed), observed, observed, 1.0, 0, seed, 0.0, few)
    half, counts, largest, changed, moves = [], [], [], [], 0
    for child in np.random.SeedSequence(seed).spawn(redraws):
        random = np.random.default_rng(child)
        ends, first = _redrawn(kind, start, end, random, (swaps + 1) // 2)
        half.append(count_cycles(start, ends, nodes, longest))
        ends, second = _redrawn(kind, start, ends, random, (swaps + 1) // 2)
        counts.append(count_cycles(start, ends, nodes, longest))
        moves += first + second
        changed.append(float((ends != end).mean()))
        if weights is not None:
            largest.append(_largest(start, ends, weight, nodes, longest))
    count = _compared(observed, np.array(counts, dtype=np.float64))
    values = len(set(counts))
    why = f"the redraws have only {values} different numbers of loops" if values < FEWEST_VALUES else ""
    drift = np.array(counts) - np.array(half)
    error = float(drift.std(ddof=1)) / redraws**0.5 if redraws > 1 else 0.0
    top = None if weights is None else _compared(_largest(start, end, weight, nodes, longest), np.array(largest))
    return Unusual(
        observed, count.mean, count.low, count.high, count.chance, redraws, seed, float(np.mean(changed)), why,
        moves / (redraws * len(edges)), abs(float(drift.mean())) <= _DRIFT * error, top,
        longest if longest < asked else 0,
    )  # fmt: skip


def not_compared(observed: int) -> Unusual:
    """So many loops, and no word on whether that is unusual."""
    return Unusual(observed, float(observed), observed, observed, 1.0, 0, 0, 0.0, _NOT_REDRAWN)


def _too_few(kind: Ints) -> str:
    each = np.bincount(kind) if len(kind) else np.zeros(1, dtype=np.int64)
    enough = int(each[each >= FEWEST_EDGES].sum())
    if 2 * enough >= max(len(kind), 1):
        return ""
    return f"only {enough} of its {len(kind)} different edges are of a type that has at least {FEWEST_EDGES}"


def _compared(observed: float, drawn: Floats) -> Compared:
    low, high = np.quantile(drawn, [0.025, 0.975])
    chance = (int((drawn >= observed).sum()) + 1) / (len(drawn) + 1)
    return Compared(float(observed), float(drawn.mean()), float(low), float(high), chance)


def _largest(start: Ints, end: Ints, weight: Floats, nodes: int, longest: int) -> float:
    found = largest_cycles(start, end, weight, nodes, longest, top=1).largest
    return found[0].bottleneck if found else 0.0


def _redrawn(kind: Ints, start: Ints, end: Ints, random: np.random.Generator, swaps: int) -> tuple[Ints, int]:
    """New ends after `swaps` tried moves an edge, and how many ends found a new place. Every move is as likely as its reverse."""
    ends, starts = end.tolist(), start.tolist()
    moved = 0
    for each in np.unique(kind):
        rows = np.flatnonzero(kind == each)
        if len(rows) < 2:
            continue
        present = {(starts[row], ends[row]) for row in rows}
        leaving: dict[int, list[int]] = defaultdict(list)  # edges keep their payer, so this stays true
        for row in rows.tolist():
            leaving[starts[row]].append(row)
        tries = swaps * len(rows)
        chain: tuple[int, ...]
        wanted: tuple[int, ...]
        for turn, (one, other) in zip(random.random(tries).tolist(), random.choice(rows, size=(tries, 2)).tolist(), strict=True):
            if turn >= _TURNS:
                a, b, c, d = starts[one], ends[one], starts[other], ends[other]
                if a == d or b == c or (a, d) in present or (c, b) in present:
                    continue
                chain, wanted = (one, other), (d, b)
            else:
                chain = _triangle(one, starts, ends, leaving, turn / _TURNS)
                wanted = tuple(ends[row] for row in chain[1:] + chain[:1])  # a -> b becomes a -> c
                if not chain or not present.isdisjoint([(starts[row], to) for row, to in zip(chain, wanted, strict=True)]):
                    continue
            for row in chain:
                present.discard((starts[row], ends[row]))
            for row, to in zip(chain, wanted, strict=True):
                ends[row] = to
                present.add((starts[row], to))
            moved += len(chain)
    return np.array(ends, dtype=np.int64), moved


def _triangle(one: int, starts: list[int], ends: list[int], leaving: dict[int, list[int]], pick: float) -> tuple[int, ...]:
    """The edge, one at random that leaves its end, and that which leads back; nothing where there is none.

    A triangle and its reverse are found with the same chance: it depends on the out-degrees of its corners only.
    """
    onward = leaving.get(ends[one])
    if not onward:
        return ()
    two = onward[int(pick * len(onward))]
    for three in leaving.get(ends[two], ()):
        if ends[three] == starts[one]:
            return one, two, three
    return ()
