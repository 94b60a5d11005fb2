"""Many draws at once: the downward iteration in compiled loops where numba is installed, else in blocks of numpy arrays."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from interlock.simulation.year import Contracts, Floats, YearInputs, year_map

_TOGETHER = 16
"""Draws that one thread sweeps together: two cache lines of each row."""
WORTH_COMPILING = 100_000
"""Draws times contracts from which compiling (two seconds) pays."""


def sweep_down(contracts: Contracts, inputs: YearInputs, tolerance: float, most: int) -> tuple[Floats, Floats]:
    """Hard recoveries and soft fulfilments near the greatest fixed point of each draw; the caller checks the residual."""
    plain = len(contracts.ranks) == 1 and not len(contracts.guarantor)
    large = inputs.draws * len(contracts.payer) >= WORTH_COMPILING
    compiled = _compiled() if plain and large else None
    if compiled is None:
        return _in_numpy(contracts, inputs, tolerance, most)
    order = np.argsort(contracts.payee, kind="stable").astype(np.uint32)
    starts = np.searchsorted(contracts.payee[order], np.arange(contracts.actors + 1)).astype(np.uint32)
    margin = 1.0 - inputs.variable_cost * (1.0 - inputs.sunk_share)
    own = inputs.cash + inputs.outside_financing + inputs.outside_revenue * margin + inputs.credit_line - inputs.fixed_cost
    own -= inputs.variable_cost * inputs.sunk_share * inputs.planned_revenue
    hard, soft = np.ones((contracts.actors, inputs.draws)), np.ones((contracts.actors, inputs.draws))
    compiled(
        starts,
        order,
        contracts.payer.astype(np.uint32),
        contracts.revenue,
        inputs.hard,
        inputs.soft,
        own,
        contracts.out @ inputs.hard + inputs.outside_hard,
        contracts.out @ inputs.soft,
        margin,
        inputs.outside_revenue,
        inputs.planned_revenue,
        inputs.pass_through,
        inputs.floor,
        inputs.own_recovery,
        inputs.received_recovery,
        inputs.hard_limit,
        inputs.soft_limit,
        hard,
        soft,
        tolerance,
        most,
    )
    return hard, soft


def _in_numpy(contracts: Contracts, inputs: YearInputs, tolerance: float, most: int) -> tuple[Floats, Floats]:
    hard, soft = np.ones((contracts.actors, inputs.draws)), np.ones((contracts.actors, inputs.draws))
    for _ in range(most):
        flows = year_map(contracts, inputs, hard, soft)
        change = max(np.abs(flows.hard - hard).max(initial=0.0), np.abs(flows.soft - soft).max(initial=0.0))
        hard, soft = flows.hard, flows.soft
        if change <= tolerance:
            break
    return hard, soft


@cache
def _compiled() -> Callable[..., Any] | None:
    try:
        from numba import njit, prange
    except ImportError:
        return None

    @njit(parallel=True, nogil=True)  # type: ignore[untyped-decorator,unused-ignore]
    def down(  # type: ignore[no-untyped-def]
        starts, order, payer, revenue, hard_due, soft_due, own, dues, planned, margin, outside, plan, follows, floor, keeps_own,
        keeps_received, hard_limit, soft_limit, hard, soft, tolerance, most,
    ):  # fmt: skip
        actors, draws = hard.shape
        blocks = (draws + _TOGETHER - 1) // _TOGETHER
        for block in prange(blocks):
            first = block * _TOGETHER
            width = min(_TOGETHER, draws - first)
            last = first + width
            new_hard, new_soft = np.empty((actors, width)), np.empty((actors, width))
            sold, financed = np.empty(width), np.empty(width)
            for _ in range(most):
                change = 0.0
                for actor in range(actors):
                    sold[:] = 0.0
                    financed[:] = 0.0
                    for place in range(starts[actor], starts[actor + 1]):
                        at = order[place]
                        who = payer[at]
                        into = sold if revenue[at] else financed
                        for d in range(width):
                            draw = first + d
                            into[d] += hard_due[at, draw] * hard[who, draw] + soft_due[at, draw] * soft[who, draw]
                    for d in range(width):
                        draw = first + d
                        received = sold[d] * margin[actor, draw] + financed[d]
                        mine, due = own[actor, draw], dues[actor, draw]
                        resources = mine + received
                        rate, will = 1.0, 0.0
                        if resources >= due - 1e-12 * max(1.0, due):
                            kept = 1.0
                            if plan[actor, draw] > 0:
                                kept = min(1.0, (outside[actor, draw] + sold[d]) / plan[actor, draw])
                            will = min(1.0 - follows[actor, draw] * (1.0 - kept), soft_limit[actor, draw])
                            if planned[actor, draw] > 0:
                                will = min(will, max(resources - due - floor[actor, draw], 0.0) / planned[actor, draw])
                            else:
                                will = 1.0
                        elif due > 0:
                            left = keeps_own[actor, draw] * max(mine, 0.0) - max(-mine, 0.0)
                            left += keeps_received[actor, draw] * received
                            rate = min(max(left / due, 0.0), 1.0)
                        rate = min(rate, hard_limit[actor, draw])
                        change = max(change, abs(rate - hard[actor, draw]), abs(will - soft[actor, draw]))
                        new_hard[actor, d], new_soft[actor, d] = rate, will
                hard[:, first:last] = new_hard
                soft[:, first:last] = new_soft
                if change <= tolerance:
                    break

    kernel: Callable[..., Any] = down
    return kernel
