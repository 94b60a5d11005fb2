"""Amounts of the network: an interval in dollars with its basis, never a bare number."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from interlock.vocabulary import Bound, Money
from interlock.vocabulary.currencies import UNITS_PER_DOLLAR


class AmountBasis(StrEnum):
    """Where an amount comes from, from the best to none."""

    STATED = "stated"  # a text says it
    DERIVED = "derived"  # computed from what texts say: converted, a part of a whole, a rate times its years
    ASSUMED = "assumed"  # rests on a convention, each of which is listed with the result
    UNKNOWN = "unknown"  # nothing is said; the interval is everything


_ORDER = tuple(AmountBasis)


@dataclass(frozen=True, slots=True)
class Amount:
    """What is known of a flow's size, in US dollars: it lies between `low` and `high`, `mode` is the figure told.

    `bound` is that of the words ("up to" has low 0); `high` is infinite where no upper end is told. `even` is the even part of a
    sum told for several: it stands for the amount where one number is needed, and is told by nobody.
    """

    low: float
    mode: float | None
    high: float
    bound: Bound = Bound.EXACT
    basis: AmountBasis = AmountBasis.STATED
    even: float | None = None

    def __post_init__(self) -> None:
        if math.isnan(self.low) or math.isnan(self.high) or self.low > self.high or self.low < 0:
            raise ValueError(f"{self.low} to {self.high} is no amount: wanted 0 <= low <= high")

    @property
    def known(self) -> bool:
        """Whether anything is known of it; the sum of a known and an unknown part is known from below."""
        return self.low > 0 or math.isfinite(self.high)

    @property
    def figure(self) -> float | None:
        """One number for it: the figure told, an even part, a finite upper end or the lower one; None where nothing is known."""
        if not self.known:
            return None
        if self.mode is not None or self.even is not None:
            return self.mode if self.mode is not None else self.even
        return self.high if math.isfinite(self.high) else self.low

    def times(self, factor: float, basis: AmountBasis | None = None) -> Amount:
        """The amount times a number that is not negative; zero times what is open above is zero."""
        high = 0.0 if factor == 0 else self.high * factor
        mode = None if self.mode is None else self.mode * factor
        even = None if self.even is None else self.even * factor
        return Amount(self.low * factor, mode, high, self.bound, worst((self.basis, basis or self.basis)), even)

    def at_least_as(self, basis: AmountBasis) -> Amount:
        """The same amount, resting on no better a basis than this."""
        return replace(self, basis=worst((self.basis, basis)))


NOTHING = Amount(0.0, 0.0, 0.0)
UNKNOWN = Amount(0.0, None, math.inf, basis=AmountBasis.UNKNOWN)


def worst(bases: Iterable[AmountBasis]) -> AmountBasis:
    """The weakest of the bases."""
    return max(bases, key=_ORDER.index, default=AmountBasis.STATED)


def amount_of(money: Money | None) -> Amount:
    """A stated sum as an amount in dollars: "up to" is 0 to X, "at least" is X and more.

    A sum in another currency is converted at a round rate and so is only derived; one without a currency, or in one without
    a rate, is unknown here.
    """
    rate = UNITS_PER_DOLLAR.get(money.currency or "") if money is not None else None
    if money is None or rate is None:
        return UNKNOWN
    basis = AmountBasis.STATED if rate == 1.0 else AmountBasis.DERIVED
    low, high = money.interval()
    if high < 0:
        return UNKNOWN
    mode = money.value if money.value is not None else None
    return Amount(max(low, 0.0) / rate, None if mode is None else mode / rate, high / rate, money.bound, basis)


def add(amounts: Iterable[Amount]) -> Amount:
    """The sum. It is as sure as its weakest part; an unknown part leaves it open above and marks it unknown."""
    rows = list(amounts)
    if not rows:
        return NOTHING
    if len(rows) == 1:
        return rows[0]
    modes = [row.mode for row in rows]
    mode = None if any(each is None for each in modes) else math.fsum(each for each in modes if each is not None)
    bound = rows[0].bound if len({row.bound for row in rows}) == 1 else Bound.BETWEEN
    low, high = math.fsum(row.low for row in rows), math.fsum(row.high for row in rows)
    return Amount(low, mode, high, bound, worst(row.basis for row in rows))


def hull(amounts: Iterable[Amount]) -> Amount:
    """The least interval that holds all of them: what remains where texts disagree."""
    rows = list(amounts)
    if len(rows) == 1:
        return rows[0]
    low, high = min(row.low for row in rows), max(row.high for row in rows)
    modes = {row.mode for row in rows}
    return Amount(low, modes.pop() if len(modes) == 1 else None, high, Bound.BETWEEN, worst(row.basis for row in rows))


def smallest(amounts: Iterable[Amount]) -> Amount:
    """The minimum, end by end: what can go all the way round a loop."""
    rows = list(amounts)
    least = min(rows, key=lambda row: (row.high, row.low))
    modes = [row.mode for row in rows]
    mode = None if any(each is None for each in modes) else min(each for each in modes if each is not None)
    low, high = min(row.low for row in rows), least.high
    return Amount(low, mode, high, least.bound, worst(row.basis for row in rows))
