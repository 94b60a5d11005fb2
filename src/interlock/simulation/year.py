"""One year of payments: who pays how much of what is due, given what all others pay.

Each actor has two unknowns: `hard` recovery r (1 unless it defaults) and `soft` fulfilment kappa (how much of the cancellable
spending it does). The map from the payments of all to the payments of all is nondecreasing, so there is a greatest and a least
fixed point (Tarski); both are found here. Row pays column: a contract has a payer and a payee. Arrays are [actors or contracts,
draws]: a single run has one draw. Money is in one unit throughout.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from interlock.simulation.errors import BadInput

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Contracts:
    """Who pays whom. `revenue` marks purchases (the receiver's revenue), the others are financing; `rank` 1 is the most senior.

    Guarantees: `guarantor[g]` answers for the hard part of contract `guaranteed[g]`. What is called for a purchase is revenue of
    its seller and bears the cost of the sale, else a buyer that pays less would leave the seller richer.
    """

    actors: int
    payer: Ints
    payee: Ints
    revenue: Flags
    rank: Ints
    guarantor: Ints
    guaranteed: Ints

    @staticmethod
    def of(
        actors: int,
        payer: ArrayLike,
        payee: ArrayLike,
        revenue: ArrayLike,
        rank: ArrayLike | None = None,
        guarantor: ArrayLike = (),
        guaranteed: ArrayLike = (),
    ) -> Contracts:
        """Contracts from plain lists; without `rank` all hard dues are of one class."""
        from_, to = np.asarray(payer, dtype=np.int64), np.asarray(payee, dtype=np.int64)
        ranks = np.ones(len(from_), dtype=np.int64) if rank is None else np.asarray(rank, dtype=np.int64)
        if len(from_) and (min(from_.min(), to.min()) < 0 or max(from_.max(), to.max()) >= actors):
            raise BadInput(f"a contract names an actor that is none of the {actors}")
        return Contracts(
            actors,
            from_,
            to,
            np.asarray(revenue, dtype=bool),
            ranks,
            np.asarray(guarantor, dtype=np.int64),
            np.asarray(guaranteed, dtype=np.int64),
        )

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """The classes in use, the most senior first."""
        return tuple(sorted(set(self.rank.tolist()))) or (1,)

    def _sum_by(self, ends: Ints, chosen: Flags) -> csr_array:
        rows = ends[chosen]
        return csr_array((np.ones(len(rows)), (rows, np.flatnonzero(chosen))), shape=(self.actors, len(self.payer)))

    @cached_property
    def into_revenue(self) -> csr_array:
        """Sums purchases by their receiver."""
        return self._sum_by(self.payee, self.revenue)

    @cached_property
    def into_financing(self) -> csr_array:
        """Sums financing by its receiver."""
        return self._sum_by(self.payee, ~self.revenue)

    @cached_property
    def out(self) -> csr_array:
        """Sums contracts by their payer."""
        return self._sum_by(self.payer, np.ones(len(self.payer), dtype=bool))

    @cached_property
    def out_by_rank(self) -> tuple[csr_array, ...]:
        """The same for each class."""
        return tuple(self._sum_by(self.payer, self.rank == rank) for rank in self.ranks)

    @cached_property
    def calls_on(self) -> csr_array:
        """Sums guarantee calls by guarantor."""
        count = len(self.guarantor)
        return csr_array((np.ones(count), (self.guarantor, np.arange(count))), shape=(self.actors, count))

    @cached_property
    def calls_for_sales(self) -> csr_array:
        """Sums what is called for purchases by the seller that gets it."""
        return self._calls_for(self.revenue)

    @cached_property
    def calls_for_debts(self) -> csr_array:
        """Sums what is called for debts by the creditor that gets it."""
        return self._calls_for(~self.revenue)

    def _calls_for(self, chosen: Flags) -> csr_array:
        numbers = np.flatnonzero(chosen[self.guaranteed])
        ends = self.payee[self.guaranteed[numbers]]
        return csr_array((np.ones(len(numbers)), (ends, numbers)), shape=(self.actors, len(self.guarantor)))


@dataclass(frozen=True)
class YearInputs:
    """What is fixed before a year clears: `hard` and `soft` dues by contract, `guarantee_cap` and `guarantee_share` (of the
    shortfall that it answers for) by guarantee, the rest by actor.

    `variable_cost` is a share of revenue, of which `sunk_share` is spent whatever is sold (on `planned_revenue`); `pass_through`
    is how far cancellable spending follows own revenue; `own_recovery` and `received_recovery` are what is left of own and of
    received money in a default; `hard_limit` and `soft_limit` are the most that an actor pays (1 unless a scenario says less).
    """

    hard: Floats
    soft: Floats
    guarantee_cap: Floats
    guarantee_share: Floats
    cash: Floats
    outside_revenue: Floats
    outside_financing: Floats
    fixed_cost: Floats
    variable_cost: Floats
    sunk_share: Floats
    pass_through: Floats
    outside_hard: Floats
    floor: Floats
    own_recovery: Floats
    received_recovery: Floats
    credit_line: Floats
    planned_revenue: Floats
    hard_limit: Floats
    soft_limit: Floats

    @staticmethod
    def of(contracts: Contracts, draws: int = 1, **given: ArrayLike) -> YearInputs:
        """Inputs from what is given, by field name; the rest is zero, and one for recoveries and limits.

        `planned_revenue` is outside revenue plus all scheduled purchases, unless given. Raises BadInput for NaN, for negative
        dues or costs, and for shares outside 0..1.
        """
        sizes = {
            "hard": len(contracts.payer),
            "soft": len(contracts.payer),
            **dict.fromkeys(_BY_GUARANTEE, len(contracts.guarantor)),
        }
        values: dict[str, Floats] = {}
        for each in fields(YearInputs):
            default = 1.0 if each.name in _ONE else 0.0
            values[each.name] = _column(given.pop(each.name, default), sizes.get(each.name, contracts.actors), draws, each.name)
        if given:
            raise BadInput(f"there is no input called {', '.join(sorted(given))}")
        if not values["planned_revenue"].any():
            values["planned_revenue"] = values["outside_revenue"] + contracts.into_revenue @ (values["hard"] + values["soft"])
        return YearInputs(**values)

    @property
    def draws(self) -> int:
        """How many draws are cleared together."""
        return int(self.hard.shape[1]) if self.hard.size else int(self.cash.shape[1])


_BY_GUARANTEE = ("guarantee_cap", "guarantee_share")
_ONE = frozenset({"own_recovery", "received_recovery", "hard_limit", "soft_limit", "guarantee_share"})
_SHARES = frozenset({"variable_cost", "sunk_share", "pass_through", *_ONE})
_NOT_NEGATIVE = frozenset({"hard", "soft", "guarantee_cap", "outside_hard", "floor", "credit_line"})


def _column(value: ArrayLike, size: int, draws: int, name: str) -> Floats:
    array = np.asarray(value, dtype=np.float64)
    if array.ndim == 1:
        if len(array) != size:
            raise BadInput(f"{name} has {len(array)} values where {size} are wanted")
        array = array[:, None]
    array = np.array(np.broadcast_to(array, (size, draws)))
    if np.isnan(array).any():
        raise BadInput(f"{name} is not a number for number {int(np.flatnonzero(np.isnan(array).any(axis=1))[0])}")
    if name in _SHARES and ((array < 0) | (array > 1)).any():
        raise BadInput(f"{name} must lie between 0 and 1")
    if name in _NOT_NEGATIVE and (array < 0).any():
        raise BadInput(f"{name} must not be negative")
    return array


@dataclass(frozen=True)
class YearFlows:
    """What the payments of a year come to, at given hard recoveries and soft fulfilments."""

    revenue: Floats
    financing: Floats
    resources: Floats
    dues: Floats
    calls: Floats  # by guarantee
    contract_recovery: Floats  # by contract: the part of its hard dues that is paid
    solvent: Flags
    hard: Floats  # the map's answer
    soft: Floats
    own: Floats
    received: Floats


def year_map(contracts: Contracts, inputs: YearInputs, hard: Floats, soft: Floats, slack: float | Floats = 1e-12) -> YearFlows:
    """The map (r, kappa) -> (r', kappa') with all that it computes on the way. `slack` is the rounding allowed to solvency."""
    recovery = _by_contract(contracts, inputs, hard)
    paid = inputs.hard * recovery + inputs.soft * soft[contracts.payer]
    revenue = inputs.outside_revenue + contracts.into_revenue @ paid
    financing = contracts.into_financing @ paid
    calls = np.zeros_like(inputs.guarantee_cap)
    dues = contracts.out @ inputs.hard + inputs.outside_hard
    if len(contracts.guarantor):
        at = contracts.guaranteed
        calls = np.minimum(inputs.guarantee_cap, inputs.guarantee_share * inputs.hard[at] * (1.0 - recovery[at]))
        answered = calls * hard[contracts.guarantor]
        revenue = revenue + contracts.calls_for_sales @ answered
        financing = financing + contracts.calls_for_debts @ answered
        dues = dues + contracts.calls_on @ calls
    margin = 1.0 - inputs.variable_cost * (1.0 - inputs.sunk_share)
    sunk = inputs.variable_cost * inputs.sunk_share * inputs.planned_revenue
    own = inputs.cash + inputs.outside_financing + inputs.outside_revenue * margin - sunk - inputs.fixed_cost + inputs.credit_line
    received = (revenue - inputs.outside_revenue) * margin + financing
    resources = own + received
    solvent = resources >= dues - slack * np.maximum(1.0, dues)
    left = inputs.own_recovery * np.maximum(own, 0.0) - np.maximum(-own, 0.0) + inputs.received_recovery * received
    rescued = np.clip(np.divide(left, dues, out=np.ones_like(left), where=dues > 1e-200), 0.0, 1.0)
    new_hard = np.minimum(np.where(solvent, 1.0, rescued), inputs.hard_limit)
    plan = inputs.planned_revenue
    kept = np.minimum(1.0, np.divide(revenue, plan, out=np.ones_like(plan), where=plan > 0))
    wanted = np.minimum(1.0 - inputs.pass_through * (1.0 - kept), inputs.soft_limit)
    planned = contracts.out @ inputs.soft
    free = np.maximum(resources - dues - inputs.floor, 0.0)
    able = np.divide(free, planned, out=np.full_like(free, np.inf), where=planned > 1e-200)
    new_soft = np.where(solvent, np.minimum(wanted, able), 0.0)
    new_soft = np.where(planned > 0, new_soft, np.where(solvent, 1.0, 0.0))
    return YearFlows(revenue, financing, resources, dues, calls, recovery, solvent, new_hard, new_soft, own, received)


def _by_contract(contracts: Contracts, inputs: YearInputs, hard: Floats) -> Floats:
    """The part of each contract's hard dues that is paid: seniors first, pro rata within a class.

    Dues to outsiders stand in the first class, calls of guarantees in the last.
    """
    if len(contracts.ranks) == 1:
        return hard[contracts.payer]
    by_rank = [rows @ inputs.hard for rows in contracts.out_by_rank]
    by_rank[0] = by_rank[0] + inputs.outside_hard
    left = hard * sum(by_rank)
    recovery = np.ones_like(inputs.hard)
    for rank, due in zip(contracts.ranks, by_rank, strict=True):
        paid = np.minimum(left, due)
        share = np.divide(paid, due, out=np.ones_like(due), where=due > 0)
        chosen = contracts.rank == rank
        recovery[chosen] = share[contracts.payer[chosen]]
        left = left - paid
    return recovery
