"""What a claim on a stressed actor is worth: the named valuation functions, and the fixed point that they make (NEVA).

Barucca et al. 2020, Math. Finance; Bardoscia et al. 2019, JEDC. E is the equity of the debtor, Ae its external assets, `debt`
what it owes; the value of a claim is a share of its face, between 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from interlock.simulation.errors import NotConverged

Floats = NDArray[np.float64]
Valuation = Callable[[int, float], float]
"""The value of a claim on a debtor (its number) at its equity."""
_MOST = 1_000_000


def _normal(x: float) -> float:
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))


def eisenberg_noe_value(equity: float, debt: float) -> float:
    """1 while solvent, else what is left over the debt (nothing where there is no debt: then nobody has a claim)."""
    if equity >= 0:
        return 1.0
    return max(0.0, (equity + debt) / debt) if debt > 0 else 0.0


def rogers_veraart_value(equity: float, external: float, debt: float, alpha: float, beta: float) -> float:
    """As Eisenberg and Noe, with shares alpha of external and beta of other assets left in a default."""
    if equity >= 0:
        return 1.0
    return max(0.0, (alpha * external + beta * (equity + debt - external)) / debt) if debt > 0 else 0.0


def furfine_value(equity: float, recovery: float) -> float:
    """1 while solvent, else a fixed recovery."""
    return 1.0 if equity >= 0 else recovery


def linear_value(equity: float, equity_before: float) -> float:
    """Linear DebtRank: the share of equity that is left."""
    return min(1.0, max(0.0, equity / equity_before)) if equity_before > 0 else 0.0


def nonlinear_value(equity: float, equity_before: float, curvature: float) -> float:
    """1 - h e^(a (h - 1)) with h the relative loss (Bardoscia et al. 2016)."""
    loss = 1.0 - linear_value(equity, equity_before)
    return 1.0 - loss * math.exp(curvature * (loss - 1.0))


def threshold_value(equity: float) -> float:
    """1 while any equity is left, else nothing: the limit of `nonlinear_value` for a large curvature."""
    return 1.0 if equity > 0 else 0.0


def merton_default(equity: float, external: float, sigma: float) -> float:
    """Chance that the external assets, lognormal without drift over one unit of time, fall by more than the equity.

    Assets that cannot move (none, or `sigma` zero) leave no chance: who has negative equity defaults.
    """
    if external <= 0 or sigma <= 0:
        return 0.0 if equity >= 0 else 1.0
    if equity >= external:
        return 0.0
    return _normal((math.log(1.0 - equity / external) + sigma**2 / 2) / sigma)


def merton_value(equity: float, external: float, debt: float, sigma: float, rho: float) -> float:
    """Expected payoff of the claim; in a default a share rho of what is left is paid (endogenous recovery)."""
    if external <= 0 or sigma <= 0 or debt <= 0:
        return 1.0 if equity >= 0 else rho * eisenberg_noe_value(equity, debt)
    chance = merton_default(equity, external, sigma)
    if equity >= external:
        return 1.0
    barrier = 1.0 - equity / external
    fallen = _normal((math.log(barrier) - sigma**2 / 2) / sigma)
    floor = barrier - debt / external  # below it nothing is left for creditors
    below, below_value = 0.0, 0.0
    if floor > 0:
        below = _normal((math.log(floor) + sigma**2 / 2) / sigma)
        below_value = _normal((math.log(floor) - sigma**2 / 2) / sigma)
    left = (equity + debt - external) / debt * (chance - below) + external / debt * (fallen - below_value)
    return (1.0 - chance) + rho * left


def black_cox_default(equity: float, external: float, sigma: float) -> float:
    """Chance that the external assets touch the barrier at any time before the end (first passage)."""
    if equity <= 0:
        return 1.0
    if equity >= external or sigma <= 0:
        return 0.0
    left = 1.0 - equity / external
    barrier, half = math.log(left), sigma**2 / 2
    return _normal((barrier + half) / sigma) + _normal((barrier - half) / sigma) / left


def black_cox_value(equity: float, external: float, sigma: float, rho: float) -> float:
    """1 - (1 - rho) times the chance of default."""
    return 1.0 - (1.0 - rho) * black_cox_default(equity, external, sigma)


def multiple_value(value: float, revenue_before: float, revenue: float, elasticity: float) -> float:
    """A firm's value as its revenue moves: M0 (rev / rev0)^eta."""
    if revenue_before <= 0:
        return value
    return float(value * max(revenue / revenue_before, 0.0) ** elasticity)


@dataclass(frozen=True)
class Valued:
    """Equities at the greatest fixed point, sweeps and residual."""

    equity: Floats
    sweeps: int
    residual: float


def neva(
    external_assets: ArrayLike,
    external_liabilities: ArrayLike,
    claims: ArrayLike,
    valuation: Valuation,
    *,
    equity_shock: ArrayLike = 0.0,
    tolerance: float = 1e-12,
) -> Valued:
    """Equity where claims are valued by the equity of their debtor: E_i = Ae_i - Le_i - s_i + sum_j A_ij V_j(E_j) - sum_j A_ji.

    `claims[i, j]` is the claim of i on j. Starts from claims at face value and falls to the greatest fixed point.
    """
    held = np.asarray(claims, dtype=np.float64)
    base = np.asarray(external_assets, dtype=np.float64) - np.asarray(external_liabilities, dtype=np.float64)
    base = base - held.sum(axis=0) - np.asarray(equity_shock, dtype=np.float64)
    equity = base + held.sum(axis=1)
    change, before = np.inf, np.inf
    scale = float(max(np.abs(equity).max(initial=0.0), held.max(initial=0.0)))  # the unit of money must not matter
    # A caller who adds up equities in another order is off by some last digits: in an unstable network they must not count as a
    # shock that brings all down.
    gross = held.sum(axis=0) + held.sum(axis=1) + np.abs(external_assets) + np.abs(external_liabilities)
    rounding = (4 + len(held)) * float(np.finfo(float).eps) * float(gross.max(initial=0.0))
    for sweep in range(1, _MOST + 1):
        values = np.array([valuation(number, float(each)) for number, each in enumerate(equity)])
        new = base + held @ values
        change, before = float(np.abs(new - equity).max(initial=0.0)), change
        equity = new
        # A small step that is larger than the one before is the start of an avalanche, not the end of one.
        if change <= rounding or (change <= tolerance * scale and change <= before < np.inf):
            return Valued(equity, sweep, change)
    raise NotConverged("the valuation", _MOST, change)
