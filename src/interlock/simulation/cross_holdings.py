"""Stakes of firms in each other: Suzuki 2002 / Elsinger 2009, and Elliott, Golub and Jackson 2014."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from interlock.simulation.errors import BadInput, NotConverged

Floats = NDArray[np.float64]
_MOST = 1_000_000


@dataclass(frozen=True)
class CrossEquity:
    """Equity, what is paid on the debt, and who defaults."""

    equity: Floats
    debt_payment: Floats
    default: NDArray[np.bool_]


def cross_equity(stakes: ArrayLike, assets: ArrayLike, debt: ArrayLike, *, tolerance: float = 1e-14) -> CrossEquity:
    """E_i = (e_i + sum_j h_ij E_j - d_i)+ where `stakes[i, j]` is the share of j that i holds; debts are owed to outsiders."""
    held, own, due = (np.asarray(each, dtype=np.float64) for each in (stakes, assets, debt))
    if (held < 0).any() or (held.sum(axis=0) >= 1).any():
        raise BadInput("stakes are shares, and outsiders must hold a part of each firm")
    equity = np.maximum(own, 0.0) + held.sum(axis=1) * own.sum()
    for _ in range(_MOST):
        new = np.maximum(own + held @ equity - due, 0.0)
        change = float(np.abs(new - equity).max(initial=0.0))
        equity = new
        if change <= tolerance * max(1.0, float(np.abs(equity).max(initial=0.0))):
            paid = np.clip(own + held @ equity, 0.0, due)
            return CrossEquity(equity, paid, paid < due - 1e-12)
    raise NotConverged("cross-holdings", _MOST, change)


@dataclass(frozen=True)
class Organizations:
    """Dependency matrix A, market values, who fails, and in which round of the best case (0: not at all)."""

    dependency: Floats
    value: Floats
    failure: NDArray[np.bool_]
    failure_round: NDArray[np.int64]


def organizations(
    holdings: ArrayLike, assets: ArrayLike, prices: ArrayLike, thresholds: ArrayLike, failure_cost: ArrayLike
) -> Organizations:
    """v = A (D p - b(v)), A = diag(1 - column sums of C) (I - C)^-1; one fails below its threshold and then bears its cost.

    `holdings[i, j]` is the share of j that i holds (C), `assets` is D. The best case: as
    few failures as possible, found in rounds.
    """
    held, owned = np.asarray(holdings, dtype=np.float64), np.asarray(assets, dtype=np.float64)
    floor, cost = np.asarray(thresholds, dtype=np.float64), np.asarray(failure_cost, dtype=np.float64)
    count = len(held)
    dependency = np.diag(1.0 - held.sum(axis=0)) @ np.linalg.inv(np.eye(count) - held)
    worth = owned @ np.asarray(prices, dtype=np.float64)
    rounds = np.zeros(count, dtype=np.int64)
    for number in range(1, count + 2):
        value = dependency @ (worth - np.where(rounds > 0, cost, 0.0))
        fresh = (value < floor) & (rounds == 0)
        if not fresh.any():
            break
        rounds[fresh] = number
    return Organizations(dependency, value, rounds > 0, rounds)
