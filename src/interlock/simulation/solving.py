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
_NUDGES = (1e-7, 1e-4)
_REFINEMENTS = 8
_SETTLED = 1e-8
_OUTSIDE = 1e-2  # a first step may leave 0..1 by its own error
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
    """Newton's step on the piecewise linear map: the solution of the regime at hand, if it is one, with its residual.

    Slopes are differences over a nudge. A small one stays within the regime, a larger one loses fewer digits, which loops need
    that leak little. The step is taken again with the same slopes until it no longer moves: there a small residual alone would
    not be a small error.
    """
    actors = contracts.actors
    if actors > _NEWTON_ACTORS:
        return None
    start = np.concatenate([hard[:, 0], soft[:, 0]])
    base = year_map(contracts, inputs, hard, soft, slack)
    first = np.concatenate(_held(base.hard, base.soft, frozen), axis=0)[:, 0]
    wide = _widened(inputs, 2 * actors)
    for nudge in _NUDGES:
        step = np.where(start > nudge, -nudge, nudge)
        moved = start[:, None] + np.diag(step)
        around = year_map(contracts, wide, moved[:actors], moved[actors:], slack)
        values = np.concatenate(_held(around.hard, around.soft, frozen), axis=0)
        system = np.eye(2 * actors) - (values - first[:, None]) / step[None, :]
        at, value = start, first
        for _ in range(_REFINEMENTS):
            try:
                solved = at + np.linalg.solve(system, value - at)
            except np.linalg.LinAlgError:
                break
            if not np.isfinite(solved).all() or (solved < -_OUTSIDE).any() or (solved > 1 + _OUTSIDE).any():
                break
            solved = np.clip(solved, 0.0, 1.0)
            moved_by, at = float(np.abs(solved - at).max(initial=0.0)), solved
            new_hard, new_soft = at[:actors, None], at[actors:, None]
            check = year_map(contracts, inputs, new_hard, new_soft, slack)
            if (check.solvent != base.solvent).any():
                break
            new = _held(check.hard, check.soft, frozen)
            residual = _change(new_hard, new_soft, *new)
            if residual <= TOLERANCE and moved_by <= _SETTLED:
                return new_hard, new_soft, residual
            value = np.concatenate(new, axis=0)[:, 0]
    return None


def _widened(inputs: YearInputs, draws: int) -> YearInputs:
    return YearInputs(**{name: np.broadcast_to(value, (value.shape[0], draws)) for name, value in vars(inputs).items()})
