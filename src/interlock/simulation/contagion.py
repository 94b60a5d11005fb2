"""Losses that travel along exposures: DebtRank in its forms, cascades of defaults.

`leverage[i, j]` is the exposure of i to j over the equity of i: what i loses, as a part of its equity, where j loses all of its.
Stress h is the relative loss of equity, between 0 and 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import issparse

from interlock.simulation.errors import BadInput, NotConverged

Floats = NDArray[np.float64]
_MOST = 100_000
_ROUNDING = 1e-15


@dataclass(frozen=True)
class Stress:
    """Relative loss of equity by actor (columns: shocks, where several are run together), sweeps and the last change."""

    loss: Floats
    sweeps: int
    residual: float


def debtrank(
    leverage: Any, initial_loss: ArrayLike, *, curvature: float = 0.0, tolerance: float = 1e-12, single_hit: bool = False
) -> Stress:
    """DebtRank (Bardoscia et al. 2015): h <- min(1, h(0) + leverage @ g(h)) until it settles.

    `curvature` a: g(h) = h e^(a (h - 1)) (Bardoscia et al. 2016; 0 is linear, large a a threshold). `single_hit` is the rule of
    Battiston et al. 2012: each passes on its loss once, so that echoes along loops are lost. `leverage` may be a scipy sparse
    array; `initial_loss` may have a column for each shock. Raises NotConverged, never returns what has not settled, and BadInput
    for what is negative or not a number. A shock below `tolerance` may be taken as settled before an unstable network grows it.
    """
    start = np.clip(np.asarray(initial_loss, dtype=np.float64), 0.0, 1.0)
    matrix: Any = leverage if issparse(leverage) else np.asarray(leverage, dtype=np.float64)
    if matrix.shape != (len(start), len(start)):
        raise BadInput(f"leverage is {' by '.join(map(str, matrix.shape))}, and there are first losses of {len(start)}")
    stored: Floats = matrix.data if issparse(matrix) else matrix
    if not stored.min(initial=0.0) >= 0 or np.isnan(start).any():  # the least is NaN where any is
        raise BadInput("leverage and first losses must be numbers, and leverage not negative")
    if single_hit:
        return _single_hit(matrix, start)
    loss, change = start.copy(), np.inf
    before = np.inf
    for sweep in range(1, _MOST + 1):
        passed = loss if curvature == 0 else loss * np.exp(curvature * (loss - 1.0))
        new = matrix @ passed
        new += start
        np.minimum(new, 1.0, out=new)
        change, before = float(np.abs(new - loss).max(initial=0.0)), change
        loss = new
        # A small step that is larger than the one before is the start of an avalanche, not the end of one.
        if change <= _ROUNDING or (change <= tolerance and change <= before < np.inf):
            return Stress(loss, sweep, change)
    raise NotConverged("DebtRank", _MOST, change)


def _single_hit(matrix: Any, start: Floats) -> Stress:
    loss, done = start.copy(), np.zeros(start.shape, dtype=bool)
    for sweep in range(1, len(start) + 2):
        active = (loss > 0) & ~done
        if not active.any():
            return Stress(loss, sweep, 0.0)
        done |= active
        loss = np.minimum(1.0, loss + matrix @ np.where(active, loss, 0.0))
    return Stress(loss, len(start) + 1, 0.0)


def knock_outs(leverage: Any, *, curvature: float = 0.0, tolerance: float = 1e-9) -> Stress:
    """The stress of all where each alone fails: column k is the failure of k; all of them as one matrix product a sweep."""
    return debtrank(leverage, np.eye(leverage.shape[0]), curvature=curvature, tolerance=tolerance)


def leverage_of(exposure: ArrayLike, equity: ArrayLike) -> Floats:
    """Exposures (holder, counterparty) over the equity of the holder. Raises BadInput where one has exposure and no equity."""
    held, own = np.asarray(exposure, dtype=np.float64), np.asarray(equity, dtype=np.float64)
    bare = np.flatnonzero(~(own > 0) & (held.sum(axis=1) > 0))
    if len(bare):
        raise BadInput(f"number {int(bare[0])} has exposures and no equity: its leverage has no value")
    return np.divide(held, own[:, None], out=np.zeros_like(held), where=own[:, None] > 0)


def cascade(exposure: ArrayLike, buffer: ArrayLike, defaulted: ArrayLike, *, recovery: float = 0.0) -> NDArray[np.int64]:
    """The round in which each defaults (0 for the first ones), -1 for those that do not.

    Furfine 2003 and Gai and Kapadia 2010: a creditor falls where its losses on those that have fallen, less what is recovered,
    are larger than its buffer. `exposure[i, j]`: creditor i, debtor j. Raises BadInput for what is not a number and for a
    recovery outside 0..1.
    """
    held, room = np.asarray(exposure, dtype=np.float64), np.asarray(buffer, dtype=np.float64)
    if not 0 <= recovery <= 1:
        raise BadInput(f"the recovery is {recovery:g}: it must lie between 0 and 1")
    if np.isnan(held).any() or np.isnan(room).any():
        raise BadInput("an exposure or a buffer is not a number")
    rounds = np.where(np.asarray(defaulted, dtype=bool), 0, -1).astype(np.int64)
    for number in range(1, len(room) + 1):
        lost = held[:, rounds >= 0].sum(axis=1) * (1.0 - recovery)
        fresh = (lost > room) & (rounds < 0)
        if not fresh.any():
            break
        rounds[fresh] = number
    return rounds


def default_cascade(liabilities: ArrayLike, assets: ArrayLike, outside: ArrayLike, *, recovery: float = 0.0) -> NDArray[np.bool_]:
    """Who is in default after the cascade that starts with those whose assets do not cover what they owe (row owes column)."""
    owed = np.asarray(liabilities, dtype=np.float64)
    net = np.asarray(assets, dtype=np.float64) + owed.sum(axis=0) - owed.sum(axis=1) - np.asarray(outside, dtype=np.float64)
    return cascade(owed.T, np.maximum(net, 0.0), net < 0, recovery=recovery) >= 0
