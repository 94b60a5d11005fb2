"""From the flow network and the books to the inputs of the year map. What is unknown is ranged or left out, and said.

Amounts are in billions of dollars here, so that the solver's tolerance has a plain meaning.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from interlock.network.amounts import Amount
from interlock.network.flows import FINANCING, SALES, Flow, FlowNetwork
from interlock.network.schedules import whole
from interlock.simulation.balance import Book
from interlock.simulation.contract import OPEN_ABOVE, Contract, Factor, range_of
from interlock.simulation.guarantees import Guarantee, GuaranteeCaps
from interlock.simulation.pacing import in_step
from interlock.simulation.production import capacity
from interlock.simulation.scenario import Op, Scenario, Shock, ShockField
from interlock.simulation.year import Contracts, Flags, Floats, Ints, YearInputs
from interlock.simulation.years import Tranches, YearPlan

BILLION = 1e9
_DEEP = 1e7
"""Cash, in billions, of an actor whose books are not known: its solvency is not tested."""

CONVENTIONS = {
    "open": f"an amount told only from below ('at least X') is ranged up to {OPEN_ABOVE:g} times X",
    "firm": "how far purchases and leases can be cancelled is not told: their firm share is ranged from 0 to 1",
    "follow": "how far cancellable spending follows own revenue is not known: it is ranged from 0 to 1",
    "flat": "revenue and cost outside the ledger stay at the last figure known",
    "fill": "before the shock every actor raises outside the ledger what it lacks to pay as planned; this need is told",
    "deep": "an actor whose revenue, cost or cash is not known is not tested for solvency",
    "loan": "a loan without a stated term is repaid over 1 to 5 years; interest is not counted",
}


@dataclass(frozen=True)
class StressModel:
    """A model on one basis over a window of years. `unsized` are flows of unknown size, which count as nothing and are told."""

    network: FlowNetwork
    years: tuple[int, ...]
    actors: tuple[str, ...]
    contracts: tuple[Contract, ...]
    books: Mapping[str, Book]
    unsized: tuple[Flow, ...]
    assumptions: tuple[str, ...]
    fixed: Mapping[tuple[str, str], float]  # what a scenario assumes, by actor and field
    guarantees: tuple[Guarantee, ...] = ()

    @cached_property
    def place(self) -> dict[str, int]:
        """The number of each actor."""
        return {actor: number for number, actor in enumerate(self.actors)}

    @cached_property
    def layout(self) -> Contracts:
        """Who pays whom, for the year map."""
        return Contracts.of(
            len(self.actors),
            [self.place[row.payer] for row in self.contracts],
            [self.place[row.payee] for row in self.contracts],
            [row.revenue for row in self.contracts],
            guarantor=[self.place[row.flow.source] for row in self.guarantees for _ in row.contracts],
            guaranteed=[number for row in self.guarantees for number in row.contracts],
        )

    @cached_property
    def _most_due(self) -> tuple[float, ...]:
        """The most that each contract comes to over the window, in dollars."""
        return tuple(
            range_of(row.flow.amount)[1] if row.is_whole else math.fsum(range_of(amount)[1] for amount in row.due)
            for row in self.contracts
        )

    def called_at_most(self, guarantee: Guarantee) -> tuple[float, float]:
        """Least and most that may be called of a guarantee over the window, in dollars."""
        return guarantee.span(self._most_due)

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """All that is uncertain, in a fixed order."""
        found = []
        for number, row in enumerate(self.contracts):
            name = f"{self.network.name(row.payer)} → {self.network.name(row.payee)}, {row.flow.instrument}"
            sized = (row.flow.amount,) if row.is_whole else row.due
            if any(range_of(amount)[0] < range_of(amount)[1] for amount in sized):
                found.append(Factor(f"amount: {name}", "amount", number, row.flow.facts))
            if row.length:
                found.append(Factor(f"years: {name}", "length", number, row.flow.facts))
            if row.firm[0] < row.firm[1]:
                found.append(Factor(f"firm share: {name}", "firm", number, row.flow.facts))
        for number, guarantee in enumerate(self.guarantees):
            low, high = self.called_at_most(guarantee)
            if low < high:
                ends = f"{self.network.name(guarantee.flow.source)} for {self.network.name(guarantee.flow.target)}"
                found.append(Factor(f"guarantee: {ends}", "guarantee", number, guarantee.flow.facts))
        payers = {row.payer for row in self.contracts if row.firm[0] < 1}
        for actor in self.actors:
            if actor in payers and (actor, "pass_through") not in self.fixed:
                found.append(Factor(f"spending follows revenue: {self.network.name(actor)}", "follow", self.place[actor]))
            book = self.books.get(actor)
            for sort in ("revenue", "cost", "cash"):
                amount = getattr(book, sort) if book else None
                if amount is not None and (actor, sort) not in self.fixed and range_of(amount)[0] < range_of(amount)[1]:
                    found.append(Factor(f"{sort}: {self.network.name(actor)}", sort, self.place[actor]))
        return tuple(found)

    def plan(self, points: Floats, shocks: Sequence[Shock] = (), base: YearPlan | None = None) -> YearPlan:
        """The inputs of all years at `points` ([factors, draws], each in 0..1).

        Without shocks it is the baseline, in which every actor raises outside what it lacks. With shocks `base` must be the
        baseline at the same points: outside money and planned revenue stay as planned there.
        """
        draws = points.shape[1]
        (dues, tranches), firm = self._dues(points), self._firm(points)
        revenue, cost, cash = (self._own(sort, points) for sort in ("revenue", "cost", "cash"))
        follow = self._follow(points)
        tested = self._tested(shocks)
        cash = np.where(tested[:, None], cash, _DEEP)
        limits = [np.ones((len(self.actors), draws)) for _ in self.years]
        tranches = tuple(replace(row, kept=self._kept(row.contract, shocks)) for row in tranches)
        dues = self._shocked_dues(dues, shocks)
        rows = []
        held = cash
        for number, year in enumerate(self.years):
            x, o = self._shocked(revenue, shocks, ShockField.REVENUE, year), self._shocked(cost, shocks, ShockField.COST, year)
            for shock in shocks:
                if shock.field is ShockField.PAYMENTS and shock.holds(year):
                    row = self.place[shock.target]
                    limits[number][row] = limits[number][row] * shock.apply(1.0)
            hard, soft = dues[number] * firm, dues[number] * (1.0 - firm)
            if base is None:
                outside, held = self._filled(dues[number], held, x, o)
                planned = None
            else:
                outside, planned = base.inputs[number].outside_financing, base.inputs[number].planned_revenue
                outside = self._shocked(outside, shocks, ShockField.FINANCING, year)
            given = {} if planned is None else {"planned_revenue": planned}
            rows.append(
                YearInputs.of(
                    self.layout,
                    draws,
                    hard=hard,
                    soft=soft,
                    cash=cash,
                    outside_revenue=x,
                    outside_financing=outside,
                    fixed_cost=o,
                    pass_through=follow,
                    hard_limit=limits[number],
                    soft_limit=limits[number],
                    **given,
                )
            )
        numbers = range(len(self.years)) if _bans(shocks) else ()
        able = tuple(self._capacity(each, shocks, draws) for each in numbers)
        caps = self._caps(points, shocks)
        return YearPlan(self.years, self.layout, tuple(rows), tranches, guarantees=caps, capacity=able)

    def _caps(self, points: Floats, shocks: Sequence[Shock]) -> GuaranteeCaps | None:
        """The sums of the guarantees. Those that a scenario calls in full are used up: what they cost is told by themselves."""
        if not self.guarantees:
            return None
        ends = np.array([self.called_at_most(row) for row in self.guarantees]) / BILLION
        total = ends[:, :1] + self._points("guarantee", points, len(self.guarantees)) * (ends[:, 1:] - ends[:, :1])
        called = {shock.target for shock in shocks if shock.field is ShockField.GUARANTEE}
        total[[row.flow.source in called for row in self.guarantees]] = 0.0
        return GuaranteeCaps.of_pairs(self.guarantees, total)

    def _points(self, sort: str, points: Floats, size: int) -> Floats:
        """The sampled numbers of one sort by contract or actor, a half where nothing is uncertain."""
        found = np.full((size, points.shape[1]), 0.5)
        for row, factor in enumerate(self.factors):
            if factor.sort == sort:
                found[factor.place] = points[row]
        return found

    def _dues(self, points: Floats) -> tuple[list[Floats], tuple[Tranches, ...]]:
        """What is due of each contract in each year as planned, and the tranches of the funding that is paid in step."""
        at = self._points("amount", points, len(self.contracts))
        lengths = self._points("length", points, len(self.contracts))
        dues = [np.zeros((len(self.contracts), points.shape[1])) for _ in self.years]
        for place, row in enumerate(self.contracts):
            if row.paced:
                continue
            if row.length:
                total = self._whole(place, at)
                years = row.length[0] + lengths[place] * (row.length[1] - row.length[0])
                for number in range(len(self.years)):
                    run = np.clip(np.minimum(number + 1.0, row.begins + years) - max(number, row.begins), 0.0, 1.0)
                    dues[number][place] = total * run / years
                continue
            for number, amount in enumerate(row.due):
                dues[number][place] = _within(amount, at[place])
        tranches = tuple(
            in_step(place, row.firm[0] > 0, self._whole(place, at), {each: self._whole(each, at) for each in row.paced}, dues)
            for place, row in enumerate(self.contracts)
            if row.paced
        )
        return dues, tranches

    def _whole(self, place: int, at: Floats) -> Floats:
        """The whole sum of a contract, of all years, where the points put its amount; in billions."""
        return _within(whole(self.contracts[place].flow), at[place])

    def _kept(self, place: int, shocks: Sequence[Shock]) -> tuple[float, ...]:
        """The share of each year of a contract's funding that stops leave."""
        row = self.contracts[place]
        return tuple(
            math.prod(shock.apply(1.0) for shock in shocks if shock.holds(year) and meets(shock, row)) for year in self.years
        )

    def _firm(self, points: Floats) -> Floats:
        at = self._points("firm", points, len(self.contracts))
        ends = np.array([row.firm for row in self.contracts]).reshape(-1, 2)
        firm: Floats = ends[:, :1] + at * (ends[:, 1:] - ends[:, :1])
        return firm

    def _follow(self, points: Floats) -> Floats:
        at = self._points("follow", points, len(self.actors))
        for (actor, name), value in self.fixed.items():
            if name == "pass_through" and actor in self.place:
                at[self.place[actor]] = value
        return at

    def _own(self, sort: str, points: Floats) -> Floats:
        at = self._points(sort, points, len(self.actors))
        ends = np.zeros((len(self.actors), 2))
        for actor, number in self.place.items():
            book = self.books.get(actor)
            amount: Amount | None = getattr(book, sort) if book else None
            if (actor, sort) in self.fixed:
                ends[number] = self.fixed[actor, sort] / BILLION
            elif amount is not None:
                ends[number] = np.array(range_of(amount)) / BILLION
        own: Floats = ends[:, :1] + at * (ends[:, 1:] - ends[:, :1])
        return own

    def _tested(self, shocks: Sequence[Shock]) -> Flags:
        """Whose solvency is tested: those with complete books, and those whose own money a shock moves."""
        moved = moved_by(shocks)
        return np.array([self.is_complete(actor) or actor in moved for actor in self.actors], dtype=bool)

    def needs(self, points: Floats) -> list[Floats]:
        """Outside money that each actor must raise in each year to pay as planned, unknown cash and cost counted as nothing."""
        dues, _ = self._dues(points)
        revenue, cost, held = (self._own(sort, points) for sort in ("revenue", "cost", "cash"))
        found = []
        for number in range(len(self.years)):
            outside, held = self._filled(dues[number], held, revenue, cost)
            found.append(outside)
        return found

    def is_complete(self, actor: str) -> bool:
        """Whether revenue, cost and cash of an actor are known or assumed."""
        book = self.books.get(actor)
        return all(
            (actor, name) in self.fixed or (book is not None and getattr(book, name) is not None)
            for name in ("revenue", "cost", "cash")
        )

    def _shocked(self, value: Floats, shocks: Sequence[Shock], sort: ShockField, year: int) -> Floats:
        changed = value.copy()
        for shock in shocks:
            if shock.field is sort and shock.holds(year) and shock.target in self.place:
                row = self.place[shock.target]
                if shock.op in (Op.SCALE, Op.STOP):
                    moved = shock.apply(1.0) * changed[row]
                else:
                    kept = changed[row] if shock.op is Op.ADD else np.zeros_like(changed[row])
                    moved = kept + shock.value / BILLION
                changed[row] = np.maximum(moved, 0.0)
        return changed

    def _shocked_dues(self, dues: list[Floats], shocks: Sequence[Shock]) -> list[Floats]:
        """Dues after delays, stops of funding and of supply."""
        made = [each.copy() for each in dues]
        for shock in shocks:
            for number, row in enumerate(self.contracts):
                if shock.field is ShockField.START and row.flow.instrument in SALES and shock.target in (row.payer, row.payee):
                    late = round(shock.value)
                    column = [each[number].copy() for each in made]
                    for year in range(len(made)):
                        made[year][number] = column[year - late] if year >= late else 0.0
                for year, when in enumerate(self.years):
                    if shock.holds(when) and meets(shock, row):
                        made[year][number] *= shock.apply(1.0)
        return made

    def _capacity(self, number: int, shocks: Sequence[Shock], draws: int) -> Floats:
        """What each can make of its plan in a year, where supply was cut in the year before."""
        able = np.ones((len(self.actors), draws))
        if number == 0:
            return able
        before = self.years[number - 1]
        for actor, place in self.place.items():
            bought = {
                row.payee: sum(range_of(amount)[1] for amount in row.due)
                for row in self.contracts
                if row.payer == actor and row.flow.instrument in SALES
            }
            cut = {
                shock.target: shock.apply(1.0)
                for shock in shocks
                if shock.field is ShockField.SUPPLY and shock.holds(before) and (not shock.to or actor in shock.to)
            }
            if bought and any(name in bought for name in cut):
                able[place] = capacity(cut, bought)
        return able

    def _filled(self, dues: Floats, cash: Floats, revenue: Floats, cost: Floats) -> tuple[Floats, Floats]:
        """Outside money that each needs so that all is paid as planned, and the cash that is then left."""
        have = cash + revenue - cost + _sum(dues, self.layout.payee, len(self.actors))
        need = _sum(dues, self.layout.payer, len(self.actors))
        return np.maximum(need - have, 0.0), np.maximum(have - need, 0.0)


