"""Many draws at once: the downward iteration in compiled loops where numba is installed, else in blocks of numpy arrays."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from interlock.simulation.year import Contracts, Floats, YearInputs, year_map

WORTH_COMPILING = 300_000
"""Draws times contracts from which compiling (two seconds) pays."""


def sweep_down(contracts: Contracts, inputs: YearInputs, tolerance: float, most: int) -> tuple[Floats, Floats]:
    """Hard recoveries and soft fulfilments near the greatest fixed point of each draw; the caller checks the residual."""
    plain = len(contracts.ranks) == 1 and not len(contracts.guarantor)
    large = inputs.draws * len(contracts.payer) >= WORTH_COMPILING
    compiled = _compiled() if plain and large else None
    if compiled is None:
        return _in_numpy(contracts, inputs, tolerance, most)
    order = np.argsort(contracts.payee, kind="stable")
    starts = np.searchsorted(contracts.payee[order], np.arange(contracts.actors + 1)).astype(np.uint32)
    rows = [np.ascontiguousarray(value.T) for value in vars(inputs).values()]
    names = list(vars(inputs))
    by_name = dict(zip(names, rows, strict=True))
    hard, soft = np.ones((inputs.draws, contracts.actors)), np.ones((inputs.draws, contracts.actors))
    margin = 1.0 - by_name["variable_cost"] * (1.0 - by_name["sunk_share"])
    sunk = by_name["variable_cost"] * by_name["sunk_share"] * by_name["planned_revenue"]
    own = by_name["cash"] + by_name["outside_financing"] + by_name["outside_revenue"] * margin - sunk
    own += by_name["credit_line"] - by_name["fixed_cost"]
    dues = (contracts.out @ inputs.hard + inputs.outside_hard).T.copy()
    planned = (contracts.out @ inputs.soft).T.copy()
    compiled(
        starts,
        contracts.payer[order].astype(np.uint32),
        contracts.revenue[order],
        np.ascontiguousarray(by_name["hard"][:, order]),
        np.ascontiguousarray(by_name["soft"][:, order]),
        own,
        dues,
        planned,
        margin,
        by_name["outside_revenue"],
        by_name["planned_revenue"],
        by_name["pass_through"],
        by_name["floor"],
        by_name["own_recovery"],
        by_name["received_recovery"],
        by_name["hard_limit"],
        by_name["soft_limit"],
        hard,
        soft,
        tolerance,
        most,
    )
    return np.ascontiguousarray(hard.T), np.ascontiguousarray(soft.T)


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
        starts, payer, revenue, hard_due, soft_due, own, dues, planned, margin, outside, plan, follows, floor, keeps_own,
        keeps_received, hard_limit, soft_limit, hard, soft, tolerance, most,
    ):  # fmt: skip
        draws, actors = hard.shape
        for draw in prange(draws):
            old_hard, old_soft = hard[draw], soft[draw]
            new_hard, new_soft = np.empty(actors), np.empty(actors)
            for _ in range(most):
                change = 0.0
                for actor in range(actors):
                    sold, financed = 0.0, 0.0
                    for at in range(starts[actor], starts[actor + 1]):
                        who = payer[at]
                        paid = hard_due[draw, at] * old_hard[who] + soft_due[draw, at] * old_soft[who]
                        if revenue[at]:
                            sold += paid
                        else:
                            financed += paid
                    received = sold * margin[draw, actor] + financed
                    mine, due = own[draw, actor], dues[draw, actor]
                    resources = mine + received
                    solvent = resources >= due - 1e-12 * max(1.0, due)
                    rate, will = 1.0, 0.0
                    if solvent:
                        kept = 1.0
                        if plan[draw, actor] > 0:
                            kept = min(1.0, (outside[draw, actor] + sold) / plan[draw, actor])
                        will = min(1.0 - follows[draw, actor] * (1.0 - kept), soft_limit[draw, actor])
                        if planned[draw, actor] > 0:
                            will = min(will, max(resources - due - floor[draw, actor], 0.0) / planned[draw, actor])
                        else:
                            will = 1.0
                    elif due > 0:
                        left = keeps_own[draw, actor] * max(mine, 0.0) - max(-mine, 0.0) + keeps_received[draw, actor] * received
                        rate = min(max(left / due, 0.0), 1.0)
                    rate = min(rate, hard_limit[draw, actor])
                    change = max(change, abs(rate - old_hard[actor]), abs(will - old_soft[actor]))
                    new_hard[actor], new_soft[actor] = rate, will
                old_hard[:] = new_hard
                old_soft[:] = new_soft
                if change <= tolerance:
                    break

    kernel: Callable[..., Any] = down
    return kernel
