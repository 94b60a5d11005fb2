"""Clearing of debts in networks of millions: one pass over the contracts a sweep, from above to the greatest clearing vector.

The same map as `clearing.clear_debts` for one class of debts (Eisenberg and Noe 2001; Rogers and Veraart 2013 with recoveries
below 1), without its exact last step and without the least vector. Contracts are kept by creditor (compressed rows: 12 bytes a
contract, 4 bytes a creditor), so that a sweep reads each once and writes each actor once. Loops are compiled by numba where it is
installed, with unsigned indices (signed ones are tested for wrap-around at every access); else scipy multiplies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array, issparse

from interlock.simulation.errors import BadInput, NotConverged

Floats = NDArray[np.float64]
WORTH_COMPILING = 1_000_000
"""Contracts from which compiling (about a second) pays."""
_SLACK = 1e-12
_NOTHING = 1e-200  # a due below it is none: a share of it would not be a number
_MOST_CONTRACTS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class SparseDebts:
    """Who owes whom, by creditor: contracts `starts[j]` to `starts[j + 1]` are owed to j by `debtor`, each of `amount`.

    `due` is all that each owes, `outside` included, in the unit of `amount`. Indices are 32 bits and not negative.
    """

    starts: NDArray[np.int32]
    debtor: NDArray[np.int32]
    amount: Floats
    due: Floats

    @property
    def actors(self) -> int:
        """How many owe and are owed."""
        return len(self.due)

    @staticmethod
    def of(actors: int, debtor: ArrayLike, creditor: ArrayLike, amount: ArrayLike, outside: ArrayLike = 0.0) -> SparseDebts:
        """From three arrays, a contract each. Arrays sorted by creditor are not copied but for narrower indices.

        `outside` is owed to outsiders at the same rank. Raises BadInput for unequal lengths, an actor that does not exist, an
        amount that is negative or not a number, more than 2^31 - 1 contracts.
        """
        from_, to = np.asarray(debtor), np.asarray(creditor)
        sizes = np.asarray(amount, dtype=np.float64)
        if not len(from_) == len(to) == len(sizes):
            raise BadInput(f"{len(from_)} debtors, {len(to)} creditors, {len(sizes)} amounts: each contract needs one of each")
        if len(sizes) > _MOST_CONTRACTS:
            raise BadInput(f"{len(sizes)} contracts are more than {_MOST_CONTRACTS}; add up parallel ones")
        _refuse_negative(sizes, "amount of contract")
        for ends, side in ((from_, "debtor"), (to, "creditor")):
            if len(ends) and (ends.min() < 0 or ends.max() >= actors):
                raise BadInput(f"a {side} is none of the {actors} actors")
        if len(to) and (to[1:] < to[:-1]).any():
            order = np.argsort(to, kind="stable")
            from_, to, sizes = from_[order], to[order], sizes[order]
        starts = np.zeros(actors + 1, dtype=np.int32)
        np.cumsum(np.bincount(to, minlength=actors), out=starts[1:])
        return _made(starts, from_.astype(np.int32, copy=False), sizes, outside)

    @staticmethod
    def from_matrix(liabilities: Any, outside: ArrayLike = 0.0) -> SparseDebts:
        """From a square matrix, dense or sparse: `liabilities[i, j]` is what i owes j (row owes column)."""
        columns = (liabilities if issparse(liabilities) else csr_array(np.asarray(liabilities, dtype=np.float64))).tocsc()
        if columns.shape[0] != columns.shape[1]:
            raise BadInput(f"liabilities are {columns.shape[0]} by {columns.shape[1]}: each actor needs a row and a column")
        if columns.nnz > _MOST_CONTRACTS:
            raise BadInput(f"{columns.nnz} contracts are more than {_MOST_CONTRACTS}")
        starts, debtor = (each.astype(np.int32, copy=False) for each in (columns.indptr, columns.indices))
        amount = columns.data.astype(np.float64, copy=False)
        bad = np.flatnonzero(~((amount >= 0) & np.isfinite(amount)))
        if len(bad):
            creditor = int(np.searchsorted(starts, bad[0], side="right")) - 1
            what = f"what {debtor[bad[0]]} owes {creditor} is {amount[bad[0]]:g}"
            raise BadInput(f"{what}: it must be a number and not negative")
        return _made(starts, debtor, amount, outside)


def _made(starts: NDArray[np.int32], debtor: NDArray[np.int32], amount: Floats, outside: ArrayLike) -> SparseDebts:
    actors = len(starts) - 1
    beside = np.broadcast_to(np.asarray(outside, dtype=np.float64), (actors,))
    _refuse_negative(beside, "outside debt of actor")
    return SparseDebts(starts, debtor, amount, np.bincount(debtor, weights=amount, minlength=actors) + beside)


def _refuse_negative(values: Floats, name: str) -> None:
    if len(values) and not (values.min() >= 0 and np.isfinite(values.max())):  # NaN fails the first test
        where = int(np.flatnonzero(~((values >= 0) & np.isfinite(values)))[0])
        raise BadInput(f"the {name} {where} is {values[where]:g}: it must be a number and not negative")


@dataclass(frozen=True, slots=True)
class LargeClearing:
    """Payments by debtor (to all, outsiders included), recovery from 0 to 1, who pays less than is due; sweeps, last change."""

    payments: Floats
    recovery: Floats
    default: NDArray[np.bool_]
    sweeps: int
    residual: float


Sweep = Callable[[Floats, Floats], float]
"""Writes the recoveries that follow from the first array into the second, and gives the largest change."""


def sweep_of(
    debts: SparseDebts,
    assets: ArrayLike,
    *,
    own_recovery: float = 1.0,
    received_recovery: float = 1.0,
    compiled: bool | None = None,
) -> Sweep:
    """One sweep of the clearing map, as a function. `compiled` asks for numba (None: where it is installed and pays).

    `assets` are own means less what ranks before these debts; below zero, receipts fill that hole first. Raises BadInput for
    assets that are not numbers, recoveries outside 0..1, and where numba is asked for and not installed.
    """
    own = np.array(np.broadcast_to(np.asarray(assets, dtype=np.float64), (debts.actors,)))
    if not np.isfinite(own).all():
        raise BadInput(f"the assets of actor {int(np.flatnonzero(~np.isfinite(own))[0])} are not a number")
    for share, name in ((own_recovery, "own_recovery"), (received_recovery, "received_recovery")):
        if not 0 <= share <= 1:
            raise BadInput(f"{name} is {share:g}: it must lie between 0 and 1")
    if compiled is None:
        compiled = len(debts.amount) >= WORTH_COMPILING and _compiled() is not None
    if not compiled:
        return _with_scipy(debts, own, own_recovery, received_recovery)
    kernel = _compiled()
    if kernel is None:
        raise BadInput("compiled sweeps need numba: install interlock-ledger[fast], or leave the choice open")
    starts, debtor = debts.starts.view(np.uint32), debts.debtor.view(np.uint32)

    def sweep(old: Floats, new: Floats) -> float:
        change: float = kernel(starts, debtor, debts.amount, own, debts.due, own_recovery, received_recovery, old, new)
        return change

    return sweep


def clear_sparse(
    debts: SparseDebts,
    assets: ArrayLike,
    *,
    own_recovery: float = 1.0,
    received_recovery: float = 1.0,
    tolerance: float = 1e-10,
    most: int = 50_000,
    compiled: bool | None = None,
) -> LargeClearing:
    """The greatest clearing vector, by sweeps from full payment; they fall, so that every sweep is an upper bound.

    Ends where no recovery moves by more than `tolerance`. What is still to come is about `tolerance` times q / (1 - q), q the
    share of a loss that the tightest loop of defaults passes on. Raises NotConverged after `most` sweeps, with its residual.
    """
    sweep = sweep_of(debts, assets, own_recovery=own_recovery, received_recovery=received_recovery, compiled=compiled)
    old, new = np.ones(debts.actors), np.empty(debts.actors)
    change = np.inf
    for number in range(1, most + 1):
        change = sweep(old, new)
        old, new = new, old
        if change <= tolerance:
            return LargeClearing(old * debts.due, old, old < 1.0, number, change)
    raise NotConverged("the payments", most, change)


def _with_scipy(debts: SparseDebts, own: Floats, own_recovery: float, received_recovery: float) -> Sweep:
    matrix = csr_array((debts.amount, debts.debtor, debts.starts), shape=(debts.actors, debts.actors))
    enough = debts.due - _SLACK * np.maximum(1.0, debts.due)
    kept = own_recovery * np.maximum(own, 0.0) - np.maximum(-own, 0.0)
    over = np.divide(1.0, debts.due, out=np.zeros_like(own), where=debts.due > _NOTHING)

    def sweep(old: Floats, new: Floats) -> float:
        received = matrix @ old
        np.multiply(received, received_recovery, out=new)
        new += kept
        new *= over
        np.clip(new, 0.0, 1.0, out=new)
        received += own
        new[(received >= enough) | (debts.due <= _NOTHING)] = 1.0
        np.subtract(old, new, out=received)
        np.abs(received, out=received)
        return float(received.max(initial=0.0))

    return sweep


@cache
def _compiled() -> Callable[..., Any] | None:
    try:
        from numba import njit
    except ImportError:
        return None

    @njit(nogil=True)  # type: ignore[untyped-decorator,unused-ignore]
    def sweep(starts, debtor, amount, own, due, own_recovery, received_recovery, old, new):  # type: ignore[no-untyped-def]
        change = 0.0
        for creditor in range(len(own)):
            received = 0.0
            for at in range(starts[creditor], starts[creditor + 1]):
                received += amount[at] * old[debtor[at]]
            mine, owed = own[creditor], due[creditor]
            recovery = 1.0
            if owed > _NOTHING and mine + received < owed - _SLACK * max(1.0, owed):
                left = own_recovery * max(mine, 0.0) - max(-mine, 0.0) + received_recovery * received
                recovery = min(max(left / owed, 0.0), 1.0)
            change = max(change, abs(old[creditor] - recovery))
            new[creditor] = recovery
        return change

    kernel: Callable[..., Any] = sweep
    return kernel
