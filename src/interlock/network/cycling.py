"""Finn's cycling index: which part of all throughput comes back to where it was (Finn 1976, J. theor. Biol. 56)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
_ROUNDING = 1e-4
"""Relative difference of what goes in and out that is the rounding of printed figures and no imbalance."""


@dataclass(frozen=True)
class FinnIndex:
    """The index and what it is made of. A lower measure: compound paths are not seen (Allesina and Ulanowicz 2004).

    `throughflow` is what passes each actor; `added_in` and `added_out` are what the balance of each actor needed (opening cash,
    retained money). `return_probability` is the chance that a unit that leaves an actor comes back to it.
    """

    index: float
    total_throughflow: float
    cycled: float
    average_path_length: float
    throughflow: Floats
    return_probability: Floats
    added_in: Floats
    added_out: Floats


def finn_index(flow: ArrayLike, inputs: ArrayLike, outputs: ArrayLike | None = None) -> FinnIndex:
    """The cycling index of a matrix of flows (row pays column) with flows from and to the outside.

    T_i = throughflow, g_ij = f_ij / T_i, N = (I - G)^-1; the return probability of i is (n_ii - 1)/n_ii and the index is
    sum_i T_i (n_ii - 1)/n_ii over sum_i T_i. An actor that gets more than it gives keeps the rest, one that gives more had it
    before: both ends are added and told. Raises ValueError where a flow is negative or a closed loop never leaks (N is then
    without bound).
    """
    moved = np.asarray(flow, dtype=np.float64)
    come = np.asarray(inputs, dtype=np.float64)
    gone = np.zeros_like(come) if outputs is None else np.asarray(outputs, dtype=np.float64)
    if (moved < 0).any() or (come < 0).any() or (gone < 0).any():
        raise ValueError("flows must not be negative; turn a negative flow round")
    inflow, outflow = moved.sum(axis=0) + come, moved.sum(axis=1) + gone
    larger = np.maximum(inflow, outflow)
    through = np.where(np.abs(inflow - outflow) <= _ROUNDING * larger, inflow, larger)
    shares = np.divide(moved, through[:, None], out=np.zeros_like(moved), where=through[:, None] > 0)
    system = np.eye(len(through)) - shares
    if len(through) and np.linalg.cond(system) > 1e14:
        raise ValueError("money goes round in a closed loop that nothing enters or leaves: its cycling has no bound")
    returns = np.linalg.inv(system).diagonal()
    back = np.clip((returns - 1.0) / returns, 0.0, 1.0)
    total, cycled = float(through.sum()), float(through @ back)
    added = through - inflow
    entered = float(come.sum() + added.sum())
    return FinnIndex(
        cycled / total if total else 0.0,
        total,
        cycled,
        total / entered if entered else 0.0,
        through,
        back,
        added,
        np.maximum(through - outflow, 0.0),
    )
