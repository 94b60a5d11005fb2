"""What a missing input does to output: Leontief's inverse, the linear ESRI of Diem et al. 2022, capacity under a ban."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from interlock.simulation.errors import BadInput, NotConverged

Floats = NDArray[np.float64]
_MOST = 100_000


@dataclass(frozen=True)
class InputOutput:
    """Technical coefficients A and Leontief's inverse (I - A)^-1 (Miller and Blair, ch. 2)."""

    coefficients: Floats
    inverse: Floats

    def output(self, final_demand: ArrayLike) -> Floats:
        """Gross output that a final demand needs."""
        needed: Floats = self.inverse @ np.asarray(final_demand, dtype=np.float64)
        return needed


def input_output(flows: ArrayLike, output: ArrayLike) -> InputOutput:
    """From flows Z (row sells to column) and gross output x: A = Z / x by column."""
    sold, gross = np.asarray(flows, dtype=np.float64), np.asarray(output, dtype=np.float64)
    if (gross <= 0).any():
        raise BadInput(f"sector {int(np.flatnonzero(gross <= 0)[0])} has no output")
    coefficients: Floats = sold / gross[None, :]
    inverse: Floats = np.linalg.inv(np.eye(len(gross)) - coefficients).astype(np.float64)
    return InputOutput(coefficients, inverse)


@dataclass(frozen=True)
class SystemicRisk:
    """What each firm still makes after one fails: from lack of inputs (`down`), of buyers (`up`), both; and the index."""

    down: Floats
    up: Floats
    left: Floats
    index: float


def economic_systemic_risk(supply: ArrayLike, failed: int) -> SystemicRisk:
    """ESRI with linear production (Diem et al. 2022): `supply[i, j]` is what i sells to j; the index is lost output over all."""
    sold = np.asarray(supply, dtype=np.float64)
    bought, made = sold.sum(axis=0), sold.sum(axis=1)
    need = np.divide(sold, bought[None, :], out=np.zeros_like(sold), where=bought[None, :] > 0)
    ask = np.divide(sold, made[:, None], out=np.zeros_like(sold), where=made[:, None] > 0)
    down = _settled(lambda h: np.where(bought > 0, need.T @ h, 1.0), failed, len(sold))
    up = _settled(lambda h: np.where(made > 0, ask @ h, 1.0), failed, len(sold))
    left = np.minimum(down, up)
    total = float(made.sum())
    return SystemicRisk(down, up, left, float((made * (1.0 - left)).sum()) / total if total else 0.0)


def _settled(step: Callable[[Floats], Floats], failed: int, count: int) -> Floats:
    level = np.ones(count)
    level[failed] = 0.0
    change = np.inf
    for _ in range(_MOST):
        new: Floats = np.minimum(level, step(level))
        new[failed] = 0.0
        change = float(np.abs(new - level).max(initial=0.0))
        level = new
        if change <= 1e-14:
            return level
    raise NotConverged("production", _MOST, change)


def capacity(availability: Mapping[str, float], inputs: Mapping[str, float], essential: frozenset[str] = frozenset()) -> float:
    """What a producer can still make, between 0 and 1: the least of its essential inputs and the weighted mean of the others.

    `inputs` are amounts bought by supplier, `availability` is 0 for a supplier that is banned, 1 for one that delivers.
    """
    total = sum(inputs.values())
    if total <= 0:
        return 1.0
    least = min((availability.get(name, 1.0) for name in inputs if name in essential), default=1.0)
    others = {name: amount for name, amount in inputs.items() if name not in essential}
    if not others:
        return least
    mean = sum(amount * availability.get(name, 1.0) for name, amount in others.items()) / sum(others.values())
    return min(least, mean)
