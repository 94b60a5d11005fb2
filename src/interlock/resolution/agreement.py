"""Whether two stated quantities can be one: bounds, rounding of the digits, and currencies are taken into account."""

from __future__ import annotations

import math
from enum import IntEnum
from functools import lru_cache

from interlock.vocabulary import Bound, Money, Quantity
from interlock.vocabulary.currencies import in_dollars
from interlock.vocabulary.quantity import stated

_ROUNDED = 0.025
"""The most that rounding is held to change a figure told as exact: '10bn' may be 9.8bn."""
_ABOUT = 0.075
"""How far 'about' reaches."""
_CONVERTED = 0.06
"""Two currencies are compared at round rates, and papers convert at the rate of their day: so much to either side."""
_NEAR = 1.25
"""'More than 500' supports 580, not 900: beyond this ratio a bound allows a figure without supporting it."""
_DIGITS = 15


class Fit(IntEnum):
    """How two quantities agree."""

    CONFLICT = 0  # they cannot be one
    OPEN = 1  # the bounds allow both and support neither
    LOOSE = 2  # near: rounded, converted, or within a bound
    EQUAL = 3


def fit(one: Quantity, other: Quantity) -> Fit:
    """How two quantities of one field agree; symmetric."""
    tolerance = 0.0
    if isinstance(one, Money) and isinstance(other, Money) and one.currency != other.currency:
        first, second = _converted(one), _converted(other)
        if first is None or second is None:
            first, second = _plain(one), _plain(other)
        one, other, tolerance = first, second, _CONVERTED
    if tolerance == 0.0 and (one.value, one.bound, one.low, one.high) == (other.value, other.bound, other.low, other.high):
        return Fit.EQUAL
    (least, most), (low, high) = _span(one, tolerance), _span(other, tolerance)
    if most < low or high < least:
        return Fit.CONFLICT
    if tolerance == 0.0 and one.bound is other.bound is Bound.EXACT and ratio(one, other) < 1.001:
        return Fit.EQUAL
    return Fit.LOOSE if ratio(one, other) <= _NEAR else Fit.OPEN


def tension(one: Quantity, other: Quantity) -> bool:
    """Whether the figures are one and the bounds are not: 'up to 800' against 800, 'at least 50' against 'up to 50'."""
    bounds = {one.bound, other.bound}
    return Bound.AT_MOST in bounds and bool(bounds & {Bound.EXACT, Bound.AT_LEAST}) and ratio(one, other) < 1.01


def ratio(one: Quantity, other: Quantity) -> float:
    """The greater stated figure over the lesser; infinite where the signs differ. Currencies are not looked at."""
    first, second = stated(one), stated(other)
    if first == second:
        return 1.0
    if first * second <= 0:
        return math.inf
    return max(first / second, second / first)


def _span(quantity: Quantity, tolerance: float) -> tuple[float, float]:
    low, high = quantity.interval()
    give = max(tolerance, _ABOUT) if quantity.bound is Bound.ABOUT else tolerance
    return low - abs(_finite(low)) * max(give, _rounding(low)), high + abs(_finite(high)) * max(give, _rounding(high))


def _finite(number: float) -> float:
    return number if math.isfinite(number) else 0.0


@lru_cache(maxsize=65536)
def _rounding(number: float) -> float:
    """Half a unit of the last digit that is no trailing nought, as a part of the number; never more than _ROUNDED."""
    if not math.isfinite(number) or number == 0:
        return 0.0
    digits = f"{abs(number):.{_DIGITS - 1}e}".partition("e")[0].replace(".", "").rstrip("0")
    return min(_ROUNDED, 0.5 / int(digits))


def _converted(money: Money) -> Quantity | None:
    unit = in_dollars(Money(1.0, currency=money.currency))
    if unit is None:
        return None
    value, low, high = (None if number is None else number * unit for number in (money.value, money.low, money.high))
    return Quantity(value, money.bound, low, high)


def _plain(money: Money) -> Quantity:
    return Quantity(money.value, money.bound, money.low, money.high)
