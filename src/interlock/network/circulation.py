"""The circular share of a network: F = C + D, where C goes round and D does not (Homs-Dones et al. 2025, arXiv 2506.12546)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
_SMALL = 1e-12


@dataclass(frozen=True)
class Decomposition:
    """The part of each flow that goes round. `share` is its sum over the sum of all flows."""

    circular: Floats
    directional: Floats
    share: float

    @property
    def total(self) -> float:
        """The sum of what goes round."""
        return float(self.circular.sum())


def _decomposed(flow: Floats, circular: Floats) -> Decomposition:
    circular = np.clip(circular, 0.0, flow)  # rounding must not leave a negative rest
    total = float(flow.sum())
    return Decomposition(circular, flow - circular, float(circular.sum()) / total if total else 0.0)


def _checked(flow: ArrayLike) -> Floats:
    moved = np.array(flow, dtype=np.float64)
    if moved.ndim != 2 or moved.shape[0] != moved.shape[1]:
        raise ValueError(f"a matrix of flows is square, this one is {moved.shape}")
    if not np.isfinite(moved).all() or (moved < 0).any():
        raise ValueError("flows must be finite and not negative")
    return moved


def maximum_circulation(flow: ArrayLike) -> Decomposition:
    """The largest part that can go round: the circulation of greatest sum under the flows (row pays column).

    It is what multilateral netting could clear, and favours long loops. A linear program, solved by HiGHS.
    """
    moved = _checked(flow)
    payer, payee = np.nonzero(moved)
    if not len(payer):
        return _decomposed(moved, np.zeros_like(moved))
    unit = moved.max()  # the solver's tolerances are absolute
    edges = np.arange(len(payer))
    ones = np.ones(len(payer))
    balance = coo_array(
        (np.concatenate([ones, -ones]), (np.concatenate([payer, payee]), np.concatenate([edges, edges]))),
        shape=(len(moved), len(payer)),
    )
    bounds = np.column_stack([np.zeros(len(payer)), moved[payer, payee] / unit])
    solved = linprog(-ones, A_eq=balance.tocsr(), b_eq=np.zeros(len(moved)), bounds=bounds, method="highs")
    if not solved.success:
        raise ArithmeticError(f"the circulation was not found: {solved.message}")
    circular = np.zeros_like(moved)
    circular[payer, payee] = solved.x * unit
    return _decomposed(moved, circular)


def balanced_decomposition(flow: ArrayLike) -> Decomposition:
    """The one proportional decomposition ('bff'): in each strong component the stationary flow of P = F / rowsum, scaled until
    one edge is used up, taken off, and again until nothing goes round."""
    moved = _checked(flow)
    left, circular = moved.copy(), np.zeros_like(moved)
    small = _SMALL * max(float(moved.max(initial=0.0)), 1e-300)
    while True:
        found = _stationary_flow(left, small)
        if found is None:
            return _decomposed(moved, circular)
        used = found > 0
        step = float((left[used] / found[used]).min())
        circular += found * step
        left -= found * step
        left[left < small] = 0.0


def _stationary_flow(left: Floats, small: float) -> Floats | None:
    """The stationary flow of each strong component, each scaled so that its fullest edge is used up; None where none is left."""
    count, component = connected_components(left > small, directed=True, connection="strong")
    found = np.zeros_like(left)
    for number in range(count):
        inside = np.flatnonzero(component == number)
        block = left[np.ix_(inside, inside)]
        rows = block.sum(axis=1)
        if (len(inside) == 1 and block[0, 0] <= small) or (rows <= small).any():
            continue
        chain = block / rows[:, None]
        system = np.vstack([chain.T - np.eye(len(inside)), np.ones(len(inside))])
        wanted = np.zeros(len(inside) + 1)
        wanted[-1] = 1.0
        stationary = np.clip(np.linalg.lstsq(system, wanted, rcond=None)[0], 0.0, None)
        moving = stationary[:, None] * chain
        used = moving > 0
        found[np.ix_(inside, inside)] = moving * float((block[used] / moving[used]).min())
    return found if found.any() else None
