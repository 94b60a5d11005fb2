"""Quantities with their bounds: what is unknown stays unknown, and "up to" never becomes "exactly"."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class Bound(StrEnum):
    """How a stated number limits the true one."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bound, in base units (a fraction for shares, watts for power).

    `value` is None exactly where `bound` is `between`; then `low` and `high` hold both ends. `text` is the slice of
    the document that says it, digits and unit included. Raises ValueError for what cannot be a quantity.
    """

    value: float | None
    bound: Bound = Bound.EXACT
    low: float | None = None
    high: float | None = None
    text: str = ""

    def __post_init__(self) -> None:
        if self.bound is Bound.BETWEEN:
            if self.value is not None or self.low is None or self.high is None:
                raise ValueError("a quantity 'between' has low and high and no value")
            if not self.low <= self.high:
                raise ValueError(f"low ({self.low}) is above high ({self.high})")
        elif self.value is None:
            raise ValueError("a quantity needs a value unless it is 'between'")
        for number in (self.value, self.low, self.high):
            if number is not None and not math.isfinite(number):
                raise ValueError(f"{number} is not a finite number")

    def interval(self) -> tuple[float, float]:
        """The least and the greatest value that the statement allows; an open end is -inf or inf.

        `about` keeps both ends at the stated value: no width is invented.
        """
        if self.bound is Bound.BETWEEN:
            assert self.low is not None and self.high is not None
            return self.low, self.high
        assert self.value is not None
        if self.bound is Bound.AT_LEAST:
            return self.value, math.inf
        if self.bound is Bound.AT_MOST:
            return -math.inf, self.value
        return self.value, self.value

    def largest(self) -> float:
        """The stated figure; of a range the upper end."""
        largest = self.high if self.value is None else self.value
        assert largest is not None
        return largest


@dataclass(frozen=True, slots=True)
class Money(Quantity):
    """An amount of money in units of its currency (not millions); `currency` is ISO 4217, None where not said."""

    currency: str | None = None


def stated(quantity: Quantity) -> float:
    """The figure that the words give: the value, or the middle of a range."""
    if quantity.value is not None:
        return quantity.value
    assert quantity.low is not None and quantity.high is not None
    return (quantity.low + quantity.high) / 2
