"""A run of years: what is due, what is paid, what it leaves for the next year. Loss is always baseline less stressed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

import numpy as np

from interlock.simulation.errors import AuditFailure
from interlock.simulation.guarantees import GuaranteeCaps
from interlock.simulation.solving import Cleared, Frozen, clear
from interlock.simulation.year import Contracts, Flags, Floats, YearInputs


class Resolution(StrEnum):
    """What becomes of an actor after a default."""

    LIQUIDATE = "liquidate"  # all its later contracts vanish
    RESTRUCTURE = "restructure"  # its debts lose a haircut, its spending is scaled


@dataclass(frozen=True)
class Tranches:
    """Funding paid in tranches: for each full `unit` of the purchases counted so far one tranche falls due, up to the cap.

    `contract` is the funding, `trigger` the purchase contracts that count (of years before); sums are one or one a draw. Without
    `steps` a part of a unit brings its part of the tranche. What falls due is owed where it is `firm`, else it can be cut;
    `kept` is the share of each year that is paid at all, everything where it is empty.
    """

    contract: int
    trigger: tuple[int, ...]
    unit: float | Floats
    tranche: float | Floats
    cap: float | Floats
    steps: bool = True
    firm: bool = False
    kept: tuple[float, ...] = ()

    def drawn(self, counted: Floats) -> Floats:
        """What has fallen due in all after so much of purchases; by draw."""
        units = np.divide(counted, self.unit, out=np.zeros(counted.shape), where=np.asarray(self.unit) > 0)
        full = np.floor(units + 1e-9) if self.steps else units
        return np.minimum(full * self.tranche, self.cap)


@dataclass(frozen=True)
class YearPlan:
    """The inputs of each year before anything has happened; `planned_revenue` of the unshocked plan stands in each.

    `guarantees` are sums that hold for the whole run; without it each year's inputs say what may be called in it.
    `deferred` is the share of unpaid soft spending that is due again next year (by actor), `persistence` how far a cut of demand
    stays in the next year (0..1, by actor). `haircut` and `scale` are used for actors that restructure.
    """

    years: tuple[int, ...]
    contracts: Contracts
    inputs: tuple[YearInputs, ...]
    tranches: tuple[Tranches, ...] = ()
    deferred: Floats | None = None
    persistence: Floats | None = None
    resolution: Resolution = Resolution.RESTRUCTURE
    haircut: float = 0.0
    scale: float = 1.0
    guarantees: GuaranteeCaps | None = None
    capacity: tuple[Floats, ...] = field(default=())  # by year: what each actor can make of its plan, 1 unless inputs lack

    @cached_property
    def draws(self) -> int:
        """How many draws run together."""
        return self.inputs[0].draws


@dataclass(frozen=True)
class YearResult:
    """What happened in a year. Arrays are [actors or contracts, draws], in the unit of the inputs."""

    year: int
    inputs: YearInputs
    cleared: Cleared
    paid_hard: Floats
    paid_soft: Floats
    cash: Floats  # at the end
    gap: Floats  # all dues and planned spending less resources
    survival_gap: Floats  # hard dues less resources
    default: Flags
    dead_weight: Floats

    @property
    def revenue(self) -> Floats:
        """Revenue by actor."""
        return self.cleared.flows.revenue

    def answered(self, contracts: Contracts) -> Floats:
        """What guarantors pay, by pair of guarantor and contract."""
        paid: Floats = self.cleared.flows.calls * self.cleared.hard[contracts.guarantor]
        return paid


@dataclass(frozen=True)
class Run:
    """All years of a run."""

    plan: YearPlan
    results: tuple[YearResult, ...]

    def revenue(self) -> Floats:
        """Revenue by year, actor, draw."""
        return np.stack([row.revenue for row in self.results])

    def cash(self) -> Floats:
        """Cash at the end by year, actor, draw."""
        return np.stack([row.cash for row in self.results])

    def gap(self) -> Floats:
        """Funding gap by year, actor, draw."""
        return np.stack([row.gap for row in self.results])

    def paid(self) -> Floats:
        """What is paid by year, contract, draw."""
        return np.stack([row.paid_hard + row.paid_soft for row in self.results])

    def answered(self) -> Floats:
        """What guarantors pay, by year, pair of guarantor and contract, draw."""
        return np.stack([row.answered(self.plan.contracts) for row in self.results])

    def received(self) -> Floats:
        """What the payee of each contract gets, of its payer and of guarantors, by year, contract, draw."""
        got = self.paid()
        if len(self.plan.contracts.guarantor):
            for number, row in enumerate(self.answered()):
                np.add.at(got[number], self.plan.contracts.guaranteed, row)
        return got

    def default(self) -> Flags:
        """Default by year, actor, draw."""
        return np.stack([row.default for row in self.results])


def run_years(plan: YearPlan, *, greatest: bool = True, frozen: Sequence[Frozen] | None = None, check: bool = True) -> Run:
    """Run all years: clear, book, carry over. Each year's books are checked (AuditFailure) unless `check` is off.

    `frozen` holds the payments of some actors at given values in each year: then what is left is a direct effect.
    """
    contracts, results = plan.contracts, []
    state = _State.of(plan)
    for number, year in enumerate(plan.years):
        inputs = state.due(plan, number)
        cleared = clear(contracts, inputs, greatest=greatest, frozen=frozen[number] if frozen else None)
        result = _booked(contracts, year, inputs, cleared)
        if check:
            audit(contracts, result)
        results.append(result)
        state.carry(plan, result)
    return Run(plan, tuple(results))


def _booked(contracts: Contracts, year: int, inputs: YearInputs, cleared: Cleared) -> YearResult:
    flows = cleared.flows
    payer = contracts.payer
    hard = inputs.hard * flows.contract_recovery
    soft = inputs.soft * cleared.soft[payer]
    wanted = contracts.out @ inputs.soft
    default = ~flows.solvent
    paid = cleared.hard * flows.dues + contracts.out @ soft
    left = np.where(default, 0.0, flows.resources - paid)
    cash = np.maximum(left, 0.0)
    need = flows.dues + wanted - flows.resources
    dead = np.where(default, flows.resources - cleared.hard * flows.dues, 0.0)
    return YearResult(
        year,
        inputs,
        cleared,
        hard,
        soft,
        cash,
        np.maximum(need, 0.0),
        np.maximum(flows.dues - flows.resources, 0.0),
        default,
        dead,
    )


def audit(contracts: Contracts, result: YearResult, tolerance: float = 1e-6) -> None:
    """What must hold in each year: paid at most what is due, cash not negative, and no money made or lost.

    Summed over all actors: opening cash and what comes from outside, less costs and what goes outside or is destroyed in
    defaults, is the closing cash. Raises AuditFailure.
    """
    inputs, flows = result.inputs, result.cleared.flows
    scale = max(1.0, float(np.abs(flows.resources).max(initial=0.0)), float(inputs.hard.sum(axis=0).max(initial=0.0)))
    room = tolerance * scale
    if (result.paid_hard > inputs.hard + room).any() or (result.paid_soft > inputs.soft + room).any():
        raise AuditFailure(f"{result.year}: somebody pays more than is due")
    if (result.cash < -room).any():
        raise AuditFailure(f"{result.year}: somebody ends with less than no cash")
    answered = result.answered(contracts)
    revenue = contracts.into_revenue @ (result.paid_hard + result.paid_soft) + contracts.calls_for_sales @ answered
    costs = inputs.fixed_cost + inputs.variable_cost * (
        (1.0 - inputs.sunk_share) * (inputs.outside_revenue + revenue) + inputs.sunk_share * inputs.planned_revenue
    )
    called = contracts.calls_for_debts @ answered - contracts.calls_on @ answered
    to_outside = _to_outside(contracts, result)
    money = inputs.cash + inputs.outside_revenue + inputs.outside_financing + inputs.credit_line - costs - to_outside
    moved = revenue + contracts.into_financing @ (result.paid_hard + result.paid_soft) + called
    moved = moved - contracts.out @ (result.paid_hard + result.paid_soft)
    off = money + moved - result.cash - result.dead_weight
    if (np.abs(off.sum(axis=0)) > room * len(off)).any():
        raise AuditFailure(f"{result.year}: {float(off.sum(axis=0).max()):g} of money came from nowhere or went nowhere")


def _to_outside(contracts: Contracts, result: YearResult) -> Floats:
    """What is paid to outsiders: the rest of what an actor pays on hard dues, after contracts and calls."""
    flows, recovery = result.cleared.flows, result.cleared.hard
    total = recovery * flows.dues
    rest: Floats = total - contracts.out @ result.paid_hard - contracts.calls_on @ result.answered(contracts)
    return rest


@dataclass
class _State:
    """What one year leaves for the next."""

    cash: Floats
    deferred: Floats | None  # soft dues carried over, by contract; None where nothing is
    spending: Floats | None  # factor on soft dues, by contract
    gone: Floats | None  # factor on all dues, by contract
    claims: dict[int, Floats]  # cumulative purchases by contract
    drawn: dict[int, Floats]
    called: Floats | None  # by guarantee, so far

    @staticmethod
    def of(plan: YearPlan) -> _State:
        return _State(plan.inputs[0].cash, None, None, None, {}, {}, None)

    def due(self, plan: YearPlan, number: int) -> YearInputs:
        inputs = plan.inputs[number]
        hard, soft = inputs.hard, inputs.soft
        if self.spending is not None:
            soft = soft * self.spending
        if self.deferred is not None:
            soft = soft + self.deferred
        if self.gone is not None:
            hard, soft = hard * self.gone, soft * self.gone
        if plan.tranches:
            hard, soft = hard.copy(), soft.copy()
        for row in plan.tranches:
            counted = sum((self.claims.get(each, np.zeros(plan.draws)) for each in row.trigger), np.zeros(plan.draws))
            now = row.drawn(counted)
            due = now - self.drawn.get(row.contract, np.zeros(plan.draws))
            if row.kept:
                due = due * row.kept[number]
            if self.gone is not None:
                due = due * self.gone[row.contract]
            hard[row.contract], soft[row.contract] = (due, 0.0) if row.firm else (0.0, due)
            self.drawn[row.contract] = now
        cash = self.cash if number else inputs.cash
        made = replace(inputs, hard=hard, soft=soft, cash=cash)
        if plan.capacity:
            able = plan.capacity[number]
            into = able[plan.contracts.payee]
            chosen = plan.contracts.revenue[:, None]
            made = replace(
                made,
                outside_revenue=made.outside_revenue * able,
                hard=np.where(chosen, made.hard * into, made.hard),
                soft=np.where(chosen, made.soft * into, made.soft),
            )
        if plan.guarantees is not None:
            made = replace(made, **plan.guarantees.of_year(plan.contracts, made.hard, self.called))
        return made

    def carry(self, plan: YearPlan, result: YearResult) -> None:
        payer = plan.contracts.payer
        self.cash = result.cash
        if plan.guarantees is not None:
            paid = plan.guarantees.summed(result.answered(plan.contracts))
            self.called = paid if self.called is None else self.called + paid
        for each in {trigger for row in plan.tranches for trigger in row.trigger}:
            paid = result.paid_hard[each] + result.paid_soft[each]
            self.claims[each] = self.claims.get(each, np.zeros(plan.draws)) + paid
        if plan.deferred is not None:
            self.deferred = plan.deferred[payer] * (result.inputs.soft - result.paid_soft)
        if plan.persistence is not None:
            planned = result.inputs.planned_revenue
            kept = np.divide(result.revenue, planned, out=np.ones_like(planned), where=planned > 0)
            self.spending = _times(self.spending, (1.0 - plan.persistence * (1.0 - np.minimum(kept, 1.0)))[payer])
        if not result.default.any():
            return
        fallen = result.default[payer]
        if plan.resolution is Resolution.LIQUIDATE:
            self.gone = _times(self.gone, np.where(fallen | result.default[plan.contracts.payee], 0.0, 1.0))
            return
        if plan.haircut:
            self.gone = _times(self.gone, np.where(fallen, 1.0 - plan.haircut, 1.0))
        if plan.scale != 1.0:
            self.spending = _times(self.spending, np.where(fallen, plan.scale, 1.0))


def _times(before: Floats | None, factor: Floats) -> Floats:
    return factor if before is None else before * factor


def break_even_cash(contracts: Contracts, inputs: YearInputs, actor: int) -> float:
    """The opening cash below which an actor defaults in the year: (L - R)+ with its own cash at 0 and its payments held at r = 1,
    kappa = 0; exact for the greatest fixed point."""
    cash = inputs.cash.copy()
    cash[actor] = 0.0
    who = np.zeros(contracts.actors, dtype=bool)
    who[actor] = True
    shape = (contracts.actors, inputs.draws)
    held = Frozen(who, np.ones(shape), np.zeros(shape))
    found = clear(contracts, replace(inputs, cash=cash), frozen=held)
    short = (found.flows.dues - found.flows.resources)[actor]
    return float(np.maximum(short, 0.0).max())


def losses(baseline: Run, stressed: Run) -> Mapping[str, Floats]:
    """Baseline less stressed, by year, actor and draw: `revenue`, `cash`, and the `gap` that the stress adds."""
    return {
        "revenue": baseline.revenue() - stressed.revenue(),
        "cash": baseline.cash() - stressed.cash(),
        "gap": stressed.gap() - baseline.gap(),
    }
