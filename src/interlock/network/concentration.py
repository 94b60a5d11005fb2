"""Concentration and ownership: Herfindahl index, effective number and share of the largest, also over intervals; integrated
ownership and exposure along chains of claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
_ALL_CORNERS = 12
_SOME_CORNERS = 8
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


def top_share(amounts: ArrayLike, largest: int = 1) -> float:
    """The part of the sum that the so many largest amounts make, between 0 and 1; 0 where there is nothing."""
    sizes = np.asarray(amounts, dtype=np.float64)
    if (sizes < 0).any() or not np.isfinite(sizes).all():
        raise ValueError("amounts must be finite and not negative")
    if largest < 1:
        raise ValueError(f"the {largest} largest amounts: wanted 1 or more")
    total = float(sizes.sum())
    return float(np.sort(sizes)[-largest:].sum() / total) if total > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends, none of which is passed by any amounts within theirs."""

    low: float
    high: float


def _checked(low: Sequence[float], high: Sequence[float]) -> tuple[Floats, Floats]:
    least, most = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if least.shape != most.shape:
        raise ValueError(f"{len(least)} lower and {len(most)} upper ends: wanted one of each for an amount")
    if not (least <= most).all() or (least < 0).any() or not np.isfinite(most).all():
        raise ValueError("wanted 0 <= low <= high, all finite")
    return least, most


def herfindahl_bounds(low: Sequence[float], high: Sequence[float]) -> Interval:
    """The least and the greatest Herfindahl index for amounts between `low` and `high` (finite).

    The index falls in x_i where x_i is below sum x^2 / sum x and rises above it. So it is least, exactly, where every amount is
    brought as near as it can be to one common level (found by bisection), and greatest in a corner: some at their upper end, the
    others at their lower one. All corners are tried up to 12 amounts, which is exact. Above that those of the eight amounts that
    matter most are tried and the others relaxed (their squares replaced by the chord between their ends), so that the upper end
    may be a little too high and is never too low.
    """
    least, most = _checked(low, high)
    if not len(most) or most.sum() <= 0:
        return Interval(0.0, 0.0)
    unit = most.max()
    return Interval(_least(least / unit, most / unit), _greatest(least / unit, most / unit))


def effective_number_bounds(low: Sequence[float], high: Sequence[float]) -> Interval:
    """The least and the greatest effective number, 1 over the bounds of the index."""
    index = herfindahl_bounds(low, high)
    return Interval(1.0 / index.high if index.high else 0.0, 1.0 / index.low if index.low else 0.0)


def top_share_bounds(low: Sequence[float], high: Sequence[float], largest: int = 1) -> Interval:
    """The least and the greatest share of the `largest` largest amounts between `low` and `high`; both ends are reached.

    Least: an amount above the smallest of the largest is best lowered to it, one below best raised, so all lie at one level or
    at their nearer end; between two ends the share is a ratio of linear functions of the level, so the ends are enough.
    Greatest: some set at its upper ends and the rest at its lower ones; the set is found by Dinkelbach's method for ratios.
    """
    least, most = _checked(low, high)
    if largest < 1:
        raise ValueError(f"the {largest} largest amounts: wanted 1 or more")
    if not len(most) or most.sum() <= 0:
        return Interval(0.0, 0.0)
    levels = [np.clip(level, least, most) for level in np.unique(np.concatenate([least, most]))]
    lowest = min(top_share(sizes, largest) for sizes in levels if sizes.sum() > 0)
    best = 0.0
    while best < 1:
        chosen = np.argsort(-((1 - best) * most + best * least), kind="stable")[:largest]
        sizes = least.copy()
        sizes[chosen] = most[chosen]
        share = float(sizes[chosen].sum() / sizes.sum())
        if not share > best * (1 + 1e-15):
            break
        best = share
    return Interval(min(lowest, best), best)


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
    gain = high**2 - low**2
    tried, others = np.split(np.argsort(-gain, kind="stable"), [len(low) if len(low) <= _ALL_CORNERS else _SOME_CORNERS])
    others = others[np.argsort(-(low + high)[others], kind="stable")]
    ups = np.array(list(product((False, True), repeat=len(tried))), dtype=np.bool_).reshape(-1, len(tried))
    corner = np.where(ups, high[tried], low[tried])
    sums = corner.sum(axis=1)[:, None] + low[others].sum() + np.append(0.0, np.cumsum((high - low)[others]))
    squares = (corner**2).sum(axis=1)[:, None] + (low[others] ** 2).sum() + np.append(0.0, np.cumsum(gain[others]))
    with np.errstate(divide="ignore", invalid="ignore"):
        best = float(np.nanmax(squares / sums**2))
        slope = (low + high)[others]
        rest = squares[:, :-1] - slope * sums[:, :-1]  # squares = rest + slope * sums from one of the others to the next
        top = -2 * rest / slope
        inside = (sums[:, :-1] < top) & (top < sums[:, 1:])
        if inside.any():
            best = max(best, float((-(slope**2) / (4 * rest))[inside].max()))
        if (sums[:, 0] == 0).any():
            best = 1.0  # all others may be nothing
        return min(best, float(np.nanmax(high / (high + low.sum() - low))))  # no index is above the greatest share


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
    system = np.eye(len(held)) - held
    if len(held) and np.linalg.cond(system) > 1e14:
        raise ValueError("firms own each other wholly in a circle: nobody outside owns them")
    inverse = np.linalg.inv(system) if len(held) else held
    integrated = inverse @ held
    return Ownership(integrated, integrated / inverse.diagonal()[:, None])


def look_through(claims: ArrayLike, funding: ArrayLike) -> Floats:
    """What each actor has at risk with each other, direct and along chains of claims, in the unit of the claims.

    `claims[i, j]` is what i has put into j, `funding[j]` all that anybody, outsiders too, has put into j. With the shares
    W = claims / funding, exposure is C + W C + W^2 C + ... = (I - W)^-1 W funding: integrated ownership in amounts. Chains are
    counted gross: what an actor has at risk with itself, around a loop, is on the diagonal. Raises ValueError where an actor
    has less funding than there are claims on it.
    """
    owed, whole = np.asarray(claims, dtype=np.float64), np.asarray(funding, dtype=np.float64)
    if owed.ndim != 2 or owed.shape != (len(whole), len(whole)):
        raise ValueError(f"claims are a square matrix with a row for each of {len(whole)} actors, these are {owed.shape}")
    short = np.flatnonzero(owed.sum(axis=0) > whole * (1 + 1e-9))
    if len(short):
        raise ValueError(f"actor {short[0]} has a funding of {whole[short[0]]} and claims on it of {owed[:, short[0]].sum()}")
    shares = np.divide(owed, whole, out=np.zeros_like(owed), where=whole > 0)
    return integrated_ownership(shares).integrated * whole
