"""Clearing of debts as special cases of the year map: Eisenberg and Noe 2001, Rogers and Veraart 2013, Elsinger 2009 (seniority).

`liabilities[i, j]` is what i owes j (row owes column).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.sparse import issparse

from interlock.simulation.errors import BadInput
from interlock.simulation.solving import Cleared, Frozen, clear
from interlock.simulation.year import Contracts, Flags, Floats, Ints, YearInputs, year_map

_SAME = 1e-7


@dataclass(frozen=True)
class Clearing:
    """Payments by debtor (to all, outsiders included), who defaults, and what is left.

    `default_round` is the round of the fictitious default algorithm in which a debtor falls (Eisenberg and Noe 2001, sec. 3.1),
    0 for those that do not. `unique` says whether the greatest and the least clearing vector are one (no recovery differs by more
    than 1e-7); then `least` is `payments`. `sweeps` and `residual` are those of the greatest.
    """

    payments: Floats
    least: Floats
    default: Flags
    default_round: Ints
    equity: Floats
    recovery: Floats
    unique: bool
    sweeps: int
    residual: float


def clear_debts(
    liabilities: Any,
    assets: ArrayLike,
    *,
    outside: ArrayLike = 0.0,
    senior_outside: ArrayLike = 0.0,
    own_recovery: float = 1.0,
    received_recovery: float = 1.0,
) -> Clearing:
    """The clearing payments of a network of debts.

    `liabilities` is one matrix (which may be a scipy sparse array), or one a class with the senior first. `outside` is owed to
    outsiders beside the first class, at the same rank; `senior_outside` before all. With recoveries below 1 a default costs that
    share of own and of received money (Rogers and Veraart); then there may be several clearing vectors.
    """
    if issparse(liabilities):
        stored = liabilities.tocoo()
        payer, payee, owed = stored.row, stored.col, stored.data.astype(np.float64)
        rank, square = np.zeros(len(payer), dtype=np.int64), stored.shape
    else:
        classes = np.asarray(liabilities, dtype=np.float64)
        classes = classes[None] if classes.ndim == 2 else classes
        rank, payer, payee = np.nonzero(classes)
        owed, square = classes[rank, payer, payee], classes.shape[1:]
    count = square[0]
    if square != (count, count):
        raise BadInput(f"liabilities are {' by '.join(map(str, square))}: each actor needs a row and a column")
    contracts = Contracts.of(count, payer, payee, np.zeros(len(payer), dtype=bool), rank + 1)
    own = np.broadcast_to(np.asarray(assets, dtype=np.float64), (count,))
    inputs = YearInputs.of(
        contracts,
        hard=owed,
        cash=own,
        fixed_cost=np.broadcast_to(np.asarray(senior_outside, dtype=np.float64), (count,)),
        outside_hard=np.broadcast_to(np.asarray(outside, dtype=np.float64), (count,)),
        own_recovery=np.full(count, own_recovery),
        received_recovery=np.full(count, received_recovery),
    )
    best, worst = clear(contracts, inputs), clear(contracts, inputs, greatest=False)
    paid, least = _paid(best), _paid(worst)
    equity = np.where(best.flows.solvent[:, 0], (best.flows.resources - best.flows.dues)[:, 0], 0.0)
    return Clearing(
        paid,
        least,
        ~best.flows.solvent[:, 0],
        _rounds(contracts, inputs),
        equity,
        best.hard[:, 0],
        bool(np.abs(best.hard - worst.hard).max(initial=0.0) <= _SAME),
        best.sweeps,
        best.residual,
    )


def _paid(found: Cleared) -> Floats:
    paid: Floats = (found.hard * found.flows.dues)[:, 0]
    return paid


def _rounds(contracts: Contracts, inputs: YearInputs) -> Ints:
    """In which round each falls: first those short while all pay, then those short given what the fallen pay, and so on."""
    shape = (contracts.actors, 1)
    rounds = np.zeros(contracts.actors, dtype=np.int64)
    hard, soft = np.ones(shape), np.ones(shape)
    for number in range(1, contracts.actors + 1):
        flows = year_map(contracts, inputs, hard, soft)
        fresh = ~flows.solvent[:, 0] & (rounds == 0)
        if not fresh.any():
            break
        rounds[fresh] = number
        others_pay = Frozen(rounds == 0, np.ones(shape), np.ones(shape))
        hard = clear(contracts, inputs, frozen=others_pay).hard
    return rounds


def guarantee_call(cap: float, due: float, recovery: float) -> float:
    """What a guarantor is asked for: the shortfall of the debt, at most its cap."""
    return min(cap, due * (1.0 - recovery))
