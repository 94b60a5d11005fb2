"""Stakes of firms in each other: Suzuki 2002 / Elsinger 2009, and Elliott, Golub and Jackson 2014."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from interlock.simulation.errors import BadInput

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class CrossEquity:
    """Equity, what is paid on the debt, and who defaults."""

    equity: Floats
    debt_payment: Floats
    default: NDArray[np.bool_]


def cross_equity(stakes: ArrayLike, assets: ArrayLike, debt: ArrayLike) -> CrossEquity:
    """E_i = (e_i + sum_j h_ij E_j - d_i)+ where `stakes[i, j]` is the share of j that i holds; debts are owed to outsiders.

    Exact: the linear system of those with equity, from nobody on; each round adds whom the equities of the round before lift
    above zero, so that there are at most as many as firms. Raises BadInput for stakes that outsiders have no part in, and NaN.
    """
    held, own, due = (np.asarray(each, dtype=np.float64) for each in (stakes, assets, debt))
    _refuse_whole(held)
    if not (np.isfinite(own) & np.isfinite(due)).all():
        where = int(np.flatnonzero(~(np.isfinite(own) & np.isfinite(due)))[0])
        raise BadInput(f"the assets or the debt of number {where} are not a number")
    equity, alive = np.zeros(len(own)), np.zeros(len(own), dtype=bool)
    while (fresh := ~alive & (own + held @ equity > due)).any():
        alive |= fresh
        some = np.flatnonzero(alive)
        equity[some] = np.linalg.solve(np.eye(len(some)) - held[np.ix_(some, some)], (own - due)[some])
    paid = np.clip(own + held @ equity, 0.0, due)
    return CrossEquity(equity, paid, paid < due - 1e-12 * np.maximum(1.0, due))


def _refuse_whole(held: Floats) -> None:
    whole = ~((held >= 0).all(axis=0) & (held.sum(axis=0) < 1))
    if whole.any():
        where = int(np.flatnonzero(whole)[0])
        raise BadInput(f"stakes are shares, and outsiders must hold a part of each firm; of number {where} they do not")


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
    few failures as possible, found in rounds. Raises BadInput for a firm that outsiders hold no part of.
    """
    held, owned = np.asarray(holdings, dtype=np.float64), np.asarray(assets, dtype=np.float64)
    _refuse_whole(held)
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
