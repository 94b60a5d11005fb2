"""Round-trip revenue: money that a vendor puts into customers and that comes back as its own sales.

Three readings, none of them a fact: `least` (what cannot have gone elsewhere), `proportional` (every dollar that leaves an
actor is the same blend of all that it had), `most` (all of it earmarked for the vendor). least <= proportional <= most.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import coo_array

from interlock.network.flows import result_id

OUTSIDE = "out"
_HOPS = 12
_CLOSED = 1e-9
"""A closed loop leaks at least this share, so that what circles for ever has a sum."""


class Leg(StrEnum):
    """What a payment is for the vendor's loop."""

    INVESTMENT = "investment"
    PURCHASE = "purchase"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount that one actor pays another within the window; `out` is everybody else. `facts` are those that say it."""

    payer: str
    payee: str
    amount: float
    leg: Leg
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """Round-trip revenue of one vendor, in the unit of the payments. `hops[k]` is what comes back after k + 1 payments.

    `by_customer` splits the proportional reading over those into whom the vendor put money. `facts` say what it put in, what it
    sells, and the payments by which the one may come back as the other.
    """

    vendor: str
    revenue: float
    invested: float
    least: float
    proportional: float
    most: float
    by_customer: tuple[tuple[str, float], ...]
    hops: tuple[float, ...]
    facts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same facts about the same vendor."""
        return result_id("round trip", self.vendor, *self.facts)

    def ratios(self) -> tuple[float, float, float] | None:
        """Least, proportional and most over revenue; None without revenue."""
        if self.revenue <= 0:
            return None
        return self.least / self.revenue, self.proportional / self.revenue, self.most / self.revenue


def round_trip(vendor: str, payments: Iterable[Payment]) -> RoundTrip:
    """The round trip of a vendor within a list of payments.

    An actor's blend is over S = max(inflow, outflow): what it does not spend it keeps, what it spends beyond its inflow it had.
    Raises ValueError for a negative or infinite amount.
    """
    rows = list(payments)
    for row in rows:
        if np.isposinf(row.amount):
            raise ValueError("a payment without an upper end has no round trip; set the end that you assume")
        if not row.amount >= 0:
            raise ValueError(f"{row.payer} pays {row.payee} {row.amount}: wanted 0 or more; turn a negative payment round")
    actors = sorted({name for row in rows for name in (row.payer, row.payee)} - {OUTSIDE, vendor})
    place = {name: number for number, name in enumerate(actors)}
    revenue = sum(row.amount for row in rows if row.payee == vendor and row.leg is Leg.PURCHASE)
    invested = np.zeros(len(actors))
    inflow, outflow, returned = np.zeros(len(actors)), np.zeros(len(actors)), np.zeros(len(actors))
    between = np.zeros((len(actors), len(actors)))
    for row in rows:
        if row.payee in place:
            inflow[place[row.payee]] += row.amount
            if row.payer == vendor and row.leg is Leg.INVESTMENT:
                invested[place[row.payee]] += row.amount
        if row.payer in place:
            outflow[place[row.payer]] += row.amount
            if row.payee in place:
                between[place[row.payer], place[row.payee]] += row.amount
            elif row.payee == vendor and row.leg is Leg.PURCHASE:
                returned[place[row.payer]] += row.amount
    through = np.maximum(inflow, outflow)
    safe = np.where(through > 0, through, 1.0)
    blend, straight = between / safe[:, None], returned / safe
    back = np.linalg.solve(np.eye(len(actors)) * (1 + _CLOSED) - blend, straight) if len(actors) else straight
    back = np.clip(back, 0.0, 1.0)
    hops, wave = [], straight
    for _ in range(_HOPS):
        hops.append(float(invested @ wave))
        wave = blend @ wave
    while len(hops) > 1 and hops[-1] <= _CLOSED * invested.sum():
        hops.pop()
    total = float(invested.sum())
    most = _earmarked(invested, between, returned)
    kept = np.maximum(inflow - outflow, 0.0)
    elsewhere = np.maximum(outflow - between.sum(axis=1) - returned, 0.0)
    least = max(0.0, total - _earmarked(invested, between, kept + elsewhere))
    proportional = float(invested @ back)
    split = tuple((name, float(invested[place[name]] * back[place[name]])) for name in actors if invested[place[name]] > 0)
    found = min(max(proportional, least), most)
    reached, returning = _reach(invested > 0, between), _reach(returned > 0, between.T)
    passed = {actor for actor in actors if reached[place[actor]] and returning[place[actor]]}
    facts = sorted({fact for row in rows if _concerns(row, vendor, passed) for fact in row.facts})
    return RoundTrip(vendor, float(revenue), total, least, found, most, split, tuple(hops), tuple(facts))


def _reach(begin: NDArray[np.bool_], between: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whom payments lead to from where they begin, those included."""
    found = begin
    for _ in range(len(begin)):
        wider = found | (between[found] > 0).any(axis=0)
        if (wider == found).all():
            break
        found = wider
    return found


def _concerns(row: Payment, vendor: str, passed: set[str]) -> bool:
    """Whether a payment is money put in, a sale, or stands between the two."""
    if row.amount <= 0:
        return False
    if row.payer == vendor:
        return row.leg is Leg.INVESTMENT
    if row.payee == vendor:
        return row.leg is Leg.PURCHASE
    return row.payer in passed and row.payee in passed


def _earmarked(source: NDArray[np.float64], between: NDArray[np.float64], sink: NDArray[np.float64]) -> float:
    """The greatest flow from the vendor's money (`source`) through payments (`between`) to a sink: a linear program."""
    payer, payee = np.nonzero(between)
    count, edges = len(source), len(payer)
    if not count or not source.sum() or not sink.sum():
        return 0.0
    size = count + edges + count
    rows = np.concatenate([np.arange(count), payer, payee, np.arange(count)])
    columns = np.concatenate(
        [np.arange(count), count + np.arange(edges), count + np.arange(edges), count + edges + np.arange(count)]
    )
    signs = np.concatenate([-np.ones(count), np.ones(edges), -np.ones(edges), np.ones(count)])
    balance = coo_array((signs, (rows, columns)), shape=(count, size)).tocsr()
    unit = source.max()  # the solver's tolerances are absolute
    high = np.minimum(np.concatenate([source, between[payer, payee], sink]) / unit, source.sum() / unit)
    cost = np.zeros(size)
    cost[:count] = -1.0
    solved = linprog(cost, A_eq=balance, b_eq=np.zeros(count), bounds=np.column_stack([np.zeros(size), high]), method="highs")
    if not solved.success:
        raise ArithmeticError(f"the greatest flow was not found: {solved.message}")
    return float(-solved.fun) * float(unit)


@dataclass(frozen=True, slots=True)
class InKind:
    """Warrants, credits and discounts granted to a customer: contra-revenue (ASC 606-10-32-25, shares since ASU 2019-08)."""

    gross_revenue: float
    net_revenue: float
    round_trip: float
    of_gross: float
    of_contract: float


def in_kind(sales_to_customer: float, other_sales: float, fair_value: float) -> InKind:
    """Revenue less the fair value granted to the customer; the round trip in kind is at most the sales to that customer."""
    if min(sales_to_customer, other_sales, fair_value) < 0:
        raise ValueError("sales and fair values must not be negative")
    gross = sales_to_customer + other_sales
    returned = min(fair_value, sales_to_customer)
    return InKind(
        gross,
        gross - fair_value,
        returned,
        returned / gross if gross else 0.0,
        returned / sales_to_customer if sales_to_customer else 0.0,
    )
