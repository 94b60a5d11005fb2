"""Fixed points of the year map: the greatest from above, the least from below, then the exact solution of the regime found.

Plain iteration from (1, 1) falls to the greatest fixed point; its rate is that of the leak of the tightest loop, so a Newton step
follows, which is exact where the regime (who defaults, who is bound by wish, by money) no longer changes. An answer is only given
with its residual at most 1e-10.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from interlock.simulation.errors import NotConverged
from interlock.simulation.kernel import sweep_down
from interlock.simulation.year import Contracts, Flags, Floats, YearFlows, YearInputs, year_map

TOLERANCE = 1e-10
MOST_SWEEPS = 50_000
_BEFORE_NEWTON = 60
_NEWTON_ACTORS = 400
_NUDGE = 1e-7
_SLACK, _FLIP = 1e-12, 1e-7
"""Rounding allowed to a solvency, and where it is tested again at a limit from below."""


@dataclass(frozen=True)
class Cleared:
    """A cleared year: hard recovery and soft fulfilment by actor, all flows, and how sure the solution is."""

    hard: Floats
    soft: Floats
    flows: YearFlows
    sweeps: int
    residual: float
    greatest: bool


@dataclass(frozen=True)
class Frozen:
    """Actors whose payments are held at given values: what is left is the direct effect of the others."""

    who: Flags  # by actor
    hard: Floats
    soft: Floats


def clear(contracts: Contracts, inputs: YearInputs, *, greatest: bool = True, frozen: Frozen | None = None) -> Cleared:
    """The greatest (or the least) fixed point. Raises NotConverged where it does not settle."""
    shape = (contracts.actors, inputs.draws)
    start = np.ones(shape) if greatest else np.zeros(shape)
    hard, soft = start.copy(), start.copy()
    if greatest and frozen is None and inputs.draws > 1:
        hard, soft = sweep_down(contracts, inputs, TOLERANCE, MOST_SWEEPS)
    sweeps, residual = 0, np.inf
    slack: float | Floats = _SLACK
    while sweeps < MOST_SWEEPS:
        flows = year_map(contracts, inputs, hard, soft, slack)
        new_hard, new_soft = _held(flows.hard, flows.soft, frozen)
        residual = _change(hard, soft, new_hard, new_soft)
        hard, soft = new_hard, new_soft
        sweeps += 1
        slow = sweeps % _BEFORE_NEWTON == 0
        if residual <= TOLERANCE or slow:
            better = _newton(contracts, inputs, hard, soft, frozen, slack) if inputs.draws == 1 else None
            if better is not None:
                hard, soft, residual = better
        if residual <= TOLERANCE:
            if greatest or isinstance(slack, np.ndarray):
                flows = year_map(contracts, inputs, hard, soft, slack)
                return Cleared(hard, soft, flows, sweeps, float(residual), greatest)
            # At a limit from below a solvency may hold only in the limit (Rogers and Veraart 2013): test once more, and go on,
            # with room for those who can be solvent at all.
            slack = np.where(clear(contracts, inputs, frozen=frozen).flows.solvent, _FLIP, _SLACK)
    raise NotConverged("the year's payments", sweeps, float(residual))


def _held(hard: Floats, soft: Floats, frozen: Frozen | None) -> tuple[Floats, Floats]:
    if frozen is None:
        return hard, soft
    who = frozen.who[:, None]
    return np.where(who, frozen.hard, hard), np.where(who, frozen.soft, soft)


def _change(hard: Floats, soft: Floats, new_hard: Floats, new_soft: Floats) -> float:
    return float(max(np.abs(new_hard - hard).max(initial=0.0), np.abs(new_soft - soft).max(initial=0.0)))


def _newton(
    contracts: Contracts, inputs: YearInputs, hard: Floats, soft: Floats, frozen: Frozen | None, slack: float | Floats
) -> tuple[Floats, Floats, float] | None:
    """One Newton step on the piecewise linear map: the solution of the regime at hand, if it is one, with its residual."""
    actors = contracts.actors
    if actors > _NEWTON_ACTORS:
        return None
    at = np.concatenate([hard[:, 0], soft[:, 0]])
    step = np.where(at > _NUDGE, -_NUDGE, _NUDGE)
    moved = at[:, None] + np.diag(step)
    wide = _widened(inputs, 2 * actors)
    base = year_map(contracts, inputs, hard, soft, slack)
    around = year_map(contracts, wide, moved[:actors], moved[actors:], slack)
    value = np.concatenate(_held(base.hard, base.soft, frozen), axis=0)[:, 0]
    values = np.concatenate(_held(around.hard, around.soft, frozen), axis=0)
    slope = (values - value[:, None]) / step[None, :]
    system = np.eye(2 * actors) - slope
    try:
        solved = at + np.linalg.solve(system, value - at)
    except np.linalg.LinAlgError:
        return None
    if not np.isfinite(solved).all() or (solved < -1e-9).any() or (solved > 1 + 1e-9).any():
        return None
    solved = np.clip(solved, 0.0, 1.0)
    new_hard, new_soft = solved[:actors, None], solved[actors:, None]
    check = year_map(contracts, inputs, new_hard, new_soft, slack)
    if (check.solvent != base.solvent).any():
        return None
    residual = _change(new_hard, new_soft, *_held(check.hard, check.soft, frozen))
    return (new_hard, new_soft, residual) if residual <= TOLERANCE else None


def _widened(inputs: YearInputs, draws: int) -> YearInputs:
    return YearInputs(**{name: np.broadcast_to(value, (value.shape[0], draws)) for name, value in vars(inputs).items()})
