"""Concentration and ownership: Herfindahl index and effective number, also over intervals; integrated ownership."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
_ALL_CORNERS = 12
POINTS = 10_000.0
"""The scale on which competition authorities give the index: shares in percent, squared and added."""


def herfindahl(amounts: ArrayLike) -> float:
    """The sum of squared shares, between 1/n and 1; 0 where there is nothing."""
    sizes = np.asarray(amounts, dtype=np.float64)
    if (sizes < 0).any() or not np.isfinite(sizes).all():
        raise ValueError("amounts must be finite and not negative")
    total = float(sizes.sum())
    return float(((sizes / total) ** 2).sum()) if total > 0 else 0.0


def effective_number(amounts: ArrayLike) -> float:
    """How many equal parties would be as concentrated: 1 / Herfindahl; 0 where there is nothing."""
    index = herfindahl(amounts)
    return 1.0 / index if index else 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends, both reached by some amounts within theirs."""

    low: float
    high: float


def herfindahl_bounds(low: Sequence[float], high: Sequence[float]) -> Interval:
    """The least and the greatest Herfindahl index for amounts between `low` and `high` (finite).

    The index falls in x_i where x_i is below sum x^2 / sum x and rises above it. So it is least, exactly, where every amount is
    brought as near as it can be to one common level (found by bisection), and greatest in a corner: some at their upper end, the
    others at their lower one. All corners are tried up to 12 amounts; above that those that take the largest first.
    """
    least, most = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if (least > most).any() or (least < 0).any() or not np.isfinite(most).all():
        raise ValueError("wanted 0 <= low <= high, all finite")
    if not len(most) or most.sum() <= 0:
        return Interval(0.0, 0.0)
    return Interval(_least(least, most), _greatest(least, most))


def _least(low: Floats, high: Floats) -> float:
    def index(level: float) -> float:
        return herfindahl(np.clip(level, low, high))

    def slope_sign(level: float) -> float:
        sizes = np.clip(level, low, high)
        total = sizes.sum()
        return float(level - (sizes**2).sum() / total) if total > 0 else -1.0

    left, right = float(low.min()), float(high.max())
    for _ in range(200):
        middle = (left + right) / 2
        if slope_sign(middle) < 0:
            left = middle
        else:
            right = middle
    return min(index(each) for each in (left, right, *low.tolist(), *high.tolist()) if np.clip(each, low, high).sum() > 0)


def _greatest(low: Floats, high: Floats) -> float:
    if len(low) <= _ALL_CORNERS:
        corners = (np.where(ups, high, low) for ups in product((False, True), repeat=len(low)))
        return max(herfindahl(corner) for corner in corners)
    best = herfindahl(low)
    for order in (np.argsort(-high, kind="stable"), np.argsort(-low, kind="stable"), np.argsort(-(low + high), kind="stable")):
        sizes = low.copy()
        for place in order.tolist():
            sizes[place] = high[place]
            best = max(best, herfindahl(sizes))
    return best


@dataclass(frozen=True)
class Ownership:
    """Direct and indirect stakes: `integrated[i, j]` is what i holds of j along all paths, `corrected` without self-counting."""

    integrated: Floats
    corrected: Floats


def integrated_ownership(stakes: ArrayLike) -> Ownership:
    """Look-through ownership Y = (I - H)^-1 H (Brioschi et al. 1989); over n_ii nobody counts itself (Vitali et al. 2011).

    `stakes[i, j]` is the share of j that i holds. Raises ValueError where stakes are no shares or a firm is wholly owned in a
    circle.
    """
    held = np.asarray(stakes, dtype=np.float64)
    if (held < 0).any() or (held.sum(axis=0) > 1 + 1e-9).any():
        raise ValueError("stakes are shares: not negative, and those in one firm add up to at most 1")
    inverse = np.linalg.inv(np.eye(len(held)) - held) if len(held) else held
    if not np.isfinite(inverse).all() or (inverse < -1e-9).any():
        raise ValueError("firms own each other wholly in a circle: nobody outside owns them")
    integrated = inverse @ held
    return Ownership(integrated, integrated / inverse.diagonal()[:, None])
