"""What a missing input does to output: Leontief's inverse, the linear ESRI of Diem et al. 2022, capacity under a ban."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order

from interlock.simulation.errors import BadInput

Floats = NDArray[np.float64]


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
    """From flows Z (row sells to column) and gross output x: A = Z / x by column.

    Raises BadInput where a sector has no output, and where the sectors use up more than they make (Hawkins and Simon 1949): then
    no output meets a demand.
    """
    sold, gross = np.asarray(flows, dtype=np.float64), np.asarray(output, dtype=np.float64)
    if not (gross > 0).all():
        raise BadInput(f"sector {int(np.flatnonzero(~(gross > 0))[0])} has no output")
    if not (np.isfinite(sold) & (sold >= 0)).all():
        seller, buyer = np.argwhere(~(np.isfinite(sold) & (sold >= 0)))[0]
        raise BadInput(f"what sector {seller} sells to sector {buyer} is {sold[seller, buyer]:g}: it must not be negative")
    coefficients: Floats = sold / gross[None, :]
    if float(np.abs(np.linalg.eigvals(coefficients)).max(initial=0.0)) >= 1 - 1e-12:
        raise BadInput("the sectors use up as much as they make, or more: no output meets a final demand")
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
    """ESRI with linear production (Diem et al. 2022): `supply[i, j]` is what i sells to j; the index is lost output over all.

    Raises BadInput where `failed` is none of the firms.
    """
    sold = np.asarray(supply, dtype=np.float64)
    if not 0 <= failed < len(sold):
        raise BadInput(f"firm {failed} is none of the {len(sold)}")
    bought, made = sold.sum(axis=0), sold.sum(axis=1)
    need = np.divide(sold, bought[None, :], out=np.zeros_like(sold), where=bought[None, :] > 0)
    ask = np.divide(sold, made[:, None], out=np.zeros_like(sold), where=made[:, None] > 0)
    down, up = _left(need.T, failed), _left(ask, failed)
    left = np.minimum(down, up)
    total = float(made.sum())
    return SystemicRisk(down, up, left, float((made * (1.0 - left)).sum()) / total if total else 0.0)


def _left(shares: Floats, failed: int) -> Floats:
    """What each still makes where the share of others in it is lost with them: the losses solve a linear system.

    Only firms that the failure reaches lose: in a loop that it does not reach the system has no single answer, and full output
    is the greatest.
    """
    feeds = csr_array(shares.T)
    feeds.eliminate_zeros()
    reached = breadth_first_order(feeds, failed, return_predecessors=False)
    others = reached[reached != failed]
    lost = np.zeros(len(shares))
    lost[failed] = 1.0
    system = np.eye(len(others)) - shares[np.ix_(others, others)]
    lost[others] = np.linalg.solve(system, shares[others, failed])
    left: Floats = np.clip(1.0 - lost, 0.0, 1.0)
    return left


def capacity(availability: Mapping[str, float], inputs: Mapping[str, float], essential: frozenset[str] = frozenset()) -> float:
    """What a producer can still make, between 0 and 1: the least of its essential inputs and the weighted mean of the others.

    `inputs` are amounts bought by supplier, `availability` is 0 for a supplier that is banned, 1 for one that delivers. A
    supplier from whom nothing is bought does not matter.
    """
    inputs = {name: amount for name, amount in inputs.items() if amount > 0}
    total = sum(inputs.values())
    if total <= 0:
        return 1.0
    least = min((availability.get(name, 1.0) for name in inputs if name in essential), default=1.0)
    others = {name: amount for name, amount in inputs.items() if name not in essential}
    if not others:
        return least
    mean = sum(amount * availability.get(name, 1.0) for name, amount in others.items()) / sum(others.values())
    return min(least, mean)