def _within(amount: Amount, at: Floats) -> Floats:
    """Where in the range of an amount the points put it, in billions."""
    low, high = range_of(amount)
    found: Floats = (low + at * (high - low)) / BILLION
    return found


def _sum(rows: Floats, ends: Ints, count: int) -> Floats:
    total = np.zeros((count, rows.shape[1]))
    np.add.at(total, ends, rows)
    return total


def moved_by(shocks: Iterable[Shock]) -> frozenset[str]:
    """The actors whose own money the shocks move, so that their solvency must be looked at."""
    own = (ShockField.REVENUE, ShockField.FINANCING, ShockField.COST)
    return frozenset(shock.target for shock in shocks if shock.field in own)


def _bans(shocks: Sequence[Shock]) -> bool:
    return any(shock.field is ShockField.SUPPLY for shock in shocks)


def meets(shock: Shock, row: Contract) -> bool:
    """Whether a stop of funding or of supply meets a contract."""
    if shock.field is ShockField.FUNDING:
        return row.flow.instrument in FINANCING and row.payer == shock.target and (not shock.to or row.payee in shock.to)
    if shock.field is ShockField.SUPPLY:
        return row.flow.instrument in SALES and row.payee == shock.target and (not shock.to or row.payer in shock.to)
    return False


def targets_of(scenario: Scenario) -> frozenset[str]:
    """The actors that a scenario's shocks meet first."""
    return frozenset(shock.target for shock in scenario.shocks)
